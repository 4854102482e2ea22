/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

#include <glib/gi18n.h>

#include "luthier-error.h"

/* Regions that take longer than this hold up nobody's next look. */
#define PATIENCE_MS 10000
/* After a sleep the network needs a moment. */
#define AWAKE_MS 2000

static void
stop_timer (LuthierSession *self, guint *timer)
{
  if (*timer != 0)
    luthier_clock_remove (self->clock, *timer);
  *timer = 0;
}

static void
end_look (LuthierSession *self)
{
  stop_timer (self, &self->patience);
  luthier_poller_done (self->poller, luthier_lookout_take_changed (self->lookout));
}

static gboolean
impatient_cb (gpointer user_data)
{
  LuthierSession *self = user_data;

  self->patience = 0;
  end_look (self);
  return G_SOURCE_REMOVE;
}

/* (transfer none) (nullable): that of one region, if none of them has answered. */
static const GError *
get_refusal (LuthierSession *self)
{
  const char *const *regions = luthier_profile_get_regions (luthier_session_get_profile (self));
  const GError *refusal = NULL;

  for (guint i = 0; regions != NULL && regions[i] != NULL; i++)
    {
      refusal = g_hash_table_lookup (self->failures, regions[i]);
      if (refusal == NULL)
        return NULL;
    }

  return refusal;
}

/* All regions have answered, or not. */
static void
answer_refreshes (LuthierSession *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->refreshes);
  const GError *refusal = get_refusal (self);

  self->refreshes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    {
      if (refusal != NULL)
        g_task_return_error (g_ptr_array_index (waiting, i), g_error_copy (refusal));
      else
        g_task_return_boolean (g_ptr_array_index (waiting, i), TRUE);
    }
}

static void
end_refresh (LuthierSession *self)
{
  luthier_session_set_refreshing (self, FALSE);
  luthier_session_update_poller (self);
  end_look (self);
  answer_refreshes (self);
}

static GHashTable *
copy_failures (GHashTable *failures)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) g_error_free);
  GHashTableIter iter;
  gpointer region = NULL;
  gpointer error = NULL;

  g_hash_table_iter_init (&iter, failures);
  while (g_hash_table_iter_next (&iter, &region, &error))
    g_hash_table_insert (copy, g_strdup (region), g_error_copy (error));

  return copy;
}

static void
looked_cb (LuthierSession *self, const char *region, LuthierLookout *lookout)
{
  GHashTable *failures = luthier_lookout_get_failures (lookout);

  if (lookout != self->lookout)
    return;

  luthier_session_set_failures (self, copy_failures (failures));
  if (!g_hash_table_contains (failures, region))
    {
      luthier_session_set_updated (self, TRUE);
      luthier_missed_know (self->missed, region);
    }
  luthier_session_update_expires_at (self);
  luthier_session_settle (self);
  luthier_session_update_poller (self);
  if (luthier_lookout_get_n_running (lookout) == 0)
    end_refresh (self);
}

/* connection: (nullable): what is looked at from now on. */
void
luthier_session_open_lookout (LuthierSession *self, LuthierConnection *connection)
{
  stop_timer (self, &self->patience);
  stop_timer (self, &self->awakening);
  g_clear_object (&self->lookout);
  if (connection == NULL)
    return;

  self->lookout = luthier_lookout_new (connection, self->jobs, self->store, self->random);
  g_signal_connect_object (self->lookout, "looked", G_CALLBACK (looked_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
look (LuthierSession *self, LuthierLook look)
{
  stop_timer (self, &self->patience);
  luthier_lookout_look (self->lookout, look);
  if (luthier_lookout_get_n_running (self->lookout) == 0)
    {
      end_refresh (self);
      return;
    }

  luthier_session_set_refreshing (self, TRUE);
  self->patience = luthier_clock_add_timeout (self->clock, PATIENCE_MS, impatient_cb, self, NULL);
}

/* The poller's turn. With nothing in progress it comes only for the regions that did not answer. */
void
luthier_session_poll (LuthierSession *self)
{
  look (self,
        luthier_job_list_get_n_active (self->jobs) > 0 ? LUTHIER_LOOK_ALL : LUTHIER_LOOK_FAILED);
}

/**
 * luthier_session_refresh_async:
 *
 * Lists all regions, and joins what is running. A region that the service wants to be left alone is
 * not asked before that time is over. Error: that of a region, if none answered.
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
  self->slept = FALSE;
  luthier_lookout_forgive (self->lookout);
  luthier_session_forgive_curves (self);
  look (self, LUTHIER_LOOK_ALL);
}

gboolean
luthier_session_refresh_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The network has come back, or is another one. */
void
luthier_session_reconnect (LuthierSession *self)
{
  if (!self->loaded || !self->online)
    return;

  luthier_connection_reconnect (self->connection);
  /* What failed for want of a network need not wait for its turn. */
  luthier_session_retry_transfers (self);
  if (self->slept || *self->failing_regions != NULL)
    luthier_session_refresh_async (self, NULL, NULL, NULL);
}

static gboolean
awake_cb (gpointer user_data)
{
  LuthierSession *self = user_data;

  self->awakening = 0;
  if (self->slept && self->loaded && self->online && !self->sign_in_needed)
    luthier_session_refresh_async (self, NULL, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* The computer goes to sleep, or is awake again: then nothing that was known of the network holds,
 * and much may have happened meanwhile. */
void
luthier_session_set_asleep (LuthierSession *self, gboolean asleep)
{
  self->asleep = asleep;
  luthier_session_update_poller (self);
  stop_timer (self, &self->awakening);
  if (asleep)
    return;
  luthier_session_reconnect_queues (self);
  if (self->connection == NULL)
    return;

  self->slept = TRUE;
  luthier_connection_reconnect (self->connection);
  self->awakening = luthier_clock_add_timeout (self->clock, AWAKE_MS, awake_cb, self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self),
                            luthier_session_properties[LUTHIER_SESSION_PROP_EXPIRES_AT]);
}
