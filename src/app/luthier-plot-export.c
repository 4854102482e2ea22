/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-export.h"

#include <cairo-svg.h>
#include <glib/gi18n.h>

#include "luthier-csv-writer.h"
#include "luthier-plot-private.h"
#include "luthier-plot-words.h"

/* Pixels of a picture; a PNG has SCALE times as many each way. */
#define WIDTH  960
#define HEIGHT 540
#define MARGIN 24
#define SCALE  2

/* A line's points, as they were when the export began. */
typedef struct
{
  char *label;    /* (owned) */
  GArray *points; /* (owned) of LuthierPoint */
} Copy;

typedef struct
{
  LuthierPlotFormat format;
  LuthierPlotPicture *picture; /* (owned) (nullable): of none */
  PangoFontDescription *font;  /* (owned) (nullable) */
  double resolution;           /* of the font */
  GArray *copies;              /* (owned) of Copy */
} Export;

static void
copy_clear (gpointer data)
{
  Copy *copy = data;

  g_free (copy->label);
  g_array_unref (copy->points);
}

static void
export_free (gpointer data)
{
  Export *export = data;

  g_clear_pointer (&export->picture, luthier_plot_picture_free);
  g_clear_pointer (&export->font, pango_font_description_free);
  g_array_unref (export->copies);
  g_free (export);
}

static void
copy_points (LuthierPlot *self, GArray *copies)
{
  for (guint i = 0; i < self->curves->len; i++)
    {
      LuthierPlotLine *line = luthier_plot_curve_get_line (g_ptr_array_index (self->curves, i));
      Copy copy = { .label = g_strdup (luthier_plot_line_get_label (line)) };
      guint n_points = 0;
      const LuthierPoint *points = luthier_series_get_points (luthier_plot_line_get_series (line),
                                                              &n_points);

      copy.points = g_array_sized_new (FALSE, FALSE, sizeof (LuthierPoint), n_points);
      g_array_append_vals (copy.points, points, n_points);
      g_array_append_val (copies, copy);
    }
}

/* A page of its own: dark on white, whatever the desktop looks like. */
static LuthierPlotPicture *
create_picture (LuthierPlot *self)
{
  g_autofree char *title = luthier_plot_format_title (
      self->axis, self->title != NULL ? self->title : _ ("Curves"));
  LuthierPlotView view;

  luthier_plot_describe_view (self, &view);
  view.title = title;
  view.has_legend = TRUE;
  view.width = WIDTH - 2 * MARGIN;
  view.height = HEIGHT - 2 * MARGIN;
  view.scale = SCALE;
  view.scheme = view.scheme >= LUTHIER_PLOT_LIGHT_CONTRAST ? LUTHIER_PLOT_LIGHT_CONTRAST
                                                           : LUTHIER_PLOT_LIGHT;
  view.ink = (GdkRGBA){ 0, 0, 0, 1 };

  return luthier_plot_picture_new (&view, gtk_widget_get_pango_context (GTK_WIDGET (self)));
}

static cairo_status_t
write_cb (gpointer data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);

  return CAIRO_STATUS_SUCCESS;
}

/* With fonts of its own, which go when it is done: those of a thread stay as long as it does. */
static void
draw (Export *export, cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);
  PangoFontMap *fonts = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (fonts);

  pango_cairo_update_context (cr, context);
  pango_context_set_font_description (context, export->font);
  pango_cairo_context_set_resolution (context, export->resolution);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, MARGIN, MARGIN);
  luthier_plot_picture_draw (export->picture, cr, context);
  g_object_unref (context);
  g_object_unref (fonts);
  cairo_destroy (cr);
}

/* (transfer full) (nullable): there is no memory for it */
static GBytes *
make_image (Export *export)
{
  const gboolean png = export->format == LUTHIER_PLOT_PNG;
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = png ? cairo_image_surface_create (CAIRO_FORMAT_RGB24, SCALE * WIDTH,
                                                               SCALE * HEIGHT)
                                 : cairo_svg_surface_create_for_stream (write_cb, bytes, WIDTH,
                                                                        HEIGHT);
  cairo_status_t status;

  if (png)
    cairo_surface_set_device_scale (surface, SCALE, SCALE);
  draw (export, surface);
  if (png)
    cairo_surface_write_to_png_stream (surface, write_cb, bytes);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_byte_array_unref (bytes);
      return NULL;
    }

  return g_byte_array_free_to_bytes (bytes);
}

static void
write_header (LuthierCsvWriter *writer)
{
  /* Names for programs, the same in every language. */
  luthier_csv_writer_add_text (writer, "curve");
  luthier_csv_writer_add_text (writer, "step");
  luthier_csv_writer_add_text (writer, "time");
  luthier_csv_writer_add_text (writer, "value");
  luthier_csv_writer_end_row (writer);
}

/* One point a row: curves need not have the same steps, nor the same times at them. */
static GBytes *
make_csv (Export *export)
{
  g_autoptr (LuthierCsvWriter) writer = luthier_csv_writer_new ();

  write_header (writer);
  for (guint i = 0; i < export->copies->len; i++)
    {
      const Copy *copy = &g_array_index (export->copies, Copy, i);

      for (guint k = 0; k < copy->points->len; k++)
        {
          const LuthierPoint *point = &g_array_index (copy->points, LuthierPoint, k);

          luthier_csv_writer_add_text (writer, copy->label);
          luthier_csv_writer_add_int (writer, point->step);
          luthier_csv_writer_add_time (writer, point->time);
          luthier_csv_writer_add_double (writer, point->value);
          luthier_csv_writer_end_row (writer);
        }
    }

  return luthier_csv_writer_to_bytes (writer);
}

static void
export_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *export = data;
  GBytes *bytes = export->format == LUTHIER_PLOT_CSV ? make_csv (export) : make_image (export);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", g_strerror (ENOMEM));
}

/**
 * luthier_plot_export_async:
 * @format: what to make; pictures are of the range that is shown, with title and legend
 *
 * Makes the content of a file of what there is now; what comes later does not get in.
 */
void
luthier_plot_export_async (LuthierPlot *self,
                           LuthierPlotFormat format,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  PangoContext *context = NULL;
  Export *export = NULL;

  g_return_if_fail (LUTHIER_IS_PLOT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_plot_export_async);
  export = g_new0 (Export, 1);
  export->format = format;
  export->copies = g_array_new (FALSE, FALSE, sizeof (Copy));
  g_array_set_clear_func (export->copies, copy_clear);
  if (format == LUTHIER_PLOT_CSV)
    copy_points (self, export->copies);
  else
    {
      context = gtk_widget_get_pango_context (GTK_WIDGET (self));
      export->picture = create_picture (self);
      export->font = pango_font_description_copy (pango_context_get_font_description (context));
      export->resolution = pango_cairo_context_get_resolution (context);
    }
  g_task_set_task_data (task, export, export_free);
  g_task_run_in_thread (task, export_in_thread);
}

/**
 * luthier_plot_export_finish:
 *
 * Returns: (transfer full) (nullable): the content; %NULL with @error set if it could not be made
 */
GBytes *
luthier_plot_export_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, luthier_plot_export_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
