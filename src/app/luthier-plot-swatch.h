/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_PLOT_SWATCH (luthier_plot_swatch_get_type ())
G_DECLARE_FINAL_TYPE (LuthierPlotSwatch, luthier_plot_swatch, LUTHIER, PLOT_SWATCH, GtkWidget)

/* A piece of a plot's line, beside the name of what it is. Property: look (uint, as that of a
 * LuthierPlotLine). It says nothing to screen readers: the name does. */
GtkWidget *luthier_plot_swatch_new (guint look);
void luthier_plot_swatch_set_look (LuthierPlotSwatch *self, guint look);

G_END_DECLS
