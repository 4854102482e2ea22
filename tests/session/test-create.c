/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "session-bench.h"

#include "luthier-error.h"
#include "luthier-store.h"

/* Looking for a lost job takes no longer than this here. */
#define SETTLE_WINDOW "2"

static void
set_up (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = NULL;

  g_setenv ("LUTHIER_SETTLE_WINDOW", SETTLE_WINDOW, TRUE);
  bench_set_up_hastened (bench, 1);
  profile = bench_add_profile (bench, "us-central1,europe-west4");
}

static void
tear_down (Bench *bench, gconstpointer unused)
{
  bench_tear_down (bench);
}

/* What the store holds of the intent, read through a store of its own. */
static LuthierIntentRecord *
read_intent (Bench *bench, const char *intent_id)
{
  g_autoptr (LuthierStore) store = luthier_store_new (bench->store_path);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GPtrArray) intents = NULL;
  LuthierProfile *profile = luthier_session_get_profile (bench->session);
  LuthierIntentRecord *found = NULL;

  luthier_store_open_async (store, NULL, luthier_test_result_cb, &opened);
  luthier_test_wait_for (opened);
  luthier_store_load_intents_async (store, luthier_profile_get_id (profile), NULL,
                                    luthier_test_result_cb, &loaded);
  luthier_test_wait_for (loaded);
  intents = luthier_store_load_intents_finish (store, loaded, NULL);
  for (guint i = 0; intents && i < intents->len; i++)
    {
      LuthierIntentRecord *intent = g_ptr_array_index (intents, i);

      if (g_strcmp0 (intent->id, intent_id) == 0)
        found = luthier_intent_record_copy (intent);
    }
  luthier_store_close_async (store, NULL, luthier_test_result_cb, &closed);
  luthier_test_wait_for (closed);

  return found;
}

static gboolean
is_in_state (Bench *bench, const char *intent_id, LuthierIntentState state)
{
  g_autoptr (LuthierIntentRecord) intent = read_intent (bench, intent_id);

  return intent != NULL && intent->state == state;
}

/* The session's own store writes in its own time. */
static void
assert_intent (Bench *bench, LuthierJobSpec *spec, LuthierIntentState state, LuthierJob *job)
{
  const char *id = luthier_job_spec_get_intent_id (spec);
  g_autoptr (LuthierIntentRecord) intent = NULL;

  luthier_test_wait_until (is_in_state (bench, id, state));
  intent = read_intent (bench, id);
  g_assert_cmpstr (intent->job_name, ==, job ? luthier_job_get_name (job) : NULL);
}

static void
assert_created (LuthierIntent *intent, LuthierJobSpec *spec)
{
  LuthierJob *job = luthier_intent_get_job (intent);

  g_assert_cmpint (luthier_intent_get_state (intent), ==, LUTHIER_INTENT_SETTLED);
  g_assert_null (luthier_intent_get_error (intent));
  g_assert_cmpstr (luthier_job_get_intent_id (job), ==, luthier_job_spec_get_intent_id (spec));
}

static void
test_created (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (LuthierIntent) intent = NULL;
  g_autoptr (LuthierIntent) again = NULL;
  LuthierJobSpec *asked = NULL;
  LuthierJob *job = NULL;

  luthier_session_save_draft (bench->session, spec);
  luthier_job_spec_set_epoch_count (spec, 4);
  luthier_job_spec_set_region (spec, "europe-west4");
  intent = bench_submit (bench, spec);
  assert_created (intent, spec);
  job = luthier_intent_get_job (intent);
  g_assert_true (luthier_job_get_complete (job));
  g_assert_cmpstr (luthier_job_get_region (job), ==, "europe-west4");
  g_assert_true (luthier_session_lookup_job (bench->session, luthier_job_get_name (job)) == job);
  assert_intent (bench, spec, LUTHIER_INTENT_SETTLED, job);

  asked = luthier_session_get_asked (bench->session, job);
  g_assert_true (luthier_job_spec_equal (asked, spec));
  g_assert_null (luthier_session_get_draft (bench->session));
  g_assert_cmpuint (bench_count_intents (bench), ==, 0);

  /* Pressed twice is still one job. */
  again = bench_submit (bench, spec);
  g_assert_true (luthier_intent_get_job (again) == job);
  g_assert_cmpuint (bench_count_creates (bench), ==, 1);
}

static void
test_refused (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (LuthierIntent) intent = NULL;
  g_autoptr (LuthierIntent) corrected = NULL;
  const GError *error = NULL;

  luthier_job_spec_set_epoch_count (spec, -3);
  intent = bench_submit (bench, spec);
  error = luthier_intent_get_error (intent);
  g_assert_cmpint (luthier_intent_get_state (intent), ==, LUTHIER_INTENT_REFUSED);
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID);
  g_assert_cmpuint (luthier_error_get_n_violations (error), >, 0);
  g_assert_nonnull (strstr (luthier_error_get_violation (error, 0, NULL), "epoch_count"));
  assert_intent (bench, spec, LUTHIER_INTENT_REFUSED, NULL);
  g_assert_cmpuint (bench_count_jobs (bench), ==, 0);
  g_assert_cmpuint (bench_count_intents (bench), ==, 1);

  /* Corrected, the same one goes through. */
  luthier_job_spec_set_epoch_count (spec, 3);
  corrected = bench_submit (bench, spec);
  g_assert_true (corrected == intent);
  assert_created (intent, spec);
  g_assert_cmpuint (bench_count_creates (bench), ==, 2);
  assert_intent (bench, spec, LUTHIER_INTENT_SETTLED, luthier_intent_get_job (intent));
}

