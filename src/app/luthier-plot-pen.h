/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-plot-scale.h"

G_BEGIN_DECLS

/* How a line is drawn. */
typedef struct
{
  cairo_t *cr; /* (unowned): with the colour of the line */
  const LuthierPlotScale *x;
  const LuthierPlotScale *y;
  double column; /* the width of a column of the screen, in pixels */
  double line_width;
  int look; /* whose dash it has; -1: none */
} LuthierPlotPen;

/* vertices: of LuthierVertex */
void luthier_plot_pen_draw (const LuthierPlotPen *self, GArray *vertices);

G_END_DECLS
