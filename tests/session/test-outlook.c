/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* How long a job will take, and when it is quiet for too long. */

#include "luthier-job-json.h"
#include "luthier-record-private.h"
#include "record-bench.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

static LuthierOutlook
get_outlook (Bench *bench, LuthierJob *job)
{
  LuthierOutlook outlook;

  luthier_session_get_outlook (bench->session, job);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  outlook = luthier_session_get_outlook (bench->session, job);
  g_assert_cmpint (outlook.remaining, >=, -1);

  return outlook;
}

static gboolean
is_tuning (LuthierJob *job)
{
  return luthier_job_get_phase (job) == LUTHIER_JOB_PHASE_TUNING;
}

static gint64
get_now (Bench *bench)
{
  return luthier_clock_get_real_time (bench->clock);
}

/* Follows a job to its end; how far off the estimate was at half of its steps, as a share of what
 * was left then. */
static double
follow_to_end (Bench *bench, LuthierJob *job, gboolean *told_early)
{
  g_autoptr (LuthierRecord) record = get_record (bench, job);
  gint64 foretold = -1;
  gint64 half_time = 0;

  *told_early = FALSE;
  luthier_session_follow (bench->session, job);
  for (guint i = 0; i < 5000 && !luthier_record_get_complete (record); i++)
    {
      const gint64 step = luthier_curves_get_last_step (luthier_record_get_curves (record));
      LuthierOutlook outlook;

      hurry (bench, record);
      outlook = get_outlook (bench, job);
      g_assert_false (outlook.is_quiet);
      if (!is_tuning (job) && luthier_job_get_phase (job) != LUTHIER_JOB_PHASE_POST_PROCESSING)
        *told_early |= outlook.remaining >= 0;
      if (half_time == 0 && step >= luthier_job_get_step_count (job) / 2 && step > 0)
        {
          half_time = get_now (bench);
          foretold = outlook.remaining;
        }
    }
  luthier_session_unfollow (bench->session, job);
  g_assert_cmpint (foretold, >, 0);
  g_test_message ("foretold %d s, took %d s", (int) (foretold / SECOND),
                  (int) ((luthier_job_get_end_time (job) - half_time) / SECOND));

  return (double) ABS (foretold - (luthier_job_get_end_time (job) - half_time)) /
         (double) (luthier_job_get_end_time (job) - half_time);
}

/* No number without data; with a past it is good to a fifth. */
static void
test_remaining (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) first = create (bench, "first");
  g_autoptr (LuthierJob) second = NULL;
  gboolean told_early = FALSE;
  LuthierOutlook outlook;

  /* What comes after the last step is not known yet. */
  g_assert_cmpfloat (follow_to_end (bench, first, &told_early), <, 0.35);
  g_assert_false (told_early);
  outlook = get_outlook (bench, first);
  g_assert_cmpint (outlook.remaining, ==, -1);
  g_assert_cmpint (outlook.quiet, ==, -1);
  g_assert_cmpint (outlook.usual, ==, -1);

  second = create (bench, "second");
  g_assert_cmpfloat (follow_to_end (bench, second, &told_early), <, 0.2);
  g_assert_false (told_early);
}

/* A job that is not followed tells its steps in the list. */
static void
test_from_lists (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench, "job");
  g_autoptr (LuthierRecord) record = get_record (bench, job);
  gint64 half_time = 0;
  gint64 foretold = -1;

  for (guint i = 0; i < 5000 && !luthier_job_is_terminal (job); i++)
    {
      hurry (bench, record);
      if (half_time == 0 && luthier_job_get_step_count (job) > 0 &&
          luthier_job_get_completed_steps (job) >= luthier_job_get_step_count (job) / 2)
        {
          half_time = get_now (bench);
          foretold = get_outlook (bench, job).remaining;
          g_test_message ("step %d of %d in %s: %d s", (int) luthier_job_get_completed_steps (job),
                          (int) luthier_job_get_step_count (job), luthier_job_get_phase_name (job),
                          (int) (foretold / SECOND));
        }
    }
  g_assert_cmpuint (count_points (record), ==, 0);
  g_assert_cmpint (foretold, >, 0);
  g_assert_cmpint (foretold, <, luthier_job_get_end_time (job) - half_time);
  g_assert_cmpint (foretold, >, (luthier_job_get_end_time (job) - half_time) / 2);
}

