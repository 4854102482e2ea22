/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-refresh.h"
#include "luthier-resource-name.h"

/* A job whose page is open. */
typedef struct
{
  guint n_pages;
  gboolean ended; /* its whole end has been fetched: nothing more can come */
} Follow;

static void fetch_followed (LuthierSession *self);
static void start_refresh (LuthierSession *self);

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierRefresh *refresh = LUTHIER_REFRESH (source);
  g_autoptr (LuthierSession) self = user_data;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GError) error = NULL;

  luthier_refresh_run_finish (refresh, result, &error);
  if (luthier_refresh_get_connection (refresh) != self->connection)
    return;
  /* What it was refused says nothing any more; those who wait get the next one's answer. */
  if (self->refresh_outdated)
    {
      start_refresh (self);
      return;
    }

  luthier_session_set_failures (self, g_hash_table_ref (luthier_refresh_get_failures (refresh)));
  if (error == NULL)
    luthier_session_set_updated_at (self, luthier_clock_get_real_time (self->clock));
  luthier_session_update_expires_at (self);
  luthier_session_settle (self);
  luthier_session_set_refreshing (self, FALSE);
  luthier_session_update_poller (self);
  luthier_poller_done (self->poller, luthier_refresh_get_changed (refresh));
  fetch_followed (self);

  waiting = g_steal_pointer (&self->refreshes);
  self->refreshes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    {
      if (error != NULL)
        g_task_return_error (g_ptr_array_index (waiting, i), g_error_copy (error));
      else
        g_task_return_boolean (g_ptr_array_index (waiting, i), TRUE);
    }
}

static void
start_refresh (LuthierSession *self)
{
  g_autoptr (LuthierRefresh)
      refresh = luthier_refresh_new (self->connection, self->jobs, self->store, NULL);

  self->refresh_outdated = FALSE;
  luthier_refresh_run_async (refresh, refreshed_cb, g_object_ref (self));
}

/**
 * luthier_session_refresh_async:
 *
 * Lists all regions; joins a refresh that is running. Error: that of a region, if none answered.
 */
void
luthier_session_refresh_async (LuthierSession *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_session_refresh_async);
  if (self->connection == NULL)
    {
      g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_FAILED,
                               _ ("No profile is open."));
      return;
    }

  g_ptr_array_add (self->refreshes, g_steal_pointer (&task));
  if (self->refreshing)
    return;

  luthier_session_set_refreshing (self, TRUE);
  start_refresh (self);
}

gboolean
luthier_session_refresh_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* One call about one job, through one connection. */
typedef struct
{
  LuthierConnection *connection; /* (owned) */
  LuthierJob *job;               /* (owned) */
} Call;

static void
call_free (Call *call)
{
  g_object_unref (call->connection);
  g_object_unref (call->job);
  g_free (call);
}

/* As luthier_session_new_task(), with a Call. */
static GTask *
new_call (LuthierSession *self,
          LuthierJob *job,
          GAsyncReadyCallback callback,
          gpointer user_data,
          gpointer source_tag)
{
  GTask *task = luthier_session_new_task (self, callback, user_data, source_tag);
  Call *call = NULL;

  if (task == NULL)
    return NULL;

  call = g_new0 (Call, 1);
  call->connection = g_object_ref (self->connection);
  call->job = g_object_ref (job);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);

  return task;
}

static void
job_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    g_info ("A job is not remembered: %s", error->message);
}

void
luthier_session_remember_job (LuthierSession *self, LuthierProfile *profile, LuthierJob *job)
{
  const char *raw = luthier_job_get_raw (job);

  if (raw != NULL)
    luthier_store_save_job_async (self->store, luthier_profile_get_id (profile),
                                  luthier_job_get_name (job), raw, TRUE, NULL, job_saved_cb, NULL);
}

