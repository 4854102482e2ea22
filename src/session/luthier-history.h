/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job-list.h"

G_BEGIN_DECLS

/* How long the jobs of a profile took for what they did, by what was seen of them. Of jobs of the
 * same base model if there are any, else of all; durations in microseconds, -1 = not known. */
typedef struct _LuthierHistory LuthierHistory;

/* stages: (element-type LuthierStoredStage); series: (element-type LuthierStoredSeries). */
LuthierHistory *luthier_history_new (GPtrArray *stages, GPtrArray *series, LuthierJobList *jobs);
void luthier_history_free (LuthierHistory *self);

/* The longest that one of them was in a state, or a phase of it, and left it for the better. */
gint64 luthier_history_get_longest (LuthierHistory *self, LuthierJob *job, const char *stage);
/* How long half of them took at most. */
gint64 luthier_history_get_usual (LuthierHistory *self, LuthierJob *job, const char *stage);
/* The longest until the first step, and between two steps or after the last one, while they were
 * tuned to the end. */
gint64 luthier_history_get_longest_start (LuthierHistory *self, LuthierJob *job);
gint64 luthier_history_get_longest_step (LuthierHistory *self, LuthierJob *job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierHistory, luthier_history_free)

G_END_DECLS
