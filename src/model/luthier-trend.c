/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-trend.h"

#include <math.h>

/* Fewer points say nothing. */
#define MIN_POINTS 6
/* And so many if all that they show is noise. */
#define MIN_NOISY_POINTS 20
/* Longer curves are gathered to so many groups: noise goes, and no work grows with the square. */
#define MAX_GROUPS 200
/* Of larger groups so many are looked at, at even distances. */
#define MAX_GROUP_SIZE 51
/* What is no change in the eyes of who looks at it: a share of all that the curve moved or of how
 * high it stands, whichever is less; but of the former never less than the last one. */
#define SHARE_OF_RANGE       0.05
#define SHARE_OF_LEVEL       0.03
#define LEAST_SHARE_OF_RANGE 0.005
/* The share of its length that a curve must have been flat for. */
#define FLAT_SHARE 0.25
/* So many times its standard error lies what chance does not explain. */
#define SIGNIFICANCE 3

/* A curve that is made ready to be judged. */
typedef struct
{
  guint n;
  gint64 *steps;
  double *values; /* as they are */
  double *smooth;
  double noise;       /* standard deviation of the values around what they follow */
  double slack;       /* what is no change */
  double error;       /* standard error of the ends of the smoothed curve */
  double inner_error; /* and of the rest of it */
  double range;       /* of the smoothed curve */
} Curve;

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double first = *(const double *) a;
  const double second = *(const double *) b;

  return (first > second) - (first < second);
}

