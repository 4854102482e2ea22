/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-window-private.h"

#include <glib/gi18n.h>

#include "luthier-compat.h"
#include "luthier-dataset-export.h"
#include "luthier-rewrite-window.h"

/* NULL unless a check has come to its end. */
static LuthierDatasetReport *
get_report (LuthierDatasetWindow *self)
{
  LuthierDatasetDocument *document = luthier_dataset_window_get_document (self);
  LuthierDatasetReport *report = luthier_dataset_document_get_report (document);

  return report != NULL && !report->is_preview ? report : NULL;
}

gboolean
luthier_dataset_window_is_convertible (LuthierDatasetWindow *self)
{
  LuthierDatasetReport *report = get_report (self);

  if (report == NULL)
    return FALSE;
  switch (report->format)
    {
    case LUTHIER_FORMAT_COMPLETION:
    case LUTHIER_FORMAT_MESSAGES:
      /* Open models read these as they are. */
      return luthier_dataset_document_get_rules (luthier_dataset_window_get_document (self))
                 ->format != report->format;
    case LUTHIER_FORMAT_LEGACY:
    case LUTHIER_FORMAT_INSTRUCTION:
    case LUTHIER_FORMAT_CSV:
      return TRUE;
    case LUTHIER_FORMAT_UNKNOWN:
    case LUTHIER_FORMAT_SUPERVISED:
    case LUTHIER_FORMAT_PREFERENCE:
    case LUTHIER_FORMAT_TRANSLATION:
    case LUTHIER_FORMAT_REINFORCEMENT:
    default:
      return FALSE;
    }
}

gboolean
luthier_dataset_window_is_mendable (LuthierDatasetWindow *self)
{
  LuthierDatasetReport *report = get_report (self);

  return report != NULL && luthier_dataset_report_get_repairs (report) != LUTHIER_REPAIR_NONE;
}

static void
step_finding_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierDatasetWindow *self = LUTHIER_DATASET_WINDOW (widget);
  gboolean backwards = g_str_equal (action_name, "win.previous-finding");

  luthier_dataset_window_show_example (self);
  if (!luthier_findings_list_step (luthier_dataset_window_get_list (self), backwards))
    gtk_widget_error_bell (widget);
}

static void
step_example_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierDatasetWindow *self = LUTHIER_DATASET_WINDOW (widget);

  luthier_dataset_window_show_example (self);
  luthier_findings_list_choose_none (luthier_dataset_window_get_list (self));
  luthier_example_pane_step (luthier_dataset_window_get_pane (self),
                             g_str_equal (action_name, "win.previous-example"));
}

static void
go_to_line_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierDatasetWindow *self = LUTHIER_DATASET_WINDOW (widget);

  luthier_dataset_window_show_example (self);
  luthier_example_pane_ask_line (luthier_dataset_window_get_pane (self));
}

static void
search_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierDatasetWindow *self = LUTHIER_DATASET_WINDOW (widget);

  luthier_dataset_window_show_example (self);
  luthier_example_pane_begin_search (luthier_dataset_window_get_pane (self));
}

static void
match_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierDatasetWindow *self = LUTHIER_DATASET_WINDOW (widget);
  LuthierExamplePane *pane = luthier_dataset_window_get_pane (self);

  luthier_dataset_window_show_example (self);
  if (luthier_example_pane_is_searching (pane))
    luthier_example_pane_search (pane, g_str_equal (action_name, "win.previous-match"));
  else
    luthier_example_pane_begin_search (pane);
}

/* Escape takes one step back, whatever that is. */
static void
back_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierDatasetWindow *self = LUTHIER_DATASET_WINDOW (widget);
  LuthierExamplePane *pane = luthier_dataset_window_get_pane (self);

  if (luthier_example_pane_is_searching (pane))
    luthier_example_pane_end_search (pane);
  else
    luthier_dataset_window_show_list (self);
}

static void
refresh_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierDatasetWindow *self = LUTHIER_DATASET_WINDOW (widget);

  luthier_dataset_document_check_again (luthier_dataset_window_get_document (self));
}

static void
rewrite_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierDatasetWindow *self = LUTHIER_DATASET_WINDOW (widget);
  LuthierRewriteKind kind = g_str_equal (action_name, "win.mend")      ? LUTHIER_REWRITE_MEND
                            : g_str_equal (action_name, "win.convert") ? LUTHIER_REWRITE_CONVERT
                                                                       : LUTHIER_REWRITE_SPLIT;

  luthier_rewrite_window_present (GTK_WINDOW (self), luthier_dataset_window_get_document (self),
                                  kind);
}

static void
use_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierDatasetWindow *self = LUTHIER_DATASET_WINDOW (widget);
  GFile *file = luthier_dataset_document_get_file (luthier_dataset_window_get_document (self));
  g_autofree char *uri = g_file_get_uri (file);

  gtk_widget_activate_action (widget, "app.new-job-with-data", "s", uri);
}

static void
folder_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierDatasetWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!luthier_compat_open_uri_finish (result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    luthier_dataset_window_say (self, error->message);
}

