/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-account-window.h"

#include <glib/gi18n.h>

#include "luthier-account-browser.h"
#include "luthier-account-file.h"
#include "luthier-account-kinds.h"
#include "luthier-account-place.h"
#include "luthier-account-token.h"
#include "luthier-compat.h"
#include "luthier-config.h"
#include "luthier-enrolment-ending.h"
#include "luthier-error-card.h"
#include "luthier-error.h"
#include "luthier-squeezer.h"

struct _LuthierAccountWindow
{
  AdwWindow parent_instance;

  LuthierProfile *profile;     /* (owned) (nullable): is signed in again */
  LuthierEnrolment *enrolment; /* (owned) (nullable) */
  GFile *file;                 /* (owned) (nullable): is being read */
  GCancellable *cancellable;   /* (owned) */
  LuthierAccountPage *first;   /* where there is no way back from */
  LuthierAccountPage *former;  /* (nullable): what the last page was come to from */
  gboolean busy;
  gboolean took_client; /* from the file */

  LuthierErrorCard *error_card;
  GtkStack *stack;
  GtkWidget *cancel_button;
  GtkWidget *back_button;
  GtkButton *next_button;
  GtkSpinner *spinner;
  GtkScrolledWindow *scrolled;
  LuthierAccountPage *kinds;
  LuthierAccountPage *browser;
  LuthierAccountPage *file_page;
  LuthierAccountPage *token;
  LuthierAccountPage *place;
  GtkDropTarget *drop_target;
};

G_DEFINE_FINAL_TYPE (LuthierAccountWindow, luthier_account_window, ADW_TYPE_WINDOW)

static LuthierAccountPage *
get_page (LuthierAccountWindow *self)
{
  return LUTHIER_ACCOUNT_PAGE (gtk_stack_get_visible_child (self->stack));
}

static void
show_error (LuthierAccountWindow *self, const GError *error)
{
  g_autoptr (LuthierAdvice) advice = error != NULL ? luthier_advice_new_for_error (error) : NULL;

  luthier_error_card_set_advice (self->error_card, advice);
  if (advice != NULL)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

static const char *
label_for_next (LuthierAccountWindow *self, LuthierAccountPage *page)
{
  if (page == self->place)
    return self->profile != NULL ? _ ("_Save") : _ ("_Add");
  return self->profile != NULL ? _ ("_Sign In") : _ ("_Continue");
}

static void
update (LuthierAccountWindow *self)
{
  LuthierAccountPage *page = get_page (self);
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean first = page == self->first;

  if (self->enrolment == NULL)
    return;
  gtk_widget_set_visible (self->cancel_button, first);
  gtk_widget_set_visible (self->back_button, !first);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button),
                          page != self->kinds && page != self->browser);
  gtk_button_set_label (self->next_button, label_for_next (self, page));
  gtk_widget_action_set_enabled (widget, "account.next",
                                 luthier_account_page_get_ready (page) && !self->busy);
  gtk_widget_action_set_enabled (widget, "account.back", !first && !self->busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !self->busy);
  /* A page that waits for long shows it itself. */
  gtk_spinner_set_spinning (
      self->spinner, self->busy || (page != self->browser && luthier_account_page_get_busy (page)));
}

static void
set_busy (LuthierAccountWindow *self, gboolean busy)
{
  self->busy = busy;
  /* An entry that becomes insensitive with the focus in it would go on blinking. */
  if (busy)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  update (self);
}

static void
go_to (LuthierAccountWindow *self, LuthierAccountPage *page, gboolean back)
{
  LuthierAccountPage *current = get_page (self);

  show_error (self, NULL);
  if (page == current)
    return;
  luthier_account_page_leave (current);
  gtk_stack_set_transition_type (self->stack, back ? GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT
                                                   : GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (page));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  luthier_account_page_enter (page);
  gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
  update (self);
}

static void
go_to_file (LuthierAccountWindow *self, LuthierProfileKind kind)
{
  luthier_account_file_set_kind (LUTHIER_ACCOUNT_FILE (self->file_page), kind);
  luthier_account_file_set_file (LUTHIER_ACCOUNT_FILE (self->file_page), NULL);
  go_to (self, self->file_page, FALSE);
}

