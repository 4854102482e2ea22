/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-dataset-card.h"

#include <glib/gi18n.h>

#include "luthier-adaptive-box.h"
#include "luthier-advice.h"
#include "luthier-compat.h"
#include "luthier-config.h"
#include "luthier-format.h"
#include "luthier-new-job-figures.h"
#include "luthier-new-job-findings.h"
#include "luthier-pick-button.h"
#include "luthier-picker-path.h"

struct _LuthierNewJobDatasetCard
{
  GtkWidget parent_instance;

  LuthierNewJobForm *form;       /* (owned) (nullable) */
  LuthierNewJobDataset *dataset; /* (owned) (nullable) */
  LuthierDatasetReport *shown;   /* (owned) (nullable): what figures and findings are of */
  LuthierTransfer *followed;     /* (owned) (nullable): whose progress is shown */
  GCancellable *cancellable;     /* (owned): of the file chooser */

  GtkWidget *box;
  GtkWidget *empty;
  GtkLabel *empty_error;
  GtkWidget *choose;
  GtkWidget *none;
  GtkWidget *choose_none;
  GtkWidget *given;
  GtkImage *kind;
  GtkWidget *file_box;
  GtkLabel *file_name;
  GtkLabel *file_detail;
  GtkEditable *address;
  GtkWidget *replace;
  LuthierPickButton *browse;
  GtkWidget *clear;
  GtkWidget *status_row;
  GtkImage *status_icon;
  GtkLabel *status;
  GtkLabel *status_detail;
  GtkWidget *stop;
  GtkButton *retry;
  GtkProgressBar *bar;
  LuthierNewJobFigures *figures;
  LuthierNewJobFindings *findings;
  GtkDropTarget *drop;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobDatasetCard, luthier_new_job_dataset_card, GTK_TYPE_WIDGET)

/* How a state reads: an icon, its style class, the words, and a button to do it again. */
typedef struct
{
  const char *icon;
  const char *style; /* (nullable) */
  const char *text;
  const char *retry; /* (nullable) */
} Words;

static Words
words_of_file (LuthierNewJobDatasetState state)
{
  switch ((guint) state)
    {
    case LUTHIER_NEW_JOB_DATASET_CHECKING:
      return (Words){ "edit-find-symbolic", "accent", _ ("Checking"), NULL };

    case LUTHIER_NEW_JOB_DATASET_UNREADABLE:
      return (Words){ "dialog-error-symbolic", "error", _ ("The file cannot be read"),
                      _ ("Try Again") };

    case LUTHIER_NEW_JOB_DATASET_FAULTY:
      return (Words){ "dialog-error-symbolic", "error",
                      _ ("Not uploaded: the job would fail with this file"), _ ("Check Again") };

    case LUTHIER_NEW_JOB_DATASET_NO_BUCKET:
      return (Words){ "dialog-warning-symbolic", "warning",
                      _ ("Not uploaded yet: say below where to"), NULL };

    case LUTHIER_NEW_JOB_DATASET_UPLOADING:
      return (Words){ "send-to-symbolic", "accent", _ ("Uploading"), NULL };

    case LUTHIER_NEW_JOB_DATASET_NOT_UPLOADED:
      return (Words){ "dialog-error-symbolic", "error", _ ("Not uploaded"), _ ("Try Again") };

    default:
      return (Words){ "emblem-ok-symbolic", "success", _ ("Checked and uploaded"), NULL };
    }
}

static Words
words_of_address (LuthierNewJobDatasetState state)
{
  switch ((guint) state)
    {
    case LUTHIER_NEW_JOB_DATASET_MALFORMED:
      return (Words){ "dialog-error-symbolic", "error",
                      _ ("An address looks like gs://bucket/folder/file.jsonl"), NULL };

    case LUTHIER_NEW_JOB_DATASET_PROBING:
      return (Words){ "content-loading-symbolic", NULL, _ ("Looking it up"), NULL };

    case LUTHIER_NEW_JOB_DATASET_MISSING:
      return (Words){ "dialog-error-symbolic", "error", _ ("There is no such file"),
                      _ ("Look Again") };

    case LUTHIER_NEW_JOB_DATASET_UNPROVEN:
      return (Words){ "dialog-warning-symbolic", "warning", _ ("It could not be looked up"),
                      _ ("Look Again") };

    default:
      return (Words){ "emblem-ok-symbolic", "success", _ ("The file is there"), NULL };
    }
}

