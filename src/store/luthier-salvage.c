/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-salvage.h"

typedef struct
{
  const char *name;
  LuthierDamageParts part; /* whose it is */
  const char *key;         /* (nullable): by which its rows are in order; NULL: the rowid */
} Table;

/* What is worth most comes first. */
static const Table tables[] = {
  { "about", LUTHIER_DAMAGE_STEPS, NULL },
  { "profiles", LUTHIER_DAMAGE_STEPS, NULL },
  { "intents", LUTHIER_DAMAGE_STEPS, NULL },
  { "damages", 0, NULL },
  { "drafts", LUTHIER_DAMAGE_DRAFTS, NULL },
  { "uploads", LUTHIER_DAMAGE_UPLOADS, NULL },
  { "datasets", LUTHIER_DAMAGE_UPLOADS, NULL },
  { "missed", 0, NULL },
  { "jobs", 0, NULL },
  { "records", LUTHIER_DAMAGE_RECORDS, NULL },
  { "events", LUTHIER_DAMAGE_RECORDS, NULL },
  { "series", LUTHIER_DAMAGE_RECORDS, NULL },
  { "points", LUTHIER_DAMAGE_RECORDS, "series, step" },
};

/* One that has no such table has no columns. (transfer full) (nullable): it cannot be read. */
static GPtrArray *
list_columns (LuthierDatabase *database, const char *table)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (sqlite3_stmt) statement = luthier_database_query (
      database, NULL, "SELECT name FROM pragma_table_info(?)", "s", table);
  gboolean row;

  if (statement == NULL)
    return NULL;

  while (luthier_database_step (database, statement, &row, NULL))
    {
      if (!row)
        return g_steal_pointer (&columns);
      g_ptr_array_add (columns, g_strdup (luthier_database_get_text (statement, 0)));
    }

  return NULL;
}

/* (transfer full) (nullable): "id, text", those that both have. */
static char *
join_common (GPtrArray *ours, GPtrArray *theirs, guint *n_columns)
{
  g_autoptr (GString) text = g_string_new (NULL);

  *n_columns = 0;
  for (guint i = 0; i < ours->len; i++)
    if (g_ptr_array_find_with_equal_func (theirs, ours->pdata[i], g_str_equal, NULL))
      {
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                                (const char *) ours->pdata[i]);
        (*n_columns)++;
      }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static sqlite3_stmt *
prepare_insert (LuthierDatabase *target,
                const char *table,
                const char *columns,
                guint n_columns,
                GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_printf (sql, "INSERT OR REPLACE INTO %s (%s) VALUES (?", table, columns);
  for (guint i = 1; i < n_columns; i++)
    g_string_append (sql, ", ?");
  g_string_append (sql, ")");

  return luthier_database_query (target, error, sql->str, "");
}

/* A row that does not fit is one that is not whole. */
static gboolean
insert_row (LuthierDatabase *target,
            sqlite3_stmt *insert,
            sqlite3_stmt *row,
            guint n_columns,
            gboolean *whole,
            GError **error)
{
  int code;

  sqlite3_reset (insert);
  for (int i = 0; i < (int) n_columns; i++)
    sqlite3_bind_value (insert, i + 1, sqlite3_column_value (row, i));

  code = sqlite3_step (insert);
  if ((code & 0xff) != SQLITE_CONSTRAINT)
    return code == SQLITE_DONE || luthier_database_fail (target, code, error);

  *whole = FALSE;
  return TRUE;
}

/* FALSE: an error of the target. whole: the source had one, and there is more that way. */
static gboolean
copy_rows (LuthierDatabase *target,
           sqlite3_stmt *insert,
           LuthierDatabase *source,
           const char *sql,
           guint n_columns,
           gboolean *whole,
           GError **error)
{
  g_autoptr (sqlite3_stmt) select = luthier_database_query (source, NULL, sql, "");
  gboolean row;

  *whole = TRUE;
  while (select != NULL && luthier_database_step (source, select, &row, NULL))
    {
      if (!row)
        return TRUE;
      if (!insert_row (target, insert, select, n_columns, whole, error))
        return FALSE;
    }

  *whole = FALSE;
  return TRUE;
}

/* (transfer full). way: "" or " DESC". */
static char *
make_select (const char *columns, const Table *table, const char *way)
{
  g_auto (GStrv) keys = g_strsplit (table->key != NULL ? table->key : "rowid", ",", -1);
  g_autofree char *separator = g_strconcat (way, ",", NULL);
  g_autofree char *order = g_strjoinv (separator, keys);

  return g_strdup_printf ("SELECT %s FROM %s ORDER BY %s%s", columns, table->name, order, way);
}

/* What is behind a page that cannot be read is reached from the other end. */
static gboolean
copy_table (LuthierDatabase *target,
            LuthierDatabase *source,
            const Table *table,
            gboolean *whole,
            GError **error)
{
  g_autoptr (GPtrArray) ours = list_columns (target, table->name);
  g_autoptr (GPtrArray) theirs = list_columns (source, table->name);
  g_autoptr (sqlite3_stmt) insert = NULL;
  g_autofree char *columns = NULL;
  g_autofree char *forward = NULL;
  g_autofree char *backward = NULL;
  gboolean rest;
  guint n_columns;

  *whole = theirs != NULL;
  if (ours == NULL || theirs == NULL || theirs->len == 0)
    return TRUE;

  columns = join_common (ours, theirs, &n_columns);
  insert = prepare_insert (target, table->name, columns, n_columns, error);
  if (insert == NULL)
    return FALSE;

  forward = make_select (columns, table, "");
  backward = make_select (columns, table, " DESC");
  if (!copy_rows (target, insert, source, forward, n_columns, whole, error))
    return FALSE;
  return *whole || copy_rows (target, insert, source, backward, n_columns, &rest, error);
}

typedef struct
{
  LuthierDatabase *source;
  LuthierDamageParts *lost;
} Errand;

static gboolean
copy_all (LuthierDatabase *target, gpointer data, GError **error)
{
  Errand *errand = data;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      gboolean whole;

      if (!copy_table (target, errand->source, &tables[i], &whole, error))
        return FALSE;
      if (!whole)
        *errand->lost |= tables[i].part;
    }

  /* What is not whole any more may be read from the service again. */
  return !(*errand->lost & LUTHIER_DAMAGE_RECORDS) ||
         luthier_database_run (target, error, "UPDATE records SET complete = 0", "");
}

gboolean
luthier_salvage_copy (LuthierDatabase *target,
                      LuthierDatabase *source,
                      LuthierDamageParts *lost,
                      GError **error)
{
  Errand errand = { .source = source, .lost = lost };

  *lost = 0;
  return luthier_database_transact (target, FALSE, copy_all, &errand, error);
}
