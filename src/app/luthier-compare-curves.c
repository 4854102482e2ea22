/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-compare-curves.h"

#include <glib/gi18n.h>

#include "luthier-compare-words.h"
#include "luthier-config.h"
#include "luthier-curves-menu.h"
#include "luthier-note.h"
#include "luthier-plot.h"

struct _LuthierCompareCurves
{
  GtkWidget parent_instance;

  LuthierComparison *comparison; /* (owned) (nullable) */
  gulong changed_id;
  char *side;              /* (owned) */
  gboolean side_is_chosen; /* by the user, for this comparison */
  LuthierSmoothing smoothing;
  GListStore *lines; /* (owned) of LuthierPlotLine */

  GtkLabel *heading;
  GtkStack *stack;
  GtkLabel *none;
  GtkMenuButton *menu_button;
  LuthierPlot *plot;
  LuthierNote *verdict;
};

G_DEFINE_FINAL_TYPE (LuthierCompareCurves, luthier_compare_curves, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_COMPARISON = 1,
  PROP_SIDE,
  PROP_AXIS,
  PROP_SMOOTHING,
  PROP_LOGARITHMIC,
  N_PROPS
} LuthierCompareCurvesProperty;

static GParamSpec *properties[N_PROPS];

static gboolean
is_training (LuthierCompareCurves *self)
{
  return g_str_equal (self->side, "training");
}

/* (transfer none) (nullable) */
static LuthierSeries *
find_series (LuthierCompareCurves *self, guint job)
{
  LuthierCurves *curves = luthier_comparison_get_curves (self->comparison, job);
  LuthierSeries *series = NULL;

  if (curves != NULL)
    series = luthier_curves_find (curves, luthier_comparison_get_metric (self->comparison),
                                  is_training (self) ? LUTHIER_METRIC_TRAINING
                                                     : LUTHIER_METRIC_VALIDATION);

  return series != NULL && luthier_series_get_n_points (series) > 0 ? series : NULL;
}

static void
update_line (LuthierCompareCurves *self, LuthierPlotLine *line, guint job)
{
  LuthierJob *one = luthier_comparison_get_job (self->comparison, job);

  g_object_set (line, "label", luthier_job_get_title (one), "steps-per-epoch",
                luthier_job_get_steps_per_epoch (one), "start-time",
                luthier_job_get_start_time (one), NULL);
}

/* (transfer full) */
static LuthierPlotLine *
line_new (LuthierCompareCurves *self, LuthierSeries *series, guint job)
{
  LuthierPlotLine *line = luthier_plot_line_new (series, NULL, job);

  g_object_set (line, "marks-best", !is_training (self), "best-is-highest",
                luthier_comparison_get_metric (self->comparison) == LUTHIER_METRIC_REWARD, NULL);
  update_line (self, line, job);

  return line;
}

/* A line is one for good, as long as its series is: a plot that is zoomed stays so. */
static gboolean
keep_line (LuthierCompareCurves *self, guint position, LuthierSeries *series, guint job)
{
  g_autoptr (LuthierPlotLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), position);

  if (line == NULL || luthier_plot_line_get_series (line) != series ||
      luthier_plot_line_get_look (line) != job)
    return FALSE;

  update_line (self, line, job);
  return TRUE;
}

static void
update_lines (LuthierCompareCurves *self)
{
  guint position = 0;

  for (guint i = 0; i < luthier_comparison_get_n_jobs (self->comparison); i++)
    {
      LuthierSeries *series = find_series (self, i);

      if (series == NULL)
        continue;
      if (!keep_line (self, position, series, i))
        {
          g_autoptr (LuthierPlotLine) line = line_new (self, series, i);
          gpointer added[] = { line };
          const guint n_old = position < g_list_model_get_n_items (G_LIST_MODEL (self->lines));

          g_list_store_splice (self->lines, position, n_old, added, 1);
        }
      position++;
    }
  g_list_store_splice (self->lines, position,
                       g_list_model_get_n_items (G_LIST_MODEL (self->lines)) - position, NULL, 0);
}

