/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-picture.h"

#include <glib/gi18n.h>

#include "luthier-checkpoint.h"
#include "luthier-plot-curve.h"

static void
stroke_free (gpointer data)
{
  LuthierPlotStroke *stroke = data;

  g_array_unref (stroke->line);
  g_clear_pointer (&stroke->raw, g_array_unref);
  g_array_unref (stroke->gaps);
  g_free (stroke->best_text);
  g_free (stroke);
}

static gboolean
can_be_drawn (const LuthierDecimationInput *input, guint index)
{
  const double value = input->points[index].value;

  return isfinite (value) && (!input->positive_only || value > 0);
}

/* One a pixel is enough. */
static GArray *
find_gaps (const LuthierDecimationInput *input, const LuthierPlotView *view)
{
  GArray *gaps = g_array_new (FALSE, FALSE, sizeof (double));
  const double pixel = (view->to - view->from) / view->width;
  double before = -INFINITY;

  for (guint i = 0; i < input->n_points; i++)
    {
      double x;

      if (can_be_drawn (input, i))
        continue;

      x = luthier_abscissa_of (&input->abscissa, &input->points[i]);
      if (x < view->from || x > view->to || !(x - before >= pixel))
        continue;

      g_array_append_val (gaps, x);
      before = x;
    }

  return gaps;
}

static void
mark_best (LuthierPlotStroke *stroke,
           LuthierPlotCurve *curve,
           const LuthierDecimationInput *input,
           const LuthierPlotView *view)
{
  const LuthierPoint *best = luthier_plot_curve_get_best (curve);

  if (!luthier_plot_line_get_marks_best (luthier_plot_curve_get_line (curve)) || best == NULL ||
      (view->logarithmic && best->value <= 0))
    return;

  stroke->best_x = luthier_abscissa_of (&input->abscissa, best);
  stroke->best_y = best->value;
  if (stroke->best_x >= view->from && stroke->best_x <= view->to)
    stroke->best_text = g_strdup_printf ("%.4g", best->value);
}

/* (transfer full) (nullable): it has no place on this axis */
static LuthierPlotStroke *
stroke_new (LuthierPlotCurve *curve, const LuthierPlotView *view)
{
  LuthierPlotLine *line = luthier_plot_curve_get_line (curve);
  LuthierDecimationInput input = { .positive_only = view->logarithmic };
  const guint n_columns = (guint) (view->width * view->scale);
  const double *smoothed = luthier_plot_curve_get_smoothed (curve, view->smoothing);
  LuthierPlotStroke *stroke = NULL;

  if (!luthier_plot_curve_get_abscissa (curve, view->axis, &input.abscissa))
    return NULL;

  input.points = luthier_series_get_points (luthier_plot_line_get_series (line), &input.n_points);
  stroke = g_new0 (LuthierPlotStroke, 1);
  stroke->look = luthier_plot_line_get_look (line);
  stroke->gaps = find_gaps (&input, view);
  mark_best (stroke, curve, &input, view);
  if (smoothed != NULL)
    stroke->raw = luthier_decimation_run (&input, view->from, view->to, n_columns);
  input.values = smoothed;
  stroke->line = luthier_decimation_run (&input, view->from, view->to, n_columns);

  return stroke;
}

/* What checkpoints have is a step; where that is on the axis, the first line knows. */
static double
find_place_of_step (const LuthierPlotView *view, gint64 step)
{
  LuthierPlotCurve *curve = g_ptr_array_index (view->curves, 0);
  LuthierAbscissa abscissa;
  LuthierPoint wanted = { .step = step };
  guint n_points = 0;
  const LuthierPoint *points = NULL;

  if (!luthier_plot_curve_get_abscissa (curve, view->axis, &abscissa))
    return NAN;
  if (!abscissa.by_time)
    return luthier_abscissa_of (&abscissa, &wanted);

  points = luthier_series_get_points (
      luthier_plot_line_get_series (luthier_plot_curve_get_line (curve)), &n_points);
  for (guint i = 0; i < n_points; i++)
    {
      if (points[i].step >= step)
        return luthier_abscissa_of (&abscissa, &points[i]);
    }

  return NAN;
}

