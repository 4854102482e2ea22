/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How lines are told apart: by colour, dash and marker, so that none of them is needed. The colours
 * are here and not in the style sheet, since a picture that is exported has its own background. */
#define LUTHIER_PLOT_N_LOOKS 6

typedef enum
{
  LUTHIER_PLOT_LIGHT,
  LUTHIER_PLOT_DARK,
  LUTHIER_PLOT_LIGHT_CONTRAST,
  LUTHIER_PLOT_DARK_CONTRAST,
} LuthierPlotScheme;

/* What the desktop asks for at present. */
LuthierPlotScheme luthier_plot_scheme_get_current (void);
void luthier_plot_scheme_watch (GtkWidget *widget, GCallback changed_cb);
double luthier_plot_scheme_get_line_width (LuthierPlotScheme scheme);

/* About what the surface under the lines has, where something is to stand out of them. */
void luthier_plot_scheme_get_surface (LuthierPlotScheme scheme, GdkRGBA *color);

/* Looks above the last begin again with the first. */
void luthier_plot_look_get_color (guint look, LuthierPlotScheme scheme, GdkRGBA *color);
void luthier_plot_look_set_dash (guint look, cairo_t *cr, double line_width, double offset);
gboolean luthier_plot_look_has_marker (guint look);
void luthier_plot_look_draw_marker (guint look, cairo_t *cr, double x, double y, double radius);
/* A piece of the line, from x on, around y. */
void luthier_plot_look_draw_sample (
    guint look, LuthierPlotScheme scheme, cairo_t *cr, double x, double y, double width);

G_END_DECLS