/* Lets a job come so far that the service keeps still, and then waits for the alarm. */
static LuthierOutlook
wait_for_alarm (Bench *bench, LuthierJob *job, LuthierRecord *record, LuthierJobPhase phase)
{
  LuthierOutlook outlook = { -1, -1, -1, FALSE };

  for (guint i = 0; i < 2000 && !outlook.is_quiet && !luthier_job_is_terminal (job); i++)
    {
      hurry (bench, record);
      outlook = get_outlook (bench, job);
    }
  if (outlook.is_quiet)
    g_assert_cmpint (luthier_job_get_phase (job), ==, phase);

  return outlook;
}

/* (transfer full): one that is followed, and whose record is held by the caller. */
static LuthierJob *
begin (Bench *bench, const char *name, LuthierRecord **record)
{
  LuthierJob *job = create (bench, name);

  *record = get_record (bench, job);
  luthier_session_follow (bench->session, job);
  return job;
}

static void
test_quiet (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) usual = create (bench, "usual");
  g_autoptr (LuthierJob) waiting = NULL;
  g_autoptr (LuthierJob) stuck = NULL;
  g_autoptr (LuthierRecord) record_of_waiting = NULL;
  g_autoptr (LuthierRecord) record = NULL;
  LuthierOutlook outlook;
  gboolean told_early = FALSE;

  follow_to_end (bench, usual, &told_early);
  bench_misbehave (bench, "slow-capacity=120@waits");
  waiting = begin (bench, "waits", &record_of_waiting);
  outlook = wait_for_alarm (bench, waiting, record_of_waiting,
                            LUTHIER_JOB_PHASE_WAITING_FOR_CAPACITY);
  g_assert_true (outlook.is_quiet);
  g_assert_cmpint (outlook.usual, >=, 50 * SECOND);
  g_assert_cmpint (outlook.usual, <=, 90 * SECOND);
  g_assert_cmpint (outlook.remaining, ==, -1);
  luthier_session_unfollow (bench->session, waiting);

  bench_misbehave (bench, "no-steps=60@stuck");
  stuck = begin (bench, "stuck", &record);
  outlook = wait_for_alarm (bench, stuck, record, LUTHIER_JOB_PHASE_TUNING);
  g_assert_true (outlook.is_quiet);
  g_assert_cmpint (outlook.usual, >, 0);
  g_assert_cmpint (outlook.quiet, >, outlook.usual);
  g_assert_cmpint (outlook.quiet, <, 30 * 60 * SECOND);
  g_assert_cmpint (outlook.remaining, ==, -1);

  /* Whoever cannot look does not know. */
  bench_misbehave (bench, "region-down=us-central1");
  for (guint i = 0; i < 300; i++)
    {
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), 1000);
      for (guint j = 0; j < 50; j++)
        g_main_context_iteration (NULL, FALSE);
    }
  g_assert_false (get_outlook (bench, stuck).is_quiet);
  luthier_practice_clear_situations (bench->practice);
  g_assert_true (bench_refresh (bench, NULL));
  g_assert_true (get_outlook (bench, stuck).is_quiet);

  /* It goes on, and all is well. */
  for (guint i = 0; i < 2000 && get_outlook (bench, stuck).is_quiet; i++)
    hurry (bench, record);
  g_assert_false (luthier_job_is_terminal (stuck));
  g_assert_false (get_outlook (bench, stuck).is_quiet);
}

/* A first job has only its own steps to tell what is usual, and more time. */
static void
test_first_stuck (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = NULL;
  g_autoptr (LuthierRecord) record = NULL;
  LuthierOutlook outlook;

  bench_misbehave (bench, "no-steps=60@stuck");
  job = begin (bench, "stuck", &record);
  outlook = wait_for_alarm (bench, job, record, LUTHIER_JOB_PHASE_TUNING);
  g_assert_true (outlook.is_quiet);
  g_assert_cmpint (outlook.usual, >, 0);
  g_assert_cmpint (outlook.usual, <, 60 * SECOND);
  g_assert_cmpint (outlook.quiet, >, 4 * 60 * SECOND);
}

/* Nobody knows what is usual: there is no alarm, and no number for it. */
static void
test_first_job (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = NULL;
  g_autoptr (LuthierRecord) record = NULL;
  LuthierOutlook outlook;

  bench_misbehave (bench, "slow-capacity=60@job");
  job = begin (bench, "job", &record);
  for (guint i = 0; i < 120; i++)
    {
      hurry (bench, record);
      outlook = get_outlook (bench, job);
      g_assert_false (outlook.is_quiet);
      g_assert_cmpint (outlook.usual, ==, -1);
      g_assert_cmpint (outlook.quiet, >=, 0);
    }
  g_assert_cmpint (luthier_job_get_phase (job), ==, LUTHIER_JOB_PHASE_WAITING_FOR_CAPACITY);
  g_assert_cmpint (outlook.quiet, >, 10 * 60 * SECOND);
}

