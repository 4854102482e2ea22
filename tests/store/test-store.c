/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <sys/stat.h>

#include "store-bench.h"

static void
test_profiles (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierProfile) first = luthier_profile_new (LUTHIER_PROFILE_PRACTICE, "practice");
  g_autoptr (LuthierProfile) second = luthier_profile_new (LUTHIER_PROFILE_SERVICE_ACCOUNT, "acme");
  g_autoptr (GPtrArray) profiles = NULL;
  const char *const regions[] = { "europe-west4", NULL };

  open_store (fixture->store);
  luthier_profile_set_regions (second, regions);
  save_profile (fixture->store, first);
  save_profile (fixture->store, second);
  luthier_profile_set_project (first, "practice-project");
  save_profile (fixture->store, first);

  profiles = load_profiles (fixture->store);
  g_assert_cmpuint (profiles->len, ==, 2);
  g_assert_cmpstr (luthier_profile_get_id (profiles->pdata[0]), ==, "practice");
  g_assert_cmpstr (luthier_profile_get_project (profiles->pdata[0]), ==, "practice-project");
  g_assert_cmpint (luthier_profile_get_kind (profiles->pdata[1]), ==,
                   LUTHIER_PROFILE_SERVICE_ACCOUNT);
  g_assert_cmpstr (luthier_profile_get_regions (profiles->pdata[1])[0], ==, "europe-west4");
  g_assert_null (luthier_profile_get_regions (profiles->pdata[1])[1]);
}

static void
test_jobs_newest_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) jobs = NULL;

  open_store (fixture->store);
  save_page (fixture->store, "p",
             "{\"tuningJobs\": ["
             "{\"name\": \"" NAME (
                 "1") "\", \"createTime\": \"2026-11-20T09:08:07Z\"},"
                      "{\"name\": \"" NAME (
                          "2") "\", \"createTime\": \"2026-11-21T09:08:07Z\","
                               " \"state\": \"JOB_STATE_RUNNING\"},"
                               "{\"state\": \"JOB_STATE_RUNNING\"},"
                               "{\"name\": \"" NAME (
                                   "3") "\", \"createTime\": \"2026-11-19T09:08:07Z\"}]}");
  save_page (fixture->store, "p", "{}");

  jobs = load_jobs (fixture->store, "p");
  g_assert_cmpuint (jobs->len, ==, 3);
  g_assert_cmpstr (luthier_job_get_id (jobs->pdata[0]), ==, "2");
  g_assert_cmpstr (luthier_job_get_id (jobs->pdata[1]), ==, "1");
  g_assert_cmpstr (luthier_job_get_id (jobs->pdata[2]), ==, "3");
  g_assert_cmpint (luthier_job_get_state (jobs->pdata[0]), ==, LUTHIER_JOB_STATE_RUNNING);
  g_assert_false (luthier_job_get_complete (jobs->pdata[0]));
}

static void
test_summary_keeps_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) jobs = NULL;

  open_store (fixture->store);
  save_job (fixture->store, "p", NAME ("1"),
            "{\"name\": \"" NAME ("1") "\", \"state\": \"JOB_STATE_RUNNING\","
                                       " \"description\": \"Third round\"}",
            TRUE);
  save_page (fixture->store, "p",
             "{\"tuningJobs\": [{\"name\": \"" NAME ("1") "\","
                                                          " \"state\": \"JOB_STATE_SUCCEEDED\"}]}");

  jobs = load_jobs (fixture->store, "p");
  g_assert_cmpuint (jobs->len, ==, 1);
  g_assert_cmpint (luthier_job_get_state (jobs->pdata[0]), ==, LUTHIER_JOB_STATE_SUCCEEDED);
  g_assert_cmpstr (luthier_job_get_description (jobs->pdata[0]), ==, "Third round");
  /* What it has in its new state is not known. */
  g_assert_false (luthier_job_get_complete (jobs->pdata[0]));
}

