/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <math.h>

#include "luthier-series.h"

G_BEGIN_DECLS

/* Where a point of a series is along an axis: of steps (origin 0, unit 1), of epochs (unit: steps
 * per epoch), of time (origin: the start, unit: microseconds). */
typedef struct
{
  gboolean by_time;
  gint64 origin;
  double unit;
} LuthierAbscissa;

/* Not a number: it has no place, since nothing says when it was measured. */
static inline double
luthier_abscissa_of (const LuthierAbscissa *self, const LuthierPoint *point)
{
  if (!self->by_time)
    return (double) (point->step - self->origin) / self->unit;

  return point->time > 0 ? (double) (point->time - self->origin) / self->unit : (double) NAN;
}

G_END_DECLS
