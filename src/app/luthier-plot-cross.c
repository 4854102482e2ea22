/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-private.h"

#include "luthier-compat.h"

/* Pixels. */
#define PADDING    10
#define DISTANCE   14 /* from the line to the bubble */
#define COLUMN_GAP 14
#define ROW_GAP    3
#define DOT_RADIUS 4
#define MOST_LABEL 170

/* The texts of the bubble: the title, then those of each line. */
typedef struct
{
  PangoLayout *label;    /* (owned) */
  PangoLayout *value;    /* (owned) (nullable) */
  PangoLayout *smoothed; /* (owned) (nullable) */
  int height;
} Row;

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_object_unref (row->label);
  g_clear_object (&row->value);
  g_clear_object (&row->smoothed);
}

static PangoLayout *
create_text (LuthierPlot *self, const char *text, gboolean bold)
{
  return luthier_plot_picture_create_layout (gtk_widget_get_pango_context (GTK_WIDGET (self)), text,
                                             bold);
}

static int
get_width (PangoLayout *layout)
{
  int width = 0;

  if (layout != NULL)
    pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

static int
get_height (PangoLayout *layout)
{
  int height = 0;

  pango_layout_get_pixel_size (layout, NULL, &height);

  return height;
}

static Row
create_row (LuthierPlot *self, const LuthierPlotReadingRow *read)
{
  Row row = { create_text (self, read->label, FALSE), create_text (self, read->value, TRUE), NULL,
              0 };

  if (read->smoothed != NULL)
    row.smoothed = create_text (self, read->smoothed, FALSE);
  row.height = MAX (get_height (row.label), get_height (row.value));

  return row;
}

static int
get_widest (GArray *rows, gsize member)
{
  int widest = 0;

  for (guint i = 1; i < rows->len; i++)
    widest = MAX (
        widest, get_width (G_STRUCT_MEMBER (PangoLayout *, &g_array_index (rows, Row, i), member)));

  return widest;
}

/* What is smoothed is left out where there is no room for it, and labels are cut; no value is. */
static void
make_fit (GArray *rows, int width)
{
  const int rest = width - 2 * PADDING - LUTHIER_PLOT_SAMPLE_WIDTH - LUTHIER_PLOT_SAMPLE_GAP -
                   COLUMN_GAP - get_widest (rows, G_STRUCT_OFFSET (Row, value));
  const int smoothed = get_widest (rows, G_STRUCT_OFFSET (Row, smoothed)) + COLUMN_GAP;
  int labels = MIN (get_widest (rows, G_STRUCT_OFFSET (Row, label)), MOST_LABEL);
  const gboolean drops_smoothed = labels + smoothed > rest;

  labels = MIN (labels, MAX (rest, 0));
  for (guint i = 1; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);

      if (drops_smoothed)
        g_clear_object (&row->smoothed);
      if (get_width (row->label) <= labels)
        continue;
      pango_layout_set_ellipsize (row->label, PANGO_ELLIPSIZE_MIDDLE);
      pango_layout_set_width (row->label, labels * PANGO_SCALE);
    }
}

/* (transfer full) */
static GArray *
create_rows (LuthierPlot *self)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (Row));
  Row title = { .label = create_text (self, self->reading->title, TRUE) };

  g_array_set_clear_func (rows, row_clear);
  title.height = get_height (title.label);
  g_array_append_val (rows, title);
  for (guint i = 0; i < self->reading->rows->len; i++)
    {
      Row row = create_row (self, &g_array_index (self->reading->rows, LuthierPlotReadingRow, i));

      g_array_append_val (rows, row);
    }
  make_fit (rows, luthier_plot_ensure_picture (self)->view.width);

  return rows;
}

