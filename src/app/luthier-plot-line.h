/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-series.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PLOT_LINE (luthier_plot_line_get_type ())
G_DECLARE_FINAL_TYPE (LuthierPlotLine, luthier_plot_line, LUTHIER, PLOT_LINE, GObject)

/* A series as a plot shows it. Properties, all notified: series (LuthierSeries), label (string: what
 * the legend and screen readers call it), look (uint: which colour and dash of the plot's six, so
 * that a job looks the same everywhere), steps-per-epoch (double, 0 = not known: it has no place on
 * an axis of epochs), start-time (int64: microseconds since the epoch: where an axis of time
 * begins; 0 = at its first point), marks-best (boolean: a ring at its lowest value),
 * best-is-highest (boolean: or at its highest). */
LuthierPlotLine *luthier_plot_line_new (LuthierSeries *series, const char *label, guint look);
LuthierSeries *luthier_plot_line_get_series (LuthierPlotLine *self);
const char *luthier_plot_line_get_label (LuthierPlotLine *self);
guint luthier_plot_line_get_look (LuthierPlotLine *self);
double luthier_plot_line_get_steps_per_epoch (LuthierPlotLine *self);
gint64 luthier_plot_line_get_start_time (LuthierPlotLine *self);
gboolean luthier_plot_line_get_marks_best (LuthierPlotLine *self);
gboolean luthier_plot_line_get_best_is_highest (LuthierPlotLine *self);

G_END_DECLS
