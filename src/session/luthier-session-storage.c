/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

#include "luthier-transfer-private.h"

#define MAX_OBJECT_STEM 80

/* Letters, digits and what is harmless in every shell and address. */
static char *
sanitise (const char *name)
{
  g_autofree char *stem = g_strdup (name);
  char *dot = strrchr (stem, '.');

  if (dot != NULL && dot != stem)
    *dot = '\0';
  g_strcanon (stem, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-", '-');

  return g_strndup (stem, MAX_OBJECT_STEM);
}

/* gs://bucket/luthier/2026-11-22/1f00ba5e-invoices.jsonl: a new one for each upload, so that
 * nothing is ever overwritten under a job that reads it. */
static char *
make_object_uri (LuthierSession *self, GFile *file, const char *bucket)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (
      luthier_clock_get_real_time (self->clock) / G_USEC_PER_SEC);
  g_autofree char *day = now != NULL ? g_date_time_format (now, "%Y-%m-%d") : g_strdup ("undated");
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *stem = sanitise (name != NULL ? name : "dataset");

  return g_strdup_printf ("gs://%s/luthier/%s/%08x-%s.jsonl", bucket, day, g_random_int (), stem);
}

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
 * Returns: (transfer full) (nullable): the upload, which has begun; %NULL if no profile is open
 */
LuthierTransfer *
luthier_session_upload (LuthierSession *self,
                        GFile *file,
                        LuthierDatasetReport *report,
                        const char *bucket)
{
  g_autofree char *uri = NULL;

  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (bucket != NULL, NULL);

  if (self->connection == NULL)
    return NULL;

  remember_bucket (self, bucket);
  uri = make_object_uri (self, file, bucket);

  return luthier_transfer_new (self->connection, file, uri);
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
  GError *error = NULL;

  if (luthier_connection_ready_finish (connection, result, &error))
    luthier_storage_stat_async (luthier_connection_get_storage (connection),
                                g_task_get_task_data (task), g_task_get_cancellable (task), stat_cb,
                                g_object_ref (task));
  else
    g_task_return_error (task, error);
}

/**
 * luthier_session_probe_uri_async:
 * @gs_uri: gs://bucket/object
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

  g_return_if_fail (LUTHIER_IS_SESSION (self));
  g_return_if_fail (gs_uri != NULL);

  task = luthier_session_new_task (self, callback, user_data, luthier_session_probe_uri_async);
  if (task == NULL)
    return;

  g_task_set_task_data (task, g_strdup (gs_uri), g_free);
  luthier_connection_ready_async (self->connection, ready_to_stat_cb, task);
}

gint64
luthier_session_probe_uri_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

GListModel *
luthier_session_get_transfers (LuthierSession *self)
{
  return luthier_session_get_jobs (self);
}

void
luthier_session_check_uri_async (LuthierSession *self,
                                 const char *gs_uri,
                                 LuthierDatasetCheck *check,
                                 gboolean whole,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_task_report_new_error (self, callback, user_data, luthier_session_check_uri_async, G_IO_ERROR,
                           G_IO_ERROR_NOT_SUPPORTED, "Not yet");
}

LuthierDatasetReport *
luthier_session_check_uri_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
luthier_session_find_dataset_async (LuthierSession *self,
                                    const char *gs_uri,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_task_report_new_error (self, callback, user_data, luthier_session_find_dataset_async,
                           G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Not yet");
}

GFile *
luthier_session_find_dataset_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
