/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-profile-window.h"

#include <glib/gi18n.h>

#include "luthier-config.h"
#include "luthier-countdown.h"
#include "luthier-enrolment-ending.h"
#include "luthier-error-card.h"
#include "luthier-profile-form.h"
#include "luthier-profile-words.h"
#include "luthier-squeezer.h"

struct _LuthierProfileWindow
{
  AdwWindow parent_instance;

  LuthierSession *session;     /* (owned) (nullable) */
  LuthierProfile *profile;     /* (owned) (nullable) */
  LuthierEnrolment *enrolment; /* (owned) (nullable): has the draft */
  LuthierCountdown *countdown; /* (owned) (nullable) */
  GCancellable *cancellable;   /* (owned) */
  gboolean busy;

  LuthierErrorCard *error_card;
  GtkSpinner *spinner;
  GtkScrolledWindow *scrolled;
  GtkImage *kind_icon;
  AdwActionRow *account_row;
  LuthierProfileForm *form;
  GtkWidget *test_row;
};

G_DEFINE_FINAL_TYPE (LuthierProfileWindow, luthier_profile_window, ADW_TYPE_WINDOW)

static void
show_error (LuthierProfileWindow *self, const GError *error)
{
  g_autoptr (LuthierAdvice) advice = error != NULL ? luthier_advice_new_for_error (error) : NULL;

  luthier_error_card_set_advice (self->error_card, advice);
  if (advice != NULL)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

static gboolean
is_changed (LuthierProfileWindow *self)
{
  g_autofree char *before = luthier_profile_serialize (self->profile);
  g_autofree char *after = luthier_profile_serialize (
      luthier_enrolment_get_draft (self->enrolment));

  return !g_str_equal (before, after);
}

static void
update (LuthierProfileWindow *self)
{
  if (self->enrolment == NULL)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "profile.save",
                                 !self->busy && luthier_profile_form_get_valid (self->form) &&
                                     is_changed (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy);
}

static void
update_account (LuthierProfileWindow *self)
{
  LuthierProfileKind kind = luthier_profile_get_kind (self->profile);
  const char *account = luthier_profile_get_account (self->profile);
  const char *kind_words = luthier_profile_words_kind (kind);
  g_autofree char *left = luthier_countdown_to_text (self->countdown);
  g_autofree char *both = left != NULL
                              ? g_strdup_printf (C_ ("kind of account and its life", "%s, %s"),
                                                 kind_words, left)
                              : g_strdup (kind_words);

  gtk_image_set_from_icon_name (self->kind_icon, luthier_profile_words_icon (kind));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->account_row),
                                 account != NULL ? account : kind_words);
  adw_action_row_set_subtitle (self->account_row, account != NULL ? both
                                                  : left != NULL  ? left
                                                                  : "");
}

/* Only of the profile that is open anything is known. */
static void
update_life (LuthierProfileWindow *self)
{
  gboolean open = luthier_session_get_profile (self->session) == self->profile;

  luthier_countdown_set_end (self->countdown,
                             open ? luthier_session_get_expires_at (self->session) : 0);
  update_account (self);
}

static void
set_busy (LuthierProfileWindow *self, gboolean busy)
{
  self->busy = busy;
  /* An entry that becomes insensitive with the focus in it would go on blinking. */
  if (busy)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  update (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierProfileWindow *self = LUTHIER_PROFILE_WINDOW (source);
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
  show_error (self, error);
}

static void
save_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierProfileWindow *self = LUTHIER_PROFILE_WINDOW (widget);

  show_error (self, NULL);
  set_busy (self, TRUE);
  luthier_enrolment_ending_async (widget, self->enrolment, self->cancellable, saved_cb, NULL);
}

/* They are the parent's, over which another window comes then. */
static void
leave_for_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  static const char *const targets[][2] = {
    { "profile.sign-in-again", "win.sign-in-again" },
    { "profile.test-connection", "win.test-connection" },
    { "profile.remove", "win.remove-profile" },
    { "account.kinds", "win.add-account" },
  };
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (parent == NULL)
    return;
  gtk_window_destroy (GTK_WINDOW (widget));
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    if (g_str_equal (action_name, targets[i][0]))
      gtk_widget_activate_action (GTK_WIDGET (parent), targets[i][1], NULL);
}

