/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-timeline.h"

#include <glib/gi18n.h>

#include "luthier-format.h"
#include "luthier-job-timeline.h"
#include "luthier-outlook-words.h"

struct _LuthierTimeline
{
  GtkWidget parent_instance;

  LuthierJobStory *story;      /* (owned) (nullable) */
  GSignalGroup *story_signals; /* (owned) */
  char *end;                   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LuthierTimeline, luthier_timeline, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_STORY = 1,
  PROP_END,
} LuthierTimelineProperty;

static GParamSpec *props[PROP_END + 1];

static const struct
{
  const char *icon;
  const char *css_class;
  const char *word; /* for who does not see the icon */
} looks[] = {
  [LUTHIER_STEP_DONE] = { "emblem-ok-symbolic", "success", NC_ ("step of a job", "Done") },
  [LUTHIER_STEP_CURRENT] = { "media-playback-start-symbolic", "accent",
                             NC_ ("step of a job", "Under way") },
  [LUTHIER_STEP_UPCOMING] = { "content-loading-symbolic", "dim-label",
                              NC_ ("step of a job", "Still to come") },
  [LUTHIER_STEP_FAILED] = { "dialog-error-symbolic", "error", NC_ ("step of a job", "Failed") },
  [LUTHIER_STEP_CANCELLED] = { "process-stop-symbolic", "dim-label",
                               NC_ ("step of a job", "Cancelled") },
};

static char *
format_span (const LuthierTimelineStep *step)
{
  g_autofree char *duration = NULL;

  if (step->duration < 0)
    return NULL;

  duration = luthier_format_duration (step->duration);
  if (step->status == LUTHIER_STEP_CURRENT)
    /* Translators: %s is a duration, such as "7 min" */
    return g_strdup_printf (_ ("%s so far"), duration);

  return g_steal_pointer (&duration);
}

static GtkWidget *
new_label (const char *text, const char *const *css_classes)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_css_classes (label, (const char **) css_classes);
  return label;
}

static GtkWidget *
new_texts (const LuthierTimelineStep *step)
{
  static const char *const plain[] = { NULL };
  static const char *const strong[] = { "heading", NULL };
  static const char *const dim[] = { "dim-label", NULL };
  static const char *const small[] = { "caption", "dim-label", NULL };
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  const char *const *classes = plain;

  if (step->status == LUTHIER_STEP_CURRENT || step->status == LUTHIER_STEP_FAILED)
    classes = strong;
  else if (step->status == LUTHIER_STEP_UPCOMING)
    classes = dim;

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), new_label (step->title, classes));
  if (step->detail != NULL)
    gtk_box_append (GTK_BOX (texts), new_label (step->detail, small));
  return texts;
}

static GtkWidget *
new_row (const LuthierTimelineStep *step)
{
  static const char *const figures[] = { "caption", "dim-label", "numeric", NULL };
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (looks[step->status].icon);
  g_autofree char *span = format_span (step);

  gtk_widget_add_css_class (icon, looks[step->status].css_class);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_dpgettext2 (NULL, "step of a job", looks[step->status].word),
                                  -1);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), new_texts (step));
  if (span != NULL)
    {
      GtkWidget *label = new_label (span, figures);

      gtk_label_set_wrap (GTK_LABEL (label), FALSE);
      gtk_widget_set_valign (label, GTK_ALIGN_START);
      gtk_widget_set_margin_top (label, 2);
      gtk_box_append (GTK_BOX (row), label);
    }
  return row;
}

static void
clear (LuthierTimeline *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
update_end (LuthierTimeline *self)
{
  g_autofree char *end = NULL;

  if (self->story != NULL)
    {
      const LuthierOutlook outlook = luthier_job_story_get_outlook (self->story);

      end = luthier_outlook_words_end (&outlook, g_get_real_time ());
    }
  if (g_strcmp0 (self->end, end) == 0)
    return;

  g_free (self->end);
  self->end = g_steal_pointer (&end);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_END]);
}

static void
fill (LuthierTimeline *self)
{
  g_autoptr (GPtrArray) steps = NULL;

  clear (self);
  update_end (self);
  if (self->story == NULL)
    return;

  steps = luthier_job_story_get_timeline (self->story, g_get_real_time ());
  for (guint i = 0; i < steps->len; i++)
    gtk_widget_set_parent (new_row (g_ptr_array_index (steps, i)), GTK_WIDGET (self));
}

static void
luthier_timeline_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierTimeline *self = LUTHIER_TIMELINE (object);

  switch ((LuthierTimelineProperty) prop_id)
    {
    case PROP_STORY:
      g_value_set_object (value, self->story);
      break;
    case PROP_END:
      g_value_set_string (value, self->end);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_timeline_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  LuthierTimeline *self = LUTHIER_TIMELINE (object);

  switch ((LuthierTimelineProperty) prop_id)
    {
    case PROP_STORY:
      if (!g_set_object (&self->story, g_value_get_object (value)))
        break;
      g_signal_group_set_target (self->story_signals, self->story);
      fill (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_END:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_timeline_dispose (GObject *object)
{
  LuthierTimeline *self = LUTHIER_TIMELINE (object);

  g_clear_object (&self->story_signals);
  g_clear_object (&self->story);
  clear (self);

  G_OBJECT_CLASS (luthier_timeline_parent_class)->dispose (object);
}

static void
luthier_timeline_finalize (GObject *object)
{
  g_free (LUTHIER_TIMELINE (object)->end);

  G_OBJECT_CLASS (luthier_timeline_parent_class)->finalize (object);
}

static void
luthier_timeline_class_init (LuthierTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = luthier_timeline_get_property;
  object_class->set_property = luthier_timeline_set_property;
  object_class->dispose = luthier_timeline_dispose;
  object_class->finalize = luthier_timeline_finalize;

  props[PROP_END] = g_param_spec_string ("end", NULL, NULL, NULL,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_STORY] = g_param_spec_object ("story", NULL, NULL, LUTHIER_TYPE_JOB_STORY,
                                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                               G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
luthier_timeline_init (LuthierTimeline *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->story_signals = g_signal_group_new (LUTHIER_TYPE_JOB_STORY);
  g_signal_group_connect_swapped (self->story_signals, "changed", G_CALLBACK (fill), self);
}

/**
 * luthier_timeline_new:
 *
 * Returns: (transfer floating): a timeline without a story
 */
GtkWidget *
luthier_timeline_new (void)
{
  return g_object_new (LUTHIER_TYPE_TIMELINE, NULL);
}
