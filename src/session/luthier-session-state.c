/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

#include <glib/gi18n.h>

#include "luthier-error.h"

#define LEAST_POLL_MS 5000
#define MOST_POLL_MS  60000
/* Many regions, and long lists, are asked for less often, so that no more than two requests leave in
 * a second. */
#define MS_PER_REQUEST 500
/* Of one that is followed: itself, what series it has, and their new points. */
#define REQUESTS_A_JOB 3

static void
notify (LuthierSession *self, LuthierSessionProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), luthier_session_properties[property]);
}

static GStrv
list_failing_regions (LuthierSession *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  LuthierProfile *profile = luthier_session_get_profile (self);
  const char *const *regions = profile != NULL ? luthier_profile_get_regions (profile) : NULL;

  for (guint i = 0; regions != NULL && regions[i] != NULL; i++)
    {
      if (g_hash_table_contains (self->failures, regions[i]))
        g_strv_builder_add (builder, regions[i]);
    }

  return g_strv_builder_end (builder);
}

/* (transfer none) (nullable): all regions are asked with one credential, so one error tells. */
static const GError *
find_sign_in_error (GHashTable *failures)
{
  GHashTableIter iter;
  gpointer error = NULL;

  g_hash_table_iter_init (&iter, failures);
  while (g_hash_table_iter_next (&iter, NULL, &error))
    {
      if (luthier_error_is_about_sign_in (error))
        return error;
    }

  return NULL;
}

static gboolean
may_ask (LuthierSession *self)
{
  return self->connection != NULL && self->loaded && !self->sign_in_needed && self->online &&
         !self->asleep;
}

static gboolean
may_change (LuthierSession *self)
{
  return luthier_job_list_get_n_active (self->jobs) > 0 ||
         luthier_lookout_has_passing_failure (self->lookout);
}

/* The refresh that they wait for is of a profile that is being left. */
static void
abandon_refreshes (LuthierSession *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->refreshes);

  self->refreshes = g_ptr_array_new_with_free_func (g_object_unref);
  luthier_session_set_refreshing (self, FALSE);
  for (guint i = 0; i < waiting->len; i++)
    g_task_return_new_error (g_ptr_array_index (waiting, i), G_IO_ERROR, G_IO_ERROR_CANCELLED,
                             _ ("The profile was closed."));
}

/* Leaves the profile that was open, with all that was under way in it, and shows nothing of it
 * any more. */
void
luthier_session_set_connection (LuthierSession *self, LuthierConnection *connection)
{
  if (self->connection != NULL)
    luthier_connection_close (self->connection);
  g_list_store_remove_all (self->transfers);
  g_set_object (&self->connection, connection);
  luthier_session_open_lookout (self, connection);
  self->transfers_resumed = FALSE;
  luthier_session_show_queue (self, NULL);
  luthier_draft_open (self->draft, NULL, NULL);
  if (connection != NULL)
    {
      luthier_session_end_background (self, luthier_connection_get_profile (connection));
      luthier_session_show_queue (
          self, luthier_session_get_queue (self, luthier_connection_get_profile (connection)));
    }

  g_hash_table_remove_all (self->followed);
  /* Another profile may do what this one may not. */
  g_object_unref (self->curve_pauses);
  self->curve_pauses = luthier_pauses_new (self->clock, self->random);
  luthier_session_close_records (self);
  luthier_session_close_history (self);
  abandon_refreshes (self);
  luthier_session_set_loaded (self, FALSE);
  luthier_session_set_failures (self, NULL);
  luthier_session_set_updated (self, FALSE);
  luthier_missed_close (self->missed);
  luthier_job_list_clear (self->jobs);
  luthier_session_update_expires_at (self);
  luthier_session_update_online (self);
  luthier_session_update_poller (self);

  notify (self, LUTHIER_SESSION_PROP_PROFILE);
}

void
luthier_session_set_loaded (LuthierSession *self, gboolean loaded)
{
  if (self->loaded == loaded)
    return;

  self->loaded = loaded;
  luthier_session_update_poller (self);
  notify (self, LUTHIER_SESSION_PROP_LOADED);
}

void
luthier_session_set_refreshing (LuthierSession *self, gboolean refreshing)
{
  if (self->refreshing == refreshing)
    return;

  self->refreshing = refreshing;
  notify (self, LUTHIER_SESSION_PROP_REFRESHING);
}

void
luthier_session_set_updated (LuthierSession *self, gboolean updated)
{
  if (!updated && self->updated == 0)
    return;

  self->updated = updated ? luthier_clock_get_boot_time (self->clock) : 0;
  notify (self, LUTHIER_SESSION_PROP_UPDATED_AT);
}

