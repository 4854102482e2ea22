/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-store-uploads.h"

#include "luthier-store-private.h"

static gboolean
save_upload (LuthierDatabase *database, LuthierStoreCall *call, GError **error)
{
  const LuthierUploadRecord *upload = call->record;

  return luthier_database_run (
      database, error,
      "INSERT INTO uploads (id, profile, file, gs_uri, sha256, crc32c, size, mtime_us, kept,"
      " kept_crc32c, generation) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (id) DO UPDATE SET size = excluded.size, mtime_us = excluded.mtime_us,"
      " kept = excluded.kept, kept_crc32c = excluded.kept_crc32c,"
      " generation = excluded.generation",
      "ssssssiiiii", upload->id, upload->profile, upload->file, upload->gs_uri, upload->sha256,
      upload->crc32c, (gint64) upload->size, upload->mtime_us, (gint64) upload->kept,
      (gint64) upload->kept_crc32c, upload->generation);
}

static gboolean
remove_upload (LuthierDatabase *database, LuthierStoreCall *call, GError **error)
{
  return luthier_database_run (database, error, "DELETE FROM uploads WHERE id = ?", "s",
                               call->name);
}

static LuthierUploadRecord *
read_upload (sqlite3_stmt *statement)
{
  LuthierUploadRecord *upload = g_new0 (LuthierUploadRecord, 1);

  upload->id = g_strdup (luthier_database_get_text (statement, 0));
  upload->profile = g_strdup (luthier_database_get_text (statement, 1));
  upload->file = g_strdup (luthier_database_get_text (statement, 2));
  upload->gs_uri = g_strdup (luthier_database_get_text (statement, 3));
  upload->sha256 = g_strdup (luthier_database_get_text (statement, 4));
  upload->crc32c = g_strdup (luthier_database_get_text (statement, 5));
  upload->size = (guint64) sqlite3_column_int64 (statement, 6);
  upload->mtime_us = sqlite3_column_int64 (statement, 7);
  upload->kept = (guint64) sqlite3_column_int64 (statement, 8);
  upload->kept_crc32c = (guint32) sqlite3_column_int64 (statement, 9);
  upload->generation = sqlite3_column_int64 (statement, 10);
  return upload;
}

static gboolean
load_uploads (LuthierDatabase *database, LuthierStoreCall *call, GError **error)
{
  g_autoptr (GPtrArray)
      uploads = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_upload_record_free);
  g_autoptr (sqlite3_stmt) statement = luthier_database_query (
      database, error,
      "SELECT id, profile, file, gs_uri, sha256, crc32c, size, mtime_us, kept, kept_crc32c,"
      " generation FROM uploads WHERE profile = ? ORDER BY rowid",
      "s", call->profile_id);
  gboolean row;

  if (statement == NULL)
    return FALSE;

  while (luthier_database_step (database, statement, &row, error))
    {
      if (!row)
        {
          call->result = g_steal_pointer (&uploads);
          return TRUE;
        }
      g_ptr_array_add (uploads, read_upload (statement));
    }

  return FALSE;
}

static gboolean
save_dataset (LuthierDatabase *database, LuthierStoreCall *call, GError **error)
{
  const LuthierStoredDataset *dataset = call->record;

  return luthier_database_run (
      database, error,
      "INSERT OR REPLACE INTO datasets (profile, gs_uri, file, sha256, crc32c, size, time_us)"
      " VALUES (?, ?, ?, ?, ?, ?, ?)",
      "sssssii", dataset->profile, dataset->gs_uri, dataset->file, dataset->sha256, dataset->crc32c,
      (gint64) dataset->size, dataset->time_us);
}

