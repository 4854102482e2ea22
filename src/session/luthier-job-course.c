/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-course.h"

#include "luthier-checkpoint.h"

void
luthier_job_course_note (LuthierJobCourse *self, LuthierJob *job)
{
  luthier_job_course_clear (self);
  self->state = g_strdup (luthier_job_get_state_name (job));
  self->phase = g_strdup (luthier_job_get_phase_name (job));
  self->error = g_strdup (luthier_job_get_error_raw (job));
  self->n_checkpoints = g_list_model_get_n_items (luthier_job_get_checkpoints (job));
  self->n_steps = luthier_job_get_completed_steps (job);
  self->n_epochs = luthier_job_get_completed_epochs (job);
  self->over = luthier_job_state_is_terminal (luthier_job_get_state (job));
}

void
luthier_job_course_clear (LuthierJobCourse *self)
{
  g_clear_pointer (&self->state, g_free);
  g_clear_pointer (&self->phase, g_free);
  g_clear_pointer (&self->error, g_free);
}

gboolean
luthier_job_course_has_moved (const LuthierJobCourse *self, LuthierJob *job)
{
  return g_strcmp0 (self->state, luthier_job_get_state_name (job)) != 0 ||
         g_strcmp0 (self->phase, luthier_job_get_phase_name (job)) != 0 ||
         self->n_checkpoints != g_list_model_get_n_items (luthier_job_get_checkpoints (job)) ||
         self->n_steps != luthier_job_get_completed_steps (job) ||
         self->n_epochs != luthier_job_get_completed_epochs (job);
}

static void
add (GPtrArray *sightings,
     LuthierJob *job,
     LuthierEventKind kind,
     const char *name,
     const char *text,
     gint64 now,
     gint64 time)
{
  g_ptr_array_add (sightings,
                   luthier_sighting_new (luthier_job_get_key (job),
                                         luthier_event_new (kind, name, text, now, time)));
}

/* A job is changed when something happens to it, so its last change is nearer to that than the look
 * that found it; of some states their own time is told. */
static gint64
get_time (LuthierJob *job)
{
  const LuthierJobState state = luthier_job_get_state (job);
  gint64 time = 0;

  if (luthier_job_state_is_terminal (state))
    time = luthier_job_get_end_time (job);
  else if (state == LUTHIER_JOB_STATE_QUEUED || state == LUTHIER_JOB_STATE_PENDING)
    time = luthier_job_get_create_time (job);
  else if (state == LUTHIER_JOB_STATE_RUNNING)
    time = luthier_job_get_start_time (job);

  return time != 0 ? time : luthier_job_get_update_time (job);
}

static void
tell_checkpoints (const LuthierJobCourse *self, LuthierJob *job, gint64 now, GPtrArray *sightings)
{
  GListModel *checkpoints = luthier_job_get_checkpoints (job);
  const guint n_checkpoints = g_list_model_get_n_items (checkpoints);

  for (guint i = self->n_checkpoints; i < n_checkpoints; i++)
    {
      g_autoptr (LuthierCheckpoint) checkpoint = g_list_model_get_item (checkpoints, i);
      g_autofree char *step = g_strdup_printf ("%" G_GINT64_FORMAT,
                                               luthier_checkpoint_get_step (checkpoint));

      add (sightings, job, LUTHIER_EVENT_CHECKPOINT, luthier_checkpoint_get_id (checkpoint), step,
           now, luthier_job_get_update_time (job));
    }
}

void
luthier_job_course_tell (const LuthierJobCourse *self,
                         LuthierJob *job,
                         gint64 now,
                         GPtrArray *sightings)
{
  const char *state = luthier_job_get_state_name (job);
  const char *phase = luthier_job_get_phase_name (job);
  const char *error = luthier_job_get_error_raw (job);
  g_autofree char *code = g_strdup_printf ("%d", luthier_job_get_error_code (job));

  /* What was over before is no news: when its details are read does not matter. */
  if (!self->over)
    tell_checkpoints (self, job, now, sightings);
  if (g_strcmp0 (self->state, state) != 0)
    add (sightings, job, LUTHIER_EVENT_STATE, state, NULL, now, get_time (job));
  if (g_strcmp0 (self->phase, phase) != 0)
    add (sightings, job, LUTHIER_EVENT_PHASE, phase != NULL ? phase : "", NULL, now,
         luthier_job_get_update_time (job));
  if (error != NULL && g_strcmp0 (self->error, error) != 0)
    add (sightings, job, LUTHIER_EVENT_ERROR, code, error, now, get_time (job));
}
