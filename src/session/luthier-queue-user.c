/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-queue-private.h"

/* What the user decides. It is so at once, and on disk before anything else is done about it: the
 * store writes in the order in which it is asked to. */

/* As it is sent: with a region in any case, so that it is known where to look for it. */
static LuthierJobSpec *
make_definite (LuthierQueue *self, LuthierJobSpec *spec)
{
  LuthierJobSpec *definite = luthier_job_spec_copy (spec);

  if (luthier_job_spec_get_region (definite) == NULL)
    luthier_job_spec_set_region (
        definite, luthier_connection_get_usual_region (luthier_queue_connect (self)));

  return definite;
}

/* Addresses that are chosen here are no change of the user's. */
static gboolean
asks_for_the_same (LuthierQueue *self, LuthierQueueEntry *entry, LuthierJobSpec *spec)
{
  LuthierJobSpec *asked = luthier_intent_get_spec (luthier_queue_get_intent (self, entry));
  g_autoptr (LuthierJobSpec) definite = make_definite (self, spec);

  if (luthier_job_spec_get_training_file (definite) != NULL &&
      luthier_job_spec_get_training_uri (definite) == NULL)
    luthier_job_spec_set_training_uri (definite, luthier_job_spec_get_training_uri (asked));
  if (luthier_job_spec_get_validation_file (definite) != NULL &&
      luthier_job_spec_get_validation_uri (definite) == NULL)
    luthier_job_spec_set_validation_uri (definite, luthier_job_spec_get_validation_uri (asked));

  return luthier_job_spec_equal (asked, definite);
}

gboolean
luthier_queue_has_asked (LuthierQueue *self, LuthierJobSpec *spec)
{
  const char *intent_id = luthier_job_spec_get_intent_id (spec);
  LuthierQueueEntry *entry = intent_id != NULL ? g_hash_table_lookup (self->entries, intent_id)
                                               : NULL;

  g_return_val_if_fail (LUTHIER_IS_QUEUE (self), FALSE);

  return entry != NULL && asks_for_the_same (self, entry, spec);
}

static void
set_definite_spec (LuthierQueue *self, LuthierQueueEntry *entry, LuthierJobSpec *spec)
{
  g_autoptr (LuthierJobSpec) definite = make_definite (self, spec);

  luthier_queue_set_spec (self, entry, definite);
}

static LuthierQueueEntry *
add (LuthierQueue *self, LuthierJobSpec *spec)
{
  LuthierIntentRecord *record = g_new0 (LuthierIntentRecord, 1);
  LuthierQueueEntry *entry = NULL;

  record->id = g_strdup (luthier_job_spec_get_intent_id (spec));
  record->profile = g_strdup (luthier_profile_get_id (self->profile));
  record->state = LUTHIER_INTENT_QUEUED;
  record->asked_us = luthier_clock_get_real_time (self->clock);
  record->place = luthier_queue_get_last_place (self) + 1;
  entry = luthier_queue_add_entry (self, record);
  set_definite_spec (self, entry, spec);

  return entry;
}

/* Refused, taken back or given up: it is wanted again, perhaps corrected; or it waits, and is
 * corrected where it stands. */
static void
confirm (LuthierQueue *self, LuthierQueueEntry *entry, LuthierJobSpec *spec)
{
  luthier_queue_drop_transfer (self, entry);
  set_definite_spec (self, entry, spec);
  luthier_queue_set_error (self, entry, NULL);
  entry->record->asked_us = luthier_clock_get_real_time (self->clock);
  entry->record->held = FALSE;
  luthier_intent_set_held (entry->intent, FALSE);
  luthier_queue_step (self, entry, LUTHIER_INTENT_EVENT_CONFIRM);
}

/* May the spec be sent under its id in place of what was asked for under it? Not if there is a job of
 * that, or may be one. */
static gboolean
can_be_corrected (LuthierQueueEntry *entry)
{
  return entry->record->sent_us == 0 && (entry->record->state == LUTHIER_INTENT_QUEUED ||
                                         entry->record->state == LUTHIER_INTENT_REFUSED ||
                                         entry->record->state == LUTHIER_INTENT_FORGOTTEN);
}

/* Asked for twice what waits is nothing new. */
static gboolean
is_waiting_for_it (LuthierQueue *self, LuthierQueueEntry *entry, LuthierJobSpec *spec)
{
  return entry->record->state == LUTHIER_INTENT_QUEUED && asks_for_the_same (self, entry, spec);
}

/* (transfer none): what the intent is of that; it is written with the others that are new. */
static LuthierQueueEntry *
take_spec (LuthierQueue *self, LuthierJobSpec *spec)
{
  const char *intent_id = luthier_job_spec_get_intent_id (spec);
  LuthierQueueEntry *entry = NULL;

  entry = intent_id != NULL ? g_hash_table_lookup (self->entries, intent_id) : NULL;
  if (intent_id == NULL ||
      (entry != NULL && !can_be_corrected (entry) && !asks_for_the_same (self, entry, spec)))
    {
      g_autofree char *fresh = luthier_random_make_id (self->random);

      luthier_job_spec_set_intent_id (spec, fresh);
      entry = NULL;
    }

  if (entry == NULL)
    entry = add (self, spec);
  else if ((can_be_corrected (entry) && !is_waiting_for_it (self, entry, spec)) ||
           entry->record->state == LUTHIER_INTENT_REFUSED)
    confirm (self, entry, spec);
  else
    {
      luthier_queue_restore (self, luthier_queue_get_intent (self, entry));
      return entry;
    }

  entry->is_new = TRUE;
  luthier_queue_place (self, entry);
  luthier_queue_ensure_data (self, entry);

  return entry;
}

