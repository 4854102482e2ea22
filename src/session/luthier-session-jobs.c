/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-resource-name.h"

/* A job whose page is open. */
typedef struct
{
  LuthierCurveWatch *watch; /* (owned) */
  guint n_pages;
  gboolean fetching;
  gboolean ended; /* its whole end has been fetched: nothing more can come */
} Follow;

void
luthier_session_follow_free (gpointer data)
{
  Follow *follow = data;

  g_object_unref (follow->watch);
  g_free (follow);
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

/* error: (nullable). (transfer none) (nullable): if it is followed still. */
static Follow *
end_fetching (LuthierSession *self, Call *call, const GError *error)
{
  Follow *follow = NULL;

  if (call->connection != self->connection)
    return NULL;

  if (luthier_error_is_no_such_thing (error))
    luthier_session_lose_job (self, call->job);
  follow = g_hash_table_lookup (self->followed, call->job);
  if (follow != NULL)
    follow->fetching = FALSE;
  luthier_lookout_take (self->lookout, luthier_job_get_region (call->job), error);

  return follow;
}

/* What the job is at decides whether there is more to come. A region that is to be left alone is. */
static void
look_at_curves (LuthierSession *self, Call *call)
{
  Follow *follow = call->connection == self->connection
                       ? g_hash_table_lookup (self->followed, call->job)
                       : NULL;

  if (follow != NULL && luthier_lookout_may_ask (self->lookout, luthier_job_get_region (call->job)))
    luthier_curve_watch_look (follow->watch);
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
  follow = end_fetching (self, g_task_get_task_data (task), error);
  if (reply == NULL)
    {
      look_at_curves (self, call);
      luthier_session_update_poller (self);
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;

  if (is_about (luthier_json_get_root (reply), call->job))
    job = luthier_job_list_put (self->jobs, luthier_json_get_root (reply), &error);
  else
    g_set_error_literal (&error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                         _ ("The answer is about another job."));
  if (job == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Who heard of it may have left it. */
  follow = call->connection == self->connection ? g_hash_table_lookup (self->followed, call->job)
                                                : NULL;
  if (follow != NULL)
    follow->ended = luthier_job_is_terminal (job);
  luthier_session_remember_job (self, luthier_session_get_profile (self), job);
  look_at_curves (self, call);
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
    {
      end_fetching (g_task_get_source_object (task), call, error);
      g_task_return_error (task, error);
    }
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

static gboolean
has_ended (LuthierJob *job, const Follow *follow)
{
  return follow->ended || luthier_job_get_gone (job);
}

/* One at a time, and none while its region is to be left alone. The job comes first, its curves after
 * it. */
static void
fetch_again (LuthierSession *self, LuthierJob *job, Follow *follow)
{
  if (follow->fetching || !luthier_lookout_may_ask (self->lookout, luthier_job_get_region (job)))
    return;

  if (has_ended (job, follow))
    {
      luthier_curve_watch_look (follow->watch);
      return;
    }

  follow->fetching = TRUE;
  luthier_session_fetch_job_async (self, job, NULL, NULL, NULL);
}

void
luthier_session_forgive_curves (LuthierSession *self)
{
  GHashTableIter iter;
  gpointer follow = NULL;

  luthier_pauses_forgive (self->curve_pauses);
  g_hash_table_iter_init (&iter, self->followed);
  while (g_hash_table_iter_next (&iter, NULL, &follow))
    luthier_curve_watch_forgive (((Follow *) follow)->watch);
}

void
luthier_session_fetch_followed (LuthierSession *self)
{
  GHashTableIter iter;
  gpointer job = NULL;
  gpointer follow = NULL;

  g_hash_table_iter_init (&iter, self->followed);
  while (g_hash_table_iter_next (&iter, &job, &follow))
    fetch_again (self, job, follow);
}

/* Those of which more may be known later. */
guint
luthier_session_count_followed (LuthierSession *self)
{
  GHashTableIter iter;
  gpointer job = NULL;
  gpointer follow = NULL;
  guint n_followed = 0;

  g_hash_table_iter_init (&iter, self->followed);
  while (g_hash_table_iter_next (&iter, &job, &follow))
    n_followed += !has_ended (job, follow) ||
                  luthier_curve_watch_is_open (((Follow *) follow)->watch);

  return n_followed;
}

static Follow *
begin_to_follow (LuthierSession *self, LuthierJob *job)
{
  g_autoptr (LuthierRecord) record = luthier_session_get_record (self, job);
  Follow *follow = g_new0 (Follow, 1);

  follow->ended = luthier_job_is_terminal (job) && luthier_job_get_complete (job);
  follow->watch = luthier_curve_watch_new (self->connection, self->store, self->curve_pauses, job,
                                           record);
  g_signal_connect_object (follow->watch, "changed", G_CALLBACK (luthier_session_update_poller),
                           self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->followed, g_object_ref (job), follow);

  return follow;
}

/**
 * luthier_session_follow:
 * @job: one of the list
 *
 * Fetches it whole with its curves, and again every few seconds until its whole end is known. To be
 * undone once for each time; leaving the profile undoes all.
 */
void
luthier_session_follow (LuthierSession *self, LuthierJob *job)
{
  Follow *follow = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));
  g_return_if_fail (LUTHIER_IS_JOB (job));
  g_return_if_fail (self->connection != NULL);

  luthier_missed_see (self->missed, job);
  follow = g_hash_table_lookup (self->followed, job);
  if (follow == NULL)
    {
      follow = begin_to_follow (self, job);
      fetch_again (self, job, follow);
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
  luthier_session_sight (self, job, LUTHIER_EVENT_CANCEL);
  luthier_connection_ready_async (self->connection, ready_to_cancel_cb, task);
}

gboolean
luthier_session_cancel_job_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
