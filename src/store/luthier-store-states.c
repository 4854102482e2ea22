/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-store-records.h"

/* What the store itself reads and writes of the tables, when it opens its files. */

static LuthierStoreCall *
make_state (LuthierStep step)
{
  LuthierStoreCall *state = luthier_store_call_new (LUTHIER_STORE_RUN);

  state->step = step;
  return state;
}

static gboolean
list_profiles (LuthierDatabase *database, GPtrArray *states, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = luthier_database_query (
      database, error, "SELECT id, text FROM profiles ORDER BY rowid", "");
  gboolean row;

  while (statement != NULL && luthier_database_step (database, statement, &row, error))
    {
      LuthierStoreCall *state;

      if (!row)
        return TRUE;
      state = make_state (LUTHIER_STEP_PROFILE);
      state->profile_id = g_strdup (luthier_database_get_text (statement, 0));
      state->text = g_strdup (luthier_database_get_text (statement, 1));
      g_ptr_array_add (states, state);
    }

  return FALSE;
}

static gboolean
list_intents (LuthierDatabase *database, GPtrArray *states, const char *n_ended, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT " LUTHIER_INTENT_COLUMNS " FROM intents WHERE state NOT IN (%d, %d) OR id IN"
      " (SELECT id FROM intents WHERE state IN (%d, %d) ORDER BY time_us DESC LIMIT %s)"
      " ORDER BY rowid",
      LUTHIER_INTENT_SETTLED, LUTHIER_INTENT_FORGOTTEN, LUTHIER_INTENT_SETTLED,
      LUTHIER_INTENT_FORGOTTEN, n_ended);
  g_autoptr (sqlite3_stmt) statement = luthier_database_query (database, error, sql, "");
  gboolean row;

  while (statement != NULL && luthier_database_step (database, statement, &row, error))
    {
      LuthierStoreCall *state;

      if (!row)
        return TRUE;
      state = make_state (LUTHIER_STEP_INTENT);
      state->intents = luthier_intent_records_new ();
      g_ptr_array_add (state->intents, luthier_store_records_read_intent (statement));
      g_ptr_array_add (states, state);
    }

  return FALSE;
}

GPtrArray *
luthier_store_records_list_states (LuthierDatabase *database, const char *n_ended, GError **error)
{
  g_autoptr (GPtrArray)
      states = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_store_call_unref);

  return list_profiles (database, states, error) && list_intents (database, states, n_ended, error)
             ? g_steal_pointer (&states)
             : NULL;
}

gboolean
luthier_store_records_doubt_intents (LuthierDatabase *database, guint *n_intents, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row = FALSE;

  if (!luthier_database_run (database, error, "UPDATE intents SET state = ? WHERE state IN (?, ?)",
                             "iii", (gint64) LUTHIER_INTENT_UNCERTAIN,
                             (gint64) LUTHIER_INTENT_QUEUED, (gint64) LUTHIER_INTENT_REFUSED))
    return FALSE;

  statement = luthier_database_query (database, error,
                                      "SELECT count(*) FROM intents WHERE state = ?", "i",
                                      (gint64) LUTHIER_INTENT_UNCERTAIN);
  if (statement == NULL || !luthier_database_step (database, statement, &row, error))
    return FALSE;

  *n_intents = row ? (guint) sqlite3_column_int (statement, 0) : 0;
  return TRUE;
}

gboolean
luthier_store_records_save_damage (LuthierDatabase *database,
                                   const LuthierDamage *damage,
                                   GError **error)
{
  return luthier_database_run (
      database, error,
      "INSERT OR REPLACE INTO damages (path, n_steps, n_unsure, parts) VALUES (?, ?, ?, ?)", "siii",
      damage->path, (gint64) damage->n_steps, (gint64) damage->n_unsure, (gint64) damage->parts);
}

LuthierDamage *
luthier_store_records_load_damage (LuthierDatabase *database)
{
  g_autoptr (sqlite3_stmt) statement = luthier_database_query (
      database, NULL, "SELECT path, n_steps, n_unsure, parts FROM damages ORDER BY rowid", "");
  gboolean row = FALSE;
  LuthierDamage *damage;

  if (statement == NULL || !luthier_database_step (database, statement, &row, NULL) || !row)
    return NULL;

  damage = g_new0 (LuthierDamage, 1);
  damage->path = g_strdup (luthier_database_get_text (statement, 0));
  damage->n_steps = (guint) sqlite3_column_int (statement, 1);
  damage->n_unsure = (guint) sqlite3_column_int (statement, 2);
  damage->parts = (LuthierDamageParts) sqlite3_column_int (statement, 3);
  return damage;
}

gboolean
luthier_store_records_dismiss_damage (LuthierDatabase *database,
                                      LuthierStoreCall *call,
                                      GError **error)
{
  return luthier_database_run (database, error, "DELETE FROM damages WHERE path = ?", "s",
                               call->name);
}