static char *
describe_upload (LuthierTransfer *transfer, LuthierDatasetReport *report)
{
  /* The transfer asks for the size itself, and that takes it a moment. */
  guint64 bytes = MAX (luthier_transfer_get_size (transfer), report != NULL ? report->size : 0);
  g_autofree char *sent = luthier_format_size (luthier_transfer_get_sent (transfer));
  g_autofree char *size = luthier_format_size (bytes);
  g_autofree char *rate = luthier_format_rate (luthier_transfer_get_rate (transfer));
  gint64 left = luthier_transfer_get_seconds_left (transfer);
  g_autofree char *time = left >= 0 ? luthier_format_duration (left) : NULL;

  if (luthier_transfer_get_state (transfer) == LUTHIER_TRANSFER_WAITING)
    return g_strdup_printf (_ ("%s of %s, waits for the network"), sent, size);
  if (time == NULL)
    return g_strdup_printf (_ ("%s of %s"), sent, size);

  return g_strdup_printf (_ ("%s of %s, %s, %s left"), sent, size, rate, time);
}

/* What there is to add to the words of a state. */
static char *
describe (LuthierNewJobDatasetCard *self)
{
  LuthierNewJobDatasetState state = luthier_new_job_dataset_get_state (self->dataset);
  const GError *error = luthier_new_job_dataset_get_error (self->dataset);
  LuthierTransfer *transfer = luthier_new_job_dataset_get_transfer (self->dataset);
  gint64 size = luthier_new_job_dataset_get_size (self->dataset);

  if (state == LUTHIER_NEW_JOB_DATASET_UPLOADING && transfer != NULL)
    return describe_upload (transfer, luthier_new_job_dataset_get_report (self->dataset));
  if (state == LUTHIER_NEW_JOB_DATASET_FOUND)
    return luthier_format_size ((guint64) MAX (size, 0));
  if (state == LUTHIER_NEW_JOB_DATASET_UPLOADED)
    return g_strdup (luthier_new_job_dataset_get_address (self->dataset));
  if (state == LUTHIER_NEW_JOB_DATASET_MISSING || error == NULL)
    return NULL;
  if (state == LUTHIER_NEW_JOB_DATASET_UNREADABLE)
    return g_strdup (error->message);

  g_autoptr (LuthierAdvice) advice = luthier_advice_new_for_error (error);

  return g_strdup (advice != NULL ? advice->title : error->message);
}

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
show_progress (LuthierNewJobDatasetCard *self)
{
  LuthierNewJobDatasetState state = luthier_new_job_dataset_get_state (self->dataset);
  LuthierTransfer *transfer = luthier_new_job_dataset_get_transfer (self->dataset);
  gboolean checking = state == LUTHIER_NEW_JOB_DATASET_CHECKING;
  gboolean uploading = state == LUTHIER_NEW_JOB_DATASET_UPLOADING && transfer != NULL;
  g_autofree char *detail = describe (self);

  if (checking)
    gtk_progress_bar_set_fraction (self->bar, luthier_new_job_dataset_get_progress (self->dataset));
  else if (uploading)
    gtk_progress_bar_set_fraction (self->bar, luthier_transfer_get_fraction (transfer));

  gtk_widget_set_visible (GTK_WIDGET (self->bar), checking || uploading);
  gtk_label_set_text (self->status_detail, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->status_detail), detail != NULL);
}

static void
show_status (LuthierNewJobDatasetCard *self)
{
  LuthierNewJobDatasetState state = luthier_new_job_dataset_get_state (self->dataset);
  GFile *file = luthier_new_job_dataset_get_file (self->dataset);
  const char *address = luthier_new_job_dataset_get_address (self->dataset);
  Words words = file != NULL ? words_of_file (state) : words_of_address (state);

  /* Nothing is wrong with an address that is only begun. */
  gtk_widget_set_visible (self->status_row, file != NULL || (address != NULL && *address != '\0'));
  gtk_image_set_from_icon_name (self->status_icon, words.icon);
  set_style (GTK_WIDGET (self->status_icon), words.style);
  gtk_label_set_text (self->status, words.text);
  gtk_widget_set_visible (self->stop, state == LUTHIER_NEW_JOB_DATASET_UPLOADING);
  gtk_widget_set_visible (GTK_WIDGET (self->retry), words.retry != NULL);
  if (words.retry != NULL)
    gtk_button_set_label (self->retry, words.retry);
  show_progress (self);
}

static void
show_file (LuthierNewJobDatasetCard *self, GFile *file)
{
  LuthierDatasetReport *report = luthier_new_job_dataset_get_report (self->dataset);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *detail = NULL;

  gtk_label_set_text (self->file_name, name);
  if (report != NULL)
    {
      g_autofree char *size = luthier_format_size (report->size);
      g_autofree char *count = luthier_format_count ((gint64) report->examples);
      g_autofree char *seconds = g_strdup_printf ("%.*f",
                                                  report->elapsed_us < G_USEC_PER_SEC / 10 ? 2 : 1,
                                                  (double) report->elapsed_us / G_USEC_PER_SEC);

      /* Translators: the size of a file, how many examples it has, how many seconds the check took */
      detail = g_strdup_printf (ngettext ("%s · %s example · checked in %s s",
                                          "%s · %s examples · checked in %s s",
                                          (gulong) report->examples),
                                size, count, seconds);
    }
  gtk_label_set_text (self->file_detail, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->file_detail), detail != NULL);
}

