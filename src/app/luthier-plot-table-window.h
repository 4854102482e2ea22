/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_PLOT_TABLE_WINDOW (luthier_plot_table_window_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierPlotTableWindow, luthier_plot_table_window, LUTHIER, PLOT_TABLE_WINDOW, AdwWindow)

/* The values of a plot, step by step, for who would rather read them or hears them. */
LuthierPlotTableWindow *luthier_plot_table_window_new (const char *title);
/* curves: of LuthierPlotCurve */
void luthier_plot_table_window_set_curves (LuthierPlotTableWindow *self, GPtrArray *curves);

G_END_DECLS
