/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-checkpoint.h"
#include "plot-fixture.h"

static void
act (LuthierPlot *plot, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (plot), action, NULL));
}

static void
read_on (LuthierPlot *plot, int by)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (plot), "plot.read", "i", by));
}

static LuthierPlotStroke *
get_stroke (LuthierPlot *plot, guint position)
{
  return g_ptr_array_index (luthier_plot_ensure_picture (plot)->strokes, position);
}

#define assert_reading(plot, expected)                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *text = luthier_plot_reading_to_text ((plot)->reading);                        \
    g_assert_cmpstr (text, ==, expected);                                                          \
  }                                                                                                \
  G_STMT_END

/* However many points there are, only so many are drawn, and once: until there is something new. */
static void
test_cached (void)
{
  static const LuthierPoint news = { 100001, 0, 0.25 };
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (100000, 1), NULL);
  GskRenderNode *node = NULL;

  g_assert_nonnull (plot->node);
  g_assert_cmpuint (get_stroke (plot, 0)->line->len, >, 600);
  g_assert_cmpuint (get_stroke (plot, 0)->line->len, <=, 4 * (640 + 2));
  /* The window may still come to the front, and have other colours then. */
  for (guint i = 0; i < 5 && plot->node != node; i++)
    {
      node = plot->node;
      luthier_ui_test_wait_frames (GTK_WIDGET (plot), 2);
    }
  g_assert_true (plot->node == node);

  luthier_series_merge (plot_fixture_get_series (plot, 0), &news, 1);
  g_assert_null (plot->node);
  luthier_ui_test_wait_frames (GTK_WIDGET (plot), 1);
  g_assert_nonnull (plot->node);
  g_assert_cmpfloat (luthier_plot_ensure_picture (plot)->x.to, ==, 100001);

  gtk_widget_set_margin_start (GTK_WIDGET (plot), 100);
  luthier_ui_test_wait_frames (GTK_WIDGET (plot), 2);
  g_assert_cmpint (luthier_plot_ensure_picture (plot)->view.width, ==,
                   gtk_widget_get_width (GTK_WIDGET (plot)));
  plot_fixture_end (plot);
}

static void
test_axes (void)
{
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (100, 1), NULL);

  g_assert_cmpfloat (luthier_plot_ensure_picture (plot)->x.to, ==, 100);
  g_object_set (plot, "last-step", (gint64) 250, NULL);
  g_assert_cmpfloat (luthier_plot_ensure_picture (plot)->x.to, ==, 250);

  g_object_set (plot, "axis", LUTHIER_PLOT_BY_EPOCH, NULL);
  g_assert_cmpstr (luthier_plot_ensure_picture (plot)->empty, ==,
                   "The length of an epoch is not known");
  g_object_set (plot_fixture_get_line (plot, 0), "steps-per-epoch", 50.0, NULL);
  g_assert_null (luthier_plot_ensure_picture (plot)->empty);
  g_assert_cmpfloat (luthier_plot_ensure_picture (plot)->x.to, ==, 5);

  g_object_set (plot, "axis", LUTHIER_PLOT_BY_TIME, NULL);
  g_assert_cmpfloat (luthier_plot_ensure_picture (plot)->x.to, ==, 99 * 7);
  g_object_set (plot_fixture_get_line (plot, 0), "start-time", PLOT_START, NULL);
  g_assert_cmpfloat (luthier_plot_ensure_picture (plot)->x.to, ==, 100 * 7);
  plot_fixture_end (plot);
}

/* What is never above zero has no place on a logarithmic axis, and what is no number on none: it
 * has a mark. */
static void
test_no_place (void)
{
  static const LuthierPoint odd[] = { { 10, 0, NAN }, { 20, 0, -1 }, { 30, 0, INFINITY } };
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (40, 1), NULL);

  luthier_series_merge (plot_fixture_get_series (plot, 0), odd, G_N_ELEMENTS (odd));
  g_assert_cmpuint (get_stroke (plot, 0)->gaps->len, ==, 2);
  g_assert_cmpuint (get_stroke (plot, 0)->line->len, ==, 38);
  g_assert_cmpfloat (luthier_plot_ensure_picture (plot)->y.from, <, -1);

  g_object_set (plot, "logarithmic", TRUE, NULL);
  g_assert_cmpuint (get_stroke (plot, 0)->gaps->len, ==, 3);
  g_assert_cmpuint (get_stroke (plot, 0)->line->len, ==, 37);
  g_assert_cmpfloat (luthier_plot_ensure_picture (plot)->y.from, >, 0);
  plot_fixture_end (plot);
}