static gboolean
has_side (LuthierCompareCurves *self, LuthierMetricSide side)
{
  const LuthierMetricKind metric = luthier_comparison_get_metric (self->comparison);

  for (guint i = 0; i < luthier_comparison_get_n_jobs (self->comparison); i++)
    {
      LuthierCurves *curves = luthier_comparison_get_curves (self->comparison, i);
      LuthierSeries *series = curves != NULL ? luthier_curves_find (curves, metric, side) : NULL;

      if (series != NULL && luthier_series_get_n_points (series) > 0)
        return TRUE;
    }

  return FALSE;
}

static void
set_side (LuthierCompareCurves *self, const char *side)
{
  if (g_strcmp0 (self->side, side) == 0)
    return;

  g_free (self->side);
  self->side = g_strdup (side);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDE]);
}

/* Validation tells more, where there is any. */
static void
choose_side (LuthierCompareCurves *self)
{
  const gboolean training = !has_side (self, LUTHIER_METRIC_VALIDATION) &&
                            has_side (self, LUTHIER_METRIC_TRAINING);

  if (!self->side_is_chosen)
    set_side (self, training ? "training" : "validation");
}

static void
update (LuthierCompareCurves *self)
{
  g_autofree char *verdict = NULL;
  const char *title;

  if (self->comparison == NULL)
    return;

  choose_side (self);
  verdict = luthier_compare_words_verdict (self->comparison);
  title = luthier_comparison_get_metric (self->comparison) == LUTHIER_METRIC_REWARD
              ? C_ ("metric", "Reward")
              : C_ ("metric", "Loss");
  gtk_label_set_text (self->heading, title);
  g_object_set (self->plot, "title", title, NULL);
  luthier_note_set_text (self->verdict, verdict);
  gtk_label_set_text (self->none, is_training (self) ? _ ("There are no training curves.")
                                                     : _ ("There are no validation curves."));
  update_lines (self);
  gtk_stack_set_visible_child_name (
      self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->lines)) > 0 ? "plot" : "none");
}

static void
set_comparison (LuthierCompareCurves *self, LuthierComparison *comparison)
{
  if (self->comparison == comparison)
    return;

  if (self->comparison != NULL)
    g_clear_signal_handler (&self->changed_id, self->comparison);
  g_set_object (&self->comparison, comparison);
  self->side_is_chosen = FALSE;
  /* What was shown last stays while its page leaves. */
  if (comparison != NULL)
    g_list_store_remove_all (self->lines);
  if (comparison != NULL)
    self->changed_id = g_signal_connect_swapped (comparison, "changed", G_CALLBACK (update), self);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPARISON]);
}

static void
set_smoothing (LuthierCompareCurves *self, LuthierSmoothing smoothing)
{
  if (self->smoothing == smoothing)
    return;

  self->smoothing = smoothing;
  g_object_set (self->plot, "smoothing", luthier_smoothing_get_weight (smoothing), NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SMOOTHING]);
}

static void
act_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action_variant (
      GTK_WIDGET (LUTHIER_COMPARE_CURVES (widget)->plot),
      g_str_equal (name, "curves.table") ? "plot.table" : "plot.export", parameter);
}

