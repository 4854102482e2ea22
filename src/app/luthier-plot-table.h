/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-plot-curve.h"

G_BEGIN_DECLS

/* The values of curves as a table: a GListModel of LuthierPlotStep, rising, which are made only
 * when they are looked at. Signal: changed, when values came or were corrected, also at steps that
 * were there. */
#define LUTHIER_TYPE_PLOT_TABLE (luthier_plot_table_get_type ())
G_DECLARE_FINAL_TYPE (LuthierPlotTable, luthier_plot_table, LUTHIER, PLOT_TABLE, GObject)

/* curves: of LuthierPlotCurve */
LuthierPlotTable *luthier_plot_table_new (GPtrArray *curves);
/* (transfer full): a dash where this curve has no point */
char *luthier_plot_table_describe (LuthierPlotTable *self, guint curve, gint64 step);

G_END_DECLS
