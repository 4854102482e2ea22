/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error.h"
#include "luthier-queue-private.h"

/* What could not be written is tried again after this time. */
#define WRITE_AGAIN_MS 30000

void
luthier_queue_entry_free (LuthierQueueEntry *entry)
{
  luthier_intent_record_free (entry->record);
  g_clear_object (&entry->intent);
  g_clear_object (&entry->transfer);
  g_free (entry);
}

/* What is known of an intent lasts as long as the queue: callbacks may hold it. */
LuthierQueueEntry *
luthier_queue_add_entry (LuthierQueue *self, LuthierIntentRecord *record)
{
  LuthierQueueEntry *entry = g_hash_table_lookup (self->entries, record->id);

  /* Submitted before it could be read what had become of it. */
  if (entry != NULL)
    {
      g_hash_table_steal (self->entries, record->id);
      luthier_intent_record_free (entry->record);
      entry->is_new = FALSE;
      luthier_intent_set_state (entry->intent, record->state);
    }
  else
    entry = g_new0 (LuthierQueueEntry, 1);
  entry->record = record;
  g_hash_table_insert (self->entries, record->id, entry);

  return entry;
}

LuthierQueueErrand *
luthier_queue_errand_new (LuthierQueue *self, LuthierQueueEntry *entry)
{
  LuthierQueueErrand *errand = g_new0 (LuthierQueueErrand, 1);

  errand->queue = g_object_ref (self);
  errand->entry = entry;

  return errand;
}

LuthierQueueEntry *
luthier_queue_find_entry (LuthierQueue *self, LuthierIntent *intent)
{
  LuthierQueueEntry *entry = g_hash_table_lookup (self->entries, luthier_intent_get_id (intent));

  return entry != NULL && entry->intent == intent ? entry : NULL;
}

gboolean
luthier_queue_holds (LuthierQueue *self, LuthierIntent *intent)
{
  g_return_val_if_fail (LUTHIER_IS_QUEUE (self), FALSE);

  return luthier_queue_find_entry (self, intent) != NULL;
}

gint64
luthier_queue_get_last_place (LuthierQueue *self)
{
  GHashTableIter iter;
  gpointer entry = NULL;
  gint64 last = 0;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    last = MAX (last, ((LuthierQueueEntry *) entry)->record->place);

  return last;
}

static guint
find_position (LuthierQueue *self, gint64 place)
{
  guint position = 0;

  while (position < self->order->len &&
         ((LuthierQueueEntry *) g_ptr_array_index (self->order, position))->record->place <= place)
    position++;

  return position;
}

void
luthier_queue_place (LuthierQueue *self, LuthierQueueEntry *entry)
{
  const gboolean is_open = luthier_intent_state_is_open (entry->record->state);
  guint position = 0;
  const gboolean is_there = g_ptr_array_find (self->order, entry, &position);

  if (is_open == is_there)
    return;

  if (is_there)
    {
      g_ptr_array_remove_index (self->order, position);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
      return;
    }

  luthier_queue_get_intent (self, entry);
  position = find_position (self, entry->record->place);
  g_ptr_array_insert (self->order, (int) position, entry);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

gboolean
luthier_queue_is_on_disk (const LuthierQueueEntry *entry)
{
  return !entry->is_new && !entry->is_unwritten;
}

/* (transfer container): those that are not on disk. */
static GPtrArray *
find_unwritten (LuthierQueue *self)
{
  GPtrArray *unwritten = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer entry = NULL;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    if (!luthier_queue_is_on_disk (entry))
      g_ptr_array_add (unwritten, entry);

  return unwritten;
}

GPtrArray *
luthier_queue_list_unwritten (LuthierQueue *self)
{
  GPtrArray *specs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->order->len; i++)
    {
      const LuthierQueueEntry *entry = g_ptr_array_index (self->order, i);

      if (entry->record->state == LUTHIER_INTENT_QUEUED && !luthier_queue_is_on_disk (entry))
        g_ptr_array_add (specs, g_object_ref (luthier_intent_get_spec (entry->intent)));
    }

  return specs;
}

void
luthier_queue_save_unwritten (LuthierQueue *self)
{
  g_autoptr (GPtrArray) unwritten = find_unwritten (self);

  luthier_queue_save_together (self, unwritten);
}

static gboolean
write_again_cb (gpointer user_data)
{
  LuthierQueue *self = user_data;

  self->write_timer = 0;
  luthier_queue_save_unwritten (self);

  return G_SOURCE_REMOVE;
}

/* One write, and whose it is. */
typedef struct
{
  LuthierQueue *queue; /* (owned) */
  GPtrArray *entries;  /* (owned) of LuthierQueueEntry (unowned) */
} Write;

static void
write_free (Write *write)
{
  g_ptr_array_unref (write->entries);
  g_object_unref (write->queue);
  g_free (write);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Write, write_free)

