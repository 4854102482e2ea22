/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-picture.h"

#include <glib/gi18n.h>

/* Pixels. */
#define RING_RADIUS 6
#define GAP         4
#define HALO        3

/* Where the text may be: before or behind the ring and above or below it, nearest first. */
typedef struct
{
  double across; /* -1: ends left of the ring, 0: its middle is there, 1: begins right of it */
  double rows;   /* how many of its heights its middle is above the ring; below 0: below */
} Candidate;

static const Candidate candidates[] = {
  { 1, 0.9 }, { -1, 0.9 }, { 1, -0.9 }, { -1, -0.9 }, { 0, 1.3 }, { 0, -1.3 },
  { -1, 0 },  { 1, 0 },    { 0, 2.2 },  { 0, -2.2 },  { 1, 2.2 }, { -1, -2.2 },
};

static gboolean
overlaps_any (GArray *boxes, const GdkRectangle *box)
{
  for (guint i = 0; i < boxes->len; i++)
    {
      if (gdk_rectangle_intersect (&g_array_index (boxes, GdkRectangle, i), box, NULL))
        return TRUE;
    }

  return FALSE;
}

/* Whether the piece of a line comes into the box: it is cut down to the box's width first. */
static gboolean
crosses (const GdkRectangle *box, double x1, double y1, double x2, double y2)
{
  const double left = box->x;
  const double right = box->x + box->width;
  double from = y1;
  double to = y2;

  if (MAX (x1, x2) < left || MIN (x1, x2) > right)
    return FALSE;

  if (x2 > x1)
    {
      from = y1 + (y2 - y1) * (MAX (left, x1) - x1) / (x2 - x1);
      to = y1 + (y2 - y1) * (MIN (right, x2) - x1) / (x2 - x1);
    }

  return MAX (from, to) >= box->y && MIN (from, to) <= box->y + box->height;
}

static gboolean
is_crossed (LuthierPlotPicture *self, const GdkRectangle *box)
{
  for (guint i = 0; i < self->strokes->len; i++)
    {
      const LuthierPlotStroke *stroke = g_ptr_array_index (self->strokes, i);

      for (guint k = 1; k < stroke->line->len; k++)
        {
          const LuthierVertex *from = &g_array_index (stroke->line, LuthierVertex, k - 1);
          const LuthierVertex *to = &g_array_index (stroke->line, LuthierVertex, k);

          if (to->joins && crosses (box, luthier_plot_scale_get_place (&self->x, from->x),
                                    luthier_plot_scale_get_place (&self->y, from->y),
                                    luthier_plot_scale_get_place (&self->x, to->x),
                                    luthier_plot_scale_get_place (&self->y, to->y)))
            return TRUE;
        }
    }

  return FALSE;
}

/* May be asked for a place that hides no line, and for one that at least hides no other text. */
static gboolean
find_box (
    LuthierPlotPicture *self, GArray *taken, gboolean clear, double x, double y, GdkRectangle *box)
{
  const GdkRectangle *area = &self->area;

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      const double middle = x + candidates[i].across * (box->width / 2.0 + RING_RADIUS + GAP);

      box->x = (int) round (middle - box->width / 2.0);
      box->y = (int) round (y - candidates[i].rows * box->height - box->height / 2.0);
      if (box->x >= area->x && box->x + box->width <= self->view.width && box->y >= area->y &&
          box->y + box->height <= area->y + area->height && !overlaps_any (taken, box) &&
          !(clear && is_crossed (self, box)))
        return TRUE;
    }

  return FALSE;
}

/* What is under it stays away from it. */
static void
set_halo (LuthierPlotPicture *self, cairo_t *cr, double width)
{
  GdkRGBA surface;

  luthier_plot_scheme_get_surface (self->view.scheme, &surface);
  gdk_cairo_set_source_rgba (cr, &surface);
  cairo_set_line_width (cr, width);
}

/* Where it does not fit it is left out: the bubble has it. */
static void
draw_text (
    LuthierPlotPicture *self, cairo_t *cr, PangoLayout *layout, double x, double y, GArray *taken)
{
  GdkRectangle box = { 0 };
  GdkRGBA ink = self->view.ink;

  pango_layout_get_pixel_size (layout, &box.width, &box.height);
  if (!find_box (self, taken, TRUE, x, y, &box) && !find_box (self, taken, FALSE, x, y, &box))
    return;

  set_halo (self, cr, HALO);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, box.x, box.y);
  pango_cairo_layout_path (cr, layout);
  cairo_stroke (cr);
  gdk_cairo_set_source_rgba (cr, &ink);
  cairo_move_to (cr, box.x, box.y);
  pango_cairo_show_layout (cr, layout);
  g_array_append_val (taken, box);
}

static void
draw_ring (LuthierPlotPicture *self, cairo_t *cr, guint look, double x, double y, GArray *taken)
{
  const int size = 2 * RING_RADIUS + 2;
  const GdkRectangle box = { (int) x - size / 2, (int) y - size / 2, size, size };
  const double line_width = luthier_plot_scheme_get_line_width (self->view.scheme);
  GdkRGBA color;

  luthier_plot_look_get_color (look, self->view.scheme, &color);
  set_halo (self, cr, line_width + HALO);
  cairo_new_path (cr);
  cairo_arc (cr, x, y, RING_RADIUS, 0, 2 * G_PI);
  cairo_stroke_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, line_width);
  cairo_stroke (cr);
  g_array_append_val (taken, box);
}

static guint
count_best (LuthierPlotPicture *self)
{
  guint n = 0;

  for (guint i = 0; i < self->strokes->len; i++)
    n += ((LuthierPlotStroke *) g_ptr_array_index (self->strokes, i))->best_text != NULL;

  return n;
}

/* Rings first, so that no text is under one. */
void
luthier_plot_picture_draw_best (LuthierPlotPicture *self, cairo_t *cr, PangoContext *context)
{
  const gboolean only = count_best (self) == 1;
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (GdkRectangle));

  for (guint i = 0; i < 2 * self->strokes->len; i++)
    {
      const gboolean ring = i < self->strokes->len;
      const LuthierPlotStroke *stroke = g_ptr_array_index (self->strokes, i % self->strokes->len);
      const double x = luthier_plot_scale_get_place (&self->x, stroke->best_x);
      const double y = luthier_plot_scale_get_place (&self->y, stroke->best_y);
      g_autoptr (PangoLayout) layout = NULL;
      g_autofree char *text = NULL;

      if (stroke->best_text == NULL)
        continue;
      if (ring)
        {
          draw_ring (self, cr, stroke->look, x, y, taken);
          continue;
        }

      /* Translators: %s is the best value that was measured, such as 0.412 */
      text = only ? g_strdup_printf (_ ("Best %s"), stroke->best_text)
                  : g_strdup (stroke->best_text);
      layout = luthier_plot_picture_create_layout (context, text, TRUE);
      draw_text (self, cr, layout, x, y, taken);
    }
}
