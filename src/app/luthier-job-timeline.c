/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-timeline.h"

#include <glib/gi18n.h>

#include "luthier-format.h"

/* Seconds between two times in microseconds; -1 if one is missing or they are out of order. */
static gint64
seconds_between (gint64 from_us, gint64 to_us)
{
  if (from_us <= 0 || to_us < from_us)
    return -1;

  return (to_us - from_us) / G_USEC_PER_SEC;
}

static void
add_step (
    GPtrArray *steps, LuthierStepStatus status, const char *title, char *detail, gint64 duration)
{
  LuthierTimelineStep *step = g_new0 (LuthierTimelineStep, 1);

  step->status = status;
  step->title = g_strdup (title);
  step->detail = detail;
  step->duration = duration;
  g_ptr_array_add (steps, step);
}

/* How far the phases of a running job have come: their order is the service's. */
static guint
phase_rank (LuthierJobPhase phase)
{
  switch (phase)
    {
    case LUTHIER_JOB_PHASE_WAITING_FOR_QUOTA:
    case LUTHIER_JOB_PHASE_NONE:
      return 0;
    case LUTHIER_JOB_PHASE_PROCESSING_DATASET:
      return 1;
    case LUTHIER_JOB_PHASE_WAITING_FOR_CAPACITY:
      return 2;
    case LUTHIER_JOB_PHASE_TUNING:
    case LUTHIER_JOB_PHASE_UNKNOWN:
      return 3;
    case LUTHIER_JOB_PHASE_POST_PROCESSING:
      return 4;
    default:
      return 0;
    }
}

static char *
describe_progress (LuthierJob *job)
{
  gint64 epoch = luthier_job_get_completed_epochs (job);
  gint64 epochs = luthier_job_get_epoch_count (job);
  guint kept = g_list_model_get_n_items (luthier_job_get_checkpoints (job));
  g_autofree char *at = NULL;
  g_autofree char *all = NULL;
  g_autofree char *checkpoints = NULL;

  if (epoch < 0 || epochs <= 0)
    return NULL;

  at = luthier_format_count (MIN (epoch + 1, epochs));
  all = luthier_format_count (epochs);
  if (kept == 0)
    /* Translators: a number of an epoch and how many there are */
    return g_strdup_printf (_ ("Epoch %s of %s"), at, all);

  checkpoints = g_strdup_printf (ngettext ("%u checkpoint kept", "%u checkpoints kept", kept),
                                 kept);
  /* Translators: an epoch, how many there are, and "2 checkpoints kept" */
  return g_strdup_printf (_ ("Epoch %s of %s, %s"), at, all, checkpoints);
}

static LuthierStepStatus
status_of (guint rank, guint current)
{
  if (rank < current)
    return LUTHIER_STEP_DONE;

  return rank == current ? LUTHIER_STEP_CURRENT : LUTHIER_STEP_UPCOMING;
}

static void
add_running (GPtrArray *steps, LuthierJob *job, gint64 now_us)
{
  guint current = phase_rank (luthier_job_get_phase (job));
  gint64 running = seconds_between (luthier_job_get_start_time (job), now_us);

  if (luthier_job_get_phase (job) == LUTHIER_JOB_PHASE_NONE)
    {
      /* A reply of v1, which does not tell phases. */
      add_step (steps, LUTHIER_STEP_CURRENT, C_ ("step", "Running"), describe_progress (job),
                running);
      return;
    }

  add_step (steps, status_of (1, current),
            current > 1 ? C_ ("step", "Data read") : C_ ("step", "Reading the data"), NULL,
            current == 1 ? running : -1);
  if (current == 2)
    add_step (steps, LUTHIER_STEP_CURRENT, C_ ("step", "Waiting for capacity"), NULL, running);
  add_step (steps, status_of (3, current),
            current > 3 ? C_ ("step", "Tuned") : C_ ("step", "Tuning"),
            current == 3 ? describe_progress (job) : NULL, current == 3 ? running : -1);
  add_step (steps, status_of (4, current), C_ ("step", "Deploying the model"), NULL, -1);
}

static void
add_waiting (GPtrArray *steps, LuthierJob *job, gint64 now_us)
{
  gint64 created = luthier_job_get_create_time (job);
  gint64 started = luthier_job_get_start_time (job);
  gint64 ended = luthier_job_get_end_time (job);

  if (started > 0)
    add_step (steps, LUTHIER_STEP_DONE, C_ ("step", "Waited in the queue"), NULL,
              seconds_between (created, started));
  else if (!luthier_job_is_terminal (job))
    add_step (steps, LUTHIER_STEP_CURRENT, C_ ("step", "Waiting in the queue"), NULL,
              seconds_between (created, now_us));
  else if (ended > 0)
    add_step (steps, LUTHIER_STEP_DONE, C_ ("step", "Never started"), NULL,
              seconds_between (created, ended));
}

static void
add_end (GPtrArray *steps, LuthierJob *job)
{
  gint64 duration = seconds_between (luthier_job_get_start_time (job),
                                     luthier_job_get_end_time (job));

  switch (luthier_job_get_state (job))
    {
    case LUTHIER_JOB_STATE_SUCCEEDED:
    case LUTHIER_JOB_STATE_PARTIALLY_SUCCEEDED:
      add_step (steps, LUTHIER_STEP_DONE, C_ ("step", "Data read"), NULL, -1);
      add_step (steps, LUTHIER_STEP_DONE, C_ ("step", "Tuned and deployed"), NULL, duration);
      break;
    case LUTHIER_JOB_STATE_FAILED:
      add_step (steps, LUTHIER_STEP_FAILED, C_ ("step", "Failed"), NULL, duration);
      break;
    case LUTHIER_JOB_STATE_EXPIRED:
      add_step (steps, LUTHIER_STEP_FAILED, C_ ("step", "Expired"), NULL, duration);
      break;
    case LUTHIER_JOB_STATE_CANCELLED:
      add_step (steps, LUTHIER_STEP_CANCELLED, C_ ("step", "Cancelled"), NULL, duration);
      break;
    default:
      break;
    }
}

/**
 * luthier_timeline_step_free:
 *
 * Frees a step and its words.
 */
void
luthier_timeline_step_free (LuthierTimelineStep *self)
{
  g_free (self->title);
  g_free (self->detail);
  g_free (self);
}

/**
 * luthier_job_get_timeline:
 * @now_us: the time that durations of what still goes on are counted to
 *
 * The steps of the job's life, told by its times, its state and, where the service tells it, its
 * phase. Steps that the service gives no time for have no duration.
 *
 * Returns: (transfer full) (element-type LuthierTimelineStep): in order
 */
GPtrArray *
luthier_job_get_timeline (LuthierJob *job, gint64 now_us)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_timeline_step_free);

  g_return_val_if_fail (LUTHIER_IS_JOB (job), steps);

  add_step (steps, LUTHIER_STEP_DONE, C_ ("step", "Accepted"), NULL, -1);
  add_waiting (steps, job, now_us);
  if (luthier_job_is_terminal (job))
    add_end (steps, job);
  else if (luthier_job_get_start_time (job) > 0)
    add_running (steps, job, now_us);

  return steps;
}
