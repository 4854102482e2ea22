/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-plot-line.h"

#include "luthier-property.h"

struct _LuthierPlotLine
{
  GObject parent_instance;

  LuthierSeries *series; /* (owned) */
  char *label;           /* (owned) */
  guint look;
  double steps_per_epoch;
  gint64 start_time;
  gboolean marks_best;
  gboolean best_is_highest;
};

G_DEFINE_FINAL_TYPE (LuthierPlotLine, luthier_plot_line, G_TYPE_OBJECT)

typedef enum
{
  PROP_SERIES = 1,
  PROP_LABEL,
  PROP_LOOK,
  PROP_STEPS_PER_EPOCH,
  PROP_START_TIME,
  PROP_MARKS_BEST,
  PROP_BEST_IS_HIGHEST,
  N_PROPS
} LuthierPlotLineProperty;

static GParamSpec *properties[N_PROPS];

static void
luthier_plot_line_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierPlotLine *self = LUTHIER_PLOT_LINE (object);

  switch ((LuthierPlotLineProperty) prop_id)
    {
    case PROP_SERIES:
      g_value_set_object (value, self->series);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_LOOK:
      g_value_set_uint (value, self->look);
      break;
    case PROP_STEPS_PER_EPOCH:
      g_value_set_double (value, self->steps_per_epoch);
      break;
    case PROP_START_TIME:
      g_value_set_int64 (value, self->start_time);
      break;
    case PROP_MARKS_BEST:
      g_value_set_boolean (value, self->marks_best);
      break;
    case PROP_BEST_IS_HIGHEST:
      g_value_set_boolean (value, self->best_is_highest);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* Who draws the line does so again when something changes, and only then. */
static void
luthier_plot_line_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  LuthierPlotLine *self = LUTHIER_PLOT_LINE (object);

  if (luthier_property_is (object, pspec, value))
    return;

  switch ((LuthierPlotLineProperty) prop_id)
    {
    case PROP_SERIES:
      self->series = g_value_dup_object (value);
      break;
    case PROP_LABEL:
      g_free (self->label);
      self->label = g_value_dup_string (value);
      break;
    case PROP_LOOK:
      self->look = g_value_get_uint (value);
      break;
    case PROP_STEPS_PER_EPOCH:
      self->steps_per_epoch = g_value_get_double (value);
      break;
    case PROP_START_TIME:
      self->start_time = g_value_get_int64 (value);
      break;
    case PROP_MARKS_BEST:
      self->marks_best = g_value_get_boolean (value);
      break;
    case PROP_BEST_IS_HIGHEST:
      self->best_is_highest = g_value_get_boolean (value);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
luthier_plot_line_finalize (GObject *object)
{
  LuthierPlotLine *self = LUTHIER_PLOT_LINE (object);

  g_clear_object (&self->series);
  g_free (self->label);

  G_OBJECT_CLASS (luthier_plot_line_parent_class)->finalize (object);
}

static void
luthier_plot_line_class_init (LuthierPlotLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = luthier_plot_line_get_property;
  object_class->set_property = luthier_plot_line_set_property;
  object_class->finalize = luthier_plot_line_finalize;

  properties[PROP_SERIES] = g_param_spec_object ("series", NULL, NULL, LUTHIER_TYPE_SERIES,
                                                 flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_LOOK] = g_param_spec_uint ("look", NULL, NULL, 0, 5, 0, flags);
  properties[PROP_STEPS_PER_EPOCH] = g_param_spec_double ("steps-per-epoch", NULL, NULL, 0,
                                                          G_MAXDOUBLE, 0, flags);
  properties[PROP_START_TIME] = g_param_spec_int64 ("start-time", NULL, NULL, 0, G_MAXINT64, 0,
                                                    flags);
  properties[PROP_MARKS_BEST] = g_param_spec_boolean ("marks-best", NULL, NULL, FALSE, flags);
  properties[PROP_BEST_IS_HIGHEST] = g_param_spec_boolean ("best-is-highest", NULL, NULL, FALSE,
                                                           flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
luthier_plot_line_init (LuthierPlotLine *self)
{
}

LuthierPlotLine *
luthier_plot_line_new (LuthierSeries *series, const char *label, guint look)
{
  return g_object_new (LUTHIER_TYPE_PLOT_LINE, "series", series, "label", label, "look", look,
                       NULL);
}

LuthierSeries *
luthier_plot_line_get_series (LuthierPlotLine *self)
{
  g_return_val_if_fail (LUTHIER_IS_PLOT_LINE (self), NULL);

  return self->series;
}

const char *
luthier_plot_line_get_label (LuthierPlotLine *self)
{
  g_return_val_if_fail (LUTHIER_IS_PLOT_LINE (self), NULL);

  return self->label;
}

guint
luthier_plot_line_get_look (LuthierPlotLine *self)
{
  g_return_val_if_fail (LUTHIER_IS_PLOT_LINE (self), 0);

  return self->look;
}

double
luthier_plot_line_get_steps_per_epoch (LuthierPlotLine *self)
{
  g_return_val_if_fail (LUTHIER_IS_PLOT_LINE (self), 0);

  return self->steps_per_epoch;
}

gint64
luthier_plot_line_get_start_time (LuthierPlotLine *self)
{
  g_return_val_if_fail (LUTHIER_IS_PLOT_LINE (self), 0);

  return self->start_time;
}

gboolean
luthier_plot_line_get_marks_best (LuthierPlotLine *self)
{
  g_return_val_if_fail (LUTHIER_IS_PLOT_LINE (self), FALSE);

  return self->marks_best;
}

gboolean
luthier_plot_line_get_best_is_highest (LuthierPlotLine *self)
{
  g_return_val_if_fail (LUTHIER_IS_PLOT_LINE (self), FALSE);

  return self->best_is_highest;
}
