/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

#include "luthier-store-missed.h"

/* A keyring that takes longer than this to write is waiting for somebody. */
#define MAX_KEYRING_WAIT_MS 3000
/* Whoever watches the list takes as long again. */
#define JOBS_IN_A_ROW 100

static const char *
get_profile_id (GTask *task)
{
  LuthierConnection *connection = g_task_get_task_data (task);

  return luthier_profile_get_id (luthier_connection_get_profile (connection));
}

/* What of a profile is remembered comes in three answers of the store, and counts only as long as
 * the profile is open. What cannot be read is missing, and told of in the log. */
static void
draft_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  g_autofree char *text = luthier_store_load_draft_finish (LUTHIER_STORE (source), result, NULL);
  g_autoptr (LuthierJobSpec) spec = text != NULL ? luthier_job_spec_deserialize (text, NULL) : NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  luthier_draft_open (self->draft, get_profile_id (task), spec);
  luthier_session_settle (self);
  luthier_session_set_loaded (self, TRUE);
  luthier_queue_renew (self->queue, FALSE);
  luthier_session_refresh_async (self, NULL, NULL, NULL);
  luthier_session_resume_transfers (self);
  g_task_return_boolean (task, TRUE);
}

static void
queue_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  luthier_queue_load_finish (LUTHIER_QUEUE (source), result, &error);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (error != NULL)
    g_warning ("What was asked for is not remembered: %s", error->message);
  luthier_store_load_draft_async (self->store, get_profile_id (task), NULL, draft_loaded_cb,
                                  g_object_ref (task));
}

static void
missed_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GError) error = NULL;

  names = luthier_store_load_missed_finish (LUTHIER_STORE (source), result, &error);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (names == NULL)
    g_warning ("What was missed is not remembered: %s", error->message);
  luthier_missed_open (self->missed, get_profile_id (task), self->jobs, names);
  luthier_queue_load_async (self->queue, queue_loaded_cb, g_object_ref (task));
}

static void
load_missed (GTask *task)
{
  LuthierSession *self = g_task_get_source_object (task);

  luthier_store_load_missed_async (self->store, get_profile_id (task), NULL, missed_loaded_cb,
                                   g_object_ref (task));
}

/* Jobs that are being shown, so many in a row that nobody sees the window stand still. */
typedef struct
{
  GTask *task;     /* (owned) */
  GPtrArray *jobs; /* (owned) */
  guint next;
} Showing;

static void
showing_free (Showing *showing)
{
  g_object_unref (showing->task);
  g_ptr_array_unref (showing->jobs);
  g_free (showing);
}

static gboolean
show_some_cb (gpointer user_data)
{
  Showing *showing = user_data;
  LuthierSession *self = g_task_get_source_object (showing->task);

  if (g_task_return_error_if_cancelled (showing->task))
    return G_SOURCE_REMOVE;

  showing->next = luthier_job_list_extend (self->jobs, showing->jobs, showing->next, JOBS_IN_A_ROW);
  if (showing->next < showing->jobs->len)
    return G_SOURCE_CONTINUE;

  load_missed (showing->task);
  return G_SOURCE_REMOVE;
}

static void
show_jobs (GTask *task, GPtrArray *jobs)
{
  Showing *showing = g_new0 (Showing, 1);
  g_autoptr (GSource) source = NULL;

  showing->task = g_object_ref (task);
  showing->jobs = g_ptr_array_ref (jobs);
  if (show_some_cb (showing) == G_SOURCE_REMOVE)
    {
      showing_free (showing);
      return;
    }

  source = g_idle_source_new ();
  g_source_set_callback (source, show_some_cb, showing, (GDestroyNotify) showing_free);
  g_source_attach (source, g_task_get_context (task));
}

static void
jobs_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) jobs = NULL;
  g_autoptr (GError) error = NULL;

  jobs = luthier_store_load_jobs_finish (LUTHIER_STORE (source), result, &error);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (jobs != NULL)
    {
      show_jobs (task, jobs);
      return;
    }

  g_warning ("The known jobs are not remembered: %s", error->message);
  load_missed (task);
}

/**
 * luthier_session_open_profile_async:
 * @profile: the one to work with from now on
 *
 * Leaves the profile that is open, with everything under way in it. Finishes as soon as what is
 * remembered of @profile is shown; the network is asked after that, and tells its errors through
 * sign-in-needed and failing-regions.
 */
