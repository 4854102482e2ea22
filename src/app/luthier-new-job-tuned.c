/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-tuned.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-new-job-checkpoint.h"
#include "luthier-new-job-choice.h"
#include "luthier-new-job-row.h"

/* So many jobs are asked for their model at most: who has more knows the name. */
#define MAX_LOOKS 24

struct _LuthierNewJobTuned
{
  GtkWidget parent_instance;

  LuthierNewJobForm *form;   /* (owned) (nullable) */
  LuthierJobSpec *spec;      /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  guint n_looks;             /* under way */

  GtkWidget *box;
  GtkListBox *list;
  GtkLabel *none;
  LuthierNewJobRow *name_row;
  GtkEditable *name;
  LuthierNewJobRow *checkpoint_row;
  LuthierNewJobCheckpoint *checkpoint;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobTuned, luthier_new_job_tuned, GTK_TYPE_WIDGET)

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

static GListModel *
get_jobs (LuthierNewJobTuned *self)
{
  return luthier_session_get_jobs (luthier_new_job_form_get_session (self->form));
}

static void
show_chosen (LuthierNewJobTuned *self)
{
  const char *name = luthier_job_spec_get_pre_tuned_model (self->spec);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      LuthierNewJobChoice *choice = LUTHIER_NEW_JOB_CHOICE (row);

      luthier_new_job_choice_set_chosen (
          choice,
          is_set (name) && g_strcmp0 (luthier_new_job_choice_get_value (choice), name) == 0);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->checkpoint_row), is_set (name));
}

static void
fill (LuthierNewJobTuned *self)
{
  LuthierSession *session = luthier_new_job_form_get_session (self->form);
  gint64 now = luthier_clock_get_real_time (luthier_session_get_clock (session));
  GListModel *jobs = get_jobs (self);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);

      if (luthier_job_has_model (job))
        gtk_list_box_append (self->list, luthier_new_job_choice_new_for_job (job, now));
    }

  gboolean any = gtk_widget_get_first_child (GTK_WIDGET (self->list)) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->list), any);
  gtk_widget_set_visible (GTK_WIDGET (self->none), !any);
  gtk_label_set_text (self->none, self->n_looks > 0
                                      ? _ ("Looking for tuned models")
                                      : _ ("No job of this profile has a tuned model yet. One made "
                                           "elsewhere can be named here."));
  show_chosen (self);
}

static void
chosen_cb (LuthierNewJobTuned *self, LuthierNewJobChoice *choice)
{
  g_object_freeze_notify (G_OBJECT (self->spec));
  luthier_job_spec_set_checkpoint_id (self->spec, NULL);
  luthier_job_spec_set_pre_tuned_model (self->spec, luthier_new_job_choice_get_value (choice));
  g_object_thaw_notify (G_OBJECT (self->spec));
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierNewJobTuned) self = user_data;

  /* A job that cannot be asked is not offered; its model can still be named. */
  luthier_session_fetch_job_finish (LUTHIER_SESSION (source), result, NULL);
  self->n_looks--;
  if (self->form != NULL)
    fill (self);
}

static gboolean
luthier_new_job_tuned_grab_focus (GtkWidget *widget)
{
  LuthierNewJobTuned *self = LUTHIER_NEW_JOB_TUNED (widget);
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  for (GtkWidget *row = first; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (luthier_new_job_choice_get_chosen (LUTHIER_NEW_JOB_CHOICE (row)))
      return gtk_widget_grab_focus (row);

  return gtk_widget_grab_focus (first != NULL ? first : GTK_WIDGET (self->name));
}

static void
luthier_new_job_tuned_dispose (GObject *object)
{
  LuthierNewJobTuned *self = LUTHIER_NEW_JOB_TUNED (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->spec);
  g_clear_object (&self->form);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (luthier_new_job_tuned_parent_class)->dispose (object);
}

static void
luthier_new_job_tuned_class_init (LuthierNewJobTunedClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_tuned_dispose;
  widget_class->grab_focus = luthier_new_job_tuned_grab_focus;

  g_type_ensure (LUTHIER_TYPE_NEW_JOB_ROW);
  g_type_ensure (LUTHIER_TYPE_NEW_JOB_CHECKPOINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-new-job-tuned.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobTuned, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobTuned, list);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobTuned, none);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobTuned, name_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobTuned, name);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobTuned, checkpoint_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobTuned, checkpoint);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_tuned_init (LuthierNewJobTuned *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_new_job_tuned_attach:
 * @form: whose spec this chooses for
 */
void
luthier_new_job_tuned_attach (LuthierNewJobTuned *self, LuthierNewJobForm *form)
{
  self->form = g_object_ref (form);
  self->spec = g_object_ref (luthier_new_job_form_get_spec (form));

  luthier_new_job_form_bind_text (form, "pre-tuned-model", self->name);
  luthier_new_job_checkpoint_attach (self->checkpoint, form);
  luthier_new_job_row_attach (self->name_row, form, LUTHIER_SPEC_FIELD_PRE_TUNED_MODEL);
  luthier_new_job_row_attach (self->checkpoint_row, form, LUTHIER_SPEC_FIELD_CHECKPOINT);
  g_signal_connect_object (form, "changed", G_CALLBACK (show_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_jobs (self), "items-changed", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  fill (self);
}

/**
 * luthier_new_job_tuned_look:
 *
 * Asks for jobs that have come to an end without it being known here what they have made.
 */
void
luthier_new_job_tuned_look (LuthierNewJobTuned *self)
{
  LuthierSession *session = luthier_new_job_form_get_session (self->form);
  GListModel *jobs = get_jobs (self);

  for (guint i = 0; i < g_list_model_get_n_items (jobs) && self->n_looks < MAX_LOOKS; i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);

      if (!luthier_job_may_have_model (job))
        continue;

      self->n_looks++;
      luthier_session_fetch_job_async (session, job, self->cancellable, fetched_cb,
                                       g_object_ref (self));
    }
  fill (self);
}
