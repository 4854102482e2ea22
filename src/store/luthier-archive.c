/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-archive.h"

#include <errno.h>
#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-journal.h"
#include "luthier-salvage.h"
#include "luthier-store-error.h"
#include "luthier-store-lock.h"
#include "luthier-store-records.h"

/* How many intents that are at their end the journal keeps: the database knows the others. */
#define N_ENDED_KEPT "200"
/* A journal that is longer begins anew when it is opened, so that reading it is no work. */
#define MAX_JOURNAL (1024 * 1024)

/* The disk may be full, be mounted read-only, be gone; the files may have another owner. Then all
 * of it goes on in memory, but for intents: what could not be written down is not sent. What is
 * done meanwhile is done again on the disk as soon as that works. */
struct _LuthierArchive
{
  char *path;                /* (owned) */
  LuthierStoreLock *lock;    /* (owned) (nullable) */
  LuthierDatabase *database; /* (owned) (nullable): it is not open */
  LuthierJournal *journal;   /* (owned) (nullable): the database is in memory */
  GPtrArray *pending;        /* (owned) of LuthierStoreCall: to be done on the disk */
  GError *trouble;           /* (owned) (nullable): why it is in memory */
  LuthierDamage *damage;     /* (owned) (nullable) */
  gint64 step;               /* number of the last one */
  gboolean is_stale;         /* what was read is from a copy that others may have gone on from */
  gboolean has_news;
};

static const LuthierStoreRun step_functions[] = {
  [LUTHIER_STEP_PROFILE] = luthier_store_records_save_profile,
  [LUTHIER_STEP_PROFILE_REMOVED] = luthier_store_records_remove_profile,
  [LUTHIER_STEP_INTENT] = luthier_store_records_save_intent,
};

static char *
get_journal_path (LuthierArchive *self)
{
  return g_strconcat (self->path, ".journal", NULL);
}

static void
set_trouble (LuthierArchive *self, const GError *trouble)
{
  if (trouble == NULL && self->trouble == NULL)
    return;

  g_clear_error (&self->trouble);
  self->trouble = trouble != NULL ? g_error_copy (trouble) : NULL;
  self->has_news = TRUE;
}

