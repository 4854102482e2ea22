/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "store-bench.h"

/* Files as earlier versions made them, and what was in them. */
static const char *const earlier[] = {
  "PRAGMA journal_mode = WAL;"
  "CREATE TABLE profiles (id TEXT PRIMARY KEY, text TEXT NOT NULL);"
  "CREATE TABLE jobs (profile TEXT NOT NULL, name TEXT NOT NULL, create_time INTEGER NOT NULL,"
  "                   whole TEXT, summary TEXT, PRIMARY KEY (profile, name));"
  "CREATE INDEX jobs_by_time ON jobs (profile, create_time DESC);"
  "CREATE TABLE drafts (profile TEXT PRIMARY KEY, text TEXT NOT NULL);"
  "INSERT INTO profiles VALUES ('p', '{\"id\":\"p\",\"kind\":\"service-account\"}');"
  "INSERT INTO jobs VALUES ('p', '" NAME ("1") "', 3, '{\"name\":\"" NAME (
      "1") "\"}', NULL);"
           "INSERT INTO drafts VALUES ('p', 'old words');"
           "PRAGMA user_version = 1;",

  "CREATE TABLE intents (id TEXT PRIMARY KEY, profile TEXT NOT NULL, state INTEGER NOT NULL,"
  "                      spec TEXT NOT NULL, job_name TEXT, time_us INTEGER NOT NULL);"
  "CREATE INDEX intents_by_profile ON intents (profile);"
  "INSERT INTO intents VALUES ('a', 'p', 3, '{}', NULL, 7);"
  "INSERT INTO intents VALUES ('b', 'p', 1, '{}', '" NAME ("1") "', 8);"
                                                                "PRAGMA user_version = 2;",

  "CREATE TABLE uploads (id TEXT PRIMARY KEY, profile TEXT NOT NULL, file TEXT NOT NULL,"
  "                      gs_uri TEXT NOT NULL, sha256 TEXT, crc32c TEXT, size INTEGER NOT NULL,"
  "                      mtime_us INTEGER NOT NULL, kept INTEGER NOT NULL,"
  "                      kept_crc32c INTEGER NOT NULL, generation INTEGER NOT NULL);"
  "CREATE INDEX uploads_by_profile ON uploads (profile);"
  "CREATE TABLE datasets (profile TEXT NOT NULL, gs_uri TEXT NOT NULL, file TEXT NOT NULL,"
  "                       sha256 TEXT, crc32c TEXT, size INTEGER NOT NULL,"
  "                       time_us INTEGER NOT NULL, PRIMARY KEY (profile, gs_uri));"
  "PRAGMA user_version = 3;",

  "ALTER TABLE intents ADD COLUMN error TEXT;"
  "ALTER TABLE intents ADD COLUMN asked_us INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE intents ADD COLUMN sent_us INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE intents ADD COLUMN place INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE intents ADD COLUMN held INTEGER NOT NULL DEFAULT 0;"
  "UPDATE intents SET asked_us = time_us, sent_us = time_us;"
  "PRAGMA user_version = 4;",

  "CREATE TABLE about (name TEXT PRIMARY KEY, value INTEGER NOT NULL);"
  "INSERT INTO about VALUES ('oldest', 5), ('step', 0);"
  "CREATE TABLE damages (path TEXT PRIMARY KEY, n_steps INTEGER NOT NULL,"
  "                      n_unsure INTEGER NOT NULL, parts INTEGER NOT NULL);"
  "PRAGMA user_version = 5;",

  "CREATE TABLE missed (profile TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (profile, name));"
  "PRAGMA user_version = 6;",
};

static void
make_folder (Fixture *fixture)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
}

static void
assert_old_content (LuthierStore *store, gboolean has_intents)
{
  g_autoptr (GPtrArray) profiles = load_profiles (store);
  g_autoptr (GPtrArray) jobs = load_jobs (store, "p");
  g_autoptr (GPtrArray) intents = load_intents (store, "p");
  g_autofree char *text = load_draft (store, "p");

  g_assert_cmpuint (profiles->len, ==, 1);
  g_assert_cmpuint (jobs->len, ==, 1);
  g_assert_cmpstr (text, ==, "old words");
  g_assert_cmpuint (intents->len, ==, has_intents ? 2 : 0);
  if (has_intents)
    {
      const LuthierIntentRecord *a = intents->pdata[0];
      const LuthierIntentRecord *b = intents->pdata[1];

      g_assert_cmpint (a->state, ==, LUTHIER_INTENT_UNCERTAIN);
      g_assert_cmpint (a->sent_us, ==, 7);
      g_assert_cmpint (b->state, ==, LUTHIER_INTENT_SETTLED);
      g_assert_cmpstr (b->job_name, ==, NAME ("1"));
    }
}

