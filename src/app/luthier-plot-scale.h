/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Values along an axis, and the pixels that they are at. */
typedef struct
{
  double from;  /* value at start */
  double to;    /* value at end */
  double start; /* pixels; may be greater than end: up is less */
  double end;
  gboolean logarithmic; /* then from and to are above 0 */
} LuthierPlotScale;

double luthier_plot_scale_get_place (const LuthierPlotScale *self, double value);
double luthier_plot_scale_get_value (const LuthierPlotScale *self, double place);
void luthier_plot_scale_set_range (LuthierPlotScale *self, double lowest, double highest);

G_END_DECLS
