/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-smoothing.h"

#include <math.h>

/**
 * luthier_smoothing_run:
 * @points: (array length=n_points): by step
 * @weight: of what was before, from 0 (nothing is smoothed) to below 1
 *
 * The exponential moving average that TensorBoard draws: what would pull the first values to zero
 * is divided out. What is no number is passed through and changes nothing for those after it.
 *
 * Returns: (transfer full): a value a point; free with g_free()
 */
double *
luthier_smoothing_run (const LuthierPoint *points, guint n_points, double weight)
{
  double *smoothed = g_new (double, n_points);
  double sum = 0;
  double left = 1;

  for (guint i = 0; i < n_points; i++)
    {
      const double value = points[i].value;

      smoothed[i] = value;
      if (!isfinite (value))
        continue;

      sum = weight * sum + (1 - weight) * value;
      left *= weight;
      smoothed[i] = sum / (1 - left);
    }

  return smoothed;
}
