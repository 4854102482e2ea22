/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <math.h>

#include "luthier-checkpoint.h"
#include "luthier-test.h"
#include "luthier-trend.h"
#include "luthier-verdict.h"

#define STRIDE 10

static const char *const verdicts[] = {
  [LUTHIER_VERDICT_NONE] = "none",           [LUTHIER_VERDICT_TOO_EARLY] = "too-early",
  [LUTHIER_VERDICT_BETTERING] = "bettering", [LUTHIER_VERDICT_FLAT] = "flat",
  [LUTHIER_VERDICT_WORSENING] = "worsening", [LUTHIER_VERDICT_BROKEN] = "broken",
};

/* Values at the steps 10, 20, 30, ... */
static void
add (LuthierCurves *curves, const char *name, const double *values, guint n_values)
{
  LuthierSeries *series = luthier_curves_ensure (curves, name);

  for (guint i = 0; i < n_values; i++)
    luthier_series_merge (series, &(LuthierPoint){ (i + 1) * STRIDE, 0, values[i] }, 1);
}

static void
add_words (LuthierCurves *curves, const char *name, char **words)
{
  LuthierSeries *series = luthier_curves_ensure (curves, name);

  for (guint i = 0; words[i] != NULL; i++)
    luthier_series_merge (
        series, &(LuthierPoint){ (i + 1) * STRIDE, 0, g_ascii_strtod (words[i], NULL) }, 1);
}

/* A line of verdict-curves.txt, which says what is to be found. */
static void
check_line (const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr (LuthierCurves) curves = luthier_curves_new ();
  const gboolean has_since = !g_str_equal (words[2], "-");
  const gint64 since = has_since ? g_ascii_strtoll (words[2], NULL, 10) : -1;
  LuthierVerdict verdict;

  add_words (curves, "/eval_total_loss", words + 5);
  verdict = luthier_verdict_judge (curves, LUTHIER_METRIC_LOSS);
  g_test_message ("%s: %s since %" G_GINT64_FORMAT, words[0], verdicts[verdict.kind],
                  verdict.since);
  g_assert_cmpstr (verdicts[verdict.kind], ==, words[1]);
  g_assert_cmpint (ABS (verdict.since - since), <=, g_ascii_strtoll (words[3], NULL, 10));
  g_assert_cmpint (verdict.best_step, ==, g_ascii_strtoll (words[4], NULL, 10));
  g_assert_true (verdict.has_validation == (words[5] != NULL));
}

/* Curves whose turning points are known by their formula, or by an independent fit. */
static void
test_known_curves (void)
{
  g_autoptr (GBytes) bytes = luthier_test_read ("model/data/verdict-curves.txt");
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >=, 20);
  for (guint i = 0; lines[i] != NULL; i++)
    check_line (lines[i]);
}

/* What is said does not depend on the unit, and a reward is a loss upside down. */
static void
test_scale (void)
{
  static const double values[] = { 1.1, 0.8, 0.62, 0.53, 0.5, 0.52, 0.56, 0.61, 0.66, 0.72 };
  g_autoptr (LuthierCurves) curves = luthier_curves_new ();
  double large[G_N_ELEMENTS (values)];
  double reward[G_N_ELEMENTS (values)];
  LuthierVerdict verdict;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      large[i] = values[i] * 1e6;
      reward[i] = 2 - values[i];
    }
  add (curves, "/eval_total_loss", large, G_N_ELEMENTS (large));
  add (curves, "/eval_mean_reward", reward, G_N_ELEMENTS (reward));

  verdict = luthier_verdict_judge (curves, LUTHIER_METRIC_LOSS);
  g_assert_cmpint (verdict.kind, ==, LUTHIER_VERDICT_WORSENING);
  g_assert_cmpint (verdict.since, ==, 50);
  verdict = luthier_verdict_judge (curves, LUTHIER_METRIC_REWARD);
  g_assert_cmpint (verdict.kind, ==, LUTHIER_VERDICT_WORSENING);
  g_assert_cmpint (verdict.since, ==, 50);
  g_assert_cmpint (verdict.best_step, ==, 50);
  g_assert_cmpfloat (verdict.best_value, ==, 1.5);
}

/* A reward that nobody ever got does not get better. */
static void
test_nothing (void)
{
  static const double values[20] = { 0 };
  g_autoptr (LuthierCurves) curves = luthier_curves_new ();
  LuthierVerdict verdict;

  add (curves, "/eval_mean_reward", values, G_N_ELEMENTS (values));
  verdict = luthier_verdict_judge (curves, LUTHIER_METRIC_REWARD);
  g_assert_cmpint (verdict.kind, ==, LUTHIER_VERDICT_FLAT);
}

