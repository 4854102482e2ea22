/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-curves.h"
#include "luthier-verdict.h"

#include <math.h>

/* Jobs are alike but for what their ids make of them: so many are looked at. */
#define N_JOBS 40

typedef struct
{
  const char *adapter;
  double multiplier;
  gint64 epochs;
  gint64 examples;
  gint64 copies;
  const char *curve;
  gboolean preference;
} Settings;

static const Settings usual = { "FOUR", 1, 3, 2000, 0, NULL, FALSE };

static LuthierPracticeJob *
make_job (const Settings *settings, guint number)
{
  g_autofree char *id = g_strdup_printf ("49820131138941%05u", number);
  LuthierPracticeJob *job = luthier_practice_job_new (id, "us-central1");
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  job->resolved = g_strdup_printf (
      "{\"%s\":{\"validationDatasetUri\":\"gs://b/v.jsonl\",\"hyperParameters\":{\"adapterSize\":"
      "\"ADAPTER_SIZE_%s\",\"learningRateMultiplier\":%s}}}",
      settings->preference ? "preferenceOptimizationSpec" : "supervisedTuningSpec",
      settings->adapter, g_ascii_dtostr (digits, sizeof digits, settings->multiplier));
  job->stats = g_strdup_printf ("{\"%s\":{\"tuningDatasetExampleCount\":\"%" G_GINT64_FORMAT "\"}}",
                                settings->preference ? "preferenceOptimizationDataStats"
                                                     : "supervisedTuningDataStats",
                                settings->examples);
  job->epochs = settings->epochs;
  job->steps = (settings->examples * settings->epochs + 15) / 16;
  job->copies = settings->copies;
  job->curve = g_strdup (settings->curve);
  return job;
}

/* What one looks at in a job. */
typedef struct
{
  double begin;      /* training loss, the mean of the first tenth */
  double middle;     /* around the half */
  double end;        /* of the last tenth */
  double noise;      /* what a training loss differs from the one before, as its share */
  double validation; /* loss at the end */
  double best;       /* validation loss */
  double best_at;    /* as a share of the steps */
  double soon;       /* share of the steps after which half of the way is done */
} Look;

static double
get_mean (const LuthierPracticeLearning *learning, double from, double to)
{
  const gint64 first = MAX (1, (gint64) (from * (double) learning->steps));
  const gint64 last = MAX (first, (gint64) (to * (double) learning->steps));
  double sum = 0;

  for (gint64 step = first; step <= last; step++)
    sum += luthier_practice_learning_get_training_loss (learning, step);
  return sum / (double) (last - first + 1);
}

static void
look_at_training (const LuthierPracticeLearning *learning, Look *look)
{
  const double steps = (double) learning->steps;
  double noise = 0;

  look->begin += get_mean (learning, 0, 0.1) / N_JOBS;
  look->middle += get_mean (learning, 0.45, 0.55) / N_JOBS;
  look->end += get_mean (learning, 0.9, 1) / N_JOBS;
  for (gint64 step = 2; step <= learning->steps; step++)
    {
      const double before = luthier_practice_learning_get_training_loss (learning, step - 1);

      noise += fabs (luthier_practice_learning_get_training_loss (learning, step) / before - 1);
    }
  look->noise += noise / steps / N_JOBS;
}

static void
look_at_validation (const LuthierPracticeLearning *learning, Look *look)
{
  const double first = luthier_practice_learning_get_validation_loss (learning, 0);
  double best = INFINITY;
  gint64 best_at = 0;
  gint64 soon = 0;

  for (gint64 step = 0; step <= learning->steps; step++)
    {
      const double loss = luthier_practice_learning_get_validation_loss (learning, step);

      best_at = loss < best ? step : best_at;
      best = MIN (best, loss);
    }
  while (luthier_practice_learning_get_validation_loss (learning, soon) > (first + best) / 2)
    soon++;
  look->validation += luthier_practice_learning_get_validation_loss (learning, learning->steps) /
                      N_JOBS;
  look->best += best / N_JOBS;
  look->best_at += (double) best_at / (double) learning->steps / N_JOBS;
  look->soon += (double) soon / (double) learning->steps / N_JOBS;
}

static Look
look_at (const Settings *settings)
{
  Look look = { 0 };

  for (guint i = 0; i < N_JOBS; i++)
    {
      g_autoptr (LuthierPracticeJob) job = make_job (settings, i);
      LuthierPracticeLearning learning;

      luthier_practice_learning_init (&learning, job);
      look_at_training (&learning, &look);
      look_at_validation (&learning, &look);
    }
  return look;
}

static void
test_usual (void)
{
  const Look look = look_at (&usual);

  g_assert_cmpfloat (look.begin, >, 1.3 * look.middle);
  g_assert_cmpfloat (look.middle, >, 1.1 * look.end);
  g_assert_cmpfloat (look.noise, >, 0.01);
  g_assert_cmpfloat (look.noise, <, 0.1);
  /* Validation follows, a little above. */
  g_assert_cmpfloat (look.validation, >, look.end);
  g_assert_cmpfloat (look.validation, <, 1.5 * look.end);
  g_assert_cmpfloat (look.best_at, >, 0.85);
}

