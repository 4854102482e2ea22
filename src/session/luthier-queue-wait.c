/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-queue-private.h"

/* What each one waits for, in the words of #LuthierIntentWait. */

static LuthierIntentWait
choose_wait (LuthierQueue *self, LuthierQueueEntry *entry, LuthierQueueEntry *next)
{
  if (entry->record->state == LUTHIER_INTENT_UNCERTAIN)
    return entry->look_wait;
  if (entry->is_unwritten && entry->record->state == LUTHIER_INTENT_QUEUED)
    return LUTHIER_INTENT_WAIT_STORE;
  if (entry->goes_again && !luthier_queue_is_online (self))
    return LUTHIER_INTENT_WAIT_NETWORK;
  if (entry->record->state != LUTHIER_INTENT_QUEUED)
    return LUTHIER_INTENT_WAIT_NONE;
  if (!self->is_loaded)
    return LUTHIER_INTENT_WAIT_STORE;
  if (entry->record->held)
    return LUTHIER_INTENT_WAIT_HELD;
  if (!entry->has_data)
    return LUTHIER_INTENT_WAIT_UPLOAD;
  if (entry->is_new)
    return LUTHIER_INTENT_WAIT_NONE;
  if (entry != next)
    return LUTHIER_INTENT_WAIT_TURN;

  return luthier_queue_is_online (self) ? self->wait : LUTHIER_INTENT_WAIT_NETWORK;
}

static void
tell_wait (LuthierQueue *self, LuthierQueueEntry *entry, LuthierQueueEntry *next)
{
  LuthierIntent *intent = luthier_queue_get_intent (self, entry);
  const LuthierIntentWait wait = choose_wait (self, entry, next);
  const gboolean is_blocked = wait == self->wait && (entry == next || !self->is_loaded);

  if (entry->record->state == LUTHIER_INTENT_QUEUED && !entry->is_unwritten)
    luthier_intent_set_error (intent, is_blocked ? self->wait_error : NULL);
  if (entry->record->state != LUTHIER_INTENT_UNCERTAIN)
    luthier_intent_set_next_at (intent, is_blocked ? self->wait_until : 0);
  luthier_intent_set_wait (intent, wait);
}

/* What is not used is not kept open. */
static void
leave_service (LuthierQueue *self)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      const LuthierQueueEntry *entry = g_ptr_array_index (self->order, i);

      if (entry->record->state != LUTHIER_INTENT_REFUSED &&
          entry->record->state != LUTHIER_INTENT_ASKS && !entry->record->held)
        return;
      if (entry->goes_again)
        return;
    }

  if (self->connection != NULL)
    luthier_connection_close (self->connection);
  g_clear_object (&self->connection);
}

void
luthier_queue_update (LuthierQueue *self)
{
  LuthierQueueEntry *next = NULL;

  if (self->is_ended)
    return;

  /* Whoever hears of it may change something else at once. */
  self->is_outdated = TRUE;
  if (self->is_updating)
    return;

  self->is_updating = TRUE;
  while (self->is_outdated)
    {
      self->is_outdated = FALSE;
      next = self->is_loaded ? luthier_queue_find_next (self) : NULL;
      for (guint i = 0; i < self->order->len; i++)
        tell_wait (self, g_ptr_array_index (self->order, i), next);
    }
  self->is_updating = FALSE;

  if (self->has_turn)
    return;
  leave_service (self);
  if (next != NULL && !luthier_queue_is_blocked (self))
    luthier_turnstile_join (self->turnstile, self, next->hurries || next->goes_again);
  else
    luthier_turnstile_leave (self->turnstile, self);
}
