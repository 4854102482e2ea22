/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-crc32c.h"
#include "luthier-resource-name.h"
#include "luthier-session-private.h"

#define MAX_OBJECT_STEM 80
#define HASH_DIGITS     12

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

/* Only a check that has seen all of the file knows what it is. */
static gboolean
identifies (const LuthierDatasetReport *report)
{
  return report != NULL && report->sha256 != NULL && strlen (report->sha256) >= HASH_DIGITS &&
         !report->is_preview && !report->is_partial;
}

/* gs://bucket/luthier/0a1b2c3d4e5f-invoices.jsonl: by what is in the file, so that the same data is
 * there once. Where that is not known a new one for each upload:
 * gs://bucket/luthier/2026-11-22/1f00ba5e-invoices.jsonl. */
static char *
make_object_uri (LuthierSession *self,
                 GFile *file,
                 LuthierDatasetReport *report,
                 const char *bucket)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (
      luthier_clock_get_real_time (self->clock) / G_USEC_PER_SEC);
  g_autofree char *day = now != NULL ? g_date_time_format (now, "%Y-%m-%d") : g_strdup ("undated");
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *stem = sanitise (name != NULL ? name : "dataset");
  g_autofree char *id = luthier_random_make_id (self->random);

  if (identifies (report))
    return g_strdup_printf ("gs://%s/luthier/%.*s-%s.jsonl", bucket, HASH_DIGITS, report->sha256,
                            stem);
  return g_strdup_printf ("gs://%s/luthier/%s/%.8s-%s.jsonl", bucket, day, id, stem);
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
  record->gs_uri = make_object_uri (self, file, report, bucket);
  if (identifies (report))
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
  g_autofree char *name = NULL;
  g_autofree char *beginning = NULL;

  g_return_val_if_fail (gs_uri != NULL, FALSE);

  if (!identifies (report) || !luthier_gs_uri_parse (gs_uri, NULL, &name))
    return FALSE;
  beginning = g_strdup_printf ("luthier/%.*s-", HASH_DIGITS, report->sha256);
  return g_str_has_prefix (name, beginning);
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
