/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-curves.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-curve-lines.h"
#include "luthier-drop-down.h"
#include "luthier-metric-words.h"
#include "luthier-note.h"
#include "luthier-plot-swatch.h"
#include "luthier-plot.h"
#include "luthier-verdict-words.h"
#include "luthier-wrap-box.h"

struct _LuthierJobCurves
{
  GtkWidget parent_instance;

  LuthierJobStory *story;      /* (owned) (nullable) */
  GSignalGroup *story_signals; /* (owned) */
  GPtrArray *groups;           /* (owned) (element-type utf8): that the drop-down offers */
  char *group;                 /* (owned) (nullable): that is shown */
  GListStore *lines;           /* (owned) of LuthierPlotLine */
  LuthierSmoothing smoothing;
  gboolean whole_run;
  gboolean narrow;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *bar;
  GtkMenuButton *menu_button;
  GtkWidget *legend;
  GtkDropDown *metrics;
  GtkWidget *range;
  GtkWidget *plot;
  LuthierNote *verdict;
  GtkWidget *empty;
};

G_DEFINE_FINAL_TYPE (LuthierJobCurves, luthier_job_curves, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_STORY = 1,
  PROP_NARROW,
  PROP_AXIS,
  PROP_SMOOTHING,
  PROP_LOGARITHMIC,
  PROP_WHOLE_RUN,
  N_PROPS,
} LuthierJobCurvesProperty;

static GParamSpec *props[N_PROPS];

static LuthierCurves *
get_curves (LuthierJobCurves *self)
{
  return luthier_record_get_curves (luthier_job_story_get_record (self->story));
}

static gboolean
has_group (GPtrArray *groups, const char *group)
{
  return group != NULL && g_ptr_array_find_with_equal_func (groups, group, g_str_equal, NULL);
}

static gboolean
are_same (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      if (!g_str_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
        return FALSE;
    }

  return TRUE;
}

static void
offer_groups (LuthierJobCurves *self)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  guint selected = 0;

  for (guint i = 0; i < self->groups->len; i++)
    {
      const char *group = g_ptr_array_index (self->groups, i);
      LuthierSeries *series = luthier_curve_lines_find (get_curves (self), group);
      g_autofree char *title = luthier_metric_words_title (luthier_series_get_name (series));

      g_strv_builder_add (titles, title);
      if (g_strcmp0 (group, self->group) == 0)
        selected = i;
    }
  names = g_strv_builder_end (titles);
  luthier_drop_down_show (self->metrics, (const char *const *) names, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->metrics), self->groups->len > 1);
  gtk_widget_set_visible (self->title, self->groups->len <= 1);
}

/* What was chosen stays chosen, whatever else comes to be measured. */
static void
update_groups (LuthierJobCurves *self)
{
  g_autoptr (GPtrArray) groups = luthier_curve_lines_list_groups (get_curves (self));

  if (!has_group (groups, self->group))
    {
      g_free (self->group);
      self->group = groups->len > 0 ? g_strdup (g_ptr_array_index (groups, 0)) : NULL;
    }
  if (are_same (groups, self->groups))
    return;

  g_ptr_array_unref (self->groups);
  self->groups = g_steal_pointer (&groups);
  offer_groups (self);
}

static GtkWidget *
legend_entry_new (LuthierPlotLine *line)
{
  GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *swatch = luthier_plot_swatch_new (luthier_plot_line_get_look (line));
  GtkWidget *label = gtk_label_new (luthier_plot_line_get_label (line));

  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_end (entry, 12);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (entry), swatch);
  gtk_box_append (GTK_BOX (entry), label);
  return entry;
}

static void
fill_legend (LuthierJobCurves *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->legend)) != NULL)
    gtk_widget_unparent (child);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    {
      g_autoptr (LuthierPlotLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);

      gtk_widget_set_parent (legend_entry_new (line), self->legend);
    }
}

static void
update_verdict (LuthierJobCurves *self, LuthierSeries *series)
{
  LuthierJob *job = luthier_job_story_get_job (self->story);
  const LuthierMetricKind kind = luthier_metric_parse (luthier_series_get_name (series)).kind;
  const LuthierVerdict verdict = luthier_verdict_judge (get_curves (self), kind);
  g_autofree char *words = luthier_verdict_words (&verdict, kind, job);

  g_object_set (self->verdict, "warning",
                verdict.kind == LUTHIER_VERDICT_WORSENING || verdict.kind == LUTHIER_VERDICT_BROKEN,
                NULL);
  luthier_note_set_text (self->verdict, words);
}

static void
update_range (LuthierJobCurves *self)
{
  LuthierJob *job = luthier_job_story_get_job (self->story);
  const gint64 steps = luthier_job_get_step_count (job);
  const gboolean has_rest = steps > 0 && !luthier_job_is_terminal (job);

  gtk_widget_set_visible (self->range, has_rest && !self->narrow);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "curves.whole-run", has_rest);
  g_object_set (self->plot, "last-step",
                has_rest && self->whole_run ? steps : G_GINT64_CONSTANT (-1), NULL);
}

