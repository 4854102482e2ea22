/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-database.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "luthier-error.h"
#include "luthier-store-error.h"

#define BUSY_MS 5000

struct _LuthierDatabase
{
  char *path;
  sqlite3 *handle;
  gboolean is_new;
};

/* How a file becomes one of the next version; its version is how many of these it has seen. They
 * are history: a change of the tables is a new entry at the end. Such a change may be one that
 * older programs need not know of: then it leaves "oldest" in the table "about" as it is, which is
 * the first version of which a program can still use the file. A table that is added here is added
 * to check() below, unless it may be long, and to luthier-salvage.c, too, and if it has a profile's
 * rows, to what luthier_store_records_remove_profile() takes away. */
static const char *const migrations[] = {
  "CREATE TABLE profiles (id TEXT PRIMARY KEY, text TEXT NOT NULL);"
  "CREATE TABLE jobs (profile TEXT NOT NULL, name TEXT NOT NULL, create_time INTEGER NOT NULL,"
  "                   whole TEXT, summary TEXT, PRIMARY KEY (profile, name));"
  "CREATE INDEX jobs_by_time ON jobs (profile, create_time DESC);"
  "CREATE TABLE drafts (profile TEXT PRIMARY KEY, text TEXT NOT NULL);",

  "CREATE TABLE intents (id TEXT PRIMARY KEY, profile TEXT NOT NULL, state INTEGER NOT NULL,"
  "                      spec TEXT NOT NULL, job_name TEXT, time_us INTEGER NOT NULL);"
  "CREATE INDEX intents_by_profile ON intents (profile);",

  "CREATE TABLE uploads (id TEXT PRIMARY KEY, profile TEXT NOT NULL, file TEXT NOT NULL,"
  "                      gs_uri TEXT NOT NULL, sha256 TEXT, crc32c TEXT, size INTEGER NOT NULL,"
  "                      mtime_us INTEGER NOT NULL, kept INTEGER NOT NULL,"
  "                      kept_crc32c INTEGER NOT NULL, generation INTEGER NOT NULL);"
  "CREATE INDEX uploads_by_profile ON uploads (profile);"
  "CREATE TABLE datasets (profile TEXT NOT NULL, gs_uri TEXT NOT NULL, file TEXT NOT NULL,"
  "                       sha256 TEXT, crc32c TEXT, size INTEGER NOT NULL,"
  "                       time_us INTEGER NOT NULL, PRIMARY KEY (profile, gs_uri));",

  "ALTER TABLE intents ADD COLUMN error TEXT;"
  "ALTER TABLE intents ADD COLUMN asked_us INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE intents ADD COLUMN sent_us INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE intents ADD COLUMN place INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE intents ADD COLUMN held INTEGER NOT NULL DEFAULT 0;"
  "UPDATE intents SET asked_us = time_us, sent_us = time_us;",

  /* step: the last one of the journal that this file has. */
  "CREATE TABLE about (name TEXT PRIMARY KEY, value INTEGER NOT NULL);"
  "INSERT INTO about VALUES ('oldest', 5), ('step', 0);"
  "CREATE TABLE damages (path TEXT PRIMARY KEY, n_steps INTEGER NOT NULL,"
  "                      n_unsure INTEGER NOT NULL, parts INTEGER NOT NULL);",

  "CREATE TABLE missed (profile TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (profile, name));",

  /* A value that is NULL is no number. What is told of a series beside its points follows from
   * them, so that nobody has to read all points of all jobs. */
  "CREATE TABLE records (id INTEGER PRIMARY KEY, profile TEXT NOT NULL, job TEXT NOT NULL,"
  "                      complete INTEGER NOT NULL DEFAULT 0, UNIQUE (profile, job));"
  "CREATE TABLE events (id INTEGER PRIMARY KEY, record INTEGER NOT NULL, seen_us INTEGER NOT NULL,"
  "                     kind INTEGER NOT NULL, name TEXT, text TEXT, time_us INTEGER NOT NULL);"
  "CREATE INDEX events_by_record ON events (record);"
  "CREATE TABLE series (id INTEGER PRIMARY KEY, record INTEGER NOT NULL, name TEXT NOT NULL,"
  "                     lowest REAL, lowest_step INTEGER, last REAL, last_step INTEGER,"
  "                     begin_us INTEGER, end_us INTEGER, longest_us INTEGER,"
  "                     UNIQUE (record, name));"
  "CREATE TABLE points (series INTEGER NOT NULL, step INTEGER NOT NULL, time_us INTEGER NOT NULL,"
  "                     value REAL, PRIMARY KEY (series, step)) WITHOUT ROWID;"
  "ALTER TABLE jobs ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;",
};

gboolean
luthier_database_fail (LuthierDatabase *self, int code, GError **error)
{
  return luthier_store_fail_sqlite (self->path, code, sqlite3_system_errno (self->handle),
                                    sqlite3_errmsg (self->handle), error);
}

