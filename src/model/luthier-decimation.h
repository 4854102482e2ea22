/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-abscissa.h"

G_BEGIN_DECLS

/* A point that is drawn. */
typedef struct
{
  double x;       /* on the axis */
  double y;       /* its value */
  guint index;    /* of its point */
  gboolean joins; /* a line leads here from the one before */
} LuthierVertex;

/* What is drawn of a series. */
typedef struct
{
  const LuthierPoint *points;
  const double *values; /* (nullable): instead of the points' own */
  guint n_points;
  LuthierAbscissa abscissa;
  gboolean positive_only; /* the rest has no place on the axis of values */
} LuthierDecimationInput;

GArray *luthier_decimation_run (const LuthierDecimationInput *input,
                                double from,
                                double to,
                                guint n_columns);

G_END_DECLS