static void
test_whole_replaces_summary (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) jobs = NULL;

  open_store (fixture->store);
  save_job (fixture->store, "p", NAME ("1"),
            "{\"name\": \"" NAME ("1") "\", \"state\": \"JOB_STATE_RUNNING\"}", FALSE);
  save_job (fixture->store, "p", NAME ("1"),
            "{\"name\": \"" NAME ("1") "\", \"state\": \"JOB_STATE_FAILED\"}", TRUE);

  jobs = load_jobs (fixture->store, "p");
  g_assert_cmpuint (jobs->len, ==, 1);
  g_assert_cmpint (luthier_job_get_state (jobs->pdata[0]), ==, LUTHIER_JOB_STATE_FAILED);
}

static void
test_unreadable_job (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) jobs = NULL;

  open_store (fixture->store);
  luthier_store_save_job_async (fixture->store, "p", NAME ("1"), "{\"name\":", TRUE, NULL,
                                luthier_test_result_cb, &result);
  g_assert_false (luthier_store_write_finish (fixture->store, wait_for (&result), &error));
  g_assert_nonnull (error);

  jobs = load_jobs (fixture->store, "p");
  g_assert_cmpuint (jobs->len, ==, 0);
}

static void
test_draft (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  open_store (fixture->store);
  g_assert_null (load_draft (fixture->store, "p"));
  save_draft (fixture->store, "p", "one");
  save_draft (fixture->store, "p", "two");
  save_draft (fixture->store, "q", "other");
  first = load_draft (fixture->store, "p");
  g_assert_cmpstr (first, ==, "two");

  save_draft (fixture->store, "p", NULL);
  g_assert_null (load_draft (fixture->store, "p"));
  second = load_draft (fixture->store, "q");
  g_assert_cmpstr (second, ==, "other");
}

static void
test_intents (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierIntentRecord) later = make_intent ("b", "p");
  g_autoptr (LuthierIntentRecord) intent = make_intent ("a", "p");
  g_autoptr (GPtrArray) intents = NULL;
  const LuthierIntentRecord *found;

  open_store (fixture->store);
  save_intent (fixture->store, intent);
  save_intent (fixture->store, later);
  intent->state = LUTHIER_INTENT_SETTLED;
  intent->job_name = g_strdup (NAME ("1"));
  intent->time_us = 3;
  save_intent (fixture->store, intent);

  intents = load_intents (fixture->store, "p");
  g_assert_cmpuint (intents->len, ==, 2);
  found = intents->pdata[0];
  g_assert_cmpstr (found->id, ==, "a");
  g_assert_cmpstr (found->profile, ==, "p");
  g_assert_cmpint (found->state, ==, LUTHIER_INTENT_SETTLED);
  g_assert_cmpstr (found->spec, ==, "{}");
  g_assert_cmpstr (found->job_name, ==, NAME ("1"));
  g_assert_cmpint (found->time_us, ==, 3);
  found = intents->pdata[1];
  g_assert_cmpstr (found->id, ==, "b");
  g_assert_cmpint (found->state, ==, LUTHIER_INTENT_SENDING);
  g_assert_null (found->job_name);
}

/* One of them cannot be written: then none is, neither in the table nor in the journal. */
static void
test_intents_together (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) intents = make_intents ("p", 20);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) still_none = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GError) error = NULL;

  open_store (fixture->store);
  close_store (fixture->store);
  execute (fixture->path, "CREATE TRIGGER no BEFORE INSERT ON intents WHEN NEW.id = 'together-12'"
                          " BEGIN SELECT RAISE (ABORT, 'not this one'); END");
  open_store (fixture->store);
  g_assert_false (try_intents (fixture->store, intents, &failure));
  g_assert_error (failure, LUTHIER_ERROR, LUTHIER_ERROR_STORE);
  none = load_intents (fixture->store, "p");
  g_assert_cmpuint (none->len, ==, 0);
  close_store (fixture->store);

  execute (fixture->path, "DROP TRIGGER no");
  open_store (fixture->store);
  still_none = load_intents (fixture->store, "p");
  g_assert_cmpuint (still_none->len, ==, 0);
  g_assert_true (try_intents (fixture->store, intents, &error));
  g_assert_no_error (error);
  all = load_intents (fixture->store, "p");
  g_assert_cmpuint (all->len, ==, intents->len);
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpstr (((LuthierIntentRecord *) all->pdata[i])->id, ==,
                     ((LuthierIntentRecord *) intents->pdata[i])->id);
}

