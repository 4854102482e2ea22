/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-account-browser.h"

#include <glib/gi18n.h>

#include "luthier-compat.h"
#include "luthier-config.h"
#include "luthier-secret-hint.h"

struct _LuthierAccountBrowser
{
  LuthierAccountPage parent_instance;

  char *uri;            /* (owned) (nullable): of the page in the browser */
  gboolean use_another; /* in place of the client that is known */
  gboolean recalling;

  GtkStack *stack;
  AdwActionRow *known_row;
  GtkWidget *known;
  GtkWidget *other;
  AdwEntryRow *id_row;
  AdwEntryRow *secret_row;
  LuthierSecretHint *id_hint;
  LuthierSecretHint *secret_hint;
  GtkLabel *waiting_title;
  GtkLabel *waiting_text;
  GtkWidget *spinner;
};

G_DEFINE_FINAL_TYPE (LuthierAccountBrowser, luthier_account_browser, LUTHIER_TYPE_ACCOUNT_PAGE)

static LuthierEnrolment *
get_enrolment (LuthierAccountBrowser *self)
{
  return luthier_account_page_get_enrolment (LUTHIER_ACCOUNT_PAGE (self));
}

static gboolean
uses_known (LuthierAccountBrowser *self)
{
  return luthier_enrolment_get_has_client (get_enrolment (self)) && !self->use_another;
}

/* (transfer full) (nullable): blanks come along with what is pasted. */
static char *
get_text (AdwEntryRow *row)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static gboolean
is_filled (LuthierAccountBrowser *self)
{
  g_autofree char *id = get_text (self->id_row);
  g_autofree char *secret = get_text (self->secret_row);

  return id != NULL && secret != NULL && !luthier_secret_hint_get_wrong (self->id_hint) &&
         !luthier_secret_hint_get_wrong (self->secret_hint);
}

static void
update (LuthierAccountBrowser *self)
{
  const char *id = luthier_enrolment_get_client_id (get_enrolment (self));
  gboolean known = uses_known (self);

  adw_action_row_set_subtitle (self->known_row, id != NULL ? id : "");
  gtk_widget_set_visible (self->known, known);
  gtk_widget_set_visible (self->other, !known);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "browser.sign-in", known || is_filled (self));
}

/* Also as the template is made, before there is an enrolment. */
static void
text_changed_cb (LuthierAccountBrowser *self)
{
  if (get_enrolment (self) != NULL)
    update (self);
}

static void
entry_activated_cb (LuthierAccountBrowser *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "browser.sign-in", NULL);
}

/* A client of a file that was chosen is the one to use; one that is remembered comes too late when
 * something is typed already. */
static void
client_changed_cb (LuthierAccountBrowser *self)
{
  g_autofree char *id = get_text (self->id_row);
  g_autofree char *secret = get_text (self->secret_row);

  self->use_another = self->recalling && (id != NULL || secret != NULL);
  update (self);
}

static void
show_waiting (LuthierAccountBrowser *self, gboolean opened)
{
  gtk_label_set_text (self->waiting_title, opened ? _ ("Finish signing in in your browser")
                                                  : _ ("The browser could not be opened"));
  gtk_label_set_text (self->waiting_text,
                      opened ? _ ("Choose your account there and allow all that is asked for. "
                                  "Luthier goes on by itself as soon as you have.")
                             : _ ("Copy the link, and open it in a browser of this computer. "
                                  "Luthier goes on by itself as soon as you have signed in "
                                  "there."));
}

static void
show_stack_page (LuthierAccountBrowser *self, const char *name)
{
  gboolean waiting = g_str_equal (name, "waiting");

  gtk_stack_set_visible_child_name (self->stack, name);
  g_object_set (self->spinner, "spinning", waiting, NULL);
  luthier_account_page_set_busy (LUTHIER_ACCOUNT_PAGE (self), waiting);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierAccountBrowser) self = user_data;
  g_autoptr (GError) error = NULL;

  show_waiting (self, luthier_compat_open_uri_finish (result, &error) ||
                          g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
}

static void
open_page (LuthierAccountBrowser *self)
{
  luthier_compat_open_uri_async (GTK_WIDGET (self), self->uri,
                                 luthier_account_page_get_cancellable (LUTHIER_ACCOUNT_PAGE (self)),
                                 opened_cb, g_object_ref (self));
}

static void
open_uri_cb (LuthierAccountBrowser *self, const char *uri)
{
  g_free (self->uri);
  self->uri = g_strdup (uri);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "browser.open", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "browser.copy", TRUE);
  open_page (self);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierAccountBrowser) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = luthier_enrolment_sign_in_finish (LUTHIER_ENROLMENT (source), result, &error);

  /* The page has been left meanwhile, and may have begun anew. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  show_stack_page (self, "client");
  if (done)
    luthier_account_page_say_done (LUTHIER_ACCOUNT_PAGE (self));
  else
    luthier_account_page_say_failed (LUTHIER_ACCOUNT_PAGE (self), error);
}

/* The client that was typed is known from then on: its secret does not stay in the field. */
static void
forget_typed (LuthierAccountBrowser *self, const char *id)
{
  if (g_strcmp0 (id, luthier_enrolment_get_client_id (get_enrolment (self))) != 0)
    return;
  self->use_another = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->secret_row), "");
}

