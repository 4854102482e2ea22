/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-heading.h"

#include "luthier-config.h"
#include "luthier-job-facts.h"
#include "luthier-state-label.h"

struct _LuthierJobHeading
{
  GtkWidget parent_instance;

  LuthierJob *job;           /* (owned) (nullable) */
  GSignalGroup *job_signals; /* (owned) */
  gboolean narrow;

  GtkLabel *title;
  GtkLabel *subtitle;
  GtkBox *buttons;
  GtkWidget *cancel_button;
  GtkWidget *tune_again_button;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (LuthierJobHeading, luthier_job_heading, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_JOB = 1,
  PROP_NARROW,
  PROP_OFFERS_TUNE_AGAIN,
} LuthierJobHeadingProperty;

static GParamSpec *props[PROP_OFFERS_TUNE_AGAIN + 1];

static void
update (LuthierJobHeading *self)
{
  g_autofree char *origin = NULL;

  if (self->job == NULL)
    return;

  origin = luthier_job_facts_origin (self->job);
  gtk_label_set_text (self->title, luthier_job_get_title (self->job));
  gtk_label_set_text (self->subtitle, origin);
  gtk_widget_set_visible (self->cancel_button, luthier_job_is_cancellable (self->job));
}

/* Narrow, the buttons share the width under the name; what is copied moves to the page's menu. */
static void
arrange (LuthierJobHeading *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), self->narrow
                                                               ? GTK_ORIENTATION_VERTICAL
                                                               : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), self->narrow ? 12 : 18);
  gtk_box_set_homogeneous (self->buttons, self->narrow);
  gtk_widget_set_hexpand (self->cancel_button, self->narrow);
  gtk_widget_set_hexpand (self->tune_again_button, self->narrow);
  gtk_widget_set_visible (self->copy_button, !self->narrow);
}

static void
luthier_job_heading_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierJobHeading *self = LUTHIER_JOB_HEADING (object);

  switch ((LuthierJobHeadingProperty) prop_id)
    {
    case PROP_JOB:
      g_value_set_object (value, self->job);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_OFFERS_TUNE_AGAIN:
      g_value_set_boolean (value, gtk_widget_get_visible (self->tune_again_button));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_heading_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  LuthierJobHeading *self = LUTHIER_JOB_HEADING (object);

  switch ((LuthierJobHeadingProperty) prop_id)
    {
    case PROP_JOB:
      if (!g_set_object (&self->job, g_value_get_object (value)))
        break;
      g_signal_group_set_target (self->job_signals, self->job);
      update (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        break;
      self->narrow = g_value_get_boolean (value);
      arrange (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_OFFERS_TUNE_AGAIN:
      if (gtk_widget_get_visible (self->tune_again_button) == g_value_get_boolean (value))
        break;
      gtk_widget_set_visible (self->tune_again_button, g_value_get_boolean (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_heading_dispose (GObject *object)
{
  LuthierJobHeading *self = LUTHIER_JOB_HEADING (object);
  GtkWidget *child;

  g_clear_object (&self->job_signals);
  g_clear_object (&self->job);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (luthier_job_heading_parent_class)->dispose (object);
}

static void
luthier_job_heading_class_init (LuthierJobHeadingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = luthier_job_heading_get_property;
  object_class->set_property = luthier_job_heading_set_property;
  object_class->dispose = luthier_job_heading_dispose;

  props[PROP_JOB] = g_param_spec_object ("job", NULL, NULL, LUTHIER_TYPE_JOB, flags);
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  props[PROP_OFFERS_TUNE_AGAIN] = g_param_spec_boolean ("offers-tune-again", NULL, NULL, TRUE,
                                                        flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  g_type_ensure (LUTHIER_TYPE_STATE_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-job-heading.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierJobHeading, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobHeading, subtitle);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobHeading, buttons);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobHeading, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobHeading, tune_again_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobHeading, copy_button);
}

static void
luthier_job_heading_init (LuthierJobHeading *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  arrange (self);
  self->job_signals = g_signal_group_new (LUTHIER_TYPE_JOB);
  g_signal_group_connect_swapped (self->job_signals, "notify", G_CALLBACK (update), self);
}

/**
 * luthier_job_heading_new:
 *
 * Returns: (transfer floating): a heading without a job
 */
GtkWidget *
luthier_job_heading_new (void)
{
  return g_object_new (LUTHIER_TYPE_JOB_HEADING, NULL);
}

/**
 * luthier_job_heading_get_copy_menu:
 *
 * Returns: (transfer none): the ways to copy the request, for a menu where its button is hidden
 */
GMenuModel *
luthier_job_heading_get_copy_menu (LuthierJobHeading *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_HEADING (self), NULL);

  return gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (self->copy_button));
}
