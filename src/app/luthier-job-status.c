/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-status.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-job-words.h"
#include "luthier-outlook-words.h"

struct _LuthierJobStatus
{
  GtkWidget parent_instance;

  LuthierJobStory *story;      /* (owned) (nullable) */
  GSignalGroup *story_signals; /* (owned) */
  gboolean narrow;

  GtkLabel *now;
  GtkWidget *bar;
  GtkLabel *detail;
};

G_DEFINE_FINAL_TYPE (LuthierJobStatus, luthier_job_status, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_STORY = 1,
  PROP_NARROW,
} LuthierJobStatusProperty;

static GParamSpec *props[PROP_NARROW + 1];

/* A cancel is best effort: the job may have been faster, and then its page says so. */
static gboolean
was_too_late (LuthierJob *job)
{
  return luthier_job_get_cancel (job) != LUTHIER_CANCEL_NONE &&
         luthier_job_get_state (job) == LUTHIER_JOB_STATE_SUCCEEDED;
}

static char *
describe (LuthierJob *job)
{
  if (was_too_late (job))
    return g_strdup (_ ("The job was done before it could be cancelled"));
  if (luthier_job_words_shown_state (job) != LUTHIER_JOB_STATE_CANCELLING)
    return luthier_job_words_now (job);

  return g_strdup (luthier_job_get_cancel (job) == LUTHIER_CANCEL_REQUESTED
                       ? _ ("Cancel requested")
                       : _ ("Cancelling, the job stops as soon as it can"));
}

/* What comes next. (nullable) */
static char *
describe_detail (LuthierJobStory *story)
{
  LuthierJob *job = luthier_job_story_get_job (story);
  const LuthierOutlook outlook = luthier_job_story_get_outlook (story);

  if (luthier_job_get_gone (job) ||
      luthier_job_words_shown_state (job) == LUTHIER_JOB_STATE_UNKNOWN)
    return luthier_job_words_detail (job, g_get_real_time ());

  return luthier_outlook_words_next (&outlook, job);
}

static void
update (LuthierJobStatus *self)
{
  LuthierJob *job = self->story != NULL ? luthier_job_story_get_job (self->story) : NULL;
  g_autofree char *now = NULL;
  g_autofree char *detail = NULL;
  double fraction;
  gboolean over;
  gboolean gone;

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (job == NULL)
    return;

  over = luthier_job_is_terminal (job);
  gone = luthier_job_get_gone (job);
  now = describe (job);
  detail = over && !gone ? NULL : describe_detail (self->story);
  fraction = luthier_job_words_fraction (job);
  gtk_label_set_text (self->now, now);
  gtk_label_set_text (self->detail, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), detail != NULL && *detail != '\0');
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), MAX (fraction, 0));
  gtk_widget_set_visible (self->bar, fraction >= 0);
  gtk_widget_set_visible (GTK_WIDGET (self), !over || gone || was_too_late (job));
}

static void
put (LuthierJobStatus *self, GtkWidget *child, int column, int row, int n_columns)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkGridLayoutChild *place = GTK_GRID_LAYOUT_CHILD (
      gtk_layout_manager_get_layout_child (layout, child));

  gtk_grid_layout_child_set_column (place, column);
  gtk_grid_layout_child_set_row (place, row);
  gtk_grid_layout_child_set_column_span (place, n_columns);
}

/* Narrow, the bar has the second line for itself. */
static void
arrange (LuthierJobStatus *self)
{
  put (self, GTK_WIDGET (self->now), 0, 0, 1);
  put (self, self->bar, self->narrow ? 0 : 1, self->narrow ? 1 : 0, self->narrow ? 2 : 1);
  put (self, GTK_WIDGET (self->detail), self->narrow ? 1 : 2, 0, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->detail), self->narrow);
  gtk_widget_set_halign (GTK_WIDGET (self->detail), self->narrow ? GTK_ALIGN_END : GTK_ALIGN_START);
}

static void
luthier_job_status_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierJobStatus *self = LUTHIER_JOB_STATUS (object);

  switch ((LuthierJobStatusProperty) prop_id)
    {
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
luthier_job_status_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  LuthierJobStatus *self = LUTHIER_JOB_STATUS (object);

  switch ((LuthierJobStatusProperty) prop_id)
    {
    case PROP_STORY:
      if (!g_set_object (&self->story, g_value_get_object (value)))
        break;
      g_signal_group_set_target (self->story_signals, self->story);
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_status_dispose (GObject *object)
{
  LuthierJobStatus *self = LUTHIER_JOB_STATUS (object);
  GtkWidget *child;

  g_clear_object (&self->story_signals);
  g_clear_object (&self->story);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (luthier_job_status_parent_class)->dispose (object);
}

static void
luthier_job_status_class_init (LuthierJobStatusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = luthier_job_status_get_property;
  object_class->set_property = luthier_job_status_set_property;
  object_class->dispose = luthier_job_status_dispose;

  props[PROP_STORY] = g_param_spec_object ("story", NULL, NULL, LUTHIER_TYPE_JOB_STORY, flags);
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-job-status.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierJobStatus, now);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobStatus, bar);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobStatus, detail);
}

static void
luthier_job_status_init (LuthierJobStatus *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  arrange (self);
  self->story_signals = g_signal_group_new (LUTHIER_TYPE_JOB_STORY);
  g_signal_group_connect_swapped (self->story_signals, "changed", G_CALLBACK (update), self);
}

/**
 * luthier_job_status_new:
 *
 * Returns: (transfer floating): a line without a story
 */
GtkWidget *
luthier_job_status_new (void)
{
  return g_object_new (LUTHIER_TYPE_JOB_STATUS, NULL);
}
