/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-compare-curves.h"

#include "comparison-fixture.h"
#include "luthier-plot.h"

static GtkWidget *
show (LuthierComparison *comparison)
{
  return luthier_ui_test_show (
      g_object_new (LUTHIER_TYPE_COMPARE_CURVES, "comparison", comparison, NULL), 900, 500);
}

static LuthierPlotLine *
get_line (GtkWidget *window, guint position)
{
  GtkWidget *plot = luthier_ui_test_find (window, LUTHIER_TYPE_PLOT, NULL);
  g_autoptr (LuthierPlotLine) line = NULL;

  g_assert_nonnull (plot);
  line = g_list_model_get_item (luthier_plot_get_lines (LUTHIER_PLOT (plot)), position);
  return line;
}

/* A job has the same look everywhere, whichever others have no curve. */
static void
test_looks (void)
{
  g_autoptr (LuthierComparison) comparison = luthier_comparison_new ();
  GtkWidget *window;

  comparison_fixture_add (
      comparison, comparison_fixture_job (1, "a", "FAILED", 6, "1", "train.jsonl"), NULL, NULL);
  comparison_fixture_add (comparison,
                          comparison_fixture_job (2, "b", "SUCCEEDED", 6, "1", "train.jsonl"), NULL,
                          comparison_fixture_curves (0.5, 100, 360));
  luthier_comparison_update (comparison, FIXTURE_NOW);
  window = show (comparison);
  g_assert_cmpuint (luthier_plot_line_get_look (get_line (window, 0)), ==, 1);
  g_assert_cmpstr (luthier_plot_line_get_label (get_line (window, 0)), ==, "b");
  g_assert_cmpfloat (luthier_plot_line_get_steps_per_epoch (get_line (window, 0)), ==, 61);
  g_assert_true (luthier_plot_line_get_marks_best (get_line (window, 0)));
  g_assert_null (get_line (window, 1));
  luthier_ui_test_destroy (window);
}

/* Curves of the side that there is, until the user wants the other one. */
static void
test_sides (void)
{
  const LuthierPoint points[] = { { 1, 0, 0.9 }, { 2, 0, 0.8 } };
  g_autoptr (LuthierComparison) comparison = luthier_comparison_new ();
  g_autoptr (LuthierCurves) curves = luthier_curves_new ();
  GtkWidget *window;
  LuthierPlotLine *line;

  comparison_fixture_add (comparison,
                          comparison_fixture_job (1, "a", "RUNNING", 6, "1", "train.jsonl"), NULL,
                          g_object_ref (curves));
  luthier_comparison_update (comparison, FIXTURE_NOW);
  window = show (comparison);
  g_assert_true (luthier_ui_test_says (window, "There are no validation curves."));

  luthier_series_merge (luthier_curves_ensure (curves, "/train_total_loss"), points, 2);
  luthier_comparison_update (comparison, FIXTURE_NOW);
  luthier_ui_test_wait_frames (window, 2);
  line = get_line (window, 0);
  g_assert_cmpstr (luthier_series_get_name (luthier_plot_line_get_series (line)), ==,
                   "/train_total_loss");
  /* What grows keeps its line: a plot that is zoomed stays so. */
  luthier_comparison_update (comparison, FIXTURE_NOW);
  g_assert_true (get_line (window, 0) == line);
  /* So does what has another name. */
  luthier_ui_test_job_update (luthier_comparison_get_job (comparison, 0),
                              "\"tunedModelDisplayName\":\"other\"");
  luthier_comparison_update (comparison, FIXTURE_NOW);
  g_assert_true (get_line (window, 0) == line);
  g_assert_cmpstr (luthier_plot_line_get_label (line), ==, "other");

  luthier_series_merge (luthier_curves_ensure (curves, "/eval_total_loss"), points, 2);
  luthier_comparison_update (comparison, FIXTURE_NOW);
  line = get_line (window, 0);
  g_assert_cmpstr (luthier_series_get_name (luthier_plot_line_get_series (line)), ==,
                   "/eval_total_loss");
  gtk_widget_activate_action (gtk_window_get_child (GTK_WINDOW (window)), "curves.side", "s",
                              "training");
  luthier_comparison_update (comparison, FIXTURE_NOW);
  line = get_line (window, 0);
  g_assert_cmpstr (luthier_series_get_name (luthier_plot_line_get_series (line)), ==,
                   "/train_total_loss");
  luthier_ui_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/compare-curves/looks", test_looks);
  g_test_add_func ("/compare-curves/sides", test_sides);
  return g_test_run ();
}
