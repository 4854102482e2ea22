/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-checkpoint-list.h"

#include <glib/gi18n.h>

#include "luthier-checkpoint.h"
#include "luthier-fact.h"
#include "luthier-job-facts.h"

struct _LuthierCheckpointList
{
  GtkWidget parent_instance;

  GListModel *model; /* (owned) (nullable) */
  gulong changed_id;
};

G_DEFINE_FINAL_TYPE (LuthierCheckpointList, luthier_checkpoint_list, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_MODEL = 1,
} LuthierCheckpointListProperty;

static GParamSpec *props[PROP_MODEL + 1];

static GtkWidget *
new_line (LuthierCheckpoint *checkpoint)
{
  const char *endpoint = luthier_checkpoint_get_endpoint (checkpoint);
  g_autofree char *label = NULL;
  g_autofree char *value = NULL;
  GtkWidget *line;

  /* Translators: %s is the number of a checkpoint */
  label = g_strdup_printf (_ ("Checkpoint %s"), luthier_checkpoint_get_id (checkpoint));
  value = luthier_job_facts_checkpoint (
      NULL, luthier_checkpoint_get_id (checkpoint), luthier_checkpoint_get_epoch (checkpoint),
      luthier_checkpoint_get_step (checkpoint), luthier_checkpoint_get_is_default (checkpoint));
  line = luthier_fact_new (label, value);
  if (endpoint != NULL && *endpoint != '\0')
    g_object_set (line, "detail", endpoint, "copyable", TRUE, NULL);
  return line;
}

static void
clear (LuthierCheckpointList *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

/* There are ten at most, and they change a few times in a job's life: made anew each time. */
static void
fill (LuthierCheckpointList *self)
{
  guint n_items = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;

  clear (self);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (LuthierCheckpoint) checkpoint = g_list_model_get_item (self->model, i);

      gtk_widget_set_parent (new_line (checkpoint), GTK_WIDGET (self));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n_items > 0);
}

static void
set_model (LuthierCheckpointList *self, GListModel *model)
{
  if (self->model == model)
    return;

  if (self->model != NULL)
    g_clear_signal_handler (&self->changed_id, self->model);
  g_set_object (&self->model, model);
  if (model != NULL)
    self->changed_id = g_signal_connect_swapped (model, "items-changed", G_CALLBACK (fill), self);
  fill (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MODEL]);
}

static void
luthier_checkpoint_list_get_property (GObject *object,
                                      guint prop_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  LuthierCheckpointList *self = LUTHIER_CHECKPOINT_LIST (object);

  switch ((LuthierCheckpointListProperty) prop_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_checkpoint_list_set_property (GObject *object,
                                      guint prop_id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  switch ((LuthierCheckpointListProperty) prop_id)
    {
    case PROP_MODEL:
      set_model (LUTHIER_CHECKPOINT_LIST (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_checkpoint_list_dispose (GObject *object)
{
  LuthierCheckpointList *self = LUTHIER_CHECKPOINT_LIST (object);

  if (self->model != NULL)
    g_clear_signal_handler (&self->changed_id, self->model);
  g_clear_object (&self->model);
  clear (self);

  G_OBJECT_CLASS (luthier_checkpoint_list_parent_class)->dispose (object);
}

static void
luthier_checkpoint_list_class_init (LuthierCheckpointListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = luthier_checkpoint_list_get_property;
  object_class->set_property = luthier_checkpoint_list_set_property;
  object_class->dispose = luthier_checkpoint_list_dispose;

  props[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL,
                                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                               G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
luthier_checkpoint_list_init (LuthierCheckpointList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "facts");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * luthier_checkpoint_list_new:
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
luthier_checkpoint_list_new (void)
{
  return g_object_new (LUTHIER_TYPE_CHECKPOINT_LIST, NULL);
}
