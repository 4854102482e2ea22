/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <math.h>

#include "luthier-smoothing.h"

#define N_POINTS 200

static void
fill (LuthierPoint *points, guint n_points)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint i = 0; i < n_points; i++)
    points[i] = (LuthierPoint){ .step = i, .value = g_rand_double_range (rand, -2, 5) };
}

/* By the formula of TensorBoard, worked out beforehand: a running sum, and what it lacks at its start
 * divided out. */
static void
test_as_tensorboard (void)
{
  const LuthierPoint points[] = { { 1, 0, 1.5 }, { 2, 0, 1.25 }, { 3, 0, 0.5 }, { 4, 0, 0.75 } };
  const double expected[] = { 1.5, 1.34375, 0.91326530612244894, 0.83823529411764708 };
  g_autofree double *smoothed = luthier_smoothing_run (points, G_N_ELEMENTS (points), 0.6);

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    g_assert_cmpfloat_with_epsilon (smoothed[i], expected[i], 1e-12);
}

/* A mean of all values so far, in which each weighs so much less than the next. */
static void
test_as_weighted_mean (void)
{
  const double weights[] = { 0.1, 0.5, 0.9, 0.999 };
  LuthierPoint points[N_POINTS];

  fill (points, N_POINTS);
  for (guint k = 0; k < G_N_ELEMENTS (weights); k++)
    {
      g_autofree double *smoothed = luthier_smoothing_run (points, N_POINTS, weights[k]);

      for (guint i = 0; i < N_POINTS; i++)
        {
          double sum = 0;
          double total = 0;

          for (guint j = 0; j <= i; j++)
            {
              sum += pow (weights[k], i - j) * points[j].value;
              total += pow (weights[k], i - j);
            }
          g_assert_cmpfloat_with_epsilon (smoothed[i], sum / total, 1e-9);
        }
    }
}

static void
test_not_at_all (void)
{
  LuthierPoint points[N_POINTS];
  g_autofree double *smoothed = NULL;

  fill (points, N_POINTS);
  smoothed = luthier_smoothing_run (points, N_POINTS, 0);
  for (guint i = 0; i < N_POINTS; i++)
    g_assert_cmpfloat (smoothed[i], ==, points[i].value);
}

/* One that is no number stays so and spoils none after it. */
static void
test_no_number (void)
{
  const LuthierPoint points[] = { { 1, 0, 2 }, { 2, 0, NAN }, { 3, 0, INFINITY }, { 4, 0, 1 } };
  const LuthierPoint numbers[] = { { 1, 0, 2 }, { 4, 0, 1 } };
  g_autofree double *smoothed = luthier_smoothing_run (points, 4, 0.5);
  g_autofree double *expected = luthier_smoothing_run (numbers, 2, 0.5);

  g_assert_cmpfloat (smoothed[0], ==, expected[0]);
  g_assert_true (isnan (smoothed[1]));
  g_assert_true (isinf (smoothed[2]));
  g_assert_cmpfloat (smoothed[3], ==, expected[1]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/smoothing/as-tensorboard", test_as_tensorboard);
  g_test_add_func ("/smoothing/as-weighted-mean", test_as_weighted_mean);
  g_test_add_func ("/smoothing/not-at-all", test_not_at_all);
  g_test_add_func ("/smoothing/no-number", test_no_number);

  return g_test_run ();
}
