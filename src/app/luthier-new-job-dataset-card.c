/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-dataset-card.h"

#include <glib/gi18n.h>

#include "luthier-adaptive-box.h"
#include "luthier-compat.h"
#include "luthier-config.h"
#include "luthier-dataset-window.h"
#include "luthier-new-job-dataset-status.h"
#include "luthier-new-job-dataset-words.h"
#include "luthier-new-job-figures.h"
#include "luthier-new-job-findings.h"
#include "luthier-new-job-rewrite.h"
#include "luthier-pick-button.h"
#include "luthier-picker-path.h"
#include "luthier-wrap-box.h"

struct _LuthierNewJobDatasetCard
{
  GtkWidget parent_instance;

  LuthierNewJobForm *form;       /* (owned) (nullable) */
  LuthierNewJobDataset *dataset; /* (owned) (nullable) */
  LuthierDatasetReport *shown;   /* (owned) (nullable): what figures and findings are of */
  GPtrArray *compared;           /* (owned) (nullable): likewise */
  GCancellable *cancellable;     /* (owned): of the file chooser */

  GtkWidget *box;
  GtkWidget *empty;
  GtkLabel *empty_error;
  GtkWidget *choose;
  GtkWidget *none;
  GtkWidget *choose_none;
  GtkWidget *split;
  GtkWidget *given;
  GtkImage *kind;
  GtkWidget *file_box;
  GtkLabel *file_name;
  GtkLabel *file_detail;
  GtkEditable *address;
  GtkWidget *open;
  GtkWidget *replace;
  LuthierPickButton *browse;
  GtkWidget *clear;
  LuthierNewJobDatasetStatus *status;
  LuthierNewJobFigures *figures;
  LuthierNewJobFindings *findings;
  GtkDropTarget *drop;
};

G_DEFINE_FINAL_TYPE (LuthierNewJobDatasetCard, luthier_new_job_dataset_card, GTK_TYPE_WIDGET)

static void
show_file (LuthierNewJobDatasetCard *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name != NULL ? name : "");
  g_autofree char *detail = luthier_new_job_dataset_words_file (self->dataset);

  gtk_label_set_text (self->file_name, shown);
  gtk_label_set_text (self->file_detail, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->file_detail), detail != NULL);
}

/* While the check runs, what it has found so far. */
static void
show_report (LuthierNewJobDatasetCard *self)
{
  LuthierDatasetReport *report = luthier_new_job_dataset_get_preview (self->dataset);
  GPtrArray *comparison = luthier_new_job_dataset_get_comparison (self->dataset);
  gboolean compact = luthier_new_job_dataset_is_validation (self->dataset);

  if (report == self->shown && comparison == self->compared)
    return;

  g_clear_pointer (&self->shown, luthier_dataset_report_unref);
  g_clear_pointer (&self->compared, g_ptr_array_unref);
  self->shown = report != NULL ? luthier_dataset_report_ref (report) : NULL;
  self->compared = comparison != NULL ? g_ptr_array_ref (comparison) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->figures),
                          report != NULL && report->examples > 0 && !compact);
  if (report != NULL)
    luthier_new_job_figures_set_report (self->figures, report);
  luthier_new_job_findings_show (self->findings, report, comparison,
                                 luthier_new_job_dataset_get_file (self->dataset) != NULL);
}

static LuthierSpecField
get_field (LuthierNewJobDatasetCard *self)
{
  return luthier_new_job_dataset_is_validation (self->dataset) ? LUTHIER_SPEC_FIELD_VALIDATION_DATA
                                                               : LUTHIER_SPEC_FIELD_TRAINING_DATA;
}

static void
show_status (LuthierNewJobDatasetCard *self)
{
  const LuthierSpecFinding *finding = luthier_new_job_form_get_finding (self->form,
                                                                        get_field (self));
  const char *address = luthier_new_job_dataset_get_address (self->dataset);
  gboolean empty = luthier_new_job_dataset_get_state (self->dataset) ==
                   LUTHIER_NEW_JOB_DATASET_EMPTY;
  gboolean error = finding != NULL && finding->severity == LUTHIER_SEVERITY_ERROR;
  gboolean refused = error && luthier_new_job_dataset_is_ready (self->dataset);

  gtk_label_set_text (self->empty_error, error ? finding->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->empty_error), error && empty);
  if (error)
    gtk_widget_add_css_class (self->empty, "error");
  else
    gtk_widget_remove_css_class (self->empty, "error");

  /* Nothing is wrong with an address that is only begun. */
  gtk_widget_set_visible (GTK_WIDGET (self->status),
                          luthier_new_job_dataset_get_file (self->dataset) != NULL ||
                              (address != NULL && *address != '\0'));
  luthier_new_job_dataset_status_show (self->status, refused ? finding->message : NULL);
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

