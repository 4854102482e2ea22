/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-store-records.h"

#include "luthier-job-json.h"
#include "luthier-json-text.h"
#include "luthier-store-record-rows.h"

gboolean
luthier_store_records_load_profiles (LuthierDatabase *database,
                                     LuthierStoreCall *call,
                                     GError **error)
{
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (sqlite3_stmt) statement = luthier_database_query (
      database, error, "SELECT text FROM profiles ORDER BY rowid", "");
  gboolean row;

  if (statement == NULL)
    return FALSE;

  while (luthier_database_step (database, statement, &row, error))
    {
      LuthierProfile *profile;

      if (!row)
        {
          call->result = g_steal_pointer (&profiles);
          return TRUE;
        }

      /* One that a newer version wrote is still there when that comes back. */
      profile = luthier_profile_deserialize (luthier_database_get_text (statement, 0), NULL);
      if (profile != NULL)
        g_ptr_array_add (profiles, profile);
    }

  return FALSE;
}

gboolean
luthier_store_records_save_profile (LuthierDatabase *database,
                                    LuthierStoreCall *call,
                                    GError **error)
{
  return luthier_database_run (database, error,
                               "INSERT INTO profiles (id, text) VALUES (?, ?)"
                               " ON CONFLICT (id) DO UPDATE SET text = excluded.text",
                               "ss", call->profile_id, call->text);
}

gboolean
luthier_store_records_remove_profile (LuthierDatabase *database,
                                      LuthierStoreCall *call,
                                      GError **error)
{
  const char *id = call->profile_id;

  return luthier_database_run (database, error, "DELETE FROM jobs WHERE profile = ?", "s", id) &&
         luthier_database_run (database, error, "DELETE FROM drafts WHERE profile = ?", "s", id) &&
         luthier_database_run (database, error, "DELETE FROM intents WHERE profile = ?", "s", id) &&
         luthier_database_run (database, error, "DELETE FROM uploads WHERE profile = ?", "s", id) &&
         luthier_database_run (database, error, "DELETE FROM missed WHERE profile = ?", "s", id) &&
         luthier_store_record_rows_remove_profile (database, id, error) &&
         luthier_database_run (database, error, "DELETE FROM datasets WHERE profile = ?", "s",
                               id) &&
         luthier_database_run (database, error, "DELETE FROM profiles WHERE id = ?", "s", id);
}

/* Brings a job up to date from a text; makes it first if it is NULL. */
static void
read_job (LuthierJob **job, const char *text, gboolean complete)
{
  g_autoptr (LuthierJson) json = NULL;

  if (text == NULL)
    return;

  json = luthier_json_parse_text (text, -1, NULL);
  if (json == NULL)
    return;

  if (*job == NULL)
    *job = luthier_job_new_from_json (luthier_json_get_root (json), complete, NULL);
  else
    luthier_job_update_from_json (*job, luthier_json_get_root (json), complete);
}

gboolean
luthier_store_records_load_jobs (LuthierDatabase *database, LuthierStoreCall *call, GError **error)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (sqlite3_stmt) statement = luthier_database_query (
      database, error,
      "SELECT whole, summary, gone FROM jobs WHERE profile = ? ORDER BY create_time DESC, name",
      "s", call->profile_id);
  gboolean row;

  if (statement == NULL)
    return FALSE;

  while (!g_cancellable_set_error_if_cancelled (call->cancellable, error) &&
         luthier_database_step (database, statement, &row, error))
    {
      g_autoptr (LuthierJob) job = NULL;

      if (!row)
        {
          call->result = g_steal_pointer (&jobs);
          return TRUE;
        }

      /* The summary is the newer of the two if there is one. */
      read_job (&job, luthier_database_get_text (statement, 0), TRUE);
      read_job (&job, luthier_database_get_text (statement, 1), FALSE);
      if (job == NULL)
        continue;
      luthier_job_set_gone (job, sqlite3_column_int (statement, 2) != 0);
      g_ptr_array_add (jobs, g_steal_pointer (&job));
    }

  return FALSE;
}

/* What is seen again and again is not written again: lists are read every few seconds. */
static gboolean
save_job (LuthierDatabase *database,
          const char *profile_id,
          const char *name,
          const LuthierJsonValue *job,
          gboolean complete,
          GError **error)
{
  static const char save_whole[] =
      "INSERT INTO jobs (profile, name, create_time, whole) VALUES (?, ?, ?, ?)"
      " ON CONFLICT (profile, name) DO UPDATE"
      " SET create_time = excluded.create_time, whole = excluded.whole, summary = NULL, gone = 0"
      " WHERE summary IS NOT NULL OR whole IS NOT excluded.whole OR gone != 0";
  static const char save_summary[] =
      "INSERT INTO jobs (profile, name, create_time, summary) VALUES (?, ?, ?, ?)"
      " ON CONFLICT (profile, name) DO UPDATE"
      " SET create_time = excluded.create_time, summary = excluded.summary, gone = 0"
      " WHERE summary IS NOT excluded.summary OR gone != 0";
  const LuthierJsonValue *create_time = luthier_json_value_get_member (job, "createTime");
  g_autofree char *text = luthier_json_value_to_text (job, LUTHIER_JSON_COMPACT);

  return luthier_database_run (
      database, error, complete ? save_whole : save_summary, "ssis", profile_id, name,
      luthier_timestamp_parse (luthier_json_value_get_string (create_time, NULL)), text);
}