static void
test_empty (void)
{
  LuthierPlot *plot = plot_fixture_show (luthier_series_new ("/eval_total_loss"), NULL);

  g_assert_cmpstr (luthier_plot_ensure_picture (plot)->empty, ==, "No values yet");
  g_assert_cmpuint (luthier_plot_ensure_picture (plot)->y_ticks->len, ==, 0);
  g_assert_cmpuint (luthier_plot_ensure_picture (plot)->x_ticks->len, ==, 0);
  read_on (plot, 1);
  g_assert_null (plot->reading);
  act (plot, "plot.zoom-in");
  luthier_plot_set_lines (plot, NULL);
  g_assert_cmpstr (luthier_plot_ensure_picture (plot)->empty, ==, "No values yet");
  plot_fixture_end (plot);
}

/* As it was drawn last. (transfer full) */
static cairo_surface_t *
paint (LuthierPlot *plot)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                                         gtk_widget_get_width (GTK_WIDGET (plot)),
                                                         gtk_widget_get_height (GTK_WIDGET (plot)));
  cairo_t *cr = cairo_create (surface);

  gsk_render_node_draw (plot->node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

/* Whether something is in the colour of the first line: its edges are not, but its middle is. */
static gboolean
shows_line_in (LuthierPlot *plot, LuthierPlotScheme scheme)
{
  cairo_surface_t *surface = paint (plot);
  const guint32 *pixels = (gconstpointer) cairo_image_surface_get_data (surface);
  const int n_pixels = cairo_image_surface_get_height (surface) *
                       cairo_image_surface_get_stride (surface) / 4;
  guint32 wanted;
  GdkRGBA color;
  gboolean found = FALSE;

  luthier_plot_look_get_color (0, scheme, &color);
  wanted = (guint32) lroundf (color.red * 255) << 16 | (guint32) lroundf (color.green * 255) << 8 |
           (guint32) lroundf (color.blue * 255);
  for (int i = 0; i < n_pixels && !found; i++)
    found = (pixels[i] & 0xffffff) == wanted;
  cairo_surface_destroy (surface);

  return found;
}

/* It is drawn anew in the colours that stand out, without being told. */
static void
test_scheme (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  LuthierPlot *plot = NULL;

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_LIGHT);
  plot = plot_fixture_show (plot_fixture_series_new (50, 1), NULL);
  g_assert_true (shows_line_in (plot, LUTHIER_PLOT_LIGHT));
  g_assert_false (shows_line_in (plot, LUTHIER_PLOT_DARK));

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  luthier_test_wait_until (plot->node != NULL && shows_line_in (plot, LUTHIER_PLOT_DARK));
  g_assert_false (shows_line_in (plot, LUTHIER_PLOT_LIGHT));

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  luthier_test_wait_until (plot->node != NULL && shows_line_in (plot, LUTHIER_PLOT_LIGHT));
  plot_fixture_end (plot);
}

/* Numbers that no arithmetic withstands come out as some picture. */
static void
test_extreme (void)
{
  static const LuthierPoint points[] = { { 0, 0, -DBL_MAX },
                                         { 1, 0, DBL_MAX },
                                         { 2, 0, 5e-324 },
                                         { G_MAXINT64, G_MAXINT64, 1 },
                                         { G_MININT64, G_MININT64, 1 } };
  LuthierPlot *plot = plot_fixture_show (luthier_series_new ("x"), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      luthier_series_merge (plot_fixture_get_series (plot, 0), &points[i], 1);
      for (guint k = 0; k < 6; k++)
        {
          g_object_set (plot, "logarithmic", k % 2 == 1, "axis", k / 2, "smoothing",
                        k == 3 ? 0.9 : 0, NULL);
          g_object_set (plot_fixture_get_line (plot, 0), "steps-per-epoch", 1e-300, NULL);
          luthier_ui_test_wait_frames (GTK_WIDGET (plot), 1);
          read_on (plot, 1);
          read_on (plot, G_MAXINT32);
          act (plot, "plot.zoom-in");
        }
    }
  plot_fixture_end (plot);
}