static gboolean
are_alike (const GError *a, const GError *b)
{
  return a == b || (a != NULL && b != NULL && g_error_matches (a, b->domain, b->code) &&
                    g_strcmp0 (luthier_error_get_reason (a), luthier_error_get_reason (b)) == 0 &&
                    g_str_equal (a->message, b->message));
}

/* error: (nullable) */
static void
set_sign_in_error (LuthierSession *self, const GError *error)
{
  if (are_alike (self->sign_in_error, error))
    return;

  g_clear_error (&self->sign_in_error);
  self->sign_in_error = error != NULL ? g_error_copy (error) : NULL;
  self->sign_in_needed = error != NULL;
  luthier_session_update_poller (self);
  if (error == NULL && self->queue != NULL)
    luthier_queue_renew (self->queue, FALSE);
  notify (self, LUTHIER_SESSION_PROP_SIGN_IN_NEEDED);
}

void
luthier_session_set_failures (LuthierSession *self, GHashTable *failures)
{
  g_auto (GStrv) previous = g_steal_pointer (&self->failing_regions);

  g_hash_table_remove_all (self->failures);
  if (failures != NULL)
    {
      g_hash_table_unref (self->failures);
      self->failures = failures;
    }
  self->failing_regions = list_failing_regions (self);

  set_sign_in_error (self, find_sign_in_error (self->failures));
  if (!g_strv_equal ((const char *const *) previous, (const char *const *) self->failing_regions))
    notify (self, LUTHIER_SESSION_PROP_FAILING_REGIONS);
}

void
luthier_session_update_online (LuthierSession *self)
{
  const gboolean online = (self->connection != NULL &&
                           luthier_connection_is_local (self->connection)) ||
                          g_network_monitor_get_network_available (self->network);

  if (self->online == online)
    return;

  self->online = online;
  luthier_session_update_poller (self);
  notify (self, LUTHIER_SESSION_PROP_ONLINE);
}

/* Known once the credential was needed for the first time. */
void
luthier_session_update_expires_at (LuthierSession *self)
{
  const gint64 expires_at = self->connection != NULL
                                ? luthier_connection_get_expires_at (self->connection)
                                : 0;

  if (self->expires_at == expires_at)
    return;

  self->expires_at = expires_at;
  notify (self, LUTHIER_SESSION_PROP_EXPIRES_AT);
}

static gboolean
is_practice (LuthierSession *self)
{
  LuthierProfile *profile = luthier_session_get_profile (self);

  return profile != NULL && luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE;
}

gint64
luthier_session_get_lag (LuthierSession *self)
{
  return (gint64) (is_practice (self) ? LUTHIER_MOST_PRACTICE_POLL_MS : MOST_POLL_MS) * 1000;
}

/* To be called after everything that makes jobs more or less worth looking at. */
void
luthier_session_update_poller (LuthierSession *self)
{
  LuthierProfile *profile = luthier_session_get_profile (self);
  const char *const *regions = profile != NULL ? luthier_profile_get_regions (profile) : NULL;
  const guint n_regions = regions != NULL ? g_strv_length ((char **) regions) : 0;
  const guint n_pages = self->lookout != NULL ? luthier_lookout_get_n_pages (self->lookout) : 0;
  const gboolean practice = is_practice (self);
  const guint least = practice ? LUTHIER_LEAST_PRACTICE_POLL_MS : LEAST_POLL_MS;
  const guint most = practice ? LUTHIER_MOST_PRACTICE_POLL_MS : MOST_POLL_MS;
  const guint n_followed = luthier_session_count_followed (self);
  const gboolean may = may_ask (self);

  luthier_poller_set_bounds (self->poller, MAX (least, MAX (n_regions, n_pages) * MS_PER_REQUEST),
                             most);
  luthier_poller_set_pace (self->poller,
                           may && may_change (self) ? LUTHIER_PACE_ACTIVE : LUTHIER_PACE_STILL);
  luthier_poller_set_bounds (self->follower,
                             MAX (least, n_followed * REQUESTS_A_JOB * MS_PER_REQUEST), most);
  luthier_poller_set_pace (self->follower,
                           may && n_followed > 0 ? LUTHIER_PACE_CLOSE : LUTHIER_PACE_STILL);
}

GTask *
luthier_session_new_task (LuthierSession *self,
                          GAsyncReadyCallback callback,
                          gpointer user_data,
                          gpointer source_tag)
{
  GCancellable *cancellable = self->connection != NULL
                                  ? luthier_connection_get_cancellable (self->connection)
                                  : NULL;
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  if (self->connection != NULL)
    return g_steal_pointer (&task);

  g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_FAILED, _ ("No profile is open."));
  return NULL;
}
