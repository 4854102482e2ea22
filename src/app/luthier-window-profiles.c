/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-account-window.h"
#include "luthier-compat.h"
#include "luthier-profile-button.h"
#include "luthier-profile-window.h"
#include "luthier-profile-words.h"
#include "luthier-test-window.h"
#include "luthier-window-private.h"

/* (transfer none) (nullable) */
static LuthierProfile *
get_profile (LuthierWindow *self)
{
  return luthier_session_get_profile (luthier_window_get_session (self));
}

static void
add_account_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierSession *session = luthier_window_get_session (LUTHIER_WINDOW (widget));

  gtk_window_present (GTK_WINDOW (luthier_account_window_new (GTK_WINDOW (widget), session)));
}

static void
sign_in_again_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierWindow *self = LUTHIER_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (luthier_account_window_new_for_profile (
      GTK_WINDOW (self), luthier_window_get_session (self), get_profile (self))));
}

static void
edit_profile_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierWindow *self = LUTHIER_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (luthier_profile_window_new (
      GTK_WINDOW (self), luthier_window_get_session (self), get_profile (self))));
}

static void
profile_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!luthier_session_open_profile_finish (LUTHIER_SESSION (source), result, &error))
    luthier_window_say_error (self, error);
}

static void
open_profile (LuthierWindow *self, LuthierProfile *profile)
{
  if (profile != get_profile (self))
    luthier_session_open_profile_async (luthier_window_get_session (self), profile,
                                        luthier_window_get_cancellable (self), profile_opened_cb,
                                        g_object_ref (self));
}

static LuthierProfile *
lookup_profile (LuthierWindow *self, const char *id)
{
  GListModel *profiles = luthier_session_get_profiles (luthier_window_get_session (self));

  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr (LuthierProfile) profile = g_list_model_get_item (profiles, i);

      if (g_strcmp0 (luthier_profile_get_id (profile), id) == 0)
        return g_steal_pointer (&profile);
    }
  return NULL;
}

static void
open_profile_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierWindow *self = LUTHIER_WINDOW (widget);
  g_autoptr (LuthierProfile)
      profile = lookup_profile (self, g_variant_get_string (parameter, NULL));

  if (profile != NULL)
    open_profile (self, profile);
}

static void
open_profile_at_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierWindow *self = LUTHIER_WINDOW (widget);
  GListModel *profiles = luthier_session_get_profiles (luthier_window_get_session (self));
  guint32 number = g_variant_get_uint32 (parameter);
  g_autoptr (LuthierProfile) profile = number > 0 ? g_list_model_get_item (profiles, number - 1)
                                                  : NULL;

  if (profile != NULL)
    open_profile (self, profile);
}

static void
test_connection_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierSession *session = luthier_window_get_session (LUTHIER_WINDOW (widget));

  gtk_window_present (GTK_WINDOW (luthier_test_window_new (GTK_WINDOW (widget), session)));
}

/* Whose it is stands in the header of each page. (nullable) */
static LuthierProfileButton *
find_button (GtkWidget *widget)
{
  LuthierProfileButton *button = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (LUTHIER_IS_PROFILE_BUTTON (widget))
    return LUTHIER_PROFILE_BUTTON (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && button == NULL;
       child = gtk_widget_get_next_sibling (child))
    button = find_button (child);
  return button;
}

static void
profiles_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierProfileButton *button = find_button (widget);

  if (button != NULL)
    luthier_profile_button_popup (button);
}

static void
profile_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (luthier_session_remove_profile_finish (LUTHIER_SESSION (source), result, &error))
    luthier_window_say (self, _ ("Profile removed"));
  else
    luthier_window_say_error (self, error);
}

static void
remove_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierWindow *self = LUTHIER_WINDOW (source);
  g_autoptr (LuthierProfile) profile = user_data;
  g_autofree char *answer = luthier_compat_ask_finish (result);

  if (g_strcmp0 (answer, "remove") == 0 || g_strcmp0 (answer, "revoke") == 0)
    luthier_session_remove_profile_async (
        luthier_window_get_session (self), profile, g_str_equal (answer, "revoke"),
        luthier_window_get_cancellable (self), profile_removed_cb, g_object_ref (self));
}

