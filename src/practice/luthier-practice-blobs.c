/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-blobs.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* As luthier_practice_state_new_id() makes them. */
#define ID_LENGTH 19

struct _LuthierPracticeBlobs
{
  GObject parent_instance;

  LuthierPracticeState *state; /* (owned) */
  char *folder;                /* (owned) (nullable): NULL without a state file */
  GHashTable *nameless;        /* (owned): of char * to file descriptor */
  guint64 n_received;          /* bytes of uploads */
};

G_DEFINE_FINAL_TYPE (LuthierPracticeBlobs, luthier_practice_blobs, G_TYPE_OBJECT)

static gboolean
fail (GError **error, const char *what, int reason)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (reason), "%s: %s", what,
               g_strerror (reason));
  return FALSE;
}

/* A file without a name still has one under /proc, and opening that gives a reader of its own. */
static char *
get_path (LuthierPracticeBlobs *self, const char *id)
{
  if (self->folder != NULL)
    return g_build_filename (self->folder, id, NULL);
  return g_strdup_printf ("/proc/self/fd/%d",
                          GPOINTER_TO_INT (g_hash_table_lookup (self->nameless, id)));
}

/* What else somebody keeps in the folder is not ours to drop. */
static gboolean
is_id (const char *name)
{
  return strlen (name) == ID_LENGTH && strspn (name, "0123456789") == ID_LENGTH;
}

static gboolean
create_named (LuthierPracticeBlobs *self, const char *id, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, id, NULL);
  int file;

  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    return fail (error, self->folder, errno);
  file = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0)
    return fail (error, path, errno);
  close (file);
  return TRUE;
}

static gboolean
create_nameless (LuthierPracticeBlobs *self, const char *id, GError **error)
{
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("luthier-practice-XXXXXX", &path, error);

  if (file < 0)
    return FALSE;
  g_unlink (path);
  g_hash_table_insert (self->nameless, g_strdup (id), GINT_TO_POINTER (file));
  return TRUE;
}

static void
close_file (gpointer file)
{
  close (GPOINTER_TO_INT (file));
}

static void
luthier_practice_blobs_finalize (GObject *object)
{
  LuthierPracticeBlobs *self = LUTHIER_PRACTICE_BLOBS (object);

  g_clear_pointer (&self->nameless, g_hash_table_unref);
  g_clear_object (&self->state);
  g_free (self->folder);

  G_OBJECT_CLASS (luthier_practice_blobs_parent_class)->finalize (object);
}

static void
luthier_practice_blobs_class_init (LuthierPracticeBlobsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_practice_blobs_finalize;
}

static void
luthier_practice_blobs_init (LuthierPracticeBlobs *self)
{
  self->nameless = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, close_file);
}

LuthierPracticeBlobs *
luthier_practice_blobs_new (LuthierPracticeState *state)
{
  LuthierPracticeBlobs *self = g_object_new (LUTHIER_TYPE_PRACTICE_BLOBS, NULL);
  const char *file = sqlite3_db_filename (luthier_practice_state_get_database (state), "main");

  self->state = g_object_ref (state);
  if (file != NULL && *file != '\0')
    self->folder = g_strconcat (file, ".objects", NULL);
  return self;
}

/**
 * luthier_practice_blobs_create:
 * @self: the blobs
 * @error: set if there is no place for it
 *
 * Returns: (transfer full) (nullable): the id of a new, empty blob
 */
char *
luthier_practice_blobs_create (LuthierPracticeBlobs *self, GError **error)
{
  g_autofree char *id = luthier_practice_state_new_id (self->state);
  gboolean created = self->folder != NULL ? create_named (self, id, error)
                                          : create_nameless (self, id, error);

  return created ? g_steal_pointer (&id) : NULL;
}

/**
 * luthier_practice_blobs_write:
 * @self: the blobs
 * @id: a blob
 * @offset: where to, in bytes; what was there is written over
 * @data: (array length=length): what
 * @length: how much of it
 * @error: set if the disk is full, for example
 *
 * Returns: whether all of it was written
 */
gboolean
luthier_practice_blobs_write (LuthierPracticeBlobs *self,
                              const char *id,
                              guint64 offset,
                              gconstpointer data,
                              gsize length,
                              GError **error)
{
  g_autofree char *path = get_path (self, id);
  int file = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  const char *next = data;
  int problem = file < 0 ? errno : 0;

  while (problem == 0 && length > 0)
    {
      gssize written = pwrite (file, next, length, (off_t) offset);

      if (written < 0 && errno != EINTR)
        problem = errno;
      else if (written > 0)
        {
          next += written;
          offset += (gsize) written;
          length -= (gsize) written;
        }
    }
  if (file >= 0)
    close (file);
  return problem == 0 || fail (error, "An object was not written", problem);
}

/**
 * luthier_practice_blobs_open:
 * @self: the blobs
 * @id: a blob
 * @error: set if it is not there
 *
 * Returns: (transfer full) (nullable): a stream over its bytes, to be read on any one thread
 */
GInputStream *
luthier_practice_blobs_open (LuthierPracticeBlobs *self, const char *id, GError **error)
{
  g_autofree char *path = get_path (self, id);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return G_INPUT_STREAM (g_file_read (file, NULL, error));
}

/**
 * luthier_practice_blobs_drop:
 * @self: the blobs
 * @id: (nullable): a blob that is not needed any more
 */
void
luthier_practice_blobs_drop (LuthierPracticeBlobs *self, const char *id)
{
  g_autofree char *path = NULL;

  if (id == NULL || g_hash_table_remove (self->nameless, id) || self->folder == NULL)
    return;
  path = get_path (self, id);
  g_unlink (path);
}

/**
 * luthier_practice_blobs_drop_others:
 * @self: the blobs
 * @known: (element-type utf8 utf8): the ids to keep
 */
void
luthier_practice_blobs_drop_others (LuthierPracticeBlobs *self, GHashTable *known)
{
  g_autoptr (GDir) dir = self->folder != NULL ? g_dir_open (self->folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_id (name) && !g_hash_table_contains (known, name))
      luthier_practice_blobs_drop (self, name);
}

void
luthier_practice_blobs_count_received (LuthierPracticeBlobs *self, gsize length)
{
  self->n_received += length;
}

guint64
luthier_practice_blobs_get_received (LuthierPracticeBlobs *self)
{
  return self->n_received;
}
