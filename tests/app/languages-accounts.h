/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "idle-browser.h"
#include "languages-stage.h"
#include "luthier-account-window.h"
#include "luthier-practice-tokens.h"
#include "luthier-profile-window.h"

/* Every page of the windows about accounts, with what can go wrong on it. */

/* Console, gcloud and JSON are names; so are what accounts, clients and fields are called. */
#define ACCOUNT_WORDS                                                                              \
  "~?/\\S+|[\\w-]*\\.?apps\\.googleusercontent\\.com|gcloud|JSON|OAuth|type|something|"            \
  "tuner@\\S+|key\\.json|(Show|Hide) (Text|Password)"

static inline void
account_go (GtkWidget *window, const char *page)
{
  gtk_widget_activate_action (window, "account.go", "s", page);
  luthier_ui_test_wait_frames (window, 3);
}

/* The first text field below the title that it has in this language. */
static inline GtkWidget *
account_find_row (GtkWidget *root, const char *title)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (ADW_IS_ENTRY_ROW (root) &&
      g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), _ (title)) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = account_find_row (child, title);

      if (row != NULL)
        return row;
    }
  return NULL;
}

static inline void
account_type (GtkWidget *window, const char *title, const char *text)
{
  GtkWidget *row = account_find_row (window, title);

  if (row == NULL)
    g_error ("There is no field “%s”", title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static inline void
account_look (Stage *stage, GtkWidget *window, const char *screen)
{
  look_foreign (stage, window, screen, ACCOUNT_WORDS);
}

static inline GtkWidget *
account_show (Stage *stage, GtkWidget *window)
{
  gtk_window_present (GTK_WINDOW (window));
  luthier_test_wait_until (gtk_widget_get_mapped (window));
  resize (stage, window, "account", 1000);
  return window;
}

static inline void
account_read (Stage *stage, GtkWidget *window, const char *name, const char *text)
{
  g_autofree char *uri = fixture_write (&stage->fixture, name, text);
  g_autoptr (GFile) file = g_file_new_for_uri (uri);

  luthier_account_window_set_file (LUTHIER_ACCOUNT_WINDOW (window), file);
}

static inline void
account_read_key (Stage *stage, GtkWidget *window)
{
  LuthierPractice *practice = stage->fixture.practice;
  g_autofree char *token_uri = g_strconcat (luthier_practice_get_base_url (practice), "/token",
                                            NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *key = luthier_practice_tokens_add_service_account (
      luthier_practice_get_tokens (practice), "tuner@acme.iam.gserviceaccount.com", token_uri,
      &error);

  g_assert_no_error (error);
  account_read (stage, window, "key.json", key);
}

/* Everything that may be said of what is pasted. */
static inline void
look_at_hints (Stage *stage, GtkWidget *window)
{
  static const char *const pasted[] = {
    "AIza"
    "SyA-0123456789abcdefghijklmnopqrstu",
    "ya29.a0-pasted",
    "1//0refresh",
    "1234.apps.googleusercontent.com",
    "GOCSPX-abcdefghijklmnop",
    "-----BEGIN PRIVATE KEY-----",
    "{\"type\":\"something\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pasted); i++)
    {
      g_autofree char *screen = g_strdup_printf ("account-hint-%u", i);

      account_type (window, "Service account, if any", pasted[i]);
      account_look (stage, window, screen);
    }
  account_type (window, "Service account, if any", "");
}

static inline void
play_account_pages (Stage *stage)
{
  GtkWidget *window = account_show (
      stage, luthier_account_window_new (GTK_WINDOW (stage->window), stage->fixture.session));

  account_look (stage, window, "account-kinds");
  account_go (window, "browser");
  account_look (stage, window, "account-browser");
  account_go (window, "token");
  account_look (stage, window, "account-token");
  account_go (window, "imported");
  account_look (stage, window, "account-imported");
  account_read (stage, window, "wrong.json", "{\"type\":\"something\"}");
  luthier_test_wait_until (find_in (window, "LuthierErrorCard") != NULL);
  account_look (stage, window, "account-wrong");
  account_go (window, "key");
  account_look (stage, window, "account-key");
  look_at_hints (stage, window);
  account_read_key (stage, window);
  luthier_test_wait_until (luthier_ui_test_says (window, "tuner@acme.iam.gserviceaccount.com"));
  account_look (stage, window, "account-key-read");
  gtk_widget_activate_action (window, "account.next", NULL);
  account_look (stage, window, "account-place");
  luthier_ui_test_destroy (window);
}

/* The browser does nothing: the page waits until it is closed. */
static inline void
play_account_browser (Stage *stage)
{
  GtkWidget *window = account_show (
      stage, luthier_account_window_new (GTK_WINDOW (stage->window), stage->fixture.session));
  LuthierPractice *practice = stage->fixture.practice;
  g_autofree char *client = luthier_practice_tokens_make_client_file (
      luthier_practice_get_tokens (practice), luthier_practice_get_base_url (practice));

  idle_browser_use ();
  account_read (stage, window, "client.json", client);
  luthier_test_wait_until (find_in (window, "LuthierAccountBrowser") != NULL);
  account_look (stage, window, "account-browser-known");
  gtk_widget_activate_action (find_in (window, "LuthierAccountBrowser"), "browser.sign-in", NULL);
  luthier_test_wait_until (luthier_ui_test_find (window, GTK_TYPE_BUTTON, _ ("Copy the _Link")) !=
                           NULL);
  account_look (stage, window, "account-browser-waiting");
  luthier_ui_test_destroy (window);
}

static inline void
play_account_token (Stage *stage)
{
  GtkWidget *window = account_show (
      stage, luthier_account_window_new (GTK_WINDOW (stage->window), stage->fixture.session));
  LuthierPractice *practice = stage->fixture.practice;
  LuthierEnrolment *enrolment = luthier_account_window_get_enrolment (
      LUTHIER_ACCOUNT_WINDOW (window));

  luthier_profile_set_endpoint (luthier_enrolment_get_draft (enrolment),
                                luthier_practice_get_base_url (practice));
  luthier_practice_tokens_add_access_token (
      luthier_practice_get_tokens (practice), "ya29.a0-pasted", "ada@example.com",
      "https://www.googleapis.com/auth/cloud-platform openid email", 42 * 60 + 30);
  account_go (window, "token");
  account_type (window, "Access token", "ya29.a0-pasted");
  gtk_widget_activate_action (find_in (window, "LuthierAccountToken"), "token.check", NULL);
  luthier_test_wait_until (luthier_ui_test_says (window, "ada@example.com"));
  account_look (stage, window, "account-token-checked");
  gtk_widget_activate_action (window, "account.next", NULL);
  account_look (stage, window, "account-token-place");
  luthier_ui_test_destroy (window);
}

static inline void
play_profile (Stage *stage)
{
  GtkWidget *window = account_show (
      stage, luthier_profile_window_new (GTK_WINDOW (stage->window), stage->fixture.session,
                                         luthier_session_get_profile (stage->fixture.session)));

  account_look (stage, window, "profile");
  luthier_ui_test_destroy (window);
  window = account_show (stage, luthier_account_window_new_for_profile (
                                    GTK_WINDOW (stage->window), stage->fixture.session,
                                    luthier_session_get_profile (stage->fixture.session)));
  account_look (stage, window, "sign-in-again");
  luthier_ui_test_destroy (window);
}
