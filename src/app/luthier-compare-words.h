/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-comparison.h"

G_BEGIN_DECLS

/* How a comparison reads. All words are translated. */

/* "Best validation loss" */
const char *luthier_compare_words_title (LuthierComparison *comparison, LuthierCompared what);
/* "0.418"; what is not known is said to be so. */
char *luthier_compare_words_value (LuthierComparison *comparison, LuthierCompared what, guint job);
/* The same of a value that is in no comparison. */
char *luthier_compare_words_of_value (LuthierJob *job,
                                      LuthierCompared what,
                                      const LuthierComparedValue *value);
/* What there is to add, in small: "at step 266"; (nullable). */
char *luthier_compare_words_note (LuthierComparison *comparison, LuthierCompared what, guint job);
/* All of what the value is the short form of; (nullable). */
char *luthier_compare_words_detail (LuthierComparison *comparison, LuthierCompared what, guint job);
/* "3 of 9 settings differ" */
char *luthier_compare_words_count (LuthierComparison *comparison);
/* Which job is the best, in a sentence or two, as far as it can be told. */
char *luthier_compare_words_verdict (LuthierComparison *comparison);
/* What the costs are the product of; (nullable): no cost is known. */
char *luthier_compare_words_cost (LuthierComparison *comparison);

G_END_DECLS
