/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-jobs.h"

#include "luthier-practice-sql.h"

struct _LuthierPracticeJobs
{
  GObject parent_instance;

  LuthierPracticeState *state; /* (owned) */
  GHashTable *jobs;            /* (owned): of ids to LuthierPracticeJob, which it owns */
  gint64 latest;               /* creation */
  GHashTable *locations;       /* (owned): of names to GPtrArray of jobs, oldest first */
};

G_DEFINE_FINAL_TYPE (LuthierPracticeJobs, luthier_practice_jobs, G_TYPE_OBJECT)

/* The order of these is that of the values in save() and load_job(). */
#define COLUMNS                                                                                    \
  "id, location, spec, resolved, base_model, display_name, model, version, beta, serves, "         \
  "created, due, started, processed, tuning, finishing, ended, cancelled, stopped, "               \
  "epochs, steps, checkpoints, error_code, error_message, stats, "                                 \
  "stalled, resumed, copies, validation, curve"

static const char create_sql[] =
    "CREATE TABLE IF NOT EXISTS tuning_jobs ("
    "id TEXT PRIMARY KEY, location TEXT NOT NULL, spec TEXT NOT NULL, resolved TEXT, "
    "base_model TEXT NOT NULL, display_name TEXT NOT NULL, model TEXT NOT NULL, "
    "version INTEGER NOT NULL, beta INTEGER NOT NULL, serves INTEGER NOT NULL, "
    "created INTEGER NOT NULL, due INTEGER NOT NULL, started INTEGER NOT NULL, "
    "processed INTEGER NOT NULL, tuning INTEGER NOT NULL, finishing INTEGER NOT NULL, "
    "ended INTEGER NOT NULL, cancelled INTEGER NOT NULL, stopped INTEGER NOT NULL, "
    "epochs INTEGER NOT NULL, steps INTEGER NOT NULL, checkpoints INTEGER NOT NULL, "
    "error_code INTEGER NOT NULL, error_message TEXT, stats TEXT, "
    "stalled INTEGER NOT NULL DEFAULT 0, resumed INTEGER NOT NULL DEFAULT 0, "
    "copies INTEGER NOT NULL DEFAULT 0, validation INTEGER NOT NULL DEFAULT 0, "
    "curve TEXT) WITHOUT ROWID";

/* What tables of before jobs had curves lack. */
static const char extend_sql[] =
    "ALTER TABLE tuning_jobs ADD COLUMN stalled INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE tuning_jobs ADD COLUMN resumed INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE tuning_jobs ADD COLUMN copies INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE tuning_jobs ADD COLUMN validation INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE tuning_jobs ADD COLUMN curve TEXT";

static LuthierPracticeJob *
load_job (sqlite3_stmt *row)
{
  g_autofree char *id = luthier_practice_sql_dup_text (row, 0);
  g_autofree char *location = luthier_practice_sql_dup_text (row, 1);
  LuthierPracticeJob *job = luthier_practice_job_new (id, location);
  gint64 *const moments[] = {
    &job->created,   &job->due,           &job->started,    &job->processed, &job->tuning,
    &job->finishing, &job->ended,         &job->cancelled,  &job->stopped,   &job->epochs,
    &job->steps,     &job->n_checkpoints, &job->error_code,
  };

  job->spec = luthier_practice_sql_dup_text (row, 2);
  job->resolved = luthier_practice_sql_dup_text (row, 3);
  job->base_model = luthier_practice_sql_dup_text (row, 4);
  job->display_name = luthier_practice_sql_dup_text (row, 5);
  job->model = luthier_practice_sql_dup_text (row, 6);
  job->version = sqlite3_column_int64 (row, 7);
  job->beta = sqlite3_column_int (row, 8);
  job->serves = sqlite3_column_int (row, 9);
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    *moments[i] = sqlite3_column_int64 (row, 10 + (int) i);
  job->error_message = luthier_practice_sql_dup_text (row, 23);
  job->stats = luthier_practice_sql_dup_text (row, 24);
  job->stalled = sqlite3_column_int64 (row, 25);
  job->resumed = sqlite3_column_int64 (row, 26);
  job->copies = sqlite3_column_int64 (row, 27);
  job->validation = sqlite3_column_int64 (row, 28);
  job->curve = luthier_practice_sql_dup_text (row, 29);
  return job;
}

static void
keep (LuthierPracticeJobs *self, LuthierPracticeJob *job)
{
  GPtrArray *neighbours = g_hash_table_lookup (self->locations, job->location);

  if (neighbours == NULL)
    {
      neighbours = g_ptr_array_new ();
      g_hash_table_insert (self->locations, g_strdup (job->location), neighbours);
    }
  self->latest = MAX (self->latest, job->created);
  g_ptr_array_add (neighbours, job);
  g_hash_table_insert (self->jobs, job->id, job);
}

static void
extend_table (LuthierPracticeJobs *self)
{
  g_autoptr (sqlite3_stmt) column = luthier_practice_sql_prepare (
      luthier_practice_state_get_database (self->state),
      "SELECT 1 FROM pragma_table_info ('tuning_jobs') WHERE name = 'curve'", "");

  if (!luthier_practice_sql_next (column))
    luthier_practice_state_execute (self->state, extend_sql);
}

static void
load (LuthierPracticeJobs *self)
{
  sqlite3 *database = luthier_practice_state_get_database (self->state);
  g_autoptr (sqlite3_stmt) rows = NULL;

  luthier_practice_state_execute (self->state, create_sql);
  extend_table (self);
  rows = luthier_practice_sql_prepare (
      database, "SELECT " COLUMNS " FROM tuning_jobs ORDER BY created, id", "");
  while (luthier_practice_sql_next (rows))
    keep (self, load_job (rows));
}

