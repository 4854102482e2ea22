/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* Without the fences each branch is checked against what its own library version deprecates. */
#undef GDK_VERSION_MIN_REQUIRED
#undef GDK_VERSION_MAX_ALLOWED
#undef ADW_VERSION_MIN_REQUIRED
#undef ADW_VERSION_MAX_ALLOWED

#include "luthier-compat.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "luthier-config.h"

static GtkFileFilter *
filter_new (LuthierFileKind kind)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  if (kind == LUTHIER_FILE_KIND_JSON)
    {
      gtk_file_filter_set_name (filter, _ ("JSON files"));
      gtk_file_filter_add_suffix (filter, "json");
      gtk_file_filter_add_mime_type (filter, "application/json");
    }
  else if (kind == LUTHIER_FILE_KIND_CSV)
    {
      gtk_file_filter_set_name (filter, _ ("CSV files"));
      gtk_file_filter_add_suffix (filter, "csv");
      gtk_file_filter_add_mime_type (filter, "text/csv");
    }
  else if (kind == LUTHIER_FILE_KIND_PNG || kind == LUTHIER_FILE_KIND_SVG)
    {
      const gboolean png = kind == LUTHIER_FILE_KIND_PNG;

      gtk_file_filter_set_name (filter, png ? _ ("PNG images") : _ ("SVG images"));
      gtk_file_filter_add_suffix (filter, png ? "png" : "svg");
      gtk_file_filter_add_mime_type (filter, png ? "image/png" : "image/svg+xml");
    }
  else
    {
      gtk_file_filter_set_name (filter, _ ("JSON Lines files"));
      gtk_file_filter_add_suffix (filter, "jsonl");
      gtk_file_filter_add_suffix (filter, "ndjson");
      gtk_file_filter_add_mime_type (filter, "application/jsonl");
    }
  return filter;
}

static GtkFileFilter *
all_files_new (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("All files"));
  gtk_file_filter_add_pattern (filter, "*");
  return filter;
}

static GtkWindow *
window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

#if GTK_CHECK_VERSION(4, 10, 0)

static void
return_file (GTask *task, GFile *file, GError *failure)
{
  g_autoptr (GError) error = failure;

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) ||
           g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No file was chosen");
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  return_file (task, file, error);
}

static void
target_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  return_file (task, file, error);
}

/* suggestion: (nullable): a file to read is looked for */
static void
choose_file (
    GTask *task, GtkWindow *parent, const char *title, GFile *suggestion, LuthierFileKind kind)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = filter_new (kind);
  g_autoptr (GtkFileFilter) all = all_files_new ();

  g_list_store_append (filters, filter);
  g_list_store_append (filters, all);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  if (suggestion != NULL)
    {
      gtk_file_dialog_set_initial_file (dialog, suggestion);
      gtk_file_dialog_save (dialog, parent, g_task_get_cancellable (task), target_chosen_cb,
                            g_object_ref (task));
    }
  else
    gtk_file_dialog_open (dialog, parent, g_task_get_cancellable (task), file_chosen_cb,
                          g_object_ref (task));
}

#else

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  /* The task keeps the dialog, so the dialog must not go on keeping the task. */
  g_signal_handlers_disconnect_by_data (dialog, task);
  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)),
                           g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No file was chosen");
}

static void
suggest (GtkFileChooser *chooser, GFile *suggestion)
{
  g_autoptr (GFile) folder = g_file_get_parent (suggestion);
  g_autofree char *name = g_file_get_basename (suggestion);
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : NULL;

  if (folder != NULL)
    gtk_file_chooser_set_current_folder (chooser, folder, NULL);
  if (shown != NULL)
    gtk_file_chooser_set_current_name (chooser, shown);
}

/* suggestion: (nullable): a file to read is looked for */
static void
choose_file (
    GTask *task, GtkWindow *parent, const char *title, GFile *suggestion, LuthierFileKind kind)
{
  const GtkFileChooserAction action = suggestion != NULL ? GTK_FILE_CHOOSER_ACTION_SAVE
                                                         : GTK_FILE_CHOOSER_ACTION_OPEN;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);
  g_autoptr (GtkFileFilter) filter = filter_new (kind);
  g_autoptr (GtkFileFilter) all = all_files_new ();

  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  if (suggestion != NULL)
    suggest (GTK_FILE_CHOOSER (dialog), suggestion);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_task_set_task_data (task, dialog, g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (file_chosen_cb), g_object_ref (task));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

