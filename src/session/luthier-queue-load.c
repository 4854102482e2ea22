/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-queue-private.h"

/* What could not be read is tried again after this time. */
#define LOAD_AGAIN_MS 30000

/* A job that was made just before the program ended may run, and be in no list yet. When that was is
 * told by a clock that may have been set since; one that is in the lists counts once all the same. */
static void
enter_job (LuthierQueue *self, const LuthierIntentRecord *record)
{
  const gint64 age_us = luthier_clock_get_real_time (self->clock) - record->time_us;

  if (record->state == LUTHIER_INTENT_SETTLED && record->job_name != NULL &&
      age_us < G_TIME_SPAN_DAY)
    luthier_turnstile_enter_job (self->turnstile, record->job_name);
}

static void
take_entry (LuthierQueue *self, LuthierQueueEntry *entry)
{
  const LuthierIntentState stored = entry->record->state;

  luthier_queue_place (self, entry);
  enter_job (self, entry->record);
  /* The program ended in the middle of it. */
  if (luthier_queue_step (self, entry, LUTHIER_INTENT_EVENT_LOST))
    {
      g_autoptr (GError) error = g_error_new_literal (LUTHIER_ERROR, LUTHIER_ERROR_UNCERTAIN,
                                                      _ ("Luthier ended before the answer came."));

      if (stored == LUTHIER_INTENT_SENDING)
        luthier_queue_set_error (self, entry, error);
      luthier_queue_save (self, entry);
    }
  if (entry->record->state == LUTHIER_INTENT_UNCERTAIN)
    luthier_queue_begin_looking (self, entry, TRUE);
  if (luthier_intent_state_is_open (entry->record->state))
    luthier_queue_ensure_data (self, entry);
}

/* They become those of the entries. */
static void
take_records (LuthierQueue *self, GPtrArray *records)
{
  self->is_loaded = TRUE;
  g_ptr_array_set_free_func (records, NULL);
  for (guint i = 0; i < records->len; i++)
    luthier_queue_add_entry (self, g_ptr_array_index (records, i));
  for (guint i = 0; i < records->len; i++)
    {
      const LuthierIntentRecord *record = g_ptr_array_index (records, i);

      take_entry (self, g_hash_table_lookup (self->entries, record->id));
    }
  /* Asked for before it was known what there is. */
  luthier_queue_save_unwritten (self);
  /* Also those of which nothing was heard in an earlier run either. */
  luthier_queue_count_unsure (self);
  luthier_queue_update (self);
}

static gboolean
load_again_cb (gpointer user_data)
{
  LuthierQueue *self = user_data;

  self->load_timer = 0;
  luthier_queue_load_async (self, NULL, NULL);

  return G_SOURCE_REMOVE;
}

/* What was sent before is not known, and could be the same: nothing is sent until it is. */
static void
wait_for_store (LuthierQueue *self, const GError *error)
{
  luthier_queue_block (self, LUTHIER_INTENT_WAIT_STORE, error, 0);
  if (self->load_timer == 0)
    self->load_timer = luthier_clock_add_timeout (self->clock, LOAD_AGAIN_MS, load_again_cb, self,
                                                  NULL);
  luthier_queue_update (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierQueue) self = user_data;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  records = luthier_store_load_intents_finish (LUTHIER_STORE (source), result, &error);
  if (records != NULL && !self->is_ended)
    take_records (self, records);
  else if (!self->is_ended)
    wait_for_store (self, error);

  waiting = g_steal_pointer (&self->loading);
  self->loading = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    {
      if (error != NULL)
        g_task_return_error (g_ptr_array_index (waiting, i), g_error_copy (error));
      else
        g_task_return_boolean (g_ptr_array_index (waiting, i), TRUE);
    }
}

/**
 * luthier_queue_load_async:
 *
 * Error: %LUTHIER_ERROR_STORE, and then nothing is sent: it could be there already
 */
void
luthier_queue_load_async (LuthierQueue *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_QUEUE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, luthier_queue_load_async);
  if (self->is_loaded)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_ptr_array_add (self->loading, g_steal_pointer (&task));
  if (self->loading->len == 1)
    luthier_store_load_intents_async (self->store, luthier_profile_get_id (self->profile), NULL,
                                      loaded_cb, g_object_ref (self));
}

gboolean
luthier_queue_load_finish (LuthierQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
