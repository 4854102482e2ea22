/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-export.h"
#include "luthier-plot-step.h"
#include "luthier-plot-table-window.h"
#include "luthier-plot-table.h"
#include "plot-fixture.h"

static GBytes *export(LuthierPlot *plot, LuthierPlotFormat format)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = NULL;

  luthier_plot_export_async (plot, format, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  bytes = luthier_plot_export_finish (result, &error);
  g_assert_no_error (error);

  return bytes;
}

/* Every point, and of each the very number, whatever the language has for a decimal point. */
static void
test_csv (void)
{
  const LuthierPoint odd[] = { { 2, 0, 0.1 + 0.2 }, { 3, 0, NAN }, { 4, 0, 5e-324 } };
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (2000, 1),
                                         plot_fixture_series_new (4, 10));
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_points = 0;
  const LuthierPoint *points = NULL;

  luthier_series_merge (plot_fixture_get_series (plot, 0), odd, G_N_ELEMENTS (odd));
  luthier_plot_show_range (plot, 100, 200);
  bytes = export(plot, LUTHIER_PLOT_CSV);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\r\n", 0);
  points = luthier_series_get_points (plot_fixture_get_series (plot, 0), &n_points);
  g_assert_cmpstr (lines[0], ==, "curve,step,time,value");
  for (guint i = 0; i < n_points; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i + 1], ",", 0);
      const double value = g_ascii_strtod (cells[3], NULL);

      g_assert_cmpuint (g_strv_length (cells), ==, 4);
      g_assert_cmpstr (cells[0], ==, "Training");
      g_assert_cmpint (g_ascii_strtoll (cells[1], NULL, 10), ==, points[i].step);
      g_assert_true (value == points[i].value || (isnan (value) && isnan (points[i].value)));
    }
  g_assert_cmpstr (lines[1], ==, "Training,1,2025-11-30T08:00:07Z,1.5");
  g_assert_cmpstr (lines[2], ==, "Training,2,,0.30000000000000004");
  g_assert_true (g_str_has_prefix (lines[n_points + 1], "Validation,10,"));
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 2000 + 4 + 1);
  plot_fixture_end (plot);
}

static void
count_cb (guint *n_notified)
{
  (*n_notified)++;
}

/* What is as it was is no reason to draw a line once more. */
static void
test_same (void)
{
  g_autoptr (LuthierSeries) series = luthier_series_new ("/train_loss");
  g_autoptr (LuthierPlotLine) line = luthier_plot_line_new (series, "one", 1);
  guint n_notified = 0;

  g_signal_connect_swapped (line, "notify", G_CALLBACK (count_cb), &n_notified);
  g_object_set (line, "label", "one", "look", 1u, "steps-per-epoch", 0.0, NULL);
  g_assert_cmpuint (n_notified, ==, 0);
  g_object_set (line, "label", "two", "steps-per-epoch", 2.5, NULL);
  g_assert_cmpuint (n_notified, ==, 2);
  g_object_set (line, "label", "two", "steps-per-epoch", 2.5, NULL);
  g_assert_cmpuint (n_notified, ==, 2);
}

/* The table of another metric has its title. */
static void
test_table_title (void)
{
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (4, 1),
                                         plot_fixture_series_new (4, 10));
  GtkWidget *table;

  g_object_set (plot, "title", "Loss", NULL);
  gtk_widget_activate_action (GTK_WIDGET (plot), "plot.table", NULL);
  table = luthier_ui_test_find_window (LUTHIER_TYPE_PLOT_TABLE_WINDOW);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (table)), ==, "Loss");
  g_object_set (plot, "title", "Accuracy", NULL);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (table)), ==, "Accuracy");
  plot_fixture_end (plot);
}

static guint32
read_number (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

#define PNG_WIDTH  1920
#define PNG_HEIGHT 1080

/* (transfer full): the plot as a picture */
static guint32 *
export_pixels (LuthierPlot *plot)
{
  g_autoptr (GBytes) bytes = export(plot, LUTHIER_PLOT_PNG);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (bytes, &error);
  guint32 *pixels = g_new (guint32, PNG_WIDTH * PNG_HEIGHT);

  g_assert_no_error (error);
  g_assert_cmpuint (read_number ((const guint8 *) g_bytes_get_data (bytes, NULL) + 16), ==,
                    PNG_WIDTH);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, PNG_HEIGHT);
  gdk_texture_download (texture, (guchar *) pixels, PNG_WIDTH * 4);

  return pixels;
}

/* In the colour of the first line, from one row of pixels to another. */
static guint
count_blue (const guint32 *pixels, guint from, guint to)
{
  guint n = 0;

  for (guint i = from * PNG_WIDTH; i < to * PNG_WIDTH; i++)
    n += (pixels[i] & 0xffffff) == 0x1c71d8;

  return n;
}

static void
test_png (void)
{
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (300, 1), NULL);
  g_autofree guint32 *pixels = export_pixels (plot);

  g_assert_cmphex (pixels[0] & 0xffffff, ==, 0xffffff);
  g_assert_cmpuint (count_blue (pixels, 0, PNG_HEIGHT), >, 1000);
  plot_fixture_end (plot);
}