/**
 * luthier_queue_submit:
 * @specs: (element-type LuthierJobSpec): what the user has confirmed. Each is given an intent id if
 *   it has none, and another one if something else was asked for under it: then it is another job.
 *
 * They are on disk together before anything is done about one of them.
 *
 * Returns: (transfer full) (element-type LuthierIntent): their intents
 */
GPtrArray *
luthier_queue_submit (LuthierQueue *self, GPtrArray *specs)
{
  g_autoptr (GPtrArray) intents = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (LUTHIER_IS_QUEUE (self), NULL);

  self->is_submitting = TRUE;
  for (guint i = 0; i < specs->len; i++)
    {
      LuthierQueueEntry *entry = take_spec (self, g_ptr_array_index (specs, i));

      g_ptr_array_add (intents, g_object_ref (luthier_queue_get_intent (self, entry)));
    }
  self->is_submitting = FALSE;
  luthier_queue_save_unwritten (self);
  luthier_queue_update (self);

  return g_steal_pointer (&intents);
}

void
luthier_queue_hold (LuthierQueue *self, LuthierIntent *intent, gboolean held)
{
  LuthierQueueEntry *entry = luthier_queue_find_entry (self, intent);

  if (entry == NULL || entry->record->state != LUTHIER_INTENT_QUEUED || entry->record->held == held)
    return;

  entry->record->held = held;
  entry->hurries &= !held;
  luthier_intent_set_held (intent, held);
  luthier_queue_save (self, entry);
  luthier_queue_update (self);
}

void
luthier_queue_send_now (LuthierQueue *self, LuthierIntent *intent)
{
  LuthierQueueEntry *entry = luthier_queue_find_entry (self, intent);

  if (entry == NULL || entry->record->state != LUTHIER_INTENT_QUEUED)
    return;

  luthier_queue_hold (self, intent, FALSE);
  entry->hurries = TRUE;
  /* The user does not want to wait for what the service has asked to wait for. */
  luthier_queue_block (self, LUTHIER_INTENT_WAIT_NONE, NULL, 0);
  luthier_queue_update (self);
}

void
luthier_queue_send_again (LuthierQueue *self, LuthierIntent *intent)
{
  LuthierQueueEntry *entry = luthier_queue_find_entry (self, intent);

  if (entry == NULL || entry->record->state != LUTHIER_INTENT_ASKS)
    return;

  entry->goes_again = TRUE;
  luthier_queue_block (self, LUTHIER_INTENT_WAIT_NONE, NULL, 0);
  luthier_queue_update (self);
}

void
luthier_queue_keep_looking (LuthierQueue *self, LuthierIntent *intent)
{
  LuthierQueueEntry *entry = luthier_queue_find_entry (self, intent);

  if (entry == NULL || entry->record->state == LUTHIER_INTENT_FORGOTTEN ||
      !luthier_queue_step (self, entry, LUTHIER_INTENT_EVENT_KEEP_LOOKING))
    return;

  luthier_queue_save (self, entry);
  luthier_queue_begin_looking (self, entry, TRUE);
  luthier_queue_update (self);
}

void
luthier_queue_forget (LuthierQueue *self, LuthierIntent *intent)
{
  LuthierQueueEntry *entry = luthier_queue_find_entry (self, intent);

  if (entry == NULL || !luthier_queue_step (self, entry, LUTHIER_INTENT_EVENT_FORGET))
    return;

  luthier_queue_drop_transfer (self, entry);
  luthier_queue_save (self, entry);
  luthier_queue_update (self);
}

/* One that was sent, and may have become a job, is looked for before it is sent again; one that was
 * refused is not sent by taking a word back. */
static LuthierIntentEvent
get_undoing (const LuthierIntentRecord *record)
{
  if (record->sent_us != 0)
    return LUTHIER_INTENT_EVENT_KEEP_LOOKING;

  return record->error != NULL ? LUTHIER_INTENT_EVENT_REFUSED : LUTHIER_INTENT_EVENT_CONFIRM;
}

void
luthier_queue_restore (LuthierQueue *self, LuthierIntent *intent)
{
  LuthierQueueEntry *entry = luthier_queue_find_entry (self, intent);

  if (entry == NULL || entry->record->state != LUTHIER_INTENT_FORGOTTEN)
    return;

  luthier_queue_step (self, entry, get_undoing (entry->record));
  luthier_queue_ensure_data (self, entry);
  luthier_queue_save (self, entry);
  if (entry->record->state == LUTHIER_INTENT_UNCERTAIN)
    luthier_queue_begin_looking (self, entry, TRUE);
  luthier_queue_update (self);
}
