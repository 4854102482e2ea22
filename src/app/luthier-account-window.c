/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-account-window.h"

#include <glib/gi18n.h>

#include "luthier-compat.h"
#include "luthier-config.h"
#include "luthier-error-card.h"
#include "luthier-error.h"
#include "luthier-json.h"
#include "luthier-squeezer.h"
#include "luthier-word-list.h"

/* A key file is about 2.5 kB; what is larger is something else. */
#define MAX_FILE_SIZE (64 * 1024)

struct _LuthierAccountWindow
{
  AdwWindow parent_instance;

  LuthierSession *session;   /* (owned) (nullable) */
  GFile *file;               /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  gboolean busy;

  LuthierErrorCard *error_card;
  GtkWidget *add_button;
  GtkSpinner *spinner;
  AdwActionRow *file_row;
  AdwEntryRow *project_row;
  AdwExpanderRow *regions_row;
  GtkFlowBox *regions_box;
  AdwEntryRow *endpoint_row;
  GtkDropTarget *drop_target;
};

G_DEFINE_FINAL_TYPE (LuthierAccountWindow, luthier_account_window, ADW_TYPE_WINDOW)

static void
show_error (LuthierAccountWindow *self, const GError *error)
{
  g_autoptr (LuthierAdvice) advice = error != NULL ? luthier_advice_new_for_error (error) : NULL;

  luthier_error_card_set_advice (self->error_card, advice);
}

static void
update_sensitivity (LuthierAccountWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "account.add", self->file != NULL && !self->busy);
  gtk_widget_action_set_enabled (widget, "account.choose", !self->busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->project_row), !self->busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->regions_row), !self->busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->endpoint_row), !self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy);
}

static GStrv
get_regions (LuthierAccountWindow *self)
{
  g_autoptr (GStrvBuilder) regions = g_strv_builder_new ();
  GtkFlowBoxChild *child;

  for (int i = 0; (child = gtk_flow_box_get_child_at_index (self->regions_box, i)) != NULL; i++)
    {
      GtkCheckButton *check = GTK_CHECK_BUTTON (gtk_flow_box_child_get_child (child));

      if (gtk_check_button_get_active (check))
        g_strv_builder_add (regions, gtk_check_button_get_label (check));
    }
  return g_strv_builder_end (regions);
}

static void
update_regions (LuthierAccountWindow *self)
{
  g_auto (GStrv) regions = get_regions (self);
  g_autofree char *names = luthier_word_list_join ((const char *const *) regions);

  adw_expander_row_set_subtitle (
      self->regions_row, regions[0] != NULL ? names : _ ("All in which a model can be tuned"));
}

static void
fill_regions (LuthierAccountWindow *self)
{
  LuthierCatalogue *catalogue = luthier_session_get_catalogue (self->session);
  const char *const *regions = catalogue != NULL ? luthier_catalogue_get_regions (catalogue) : NULL;

  for (; regions != NULL && *regions != NULL; regions++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (*regions);
      GtkWidget *child = gtk_flow_box_child_new ();

      /* The box would be a stop of its own for the Tab key. */
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), check);
      gtk_flow_box_append (self->regions_box, child);
      g_signal_connect_object (check, "toggled", G_CALLBACK (update_regions), self,
                               G_CONNECT_SWAPPED);
    }
  update_regions (self);
}

static void
set_project (LuthierAccountWindow *self, const char *project)
{
  if (project != NULL && *gtk_editable_get_text (GTK_EDITABLE (self->project_row)) == '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->project_row), project);
}

/* Shows whose key it is. Whether it is a good one is for the session to say. */
static void
file_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierAccountWindow) self = user_data;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LuthierJson) json = NULL;
  g_autoptr (GError) error = NULL;
  const LuthierJsonValue *root;
  const char *email;

  bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (bytes != NULL)
    json = luthier_json_parse (bytes, NULL);
  if (json == NULL)
    return;
  root = luthier_json_get_root (json);
  email = luthier_json_value_get_string (luthier_json_value_get_member (root, "client_email"),
                                         NULL);
  if (email != NULL)
    adw_action_row_set_subtitle (self->file_row, email);
  set_project (self, luthier_json_value_get_string (
                         luthier_json_value_get_member (root, "project_id"), NULL));
}

static void
file_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierAccountWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream != NULL)
    g_input_stream_read_bytes_async (G_INPUT_STREAM (stream), MAX_FILE_SIZE, G_PRIORITY_DEFAULT,
                                     self->cancellable, file_read_cb, g_object_ref (self));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_error (self, error);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierAccountWindow *self = LUTHIER_ACCOUNT_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = luthier_compat_choose_file_finish (result, &error);

  if (file != NULL)
    luthier_account_window_set_file (self, file);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_error (self, error);
}

