/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* Draws a plot of two curves of 1,000 to 1,000,000 points, on the processor alone, and prints what a
 * frame takes: when it is drawn anew because it is moved, when the pointer moves over it, when
 * a point has come, and when nothing has. They are told as multiples of what it takes to fill as
 * many columns of pixels by plain cairo, in the same run, which is the least that a picture of them
 * can take; and so is one line through all points of as many columns, as it is drawn at first
 * thought. */

#include "../app/plot-fixture.h"

#define WIDTH    900
#define HEIGHT   400
#define N_FRAMES 40u
#define FRAME_MS (1000.0 / 60)

typedef struct
{
  LuthierPlot *plot;
  cairo_t *cr;
  guint frame;
} Stage;

static double
get_noise (gint64 step)
{
  return 0.5 + (double) ((guint64) step * 2654435761U % 1000) / 1000;
}

static LuthierSeries *
create_series (guint n_points, guint every)
{
  LuthierSeries *series = luthier_series_new ("/train_total_loss");
  g_autofree LuthierPoint *points = g_new (LuthierPoint, n_points);

  for (guint i = 0; i < n_points; i++)
    {
      const gint64 step = (gint64) (i + 1) * every;

      points[i] = (LuthierPoint){ step, PLOT_START + step * G_USEC_PER_SEC, get_noise (step) };
    }
  luthier_series_merge (series, points, n_points);

  return series;
}

/* All that a frame of it costs: what to draw, and drawing it. */
static void
draw (Stage *stage)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node = NULL;

  GTK_WIDGET_GET_CLASS (stage->plot)->snapshot (GTK_WIDGET (stage->plot), snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_draw (node, stage->cr);
  gsk_render_node_unref (node);
}

static void
move (Stage *stage)
{
  const double share = (double) (stage->frame % N_FRAMES) / N_FRAMES / 2;
  double from;
  double to;

  luthier_plot_get_whole (stage->plot, &from, &to);
  luthier_plot_show_range (stage->plot, from + share * (to - from),
                           from + (share + 0.4) * (to - from));
  draw (stage);
}

static void
draw_whole_again (Stage *stage)
{
  luthier_plot_set_shown (stage->plot, 0, 0);
  draw (stage);
}

static void
point (Stage *stage)
{
  LuthierPlotView view;
  double place;

  luthier_plot_describe_view (stage->plot, &view);
  if (luthier_plot_find_place (&view, view.to * (stage->frame % N_FRAMES) / N_FRAMES, 0, &place))
    luthier_plot_set_cross (stage->plot, place, FALSE);
  gtk_widget_size_allocate (GTK_WIDGET (stage->plot), &(GtkAllocation){ 0, 0, WIDTH, HEIGHT }, -1);
  draw (stage);
}

static void
grow (Stage *stage)
{
  LuthierSeries *series = plot_fixture_get_series (stage->plot, 0);
  guint n_points = 0;
  const LuthierPoint *points = luthier_series_get_points (series, &n_points);
  const gint64 step = points[n_points - 1].step + 1;
  const LuthierPoint news = { step, 0, get_noise (step) };

  luthier_series_merge (series, &news, 1);
  draw (stage);
}

/* A bar a column, for two lines. */
static void
fill_columns (Stage *stage)
{
  for (guint i = 0; i < 2 * WIDTH; i++)
    {
      const double height = get_noise (i) * HEIGHT / 2;

      cairo_new_path (stage->cr);
      cairo_rectangle (stage->cr, i % WIDTH, (HEIGHT - height) / 2, 2, height);
      cairo_fill (stage->cr);
    }
}

/* Two lines of four points a column. */
static void
draw_plainly (Stage *stage)
{
  for (guint line = 0; line < 2; line++)
    {
      cairo_new_path (stage->cr);
      for (guint i = 0; i < 4 * WIDTH; i++)
        cairo_line_to (stage->cr, i / 4.0, HEIGHT - (get_noise (i) - 0.5) * HEIGHT);
      cairo_set_line_width (stage->cr, 2);
      cairo_set_line_join (stage->cr, CAIRO_LINE_JOIN_BEVEL);
      cairo_stroke (stage->cr);
    }
}

/* Milliseconds, of the median frame: half of them took less. */
static double
measure (Stage *stage, void (*run) (Stage *))
{
  double times[N_FRAMES];

  for (guint i = 0; i < N_FRAMES; i++)
    {
      gint64 start = g_get_monotonic_time ();
      guint place = i;

      stage->frame++;
      run (stage);
      start = g_get_monotonic_time () - start;
      for (; place > 0 && times[place - 1] > (double) start; place--)
        times[place] = times[place - 1];
      times[place] = (double) start;
    }

  return times[N_FRAMES / 2] / 1000;
}

static void
bench_points (guint n_points, cairo_t *cr, double smoothing, double floor)
{
  static const struct
  {
    const char *name;
    void (*run) (Stage *);
  } kinds[] = {
    { "whole, drawn anew", draw_whole_again },
    { "zoomed and moved", move },
    { "nothing new", draw },
    { "a point has come", grow },
    { "pointer moves", point },
  };
  LuthierPlot *plot = plot_fixture_show (create_series (n_points, 1),
                                         create_series (n_points / 10, 10));
  Stage stage = { plot, cr, 0 };

  gtk_window_set_default_size (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (plot))), WIDTH, HEIGHT);
  luthier_test_wait_until (gtk_widget_get_width (GTK_WIDGET (plot)) == WIDTH);
  g_object_set (plot, "smoothing", smoothing, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const double time = measure (&stage, kinds[i].run);

      g_print ("%9u  %-10s %-20s %8.2f ms  %7.2f x  %5.0f frames/s%s\n", n_points,
               smoothing > 0 ? "smoothed" : "measured", kinds[i].name, time, time / floor,
               1000 / time, time > FRAME_MS ? "  (below 60)" : "");
    }
  plot_fixture_end (plot);
}

int
main (int argc, char *argv[])
{
  static const guint counts[] = { 1000, 10000, 100000, 1000000 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  Stage stage = { .cr = cr };
  double floor;
  double plain;

  luthier_ui_test_init (&argc, &argv);
  floor = measure (&stage, fill_columns);
  plain = measure (&stage, draw_plainly);
  g_print ("%9d  %-31s %8.2f ms  %7.2f x\n", WIDTH, "columns filled by plain cairo", floor, 1.0);
  g_print ("%9d  %-31s %8.2f ms  %7.2f x\n", 4 * WIDTH, "points, a line by plain cairo", plain,
           plain / floor);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      bench_points (counts[i], cr, 0, floor);
      bench_points (counts[i], cr, 0.9, floor);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return 0;
}
