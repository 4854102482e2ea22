/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-state-label.h"

#include "luthier-job-words.h"

struct _LuthierStateLabel
{
  GtkWidget parent_instance;

  LuthierJob *job;           /* (owned) (nullable) */
  GSignalGroup *job_signals; /* (owned) */
  const char *style;         /* (nullable): the style class that is set */

  GtkWidget *icon;
  GtkWidget *word;
};

G_DEFINE_FINAL_TYPE (LuthierStateLabel, luthier_state_label, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_JOB = 1,
  PROP_SHOW_ICON,
  PROP_SHOW_WORD,
} LuthierStateLabelProperty;

static GParamSpec *properties[PROP_SHOW_WORD + 1];

static void
update (LuthierStateLabel *self)
{
  LuthierJobState state;
  const char *style;

  if (self->job == NULL)
    return;
  state = luthier_job_words_shown_state (self->job);
  style = luthier_job_words_style (state);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), luthier_job_words_icon (state));
  gtk_label_set_text (GTK_LABEL (self->word), luthier_job_words_state (self->job));
  if (self->style == style)
    return;
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  gtk_widget_add_css_class (GTK_WIDGET (self), style);
  self->style = style;
}

static void
set_shown (LuthierStateLabel *self, GtkWidget *part, gboolean shown, GParamSpec *pspec)
{
  if (gtk_widget_get_visible (part) == shown)
    return;
  gtk_widget_set_visible (part, shown);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
luthier_state_label_dispose (GObject *object)
{
  LuthierStateLabel *self = LUTHIER_STATE_LABEL (object);

  g_clear_object (&self->job_signals);
  g_clear_object (&self->job);
  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->word, gtk_widget_unparent);
  G_OBJECT_CLASS (luthier_state_label_parent_class)->dispose (object);
}

static void
luthier_state_label_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierStateLabel *self = LUTHIER_STATE_LABEL (object);

  switch ((LuthierStateLabelProperty) prop_id)
    {
    case PROP_JOB:
      g_value_set_object (value, self->job);
      break;
    case PROP_SHOW_ICON:
      g_value_set_boolean (value, gtk_widget_get_visible (self->icon));
      break;
    case PROP_SHOW_WORD:
      g_value_set_boolean (value, gtk_widget_get_visible (self->word));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_state_label_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  LuthierStateLabel *self = LUTHIER_STATE_LABEL (object);

  switch ((LuthierStateLabelProperty) prop_id)
    {
    case PROP_JOB:
      luthier_state_label_set_job (self, g_value_get_object (value));
      break;
    case PROP_SHOW_ICON:
      set_shown (self, self->icon, g_value_get_boolean (value), pspec);
      break;
    case PROP_SHOW_WORD:
      set_shown (self, self->word, g_value_get_boolean (value), pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_state_label_class_init (LuthierStateLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_state_label_dispose;
  object_class->get_property = luthier_state_label_get_property;
  object_class->set_property = luthier_state_label_set_property;

  properties[PROP_JOB] = g_param_spec_object ("job", NULL, NULL, LUTHIER_TYPE_JOB,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                  G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SHOW_ICON] = g_param_spec_boolean ("show-icon", NULL, NULL, TRUE,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                         G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SHOW_WORD] = g_param_spec_boolean ("show-word", NULL, NULL, TRUE,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                         G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "statelabel");
}

static void
luthier_state_label_init (LuthierStateLabel *self)
{
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             NULL);
  self->word = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->word), 0);
  gtk_label_set_wrap (GTK_LABEL (self->word), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (self->word), GTK_NATURAL_WRAP_NONE);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_parent (self->word, GTK_WIDGET (self));

  self->job_signals = g_signal_group_new (LUTHIER_TYPE_JOB);
  g_signal_group_connect_swapped (self->job_signals, "notify", G_CALLBACK (update), self);
}

/**
 * luthier_state_label_new:
 *
 * Returns: (transfer floating): a label without a job
 */
GtkWidget *
luthier_state_label_new (void)
{
  return g_object_new (LUTHIER_TYPE_STATE_LABEL, NULL);
}

/**
 * luthier_state_label_get_job:
 *
 * Returns: (transfer none) (nullable): the job that is shown
 */
LuthierJob *
luthier_state_label_get_job (LuthierStateLabel *self)
{
  g_return_val_if_fail (LUTHIER_IS_STATE_LABEL (self), NULL);

  return self->job;
}

/**
 * luthier_state_label_set_job:
 * @job: (nullable): the job to show
 *
 * Shows another job.
 */
void
luthier_state_label_set_job (LuthierStateLabel *self, LuthierJob *job)
{
  g_return_if_fail (LUTHIER_IS_STATE_LABEL (self));

  if (!g_set_object (&self->job, job))
    return;
  g_signal_group_set_target (self->job_signals, job);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOB]);
}

/**
 * luthier_state_label_measure_widest:
 * @widget: what it is to be shown in
 *
 * Measures the words of the language. Those of states that hardly ever come wrap.
 *
 * Returns: the width that all of them have room in, in pixels
 */
int
luthier_state_label_measure_widest (GtkWidget *widget)
{
  static const LuthierJobState states[] = {
    LUTHIER_JOB_STATE_QUEUED, LUTHIER_JOB_STATE_RUNNING,    LUTHIER_JOB_STATE_SUCCEEDED,
    LUTHIER_JOB_STATE_FAILED, LUTHIER_JOB_STATE_CANCELLING, LUTHIER_JOB_STATE_CANCELLED,
  };
  const int around = 16 + 8; /* icon and spacing: see style.css */
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);
  int widest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      int width;

      pango_layout_set_text (layout, luthier_job_words_of_state (states[i]), -1);
      pango_layout_get_pixel_size (layout, &width, NULL);
      widest = MAX (widest, width);
    }
  return widest + around;
}
