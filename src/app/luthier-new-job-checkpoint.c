/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-checkpoint.h"

#include <glib/gi18n.h>

#include "luthier-checkpoint.h"
#include "luthier-format.h"
#include "luthier-drop-down.h"

struct _LuthierNewJobCheckpoint
{
  GtkWidget parent_instance;

  LuthierNewJobForm *form; /* (owned) (nullable) */
  GListModel *offered;     /* (owned) (nullable): of LuthierCheckpoint */
  gboolean syncing;

  GtkWidget *choice; /* (owned by the widget tree): GtkDropDown, the default one first */
  GtkWidget *entry;  /* (owned by the widget tree) */
};

G_DEFINE_FINAL_TYPE (LuthierNewJobCheckpoint, luthier_new_job_checkpoint, GTK_TYPE_WIDGET)

static void
choice_cb (LuthierNewJobCheckpoint *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));
  g_autoptr (LuthierCheckpoint) checkpoint = NULL;

  if (self->syncing || self->offered == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;

  if (selected > 0)
    checkpoint = g_list_model_get_item (self->offered, selected - 1);
  luthier_job_spec_set_checkpoint_id (luthier_new_job_form_get_spec (self->form),
                                      checkpoint != NULL ? luthier_checkpoint_get_id (checkpoint)
                                                         : NULL);
}

static char *
describe (LuthierCheckpoint *checkpoint)
{
  g_autofree char *epoch = luthier_format_count (luthier_checkpoint_get_epoch (checkpoint));
  g_autofree char *step = luthier_format_count (luthier_checkpoint_get_step (checkpoint));

  /* Translators: the id of a checkpoint, and what it was made after */
  return g_strdup_printf (_ ("%s, epoch %s, step %s"), luthier_checkpoint_get_id (checkpoint),
                          epoch, step);
}

static void
show (LuthierNewJobCheckpoint *self, guint selected)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (names, g_strdup (_ ("The model’s default")));
  for (guint i = 0; i < g_list_model_get_n_items (self->offered); i++)
    {
      g_autoptr (LuthierCheckpoint) checkpoint = g_list_model_get_item (self->offered, i);

      g_ptr_array_add (names, describe (checkpoint));
    }
  g_ptr_array_add (names, NULL);
  luthier_drop_down_show (GTK_DROP_DOWN (self->choice), (const char *const *) names->pdata,
                          selected);
}

static guint
find (LuthierNewJobCheckpoint *self, const char *id)
{
  if (id == NULL || *id == '\0')
    return 0;

  for (guint i = 0; i < g_list_model_get_n_items (self->offered); i++)
    {
      g_autoptr (LuthierCheckpoint) checkpoint = g_list_model_get_item (self->offered, i);

      if (g_strcmp0 (luthier_checkpoint_get_id (checkpoint), id) == 0)
        return i + 1;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
refresh (LuthierNewJobCheckpoint *self)
{
  LuthierJobSpec *spec = luthier_new_job_form_get_spec (self->form);
  LuthierJob *job = luthier_new_job_form_get_source_job (self->form);
  GListModel *offered = job != NULL ? luthier_job_get_checkpoints (job) : NULL;
  const char *id = luthier_job_spec_get_checkpoint_id (spec);

  if (offered != NULL && g_list_model_get_n_items (offered) == 0)
    offered = NULL;

  gtk_widget_set_visible (self->choice, offered != NULL);
  gtk_widget_set_visible (self->entry, offered == NULL);
  if (self->syncing)
    return;

  self->syncing = TRUE;
  g_set_object (&self->offered, offered);
  if (offered != NULL)
    show (self, find (self, id));
  self->syncing = FALSE;
}

static gboolean
luthier_new_job_checkpoint_grab_focus (GtkWidget *widget)
{
  LuthierNewJobCheckpoint *self = LUTHIER_NEW_JOB_CHECKPOINT (widget);
  gboolean choice = gtk_widget_get_visible (self->choice);

  return gtk_widget_grab_focus (choice ? self->choice : self->entry);
}

static void
luthier_new_job_checkpoint_dispose (GObject *object)
{
  LuthierNewJobCheckpoint *self = LUTHIER_NEW_JOB_CHECKPOINT (object);

  g_clear_pointer (&self->choice, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_object (&self->offered);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (luthier_new_job_checkpoint_parent_class)->dispose (object);
}

static void
luthier_new_job_checkpoint_class_init (LuthierNewJobCheckpointClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_checkpoint_dispose;
  widget_class->grab_focus = luthier_new_job_checkpoint_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_checkpoint_init (LuthierNewJobCheckpoint *self)
{
  self->choice = g_object_new (GTK_TYPE_DROP_DOWN, "halign", GTK_ALIGN_END, NULL);
  self->entry = g_object_new (GTK_TYPE_ENTRY, "width-chars", 12, "max-width-chars", 28,
                              "activates-default", TRUE, "placeholder-text",
                              _ ("The model’s default"), NULL);
  gtk_widget_set_parent (self->choice, GTK_WIDGET (self));
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Checkpoint"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Checkpoint"), -1);
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (choice_cb), self);
}

/**
 * luthier_new_job_checkpoint_attach:
 * @form: whose spec this chooses for
 */
void
luthier_new_job_checkpoint_attach (LuthierNewJobCheckpoint *self, LuthierNewJobForm *form)
{
  self->form = g_object_ref (form);
  luthier_new_job_form_bind_text (form, "checkpoint-id", GTK_EDITABLE (self->entry));
  g_signal_connect_object (form, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}
