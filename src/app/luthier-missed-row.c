/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-missed-row.h"

#include "luthier-config.h"
#include "luthier-format.h"
#include "luthier-job-words.h"
#include "luthier-state-label.h"

struct _LuthierMissedRow
{
  GtkListBoxRow parent_instance;

  LuthierJob *job; /* (owned) */
  gint64 now_us;
  gboolean narrow;

  LuthierStateLabel *state;
  GtkBox *texts;
  GtkLabel *title;
  GtkLabel *ending;
  GtkLabel *ago;
};

G_DEFINE_FINAL_TYPE (LuthierMissedRow, luthier_missed_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  PROP_NARROW = 1,
} LuthierMissedRowProperty;

static GParamSpec *properties[PROP_NARROW + 1];

static void
update (LuthierMissedRow *self)
{
  const gint64 end = luthier_job_get_end_time (self->job);
  g_autofree char *ending = luthier_job_words_ending (self->job, self->now_us);
  g_autofree char *ago = end != 0 ? luthier_format_ago (end, self->now_us) : g_strdup ("");

  gtk_label_set_text (self->title, luthier_job_get_title (self->job));
  gtk_label_set_text (self->ending, ending);
  gtk_label_set_text (self->ago, ago);
}

static void
set_narrow (LuthierMissedRow *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->texts),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->texts, narrow ? 2 : 12);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
luthier_missed_row_dispose (GObject *object)
{
  g_clear_object (&LUTHIER_MISSED_ROW (object)->job);
  G_OBJECT_CLASS (luthier_missed_row_parent_class)->dispose (object);
}

static void
luthier_missed_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((LuthierMissedRowProperty) prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, LUTHIER_MISSED_ROW (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_missed_row_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  switch ((LuthierMissedRowProperty) prop_id)
    {
    case PROP_NARROW:
      set_narrow (LUTHIER_MISSED_ROW (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_missed_row_class_init (LuthierMissedRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = luthier_missed_row_dispose;
  object_class->get_property = luthier_missed_row_get_property;
  object_class->set_property = luthier_missed_row_set_property;
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                      G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (LUTHIER_TYPE_STATE_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-missed-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedRow, state);
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedRow, texts);
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedRow, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedRow, ending);
  gtk_widget_class_bind_template_child (widget_class, LuthierMissedRow, ago);
}

static void
luthier_missed_row_init (LuthierMissedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_missed_row_new:
 * @job: one that has ended
 * @now_us: the present time, in microseconds since the epoch
 *
 * Returns: (transfer floating): a row that follows it
 */
GtkWidget *
luthier_missed_row_new (LuthierJob *job, gint64 now_us)
{
  LuthierMissedRow *self = g_object_new (LUTHIER_TYPE_MISSED_ROW, NULL);

  self->job = g_object_ref (job);
  self->now_us = now_us;
  luthier_state_label_set_job (self->state, job);
  /* Why it failed may be known only when all of it has been fetched. */
  g_signal_connect_object (job, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

LuthierJob *
luthier_missed_row_get_job (LuthierMissedRow *self)
{
  g_return_val_if_fail (LUTHIER_IS_MISSED_ROW (self), NULL);

  return self->job;
}

void
luthier_missed_row_set_now (LuthierMissedRow *self, gint64 now_us)
{
  g_return_if_fail (LUTHIER_IS_MISSED_ROW (self));

  self->now_us = now_us;
  update (self);
}
