/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-store-record-rows.h"

#include "luthier-curves.h"
#include "luthier-sighting.h"

/* The number in the first column of the first row. */
static gboolean
find_id (LuthierDatabase *database, sqlite3_stmt *statement, gint64 *id, GError **error)
{
  gboolean row = FALSE;

  if (statement == NULL || !luthier_database_step (database, statement, &row, error))
    return FALSE;

  *id = row ? sqlite3_column_int64 (statement, 0) : 0;
  return TRUE;
}

static gboolean
ensure_record (
    LuthierDatabase *database, const char *profile_id, const char *job, gint64 *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!luthier_database_run (database, error,
                             "INSERT OR IGNORE INTO records (profile, job) VALUES (?, ?)", "ss",
                             profile_id, job))
    return FALSE;

  statement = luthier_database_query (database, error,
                                      "SELECT id FROM records WHERE profile = ? AND job = ?", "ss",
                                      profile_id, job);
  return find_id (database, statement, id, error);
}

static gboolean
ensure_series (
    LuthierDatabase *database, gint64 record, const char *name, gint64 *id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!luthier_database_run (database, error,
                             "INSERT OR IGNORE INTO series (record, name) VALUES (?, ?)", "is",
                             record, name))
    return FALSE;

  statement = luthier_database_query (
      database, error, "SELECT id FROM series WHERE record = ? AND name = ?", "is", record, name);
  return find_id (database, statement, id, error);
}

/* Of a page of jobs, each prepared once. What was done in memory is done again on a disk that may
 * have it. */
static const char insert_record[] = "INSERT OR IGNORE INTO records (profile, job) VALUES (?, ?)";
static const char insert_event[] =
    "INSERT INTO events (record, seen_us, kind, name, text, time_us)"
    " SELECT id, ?3, ?4, ?5, ?6, ?7 FROM records WHERE profile = ?1 AND job = ?2"
    " AND NOT EXISTS (SELECT 1 FROM events WHERE record = records.id AND seen_us = ?3"
    "  AND kind = ?4 AND name IS ?5)";

/* Both statements begin with the same two. */
static void
bind_job (sqlite3_stmt *statement, const char *profile_id, const char *job)
{
  sqlite3_reset (statement);
  sqlite3_bind_text (statement, 1, profile_id, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, job, -1, SQLITE_STATIC);
}

static void
bind_event (sqlite3_stmt *statement, LuthierEvent *event)
{
  sqlite3_bind_int64 (statement, 3, luthier_event_get_seen (event));
  sqlite3_bind_int64 (statement, 4, luthier_event_get_kind (event));
  sqlite3_bind_text (statement, 5, luthier_event_get_name (event), -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 6, luthier_event_get_text (event), -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 7, luthier_event_get_time (event));
}

gboolean
luthier_store_record_rows_add_sightings (LuthierDatabase *database,
                                         LuthierStoreCall *call,
                                         GError **error)
{
  g_autoptr (sqlite3_stmt) record = luthier_database_query (database, error, insert_record, "");
  g_autoptr (sqlite3_stmt)
      event = record != NULL ? luthier_database_query (database, error, insert_event, "") : NULL;
  GPtrArray *sightings = call->record;
  gboolean row = FALSE;

  for (guint i = 0; event != NULL && i < sightings->len; i++)
    {
      const LuthierSighting *sighting = g_ptr_array_index (sightings, i);

      bind_job (record, call->profile_id, sighting->job);
      bind_job (event, call->profile_id, sighting->job);
      bind_event (event, sighting->event);
      if (!luthier_database_step (database, record, &row, error) ||
          !luthier_database_step (database, event, &row, error))
        return FALSE;
    }

  return event != NULL;
}

/* SQLite keeps what is no number as NULL. */
static gboolean
add_point (LuthierDatabase *database,
           sqlite3_stmt *insert,
           gint64 series,
           const LuthierPoint *point,
           GError **error)
{
  gboolean row = FALSE;

  sqlite3_reset (insert);
  sqlite3_bind_int64 (insert, 1, series);
  sqlite3_bind_int64 (insert, 2, point->step);
  sqlite3_bind_int64 (insert, 3, point->time);
  sqlite3_bind_double (insert, 4, point->value);

  return luthier_database_step (database, insert, &row, error);
}