/**
 * luthier_compat_choose_file_async:
 * @parent: a widget of the window that asks
 * @title: what the file is for
 * @kind: which files to offer first
 *
 * Lets the user choose one file, through the portal where there is one.
 */
void
luthier_compat_choose_file_async (GtkWidget *parent,
                                  const char *title,
                                  LuthierFileKind kind,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_source_tag (task, luthier_compat_choose_file_async);
  choose_file (task, window_of (parent), title, NULL, kind);
}

/**
 * luthier_compat_choose_file_finish:
 *
 * Returns: (transfer full) (nullable): the file; %G_IO_ERROR_CANCELLED if none was chosen
 */
GFile *
luthier_compat_choose_file_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, luthier_compat_choose_file_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * luthier_compat_choose_target_async:
 * @parent: a widget of the window that asks
 * @title: what the file is for
 * @suggestion: the folder and name that are offered first
 * @kind: what the file is to be
 *
 * Lets the user choose where to write a file, through the portal where there is one.
 */
void
luthier_compat_choose_target_async (GtkWidget *parent,
                                    const char *title,
                                    GFile *suggestion,
                                    LuthierFileKind kind,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_source_tag (task, luthier_compat_choose_target_async);
  choose_file (task, window_of (parent), title, suggestion, kind);
}

/**
 * luthier_compat_choose_target_finish:
 *
 * Returns: (transfer full) (nullable): the file; %G_IO_ERROR_CANCELLED if none was chosen
 */
GFile *
luthier_compat_choose_target_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, luthier_compat_choose_target_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

#if ADW_CHECK_VERSION(1, 5, 0)

#define LUTHIER_DIALOG          ADW_ALERT_DIALOG
#define dialog_add_response     adw_alert_dialog_add_response
#define dialog_set_style        adw_alert_dialog_set_response_appearance
#define dialog_set_close_answer adw_alert_dialog_set_close_response
#define dialog_set_default      adw_alert_dialog_set_default_response

static GtkWidget *
dialog_new (GtkWidget *parent, const char *heading, const char *body)
{
  return GTK_WIDGET (adw_alert_dialog_new (heading, body));
}