static void
test_adapter (void)
{
  Settings settings = usual;
  Look small, large;

  settings.adapter = "ONE";
  small = look_at (&settings);
  settings.adapter = "THIRTY_TWO";
  large = look_at (&settings);
  g_assert_cmpfloat (large.end, <, 0.8 * small.end);
  g_assert_cmpfloat (large.best, <, 0.9 * small.best);
}

static void
test_multiplier (void)
{
  Settings settings = usual;
  Look slow, fast;

  settings.multiplier = 0.25;
  slow = look_at (&settings);
  settings.multiplier = 5;
  fast = look_at (&settings);
  g_assert_cmpfloat (fast.soon, <, 0.5 * slow.soon);
  g_assert_cmpfloat (fast.noise, >, 1.3 * slow.noise);
  g_assert_cmpfloat (fast.middle, <, slow.middle);
}

/* Far too large a rate ends in no number at all; that is said, not hidden. */
static void
test_far_too_fast (void)
{
  Settings settings = usual;
  g_autoptr (LuthierPracticeJob) job = NULL;
  LuthierPracticeLearning learning;

  settings.multiplier = 40;
  job = make_job (&settings, 1);
  luthier_practice_learning_init (&learning, job);
  g_assert_true (isfinite (luthier_practice_learning_get_training_loss (&learning, 1)));
  g_assert_true (isnan (luthier_practice_learning_get_training_loss (&learning, learning.steps)));
  g_assert_true (isnan (luthier_practice_learning_get_validation_loss (&learning, learning.steps)));
}

/* Many epochs of few examples, but not of many; copies are few examples. */
static void
test_overfitting (void)
{
  Settings settings = usual;
  Look few, many, copies;

  settings.epochs = 20;
  settings.examples = 100;
  few = look_at (&settings);
  g_assert_cmpfloat (few.validation, >, 1.2 * few.best);
  g_assert_cmpfloat (few.best_at, <, 0.5);
  g_assert_cmpfloat (few.end, <, 0.5 * few.validation);

  settings.epochs = 3;
  settings.examples = 10000;
  many = look_at (&settings);
  g_assert_cmpfloat (many.validation, <, 1.03 * many.best);

  settings.copies = 9900;
  copies = look_at (&settings);
  g_assert_cmpfloat (copies.validation, >, 1.2 * copies.best);
}

static void
test_preference (void)
{
  Settings settings = usual;
  Look look;

  settings.preference = TRUE;
  settings.examples = 8000;
  look = look_at (&settings);
  g_assert_cmpfloat (look.begin, <, 0.75);
  g_assert_cmpfloat (look.end, <, 0.5);
}

static void
test_shapes (void)
{
  Settings settings = usual;
  Look falls, flat, overfits;

  settings.curve = "falls";
  falls = look_at (&settings);
  settings.curve = "flat";
  flat = look_at (&settings);
  settings.curve = "overfits";
  overfits = look_at (&settings);

  g_assert_cmpfloat (falls.middle, >, 1.1 * falls.end);
  g_assert_cmpfloat (falls.best_at, >, 0.9);
  g_assert_cmpfloat (flat.middle, <, 1.05 * flat.end);
  g_assert_cmpfloat (flat.begin, >, 1.2 * flat.middle);
  g_assert_cmpfloat (overfits.validation, >, 1.2 * overfits.best);
  g_assert_cmpfloat (overfits.best_at, >, 0.25);
  g_assert_cmpfloat (overfits.best_at, <, 0.55);
  g_assert_cmpfloat (overfits.end, <, overfits.middle);
}

