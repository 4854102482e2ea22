/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-archive-private.h"
#include "luthier-error.h"
#include "luthier-salvage.h"
#include "luthier-store-error.h"
#include "luthier-store-records.h"

/* How an archive's two files are opened, and what they say together: see luthier-journal.c. */

/* How many intents that are at their end the journal keeps: the database knows the others. */
#define N_ENDED_KEPT "200"
/* A journal that is longer begins anew when it is opened, so that reading it is no work. */
#define MAX_JOURNAL (1024 * 1024)

static const LuthierStoreRun step_functions[] = {
  [LUTHIER_STEP_PROFILE] = luthier_store_records_save_profile,
  [LUTHIER_STEP_PROFILE_REMOVED] = luthier_store_records_remove_profile,
  [LUTHIER_STEP_INTENT] = luthier_store_records_save_intents,
};

char *
luthier_archive_get_journal_path (LuthierArchive *self)
{
  return g_strconcat (self->path, ".journal", NULL);
}

void
luthier_archive_set_damage (LuthierArchive *self, LuthierDamage *damage)
{
  g_clear_pointer (&self->damage, luthier_damage_free);
  self->damage = damage;
  self->has_news = TRUE;
}

gboolean
luthier_archive_run_replay (LuthierDatabase *database, gpointer data, GError **error)
{
  LuthierReplay *replay = data;

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
gboolean
luthier_archive_replay (LuthierDatabase *database,
                        const LuthierJournalContents *journal,
                        gboolean is_rebuilt,
                        LuthierReplay *outcome,
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

  *outcome = (LuthierReplay){ .steps = steps, .number = MAX (step, journal->last) };
  outcome->unsure = is_rebuilt ? journal->n_missing > 0 || !journal->exists || step > journal->last
                               : journal->n_missing > 0 && journal->last > step;
  done = (steps->len == 0 && !outcome->unsure) ||
         luthier_database_transact (database, TRUE, luthier_archive_run_replay, outcome, error);
  outcome->steps = NULL;

  return done;
}

static LuthierJournal *
begin_journal (LuthierArchive *self, LuthierDatabase *database, const char *path, GError **error)
{
  g_autoptr (GPtrArray) states = luthier_store_records_list_states (database, N_ENDED_KEPT, error);

  return states != NULL ? luthier_journal_begin (path, states, self->step, error) : NULL;
}

/* Goes on with the one that is there, if it is worth it. */
static gboolean
open_journal (LuthierArchive *self,
              LuthierDatabase *database,
              const LuthierJournalContents *contents,
              GError **error)
{
  g_autofree char *path = luthier_archive_get_journal_path (self);
  const gboolean goes_on = contents->is_whole && contents->last == self->step &&
                           contents->size <= MAX_JOURNAL;

  self->journal = goes_on ? luthier_journal_open (path, error)
                          : begin_journal (self, database, path, error);
  if (self->journal == NULL)
    return FALSE;

  self->long_journal = MAX_JOURNAL + 2 * luthier_journal_get_size (self->journal);
  return TRUE;
}

void
luthier_archive_shorten_journal (LuthierArchive *self)
{
  g_autofree char *path = NULL;
  LuthierJournal *shorter = NULL;

  if (luthier_journal_get_size (self->journal) < self->long_journal)
    return;

  path = luthier_archive_get_journal_path (self);
  shorter = begin_journal (self, self->database, path, NULL);
  if (shorter != NULL)
    {
      luthier_journal_close (self->journal);
      self->journal = shorter;
    }
  self->long_journal = MAX_JOURNAL + 2 * luthier_journal_get_size (self->journal);
}

/* Of the rows of a file that is kept aside. */
static LuthierDatabase *
rebuild (LuthierArchive *self, LuthierDamage **damage, GError **error)
{
  g_autofree char *aside = luthier_database_keep_aside (self->path, error);
  g_autoptr (LuthierDatabase) database = NULL;
  g_autoptr (LuthierDatabase) source = NULL;
  LuthierDamageParts lost = LUTHIER_DAMAGE_STEPS | LUTHIER_DAMAGE_DRAFTS | LUTHIER_DAMAGE_UPLOADS |
                            LUTHIER_DAMAGE_RECORDS;

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
              const LuthierReplay *outcome,
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
  g_autofree char *journal_path = luthier_archive_get_journal_path (self);
  g_auto (LuthierJournalContents) contents = { NULL };
  LuthierReplay outcome;

  if (!luthier_journal_read (journal_path, &contents, error) ||
      !luthier_archive_replay (*database, &contents, damage != NULL, &outcome, error) ||
      (damage != NULL && !write_damage (*database, damage, &contents, &outcome, error)))
    return FALSE;

  self->step = outcome.number;
  if (!open_journal (self, *database, &contents, error))
    return FALSE;

  self->database = g_steal_pointer (database);
  luthier_archive_set_damage (self, luthier_store_records_load_damage (self->database));
  return TRUE;
}

/* What was kept aside for nothing is found damaged again the next time. */
gboolean
luthier_archive_open_damaged (LuthierArchive *self, GError **error)
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
gboolean
luthier_archive_open_on_disk (LuthierArchive *self, LuthierDatabase *memory, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LuthierDatabase) database = luthier_database_open (self->path, &problem);
  LuthierDamageParts lost;

  if (luthier_store_error_has_reason (problem, LUTHIER_REASON_STORE_DAMAGED))
    return luthier_archive_open_damaged (self, error);
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

void
luthier_archive_drop_files (LuthierArchive *self)
{
  g_clear_pointer (&self->journal, luthier_journal_close);
  g_clear_pointer (&self->database, luthier_database_close);
}
