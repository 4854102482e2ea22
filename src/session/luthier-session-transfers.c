/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error.h"
#include "luthier-session-private.h"
#include "luthier-transfer-private.h"

/* Those that were given up are not shown any more, until they are tried again. */
static void
state_changed_cb (LuthierSession *self, GParamSpec *pspec, LuthierTransfer *transfer)
{
  const gboolean is_over = luthier_transfer_get_state (transfer) == LUTHIER_TRANSFER_CANCELLED;
  guint position = 0;
  const gboolean is_shown = g_list_store_find (self->transfers, transfer, &position);

  if (is_over && is_shown)
    g_list_store_remove (self->transfers, position);
  else if (!is_over && !is_shown && transfer->connection == self->connection)
    g_list_store_append (self->transfers, transfer);
}

LuthierTransfer *
luthier_session_find_transfer (LuthierSession *self, const LuthierUploadRecord *record)
{
  const guint n_transfers = g_list_model_get_n_items (G_LIST_MODEL (self->transfers));

  for (guint i = 0; i < n_transfers; i++)
    {
      g_autoptr (LuthierTransfer)
          transfer = g_list_model_get_item (G_LIST_MODEL (self->transfers), i);

      /* One that was cancelled a moment ago is not to be waited for. */
      if (luthier_transfer_get_state (transfer) != LUTHIER_TRANSFER_DONE &&
          !g_cancellable_is_cancelled (transfer->cancellable) &&
          luthier_transfer_is_for (transfer, record))
        return g_steal_pointer (&transfer);
    }

  return NULL;
}

LuthierTransfer *
luthier_session_add_transfer (LuthierSession *self, LuthierUploadRecord *record)
{
  const LuthierTransferMeans means = {
    .connection = self->connection,
    .clock = self->clock,
    .random = self->random,
    .store = self->store,
    .keyring = self->keyring,
  };
  LuthierTransfer *transfer = luthier_session_find_transfer (self, record);

  if (transfer != NULL)
    {
      luthier_upload_record_free (record);
      luthier_transfer_retry (transfer);
      return transfer;
    }

  transfer = luthier_transfer_new (&means, record);
  g_signal_connect_object (transfer, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_list_store_append (self->transfers, transfer);
  return transfer;
}

static void
uploads_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) uploads = NULL;
  g_autoptr (GError) error = NULL;

  uploads = luthier_store_load_uploads_finish (LUTHIER_STORE (source), result, &error);
  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_return_boolean (task, TRUE);
  if (uploads == NULL)
    g_warning ("What was being uploaded is not remembered: %s", error->message);
  for (guint i = 0; uploads != NULL && i < uploads->len; i++)
    {
      const LuthierUploadRecord *record = g_ptr_array_index (uploads, i);
      g_autoptr (LuthierTransfer)
          transfer = luthier_session_add_transfer (self, luthier_upload_record_copy (record));
    }
  self->transfers_resumed = TRUE;
  luthier_queue_check_data (self->queue);
}

void
luthier_session_resume_transfers (LuthierSession *self)
{
  g_autoptr (GTask)
      task = g_task_new (self, luthier_connection_get_cancellable (self->connection), NULL, NULL);

  g_task_set_source_tag (task, luthier_session_resume_transfers);
  luthier_store_load_uploads_async (self->store,
                                    luthier_profile_get_id (luthier_session_get_profile (self)),
                                    NULL, uploads_loaded_cb, g_steal_pointer (&task));
}

/* (transfer full) (element-type LuthierTransfer): as they are now, however they change meanwhile. */
static GPtrArray *
list_transfers (LuthierSession *self)
{
  GPtrArray *transfers = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n_transfers = g_list_model_get_n_items (G_LIST_MODEL (self->transfers));

  for (guint i = 0; i < n_transfers; i++)
    g_ptr_array_add (transfers, g_list_model_get_item (G_LIST_MODEL (self->transfers), i));
  return transfers;
}

void
luthier_session_retry_transfers (LuthierSession *self)
{
  g_autoptr (GPtrArray) transfers = list_transfers (self);

  for (guint i = 0; i < transfers->len; i++)
    {
      LuthierTransfer *transfer = g_ptr_array_index (transfers, i);
      const GError *error = luthier_transfer_get_error (transfer);

      if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_SENT) ||
          g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_UNAVAILABLE))
        luthier_transfer_retry (transfer);
    }
}

void
luthier_session_cancel_transfers (LuthierSession *self)
{
  g_autoptr (GPtrArray) transfers = list_transfers (self);

  for (guint i = 0; i < transfers->len; i++)
    luthier_transfer_cancel (g_ptr_array_index (transfers, i));
}

static gboolean
has_address (LuthierJobSpec *spec, const char *uri)
{
  return g_strcmp0 (luthier_job_spec_get_training_uri (spec), uri) == 0 ||
         g_strcmp0 (luthier_job_spec_get_validation_uri (spec), uri) == 0;
}

/**
 * luthier_session_needs_address:
 * @uri: gs://…
 *
 * Returns: whether something in the queue of the open profile is about what is there, or will be
 */
gboolean
luthier_session_needs_address (LuthierSession *self, const char *uri)
{
  GListModel *intents = luthier_session_get_intents (self);
  const guint n_intents = g_list_model_get_n_items (intents);

  g_return_val_if_fail (uri != NULL, FALSE);

  for (guint i = 0; i < n_intents; i++)
    {
      g_autoptr (LuthierIntent) intent = g_list_model_get_item (intents, i);

      if (has_address (luthier_intent_get_spec (intent), uri))
        return TRUE;
    }

  return FALSE;
}

void
luthier_session_drop_transfer (LuthierSession *self, LuthierTransfer *transfer)
{
  const char *uri = luthier_transfer_get_uri (transfer);
  LuthierJobSpec *draft = luthier_session_get_draft (self);

  if (transfer->connection == self->connection && transfer->n_forms == 0 &&
      !luthier_session_needs_address (self, uri) && (draft == NULL || !has_address (draft, uri)))
    luthier_transfer_cancel (transfer);
}

/**
 * luthier_session_get_transfers:
 *
 * Returns: (transfer none) (element-type LuthierTransfer): of the open profile, in the order in
 *   which they were begun; the same list for as long as the session lives
 */
GListModel *
luthier_session_get_transfers (LuthierSession *self)
{
  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->transfers);
}
