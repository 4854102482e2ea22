/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "session-bench.h"

/* What happens while the program is closed, under a clock that only the test moves. */
static char *profile_id;

static void
set_up (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (LuthierClock)
      clock = luthier_manual_clock_new (G_GINT64_CONSTANT (1795348800) * G_USEC_PER_SEC);

  bench_set_up (bench, clock, 1);
  bench_misbehave (bench, "concurrent-jobs=2");
  profile = bench_add_profile (bench, "us-central1,europe-west4");
  profile_id = g_strdup (luthier_profile_get_id (profile));
}

static void
tear_down (Bench *bench, gconstpointer unused)
{
  bench_tear_down (bench);
  g_clear_pointer (&profile_id, g_free);
}

/* Creates a job and waits until the service tunes. */
static LuthierJob *
create (Bench *bench, const char *name)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (GError) error = NULL;
  LuthierJob *job = NULL;

  luthier_job_spec_set_display_name (spec, name);
  job = bench_create (bench, spec, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 1000 && luthier_job_get_phase (job) != LUTHIER_JOB_PHASE_TUNING; i++)
    {
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), 1000);
      bench_refresh (bench, NULL);
    }
  g_assert_cmpint (luthier_job_get_phase (job), ==, LUTHIER_JOB_PHASE_TUNING);

  return job;
}

static void
pass_hours (Bench *bench, guint hours)
{
  for (guint i = 0; i < hours * 6; i++)
    {
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), 10 * 60 * 1000);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

static guint n_finished;

static void
finished_cb (LuthierSession *session, LuthierJob *job)
{
  n_finished++;
}

static void
start_again (Bench *bench)
{
  bench_start_session (bench, profile_id);
  n_finished = 0;
  g_signal_connect (bench->session, "job-finished", G_CALLBACK (finished_cb), NULL);
  luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));
}

static char *
list_missed (Bench *bench)
{
  GListModel *missed = luthier_session_get_missed (bench->session);
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (missed); i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (missed, i);

      g_string_append_printf (titles, "%s%s", i > 0 ? "," : "", luthier_job_get_title (job));
    }

  return g_string_free (g_steal_pointer (&titles), FALSE);
}

#define assert_missed(bench, expected)                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *titles_ = list_missed (bench);                                                \
    g_assert_cmpstr (titles_, ==, expected);                                                       \
  }                                                                                                \
  G_STMT_END

static void
test_told_once (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) first = create (bench, "first");
  g_autoptr (LuthierJob) second = create (bench, "second");

  assert_missed (bench, "");
  bench_stop_session (bench);
  pass_hours (bench, 2);

  start_again (bench);
  assert_missed (bench, "first,second");
  g_assert_cmpuint (n_finished, ==, 0);
  bench_stop_session (bench);

  /* It is told until it is dismissed. */
  start_again (bench);
  assert_missed (bench, "first,second");
  luthier_session_dismiss_missed (bench->session);
  assert_missed (bench, "");
  bench_stop_session (bench);
  start_again (bench);
  assert_missed (bench, "");
}

/* What ends under the user's eyes is no news of before, and what is in progress still is none. */
static void
test_in_progress (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench, "job");

  bench_stop_session (bench);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), 60 * 1000);
  start_again (bench);
  assert_missed (bench, "");
  for (guint i = 0; i < 100 && n_finished == 0; i++)
    {
      pass_hours (bench, 1);
      bench_refresh (bench, NULL);
    }
  g_assert_cmpuint (n_finished, ==, 1);
  assert_missed (bench, "");
}

static void
test_looked_at (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) first = create (bench, "first");
  g_autoptr (LuthierJob) second = create (bench, "second");
  g_autofree char *name = g_strdup (luthier_job_get_name (first));
  LuthierJob *again = NULL;

  bench_stop_session (bench);
  pass_hours (bench, 2);
  start_again (bench);
  again = luthier_session_lookup_job (bench->session, name);
  luthier_session_follow (bench->session, again);
  assert_missed (bench, "second");
  luthier_session_unfollow (bench->session, again);
  bench_stop_session (bench);
  start_again (bench);
  assert_missed (bench, "second");
}

/* The region answers only later: it is news of before all the same. */
static void
test_region_down (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench, "job");

  bench_stop_session (bench);
  pass_hours (bench, 2);
  bench_misbehave (bench, "unavailable=300");
  start_again (bench);
  assert_missed (bench, "");
  luthier_practice_clear_situations (bench->practice);
  pass_hours (bench, 1);
  bench_refresh (bench, NULL);
  assert_missed (bench, "job");
  g_assert_cmpuint (n_finished, ==, 0);
}

static void
test_removed_profile (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench, "job");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bench_stop_session (bench);
  pass_hours (bench, 2);
  start_again (bench);
  assert_missed (bench, "job");
  luthier_session_remove_profile_async (bench->session,
                                        luthier_session_get_profile (bench->session), FALSE, NULL,
                                        luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  luthier_session_remove_profile_finish (bench->session, result, &error);
  g_assert_no_error (error);
  assert_missed (bench, "");
}

/* One that ends under our eyes, but not under the user's. */
static void
test_nobody_looked (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench, "job");
  g_autoptr (LuthierJob) stranger = luthier_job_new ("projects/1/locations/x/tuningJobs/1");

  for (guint i = 0; i < 100 && !luthier_job_is_terminal (job); i++)
    {
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), 60000);
      bench_refresh (bench, NULL);
    }
  g_assert_true (luthier_job_is_terminal (job));
  assert_missed (bench, "");
  luthier_session_miss (bench->session, job);
  luthier_session_miss (bench->session, job);
  luthier_session_miss (bench->session, stranger);
  assert_missed (bench, "job");
  bench_stop_session (bench);

  /* It is told until it is looked at. */
  start_again (bench);
  assert_missed (bench, "job");
  luthier_session_follow (bench->session,
                          luthier_session_lookup_job (bench->session, luthier_job_get_name (job)));
  assert_missed (bench, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Bench, NULL, set_up, function, tear_down)
  ADD ("/missed/told-once", test_told_once);
  ADD ("/missed/in-progress", test_in_progress);
  ADD ("/missed/looked-at", test_looked_at);
  ADD ("/missed/region-down", test_region_down);
  ADD ("/missed/removed-profile", test_removed_profile);
  ADD ("/missed/nobody-looked", test_nobody_looked);
#undef ADD

  return g_test_run ();
}