static gboolean
execute (LuthierDatabase *self, const char *sql, GError **error)
{
  const int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || luthier_database_fail (self, code, error);
}

/* What is remembered is nobody else's business. SQLite gives its side files the same mode. */
static gboolean
make_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return luthier_store_fail_file (folder, errno, error);

  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    return luthier_store_fail_file (path, errno, error);

  fchmod (fd, 0600);
  close (fd);
  return TRUE;
}

static gboolean
read_version (LuthierDatabase *self, int *version, GError **error)
{
  g_autoptr (sqlite3_stmt)
      statement = luthier_database_query (self, error, "PRAGMA user_version", "");
  gboolean row = FALSE;

  if (statement == NULL || !luthier_database_step (self, statement, &row, error))
    return FALSE;

  *version = row ? sqlite3_column_int (statement, 0) : 0;
  return TRUE;
}

static gboolean
migrate (LuthierDatabase *self, int version, GError **error)
{
  for (; version < (int) G_N_ELEMENTS (migrations); version++)
    {
      g_autofree char *script = g_strdup_printf (
          "BEGIN IMMEDIATE; %s PRAGMA user_version = %d; COMMIT", migrations[version], version + 1);

      if (!execute (self, script, error))
        {
          sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
          return FALSE;
        }
    }

  return TRUE;
}

/* FALSE: it has not been written down there, or cannot be read. */
static gboolean
read_about (LuthierDatabase *self, const char *name, gint64 *value)
{
  g_autoptr (sqlite3_stmt) statement = luthier_database_query (
      self, NULL, "SELECT value FROM about WHERE name = ?", "s", name);
  gboolean row = FALSE;

  if (statement == NULL || !luthier_database_step (self, statement, &row, NULL) || !row)
    return FALSE;

  *value = sqlite3_column_int64 (statement, 0);
  return TRUE;
}

/* A file of the future is left exactly as it is, unless it says that it can be used. */
static gboolean
is_for_others (LuthierDatabase *self, int version)
{
  gint64 oldest = 0;

  return version > (int) G_N_ELEMENTS (migrations) &&
         (!read_about (self, "oldest", &oldest) || oldest > (gint64) G_N_ELEMENTS (migrations));
}

/* What has no copy at the service is small, and looked through before anything is built on it; jobs
 * and their records are found out about when they are read. */
static gboolean
check (LuthierDatabase *self, GError **error)
{
  static const char *const tables[] = { "about",   "damages", "profiles", "drafts",
                                        "intents", "uploads", "datasets", "missed" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("PRAGMA integrity_check(%s)", tables[i]);
      g_autoptr (sqlite3_stmt) statement = luthier_database_query (self, error, sql, "");
      gboolean row = FALSE;

      if (statement == NULL || !luthier_database_step (self, statement, &row, error))
        return FALSE;
      if (!row || g_strcmp0 (luthier_database_get_text (statement, 0), "ok") != 0)
        return luthier_database_fail (self, SQLITE_CORRUPT, error);
    }

  return TRUE;
}

