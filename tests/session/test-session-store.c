/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* What a session does while what it remembers cannot be written, is another one's, or was damaged. */

#include "../store/store-file.h"
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
  WAIT_FOR_STATE (mine, SETTLED);
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

/* (transfer full): of four. */
static GPtrArray *
submit_grid (Bench *bench)
{
  g_autoptr (GPtrArray) specs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("grid-%u", i);
      LuthierJobSpec *spec = bench_new_spec (bench);

      luthier_job_spec_set_display_name (spec, name);
      g_ptr_array_add (specs, spec);
    }

  return luthier_session_submit_all (bench->session, specs);
}

/* The third one of them cannot be written. */
static void
refuse_third (Bench *bench)
{
  execute (bench->store_path,
           "CREATE TRIGGER no BEFORE INSERT ON intents WHEN NEW.spec LIKE '%grid-2%'"
           " BEGIN SELECT RAISE (ABORT, 'not this one'); END");
}

#define WAIT_FOR_ALL(intents, condition)                                                           \
  for (guint i = 0; i < intents->len; i++)                                                         \
    {                                                                                              \
      LuthierIntent *intent = g_ptr_array_index (intents, i);                                      \
                                                                                                   \
      luthier_test_wait_until (condition);                                                         \
    }

/* Of what was asked for at once none is there, none is sent, and all of it goes on together. */
static void
test_grid (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = bench_add_profile (bench, "us-central1");
  g_autoptr (GPtrArray) intents = NULL;

  luthier_profile_set_concurrent_jobs (profile, 9);
  refuse_third (bench);
  intents = submit_grid (bench);
  g_assert_cmpuint (count_intents (bench->session), ==, 4);
  WAIT_FOR_ALL (intents, luthier_intent_get_wait (intent) == LUTHIER_INTENT_WAIT_STORE);
  WAIT_FOR_ALL (intents, luthier_intent_get_error (intent) != NULL);
  g_assert_cmpuint (count_rows (bench->store_path, "intents"), ==, 0);
  /* What is done to one of them does not bring it there alone. */
  luthier_session_hold (bench->session, g_ptr_array_index (intents, 0), TRUE);
  g_assert_true (bench_refresh (bench, NULL));
  g_assert_cmpuint (count_rows (bench->store_path, "intents"), ==, 0);
  g_assert_cmpuint (bench_count_creates (bench), ==, 0);

  execute (bench->store_path, "DROP TRIGGER no");
  luthier_session_hold (bench->session, g_ptr_array_index (intents, 0), FALSE);
  WAIT_FOR_ALL (intents, luthier_intent_get_state (intent) == LUTHIER_INTENT_SETTLED);
  g_assert_cmpuint (count_rows (bench->store_path, "intents"), ==, 4);
  g_assert_cmpuint (bench_count_creates (bench), ==, 4);
}

/* It is tried again without the user. */
static void
test_grid_again (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = bench_add_profile (bench, "us-central1");
  g_autoptr (GPtrArray) intents = NULL;

  luthier_profile_set_concurrent_jobs (profile, 9);
  refuse_third (bench);
  intents = submit_grid (bench);
  WAIT_FOR_ALL (intents, luthier_intent_get_wait (intent) == LUTHIER_INTENT_WAIT_STORE);
  execute (bench->store_path, "DROP TRIGGER no");
  WAIT_FOR_ALL (intents, luthier_intent_get_state (intent) == LUTHIER_INTENT_SETTLED);
  g_assert_cmpuint (bench_count_creates (bench), ==, 4);
}

/* The program ends before they could be written: nothing is left of them. */
static void
test_grid_lost (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = bench_add_profile (bench, "us-central1");
  g_autoptr (GPtrArray) intents = NULL;

  refuse_third (bench);
  intents = submit_grid (bench);
  WAIT_FOR_ALL (intents, luthier_intent_get_wait (intent) == LUTHIER_INTENT_WAIT_STORE);
  g_clear_pointer (&intents, g_ptr_array_unref);
  bench_stop_session (bench);
  execute (bench->store_path, "DROP TRIGGER no");
  bench_start_session (bench, luthier_profile_get_id (profile));
  luthier_test_wait_until (luthier_session_get_loaded (bench->session));
  g_assert_cmpuint (count_intents (bench->session), ==, 0);
  g_assert_true (bench_refresh (bench, NULL));
  g_assert_cmpuint (bench_count_creates (bench), ==, 0);
}

