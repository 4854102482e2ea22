/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-picture.h"

#include <glib/gi18n.h>

#include "luthier-plot-curve.h"
#include "luthier-plot-words.h"
#include "luthier-ticks.h"

/* Pixels. */
#define GAP           8
#define LEGEND_GAP    18 /* between two entries */
#define TICK_GAP      20 /* between two figures of the axis */
#define MINIMUM_TICKS 2
#define RIGHT_MARGIN  12

/**
 * luthier_plot_picture_create_layout:
 *
 * Returns: (transfer full): one line of text
 */
PangoLayout *
luthier_plot_picture_create_layout (PangoContext *context, const char *text, gboolean bold)
{
  PangoLayout *layout = pango_layout_new (context);

  if (bold)
    {
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      pango_layout_set_attributes (layout, attributes);
    }
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text != NULL ? text : "", -1);

  return layout;
}

static int
measure (PangoContext *context, const char *text, int *height)
{
  g_autoptr (PangoLayout) layout = luthier_plot_picture_create_layout (context, text, FALSE);
  int width = 0;
  int own_height = 0;

  pango_layout_get_pixel_size (layout, &width, &own_height);
  if (height != NULL)
    *height = own_height;

  return width;
}

/* One that has no place on the axis is named all the same, and why it is not there. */
static LuthierPlotLabel
create_entry (LuthierPlotCurve *curve, LuthierPlotAxis axis)
{
  LuthierPlotLine *line = luthier_plot_curve_get_line (curve);
  const char *name = luthier_plot_line_get_label (line);
  LuthierPlotLabel entry = { .look = (int) luthier_plot_line_get_look (line) };
  LuthierAbscissa abscissa;

  if (luthier_plot_curve_get_abscissa (curve, axis, &abscissa))
    entry.text = g_strdup (name != NULL ? name : "");
  else
    {
      entry.look = -1;
      entry.text = g_strdup_printf (
          axis == LUTHIER_PLOT_BY_EPOCH
              /* Translators: %s is the name of a curve that is not drawn */
              ? _ ("%s (length of an epoch not known)")
              : _ ("%s (times not known)"),
          name);
    }

  return entry;
}

/* One after the other, in as many rows as it takes. Returns the y below. */
static int
place_legend (LuthierPlotPicture *self, GPtrArray *curves, PangoContext *context, int y)
{
  const int sample = LUTHIER_PLOT_SAMPLE_WIDTH + LUTHIER_PLOT_SAMPLE_GAP;
  const int most = MAX (self->view.width, sample);
  int x = 0;
  int height = 0;

  for (guint i = 0; i < curves->len; i++)
    {
      LuthierPlotLabel entry = create_entry (g_ptr_array_index (curves, i), self->view.axis);
      const int text = measure (context, entry.text, &height);
      const int width = MIN (entry.look >= 0 ? sample + text : text, most);

      if (x > 0 && x + width > most)
        {
          x = 0;
          y += height + GAP / 2;
        }
      entry.box = (GdkRectangle){ x, y, width, height };
      if (self->view.right_to_left)
        entry.box.x = self->view.width - x - width;
      g_array_append_val (self->legend, entry);
      x += width + LEGEND_GAP;
    }

  return curves->len > 0 ? y + height + GAP : y;
}

static void
label_clear (gpointer data)
{
  g_free (((LuthierPlotLabel *) data)->text);
}

/* (transfer full): none yet */
GArray *
luthier_plot_labels_new (void)
{
  GArray *labels = g_array_new (FALSE, TRUE, sizeof (LuthierPlotLabel));

  g_array_set_clear_func (labels, label_clear);

  return labels;
}

/**
 * luthier_plot_picture_measure_legend:
 * @curves: (element-type LuthierPlotCurve): whose names it has
 * @width: pixels that there are
 *
 * Returns: the height of the legend in pixels, with what is free under it
 */
int
luthier_plot_picture_measure_legend (GPtrArray *curves,
                                     LuthierPlotAxis axis,
                                     PangoContext *context,
                                     int width)
{
  LuthierPlotPicture picture = {
    .view = { .width = width, .axis = axis },
    .legend = luthier_plot_labels_new (),
  };
  const int height = place_legend (&picture, curves, context, 0);

  g_array_unref (picture.legend);

  return height;
}

static void
append_labels (GArray *labels, GArray *ticks, GPtrArray *texts)
{
  for (guint i = 0; i < ticks->len; i++)
    {
      LuthierPlotLabel label = {
        .at = g_array_index (ticks, double, i),
        .text = g_strdup (g_ptr_array_index (texts, i)),
      };

      g_array_append_val (labels, label);
    }
}

