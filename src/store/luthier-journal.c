/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-journal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "luthier-crc32c.h"
#include "luthier-error.h"
#include "luthier-journal-line.h"
#include "luthier-store-error.h"

/* The database and the journal, and which of them is right.
 *
 * Jobs can be read from the service again; what the user has asked for cannot. A database that is
 * damaged may have lost any of its rows, so every step of an intent and every change of a profile
 * is also a line of its own in a plain file beside it, with its number and a checksum: what is
 * wrong with one line says nothing about the others.
 *
 *     0f1e2d3c {"begin":41,"count":2}       how all is at step 41, in so many lines
 *     4b5a6978 {"step":41,"profile":…}
 *     8796a5b4 {"step":41,"intent":{…}}
 *     c3d2e1f0 {"step":42,"intent":{…}}     and what came after that, each number once
 *     d4e5f6a7 {"step":43,"intents":[…]}    several that are asked for at once are one step
 *
 * A step is first written here and synced, then there and synced, and only then it counts. So:
 *
 * - The database knows up to which step it has come. Steps of the journal behind that are applied
 *   to it when it is opened: the program has ended in between.
 * - Of what the database says about steps that it has, it is right; the journal is not asked.
 * - If the database is damaged, a new one is made of the rows that can still be read, and all of
 *   the journal is applied to it: now the journal is right, and rows stay of which it says nothing.
 * - If the journal is damaged, the database is right, and a new journal begins.
 * - If both are, what can be read counts. An intent whose last step may be missing is one of which
 *   nobody knows whether it was sent: it is looked for, and nothing is sent before the user has
 *   said so. How many steps are missing is told by their numbers. */

/* What a step or two usually need. */
#define ROOM (64 * 1024)

struct _LuthierJournal
{
  char *path; /* (owned) */
  int fd;
  goffset size; /* up to the end of the last line */
  goffset previous;
  gboolean is_broken; /* what is behind that could not be taken away */
};

/* The new name of a file outlives the machine only when its folder is synced. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

static gboolean
fail (LuthierJournal *self, GError **error)
{
  return luthier_store_fail_file (self->path, errno, error);
}

static gboolean
write_all (LuthierJournal *self, const char *text, gsize length, GError **error)
{
  while (length > 0)
    {
      gssize n = pwrite (self->fd, text, length, self->size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (self, error);
      self->size += n;
      text += n;
      length -= (gsize) n;
    }

  return TRUE;
}

static void
cut (LuthierJournal *self, goffset size)
{
  self->size = size;
  self->is_broken = ftruncate (self->fd, size) != 0 || fdatasync (self->fd) != 0;
}

static LuthierJournal *
open_file (const char *path, int flags, GError **error)
{
  LuthierJournal *self = g_new0 (LuthierJournal, 1);

  self->path = g_strdup (path);
  self->fd = g_open (path, O_RDWR | O_CLOEXEC | flags, 0600);
  if (self->fd >= 0)
    return self;

  fail (self, error);
  luthier_journal_close (self);
  return NULL;
}

LuthierJournal *
luthier_journal_open (const char *path, GError **error)
{
  LuthierJournal *self = open_file (path, 0, error);

  if (self != NULL)
    self->previous = self->size = lseek (self->fd, 0, SEEK_END);
  return self;
}

static gboolean
write_states (LuthierJournal *self, GPtrArray *states, gint64 number, GError **error)
{
  g_autoptr (GString) text = luthier_journal_line_begin (number, states->len);

  for (guint i = 0; i < states->len; i++)
    {
      LuthierStoreCall *state = g_ptr_array_index (states, i);
      g_autofree char *line = NULL;

      state->number = number;
      line = luthier_journal_line_write (state);
      g_string_append (text, line);
    }

  return write_all (self, text->str, text->len, error) &&
         (fsync (self->fd) == 0 || fail (self, error));
}

LuthierJournal *
luthier_journal_begin (const char *path, GPtrArray *states, gint64 number, GError **error)
{
  g_autofree char *fresh = g_strconcat (path, ".new", NULL);
  g_autoptr (LuthierJournal) self = open_file (fresh, O_CREAT | O_TRUNC, error);

  if (self == NULL)
    return NULL;

  if (!write_states (self, states, number, error) ||
      (g_rename (fresh, path) != 0 && !fail (self, error)))
    {
      g_unlink (fresh);
      return NULL;
    }

  sync_folder (path);
  self->previous = self->size;
  g_free (self->path);
  self->path = g_strdup (path);
  return g_steal_pointer (&self);
}

void
luthier_journal_close (LuthierJournal *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}

/* Somebody may have removed it under our hands. */
static gboolean
is_moved (LuthierJournal *self)
{
  GStatBuf ours, found;

  return fstat (self->fd, &ours) != 0 || g_stat (self->path, &found) != 0 ||
         ours.st_ino != found.st_ino || ours.st_dev != found.st_dev;
}