/* An answer about another job would be shown, and remembered, as this one's. */
static gboolean
is_about (const LuthierJsonValue *root, LuthierJob *job)
{
  g_autoptr (LuthierResourceName)
      name = luthier_resource_name_parse (luthier_json_value_get_member_string (root, "name"));

  return name != NULL && g_strcmp0 (name->location, luthier_job_get_region (job)) == 0 &&
         g_strcmp0 (name->id, luthier_job_get_id (job)) == 0;
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (LuthierJson) reply = NULL;
  LuthierJob *job = NULL;
  Follow *follow = NULL;
  GError *error = NULL;

  reply = luthier_tuning_service_get_finish (LUTHIER_TUNING_SERVICE (source), result, &error);
  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;

  if (is_about (luthier_json_get_root (reply), call->job))
    job = luthier_job_list_put (self->jobs, luthier_json_get_root (reply), &error);
  else
    g_set_error_literal (&error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                         _ ("The answer of the service is not this job"));
  if (job == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  follow = g_hash_table_lookup (self->followed, job);
  if (follow != NULL)
    follow->ended = luthier_job_is_terminal (job);
  luthier_session_remember_job (self, luthier_session_get_profile (self), job);
  luthier_session_update_poller (self);
  g_task_return_boolean (task, TRUE);
}

static void
ready_to_fetch_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (luthier_connection_ready_finish (call->connection, result, &error))
    luthier_tuning_service_get_async (
        luthier_connection_get_tuning (call->connection), luthier_job_get_name (call->job),
        g_task_get_cancellable (task), fetched_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

/**
 * luthier_session_fetch_job_async:
 * @cancellable: (nullable): not used: the answer is worth having whoever waits for it
 *
 * Errors: those of the service; %G_IO_ERROR_CANCELLED if the profile is left
 */
void
luthier_session_fetch_job_async (LuthierSession *self,
                                 LuthierJob *job,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));
  g_return_if_fail (LUTHIER_IS_JOB (job));

  task = new_call (self, job, callback, user_data, luthier_session_fetch_job_async);
  if (task != NULL)
    luthier_connection_ready_async (self->connection, ready_to_fetch_cb, task);
}

gboolean
luthier_session_fetch_job_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
fetch_followed (LuthierSession *self)
{
  GHashTableIter iter;
  gpointer job = NULL;
  gpointer follow = NULL;

  g_hash_table_iter_init (&iter, self->followed);
  while (g_hash_table_iter_next (&iter, &job, &follow))
    {
      if (!((Follow *) follow)->ended)
        luthier_session_fetch_job_async (self, job, NULL, NULL, NULL);
    }
}

/**
 * luthier_session_follow:
 * @job: one of the list
 *
 * Fetches it whole, and again with each look at the list until its whole end is known. To be
 * undone once for each time; leaving the profile undoes all.
 */
void
luthier_session_follow (LuthierSession *self, LuthierJob *job)
{
  Follow *follow = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));
  g_return_if_fail (LUTHIER_IS_JOB (job));

  follow = g_hash_table_lookup (self->followed, job);
  if (follow == NULL)
    {
      follow = g_new0 (Follow, 1);
      follow->ended = luthier_job_is_terminal (job) && luthier_job_get_complete (job);
      g_hash_table_insert (self->followed, g_object_ref (job), follow);
      if (!follow->ended)
        luthier_session_fetch_job_async (self, job, NULL, NULL, NULL);
    }
  follow->n_pages++;
  luthier_session_update_poller (self);
}

void
luthier_session_unfollow (LuthierSession *self, LuthierJob *job)
{
  Follow *follow = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));

  follow = g_hash_table_lookup (self->followed, job);
  if (follow != NULL && --follow->n_pages == 0)
    g_hash_table_remove (self->followed, job);
  luthier_session_update_poller (self);
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (luthier_tuning_service_cancel_finish (LUTHIER_TUNING_SERVICE (source), result, &error))
    {
      luthier_job_set_cancel (call->job, LUTHIER_CANCEL_ACCEPTED);
      luthier_poller_hurry (self->poller);
      g_task_return_boolean (task, TRUE);
      return;
    }

  luthier_job_set_cancel (call->job, LUTHIER_CANCEL_REFUSED);
  /* It may have ended in the meantime, which says more than the refusal. */
  if (!luthier_connection_is_closed (call->connection))
    luthier_session_fetch_job_async (self, call->job, NULL, NULL, NULL);
  g_task_return_error (task, error);
}

static void
ready_to_cancel_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (luthier_connection_ready_finish (call->connection, result, &error))
    {
      luthier_tuning_service_cancel_async (
          luthier_connection_get_tuning (call->connection), luthier_job_get_name (call->job),
          g_task_get_cancellable (task), cancelled_cb, g_object_ref (task));
      return;
    }

  luthier_job_set_cancel (call->job, LUTHIER_CANCEL_REFUSED);
  g_task_return_error (task, error);
}

/**
 * luthier_session_cancel_job_async:
 *
 * Asks the service to cancel, which it does when it can: the job's cancel property tells how far
 * that has come, its state what became of it.
 */
void
luthier_session_cancel_job_async (LuthierSession *self,
                                  LuthierJob *job,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));
  g_return_if_fail (LUTHIER_IS_JOB (job));

  task = new_call (self, job, callback, user_data, luthier_session_cancel_job_async);
  if (task == NULL)
    return;

  luthier_job_set_cancel (job, LUTHIER_CANCEL_REQUESTED);
  luthier_connection_ready_async (self->connection, ready_to_cancel_cb, task);
}

gboolean
luthier_session_cancel_job_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
