/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-job.h"

#include <math.h>

/* How long things take the real service, in milliseconds. */
#define CANCEL_MS         20000
#define PROCESSING_MS     90000
#define PROCESSING_MAX_MS 180000
#define CAPACITY_MS       60000
#define TUNING_MS         900000
#define TUNING_MAX_MS     1500000
#define STEP_MS           2000
#define FINISHING_MS      150000

/* Checkpoints begin to be deployed after this part of the steps. */
#define DEPLOYMENT_BEGIN 0.7

LuthierPracticeJob *
luthier_practice_job_new (const char *id, const char *location)
{
  LuthierPracticeJob *self = g_new0 (LuthierPracticeJob, 1);

  self->id = g_strdup (id);
  self->location = g_strdup (location);
  self->version = 1;
  self->serves = TRUE;
  return self;
}

void
luthier_practice_job_free (LuthierPracticeJob *self)
{
  g_free (self->id);
  g_free (self->location);
  g_free (self->spec);
  g_free (self->resolved);
  g_free (self->base_model);
  g_free (self->display_name);
  g_free (self->model);
  g_free (self->curve);
  g_free (self->error_message);
  g_free (self->stats);
  g_free (self);
}

static gboolean
has_come (gint64 moment, gint64 now)
{
  return moment != 0 && moment <= now;
}

static LuthierJobPhase
get_running_phase (const LuthierPracticeJob *self, gint64 now)
{
  if (!has_come (self->processed, now))
    return LUTHIER_JOB_PHASE_PROCESSING_DATASET;
  if (!has_come (self->tuning, now))
    return LUTHIER_JOB_PHASE_WAITING_FOR_CAPACITY;
  if (!has_come (self->finishing, now))
    return LUTHIER_JOB_PHASE_TUNING;
  return LUTHIER_JOB_PHASE_POST_PROCESSING;
}

/**
 * luthier_practice_job_get_state:
 * @self: a job
 * @now: the time
 * @phase: (out) (optional): what it is at if it is pending or running
 *
 * Returns: its state
 */
LuthierJobState
luthier_practice_job_get_state (const LuthierPracticeJob *self, gint64 now, LuthierJobPhase *phase)
{
  LuthierJobPhase unused;

  phase = phase != NULL ? phase : &unused;
  *phase = LUTHIER_JOB_PHASE_NONE;
  if (has_come (self->stopped, now))
    return LUTHIER_JOB_STATE_CANCELLED;
  if (has_come (self->ended, now))
    return self->error_code != 0 ? LUTHIER_JOB_STATE_FAILED : LUTHIER_JOB_STATE_SUCCEEDED;
  if (has_come (self->cancelled, now))
    return LUTHIER_JOB_STATE_CANCELLING;
  if (has_come (self->started, now))
    {
      *phase = get_running_phase (self, now);
      return LUTHIER_JOB_STATE_RUNNING;
    }
  if (has_come (self->due, now))
    *phase = LUTHIER_JOB_PHASE_WAITING_FOR_QUOTA;
  return LUTHIER_JOB_STATE_PENDING;
}

gboolean
luthier_practice_job_is_over (const LuthierPracticeJob *self, gint64 now)
{
  return has_come (self->stopped, now) || has_come (self->ended, now);
}

/**
 * luthier_practice_job_get_end:
 * @self: a job
 *
 * Returns: the moment at which it makes room for another one; %G_MAXINT64 if that is not known
 */
gint64
luthier_practice_job_get_end (const LuthierPracticeJob *self)
{
  gint64 ended = self->ended != 0 ? self->ended : G_MAXINT64;

  return self->stopped != 0 ? MIN (self->stopped, ended) : ended;
}

/**
 * luthier_practice_job_get_updated:
 * @self: a job
 * @now: the time
 *
 * Returns: the latest moment up to @now at which something about it changed
 */
gint64
luthier_practice_job_get_updated (const LuthierPracticeJob *self, gint64 now)
{
  const gint64 moments[] = {
    self->created,   self->started,   self->processed, self->tuning,
    self->finishing, self->cancelled, self->stopped,   self->ended,
  };
  gint64 end = MIN (luthier_practice_job_get_end (self), now);
  guint n = luthier_practice_job_count_checkpoints (self, now);
  gint64 latest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    if (has_come (moments[i], end))
      latest = MAX (latest, moments[i]);
  if (n > 0)
    {
      LuthierPracticeCheckpoint checkpoint;

      luthier_practice_job_get_checkpoint (self, n, &checkpoint);
      latest = MAX (latest, checkpoint.deployed);
    }
  return latest;
}

/**
 * luthier_practice_job_get_completed_steps:
 * @self: a job
 * @now: the time
 *
 * Returns: how many steps are done; a job that ended early stays where it was
 */
gint64
luthier_practice_job_get_completed_steps (const LuthierPracticeJob *self, gint64 now)
{
  gint64 at = MIN (now, luthier_practice_job_get_end (self));
  gint64 stall = self->resumed - self->stalled;
  gint64 spent;

  if (!has_come (self->tuning, at))
    return 0;
  if (has_come (self->finishing, at))
    return self->steps;
  spent = at - self->tuning;
  if (has_come (self->stalled, at))
    spent -= MIN (at - self->stalled, stall);
  return (gint64) ((double) spent / (double) (self->finishing - self->tuning - stall) *
                   (double) self->steps);
}

/* When this part of all steps is done. */
static gint64
get_moment_of_part (const LuthierPracticeJob *self, double part)
{
  gint64 stall = self->resumed - self->stalled;
  gint64 length = self->finishing - self->tuning - stall;
  gint64 moment = self->tuning + (gint64) ceil ((double) length * part);

  return self->stalled != 0 && moment > self->stalled ? moment + stall : moment;
}