static void
measure_bubble (GArray *rows, int *width, int *height)
{
  const int smoothed = get_widest (rows, G_STRUCT_OFFSET (Row, smoothed));

  *height = 2 * PADDING - ROW_GAP;
  for (guint i = 0; i < rows->len; i++)
    *height += g_array_index (rows, Row, i).height + ROW_GAP;
  *width = LUTHIER_PLOT_SAMPLE_WIDTH + LUTHIER_PLOT_SAMPLE_GAP +
           get_widest (rows, G_STRUCT_OFFSET (Row, label)) + COLUMN_GAP +
           get_widest (rows, G_STRUCT_OFFSET (Row, value)) +
           (smoothed > 0 ? COLUMN_GAP + smoothed : 0);
  *width = 2 * PADDING + MAX (*width, get_width (g_array_index (rows, Row, 0).label));
}

/* Beside the line, on the side that has more room. */
static void
place_bubble (LuthierPlot *self)
{
  LuthierPlotPicture *picture = luthier_plot_ensure_picture (self);
  const double x = luthier_plot_scale_get_place (&picture->x, self->cross);
  g_autoptr (GArray) rows = create_rows (self);
  GdkRectangle *box = &self->bubble_box;

  measure_bubble (rows, &box->width, &box->height);
  box->x = (int) (x + DISTANCE);
  if (box->x + box->width > picture->view.width)
    box->x = (int) (x - DISTANCE - box->width);
  box->x = CLAMP (box->x, 0, MAX (picture->view.width - box->width, 0));
  box->y = CLAMP (picture->area.y + 4, 0, MAX (picture->view.height - box->height, 0));
}

/* The surface under the bubble, of the style sheets. */
void
luthier_plot_allocate_bubble (LuthierPlot *self)
{
  int unused;

  gtk_widget_measure (self->bubble, GTK_ORIENTATION_HORIZONTAL, -1, &unused, NULL, NULL, NULL);
  if (self->reading == NULL)
    return;

  place_bubble (self);
  gtk_widget_size_allocate (self->bubble, &self->bubble_box, -1);
}

