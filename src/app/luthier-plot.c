/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot.h"

struct _LuthierPlot
{
  GtkWidget parent_instance;

  GListModel *lines; /* (owned) (nullable) */
  GListModel *marks; /* (owned) (nullable) */
  char *title;       /* (owned) (nullable) */
  LuthierPlotAxis axis;
  gboolean logarithmic;
  double smoothing;
  gint64 last_step;
};

G_DEFINE_FINAL_TYPE (LuthierPlot, luthier_plot, GTK_TYPE_WIDGET)

G_DEFINE_ENUM_TYPE (LuthierPlotAxis,
                    luthier_plot_axis,
                    G_DEFINE_ENUM_VALUE (LUTHIER_PLOT_BY_STEP, "step"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_PLOT_BY_EPOCH, "epoch"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_PLOT_BY_TIME, "time"))

typedef enum
{
  PROP_LINES = 1,
  PROP_TITLE,
  PROP_AXIS,
  PROP_LOGARITHMIC,
  PROP_SMOOTHING,
  PROP_MARKS,
  PROP_LAST_STEP,
  N_PROPS
} LuthierPlotProperty;

static GParamSpec *properties[N_PROPS];

static void
luthier_plot_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierPlot *self = LUTHIER_PLOT (object);

  switch ((LuthierPlotProperty) prop_id)
    {
    case PROP_LINES:
      g_value_set_object (value, self->lines);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_AXIS:
      g_value_set_enum (value, (int) self->axis);
      break;
    case PROP_LOGARITHMIC:
      g_value_set_boolean (value, self->logarithmic);
      break;
    case PROP_SMOOTHING:
      g_value_set_double (value, self->smoothing);
      break;
    case PROP_MARKS:
      g_value_set_object (value, self->marks);
      break;
    case PROP_LAST_STEP:
      g_value_set_int64 (value, self->last_step);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_plot_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LuthierPlot *self = LUTHIER_PLOT (object);

  switch ((LuthierPlotProperty) prop_id)
    {
    case PROP_LINES:
      luthier_plot_set_lines (self, g_value_get_object (value));
      break;
    case PROP_TITLE:
      g_free (self->title);
      self->title = g_value_dup_string (value);
      break;
    case PROP_AXIS:
      self->axis = (LuthierPlotAxis) g_value_get_enum (value);
      break;
    case PROP_LOGARITHMIC:
      self->logarithmic = g_value_get_boolean (value);
      break;
    case PROP_SMOOTHING:
      self->smoothing = g_value_get_double (value);
      break;
    case PROP_MARKS:
      g_set_object (&self->marks, g_value_get_object (value));
      break;
    case PROP_LAST_STEP:
      self->last_step = g_value_get_int64 (value);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_plot_finalize (GObject *object)
{
  LuthierPlot *self = LUTHIER_PLOT (object);

  g_clear_object (&self->lines);
  g_clear_object (&self->marks);
  g_free (self->title);

  G_OBJECT_CLASS (luthier_plot_parent_class)->finalize (object);
}

static void
luthier_plot_class_init (LuthierPlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = luthier_plot_get_property;
  object_class->set_property = luthier_plot_set_property;
  object_class->finalize = luthier_plot_finalize;

  properties[PROP_LINES] = g_param_spec_object ("lines", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_AXIS] = g_param_spec_enum ("axis", NULL, NULL, LUTHIER_TYPE_PLOT_AXIS,
                                             LUTHIER_PLOT_BY_STEP, flags);
  properties[PROP_LOGARITHMIC] = g_param_spec_boolean ("logarithmic", NULL, NULL, FALSE, flags);
  properties[PROP_SMOOTHING] = g_param_spec_double ("smoothing", NULL, NULL, 0, 0.999, 0, flags);
  properties[PROP_MARKS] = g_param_spec_object ("marks", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_LAST_STEP] = g_param_spec_int64 ("last-step", NULL, NULL, -1, G_MAXINT64, -1,
                                                   flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "plot");
}

static void
luthier_plot_init (LuthierPlot *self)
{
  self->last_step = -1;
}

GtkWidget *
luthier_plot_new (void)
{
  return g_object_new (LUTHIER_TYPE_PLOT, NULL);
}

GListModel *
luthier_plot_get_lines (LuthierPlot *self)
{
  g_return_val_if_fail (LUTHIER_IS_PLOT (self), NULL);

  return self->lines;
}

void
luthier_plot_set_lines (LuthierPlot *self, GListModel *lines)
{
  g_return_if_fail (LUTHIER_IS_PLOT (self));

  if (g_set_object (&self->lines, lines))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINES]);
}
