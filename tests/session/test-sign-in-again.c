/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error.h"
#include "session-bench.h"

#define CLIENT_ID     "1234-desktop.apps.googleusercontent.com"
#define CLIENT_SECRET "of-a-desktop-client"

/* In seconds, with the speed of the service; fewer steps are enough to look for leaks. */
#ifdef __SANITIZE_ADDRESS__
#define STEP  10
#define QUIET 60
#define SPEED 0.3
#else
#define STEP  1
#define QUIET 600
#define SPEED 0.1
#endif

/* A person's sign-in, under a clock that only the test moves. */
static LuthierProfile *profile;

static GFile *
write_sign_in (Bench *bench, const char *refresh_token)
{
  g_autofree char *folder = g_path_get_dirname (bench->key_path);
  g_autofree char *path = g_build_filename (folder, "sign-in.json", NULL);
  g_autofree char *text = g_strdup_printf (
      "{\"type\":\"authorized_user\",\"client_id\":\"" CLIENT_ID "\",\"client_secret\":"
      "\"" CLIENT_SECRET "\",\"refresh_token\":\"%s\",\"account\":\"ada@example.com\","
      "\"token_uri\":\"%s/token\"}",
      refresh_token, luthier_practice_get_base_url (bench->practice));
  g_autoptr (GError) error = NULL;

  luthier_practice_tokens_add_refresh_token (luthier_practice_get_tokens (bench->practice),
                                             CLIENT_ID, CLIENT_SECRET, refresh_token);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static void
set_up (Bench *bench, gconstpointer unused)
{
  static const char *const regions[] = { "us-central1", "europe-west4", NULL };
  g_autoptr (LuthierClock)
      clock = luthier_manual_clock_new (G_GINT64_CONSTANT (1795348800) * G_USEC_PER_SEC);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  /* A job that lasts for hours. */
  bench_set_up (bench, clock, SPEED);
  file = write_sign_in (bench, "first");
  profile = luthier_enrol_test_file (bench->session, file, "acme", regions,
                                     luthier_practice_get_base_url (bench->practice), &error);
  g_assert_no_error (error);
  luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));
}

static void
tear_down (Bench *bench, gconstpointer unused)
{
  g_clear_object (&profile);
  bench_tear_down (bench);
}

/* Lets time pass in small steps, with all answers coming in. */
static void
pass (Bench *bench, guint seconds)
{
  for (guint i = 0; i < seconds; i += STEP)
    {
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), STEP * 1000);
      luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

static guint
count_polls (Bench *bench)
{
  return bench_count_lists (bench);
}

static guint
count_tokens (Bench *bench)
{
  return luthier_practice_count_requests (bench->practice, "POST", "/token");
}

/* The token ends in the middle: nobody notices. */
static void
let_token_end (Bench *bench)
{
  const guint n_tokens = count_tokens (bench);
  const guint n_polls = count_polls (bench);

  luthier_practice_tokens_expire_tokens (luthier_practice_get_tokens (bench->practice));
  pass (bench, 61);
  g_assert_cmpuint (count_polls (bench), >, n_polls);
  g_assert_cmpuint (count_tokens (bench), ==, n_tokens + 1);
  g_assert_false (luthier_session_get_sign_in_needed (bench->session));
}

/* The organisation wants to see the person again: told, and nothing is asked until then. */
static void
demand_sign_in (Bench *bench, LuthierJob *job)
{
  const LuthierJobState state = luthier_job_get_state (job);
  guint n_polls;

  bench_misbehave (bench, "re-auth");
  luthier_practice_tokens_expire_tokens (luthier_practice_get_tokens (bench->practice));
  pass (bench, 61);
  g_assert_true (luthier_session_get_sign_in_needed (bench->session));
  g_assert_cmpstr (luthier_error_get_reason (luthier_session_get_sign_in_error (bench->session)),
                   ==, "rapt_required");
  g_assert_cmpint (luthier_job_get_state (job), ==, state);

  n_polls = luthier_practice_count_requests (bench->practice, "*", "*");
  pass (bench, QUIET);
  g_assert_cmpuint (luthier_practice_count_requests (bench->practice, "*", "*"), ==, n_polls);
}

