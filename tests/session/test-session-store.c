/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* What a session does while what it remembers cannot be written, is another one's, or was damaged. */

#include "luthier-error.h"
#include "session-bench.h"

static LuthierIntent *
submit (LuthierSession *session)
{
  g_autoptr (LuthierJobSpec) spec = luthier_session_new_spec (session);

  luthier_job_spec_set_base_model (spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (spec, BENCH_DATASET);
  return luthier_session_submit (session, spec);
}

static void
assert_trouble (LuthierSession *session, const char *reason)
{
  const GError *trouble = luthier_session_get_store_trouble (session);

  g_assert_error (trouble, LUTHIER_ERROR, LUTHIER_ERROR_STORE);
  g_assert_cmpstr (luthier_error_get_reason (trouble), ==, reason);
}

static guint
count_intents (LuthierSession *session)
{
  return g_list_model_get_n_items (luthier_session_get_intents (session));
}

static guint
count_jobs (LuthierSession *session)
{
  return g_list_model_get_n_items (luthier_session_get_jobs (session));
}

/* The folder cannot be made; then it can. */
static void
test_denied (Bench *bench, gconstpointer unused)
{
  g_autofree char *folder = NULL;
  g_autofree char *label = NULL;
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (LuthierIntent) intent = NULL;
  g_autoptr (LuthierJob) job = NULL;

  bench_stop_session (bench);
  folder = g_strconcat (bench->store_path, ".d", NULL);
  g_free (bench->store_path);
  bench->store_path = g_build_filename (folder, "luthier.db", NULL);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));

  bench_start_session (bench, NULL);
  assert_trouble (bench->session, LUTHIER_REASON_STORE_DENIED);
  profile = bench_add_profile (bench, "us-central1");
  g_assert_true (bench_refresh (bench, NULL));
  intent = submit (bench->session);
  label = g_strdup (luthier_intent_get_id (intent));
  luthier_session_send_now (bench->session, intent);
  luthier_test_wait_until (luthier_intent_get_wait (intent) == LUTHIER_INTENT_WAIT_STORE);
  g_assert_true (bench_refresh (bench, NULL));
  g_assert_cmpuint (bench_count_creates (bench), ==, 0);
  assert_trouble (bench->session, LUTHIER_REASON_STORE_DENIED);

  g_assert_cmpint (g_remove (folder), ==, 0);
  luthier_test_wait_until (luthier_session_get_store_trouble (bench->session) == NULL);
  luthier_test_wait_until (count_jobs (bench->session) == 1);
  luthier_test_wait_until (count_intents (bench->session) == 0);
  g_assert_cmpuint (bench_count_creates (bench), ==, 1);
  g_assert_cmpstr (luthier_profile_get_id (luthier_session_get_profile (bench->session)), ==,
                   luthier_profile_get_id (profile));

  /* All of it is on the disk by now. */
  g_clear_object (&intent);
  bench_stop_session (bench);
  bench_start_session (bench, luthier_profile_get_id (profile));
  g_assert_null (luthier_session_get_store_trouble (bench->session));
  g_assert_cmpuint (count_jobs (bench->session), ==, 1);
  job = g_list_model_get_item (luthier_session_get_jobs (bench->session), 0);
  g_assert_cmpstr (luthier_job_get_intent_id (job), ==, label);
}

static void
test_two (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (2);
  g_autoptr (LuthierProfile) profile = bench_add_profile (bench, "us-central1");
  g_autoptr (LuthierIntent) mine = submit (bench->session);
  g_autofree char *path = g_strdup (bench->store_path);
  Bench other = *bench;
  g_autoptr (LuthierIntent) theirs = NULL;

  /* It is sent while the other one looks at a copy in which it is not. */
  luthier_session_hold (bench->session, mine, TRUE);
  luthier_test_wait_until (luthier_intent_get_wait (mine) == LUTHIER_INTENT_WAIT_HELD);
  bench_start_session (&other, luthier_profile_get_id (profile));
  assert_trouble (other.session, LUTHIER_REASON_STORE_IN_USE);
  luthier_test_wait_until (count_intents (other.session) == 1);
  {
    g_autoptr (LuthierIntent)
        copy = g_list_model_get_item (luthier_session_get_intents (other.session), 0);

    luthier_session_hold (other.session, copy, FALSE);
    luthier_session_send_now (other.session, copy);
    luthier_test_wait_until (luthier_intent_get_wait (copy) == LUTHIER_INTENT_WAIT_STORE);
  }
  theirs = submit (other.session);
  g_assert_cmpuint (bench_count_creates (bench), ==, 0);
  luthier_session_hold (bench->session, mine, FALSE);
  luthier_session_send_now (bench->session, mine);
  luthier_test_wait_until (luthier_intent_get_state (mine) == LUTHIER_INTENT_SETTLED);
  g_assert_cmpuint (bench_count_creates (bench), ==, 1);
  g_clear_object (&mine);
  bench_stop_session (bench);

  /* The other takes over, and reads first what has become of it. */
  luthier_test_wait_until (luthier_session_get_store_trouble (other.session) == NULL);
  luthier_test_wait_until (luthier_session_get_loaded (other.session));
  luthier_test_wait_until (bench_count_creates (bench) == 2);
  luthier_test_wait_until (count_intents (other.session) == 0);
  g_assert_true (bench_refresh (&other, NULL));
  g_assert_cmpuint (count_jobs (other.session), ==, 2);
  g_assert_cmpuint (bench_count_creates (bench), ==, 2);
  g_clear_object (&theirs);
  bench->session = other.session;
}

static void
test_damaged (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = bench_add_profile (bench, "us-central1");
  g_autoptr (LuthierIntent) intent = submit (bench->session);
  g_autoptr (LuthierIntent) found = NULL;
  g_autofree char *id = g_strdup (luthier_intent_get_id (intent));
  g_autofree char *words = NULL;

  luthier_session_hold (bench->session, intent, TRUE);
  luthier_test_wait_until (luthier_intent_get_wait (intent) == LUTHIER_INTENT_WAIT_HELD);
  g_assert_null (luthier_session_get_damaged_path (bench->session));
  g_clear_object (&intent);
  bench_stop_session (bench);
  g_assert_true (g_file_set_contents (bench->store_path, "no database", -1, NULL));

  bench_start_session (bench, luthier_profile_get_id (profile));
  luthier_test_wait_until (count_intents (bench->session) == 1);
  found = g_list_model_get_item (luthier_session_get_intents (bench->session), 0);
  g_assert_cmpstr (luthier_intent_get_id (found), ==, id);
  g_assert_true (luthier_intent_get_held (found));
  g_assert_true (
      g_str_has_prefix (luthier_session_get_damaged_path (bench->session), bench->store_path));
  words = luthier_session_describe_damage (bench->session);
  g_test_message ("%s", words);
  g_assert_nonnull (strstr (words, luthier_session_get_damaged_path (bench->session)));
  g_assert_nonnull (strstr (words, "all that you asked for are there again"));
  luthier_session_dismiss_damage (bench->session);
  luthier_test_wait_until (luthier_session_get_damaged_path (bench->session) == NULL);
  g_assert_null (luthier_session_describe_damage (bench->session));
}

static void
set_up (Bench *bench, gconstpointer unused)
{
  bench_set_up_hastened (bench, 60);
}

static void
tear_down (Bench *bench, gconstpointer unused)
{
  bench_tear_down (bench);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Bench, NULL, set_up, function, tear_down)
  ADD ("/session-store/denied", test_denied);
  ADD ("/session-store/two-sessions", test_two);
  ADD ("/session-store/damaged", test_damaged);
  return g_test_run ();
}