/**
 * luthier_practice_job_get_step_moment:
 * @self: a job that is planned
 * @step: from 0 to its number of steps
 *
 * Returns: when that step is completed, even if that lies ahead
 */
gint64
luthier_practice_job_get_step_moment (const LuthierPracticeJob *self, gint64 step)
{
  return get_moment_of_part (self, (double) step / (double) MAX (self->steps, 1));
}

/**
 * luthier_practice_job_count_checkpoints:
 * @self: a job
 * @now: the time
 *
 * They are deployed one after another from late in the tuning to the very end. Endpoints of a job
 * that failed because of them never are.
 *
 * Returns: how many of them are deployed
 */
guint
luthier_practice_job_count_checkpoints (const LuthierPracticeJob *self, gint64 now)
{
  gint64 at = MIN (now, luthier_practice_job_get_end (self));
  guint n = 0;

  if (!has_come (self->tuning, at) || !self->serves)
    return 0;
  while (n < self->n_checkpoints)
    {
      LuthierPracticeCheckpoint checkpoint;

      luthier_practice_job_get_checkpoint (self, n + 1, &checkpoint);
      if (checkpoint.deployed > at || (checkpoint.is_default && self->error_code != 0))
        break;
      n++;
    }
  return n;
}

/**
 * luthier_practice_job_get_checkpoint:
 * @self: a job that is planned
 * @number: from 1 to its number of checkpoints
 * @checkpoint: (out caller-allocates): what and when it is, even if that lies ahead
 *
 * Checkpoints divide the steps evenly; the last is that of the last step and is the default.
 */
void
luthier_practice_job_get_checkpoint (const LuthierPracticeJob *self,
                                     guint number,
                                     LuthierPracticeCheckpoint *checkpoint)
{
  gint64 n = self->n_checkpoints;
  gint64 end = MAX (self->ended, self->finishing);
  gint64 begin = get_moment_of_part (self, DEPLOYMENT_BEGIN);

  checkpoint->number = number;
  checkpoint->is_default = number == n;
  checkpoint->epoch = MAX (1, self->epochs * number / n);
  checkpoint->step = self->steps * number / n;
  checkpoint->deployed = number == n ? end : begin + (end - begin) * number / n;
}

/**
 * luthier_practice_job_has_model:
 * @self: a job
 * @now: the time
 *
 * Returns: whether its model is in the registry: from the last step on, whatever happens then
 */
gboolean
luthier_practice_job_has_model (const LuthierPracticeJob *self, gint64 now)
{
  gint64 end = luthier_practice_job_get_end (self);

  return has_come (self->finishing, MIN (now, end));
}

/* Below ten epochs one checkpoint each, above ten of them, spread evenly. */
static gint64
choose_n_checkpoints (gint64 epochs)
{
  return CLAMP (epochs, 1, 10);
}

/**
 * luthier_practice_job_plan:
 * @self: a job that has started, whose epochs, steps and examples are known
 * @state: gives the time and the speed
 *
 * A job takes 20 to 30 minutes at the speed of the real service. n_checkpoints of 1 asks for the
 * last one only.
 */
void
luthier_practice_job_plan (LuthierPracticeJob *self, LuthierPracticeState *state)
{
  gint64 processing = MIN (PROCESSING_MS + self->steps * 20, PROCESSING_MAX_MS);
  gint64 tuning = MIN (TUNING_MS + self->steps * STEP_MS, TUNING_MAX_MS);

  if (self->n_checkpoints != 1)
    self->n_checkpoints = choose_n_checkpoints (self->epochs);
  self->processed = self->started + luthier_practice_state_duration (state, processing);
  self->tuning = self->processed + luthier_practice_state_duration (state, CAPACITY_MS);
  self->finishing = self->tuning + luthier_practice_state_duration (state, tuning);
  self->ended = self->finishing + luthier_practice_state_duration (state, FINISHING_MS);
}

/**
 * luthier_practice_job_stall:
 * @self: a job that is planned
 * @duration: for how long it makes no steps, from halfway on
 */
void
luthier_practice_job_stall (LuthierPracticeJob *self, gint64 duration)
{
  self->stalled = self->tuning + (self->finishing - self->tuning) / 2;
  self->resumed = self->stalled + duration;
  self->finishing += duration;
  self->ended += duration;
}

/**
 * luthier_practice_job_wait:
 * @self: a job that is planned
 * @duration: by how much later its steps begin
 */
void
luthier_practice_job_wait (LuthierPracticeJob *self, gint64 duration)
{
  self->tuning += duration;
  self->finishing += duration;
  self->ended += duration;
}

/**
 * luthier_practice_job_fail:
 * @self: a job
 * @moment: when it does, after its start
 * @code: of google.rpc.Code
 * @message: what it says
 */
void
luthier_practice_job_fail (LuthierPracticeJob *self,
                           gint64 moment,
                           gint64 code,
                           const char *message)
{
  self->ended = moment;
  self->error_code = code;
  g_free (self->error_message);
  self->error_message = g_strdup (message);
}

/**
 * luthier_practice_job_cancel:
 * @self: a job
 * @state: gives the time
 *
 * While it is post-processed a job says that it is being cancelled, but succeeds.
 *
 * Returns: %FALSE if it is over already
 */
gboolean
luthier_practice_job_cancel (LuthierPracticeJob *self, LuthierPracticeState *state)
{
  gint64 now = luthier_practice_state_now (state);

  if (luthier_practice_job_is_over (self, now))
    return FALSE;
  if (self->cancelled != 0)
    return TRUE;
  self->cancelled = now;
  if (!has_come (self->finishing, now))
    self->stopped = now + luthier_practice_state_duration (state, CANCEL_MS);
  return TRUE;
}
