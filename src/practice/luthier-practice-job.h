/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job-state.h"
#include "luthier-practice-state.h"

G_BEGIN_DECLS

/* One tuning job: what was asked for, and when it does what. Moments are in microseconds since the
 * epoch, 0 is "not known yet"; as they may lie ahead, what a job is at follows from the time alone. */
typedef struct
{
  char *id;           /* (owned): 19 digits */
  char *location;     /* (owned) */
  char *spec;         /* (owned): what was asked for, a JSON object as v1beta1 writes it */
  char *resolved;     /* (owned) (nullable): the same with what the service chose */
  char *base_model;   /* (owned) */
  char *display_name; /* (owned) */
  char *model;        /* (owned): the id of the model that it makes */
  gint64 version;     /* of that model, from 1 */
  gboolean beta;      /* v1 does not know all of it */
  gboolean serves;    /* endpoints are made; open models have none */

  gint64 created;
  gint64 due; /* would start if no other job were in the way */
  gint64 started;
  gint64 processed; /* the data are known */
  gint64 tuning;    /* the first step */
  gint64 finishing; /* after the last step */
  gint64 ended;
  gint64 stalled;   /* makes no steps from here on, 0 = it always does */
  gint64 resumed;   /* makes steps again */
  gint64 cancelled; /* asked to stop */
  gint64 stopped;   /* has stopped; never, if that came too late */

  gint64 epochs;
  gint64 steps;
  gint64 n_checkpoints;
  gint64 copies;       /* of examples that were there before */
  gint64 validation;   /* examples */
  char *curve;         /* (owned) (nullable): the shape of its curves, if it was chosen */
  gint64 error_code;   /* of google.rpc.Code, 0 = it succeeds */
  char *error_message; /* (owned) (nullable) */
  char *stats;         /* (owned) (nullable): the tuningDataStats, a JSON object */
} LuthierPracticeJob;

typedef struct
{
  guint number; /* from 1 */
  gint64 epoch;
  gint64 step;
  gint64 deployed; /* the moment */
  gboolean is_default;
} LuthierPracticeCheckpoint;

LuthierPracticeJob *luthier_practice_job_new (const char *id, const char *location);
void luthier_practice_job_free (LuthierPracticeJob *self);

LuthierJobState luthier_practice_job_get_state (const LuthierPracticeJob *self,
                                                gint64 now,
                                                LuthierJobPhase *phase);
gboolean luthier_practice_job_is_over (const LuthierPracticeJob *self, gint64 now);
/* When it makes room for another one; G_MAXINT64 if that is not known. */
gint64 luthier_practice_job_get_end (const LuthierPracticeJob *self);
/* The latest moment up to now at which something about it changed. */
gint64 luthier_practice_job_get_updated (const LuthierPracticeJob *self, gint64 now);
gint64 luthier_practice_job_get_completed_steps (const LuthierPracticeJob *self, gint64 now);
/* When this step is or was completed. */
gint64 luthier_practice_job_get_step_moment (const LuthierPracticeJob *self, gint64 step);
/* How many checkpoints are deployed by now, and which. */
guint luthier_practice_job_count_checkpoints (const LuthierPracticeJob *self, gint64 now);
void luthier_practice_job_get_checkpoint (const LuthierPracticeJob *self,
                                          guint number,
                                          LuthierPracticeCheckpoint *checkpoint);
gboolean luthier_practice_job_has_model (const LuthierPracticeJob *self, gint64 now);

/* Lays out the rest of the job from its start on. */
void luthier_practice_job_plan (LuthierPracticeJob *self, LuthierPracticeState *state);
/* Makes no steps for so long, from halfway on; the rest comes later. */
void luthier_practice_job_stall (LuthierPracticeJob *self, gint64 duration);
/* Waits so much longer for its first step. */
void luthier_practice_job_wait (LuthierPracticeJob *self, gint64 duration);
/* Fails at this moment. */
void luthier_practice_job_fail (LuthierPracticeJob *self,
                                gint64 moment,
                                gint64 code,
                                const char *message);
/* Whether there was still something to stop. */
gboolean luthier_practice_job_cancel (LuthierPracticeJob *self, LuthierPracticeState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierPracticeJob, luthier_practice_job_free)

G_END_DECLS
