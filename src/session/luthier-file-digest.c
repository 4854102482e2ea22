/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-file-digest.h"

#include "luthier-crc32c.h"

#define BLOCK_SIZE (256 * 1024)

void
luthier_file_digest_free (LuthierFileDigest *self)
{
  g_free (self->sha256);
  g_free (self->crc32c);
  g_free (self);
}

LuthierFileDigest *
luthier_file_digest_read (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GChecksum) sha256 = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (BLOCK_SIZE);
  LuthierFileDigest *self = NULL;
  guint64 size = 0;
  guint32 crc = 0;
  gssize count = 0;

  while ((count = g_input_stream_read (stream, buffer, BLOCK_SIZE, cancellable, error)) > 0)
    {
      g_checksum_update (sha256, buffer, count);
      crc = luthier_crc32c_update (crc, buffer, (gsize) count);
      size += (guint64) count;
    }
  if (count < 0)
    return NULL;

  self = g_new0 (LuthierFileDigest, 1);
  self->sha256 = g_strdup (g_checksum_get_string (sha256));
  self->crc32c = luthier_crc32c_to_base64 (crc);
  self->size = size;

  return self;
}

static void
digest_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (G_FILE (source), cancellable, &error);
  LuthierFileDigest *self = stream != NULL ? luthier_file_digest_read (G_INPUT_STREAM (stream),
                                                                       cancellable, &error)
                                           : NULL;

  if (self != NULL)
    g_task_return_pointer (task, self, (GDestroyNotify) luthier_file_digest_free);
  else
    g_task_return_error (task, error);
}

void
luthier_file_digest_async (GFile *file,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, luthier_file_digest_async);
  g_task_run_in_thread (task, digest_in_thread);
}

LuthierFileDigest *
luthier_file_digest_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
