/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-pen.h"

#include "luthier-decimation.h"
#include "luthier-plot-look.h"

/* The time that it takes to stroke a path grows faster than its length where it goes up and down,
 * so it is stroked in pieces: of so many lines each. */
#define PIECE 8

/* Vertices a column: with as many it is columns that are drawn. */
#define DENSE 0.75

/* How many times as long as it is wide a line may be to have its dash: in a wilder one it is not
 * seen any more, and takes longest to draw. */
#define WILD 8

/* Cairo's own coordinates go no further. */
#define FAR_OUT 1e5

/* A line on its way. */
typedef struct
{
  const LuthierPlotPen *pen;
  gboolean is_down; /* there is a place to go on from */
  double x;
  double y;
  double length; /* since it came down, for the dashes */
  guint n_lines; /* not stroked yet */
} Way;

/* What a line covers of one column of pixels. */
typedef struct
{
  gint64 number;
  double top;
  double bottom;
} Column;

static void
stroke (Way *self)
{
  if (self->n_lines > 0)
    cairo_stroke (self->pen->cr);
  self->n_lines = 0;
}

static void
lift (Way *self)
{
  stroke (self);
  self->is_down = FALSE;
}

static void
begin_piece (Way *self)
{
  cairo_new_path (self->pen->cr);
  if (self->pen->look >= 0)
    luthier_plot_look_set_dash ((guint) self->pen->look, self->pen->cr, self->pen->line_width,
                                self->length);
  cairo_move_to (self->pen->cr, self->x, self->y);
}

static void
put_down (Way *self, double x, double y)
{
  lift (self);
  self->is_down = TRUE;
  self->x = x;
  self->y = y;
  self->length = 0;
}

static void
go (Way *self, double x, double y)
{
  if (!self->is_down)
    {
      put_down (self, x, y);
      return;
    }

  if (self->n_lines == 0)
    begin_piece (self);
  cairo_line_to (self->pen->cr, x, y);
  self->length += hypot (x - self->x, y - self->y);
  self->x = x;
  self->y = y;
  self->n_lines++;
  if (self->n_lines == PIECE)
    stroke (self);
}

/* Where the line covers no more than its own width it is a line, with its dash; else a bar. */
static void
finish_column (Way *self, const Column *column)
{
  const LuthierPlotPen *pen = self->pen;
  const double width = pen->line_width;

  if (column->bottom - column->top <= width)
    {
      go (self, ((double) column->number + 0.5) * pen->column, (column->top + column->bottom) / 2);
      return;
    }

  lift (self);
  cairo_new_path (pen->cr);
  cairo_rectangle (pen->cr, (double) column->number * pen->column, column->top - width / 2, width,
                   column->bottom - column->top + width);
  cairo_fill (pen->cr);
}

static void
extend (Column *column, double y)
{
  column->top = MIN (column->top, y);
  column->bottom = MAX (column->bottom, y);
}

static double
clamp_place (double place)
{
  return CLAMP (place, -FAR_OUT, FAR_OUT);
}

static void
get_place (const LuthierPlotPen *self, GArray *vertices, guint index, double *x, double *y)
{
  const LuthierVertex *vertex = &g_array_index (vertices, LuthierVertex, index);

  *x = clamp_place (luthier_plot_scale_get_place (self->x, vertex->x));
  *y = clamp_place (luthier_plot_scale_get_place (self->y, vertex->y));
}

static gboolean
is_wild (const LuthierPlotPen *self, GArray *vertices)
{
  double x_before = 0;
  double y_before = 0;
  double length = 0;

  for (guint i = 0; i < vertices->len; i++)
    {
      double x;
      double y;

      get_place (self, vertices, i, &x, &y);
      if (i > 0 && g_array_index (vertices, LuthierVertex, i).joins)
        length += hypot (x - x_before, y - y_before);
      x_before = x;
      y_before = y;
    }

  return length > WILD * fabs (self->x->end - self->x->start);
}

static void
draw_lines (const LuthierPlotPen *self, GArray *vertices)
{
  Way way = { .pen = self };

  for (guint i = 0; i < vertices->len; i++)
    {
      double x;
      double y;

      get_place (self, vertices, i, &x, &y);
      if (!g_array_index (vertices, LuthierVertex, i).joins)
        lift (&way);
      go (&way, x, y);
    }
  lift (&way);
}

/* From one column to the next one the line is halfway at their edge. */
static void
draw_columns (const LuthierPlotPen *self, GArray *vertices)
{
  Way way = { .pen = self };
  Column column = { 0 };
  double x_before = 0;
  double y_before = 0;

  for (guint i = 0; i < vertices->len; i++)
    {
      const gboolean joins = i > 0 && g_array_index (vertices, LuthierVertex, i).joins;
      double x;
      double y;
      gint64 number;

      get_place (self, vertices, i, &x, &y);
      number = (gint64) floor (x / self->column);
      if (joins && number == column.number)
        extend (&column, y);
      else
        {
          const gboolean next = joins && number == column.number + 1;
          const double edge = (y_before + y) / 2;

          if (next)
            extend (&column, edge);
          if (i > 0)
            finish_column (&way, &column);
          if (!joins)
            lift (&way);
          else if (!next)
            put_down (&way, x_before, y_before);
          column = (Column){ number, y, y };
          if (next)
            extend (&column, edge);
        }
      x_before = x;
      y_before = y;
    }
  if (vertices->len > 0)
    finish_column (&way, &column);
  lift (&way);
}

/**
 * luthier_plot_pen_draw:
 * @vertices: (element-type LuthierVertex): of the curve, as many as are seen
 *
 * Draws a curve, in time that does not depend on how wild it is.
 */
void
luthier_plot_pen_draw (const LuthierPlotPen *self, GArray *vertices)
{
  const double n_columns = fabs (self->x->end - self->x->start) / self->column;
  LuthierPlotPen pen = *self;

  if (is_wild (self, vertices))
    pen.look = -1;
  cairo_save (self->cr);
  cairo_set_line_width (self->cr, self->line_width);
  cairo_set_line_join (self->cr, CAIRO_LINE_JOIN_BEVEL);
  if (vertices->len > DENSE * n_columns)
    draw_columns (&pen, vertices);
  else
    draw_lines (&pen, vertices);
  cairo_restore (self->cr);
}
