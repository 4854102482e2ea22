/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-profile.h"

G_BEGIN_DECLS

/* What is said of a profile wherever it is shown. */
const char *luthier_profile_words_icon (LuthierProfileKind kind);
const char *luthier_profile_words_kind (LuthierProfileKind kind);
/* (transfer none): its title, else its project. */
const char *luthier_profile_words_title (LuthierProfile *profile);
/* (transfer full): "ann@example.com · acme". */
char *luthier_profile_words_subtitle (LuthierProfile *profile);

G_END_DECLS
