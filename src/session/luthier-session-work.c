/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"
#include "luthier-transfer-private.h"

/* Does it go on by itself? */
static gboolean
is_under_way (LuthierIntent *intent)
{
  switch (luthier_intent_get_state (intent))
    {
    case LUTHIER_INTENT_SENDING:
    case LUTHIER_INTENT_UNCERTAIN:
    case LUTHIER_INTENT_LOOKING:
      return TRUE;
    case LUTHIER_INTENT_QUEUED:
      return !luthier_intent_get_held (intent);
    case LUTHIER_INTENT_SETTLED:
    case LUTHIER_INTENT_REFUSED:
    case LUTHIER_INTENT_ASKS:
    case LUTHIER_INTENT_FORGOTTEN:
    default:
      return FALSE;
    }
}

static guint
count_intents (LuthierSession *self)
{
  GHashTableIter iter;
  gpointer queue = NULL;
  guint n_intents = 0;

  g_hash_table_iter_init (&iter, self->queues);
  while (g_hash_table_iter_next (&iter, NULL, &queue))
    {
      const guint n_items = g_list_model_get_n_items (queue);

      for (guint i = 0; i < n_items; i++)
        {
          g_autoptr (LuthierIntent) intent = g_list_model_get_item (queue, i);

          n_intents += is_under_way (intent);
        }
    }

  return n_intents;
}

static guint
count_uploads (LuthierSession *self)
{
  const guint n_transfers = g_list_model_get_n_items (G_LIST_MODEL (self->transfers));
  guint n_uploads = luthier_session_count_background_uploads (self);

  for (guint i = 0; i < n_transfers; i++)
    {
      g_autoptr (LuthierTransfer)
          transfer = g_list_model_get_item (G_LIST_MODEL (self->transfers), i);

      n_uploads += luthier_transfer_is_under_way (transfer);
    }

  return n_uploads;
}

LuthierWork
luthier_session_count_work (LuthierSession *self)
{
  LuthierWork work = { 0 };

  g_return_val_if_fail (LUTHIER_IS_SESSION (self), work);

  work.n_jobs = luthier_job_list_get_n_active (self->jobs);
  work.n_intents = count_intents (self);
  work.n_uploads = count_uploads (self);

  return work;
}
