/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

#include "luthier-store-record.h"

/* What the jobs of the open profile took, which is read when somebody wants to know, and again when
 * one more has ended. */

/* What the first answer of the store told, until the second is there. */
typedef struct
{
  GPtrArray *stages; /* (owned) (nullable) of LuthierStoredStage */
} Past;

static void
past_free (Past *past)
{
  g_clear_pointer (&past->stages, g_ptr_array_unref);
  g_free (past);
}

static void
series_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  Past *past = g_task_get_task_data (task);
  g_autoptr (GPtrArray) series = NULL;

  series = luthier_store_load_series_finish (LUTHIER_STORE (source), result, NULL);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (series != NULL && past->stages != NULL)
    {
      g_clear_pointer (&self->history, luthier_history_free);
      self->history = luthier_history_new (past->stages, series, self->jobs);
    }
  g_task_return_boolean (task, TRUE);
}

static void
stages_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Past *past = g_task_get_task_data (task);

  past->stages = luthier_store_load_stages_finish (LUTHIER_STORE (source), result, NULL);
  g_object_unref (task);
}

/* Both are asked for at once, and answered in this order. */
void
luthier_session_need_history (LuthierSession *self)
{
  LuthierProfile *profile = luthier_session_get_profile (self);
  GTask *task = NULL;

  if (profile == NULL || self->history_asked)
    return;

  self->history_asked = TRUE;
  task = luthier_session_new_task (self, NULL, NULL, luthier_session_need_history);
  g_task_set_task_data (task, g_new0 (Past, 1), (GDestroyNotify) past_free);
  luthier_store_load_stages_async (self->store, luthier_profile_get_id (profile), NULL,
                                   stages_loaded_cb, g_object_ref (task));
  luthier_store_load_series_async (self->store, luthier_profile_get_id (profile), NULL,
                                   series_loaded_cb, task);
}

/* What was known holds until somebody asks again. */
void
luthier_session_renew_history (LuthierSession *self)
{
  self->history_asked = FALSE;
}

void
luthier_session_close_history (LuthierSession *self)
{
  self->history_asked = FALSE;
  g_clear_pointer (&self->history, luthier_history_free);
}

/* Nobody has looked since the computer slept, or looks in vain: two looks may fail. */
static gboolean
is_blind (LuthierSession *self, LuthierJob *job)
{
  return self->lookout == NULL || self->slept ||
         !luthier_lookout_has_answered (self->lookout, luthier_job_get_region (job),
                                        3 * luthier_session_get_lag (self));
}

/**
 * luthier_session_get_outlook:
 * @job: one of the list
 *
 * What was seen of it is used if somebody holds its record; what became of others is known a little
 * after that is loaded.
 */
LuthierOutlook
luthier_session_get_outlook (LuthierSession *self, LuthierJob *job)
{
  const LuthierOutlook nothing = { -1, -1, -1, FALSE };
  LuthierOutlookFacts facts = { .job = job };

  g_return_val_if_fail (LUTHIER_IS_SESSION (self), nothing);
  g_return_val_if_fail (LUTHIER_IS_JOB (job), nothing);

  luthier_session_need_history (self);
  facts.record = luthier_session_find_record (self, job);
  facts.history = self->history;
  facts.moved = luthier_job_list_get_moved (self->jobs, job);
  facts.now = luthier_clock_get_real_time (self->clock);
  facts.lag = luthier_session_get_lag (self);
  facts.blind = is_blind (self, job);

  return luthier_outlook_reckon (&facts);
}
