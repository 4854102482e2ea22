/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-dropped.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-data-stats.h"
#include "luthier-format.h"

struct _LuthierJobDropped
{
  GtkWidget parent_instance;

  LuthierDataStats *stats; /* (owned) (nullable) */

  GtkWidget *box;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (LuthierJobDropped, luthier_job_dropped, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_STATS = 1,
} LuthierJobDroppedProperty;

static GParamSpec *props[PROP_STATS + 1];

static guint
count_indices (LuthierJobDropped *self)
{
  return self->stats != NULL && self->stats->truncated_indices != NULL
             ? self->stats->truncated_indices->len
             : 0;
}

static gint64
get_line (LuthierJobDropped *self, guint index)
{
  return g_array_index (self->stats->truncated_indices, gint64, index);
}

/* The reasons are parallel to the indices, as far as there are any. (nullable) */
static const char *
get_reason (LuthierJobDropped *self, guint index)
{
  GStrv reasons = self->stats->dropped_reasons;

  return reasons != NULL && index < g_strv_length (reasons) ? reasons[index] : NULL;
}

static GtkWidget *
row_new (LuthierJobDropped *self, guint index)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  g_autofree char *line = luthier_format_count (get_line (self, index));
  /* Translators: a line of the data file */
  g_autofree char *title = g_strdup_printf (_ ("Line %s"), line);
  const char *reason = get_reason (self, index);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  /* In the service's own words. */
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason != NULL ? reason : "");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
fill (LuthierJobDropped *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < count_indices (self); i++)
    gtk_list_box_append (self->list, row_new (self, i));
  gtk_widget_set_visible (GTK_WIDGET (self), count_indices (self) > 0);
}

static void
show_example (LuthierJobDropped *self, guint index)
{
  if (index < count_indices (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "job.show-example", "x", get_line (self, index));
}

static void
row_activated_cb (LuthierJobDropped *self, GtkListBoxRow *row)
{
  show_example (self, (guint) gtk_list_box_row_get_index (row));
}

static void
show_cb (LuthierJobDropped *self)
{
  show_example (self, 0);
}

static void
luthier_job_dropped_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierJobDropped *self = LUTHIER_JOB_DROPPED (object);

  switch ((LuthierJobDroppedProperty) prop_id)
    {
    case PROP_STATS:
      g_value_set_boxed (value, self->stats);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_dropped_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  LuthierJobDropped *self = LUTHIER_JOB_DROPPED (object);

  switch ((LuthierJobDroppedProperty) prop_id)
    {
    case PROP_STATS:
      /* Rows are kept as long as they say what is so: the focus may be there. */
      if (luthier_data_stats_equal (self->stats, g_value_get_boxed (value)))
        break;
      g_clear_pointer (&self->stats, luthier_data_stats_free);
      self->stats = g_value_dup_boxed (value);
      fill (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_dropped_dispose (GObject *object)
{
  LuthierJobDropped *self = LUTHIER_JOB_DROPPED (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->stats, luthier_data_stats_free);

  G_OBJECT_CLASS (luthier_job_dropped_parent_class)->dispose (object);
}

static void
luthier_job_dropped_class_init (LuthierJobDroppedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = luthier_job_dropped_get_property;
  object_class->set_property = luthier_job_dropped_set_property;
  object_class->dispose = luthier_job_dropped_dispose;

  props[PROP_STATS] = g_param_spec_boxed ("stats", NULL, NULL, LUTHIER_TYPE_DATA_STATS,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                              G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-job-dropped.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierJobDropped, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierJobDropped, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_job_dropped_init (LuthierJobDropped *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_job_dropped_new:
 *
 * Returns: (transfer floating): a list that is hidden until it has something to show
 */
GtkWidget *
luthier_job_dropped_new (void)
{
  return g_object_new (LUTHIER_TYPE_JOB_DROPPED, NULL);
}