static void
test_smoothed (void)
{
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (50, 1), NULL);
  const LuthierVertex *vertex = NULL;

  g_assert_null (get_stroke (plot, 0)->raw);
  g_object_set (plot, "smoothing", 0.5, NULL);
  /* As measured it is still there, behind. */
  vertex = &g_array_index (get_stroke (plot, 0)->raw, LuthierVertex, 1);
  g_assert_cmpfloat (vertex->y, ==, 0.5 + 0.5 + 0.01);
  vertex = &g_array_index (get_stroke (plot, 0)->line, LuthierVertex, 1);
  g_assert_cmpfloat_with_epsilon (vertex->y, (0.5 * 1.5 + 1.01) / 1.5, 1e-12);
  plot_fixture_end (plot);
}

/* The best is the lowest as measured, whatever is drawn, or the highest where that is better. */
static void
test_best (void)
{
  static const LuthierPoint best = { 30, 0, 0.4125 };
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (50, 1),
                                         plot_fixture_series_new (5, 10));

  luthier_series_merge (plot_fixture_get_series (plot, 1), &best, 1);
  g_object_set (plot, "smoothing", 0.9, NULL);
  g_assert_null (get_stroke (plot, 0)->best_text);
  g_assert_cmpstr (get_stroke (plot, 1)->best_text, ==, "0.4125");
  g_assert_cmpfloat (get_stroke (plot, 1)->best_x, ==, 30);
  g_assert_cmpfloat (get_stroke (plot, 1)->best_y, ==, 0.4125);

  g_object_set (plot_fixture_get_line (plot, 1), "best-is-highest", TRUE, NULL);
  g_assert_cmpstr (get_stroke (plot, 1)->best_text, ==, "0.6");
  plot_fixture_end (plot);
}

static void
test_marks (void)
{
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (50, 1), NULL);
  g_autoptr (GListStore) marks = g_list_store_new (LUTHIER_TYPE_CHECKPOINT);
  g_autoptr (LuthierCheckpoint) first = luthier_checkpoint_new ("1", 1, 20, NULL, FALSE);
  g_autoptr (LuthierCheckpoint) second = luthier_checkpoint_new ("2", 2, 4000, NULL, TRUE);
  const LuthierPlotLabel *label = NULL;

  g_object_set (plot, "marks", marks, NULL);
  g_list_store_append (marks, first);
  g_list_store_append (marks, second);
  g_assert_cmpuint (luthier_plot_ensure_picture (plot)->marks->len, ==, 1);
  label = &g_array_index (luthier_plot_ensure_picture (plot)->marks, LuthierPlotLabel, 0);
  g_assert_cmpstr (label->text, ==, "Checkpoint 1");
  g_assert_cmpfloat (label->at, ==, 20);
  read_on (plot, G_MAXINT32);
  assert_reading (plot, "Step 50. Training: 0.52");

  g_object_set (plot, "axis", LUTHIER_PLOT_BY_TIME, NULL);
  label = &g_array_index (luthier_plot_ensure_picture (plot)->marks, LuthierPlotLabel, 0);
  g_assert_cmpfloat (label->at, ==, 19 * 7);
  plot_fixture_end (plot);
}

static gboolean
is_zoomed (LuthierPlot *plot)
{
  gboolean zoomed = FALSE;

  g_object_get (plot, "zoomed", &zoomed, NULL);

  return zoomed;
}

static void
test_zoom (void)
{
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (300, 1), NULL);

  g_assert_false (is_zoomed (plot));
  act (plot, "plot.zoom-in");
  g_assert_true (is_zoomed (plot));
  g_assert_cmpfloat_with_epsilon (plot->from, 50, 1e-9);
  g_assert_cmpfloat_with_epsilon (plot->to, 250, 1e-9);
  act (plot, "plot.right");
  act (plot, "plot.right");
  g_assert_cmpfloat_with_epsilon (plot->from, 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (plot->to, 300, 1e-9);
  act (plot, "plot.left");
  g_assert_cmpfloat_with_epsilon (plot->from, 50, 1e-9);
  act (plot, "plot.zoom-out");
  g_assert_false (is_zoomed (plot));

  /* Only what is seen makes the axis of values. */
  luthier_plot_show_range (plot, 200, 300);
  g_assert_cmpfloat (luthier_plot_ensure_picture (plot)->y.to, <, 0.6);
  /* New points do not take away what is looked at. */
  luthier_series_merge (plot_fixture_get_series (plot, 0), &(LuthierPoint){ 400, 0, 3 }, 1);
  g_assert_cmpfloat (luthier_plot_ensure_picture (plot)->x.from, ==, 200);
  g_assert_cmpfloat (luthier_plot_ensure_picture (plot)->x.to, ==, 300);
  act (plot, "plot.reset");
  g_assert_false (is_zoomed (plot));
  for (guint i = 0; i < 100; i++)
    act (plot, "plot.zoom-in");
  g_assert_cmpfloat_with_epsilon (plot->to - plot->from, 2, 1e-9);
  plot_fixture_end (plot);
}