/* One point out of a hundred thousand is seen, whatever is drawn of the others. */
static void
test_spike (void)
{
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (100000, 1), NULL);
  const LuthierPoint spike = { 54321, 0, 40 };
  g_autofree guint32 *before = NULL;
  g_autofree guint32 *after = NULL;

  /* Without the beginning, which is higher; of the pixels without the legend. */
  luthier_plot_show_range (plot, 1000, 100000);
  before = export_pixels (plot);
  luthier_series_merge (plot_fixture_get_series (plot, 0), &spike, 1);
  after = export_pixels (plot);
  g_assert_cmpuint (count_blue (before, 300, 900), >, 10000);
  g_assert_cmpuint (count_blue (after, 300, 900), <, 3000);
  g_assert_cmpuint (count_blue (after, 300, 900), >, 500);
  plot_fixture_end (plot);
}

static void
test_svg (void)
{
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (300, 1), NULL);
  g_autoptr (GBytes) bytes = export(plot, LUTHIER_PLOT_SVG);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_nonnull (strstr (text, "<svg"));
  g_assert_nonnull (strstr (text, "</svg>"));
  g_assert_nonnull (strstr (text, "stroke-width"));
  plot_fixture_end (plot);
}

static gint64
get_step (GListModel *table, guint position)
{
  g_autoptr (LuthierPlotStep) step = g_list_model_get_item (table, position);

  return luthier_plot_step_get_step (step);
}

#define assert_cell(table, curve, step, expected)                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *text = luthier_plot_table_describe (table, curve, step);                      \
    g_assert_cmpstr (text, ==, expected);                                                          \
  }                                                                                                \
  G_STMT_END

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, guint *told)
{
  told[0] = position;
  told[1] = removed;
  told[2] = added;
}

/* A row for each step that any curve has, and nothing where one has none. */
static void
test_table (void)
{
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (30, 2),
                                         plot_fixture_series_new (5, 5));
  g_autoptr (LuthierPlotTable) table = luthier_plot_table_new (plot->curves);
  GListModel *model = G_LIST_MODEL (table);
  guint told[3] = { 0 };

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 33);
  g_assert_cmpint (get_step (model, 2), ==, 5);
  for (guint i = 1; i < 33; i++)
    g_assert_cmpint (get_step (model, i - 1), <, get_step (model, i));
  assert_cell (table, 0, 2, "1");
  assert_cell (table, 1, 2, "–");
  assert_cell (table, 0, 5, "–");
  assert_cell (table, 1, 5, "0.7");
  assert_cell (table, 0, 10, "0.64");
  assert_cell (table, 1, 10, "0.61");
  assert_cell (table, 0, 1000, "–");

  g_signal_connect (table, "items-changed", G_CALLBACK (changed_cb), told);
  luthier_series_merge (plot_fixture_get_series (plot, 0), &(LuthierPoint){ 70, 0, NAN }, 1);
  g_assert_cmpuint (told[0], ==, 33);
  g_assert_cmpuint (told[1], ==, 0);
  g_assert_cmpuint (told[2], ==, 1);
  assert_cell (table, 0, 70, "not a number");
  plot_fixture_end (plot);
}

/* What comes while the table is open is in it, also in a row that was there. */
static void
test_table_window (void)
{
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (4, 1),
                                         plot_fixture_series_new (1, 2));
  GtkWidget *window = NULL;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (plot), "plot.table", NULL));
  luthier_test_wait_until (
      (window = luthier_ui_test_find_window (LUTHIER_TYPE_PLOT_TABLE_WINDOW)) != NULL);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Loss");
  luthier_test_wait_until (luthier_ui_test_says (window, "1.01"));
  g_assert_true (luthier_ui_test_says (window, "Validation"));
  g_assert_false (luthier_ui_test_says (window, "0.875"));

  luthier_series_merge (plot_fixture_get_series (plot, 1), &(LuthierPoint){ 3, 0, 0.875 }, 1);
  luthier_test_wait_until (luthier_ui_test_says (window, "0.875"));
  luthier_series_merge (plot_fixture_get_series (plot, 0), &(LuthierPoint){ 9, 0, 0.9375 }, 1);
  luthier_test_wait_until (luthier_ui_test_says (window, "0.9375"));

  /* A second time it is the same one; a line that goes is a column that goes. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (plot), "plot.table", NULL));
  g_list_store_remove (G_LIST_STORE (luthier_plot_get_lines (plot)), 1);
  luthier_test_wait_until (!luthier_ui_test_says (window, "Validation"));
  g_assert_true (luthier_ui_test_says (window, "0.9375"));
  gtk_window_close (GTK_WINDOW (window));
  luthier_test_wait_until (plot->table == NULL);

  /* One that is open goes with its plot. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (plot), "plot.table", NULL));
  luthier_test_wait_until (luthier_ui_test_find_window (LUTHIER_TYPE_PLOT_TABLE_WINDOW) != NULL);
  plot_fixture_end (plot);
  luthier_test_wait_until (luthier_ui_test_find_window (LUTHIER_TYPE_PLOT_TABLE_WINDOW) == NULL);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);

  g_test_add_func ("/plot-data/csv", test_csv);
  g_test_add_func ("/plot-data/same", test_same);
  g_test_add_func ("/plot-data/table-title", test_table_title);
  g_test_add_func ("/plot-data/png", test_png);
  g_test_add_func ("/plot-data/spike", test_spike);
  g_test_add_func ("/plot-data/svg", test_svg);
  g_test_add_func ("/plot-data/table", test_table);
  g_test_add_func ("/plot-data/table-window", test_table_window);

  return g_test_run ();
}