static gboolean
add_points_of (LuthierDatabase *database, gint64 id, LuthierSeries *series, GError **error)
{
  g_autoptr (sqlite3_stmt) insert = luthier_database_query (
      database, error,
      "INSERT OR REPLACE INTO points (series, step, time_us, value) VALUES (?, ?, ?, ?)", "");
  guint n_points = 0;
  const LuthierPoint *points = luthier_series_get_points (series, &n_points);

  if (insert == NULL)
    return FALSE;

  for (guint i = 0; i < n_points; i++)
    if (!add_point (database, insert, id, &points[i], error))
      return FALSE;

  return TRUE;
}

/* A corrected point may have been the lowest, so all are looked at. */
static gboolean
sum_up (LuthierDatabase *database, gint64 id, GError **error)
{
  return luthier_database_run (
      database, error,
      "UPDATE series SET"
      " (lowest, lowest_step) = (SELECT value, step FROM points WHERE series = ?"
      "  AND value > -9e999 AND value < 9e999 ORDER BY value, step LIMIT 1),"
      " (last, last_step) = (SELECT value, step FROM points WHERE series = ?"
      "  ORDER BY step DESC LIMIT 1),"
      " (begin_us, end_us) = (SELECT min(time_us), max(time_us) FROM points WHERE series = ?"
      "  AND time_us > 0),"
      " longest_us = (SELECT max(time_us - before) FROM (SELECT time_us, lag(time_us) OVER"
      "  (ORDER BY step) AS before FROM points WHERE series = ? AND time_us > 0))"
      " WHERE id = ?",
      "iiiii", id, id, id, id, id);
}

static gboolean
add_series (LuthierDatabase *database, gint64 record, LuthierSeries *series, GError **error)
{
  gint64 id = 0;

  return ensure_series (database, record, luthier_series_get_name (series), &id, error) &&
         add_points_of (database, id, series, error) && sum_up (database, id, error);
}

gboolean
luthier_store_record_rows_add_points (LuthierDatabase *database,
                                      LuthierStoreCall *call,
                                      GError **error)
{
  GListModel *curves = call->record;
  const guint n_series = g_list_model_get_n_items (curves);
  gint64 record = 0;

  if (!ensure_record (database, call->profile_id, call->name, &record, error))
    return FALSE;

  for (guint i = 0; i < n_series; i++)
    {
      g_autoptr (LuthierSeries) series = g_list_model_get_item (curves, i);

      if (!add_series (database, record, series, error))
        return FALSE;
    }

  return !call->complete ||
         luthier_database_run (database, error, "UPDATE records SET complete = 1 WHERE id = ?", "i",
                               record);
}

/* where: which records, with one parameter a letter. */
static gboolean
remove_parts (LuthierDatabase *database,
              const char *where,
              const char *letters,
              const char *profile_id,
              const char *job,
              GError **error)
{
  static const char *const parts[] = {
    "DELETE FROM points WHERE series IN (SELECT series.id FROM series JOIN records"
    " ON records.id = series.record WHERE ",
    "DELETE FROM series WHERE record IN (SELECT records.id FROM records WHERE ",
    "DELETE FROM events WHERE record IN (SELECT records.id FROM records WHERE ",
    "DELETE FROM records WHERE id IN (SELECT records.id FROM records WHERE ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *sql = g_strconcat (parts[i], where, ")", NULL);

      if (!luthier_database_run (database, error, sql, letters, profile_id, job))
        return FALSE;
    }

  return TRUE;
}

gboolean
luthier_store_record_rows_remove_profile (LuthierDatabase *database,
                                          const char *profile_id,
                                          GError **error)
{
  return remove_parts (database, "profile = ?", "s", profile_id, NULL, error);
}

gboolean
luthier_store_record_rows_forget_job (LuthierDatabase *database,
                                      LuthierStoreCall *call,
                                      GError **error)
{
  return luthier_database_run (database, error, "DELETE FROM jobs WHERE profile = ? AND name = ?",
                               "ss", call->profile_id, call->name) &&
         luthier_database_run (database, error, "DELETE FROM missed WHERE profile = ? AND name = ?",
                               "ss", call->profile_id, call->name) &&
         remove_parts (database, "profile = ? AND job = ?", "ss", call->profile_id, call->text,
                       error);
}
