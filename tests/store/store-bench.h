/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib/gstdio.h>

#include "luthier-error.h"
#include "luthier-store.h"
#include "luthier-test.h"
#include "store-file.h"

/* A store in a folder of its own, and what it is asked, each call finished before the next one. */

#define NAME(id) "projects/123456789012/locations/us-central1/tuningJobs/" id

typedef struct
{
  char *folder; /* (nullable): removed with all that is in it */
  char *path;
  LuthierStore *store;
} Fixture;

static inline GAsyncResult *
wait_for (GAsyncResult **result)
{
  luthier_test_wait_for (*result);
  return *result;
}

static inline void
open_store (LuthierStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  luthier_store_open_async (store, NULL, luthier_test_result_cb, &result);
  luthier_store_open_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
}

static inline void
close_store (LuthierStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  luthier_store_close_async (store, NULL, luthier_test_result_cb, &result);
  luthier_store_close_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
}

static inline void
finish_write (LuthierStore *store, GAsyncResult **place)
{
  g_autoptr (GAsyncResult) result = wait_for (place);
  g_autoptr (GError) error = NULL;

  luthier_store_write_finish (store, result, &error);
  g_assert_no_error (error);
}

static inline void
save_profile (LuthierStore *store, LuthierProfile *profile)
{
  GAsyncResult *result = NULL;

  luthier_store_save_profile_async (store, profile, NULL, luthier_test_result_cb, &result);
  finish_write (store, &result);
}

static inline GPtrArray *
load_profiles (LuthierStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *profiles;

  luthier_store_load_profiles_async (store, NULL, luthier_test_result_cb, &result);
  profiles = luthier_store_load_profiles_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  return profiles;
}

static inline void
save_job (
    LuthierStore *store, const char *profile, const char *name, const char *json, gboolean complete)
{
  GAsyncResult *result = NULL;

  luthier_store_save_job_async (store, profile, name, json, complete, NULL, luthier_test_result_cb,
                                &result);
  finish_write (store, &result);
}

static inline void
save_page (LuthierStore *store, const char *profile, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) reply = luthier_json_parse_text (text, -1, &error);
  GAsyncResult *result = NULL;

  g_assert_no_error (error);
  luthier_store_save_page_async (store, profile, reply, NULL, luthier_test_result_cb, &result);
  finish_write (store, &result);
}

static inline GPtrArray *
load_jobs (LuthierStore *store, const char *profile)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *jobs;

  luthier_store_load_jobs_async (store, profile, NULL, luthier_test_result_cb, &result);
  jobs = luthier_store_load_jobs_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  return jobs;
}

static inline void
save_draft (LuthierStore *store, const char *profile, const char *text)
{
  GAsyncResult *result = NULL;

  luthier_store_save_draft_async (store, profile, text, NULL, luthier_test_result_cb, &result);
  finish_write (store, &result);
}

static inline char *
load_draft (LuthierStore *store, const char *profile)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  luthier_store_load_draft_async (store, profile, NULL, luthier_test_result_cb, &result);
  text = luthier_store_load_draft_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  return text;
}

static inline void
save_intent (LuthierStore *store, const LuthierIntentRecord *intent)
{
  GAsyncResult *result = NULL;

  luthier_store_save_intent_async (store, intent, NULL, luthier_test_result_cb, &result);
  finish_write (store, &result);
}

/* FALSE: none of them was written, and error says why. */
static inline gboolean
try_intents (LuthierStore *store, GPtrArray *intents, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_store_save_intents_async (store, intents, NULL, luthier_test_result_cb, &result);
  return luthier_store_write_finish (store, wait_for (&result), error);
}

static inline GPtrArray *
load_intents (LuthierStore *store, const char *profile)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *intents;

  luthier_store_load_intents_async (store, profile, NULL, luthier_test_result_cb, &result);
  intents = luthier_store_load_intents_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  return intents;
}

static inline LuthierIntentRecord *
make_intent (const char *id, const char *profile)
{
  LuthierIntentRecord *intent = g_new0 (LuthierIntentRecord, 1);

  intent->id = g_strdup (id);
  intent->profile = g_strdup (profile);
  intent->spec = g_strdup ("{}");
  return intent;
}

/* (transfer full): several of a profile, in order. */
static inline GPtrArray *
make_intents (const char *profile, guint n_intents)
{
  GPtrArray *intents = luthier_intent_records_new ();

  for (guint i = 0; i < n_intents; i++)
    {
      g_autofree char *id = g_strdup_printf ("together-%02u", i);
      LuthierIntentRecord *intent = make_intent (id, profile);

      intent->state = LUTHIER_INTENT_QUEUED;
      intent->place = i + 1;
      g_ptr_array_add (intents, intent);
    }

  return intents;
}

/* FALSE: it was not written, and error says why. */
static inline gboolean
try_intent (LuthierStore *store, const LuthierIntentRecord *intent, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_store_save_intent_async (store, intent, NULL, luthier_test_result_cb, &result);
  return luthier_store_write_finish (store, wait_for (&result), error);
}

/* The user has heard of it. */
static inline void
dismiss_damage (LuthierStore *store)
{
  g_autofree char *path = g_strdup (luthier_store_get_damage (store)->path);
  GAsyncResult *result = NULL;

  luthier_store_dismiss_damage_async (store, path, NULL, luthier_test_result_cb, &result);
  finish_write (store, &result);
}

static inline void
assert_trouble (LuthierStore *store, const char *reason)
{
  const GError *trouble = luthier_store_get_trouble (store);

  g_assert_error (trouble, LUTHIER_ERROR, LUTHIER_ERROR_STORE);
  g_assert_cmpstr (luthier_error_get_reason (trouble), ==, reason);
  g_test_message ("%s", trouble->message);
}

/* What is in a file, as SQLite sees it. */
static inline void
assert_sound (const char *path)
{
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, "PRAGMA integrity_check", -1, &statement, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, "ok");
  sqlite3_finalize (statement);
  sqlite3_close (database);
}

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("luthier-store-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "deep", "luthier.db", NULL);
  fixture->store = luthier_store_new (fixture->path);
}

static inline void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->store);
  if (fixture->folder != NULL)
    remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}
