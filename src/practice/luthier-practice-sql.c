/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-sql.h"

static void
bind_bytes (sqlite3_stmt *statement, int index, GBytes *bytes)
{
  gsize size = 0;
  gconstpointer data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (bytes == NULL)
    sqlite3_bind_null (statement, index);
  else
    sqlite3_bind_blob64 (statement, index, data != NULL ? data : "", size, SQLITE_TRANSIENT);
}

static void
bind_values (sqlite3_stmt *statement, const char *types, va_list values)
{
  for (int i = 0; types[i] != '\0'; i++)
    switch (types[i])
      {
      case 's':
        sqlite3_bind_text (statement, i + 1, va_arg (values, const char *), -1, SQLITE_TRANSIENT);
        break;
      case 'i':
        sqlite3_bind_int64 (statement, i + 1, va_arg (values, gint64));
        break;
      case 'b':
        bind_bytes (statement, i + 1, va_arg (values, GBytes *));
        break;
      default:
        g_return_if_reached ();
      }
}

static sqlite3_stmt *
prepare (sqlite3 *database, const char *sql, const char *types, va_list values)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) == SQLITE_OK)
    bind_values (statement, types, values);
  else
    g_critical ("%s: %s", sql, sqlite3_errmsg (database));
  return statement;
}

/**
 * luthier_practice_sql_prepare:
 * @database: an open database
 * @sql: one statement of our own
 * @types: a letter for each of the values that follow
 *
 * Returns: (transfer full): the statement; an empty one, without rows, if it cannot be prepared
 */
sqlite3_stmt *
luthier_practice_sql_prepare (sqlite3 *database, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement;
  va_list values;

  va_start (values, types);
  statement = prepare (database, sql, types, values);
  va_end (values);
  return statement;
}

/**
 * luthier_practice_sql_run:
 * @database: an open database
 * @sql: one statement of our own
 * @types: a letter for each of the values that follow
 *
 * Returns: whether it went well; if not, for a disk may be full, why is logged
 */
gboolean
luthier_practice_sql_run (sqlite3 *database, const char *sql, const char *types, ...)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  va_list values;
  int status;

  va_start (values, types);
  statement = prepare (database, sql, types, values);
  va_end (values);
  status = sqlite3_step (statement);
  if (status == SQLITE_DONE || status == SQLITE_ROW)
    return TRUE;
  g_warning ("The state was not written: %s", sqlite3_errmsg (database));
  return FALSE;
}

gboolean
luthier_practice_sql_next (sqlite3_stmt *statement)
{
  return sqlite3_step (statement) == SQLITE_ROW;
}

/**
 * luthier_practice_sql_dup_text:
 * @statement: a statement that stands on a row
 * @column: counted from 0
 *
 * Returns: (transfer full) (nullable): the text there
 */
char *
luthier_practice_sql_dup_text (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}