#define MINUTE (60 * SECOND)
#define NOW    (G_GINT64_CONSTANT (1795348800) * SECOND)

/* (transfer full): made 90 minutes before NOW, which is 12:00, and running. members: after them */
static LuthierJob *
tell_job (const char *members)
{
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"projects/1/locations/us-central1/tuningJobs/1\",\"state\":\"JOB_STATE_RUNNING\","
      "\"tuningJobState\":\"TUNING_JOB_STATE_TUNING\",\"createTime\":\"2026-11-22T10:30:00Z\"%s}",
      members);
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) json = luthier_json_parse_text (text, -1, &error);
  LuthierJob *job = luthier_job_new_from_json (luthier_json_get_root (json), FALSE, &error);

  g_assert_no_error (error);
  return job;
}

/* record: (nullable); moved: 0 = was not seen to */
static LuthierOutlook
reckon (LuthierJob *job, LuthierRecord *record, gint64 moved)
{
  const LuthierOutlookFacts facts = { .job = job, .record = record, .moved = moved, .now = NOW };

  return luthier_outlook_reckon (&facts);
}

#define UPDATED(minute) ",\"updateTime\":\"2026-11-22T11:" minute ":00Z\""
#define STEPS           ",\"tuningJobMetadata\":{\"completedStepCount\":\"30\"}"

/* Where nothing tells of steps, the service's touch is the last sign of life there is. */
static void
test_touched (void)
{
  g_autoptr (LuthierJob) job = tell_job (UPDATED ("40"));
  g_autoptr (LuthierJob) untouched = tell_job ("");
  g_autoptr (LuthierRecord) record = luthier_record_new ();
  g_autoptr (LuthierEvent) event = luthier_event_new (
      LUTHIER_EVENT_PHASE, "TUNING_JOB_STATE_TUNING", NULL, NOW - 50 * MINUTE, 0);
  const LuthierOutlook outlook = reckon (job, NULL, 0);

  g_assert_cmpint (outlook.quiet, ==, 20 * MINUTE);
  g_assert_cmpint (outlook.usual, ==, -1);
  g_assert_cmpint (outlook.remaining, ==, -1);
  g_assert_false (outlook.is_quiet);

  /* Also after what was seen before, but not if more was seen since. */
  g_assert_cmpint (reckon (job, NULL, NOW - 50 * MINUTE).quiet, ==, 20 * MINUTE);
  g_assert_cmpint (reckon (job, NULL, NOW - 5 * MINUTE).quiet, ==, 5 * MINUTE);
  luthier_record_add_event (record, event);
  g_assert_cmpint (reckon (job, record, 0).quiet, ==, 20 * MINUTE);

  /* Without it there is what was seen, and when it was made. */
  g_assert_cmpint (reckon (untouched, record, 0).quiet, ==, 50 * MINUTE);
  g_assert_cmpint (reckon (untouched, NULL, 0).quiet, ==, 90 * MINUTE);
}

/* Where steps are told, a touch that is none of them hides no stall. */
static void
test_touched_in_vain (void)
{
  g_autoptr (LuthierJob) counted = tell_job (STEPS UPDATED ("59"));
  g_autoptr (LuthierJob) job = tell_job (UPDATED ("59"));
  g_autoptr (LuthierRecord) record = luthier_record_new ();
  LuthierSeries *series = luthier_curves_ensure (luthier_record_get_curves (record), LOSS);
  LuthierOutlook outlook = reckon (counted, NULL, NOW - 40 * MINUTE);

  /* The service counts them. */
  g_assert_cmpint (outlook.quiet, ==, 40 * MINUTE);

  /* There are points of them, ten seconds apart. */
  for (gint64 i = 1; i <= 30; i++)
    {
      const LuthierPoint point = { i, NOW - 35 * MINUTE + (i - 30) * 10 * SECOND, 1 };

      luthier_series_merge (series, &point, 1);
    }
  outlook = reckon (job, record, 0);
  g_assert_cmpint (outlook.quiet, ==, 35 * MINUTE);
  g_assert_cmpint (outlook.usual, ==, 10 * SECOND);
  g_assert_true (outlook.is_quiet);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/outlook/" path, Bench, NULL, set_up, function, tear_down)
  ADD ("remaining", test_remaining);
  ADD ("from-lists", test_from_lists);
  ADD ("quiet", test_quiet);
  ADD ("first-job", test_first_job);
  ADD ("first-stuck", test_first_stuck);
#undef ADD
  g_test_add_func ("/outlook/touched", test_touched);
  g_test_add_func ("/outlook/touched-in-vain", test_touched_in_vain);

  return g_test_run ();
}
