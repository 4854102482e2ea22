/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-swatch.h"

#include "luthier-plot-look.h"

#define WIDTH  26
#define HEIGHT 12

struct _LuthierPlotSwatch
{
  GtkWidget parent_instance;

  guint look;
};

G_DEFINE_FINAL_TYPE (LuthierPlotSwatch, luthier_plot_swatch, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_LOOK = 1,
  N_PROPS
} LuthierPlotSwatchProperty;

static GParamSpec *properties[N_PROPS];

static void
luthier_plot_swatch_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
luthier_plot_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LuthierPlotSwatch *self = LUTHIER_PLOT_SWATCH (widget);
  const int width = gtk_widget_get_width (widget);
  const int height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  luthier_plot_look_draw_sample (self->look, luthier_plot_scheme_get_current (), cr, 0,
                                 height / 2.0, width);
  cairo_destroy (cr);
}

static void
luthier_plot_swatch_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierPlotSwatch *self = LUTHIER_PLOT_SWATCH (object);

  switch ((LuthierPlotSwatchProperty) prop_id)
    {
    case PROP_LOOK:
      g_value_set_uint (value, self->look);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_plot_swatch_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  switch ((LuthierPlotSwatchProperty) prop_id)
    {
    case PROP_LOOK:
      luthier_plot_swatch_set_look (LUTHIER_PLOT_SWATCH (object), g_value_get_uint (value));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_plot_swatch_class_init (LuthierPlotSwatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = luthier_plot_swatch_get_property;
  object_class->set_property = luthier_plot_swatch_set_property;
  widget_class->measure = luthier_plot_swatch_measure;
  widget_class->snapshot = luthier_plot_swatch_snapshot;

  properties[PROP_LOOK] = g_param_spec_uint ("look", NULL, NULL, 0, LUTHIER_PLOT_N_LOOKS - 1, 0,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                 G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "plotswatch");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
luthier_plot_swatch_init (LuthierPlotSwatch *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  luthier_plot_scheme_watch (GTK_WIDGET (self), G_CALLBACK (gtk_widget_queue_draw));
}

/**
 * luthier_plot_swatch_new:
 * @look: which of the plot's
 *
 * Returns: (transfer floating): a piece of its line
 */
GtkWidget *
luthier_plot_swatch_new (guint look)
{
  return g_object_new (LUTHIER_TYPE_PLOT_SWATCH, "look", look % LUTHIER_PLOT_N_LOOKS, NULL);
}

void
luthier_plot_swatch_set_look (LuthierPlotSwatch *self, guint look)
{
  g_return_if_fail (LUTHIER_IS_PLOT_SWATCH (self));

  if (self->look == look)
    return;

  self->look = look;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOK]);
}