/* Validation decides as soon as it can tell anything; a break anywhere counts more. */
static void
test_sides (void)
{
  static const double falling[] = { 1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1 };
  static const double rising[] = { 0.5, 0.4, 0.3, 0.3, 0.35, 0.4, 0.45, 0.5 };
  static const double broken[] = { 0.5, NAN, NAN };
  g_autoptr (LuthierCurves) curves = luthier_curves_new ();
  LuthierVerdict verdict = luthier_verdict_judge (curves, LUTHIER_METRIC_LOSS);

  g_assert_cmpint (verdict.kind, ==, LUTHIER_VERDICT_NONE);
  add (curves, "/train_total_loss", falling, G_N_ELEMENTS (falling));
  verdict = luthier_verdict_judge (curves, LUTHIER_METRIC_LOSS);
  g_assert_cmpint (verdict.kind, ==, LUTHIER_VERDICT_BETTERING);
  g_assert_cmpint (verdict.side, ==, LUTHIER_METRIC_TRAINING);
  g_assert_false (verdict.has_validation);
  g_assert_cmpint (verdict.best_step, ==, -1);

  /* Three points of validation data say nothing yet. */
  add (curves, "/eval_total_loss", rising, 3);
  verdict = luthier_verdict_judge (curves, LUTHIER_METRIC_LOSS);
  g_assert_cmpint (verdict.side, ==, LUTHIER_METRIC_TRAINING);
  g_assert_true (verdict.has_validation);
  g_assert_cmpint (verdict.best_step, ==, 30);

  add (curves, "/eval_total_loss", rising, G_N_ELEMENTS (rising));
  verdict = luthier_verdict_judge (curves, LUTHIER_METRIC_LOSS);
  g_assert_cmpint (verdict.side, ==, LUTHIER_METRIC_VALIDATION);
  g_assert_cmpint (verdict.kind, ==, LUTHIER_VERDICT_WORSENING);

  add (curves, "/train_total_loss", broken, G_N_ELEMENTS (broken));
  verdict = luthier_verdict_judge (curves, LUTHIER_METRIC_LOSS);
  g_assert_cmpint (verdict.kind, ==, LUTHIER_VERDICT_WORSENING);
  luthier_series_merge (luthier_curves_ensure (curves, "/train_total_loss"),
                        &(LuthierPoint){ 110, 0, NAN }, 1);
  verdict = luthier_verdict_judge (curves, LUTHIER_METRIC_LOSS);
  g_assert_cmpint (verdict.kind, ==, LUTHIER_VERDICT_BROKEN);
  g_assert_cmpint (verdict.side, ==, LUTHIER_METRIC_TRAINING);
  g_assert_cmpint (verdict.since, ==, 110);
}

/* A hundred thousand points are judged as a hundred are, and in a moment. */
static void
test_many_points (void)
{
  const guint n = 100000;
  g_autofree LuthierPoint *points = g_new (LuthierPoint, n);
  LuthierTrend trend;

  for (guint i = 0; i < n; i++)
    points[i] = (LuthierPoint){ i, 0,
                                i < n / 2 ? 1.0 - 1.2 * i / n : 0.4 + 0.3 * (i - n / 2.0) / n };
  trend = luthier_trend_find (points, n);
  g_assert_cmpint (trend.kind, ==, LUTHIER_TREND_RISING);
  g_assert_cmpint (ABS (trend.since - n / 2), <=, n / 100);
}

static void
test_nearest_checkpoint (void)
{
  g_autoptr (GListStore) checkpoints = g_list_store_new (LUTHIER_TYPE_CHECKPOINT);
  static const struct
  {
    gint64 step;
    const char *id;
  } cases[] = { { 1, "1" }, { 60, "1" }, { 61, "2" }, { 500, "2" } };

  g_assert_null (luthier_checkpoint_find_nearest (G_LIST_MODEL (checkpoints), 1));
  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autoptr (LuthierCheckpoint)
          checkpoint = luthier_checkpoint_new (id, i, i * 40, NULL, FALSE);

      g_list_store_append (checkpoints, checkpoint);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LuthierCheckpoint)
          nearest = luthier_checkpoint_find_nearest (G_LIST_MODEL (checkpoints), cases[i].step);

      g_assert_cmpstr (luthier_checkpoint_get_id (nearest), ==, cases[i].id);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verdict/known-curves", test_known_curves);
  g_test_add_func ("/verdict/scale", test_scale);
  g_test_add_func ("/verdict/nothing", test_nothing);
  g_test_add_func ("/verdict/sides", test_sides);
  g_test_add_func ("/verdict/many-points", test_many_points);
  g_test_add_func ("/verdict/nearest-checkpoint", test_nearest_checkpoint);
  return g_test_run ();
}