/* Every line's value, exactly, and never one that was not measured. */
static void
test_read (void)
{
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (40, 1),
                                         plot_fixture_series_new (4, 10));
  const LuthierPoint exact = { 3, 0, 0.123456 };

  luthier_series_merge (plot_fixture_get_series (plot, 0), &exact, 1);
  read_on (plot, 1);
  assert_reading (plot, "Step 1. Training: 1.5. Validation: no value yet");
  read_on (plot, 1);
  read_on (plot, 1);
  assert_reading (plot, "Step 3. Training: 0.123456. Validation: no value yet");
  read_on (plot, 10);
  assert_reading (plot, "Step 13. Training: 0.626923. Validation: 0.6 at step 10");
  read_on (plot, -3);
  assert_reading (plot, "Step 10. Training: 0.62. Validation: 0.6");
  read_on (plot, G_MAXINT32);
  assert_reading (plot, "Step 40. Training: 0.565. Validation: 0.555");
  read_on (plot, 1);
  assert_reading (plot, "Step 40. Training: 0.565. Validation: 0.555");
  read_on (plot, G_MININT32);
  g_object_set (plot, "smoothing", 0.5, NULL);
  read_on (plot, 1);
  assert_reading (plot, "Step 2. Training: 1.01, smoothed 1.17333. Validation: no value yet");

  /* A point that comes is read as soon as it is there. */
  g_object_set (plot, "smoothing", 0.0, NULL);
  luthier_series_merge (plot_fixture_get_series (plot, 1), &(LuthierPoint){ 2, 0, NAN }, 1);
  assert_reading (plot, "Step 2. Training: 1.01. Validation: not a number");
  plot_fixture_end (plot);
}

static void
set_last_step_cb (LuthierSeries *series, LuthierPlot *plot)
{
  g_object_set (plot, "last-step", (gint64) luthier_series_get_n_points (series), NULL);
}

/* A page may hear of new points, and change the plot, before the plot hears of them. */
static void
test_read_early (void)
{
  LuthierSeries *series = plot_fixture_series_new (10, 1);
  g_autoptr (LuthierSeries) more = plot_fixture_series_new (5000, 1);
  LuthierPlot *plot = plot_fixture_show (luthier_series_new ("first"), NULL);
  g_autoptr (LuthierPlotLine) line = luthier_plot_line_new (series, "Training", 0);
  guint n_points = 0;
  const LuthierPoint *points = luthier_series_get_points (more, &n_points);

  g_signal_connect (series, "changed", G_CALLBACK (set_last_step_cb), plot);
  g_list_store_append (G_LIST_STORE (luthier_plot_get_lines (plot)), line);
  g_object_set (plot, "smoothing", 0.5, NULL);
  read_on (plot, G_MAXINT32);
  luthier_plot_set_cross (plot, 5000, TRUE);
  luthier_series_merge (series, points, n_points);
  g_assert_cmpfloat (g_array_index (plot->reading->rows, LuthierPlotReadingRow, 1).x, ==, 5000);
  g_signal_handlers_disconnect_by_data (series, plot);
  g_object_unref (series);
  plot_fixture_end (plot);
}

/* What is read by keys is never out of sight. */
static void
test_read_zoomed (void)
{
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (300, 1), NULL);

  luthier_plot_show_range (plot, 100, 110);
  read_on (plot, 1);
  g_assert_cmpfloat (plot->cross, ==, 100);
  read_on (plot, 20);
  g_assert_cmpfloat (plot->cross, ==, 120);
  g_assert_cmpfloat (plot->from, ==, 110);
  g_assert_cmpfloat (plot->to, ==, 120);
  act (plot, "plot.zoom-out");
  g_assert_cmpfloat (plot->cross, ==, 120);
  luthier_ui_test_wait_frames (GTK_WIDGET (plot), 2);
  g_assert_true (gtk_widget_get_child_visible (plot->bubble));
  luthier_plot_remove_cross (plot);
  luthier_ui_test_wait_frames (GTK_WIDGET (plot), 1);
  g_assert_null (plot->reading);
  plot_fixture_end (plot);
}