static void
update_axes (LuthierJobCurves *self)
{
  LuthierJob *job = luthier_job_story_get_job (self->story);
  const gboolean has_epochs = luthier_job_get_steps_per_epoch (job) > 0;
  LuthierPlotAxis axis;

  luthier_curves_menu_offer_epochs (self->menu_button, has_epochs);
  g_object_get (self->plot, "axis", &axis, NULL);
  if (!has_epochs && axis == LUTHIER_PLOT_BY_EPOCH)
    g_object_set (self, "axis", LUTHIER_PLOT_BY_STEP, NULL);
}

static void
update_plot (LuthierJobCurves *self, LuthierSeries *series)
{
  LuthierJob *job = luthier_job_story_get_job (self->story);
  g_autofree char *title = luthier_metric_words_title (luthier_series_get_name (series));

  luthier_curve_lines_update (self->lines, job, get_curves (self), self->group);
  g_object_set (self->plot, "title", title, "marks", luthier_job_get_checkpoints (job), NULL);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  update_axes (self);
  update_range (self);
  update_verdict (self, series);
}

static gboolean
has_begun (LuthierJob *job)
{
  const LuthierJobPhase phase = luthier_job_get_phase (job);

  return !luthier_job_is_terminal (job) && luthier_job_get_start_time (job) > 0 &&
         (phase == LUTHIER_JOB_PHASE_NONE || phase >= LUTHIER_JOB_PHASE_TUNING);
}

/* Why there are no curves, where somebody may wait for them. (nullable) */
static char *
explain_nothing (LuthierJobCurves *self)
{
  LuthierRecord *record = luthier_job_story_get_record (self->story);
  const GError *error = luthier_record_get_error (record);

  if (error != NULL)
    /* Translators: %s is why: a sentence */
    return g_strdup_printf (_ ("The curves could not be read. %s"), error->message);
  if (has_begun (luthier_job_story_get_job (self->story)))
    return g_strdup (_ ("Curves appear after the first steps."));

  return NULL;
}

static void
update (LuthierJobCurves *self)
{
  LuthierSeries *series = NULL;
  g_autofree char *nothing = NULL;

  if (self->story != NULL)
    {
      update_groups (self);
      series = self->group != NULL ? luthier_curve_lines_find (get_curves (self), self->group)
                                   : NULL;
      nothing = series == NULL ? explain_nothing (self) : NULL;
    }
  if (series != NULL)
    {
      update_plot (self, series);
    }
  else
    {
      g_list_store_remove_all (self->lines);
      gtk_label_set_text (GTK_LABEL (self->title), C_ ("metric", "Loss"));
      luthier_note_set_text (self->verdict, NULL);
    }
  gtk_label_set_text (GTK_LABEL (self->empty), nothing != NULL ? nothing : "");
  gtk_widget_set_visible (self->empty, nothing != NULL);
  gtk_widget_set_visible (self->bar, series != NULL);
  gtk_widget_set_visible (self->plot, series != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), series != NULL || nothing != NULL);
}

static void
metric_selected_cb (LuthierJobCurves *self)
{
  const guint selected = gtk_drop_down_get_selected (self->metrics);

  if (selected >= self->groups->len ||
      g_strcmp0 (self->group, g_ptr_array_index (self->groups, selected)) == 0)
    return;

  g_free (self->group);
  self->group = g_strdup (g_ptr_array_index (self->groups, selected));
  update (self);
}

static void
set_story (LuthierJobCurves *self, LuthierJobStory *story)
{
  if (!g_set_object (&self->story, story))
    return;

  g_signal_group_set_target (self->story_signals, story);
  g_clear_pointer (&self->group, g_free);
  g_ptr_array_set_size (self->groups, 0);
  g_list_store_remove_all (self->lines);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STORY]);
}

static void
set_smoothing (LuthierJobCurves *self, LuthierSmoothing smoothing)
{
  if (self->smoothing == smoothing)
    return;

  self->smoothing = smoothing;
  g_object_set (self->plot, "smoothing", luthier_smoothing_get_weight (smoothing), NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SMOOTHING]);
}