/* error: (nullable). Whether anything is different now. */
static gboolean
take_outcome (LuthierQueue *self, LuthierQueueEntry *entry, const GError *error)
{
  const gboolean was_unwritten = entry->is_unwritten;
  const gboolean was_new = entry->is_new;

  entry->is_new = FALSE;
  entry->is_unwritten = error != NULL;
  if (self->is_ended)
    return FALSE;

  if (error != NULL || was_unwritten)
    luthier_intent_set_error (luthier_queue_get_intent (self, entry), error);
  if (error == NULL && (was_new || was_unwritten))
    luthier_queue_ensure_data (self, entry);

  return was_new || entry->is_unwritten != was_unwritten;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Write) write = user_data;
  LuthierQueue *self = write->queue;
  g_autoptr (GError) error = NULL;
  gboolean is_different = FALSE;

  luthier_store_write_finish (LUTHIER_STORE (source), result, &error);
  for (guint i = 0; i < write->entries->len; i++)
    is_different |= take_outcome (self, g_ptr_array_index (write->entries, i), error);
  if (self->is_ended)
    return;

  if (error != NULL)
    {
      g_info ("What became of an intent is not written down: %s", error->message);
      if (self->write_timer == 0)
        self->write_timer = luthier_clock_add_timeout (self->clock, WRITE_AGAIN_MS, write_again_cb,
                                                       self, NULL);
    }
  if (is_different)
    luthier_queue_update (self);
}

/* entries: of LuthierQueueEntry, at least one. */
static void
save_all_async (LuthierQueue *self,
                GPtrArray *entries,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      LuthierQueueEntry *entry = g_ptr_array_index (entries, i);

      entry->record->time_us = luthier_clock_get_real_time (self->clock);
      g_ptr_array_add (records, entry->record);
    }

  luthier_store_save_intents_async (self->store, records, NULL, callback, user_data);
}

void
luthier_queue_save_async (LuthierQueue *self,
                          LuthierQueueEntry *entry,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  g_ptr_array_add (entries, entry);
  save_all_async (self, entries, callback, user_data);
}

void
luthier_queue_save_together (LuthierQueue *self, GPtrArray *entries)
{
  g_autoptr (GPtrArray) together = g_ptr_array_new ();
  gboolean has_unwritten = FALSE;
  Write *write = NULL;

  /* What is stored under that id must not be written over unread. */
  if (self->is_ended || !self->is_loaded)
    return;

  for (guint i = 0; i < entries->len; i++)
    {
      LuthierQueueEntry *entry = g_ptr_array_index (entries, i);

      if (luthier_queue_is_on_disk (entry))
        g_ptr_array_add (together, entry);
      else
        has_unwritten = TRUE;
    }
  if (has_unwritten && !self->is_submitting)
    g_ptr_array_extend_and_steal (together, find_unwritten (self));
  if (together->len == 0)
    return;

  write = g_new0 (Write, 1);
  write->queue = g_object_ref (self);
  write->entries = g_steal_pointer (&together);
  save_all_async (self, write->entries, saved_cb, write);
}

void
luthier_queue_save (LuthierQueue *self, LuthierQueueEntry *entry)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  g_ptr_array_add (entries, entry);
  luthier_queue_save_together (self, entries);
}

/* (transfer container): those that are queued, in their order. */
static GPtrArray *
list_queued (LuthierQueue *self)
{
  GPtrArray *queued = g_ptr_array_new ();

  for (guint i = 0; i < self->order->len; i++)
    {
      LuthierQueueEntry *entry = g_ptr_array_index (self->order, i);

      if (entry->record->state == LUTHIER_INTENT_QUEUED)
        g_ptr_array_add (queued, entry);
    }

  return queued;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const gint64 first = *(const gint64 *) a;
  const gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/* The places that they have are shared out anew, so that one that was forgotten finds its own. */
static void
share_out_places (LuthierQueue *self, GPtrArray *queued)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) moved = g_ptr_array_new ();
  gint64 least = G_MININT64;

  for (guint i = 0; i < queued->len; i++)
    g_array_append_val (places,
                        ((LuthierQueueEntry *) g_ptr_array_index (queued, i))->record->place);
  g_array_sort (places, compare_places);

  for (guint i = 0; i < queued->len; i++)
    {
      LuthierQueueEntry *entry = g_ptr_array_index (queued, i);
      const gint64 place = MAX (g_array_index (places, gint64, i), least);

      least = place + 1;
      if (entry->record->place == place)
        continue;
      entry->record->place = place;
      g_ptr_array_add (moved, entry);
    }
  luthier_queue_save_together (self, moved);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const LuthierQueueEntry *first = *(LuthierQueueEntry *const *) a;
  const LuthierQueueEntry *second = *(LuthierQueueEntry *const *) b;

  return compare_places (&first->record->place, &second->record->place);
}

/* Tells of those only that have changed their position. */
static void
sort (LuthierQueue *self)
{
  g_autoptr (GPtrArray) before = g_ptr_array_copy (self->order, NULL, NULL);
  guint first = 0;
  guint end = before->len;

  g_ptr_array_sort (self->order, compare_entries);
  while (first < end && g_ptr_array_index (before, first) == g_ptr_array_index (self->order, first))
    first++;
  while (end > first &&
         g_ptr_array_index (before, end - 1) == g_ptr_array_index (self->order, end - 1))
    end--;
  if (end > first)
    g_list_model_items_changed (G_LIST_MODEL (self), first, end - first, end - first);
}

void
luthier_queue_move (LuthierQueue *self, LuthierIntent *intent, guint position)
{
  LuthierQueueEntry *entry = luthier_queue_find_entry (self, intent);
  g_autoptr (GPtrArray) queued = list_queued (self);

  if (entry == NULL || !g_ptr_array_remove (queued, entry))
    return;

  g_ptr_array_insert (queued, (int) MIN (position, queued->len), entry);
  share_out_places (self, queued);
  sort (self);
  luthier_queue_update (self);
}