static void
go_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierAccountWindow *self = LUTHIER_ACCOUNT_WINDOW (widget);
  const char *name = g_variant_get_string (parameter, NULL);

  if (g_str_equal (name, "key"))
    go_to_file (self, LUTHIER_PROFILE_SERVICE_ACCOUNT);
  else if (g_str_equal (name, "imported"))
    go_to_file (self, LUTHIER_PROFILE_IMPORTED);
  else
    go_to (self, g_str_equal (name, "token") ? self->token : self->browser, FALSE);
}

static void
kinds_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierAccountWindow *self = LUTHIER_ACCOUNT_WINDOW (widget);

  go_to (self, self->kinds, TRUE);
}

static void
back_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierAccountWindow *self = LUTHIER_ACCOUNT_WINDOW (widget);

  go_to (self, get_page (self) == self->place && self->former != NULL ? self->former : self->first,
         TRUE);
}

static void
completed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierAccountWindow *self = LUTHIER_ACCOUNT_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierProfile) profile = luthier_enrolment_ending_finish (result, &error);

  if (profile != NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    return;
  set_busy (self, FALSE);
  /* What is missing is asked for there. */
  if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID) &&
      get_page (self) != self->place)
    {
      self->former = get_page (self);
      go_to (self, self->place, FALSE);
    }
  show_error (self, error);
}

static void
complete (LuthierAccountWindow *self)
{
  show_error (self, NULL);
  set_busy (self, TRUE);
  luthier_enrolment_ending_async (GTK_WIDGET (self), self->enrolment, self->cancellable,
                                  completed_cb, NULL);
}

/* A profile that is signed in again knows its place. */
static void
go_on (LuthierAccountWindow *self)
{
  if (self->profile != NULL || get_page (self) == self->place)
    {
      complete (self);
      return;
    }
  self->former = get_page (self);
  go_to (self, self->place, FALSE);
}

static void
next_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  go_on (LUTHIER_ACCOUNT_WINDOW (widget));
}

static void
page_done_cb (LuthierAccountWindow *self, LuthierAccountPage *page)
{
  if (page == get_page (self))
    go_on (self);
}

static void
client_taken_cb (LuthierAccountWindow *self)
{
  self->took_client = TRUE;
}

/* A file goes where it fits, whichever page it was dropped on. */
static void
file_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierAccountWindow) self = user_data;
  g_autoptr (GFile) file = g_steal_pointer (&self->file);
  g_autoptr (GError) error = NULL;
  gboolean read = luthier_enrolment_read_file_finish (LUTHIER_ENROLMENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (read && self->took_client)
    go_to (self, self->browser, FALSE);
  else if (read)
    {
      go_to_file (self, luthier_profile_get_kind (luthier_enrolment_get_draft (self->enrolment)));
      luthier_account_file_set_file (LUTHIER_ACCOUNT_FILE (self->file_page), file);
    }
  show_error (self, error);
}

static void
read_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  luthier_account_window_set_file (LUTHIER_ACCOUNT_WINDOW (widget), file);
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
choose_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierAccountWindow *self = LUTHIER_ACCOUNT_WINDOW (widget);

  luthier_compat_choose_file_async (
      widget,
      get_page (self) == self->browser ? _ ("File of an OAuth Client") : _ ("File of an Account"),
      LUTHIER_FILE_KIND_JSON, self->cancellable, file_chosen_cb, NULL);
}

static void
try_again (LuthierAccountWindow *self)
{
  LuthierAccountPage *page = get_page (self);

  if (page == self->browser)
    gtk_widget_activate_action (GTK_WIDGET (page), "browser.sign-in", NULL);
  else if (page == self->token && !luthier_account_page_get_ready (page))
    gtk_widget_activate_action (GTK_WIDGET (page), "token.check", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "account.next", NULL);
}