static void
show_report (LuthierNewJobDatasetCard *self)
{
  LuthierDatasetReport *report = luthier_new_job_dataset_get_report (self->dataset);
  gboolean compact = luthier_new_job_dataset_is_validation (self->dataset);

  if (report == self->shown)
    return;

  g_clear_pointer (&self->shown, luthier_dataset_report_unref);
  self->shown = report != NULL ? luthier_dataset_report_ref (report) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->figures),
                          report != NULL && report->examples > 0 && !compact);
  if (report != NULL)
    luthier_new_job_figures_set_report (self->figures, report);
  luthier_new_job_findings_set_report (self->findings, report);
}

static void
follow_transfer (LuthierNewJobDatasetCard *self)
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
show_refusal (LuthierNewJobDatasetCard *self, LuthierSpecField field)
{
  const LuthierSpecFinding *finding = luthier_new_job_form_get_finding (self->form, field);
  gboolean empty = luthier_new_job_dataset_get_state (self->dataset) ==
                   LUTHIER_NEW_JOB_DATASET_EMPTY;
  gboolean error = finding != NULL && finding->severity == LUTHIER_SEVERITY_ERROR;

  gtk_label_set_text (self->empty_error, error ? finding->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->empty_error), error && empty);
  set_style (self->empty, error ? "error" : NULL);

  /* Good data as far as it can be seen from here: then these are the service's words. */
  if (error && luthier_new_job_dataset_is_ready (self->dataset))
    {
      gtk_image_set_from_icon_name (self->status_icon, "dialog-error-symbolic");
      set_style (GTK_WIDGET (self->status_icon), "error");
      gtk_label_set_text (self->status, finding->message);
    }
}

static LuthierSpecField
get_field (LuthierNewJobDatasetCard *self)
{
  return luthier_new_job_dataset_is_validation (self->dataset) ? LUTHIER_SPEC_FIELD_VALIDATION_DATA
                                                               : LUTHIER_SPEC_FIELD_TRAINING_DATA;
}

/* Where one would look for a file: where the address already is, else the usual bucket. */
static void
update_browse (LuthierNewJobDatasetCard *self, const char *address)
{
  LuthierSession *session = luthier_new_job_form_get_session (self->form);
  LuthierProfile *profile = luthier_session_get_profile (session);
  const char *bucket = luthier_job_spec_get_bucket (luthier_new_job_form_get_spec (self->form));
  g_autofree char *folder = luthier_picker_path_of_address (address);

  if (folder == NULL && bucket != NULL)
    folder = g_strdup (bucket);
  else if (folder == NULL && profile != NULL)
    folder = g_strdup (luthier_profile_get_bucket (profile));
  luthier_pick_button_set_where (self->browse, folder);
}

static void
refresh (LuthierNewJobDatasetCard *self)
{
  gboolean validation = luthier_new_job_dataset_is_validation (self->dataset);
  GFile *file = luthier_new_job_dataset_get_file (self->dataset);
  const char *address = luthier_new_job_dataset_get_address (self->dataset);
  gboolean empty = luthier_new_job_dataset_get_state (self->dataset) ==
                   LUTHIER_NEW_JOB_DATASET_EMPTY;

  gtk_widget_set_visible (self->empty, empty && !validation);
  gtk_widget_set_visible (self->none, empty && validation);
  gtk_widget_set_visible (self->given, !empty);
  gtk_widget_set_visible (self->file_box, file != NULL);
  gtk_widget_set_visible (self->replace, file != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->address), file == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->browse), file == NULL);
  gtk_image_set_from_icon_name (self->kind, file != NULL ? "text-x-generic-symbolic"
                                                         : "network-server-symbolic");

  if (file != NULL)
    show_file (self, file);
  else if (g_strcmp0 (gtk_editable_get_text (self->address), address != NULL ? address : "") != 0)
    gtk_editable_set_text (self->address, address != NULL ? address : "");

  update_browse (self, address);
  follow_transfer (self);
  show_report (self);
  show_status (self);
  show_refusal (self, get_field (self));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierNewJobDatasetCard) self = user_data;
  g_autoptr (GFile) file = luthier_compat_choose_file_finish (result, NULL);

  if (file != NULL && self->dataset != NULL)
    luthier_new_job_dataset_choose_file (self->dataset, file);
}

static void
choose_cb (LuthierNewJobDatasetCard *self)
{
  gboolean validation = luthier_new_job_dataset_is_validation (self->dataset);

  luthier_compat_choose_file_async (
      GTK_WIDGET (self), validation ? _ ("Choose Validation Data") : _ ("Choose Training Data"),
      LUTHIER_FILE_KIND_JSONL, self->cancellable, chosen_cb, g_object_ref (self));
}

