/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-verdict.h"

#include <math.h>

#include "luthier-trend.h"

/* The points of a series that may be missing. */
typedef struct
{
  const LuthierPoint *points;
  guint n_points;
} Points;

static Points
get_points (LuthierCurves *curves, LuthierMetricKind kind, LuthierMetricSide side)
{
  Points result;

  result.points = luthier_curves_get_points (curves, kind, side, &result.n_points);

  return result;
}

/* The first step of those at the end that have no number; -1: the last one has one. */
static gint64
find_break (Points curve)
{
  gint64 step = -1;

  for (guint i = curve.n_points; i > 0 && !isfinite (curve.points[i - 1].value); i--)
    step = curve.points[i - 1].step;

  return step;
}

static LuthierTrend
find_trend (Points curve, LuthierMetricKind kind)
{
  return luthier_metric_kind_is_best_low (kind)
             ? luthier_trend_find (curve.points, curve.n_points)
             : luthier_trend_find_mirrored (curve.points, curve.n_points);
}

static LuthierVerdictKind
get_verdict (LuthierTrendKind trend)
{
  switch (trend)
    {
    case LUTHIER_TREND_FALLING:
      return LUTHIER_VERDICT_BETTERING;
    case LUTHIER_TREND_FLAT:
      return LUTHIER_VERDICT_FLAT;
    case LUTHIER_TREND_RISING:
      return LUTHIER_VERDICT_WORSENING;
    case LUTHIER_TREND_NOT_KNOWN:
    default:
      return LUTHIER_VERDICT_TOO_EARLY;
    }
}

static void
set_best (LuthierVerdict *self, Points validation, LuthierMetricKind kind)
{
  const LuthierPoint *best = luthier_metric_kind_is_best_low (kind)
                                 ? luthier_points_find_lowest (validation.points,
                                                               validation.n_points)
                                 : luthier_points_find_highest (validation.points,
                                                                validation.n_points);

  if (best == NULL)
    return;

  self->best_step = best->step;
  self->best_value = best->value;
}

/* Returns whether one of them ends without numbers; the one that broke first tells it. */
static gboolean
judge_break (LuthierVerdict *self, Points training, Points validation)
{
  const gint64 in_training = find_break (training);
  const gint64 in_validation = find_break (validation);

  if (in_training < 0 && in_validation < 0)
    return FALSE;

  self->kind = LUTHIER_VERDICT_BROKEN;
  self->side = in_training < 0 || (in_validation >= 0 && in_validation < in_training)
                   ? LUTHIER_METRIC_VALIDATION
                   : LUTHIER_METRIC_TRAINING;
  self->since = self->side == LUTHIER_METRIC_TRAINING ? in_training : in_validation;
  return TRUE;
}

/**
 * luthier_verdict_judge:
 *
 * What the curves say about the training. Validation data is asked first, because only it can tell
 * whether what is learned helps with what was never seen; where it cannot tell yet, the training
 * data is.
 *
 * Returns: the verdict; no number in it is a guess
 */
LuthierVerdict
luthier_verdict_judge (LuthierCurves *curves, LuthierMetricKind kind)
{
  LuthierVerdict self = { .kind = LUTHIER_VERDICT_NONE, .since = -1, .best_step = -1 };
  const Points training = get_points (curves, kind, LUTHIER_METRIC_TRAINING);
  const Points validation = get_points (curves, kind, LUTHIER_METRIC_VALIDATION);
  LuthierTrend trend;

  self.has_validation = validation.n_points > 0;
  set_best (&self, validation, kind);
  if ((training.n_points == 0 && validation.n_points == 0) ||
      judge_break (&self, training, validation))
    return self;

  self.side = LUTHIER_METRIC_VALIDATION;
  trend = find_trend (validation, kind);
  if (trend.kind == LUTHIER_TREND_NOT_KNOWN)
    {
      self.side = LUTHIER_METRIC_TRAINING;
      trend = find_trend (training, kind);
    }
  self.kind = get_verdict (trend.kind);
  self.since = trend.since;
  return self;
}