static void
test_told (void)
{
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (4, 10), NULL);
  const LuthierPoint odd = { 50, 0, NAN };

  luthier_test_wait_until (plot->summary == 0);
  gtk_test_accessible_assert_property (plot, GTK_ACCESSIBLE_PROPERTY_LABEL, "Loss");
  gtk_test_accessible_assert_property (plot, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Training: from 0.6 at step 10 to 0.555 at step 40, "
                                       "lowest 0.553333 at step 30.");
  luthier_series_merge (plot_fixture_get_series (plot, 0), &odd, 1);
  luthier_test_wait_until (plot->summary == 0);
  gtk_test_accessible_assert_property (plot, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Training: from 0.6 at step 10 to not a number at step 50, "
                                       "lowest 0.553333 at step 30. 1 value is not a number.");
  read_on (plot, 1);
  gtk_test_accessible_assert_property (plot, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Step 10. Training: 0.6");
  luthier_plot_remove_cross (plot);
  luthier_test_wait_until (plot->summary == 0);
  luthier_plot_set_lines (plot, NULL);
  luthier_test_wait_until (plot->summary == 0);
  gtk_test_accessible_assert_property (plot, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "No values yet");
  plot_fixture_end (plot);
}

/* Lines come and go while one is looked at. */
static void
test_lines (void)
{
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (40, 1),
                                         plot_fixture_series_new (4, 10));
  GListStore *lines = G_LIST_STORE (luthier_plot_get_lines (plot));

  read_on (plot, 1);
  g_list_store_remove (lines, 0);
  g_assert_cmpuint (plot->curves->len, ==, 1);
  luthier_ui_test_wait_frames (GTK_WIDGET (plot), 1);
  g_assert_cmpuint (luthier_plot_ensure_picture (plot)->strokes->len, ==, 1);
  g_assert_cmpuint (get_stroke (plot, 0)->look, ==, 1);
  g_list_store_remove_all (lines);
  luthier_ui_test_wait_frames (GTK_WIDGET (plot), 1);
  plot_fixture_end (plot);
}

/* Of those for buttons, that for the first one. */
static gpointer
find_controller (LuthierPlot *plot, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (plot));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type) &&
          (!GTK_IS_GESTURE_SINGLE (controller) ||
           gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == GDK_BUTTON_PRIMARY))
        return controller;
    }
  g_error ("There is no %s", g_type_name (type));
}

static double
place_at (LuthierPlot *plot, double place)
{
  return luthier_plot_scale_get_place (&luthier_plot_ensure_picture (plot)->x, place);
}

/* Under the pointer is what is nearest, and over the legend nothing; keys have the last word. */
static void
test_point (void)
{
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (100, 1), NULL);
  const double middle = luthier_plot_ensure_picture (plot)->area.y + 40;
  gpointer motion = find_controller (plot, GTK_TYPE_EVENT_CONTROLLER_MOTION);

  g_signal_emit_by_name (motion, "motion", place_at (plot, 50.3), middle);
  assert_reading (plot, "Step 50. Training: 0.52");
  /* What is moved away under the pointer is not read any more. */
  luthier_plot_show_range (plot, 60, 70);
  g_assert_cmpfloat (plot->cross, ==, 65);
  g_signal_emit_by_name (motion, "motion", place_at (plot, 65), 2.0);
  g_assert_null (plot->reading);

  read_on (plot, 1);
  g_signal_emit_by_name (motion, "leave");
  g_assert_nonnull (plot->reading);
  g_signal_emit_by_name (motion, "motion", place_at (plot, 62), middle);
  g_assert_cmpfloat (plot->cross, ==, 62);
  g_signal_emit_by_name (motion, "leave");
  g_assert_null (plot->reading);
  plot_fixture_end (plot);
}

