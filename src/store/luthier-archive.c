/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <errno.h>
#include <glib/gi18n.h>

#include "luthier-archive-private.h"
#include "luthier-error.h"
#include "luthier-salvage.h"
#include "luthier-store-error.h"
#include "luthier-store-records.h"

static void
set_trouble (LuthierArchive *self, const GError *trouble)
{
  if (trouble == NULL && self->trouble == NULL)
    return;

  g_clear_error (&self->trouble);
  self->trouble = trouble != NULL ? g_error_copy (trouble) : NULL;
  self->has_news = TRUE;
}

static gboolean
run_call (LuthierDatabase *database, gpointer data, GError **error)
{
  LuthierStoreCall *call = data;

  return call->run (database, call, error) &&
         (call->step == LUTHIER_STEP_NONE ||
          luthier_database_set_last_step (database, call->number, error));
}

static gboolean
lock (LuthierArchive *self, GError **error)
{
  /* Somebody else may have begun there meanwhile. */
  if (self->lock != NULL && luthier_store_lock_is_moved (self->lock))
    g_clear_pointer (&self->lock, luthier_store_lock_free);
  if (self->lock == NULL)
    self->lock = luthier_store_lock_take (self->path, error);

  return self->lock != NULL;
}

/* For as long as there is trouble: a copy of what can be read there. */
static gboolean
open_in_memory (LuthierArchive *self, const GError *trouble, GError **error)
{
  g_autofree char *journal_path = luthier_archive_get_journal_path (self);
  g_auto (LuthierJournalContents) contents = { NULL };
  g_autoptr (LuthierDatabase) source = luthier_database_open_to_read (self->path);
  LuthierDatabase *memory = luthier_database_open_memory (self->path, error);
  LuthierDamageParts lost;
  LuthierReplay outcome;

  if (memory == NULL)
    return FALSE;

  if (source != NULL)
    luthier_salvage_copy (memory, source, &lost, NULL);
  if (luthier_journal_read (journal_path, &contents, NULL))
    luthier_archive_replay (memory, &contents, FALSE, &outcome, NULL);
  /* Whoever can write there may do so. */
  g_clear_pointer (&self->lock, luthier_store_lock_free);
  self->database = memory;
  self->is_stale = TRUE;
  set_trouble (self, trouble);
  luthier_archive_set_damage (self, luthier_store_records_load_damage (memory));
  return TRUE;
}

static gboolean
run_pending (LuthierDatabase *database, gpointer data, GError **error)
{
  GPtrArray *pending = data;

  for (guint i = 0; i < pending->len; i++)
    if (!run_call (database, g_ptr_array_index (pending, i), error))
      return FALSE;

  return TRUE;
}

/* What is a step has its number now, and is in the journal before it is anywhere else. */
static gboolean
write_pending (LuthierArchive *self, GError **error)
{
  for (guint i = 0; i < self->pending->len; i++)
    {
      LuthierStoreCall *call = g_ptr_array_index (self->pending, i);

      if (call->step == LUTHIER_STEP_NONE)
        continue;
      call->number = self->step + 1;
      if (!luthier_journal_append (self->journal, call, error))
        return FALSE;
      self->step++;
    }

  return luthier_database_transact (self->database, TRUE, run_pending, self->pending, error);
}

/* That there is room is known when something is written. */
static gboolean
try_to_write (LuthierArchive *self, GError **error)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  LuthierReplay nothing = { .steps = none, .number = self->step };

  return luthier_journal_try (self->journal, error) &&
         luthier_database_transact (self->database, TRUE, luthier_archive_run_replay, &nothing,
                                    error);
}

/* From memory to the disk. If that is not possible it stays as it is. */
static gboolean
go_back (LuthierArchive *self)
{
  LuthierDatabase *memory = self->database;
  LuthierStoreLock *had = self->lock;
  g_autoptr (GError) problem = NULL;

  self->database = NULL;
  if (lock (self, &problem) &&
      luthier_archive_open_on_disk (self, self->is_stale ? NULL : memory, &problem) &&
      try_to_write (self, &problem) && write_pending (self, &problem))
    {
      if (self->lock != had && !luthier_database_is_new (self->database))
        self->is_stale = TRUE;
      luthier_database_close (memory);
      g_ptr_array_set_size (self->pending, 0);
      set_trouble (self, NULL);
      return TRUE;
    }

  luthier_archive_drop_files (self);
  self->database = memory;
  /* Who has not begun from the disk has no claim to it. */
  if (self->is_stale)
    g_clear_pointer (&self->lock, luthier_store_lock_free);
  if (!luthier_store_error_equal (problem, self->trouble))
    set_trouble (self, problem);
  return FALSE;
}

/* From the disk to memory, with all that can be read: the files are still open. */
static gboolean
retreat (LuthierArchive *self, const GError *trouble)
{
  LuthierDatabase *memory = luthier_database_open_memory (self->path, NULL);
  LuthierDamageParts lost;

  if (memory == NULL)
    return FALSE;

  luthier_salvage_copy (memory, self->database, &lost, NULL);
  luthier_archive_drop_files (self);
  self->database = memory;
  set_trouble (self, trouble);
  return TRUE;
}

static gboolean
run_on_disk (LuthierArchive *self, LuthierStoreCall *call, GError **error)
{
  const gboolean is_step = call->step != LUTHIER_STEP_NONE;

  if (call->step == LUTHIER_STEP_INTENT && self->is_stale)
    {
      g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_STORE,
                           _ ("What is remembered has changed, and is read again first."));
      return FALSE;
    }
  if (call->afresh && self->is_stale)
    {
      self->is_stale = FALSE;
      self->has_news = TRUE;
    }

  call->number = self->step + 1;
  if (is_step && !luthier_journal_append (self->journal, call, error))
    return FALSE;
  if (luthier_database_transact (self->database, is_step, run_call, call, error))
    {
      self->step += is_step ? 1 : 0;
      luthier_archive_shorten_journal (self);
      return TRUE;
    }

  if (is_step)
    luthier_journal_undo (self->journal);
  return FALSE;
}

