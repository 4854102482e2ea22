/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "session-bench.h"

/* Under a clock that only the test moves: how often is asked, and when not at all. */
static void
set_up (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (LuthierClock)
      clock = luthier_manual_clock_new (G_GINT64_CONSTANT (1795348800) * G_USEC_PER_SEC);

  bench_set_up (bench, clock, 1);
  profile = bench_add_profile (bench, "us-central1,europe-west4");
}

static void
tear_down (Bench *bench, gconstpointer unused)
{
  bench_tear_down (bench);
}

/* Lets time pass second by second, with all answers coming in. */
static void
pass (Bench *bench, guint seconds)
{
  for (guint i = 0; i < seconds; i++)
    {
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), 1000);
      luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

static LuthierJob *
create (Bench *bench)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (GError) error = NULL;
  LuthierJob *job = bench_create (bench, spec, &error);

  g_assert_no_error (error);
  return job;
}

static void
test_idle (Bench *bench, gconstpointer unused)
{
  const guint before = luthier_practice_count_requests (bench->practice, "*", "*");

  pass (bench, 600);
  g_assert_cmpuint (luthier_practice_count_requests (bench->practice, "*", "*"), ==, before);
}

/* Two regions, looked at every 5 to 60 seconds. */
static void
test_active (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench);
  guint before = bench_count_lists (bench);
  guint asked = 0;

  pass (bench, 6);
  g_assert_cmpuint (bench_count_lists (bench) - before, ==, 2);

  before = bench_count_lists (bench);
  pass (bench, 60);
  asked = bench_count_lists (bench) - before;
  g_assert_cmpuint (asked, >=, 2);
  g_assert_cmpuint (asked, <=, 2 * 12);
  g_assert_cmpuint (luthier_practice_count_requests (bench->practice, "GET", "*/tuningJobs/*"), ==,
                    0);
}

static void
test_followed (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench);
  guint lists = 0;
  guint gets = 0;

  luthier_session_follow (bench->session, job);
  pass (bench, 1);
  lists = bench_count_lists (bench);
  gets = luthier_practice_count_requests (bench->practice, "GET", "*/tuningJobs/*");
  pass (bench, 60);
  lists = bench_count_lists (bench) - lists;
  gets = luthier_practice_count_requests (bench->practice, "GET", "*/tuningJobs/*") - gets;
  g_assert_cmpuint (lists, >=, 2 * 9);
  g_assert_cmpuint (lists, <=, 2 * 13);
  g_assert_cmpuint (gets, >=, 9);
  g_assert_cmpuint (gets, <=, 13);
  luthier_session_unfollow (bench->session, job);
}

static void
test_ends (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench);
  guint before = 0;

  luthier_session_cancel_job_async (bench->session, job, NULL, NULL, NULL);
  for (guint i = 0; i < 300 && !luthier_job_is_terminal (job); i++)
    pass (bench, 1);
  g_assert_true (luthier_job_is_terminal (job));

  pass (bench, 2);
  before = luthier_practice_count_requests (bench->practice, "*", "*");
  pass (bench, 600);
  g_assert_cmpuint (luthier_practice_count_requests (bench->practice, "*", "*"), ==, before);
}

static void
test_sign_in_needed (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench);
  guint before = 0;

  bench_misbehave (bench, "revoked");
  bench_misbehave (bench, "token-expires");
  for (guint i = 0; i < 120 && !luthier_session_get_sign_in_needed (bench->session); i++)
    pass (bench, 1);
  g_assert_true (luthier_session_get_sign_in_needed (bench->session));

  before = luthier_practice_count_requests (bench->practice, "*", "*");
  pass (bench, 300);
  g_assert_cmpuint (luthier_practice_count_requests (bench->practice, "*", "*"), ==, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Bench, NULL, set_up, function, tear_down)
  ADD ("/polling/idle", test_idle);
  ADD ("/polling/active", test_active);
  ADD ("/polling/followed", test_followed);
  ADD ("/polling/ends", test_ends);
  ADD ("/polling/sign-in-needed", test_sign_in_needed);
#undef ADD

  return g_test_run ();
}
