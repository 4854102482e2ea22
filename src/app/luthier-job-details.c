/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-details.h"

#include "luthier-checkpoint-list.h"
#include "luthier-columns.h"
#include "luthier-config.h"
#include "luthier-fact.h"
#include "luthier-job-about.h"
#include "luthier-job-curves.h"
#include "luthier-job-data.h"
#include "luthier-job-facts.h"
#include "luthier-job-settings.h"
#include "luthier-raw-text.h"
#include "luthier-section.h"
#include "luthier-timeline.h"

struct _LuthierJobDetails
{
  GtkWidget parent_instance;

  LuthierJob *job;        /* (owned) (nullable) */
  LuthierJobSpec *asked;  /* (owned) (nullable) */
  LuthierJobStory *story; /* (owned) (nullable) */
  gboolean narrow;

  GtkWidget *start;
  GtkWidget *end;
  GtkWidget *curves;
  GtkWidget *timeline;
};

G_DEFINE_FINAL_TYPE (LuthierJobDetails, luthier_job_details, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_JOB = 1,
  PROP_ASKED,
  PROP_STORY,
  PROP_NARROW,
} LuthierJobDetailsProperty;

static GParamSpec *props[PROP_NARROW + 1];

/* In one column, the timeline follows the curves. */
static void
set_narrow (LuthierJobDetails *self, gboolean narrow)
{
  GtkWidget *box = narrow ? self->start : self->end;

  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  g_object_ref (self->timeline);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (self->timeline)), self->timeline);
  gtk_box_insert_child_after (GTK_BOX (box), self->timeline, narrow ? self->curves : NULL);
  g_object_unref (self->timeline);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
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
    case PROP_STORY:
      g_value_set_object (value, self->story);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
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
    case PROP_STORY:
      if (g_set_object (&self->story, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_details_dispose (GObject *object)
{
  LuthierJobDetails *self = LUTHIER_JOB_DETAILS (object);
  GtkWidget *child;

  g_clear_object (&self->job);
  g_clear_object (&self->asked);
  g_clear_object (&self->story);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (luthier_job_details_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-job-details.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierJobDetails, start);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobDetails, end);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobDetails, curves);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobDetails, timeline);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_has_result);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_tuned_model);
  gtk_widget_class_bind_template_callback (widget_class, luthier_job_facts_endpoint);
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
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  props[PROP_STORY] = g_param_spec_object ("story", NULL, NULL, LUTHIER_TYPE_JOB_STORY, flags);
  props[PROP_ASKED] = g_param_spec_object ("asked", NULL, NULL, LUTHIER_TYPE_JOB_SPEC, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  g_type_ensure (LUTHIER_TYPE_CHECKPOINT_LIST);
  g_type_ensure (LUTHIER_TYPE_COLUMNS);
  g_type_ensure (LUTHIER_TYPE_FACT);
  g_type_ensure (LUTHIER_TYPE_JOB_ABOUT);
  g_type_ensure (LUTHIER_TYPE_JOB_CURVES);
  g_type_ensure (LUTHIER_TYPE_JOB_DATA);
  g_type_ensure (LUTHIER_TYPE_JOB_SETTINGS);
  g_type_ensure (LUTHIER_TYPE_RAW_TEXT);
  g_type_ensure (LUTHIER_TYPE_SECTION);
  g_type_ensure (LUTHIER_TYPE_TIMELINE);
  bind_template (widget_class);
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
