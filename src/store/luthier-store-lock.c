/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-store-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "luthier-error.h"
#include "luthier-store-error.h"

struct _LuthierStoreLock
{
  char *path; /* (owned): of the file that is locked; it stays, as removing it would be a race */
  int fd;
};

/* Where files cannot be locked, GApplication alone sees to it that there is one of us. */
static gboolean
lock (int fd, GError **error)
{
  int code;

  do
    code = flock (fd, LOCK_EX | LOCK_NB);
  while (code != 0 && errno == EINTR);

  if (code == 0 || errno != EWOULDBLOCK)
    return TRUE;

  g_propagate_error (
      error, luthier_error_new (LUTHIER_ERROR_STORE, LUTHIER_REASON_STORE_IN_USE,
                                _ ("Luthier is already open in another session of this user.")));
  return FALSE;
}

LuthierStoreLock *
luthier_store_lock_take (const char *path, GError **error)
{
  g_autoptr (LuthierStoreLock) self = g_new0 (LuthierStoreLock, 1);
  g_autofree char *folder = g_path_get_dirname (path);

  self->path = g_strconcat (path, ".lock", NULL);
  self->fd = -1;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      luthier_store_fail_file (folder, errno, error);
      return NULL;
    }

  self->fd = g_open (self->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->fd < 0)
    {
      luthier_store_fail_file (self->path, errno, error);
      return NULL;
    }

  return lock (self->fd, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
luthier_store_lock_is_moved (LuthierStoreLock *self)
{
  GStatBuf ours, found;

  return fstat (self->fd, &ours) != 0 || g_stat (self->path, &found) != 0 ||
         ours.st_ino != found.st_ino || ours.st_dev != found.st_dev;
}

void
luthier_store_lock_free (LuthierStoreLock *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}