/* What was asked for first is done first, without waiting in between. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *written[20] = { NULL };
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  luthier_store_open_async (fixture->store, NULL, luthier_test_result_cb, &opened);
  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);

      luthier_store_save_draft_async (fixture->store, "p", number, NULL, luthier_test_result_cb,
                                      &written[i]);
    }
  luthier_store_load_draft_async (fixture->store, "p", NULL, luthier_test_result_cb, &loaded);

  text = luthier_store_load_draft_finish (fixture->store, wait_for (&loaded), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "19");
  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    finish_write (fixture->store, &written[i]);
}

static void
test_close_writes_all (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strdup (fixture->path);
  g_autoptr (LuthierStore) again = NULL;
  GAsyncResult *written = NULL;
  g_autofree char *text = NULL;

  open_store (fixture->store);
  luthier_store_save_draft_async (fixture->store, "p", "last words", NULL, luthier_test_result_cb,
                                  &written);
  close_store (fixture->store);
  finish_write (fixture->store, &written);

  again = luthier_store_new (path);
  open_store (again);
  text = load_draft (again, "p");
  g_assert_cmpstr (text, ==, "last words");
  close_store (again);
}

static void
test_not_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  luthier_store_load_jobs_async (fixture->store, "p", NULL, luthier_test_result_cb, &result);
  g_assert_null (luthier_store_load_jobs_finish (fixture->store, wait_for (&result), &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_STORE);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  open_store (fixture->store);
  g_cancellable_cancel (cancellable);
  luthier_store_load_jobs_async (fixture->store, "p", cancellable, luthier_test_result_cb, &result);
  g_assert_null (luthier_store_load_jobs_finish (fixture->store, wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_profiles_do_not_mix (Fixture *fixture, gconstpointer data)
{
  static const char page[] = "{\"tuningJobs\": [{\"name\": \"" NAME ("1") "\"}]}";
  g_autoptr (LuthierIntentRecord) mine = make_intent ("a", "p");
  g_autoptr (LuthierIntentRecord) yours = make_intent ("b", "q");
  g_autoptr (LuthierProfile) p = luthier_profile_new (LUTHIER_PROFILE_PRACTICE, "p");
  g_autoptr (LuthierProfile) q = luthier_profile_new (LUTHIER_PROFILE_PRACTICE, "q");
  g_autoptr (GPtrArray) profiles = NULL;
  g_autoptr (GPtrArray) jobs_p = NULL;
  g_autoptr (GPtrArray) jobs_q = NULL;
  g_autoptr (GPtrArray) intents_p = NULL;
  g_autoptr (GPtrArray) intents_q = NULL;
  GAsyncResult *removed = NULL;

  open_store (fixture->store);
  save_profile (fixture->store, p);
  save_profile (fixture->store, q);
  save_page (fixture->store, "p", page);
  save_page (fixture->store, "q", page);
  save_draft (fixture->store, "p", "draft");
  save_intent (fixture->store, mine);
  save_intent (fixture->store, yours);
  luthier_store_remove_profile_async (fixture->store, "p", NULL, luthier_test_result_cb, &removed);
  finish_write (fixture->store, &removed);

  profiles = load_profiles (fixture->store);
  g_assert_cmpuint (profiles->len, ==, 1);
  g_assert_cmpstr (luthier_profile_get_id (profiles->pdata[0]), ==, "q");
  jobs_p = load_jobs (fixture->store, "p");
  jobs_q = load_jobs (fixture->store, "q");
  g_assert_cmpuint (jobs_p->len, ==, 0);
  g_assert_cmpuint (jobs_q->len, ==, 1);
  g_assert_null (load_draft (fixture->store, "p"));
  intents_p = load_intents (fixture->store, "p");
  intents_q = load_intents (fixture->store, "q");
  g_assert_cmpuint (intents_p->len, ==, 0);
  g_assert_cmpuint (intents_q->len, ==, 1);
}

static void
test_private_file (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "", "-wal", "-shm" };

  open_store (fixture->store);
  save_draft (fixture->store, "p", "draft");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, names[i], NULL);
      GStatBuf status;

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
    }
}

/* Whoever dies leaves what it finished, and nothing half: the log is there, unclosed. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierIntentRecord) intent = make_intent ("a", "p");
  g_autoptr (GPtrArray) intents = NULL;
  g_autofree char *copy = NULL;
  g_autoptr (LuthierStore) heir = NULL;
  static const char *const names[] = { "", "-wal" };

  open_store (fixture->store);
  save_intent (fixture->store, intent);

  copy = g_strconcat (fixture->path, ".copy", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *from = g_strconcat (fixture->path, names[i], NULL);
      g_autofree char *to = g_strconcat (copy, names[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
      g_assert_true (g_file_set_contents (to, bytes, (gssize) length, NULL));
    }

  heir = luthier_store_new (copy);
  open_store (heir);
  g_assert_null (luthier_store_get_damage (heir));
  intents = load_intents (heir, "p");
  g_assert_cmpuint (intents->len, ==, 1);
  close_store (heir);
}

#ifdef __SANITIZE_ADDRESS__
#define N_MANY_JOBS 2000
#else
#define N_MANY_JOBS 10000
#endif

static void
test_many_jobs (Fixture *fixture, gconstpointer data)
{
  const guint n_jobs = N_MANY_JOBS;
  g_autofree char *last = g_strdup_printf ("%u", n_jobs - 1);
  g_autoptr (GString) page = g_string_new ("{\"tuningJobs\": [");
  g_autoptr (GPtrArray) jobs = NULL;
  gint64 start, saved, loaded;

  for (guint i = 0; i < n_jobs; i++)
    g_string_append_printf (
        page,
        "%s{\"name\": \"" NAME ("%u") "\", \"baseModel\": \"gemini-2.5-flash\","
                                      " \"state\": \"JOB_STATE_SUCCEEDED\","
                                      " \"createTime\": \"2026-11-20T%02u:%02u:%02u.734198Z\"}",
        i > 0 ? ", " : "", i, i / 3600 % 24, i / 60 % 60, i % 60);
  g_string_append (page, "]}");

  open_store (fixture->store);
  start = g_get_monotonic_time ();
  save_page (fixture->store, "p", page->str);
  saved = g_get_monotonic_time ();
  jobs = load_jobs (fixture->store, "p");
  loaded = g_get_monotonic_time ();

  g_assert_cmpuint (jobs->len, ==, n_jobs);
  g_assert_cmpstr (luthier_job_get_id (jobs->pdata[0]), ==, last);
  g_assert_cmpstr (luthier_job_get_id (jobs->pdata[n_jobs - 1]), ==, "0");
  g_test_message ("%u jobs: saved in %.0f ms, loaded in %.0f ms", n_jobs,
                  (double) (saved - start) / 1000, (double) (loaded - saved) / 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/store/profiles", test_profiles);
  ADD ("/store/jobs/newest-first", test_jobs_newest_first);
  ADD ("/store/jobs/summary-keeps-whole", test_summary_keeps_whole);
  ADD ("/store/jobs/whole-replaces-summary", test_whole_replaces_summary);
  ADD ("/store/jobs/unreadable", test_unreadable_job);
  ADD ("/store/jobs/many", test_many_jobs);
  ADD ("/store/draft", test_draft);
  ADD ("/store/intents", test_intents);
  ADD ("/store/intents-together", test_intents_together);
  ADD ("/store/order", test_order);
  ADD ("/store/close-writes-all", test_close_writes_all);
  ADD ("/store/not-open", test_not_open);
  ADD ("/store/cancelled", test_cancelled);
  ADD ("/store/profiles-do-not-mix", test_profiles_do_not_mix);
  ADD ("/store/private-file", test_private_file);
  ADD ("/store/killed", test_killed);

  return g_test_run ();
}