static void
open_folder_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierDatasetWindow *self = LUTHIER_DATASET_WINDOW (widget);
  GFile *file = luthier_dataset_document_get_file (luthier_dataset_window_get_document (self));
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : g_file_get_uri (file);

  luthier_compat_open_uri_async (widget, uri, luthier_dataset_window_get_cancellable (self),
                                 folder_opened_cb, g_object_ref (self));
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierDatasetWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (luthier_dataset_export_finish (result, &error))
    luthier_dataset_window_say (self, _ ("The findings are exported"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    luthier_dataset_window_say (self, error->message);
}

static void
export_to (LuthierDatasetWindow *self, LuthierExportFormat format, GFile *target)
{
  LuthierDatasetReport *report = get_report (self);
  GFile *file = luthier_dataset_document_get_file (luthier_dataset_window_get_document (self));
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : NULL;

  if (report != NULL)
    luthier_dataset_export_async (report, shown, format, target,
                                  luthier_dataset_window_get_cancellable (self), exported_cb,
                                  g_object_ref (self));
}

static void
csv_target_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierDatasetWindow) self = user_data;
  g_autoptr (GFile) target = luthier_compat_choose_target_finish (result, NULL);

  if (target != NULL)
    export_to (self, LUTHIER_EXPORT_CSV, target);
}

static void
json_target_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierDatasetWindow) self = user_data;
  g_autoptr (GFile) target = luthier_compat_choose_target_finish (result, NULL);

  if (target != NULL)
    export_to (self, LUTHIER_EXPORT_JSON, target);
}

/* (transfer full): train.jsonl gets train-findings.csv beside it */
static GFile *
suggest_target (GFile *file, const char *suffix)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *target = NULL;
  g_autoptr (GFile) folder = g_file_get_parent (file);
  char *dot = name != NULL ? strrchr (name, '.') : NULL;

  if (dot != NULL && dot != name)
    *dot = '\0';
  target = g_strdup_printf ("%s-findings%s", name != NULL ? name : "dataset", suffix);
  return folder != NULL ? g_file_get_child (folder, target) : g_file_new_for_path (target);
}

static void
export_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierDatasetWindow *self = LUTHIER_DATASET_WINDOW (widget);
  GFile *file = luthier_dataset_document_get_file (luthier_dataset_window_get_document (self));
  gboolean csv = g_str_equal (action_name, "win.export-csv");
  g_autoptr (GFile) target = suggest_target (file, csv ? ".csv" : ".json");

  luthier_compat_choose_target_async (widget, _ ("Export Findings"), target,
                                      csv ? LUTHIER_FILE_KIND_CSV : LUTHIER_FILE_KIND_JSON,
                                      luthier_dataset_window_get_cancellable (self),
                                      csv ? csv_target_cb : json_target_cb, g_object_ref (self));
}

static const struct
{
  const char *name;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "win.back", back_action },
  { "win.convert", rewrite_action },
  { "win.export-csv", export_action },
  { "win.export-json", export_action },
  { "win.go-to-line", go_to_line_action },
  { "win.mend", rewrite_action },
  { "win.next-example", step_example_action },
  { "win.next-finding", step_finding_action },
  { "win.next-match", match_action },
  { "win.open-folder", open_folder_action },
  { "win.previous-example", step_example_action },
  { "win.previous-finding", step_finding_action },
  { "win.previous-match", match_action },
  { "win.refresh", refresh_action },
  { "win.search", search_action },
  { "win.split", rewrite_action },
  { "win.use", use_action },
};

/**
 * luthier_dataset_window_install_actions:
 *
 * Adds what can be done in the window to its class.
 */
void
luthier_dataset_window_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);

  /* What wants these keys for itself, an entry or a popover, comes first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
}

/**
 * luthier_dataset_window_update_actions:
 *
 * Offers what can be done with the file as it is.
 */
void
luthier_dataset_window_update_actions (LuthierDatasetWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  LuthierDatasetReport *report = get_report (self);
  LuthierFindingsList *list = luthier_dataset_window_get_list (self);
  LuthierExamplePane *pane = luthier_dataset_window_get_pane (self);
  gboolean readable = report != NULL && report->index != NULL;
  gboolean usable = report != NULL && report->examples > 0 &&
                    !luthier_dataset_report_has_errors (report);

  gtk_widget_action_set_enabled (widget, "win.next-finding",
                                 luthier_findings_list_can_step (list, FALSE));
  gtk_widget_action_set_enabled (widget, "win.previous-finding",
                                 luthier_findings_list_can_step (list, TRUE));
  gtk_widget_action_set_enabled (widget, "win.next-example",
                                 luthier_example_pane_can_step (pane, FALSE));
  gtk_widget_action_set_enabled (widget, "win.previous-example",
                                 luthier_example_pane_can_step (pane, TRUE));
  gtk_widget_action_set_enabled (widget, "win.go-to-line", readable);
  gtk_widget_action_set_enabled (widget, "win.search", readable);
  gtk_widget_action_set_enabled (widget, "win.next-match", readable);
  gtk_widget_action_set_enabled (widget, "win.previous-match", readable);
  gtk_widget_action_set_enabled (widget, "win.export-csv", report != NULL);
  gtk_widget_action_set_enabled (widget, "win.export-json", report != NULL);
  gtk_widget_action_set_enabled (widget, "win.mend", luthier_dataset_window_is_mendable (self));
  gtk_widget_action_set_enabled (widget, "win.convert",
                                 luthier_dataset_window_is_convertible (self));
  gtk_widget_action_set_enabled (widget, "win.split", report != NULL && report->examples > 1);
  gtk_widget_action_set_enabled (widget, "win.use", usable);
}