static void
card_act_cb (LuthierAccountWindow *self, int action)
{
  if (action == LUTHIER_ADVICE_TRY_AGAIN)
    try_again (self);
  else if (action == LUTHIER_ADVICE_SIGN_IN && get_page (self) == self->file_page)
    gtk_widget_activate_action (GTK_WIDGET (self), "account.choose", NULL);
  else if (action == LUTHIER_ADVICE_SIGN_IN)
    go_to (self, self->first, TRUE);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, LuthierAccountWindow *self)
{
  if (self->busy || !G_VALUE_HOLDS (value, G_TYPE_FILE))
    return FALSE;
  luthier_account_window_set_file (self, g_value_get_object (value));
  return TRUE;
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
  g_clear_object (&self->enrolment);
  g_clear_object (&self->profile);
  G_OBJECT_CLASS (luthier_account_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (LUTHIER_TYPE_ACCOUNT_BROWSER);
  g_type_ensure (LUTHIER_TYPE_ACCOUNT_FILE);
  g_type_ensure (LUTHIER_TYPE_ACCOUNT_KINDS);
  g_type_ensure (LUTHIER_TYPE_ACCOUNT_PLACE);
  g_type_ensure (LUTHIER_TYPE_ACCOUNT_TOKEN);
  g_type_ensure (LUTHIER_TYPE_ERROR_CARD);
  g_type_ensure (LUTHIER_TYPE_SQUEEZER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-account-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, error_card);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, next_button);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, scrolled);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, kinds);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, browser);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, file_page);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, token);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, place);
  gtk_widget_class_bind_template_child (widget_class, LuthierAccountWindow, drop_target);
  gtk_widget_class_bind_template_callback (widget_class, card_act_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_error);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
luthier_account_window_class_init (LuthierAccountWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_account_window_dispose;
  widget_class->unrealize = luthier_account_window_unrealize;
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "account.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "account.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "account.go", "s", go_action);
  gtk_widget_class_install_action (widget_class, "account.kinds", NULL, kinds_action);
  gtk_widget_class_install_action (widget_class, "account.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "account.read", "s", read_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "account.back",
                                       NULL);
}

static void
luthier_account_window_init (LuthierAccountWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  gtk_drop_target_set_gtypes (self->drop_target, (GType[]){ G_TYPE_FILE }, 1);
}

static LuthierAccountPage *
get_page_for (LuthierAccountWindow *self, LuthierProfileKind kind)
{
  return kind == LUTHIER_PROFILE_GOOGLE_ACCOUNT ? self->browser
         : kind == LUTHIER_PROFILE_ACCESS_TOKEN ? self->token
                                                : self->file_page;
}

static void
set_up (LuthierAccountWindow *self, LuthierSession *session, LuthierProfile *profile)
{
  LuthierAccountPage *const pages[] = { self->kinds, self->browser, self->file_page, self->token,
                                        self->place };

  g_set_object (&self->profile, profile);
  self->enrolment = luthier_enrolment_new (session, profile);
  g_signal_connect_object (self->enrolment, "notify::has-client", G_CALLBACK (client_taken_cb),
                           self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    luthier_account_page_set_up (pages[i], session, self->enrolment);
  self->first = self->kinds;
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

  set_up (self, session, NULL);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * luthier_account_window_new_for_profile:
 * @parent: the window to ask over
 * @session: where the profile is
 * @profile: the one to sign in again
 *
 * Returns: (transfer floating): a window that is not shown yet
 */
GtkWidget *
luthier_account_window_new_for_profile (GtkWindow *parent,
                                        LuthierSession *session,
                                        LuthierProfile *profile)
{
  LuthierAccountWindow *self = g_object_new (LUTHIER_TYPE_ACCOUNT_WINDOW, "transient-for", parent,
                                             "title", _ ("Sign In Again"), NULL);

  set_up (self, session, profile);
  self->first = get_page_for (self, luthier_profile_get_kind (profile));
  luthier_account_file_set_kind (LUTHIER_ACCOUNT_FILE (self->file_page),
                                 luthier_profile_get_kind (profile));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->first));
  luthier_account_page_enter (self->first);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * luthier_account_window_get_enrolment:
 *
 * Returns: (transfer none): what the pages fill
 */
LuthierEnrolment *
luthier_account_window_get_enrolment (LuthierAccountWindow *self)
{
  g_return_val_if_fail (LUTHIER_IS_ACCOUNT_WINDOW (self), NULL);

  return self->enrolment;
}

/**
 * luthier_account_window_set_file:
 * @file: a key, imported credentials or the file of an OAuth client
 *
 * Reads the file and goes to the page that it fits. Its secret is not kept or tried before the end.
 */
void
luthier_account_window_set_file (LuthierAccountWindow *self, GFile *file)
{
  g_return_if_fail (LUTHIER_IS_ACCOUNT_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  g_set_object (&self->file, file);
  self->took_client = FALSE;
  show_error (self, NULL);
  set_busy (self, TRUE);
  luthier_enrolment_read_file_async (self->enrolment, file, self->cancellable, file_read_cb,
                                     g_object_ref (self));
}
