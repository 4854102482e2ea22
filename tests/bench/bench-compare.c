/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* Shows six jobs with 10,000 points each beside each other, and prints what that takes of the main
 * thread: at first, when a point has come, when the other curves are wanted, and when all is to be
 * seen and not only what differs. Each is told as a multiple of its floor in the same run: what is
 * compared, of one look at every point; what is shown, of a plain window with as many labels, and its
 * frames of one in which six lines of as many points as there are columns are drawn plainly. */

#include <math.h>
#include <stdio.h>
#include <time.h>

#include "../app/comparison-fixture.h"
#include "luthier-compare-curves.h"
#include "luthier-compare-table.h"

#define N_JOBS   LUTHIER_COMPARISON_MAX_JOBS
#define N_POINTS 10000
#define N_ROUNDS 15u

typedef struct
{
  LuthierComparison *comparison;
  GtkWidget *curves;
  GtkWidget *table;
  GtkWidget *window;
  guint round;
} Stage;

static double sink;

/* Milliseconds that this thread has worked: others who use the machine do not count. */
static double
get_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static LuthierComparison *
make_comparison (void)
{
  LuthierComparison *comparison = luthier_comparison_new ();

  for (guint i = 0; i < N_JOBS; i++)
    {
      g_autofree char *name = g_strdup_printf ("tone-%u", i);
      g_autofree char *rate = g_strdup_printf ("%u", i + 1);

      comparison_fixture_add (
          comparison, comparison_fixture_job (i, name, "SUCCEEDED", i + 2, rate, "train.jsonl"),
          NULL, comparison_fixture_curves (0.4 + i / 100.0, N_POINTS / (i + 2), N_POINTS));
    }
  luthier_comparison_update (comparison, FIXTURE_NOW);
  return comparison;
}

static GtkWidget *
show_box (GtkWidget *a, GtkWidget *b)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_box_append (GTK_BOX (box), a);
  gtk_box_append (GTK_BOX (box), b);
  return luthier_ui_test_show (box, 1100, 900);
}

static void
show_comparison (Stage *stage)
{
  stage->curves = g_object_new (LUTHIER_TYPE_COMPARE_CURVES, "comparison", stage->comparison, NULL);
  stage->table = g_object_new (LUTHIER_TYPE_COMPARE_TABLE, "comparison", stage->comparison, NULL);
  stage->window = show_box (stage->curves, stage->table);
}

/* What the table needs at least: a label a value, one for what it is and one for each job. */
static void
show_labels (Stage *stage)
{
  GtkWidget *grid = gtk_grid_new ();

  for (int row = 0; row <= LUTHIER_N_COMPARED; row++)
    for (int column = 0; column <= N_JOBS; column++)
      gtk_grid_attach (GTK_GRID (grid), gtk_label_new ("0.418"), column, row, 1, 1);
  stage->window = show_box (gtk_drawing_area_new (), grid);
}

static void
hide (Stage *stage)
{
  luthier_ui_test_destroy (stage->window);
}

static void
do_nothing (Stage *stage)
{
}

static void
compare (Stage *stage)
{
  luthier_comparison_update (stage->comparison, FIXTURE_NOW);
}

static void
look_at_points (Stage *stage)
{
  for (guint i = 0; i < N_JOBS; i++)
    {
      LuthierCurves *curves = luthier_comparison_get_curves (stage->comparison, i);

      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (curves)); j++)
        {
          g_autoptr (LuthierSeries) series = g_list_model_get_item (G_LIST_MODEL (curves), j);
          guint n_points = 0;
          const LuthierPoint *points = luthier_series_get_points (series, &n_points);
          double lowest = INFINITY;

          for (guint k = 0; k < n_points; k++)
            lowest = MIN (lowest, points[k].value);
          sink += lowest;
        }
    }
}

static void
grow (Stage *stage)
{
  LuthierCurves *curves = luthier_comparison_get_curves (stage->comparison, 0);
  const LuthierPoint point = { N_POINTS + stage->round, 0, 0.5 };

  luthier_series_merge (luthier_curves_ensure (curves, "/eval_total_loss"), &point, 1);
  compare (stage);
  luthier_ui_test_wait_frames (stage->window, 1);
}

static void
switch_side (Stage *stage)
{
  g_object_set (stage->curves, "side", stage->round % 2 == 0 ? "training" : "validation", NULL);
  luthier_ui_test_wait_frames (stage->window, 1);
}

static void
switch_rows (Stage *stage)
{
  g_object_set (stage->table, "only-differences", stage->round % 2 == 0, NULL);
  luthier_ui_test_wait_frames (stage->window, 1);
}

/* One point a column, with dashes. */
static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  const double dash[] = { 6, 4 };

  cairo_set_line_width (cr, 2);
  cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
  for (guint line = 0; line < N_JOBS; line++)
    {
      cairo_new_path (cr);
      for (int x = 0; x < width; x++)
        cairo_line_to (cr, x, height * (1 + line) / (1.0 + N_JOBS + x / 100.0));
      cairo_stroke (cr);
    }
}

static void
show_lines (Stage *stage)
{
  GtkWidget *area = gtk_drawing_area_new ();
  GtkWidget *grid = gtk_grid_new ();

  gtk_widget_set_size_request (area, 1000, 260);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, NULL, NULL);
  stage->curves = area;
  stage->window = show_box (area, grid);
}

static void
draw_again (Stage *stage)
{
  gtk_widget_queue_draw (stage->curves);
  luthier_ui_test_wait_frames (stage->window, 1);
}

/* The median, in milliseconds. */
static double
measure (Stage *stage, void (*run) (Stage *), void (*undo) (Stage *))
{
  double times[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double time = get_time ();
      guint place = i;

      stage->round++;
      run (stage);
      time = get_time () - time;
      undo (stage);
      for (; place > 0 && times[place - 1] > time; place--)
        times[place] = times[place - 1];
      times[place] = time;
    }
  return times[N_ROUNDS / 2];
}

static void
tell (const char *what, double time, double floor)
{
  printf ("%-44s %8.2f ms %8.1f times its floor of %.2f ms\n", what, time, time / floor, floor);
  fflush (stdout);
}

int
main (int argc, char **argv)
{
  Stage stage = { 0 };
  double labels;
  double frame;

  luthier_ui_test_init (&argc, &argv);
  stage.comparison = make_comparison ();
  printf ("%d jobs of %d points on either data\n", N_JOBS, N_POINTS);
  tell ("  compared", measure (&stage, compare, do_nothing),
        measure (&stage, look_at_points, do_nothing));
  labels = measure (&stage, show_labels, hide);
  tell ("  shown", measure (&stage, show_comparison, hide), labels);
  show_lines (&stage);
  frame = measure (&stage, draw_again, do_nothing);
  hide (&stage);
  show_comparison (&stage);
  tell ("  a point has come, to the next frame", measure (&stage, grow, do_nothing), frame);
  tell ("  the other curves, to the next frame", measure (&stage, switch_side, do_nothing), frame);
  tell ("  all rows or few, to the next frame", measure (&stage, switch_rows, do_nothing), frame);
  hide (&stage);
  g_object_unref (stage.comparison);
  g_assert_true (isfinite (sink));

  return 0;
}