static gboolean
prepare_file (LuthierDatabase *self, GError **error)
{
  int version = 0;

  if (!read_version (self, &version, error))
    return FALSE;

  if (is_for_others (self, version))
    {
      g_propagate_error (
          error, luthier_error_new (
                     LUTHIER_ERROR_STORE, LUTHIER_REASON_STORE_NEWER,
                     _ ("%s was written by a newer version of Luthier, and is left as it is."),
                     self->path));
      return FALSE;
    }

  self->is_new = version == 0;
  return execute (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL", error) &&
         migrate (self, version, error) && (self->is_new || check (self, error));
}

static LuthierDatabase *
connect_to (const char *path, const char *name, int flags, GError **error)
{
  g_autoptr (LuthierDatabase) self = g_new0 (LuthierDatabase, 1);
  int code;

  self->path = g_strdup (path);
  code = sqlite3_open_v2 (name, &self->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK)
    {
      luthier_database_fail (self, code, error);
      return NULL;
    }

  sqlite3_busy_timeout (self->handle, BUSY_MS);
  return g_steal_pointer (&self);
}

LuthierDatabase *
luthier_database_open (const char *path, GError **error)
{
  g_autoptr (LuthierDatabase) self = NULL;

  if (!make_file (path, error))
    return NULL;

  self = connect_to (path, path, SQLITE_OPEN_READWRITE, error);
  return self != NULL && prepare_file (self, error) ? g_steal_pointer (&self) : NULL;
}

LuthierDatabase *
luthier_database_open_memory (const char *path, GError **error)
{
  g_autoptr (LuthierDatabase)
      self = connect_to (path, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);

  return self != NULL && migrate (self, 0, error) ? g_steal_pointer (&self) : NULL;
}

static LuthierDatabase *
open_to_read (const char *path, const char *how)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *name = uri != NULL ? g_strconcat (uri, how, NULL) : NULL;
  g_autoptr (LuthierDatabase) self = NULL;
  int version = 0;

  if (name != NULL)
    self = connect_to (path, name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
  return self != NULL && read_version (self, &version, NULL) ? g_steal_pointer (&self) : NULL;
}

LuthierDatabase *
luthier_database_open_to_read (const char *path)
{
  LuthierDatabase *self = open_to_read (path, "?mode=ro");

  /* Where no log can be made beside it, it is read without one. */
  return self != NULL ? self : open_to_read (path, "?immutable=1");
}

gboolean
luthier_database_is_new (LuthierDatabase *self)
{
  return self->is_new;
}

gboolean
luthier_database_is_moved (LuthierDatabase *self)
{
  int moved = 0;

  sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  return moved != 0;
}

gint64
luthier_database_get_last_step (LuthierDatabase *self)
{
  gint64 step = 0;

  read_about (self, "step", &step);
  return step;
}

gboolean
luthier_database_set_last_step (LuthierDatabase *self, gint64 step, GError **error)
{
  return luthier_database_run (self, error, "UPDATE about SET value = ? WHERE name = 'step'", "i",
                               step);
}

static const char *const side_files[] = { "", "-wal", "-shm" };

/* A file with its log, which may hold what somebody who repairs it wants to have. */
static gboolean
rename_all (const char *path, const char *to, GError **error)
{
  if (g_rename (path, to) != 0)
    return luthier_store_fail_file (to, errno, error);

  for (guint i = 1; i < G_N_ELEMENTS (side_files); i++)
    {
      g_autofree char *from = g_strconcat (path, side_files[i], NULL);
      g_autofree char *name = g_strconcat (to, side_files[i], NULL);

      g_rename (from, name);
    }

  return TRUE;
}

char *
luthier_database_keep_aside (const char *path, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *aside = g_strdup_printf ("%s.damaged-%s", path, date);

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.damaged-%s-%u", path, date, i);
    }

  return rename_all (path, aside, error) ? g_steal_pointer (&aside) : NULL;
}

void
luthier_database_put_back (const char *path, const char *aside)
{
  for (guint i = 0; i < G_N_ELEMENTS (side_files); i++)
    {
      g_autofree char *name = g_strconcat (path, side_files[i], NULL);

      g_unlink (name);
    }
  rename_all (aside, path, NULL);
}

void
luthier_database_close (LuthierDatabase *self)
{
  sqlite3_close_v2 (self->handle);
  g_free (self->path);
  g_free (self);
}

static sqlite3_stmt *
query (
    LuthierDatabase *self, GError **error, const char *sql, const char *letters, va_list arguments)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  int code = sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL);

  for (int i = 0; code == SQLITE_OK && letters[i] != '\0'; i++)
    if (letters[i] == 's')
      code = sqlite3_bind_text (statement, i + 1, va_arg (arguments, const char *), -1,
                                SQLITE_TRANSIENT);
    else
      code = sqlite3_bind_int64 (statement, i + 1, va_arg (arguments, gint64));

  if (code != SQLITE_OK)
    {
      luthier_database_fail (self, code, error);
      return NULL;
    }

  return g_steal_pointer (&statement);
}

sqlite3_stmt *
luthier_database_query (
    LuthierDatabase *self, GError **error, const char *sql, const char *letters, ...)
{
  sqlite3_stmt *statement;
  va_list arguments;

  va_start (arguments, letters);
  statement = query (self, error, sql, letters, arguments);
  va_end (arguments);

  return statement;
}

gboolean
luthier_database_run (
    LuthierDatabase *self, GError **error, const char *sql, const char *letters, ...)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  va_list arguments;
  gboolean row;

  va_start (arguments, letters);
  statement = query (self, error, sql, letters, arguments);
  va_end (arguments);

  return statement != NULL && luthier_database_step (self, statement, &row, error);
}

gboolean
luthier_database_step (LuthierDatabase *self,
                       sqlite3_stmt *statement,
                       gboolean *row,
                       GError **error)
{
  const int code = sqlite3_step (statement);

  *row = code == SQLITE_ROW;
  return code == SQLITE_ROW || code == SQLITE_DONE || luthier_database_fail (self, code, error);
}

const char *
luthier_database_get_text (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

gboolean
luthier_database_transact (LuthierDatabase *self,
                           gboolean durable,
                           LuthierTransaction transaction,
                           gpointer data,
                           GError **error)
{
  gboolean done;

  /* In a write-ahead log, NORMAL survives the end of the program, FULL that of the machine too. */
  if (durable && !execute (self, "PRAGMA synchronous = FULL", error))
    return FALSE;

  done = execute (self, "BEGIN IMMEDIATE", error) && transaction (self, data, error) &&
         execute (self, "COMMIT", error);
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  if (durable)
    sqlite3_exec (self->handle, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL);

  return done;
}