static int
compare_by_age (gconstpointer a, gconstpointer b)
{
  const LuthierPracticeJob *first = *(LuthierPracticeJob *const *) a;
  const LuthierPracticeJob *second = *(LuthierPracticeJob *const *) b;

  if (first->created != second->created)
    return first->created < second->created ? -1 : 1;
  return strcmp (first->id, second->id);
}

static void
luthier_practice_jobs_finalize (GObject *object)
{
  LuthierPracticeJobs *self = LUTHIER_PRACTICE_JOBS (object);

  g_hash_table_unref (self->locations);
  g_hash_table_unref (self->jobs);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (luthier_practice_jobs_parent_class)->finalize (object);
}

static void
luthier_practice_jobs_class_init (LuthierPracticeJobsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_practice_jobs_finalize;
}

static void
luthier_practice_jobs_init (LuthierPracticeJobs *self)
{
  self->jobs = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                      (GDestroyNotify) luthier_practice_job_free);
  self->locations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) g_ptr_array_unref);
}

/**
 * luthier_practice_jobs_new:
 * @state: where they are remembered
 *
 * Returns: (transfer full): all jobs that the state's database has
 */
LuthierPracticeJobs *
luthier_practice_jobs_new (LuthierPracticeState *state)
{
  LuthierPracticeJobs *self = g_object_new (LUTHIER_TYPE_PRACTICE_JOBS, NULL);

  self->state = g_object_ref (state);
  load (self);
  return self;
}

gint64
luthier_practice_jobs_choose_moment (LuthierPracticeJobs *self)
{
  return MAX (luthier_practice_state_now (self->state), self->latest + 1);
}

/**
 * luthier_practice_jobs_add:
 * @self: the jobs
 * @job: (transfer full): younger than all others
 *
 * Keeps a new job and writes it.
 */
void
luthier_practice_jobs_add (LuthierPracticeJobs *self, LuthierPracticeJob *job)
{
  keep (self, job);
  luthier_practice_jobs_save (self, job);
}

/**
 * luthier_practice_jobs_save:
 * @self: the jobs
 * @job: one of them
 *
 * Writes a job that was changed. It is safe from a killed program when this returns.
 */
void
luthier_practice_jobs_save (LuthierPracticeJobs *self, const LuthierPracticeJob *job)
{
  luthier_practice_sql_run (
      luthier_practice_state_get_database (self->state),
      "INSERT OR REPLACE INTO tuning_jobs (" COLUMNS ") VALUES "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      "sssssssiiiiiiiiiiiiiiiissiiiis", job->id, job->location, job->spec, job->resolved,
      job->base_model, job->display_name, job->model, job->version, (gint64) job->beta,
      (gint64) job->serves, job->created, job->due, job->started, job->processed, job->tuning,
      job->finishing, job->ended, job->cancelled, job->stopped, job->epochs, job->steps,
      job->n_checkpoints, job->error_code, job->error_message, job->stats, job->stalled,
      job->resumed, job->copies, job->validation, job->curve);
}

/**
 * luthier_practice_jobs_lookup:
 * @self: the jobs
 * @location: of the path
 * @id: of the path
 *
 * Returns: (nullable) (transfer none): the job
 */
LuthierPracticeJob *
luthier_practice_jobs_lookup (LuthierPracticeJobs *self, const char *location, const char *id)
{
  LuthierPracticeJob *job = g_hash_table_lookup (self->jobs, id);

  return job != NULL && strcmp (job->location, location) == 0 ? job : NULL;
}

GPtrArray *
luthier_practice_jobs_get_all (LuthierPracticeJobs *self, const char *location)
{
  return g_hash_table_lookup (self->locations, location);
}

/**
 * luthier_practice_jobs_find_open:
 * @self: the jobs
 * @moment: microseconds since the epoch
 *
 * Returns: (transfer container) (element-type LuthierPracticeJob): those that end after @moment, of
 *   all locations, oldest first
 */
GPtrArray *
luthier_practice_jobs_find_open (LuthierPracticeJobs *self, gint64 moment)
{
  GPtrArray *open = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer job;

  g_hash_table_iter_init (&iter, self->jobs);
  while (g_hash_table_iter_next (&iter, NULL, &job))
    if (luthier_practice_job_get_end (job) > moment)
      g_ptr_array_add (open, job);
  g_ptr_array_sort (open, compare_by_age);
  return open;
}

/**
 * luthier_practice_jobs_find_maker:
 * @self: the jobs
 * @location: of the model
 * @model: its id
 * @version: from 1; 0 is the newest one
 *
 * Returns: (nullable) (transfer none): the job that makes it, or will
 */
LuthierPracticeJob *
luthier_practice_jobs_find_maker (LuthierPracticeJobs *self,
                                  const char *location,
                                  const char *model,
                                  gint64 version)
{
  GPtrArray *jobs = luthier_practice_jobs_get_all (self, location);
  LuthierPracticeJob *newest = NULL;

  for (guint i = 0; jobs != NULL && i < jobs->len; i++)
    {
      LuthierPracticeJob *job = jobs->pdata[i];

      if (strcmp (job->model, model) != 0)
        continue;
      if (version == job->version)
        return job;
      if (version == 0 && (newest == NULL || job->version > newest->version))
        newest = job;
    }
  return newest;
}
