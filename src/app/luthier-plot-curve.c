/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-curve.h"

#include "luthier-smoothing.h"

struct _LuthierPlotCurve
{
  GObject parent_instance;

  LuthierPlotLine *line; /* (owned) */
  /* What follows is worked out of these. Others may hear of a change of the series, and ask, before
   * this one does. */
  const LuthierPoint *points; /* (unowned) (nullable) */
  guint n_points;
  double *smoothed; /* (owned) (nullable): not worked out yet */
  double weight;    /* that it was smoothed with */
  gboolean knows_best;
  const LuthierPoint *best; /* (unowned) (nullable): of the points */
};

G_DEFINE_FINAL_TYPE (LuthierPlotCurve, luthier_plot_curve, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
forget (LuthierPlotCurve *self)
{
  g_clear_pointer (&self->smoothed, g_free);
  self->knows_best = FALSE;
  self->best = NULL;
}

static void
line_changed_cb (LuthierPlotCurve *self)
{
  forget (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
luthier_plot_curve_finalize (GObject *object)
{
  LuthierPlotCurve *self = LUTHIER_PLOT_CURVE (object);

  g_clear_object (&self->line);
  g_free (self->smoothed);

  G_OBJECT_CLASS (luthier_plot_curve_parent_class)->finalize (object);
}

static void
luthier_plot_curve_class_init (LuthierPlotCurveClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_plot_curve_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LUTHIER_TYPE_PLOT_CURVE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
luthier_plot_curve_init (LuthierPlotCurve *self)
{
}

/**
 * luthier_plot_curve_new:
 * @line: what to follow
 *
 * Returns: (transfer full): what is worked out of @line
 */
LuthierPlotCurve *
luthier_plot_curve_new (LuthierPlotLine *line)
{
  LuthierPlotCurve *self = g_object_new (LUTHIER_TYPE_PLOT_CURVE, NULL);

  self->line = g_object_ref (line);
  g_signal_connect_object (line, "notify", G_CALLBACK (line_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (luthier_plot_line_get_series (line), "changed",
                           G_CALLBACK (line_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

LuthierPlotLine *
luthier_plot_curve_get_line (LuthierPlotCurve *self)
{
  g_return_val_if_fail (LUTHIER_IS_PLOT_CURVE (self), NULL);

  return self->line;
}

static const LuthierPoint *
get_points (LuthierPlotCurve *self, guint *n_points)
{
  LuthierSeries *series = luthier_plot_line_get_series (self->line);
  const LuthierPoint *points = luthier_series_get_points (series, n_points);

  if (points != self->points || *n_points != self->n_points)
    forget (self);
  self->points = points;
  self->n_points = *n_points;

  return points;
}

/* 0: none is told */
static gint64
find_first_time (LuthierPlotCurve *self)
{
  guint n_points = 0;
  const LuthierPoint *points = get_points (self, &n_points);

  for (guint i = 0; i < n_points; i++)
    {
      if (points[i].time > 0)
        return points[i].time;
    }

  return 0;
}

/**
 * luthier_plot_curve_get_abscissa:
 * @abscissa: (out caller-allocates): in steps, epochs, or seconds since the start
 *
 * Returns: whether the line has a place on @axis
 */
gboolean
luthier_plot_curve_get_abscissa (LuthierPlotCurve *self,
                                 LuthierPlotAxis axis,
                                 LuthierAbscissa *abscissa)
{
  g_return_val_if_fail (LUTHIER_IS_PLOT_CURVE (self), FALSE);

  switch (axis)
    {
    case LUTHIER_PLOT_BY_EPOCH:
      *abscissa = (LuthierAbscissa){ .unit = luthier_plot_line_get_steps_per_epoch (self->line) };
      return abscissa->unit > 0;
    case LUTHIER_PLOT_BY_TIME:
      *abscissa = (LuthierAbscissa){ TRUE, luthier_plot_line_get_start_time (self->line),
                                     G_USEC_PER_SEC };
      if (abscissa->origin == 0)
        abscissa->origin = find_first_time (self);
      return abscissa->origin > 0;
    case LUTHIER_PLOT_BY_STEP:
    default:
      *abscissa = (LuthierAbscissa){ .unit = 1 };
      return TRUE;
    }
}

/**
 * luthier_plot_curve_get_extent:
 * @from: (out): where on the axis its first point is
 * @to: (out): and its last one
 *
 * Returns: whether it has any there
 */
gboolean
luthier_plot_curve_get_extent (LuthierPlotCurve *self,
                               LuthierPlotAxis axis,
                               double *from,
                               double *to)
{
  LuthierAbscissa abscissa;
  guint n_points = 0;
  const LuthierPoint *points = NULL;

  g_return_val_if_fail (LUTHIER_IS_PLOT_CURVE (self), FALSE);

  points = get_points (self, &n_points);
  *from = INFINITY;
  *to = -INFINITY;
  if (!luthier_plot_curve_get_abscissa (self, axis, &abscissa) || n_points == 0)
    return FALSE;

  /* Times are in order only as far as clocks are. */
  for (guint i = 0; i < n_points; i += abscissa.by_time ? 1 : MAX (n_points - 1, 1))
    {
      const double x = luthier_abscissa_of (&abscissa, &points[i]);

      *from = isnan (x) ? *from : MIN (*from, x);
      *to = isnan (x) ? *to : MAX (*to, x);
    }

  return *from <= *to;
}

/**
 * luthier_plot_curve_get_smoothed:
 * @weight: of what was before
 *
 * Returns: (transfer none) (nullable): a value a point; %NULL if @weight is 0: the points' own
 */
const double *
luthier_plot_curve_get_smoothed (LuthierPlotCurve *self, double weight)
{
  guint n_points = 0;
  const LuthierPoint *points = NULL;

  g_return_val_if_fail (LUTHIER_IS_PLOT_CURVE (self), NULL);

  if (weight <= 0)
    return NULL;

  points = get_points (self, &n_points);
  if (self->smoothed == NULL || self->weight != weight)
    {
      g_free (self->smoothed);
      self->smoothed = luthier_smoothing_run (points, n_points, weight);
      self->weight = weight;
    }

  return self->smoothed;
}

/**
 * luthier_plot_curve_get_best:
 *
 * Returns: (transfer none) (nullable): the first of the points with the lowest value, or the
 *   highest one where that is better; until the next change
 */
const LuthierPoint *
luthier_plot_curve_get_best (LuthierPlotCurve *self)
{
  guint n_points = 0;
  const LuthierPoint *points = NULL;

  g_return_val_if_fail (LUTHIER_IS_PLOT_CURVE (self), NULL);

  points = get_points (self, &n_points);
  if (!self->knows_best)
    {
      self->best = luthier_plot_line_get_best_is_highest (self->line)
                       ? luthier_points_find_highest (points, n_points)
                       : luthier_points_find_lowest (points, n_points);
      self->knows_best = TRUE;
    }

  return self->best;
}
