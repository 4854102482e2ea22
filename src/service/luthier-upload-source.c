/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-upload-source.h"

#include <glib/gi18n.h>

#include "luthier-crc32c.h"
#include "luthier-error.h"

#define BLOCK_SIZE (256 * 1024)

/* What differs when a file was written to or another was put in its place. */
#define STAMP                                                                                      \
  G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_TIME_MODIFIED                                \
                                 "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC                           \
                                 "," G_FILE_ATTRIBUTE_UNIX_INODE

struct _LuthierUploadSource
{
  GFile *file;              /* (owned) */
  GFileInputStream *stream; /* (owned) */
  GFileInfo *stamp;         /* (owned): as it was when opened */
  guint64 size;
  guint64 position; /* of the stream */
  guint64 summed;   /* how many bytes, from the start, the checksum covers */
  guint32 crc;
};

static gboolean
fail (LuthierUploadSource *self, const GError *cause, GError **error)
{
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *display_name = g_filename_display_name (name != NULL ? name : "");

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else if (cause != NULL)
    g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET, _ ("“%s” cannot be read: %s"),
                 display_name, cause->message);
  else
    g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET,
                 _ ("“%s” was changed since its upload began: upload it again"), display_name);
  return FALSE;
}

static gboolean
is_same (GFileInfo *a, GFileInfo *b)
{
  static const char *const times[] = { G_FILE_ATTRIBUTE_TIME_MODIFIED,
                                       G_FILE_ATTRIBUTE_UNIX_INODE };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      if (g_file_info_get_attribute_uint64 (a, times[i]) !=
          g_file_info_get_attribute_uint64 (b, times[i]))
        return FALSE;
    }
  return g_file_info_get_size (a) == g_file_info_get_size (b) &&
         g_file_info_get_attribute_uint32 (a, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC) ==
             g_file_info_get_attribute_uint32 (b, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC);
}

/**
 * luthier_upload_source_check_unchanged:
 * @self: a source
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Returns: whether the file is still the one that was opened
 */
gboolean
luthier_upload_source_check_unchanged (LuthierUploadSource *self,
                                       GCancellable *cancellable,
                                       GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GFileInfo)
      now = g_file_query_info (self->file, STAMP, G_FILE_QUERY_INFO_NONE, cancellable, &cause);

  if (now == NULL)
    return fail (self, cause, error);
  return is_same (self->stamp, now) || fail (self, NULL, error);
}

/**
 * luthier_upload_source_open:
 * @file: the file
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the open file
 */
LuthierUploadSource *
luthier_upload_source_open (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (LuthierUploadSource) self = g_new0 (LuthierUploadSource, 1);
  g_autoptr (GError) cause = NULL;

  self->file = g_object_ref (file);
  self->stream = g_file_read (file, cancellable, &cause);
  if (self->stream != NULL)
    self->stamp = g_file_query_info (file, STAMP, G_FILE_QUERY_INFO_NONE, cancellable, &cause);
  if (self->stamp == NULL)
    {
      fail (self, cause, error);
      return NULL;
    }
  self->size = (guint64) g_file_info_get_size (self->stamp);
  return g_steal_pointer (&self);
}

/**
 * luthier_upload_source_free:
 * @self: (transfer full): a source
 */
void
luthier_upload_source_free (LuthierUploadSource *self)
{
  g_clear_object (&self->file);
  g_clear_object (&self->stream);
  g_clear_object (&self->stamp);
  g_free (self);
}

/**
 * luthier_upload_source_get_size:
 * @self: a source
 *
 * Returns: the size it had when it was opened, in bytes
 */
guint64
luthier_upload_source_get_size (LuthierUploadSource *self)
{
  return self->size;
}

static gint64
get_mtime_us (GFileInfo *info)
{
  return (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED) *
             G_USEC_PER_SEC +
         g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC);
}

/**
 * luthier_upload_source_get_mark:
 * @self: a source
 * @mark: (out): what it is known by, with the checksum of what was read so far
 */
void
luthier_upload_source_get_mark (LuthierUploadSource *self, LuthierUploadMark *mark)
{
  mark->size = self->size;
  mark->mtime_us = get_mtime_us (self->stamp);
  mark->kept = self->summed;
  mark->crc32c = self->crc;
}

/**
 * luthier_upload_source_fail_changed:
 * @self: a source
 * @error: return location
 *
 * Returns: %FALSE, with the error of a file that is not the one that was meant any more
 */
