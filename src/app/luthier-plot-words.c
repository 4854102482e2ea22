/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "luthier-format.h"
#include "luthier-whole.h"

#define N_MOST_DECIMALS 12

/**
 * luthier_plot_format_value:
 *
 * Returns: (transfer full): six significant digits of it
 */
char *
luthier_plot_format_value (double value)
{
  if (isnan (value))
    return g_strdup (_ ("not a number"));
  if (isinf (value))
    return g_strdup (value > 0 ? _ ("infinite") : _ ("minus infinite"));

  return g_strdup_printf ("%.6g", value);
}

static char *
format_seconds (double seconds, gboolean exactly)
{
  const gint64 whole = luthier_whole (floor (seconds));
  g_autofree char *span = NULL;

  if (whole < 0)
    {
      span = luthier_format_duration (-whole);
      /* Translators: a span of time before the start; %s is such as "40 s" */
      return g_strdup_printf (_ ("−%s"), span);
    }
  if (exactly && whole >= 60 && whole < 3600)
    return g_strdup_printf ("%d:%02d", (int) (whole / 60), (int) (whole % 60));

  return luthier_format_duration (whole);
}

/**
 * luthier_plot_format_place:
 *
 * Returns: (transfer full): "Step 80", "Epoch 2.1", "12:30 after the start"
 */
char *
luthier_plot_format_place (LuthierPlotAxis axis, double place)
{
  g_autofree char *text = NULL;

  switch (axis)
    {
    case LUTHIER_PLOT_BY_EPOCH:
      return g_strdup_printf (_ ("Epoch %.2f"), place);
    case LUTHIER_PLOT_BY_TIME:
      text = format_seconds (place, TRUE);
      /* Translators: %s is a span of time such as "40 s" or "2 h 10 min" */
      return g_strdup_printf (_ ("%s after the start"), text);
    case LUTHIER_PLOT_BY_STEP:
    default:
      text = luthier_format_count (luthier_whole (place));
      return g_strdup_printf (_ ("Step %s"), text);
    }
}

/* As many as tell one from the next. */
static int
count_decimals (GArray *ticks)
{
  double distance;

  if (ticks->len < 2)
    return -1;

  distance = g_array_index (ticks, double, 1) - g_array_index (ticks, double, 0);

  return CLAMP ((int) ceil (-log10 (distance) - 1e-6), 0, N_MOST_DECIMALS);
}

static char *
format_tick (double tick, int decimals)
{
  const double size = fabs (tick);

  if (decimals < 0 || size >= 1e7 || (size > 0 && size < 1e-4))
    return g_strdup_printf ("%g", tick);

  return g_strdup_printf ("%.*f", decimals, tick);
}

static gboolean
is_even (GArray *ticks)
{
  const guint n = ticks->len;
  double first;
  double last;

  if (n < 3)
    return TRUE;

  first = g_array_index (ticks, double, 1) - g_array_index (ticks, double, 0);
  last = g_array_index (ticks, double, n - 1) - g_array_index (ticks, double, n - 2);

  return fabs (last - first) < 0.01 * first;
}

/**
 * luthier_plot_format_values:
 * @ticks: (element-type double): of an axis of values
 *
 * Returns: (transfer full) (element-type utf8): what is written at each
 */
GPtrArray *
luthier_plot_format_values (GArray *ticks)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  const int decimals = is_even (ticks) ? count_decimals (ticks) : -1;

  for (guint i = 0; i < ticks->len; i++)
    g_ptr_array_add (texts, format_tick (g_array_index (ticks, double, i), decimals));

  return texts;
}

/**
 * luthier_plot_format_places:
 * @ticks: (element-type double): of an axis of steps, epochs or seconds
 *
 * Returns: (transfer full) (element-type utf8): what is written at each
 */
GPtrArray *
luthier_plot_format_places (LuthierPlotAxis axis, GArray *ticks)
{
  GPtrArray *texts = NULL;
  gboolean exactly;

  if (axis == LUTHIER_PLOT_BY_EPOCH)
    return luthier_plot_format_values (ticks);

  texts = g_ptr_array_new_with_free_func (g_free);
  exactly = ticks->len > 1 &&
            g_array_index (ticks, double, 1) - g_array_index (ticks, double, 0) < 60;
  for (guint i = 0; i < ticks->len; i++)
    {
      const double tick = g_array_index (ticks, double, i);

      g_ptr_array_add (texts, axis == LUTHIER_PLOT_BY_TIME
                                  ? format_seconds (tick, exactly)
                                  : luthier_format_count (luthier_whole (tick)));
    }

  return texts;
}

/**
 * luthier_plot_format_title:
 * @title: what is measured
 *
 * Returns: (transfer full): what a picture of it shows
 */
char *
luthier_plot_format_title (LuthierPlotAxis axis, const char *title)
{
  switch (axis)
    {
    case LUTHIER_PLOT_BY_EPOCH:
      /* Translators: %s is what is measured, such as "Loss" */
      return g_strdup_printf (_ ("%s by epoch"), title);
    case LUTHIER_PLOT_BY_TIME:
      return g_strdup_printf (_ ("%s by time"), title);
    case LUTHIER_PLOT_BY_STEP:
    default:
      return g_strdup_printf (_ ("%s by step"), title);
    }
}
