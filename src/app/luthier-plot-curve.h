/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-decimation.h"
#include "luthier-plot-axis.h"
#include "luthier-plot-line.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PLOT_CURVE (luthier_plot_curve_get_type ())
G_DECLARE_FINAL_TYPE (LuthierPlotCurve, luthier_plot_curve, LUTHIER, PLOT_CURVE, GObject)

/* What a plot works out of one of its lines, once for each change: signal changed. */
LuthierPlotCurve *luthier_plot_curve_new (LuthierPlotLine *line);
LuthierPlotLine *luthier_plot_curve_get_line (LuthierPlotCurve *self);
/* FALSE: this line has no place on this axis. */
gboolean luthier_plot_curve_get_abscissa (LuthierPlotCurve *self,
                                          LuthierPlotAxis axis,
                                          LuthierAbscissa *abscissa);
gboolean luthier_plot_curve_get_extent (LuthierPlotCurve *self,
                                        LuthierPlotAxis axis,
                                        double *from,
                                        double *to);
/* (array) (transfer none): until the next change */
const double *luthier_plot_curve_get_smoothed (LuthierPlotCurve *self, double weight);
/* NULL: no value is a number. */
const LuthierPoint *luthier_plot_curve_get_best (LuthierPlotCurve *self);

G_END_DECLS