static void
test_service_gone (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (LuthierIntent) intent = NULL;

  luthier_practice_close (bench->practice);
  intent = luthier_session_submit (bench->session, spec);
  luthier_test_wait_until (luthier_intent_get_wait (intent) == LUTHIER_INTENT_WAIT_NETWORK);
  g_assert_error (luthier_intent_get_error (intent), LUTHIER_ERROR, LUTHIER_ERROR_NOT_SENT);
  assert_intent (bench, spec, LUTHIER_INTENT_QUEUED, NULL);
}

/* The service has made it, and the answer breaks off, is cut or is rubbish. */
static void
test_answer_lost (Bench *bench, gconstpointer situation)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (LuthierIntent) intent = NULL;

  bench_misbehave (bench, situation);
  intent = bench_submit (bench, spec);
  assert_created (intent, spec);
  g_assert_cmpuint (bench_count_creates (bench), ==, 1);
  assert_intent (bench, spec, LUTHIER_INTENT_SETTLED, luthier_intent_get_job (intent));

  bench_refresh (bench, NULL);
  g_assert_cmpuint (bench_count_jobs (bench), ==, 1);
}

/* The request may have arrived or not: it has not, and that takes the whole window to believe. */
static void
test_nothing_found (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (LuthierIntent) intent = NULL;

  bench_misbehave (bench, "reset-before@POST *tuningJobs*1");
  intent = bench_submit (bench, spec);
  g_assert_cmpint (luthier_intent_get_state (intent), ==, LUTHIER_INTENT_ASKS);
  g_assert_cmpuint (luthier_intent_get_n_looks (intent), >, 0);
  g_assert_cmpint (luthier_intent_get_sent_at (intent), >, 0);
  g_assert_nonnull (luthier_intent_get_error (intent));
  g_assert_cmpuint (bench_count_creates (bench), ==, 1);
  assert_intent (bench, spec, LUTHIER_INTENT_ASKS, NULL);

  /* The user decides to send it again. */
  luthier_session_send_again (bench->session, intent);
  WAIT_FOR_STATE (intent, SETTLED);
  g_assert_cmpuint (bench_count_creates (bench), ==, 2);
  assert_intent (bench, spec, LUTHIER_INTENT_SETTLED, luthier_intent_get_job (intent));
}

/* The program ends while the answer is on its way. */
static void
send_and_end (Bench *bench, LuthierJobSpec *spec, const char *situation)
{
  g_autofree char *profile_id = g_strdup (
      luthier_profile_get_id (luthier_session_get_profile (bench->session)));
  g_autoptr (LuthierIntent) intent = NULL;

  bench_misbehave (bench, situation);
  intent = luthier_session_submit (bench->session, spec);
  luthier_test_wait_until (bench_count_creates (bench) == 1);
  bench_stop_session (bench);
  bench_start_session (bench, profile_id);
}

/* The next start finds the job. */
static void
test_killed (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (LuthierJob) job = NULL;

  send_and_end (bench, spec, "slow=60000@POST *tuningJobs*1");
  luthier_test_wait_until (bench_count_jobs (bench) == 1);
  luthier_test_wait_until (bench_count_intents (bench) == 0);
  job = g_list_model_get_item (luthier_session_get_jobs (bench->session), 0);
  g_assert_true (luthier_job_spec_equal (luthier_session_get_asked (bench->session, job), spec));
  assert_intent (bench, spec, LUTHIER_INTENT_SETTLED, job);
  g_assert_null (luthier_session_get_draft (bench->session));
  g_assert_cmpuint (bench_count_creates (bench), ==, 1);
}

/* The same, and what is asked for now is something else: that is another job, and has another id. */
static void
test_killed_and_changed (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autofree char *intent_id = g_strdup (luthier_job_spec_get_intent_id (spec));
  g_autoptr (LuthierIntent) intent = NULL;

  send_and_end (bench, spec, "slow=60000@POST *tuningJobs*1");
  luthier_job_spec_set_epoch_count (spec, 7);
  intent = bench_submit (bench, spec);
  g_assert_cmpstr (luthier_job_spec_get_intent_id (spec), !=, intent_id);
  assert_created (intent, spec);
  g_assert_cmpint (luthier_job_get_epoch_count (luthier_intent_get_job (intent)), ==, 7);
  luthier_test_wait_until (bench_count_jobs (bench) == 2);
  luthier_test_wait_until (bench_count_intents (bench) == 0);
  g_assert_cmpuint (bench_count_creates (bench), ==, 2);
}

