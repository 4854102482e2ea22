/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error.h"
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

/* The same where an answer may take long, because it is asked for again and again. */
static void
pass_freely (Bench *bench, guint seconds)
{
  for (guint i = 0; i < seconds; i++)
    {
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), 1000);
      for (guint j = 0; j < 50; j++)
        g_main_context_iteration (NULL, FALSE);
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

static guint
count_gets (Bench *bench)
{
  return luthier_practice_count_requests (bench->practice, "GET", "*/tuningJobs/*");
}

/* The job whose page is open is looked at closely, the lists are not. */
static void
test_followed (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench);
  guint lists = 0;
  guint gets = 0;

  luthier_session_follow (bench->session, job);
  for (guint i = 0; i < 5; i++)
    {
      gets = count_gets (bench);
      for (guint j = 0; j < 100 && count_gets (bench) == gets; j++)
        pass (bench, 1);
      g_assert_cmpuint (count_gets (bench), ==, gets + 1);
    }

  lists = bench_count_lists (bench);
  gets = count_gets (bench);
  pass (bench, 60);
  lists = bench_count_lists (bench) - lists;
  gets = count_gets (bench) - gets;
  g_assert_cmpuint (lists, >=, 2);
  g_assert_cmpuint (lists, <=, 2 * 13);
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

/* Requests of one region's list. */
static guint
count_lists_of (Bench *bench, const char *region)
{
  g_autofree char *path = g_strdup_printf ("*/locations/%s/tuningJobs", region);

  return luthier_practice_count_requests (bench->practice, "GET", path);
}

/* A region that fails is asked less and less, and the other at its usual pace. */
static void
test_region_down (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench);
  guint down = 0;
  guint up = 0;

  bench_misbehave (bench, "region-down=europe-west4");
  pass_freely (bench, 600);
  down = count_lists_of (bench, "europe-west4");
  up = count_lists_of (bench, "us-central1");
  pass_freely (bench, 1200);
  down = count_lists_of (bench, "europe-west4") - down;
  up = count_lists_of (bench, "us-central1") - up;
  /* At most every 270 s, five times each, and at least every 66 s. */
  g_assert_cmpuint (down, <=, 5 * 5);
  g_assert_cmpuint (down, >=, 3);
  g_assert_cmpuint (up, >=, 18);
  g_assert_cmpstr (luthier_session_get_failing_regions (bench->session)[0], ==, "europe-west4");

  /* It is asked at once when the user wants to know. */
  luthier_practice_clear_situations (bench->practice);
  luthier_session_refresh_async (bench->session, NULL, NULL, NULL);
  pass_freely (bench, 20);
  g_assert_null (luthier_session_get_failing_regions (bench->session)[0]);
}

/* With nothing in progress, the one that failed is asked again until it answers, and only that. */
static void
test_idle_region_down (Bench *bench, gconstpointer unused)
{
  guint down = 0;
  guint up = 0;

  bench_misbehave (bench, "region-down=europe-west4");
  luthier_session_refresh_async (bench->session, NULL, NULL, NULL);
  pass_freely (bench, 120);
  up = count_lists_of (bench, "us-central1");
  down = count_lists_of (bench, "europe-west4");
  pass_freely (bench, 600);
  g_assert_cmpuint (count_lists_of (bench, "us-central1"), ==, up);
  g_assert_cmpuint (count_lists_of (bench, "europe-west4"), >, down);
  g_assert_cmpuint (count_lists_of (bench, "europe-west4") - down, <=, 5 * 6);

  luthier_practice_clear_situations (bench->practice);
  pass_freely (bench, 420);
  g_assert_null (luthier_session_get_failing_regions (bench->session)[0]);
  down = luthier_practice_count_requests (bench->practice, "*", "*");
  pass_freely (bench, 600);
  g_assert_cmpuint (luthier_practice_count_requests (bench->practice, "*", "*"), ==, down);
}

/* Nobody is asked sooner than the service allows, not even by the user. */
static void
test_retry_after (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench);
  g_autoptr (GError) error = NULL;
  guint before = 0;

  bench_misbehave (bench, "unavailable=300");
  g_assert_false (bench_refresh (bench, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_UNAVAILABLE);
  before = luthier_practice_count_requests (bench->practice, "GET", "*");
  luthier_practice_clear_situations (bench->practice);

  luthier_session_follow (bench->session, job);
  pass (bench, 150);
  g_assert_false (bench_refresh (bench, NULL));
  pass (bench, 145);
  g_assert_cmpuint (luthier_practice_count_requests (bench->practice, "GET", "*"), ==, before);

  pass (bench, 75);
  g_assert_cmpuint (luthier_practice_count_requests (bench->practice, "GET", "*"), >, before);
  g_assert_null (luthier_session_get_failing_regions (bench->session)[0]);
  luthier_session_unfollow (bench->session, job);
}

/* Nobody tells of the sleep here: it shows in how time has passed. */
static void
test_sleep (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench);
  guint before = 0;

  for (guint i = 0; i < 1000 && luthier_job_get_phase (job) != LUTHIER_JOB_PHASE_TUNING; i++)
    pass (bench, 1);
  before = bench_count_lists (bench);
  luthier_manual_clock_sleep (LUTHIER_MANUAL_CLOCK (bench->clock), 8 * 3600 * 1000);
  g_assert_cmpint (luthier_clock_get_real_time (bench->clock) -
                       luthier_session_get_updated_at (bench->session),
                   >=, 8 * 3600 * (gint64) G_USEC_PER_SEC);
  for (guint i = 0; i < 70 && !luthier_job_is_terminal (job); i++)
    pass (bench, 1);
  g_assert_true (luthier_job_is_terminal (job));
  /* One look when the poller's turn has come, one because of the sleep. */
  pass (bench, 5);
  g_assert_cmpuint (bench_count_lists (bench) - before, <=, 2 * 2);
}

/* "Updated 20 s ago" stays so, whatever somebody does to the clock. */
static void
test_clock_is_set (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench);
  const gint64 hour = 3600 * (gint64) G_USEC_PER_SEC;
  guint before = 0;
  guint asked = 0;

  /* Whose state is not known is looked at for ever. */
  bench_misbehave (bench, "unknown-state");
  pass (bench, 70);
  for (int i = 0; i < 6; i++)
    {
      const gint64 now = luthier_clock_get_real_time (bench->clock);

      luthier_manual_clock_set_real_time (LUTHIER_MANUAL_CLOCK (bench->clock),
                                          now + (i % 2 == 0 ? 5 * hour : -9 * hour));
      g_assert_cmpint (luthier_clock_get_real_time (bench->clock) -
                           luthier_session_get_updated_at (bench->session),
                       <=, 67 * (gint64) G_USEC_PER_SEC);
      g_assert_cmpint (luthier_clock_get_real_time (bench->clock) -
                           luthier_session_get_updated_at (bench->session),
                       >=, 0);
      before = bench_count_lists (bench);
      pass (bench, 66);
      asked = bench_count_lists (bench) - before;
      g_assert_cmpuint (asked, >=, 2);
      g_assert_cmpuint (asked, <=, 2 * 14);
    }
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
  ADD ("/polling/region-down", test_region_down);
  ADD ("/polling/idle-region-down", test_idle_region_down);
  ADD ("/polling/retry-after", test_retry_after);
  ADD ("/polling/sleep", test_sleep);
  ADD ("/polling/clock-is-set", test_clock_is_set);
  ADD ("/polling/sign-in-needed", test_sign_in_needed);
#undef ADD

  return g_test_run ();
}