static void
dialog_present (GtkWidget *dialog, GtkWidget *parent)
{
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

static void
dialog_end (GtkWidget *dialog)
{
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

#else

#define LUTHIER_DIALOG          ADW_MESSAGE_DIALOG
#define dialog_add_response     adw_message_dialog_add_response
#define dialog_set_style        adw_message_dialog_set_response_appearance
#define dialog_set_close_answer adw_message_dialog_set_close_response
#define dialog_set_default      adw_message_dialog_set_default_response

static GtkWidget *
dialog_new (GtkWidget *parent, const char *heading, const char *body)
{
  return adw_message_dialog_new (window_of (parent), heading, body);
}

static void
dialog_present (GtkWidget *dialog, GtkWidget *parent)
{
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
dialog_end (GtkWidget *dialog)
{
  gtk_window_destroy (GTK_WINDOW (dialog));
}

#endif

static void
response_cb (GtkWidget *dialog, const char *response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_signal_handlers_disconnect_by_data (dialog, task);
  g_task_return_pointer (task, g_strdup (response), g_free);
}

/* It ended before anybody answered: that is the way out. */
static void
destroy_cb (GtkWidget *dialog, gpointer user_data)
{
  response_cb (dialog, g_task_get_task_data (user_data), user_data);
}

/**
 * luthier_compat_ask_async:
 * @parent: a widget of the window that asks
 * @heading: the question
 * @body: what follows from the answers
 * @responses: the answers, ended by an id of %NULL; the first is the way out
 *
 * Asks a question that must be answered before anything else is done. If it goes unanswered, with
 * its window, the first of @responses is the answer.
 */
void
luthier_compat_ask_async (GtkWidget *parent,
                          const char *heading,
                          const char *body,
                          const LuthierResponse *responses,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  static const AdwResponseAppearance styles[] = {
    [LUTHIER_RESPONSE_PLAIN] = ADW_RESPONSE_DEFAULT,
    [LUTHIER_RESPONSE_SUGGESTED] = ADW_RESPONSE_SUGGESTED,
    [LUTHIER_RESPONSE_DESTRUCTIVE] = ADW_RESPONSE_DESTRUCTIVE,
  };
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  GtkWidget *dialog = dialog_new (parent, heading, body);

  g_task_set_source_tag (task, luthier_compat_ask_async);
  g_task_set_task_data (task, g_strdup (responses[0].id), g_free);
  for (const LuthierResponse *response = responses; response->id != NULL; response++)
    {
      dialog_add_response (LUTHIER_DIALOG (dialog), response->id, response->label);
      dialog_set_style (LUTHIER_DIALOG (dialog), response->id, styles[response->style]);
      if (response->style == LUTHIER_RESPONSE_SUGGESTED)
        dialog_set_default (LUTHIER_DIALOG (dialog), response->id);
    }
  dialog_set_close_answer (LUTHIER_DIALOG (dialog), responses[0].id);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  g_signal_connect (dialog, "destroy", G_CALLBACK (destroy_cb), task);
  /* The task keeps the parent, so that the end of its window is not the end of the parent. */
  if (window_of (parent) != NULL)
    g_signal_connect_object (window_of (parent), "unrealize", G_CALLBACK (dialog_end), dialog,
                             G_CONNECT_SWAPPED);
  dialog_present (dialog, parent);
}

/**
 * luthier_compat_ask_finish:
 *
 * Returns: (transfer full): the id of the answer
 */
char *
luthier_compat_ask_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, luthier_compat_ask_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

#if GTK_CHECK_VERSION(4, 10, 0)

static void
uri_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Not over a window: GTK first gets the handle of one, and crashes if it is closed meanwhile. */
static void
open_uri (GTask *task, GtkWindow *parent, const char *uri)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, NULL, g_task_get_cancellable (task), uri_opened_cb,
                           g_object_ref (task));
}

#else

static void
uri_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_show_uri_full_finish (g_task_get_task_data (task), result, &error))
    g_task_return_boolean (task, TRUE);
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
open_uri (GTask *task, GtkWindow *parent, const char *uri)
{
  g_task_set_task_data (task, g_object_ref (parent), g_object_unref);
  gtk_show_uri_full (parent, uri, GDK_CURRENT_TIME, g_task_get_cancellable (task), uri_opened_cb,
                     g_object_ref (task));
}

#endif

/**
 * luthier_compat_open_uri_async:
 * @parent: a widget of the window that asks
 * @uri: an address of the web
 *
 * Shows the address in the browser of the system, through the portal where there is one.
 */
void
luthier_compat_open_uri_async (GtkWidget *parent,
                               const char *uri,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_source_tag (task, luthier_compat_open_uri_async);
  open_uri (task, window_of (parent), uri);
}

/**
 * luthier_compat_open_uri_finish:
 *
 * Returns: whether something was found that opens it
 */
gboolean
luthier_compat_open_uri_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, luthier_compat_open_uri_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
luthier_compat_announce (GtkWidget *widget, const char *text)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  g_autoptr (GtkATContext) context = gtk_accessible_get_at_context (GTK_ACCESSIBLE (widget));

  /* That of GTK's own tests has nothing to announce with, and crashes. */
  if (context != NULL && !g_str_equal (G_OBJECT_TYPE_NAME (context), "GtkTestATContext"))
    gtk_accessible_announce (GTK_ACCESSIBLE (widget), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
#endif
}

/**
 * luthier_compat_get_color:
 * @color: (out caller-allocates): as the style sheets have it for @widget
 */
void
luthier_compat_get_color (GtkWidget *widget, GdkRGBA *color)
{
#if GTK_CHECK_VERSION(4, 10, 0)
  gtk_widget_get_color (widget, color);
#else
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), color);
#endif
}

#if ADW_CHECK_VERSION(1, 5, 0)
#define about_new()               adw_about_dialog_new ()
#define about_present(about, win) adw_dialog_present (ADW_DIALOG (about), GTK_WIDGET (win))
#else
#define about_new()               adw_about_window_new ()
#define about_present(about, win) present_about_window (GTK_WINDOW (about), win)