/* Before it can be posted again it is looked for, and nothing is posted if that fails. */
static void
test_look_fails (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (LuthierIntent) intent = NULL;

  bench_misbehave (bench, "reset-before@POST *tuningJobs*1");
  intent = bench_submit (bench, spec);
  g_assert_cmpint (luthier_intent_get_state (intent), ==, LUTHIER_INTENT_ASKS);

  bench_misbehave (bench, "no-permission@GET *tuningJobs");
  luthier_session_send_again (bench->session, intent);
  luthier_test_wait_until (
      g_error_matches (luthier_intent_get_error (intent), LUTHIER_ERROR, LUTHIER_ERROR_FORBIDDEN));
  g_assert_cmpint (luthier_intent_get_state (intent), ==, LUTHIER_INTENT_ASKS);
  g_assert_cmpuint (bench_count_creates (bench), ==, 1);
}

/* The program ends right after the request has left: what was asked for is there to see. */
static void
test_intent_kept (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (LuthierIntent) intent = NULL;

  send_and_end (bench, spec, "reset-before@POST *tuningJobs*1");
  g_assert_cmpuint (bench_count_intents (bench), ==, 1);
  intent = g_list_model_get_item (luthier_session_get_intents (bench->session), 0);
  g_assert_true (luthier_job_spec_equal (luthier_intent_get_spec (intent), spec));
  g_assert_true (luthier_intent_state_is_unsure (luthier_intent_get_state (intent)));
}

/* The same, and the list does not hold it yet: nothing is sent again before the user knows. */
static void
test_killed_and_lagging (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (LuthierIntent) intent = NULL;

  bench_misbehave (bench, "list-lags=3600");
  send_and_end (bench, spec, "slow=60000@POST *tuningJobs*1");
  intent = bench_submit (bench, spec);
  g_assert_cmpint (luthier_intent_get_state (intent), ==, LUTHIER_INTENT_ASKS);
  g_assert_cmpuint (bench_count_creates (bench), ==, 1);

  /* Any list that is read for whatever reason tells. */
  luthier_practice_clear_situations (bench->practice);
  bench_refresh (bench, NULL);
  assert_created (intent, spec);
  g_assert_cmpuint (bench_count_creates (bench), ==, 1);
}

static void
test_kept_looking (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (LuthierIntent) intent = NULL;

  bench_misbehave (bench, "list-lags=3600");
  bench_misbehave (bench, "reset-after@POST *tuningJobs*1");
  intent = bench_submit (bench, spec);
  g_assert_cmpint (luthier_intent_get_state (intent), ==, LUTHIER_INTENT_ASKS);

  luthier_practice_clear_situations (bench->practice);
  luthier_session_keep_looking (bench->session, intent);
  WAIT_FOR_STATE (intent, SETTLED);
  g_assert_cmpuint (bench_count_creates (bench), ==, 1);
}

static void
test_pressed_twice (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (LuthierIntent) first = luthier_session_submit (bench->session, spec);
  g_autoptr (LuthierIntent) second = luthier_session_submit (bench->session, spec);

  g_assert_true (first == second);
  WAIT_FOR_STATE (first, SETTLED);
  g_assert_cmpuint (bench_count_creates (bench), ==, 1);
}

static void
test_request_uri (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autofree char *uri = NULL;
  g_autofree char *expected = g_strconcat (luthier_practice_get_base_url (bench->practice),
                                           "/v1/projects/acme/locations/europe-west4/tuningJobs",
                                           NULL);

  luthier_job_spec_set_region (spec, "europe-west4");
  uri = luthier_session_get_request_uri (bench->session, spec);
  g_assert_cmpstr (uri, ==, expected);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function) g_test_add (path, Bench, data, set_up, function, tear_down)
  ADD ("/create/created", NULL, test_created);
  ADD ("/create/refused", NULL, test_refused);
  ADD ("/create/service-gone", NULL, test_service_gone);
  ADD ("/create/reset-after", "reset-after@POST *tuningJobs*1", test_answer_lost);
  ADD ("/create/truncated", "truncated@POST *tuningJobs*1", test_answer_lost);
  ADD ("/create/garbage", "garbage@POST *tuningJobs*1", test_answer_lost);
  ADD ("/create/nothing-found", NULL, test_nothing_found);
  ADD ("/create/killed", NULL, test_killed);
  ADD ("/create/killed-and-changed", NULL, test_killed_and_changed);
  ADD ("/create/look-fails", NULL, test_look_fails);
  ADD ("/create/intent-kept", NULL, test_intent_kept);
  ADD ("/create/killed-and-lagging", NULL, test_killed_and_lagging);
  ADD ("/create/kept-looking", NULL, test_kept_looking);
  ADD ("/create/pressed-twice", NULL, test_pressed_twice);
  ADD ("/create/request-uri", NULL, test_request_uri);
#undef ADD

  return g_test_run ();
}