static void
sign_in_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierAccountBrowser *self = LUTHIER_ACCOUNT_BROWSER (widget);
  g_autofree char *id = uses_known (self) ? NULL : get_text (self->id_row);
  g_autofree char *secret = uses_known (self) ? NULL : get_text (self->secret_row);

  luthier_account_page_say_failed (LUTHIER_ACCOUNT_PAGE (self), NULL);
  gtk_widget_action_set_enabled (widget, "browser.open", FALSE);
  gtk_widget_action_set_enabled (widget, "browser.copy", FALSE);
  show_waiting (self, TRUE);
  show_stack_page (self, "waiting");
  luthier_enrolment_sign_in_async (
      get_enrolment (self), id, secret,
      luthier_account_page_get_cancellable (LUTHIER_ACCOUNT_PAGE (self)), signed_in_cb,
      g_object_ref (self));
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  if (id != NULL)
    forget_typed (self, id);
}

static void
open_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  open_page (LUTHIER_ACCOUNT_BROWSER (widget));
}

static void
copy_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), LUTHIER_ACCOUNT_BROWSER (widget)->uri);
}

static void
cancel_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  luthier_account_page_leave (LUTHIER_ACCOUNT_PAGE (widget));
}

static void
use_another_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierAccountBrowser *self = LUTHIER_ACCOUNT_BROWSER (widget);

  self->use_another = TRUE;
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->id_row));
}

static void
recalled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierAccountBrowser) self = user_data;

  /* Without one, or if the keyring does not tell, it is typed. */
  luthier_enrolment_recall_client_finish (LUTHIER_ENROLMENT (source), result, NULL);
  self->recalling = FALSE;
  update (self);
}

static void
luthier_account_browser_set_up (LuthierAccountPage *page)
{
  LuthierEnrolment *enrolment = luthier_account_page_get_enrolment (page);

  g_signal_connect_object (enrolment, "open-uri", G_CALLBACK (open_uri_cb), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (enrolment, "notify::has-client", G_CALLBACK (client_changed_cb), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (enrolment, "notify::client-id", G_CALLBACK (client_changed_cb), page,
                           G_CONNECT_SWAPPED);
  update (LUTHIER_ACCOUNT_BROWSER (page));
}

static void
luthier_account_browser_enter (LuthierAccountPage *page)
{
  if (luthier_enrolment_get_has_client (luthier_account_page_get_enrolment (page)))
    return;
  LUTHIER_ACCOUNT_BROWSER (page)->recalling = TRUE;
  luthier_enrolment_recall_client_async (luthier_account_page_get_enrolment (page),
                                         luthier_account_page_get_cancellable (page), recalled_cb,
                                         g_object_ref (page));
}

static void
luthier_account_browser_leave (LuthierAccountPage *page)
{
  show_stack_page (LUTHIER_ACCOUNT_BROWSER (page), "client");
  LUTHIER_ACCOUNT_PAGE_CLASS (luthier_account_browser_parent_class)->leave (page);
}

static void
luthier_account_browser_finalize (GObject *object)
{
  g_free (LUTHIER_ACCOUNT_BROWSER (object)->uri);
  G_OBJECT_CLASS (luthier_account_browser_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-account-browser.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountBrowser, stack);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountBrowser, known_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountBrowser, known);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountBrowser, other);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountBrowser, id_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountBrowser, secret_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountBrowser, id_hint);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountBrowser, secret_hint);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountBrowser, waiting_title);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountBrowser, waiting_text);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountBrowser, spinner);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
}

static void
luthier_account_browser_class_init (LuthierAccountBrowserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LuthierAccountPageClass *page_class = LUTHIER_ACCOUNT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = luthier_account_browser_finalize;
  page_class->set_up = luthier_account_browser_set_up;
  page_class->enter = luthier_account_browser_enter;
  page_class->leave = luthier_account_browser_leave;
  g_type_ensure (LUTHIER_TYPE_SECRET_HINT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "browser.sign-in", NULL, sign_in_action);
  gtk_widget_class_install_action (widget_class, "browser.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "browser.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "browser.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "browser.use-another", NULL, use_another_action);
}

static void
luthier_account_browser_init (LuthierAccountBrowser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  luthier_secret_hint_watch (self->id_hint, GTK_EDITABLE (self->id_row), LUTHIER_SECRET_CLIENT_ID);
  luthier_secret_hint_watch (self->secret_hint, GTK_EDITABLE (self->secret_row),
                             LUTHIER_SECRET_CLIENT_SECRET);
  g_signal_connect_object (self->id_hint, "notify::wrong", G_CALLBACK (text_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->secret_hint, "notify::wrong", G_CALLBACK (text_changed_cb), self,
                           G_CONNECT_SWAPPED);
}
