/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-store-record.h"

#include <math.h>

#include "luthier-job-state.h"
#include "luthier-store-private.h"
#include "luthier-store-record-rows.h"

/* As the other reads of a table: row by row into an array, until there is none. */
typedef gpointer (*ReadRow) (sqlite3_stmt *statement, gpointer data);

/* (transfer full) (nullable): NULL is an error. What read gives for NULL is left out. */
static GPtrArray *
read_rows (LuthierDatabase *database,
           sqlite3_stmt *statement,
           ReadRow read,
           gpointer data,
           GDestroyNotify free_row,
           GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  gboolean row = FALSE;

  while (statement != NULL && luthier_database_step (database, statement, &row, error))
    {
      gpointer item = NULL;

      if (!row)
        return g_steal_pointer (&rows);
      item = read (statement, data);
      if (item != NULL)
        g_ptr_array_add (rows, item);
    }

  return NULL;
}

/* One of a newer version is left alone. */
static gpointer
read_event (sqlite3_stmt *statement, gpointer unused)
{
  const int kind = sqlite3_column_int (statement, 1);

  if (kind < LUTHIER_EVENT_STATE || kind > LUTHIER_EVENT_GONE)
    return NULL;

  return luthier_event_new ((LuthierEventKind) kind, luthier_database_get_text (statement, 2),
                            luthier_database_get_text (statement, 3),
                            sqlite3_column_int64 (statement, 0),
                            sqlite3_column_int64 (statement, 4));
}

static double
get_value (sqlite3_stmt *statement, int column)
{
  return sqlite3_column_type (statement, column) == SQLITE_NULL
             ? (double) NAN
             : sqlite3_column_double (statement, column);
}

static gint64
get_step (sqlite3_stmt *statement, int column)
{
  return sqlite3_column_type (statement, column) == SQLITE_NULL
             ? -1
             : sqlite3_column_int64 (statement, column);
}

/* What has been read so far of one series. */
typedef struct
{
  LuthierCurves *curves; /* (unowned) */
  char *name;            /* (owned) (nullable) */
  GArray *points;        /* (owned) of LuthierPoint */
} Reading;

static void
end_series (Reading *reading)
{
  LuthierSeries *series = NULL;

  if (reading->name == NULL)
    return;

  series = luthier_curves_ensure (reading->curves, reading->name);
  luthier_series_merge (series, (const LuthierPoint *) (gconstpointer) reading->points->data,
                        reading->points->len);
  g_array_set_size (reading->points, 0);
  g_clear_pointer (&reading->name, g_free);
}

static gpointer
read_point (sqlite3_stmt *statement, gpointer data)
{
  Reading *reading = data;
  const char *name = luthier_database_get_text (statement, 0);
  const LuthierPoint point = { .step = sqlite3_column_int64 (statement, 1),
                               .time = sqlite3_column_int64 (statement, 2),
                               .value = get_value (statement, 3) };

  if (g_strcmp0 (name, reading->name) != 0)
    {
      end_series (reading);
      reading->name = g_strdup (name);
    }
  /* A series may be there without any point. */
  if (sqlite3_column_type (statement, 1) != SQLITE_NULL)
    g_array_append_val (reading->points, point);

  return NULL;
}

static gboolean
load_points (LuthierDatabase *database, gint64 record, LuthierCurves *curves, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = luthier_database_query (
      database, error,
      "SELECT series.name, step, time_us, value FROM series LEFT JOIN points"
      " ON points.series = series.id WHERE record = ? ORDER BY series.id, step",
      "i", record);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (LuthierPoint));
  Reading reading = { .curves = curves, .points = points };
  g_autoptr (GPtrArray) none = read_rows (database, statement, read_point, &reading, NULL, error);

  end_series (&reading);

  return none != NULL;
}

static gboolean
load_parts (LuthierDatabase *database, gint64 record, LuthierStoredRecord *stored, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = luthier_database_query (
      database, error,
      "SELECT seen_us, kind, name, text, time_us FROM events WHERE record = ? ORDER BY id", "i",
      record);
  GPtrArray *events = read_rows (database, statement, read_event, NULL, g_object_unref, error);

  if (events == NULL)
    return FALSE;

  g_ptr_array_unref (stored->events);
  stored->events = events;
  return load_points (database, record, stored->curves, error);
}

