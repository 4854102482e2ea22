/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-crc32c.h"
#include "luthier-object-name.h"
#include "luthier-session-private.h"

static void
remember_bucket (LuthierSession *self, const char *bucket)
{
  LuthierProfile *profile = luthier_session_get_profile (self);

  if (g_strcmp0 (luthier_profile_get_bucket (profile), bucket) == 0)
    return;

  luthier_profile_set_bucket (profile, bucket);
  luthier_session_save_open_profile (self);
}

/**
 * luthier_session_upload:
 * @file: a local file
 * @report: (nullable): what was found in it
 * @bucket: where to, without gs://; remembered in the profile
 *
 * Nothing is overwritten: if there is another object of this name, the transfer fails with
 * %LUTHIER_ERROR_CONFLICT, see luthier_transfer_replace(). The same file on its way to the same place
 * is one transfer.
 *
 * Returns: (transfer full) (nullable): the upload, which has begun; %NULL if no profile is open
 */
LuthierTransfer *
luthier_session_upload (LuthierSession *self,
                        GFile *file,
                        LuthierDatasetReport *report,
                        const char *bucket)
{
  LuthierUploadRecord *record;

  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (bucket != NULL, NULL);

  if (self->connection == NULL)
    return NULL;

  remember_bucket (self, bucket);
  record = g_new0 (LuthierUploadRecord, 1);
  record->profile = g_strdup (luthier_profile_get_id (luthier_session_get_profile (self)));
  record->file = g_file_get_uri (file);
  record->gs_uri = luthier_object_name_make (
      file, bucket, report, luthier_clock_get_real_time (self->clock), self->random);
  if (luthier_object_name_identifies (report))
    {
      record->sha256 = g_strdup (report->sha256);
      record->crc32c = luthier_crc32c_to_base64 (report->crc32c);
      record->size = report->size;
    }
  return luthier_session_add_transfer (self, record);
}

/**
 * luthier_session_is_upload_of:
 * @gs_uri: gs://bucket/object
 * @report: what was found in a file
 *
 * The names that luthier_session_upload() makes tell what is in an object.
 *
 * Returns: whether the object was made from a file with these very bytes
 */
gboolean
luthier_session_is_upload_of (const char *gs_uri, const LuthierDatasetReport *report)
{
  g_return_val_if_fail (gs_uri != NULL, FALSE);

  return luthier_object_name_is_of (gs_uri, report);
}

/* What is looked for, and until when. */
typedef struct
{
  char *gs_uri;              /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): the caller's */
} Probe;

static void
probe_free (gpointer data)
{
  Probe *probe = data;

  g_free (probe->gs_uri);
  g_clear_object (&probe->cancellable);
  g_free (probe);
}

static void
stat_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (LuthierStorageObject) object = NULL;
  GError *error = NULL;

  object = luthier_storage_stat_finish (LUTHIER_STORAGE (source), result, &error);
  if (object != NULL)
    g_task_return_int (task, (gssize) MIN (object->size, (guint64) G_MAXSSIZE));
  else
    g_task_return_error (task, error);
}

static void
ready_to_stat_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierConnection *connection = LUTHIER_CONNECTION (source);
  const Probe *probe = g_task_get_task_data (task);
  GError *error = NULL;

  if (luthier_connection_ready_finish (connection, result, &error))
    luthier_storage_stat_async (luthier_connection_get_storage (connection), probe->gs_uri,
                                probe->cancellable, stat_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

/**
 * luthier_session_probe_uri_async:
 * @gs_uri: gs://bucket/object
 * @cancellable: (nullable): a cancellable
 *
 * Errors: %LUTHIER_ERROR_NOT_FOUND, %LUTHIER_ERROR_FORBIDDEN and the others of the service
 */
void
luthier_session_probe_uri_async (LuthierSession *self,
                                 const char *gs_uri,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = NULL;
  Probe *probe = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));
  g_return_if_fail (gs_uri != NULL);

  task = luthier_session_new_task (self, callback, user_data, luthier_session_probe_uri_async);
  if (task == NULL)
    return;

  probe = g_new0 (Probe, 1);
  probe->gs_uri = g_strdup (gs_uri);
  g_set_object (&probe->cancellable, cancellable);
  g_task_set_task_data (task, probe, probe_free);
  luthier_connection_ready_async (self->connection, ready_to_stat_cb, task);
}

gint64
luthier_session_probe_uri_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
