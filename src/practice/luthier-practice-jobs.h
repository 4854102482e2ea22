/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-job.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PRACTICE_JOBS (luthier_practice_jobs_get_type ())
G_DECLARE_FINAL_TYPE (LuthierPracticeJobs, luthier_practice_jobs, LUTHIER, PRACTICE_JOBS, GObject)

/* All jobs there ever were, in memory and in the state's database. */
LuthierPracticeJobs *luthier_practice_jobs_new (LuthierPracticeState *state);
/* A moment for a new job, after all others: now, as a rule. */
gint64 luthier_practice_jobs_choose_moment (LuthierPracticeJobs *self);
/* Takes the job and writes it. It must be younger than the others. */
void luthier_practice_jobs_add (LuthierPracticeJobs *self, LuthierPracticeJob *job);
void luthier_practice_jobs_save (LuthierPracticeJobs *self, const LuthierPracticeJob *job);
LuthierPracticeJob *luthier_practice_jobs_lookup (LuthierPracticeJobs *self,
                                                  const char *location,
                                                  const char *id);
/* Of LuthierPracticeJob, oldest first; (transfer none) (nullable). */
GPtrArray *luthier_practice_jobs_get_all (LuthierPracticeJobs *self, const char *location);
/* Those that were not over by this moment, of all locations, oldest first; (transfer full). */
GPtrArray *luthier_practice_jobs_find_open (LuthierPracticeJobs *self, gint64 moment);
/* The job that makes a version of a model, 0 = the newest one; (nullable). */
LuthierPracticeJob *luthier_practice_jobs_find_maker (LuthierPracticeJobs *self,
                                                      const char *location,
                                                      const char *model,
                                                      gint64 version);

G_END_DECLS
