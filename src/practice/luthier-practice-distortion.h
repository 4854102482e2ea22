/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-situations.h"

G_BEGIN_DECLS

/* What the situations unknown-state, unknown-fields and numbers make of an answer. NULL: none of
 * them is on. */
char *luthier_practice_distortion_apply (LuthierPracticeSituations *situations, const char *json);

G_END_DECLS
