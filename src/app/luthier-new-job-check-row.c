/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-check-row.h"

#include <glib/gi18n.h>

#include "luthier-adaptive-box.h"
#include "luthier-config.h"
#include "luthier-transfer-words.h"

struct _LuthierNewJobCheckRow
{
  GtkWidget parent_instance;

  LuthierNewJobForm *form; /* (owned) */
  LuthierSpecField field;
  LuthierTransfer *transfer; /* (owned) (nullable): what is followed */
  gboolean fixes;            /* the button repairs it at once instead of leading there */

  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *reason;
  GtkButton *repair;
  GtkLabel *verdict;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobCheckRow, luthier_new_job_check_row, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon;
  const char *style;
  const char *word;
} looks[] = {
  [LUTHIER_VERDICT_BLOCKS] = { "dialog-error-symbolic", "error", N_ ("Blocks") },
  [LUTHIER_VERDICT_NOT_YET] = { "content-loading-symbolic", "accent", N_ ("Not yet") },
  [LUTHIER_VERDICT_REFUSED] = { "dialog-error-symbolic", "error", N_ ("Refused") },
  [LUTHIER_VERDICT_WAITS] = { "dialog-warning-symbolic", "warning", N_ ("Waits") },
  [LUTHIER_VERDICT_WARNING] = { "dialog-warning-symbolic", "warning", N_ ("Warning") },
  [LUTHIER_VERDICT_UNPROVEN] = { "dialog-question-symbolic", "dim-label", N_ ("Not checked") },
  [LUTHIER_VERDICT_READY] = { "emblem-ok-symbolic", "success", N_ ("Ready") },
};

static void
show_reason (LuthierNewJobCheckRow *self, const char *reason)
{
  gtk_label_set_text (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), reason != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_text (self->reason), -1);
}

static void
show_transfer (LuthierNewJobCheckRow *self)
{
  g_autofree char *progress = luthier_transfer_words_progress (self->transfer, 0);
  g_autofree char *reason = g_strdup_printf (
      /* Translators: how much of a file is uploaded, and "143 MB of 231 MB, 9 s left" */
      _ ("%.0f percent, %s"), luthier_transfer_get_fraction (self->transfer) * 100, progress);

  show_reason (self, reason);
}

static void
follow (LuthierNewJobCheckRow *self, LuthierTransfer *transfer)
{
  self->transfer = g_object_ref (transfer);
  g_signal_connect_object (transfer, "notify::fraction", G_CALLBACK (show_transfer), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (transfer, "notify::state", G_CALLBACK (show_transfer), self,
                           G_CONNECT_SWAPPED);
  show_transfer (self);
}

static void
repair_cb (LuthierNewJobCheckRow *self)
{
  if (self->fixes)
    luthier_new_job_form_mend (self->form, self->field);
  else
    luthier_new_job_form_show_field (self->form, self->field);
}

static void
luthier_new_job_check_row_dispose (GObject *object)
{
  LuthierNewJobCheckRow *self = LUTHIER_NEW_JOB_CHECK_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->transfer);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (luthier_new_job_check_row_parent_class)->dispose (object);
}

static void
luthier_new_job_check_row_class_init (LuthierNewJobCheckRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_check_row_dispose;

  g_type_ensure (LUTHIER_TYPE_ADAPTIVE_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, LUTHIER_RESOURCE_PATH
                                               "luthier-new-job-check-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobCheckRow, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobCheckRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobCheckRow, title);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobCheckRow, reason);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobCheckRow, repair);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobCheckRow, verdict);
  gtk_widget_class_bind_template_callback (widget_class, repair_cb);
  gtk_widget_class_set_css_name (widget_class, "row");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_check_row_init (LuthierNewJobCheckRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "field");
}

/**
 * luthier_new_job_check_row_new:
 * @form: what the row repairs
 * @check: what the row says
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
luthier_new_job_check_row_new (LuthierNewJobForm *form, const LuthierNewJobCheck *check)
{
  LuthierNewJobCheckRow *self = g_object_new (LUTHIER_TYPE_NEW_JOB_CHECK_ROW, NULL);
  gboolean ready = check->verdict == LUTHIER_VERDICT_READY;
  const char *word = _ (looks[check->verdict].word);
  g_autofree char *spoken = g_strdup_printf (C_ ("verdict and what was checked", "%s: %s"), word,
                                             check->title);

  self->form = g_object_ref (form);
  self->field = check->field;
  self->fixes = check->fix_label != NULL;

  gtk_image_set_from_icon_name (self->icon, looks[check->verdict].icon);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[check->verdict].style);
  gtk_label_set_text (self->title, check->title);
  show_reason (self, check->reason);
  if (check->transfer != NULL)
    follow (self, check->transfer);
  gtk_label_set_text (self->verdict, word);
  gtk_widget_add_css_class (GTK_WIDGET (self->verdict), looks[check->verdict].style);

  gtk_widget_set_visible (GTK_WIDGET (self->repair), !ready && check->transfer == NULL &&
                                                         check->field != LUTHIER_SPEC_FIELD_NONE);
  gtk_button_set_label (self->repair, self->fixes ? check->fix_label : _ ("Go There"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return GTK_WIDGET (self);
}
