/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <math.h>

#include "luthier-decimation.h"

#define N_POINTS  50000
#define N_COLUMNS 300

static LuthierPoint *
create_points (guint n_points, guint32 seed)
{
  LuthierPoint *points = g_new (LuthierPoint, n_points);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  gint64 step = 0;

  for (guint i = 0; i < n_points; i++)
    {
      step += g_rand_int_range (rand, 1, 4);
      points[i] = (LuthierPoint){ step, step * 1000000, g_rand_double_range (rand, 0, 1) };
    }

  return points;
}

static LuthierDecimationInput
describe (const LuthierPoint *points, guint n_points)
{
  return (LuthierDecimationInput){ .points = points, .n_points = n_points, .abscissa.unit = 1 };
}

static LuthierVertex *
vertex_at (GArray *vertices, guint index)
{
  return &g_array_index (vertices, LuthierVertex, index);
}

static gboolean
has_index (GArray *vertices, guint index)
{
  for (guint i = 0; i < vertices->len; i++)
    {
      if (vertex_at (vertices, i)->index == index)
        return TRUE;
    }

  return FALSE;
}

static int
find_column (const LuthierPoint *point, double from, double to)
{
  return MIN ((int) ((point->step - from) / (to - from) * N_COLUMNS), N_COLUMNS - 1);
}

/* The lowest and the highest of every column, by looking at all of them, are there: no spike is
 * lost; and nothing is there that was not measured. */
static void
check_columns (const LuthierPoint *points, double from, double to)
{
  const LuthierDecimationInput input = describe (points, N_POINTS);
  g_autoptr (GArray) vertices = luthier_decimation_run (&input, from, to, N_COLUMNS);
  double lowest[N_COLUMNS];
  double highest[N_COLUMNS];

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      lowest[i] = INFINITY;
      highest[i] = -INFINITY;
    }
  for (guint i = 0; i < N_POINTS; i++)
    {
      int column = find_column (&points[i], from, to);

      if (points[i].step < from || points[i].step > to)
        continue;
      lowest[column] = MIN (lowest[column], points[i].value);
      highest[column] = MAX (highest[column], points[i].value);
    }

  for (guint i = 0; i < vertices->len; i++)
    {
      const LuthierVertex *vertex = vertex_at (vertices, i);
      const LuthierPoint *point = &points[vertex->index];
      int column = find_column (point, from, to);

      g_assert_cmpfloat (vertex->x, ==, (double) point->step);
      g_assert_cmpfloat (vertex->y, ==, point->value);
      g_assert_true (i == 0 || vertex->index > vertex_at (vertices, i - 1)->index);
      if (point->step < from || point->step > to)
        continue;
      if (vertex->y == lowest[column])
        lowest[column] = INFINITY;
      if (vertex->y == highest[column])
        highest[column] = -INFINITY;
    }
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_assert_cmpfloat (lowest[i], ==, INFINITY);
      g_assert_cmpfloat (highest[i], ==, -INFINITY);
    }
  g_assert_cmpuint (vertices->len, <=, 4 * (N_COLUMNS + 2));
}

static void
test_no_spike_lost (void)
{
  for (guint32 seed = 1; seed <= 5; seed++)
    {
      g_autofree LuthierPoint *points = create_points (N_POINTS, seed);
      const double last = (double) points[N_POINTS - 1].step;

      check_columns (points, 0, last);
      check_columns (points, last / 3, last / 2);
      check_columns (points, -last, 2 * last);
    }
}

/* As few as these are all drawn. */
static void
test_few (void)
{
  g_autofree LuthierPoint *points = create_points (20, 1);
  const LuthierDecimationInput input = describe (points, 20);
  g_autoptr (GArray) vertices = luthier_decimation_run (&input, 0, 60, N_COLUMNS);

  g_assert_cmpuint (vertices->len, ==, 20);
  for (guint i = 0; i < 20; i++)
    g_assert_cmpint (vertex_at (vertices, i)->joins, ==, i > 0);
}

