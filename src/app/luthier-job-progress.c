/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-progress.h"

#include <glib/gi18n.h>

#include "luthier-adaptive-box.h"
#include "luthier-config.h"
#include "luthier-job-words.h"

struct _LuthierJobProgress
{
  GtkWidget parent_instance;

  LuthierJob *job;           /* (owned) (nullable) */
  GSignalGroup *job_signals; /* (owned) */
  gboolean compact;

  GtkWidget *line;
  GtkLabel *now;
  GtkLabel *aside;
  GtkWidget *bar; /* (nullable): few jobs ever need one */
  GtkLabel *below;
};

G_DEFINE_FINAL_TYPE (LuthierJobProgress, luthier_job_progress, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_JOB = 1,
  PROP_COMPACT,
} LuthierJobProgressProperty;

static GParamSpec *properties[PROP_COMPACT + 1];

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
show_roomy (LuthierJobProgress *self, const char *now, const char *detail, gboolean has_bar)
{
  gtk_label_set_text (self->now, now);
  set_text (self->aside, has_bar ? detail : "");
  set_text (self->below, has_bar ? "" : detail);
}

static void
show_compact (LuthierJobProgress *self, const char *now, const char *detail)
{
  /* Translators: what a job does and a detail: "Step 120 of 366 · about 14 min left" */
  g_autofree char *both = g_strdup_printf (_ ("%s · %s"), now, detail);

  gtk_label_set_text (self->now, *detail != '\0' ? both : now);
  set_text (self->aside, "");
  set_text (self->below, "");
}

static void
show_bar (LuthierJobProgress *self, double fraction)
{
  if (self->bar == NULL && fraction < 0)
    return;
  if (self->bar == NULL)
    {
      self->bar = gtk_progress_bar_new ();
      gtk_widget_set_margin_top (self->bar, 3);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (self->bar),
                                      GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->now, NULL, -1);
      gtk_widget_insert_after (self->bar, GTK_WIDGET (self), self->line);
    }
  gtk_widget_set_visible (self->bar, fraction >= 0);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), MAX (0, fraction));
}

static void
update (LuthierJobProgress *self)
{
  g_autofree char *now = NULL;
  g_autofree char *detail = NULL;
  double fraction;

  if (self->job == NULL)
    return;
  now = luthier_job_words_now (self->job);
  detail = luthier_job_words_detail (self->job, g_get_real_time ());
  fraction = luthier_job_words_fraction (self->job);
  if (self->compact)
    show_compact (self, now, detail);
  else
    show_roomy (self, now, detail, fraction >= 0);
  show_bar (self, fraction);
}

static void
set_compact (LuthierJobProgress *self, gboolean compact)
{
  if (self->compact == compact)
    return;
  self->compact = compact;
  if (compact)
    {
      gtk_widget_add_css_class (self->line, "caption");
      gtk_widget_add_css_class (self->line, "dim-label");
    }
  else
    {
      gtk_widget_remove_css_class (self->line, "caption");
      gtk_widget_remove_css_class (self->line, "dim-label");
    }
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPACT]);
}

static void
luthier_job_progress_dispose (GObject *object)
{
  LuthierJobProgress *self = LUTHIER_JOB_PROGRESS (object);
  GtkWidget *child;

  g_clear_object (&self->job_signals);
  g_clear_object (&self->job);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (luthier_job_progress_parent_class)->dispose (object);
}

static void
luthier_job_progress_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierJobProgress *self = LUTHIER_JOB_PROGRESS (object);

  switch ((LuthierJobProgressProperty) prop_id)
    {
    case PROP_JOB:
      g_value_set_object (value, self->job);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_progress_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  LuthierJobProgress *self = LUTHIER_JOB_PROGRESS (object);

  switch ((LuthierJobProgressProperty) prop_id)
    {
    case PROP_JOB:
      luthier_job_progress_set_job (self, g_value_get_object (value));
      break;
    case PROP_COMPACT:
      set_compact (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_progress_class_init (LuthierJobProgressClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = luthier_job_progress_dispose;
  object_class->get_property = luthier_job_progress_get_property;
  object_class->set_property = luthier_job_progress_set_property;

  properties[PROP_JOB] = g_param_spec_object ("job", NULL, NULL, LUTHIER_TYPE_JOB, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (LUTHIER_TYPE_ADAPTIVE_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-job-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierJobProgress, line);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobProgress, now);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobProgress, aside);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobProgress, below);
}

static void
luthier_job_progress_init (LuthierJobProgress *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->job_signals = g_signal_group_new (LUTHIER_TYPE_JOB);
  g_signal_group_connect_swapped (self->job_signals, "notify", G_CALLBACK (update), self);
}

/**
 * luthier_job_progress_new:
 *
 * Returns: (transfer floating): a widget without a job
 */
GtkWidget *
luthier_job_progress_new (void)
{
  return g_object_new (LUTHIER_TYPE_JOB_PROGRESS, NULL);
}

/**
 * luthier_job_progress_set_job:
 * @job: (nullable): the job to show
 */
void
luthier_job_progress_set_job (LuthierJobProgress *self, LuthierJob *job)
{
  g_return_if_fail (LUTHIER_IS_JOB_PROGRESS (self));

  if (!g_set_object (&self->job, job))
    return;
  g_signal_group_set_target (self->job_signals, job);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOB]);
}
