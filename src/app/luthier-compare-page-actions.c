/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-compare-export.h"
#include "luthier-compare-page-private.h"
#include "luthier-compat.h"

static void
say (LuthierComparePage *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
close_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "closed");
}

/* What is shown, for a text or a spreadsheet. */
static void
copy_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierComparePage *self = LUTHIER_COMPARE_PAGE (widget);
  LuthierComparison *comparison = luthier_compare_page_get_comparison (self);
  g_autofree char *text = NULL;
  gboolean only_differences;

  if (comparison == NULL)
    return;

  g_object_get (self, "only-differences", &only_differences, NULL);
  text = g_str_equal (action_name, "compare.copy-markdown")
             ? luthier_compare_export_markdown (comparison, only_differences)
             : luthier_compare_export_tsv (comparison, only_differences);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  say (self, _ ("Copied"));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierComparePage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    say (self, _ ("The comparison is exported"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, error->message);
}

static void
target_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierComparePage) self = user_data;
  LuthierComparison *comparison = luthier_compare_page_get_comparison (self);
  g_autoptr (GFile) target = luthier_compat_choose_target_finish (result, NULL);
  g_autoptr (GBytes) text = NULL;

  if (target == NULL || comparison == NULL)
    return;

  text = luthier_compare_export_csv (comparison);
  g_file_replace_contents_bytes_async (target, text, NULL, FALSE, G_FILE_CREATE_NONE,
                                       luthier_compare_page_get_cancellable (self), written_cb,
                                       g_object_ref (self));
}

static void
export_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierComparePage *self = LUTHIER_COMPARE_PAGE (widget);
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  /* Translators: the name of a file with a comparison of tuning jobs, without its ending */
  g_autofree char *name = g_strconcat (C_ ("file name", "comparison"), ".csv", NULL);
  g_autoptr (GFile) target = g_file_new_build_filename (
      documents != NULL ? documents : g_get_home_dir (), name, NULL);

  luthier_compat_choose_target_async (
      widget, _ ("Export Comparison"), target, LUTHIER_FILE_KIND_CSV,
      luthier_compare_page_get_cancellable (self), target_chosen_cb, g_object_ref (self));
}

/**
 * luthier_compare_page_install_actions:
 * @widget_class: the page's
 *
 * Gives pages their actions, "compare.*".
 */
void
luthier_compare_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "compare.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "compare.copy-markdown", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "compare.copy-table", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "compare.export-csv", NULL, export_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "compare.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "compare.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "compare.copy-table", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK,
                                       "compare.only-differences", NULL);
}
