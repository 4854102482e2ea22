/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <math.h>

#include "luthier-curves.h"
#include "luthier-test.h"

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_merge (void)
{
  static const LuthierPoint first[] = { { 3, 30, 0.3 }, { 1, 10, 0.1 }, { 3, 31, 0.4 } };
  static const LuthierPoint second[] = { { 2, 20, NAN }, { 3, 31, 0.4 }, { 5, 50, INFINITY } };
  g_autoptr (LuthierSeries) series = luthier_series_new ("/train_total_loss");
  const LuthierPoint *points = NULL;
  guint n = 0;
  guint n_changes = 0;

  g_signal_connect_swapped (series, "changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_true (luthier_series_merge (series, first, G_N_ELEMENTS (first)));
  g_assert_true (luthier_series_merge (series, second, G_N_ELEMENTS (second)));
  /* What is known already is no news, and neither is nothing. */
  g_assert_false (luthier_series_merge (series, second, G_N_ELEMENTS (second)));
  g_assert_false (luthier_series_merge (series, NULL, 0));
  g_assert_cmpuint (n_changes, ==, 2);

  points = luthier_series_get_points (series, &n);
  g_assert_cmpuint (n, ==, 4);
  for (guint i = 1; i < n; i++)
    g_assert_cmpint (points[i - 1].step, <, points[i].step);
  g_assert_cmpfloat (points[2].value, ==, 0.4);
  g_assert_cmpint (points[2].time, ==, 31);
  g_assert_cmpint (luthier_points_find_lowest (points, n)->step, ==, 1);
  g_assert_cmpint (luthier_points_find_highest (points, n)->step, ==, 3);
  g_assert_null (luthier_points_find_lowest (points + 1, 1));
}

static void
test_curves (void)
{
  static const LuthierPoint point = { 7, 0, 1.5 };
  g_autoptr (LuthierCurves) curves = luthier_curves_new ();
  g_autoptr (LuthierCurves) others = luthier_curves_new ();
  guint n_changes = 0;

  g_signal_connect_swapped (curves, "changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_cmpint (luthier_curves_get_last_step (curves), ==, -1);
  luthier_series_merge (luthier_curves_ensure (others, "/eval_total_loss"), &point, 1);
  g_assert_true (luthier_curves_merge (curves, others));
  g_assert_false (luthier_curves_merge (curves, others));
  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_cmpint (luthier_curves_get_last_step (curves), ==, 7);
  g_assert_true (luthier_curves_find (curves, LUTHIER_METRIC_LOSS, LUTHIER_METRIC_VALIDATION) ==
                 luthier_curves_ensure (curves, "/eval_total_loss"));
  g_assert_null (luthier_curves_find (curves, LUTHIER_METRIC_LOSS, LUTHIER_METRIC_TRAINING));
}

/* What nobody else has is taken as it is; the rest is merged. */
static void
test_adopt (void)
{
  static const LuthierPoint points[] = { { 1, 0, 3 }, { 2, 0, 2 } };
  g_autoptr (LuthierCurves) curves = luthier_curves_new ();
  g_autoptr (LuthierCurves) others = luthier_curves_new ();
  LuthierSeries *loss = luthier_curves_ensure (curves, "/train_total_loss");
  LuthierSeries *eval = luthier_curves_ensure (others, "/eval_total_loss");
  guint n_changes = 0;

  luthier_series_merge (loss, points, 1);
  luthier_series_merge (luthier_curves_ensure (others, "/train_total_loss"), points, 2);
  luthier_series_merge (eval, points, 2);
  g_assert_true (luthier_curves_adopt (curves, others));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (curves)), ==, 2);
  g_assert_cmpuint (luthier_series_get_n_points (loss), ==, 2);
  g_assert_true (luthier_curves_ensure (curves, "/eval_total_loss") == eval);
  g_assert_false (luthier_curves_adopt (curves, others));

  g_signal_connect_swapped (curves, "changed", G_CALLBACK (count_cb), &n_changes);
  luthier_series_merge (eval, &(LuthierPoint){ 3, 0, 1 }, 1);
  g_assert_cmpuint (n_changes, ==, 1);
}

static void
test_metrics (void)
{
  static const struct
  {
    const char *name;
    LuthierMetricKind kind;
    LuthierMetricSide side;
  } cases[] = {
    { "/train_total_loss", LUTHIER_METRIC_LOSS, LUTHIER_METRIC_TRAINING },
    { "/eval_total_loss", LUTHIER_METRIC_LOSS, LUTHIER_METRIC_VALIDATION },
    { "/preference_optimization_train_loss", LUTHIER_METRIC_LOSS, LUTHIER_METRIC_TRAINING },
    { "/train_fraction_of_correct_next_step_preds", LUTHIER_METRIC_ACCURACY,
      LUTHIER_METRIC_TRAINING },
    { "/eval_num_predictions", LUTHIER_METRIC_PREDICTIONS, LUTHIER_METRIC_VALIDATION },
    { "/eval_mean_reward", LUTHIER_METRIC_REWARD, LUTHIER_METRIC_VALIDATION },
    { "/learnable_prompt_ratio", LUTHIER_METRIC_OTHER, LUTHIER_METRIC_NO_SIDE },
    { "", LUTHIER_METRIC_OTHER, LUTHIER_METRIC_NO_SIDE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LuthierMetric metric = luthier_metric_parse (cases[i].name);

      g_assert_cmpint (metric.kind, ==, cases[i].kind);
      g_assert_cmpint (metric.side, ==, cases[i].side);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series/merge", test_merge);
  g_test_add_func ("/series/curves", test_curves);
  g_test_add_func ("/series/adopt", test_adopt);
  g_test_add_func ("/series/metrics", test_metrics);

  return g_test_run ();
}
