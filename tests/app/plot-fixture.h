/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <math.h>

#include "luthier-plot-private.h"
#include "luthier-ui-test.h"

#define PLOT_START G_GINT64_CONSTANT (1764489600000000)

/* Points at every so many steps, a step takes seven seconds. */
static inline LuthierSeries *
plot_fixture_series_new (guint n_points, guint every)
{
  LuthierSeries *series = luthier_series_new ("/train_total_loss");
  g_autofree LuthierPoint *points = g_new (LuthierPoint, n_points);

  for (guint i = 0; i < n_points; i++)
    {
      const gint64 step = (gint64) (i + 1) * every;

      points[i] = (LuthierPoint){ step, PLOT_START + step * 7 * G_USEC_PER_SEC,
                                  0.5 + 1.0 / (double) step + (i % 7) / 100.0 };
    }
  luthier_series_merge (series, points, n_points);

  return series;
}

/* A plot of these lines in a window of its own; takes the series. */
static inline LuthierPlot *
plot_fixture_show (LuthierSeries *first, LuthierSeries *second)
{
  g_autoptr (GListStore) lines = g_list_store_new (LUTHIER_TYPE_PLOT_LINE);
  g_autoptr (LuthierPlotLine) training = luthier_plot_line_new (first, "Training", 0);
  g_autoptr (LuthierPlotLine) validation = NULL;
  GtkWidget *plot = luthier_plot_new ();

  g_list_store_append (lines, training);
  if (second != NULL)
    {
      validation = luthier_plot_line_new (second, "Validation", 1);
      g_object_set (validation, "marks-best", TRUE, NULL);
      g_list_store_append (lines, validation);
    }
  g_object_set (plot, "lines", lines, "title", "Loss", NULL);
  luthier_ui_test_show (plot, 640, 320);
  g_object_unref (first);
  g_clear_object (&second);

  return LUTHIER_PLOT (plot);
}

static inline void
plot_fixture_end (LuthierPlot *plot)
{
  luthier_ui_test_destroy (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (plot))));
}

static inline LuthierPlotLine *
plot_fixture_get_line (LuthierPlot *plot, guint position)
{
  g_autoptr (LuthierPlotLine)
      line = g_list_model_get_item (luthier_plot_get_lines (plot), position);

  return line;
}

static inline LuthierSeries *
plot_fixture_get_series (LuthierPlot *plot, guint position)
{
  return luthier_plot_line_get_series (plot_fixture_get_line (plot, position));
}