/* Signing in is all: the rest goes on by itself, with the same jobs on screen. */
static void
sign_in_again (Bench *bench, LuthierJob *job, const char *refresh_token)
{
  g_autoptr (LuthierEnrolment) enrolment = luthier_enrolment_new (bench->session, profile);
  g_autoptr (GFile) file = write_sign_in (bench, refresh_token);
  g_autoptr (LuthierProfile) same = NULL;
  g_autoptr (GError) error = NULL;
  guint n_polls;

  luthier_practice_clear_situations (bench->practice);
  g_assert_true (luthier_enrol_test_read (enrolment, file, &error));
  g_assert_no_error (error);
  same = luthier_enrol_test_complete (enrolment, &error);
  g_assert_no_error (error);
  g_assert_true (same == profile);
  luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));
  g_assert_false (luthier_session_get_sign_in_needed (bench->session));
  g_assert_true (luthier_session_lookup_job (bench->session, luthier_job_get_name (job)) == job);

  n_polls = count_polls (bench);
  pass (bench, 61);
  g_assert_cmpuint (count_polls (bench), >, n_polls);
}

static void
test_followed (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJob) job = bench_create (bench, spec, &error);

  g_assert_no_error (error);
  luthier_session_follow (bench->session, job);
  pass (bench, 30);
  let_token_end (bench);
  demand_sign_in (bench, job);
  sign_in_again (bench, job, "second");
  let_token_end (bench);
  demand_sign_in (bench, job);
  sign_in_again (bench, job, "third");

  for (guint i = 0; i < 240 && !luthier_job_is_terminal (job); i++)
    pass (bench, 60);
  g_assert_cmpint (luthier_job_get_state (job), ==, LUTHIER_JOB_STATE_SUCCEEDED);
  luthier_session_unfollow (bench->session, job);
}

/* Sixty-four at once, all with a token that has just ended: one new token for all. */
static void
test_at_once (Bench *bench, gconstpointer unused)
{
  GAsyncResult *results[64] = { NULL };
  guint n_tokens;

  n_tokens = count_tokens (bench);
  luthier_practice_tokens_expire_tokens (luthier_practice_get_tokens (bench->practice));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    luthier_session_probe_uri_async (bench->session, BENCH_DATASET, NULL, luthier_test_result_cb,
                                     &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;

      luthier_test_wait_for (results[i]);
      luthier_session_probe_uri_finish (bench->session, results[i], &error);
      g_assert_no_error (error);
      g_clear_object (&results[i]);
    }
  g_assert_cmpuint (count_tokens (bench), ==, n_tokens + 1);
}

static void
look_meanwhile_cb (Bench *bench)
{
  luthier_session_refresh_async (bench->session, NULL, NULL, NULL);
}

/* The jobs are being looked at in the name of the sign-in that is replaced: what that is refused
 * says nothing of the new one. */
static void
test_meanwhile (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierEnrolment) enrolment = luthier_enrolment_new (bench->session, profile);
  g_autoptr (LuthierProfile) same = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  luthier_practice_tokens_revoke_all (luthier_practice_get_tokens (bench->practice));
  file = write_sign_in (bench, "second");
  g_assert_true (luthier_enrol_test_read (enrolment, file, &error));
  luthier_profile_set_title (luthier_enrolment_get_draft (enrolment), "Another");
  g_signal_connect_swapped (profile, "notify::title", G_CALLBACK (look_meanwhile_cb), bench);
  same = luthier_enrol_test_complete (enrolment, &error);
  g_assert_no_error (error);
  g_assert_true (luthier_session_get_refreshing (bench->session));
  luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));
  g_assert_false (luthier_session_get_sign_in_needed (bench->session));
  g_signal_handlers_disconnect_by_data (profile, bench);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sign-in-again/followed", Bench, NULL, set_up, test_followed, tear_down);
  g_test_add ("/sign-in-again/at-once", Bench, NULL, set_up, test_at_once, tear_down);
  g_test_add ("/sign-in-again/meanwhile", Bench, NULL, set_up, test_meanwhile, tear_down);
  return g_test_run ();
}