gboolean
luthier_journal_append (LuthierJournal *self, LuthierStoreCall *step, GError **error)
{
  g_autofree char *line = luthier_journal_line_write (step);

  if (self->is_broken || is_moved (self))
    return luthier_store_fail_file (self->path, self->is_broken ? EIO : ENOENT, error);

  self->previous = self->size;
  if (write_all (self, line, strlen (line), error) &&
      (fdatasync (self->fd) == 0 || fail (self, error)))
    return TRUE;

  cut (self, self->previous);
  return FALSE;
}

goffset
luthier_journal_get_size (LuthierJournal *self)
{
  return self->size;
}

gboolean
luthier_journal_try (LuthierJournal *self, GError **error)
{
  g_autofree char *nothing = g_malloc0 (ROOM);
  const goffset size = self->size;
  const gboolean done = write_all (self, nothing, ROOM, error) &&
                        (fdatasync (self->fd) == 0 || fail (self, error));

  cut (self, size);
  return done;
}

void
luthier_journal_undo (LuthierJournal *self)
{
  cut (self, self->previous);
}

/* What is between the numbers is missing, and so is each line that says nothing. */
typedef struct
{
  gint64 begin; /* -1: not told */
  guint count;
  guint n_states;
  guint n_bad;
  guint n_gaps;
} Tally;

static void
take_line (LuthierJournalContents *contents, Tally *tally, const char *line, gsize length)
{
  LuthierStoreCall *step = NULL;

  if (!luthier_journal_line_read (line, length, &step, &tally->begin, &tally->count))
    {
      tally->n_bad++;
      return;
    }
  if (step == NULL)
    {
      contents->last = MAX (contents->last, tally->begin);
      return;
    }

  if (step->number == tally->begin)
    tally->n_states++;
  else if (contents->last > 0 && step->number > contents->last + 1)
    tally->n_gaps += (guint) MIN (step->number - contents->last - 1, G_MAXINT);
  contents->last = MAX (contents->last, step->number);
  g_ptr_array_add (contents->steps, step);
}

/* The end of a line is written last: what has none was never told to be written. */
static void
take_text (LuthierJournalContents *contents, const char *text, gsize length)
{
  Tally tally = { .begin = -1 };
  const char *end;

  for (; length > 0 && (end = memchr (text, '\n', length)) != NULL;
       length -= (gsize) (end + 1 - text), text = end + 1)
    take_line (contents, &tally, text, (gsize) (end - text));

  if (tally.begin >= 0 && tally.n_states < tally.count)
    tally.n_gaps += tally.count - tally.n_states;
  contents->n_missing = MAX (tally.n_bad, tally.n_gaps);
  contents->is_whole = length == 0 && contents->n_missing == 0 && tally.begin >= 0;
}

gboolean
luthier_journal_read (const char *path, LuthierJournalContents *contents, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  *contents = (LuthierJournalContents){ .steps = g_ptr_array_new_with_free_func (
                                            (GDestroyNotify) luthier_store_call_unref) };
  if (g_file_get_contents (path, &text, &length, &problem))
    {
      contents->exists = TRUE;
      contents->size = (goffset) length;
      take_text (contents, text, length);
      return TRUE;
    }
  if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;

  g_propagate_error (error, luthier_error_new (LUTHIER_ERROR_STORE, LUTHIER_REASON_STORE_FAILING,
                                               _ ("%s cannot be read."), path));
  return FALSE;
}

void
luthier_journal_contents_clear (LuthierJournalContents *contents)
{
  g_clear_pointer (&contents->steps, g_ptr_array_unref);
}
