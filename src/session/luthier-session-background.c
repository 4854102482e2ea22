/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-object-name.h"
#include "luthier-session-private.h"
#include "luthier-transfer-private.h"

/* Uploads of a profile that is not open, for the sake of its intents. Opening it hands them over:
 * they are left, as by closing a profile, and gone on with from what is remembered of them. */

typedef struct
{
  LuthierConnection *connection; /* (owned) */
  GPtrArray *records;   /* (owned) (nullable) of LuthierUploadRecord: what was begun earlier */
  GPtrArray *transfers; /* (owned) of LuthierTransfer */
} Background;

void
luthier_session_background_free (gpointer data)
{
  Background *background = data;

  luthier_connection_close (background->connection);
  g_object_unref (background->connection);
  g_clear_pointer (&background->records, g_ptr_array_unref);
  g_ptr_array_unref (background->transfers);
  g_free (background);
}

static void
uploads_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  const char *profile_id = g_task_get_task_data (task);
  Background *background = NULL;
  LuthierQueue *queue = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  records = luthier_store_load_uploads_finish (LUTHIER_STORE (source), result, &error);
  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_return_boolean (task, TRUE);
  background = g_hash_table_lookup (self->backgrounds, profile_id);
  queue = g_hash_table_lookup (self->queues, profile_id);
  if (records == NULL)
    g_warning ("What was being uploaded is not remembered: %s", error->message);
  if (records == NULL || background == NULL || queue == NULL)
    return;

  background->records = g_steal_pointer (&records);
  luthier_queue_check_data (queue);
}

static Background *
open_background (LuthierSession *self, LuthierProfile *profile)
{
  const char *id = luthier_profile_get_id (profile);
  Background *background = g_hash_table_lookup (self->backgrounds, id);
  g_autoptr (GTask) task = NULL;

  if (background != NULL)
    return background;

  background = g_new0 (Background, 1);
  background->connection = luthier_connection_new (profile, self->clock, self->random,
                                                   self->keyring, self->host);
  background->transfers = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_insert (self->backgrounds, g_strdup (id), background);

  task = g_task_new (self, luthier_connection_get_cancellable (background->connection), NULL, NULL);
  g_task_set_source_tag (task, open_background);
  g_task_set_task_data (task, g_strdup (id), g_free);
  luthier_store_load_uploads_async (self->store, id, NULL, uploads_loaded_cb,
                                    g_steal_pointer (&task));

  return background;
}

/* (nullable): as an earlier run has left it. */
static const LuthierUploadRecord *
find_earlier (Background *background, const LuthierUploadRecord *record)
{
  for (guint i = 0; i < background->records->len; i++)
    {
      const LuthierUploadRecord *earlier = g_ptr_array_index (background->records, i);

      if (g_str_equal (earlier->gs_uri, record->gs_uri) &&
          g_str_equal (earlier->file, record->file))
        return earlier;
    }

  return NULL;
}

/**
 * luthier_session_upload_in_background:
 * @profile: one that is not open
 *
 * @record: its file and its address, and what is in the file if that is known
 *
 * Returns: (transfer full) (nullable): the upload, which has begun; %NULL as long as it is not known
 *   what an earlier run has left, and the queue is told when it is; also if it would have to begin
 *   and its address tells what is in it, but @record does not
 */
LuthierTransfer *
luthier_session_upload_in_background (LuthierSession *self,
                                      LuthierProfile *profile,
                                      const LuthierUploadRecord *record)
{
  Background *background = open_background (self, profile);
  const LuthierTransferMeans means = {
    .connection = background->connection,
    .clock = self->clock,
    .random = self->random,
    .store = self->store,
    .keyring = self->keyring,
  };
  const LuthierUploadRecord *earlier = NULL;
  LuthierTransfer *transfer = NULL;

  if (background->records == NULL)
    return NULL;

  for (guint i = 0; i < background->transfers->len; i++)
    {
      transfer = g_ptr_array_index (background->transfers, i);
      if (!luthier_transfer_is_for (transfer, record))
        continue;
      luthier_transfer_retry (transfer);
      return g_object_ref (transfer);
    }

  earlier = find_earlier (background, record);
  if (earlier == NULL && record->sha256 == NULL && luthier_object_name_tells (record->gs_uri))
    return NULL;

  transfer = luthier_transfer_new (&means,
                                   luthier_upload_record_copy (earlier != NULL ? earlier : record));
  g_ptr_array_add (background->transfers, transfer);
  return g_object_ref (transfer);
}

void
luthier_session_end_background (LuthierSession *self, LuthierProfile *profile)
{
  g_hash_table_remove (self->backgrounds, luthier_profile_get_id (profile));
}

guint
luthier_session_count_background_uploads (LuthierSession *self)
{
  GHashTableIter iter;
  gpointer background = NULL;
  guint n_uploads = 0;

  g_hash_table_iter_init (&iter, self->backgrounds);
  while (g_hash_table_iter_next (&iter, NULL, &background))
    {
      GPtrArray *transfers = ((Background *) background)->transfers;

      for (guint i = 0; i < transfers->len; i++)
        n_uploads += luthier_transfer_is_under_way (g_ptr_array_index (transfers, i));
    }

  return n_uploads;
}
