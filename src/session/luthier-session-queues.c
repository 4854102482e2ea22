/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-private.h"
#include "luthier-object-name.h"
#include "luthier-session-private.h"

/* Profiles of one project at one service share its slots. (transfer full) */
static char *
make_place (LuthierProfile *profile)
{
  const char *project = luthier_profile_get_project (profile);
  const char *endpoint = luthier_profile_get_endpoint (profile);

  if (luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE)
    return g_strdup ("practice");

  return g_strdup_printf ("%s\n%s", project != NULL ? project : "",
                          endpoint != NULL ? endpoint : "");
}

static LuthierTurnstile *
get_turnstile (LuthierSession *self, LuthierProfile *profile)
{
  g_autofree char *place = make_place (profile);
  LuthierTurnstile *turnstile = g_hash_table_lookup (self->turnstiles, place);

  if (turnstile == NULL)
    {
      turnstile = luthier_turnstile_new (self->clock, self->random);
      if (luthier_profile_get_kind (profile) == LUTHIER_PROFILE_PRACTICE)
        luthier_turnstile_set_bounds (turnstile, LUTHIER_LEAST_PRACTICE_POLL_MS,
                                      LUTHIER_MOST_PRACTICE_POLL_MS);
      g_hash_table_insert (self->turnstiles, g_steal_pointer (&place), turnstile);
    }

  return turnstile;
}

static gboolean
is_shown (LuthierSession *self, LuthierQueue *queue)
{
  return queue == self->queue && self->loaded;
}

/* In the list from now on; of a profile that is not open, in what its list will be made of. */
static void
settled_cb (LuthierSession *self, LuthierIntent *intent, LuthierJson *reply, LuthierQueue *queue)
{
  LuthierJob *job = luthier_intent_get_job (intent);
  LuthierJobSpec *draft = luthier_session_get_draft (self);

  if (is_shown (self, queue))
    {
      job = luthier_job_list_adopt (self->jobs, job);
      if (reply != NULL)
        luthier_job_list_put (self->jobs, luthier_json_get_root (reply), NULL);
      luthier_intent_set_job (intent, job);
      /* What has become a job is no draft any more. */
      if (draft != NULL && luthier_queue_has_asked (queue, draft))
        luthier_session_discard_draft (self);
    }
  luthier_session_remember_job (self, luthier_queue_get_profile (queue), job);
}

static void
profile_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    g_info ("The quota of a profile is not remembered: %s", error->message);
}

/* It is one number for all who share the project. */
static void
quota_learned_cb (LuthierSession *self, guint quota, LuthierQueue *queue)
{
  g_autofree char *place = make_place (luthier_queue_get_profile (queue));
  const guint n_profiles = g_list_model_get_n_items (G_LIST_MODEL (self->profiles));

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr (LuthierProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->profiles), i);
      g_autofree char *other = make_place (profile);

      if (!g_str_equal (place, other) || luthier_profile_get_concurrent_jobs (profile) == quota)
        continue;
      luthier_profile_set_concurrent_jobs (profile, quota);
      luthier_store_save_profile_async (self->store, profile, NULL, profile_saved_cb, NULL);
    }
}

/* (transfer full) (nullable) */
static LuthierTransfer *
needs_upload_cb (LuthierSession *self, const LuthierUploadRecord *record, LuthierQueue *queue)
{
  if (queue != self->queue)
    return luthier_session_upload_in_background (self, luthier_queue_get_profile (queue), record);
  /* What an earlier run has begun comes first. */
  if (!self->loaded || !self->transfers_resumed)
    return NULL;
  if (record->sha256 == NULL && luthier_object_name_tells (record->gs_uri))
    return luthier_session_find_transfer (self, record);

  return luthier_session_add_transfer (self, luthier_upload_record_copy (record));
}

static void
stepped_cb (LuthierSession *self, LuthierIntent *intent, LuthierQueue *queue)
{
  g_signal_emit_by_name (self, "intent-changed", luthier_queue_get_profile (queue), intent);
}

