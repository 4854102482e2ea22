/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-data.h"

#include "luthier-config.h"
#include "luthier-fact.h"
#include "luthier-job-dropped.h"
#include "luthier-job-facts.h"
#include "luthier-job-lengths.h"
#include "luthier-section.h"

struct _LuthierJobData
{
  GtkWidget parent_instance;

  LuthierJob *job; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LuthierJobData, luthier_job_data, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_JOB = 1,
} LuthierJobDataProperty;

static GParamSpec *props[PROP_JOB + 1];

static void
luthier_job_data_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierJobData *self = LUTHIER_JOB_DATA (object);

  switch ((LuthierJobDataProperty) prop_id)
    {
    case PROP_JOB:
      g_value_set_object (value, self->job);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_data_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  LuthierJobData *self = LUTHIER_JOB_DATA (object);

  switch ((LuthierJobDataProperty) prop_id)
    {
    case PROP_JOB:
      if (g_set_object (&self->job, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_data_dispose (GObject *object)
{
  LuthierJobData *self = LUTHIER_JOB_DATA (object);
  GtkWidget *child;

  g_clear_object (&self->job);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (luthier_job_data_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-job-data.ui");
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_file_name);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_examples);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_tokens);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_example_length);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_answer_length);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_steps);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_dropped);
}

static void
luthier_job_data_class_init (LuthierJobDataClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = luthier_job_data_get_property;
  object_class->set_property = luthier_job_data_set_property;
  object_class->dispose = luthier_job_data_dispose;

  props[PROP_JOB] = g_param_spec_object ("job", NULL, NULL, LUTHIER_TYPE_JOB,
                                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                             G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  g_type_ensure (LUTHIER_TYPE_FACT);
  g_type_ensure (LUTHIER_TYPE_JOB_DROPPED);
  g_type_ensure (LUTHIER_TYPE_JOB_LENGTHS);
  g_type_ensure (LUTHIER_TYPE_SECTION);
  bind_template (widget_class);
}

static void
luthier_job_data_init (LuthierJobData *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_job_data_new:
 *
 * Returns: (transfer floating): a card without a job
 */
GtkWidget *
luthier_job_data_new (void)
{
  return g_object_new (LUTHIER_TYPE_JOB_DATA, NULL);
}
