/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lists in a sentence, as the user's language writes them. All strings are to be freed. */
char *luthier_word_list_join (const char *const *words);
char *luthier_word_list_join_choices (const char *const *words);

G_END_DECLS