static LuthierQueue *
make_queue (LuthierSession *self, LuthierProfile *profile)
{
  const LuthierQueueMeans means = {
    .clock = self->clock,
    .random = self->random,
    .store = self->store,
    .keyring = self->keyring,
    .host = self->host,
  };
  g_auto (GStrv) regions = luthier_session_list_usual_regions (self);
  LuthierQueue *queue = luthier_queue_new (&means, profile, get_turnstile (self, profile));

  luthier_queue_set_settle_window (queue, self->settle_window);
  luthier_queue_set_regions (queue, (const char *const *) regions);
  luthier_queue_set_network (queue, g_network_monitor_get_network_available (self->network));
  g_signal_connect_object (queue, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (queue, "quota-learned", G_CALLBACK (quota_learned_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (queue, "needs-upload", G_CALLBACK (needs_upload_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (queue, "stepped", G_CALLBACK (stepped_cb), self, G_CONNECT_SWAPPED);

  return queue;
}

LuthierQueue *
luthier_session_get_queue (LuthierSession *self, LuthierProfile *profile)
{
  const char *id = luthier_profile_get_id (profile);
  LuthierQueue *queue = g_hash_table_lookup (self->queues, id);

  if (queue == NULL)
    {
      queue = make_queue (self, profile);
      g_hash_table_insert (self->queues, g_strdup (id), queue);
    }

  return queue;
}

static void
queue_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!luthier_queue_load_finish (LUTHIER_QUEUE (source), result, &error))
    g_warning ("What was asked for is not remembered: %s", error->message);
}

void
luthier_session_start_queues (LuthierSession *self)
{
  const guint n_profiles = g_list_model_get_n_items (G_LIST_MODEL (self->profiles));

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr (LuthierProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->profiles), i);

      luthier_queue_load_async (luthier_session_get_queue (self, profile), queue_loaded_cb, NULL);
    }
}

void
luthier_session_end_queue (LuthierSession *self, LuthierProfile *profile)
{
  const char *id = luthier_profile_get_id (profile);
  LuthierQueue *queue = g_hash_table_lookup (self->queues, id);

  if (queue == NULL)
    return;

  if (queue == self->queue)
    luthier_session_show_queue (self, NULL);
  luthier_queue_end (queue);
  luthier_session_end_background (self, profile);
  g_hash_table_remove (self->queues, id);
}

void
luthier_session_end_queues (LuthierSession *self)
{
  GHashTableIter iter;
  gpointer queue = NULL;

  luthier_session_show_queue (self, NULL);
  g_hash_table_iter_init (&iter, self->queues);
  while (g_hash_table_iter_next (&iter, NULL, &queue))
    luthier_queue_end (queue);
  g_hash_table_remove_all (self->queues);
  g_hash_table_remove_all (self->backgrounds);
}

static void
items_changed_cb (LuthierSession *self, guint position, guint n_removed, guint n_added)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (added, g_list_model_get_item (G_LIST_MODEL (self->queue), position + i));
  g_list_store_splice (self->intent_list, position, n_removed, added->pdata, added->len);
}

void
luthier_session_show_queue (LuthierSession *self, LuthierQueue *queue)
{
  g_autoptr (LuthierQueue) left = self->queue != NULL ? g_object_ref (self->queue) : NULL;

  if (self->queue == queue)
    return;

  if (left != NULL)
    g_signal_handlers_disconnect_by_func (left, items_changed_cb, self);
  g_list_store_remove_all (self->intent_list);
  g_set_object (&self->queue, queue);
  /* What was uploaded for it goes on out of sight. */
  if (left != NULL)
    luthier_queue_check_data (left);
  if (queue == NULL)
    return;

  g_signal_connect_object (queue, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (queue)));
}

void
luthier_session_tell_queues_of_network (LuthierSession *self)
{
  const gboolean available = g_network_monitor_get_network_available (self->network);
  GHashTableIter iter;
  gpointer queue = NULL;

  g_hash_table_iter_init (&iter, self->queues);
  while (g_hash_table_iter_next (&iter, NULL, &queue))
    luthier_queue_set_network (queue, available);
}

void
luthier_session_reconnect_queues (LuthierSession *self)
{
  GHashTableIter iter;
  gpointer queue = NULL;

  g_hash_table_iter_init (&iter, self->queues);
  while (g_hash_table_iter_next (&iter, NULL, &queue))
    luthier_queue_reconnect (queue);
}

void
luthier_session_renew_queue (LuthierSession *self, LuthierProfile *profile)
{
  LuthierQueue *queue = g_hash_table_lookup (self->queues, luthier_profile_get_id (profile));

  if (queue != NULL)
    luthier_queue_renew (queue, TRUE);
}

void
luthier_session_recount_slots (LuthierSession *self)
{
  LuthierProfile *profile = luthier_session_get_profile (self);

  if (profile != NULL)
    luthier_turnstile_recount (get_turnstile (self, profile));
}