static void
test_older (Fixture *fixture, gconstpointer data)
{
  const guint version = GPOINTER_TO_UINT (data);
  g_autoptr (LuthierIntentRecord) intent = make_intent ("c", "q");
  g_autoptr (GPtrArray) intents = NULL;

  make_folder (fixture);
  for (guint i = 0; i < version; i++)
    execute (fixture->path, earlier[i]);

  open_store (fixture->store);
  g_assert_no_error (luthier_store_get_trouble (fixture->store));
  g_assert_null (luthier_store_get_damage (fixture->store));
  assert_old_content (fixture->store, version >= 2);
  save_intent (fixture->store, intent);
  close_store (fixture->store);

  /* What was there before there was a journal is in it now. */
  g_assert_true (g_file_set_contents (fixture->path, "no database", -1, NULL));
  open_store (fixture->store);
  intents = load_intents (fixture->store, "p");
  g_assert_cmpuint (intents->len, ==, version >= 2 ? 2 : 0);
  g_ptr_array_unref (intents);
  intents = load_intents (fixture->store, "q");
  g_assert_cmpuint (intents->len, ==, 1);
}

/* A user who may not write, or a newer program that has the file: it is only looked at. */
static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierIntentRecord) intent = make_intent ("c", "p");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_length, after_length;

  make_folder (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (earlier); i++)
    execute (fixture->path, earlier[i]);
  open_store (fixture->store);
  close_store (fixture->store);
  execute (fixture->path, "ALTER TABLE intents ADD COLUMN wisdom TEXT NOT NULL DEFAULT 'new';"
                          "UPDATE about SET value = 1000 WHERE name = 'oldest';"
                          "PRAGMA user_version = 1000");
  g_file_get_contents (fixture->path, &before, &before_length, NULL);

  open_store (fixture->store);
  assert_trouble (fixture->store, LUTHIER_REASON_STORE_NEWER);
  g_assert_null (luthier_store_get_damage (fixture->store));
  assert_old_content (fixture->store, TRUE);
  save_draft (fixture->store, "p", "written by an older one");
  g_assert_false (try_intent (fixture->store, intent, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_STORE);
  close_store (fixture->store);
  g_file_get_contents (fixture->path, &after, &after_length, NULL);
  g_assert_cmpmem (before, before_length, after, after_length);
}

/* It says that this version can use it, whose tables are still there. */
static void
test_compatible (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierIntentRecord) intent = make_intent ("c", "p");
  g_autoptr (GPtrArray) intents = NULL;

  open_store (fixture->store);
  close_store (fixture->store);
  execute (fixture->path, "ALTER TABLE intents ADD COLUMN wisdom TEXT NOT NULL DEFAULT 'new';"
                          "CREATE TABLE wonders (name TEXT);"
                          "PRAGMA user_version = 1000");

  open_store (fixture->store);
  g_assert_no_error (luthier_store_get_trouble (fixture->store));
  save_intent (fixture->store, intent);
  close_store (fixture->store);
  open_store (fixture->store);
  intents = load_intents (fixture->store, "p");
  g_assert_cmpuint (intents->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)
  ADD ("/store-versions/1", GUINT_TO_POINTER (1), test_older);
  ADD ("/store-versions/2", GUINT_TO_POINTER (2), test_older);
  ADD ("/store-versions/3", GUINT_TO_POINTER (3), test_older);
  ADD ("/store-versions/4", GUINT_TO_POINTER (4), test_older);
  ADD ("/store-versions/5", GUINT_TO_POINTER (5), test_older);
  ADD ("/store-versions/6", GUINT_TO_POINTER (6), test_older);
  ADD ("/store-versions/newer", NULL, test_newer);
  ADD ("/store-versions/newer-and-compatible", NULL, test_compatible);

  return g_test_run ();
}