static gboolean
load_dataset (LuthierDatabase *database, LuthierStoreCall *call, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = luthier_database_query (
      database, error,
      "SELECT profile, gs_uri, file, sha256, crc32c, size, time_us FROM datasets"
      " WHERE profile = ? AND gs_uri = ?",
      "ss", call->profile_id, call->name);
  LuthierStoredDataset *dataset;
  gboolean row = FALSE;

  if (statement == NULL || !luthier_database_step (database, statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;

  call->result = dataset = g_new0 (LuthierStoredDataset, 1);
  dataset->profile = g_strdup (luthier_database_get_text (statement, 0));
  dataset->gs_uri = g_strdup (luthier_database_get_text (statement, 1));
  dataset->file = g_strdup (luthier_database_get_text (statement, 2));
  dataset->sha256 = g_strdup (luthier_database_get_text (statement, 3));
  dataset->crc32c = g_strdup (luthier_database_get_text (statement, 4));
  dataset->size = (guint64) sqlite3_column_int64 (statement, 5);
  dataset->time_us = sqlite3_column_int64 (statement, 6);
  return TRUE;
}

/**
 * luthier_store_save_upload_async:
 * @self: an open store
 * @upload: an upload; it is saved as it is now
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is saved
 * @user_data: passed to @callback
 *
 * Saves an unfinished upload, in the place of the one with the same id.
 */
void
luthier_store_save_upload_async (LuthierStore *self,
                                 const LuthierUploadRecord *upload,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  LuthierStoreCall *call = luthier_store_make_call (save_upload, upload->profile);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->record = luthier_upload_record_copy (upload);
  call->record_free = (GDestroyNotify) luthier_upload_record_free;
  call->lasting = TRUE;
  luthier_store_enqueue (self, call, luthier_store_save_upload_async, cancellable, callback,
                         user_data);
}

/**
 * luthier_store_remove_upload_async:
 * @self: an open store
 * @upload_id: id of an upload
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is gone
 * @user_data: passed to @callback
 *
 * Forgets an upload that is finished or was given up.
 */
void
luthier_store_remove_upload_async (LuthierStore *self,
                                   const char *upload_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  LuthierStoreCall *call = luthier_store_make_call (remove_upload, NULL);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->name = g_strdup (upload_id);
  call->lasting = TRUE;
  luthier_store_enqueue (self, call, luthier_store_remove_upload_async, cancellable, callback,
                         user_data);
}

/**
 * luthier_store_load_uploads_async:
 * @self: an open store
 * @profile_id: id of a profile
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Loads the unfinished uploads of a profile, in the order in which they were begun.
 */
void
luthier_store_load_uploads_async (LuthierStore *self,
                                  const char *profile_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  LuthierStoreCall *call = luthier_store_make_call (load_uploads, profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->result_free = (GDestroyNotify) g_ptr_array_unref;
  luthier_store_enqueue (self, call, luthier_store_load_uploads_async, cancellable, callback,
                         user_data);
}

/**
 * luthier_store_load_uploads_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LuthierUploadRecord): the uploads, %NULL and an error
 */
GPtrArray *
luthier_store_load_uploads_finish (LuthierStore *self, GAsyncResult *result, GError **error)
{
  return luthier_store_finish_pointer (self, result, error);
}

/**
 * luthier_store_save_dataset_async:
 * @self: an open store
 * @dataset: what was uploaded
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is saved
 * @user_data: passed to @callback
 *
 * Remembers which file an address stands for.
 */
void
luthier_store_save_dataset_async (LuthierStore *self,
                                  const LuthierStoredDataset *dataset,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  LuthierStoreCall *call = luthier_store_make_call (save_dataset, dataset->profile);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->record = luthier_stored_dataset_copy (dataset);
  call->record_free = (GDestroyNotify) luthier_stored_dataset_free;
  call->lasting = TRUE;
  luthier_store_enqueue (self, call, luthier_store_save_dataset_async, cancellable, callback,
                         user_data);
}

/**
 * luthier_store_load_dataset_async:
 * @self: an open store
 * @profile_id: id of a profile
 * @gs_uri: gs://bucket/object
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is there
 * @user_data: passed to @callback
 *
 * Looks for what was uploaded to an address.
 */
void
luthier_store_load_dataset_async (LuthierStore *self,
                                  const char *profile_id,
                                  const char *gs_uri,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  LuthierStoreCall *call = luthier_store_make_call (load_dataset, profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->name = g_strdup (gs_uri);
  call->result_free = (GDestroyNotify) luthier_stored_dataset_free;
  luthier_store_enqueue (self, call, luthier_store_load_dataset_async, cancellable, callback,
                         user_data);
}

/**
 * luthier_store_load_dataset_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what was uploaded there; %NULL without an error if that was
 *   not from here
 */
LuthierStoredDataset *
luthier_store_load_dataset_finish (LuthierStore *self, GAsyncResult *result, GError **error)
{
  return luthier_store_finish_pointer (self, result, error);
}