static LuthierListing *
list_projects_cb (LuthierProfileWindow *self)
{
  return luthier_enrolment_list_projects (self->enrolment);
}

static void
card_act_cb (LuthierProfileWindow *self, int action)
{
  if (action == LUTHIER_ADVICE_TRY_AGAIN)
    gtk_widget_activate_action (GTK_WIDGET (self), "profile.save", NULL);
  else if (action == LUTHIER_ADVICE_SIGN_IN)
    gtk_widget_activate_action (GTK_WIDGET (self), "profile.sign-in-again", NULL);
}

/* Closing the window ends what it has begun, which keeps the object until it has ended. */
static void
luthier_profile_window_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (LUTHIER_PROFILE_WINDOW (widget)->cancellable);
  GTK_WIDGET_CLASS (luthier_profile_window_parent_class)->unrealize (widget);
}

static void
luthier_profile_window_dispose (GObject *object)
{
  LuthierProfileWindow *self = LUTHIER_PROFILE_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->countdown);
  g_clear_object (&self->enrolment);
  g_clear_object (&self->profile);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (luthier_profile_window_parent_class)->dispose (object);
}

static void
luthier_profile_window_class_init (LuthierProfileWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = luthier_profile_window_dispose;
  widget_class->unrealize = luthier_profile_window_unrealize;
  g_type_ensure (LUTHIER_TYPE_ERROR_CARD);
  g_type_ensure (LUTHIER_TYPE_PROFILE_FORM);
  g_type_ensure (LUTHIER_TYPE_SQUEEZER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LUTHIER_RESOURCE_PATH "luthier-profile-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileWindow, error_card);
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileWindow, scrolled);
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileWindow, kind_icon);
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileWindow, account_row);
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileWindow, form);
  gtk_widget_class_bind_template_child (widget_class, LuthierProfileWindow, test_row);
  gtk_widget_class_bind_template_callback (widget_class, card_act_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_projects_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_install_action (widget_class, "account.kinds", NULL, leave_for_action);
  gtk_widget_class_install_action (widget_class, "profile.remove", NULL, leave_for_action);
  gtk_widget_class_install_action (widget_class, "profile.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "profile.sign-in-again", NULL, leave_for_action);
  gtk_widget_class_install_action (widget_class, "profile.test-connection", NULL, leave_for_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
luthier_profile_window_init (LuthierProfileWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

static gboolean
has_action (GtkWindow *window, const char *wanted)
{
  const GVariantType *type;
  const char *name, *property;
  GType owner;

  for (guint i = 0;
       window != NULL && gtk_widget_class_query_action (GTK_WIDGET_GET_CLASS (window), i, &owner,
                                                        &name, &type, &property);
       i++)
    if (g_str_equal (name, wanted))
      return TRUE;
  return FALSE;
}

/**
 * luthier_profile_window_new:
 * @parent: (nullable): the window to ask over, whose actions are used
 * @session: where the profile is
 * @profile: the one that is open
 *
 * Returns: (transfer floating): a window that is not shown yet
 */
GtkWidget *
luthier_profile_window_new (GtkWindow *parent, LuthierSession *session, LuthierProfile *profile)
{
  LuthierProfileWindow *self = g_object_new (LUTHIER_TYPE_PROFILE_WINDOW, "transient-for", parent,
                                             NULL);
  LuthierProfile *draft;

  self->session = g_object_ref (session);
  self->profile = g_object_ref (profile);
  self->enrolment = luthier_enrolment_new (session, profile);
  self->countdown = luthier_countdown_new (luthier_session_get_clock (session));
  g_signal_connect_object (self->countdown, "notify::minutes", G_CALLBACK (update_account), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::expires-at", G_CALLBACK (update_life), self,
                           G_CONNECT_SWAPPED);
  draft = luthier_enrolment_get_draft (self->enrolment);
  luthier_profile_form_set_profile (self->form, draft, luthier_session_get_catalogue (session));
  g_signal_connect_object (draft, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->test_row, has_action (parent, "win.test-connection"));
  update_life (self);
  update (self);
  return GTK_WIDGET (self);
}