static void
use_address_cb (LuthierNewJobDatasetCard *self)
{
  luthier_new_job_dataset_set_address (self->dataset, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->address));
}

static void
address_cb (LuthierNewJobDatasetCard *self)
{
  const char *text = gtk_editable_get_text (self->address);
  const char *address = luthier_new_job_dataset_get_address (self->dataset);

  if (g_strcmp0 (text, address != NULL ? address : "") != 0)
    luthier_new_job_dataset_set_address (self->dataset, text);
}

static void
clear_cb (LuthierNewJobDatasetCard *self)
{
  luthier_new_job_dataset_clear (self->dataset);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
stop_cb (LuthierNewJobDatasetCard *self)
{
  luthier_transfer_cancel (luthier_new_job_dataset_get_transfer (self->dataset));
}

static void
retry_cb (LuthierNewJobDatasetCard *self)
{
  luthier_new_job_dataset_retry (self->dataset);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  LuthierNewJobDatasetCard *self = user_data;
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL)
    return FALSE;

  luthier_new_job_dataset_choose_file (self->dataset, files->data);

  return TRUE;
}

static gboolean
luthier_new_job_dataset_card_grab_focus (GtkWidget *widget)
{
  LuthierNewJobDatasetCard *self = LUTHIER_NEW_JOB_DATASET_CARD (widget);

  if (gtk_widget_get_visible (self->empty))
    return gtk_widget_grab_focus (self->choose);
  if (gtk_widget_get_visible (self->none))
    return gtk_widget_grab_focus (self->choose_none);
  if (gtk_widget_get_visible (GTK_WIDGET (self->address)))
    return gtk_widget_grab_focus (GTK_WIDGET (self->address));

  return gtk_widget_grab_focus (self->replace);
}

static void
show_field_cb (LuthierNewJobDatasetCard *self, guint field)
{
  if (field == (guint) get_field (self))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
luthier_new_job_dataset_card_dispose (GObject *object)
{
  LuthierNewJobDatasetCard *self = LUTHIER_NEW_JOB_DATASET_CARD (object);

  g_cancellable_cancel (self->cancellable);
  if (self->followed != NULL)
    g_signal_handlers_disconnect_by_func (self->followed, show_progress, self);
  g_clear_object (&self->followed);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->shown, luthier_dataset_report_unref);
  g_clear_object (&self->dataset);
  g_clear_object (&self->form);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (luthier_new_job_dataset_card_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, box);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, empty);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, empty_error);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, choose);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, none);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, choose_none);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, given);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, kind);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, file_box);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, file_name);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, file_detail);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, address);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, replace);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, browse);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, clear);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, status_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, status_icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, status);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, status_detail);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, stop);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, retry);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, bar);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, figures);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, findings);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, drop);
}

static void
luthier_new_job_dataset_card_class_init (LuthierNewJobDatasetCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_new_job_dataset_card_dispose;
  widget_class->grab_focus = luthier_new_job_dataset_card_grab_focus;

  g_type_ensure (LUTHIER_TYPE_ADAPTIVE_BOX);
  g_type_ensure (LUTHIER_TYPE_NEW_JOB_FIGURES);
  g_type_ensure (LUTHIER_TYPE_NEW_JOB_FINDINGS);
  g_type_ensure (LUTHIER_TYPE_PICK_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, LUTHIER_RESOURCE_PATH
                                               "luthier-new-job-dataset-card.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_address_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
luthier_new_job_dataset_card_init (LuthierNewJobDatasetCard *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST };

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (self->drop, types, G_N_ELEMENTS (types));
}

static void
set_name (LuthierNewJobDatasetCard *self)
{
  gboolean validation = luthier_new_job_dataset_is_validation (self->dataset);
  const char *name = validation ? _ ("Validation data") : _ ("Training data");
  g_autofree char *take_away = g_strdup_printf (_ ("Take away: %s"), name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->address), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  take_away, -1);
}

/**
 * luthier_new_job_dataset_card_attach:
 * @form: the form that the data belongs to
 * @dataset: what is shown and told what to do
 */
void
luthier_new_job_dataset_card_attach (LuthierNewJobDatasetCard *self,
                                     LuthierNewJobForm *form,
                                     LuthierNewJobDataset *dataset)
{
  self->form = g_object_ref (form);
  self->dataset = g_object_ref (dataset);
  set_name (self);
  luthier_pick_button_attach (self->browse, luthier_new_job_form_get_session (form),
                              LUTHIER_CHOICES_OBJECTS, self->address);
  g_signal_connect_object (form, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "show-field", G_CALLBACK (show_field_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dataset, "progress", G_CALLBACK (show_progress), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
}