static gboolean
can_be_revoked (LuthierProfileKind kind)
{
  return kind == LUTHIER_PROFILE_GOOGLE_ACCOUNT || kind == LUTHIER_PROFILE_IMPORTED;
}

static const char *
consequences_for (LuthierProfileKind kind)
{
  switch (kind)
    {
    case LUTHIER_PROFILE_PRACTICE:
      return _ ("Its jobs are forgotten. You can begin with a new one at any time.");
    case LUTHIER_PROFILE_GOOGLE_ACCOUNT:
      return _ ("The sign-in, the list of jobs and an unfinished job are deleted from this "
                "computer. Jobs that run go on, and the service keeps what it has. Revoking also "
                "tells Google that the sign-in is over, so that no copy of it works any more.");
    case LUTHIER_PROFILE_IMPORTED:
      return _ ("The copy of the sign-in, the list of jobs and an unfinished job are deleted from "
                "this computer. Jobs that run go on, and the service keeps what it has. Revoking "
                "also tells Google that the sign-in is over: gcloud and other programs that use "
                "the same sign-in lose it, too.");
    case LUTHIER_PROFILE_ACCESS_TOKEN:
      return _ ("The access token, the list of jobs and an unfinished job are deleted from this "
                "computer. Jobs that run go on, and the service keeps what it has.");
    case LUTHIER_PROFILE_SERVICE_ACCOUNT:
    default:
      return _ ("The key, the list of jobs and an unfinished job are deleted from this computer. "
                "Jobs that run go on, and the service keeps what it has.");
    }
}

static void
remove_profile_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LuthierProfile *profile = get_profile (LUTHIER_WINDOW (widget));
  LuthierProfileKind kind = luthier_profile_get_kind (profile);
  const LuthierResponse responses[] = {
    { "cancel", _ ("_Cancel"), LUTHIER_RESPONSE_PLAIN },
    { "remove", _ ("_Remove"), LUTHIER_RESPONSE_DESTRUCTIVE },
    { can_be_revoked (kind) ? "revoke" : NULL, _ ("Remove and Re_voke"),
      LUTHIER_RESPONSE_DESTRUCTIVE },
    { NULL },
  };
  g_autofree char *heading = g_strdup_printf (_ ("Remove “%s”?"),
                                              luthier_profile_words_title (profile));

  luthier_compat_ask_async (
      widget, kind == LUTHIER_PROFILE_PRACTICE ? _ ("Remove the Practice Profile?") : heading,
      consequences_for (kind), responses, remove_answered_cb, g_object_ref (profile));
}

void
luthier_window_install_profile_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.add-account", NULL, add_account_action);
  gtk_widget_class_install_action (widget_class, "win.edit-profile", NULL, edit_profile_action);
  gtk_widget_class_install_action (widget_class, "win.open-profile", "s", open_profile_action);
  gtk_widget_class_install_action (widget_class, "win.open-profile-at", "u",
                                   open_profile_at_action);
  gtk_widget_class_install_action (widget_class, "win.profiles", NULL, profiles_action);
  gtk_widget_class_install_action (widget_class, "win.remove-profile", NULL, remove_profile_action);
  gtk_widget_class_install_action (widget_class, "win.sign-in-again", NULL, sign_in_again_action);
  gtk_widget_class_install_action (widget_class, "win.test-connection", NULL,
                                   test_connection_action);
}

/* The practice service needs no account, and has nothing to be edited. */
void
luthier_window_update_profile_actions (LuthierWindow *self)
{
  LuthierProfile *profile = get_profile (self);
  gboolean real = profile != NULL && luthier_profile_get_kind (profile) != LUTHIER_PROFILE_PRACTICE;
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "win.profiles", profile != NULL);
  gtk_widget_action_set_enabled (widget, "win.remove-profile", profile != NULL);
  gtk_widget_action_set_enabled (widget, "win.test-connection", profile != NULL);
  gtk_widget_action_set_enabled (widget, "win.edit-profile", real);
  gtk_widget_action_set_enabled (widget, "win.sign-in-again", real);
}
