/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-private.h"
#include "luthier-session-private.h"

GListModel *
luthier_session_get_intents (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->intent_list);
}

/* (transfer none) (nullable): of whatever profile: a word is taken back after another one was opened,
 * too. */
static LuthierQueue *
find_queue (LuthierSession *self, LuthierIntent *intent)
{
  GHashTableIter iter;
  gpointer queue = NULL;

  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);
  g_return_val_if_fail (LUTHIER_IS_INTENT (intent), NULL);

  g_hash_table_iter_init (&iter, self->queues);
  while (g_hash_table_iter_next (&iter, NULL, &queue))
    if (luthier_queue_holds (queue, intent))
      return queue;

  return NULL;
}

/**
 * luthier_session_submit:
 * @spec: what the user has confirmed. It is given an intent id if it has none, and another one if
 *   something else was asked for under it that cannot be corrected any more: then it is another job.
 *
 * Takes it into the queue of the open profile. Submitted again, the same is the same intent: pressed
 * twice is one job, one that was refused is tried again, one that is a job already has it.
 *
 * Returns: (transfer full) (nullable): its intent, of which all else is heard; %NULL if no profile
 *   is open
 */
LuthierIntent *
luthier_session_submit (LuthierSession *self, LuthierJobSpec *spec)
{
  g_autoptr (GPtrArray) specs = g_ptr_array_new ();
  g_autoptr (GPtrArray) intents = NULL;

  g_return_val_if_fail (LUTHIER_IS_JOB_SPEC (spec), NULL);

  g_ptr_array_add (specs, spec);
  intents = luthier_session_submit_all (self, specs);

  return intents != NULL ? g_object_ref (g_ptr_array_index (intents, 0)) : NULL;
}

/**
 * luthier_session_submit_all:
 * @specs: (element-type LuthierJobSpec): as for luthier_session_submit(), in their order
 *
 * Whatever happens, all of them are remembered or none is: nothing is sent or uploaded of any before
 * all are on disk. If that fails they wait for it in the queue, and are tried again together.
 *
 * Returns: (transfer full) (nullable) (element-type LuthierIntent): their intents; %NULL if no
 *   profile is open
 */
GPtrArray *
luthier_session_submit_all (LuthierSession *self, GPtrArray *specs)
{
  g_autoptr (GPtrArray) intents = NULL;

  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  if (self->queue == NULL)
    return NULL;

  intents = luthier_queue_submit (self->queue, specs);
  for (guint i = 0; i < intents->len; i++)
    {
      LuthierIntent *intent = g_ptr_array_index (intents, i);

      /* One that was settled in an earlier run. */
      if (luthier_intent_get_job (intent) == NULL)
        luthier_intent_set_job (
            intent,
            luthier_job_list_lookup (self->jobs, luthier_queue_get_job_name (
                                                     self->queue, luthier_intent_get_id (intent))));
    }

  return g_steal_pointer (&intents);
}

/**
 * luthier_session_hold:
 * @held: whether it is to wait until it is held no more; the others pass it
 */
void
luthier_session_hold (LuthierSession *self, LuthierIntent *intent, gboolean held)
{
  LuthierQueue *queue = find_queue (self, intent);

  if (queue != NULL)
    luthier_queue_hold (queue, intent, held);
}

/**
 * luthier_session_move_intent:
 * @position: among those that are queued, from 0; beyond the last one is the last one
 */
void
luthier_session_move_intent (LuthierSession *self, LuthierIntent *intent, guint position)
{
  LuthierQueue *queue = find_queue (self, intent);

  if (queue != NULL)
    luthier_queue_move (queue, intent, position);
}

/**
 * luthier_session_send_now:
 * @intent: one that is queued
 *
 * It goes before the others and without a free slot, as soon as its files are there and nothing else
 * is being sent.
 */
void
luthier_session_send_now (LuthierSession *self, LuthierIntent *intent)
{
  LuthierQueue *queue = find_queue (self, intent);

  if (queue != NULL)
    luthier_queue_send_now (queue, intent);
}

/**
 * luthier_session_send_again:
 * @intent: one that asks
 *
 * Looks once more, and posts it a second time if nothing is found. If that look fails it goes on
 * asking, with the error.
 */
void
luthier_session_send_again (LuthierSession *self, LuthierIntent *intent)
{
  LuthierQueue *queue = find_queue (self, intent);

  if (queue != NULL)
    luthier_queue_send_again (queue, intent);
}

/**
 * luthier_session_keep_looking:
 * @intent: one that asks
 *
 * The time in which it is looked for begins anew.
 */
void
luthier_session_keep_looking (LuthierSession *self, LuthierIntent *intent)
{
  LuthierQueue *queue = find_queue (self, intent);

  if (queue != NULL)
    luthier_queue_keep_looking (queue, intent);
}

/**
 * luthier_session_forget_intent:
 * @intent: one that is queued, was refused or asks
 *
 * Nothing is sent of it any more, and an upload that only it waits for ends. Should a job of it
 * appear it is still recognized.
 */
void
luthier_session_forget_intent (LuthierSession *self, LuthierIntent *intent)
{
  LuthierQueue *queue = find_queue (self, intent);

  LuthierTransfer *waited_for = luthier_intent_get_transfer (intent);
  g_autoptr (LuthierTransfer) transfer = waited_for != NULL ? g_object_ref (waited_for) : NULL;

  if (queue == NULL)
    return;

  luthier_queue_forget (queue, intent);
  if (transfer != NULL)
    luthier_session_drop_transfer (self, transfer);
}

/**
 * luthier_session_restore_intent:
 * @intent: one that was forgotten
 *
 * It is at its old place, and what it was: queued, with its upload from the beginning, refused, or looked for if it was sent and may have
 * become a job.
 */
void
luthier_session_restore_intent (LuthierSession *self, LuthierIntent *intent)
{
  LuthierQueue *queue = find_queue (self, intent);

  if (queue != NULL)
    luthier_queue_restore (queue, intent);
}

/**
 * luthier_session_get_request_uri:
 *
 * Returns: (transfer full) (nullable): where @spec would be posted to, or %NULL while the service
 *   is not known
 */
char *
luthier_session_get_request_uri (LuthierSession *self, LuthierJobSpec *spec)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);
  g_return_val_if_fail (LUTHIER_IS_JOB_SPEC (spec), NULL);

  return self->connection != NULL ? luthier_connection_get_create_uri (
                                        self->connection, luthier_job_spec_get_region (spec))
                                  : NULL;
}
