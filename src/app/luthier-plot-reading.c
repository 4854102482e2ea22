/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-reading.h"

#include <glib/gi18n.h>

#include "luthier-format.h"
#include "luthier-plot-curve.h"
#include "luthier-plot-words.h"

/* Of two places, what arithmetic may make of one. */
#define TOLERANCE 1e-9

static const LuthierPoint *
get_points (LuthierPlotCurve *curve, guint *n_points)
{
  return luthier_series_get_points (
      luthier_plot_line_get_series (luthier_plot_curve_get_line (curve)), n_points);
}

static void
row_clear (gpointer data)
{
  LuthierPlotReadingRow *row = data;

  g_free (row->label);
  g_free (row->value);
  g_free (row->smoothed);
}

/* G_MAXUINT: there is none at or before place. */
static guint
find_at_or_before (LuthierPlotCurve *curve, const LuthierAbscissa *abscissa, double place)
{
  guint n_points = 0;
  const LuthierPoint *points = get_points (curve, &n_points);
  guint found = G_MAXUINT;
  double latest = -INFINITY;

  for (guint i = 0; i < n_points; i++)
    {
      const double x = luthier_abscissa_of (abscissa, &points[i]);

      if (x <= place + TOLERANCE * fabs (place) && x >= latest)
        {
          found = i;
          latest = x;
        }
      else if (!abscissa->by_time)
        break;
    }

  return found;
}

/* And whose it is, if not of this place: nothing is said that was not measured. */
static char *
describe_value (const LuthierPoint *point, gboolean is_here)
{
  g_autofree char *value = luthier_plot_format_value (point->value);
  g_autofree char *step = NULL;

  if (is_here)
    return g_steal_pointer (&value);

  step = luthier_format_count (point->step);

  /* Translators: the first %s is a value, the second the step of training that it is of */
  return g_strdup_printf (_ ("%s at step %s"), value, step);
}

static char *
describe_smoothed (double value)
{
  g_autofree char *text = luthier_plot_format_value (value);

  /* Translators: %s is a value after smoothing, beside the one that was measured */
  return g_strdup_printf (_ ("smoothed %s"), text);
}

static void
add_row (LuthierPlotReading *self,
         LuthierPlotCurve *curve,
         const LuthierPlotView *view,
         double place)
{
  LuthierPlotLine *line = luthier_plot_curve_get_line (curve);
  const double *smoothed = luthier_plot_curve_get_smoothed (curve, view->smoothing);
  LuthierPlotReadingRow row = { .look = luthier_plot_line_get_look (line), .x = NAN, .y = NAN };
  LuthierAbscissa abscissa;
  guint n_points = 0;
  const LuthierPoint *points = get_points (curve, &n_points);
  guint index;

  if (!luthier_plot_curve_get_abscissa (curve, view->axis, &abscissa))
    return;

  index = find_at_or_before (curve, &abscissa, place);
  row.label = g_strdup (luthier_plot_line_get_label (line));
  if (index == G_MAXUINT)
    row.value = g_strdup (_ ("no value yet"));
  else
    {
      row.x = luthier_abscissa_of (&abscissa, &points[index]);
      row.y = smoothed != NULL ? smoothed[index] : points[index].value;
      row.value = describe_value (&points[index], fabs (row.x - place) <= TOLERANCE * fabs (place));
      if (smoothed != NULL && isfinite (row.y))
        row.smoothed = describe_smoothed (row.y);
    }
  g_array_append_val (self->rows, row);
}

/**
 * luthier_plot_reading_new:
 * @place: on the axis
 *
 * Reads all lines. One that has no point there is read at its last point before, and says so:
 * nothing is said that was not measured.
 *
 * Returns: (transfer full): the values
 */
LuthierPlotReading *
luthier_plot_reading_new (const LuthierPlotView *view, double place)
{
  LuthierPlotReading *self = g_new0 (LuthierPlotReading, 1);

  self->title = luthier_plot_format_place (view->axis, place);
  self->rows = g_array_new (FALSE, FALSE, sizeof (LuthierPlotReadingRow));
  g_array_set_clear_func (self->rows, row_clear);
  for (guint i = 0; i < view->curves->len; i++)
    add_row (self, g_ptr_array_index (view->curves, i), view, place);

  return self;
}

void
luthier_plot_reading_free (LuthierPlotReading *self)
{
  g_free (self->title);
  g_array_unref (self->rows);
  g_free (self);
}

char *
luthier_plot_reading_to_text (const LuthierPlotReading *self)
{
  GString *text = g_string_new (self->title);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const LuthierPlotReadingRow *row = &g_array_index (self->rows, LuthierPlotReadingRow, i);

      /* Translators: the name of a line and its value, one of several after each other */
      g_string_append_printf (text, _ (". %s: %s"), row->label, row->value);
      if (row->smoothed != NULL)
        g_string_append_printf (text, ", %s", row->smoothed);
    }

  return g_string_free (text, FALSE);
}

/* The nearest place on one side, or on both: sign is -1, 1 or 0. */
static gboolean
find_next (const LuthierPlotView *view, double place, int sign, double *found)
{
  const double least = TOLERANCE * fabs (place);
  double nearest = INFINITY;

  for (guint k = 0; k < view->curves->len; k++)
    {
      LuthierPlotCurve *curve = g_ptr_array_index (view->curves, k);
      LuthierAbscissa abscissa;
      guint n_points = 0;
      const LuthierPoint *points = get_points (curve, &n_points);

      if (!luthier_plot_curve_get_abscissa (curve, view->axis, &abscissa))
        continue;

      for (guint i = 0; i < n_points; i++)
        {
          const double x = luthier_abscissa_of (&abscissa, &points[i]);
          const double distance = fabs (x - place);

          if (!(distance < nearest) || (sign != 0 && sign * (x - place) <= least))
            continue;
          nearest = distance;
          *found = x;
        }
    }

  return isfinite (nearest);
}

/**
 * luthier_plot_find_place:
 * @place: on the axis
 * @by: 0 for the nearest, else how many on, to the left if negative; as many as there are
 * @found: (out): where a line has a point
 *
 * Returns: whether there is any
 */
gboolean
luthier_plot_find_place (const LuthierPlotView *view, double place, int by, double *found)
{
  const int sign = (by > 0) - (by < 0);
  gboolean any = FALSE;

  *found = place;
  do
    {
      if (!find_next (view, *found, sign, found))
        break;
      any = TRUE;
      by -= sign;
    }
  while (by != 0);

  return any;
}
