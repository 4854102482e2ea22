/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-jobs.h"
#include "luthier-practice-situations.h"

G_BEGIN_DECLS

/* Every experiment has one run. */
#define LUTHIER_PRACTICE_RUN "run-0"

/* The way to the curves of a job: its experiment is a context, that names a TensorBoard, that has a
 * run, that has time series, those have points. Nothing of it is made: it follows from the job. */
typedef struct
{
  LuthierPracticeJobs *jobs;             /* (unowned) */
  LuthierPracticeState *state;           /* (unowned) */
  LuthierPracticeSituations *situations; /* (unowned) */
  LuthierPracticeExchange *exchange;     /* (unowned) */
} LuthierPracticeExperiments;

/* The job of the experiment of this id; NULL and a 404 already answered: there is none. */
LuthierPracticeJob *luthier_practice_experiments_find (const LuthierPracticeExperiments *self,
                                                       const char *location,
                                                       const char *id);
/* The id of the TensorBoard of a location. (transfer full) */
char *luthier_practice_experiments_dup_tensorboard (const LuthierPracticeExperiments *self,
                                                    const char *location);
void luthier_practice_experiments_reply (const LuthierPracticeExperiments *self,
                                         const char *schema,
                                         const char *json);
/* 404 for a thing of this kind, such as "TensorboardRun". */
void luthier_practice_experiments_refuse (const LuthierPracticeExperiments *self, const char *kind);

/* What is asked for below {version}/projects/{project}/locations/{location}/metadataStores. */
void luthier_practice_experiments_reply_context (const LuthierPracticeExperiments *self);

G_END_DECLS
