/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-source.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "luthier-error.h"

struct _LuthierDatasetSource
{
  int fd; /* (owned); -1 = none, it is a stream */
  LuthierDatasetIdentity identity;

  GInputStream *stream; /* (owned) (nullable) */
  GBytes *head;         /* (owned) (nullable): what was read of the stream, to be read again */
};

static void
set_identity (LuthierDatasetIdentity *identity, const struct stat *status)
{
  *identity = (LuthierDatasetIdentity){
    .device = status->st_dev,
    .inode = status->st_ino,
    .size = (guint64) status->st_size,
    .seconds = status->st_mtim.tv_sec,
    .nanoseconds = status->st_mtim.tv_nsec,
  };
}

static gboolean
is_equal (const LuthierDatasetIdentity *a, const LuthierDatasetIdentity *b)
{
  return a->device == b->device && a->inode == b->inode && a->size == b->size &&
         a->seconds == b->seconds && a->nanoseconds == b->nanoseconds;
}

/* A plain file, or -1: pipes would wait to be opened, and what calls itself empty may not be. */
static int
open_plain (const char *path, struct stat *status)
{
  int fd;

  if (path == NULL || stat (path, status) < 0 || !S_ISREG (status->st_mode))
    return -1;
  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return -1;
  if (fstat (fd, status) == 0 && S_ISREG (status->st_mode) && status->st_size > 0)
    return fd;
  close (fd);
  return -1;
}

/**
 * luthier_dataset_source_open:
 * @file: any file that can be read
 * @cancellable: (nullable):
 * @error: return location for an error of %G_IO_ERROR
 *
 * Opens a file. It may block.
 *
 * Returns: (transfer full) (nullable): the source
 */
LuthierDatasetSource *
luthier_dataset_source_open (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  LuthierDatasetSource *self;
  struct stat status;
  int fd = open_plain (g_file_peek_path (file), &status);

  if (fd < 0)
    {
      stream = g_file_read (file, cancellable, error);
      return stream != NULL ? luthier_dataset_source_new_for_stream (G_INPUT_STREAM (stream))
                            : NULL;
    }
  self = g_new0 (LuthierDatasetSource, 1);
  self->fd = fd;
  set_identity (&self->identity, &status);
  posix_fadvise (fd, 0, 0, POSIX_FADV_SEQUENTIAL);
  return self;
}

/**
 * luthier_dataset_source_new_for_stream:
 * @stream: what to read; it is not closed
 *
 * Returns: (transfer full): the source
 */
LuthierDatasetSource *
luthier_dataset_source_new_for_stream (GInputStream *stream)
{
  LuthierDatasetSource *self = g_new0 (LuthierDatasetSource, 1);

  self->fd = -1;
  self->stream = g_object_ref (stream);
  return self;
}

void
luthier_dataset_source_free (LuthierDatasetSource *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->head, g_bytes_unref);
  g_free (self);
}

/**
 * luthier_dataset_source_get_identity:
 *
 * Returns: (nullable): which file it is, as it was when it was opened; %NULL for a stream
 */
const LuthierDatasetIdentity *
luthier_dataset_source_get_identity (LuthierDatasetSource *self)
{
  return self->fd >= 0 ? &self->identity : NULL;
}

static gssize
read_head (LuthierDatasetSource *self, char *buffer, gsize length)
{
  gsize left;
  const char *bytes = g_bytes_get_data (self->head, &left);
  g_autoptr (GBytes) head = g_steal_pointer (&self->head);

  length = MIN (length, left);
  memcpy (buffer, bytes, length);
  if (length < left)
    self->head = g_bytes_new_from_bytes (head, length, left - length);
  return (gssize) length;
}

static void
set_changed_error (GError **error)
{
  g_propagate_error (error, luthier_error_new (LUTHIER_ERROR_DATASET, NULL,
                                               _ ("The file was changed while it was read. "
                                                  "Check it again once nothing writes to it.")));
}

static gssize
read_file (LuthierDatasetSource *self, guint64 offset, char *buffer, gsize length, GError **error)
{
  gssize n_read;

  if (offset >= self->identity.size)
    return 0;
  length = (gsize) MIN (length, self->identity.size - offset);
  do
    n_read = pread (self->fd, buffer, length, (off_t) offset);
  while (n_read < 0 && errno == EINTR);

  if (n_read < 0)
    {
      int code = errno;
      g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code),
                   _ ("The file cannot be read: %s"), g_strerror (code));
    }
  else if (n_read == 0)
    {
      set_changed_error (error);
      return -1;
    }
  return n_read;
}

/**
 * luthier_dataset_source_read:
 * @offset: where, in bytes; of a stream it has to be where the last read ended
 * @length: how many bytes at most
 * @cancellable: (nullable): looked at first
 *
 * Reads at least one byte, if there is one. A file is read as far as it reached when it was opened.
 *
 * Returns: how many bytes were read; 0 at the end, -1 after an error
 */
gssize
luthier_dataset_source_read (LuthierDatasetSource *self,
                             guint64 offset,
                             char *buffer,
                             gsize length,
                             GCancellable *cancellable,
                             GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  if (self->fd >= 0)
    return read_file (self, offset, buffer, length, error);
  if (self->head != NULL)
    return read_head (self, buffer, length);
  return g_input_stream_read (self->stream, buffer, length, cancellable, error);
}

/**
 * luthier_dataset_source_push_back:
 * @head: what was read from the beginning; not empty
 *
 * Makes a stream begin anew. A file does not need it.
 */
void
luthier_dataset_source_push_back (LuthierDatasetSource *self, GBytes *head)
{
  if (self->fd < 0)
    self->head = g_bytes_ref (head);
}

/**
 * luthier_dataset_source_is_unchanged:
 * @error: return location for %LUTHIER_ERROR_DATASET
 *
 * Looks whether the file is as it was when it was opened. Of a stream there is nothing to know.
 *
 * Returns: whether it is
 */
gboolean
luthier_dataset_source_is_unchanged (LuthierDatasetSource *self, GError **error)
{
  LuthierDatasetIdentity now;
  struct stat status;

  if (self->fd < 0 || fstat (self->fd, &status) < 0)
    return TRUE;
  set_identity (&now, &status);
  if (is_equal (&now, &self->identity))
    return TRUE;
  set_changed_error (error);
  return FALSE;
}

/**
 * luthier_dataset_identity_matches:
 * @source: a file that was just opened
 * @error: return location for %LUTHIER_ERROR_DATASET
 *
 * Returns: whether it is the very file that was read before, unchanged
 */
gboolean
luthier_dataset_identity_matches (const LuthierDatasetIdentity *self,
                                  LuthierDatasetSource *source,
                                  GError **error)
{
  if (source->fd >= 0 && is_equal (self, &source->identity))
    return TRUE;
  g_propagate_error (error, luthier_error_new (LUTHIER_ERROR_DATASET, NULL,
                                               _ ("The file was changed after it was checked. "
                                                  "Check it again.")));
  return FALSE;
}