/* The last draft is the one that counts. */
static void
keep_for_later (LuthierArchive *self, LuthierStoreCall *call)
{
  for (guint i = 0; i < self->pending->len; i++)
    {
      LuthierStoreCall *other = g_ptr_array_index (self->pending, i);

      if (other->run == call->run && other->record == NULL && other->step == LUTHIER_STEP_NONE &&
          g_strcmp0 (other->profile_id, call->profile_id) == 0 &&
          g_strcmp0 (other->name, call->name) == 0)
        {
          g_ptr_array_remove_index (self->pending, i);
          break;
        }
    }

  g_ptr_array_add (self->pending, luthier_store_call_ref (call));
}

static gboolean
run_in_memory (LuthierArchive *self, LuthierStoreCall *call, GError **error)
{
  if (call->step == LUTHIER_STEP_INTENT)
    {
      g_propagate_error (error, g_error_copy (self->trouble));
      return FALSE;
    }

  if (!luthier_database_transact (self->database, FALSE, run_call, call, error))
    return FALSE;
  if (call->lasting || call->step != LUTHIER_STEP_NONE)
    keep_for_later (self, call);
  return TRUE;
}

static gboolean
is_of_files (const GError *problem)
{
  return luthier_store_error_has_reason (problem, LUTHIER_REASON_STORE_DAMAGED) ||
         luthier_store_error_is_trouble (problem);
}

/* Files that break while they are used are made anew, and the call has another try. */
static gboolean
mend (LuthierArchive *self, const GError *problem)
{
  g_autoptr (GError) another = NULL;

  if (luthier_store_error_has_reason (problem, LUTHIER_REASON_STORE_DAMAGED))
    {
      luthier_archive_drop_files (self);
      if (luthier_archive_open_damaged (self, &another))
        return TRUE;
      luthier_archive_drop_files (self);
      open_in_memory (self, another, NULL);
      return FALSE;
    }

  return retreat (self, problem) && go_back (self);
}

/* On the disk, with one more try after what can be mended. What cannot is trouble. */
static gboolean
run_where_it_is (LuthierArchive *self, LuthierStoreCall *call, GError **error)
{
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;

  if (run_on_disk (self, call, &first))
    return TRUE;

  if (!is_of_files (first))
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return FALSE;
    }
  if (!mend (self, first))
    return FALSE;
  if (run_on_disk (self, call, &second))
    return TRUE;

  if (is_of_files (second))
    retreat (self, second);
  g_propagate_error (error, g_steal_pointer (&second));
  return FALSE;
}

LuthierArchive *
luthier_archive_new (const char *path)
{
  LuthierArchive *self = g_new0 (LuthierArchive, 1);

  self->path = g_strdup (path);
  self->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_store_call_unref);

  return self;
}

void
luthier_archive_free (LuthierArchive *self)
{
  luthier_archive_close (self);
  g_clear_error (&self->trouble);
  g_clear_pointer (&self->damage, luthier_damage_free);
  g_ptr_array_unref (self->pending);
  g_free (self->path);
  g_free (self);
}

gboolean
luthier_archive_open (LuthierArchive *self, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (self->database != NULL)
    {
      if (self->trouble != NULL)
        go_back (self);
      return TRUE;
    }

  self->is_stale = FALSE;
  if (lock (self, &problem) && luthier_archive_open_on_disk (self, NULL, &problem))
    {
      set_trouble (self, NULL);
      return TRUE;
    }

  luthier_archive_drop_files (self);
  return open_in_memory (self, problem, error);
}

void
luthier_archive_close (LuthierArchive *self)
{
  if (self->trouble != NULL && self->database != NULL && self->pending->len > 0)
    go_back (self);
  luthier_archive_drop_files (self);
  g_ptr_array_set_size (self->pending, 0);
  g_clear_pointer (&self->lock, luthier_store_lock_free);
}

gboolean
luthier_archive_run (LuthierArchive *self, LuthierStoreCall *call, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (self->database == NULL)
    {
      g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_STORE,
                           _ ("What is remembered is not open."));
      return FALSE;
    }

  if (self->trouble == NULL && luthier_database_is_moved (self->database))
    {
      luthier_store_fail_file (self->path, ENOENT, &problem);
      if (retreat (self, problem))
        go_back (self);
      g_clear_error (&problem);
    }
  else if (self->trouble != NULL && !self->is_stale && call->step != LUTHIER_STEP_NONE)
    go_back (self);

  if (self->trouble == NULL && run_where_it_is (self, call, &problem))
    {
      if (call->run == luthier_store_records_dismiss_damage)
        luthier_archive_set_damage (self, luthier_store_records_load_damage (self->database));
      return TRUE;
    }
  if (self->trouble != NULL)
    return run_in_memory (self, call, error);

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

const GError *
luthier_archive_get_trouble (LuthierArchive *self)
{
  return self->trouble;
}

const LuthierDamage *
luthier_archive_get_damage (LuthierArchive *self)
{
  return self->damage;
}

gboolean
luthier_archive_get_is_stale (LuthierArchive *self)
{
  return self->is_stale;
}

gboolean
luthier_archive_has_news (LuthierArchive *self)
{
  const gboolean has_news = self->has_news;

  self->has_news = FALSE;
  return has_news;
}
