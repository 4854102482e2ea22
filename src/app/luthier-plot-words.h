/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

#include "luthier-plot-axis.h"

G_BEGIN_DECLS

/* What a plot says. All strings are translated and to be freed. */
char *luthier_plot_format_value (double value);
char *luthier_plot_format_place (LuthierPlotAxis axis, double place);
/* One for each tick, of ticks at even distances. (element-type utf8) */
GPtrArray *luthier_plot_format_values (GArray *ticks);
GPtrArray *luthier_plot_format_places (LuthierPlotAxis axis, GArray *ticks);
/* title: what is measured: "Loss by step" */
char *luthier_plot_format_title (LuthierPlotAxis axis, const char *title);

G_END_DECLS
