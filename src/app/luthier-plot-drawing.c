/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-pen.h"
#include "luthier-plot-picture.h"

/* Shares of the ink. */
#define GRID_SHARE          0.1
#define GRID_SHARE_CONTRAST 0.4
#define MARK_SHARE          0.4
#define TEXT_SHARE          0.65
#define RAW_SHARE           0.3

/* Pixels. */
#define MARKER_DISTANCE 36
#define MARK_GAP        5
#define FAR_OUT         1e5
#define OVERHANG        5 /* for markers at the edge */

typedef struct
{
  LuthierPlotPicture *picture;
  cairo_t *cr;
  PangoContext *context;
  gboolean contrast;
  double line_width;
} Drawing;

static void
set_ink (const Drawing *self, double share)
{
  GdkRGBA ink = self->picture->view.ink;

  ink.alpha *= (float) (self->contrast && share >= TEXT_SHARE ? 1 : share);
  gdk_cairo_set_source_rgba (self->cr, &ink);
}

static double
place_x (const Drawing *self, double x)
{
  return CLAMP (luthier_plot_scale_get_place (&self->picture->x, x), -FAR_OUT, FAR_OUT);
}

static double
place_y (const Drawing *self, double y)
{
  return CLAMP (luthier_plot_scale_get_place (&self->picture->y, y), -FAR_OUT, FAR_OUT);
}

/* x: of the side named by align: 0 its left edge, 0.5 its middle, 1 its right edge */
static void
draw_text (const Drawing *self, const char *text, gboolean bold, double x, double y, double align)
{
  g_autoptr (PangoLayout) layout = luthier_plot_picture_create_layout (self->context, text, bold);
  int width = 0;
  int height = 0;

  pango_layout_get_pixel_size (layout, &width, &height);
  x = CLAMP (x - align * width, 0, MAX (self->picture->view.width - width, 0));
  cairo_move_to (self->cr, round (x), round (y - height / 2.0));
  pango_cairo_show_layout (self->cr, layout);
}

static void
draw_y_axis (const Drawing *self)
{
  const GdkRectangle *area = &self->picture->area;

  for (guint i = 0; i < self->picture->y_ticks->len; i++)
    {
      const LuthierPlotLabel *tick = &g_array_index (self->picture->y_ticks, LuthierPlotLabel, i);
      const double y = floor (place_y (self, tick->at)) + 0.5;

      set_ink (self, self->contrast ? GRID_SHARE_CONTRAST : GRID_SHARE);
      cairo_set_line_width (self->cr, 1);
      cairo_move_to (self->cr, area->x, y);
      cairo_line_to (self->cr, area->x + area->width, y);
      cairo_stroke (self->cr);
      set_ink (self, TEXT_SHARE);
      draw_text (self, tick->text, FALSE, area->x - 8, y, 1);
    }
}

static void
draw_x_axis (const Drawing *self)
{
  const GdkRectangle *area = &self->picture->area;
  const double middle = (area->y + area->height + self->picture->view.height) / 2.0 + 2;

  set_ink (self, TEXT_SHARE);
  for (guint i = 0; i < self->picture->x_ticks->len; i++)
    {
      const LuthierPlotLabel *tick = &g_array_index (self->picture->x_ticks, LuthierPlotLabel, i);

      draw_text (self, tick->text, FALSE, place_x (self, tick->at), middle, 0.5);
    }
}

/* Right of its line, or left of it, where it touches neither another line nor another text; else
 * it is left out. from, to: what is free. Returns where it ends. */
static double
draw_mark_text (const Drawing *self, const LuthierPlotLabel *mark, double x, double from, double to)
{
  g_autoptr (PangoLayout)
      layout = luthier_plot_picture_create_layout (self->context, mark->text, FALSE);
  int width = 0;
  double left;

  pango_layout_get_pixel_size (layout, &width, NULL);
  left = x + MARK_GAP + width <= to ? x + MARK_GAP : x - MARK_GAP - width;
  if (left < x && left < from + MARK_GAP)
    return x;

  set_ink (self, TEXT_SHARE);
  cairo_move_to (self->cr, round (left), self->picture->area.y + 1);
  pango_cairo_show_layout (self->cr, layout);

  return MAX (x, left + width);
}

static double
place_mark (const Drawing *self, guint index)
{
  const GdkRectangle *area = &self->picture->area;

  return index < self->picture->marks->len
             ? floor (place_x (self,
                               g_array_index (self->picture->marks, LuthierPlotLabel, index).at)) +
                   0.5
             : area->x + area->width;
}

static void
draw_marks (const Drawing *self)
{
  static const double dots[] = { 1.5, 3 };
  const GdkRectangle *area = &self->picture->area;
  double end = area->x;

  for (guint i = 0; i < self->picture->marks->len; i++)
    {
      const LuthierPlotLabel *mark = &g_array_index (self->picture->marks, LuthierPlotLabel, i);
      const double x = place_mark (self, i);

      set_ink (self, self->contrast ? 1 : MARK_SHARE);
      cairo_set_line_width (self->cr, 1);
      cairo_set_dash (self->cr, dots, 2, 0);
      cairo_move_to (self->cr, x, area->y);
      cairo_line_to (self->cr, x, area->y + area->height);
      cairo_stroke (self->cr);
      cairo_set_dash (self->cr, NULL, 0, 0);
      end = draw_mark_text (self, mark, x, end, place_mark (self, i + 1));
    }
}

static gboolean
is_alone (GArray *vertices, guint index)
{
  return !g_array_index (vertices, LuthierVertex, index).joins &&
         (index + 1 == vertices->len || !g_array_index (vertices, LuthierVertex, index + 1).joins);
}

