/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-database.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "luthier-error.h"

#define BUSY_MS 5000

struct _LuthierDatabase
{
  char *path;
  sqlite3 *handle;
  int last_error;
};

/* How a file becomes one of the next version; its version is how many of these it has seen. They
 * are history: a change of the tables is a new entry at the end. */
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

  "CREATE TABLE IF NOT EXISTS missed (profile TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (profile, name));",
};

/* In words for the user, by what can be done about it. */
static char *
describe (LuthierDatabase *self, int code)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return g_strdup_printf (_ ("The disk is full: %s cannot grow."), self->path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return g_strdup_printf (_ ("%s may not be written."), self->path);
    case SQLITE_CANTOPEN:
      return g_strdup_printf (_ ("%s cannot be opened."), self->path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return g_strdup_printf (_ ("%s is in use by another program."), self->path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return g_strdup_printf (_ ("%s is damaged."), self->path);
    default:
      /* Translators: a file and what SQLite says about it. */
      return g_strdup_printf (_ ("%s cannot be used: %s."), self->path,
                              sqlite3_errmsg (self->handle));
    }
}

static gboolean
fail (LuthierDatabase *self, int code, GError **error)
{
  g_autofree char *message = describe (self, code);

  self->last_error = code & 0xff;
  g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_STORE, message);
  return FALSE;
}

static gboolean
execute (LuthierDatabase *self, const char *sql, GError **error)
{
  const int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || fail (self, code, error);
}

static gboolean
fail_file (const char *path, GError **error)
{
  g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_STORE,
               /* Translators: a file or folder, and why. */
               _ ("%s cannot be made: %s."), path, g_strerror (errno));
  return FALSE;
}

/* What is remembered is nobody else's business. SQLite gives its side files the same mode. */
static gboolean
make_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail_file (folder, error);

  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_file (path, error);

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

/* A file of the future is left exactly as it is. */
static gboolean
prepare_file (LuthierDatabase *self, GError **error)
{
  int version = 0;

  if (!read_version (self, &version, error))
    return FALSE;

  if (version > (int) G_N_ELEMENTS (migrations))
    {
      g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_STORE,
                   _ ("%s was written by a newer version of Luthier, and is left as it is."),
                   self->path);
      return FALSE;
    }

  return execute (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL", error) &&
         migrate (self, version, error);
}

LuthierDatabase *
luthier_database_open (const char *path, gboolean *damaged, GError **error)
{
  g_autoptr (LuthierDatabase) self = g_new0 (LuthierDatabase, 1);
  int code;

  *damaged = FALSE;
  self->path = g_strdup (path);
  if (!make_file (path, error))
    return NULL;

  code = sqlite3_open_v2 (path, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK)
    {
      fail (self, code, error);
      return NULL;
    }

  sqlite3_busy_timeout (self->handle, BUSY_MS);
  if (!prepare_file (self, error))
    {
      *damaged = luthier_database_is_damaged (self);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/* With its log, which may hold what somebody who repairs it wants to have. */
char *
luthier_database_keep_aside (const char *path, GError **error)
{
  static const char *const side_files[] = { "-wal", "-shm" };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *aside = g_strdup_printf ("%s.damaged-%s", path, date);

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.damaged-%s-%u", path, date, i);
    }

  if (g_rename (path, aside) != 0)
    {
      fail_file (aside, error);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (side_files); i++)
    {
      g_autofree char *from = g_strconcat (path, side_files[i], NULL);
      g_autofree char *to = g_strconcat (aside, side_files[i], NULL);

      g_rename (from, to);
    }

  return g_steal_pointer (&aside);
}

void
luthier_database_close (LuthierDatabase *self)
{
  sqlite3_close_v2 (self->handle);
  g_free (self->path);
  g_free (self);
}

gboolean
luthier_database_is_damaged (LuthierDatabase *self)
{
  return self->last_error == SQLITE_CORRUPT || self->last_error == SQLITE_NOTADB;
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
      fail (self, code, error);
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
  return code == SQLITE_ROW || code == SQLITE_DONE || fail (self, code, error);
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
