/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* The practice service says each of its errors over a real connection, and the session's words for
 * it are those of the catalogue. */

#include "queue-bench.h"

#include "luthier-advice.h"
#include "luthier-practice-tuning.h"
#include "luthier-practice-troubles.h"

/* Some are asked again and again before they count. Each time that a clock is hastened by: */
#define MORE_HASTE_MS 300

/* Longer than any job. */
#define LIFE_MS (2 * 60 * 60 * 1000)

static LuthierAdviceScene
get_scene (Bench *bench)
{
  return (LuthierAdviceScene){ .profile = get_profile (bench),
                               .catalogue = luthier_session_get_catalogue (bench->session) };
}

static gboolean
is_unheard_of (const LuthierPracticeTrouble *trouble)
{
  return g_str_has_suffix (trouble->name, "unheard-of");
}

static void
assert_advice (const LuthierAdvice *advice, const LuthierPracticeTrouble *trouble)
{
  const char *expected = is_unheard_of (trouble) ? NULL : trouble->name;

  if (g_strcmp0 (advice->id, expected) != 0)
    g_error ("“%s” is taken for “%s”: %s", trouble->name, advice->id, advice->title);
  g_assert_nonnull (advice->raw);
}

static gboolean
fetch (Bench *bench, LuthierJob *job, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_session_fetch_job_async (bench->session, job, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);

  return luthier_session_fetch_job_finish (bench->session, result, error);
}

static gboolean
hasten_cb (gpointer clock)
{
  luthier_manual_clock_advance (clock, MORE_HASTE_MS);
  return G_SOURCE_CONTINUE;
}

/* Asked of a job that is there, so that nothing is made meanwhile. */
static void
test_requests (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = new_spec (bench, "asked for");
  g_autoptr (LuthierJob) job = bench_create (bench, spec, NULL);
  const guint haste = g_timeout_add (BENCH_HASTE_MS / BENCH_HASTENING, hasten_cb, bench->clock);
  const LuthierPracticeTrouble *trouble;

  for (guint i = 0; (trouble = luthier_practice_troubles_get (i)) != NULL; i++)
    {
      g_autofree char *situation = g_strdup_printf ("refuses=%s@GET *tuningJobs/*", trouble->name);
      const LuthierAdviceScene scene = get_scene (bench);
      g_autoptr (LuthierAdvice) advice = NULL;
      g_autoptr (GError) error = NULL;

      if (trouble->time != LUTHIER_PRACTICE_ON_REQUEST)
        continue;
      bench_misbehave (bench, situation);
      g_assert_false (fetch (bench, job, &error));
      luthier_practice_clear_situations (bench->practice);
      advice = luthier_advice_new_for_error_in (error, &scene);
      assert_advice (advice, trouble);
    }
  g_assert_true (fetch (bench, job, NULL));
  g_source_remove (haste);
}

/* The whole life of a job, to its end. */
static void
live (Bench *bench, LuthierJob *job)
{
  LuthierPracticeTuning *tuning = luthier_practice_get_tuning (bench->practice);
  g_autoptr (GError) error = NULL;

  /* The first look at it starts it, and then its data are read. */
  while (!luthier_job_is_terminal (job))
    {
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), LIFE_MS / 2);
      luthier_test_wait_until (!luthier_practice_tuning_is_reading (tuning));
      fetch (bench, job, &error);
      g_assert_no_error (error);
    }
}

static void
assert_trouble (Bench *bench, LuthierJob *job, const LuthierPracticeTrouble *trouble)
{
  const LuthierAdviceScene scene = get_scene (bench);
  g_autoptr (LuthierAdvice) advice = luthier_advice_new_for_job_in (job, &scene);

  g_assert_cmpint (luthier_job_get_state (job), ==, LUTHIER_JOB_STATE_FAILED);
  g_assert_nonnull (advice);
  assert_advice (advice, trouble);
  g_assert_cmpint (advice->usable, ==,
                   trouble->time == LUTHIER_PRACTICE_ON_LATE ||
                       trouble->time == LUTHIER_PRACTICE_ON_ENDPOINT);
}

static void
test_jobs (Bench *bench, gconstpointer unused)
{
  const LuthierPracticeTrouble *trouble;

  for (guint i = 0; (trouble = luthier_practice_troubles_get (i)) != NULL; i++)
    {
      g_autofree char *situation = g_strdup_printf ("job-fails=%s", trouble->name);
      g_autoptr (LuthierJobSpec) spec = NULL;
      g_autoptr (LuthierJob) job = NULL;
      g_autoptr (GError) error = NULL;

      if (trouble->time == LUTHIER_PRACTICE_ON_REQUEST)
        continue;
      bench_misbehave (bench, situation);
      spec = new_spec (bench, trouble->name);
      luthier_job_spec_set_epoch_count (spec, 4);
      job = bench_create (bench, spec, &error);
      g_assert_no_error (error);
      live (bench, job);
      assert_trouble (bench, job, trouble);
      luthier_practice_clear_situations (bench->practice);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/errors-played/requests", Bench, NULL, set_up, test_requests, tear_down);
  g_test_add ("/errors-played/jobs", Bench, NULL, set_up, test_jobs, tear_down);

  return g_test_run ();
}
