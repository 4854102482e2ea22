/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-series.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_TREND_NOT_KNOWN, /* too few points, or more noise than can be seen through */
  LUTHIER_TREND_FALLING,
  LUTHIER_TREND_FLAT,
  LUTHIER_TREND_RISING,
} LuthierTrendKind;

/* Where a curve is heading at its end. */
typedef struct
{
  LuthierTrendKind kind;
  gint64 since; /* the step from which on it is flat or rises; -1 if it falls or is not known */
} LuthierTrend;

LuthierTrend luthier_trend_find (const LuthierPoint *points, guint n_points);
/* Of the curve turned upside down: "falling" is then a curve that rises. */
LuthierTrend luthier_trend_find_mirrored (const LuthierPoint *points, guint n_points);

G_END_DECLS