/* The wheel is the page's until the plot is asked for. */
static void
test_wheel (void)
{
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (100, 1), NULL);
  gpointer scroll = find_controller (plot, GTK_TYPE_EVENT_CONTROLLER_SCROLL);
  gboolean used = FALSE;

  gtk_window_set_focus (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (plot))), NULL);
  g_signal_emit_by_name (scroll, "scroll", 0.0, -1.0, &used);
  g_assert_false (used);
  g_assert_false (is_zoomed (plot));

  gtk_widget_grab_focus (GTK_WIDGET (plot));
  plot->pointer_x = place_at (plot, 100);
  g_signal_emit_by_name (scroll, "scroll", 0.0, -1.0, &used);
  g_assert_true (used);
  g_assert_cmpfloat_with_epsilon (plot->from, 20, 1e-6);
  g_assert_cmpfloat_with_epsilon (plot->to, 100, 1e-6);
  g_signal_emit_by_name (scroll, "scroll", -1.0, 0.0, &used);
  g_assert_true (used);
  g_assert_cmpfloat_with_epsilon (plot->from, 12, 1e-6);
  g_signal_emit_by_name (scroll, "scroll", 0.0, 2.0, &used);
  g_assert_false (is_zoomed (plot));
  g_signal_emit_by_name (scroll, "scroll", 0.0, 1.0, &used);
  g_assert_false (used);
  plot_fixture_end (plot);
}

static void
test_gestures (void)
{
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (100, 1), NULL);
  gpointer drag = find_controller (plot, GTK_TYPE_GESTURE_DRAG);
  gpointer pinch = find_controller (plot, GTK_TYPE_GESTURE_ZOOM);
  gpointer click = find_controller (plot, GTK_TYPE_GESTURE_CLICK);
  const double from = place_at (plot, 40);
  const double to = place_at (plot, 60);

  /* From right to left it is the same range. */
  g_signal_emit_by_name (drag, "drag-begin", to, 100.0);
  g_signal_emit_by_name (drag, "drag-update", from - to, 3.0);
  g_assert_true (plot->is_selecting);
  luthier_ui_test_wait_frames (GTK_WIDGET (plot), 1);
  g_signal_emit_by_name (drag, "drag-end", from - to, 3.0);
  g_assert_cmpfloat_with_epsilon (plot->from, 40, 1e-6);
  g_assert_cmpfloat_with_epsilon (plot->to, 60, 1e-6);

  /* A click is no range, and twice it is the way back. */
  g_signal_emit_by_name (drag, "drag-begin", from, 100.0);
  g_signal_emit_by_name (drag, "drag-update", 2.0, 1.0);
  g_signal_emit_by_name (drag, "drag-end", 2.0, 1.0);
  g_assert_cmpfloat_with_epsilon (plot->to - plot->from, 20, 1e-6);
  g_signal_emit_by_name (click, "pressed", 2, from, 100.0);
  g_assert_false (is_zoomed (plot));

  /* What its beginning sets, which cannot be had without fingers. */
  luthier_plot_get_whole (plot, &plot->drag_from, &plot->drag_to);
  plot->pinch_share = 0.5;
  g_signal_emit_by_name (pinch, "scale-changed", 2.0);
  g_assert_cmpfloat_with_epsilon (plot->from, 25, 1e-6);
  g_assert_cmpfloat_with_epsilon (plot->to, 75, 1e-6);
  g_signal_emit_by_name (pinch, "scale-changed", 0.5);
  g_assert_false (is_zoomed (plot));
  plot_fixture_end (plot);
}

static void
test_menu (void)
{
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (40, 1), NULL);

  act (plot, "plot.menu");
  luthier_test_wait_until (gtk_widget_get_mapped (plot->menu));
  gtk_popover_popdown (GTK_POPOVER (plot->menu));
  luthier_test_wait_until (!gtk_widget_get_mapped (plot->menu));
  plot_fixture_end (plot);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);

  g_test_add_func ("/plot/cached", test_cached);
  g_test_add_func ("/plot/axes", test_axes);
  g_test_add_func ("/plot/no-place", test_no_place);
  g_test_add_func ("/plot/empty", test_empty);
  g_test_add_func ("/plot/extreme", test_extreme);
  g_test_add_func ("/plot/scheme", test_scheme);
  g_test_add_func ("/plot/smoothed", test_smoothed);
  g_test_add_func ("/plot/best", test_best);
  g_test_add_func ("/plot/marks", test_marks);
  g_test_add_func ("/plot/zoom", test_zoom);
  g_test_add_func ("/plot/read", test_read);
  g_test_add_func ("/plot/read-early", test_read_early);
  g_test_add_func ("/plot/read-zoomed", test_read_zoomed);
  g_test_add_func ("/plot/told", test_told);
  g_test_add_func ("/plot/lines", test_lines);
  g_test_add_func ("/plot/point", test_point);
  g_test_add_func ("/plot/wheel", test_wheel);
  g_test_add_func ("/plot/gestures", test_gestures);
  g_test_add_func ("/plot/menu", test_menu);

  return g_test_run ();
}