void
luthier_session_open_profile_async (LuthierSession *self,
                                    LuthierProfile *profile,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (LuthierConnection) connection = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));
  g_return_if_fail (LUTHIER_IS_PROFILE (profile));

  connection = luthier_connection_new (profile, self->clock, self->random, self->keyring,
                                       self->host);
  luthier_session_set_connection (self, connection);

  /* Opening ends when the next profile is opened, not when whoever asked looks away. */
  task = g_task_new (self, luthier_connection_get_cancellable (connection), callback, user_data);
  g_task_set_source_tag (task, luthier_session_open_profile_async);
  g_task_set_task_data (task, g_object_ref (connection), g_object_unref);
  luthier_store_load_jobs_async (self->store, luthier_profile_get_id (profile), NULL,
                                 jobs_loaded_cb, g_steal_pointer (&task));
}

gboolean
luthier_session_open_profile_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

LuthierProfile *
luthier_session_find_profile (LuthierSession *self, const char *id)
{
  const guint n_profiles = g_list_model_get_n_items (G_LIST_MODEL (self->profiles));

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr (LuthierProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->profiles), i);

      if (g_strcmp0 (luthier_profile_get_id (profile), id) == 0)
        return profile;
    }

  return NULL;
}

static void
first_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (luthier_session_open_profile_finish (LUTHIER_SESSION (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
profiles_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) profiles = NULL;
  LuthierProfile *first = NULL;
  GError *error = NULL;

  profiles = luthier_store_load_profiles_finish (LUTHIER_STORE (source), result, &error);
  if (profiles == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_list_store_splice (self->profiles, 0, g_list_model_get_n_items (G_LIST_MODEL (self->profiles)),
                       profiles->pdata, profiles->len);
  luthier_session_start_queues (self);
  first = luthier_session_find_profile (self, g_task_get_task_data (task));
  if (first != NULL)
    luthier_session_open_profile_async (self, first, NULL, first_opened_cb,
                                        g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
store_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (luthier_store_open_finish (LUTHIER_STORE (source), result, &error))
    luthier_store_load_profiles_async (self->store, NULL, profiles_loaded_cb,
                                       g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * luthier_session_start_async:
 * @profile_id: (nullable): the profile to open; none, or one that is gone, opens none
 *
 * Error: %LUTHIER_ERROR_STORE
 */
void
luthier_session_start_async (LuthierSession *self,
                             const char *profile_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_session_start_async);
  self->stopping = FALSE;
  g_task_set_task_data (task, g_strdup (profile_id), g_free);
  luthier_store_open_async (self->store, cancellable, store_opened_cb, g_steal_pointer (&task));
}

gboolean
luthier_session_start_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
store_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (luthier_store_close_finish (LUTHIER_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
host_stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);

  luthier_practice_host_stop_finish (LUTHIER_PRACTICE_HOST (source), result, NULL);
  luthier_store_close_async (self->store, NULL, store_closed_cb, g_steal_pointer (&task));
}

/* The end waits for two things: what is on its way to the keyring, but not for a prompt that nobody
 * answers; and the practice service. */
typedef struct
{
  GTask *task;   /* (owned) (nullable): until it went on */
  guint timeout; /* 0 = over */
} Ending;

static void
go_on_ending (Ending *ending)
{
  LuthierSession *self = g_task_get_source_object (ending->task);

  if (ending->timeout != 0)
    luthier_clock_remove (self->clock, ending->timeout);
  ending->timeout = 0;
  luthier_practice_host_stop_async (self->host, host_stopped_cb, g_steal_pointer (&ending->task));
}

static void
keyring_flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Ending *ending = user_data;

  luthier_keyring_flush_finish (LUTHIER_KEYRING (source), result);
  if (ending->task != NULL)
    go_on_ending (ending);
}

static gboolean
keyring_late_cb (gpointer user_data)
{
  Ending *ending = user_data;

  ending->timeout = 0;
  go_on_ending (ending);
  return G_SOURCE_REMOVE;
}

/**
 * luthier_session_stop_async:
 *
 * Leaves the open profile, hands what is pending to the store and waits until it is on disk. What
 * was on its way is found again at the next start.
 *
 * Error: %LUTHIER_ERROR_STORE
 */
void
luthier_session_stop_async (LuthierSession *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Ending *ending = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, luthier_session_stop_async);

  self->stopping = TRUE;
  luthier_session_unwatch_store (self);
  luthier_draft_flush (self->draft);
  luthier_session_set_connection (self, NULL);
  luthier_session_end_queues (self);
  ending = g_new0 (Ending, 1);
  ending->task = g_steal_pointer (&task);
  ending->timeout = luthier_clock_add_timeout (self->clock, MAX_KEYRING_WAIT_MS, keyring_late_cb,
                                               ending, NULL);
  luthier_keyring_flush_async (self->keyring, keyring_flushed_cb, ending);
}

gboolean
luthier_session_stop_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
