/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <libsoup/soup.h>

#include "../session/session-bench.h"
#include "idle-browser.h"
#include "luthier-account-window.h"
#include "luthier-dialog-test.h"

/* The window that adds an account, on a practice service that has an OAuth client and a person. */

#define CLIENT_ID     "1234-desktop.apps.googleusercontent.com"
#define CLIENT_SECRET "of-a-desktop-client"
#define REFRESH_TOKEN "refresh-token-of-ada"
#define PERSON        "ada@example.com"
#define SCOPE         "https://www.googleapis.com/auth/cloud-platform openid email"

typedef struct
{
  Bench bench;
  GtkWidget *window;
} Fixture;

static inline LuthierEnrolment *
fixture_enrolment (Fixture *self)
{
  return luthier_account_window_get_enrolment (LUTHIER_ACCOUNT_WINDOW (self->window));
}

static inline void
fixture_show (Fixture *self, GtkWidget *window)
{
  self->window = window;
  luthier_profile_set_endpoint (luthier_enrolment_get_draft (fixture_enrolment (self)),
                                luthier_practice_get_base_url (self->bench.practice));
  gtk_window_present (GTK_WINDOW (window));
  luthier_test_wait_until (gtk_widget_get_mapped (window));
  luthier_ui_test_wait_frames (window, 2);
}

static inline void
fixture_set_up (Fixture *self, gconstpointer unused)
{
  LuthierPracticeTokens *tokens;

  idle_browser_use ();
  bench_set_up (&self->bench, NULL, 60);
  tokens = luthier_practice_get_tokens (self->bench.practice);
  luthier_practice_tokens_add_oauth_client (tokens, CLIENT_ID, CLIENT_SECRET);
  luthier_practice_tokens_add_refresh_token (tokens, CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN);
  fixture_show (self, luthier_account_window_new (NULL, self->bench.session));
}

static inline void
fixture_close (Fixture *self)
{
  if (self->window != NULL)
    luthier_ui_test_destroy (g_steal_pointer (&self->window));
}

static inline void
fixture_tear_down (Fixture *self, gconstpointer unused)
{
  fixture_close (self);
  bench_tear_down (&self->bench);
}

/* Waits until the window has closed itself. */
static inline void
fixture_wait_closed (Fixture *self)
{
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  luthier_test_wait_until (self->window == NULL);
}

static inline GtkWidget *
fixture_find (Fixture *self, const char *type)
{
  return luthier_ui_test_find (self->window, g_type_from_name (type), NULL);
}

static inline void
fixture_press (Fixture *self, const char *label)
{
  GtkWidget *button = luthier_ui_test_find (self->window, GTK_TYPE_BUTTON, label);

  if (button == NULL || !gtk_widget_get_sensitive (button))
    g_error ("“%s” cannot be pressed", label);
  g_signal_emit_by_name (button, "clicked");
}

/* By the name of a page, as the rows do. */
static inline void
fixture_go (Fixture *self, const char *page)
{
  gtk_widget_activate_action (self->window, "account.go", "s", page);
  luthier_ui_test_wait_frames (self->window, 2);
}

/* The row with this title. */
static inline GtkWidget *
fixture_find_row (GtkWidget *root, const char *title)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (ADW_IS_PREFERENCES_ROW (root) &&
      g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = fixture_find_row (child, title);

      if (row != NULL)
        return row;
    }
  return NULL;
}

static inline void
fixture_type (Fixture *self, const char *title, const char *text)
{
  GtkWidget *row = fixture_find_row (self->window, title);

  if (row == NULL)
    g_error ("There is no row “%s”", title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static inline GFile *
fixture_write (Fixture *self, const char *name, const char *text)
{
  g_autofree char *folder = g_path_get_dirname (self->bench.key_path);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static inline GFile *
fixture_write_sign_in (Fixture *self)
{
  g_autofree char *text = g_strdup_printf (
      "{\"type\":\"authorized_user\",\"client_id\":\"" CLIENT_ID "\",\"client_secret\":"
      "\"" CLIENT_SECRET "\",\"refresh_token\":\"" REFRESH_TOKEN "\",\"account\":\"" PERSON "\","
      "\"token_uri\":\"%s/token\"}",
      luthier_practice_get_base_url (self->bench.practice));

  return fixture_write (self, "application_default_credentials.json", text);
}

/* Drops the file, as it were. */
static inline void
fixture_drop (Fixture *self, GFile *file)
{
  luthier_account_window_set_file (LUTHIER_ACCOUNT_WINDOW (self->window), file);
}

static inline void
fixture_visited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) page = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
}

/* A browser that follows wherever it is sent. */
static inline void
fixture_browse_cb (LuthierEnrolment *enrolment, const char *uri, SoupSession *browser)
{
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, uri);

  soup_session_send_and_read_async (browser, message, G_PRIORITY_DEFAULT, NULL, fixture_visited_cb,
                                    NULL);
}