static void
present_about_window (GtkWindow *about, GtkWindow *parent)
{
  gtk_window_set_transient_for (about, parent);
  gtk_window_set_modal (about, TRUE);
  gtk_window_present (about);
}
#endif

/**
 * luthier_compat_show_about:
 * @parent: (nullable): the window to show it over
 * @debug_info: versions and such, to be copied into a report
 *
 * Says what this program is.
 */
void
luthier_compat_show_about (GtkWindow *parent, const char *debug_info)
{
  GtkWidget *about = GTK_WIDGET (about_new ());

  g_object_set (about, "application-name", "Luthier", "application-icon", LUTHIER_APP_ID, "version",
                LUTHIER_VERSION, "developer-name", _ ("The Luthier developers"), "copyright",
                "© 2026 The Luthier developers", "license-type", GTK_LICENSE_GPL_3_0, "comments",
                _ ("Create, follow and compare tuning jobs of Gemini models."), "website",
                LUTHIER_WEBSITE, "issue-url", LUTHIER_WEBSITE "/issues", "debug-info", debug_info,
                "debug-info-filename", "luthier-debug-info.txt",
                /* Translators: your names, one a line */
                "translator-credits", _ ("translator-credits"), NULL);
  about_present (about, parent);
}

static const char *
translate (const char *title)
{
  return g_dpgettext2 (NULL, "shortcut window", title);
}

#if ADW_CHECK_VERSION(1, 8, 0)

static void
show_shortcuts (GtkWindow *parent, const LuthierShortcutGroup *groups)
{
  AdwDialog *dialog = adw_shortcuts_dialog_new ();

  for (const LuthierShortcutGroup *group = groups; group->title != NULL; group++)
    {
      AdwShortcutsSection *section = adw_shortcuts_section_new (translate (group->title));

      for (const LuthierShortcut *shortcut = group->shortcuts; shortcut->title != NULL; shortcut++)
        adw_shortcuts_section_add (
            section, adw_shortcuts_item_new (translate (shortcut->title), shortcut->accels));
      adw_shortcuts_dialog_add (ADW_SHORTCUTS_DIALOG (dialog), section);
    }
  adw_dialog_present (dialog, GTK_WIDGET (parent));
}

#else

/* Before GTK 4.14 only GtkBuilder can fill this window. */
static char *
describe_shortcuts (const LuthierShortcutGroup *groups)
{
  GString *ui = g_string_new ("<interface><object class='GtkShortcutsWindow' id='window'>"
                              "<property name='modal'>1</property><child>"
                              "<object class='GtkShortcutsSection'>"
                              "<property name='section-name'>shortcuts</property>"
                              "<property name='max-height'>16</property>");

  for (const LuthierShortcutGroup *group = groups; group->title != NULL; group++)
    {
      g_autofree char *title = g_markup_escape_text (translate (group->title), -1);

      g_string_append_printf (ui,
                              "<child><object class='GtkShortcutsGroup'>"
                              "<property name='title'>%s</property>",
                              title);
      for (const LuthierShortcut *shortcut = group->shortcuts; shortcut->title != NULL; shortcut++)
        {
          g_autofree char *text = g_markup_printf_escaped (
              "<child><object class='GtkShortcutsShortcut'><property name='title'>%s</property>"
              "<property name='accelerator'>%s</property></object></child>",
              translate (shortcut->title), shortcut->accels);

          g_string_append (ui, text);
        }
      g_string_append (ui, "</object></child>");
    }
  g_string_append (ui, "</object></child></object></interface>");
  return g_string_free (ui, FALSE);
}

static void
show_shortcuts (GtkWindow *parent, const LuthierShortcutGroup *groups)
{
  g_autofree char *ui = describe_shortcuts (groups);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_string (ui, -1);
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));

  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}

#endif

/**
 * luthier_compat_show_shortcuts:
 * @parent: (nullable): the window to show it over
 * @groups: which keys do what, ended by a title of %NULL
 *
 * Shows the keys of the program.
 */
void
luthier_compat_show_shortcuts (GtkWindow *parent, const LuthierShortcutGroup *groups)
{
  show_shortcuts (parent, groups);
}
