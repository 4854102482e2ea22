/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-catalogue.h"
#include "luthier-practice-jobs.h"
#include "luthier-practice-objects.h"
#include "luthier-practice-situations.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PRACTICE_QUEUE (luthier_practice_queue_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierPracticeQueue, luthier_practice_queue, LUTHIER, PRACTICE_QUEUE, GObject)

/* Decides when a job starts, for only so many run at a time, and what becomes of it then. Nothing
 * ticks: it wakes up for the next start, and what a job is at follows from the time. */
LuthierPracticeQueue *luthier_practice_queue_new (LuthierPracticeState *state,
                                                  LuthierPracticeJobs *jobs,
                                                  LuthierPracticeObjects *objects,
                                                  LuthierPracticeSituations *situations,
                                                  LuthierCatalogue *catalogue);
/* Takes a new job, or one that was changed, into account; and the time that has passed. */
void luthier_practice_queue_settle (LuthierPracticeQueue *self);
/* Does so if a start was slept over: before anything is told about jobs. */
void luthier_practice_queue_catch_up (LuthierPracticeQueue *self);
/* Gives up what is under way: whoever has the same state next goes on with it. */
void luthier_practice_queue_stop (LuthierPracticeQueue *self);
/* How many jobs of this kind are not over. */
guint luthier_practice_queue_count (LuthierPracticeQueue *self, gboolean serves);
/* Are the data of a job read at this moment? */
gboolean luthier_practice_queue_is_reading (LuthierPracticeQueue *self);
guint luthier_practice_queue_get_quota (LuthierPracticeQueue *self);

G_END_DECLS
