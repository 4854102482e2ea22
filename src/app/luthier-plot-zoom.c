/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-private.h"

/* Of the whole: there is nothing to be seen in less. */
#define LEAST_SHARE 1e-6

/* What one press of a key does. */
#define KEY_FACTOR 1.5
#define KEY_SHARE  0.25

/* How far the job is to go, on the axis of the first line. */
static double
get_last_place (LuthierPlot *self)
{
  LuthierAbscissa abscissa;
  const LuthierPoint last = { .step = self->last_step };

  if (self->last_step < 0 || self->curves->len == 0 || self->axis == LUTHIER_PLOT_BY_TIME ||
      !luthier_plot_curve_get_abscissa (g_ptr_array_index (self->curves, 0), self->axis, &abscissa))
    return -INFINITY;

  return luthier_abscissa_of (&abscissa, &last);
}

/**
 * luthier_plot_get_whole:
 * @from: (out): where the axis begins if all is shown
 * @to: (out): where it ends, above @from
 */
void
luthier_plot_get_whole (LuthierPlot *self, double *from, double *to)
{
  *from = 0;
  *to = get_last_place (self);
  for (guint i = 0; i < self->curves->len; i++)
    {
      double first;
      double last;

      if (!luthier_plot_curve_get_extent (g_ptr_array_index (self->curves, i), self->axis, &first,
                                          &last))
        continue;
      *from = MIN (*from, first);
      *to = MAX (*to, last);
    }
  if (!(*to > *from))
    *to = *from + 1;
}

void
luthier_plot_get_shown (LuthierPlot *self, double *from, double *to)
{
  if (luthier_plot_is_zoomed (self))
    {
      *from = self->from;
      *to = self->to;
    }
  else
    luthier_plot_get_whole (self, from, to);
}

/**
 * luthier_plot_show_range:
 *
 * Shows a part of the axis, moved and cut so that it lies within the whole; all of it, if it is as
 * much.
 */
void
luthier_plot_show_range (LuthierPlot *self, double from, double to)
{
  double whole_from;
  double whole_to;
  double length;

  luthier_plot_get_whole (self, &whole_from, &whole_to);
  length = MAX (to - from, (whole_to - whole_from) * LEAST_SHARE);
  if (self->axis != LUTHIER_PLOT_BY_EPOCH)
    length = MAX (length, MIN (2, whole_to - whole_from));
  if (!(length < (whole_to - whole_from) * 0.999))
    {
      luthier_plot_set_shown (self, 0, 0);
      return;
    }

  from = CLAMP (from, whole_from, whole_to - length);
  luthier_plot_set_shown (self, from, from + length);
}

/**
 * luthier_plot_zoom:
 * @factor: how much less is shown; below 1: more
 * @share: of the width, where the axis stays as it is
 */
void
luthier_plot_zoom (LuthierPlot *self, double factor, double share)
{
  double from;
  double to;
  double middle;

  luthier_plot_get_shown (self, &from, &to);
  middle = from + share * (to - from);
  luthier_plot_show_range (self, middle - (middle - from) / factor,
                           middle + (to - middle) / factor);
}

/**
 * luthier_plot_pan:
 * @share: of what is shown, to the right if positive
 */
void
luthier_plot_pan (LuthierPlot *self, double share)
{
  double from;
  double to;

  if (!luthier_plot_is_zoomed (self))
    return;

  luthier_plot_get_shown (self, &from, &to);
  luthier_plot_show_range (self, from + share * (to - from), to + share * (to - from));
}

/* Where in the width the values are read, else its middle. */
static double
get_cross_share (LuthierPlot *self)
{
  double from;
  double to;

  luthier_plot_get_shown (self, &from, &to);
  if (!self->has_cross || self->cross < from || self->cross > to)
    return 0.5;

  return (self->cross - from) / (to - from);
}

void
luthier_plot_zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LuthierPlot *self = LUTHIER_PLOT (widget);
  const gboolean in = g_str_equal (name, "plot.zoom-in");

  luthier_plot_zoom (self, in ? KEY_FACTOR : 1 / KEY_FACTOR, get_cross_share (self));
}

void
luthier_plot_pan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  luthier_plot_pan (LUTHIER_PLOT (widget),
                    g_str_equal (name, "plot.right") ? KEY_SHARE : -KEY_SHARE);
}

void
luthier_plot_reset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  luthier_plot_set_shown (LUTHIER_PLOT (widget), 0, 0);
}