/* A line leads in from the point before the picture and out to the one behind it. */
static void
test_edges (void)
{
  const LuthierPoint points[] = {
    { 10, 0, 1 }, { 20, 0, 2 }, { 30, 0, 3 }, { 40, 0, 4 }, { 50, 0, 5 }
  };
  const LuthierDecimationInput input = describe (points, 5);
  g_autoptr (GArray) vertices = luthier_decimation_run (&input, 25, 35, 100);
  g_autoptr (GArray) between = luthier_decimation_run (&input, 31, 39, 100);
  g_autoptr (GArray) beyond = luthier_decimation_run (&input, 60, 70, 100);

  g_assert_cmpuint (vertices->len, ==, 3);
  g_assert_cmpuint (vertex_at (vertices, 0)->index, ==, 1);
  g_assert_cmpuint (vertex_at (vertices, 2)->index, ==, 3);
  g_assert_cmpuint (between->len, ==, 2);
  g_assert_true (vertex_at (between, 1)->joins);
  g_assert_cmpuint (beyond->len, ==, 1);
}

/* What is no number interrupts the line, also within a column. */
static void
test_gaps (void)
{
  const LuthierPoint points[] = { { 1, 0, 1 }, { 2, 0, 2 },         { 3, 0, NAN }, { 4, 0, 4 },
                                  { 5, 0, 5 }, { 6, 0, -INFINITY }, { 7, 0, 7 } };
  const LuthierDecimationInput input = describe (points, 7);
  g_autoptr (GArray) wide = luthier_decimation_run (&input, 0, 8, 100);
  g_autoptr (GArray) narrow = luthier_decimation_run (&input, 0, 8, 1);

  for (guint i = 0; i < 2; i++)
    {
      GArray *vertices = i == 0 ? wide : narrow;

      g_assert_cmpuint (vertices->len, ==, 5);
      for (guint k = 0; k < 5; k++)
        g_assert_cmpint (vertex_at (vertices, k)->joins, ==, k == 1 || k == 3);
    }
}

static void
test_positive_only (void)
{
  const LuthierPoint points[] = { { 1, 0, 1 }, { 2, 0, 0 }, { 3, 0, -1 }, { 4, 0, 4 } };
  LuthierDecimationInput input = describe (points, 4);
  g_autoptr (GArray) vertices = NULL;

  input.positive_only = TRUE;
  vertices = luthier_decimation_run (&input, 0, 5, 10);
  g_assert_cmpuint (vertices->len, ==, 2);
  g_assert_false (vertex_at (vertices, 1)->joins);
}

/* A clock that was put back takes nothing away, and what has no time has no place. */
static void
test_times (void)
{
  const LuthierPoint points[] = {
    { 1, 5000000, 1 }, { 2, 7000000, 2 }, { 3, 0, 3 }, { 4, 6000000, 4 }, { 5, 9000000, 5 }
  };
  LuthierDecimationInput input = describe (points, 5);
  g_autoptr (GArray) vertices = NULL;

  input.abscissa = (LuthierAbscissa){ .by_time = TRUE, .origin = 5000000, .unit = 1000000 };
  vertices = luthier_decimation_run (&input, 0, 4, 1000);
  g_assert_cmpuint (vertices->len, ==, 4);
  g_assert_false (has_index (vertices, 2));
  g_assert_cmpfloat (vertex_at (vertices, 1)->x, ==, 2);
  g_assert_cmpfloat (vertex_at (vertices, 2)->x, ==, 1);
  g_assert_true (vertex_at (vertices, 2)->joins);
}

/* The smoothed values are drawn, at the places of the others. */
static void
test_other_values (void)
{
  const LuthierPoint points[] = { { 2, 0, 1 }, { 4, 0, 2 } };
  const double values[] = { 7, 8 };
  LuthierDecimationInput input = describe (points, 2);
  g_autoptr (GArray) vertices = NULL;

  input.values = values;
  input.abscissa.unit = 2;
  vertices = luthier_decimation_run (&input, 0, 2, 10);
  g_assert_cmpfloat (vertex_at (vertices, 1)->x, ==, 2);
  g_assert_cmpfloat (vertex_at (vertices, 1)->y, ==, 8);
}

static void
test_none (void)
{
  const LuthierDecimationInput input = describe (NULL, 0);
  g_autoptr (GArray) vertices = luthier_decimation_run (&input, 0, 1, 10);

  g_assert_cmpuint (vertices->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/decimation/no-spike-lost", test_no_spike_lost);
  g_test_add_func ("/decimation/few", test_few);
  g_test_add_func ("/decimation/edges", test_edges);
  g_test_add_func ("/decimation/gaps", test_gaps);
  g_test_add_func ("/decimation/positive-only", test_positive_only);
  g_test_add_func ("/decimation/times", test_times);
  g_test_add_func ("/decimation/other-values", test_other_values);
  g_test_add_func ("/decimation/none", test_none);

  return g_test_run ();
}
