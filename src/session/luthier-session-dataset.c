/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-file-digest.h"
#include "luthier-session-private.h"

/* (transfer full): how a file is named in a sentence. */
static char *
get_display_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_filename_display_name (name != NULL ? name : "");
}

static gboolean
fail_changed (GFile *file, GError **error)
{
  g_autofree char *name = get_display_name (file);

  g_set_error (
      error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET,
      _ ("“%s” was changed since it was uploaded: its lines are not those that the job was "
         "given"),
      name);
  return FALSE;
}

static gboolean
fail_unreadable (GFile *file, const GError *cause, GError **error)
{
  g_autofree char *name = get_display_name (file);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET,
                 _ ("“%s”, which was uploaded, is not where it was any more"), name);
  else
    g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET, _ ("“%s” cannot be read: %s"), name,
                 cause->message);
  return FALSE;
}

/* SHA-256 where it is known, else the checksum of the service. */
static gboolean
is_of (const LuthierStoredDataset *dataset, const LuthierFileDigest *digest)
{
  return dataset->sha256 != NULL ? g_str_equal (digest->sha256, dataset->sha256)
                                 : g_strcmp0 (digest->crc32c, dataset->crc32c) == 0;
}

/* A size that differs tells without reading. */
static gboolean
verify (const LuthierStoredDataset *dataset, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (LuthierFileDigest) digest = NULL;
  g_autoptr (GError) cause = NULL;

  stream = g_file_read (file, cancellable, &cause);
  info = stream != NULL ? g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                          cancellable, &cause)
                        : NULL;
  if (info == NULL)
    return fail_unreadable (file, cause, error);
  if ((guint64) g_file_info_get_size (info) != dataset->size)
    return fail_changed (file, error);
  digest = luthier_file_digest_read (G_INPUT_STREAM (stream), cancellable, &cause);
  if (digest == NULL)
    return fail_unreadable (file, cause, error);
  return is_of (dataset, digest) || fail_changed (file, error);
}

static void
verify_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const LuthierStoredDataset *dataset = task_data;
  g_autoptr (GFile) file = g_file_new_for_uri (dataset->file);
  GError *error = NULL;

  if (verify (dataset, file, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&file), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GFile *file = g_task_propagate_pointer (G_TASK (result), &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
dataset_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_task_data (task);
  g_autoptr (GTask) verification = NULL;
  GError *error = NULL;
  LuthierStoredDataset *dataset = luthier_store_load_dataset_finish (LUTHIER_STORE (source), result,
                                                                     &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (dataset == NULL)
    {
      g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_NOT_FOUND,
                               _ ("This dataset was not uploaded from this computer"));
      return;
    }
  /* A task of its own: the thread must not be the last to let go of a session. */
  verification = g_task_new (NULL, cancellable, verified_cb, g_steal_pointer (&task));
  g_task_set_source_tag (verification, dataset_loaded_cb);
  g_task_set_task_data (verification, dataset, (GDestroyNotify) luthier_stored_dataset_free);
  g_task_run_in_thread (verification, verify_in_thread);
}

/**
 * luthier_session_find_dataset_async:
 * @gs_uri: gs://bucket/object
 * @cancellable: (nullable): a cancellable
 *
 * Looks for the file that was uploaded to @gs_uri in the open profile, and makes sure that it still
 * is that file, byte by byte.
 *
 * Errors: %LUTHIER_ERROR_NOT_FOUND, %LUTHIER_ERROR_DATASET, %LUTHIER_ERROR_STORE
 */
void
luthier_session_find_dataset_async (LuthierSession *self,
                                    const char *gs_uri,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));
  g_return_if_fail (gs_uri != NULL);

  task = luthier_session_new_task (self, callback, user_data, luthier_session_find_dataset_async);
  if (task == NULL)
    return;

  if (cancellable != NULL)
    g_task_set_task_data (task, g_object_ref (cancellable), g_object_unref);
  luthier_store_load_dataset_async (self->store,
                                    luthier_profile_get_id (luthier_session_get_profile (self)),
                                    gs_uri, cancellable, dataset_loaded_cb, task);
}

GFile *
luthier_session_find_dataset_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