/* A shape is the same however many epochs and examples there are. */
static void
test_shapes_of_all_sizes (void)
{
  static const Settings sizes[] = {
    { "FOUR", 1, 1, 160, 0, "overfits", FALSE },
    { "ONE", 0.5, 20, 100, 0, "overfits", FALSE },
    { "SIXTEEN", 2, 2, 5000, 2500, "overfits", FALSE },
    { "FOUR", 1, 4, 1000, 0, "overfits", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      const Look look = look_at (&sizes[i]);

      g_assert_cmpfloat (look.validation, >, 1.12 * look.best);
      g_assert_cmpfloat (look.best_at, <, 0.6);
    }
}

/* Whatever a job says, what comes of it can be written down. */
static void
test_odd_jobs (void)
{
  static const Settings odd[] = {
    { "NINE", 1, 0, 0, 0, NULL, FALSE },
    { "FOUR", 1e300, 1, 1, 5, NULL, FALSE },
    { "FOUR", 1e-300, 1000000, 1, 0, "no such shape", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (LuthierPracticeJob) job = make_job (&odd[i], i);
      LuthierPracticeLearning learning;

      luthier_practice_learning_init (&learning, job);
      g_assert_true (isfinite (learning.start));
      for (gint64 step = 0; step <= MIN (job->steps, 10); step++)
        {
          g_assert_false (luthier_practice_learning_get_training_loss (&learning, step) < 0);
          g_assert_false (luthier_practice_learning_get_validation_loss (&learning, step) < 0);
        }
    }
}

static void
measure_series (const LuthierPracticeCurves *measured, guint index, LuthierCurves *curves)
{
  const guint n = luthier_practice_curves_count_points (measured, index);
  g_autofree LuthierPoint *points = g_new (LuthierPoint, n);

  for (guint i = 0; i < n; i++)
    {
      LuthierPracticePoint point;

      luthier_practice_curves_get_point (measured, index, i, &point);
      points[i] = (LuthierPoint){ point.step, point.moment, point.value };
    }
  luthier_series_merge (
      luthier_curves_ensure (curves, luthier_practice_curves_get_name (measured, index)), points,
      n);
}

/* What the app has of a job after that part of its steps. (transfer full) */
static LuthierCurves *
measure (LuthierPracticeJob *job, double part)
{
  LuthierCurves *curves = luthier_curves_new ();
  LuthierPracticeCurves measured;

  job->started = job->processed = job->tuning = 1;
  job->finishing = job->ended = job->tuning + 20 * G_TIME_SPAN_MINUTE;
  luthier_practice_curves_init (
      &measured, job, job->tuning + (gint64) (part * (double) (job->finishing - job->tuning)));
  for (guint i = 0; i < measured.n_series; i++)
    measure_series (&measured, i, curves);
  return curves;
}

/* Of how many of the jobs the app says this. */
static guint
count_verdicts (const Settings *settings, double part, LuthierVerdictKind kind)
{
  guint n = 0;

  for (guint i = 0; i < N_JOBS; i++)
    {
      g_autoptr (LuthierPracticeJob) job = make_job (settings, i);
      g_autoptr (LuthierCurves) curves = measure (job, part);

      n += luthier_verdict_judge (curves, LUTHIER_METRIC_LOSS).kind == kind;
    }
  return n;
}

static const Settings sizes[] = {
  { "FOUR", 1, 3, 160, 0, NULL, FALSE },  { "FOUR", 1, 4, 1000, 0, NULL, FALSE },
  { "FOUR", 1, 2, 5000, 0, NULL, FALSE }, { "FOUR", 1, 30, 600, 0, NULL, FALSE },
  { "FOUR", 1, 20, 100, 0, NULL, FALSE }, { "FOUR", 1, 4, 1000, 0, NULL, TRUE },
};

/* Whoever chooses a shape hears the sentence that it is there for. */
static void
test_verdicts_of_shapes (void)
{
  static const struct
  {
    const char *shape;
    LuthierVerdictKind kind;
  } shapes[] = {
    { "falls", LUTHIER_VERDICT_BETTERING },
    { "flat", LUTHIER_VERDICT_FLAT },
    { "overfits", LUTHIER_VERDICT_WORSENING },
    { "breaks", LUTHIER_VERDICT_BROKEN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes) * G_N_ELEMENTS (shapes); i++)
    {
      Settings settings = sizes[i / G_N_ELEMENTS (shapes)];
      const LuthierVerdictKind kind = shapes[i % G_N_ELEMENTS (shapes)].kind;

      settings.curve = shapes[i % G_N_ELEMENTS (shapes)].shape;
      g_test_message ("%s, %" G_GINT64_FORMAT " examples", settings.curve, settings.examples);
      g_assert_cmpuint (count_verdicts (&settings, 0.7, kind), >=, N_JOBS * 9 / 10);
      g_assert_cmpuint (count_verdicts (&settings, 1, kind), >=, N_JOBS * 9 / 10);
    }
}

/* What settings and data bring about is seen, and what they do not is not. */
static void
test_verdicts_of_settings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      const guint n = count_verdicts (&sizes[i], 1, LUTHIER_VERDICT_WORSENING);

      if (sizes[i].epochs >= 20)
        g_assert_cmpuint (n, ==, N_JOBS);
      else
        g_assert_cmpuint (n, <=, N_JOBS / 20);
    }
  g_assert_cmpuint (count_verdicts (&sizes[0], 0.04, LUTHIER_VERDICT_TOO_EARLY), ==, N_JOBS);
  g_assert_cmpuint (count_verdicts (&sizes[1], 0.2, LUTHIER_VERDICT_BETTERING), >=,
                    N_JOBS * 9 / 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-learning/usual", test_usual);
  g_test_add_func ("/practice-learning/adapter", test_adapter);
  g_test_add_func ("/practice-learning/multiplier", test_multiplier);
  g_test_add_func ("/practice-learning/far-too-fast", test_far_too_fast);
  g_test_add_func ("/practice-learning/overfitting", test_overfitting);
  g_test_add_func ("/practice-learning/preference", test_preference);
  g_test_add_func ("/practice-learning/shapes", test_shapes);
  g_test_add_func ("/practice-learning/shapes-of-all-sizes", test_shapes_of_all_sizes);
  g_test_add_func ("/practice-learning/odd-jobs", test_odd_jobs);
  g_test_add_func ("/practice-learning/verdicts-of-shapes", test_verdicts_of_shapes);
  g_test_add_func ("/practice-learning/verdicts-of-settings", test_verdicts_of_settings);
  return g_test_run ();
}