static gboolean
load_record (LuthierDatabase *database, LuthierStoreCall *call, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = luthier_database_query (
      database, error, "SELECT id, complete FROM records WHERE profile = ? AND job = ?", "ss",
      call->profile_id, call->name);
  g_autoptr (LuthierStoredRecord) stored = NULL;
  gboolean row = FALSE;

  if (statement == NULL || !luthier_database_step (database, statement, &row, error))
    return FALSE;

  stored = g_new0 (LuthierStoredRecord, 1);
  stored->events = g_ptr_array_new_with_free_func (g_object_unref);
  stored->curves = luthier_curves_new ();
  stored->complete = row && sqlite3_column_int (statement, 1) != 0;
  if (row && !load_parts (database, sqlite3_column_int64 (statement, 0), stored, error))
    return FALSE;

  call->result = g_steal_pointer (&stored);
  return TRUE;
}

static gpointer
read_series (sqlite3_stmt *statement, gpointer unused)
{
  LuthierStoredSeries *series = g_new0 (LuthierStoredSeries, 1);

  series->job = g_strdup (luthier_database_get_text (statement, 0));
  series->name = g_strdup (luthier_database_get_text (statement, 1));
  series->lowest.value = get_value (statement, 2);
  series->lowest.step = get_step (statement, 3);
  series->last.value = get_value (statement, 4);
  series->last.step = get_step (statement, 5);
  series->begin = sqlite3_column_int64 (statement, 6);
  series->end = sqlite3_column_int64 (statement, 7);
  series->longest = get_step (statement, 8);

  return series;
}

static gboolean
load_series (LuthierDatabase *database, LuthierStoreCall *call, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = luthier_database_query (
      database, error,
      "SELECT job, name, lowest, lowest_step, last, last_step, begin_us, end_us, longest_us"
      " FROM records JOIN series ON series.record = records.id WHERE profile = ? ORDER BY "
      "series.id",
      "s", call->profile_id);

  call->result = read_rows (database, statement, read_series, NULL,
                            (GDestroyNotify) luthier_stored_series_free, error);

  return call->result != NULL;
}

/* Where the job that is being read is at. */
typedef struct
{
  char *job;    /* (owned) (nullable) */
  char *state;  /* (owned) (nullable) */
  char *phase;  /* (owned) (nullable) */
  gint64 first; /* when the job was seen first */
  gint64 since; /* 0 = nobody saw it begin */
} Course;

static void
course_clear (Course *course)
{
  g_clear_pointer (&course->job, g_free);
  g_clear_pointer (&course->state, g_free);
  g_clear_pointer (&course->phase, g_free);
  course->since = 0;
}

/* (nullable) */
static const char *
get_stage_name (const Course *course)
{
  const gboolean over = luthier_job_state_is_terminal (luthier_job_state_from_wire (course->state));

  return course->phase != NULL && *course->phase != '\0' && !over ? course->phase : course->state;
}

/* What a failure or a cancel ended is no measure of how long it takes. */
static gboolean
goes_on (const char *state_name)
{
  const LuthierJobState state = luthier_job_state_from_wire (state_name);

  return state != LUTHIER_JOB_STATE_FAILED && state != LUTHIER_JOB_STATE_CANCELLING &&
         state != LUTHIER_JOB_STATE_CANCELLED && state != LUTHIER_JOB_STATE_EXPIRED;
}

/* kind: a state or a phase. */
static void
move_on (Course *course, int kind, const char *name)
{
  char **place = kind == LUTHIER_EVENT_STATE ? &course->state : &course->phase;

  g_free (*place);
  *place = g_strdup (name);
}

/* Columns: job, kind, name, when, seen. A phase that a job was in when it was seen first had begun
 * before: nobody knows when. */
static gpointer
read_stage (sqlite3_stmt *statement, gpointer data)
{
  Course *course = data;
  const char *job = luthier_database_get_text (statement, 0);
  const int kind = sqlite3_column_int (statement, 1);
  const gint64 seen = sqlite3_column_int64 (statement, 4);
  gint64 when = sqlite3_column_int64 (statement, 3);
  g_autofree char *before = NULL;
  LuthierStoredStage *stage = NULL;

  if (g_strcmp0 (job, course->job) != 0)
    {
      course_clear (course);
      course->job = g_strdup (job);
      course->first = seen;
    }
  if (kind == LUTHIER_EVENT_PHASE && seen == course->first)
    when = 0;

  before = g_strdup (get_stage_name (course));
  move_on (course, kind, luthier_database_get_text (statement, 2));
  if (g_strcmp0 (before, get_stage_name (course)) == 0)
    return NULL;

  if (before != NULL && course->since > 0 && when > course->since && goes_on (course->state))
    {
      stage = g_new0 (LuthierStoredStage, 1);
      stage->job = g_strdup (course->job);
      stage->name = g_steal_pointer (&before);
      stage->begin = course->since;
      stage->duration = when - course->since;
    }
  course->since = when;

  return stage;
}