static void
card_act_cb (LuthierAccountWindow *self, int action)
{
  if (action == LUTHIER_ADVICE_SIGN_IN)
    gtk_widget_activate_action (GTK_WIDGET (self), "account.choose", NULL);
  else if (action == LUTHIER_ADVICE_TRY_AGAIN)
    gtk_widget_activate_action (GTK_WIDGET (self), "account.add", NULL);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, LuthierAccountWindow *self)
{
  if (self->busy || !G_VALUE_HOLDS (value, G_TYPE_FILE))
    return FALSE;
  luthier_account_window_set_file (self, g_value_get_object (value));
  return TRUE;
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierAccountWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  LuthierProfile *profile = luthier_session_add_service_account_finish (LUTHIER_SESSION (source),
                                                                        result, &error);

  if (profile != NULL)
    {
      g_object_unref (profile);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->busy = FALSE;
  update_sensitivity (self);
  show_error (self, error);
}

static const char *
text_or_null (AdwEntryRow *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  return *text != '\0' ? text : NULL;
}

static void
add_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierAccountWindow *self = LUTHIER_ACCOUNT_WINDOW (widget);
  g_auto (GStrv) regions = get_regions (self);

  show_error (self, NULL);
  self->busy = TRUE;
  update_sensitivity (self);
  luthier_session_add_service_account_async (
      self->session, self->file, text_or_null (self->project_row),
      regions[0] != NULL ? (const char *const *) regions : NULL, text_or_null (self->endpoint_row),
      self->cancellable, added_cb, g_object_ref (self));
}

static void
choose_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierAccountWindow *self = LUTHIER_ACCOUNT_WINDOW (widget);

  luthier_compat_choose_file_async (widget, _ ("Key File of a Service Account"),
                                    LUTHIER_FILE_KIND_JSON, self->cancellable, file_chosen_cb,
                                    NULL);
}

/* Closing the window ends what it has begun, which keeps the object until it has ended. */
static void
luthier_account_window_unrealize (GtkWidget *widget)
{
  LuthierAccountWindow *self = LUTHIER_ACCOUNT_WINDOW (widget);

  g_cancellable_cancel (self->cancellable);
  GTK_WIDGET_CLASS (luthier_account_window_parent_class)->unrealize (widget);
}

static void
luthier_account_window_dispose (GObject *object)
{
  LuthierAccountWindow *self = LUTHIER_ACCOUNT_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->file);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (luthier_account_window_parent_class)->dispose (object);
}

static void
luthier_account_window_class_init (LuthierAccountWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_account_window_dispose;
  widget_class->unrealize = luthier_account_window_unrealize;
  g_type_ensure (LUTHIER_TYPE_ERROR_CARD);
  g_type_ensure (LUTHIER_TYPE_SQUEEZER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-account-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, error_card);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, add_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, file_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, project_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, regions_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, regions_box);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, endpoint_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, drop_target);
  gtk_widget_class_bind_template_callback (widget_class, card_act_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
  gtk_widget_class_install_action (widget_class, "account.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "account.choose", NULL, choose_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
luthier_account_window_init (LuthierAccountWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  gtk_drop_target_set_gtypes (self->drop_target, (GType[]){ G_TYPE_FILE }, 1);
  update_sensitivity (self);
}

/**
 * luthier_account_window_new:
 * @parent: the window to ask over
 * @session: what gets the new profile, and opens it
 *
 * Returns: (transfer floating): a window that is not shown yet
 */
GtkWidget *
luthier_account_window_new (GtkWindow *parent, LuthierSession *session)
{
  LuthierAccountWindow *self = g_object_new (LUTHIER_TYPE_ACCOUNT_WINDOW, "transient-for", parent,
                                             NULL);

  self->session = g_object_ref (session);
  fill_regions (self);
  return GTK_WIDGET (self);
}

/**
 * luthier_account_window_set_file:
 * @file: a key file
 *
 * Takes the file and shows whose key it holds. It is not kept or tried before Add.
 */
void
luthier_account_window_set_file (LuthierAccountWindow *self, GFile *file)
{
  g_autofree char *name = NULL;

  g_return_if_fail (LUTHIER_IS_ACCOUNT_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  g_set_object (&self->file, file);
  name = g_file_get_basename (file);
  show_error (self, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), name);
  adw_action_row_set_subtitle (self->file_row, "");
  update_sensitivity (self);
  g_file_read_async (file, G_PRIORITY_DEFAULT, self->cancellable, file_opened_cb,
                     g_object_ref (self));
}