/* It is its turn, and that cannot be written down. */
static void
test_turn_unwritten (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = bench_add_profile (bench, "us-central1");
  g_autoptr (LuthierIntent) intent = submit (bench->session);
  g_autofree char *refusal = g_strdup_printf (
      "CREATE TRIGGER no BEFORE INSERT ON intents WHEN NEW.state = %d"
      " BEGIN SELECT RAISE (ABORT, 'not now'); END",
      LUTHIER_INTENT_SENDING);

  luthier_session_hold (bench->session, intent, TRUE);
  luthier_test_wait_until (count_rows (bench->store_path, "intents") == 1);
  execute (bench->store_path, refusal);
  luthier_session_hold (bench->session, intent, FALSE);
  luthier_test_wait_until (luthier_intent_get_wait (intent) == LUTHIER_INTENT_WAIT_STORE);
  g_assert_cmpint (luthier_intent_get_state (intent), ==, LUTHIER_INTENT_QUEUED);
  g_assert_error (luthier_intent_get_error (intent), LUTHIER_ERROR, LUTHIER_ERROR_STORE);
  g_assert_cmpint (luthier_intent_get_next_at (intent), >,
                   luthier_clock_get_real_time (bench->clock));
  g_assert_cmpint (luthier_intent_get_sent_at (intent), ==, 0);
  g_assert_cmpuint (bench_count_creates (bench), ==, 0);

  execute (bench->store_path, "DROP TRIGGER no");
  WAIT_FOR_STATE (intent, SETTLED);
  g_assert_cmpuint (bench_count_creates (bench), ==, 1);
}

static void
remove_profile (Bench *bench, LuthierProfile *profile)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  luthier_session_remove_profile_async (bench->session, profile, FALSE, NULL,
                                        luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  luthier_session_remove_profile_finish (bench->session, result, &error);
  g_assert_no_error (error);
}

/* One of them is being sent, one waits for its slot, and one is held. is_other: another profile is
 * open. */
static void
test_profile_removed (Bench *bench, gconstpointer is_other)
{
  g_autoptr (LuthierProfile) profile = bench_add_profile (bench, "us-central1");
  g_autoptr (LuthierIntent) sent = NULL;
  g_autoptr (LuthierIntent) waiting = submit (bench->session);
  g_autoptr (LuthierIntent) held = submit (bench->session);
  g_autoptr (LuthierProfile) other = luthier_profile_new (LUTHIER_PROFILE_SERVICE_ACCOUNT, NULL);
  g_autoptr (GAsyncResult) opened = NULL;

  luthier_session_hold (bench->session, held, TRUE);
  WAIT_FOR_STATE (waiting, SETTLED);
  g_clear_object (&waiting);
  waiting = submit (bench->session);
  luthier_test_wait_until (luthier_intent_get_wait (waiting) == LUTHIER_INTENT_WAIT_SLOT);
  bench_misbehave (bench, "stalls@POST *tuningJobs*1");
  sent = submit (bench->session);
  luthier_session_send_now (bench->session, sent);
  WAIT_FOR_STATE (sent, SENDING);
  luthier_test_wait_until (bench_count_creates (bench) == 2);
  if (is_other != NULL)
    {
      luthier_session_open_profile_async (bench->session, other, NULL, luthier_test_result_cb,
                                          &opened);
      luthier_test_wait_for (opened);
    }

  remove_profile (bench, profile);
  g_assert_cmpuint (count_intents (bench->session), ==, 0);
  g_assert_cmpuint (count_rows (bench->store_path, "intents"), ==, 0);
  luthier_practice_clear_situations (bench->practice);
  /* Long enough for the slot to be free, and for all that is tried again. */
  for (guint i = 0; i < 6; i++)
    {
      gint64 then;

      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), 100000);
      then = luthier_clock_get_real_time (bench->clock) + 2 * G_USEC_PER_SEC;
      luthier_test_wait_until (luthier_clock_get_real_time (bench->clock) >= then);
    }
  g_assert_cmpuint (bench_count_creates (bench), ==, 2);
  g_assert_cmpuint (count_rows (bench->store_path, "intents"), ==, 0);
  g_assert_false (luthier_intent_get_state (waiting) == LUTHIER_INTENT_SETTLED);

  g_clear_object (&opened);
  g_clear_object (&sent);
  g_clear_object (&waiting);
  g_clear_object (&held);
  bench_stop_session (bench);
  bench_start_session (bench, luthier_profile_get_id (profile));
  g_assert_cmpuint (g_list_model_get_n_items (luthier_session_get_profiles (bench->session)), ==,
                    0);
  g_assert_cmpuint (count_rows (bench->store_path, "intents"), ==, 0);
  g_assert_cmpuint (bench_count_creates (bench), ==, 2);
}

static void
set_up (Bench *bench, gconstpointer unused)
{
  bench_set_up_hastened (bench, 60);
}

/* Jobs last for minutes of the clock. */
static void
set_up_slow (Bench *bench, gconstpointer unused)
{
  bench_set_up_hastened (bench, 5);
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
  ADD ("/session-store/grid", test_grid);
  ADD ("/session-store/grid/again", test_grid_again);
  ADD ("/session-store/grid/lost", test_grid_lost);
  ADD ("/session-store/turn-unwritten", test_turn_unwritten);
  g_test_add ("/session-store/profile-removed/open", Bench, GINT_TO_POINTER (FALSE), set_up_slow,
              test_profile_removed, tear_down);
  g_test_add ("/session-store/profile-removed/other", Bench, GINT_TO_POINTER (TRUE), set_up_slow,
              test_profile_removed, tear_down);
  return g_test_run ();
}
