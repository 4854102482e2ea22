/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-ticks.h"

#include <math.h>

/* What a step of floating point may be off. */
#define TOLERANCE 1e-9

/* (transfer full): the multiples of distance */
static GArray *
list_multiples (double from, double to, double distance)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (double));
  const double first = ceil (from / distance - TOLERANCE);
  const double last = floor (to / distance + TOLERANCE);

  for (double i = first; i <= last; i++)
    {
      /* No negative zero. */
      const double tick = i * distance + 0.0;

      g_array_append_val (ticks, tick);
    }

  return ticks;
}

/* The least of 1, 2, 5, 10, 20... that is at least distance. */
static double
round_up (double distance)
{
  const double power = pow (10, floor (log10 (distance) + TOLERANCE));
  const double share = distance / power;

  if (share <= 1 + TOLERANCE)
    return power;
  if (share <= 2 + TOLERANCE)
    return 2 * power;
  if (share <= 5 + TOLERANCE)
    return 5 * power;

  return 10 * power;
}

static gboolean
is_usable (double from, double to, guint n_most)
{
  return isfinite (from) && isfinite (to) && from < to && n_most > 0;
}

/**
 * luthier_ticks_linear:
 * @n_most: how many there is room for
 * @smallest: how far two of them are apart at least, 1 for what is counted; 0: no matter
 *
 * Returns: (transfer full): multiples of 1, 2 or 5 times a power of ten
 */
GArray *
luthier_ticks_linear (double from, double to, guint n_most, double smallest)
{
  double distance;

  if (!is_usable (from, to, n_most))
    return g_array_new (FALSE, FALSE, sizeof (double));

  /* Values that differ by less than what floating point can tell are not told apart. */
  distance = MAX ((to - from) / n_most, MAX (fabs (from), fabs (to)) * 1e-12);
  distance = round_up (MAX (distance, smallest));

  return list_multiples (from, to, distance);
}

/**
 * luthier_ticks_time:
 *
 * Returns: (transfer full): multiples of a round number of seconds, minutes, hours or days
 */
GArray *
luthier_ticks_time (double from, double to, guint n_most)
{
  static const double distances[] = { 1,        2,         5,      10,        15,
                                      30,       60,        2 * 60, 5 * 60,    10 * 60,
                                      15 * 60,  30 * 60,   3600,   2 * 3600,  3 * 3600,
                                      6 * 3600, 12 * 3600, 86400,  2 * 86400, 7 * 86400 };

  if (!is_usable (from, to, n_most))
    return g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < G_N_ELEMENTS (distances); i++)
    {
      if ((to - from) / distances[i] <= n_most)
        return list_multiples (from, to, distances[i]);
    }

  return list_multiples (from, to, 86400 * round_up ((to - from) / 86400 / n_most));
}

/* (transfer full): factors times every power of ten */
static GArray *
list_factors (double from, double to, const double *factors, guint n_factors)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (double));

  for (double power = floor (log10 (from)); power <= log10 (to) + TOLERANCE; power++)
    {
      for (guint i = 0; i < n_factors; i++)
        {
          const double tick = factors[i] * pow (10, power);

          if (tick >= from * (1 - TOLERANCE) && tick <= to * (1 + TOLERANCE))
            g_array_append_val (ticks, tick);
        }
    }

  return ticks;
}

/* (transfer full): every so many-th power of ten */
static GArray *
list_powers (double from, double to, guint n_most)
{
  const double first = ceil (log10 (from) - TOLERANCE);
  const double last = floor (log10 (to) + TOLERANCE);
  const double distance = MAX (1, ceil ((last - first + 1) / n_most));
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (double));

  for (double power = first; power <= last; power += distance)
    {
      const double tick = pow (10, power);

      g_array_append_val (ticks, tick);
    }

  return ticks;
}

/**
 * luthier_ticks_logarithmic:
 * @from: above 0
 * @n_most: how many there is room for
 *
 * Returns: (transfer full): powers of ten, with 2 and 5 times them where there is room; where
 *   less than three of these fall between @from and @to, what a linear axis would have
 */
GArray *
luthier_ticks_logarithmic (double from, double to, guint n_most)
{
  static const double factors[] = { 1, 2, 5 };
  g_autoptr (GArray) ticks = NULL;

  if (!is_usable (from, to, n_most) || from <= 0)
    return g_array_new (FALSE, FALSE, sizeof (double));

  ticks = list_factors (from, to, factors, G_N_ELEMENTS (factors));
  if (ticks->len < 3)
    return luthier_ticks_linear (from, to, n_most, 0);
  if (ticks->len <= n_most)
    return g_steal_pointer (&ticks);

  return list_powers (from, to, n_most);
}