/* At points that are far enough apart, and wherever there is a point but no line. */
static void
draw_markers (const Drawing *self, guint look, GArray *vertices)
{
  const gboolean marked = luthier_plot_look_has_marker (look);
  double before = -FAR_OUT;

  for (guint i = 0; i < vertices->len; i++)
    {
      const LuthierVertex *vertex = &g_array_index (vertices, LuthierVertex, i);
      const double x = place_x (self, vertex->x);

      if (!is_alone (vertices, i) && (!marked || x - before < MARKER_DISTANCE))
        continue;

      luthier_plot_look_draw_marker (look, self->cr, x, place_y (self, vertex->y),
                                     1.4 * self->line_width);
      before = x;
    }
}

/* A value that is no number has a cross at the lower edge. */
static void
draw_gaps (const Drawing *self, GArray *gaps)
{
  const GdkRectangle *area = &self->picture->area;
  const double y = area->y + area->height - 6;

  for (guint i = 0; i < gaps->len; i++)
    {
      const double x = place_x (self, g_array_index (gaps, double, i));

      cairo_move_to (self->cr, x - 3, y - 3);
      cairo_line_to (self->cr, x + 3, y + 3);
      cairo_move_to (self->cr, x - 3, y + 3);
      cairo_line_to (self->cr, x + 3, y - 3);
    }
  cairo_set_line_width (self->cr, 1.5);
  cairo_stroke (self->cr);
}

static void
draw_stroke (const Drawing *self, const LuthierPlotStroke *stroke)
{
  LuthierPlotPen pen = {
    .cr = self->cr,
    .x = &self->picture->x,
    .y = &self->picture->y,
    .column = 1.0 / self->picture->view.scale,
    .line_width = 1,
    .look = -1,
  };
  GdkRGBA color;
  GdkRGBA faint;

  luthier_plot_look_get_color (stroke->look, self->picture->view.scheme, &color);
  faint = color;
  faint.alpha = (float) RAW_SHARE;
  if (stroke->raw != NULL)
    {
      gdk_cairo_set_source_rgba (self->cr, &faint);
      luthier_plot_pen_draw (&pen, stroke->raw);
    }

  pen.line_width = self->line_width;
  pen.look = (int) stroke->look;
  gdk_cairo_set_source_rgba (self->cr, &color);
  luthier_plot_pen_draw (&pen, stroke->line);
  draw_markers (self, stroke->look, stroke->line);
  draw_gaps (self, stroke->gaps);
}

static void
draw_entry (const Drawing *self, const LuthierPlotLabel *entry)
{
  const gboolean mirrored = self->picture->view.right_to_left;
  const GdkRectangle *box = &entry->box;
  const int sample = entry->look >= 0 ? LUTHIER_PLOT_SAMPLE_WIDTH + LUTHIER_PLOT_SAMPLE_GAP : 0;
  g_autoptr (PangoLayout)
      layout = luthier_plot_picture_create_layout (self->context, entry->text, FALSE);

  if (entry->look >= 0)
    luthier_plot_look_draw_sample ((guint) entry->look, self->picture->view.scheme, self->cr,
                                   mirrored ? box->x + box->width - LUTHIER_PLOT_SAMPLE_WIDTH
                                            : box->x,
                                   box->y + box->height / 2.0, LUTHIER_PLOT_SAMPLE_WIDTH);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (box->width - sample) * PANGO_SCALE);
  set_ink (self, entry->look >= 0 ? 1 : TEXT_SHARE);
  cairo_move_to (self->cr, mirrored ? box->x : box->x + sample, box->y);
  pango_cairo_show_layout (self->cr, layout);
}

static void
draw_empty (const Drawing *self)
{
  const GdkRectangle *area = &self->picture->area;

  set_ink (self, TEXT_SHARE);
  draw_text (self, self->picture->empty, FALSE, area->x + area->width / 2.0,
             area->y + area->height / 2.0, 0.5);
}

static void
draw_lines (const Drawing *self)
{
  const GdkRectangle *area = &self->picture->area;

  cairo_save (self->cr);
  cairo_rectangle (self->cr, area->x - OVERHANG, area->y - OVERHANG, area->width + 2 * OVERHANG,
                   area->height + 2 * OVERHANG);
  cairo_clip (self->cr);
  for (guint i = 0; i < self->picture->strokes->len; i++)
    draw_stroke (self, g_ptr_array_index (self->picture->strokes, i));
  cairo_restore (self->cr);
}

/**
 * luthier_plot_picture_draw:
 * @cr: where to, from 0, 0 on; in any thread
 * @context: of this thread, with the font that the picture was made with
 */
void
luthier_plot_picture_draw (LuthierPlotPicture *self, cairo_t *cr, PangoContext *context)
{
  const Drawing drawing = {
    .picture = self,
    .cr = cr,
    .context = context,
    .contrast = self->view.scheme >= LUTHIER_PLOT_LIGHT_CONTRAST,
    .line_width = luthier_plot_scheme_get_line_width (self->view.scheme),
  };

  cairo_save (cr);
  if (self->title != NULL)
    {
      set_ink (&drawing, 1);
      cairo_move_to (cr, 0, 0);
      {
        g_autoptr (PangoLayout)
            layout = luthier_plot_picture_create_layout (context, self->title, TRUE);

        pango_cairo_show_layout (cr, layout);
      }
    }
  for (guint i = 0; i < self->legend->len; i++)
    draw_entry (&drawing, &g_array_index (self->legend, LuthierPlotLabel, i));
  if (self->empty != NULL)
    draw_empty (&drawing);
  else
    {
      draw_y_axis (&drawing);
      draw_x_axis (&drawing);
      draw_marks (&drawing);
      draw_lines (&drawing);
      luthier_plot_picture_draw_best (self, cr, context);
    }
  cairo_restore (cr);
}