static void address_cb (LuthierNewJobDatasetCard *self);

/* The entry empties itself first, which is not for the spec. */
static void
show_address (LuthierNewJobDatasetCard *self, const char *address)
{
  if (g_str_equal (gtk_editable_get_text (self->address), address))
    return;

  g_signal_handlers_block_by_func (self->address, address_cb, self);
  gtk_editable_set_text (self->address, address);
  g_signal_handlers_unblock_by_func (self->address, address_cb, self);
}

/* Only what is good is worth dividing. */
static gboolean
can_split (LuthierNewJobDatasetCard *self)
{
  LuthierNewJobDataset *training = luthier_new_job_form_get_training (self->form);
  LuthierDatasetReport *report = luthier_new_job_dataset_get_report (training);

  return luthier_new_job_dataset_get_file (training) != NULL && report != NULL &&
         report->examples > 1 && !luthier_dataset_report_has_errors (report);
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
  gtk_widget_set_visible (self->split, can_split (self));
  gtk_widget_set_visible (self->given, !empty);
  gtk_widget_set_visible (self->file_box, file != NULL);
  gtk_widget_set_visible (self->open, file != NULL);
  gtk_widget_set_visible (self->replace, file != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->address), file == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->browse), file == NULL);
  gtk_image_set_from_icon_name (self->kind, file != NULL ? "text-x-generic-symbolic"
                                                         : "network-server-symbolic");

  if (file != NULL)
    show_file (self, file);
  else
    show_address (self, address != NULL ? address : "");

  update_browse (self, address);
  show_report (self);
  show_status (self);
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
open_line_cb (LuthierNewJobDatasetCard *self, guint64 line)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GFile *file = luthier_new_job_dataset_get_file (self->dataset);

  if (file != NULL && GTK_IS_WINDOW (root))
    luthier_dataset_window_open (gtk_window_get_application (GTK_WINDOW (root)),
                                 luthier_new_job_form_get_session (self->form), file,
                                 luthier_new_job_form_get_model (self->form), line);
}

static void
rewrite (LuthierNewJobDatasetCard *self, LuthierNewJobDataset *dataset, LuthierRewriteKind kind)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root))
    luthier_new_job_rewrite_begin (self->form, dataset, GTK_WINDOW (root), kind);
}

static void
mend_cb (LuthierNewJobDatasetCard *self)
{
  rewrite (self, self->dataset, LUTHIER_REWRITE_MEND);
}

/* Where there is no validation data it can be a part of the training data. */
static void
split_cb (LuthierNewJobDatasetCard *self)
{
  rewrite (self, luthier_new_job_form_get_training (self->form), LUTHIER_REWRITE_SPLIT);
}

static void
open_cb (LuthierNewJobDatasetCard *self)
{
  open_line_cb (self, 0);
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
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->shown, luthier_dataset_report_unref);
  g_clear_pointer (&self->compared, g_ptr_array_unref);
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
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, split);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, given);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, kind);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, file_box);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, file_name);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, file_detail);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, address);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, open);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, replace);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, browse);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, clear);
  gtk_widget_class_bind_template_child (widget_class, LuthierNewJobDatasetCard, status);
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
  g_type_ensure (LUTHIER_TYPE_NEW_JOB_DATASET_STATUS);
  g_type_ensure (LUTHIER_TYPE_NEW_JOB_FIGURES);
  g_type_ensure (LUTHIER_TYPE_NEW_JOB_FINDINGS);
  g_type_ensure (LUTHIER_TYPE_PICK_BUTTON);
  g_type_ensure (LUTHIER_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, LUTHIER_RESOURCE_PATH
                                               "luthier-new-job-dataset-card.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_address_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_line_cb);
  gtk_widget_class_bind_template_callback (widget_class, mend_cb);
  gtk_widget_class_bind_template_callback (widget_class, split_cb);
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
  luthier_new_job_dataset_status_attach (self->status, dataset);
  g_signal_connect_object (dataset, "progress", G_CALLBACK (show_report), self, G_CONNECT_SWAPPED);
  refresh (self);
}