static void
set_flag (LuthierJobCurves *self, gboolean *flag, gboolean value, GParamSpec *pspec)
{
  if (*flag == value)
    return;

  *flag = value;
  if (self->story != NULL)
    update_range (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
act_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action_variant (
      LUTHIER_JOB_CURVES (widget)->plot,
      g_str_equal (name, "curves.table") ? "plot.table" : "plot.export", parameter);
}

static void
luthier_job_curves_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierJobCurves *self = LUTHIER_JOB_CURVES (object);

  switch ((LuthierJobCurvesProperty) prop_id)
    {
    case PROP_STORY:
      g_value_set_object (value, self->story);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_AXIS:
      g_object_get_property (G_OBJECT (self->plot), "axis", value);
      break;
    case PROP_SMOOTHING:
      g_value_set_enum (value, (int) self->smoothing);
      break;
    case PROP_LOGARITHMIC:
      g_object_get_property (G_OBJECT (self->plot), "logarithmic", value);
      break;
    case PROP_WHOLE_RUN:
      g_value_set_boolean (value, self->whole_run);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_curves_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  LuthierJobCurves *self = LUTHIER_JOB_CURVES (object);

  switch ((LuthierJobCurvesProperty) prop_id)
    {
    case PROP_STORY:
      set_story (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      set_flag (self, &self->narrow, g_value_get_boolean (value), pspec);
      break;
    case PROP_AXIS:
      g_object_set_property (G_OBJECT (self->plot), "axis", value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SMOOTHING:
      set_smoothing (self, (LuthierSmoothing) g_value_get_enum (value));
      break;
    case PROP_LOGARITHMIC:
      g_object_set_property (G_OBJECT (self->plot), "logarithmic", value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_WHOLE_RUN:
      set_flag (self, &self->whole_run, g_value_get_boolean (value), pspec);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_curves_dispose (GObject *object)
{
  LuthierJobCurves *self = LUTHIER_JOB_CURVES (object);

  if (self->lines != NULL)
    g_signal_handlers_disconnect_by_data (self->lines, self);
  g_clear_object (&self->story_signals);
  g_clear_object (&self->story);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (luthier_job_curves_parent_class)->dispose (object);
}

static void
luthier_job_curves_finalize (GObject *object)
{
  LuthierJobCurves *self = LUTHIER_JOB_CURVES (object);

  g_clear_object (&self->lines);
  g_ptr_array_unref (self->groups);
  g_free (self->group);

  G_OBJECT_CLASS (luthier_job_curves_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[PROP_STORY] = g_param_spec_object ("story", NULL, NULL, LUTHIER_TYPE_JOB_STORY, flags);
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  props[PROP_AXIS] = g_param_spec_enum ("axis", NULL, NULL, LUTHIER_TYPE_PLOT_AXIS,
                                        LUTHIER_PLOT_BY_STEP, flags);
  props[PROP_SMOOTHING] = g_param_spec_enum ("smoothing", NULL, NULL, LUTHIER_TYPE_SMOOTHING,
                                             LUTHIER_SMOOTHING_NONE, flags);
  props[PROP_LOGARITHMIC] = g_param_spec_boolean ("logarithmic", NULL, NULL, FALSE, flags);
  props[PROP_WHOLE_RUN] = g_param_spec_boolean ("whole-run", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "curves.axis", "axis");
  gtk_widget_class_install_property_action (widget_class, "curves.smoothing", "smoothing");
  gtk_widget_class_install_property_action (widget_class, "curves.logarithmic", "logarithmic");
  gtk_widget_class_install_property_action (widget_class, "curves.whole-run", "whole-run");
  gtk_widget_class_install_action (widget_class, "curves.table", NULL, act_cb);
  gtk_widget_class_install_action (widget_class, "curves.export", "s", act_cb);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-job-curves.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierJobCurves, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobCurves, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobCurves, bar);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobCurves, menu_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobCurves, legend);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobCurves, metrics);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobCurves, range);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobCurves, plot);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobCurves, verdict);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobCurves, empty);
  gtk_widget_class_bind_template_callback (widget_class, metric_selected_cb);
}

static void
luthier_job_curves_class_init (LuthierJobCurvesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = luthier_job_curves_get_property;
  object_class->set_property = luthier_job_curves_set_property;
  object_class->dispose = luthier_job_curves_dispose;
  object_class->finalize = luthier_job_curves_finalize;
  install_properties (object_class);
  install_actions (widget_class);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  g_type_ensure (LUTHIER_TYPE_NOTE);
  g_type_ensure (LUTHIER_TYPE_PLOT);
  g_type_ensure (LUTHIER_TYPE_WRAP_BOX);
  bind_template (widget_class);
}

static void
luthier_job_curves_init (LuthierJobCurves *self)
{
  self->groups = g_ptr_array_new_with_free_func (g_free);
  self->lines = g_list_store_new (LUTHIER_TYPE_PLOT_LINE);
  gtk_widget_init_template (GTK_WIDGET (self));
  luthier_curves_menu_attach (self->menu_button);
  luthier_plot_set_lines (LUTHIER_PLOT (self->plot), G_LIST_MODEL (self->lines));
  g_signal_connect_swapped (self->lines, "items-changed", G_CALLBACK (fill_legend), self);
  self->story_signals = g_signal_group_new (LUTHIER_TYPE_JOB_STORY);
  g_signal_group_connect_swapped (self->story_signals, "changed", G_CALLBACK (update), self);
}

/**
 * luthier_job_curves_new:
 *
 * Returns: (transfer floating): curves without a story, hidden
 */
GtkWidget *
luthier_job_curves_new (void)
{
  return g_object_new (LUTHIER_TYPE_JOB_CURVES, NULL);
}