static gboolean
load_stages (LuthierDatabase *database, LuthierStoreCall *call, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = luthier_database_query (
      database, error,
      "SELECT job, kind, name, CASE WHEN time_us > 0 THEN time_us ELSE seen_us END, seen_us"
      " FROM records JOIN events ON events.record = records.id WHERE profile = ? AND kind IN (?, ?)"
      " ORDER BY records.id, events.id",
      "sii", call->profile_id, (gint64) LUTHIER_EVENT_STATE, (gint64) LUTHIER_EVENT_PHASE);
  Course course = { NULL };

  call->result = read_rows (database, statement, read_stage, &course,
                            (GDestroyNotify) luthier_stored_stage_free, error);
  course_clear (&course);

  return call->result != NULL;
}

static gboolean
mark_gone (LuthierDatabase *database, LuthierStoreCall *call, GError **error)
{
  GPtrArray *names = call->record;

  for (guint i = 0; i < names->len; i++)
    if (!luthier_database_run (database, error,
                               "UPDATE jobs SET gone = 1 WHERE profile = ? AND name = ?", "ss",
                               call->profile_id, g_ptr_array_index (names, i)))
      return FALSE;

  return TRUE;
}

void
luthier_store_add_sightings_async (LuthierStore *self,
                                   const char *profile_id,
                                   GPtrArray *sightings,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  LuthierStoreCall *call = luthier_store_make_call (luthier_store_record_rows_add_sightings,
                                                    profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->record = g_ptr_array_ref (sightings);
  call->record_free = (GDestroyNotify) g_ptr_array_unref;
  call->lasting = TRUE;
  luthier_store_enqueue (self, call, luthier_store_add_sightings_async, cancellable, callback,
                         user_data);
}

void
luthier_store_add_points_async (LuthierStore *self,
                                const char *profile_id,
                                const char *job,
                                LuthierCurves *points,
                                gboolean complete,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  LuthierStoreCall *call = luthier_store_make_call (luthier_store_record_rows_add_points,
                                                    profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->name = g_strdup (job);
  call->record = g_object_ref (points);
  call->record_free = g_object_unref;
  call->complete = complete;
  call->lasting = TRUE;
  luthier_store_enqueue (self, call, luthier_store_add_points_async, cancellable, callback,
                         user_data);
}

void
luthier_store_load_record_async (LuthierStore *self,
                                 const char *profile_id,
                                 const char *job,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  LuthierStoreCall *call = luthier_store_make_call (load_record, profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->name = g_strdup (job);
  call->result_free = (GDestroyNotify) luthier_stored_record_free;
  luthier_store_enqueue (self, call, luthier_store_load_record_async, cancellable, callback,
                         user_data);
}

LuthierStoredRecord *
luthier_store_load_record_finish (LuthierStore *self, GAsyncResult *result, GError **error)
{
  return luthier_store_finish_pointer (self, result, error);
}

void
luthier_store_load_series_async (LuthierStore *self,
                                 const char *profile_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  LuthierStoreCall *call = luthier_store_make_call (load_series, profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->result_free = (GDestroyNotify) g_ptr_array_unref;
  luthier_store_enqueue (self, call, luthier_store_load_series_async, cancellable, callback,
                         user_data);
}

GPtrArray *
luthier_store_load_series_finish (LuthierStore *self, GAsyncResult *result, GError **error)
{
  return luthier_store_finish_pointer (self, result, error);
}

void
luthier_store_load_stages_async (LuthierStore *self,
                                 const char *profile_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  LuthierStoreCall *call = luthier_store_make_call (load_stages, profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->result_free = (GDestroyNotify) g_ptr_array_unref;
  luthier_store_enqueue (self, call, luthier_store_load_stages_async, cancellable, callback,
                         user_data);
}

GPtrArray *
luthier_store_load_stages_finish (LuthierStore *self, GAsyncResult *result, GError **error)
{
  return luthier_store_finish_pointer (self, result, error);
}

void
luthier_store_mark_gone_async (LuthierStore *self,
                               const char *profile_id,
                               GPtrArray *names,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  LuthierStoreCall *call = luthier_store_make_call (mark_gone, profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->record = g_ptr_array_ref (names);
  call->record_free = (GDestroyNotify) g_ptr_array_unref;
  luthier_store_enqueue (self, call, luthier_store_mark_gone_async, cancellable, callback,
                         user_data);
}

void
luthier_store_forget_job_async (LuthierStore *self,
                                const char *profile_id,
                                const char *name,
                                const char *job,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  LuthierStoreCall *call = luthier_store_make_call (luthier_store_record_rows_forget_job,
                                                    profile_id);

  g_return_if_fail (LUTHIER_IS_STORE (self));

  call->name = g_strdup (name);
  call->text = g_strdup (job);
  call->lasting = TRUE;
  luthier_store_enqueue (self, call, luthier_store_forget_job_async, cancellable, callback,
                         user_data);
}
