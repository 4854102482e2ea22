/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-target.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUFFER_SIZE (256 * 1024)

struct _LuthierDatasetTarget
{
  char *path;      /* (owned): where it is to be */
  char *temporary; /* (owned) (nullable): where it is, until it is committed or given up */
  gboolean is_new; /* nothing was there before */
  int descriptor;  /* -1 once it is complete */
  char *buffer;    /* (owned) */
  gsize n_buffered;
};

static gboolean
fail (GError **error, int code, const char *path)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code),
               /* Translators: a file's path, and what went wrong: "No space left on device" */
               _ ("“%s” cannot be written: %s"), name, g_strerror (code));
  return FALSE;
}

/* By what is behind them: links have many names. */
static gboolean
is_same_path (const char *path, const char *other)
{
  GStatBuf one, two;

  return g_stat (path, &one) == 0 && g_stat (other, &two) == 0 && one.st_dev == two.st_dev &&
         one.st_ino == two.st_ino;
}

static gboolean
is_same (GFile *file, GFile *other)
{
  const char *path = g_file_peek_path (file), *other_path = g_file_peek_path (other);

  return g_file_equal (file, other) ||
         (path != NULL && other_path != NULL && is_same_path (path, other_path));
}

/* A copy is read by nobody who may not read the source. */
static mode_t
get_mode (GFile *source)
{
  const char *path = g_file_peek_path (source);
  GStatBuf info;

  if (path == NULL || g_stat (path, &info) != 0)
    return 0600;
  return (info.st_mode & 0666) | 0600;
}

static char *
name_temporary (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  /* A name is 255 bytes at most. */
  g_autofree char *hidden = g_strdup_printf (".%.200s.%08x%08x", name, g_random_int (),
                                             g_random_int ());

  return g_build_filename (folder, hidden, NULL);
}

/**
 * luthier_dataset_target_new:
 * @file: where it is to be
 * @source: what it is made from, which it cannot replace
 *
 * Begins a file.
 *
 * Returns: (transfer full) (nullable): the file; freed before it is committed, nothing is left of it
 */
LuthierDatasetTarget *
luthier_dataset_target_new (GFile *file, GFile *source, GError **error)
{
  const char *path = g_file_peek_path (file);
  g_autofree char *temporary = NULL;
  LuthierDatasetTarget *self;
  int descriptor;

  if (is_same (file, source))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                   _ ("A copy cannot replace the file that it is made from. Choose another name."));
      return NULL;
    }
  if (path == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("Copies can be saved on this computer only. Choose a folder here."));
      return NULL;
    }
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      fail (error, EISDIR, path);
      return NULL;
    }

  temporary = name_temporary (path);
  descriptor = g_open (temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, get_mode (source));
  if (descriptor < 0)
    {
      fail (error, errno, path);
      return NULL;
    }
  self = g_new0 (LuthierDatasetTarget, 1);
  self->path = g_strdup (path);
  self->temporary = g_steal_pointer (&temporary);
  self->is_new = !g_file_test (path, G_FILE_TEST_EXISTS);
  self->descriptor = descriptor;
  self->buffer = g_malloc (BUFFER_SIZE);
  return self;
}

static gboolean
write_all (LuthierDatasetTarget *self, const char *bytes, gsize length, GError **error)
{
  while (length > 0)
    {
      ssize_t n_written = write (self->descriptor, bytes, length);

      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written < 0)
        return fail (error, errno, self->path);
      bytes += n_written;
      length -= (gsize) n_written;
    }
  return TRUE;
}

static gboolean
flush (LuthierDatasetTarget *self, GError **error)
{
  gsize length = self->n_buffered;

  self->n_buffered = 0;
  return write_all (self, self->buffer, length, error);
}

/**
 * luthier_dataset_target_write:
 *
 * Adds to the file.
 */
gboolean
luthier_dataset_target_write (LuthierDatasetTarget *self,
                              const char *bytes,
                              gsize length,
                              GError **error)
{
  if (length > BUFFER_SIZE - self->n_buffered && !flush (self, error))
    return FALSE;
  if (length > BUFFER_SIZE)
    return write_all (self, bytes, length, error);
  memcpy (self->buffer + self->n_buffered, bytes, length);
  self->n_buffered += length;
  return TRUE;
}

/**
 * luthier_dataset_target_complete:
 * @cancellable: (nullable): the last chance
 *
 * Ends the file, which is on the disk now but not yet in its place.
 */
gboolean
luthier_dataset_target_complete (LuthierDatasetTarget *self,
                                 GCancellable *cancellable,
                                 GError **error)
{
  int descriptor = self->descriptor;

  if (!flush (self, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (fsync (descriptor) != 0)
    return fail (error, errno, self->path);
  self->descriptor = -1;
  if (close (descriptor) != 0)
    return fail (error, errno, self->path);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* So that the new name outlives a power cut, too. What cannot do that says so: no harm. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int descriptor = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (descriptor < 0)
    return;
  fsync (descriptor);
  close (descriptor);
}

/**
 * luthier_dataset_target_commit:
 *
 * Puts a complete file in its place, in the place of what is there.
 */
gboolean
luthier_dataset_target_commit (LuthierDatasetTarget *self, GError **error)
{
  if (g_rename (self->temporary, self->path) != 0)
    return fail (error, errno, self->path);
  g_clear_pointer (&self->temporary, g_free);
  sync_folder (self->path);
  return TRUE;
}

/**
 * luthier_dataset_target_equal:
 *
 * Returns: whether both are to be in the same place, by whatever names of its folder
 */
gboolean
luthier_dataset_target_equal (LuthierDatasetTarget *self, LuthierDatasetTarget *other)
{
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *other_name = g_path_get_basename (other->path);
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *other_folder = g_path_get_dirname (other->path);

  return g_str_equal (name, other_name) && is_same_path (folder, other_folder);
}

/**
 * luthier_dataset_target_revoke:
 *
 * Takes a file away again that was committed, if nothing was there before.
 */
void
luthier_dataset_target_revoke (LuthierDatasetTarget *self)
{
  if (self->is_new && self->temporary == NULL)
    g_unlink (self->path);
}

void
luthier_dataset_target_free (LuthierDatasetTarget *self)
{
  if (self->descriptor >= 0)
    close (self->descriptor);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self->buffer);
  g_free (self);
}
