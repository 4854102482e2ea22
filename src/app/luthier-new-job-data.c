/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-data.h"

#include "luthier-config.h"
#include "luthier-new-job-bucket.h"
#include "luthier-new-job-dataset-card.h"
#include "luthier-new-job-row.h"

struct _LuthierNewJobData
{
  GtkWidget parent_instance;

  LuthierNewJobForm *form; /* (owned) */

  GtkWidget *box;
  LuthierNewJobDatasetCard *training;
  GtkWidget *bucket_list;
  LuthierNewJobBucket *bucket;
  LuthierNewJobDatasetCard *validation;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobData, luthier_new_job_data, GTK_TYPE_WIDGET)

static void
refresh (LuthierNewJobData *self)
{
  LuthierNewJobDataset *training = luthier_new_job_form_get_training (self->form);
  LuthierNewJobDataset *validation = luthier_new_job_form_get_validation (self->form);

  gtk_widget_set_visible (self->bucket_list,
                          luthier_new_job_dataset_get_file (training) != NULL ||
                              luthier_new_job_dataset_get_file (validation) != NULL);
}

/* The one thing that is left to say, if that is where the file goes. */
static void
show_field_cb (LuthierNewJobData *self, guint field)
{
  LuthierNewJobDataset *training = luthier_new_job_form_get_training (self->form);
  LuthierNewJobDataset *validation = luthier_new_job_form_get_validation (self->form);

  if ((field == LUTHIER_SPEC_FIELD_TRAINING_DATA &&
       luthier_new_job_dataset_get_state (training) == LUTHIER_NEW_JOB_DATASET_NO_BUCKET) ||
      (field == LUTHIER_SPEC_FIELD_VALIDATION_DATA &&
       luthier_new_job_dataset_get_state (validation) == LUTHIER_NEW_JOB_DATASET_NO_BUCKET))
    gtk_widget_grab_focus (GTK_WIDGET (self->bucket));
}

static gboolean
luthier_new_job_data_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LUTHIER_NEW_JOB_DATA (widget)->training));
}

static void
luthier_new_job_data_dispose (GObject *object)
{
  LuthierNewJobData *self = LUTHIER_NEW_JOB_DATA (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (luthier_new_job_data_parent_class)->dispose (object);
}

static void
luthier_new_job_data_class_init (LuthierNewJobDataClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_data_dispose;
  widget_class->grab_focus = luthier_new_job_data_grab_focus;

  g_type_ensure (LUTHIER_TYPE_NEW_JOB_BUCKET);
  g_type_ensure (LUTHIER_TYPE_NEW_JOB_DATASET_CARD);
  g_type_ensure (LUTHIER_TYPE_NEW_JOB_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-new-job-data.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobData, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobData, training);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobData, bucket_list);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobData, bucket);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobData, validation);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_data_init (LuthierNewJobData *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_new_job_data_new:
 * @form: the form that this is a step of
 *
 * Returns: (transfer floating): the step
 */
GtkWidget *
luthier_new_job_data_new (LuthierNewJobForm *form)
{
  LuthierNewJobData *self = g_object_new (LUTHIER_TYPE_NEW_JOB_DATA, NULL);

  self->form = g_object_ref (form);
  luthier_new_job_dataset_card_attach (self->training, form,
                                       luthier_new_job_form_get_training (form));
  luthier_new_job_dataset_card_attach (self->validation, form,
                                       luthier_new_job_form_get_validation (form));
  luthier_new_job_bucket_attach (self->bucket, form);
  g_signal_connect_object (form, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "show-field", G_CALLBACK (show_field_cb), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
