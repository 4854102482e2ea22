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

LuthierIntent *
luthier_session_submit (LuthierSession *self, LuthierJobSpec *spec)
{
  g_autoptr (LuthierIntent) intent = NULL;

  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);
  g_return_val_if_fail (LUTHIER_IS_JOB_SPEC (spec), NULL);

  if (self->queue == NULL)
    return NULL;

  intent = luthier_queue_submit (self->queue, spec);
  /* One that was settled in an earlier run. */
  if (luthier_intent_get_job (intent) == NULL)
    luthier_intent_set_job (
        intent,
        luthier_job_list_lookup (
            self->jobs, luthier_queue_get_job_name (self->queue, luthier_intent_get_id (intent))));

  return g_steal_pointer (&intent);
}

GPtrArray *
luthier_session_submit_all (LuthierSession *self, GPtrArray *specs)
{
  g_autoptr (GPtrArray) intents = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  for (guint i = 0; self->queue != NULL && i < specs->len; i++)
    g_ptr_array_add (intents, luthier_session_submit (self, g_ptr_array_index (specs, i)));

  return self->queue != NULL ? g_steal_pointer (&intents) : NULL;
}

#define QUEUE_FUNCTION(name, queue_name)                                                           \
  void luthier_session_##name (LuthierSession *self, LuthierIntent *intent)                        \
  {                                                                                                \
    g_return_if_fail (LUTHIER_IS_SESSION (self));                                                  \
    g_return_if_fail (LUTHIER_IS_INTENT (intent));                                                 \
                                                                                                   \
    if (self->queue != NULL)                                                                       \
      luthier_queue_##queue_name (self->queue, intent);                                            \
  }

QUEUE_FUNCTION (send_now, send_now)
QUEUE_FUNCTION (send_again, send_again)
QUEUE_FUNCTION (keep_looking, keep_looking)
QUEUE_FUNCTION (forget_intent, forget)
QUEUE_FUNCTION (restore_intent, restore)

#undef QUEUE_FUNCTION

void
luthier_session_hold (LuthierSession *self, LuthierIntent *intent, gboolean held)
{
  g_return_if_fail (LUTHIER_IS_SESSION (self));
  g_return_if_fail (LUTHIER_IS_INTENT (intent));

  if (self->queue != NULL)
    luthier_queue_hold (self->queue, intent, held);
}

void
luthier_session_move_intent (LuthierSession *self, LuthierIntent *intent, guint position)
{
  g_return_if_fail (LUTHIER_IS_SESSION (self));
  g_return_if_fail (LUTHIER_IS_INTENT (intent));

  if (self->queue != NULL)
    luthier_queue_move (self->queue, intent, position);
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