/* values: is sorted */
static double
find_median (double *values, guint n)
{
  qsort (values, n, sizeof (double), compare_doubles);
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

static void
curve_clear (Curve *self)
{
  g_free (self->steps);
  g_free (self->values);
  g_free (self->smooth);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Curve, curve_clear)

/* Takes points that are numbers, in groups of as many as it needs; of each the median. */
static void
curve_init (Curve *self, const LuthierPoint *points, guint n_points, double sign)
{
  g_autofree LuthierPoint *numbers = g_new (LuthierPoint, MAX (n_points, 1));
  guint n = 0;

  for (guint i = 0; i < n_points; i++)
    {
      if (isfinite (points[i].value))
        numbers[n++] = points[i];
    }
  self->n = MIN (n, MAX_GROUPS);
  self->steps = g_new0 (gint64, MAX (self->n, 1));
  self->values = g_new0 (double, MAX (self->n, 1));
  self->smooth = g_new0 (double, MAX (self->n, 1));
  for (guint i = 0; i < self->n; i++)
    {
      const guint from = (guint) ((guint64) n * i / self->n);
      const guint size = (guint) ((guint64) n * (i + 1) / self->n) - from;
      const guint n_looks = MIN (size, MAX_GROUP_SIZE);
      double group[MAX_GROUP_SIZE];

      for (guint k = 0; k < n_looks; k++)
        group[k] = sign * numbers[from + (guint) ((guint64) size * k / n_looks)].value;
      self->steps[i] = numbers[from + size / 2].step;
      self->values[i] = find_median (group, n_looks);
    }
}

/* From third differences: whatever the curve follows, as long as it bends gently, is not in them;
 * and their median does not see single spikes. */
static double
measure_noise (const Curve *self)
{
  const guint n = self->n - 3;
  g_autofree double *differences = g_new (double, n);
  const double *y = self->values;

  for (guint i = 0; i < n; i++)
    differences[i] = fabs (y[i + 3] - 3 * y[i + 2] + 3 * y[i + 1] - y[i]);

  /* sqrt (1 + 9 + 9 + 1), and the median of the absolute value of a normal variable. */
  return find_median (differences, n) / (sqrt (20) * 0.6745);
}

static double
median_of_three (double a, double b, double c)
{
  return MAX (MIN (a, b), MIN (MAX (a, b), c));
}

/* Takes single spikes away. The ends are foretold by their neighbours (Tukey's rule). */
static void
drop_spikes (const double *values, guint n, double *result)
{
  for (guint i = 1; i + 1 < n; i++)
    result[i] = median_of_three (values[i - 1], values[i], values[i + 1]);
  result[0] = median_of_three (values[0], result[1], 3 * result[1] - 2 * result[2]);
  result[n - 1] = median_of_three (values[n - 1], result[n - 2],
                                   3 * result[n - 2] - 2 * result[n - 3]);
}

static void
find_limits (const double *values, guint n, double *low, double *high)
{
  *low = *high = values[0];
  for (guint i = 1; i < n; i++)
    {
      *low = MIN (*low, values[i]);
      *high = MAX (*high, values[i]);
    }
}

/* The slope of the line of least squares, and the line's value in the middle of the steps. */
static double
fit_line (const gint64 *steps, const double *values, guint n, double *mean_step, double *mean_value)
{
  double xx = 0;
  double xy = 0;
  double x_sum = 0;
  double y_sum = 0;

  for (guint i = 0; i < n; i++)
    {
      x_sum += (double) (steps[i] - steps[0]);
      y_sum += values[i];
    }
  *mean_step = (double) steps[0] + x_sum / n;
  *mean_value = y_sum / n;
  for (guint i = 0; i < n; i++)
    {
      const double x = (double) steps[i] - *mean_step;

      xx += x * x;
      xy += x * (values[i] - *mean_value);
    }

  return xx > 0 ? xy / xx : 0;
}

/* By lines through the neighbours of each point. */
static void
smoothen (const Curve *self, const double *values, guint reach)
{
  for (guint i = 0; i < self->n; i++)
    {
      const guint from = i > reach ? i - reach : 0;
      const guint to = MIN (i + reach, self->n - 1);
      double step;
      double value;
      const double slope = fit_line (self->steps + from, values + from, to - from + 1, &step,
                                     &value);

      self->smooth[i] = value + slope * ((double) self->steps[i] - step);
    }
}

/* No wider than it takes to see what matters through the noise. */
static guint
choose_reach (const Curve *self)
{
  guint reach = 0;

  while (reach < self->n / 12 &&
         SIGNIFICANCE * self->noise * (reach > 0 ? 2 / sqrt (reach + 1) : 1) > self->slack)
    reach++;

  return reach;
}

static void
curve_prepare (Curve *self)
{
  g_autofree double *calm = g_memdup2 (self->values, self->n * sizeof (double));
  double low;
  double high;
  guint reach;

  self->noise = measure_noise (self);
  if (self->n >= 2 * MIN_POINTS)
    drop_spikes (self->values, self->n, calm);
  find_limits (calm, self->n, &low, &high);
  self->slack = MAX (MIN (SHARE_OF_RANGE * (high - low), SHARE_OF_LEVEL * fabs (low)),
                     LEAST_SHARE_OF_RANGE * (high - low));
  reach = choose_reach (self);
  smoothen (self, calm, reach);
  self->error = self->noise * (reach > 0 ? 2 / sqrt (reach + 1) : 1);
  self->inner_error = self->noise / sqrt (2 * reach + 1);
  find_limits (self->smooth, self->n, &low, &high);
  self->range = high - low;
}

/* How much the line through the end of the curve rises, and the standard error of that. */
static double
measure_rise (const Curve *self, guint from, double *error)
{
  const guint n = self->n - from;
  const double length = (double) (self->steps[self->n - 1] - self->steps[from]);
  double step;
  double value;

  *error = self->noise * sqrt (12.0 / n);
  return length * fit_line (self->steps + from, self->values + from, n, &step, &value);
}

/* All that is seen may be noise: only the whole of it can tell. */
static LuthierTrend
judge_noisy (const Curve *self)
{
  double error;
  const double rise = measure_rise (self, 0, &error);

  if (self->n < MIN_NOISY_POINTS)
    return (LuthierTrend){ LUTHIER_TREND_NOT_KNOWN, -1 };
  if (rise < -SIGNIFICANCE * error)
    return (LuthierTrend){ LUTHIER_TREND_FALLING, -1 };
  if (rise > SIGNIFICANCE * error)
    return (LuthierTrend){ LUTHIER_TREND_RISING, self->steps[0] };

  return (LuthierTrend){ LUTHIER_TREND_FLAT, self->steps[0] };
}

static guint
find_lowest (const Curve *self)
{
  guint lowest = 0;

  for (guint i = 1; i < self->n; i++)
    {
      if (self->smooth[i] < self->smooth[lowest])
        lowest = i;
    }

  return lowest;
}

/* Where the curve leaves its lowest stretch for good. The lowest value of many is low by chance, too;
 * where the rise stands out of the noise, that costs no step to allow for. */
static guint
find_turn (const Curve *self, guint lowest)
{
  const double rise = self->smooth[self->n - 1] - self->smooth[lowest];
  const double chance = CLAMP (0.05 * rise, self->inner_error, 2.5 * self->inner_error);
  guint turn = self->n - 1;

  while (turn > lowest && self->smooth[turn] > self->smooth[lowest] + chance)
    turn--;

  return turn;
}

static double
get_mean (const double *values, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += values[i];

  return sum / n;
}

/* From where on the curve stays where it ends. */
static guint
find_plateau (const Curve *self, double limit)
{
  const guint last = self->n - 1;
  guint from = last;
  double level;

  while (from > 0 && self->smooth[from - 1] <= self->smooth[last] + limit)
    from--;

  /* Noise makes the limit wide, and what still fell would be taken for flat. */
  level = get_mean (self->smooth + from, self->n - from);
  while (from < last && self->smooth[from] > level + MAX (self->slack, 2 * self->inner_error))
    from++;

  return from;
}

/* The share of the curve that is left from there on. */
static double
get_share (const Curve *self, guint from)
{
  return (double) (self->steps[self->n - 1] - self->steps[from]) /
         (double) (self->steps[self->n - 1] - self->steps[0]);
}

/* Does what is left still fall, so that it matters? To say so wrongly costs less than to call it flat:
 * less certainty will do, and still less if the curve is the lowest where it ends. */
static gboolean
is_falling (const Curve *self, guint from)
{
  const double certainty = get_share (self, find_lowest (self)) < 0.1 ? 1 : 2;
  double error;
  const double rise = measure_rise (self, from, &error);

  return -rise > MAX (self->slack / 2, certainty * error);
}

/* Returns whether the curve is flat at its end, and moves from to where that begins. */
static gboolean
is_flat (const Curve *self, double limit, guint *from)
{
  /* A curve that falls evenly is within the limit of its end for this share, too. */
  const double share = MAX (FLAT_SHARE, 2 * limit / self->range);

  while (*from + 4 < self->n && get_share (self, *from) >= share && is_falling (self, *from))
    (*from)++;

  return *from + 4 <= self->n && get_share (self, *from) >= share && !is_falling (self, *from);
}

/* The end alone may be high by chance: the way there has to lead up, too. */
static gboolean
is_rising (const Curve *self, guint lowest, double limit)
{
  double error;
  const double rise = measure_rise (self, lowest, &error);

  if (lowest + 2 >= self->n || self->smooth[self->n - 1] - self->smooth[lowest] <= limit)
    return FALSE;

  return rise > MIN (SIGNIFICANCE * error, limit);
}

static LuthierTrend
judge (const Curve *self)
{
  const double limit = MAX (self->slack, SIGNIFICANCE * self->error);
  const guint lowest = find_lowest (self);
  guint from;

  if (self->range <= 0.01 * fabs (self->smooth[lowest]))
    return (LuthierTrend){ LUTHIER_TREND_FLAT, self->steps[0] };
  if (limit > self->range / 2)
    return judge_noisy (self);
  if (is_rising (self, lowest, limit))
    return (LuthierTrend){ LUTHIER_TREND_RISING, self->steps[find_turn (self, lowest)] };

  from = find_plateau (self, limit);
  if (is_flat (self, limit, &from))
    return (LuthierTrend){ LUTHIER_TREND_FLAT, self->steps[from] };

  return (LuthierTrend){ LUTHIER_TREND_FALLING, -1 };
}

static LuthierTrend
find (const LuthierPoint *points, guint n_points, double sign)
{
  g_auto (Curve) curve = { 0 };

  curve_init (&curve, points, n_points, sign);
  if (curve.n < MIN_POINTS)
    return (LuthierTrend){ LUTHIER_TREND_NOT_KNOWN, -1 };

  curve_prepare (&curve);
  return judge (&curve);
}

/**
 * luthier_trend_find:
 * @points: (array length=n_points): in the order of their steps
 *
 * Judges where a curve is heading, through its noise: single spikes and values that are no numbers
 * count for nothing, and a change has to be larger than chance explains and than would matter.
 *
 * Returns: what the curve does at its end
 */
LuthierTrend
luthier_trend_find (const LuthierPoint *points, guint n_points)
{
  return find (points, n_points, 1);
}

LuthierTrend
luthier_trend_find_mirrored (const LuthierPoint *points, guint n_points)
{
  return find (points, n_points, -1);
}
