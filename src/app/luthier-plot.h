/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-plot-axis.h"
#include "luthier-plot-line.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PLOT (luthier_plot_get_type ())
G_DECLARE_FINAL_TYPE (LuthierPlot, luthier_plot, LUTHIER, PLOT, GtkWidget)

/* Curves: a widget that draws series, and lets them be looked at with pointer, touch, keyboard and
 * screen reader. Properties, all notified:
 *   lines (GListModel of LuthierPlotLine, nullable), title (string: "Loss"; what is measured),
 *   axis (LuthierPlotAxis), logarithmic (boolean: the values' axis), smoothing (double: 0 = none,
 *   below 1: the weight of what was before), marks (GListModel of LuthierCheckpoint, nullable: lines
 *   at their steps, of the first line's axis), last-step (int64: the axis goes as far at least; -1:
 *   as far as the points), has-legend (boolean: names above the lines), zoomed (boolean, read-only).
 * Actions: plot.zoom-in, plot.zoom-out, plot.reset, plot.left, plot.right, plot.read (an int32: by
 * how many points; the least and the greatest: to the first and the last), plot.export (a string:
 * "png", "svg" or "csv"; asks for a file), plot.table (shows the values as a table), plot.menu.
 * The wheel scrolls the page around it, and zooms with Control or when the plot has the focus. */
GtkWidget *luthier_plot_new (void);
GListModel *luthier_plot_get_lines (LuthierPlot *self);
void luthier_plot_set_lines (LuthierPlot *self, GListModel *lines);

G_END_DECLS
