/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib.h>

#include "luthier-manual-clock.h"
#include "luthier-practice-job.h"

#define NOW    (G_GINT64_CONSTANT (1795000000) * G_USEC_PER_SEC)
#define SECOND G_TIME_SPAN_SECOND

static LuthierPracticeState *
make_state (double speed)
{
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (NOW);
  g_autoptr (GError) error = NULL;
  LuthierPracticeState *state = luthier_practice_state_new (clock, speed, "acme-ml", NULL, &error);

  g_assert_no_error (error);
  return state;
}

static LuthierPracticeJob *
make_planned (LuthierPracticeState *state, gint64 epochs, gboolean last_only)
{
  LuthierPracticeJob *job = luthier_practice_job_new ("1", "us-central1");

  job->created = job->due = job->started = NOW;
  job->epochs = epochs;
  job->steps = 10 * epochs;
  job->n_checkpoints = last_only ? 1 : 0;
  luthier_practice_job_plan (job, state);
  return job;
}

/* Below ten epochs one each, above ten of them; the last one is the last step's. */
static void
test_checkpoints (void)
{
  static const struct
  {
    gint64 epochs;
    gboolean last_only;
    gint64 n;
    gint64 first_epoch;
  } rules[] = {
    { 1, FALSE, 1, 1 },   { 4, FALSE, 4, 1 },     { 9, FALSE, 9, 1 }, { 10, FALSE, 10, 1 },
    { 25, FALSE, 10, 2 }, { 100, FALSE, 10, 10 }, { 4, TRUE, 1, 4 },
  };
  g_autoptr (LuthierPracticeState) state = make_state (1);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (LuthierPracticeJob)
          job = make_planned (state, rules[i].epochs, rules[i].last_only);
      LuthierPracticeCheckpoint first, last;

      g_assert_cmpint (job->n_checkpoints, ==, rules[i].n);
      luthier_practice_job_get_checkpoint (job, 1, &first);
      luthier_practice_job_get_checkpoint (job, (guint) job->n_checkpoints, &last);
      g_assert_cmpint (first.epoch, ==, rules[i].first_epoch);
      g_assert_cmpint (last.epoch, ==, rules[i].epochs);
      g_assert_cmpint (last.step, ==, job->steps);
      g_assert_cmpint (last.deployed, ==, job->ended);
      g_assert_true (last.is_default);
    }
}

/* No checkpoint is deployed before its step was reached, and none twice. */
static void
test_order (void)
{
  g_autoptr (LuthierPracticeState) state = make_state (1);
  g_autoptr (LuthierPracticeJob) job = make_planned (state, 12, FALSE);
  guint deployed = 0;
  gint64 steps = 0;

  for (gint64 now = NOW; now <= job->ended; now += SECOND)
    {
      guint n = luthier_practice_job_count_checkpoints (job, now);
      gint64 completed = luthier_practice_job_get_completed_steps (job, now);

      g_assert_cmpuint (n, >=, deployed);
      g_assert_cmpuint (n, <=, deployed + 1);
      g_assert_cmpint (completed, >=, steps);
      if (n > deployed)
        {
          LuthierPracticeCheckpoint checkpoint;

          luthier_practice_job_get_checkpoint (job, n, &checkpoint);
          g_assert_cmpint (checkpoint.step, <=, completed);
          g_assert_cmpint (luthier_practice_job_get_updated (job, now), ==, checkpoint.deployed);
        }
      deployed = n;
      steps = completed;
    }
  g_assert_cmpint (steps, ==, job->steps);
}

/* Twenty to forty minutes at the speed of the service, as many seconds when it is 60 times that. */
static void
test_duration (void)
{
  g_autoptr (LuthierPracticeState) slow = make_state (1);
  g_autoptr (LuthierPracticeState) fast = make_state (60);
  g_autoptr (LuthierPracticeJob) small = make_planned (slow, 1, FALSE);
  g_autoptr (LuthierPracticeJob) large = make_planned (slow, 10000, FALSE);
  g_autoptr (LuthierPracticeJob) short_one = make_planned (fast, 1, FALSE);

  g_assert_cmpint (small->ended - small->started, >, 15 * 60 * SECOND);
  g_assert_cmpint (large->ended - large->started, <, 40 * 60 * SECOND);
  g_assert_cmpint ((small->ended - small->started) / 60, ==, short_one->ended - short_one->started);
}

static void
test_failure (void)
{
  g_autoptr (LuthierPracticeState) state = make_state (1);
  g_autoptr (LuthierPracticeJob) job = make_planned (state, 4, FALSE);
  gint64 moment = job->tuning + (job->finishing - job->tuning) / 2;

  luthier_practice_job_fail (job, moment, 13, "Out of strings.");
  g_assert_cmpint (luthier_practice_job_get_state (job, moment - 1, NULL), ==,
                   LUTHIER_JOB_STATE_RUNNING);
  g_assert_cmpint (luthier_practice_job_get_state (job, moment, NULL), ==,
                   LUTHIER_JOB_STATE_FAILED);
  g_assert_cmpint (luthier_practice_job_get_completed_steps (job, G_MAXINT64), ==, 20);
  g_assert_cmpuint (luthier_practice_job_count_checkpoints (job, G_MAXINT64), ==, 0);
  g_assert_false (luthier_practice_job_has_model (job, G_MAXINT64));
  g_assert_cmpint (luthier_practice_job_get_updated (job, G_MAXINT64), ==, moment);
}

static void
test_identities (void)
{
  g_autoptr (LuthierPracticeState) first = make_state (1);
  g_autoptr (LuthierPracticeState) second = make_state (5);
  g_autofree char *id = luthier_practice_state_new_id (first);
  g_autofree char *other = luthier_practice_state_new_id (first);
  g_autofree char *made = luthier_practice_state_id_for ("endpoint 1 of 5");
  g_autofree char *again = luthier_practice_state_id_for ("endpoint 1 of 5");

  g_assert_cmpuint (strlen (id), ==, 19);
  g_assert_cmpint (g_ascii_strtoll (id, NULL, 10), <, G_MAXINT64);
  g_assert_cmpstr (id, !=, other);
  g_assert_cmpstr (made, ==, again);
  g_assert_cmpstr (luthier_practice_state_get_project_number (first), ==,
                   luthier_practice_state_get_project_number (second));
  g_assert_cmpuint (strlen (luthier_practice_state_get_project_number (first)), ==, 12);
}

static void
test_bad_state_file (void)
{
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (NOW);
  g_autoptr (GError) error = NULL;

  g_assert_null (luthier_practice_state_new (clock, 1, "acme-ml", "/nowhere/at/all", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "/nowhere/at/all"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/job/checkpoints", test_checkpoints);
  g_test_add_func ("/practice/job/order", test_order);
  g_test_add_func ("/practice/job/duration", test_duration);
  g_test_add_func ("/practice/job/failure", test_failure);
  g_test_add_func ("/practice/job/identities", test_identities);
  g_test_add_func ("/practice/job/bad-state-file", test_bad_state_file);
  return g_test_run ();
}
