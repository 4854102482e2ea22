/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-job.h"

G_BEGIN_DECLS

/* The parameter "filter" of lists: conditions joined by AND, each of them FIELD=VALUE, FIELD!=VALUE
 * or FIELD:VALUE (contains; "*" is anything). Fields, in both spellings: state, base_model,
 * tuned_model_display_name, description, labels.KEY. A value with blanks stands in quotes. */
typedef struct _LuthierPracticeFilter LuthierPracticeFilter;

/* NULL and problem: it is none. */
LuthierPracticeFilter *luthier_practice_filter_parse (const char *text, char **problem);
void luthier_practice_filter_free (LuthierPracticeFilter *self);
gboolean luthier_practice_filter_match (LuthierPracticeFilter *self,
                                        const LuthierPracticeJob *job,
                                        gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierPracticeFilter, luthier_practice_filter_free)

G_END_DECLS
