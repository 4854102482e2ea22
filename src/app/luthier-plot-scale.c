/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-scale.h"

#include <math.h>

/* How much of the range is left free above and below the values. */
#define MARGIN 0.05

/* Beyond these, differences and quotients are no numbers any more. */
#define GREATEST             1e300
#define GREATEST_LOGARITHMIC 1e100

/**
 * luthier_plot_scale_get_place:
 *
 * Returns: the pixel that @value is at, which may be beyond the ends
 */
double
luthier_plot_scale_get_place (const LuthierPlotScale *self, double value)
{
  const double share = self->logarithmic ? log (value / self->from) / log (self->to / self->from)
                                         : (value - self->from) / (self->to - self->from);

  return self->start + share * (self->end - self->start);
}

/**
 * luthier_plot_scale_get_value:
 *
 * Returns: the value that is at the pixel @place
 */
double
luthier_plot_scale_get_value (const LuthierPlotScale *self, double place)
{
  const double share = (place - self->start) / (self->end - self->start);

  return self->logarithmic ? self->from * pow (self->to / self->from, share)
                           : self->from + share * (self->to - self->from);
}

static void
set_logarithmic_range (LuthierPlotScale *self, double lowest, double highest)
{
  const double factor = lowest < highest ? pow (highest / lowest, MARGIN) : 2;

  self->from = lowest / factor;
  self->to = highest * factor;
}

static void
set_linear_range (LuthierPlotScale *self, double lowest, double highest)
{
  double margin = MARGIN * (highest - lowest);

  if (margin <= fabs (highest) * 1e-12)
    margin = highest != 0 ? 0.1 * fabs (highest) : 1;
  self->from = lowest - margin;
  self->to = highest + margin;
  /* What is never negative has no room below zero. */
  if (lowest >= 0 && self->from < 0)
    self->from = 0;
}

/**
 * luthier_plot_scale_set_range:
 * @lowest: of the values that are to be seen
 * @highest: of them
 *
 * Chooses an axis with some room around them, also if they are all the same.
 */
void
luthier_plot_scale_set_range (LuthierPlotScale *self, double lowest, double highest)
{
  if (self->logarithmic)
    set_logarithmic_range (self, CLAMP (lowest, 1 / GREATEST_LOGARITHMIC, GREATEST_LOGARITHMIC),
                           CLAMP (highest, 1 / GREATEST_LOGARITHMIC, GREATEST_LOGARITHMIC));
  else
    set_linear_range (self, CLAMP (lowest, -GREATEST, GREATEST),
                      CLAMP (highest, -GREATEST, GREATEST));
}
