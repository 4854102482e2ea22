/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-dataset-status.h"

#include <glib/gi18n.h>

#include "luthier-adaptive-box.h"
#include "luthier-config.h"
#include "luthier-format.h"
#include "luthier-new-job-dataset-words.h"
#include "luthier-transfer-dialog.h"

struct _LuthierNewJobDatasetStatus
{
  GtkWidget parent_instance;

  LuthierNewJobDataset *dataset; /* (owned) (nullable) */
  LuthierTransfer *followed;     /* (owned) (nullable): whose progress is shown */

  GtkImage *icon;
  GtkLabel *status;
  GtkLabel *detail;
  GtkWidget *stop;
  GtkWidget *buttons;
  GtkButton *retry;
  GtkWidget *replace;
  GtkButton *read_all;
  GtkProgressBar *bar;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobDatasetStatus, luthier_new_job_dataset_status, GTK_TYPE_WIDGET)

static void
set_style (GtkWidget *widget, const char *style)
{
  static const char *const styles[] = { "accent", "success", "warning", "error" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      if (g_strcmp0 (styles[i], style) == 0)
        gtk_widget_add_css_class (widget, styles[i]);
      else
        gtk_widget_remove_css_class (widget, styles[i]);
    }
}

static void
show_progress (LuthierNewJobDatasetStatus *self)
{
  LuthierNewJobDatasetState state = luthier_new_job_dataset_get_state (self->dataset);
  LuthierTransfer *transfer = luthier_new_job_dataset_get_transfer (self->dataset);
  gboolean checking = state == LUTHIER_NEW_JOB_DATASET_CHECKING ||
                      state == LUTHIER_NEW_JOB_DATASET_READING;
  gboolean uploading = state == LUTHIER_NEW_JOB_DATASET_UPLOADING && transfer != NULL;
  g_autofree char *detail = luthier_new_job_dataset_words_detail (self->dataset);

  if (checking)
    gtk_progress_bar_set_fraction (self->bar, luthier_new_job_dataset_get_progress (self->dataset));
  else if (uploading)
    gtk_progress_bar_set_fraction (self->bar, luthier_transfer_get_fraction (transfer));

  gtk_widget_set_visible (GTK_WIDGET (self->bar), checking || uploading);
  gtk_label_set_text (self->detail, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), detail != NULL);
}

static void
follow_transfer (LuthierNewJobDatasetStatus *self)
{
  LuthierTransfer *transfer = luthier_new_job_dataset_get_transfer (self->dataset);

  if (self->followed == transfer)
    return;

  if (self->followed != NULL)
    g_signal_handlers_disconnect_by_func (self->followed, show_progress, self);
  g_set_object (&self->followed, transfer);
  if (transfer != NULL)
    g_signal_connect_object (transfer, "notify::sent", G_CALLBACK (show_progress), self,
                             G_CONNECT_SWAPPED);
}

static void
show_stop (LuthierNewJobDatasetStatus *self)
{
  gboolean reads = luthier_new_job_dataset_reads_all (self->dataset);
  gboolean sends = luthier_new_job_dataset_get_state (self->dataset) ==
                       LUTHIER_NEW_JOB_DATASET_UPLOADING &&
                   !luthier_new_job_dataset_is_wanted (self->dataset);
  const char *meaning = reads ? _ ("Stop the Check") : _ ("Stop the Upload");

  gtk_widget_set_visible (self->stop, reads || sends);
  gtk_widget_set_tooltip_text (self->stop, meaning);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stop), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  meaning, -1);
}

static void
show_buttons (LuthierNewJobDatasetStatus *self, const char *retry)
{
  gboolean more = luthier_new_job_dataset_can_read_on (self->dataset);
  gboolean taken = luthier_new_job_dataset_get_state (self->dataset) ==
                   LUTHIER_NEW_JOB_DATASET_TAKEN;
  g_autofree char *size = luthier_format_size (
      (guint64) MAX (luthier_new_job_dataset_get_size (self->dataset), 0));
  /* Translators: %s is the size of the file, which is how much is read over the network */
  g_autofree char *label = g_strdup_printf (_ ("Check All of It (%s)"), size);

  show_stop (self);
  gtk_widget_set_visible (self->replace, taken);
  gtk_widget_set_visible (GTK_WIDGET (self->read_all), more);
  gtk_button_set_label (self->read_all, label);
  gtk_widget_set_visible (GTK_WIDGET (self->retry), retry != NULL);
  if (retry != NULL)
    gtk_button_set_label (self->retry, retry);
  gtk_widget_set_visible (self->buttons, taken || more || retry != NULL);
}

static void
stop_cb (LuthierNewJobDatasetStatus *self)
{
  luthier_new_job_dataset_interrupt (self->dataset);
}

static void
retry_cb (LuthierNewJobDatasetStatus *self)
{
  luthier_new_job_dataset_retry (self->dataset);
}

static void
read_all_cb (LuthierNewJobDatasetStatus *self)
{
  luthier_new_job_dataset_read_all (self->dataset);
}

static void
replace_cb (LuthierNewJobDatasetStatus *self)
{
  LuthierTransfer *transfer = luthier_new_job_dataset_get_transfer (self->dataset);

  if (transfer != NULL)
    luthier_transfer_dialog_ask_to_replace (GTK_WIDGET (self), transfer);
}

static void
luthier_new_job_dataset_status_dispose (GObject *object)
{
  LuthierNewJobDatasetStatus *self = LUTHIER_NEW_JOB_DATASET_STATUS (object);
  GtkWidget *child;

  if (self->followed != NULL)
    g_signal_handlers_disconnect_by_func (self->followed, show_progress, self);
  g_clear_object (&self->followed);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->dataset);

  G_OBJECT_CLASS (luthier_new_job_dataset_status_parent_class)->dispose (object);
}

static void
luthier_new_job_dataset_status_class_init (LuthierNewJobDatasetStatusClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_dataset_status_dispose;

  g_type_ensure (LUTHIER_TYPE_ADAPTIVE_BOX);
  gtk_widget_class_set_css_name (widget_class, "row");
  gtk_widget_class_set_template_from_resource (widget_class, LUTHIER_RESOURCE_PATH
                                               "luthier-new-job-dataset-status.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetStatus, icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetStatus, status);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetStatus, detail);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetStatus, stop);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetStatus, buttons);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetStatus, retry);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetStatus, replace);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetStatus, read_all);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetStatus, bar);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_all_cb);
}

static void
luthier_new_job_dataset_status_init (LuthierNewJobDatasetStatus *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * luthier_new_job_dataset_status_attach:
 * @dataset: what is shown and told what to do
 */
void
luthier_new_job_dataset_status_attach (LuthierNewJobDatasetStatus *self,
                                       LuthierNewJobDataset *dataset)
{
  self->dataset = g_object_ref (dataset);
  g_signal_connect_object (dataset, "progress", G_CALLBACK (show_progress), self,
                           G_CONNECT_SWAPPED);
}

void
luthier_new_job_dataset_status_show (LuthierNewJobDatasetStatus *self, const char *refusal)
{
  LuthierNewJobDatasetWords words = luthier_new_job_dataset_words (self->dataset);

  if (refusal != NULL)
    words = (LuthierNewJobDatasetWords){ "dialog-error-symbolic", "error", refusal, words.retry };

  gtk_image_set_from_icon_name (self->icon, words.icon);
  set_style (GTK_WIDGET (self->icon), words.style);
  gtk_label_set_text (self->status, words.text);
  follow_transfer (self);
  show_buttons (self, words.retry);
  show_progress (self);
}
