/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-details.h"

#include <glib/gi18n.h>

#include "luthier-checkpoint-list.h"
#include "luthier-columns.h"
#include "luthier-config.h"
#include "luthier-fact.h"
#include "luthier-job-facts.h"
#include "luthier-job-settings.h"
#include "luthier-timeline.h"

struct _LuthierJobDetails
{
  GtkWidget parent_instance;

  LuthierJob *job;       /* (owned) (nullable) */
  LuthierJobSpec *asked; /* (owned) (nullable) */

  LuthierColumns *columns;
};

G_DEFINE_FINAL_TYPE (LuthierJobDetails, luthier_job_details, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_JOB = 1,
  PROP_ASKED,
  PROP_NARROW,
} LuthierJobDetailsProperty;

static GParamSpec *props[PROP_NARROW + 1];

static void
narrow_changed_cb (LuthierJobDetails *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
}

static void
copy_raw_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierJobDetails *self = LUTHIER_JOB_DETAILS (widget);

  if (self->job == NULL || luthier_job_get_raw (self->job) == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), luthier_job_get_raw (self->job));
  gtk_widget_activate_action (widget, "win.toast", "s", _ ("Copied"));
}

static void
luthier_job_details_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierJobDetails *self = LUTHIER_JOB_DETAILS (object);

  switch ((LuthierJobDetailsProperty) prop_id)
    {
    case PROP_JOB:
      g_value_set_object (value, self->job);
      break;
    case PROP_ASKED:
      g_value_set_object (value, self->asked);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, luthier_job_details_get_narrow (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_details_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  LuthierJobDetails *self = LUTHIER_JOB_DETAILS (object);

  switch ((LuthierJobDetailsProperty) prop_id)
    {
    case PROP_JOB:
      if (g_set_object (&self->job, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_ASKED:
      if (g_set_object (&self->asked, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_NARROW:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_details_dispose (GObject *object)
{
  LuthierJobDetails *self = LUTHIER_JOB_DETAILS (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_object (&self->job);
  g_clear_object (&self->asked);
  g_clear_pointer (&child, gtk_widget_unparent);

  G_OBJECT_CLASS (luthier_job_details_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-job-details.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierJobDetails, columns);
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_file_name);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_last_segment);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_examples);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_tokens);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_example_length);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_answer_length);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_steps);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_dropped);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_dropped_reasons);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_encryption);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_service_account);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_tuned_model);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_endpoint);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_labels);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_is_set);
}

static void
luthier_job_details_class_init (LuthierJobDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = luthier_job_details_get_property;
  object_class->set_property = luthier_job_details_set_property;
  object_class->dispose = luthier_job_details_dispose;

  props[PROP_JOB] = g_param_spec_object ("job", NULL, NULL, LUTHIER_TYPE_JOB, flags);
  props[PROP_ASKED] = g_param_spec_object ("asked", NULL, NULL, LUTHIER_TYPE_JOB_SPEC, flags);
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                                 G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  g_type_ensure (LUTHIER_TYPE_CHECKPOINT_LIST);
  g_type_ensure (LUTHIER_TYPE_COLUMNS);
  g_type_ensure (LUTHIER_TYPE_FACT);
  g_type_ensure (LUTHIER_TYPE_JOB_SETTINGS);
  g_type_ensure (LUTHIER_TYPE_TIMELINE);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "details.copy-raw", NULL, copy_raw_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_job_details_init (LuthierJobDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_job_details_new:
 *
 * Returns: (transfer floating): cards without a job
 */
GtkWidget *
luthier_job_details_new (void)
{
  return g_object_new (LUTHIER_TYPE_JOB_DETAILS, NULL);
}

/**
 * luthier_job_details_get_narrow:
 *
 * Whether the cards stand in one column, as of the last allocation.
 */
gboolean
luthier_job_details_get_narrow (LuthierJobDetails *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_DETAILS (self), FALSE);

  return self->columns != NULL && luthier_columns_get_narrow (self->columns);
}