gboolean
luthier_store_records_save_job (LuthierDatabase *database, LuthierStoreCall *call, GError **error)
{
  g_autoptr (LuthierJson) json = luthier_json_parse_text (call->text, -1, error);

  return json != NULL && save_job (database, call->profile_id, call->name,
                                   luthier_json_get_root (json), call->complete, error);
}

gboolean
luthier_store_records_save_page (LuthierDatabase *database, LuthierStoreCall *call, GError **error)
{
  const LuthierJsonValue *root = luthier_json_get_root (call->reply);
  const LuthierJsonValue *job;
  LuthierJsonIter iter;

  luthier_json_iter_init (&iter, luthier_json_value_get_member (root, "tuningJobs"));
  while (luthier_json_iter_next (&iter, NULL, &job))
    {
      const LuthierJsonValue *value = luthier_json_value_get_member (job, "name");
      const char *name = luthier_json_value_get_string (value, NULL);

      if (name != NULL && !save_job (database, call->profile_id, name, job, FALSE, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
luthier_store_records_save_draft (LuthierDatabase *database, LuthierStoreCall *call, GError **error)
{
  if (call->text == NULL)
    return luthier_database_run (database, error, "DELETE FROM drafts WHERE profile = ?", "s",
                                 call->profile_id);

  return luthier_database_run (database, error,
                               "INSERT INTO drafts (profile, text) VALUES (?, ?)"
                               " ON CONFLICT (profile) DO UPDATE SET text = excluded.text",
                               "ss", call->profile_id, call->text);
}

gboolean
luthier_store_records_load_draft (LuthierDatabase *database, LuthierStoreCall *call, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = luthier_database_query (
      database, error, "SELECT text FROM drafts WHERE profile = ?", "s", call->profile_id);
  gboolean row = FALSE;

  if (statement == NULL || !luthier_database_step (database, statement, &row, error))
    return FALSE;

  call->result = row ? g_strdup (luthier_database_get_text (statement, 0)) : NULL;
  return TRUE;
}

static gboolean
save_intent (LuthierDatabase *database, const LuthierIntentRecord *intent, GError **error)
{
  return luthier_database_run (
      database, error,
      "INSERT INTO intents (id, profile, state, spec, job_name, error, time_us, asked_us, sent_us,"
      " place, held) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (id) DO UPDATE SET state = excluded.state, spec = excluded.spec,"
      " job_name = excluded.job_name, error = excluded.error, time_us = excluded.time_us,"
      " asked_us = excluded.asked_us, sent_us = excluded.sent_us, place = excluded.place,"
      " held = excluded.held",
      "ssisssiiiii", intent->id, intent->profile, (gint64) intent->state, intent->spec,
      intent->job_name, intent->error, intent->time_us, intent->asked_us, intent->sent_us,
      intent->place, (gint64) intent->held);
}

gboolean
luthier_store_records_save_intents (LuthierDatabase *database,
                                    LuthierStoreCall *call,
                                    GError **error)
{
  for (guint i = 0; i < call->intents->len; i++)
    if (!save_intent (database, g_ptr_array_index (call->intents, i), error))
      return FALSE;

  return TRUE;
}

LuthierIntentRecord *
luthier_store_records_read_intent (sqlite3_stmt *statement)
{
  LuthierIntentRecord *intent = g_new0 (LuthierIntentRecord, 1);
  const int state = sqlite3_column_int (statement, 2);

  intent->id = g_strdup (luthier_database_get_text (statement, 0));
  intent->profile = g_strdup (luthier_database_get_text (statement, 1));
  /* A state that this version does not know is one to look after. */
  intent->state = state >= LUTHIER_INTENT_SENDING && state <= LUTHIER_INTENT_FORGOTTEN
                      ? (LuthierIntentState) state
                      : LUTHIER_INTENT_UNCERTAIN;
  intent->spec = g_strdup (luthier_database_get_text (statement, 3));
  intent->job_name = g_strdup (luthier_database_get_text (statement, 4));
  intent->error = g_strdup (luthier_database_get_text (statement, 5));
  intent->time_us = sqlite3_column_int64 (statement, 6);
  intent->asked_us = sqlite3_column_int64 (statement, 7);
  intent->sent_us = sqlite3_column_int64 (statement, 8);
  intent->place = sqlite3_column_int64 (statement, 9);
  intent->held = sqlite3_column_int (statement, 10) != 0;

  return intent;
}

gboolean
luthier_store_records_load_intents (LuthierDatabase *database,
                                    LuthierStoreCall *call,
                                    GError **error)
{
  g_autoptr (GPtrArray) intents = luthier_intent_records_new ();
  g_autoptr (sqlite3_stmt) statement = luthier_database_query (
      database, error,
      "SELECT " LUTHIER_INTENT_COLUMNS " FROM intents WHERE profile = ? ORDER BY place, rowid", "s",
      call->profile_id);
  gboolean row;

  if (statement == NULL)
    return FALSE;

  while (luthier_database_step (database, statement, &row, error))
    {
      if (!row)
        {
          call->result = g_steal_pointer (&intents);
          return TRUE;
        }
      g_ptr_array_add (intents, luthier_store_records_read_intent (statement));
    }

  return FALSE;
}