static int
measure_widest (PangoContext *context, GPtrArray *texts)
{
  int widest = 0;

  for (guint i = 0; i < texts->len; i++)
    widest = MAX (widest, measure (context, g_ptr_array_index (texts, i), NULL));

  return widest;
}

/* Returns the width of the figures. */
static int
choose_y_ticks (LuthierPlotPicture *self, PangoContext *context, int line_height)
{
  const guint n_most = (guint) MAX (self->area.height / (3 * line_height / 2 + GAP), MINIMUM_TICKS);
  g_autoptr (GArray) ticks = self->y.logarithmic
                                 ? luthier_ticks_logarithmic (self->y.from, self->y.to, n_most)
                                 : luthier_ticks_linear (self->y.from, self->y.to, n_most, 0);
  g_autoptr (GPtrArray) texts = luthier_plot_format_values (ticks);

  append_labels (self->y_ticks, ticks, texts);

  return measure_widest (context, texts);
}

static GArray *
find_x_ticks (LuthierPlotPicture *self, guint n_most)
{
  if (self->view.axis == LUTHIER_PLOT_BY_TIME)
    return luthier_ticks_time (self->x.from, self->x.to, n_most);

  return luthier_ticks_linear (self->x.from, self->x.to, n_most,
                               self->view.axis == LUTHIER_PLOT_BY_STEP ? 1 : 0);
}

/* As many as there is room for, which depends on what they are. */
static void
choose_x_ticks (LuthierPlotPicture *self, PangoContext *context)
{
  guint n_most = (guint) MAX (self->area.width / 50, MINIMUM_TICKS);
  g_autoptr (GArray) ticks = find_x_ticks (self, n_most);
  g_autoptr (GPtrArray) texts = luthier_plot_format_places (self->view.axis, ticks);

  while (n_most > MINIMUM_TICKS && (int) ticks->len * (measure_widest (context, texts) + TICK_GAP) >
                                       self->area.width + TICK_GAP)
    {
      g_array_unref (ticks);
      g_ptr_array_unref (texts);
      n_most--;
      ticks = find_x_ticks (self, n_most);
      texts = luthier_plot_format_places (self->view.axis, ticks);
    }
  append_labels (self->x_ticks, ticks, texts);
}

static void
set_scales (LuthierPlotPicture *self)
{
  self->x.from = self->view.from;
  self->x.to = self->view.to;
  self->x.start = self->area.x;
  self->x.end = self->area.x + self->area.width;
  self->y.start = self->area.y + self->area.height;
  self->y.end = self->area.y;
}

/* The last figure is whole, and under its line. */
static void
make_room_for_last (LuthierPlotPicture *self, PangoContext *context)
{
  const LuthierPlotLabel *last = NULL;
  double end;

  if (self->x_ticks->len == 0)
    return;

  last = &g_array_index (self->x_ticks, LuthierPlotLabel, self->x_ticks->len - 1);
  end = luthier_plot_scale_get_place (&self->x, last->at) +
        measure (context, last->text, NULL) / 2.0;
  if (end > self->view.width)
    {
      self->area.width = MAX (self->area.width - (int) ceil (end - self->view.width), 1);
      set_scales (self);
    }
}

/**
 * luthier_plot_picture_lay_out:
 * @curves: (element-type LuthierPlotCurve): whose names the legend has
 *
 * Places the legend, the axes and the lines between them. Figures go from left to right in every
 * language; only the legend begins where reading does.
 */
void
luthier_plot_picture_lay_out (LuthierPlotPicture *self, GPtrArray *curves, PangoContext *context)
{
  int line_height = 0;
  int top = 0;
  int left = 0;

  measure (context, "0", &line_height);
  if (self->title != NULL)
    top += line_height + GAP;
  if (self->view.has_legend)
    top = place_legend (self, curves, context, top);
  top += line_height / 2;

  self->area = (GdkRectangle){ 0, top, self->view.width,
                               MAX (self->view.height - top - line_height - GAP, 1) };
  if (self->empty == NULL)
    left = choose_y_ticks (self, context, line_height) + GAP;
  self->area.x = left;
  self->area.width = MAX (self->view.width - left - RIGHT_MARGIN, 1);
  set_scales (self);
  if (self->empty == NULL)
    {
      choose_x_ticks (self, context);
      make_room_for_last (self, context);
    }
}