static void
set_damage (LuthierArchive *self, LuthierDamage *damage)
{
  g_clear_pointer (&self->damage, luthier_damage_free);
  self->damage = damage;
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

/* What a database and a journal say together. */
typedef struct
{
  GPtrArray *steps; /* of LuthierStoreCall: those that the database does not have */
  gint64 number;    /* up to which they come */
  gboolean unsure;  /* and more may be missing */
  guint n_unsure;
} Replay;

static gboolean
run_replay (LuthierDatabase *database, gpointer data, GError **error)
{
  Replay *replay = data;

  for (guint i = 0; i < replay->steps->len; i++)
    {
      LuthierStoreCall *call = g_ptr_array_index (replay->steps, i);

      call->run = step_functions[call->step];
      if (!call->run (database, call, error))
        return FALSE;
    }

  return (!replay->unsure ||
          luthier_store_records_doubt_intents (database, &replay->n_unsure, error)) &&
         luthier_database_set_last_step (database, replay->number, error);
}

/* Brings a database up to where the journal is. is_rebuilt: it is made of what could be read. */
static gboolean
replay (LuthierDatabase *database,
        const LuthierJournalContents *journal,
        gboolean is_rebuilt,
        Replay *outcome,
        GError **error)
{
  const gint64 step = luthier_database_get_last_step (database);
  /* One that has none is new, or of a time before there were journals. */
  const gboolean all = is_rebuilt || step == 0;
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();
  gboolean done;

  for (guint i = 0; i < journal->steps->len; i++)
    {
      LuthierStoreCall *call = g_ptr_array_index (journal->steps, i);

      if (all || call->number > step)
        g_ptr_array_add (steps, call);
    }

  *outcome = (Replay){ .steps = steps, .number = MAX (step, journal->last) };
  outcome->unsure = is_rebuilt ? journal->n_missing > 0 || !journal->exists || step > journal->last
                               : journal->n_missing > 0 && journal->last > step;
  done = (steps->len == 0 && !outcome->unsure) ||
         luthier_database_transact (database, TRUE, run_replay, outcome, error);
  outcome->steps = NULL;

  return done;
}

/* (transfer full) (nullable): goes on with the one that is there, if it is worth it. */
static LuthierJournal *
open_journal (LuthierArchive *self,
              LuthierDatabase *database,
              const LuthierJournalContents *contents,
              GError **error)
{
  g_autofree char *path = get_journal_path (self);
  g_autoptr (GPtrArray) states = NULL;

  if (contents->is_whole && contents->last == self->step && contents->size <= MAX_JOURNAL)
    return luthier_journal_open (path, error);

  states = luthier_store_records_list_states (database, N_ENDED_KEPT, error);
  return states != NULL ? luthier_journal_begin (path, states, self->step, error) : NULL;
}

/* Of the rows of a file that is kept aside. */
static LuthierDatabase *
rebuild (LuthierArchive *self, LuthierDamage **damage, GError **error)
{
  g_autofree char *aside = luthier_database_keep_aside (self->path, error);
  g_autoptr (LuthierDatabase) database = NULL;
  g_autoptr (LuthierDatabase) source = NULL;
  LuthierDamageParts lost = LUTHIER_DAMAGE_STEPS | LUTHIER_DAMAGE_DRAFTS | LUTHIER_DAMAGE_UPLOADS;

  if (aside == NULL)
    return NULL;

  *damage = g_new0 (LuthierDamage, 1);
  (*damage)->path = g_steal_pointer (&aside);
  database = luthier_database_open (self->path, error);
  source = database != NULL ? luthier_database_open_to_read ((*damage)->path) : NULL;
  if (source != NULL && !luthier_salvage_copy (database, source, &lost, error))
    return NULL;

  (*damage)->parts = lost;
  return g_steal_pointer (&database);
}

/* What the journal knows is not missing. */
static gboolean
write_damage (LuthierDatabase *database,
              LuthierDamage *damage,
              const LuthierJournalContents *journal,
              const Replay *outcome,
              GError **error)
{
  damage->n_steps = journal->n_missing;
  damage->n_unsure = outcome->n_unsure;
  if (journal->exists || !(damage->parts & LUTHIER_DAMAGE_STEPS))
    damage->parts &= ~(guint) LUTHIER_DAMAGE_STEPS;

  return luthier_store_records_save_damage (database, damage, error);
}

/* Takes the database, once the journal and it say the same. damage: (nullable): it is made of what
 * could be read. */
static gboolean
begin (LuthierArchive *self, LuthierDatabase **database, LuthierDamage *damage, GError **error)
{
  g_autofree char *journal_path = get_journal_path (self);
  g_auto (LuthierJournalContents) contents = { NULL };
  Replay outcome;

  if (!luthier_journal_read (journal_path, &contents, error) ||
      !replay (*database, &contents, damage != NULL, &outcome, error) ||
      (damage != NULL && !write_damage (*database, damage, &contents, &outcome, error)))
    return FALSE;

  self->step = outcome.number;
  self->journal = open_journal (self, *database, &contents, error);
  if (self->journal == NULL)
    return FALSE;

  self->database = g_steal_pointer (database);
  set_damage (self, luthier_store_records_load_damage (self->database));
  return TRUE;
}

/* What was kept aside for nothing is found damaged again the next time. */
static gboolean
open_damaged (LuthierArchive *self, GError **error)
{
  g_autoptr (LuthierDamage) damage = NULL;
  g_autoptr (LuthierDatabase) database = rebuild (self, &damage, error);

  if (database != NULL && begin (self, &database, damage, error))
    return TRUE;

  g_clear_pointer (&database, luthier_database_close);
  if (damage != NULL)
    luthier_database_put_back (self->path, damage->path);
  return FALSE;
}

/* memory: (nullable): all that is known, for a file that has to be made anew. */
static gboolean
open_on_disk (LuthierArchive *self, LuthierDatabase *memory, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LuthierDatabase) database = luthier_database_open (self->path, &problem);
  LuthierDamageParts lost;

  if (luthier_store_error_has_reason (problem, LUTHIER_REASON_STORE_DAMAGED))
    return open_damaged (self, error);
  if (database == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  if (memory != NULL && luthier_database_is_new (database) &&
      !luthier_salvage_copy (database, memory, &lost, error))
    return FALSE;
  return begin (self, &database, NULL, error);
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

static void
drop_files (LuthierArchive *self)
{
  g_clear_pointer (&self->journal, luthier_journal_close);
  g_clear_pointer (&self->database, luthier_database_close);
}

/* For as long as there is trouble: a copy of what can be read there. */
static gboolean
open_in_memory (LuthierArchive *self, const GError *trouble, GError **error)
{
  g_autofree char *journal_path = get_journal_path (self);
  g_auto (LuthierJournalContents) contents = { NULL };
  g_autoptr (LuthierDatabase) source = luthier_database_open_to_read (self->path);
  LuthierDatabase *memory = luthier_database_open_memory (self->path, error);
  LuthierDamageParts lost;
  Replay outcome;

  if (memory == NULL)
    return FALSE;

  if (source != NULL)
    luthier_salvage_copy (memory, source, &lost, NULL);
  if (luthier_journal_read (journal_path, &contents, NULL))
    replay (memory, &contents, FALSE, &outcome, NULL);
  /* Whoever can write there may do so. */
  g_clear_pointer (&self->lock, luthier_store_lock_free);
  self->database = memory;
  self->is_stale = TRUE;
  set_trouble (self, trouble);
  set_damage (self, luthier_store_records_load_damage (memory));
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
  Replay nothing = { .steps = none, .number = self->step };

  return luthier_journal_try (self->journal, error) &&
         luthier_database_transact (self->database, TRUE, run_replay, &nothing, error);
}

/* From memory to the disk. If that is not possible it stays as it is. */
static gboolean
go_back (LuthierArchive *self)
{
  LuthierDatabase *memory = self->database;
  LuthierStoreLock *had = self->lock;
  g_autoptr (GError) problem = NULL;

  self->database = NULL;
  if (lock (self, &problem) && open_on_disk (self, self->is_stale ? NULL : memory, &problem) &&
      try_to_write (self, &problem) && write_pending (self, &problem))
    {
      if (self->lock != had && !luthier_database_is_new (self->database))
        self->is_stale = TRUE;
      luthier_database_close (memory);
      g_ptr_array_set_size (self->pending, 0);
      set_trouble (self, NULL);
      return TRUE;
    }

  drop_files (self);
  self->database = memory;
  /* Who has not begun from the disk has no claim to it. */
  if (self->is_stale)
    g_clear_pointer (&self->lock, luthier_store_lock_free);
  if (!g_error_matches (problem, self->trouble->domain, self->trouble->code) ||
      g_strcmp0 (problem->message, self->trouble->message) != 0)
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
  drop_files (self);
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
      drop_files (self);
      if (open_damaged (self, &another))
        return TRUE;
      drop_files (self);
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
  if (lock (self, &problem) && open_on_disk (self, NULL, &problem))
    {
      set_trouble (self, NULL);
      return TRUE;
    }

  drop_files (self);
  return open_in_memory (self, problem, error);
}

void
luthier_archive_close (LuthierArchive *self)
{
  if (self->trouble != NULL && self->database != NULL && self->pending->len > 0)
    go_back (self);
  drop_files (self);
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
        set_damage (self, luthier_store_records_load_damage (self->database));
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