static void
add_marks (LuthierPlotPicture *self, const LuthierPlotView *view)
{
  const guint n = view->marks != NULL && view->curves->len > 0
                      ? g_list_model_get_n_items (view->marks)
                      : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LuthierCheckpoint) mark = g_list_model_get_item (view->marks, i);
      LuthierPlotLabel label = {
        .at = find_place_of_step (view, luthier_checkpoint_get_step (mark)),
      };

      if (!(label.at >= view->from && label.at <= view->to))
        continue;

      label.text = g_strdup_printf (_ ("Checkpoint %s"), luthier_checkpoint_get_id (mark));
      g_array_append_val (self->marks, label);
    }
}

static void
extend (GArray *vertices, const LuthierPlotView *view, double *lowest, double *highest)
{
  for (guint i = 0; vertices != NULL && i < vertices->len; i++)
    {
      const LuthierVertex *vertex = &g_array_index (vertices, LuthierVertex, i);

      if (vertex->x < view->from || vertex->x > view->to)
        continue;
      *lowest = MIN (*lowest, vertex->y);
      *highest = MAX (*highest, vertex->y);
    }
}

/* The axis of values shows all that lies between the edges. */
static gboolean
fit_values (LuthierPlotPicture *self)
{
  double lowest = INFINITY;
  double highest = -INFINITY;

  for (guint i = 0; i < self->strokes->len; i++)
    {
      const LuthierPlotStroke *stroke = g_ptr_array_index (self->strokes, i);

      extend (stroke->line, &self->view, &lowest, &highest);
      extend (stroke->raw, &self->view, &lowest, &highest);
    }

  self->y.logarithmic = self->view.logarithmic;
  if (lowest > highest)
    return FALSE;
  luthier_plot_scale_set_range (&self->y, lowest, highest);

  return TRUE;
}

/* Why nothing is to be seen. */
static const char *
explain (const LuthierPlotPicture *self, const LuthierPlotView *view)
{
  guint n_points = 0;

  for (guint i = 0; i < view->curves->len; i++)
    n_points += luthier_series_get_n_points (luthier_plot_line_get_series (
        luthier_plot_curve_get_line (g_ptr_array_index (view->curves, i))));

  if (n_points == 0)
    return _ ("No values yet");
  if (self->strokes->len == 0 && view->axis == LUTHIER_PLOT_BY_EPOCH)
    return _ ("The length of an epoch is not known");
  if (self->strokes->len == 0)
    return _ ("The times are not known");
  if (view->logarithmic)
    return _ ("No value above zero here");

  return _ ("No values here");
}

/**
 * luthier_plot_picture_new:
 * @view: what to draw, of at least one pixel
 * @context: with the font of the texts
 *
 * Chooses what of the lines can be seen, the axes and where everything is.
 *
 * Returns: (transfer full): what luthier_plot_picture_draw() draws
 */
LuthierPlotPicture *
luthier_plot_picture_new (const LuthierPlotView *view, PangoContext *context)
{
  LuthierPlotPicture *self = g_new0 (LuthierPlotPicture, 1);

  self->view = *view;
  self->view.curves = NULL;
  self->view.marks = NULL;
  self->title = g_strdup (view->title);
  self->view.title = self->title;
  self->strokes = g_ptr_array_new_with_free_func (stroke_free);
  self->x_ticks = luthier_plot_labels_new ();
  self->y_ticks = luthier_plot_labels_new ();
  self->marks = luthier_plot_labels_new ();
  self->legend = luthier_plot_labels_new ();

  for (guint i = 0; i < view->curves->len; i++)
    {
      LuthierPlotStroke *stroke = stroke_new (g_ptr_array_index (view->curves, i), view);

      if (stroke != NULL)
        g_ptr_array_add (self->strokes, stroke);
    }
  if (fit_values (self))
    add_marks (self, view);
  else
    self->empty = explain (self, view);
  luthier_plot_picture_lay_out (self, view->curves, context);

  return self;
}

void
luthier_plot_picture_free (LuthierPlotPicture *self)
{
  g_free (self->title);
  g_ptr_array_unref (self->strokes);
  g_array_unref (self->x_ticks);
  g_array_unref (self->y_ticks);
  g_array_unref (self->marks);
  g_array_unref (self->legend);
  g_free (self);
}
