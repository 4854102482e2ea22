/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-application-private.h"

#include "luthier-attention.h"
#include "luthier-preferences-window.h"

static gboolean
looks_at_cb (LuthierApplication *self, GObject *thing)
{
  /* What is said of a profile is about the one that is open. */
  if (LUTHIER_IS_PROFILE (thing) &&
      thing != (gpointer) luthier_session_get_profile (luthier_application_ensure_session (self)))
    return FALSE;
  return luthier_attention_is_on (GTK_APPLICATION (self), thing);
}

/* A notification goes away, and may be switched off: what nobody looked at is listed, too. */
static void
unseen_cb (LuthierApplication *self, LuthierJob *job)
{
  luthier_session_miss (luthier_application_ensure_session (self), job);
}

static void
job_finished_cb (LuthierHerald *herald, LuthierJob *job, LuthierSession *session)
{
  luthier_herald_hear_end (herald, luthier_session_get_profile (session), job);
}

static void
sign_in_cb (LuthierHerald *herald, GParamSpec *pspec, LuthierSession *session)
{
  LuthierProfile *profile = luthier_session_get_profile (session);

  if (profile != NULL)
    luthier_herald_hear_sign_in (herald, profile, luthier_session_get_sign_in_error (session));
}

/**
 * luthier_application_make_herald:
 * @session: what is told of
 * @settings: the preferences
 *
 * Returns: (transfer full): who tells the user what happens in @session
 */
LuthierHerald *
luthier_application_make_herald (LuthierApplication *self,
                                 LuthierSession *session,
                                 GSettings *settings)
{
  LuthierHerald *herald = luthier_herald_new (G_APPLICATION (self),
                                              luthier_session_get_clock (session), settings);

  g_signal_connect_object (herald, "looks-at", G_CALLBACK (looks_at_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (herald, "unseen", G_CALLBACK (unseen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "job-finished", G_CALLBACK (job_finished_cb), herald,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "intent-changed", G_CALLBACK (luthier_herald_hear_intent),
                           herald, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::sign-in-needed", G_CALLBACK (sign_in_cb), herald,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::updated-at", G_CALLBACK (sign_in_cb), herald,
                           G_CONNECT_SWAPPED);
  return herald;
}

/* What is seen last counts, too. */
static gboolean
close_request_cb (LuthierHerald *herald)
{
  luthier_herald_glance (herald);
  return FALSE;
}

/**
 * luthier_application_watch_window:
 * @window: a window that is realized
 *
 * Whatever changes in what it shows is painted, and then @herald looks whether it was waited for.
 */
void
luthier_application_watch_window (LuthierHerald *herald, GtkWindow *window)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                           G_CALLBACK (luthier_herald_look), herald, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "close-request", G_CALLBACK (close_request_cb), herald,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (luthier_herald_look), herald,
                           G_CONNECT_SWAPPED);
}

/* The actions of notifications name the profile that they are about. */
static void
go (gpointer user_data, GSimpleAction *action, GVariant *parameter, const char *window_action)
{
  LuthierApplication *self = user_data;
  const char *profile = NULL;
  const char *job = NULL;

  if (luthier_application_is_stopping (self))
    {
      luthier_application_do_later (self, g_action_get_name (G_ACTION (action)), parameter);
      return;
    }
  if (g_variant_is_of_type (parameter, G_VARIANT_TYPE_STRING))
    profile = g_variant_get_string (parameter, NULL);
  else
    g_variant_get (parameter, "(&s&s)", &profile, &job);
  luthier_window_go (luthier_application_show_window (self), profile, job, window_action);
}

static void
open_told_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go (user_data, action, parameter, "win.open-job");
}

static void
show_missed_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go (user_data, action, parameter, "win.show-missed");
}

static void
show_queue_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go (user_data, action, parameter, "win.show-jobs");
}

static void
sign_in_again_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go (user_data, action, parameter, "win.sign-in-again");
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LuthierApplication *self = user_data;
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autoptr (LuthierBackgroundPortal) portal = luthier_application_make_portal (self);

  if (LUTHIER_IS_PREFERENCES_WINDOW (parent))
    {
      gtk_window_present (parent);
      return;
    }
  if (parent == NULL && luthier_application_is_stopping (self))
    return;
  if (parent == NULL)
    parent = GTK_WINDOW (luthier_application_show_window (self));
  gtk_window_present (GTK_WINDOW (luthier_preferences_window_new (parent, portal)));
}

void
luthier_application_add_told_actions (LuthierApplication *self)
{
  static const GActionEntry entries[] = {
    { "open-told", open_told_action, "(ss)" },      { "preferences", preferences_action },
    { "show-missed", show_missed_action, "s" },     { "show-queue", show_queue_action, "s" },
    { "sign-in-again", sign_in_again_action, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/* (transfer full) (nullable): who has to be asked before the program stays without a window. */
LuthierBackgroundPortal *
luthier_application_make_portal (LuthierApplication *self)
{
  GDBusConnection *connection = g_application_get_dbus_connection (G_APPLICATION (self));

  if (connection == NULL || !luthier_background_portal_is_needed ())
    return NULL;
  return luthier_background_portal_new (connection);
}