static void
luthier_compare_curves_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  LuthierCompareCurves *self = LUTHIER_COMPARE_CURVES (object);

  switch ((LuthierCompareCurvesProperty) prop_id)
    {
    case PROP_COMPARISON:
      g_value_set_object (value, self->comparison);
      break;
    case PROP_SIDE:
      g_value_set_string (value, self->side);
      break;
    case PROP_AXIS:
    case PROP_LOGARITHMIC:
      g_object_get_property (G_OBJECT (self->plot), pspec->name, value);
      break;
    case PROP_SMOOTHING:
      g_value_set_enum (value, (int) self->smoothing);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_compare_curves_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  LuthierCompareCurves *self = LUTHIER_COMPARE_CURVES (object);

  switch ((LuthierCompareCurvesProperty) prop_id)
    {
    case PROP_COMPARISON:
      set_comparison (self, g_value_get_object (value));
      break;
    case PROP_SIDE:
      self->side_is_chosen = TRUE;
      set_side (self, g_value_get_string (value));
      update (self);
      break;
    case PROP_AXIS:
    case PROP_LOGARITHMIC:
      g_object_set_property (G_OBJECT (self->plot), pspec->name, value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SMOOTHING:
      set_smoothing (self, (LuthierSmoothing) g_value_get_enum (value));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_compare_curves_dispose (GObject *object)
{
  LuthierCompareCurves *self = LUTHIER_COMPARE_CURVES (object);
  GtkWidget *child;

  if (self->comparison != NULL)
    g_clear_signal_handler (&self->changed_id, self->comparison);
  g_clear_object (&self->comparison);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (luthier_compare_curves_parent_class)->dispose (object);
}

static void
luthier_compare_curves_finalize (GObject *object)
{
  LuthierCompareCurves *self = LUTHIER_COMPARE_CURVES (object);

  g_object_unref (self->lines);
  g_free (self->side);

  G_OBJECT_CLASS (luthier_compare_curves_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-compare-curves.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierCompareCurves, heading);
  gtk_widget_class_bind_template_child (widget_class, LuthierCompareCurves, stack);
  gtk_widget_class_bind_template_child (widget_class, LuthierCompareCurves, none);
  gtk_widget_class_bind_template_child (widget_class, LuthierCompareCurves, menu_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierCompareCurves, plot);
  gtk_widget_class_bind_template_child (widget_class, LuthierCompareCurves, verdict);
}

static void
luthier_compare_curves_class_init (LuthierCompareCurvesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = luthier_compare_curves_get_property;
  object_class->set_property = luthier_compare_curves_set_property;
  object_class->dispose = luthier_compare_curves_dispose;
  object_class->finalize = luthier_compare_curves_finalize;

  properties[PROP_COMPARISON] = g_param_spec_object ("comparison", NULL, NULL,
                                                     LUTHIER_TYPE_COMPARISON, flags);
  properties[PROP_SIDE] = g_param_spec_string ("side", NULL, NULL, "validation", flags);
  properties[PROP_AXIS] = g_param_spec_enum ("axis", NULL, NULL, LUTHIER_TYPE_PLOT_AXIS,
                                             LUTHIER_PLOT_BY_STEP, flags);
  properties[PROP_SMOOTHING] = g_param_spec_enum ("smoothing", NULL, NULL, LUTHIER_TYPE_SMOOTHING,
                                                  LUTHIER_SMOOTHING_NONE, flags);
  properties[PROP_LOGARITHMIC] = g_param_spec_boolean ("logarithmic", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LUTHIER_TYPE_NOTE);
  g_type_ensure (LUTHIER_TYPE_PLOT);
  bind_template (widget_class);
  gtk_widget_class_install_property_action (widget_class, "curves.side", "side");
  gtk_widget_class_install_property_action (widget_class, "curves.axis", "axis");
  gtk_widget_class_install_property_action (widget_class, "curves.smoothing", "smoothing");
  gtk_widget_class_install_property_action (widget_class, "curves.logarithmic", "logarithmic");
  gtk_widget_class_install_action (widget_class, "curves.table", NULL, act_cb);
  gtk_widget_class_install_action (widget_class, "curves.export", "s", act_cb);
}

static void
luthier_compare_curves_init (LuthierCompareCurves *self)
{
  self->side = g_strdup ("validation");
  self->lines = g_list_store_new (LUTHIER_TYPE_PLOT_LINE);
  gtk_widget_init_template (GTK_WIDGET (self));
  luthier_curves_menu_attach (self->menu_button);
  luthier_plot_set_lines (self->plot, G_LIST_MODEL (self->lines));
}

/**
 * luthier_compare_curves_new:
 *
 * Returns: (transfer floating): a card without curves
 */
GtkWidget *
luthier_compare_curves_new (void)
{
  return g_object_new (LUTHIER_TYPE_COMPARE_CURVES, NULL);
}