gboolean
luthier_upload_source_fail_changed (LuthierUploadSource *self, GError **error)
{
  return fail (self, NULL, error);
}

/* One block, summed while it is still in the processor's cache. */
static gboolean
read_block (LuthierUploadSource *self,
            guint8 *buffer,
            gsize length,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GError) cause = NULL;
  guint64 offset = self->position;
  gsize count = 0;

  if (!g_input_stream_read_all (G_INPUT_STREAM (self->stream), buffer, length, &count, cancellable,
                                &cause))
    return fail (self, cause, error);
  self->position += count;
  if (count < length)
    return fail (self, NULL, error);

  if (self->position > self->summed)
    {
      gsize known = (gsize) (self->summed - offset);

      self->crc = luthier_crc32c_update (self->crc, buffer + known, length - known);
      self->summed = self->position;
    }
  return TRUE;
}

/* Reads on, for the checksum only. */
static gboolean
sum_up_to (LuthierUploadSource *self, guint64 end, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *buffer = self->summed < end ? g_malloc (BLOCK_SIZE) : NULL;

  while (self->summed < end)
    {
      gsize length = (gsize) MIN (BLOCK_SIZE, end - self->summed);

      if (!luthier_upload_source_read (self, self->summed, buffer, length, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * luthier_upload_source_check_mark:
 * @self: a source that was not read yet
 * @mark: what a file was known by, whose first part was sent
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Returns: whether it is that file: size and time are the same, and so is the checksum of
 *   the first part
 */
gboolean
luthier_upload_source_check_mark (LuthierUploadSource *self,
                                  const LuthierUploadMark *mark,
                                  GCancellable *cancellable,
                                  GError **error)
{
  LuthierUploadMark now;

  luthier_upload_source_get_mark (self, &now);
  if (now.size != mark->size || now.mtime_us != mark->mtime_us || mark->kept > mark->size)
    return fail (self, NULL, error);
  if (!sum_up_to (self, mark->kept, cancellable, error))
    return FALSE;
  return self->crc == mark->crc32c || fail (self, NULL, error);
}

/**
 * luthier_upload_source_read:
 * @self: a source
 * @offset: where to begin; what was not read before it is read for the checksum
 * @buffer: (out caller-allocates): where to
 * @length: how much, all of it inside the file
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Reads a part, again or for the first time, and makes sure the file is still the one that was
 * opened.
 *
 * Returns: whether @buffer is filled
 */
gboolean
luthier_upload_source_read (LuthierUploadSource *self,
                            guint64 offset,
                            guint8 *buffer,
                            gsize length,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (!sum_up_to (self, offset, cancellable, error))
    return FALSE;
  if (offset != self->position && !g_seekable_seek (G_SEEKABLE (self->stream), (goffset) offset,
                                                    G_SEEK_SET, cancellable, &cause))
    return fail (self, cause, error);
  self->position = offset;
  for (gsize done = 0; done < length; done += MIN (BLOCK_SIZE, length - done))
    {
      if (!read_block (self, buffer + done, MIN (BLOCK_SIZE, length - done), cancellable, error))
        return FALSE;
    }
  return luthier_upload_source_check_unchanged (self, cancellable, error);
}

/**
 * luthier_upload_source_get_crc32c:
 * @self: a source
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Returns: (transfer full): the checksum of the whole file
 */
char *
luthier_upload_source_get_crc32c (LuthierUploadSource *self,
                                  GCancellable *cancellable,
                                  GError **error)
{
  return sum_up_to (self, self->size, cancellable, error) ? luthier_crc32c_to_base64 (self->crc)
                                                          : NULL;
}

/**
 * luthier_upload_source_matches:
 * @self: a source
 * @object: an object as the service describes it
 * @matches: (out): whether its size and checksum are those of the file
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Returns: %FALSE if the file could not be read
 */
gboolean
luthier_upload_source_matches (LuthierUploadSource *self,
                               const LuthierStorageObject *object,
                               gboolean *matches,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autofree char *crc32c = NULL;

  *matches = object->size == self->size;
  if (!*matches || object->crc32c == NULL)
    return TRUE;
  crc32c = luthier_upload_source_get_crc32c (self, cancellable, error);
  if (crc32c == NULL)
    return FALSE;
  *matches = g_str_equal (crc32c, object->crc32c);
  return TRUE;
}