/* Reads the values at the place again, after either has changed. */
void
luthier_plot_update_cross (LuthierPlot *self)
{
  LuthierPlotView view;

  g_clear_pointer (&self->reading, luthier_plot_reading_free);
  if (self->has_cross)
    {
      luthier_plot_describe_view (self, &view);
      self->reading = luthier_plot_reading_new (&view, self->cross);
      place_bubble (self);
    }
  gtk_widget_set_child_visible (self->bubble, self->has_cross);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * luthier_plot_set_cross:
 * @place: on the axis, where a line has a point
 * @by_keys: it stays where it is, whatever the pointer does
 *
 * Shows the values at @place.
 */
void
luthier_plot_set_cross (LuthierPlot *self, double place, gboolean by_keys)
{
  self->cross_by_keys = by_keys;
  if (self->has_cross && self->cross == place)
    return;

  self->has_cross = TRUE;
  self->cross = place;
  luthier_plot_update_cross (self);
}

void
luthier_plot_remove_cross (LuthierPlot *self)
{
  if (!self->has_cross)
    return;

  if (self->cross_by_keys)
    luthier_plot_tell_summary (self);
  self->has_cross = FALSE;
  self->cross_by_keys = FALSE;
  luthier_plot_update_cross (self);
}

/* Mirrored in its box, where words go from right to left. */
static void
draw_at (cairo_t *cr, const GdkRectangle *box, gboolean mirrored, PangoLayout *layout, int x, int y)
{
  cairo_move_to (cr, mirrored ? 2 * box->x + box->width - x - get_width (layout) : x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_rows (LuthierPlot *self, cairo_t *cr)
{
  const gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  const LuthierPlotScheme scheme = luthier_plot_scheme_get_current ();
  const GdkRectangle *box = &self->bubble_box;
  g_autoptr (GArray) rows = create_rows (self);
  const int smoothed = get_widest (rows, G_STRUCT_OFFSET (Row, smoothed));
  const int left = box->x + PADDING;
  const int right = box->x + box->width - PADDING;
  const int end = smoothed > 0 ? right - smoothed - COLUMN_GAP : right;
  int y = box->y + PADDING;

  draw_at (cr, box, mirrored, g_array_index (rows, Row, 0).label, left, y);
  for (guint i = 1; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      y += g_array_index (rows, Row, i - 1).height + ROW_GAP;
      luthier_plot_look_draw_sample (
          g_array_index (self->reading->rows, LuthierPlotReadingRow, i - 1).look, scheme, cr,
          mirrored ? right - LUTHIER_PLOT_SAMPLE_WIDTH : left, y + row->height / 2.0,
          LUTHIER_PLOT_SAMPLE_WIDTH);
      draw_at (cr, box, mirrored, row->label,
               left + LUTHIER_PLOT_SAMPLE_WIDTH + LUTHIER_PLOT_SAMPLE_GAP, y);
      draw_at (cr, box, mirrored, row->value, end - get_width (row->value), y);
      if (row->smoothed != NULL)
        draw_at (cr, box, mirrored, row->smoothed, right - get_width (row->smoothed), y);
    }
}

/* A line at the place, and a dot on each curve at the point that is read. */
static void
draw_line (LuthierPlot *self, cairo_t *cr)
{
  LuthierPlotPicture *picture = luthier_plot_ensure_picture (self);
  const GdkRectangle *area = &picture->area;
  const double x = floor (luthier_plot_scale_get_place (&picture->x, self->cross)) + 0.5;

  cairo_save (cr);
  cairo_rectangle (cr, area->x - DOT_RADIUS, area->y - DOT_RADIUS, area->width + 2 * DOT_RADIUS,
                   area->height + 2 * DOT_RADIUS);
  cairo_clip (cr);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, x, area->y);
  cairo_line_to (cr, x, area->y + area->height);
  cairo_stroke (cr);
  for (guint i = 0; i < self->reading->rows->len; i++)
    {
      const LuthierPlotReadingRow *row = &g_array_index (self->reading->rows, LuthierPlotReadingRow,
                                                         i);
      GdkRGBA color;

      if (!isfinite (row->x) || !isfinite (row->y) || (picture->y.logarithmic && row->y <= 0))
        continue;
      luthier_plot_look_get_color (row->look, picture->view.scheme, &color);
      gdk_cairo_set_source_rgba (cr, &color);
      cairo_new_path (cr);
      cairo_arc (cr, luthier_plot_scale_get_place (&picture->x, row->x),
                 luthier_plot_scale_get_place (&picture->y, row->y), DOT_RADIUS, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

static void
snapshot_selection (LuthierPlot *self, GtkSnapshot *snapshot)
{
  const GdkRectangle *area = &luthier_plot_ensure_picture (self)->area;
  const float from = (float) MIN (self->select_from, self->select_to);
  const float to = (float) MAX (self->select_from, self->select_to);
  GdkRGBA ink;

  luthier_compat_get_color (GTK_WIDGET (self), &ink);
  ink.alpha *= 0.12F;
  gtk_snapshot_append_color (
      snapshot, &ink, &GRAPHENE_RECT_INIT (from, (float) area->y, to - from, (float) area->height));
}

/* What lies over the picture and changes with every move of the pointer. */
void
luthier_plot_snapshot_cross (LuthierPlot *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const graphene_rect_t whole = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                    (float) gtk_widget_get_height (widget));
  GdkRGBA ink;
  cairo_t *cr = NULL;

  if (self->is_selecting)
    snapshot_selection (self, snapshot);
  if (self->reading == NULL)
    return;

  luthier_compat_get_color (widget, &ink);
  cr = gtk_snapshot_append_cairo (snapshot, &whole);
  gdk_cairo_set_source_rgba (cr, &ink);
  draw_line (self, cr);
  cairo_destroy (cr);

  gtk_widget_snapshot_child (widget, self->bubble, snapshot);
  luthier_compat_get_color (self->bubble, &ink);
  cr = gtk_snapshot_append_cairo (snapshot, &whole);
  gdk_cairo_set_source_rgba (cr, &ink);
  draw_rows (self, cr);
  cairo_destroy (cr);
}
