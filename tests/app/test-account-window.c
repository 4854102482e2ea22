/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "account-window-fixture.h"
#include "luthier-error.h"

/* Not a key of anybody: it only looks like one. */
#define LOOKS_LIKE_API_KEY                                                                         \
  "AIza"                                                                                           \
  "SyA-0123456789abcdefghijklmnopqrstu"

static LuthierProfile *
get_profile (Fixture *fixture)
{
  return luthier_session_get_profile (fixture->bench.session);
}

static void
test_key (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->bench.key_path);

  fixture_go (fixture, "key");
  g_assert_nonnull (fixture_find_row (fixture->window, "Key file"));
  fixture_drop (fixture, file);
  luthier_test_wait_until (luthier_ui_test_says (fixture->window, BENCH_EMAIL));
  g_assert_true (luthier_ui_test_says (fixture->window, "key.json"));

  fixture_press (fixture, "_Continue");
  luthier_test_wait_until (fixture_find (fixture, "LuthierAccountPlace") != NULL);
  g_assert_true (luthier_ui_test_says (fixture->window, BENCH_EMAIL));
  fixture_type (fixture, "Name of the profile", "Team");
  fixture_press (fixture, "_Add");
  fixture_wait_closed (fixture);
  g_assert_cmpstr (luthier_profile_get_account (get_profile (fixture)), ==, BENCH_EMAIL);
  g_assert_cmpstr (luthier_profile_get_title (get_profile (fixture)), ==, "Team");
}

/* A file goes where it fits. */
static void
test_dropped (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GFile) credentials = fixture_write_sign_in (fixture);
  g_autofree char *text = luthier_practice_tokens_make_client_file (
      luthier_practice_get_tokens (fixture->bench.practice),
      luthier_practice_get_base_url (fixture->bench.practice));
  g_autoptr (GFile) client = fixture_write (fixture, "client.json", text);

  fixture_drop (fixture, client);
  luthier_test_wait_until (fixture_find (fixture, "LuthierAccountBrowser") != NULL);
  luthier_test_wait_until (
      luthier_ui_test_find (fixture->window, GTK_TYPE_BUTTON, "_Use Another") != NULL);
  fixture_drop (fixture, credentials);
  luthier_test_wait_until (luthier_ui_test_says (fixture->window, PERSON));
  g_assert_nonnull (fixture_find (fixture, "LuthierAccountFile"));

  fixture_press (fixture, "_Continue");
  fixture_type (fixture, "Project", "acme");
  fixture_press (fixture, "_Add");
  fixture_wait_closed (fixture);
  g_assert_cmpint (luthier_profile_get_kind (get_profile (fixture)), ==, LUTHIER_PROFILE_IMPORTED);
}

static void
test_wrong_file (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GFile) file = fixture_write (fixture, "wrong.json", "{\"type\":\"something\"}");

  fixture_go (fixture, "key");
  fixture_drop (fixture, file);
  luthier_test_wait_until (fixture_find (fixture, "LuthierErrorCard") != NULL);
  g_assert_false (gtk_widget_get_sensitive (
      luthier_ui_test_find (fixture->window, GTK_TYPE_BUTTON, "_Continue")));
  /* It goes with the page that it belongs to. */
  gtk_widget_activate_action (fixture->window, "account.back", NULL);
  luthier_ui_test_wait_frames (fixture->window, 2);
  g_assert_null (fixture_find (fixture, "LuthierErrorCard"));
  g_assert_nonnull (fixture_find (fixture, "LuthierAccountKinds"));
}

/* What gcloud has made is offered at once. */
static void
test_found (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GFile) file = fixture_write_sign_in (fixture);
  GtkWidget *row;

  fixture_close (fixture);
  g_setenv ("GOOGLE_APPLICATION_CREDENTIALS", g_file_peek_path (file), TRUE);
  fixture_show (fixture, luthier_account_window_new (NULL, fixture->bench.session));
  luthier_test_wait_until (fixture_find_row (fixture->window, "Use what gcloud has made") != NULL);
  g_unsetenv ("GOOGLE_APPLICATION_CREDENTIALS");
  row = fixture_find_row (fixture->window, "Use what gcloud has made");
  g_signal_emit_by_name (row, "activate");
  luthier_test_wait_until (luthier_ui_test_says (fixture->window, PERSON));
}

static void
sign_in (Fixture *fixture, SoupSession *browser)
{
  if (browser != NULL)
    g_signal_connect_object (fixture_enrolment (fixture), "open-uri",
                             G_CALLBACK (fixture_browse_cb), browser, 0);
  fixture_go (fixture, "browser");
  if (!luthier_enrolment_get_has_client (fixture_enrolment (fixture)))
    {
      fixture_type (fixture, "Client ID", CLIENT_ID);
      fixture_type (fixture, "Client secret", CLIENT_SECRET);
    }
  fixture_press (fixture, "_Sign In in the Browser");
}

static void
test_browser (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (SoupSession) browser = soup_session_new ();

  bench_misbehave (&fixture->bench, "consents");
  sign_in (fixture, browser);
  luthier_test_wait_until (fixture_find (fixture, "LuthierAccountPlace") != NULL);
  fixture_type (fixture, "Project", "acme");
  fixture_press (fixture, "_Add");
  fixture_wait_closed (fixture);
  g_assert_cmpint (luthier_profile_get_kind (get_profile (fixture)), ==,
                   LUTHIER_PROFILE_GOOGLE_ACCOUNT);
}

static void
test_browser_refused (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *situation;
    const char *words;
  } cases[] = {
    { "access-denied", "Access was not allowed" },
    { "narrow-scope", "Not all that is needed was allowed" },
    { "wrong-state", "The answer came from another sign-in" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SoupSession) browser = soup_session_new ();

      luthier_practice_clear_situations (fixture->bench.practice);
      bench_misbehave (&fixture->bench, "consents");
      bench_misbehave (&fixture->bench, cases[i].situation);
      sign_in (fixture, browser);
      luthier_test_wait_until (luthier_ui_test_says (fixture->window, cases[i].words));
      /* It can be tried again at once. */
      g_assert_nonnull (
          luthier_ui_test_find (fixture->window, GTK_TYPE_BUTTON, "_Sign In in the Browser"));
      gtk_widget_activate_action (fixture->window, "account.back", NULL);
    }
}

/* A secret does not stay in a field that has done its part. */
static void
assert_empty (Fixture *fixture, const char *title)
{
  GtkWidget *row = fixture_find_row (fixture->window, title);

  g_assert_nonnull (row);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
}

/* Nobody signs in: the page waits, and can be left. */
static void
test_browser_cancelled (Fixture *fixture, gconstpointer unused)
{
  sign_in (fixture, NULL);
  luthier_test_wait_until (
      luthier_ui_test_says (fixture->window, "Finish signing in in your browser"));
  luthier_ui_test_wait_frames (fixture->window, 2);
  fixture_press (fixture, "Copy the _Link");
  fixture_press (fixture, "_Open the Page Again");
  gtk_widget_activate_action (fixture_find (fixture, "LuthierAccountBrowser"), "browser.cancel",
                              NULL);
  luthier_test_wait_until (
      luthier_ui_test_find (fixture->window, GTK_TYPE_BUTTON, "_Sign In in the Browser") != NULL);
  g_assert_null (fixture_find (fixture, "LuthierErrorCard"));
  gtk_widget_activate_action (fixture_find (fixture, "LuthierAccountBrowser"),
                              "browser.use-another", NULL);
  luthier_ui_test_wait_frames (fixture->window, 2);
  assert_empty (fixture, "Client secret");
}

static void
test_token (Fixture *fixture, gconstpointer unused)
{
  luthier_practice_tokens_add_access_token (luthier_practice_get_tokens (fixture->bench.practice),
                                            "ya29.a0-pasted", PERSON, SCOPE, 42 * 60 + 30);
  fixture_go (fixture, "token");
  fixture_type (fixture, "Access token", "ya29.of-nobody");
  fixture_press (fixture, "_Check");
  luthier_test_wait_until (luthier_ui_test_says (fixture->window, "The access token is over"));
  fixture_type (fixture, "Access token", "ya29.a0-pasted");
  fixture_press (fixture, "_Check");
  luthier_test_wait_until (luthier_ui_test_says (fixture->window, "42 minutes left"));
  g_assert_true (luthier_ui_test_says (fixture->window, PERSON));
  g_assert_null (fixture_find (fixture, "LuthierErrorCard"));
  assert_empty (fixture, "Access token");
  fixture_press (fixture, "_Continue");
  fixture_type (fixture, "Project", "acme");
  fixture_press (fixture, "_Add");
  fixture_wait_closed (fixture);
  g_assert_cmpint (luthier_profile_get_kind (get_profile (fixture)), ==,
                   LUTHIER_PROFILE_ACCESS_TOKEN);
}

static gboolean
has_hint (Fixture *fixture)
{
  return fixture_find (fixture, "LuthierSecretHint") != NULL;
}

/* In place of the answer of a service, and before anything is sent. */
static void
test_api_key (Fixture *fixture, gconstpointer unused)
{
  static const char *const fields[][2] = {
    { "browser", "Client ID" },
    { "browser", "Client secret" },
    { "token", "Access token" },
    { "key", "Service account, if any" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      fixture_go (fixture, fields[i][0]);
      g_assert_false (has_hint (fixture));
      fixture_type (fixture, fields[i][1], LOOKS_LIKE_API_KEY);
      luthier_ui_test_wait_frames (fixture->window, 2);
      g_assert_true (has_hint (fixture));
      fixture_press (fixture, "_Other Kinds of Account");
      luthier_ui_test_wait_frames (fixture->window, 2);
      g_assert_nonnull (fixture_find (fixture, "LuthierAccountKinds"));
      fixture_go (fixture, fields[i][0]);
      fixture_type (fixture, fields[i][1], "");
    }
  g_assert_cmpuint (luthier_practice_count_requests (fixture->bench.practice, "*", "*"), ==, 0);
}

static void
test_place_hints (Fixture *fixture, gconstpointer unused)
{
  static const char *const fields[] = { "Project", "Name of the profile",
                                        "Private address, if any" };
  g_autoptr (GFile) file = g_file_new_for_path (fixture->bench.key_path);

  fixture_drop (fixture, file);
  luthier_test_wait_until (luthier_ui_test_says (fixture->window, BENCH_EMAIL));
  fixture_press (fixture, "_Continue");
  luthier_ui_test_wait_frames (fixture->window, 2);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      fixture_type (fixture, fields[i], LOOKS_LIKE_API_KEY);
      luthier_ui_test_wait_frames (fixture->window, 2);
      g_assert_true (has_hint (fixture));
      g_assert_false (gtk_widget_get_sensitive (
          luthier_ui_test_find (fixture->window, GTK_TYPE_BUTTON, "_Add")));
      fixture_type (fixture, fields[i], "acme");
      g_assert_false (has_hint (fixture));
    }
  fixture_type (fixture, "Project", "");
  g_assert_false (
      gtk_widget_get_sensitive (luthier_ui_test_find (fixture->window, GTK_TYPE_BUTTON, "_Add")));
}

/* Each credential in the place of another. */
static void
test_mixed_up (Fixture *fixture, gconstpointer unused)
{
  static const char *const cases[][3] = {
    { "browser", "Client ID", "GOCSPX-abcdefghijklmnop" },
    { "browser", "Client secret", CLIENT_ID },
    { "token", "Access token", "1//0refresh" },
    { "token", "Access token", "{\"type\":\"service_account\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture_go (fixture, cases[i][0]);
      fixture_type (fixture, cases[i][1], cases[i][2]);
      luthier_ui_test_wait_frames (fixture->window, 2);
      g_assert_true (has_hint (fixture));
      fixture_type (fixture, cases[i][1], "");
      g_assert_false (has_hint (fixture));
      gtk_widget_activate_action (fixture->window, "account.back", NULL);
    }
}

static void
test_again (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = bench_add_profile (&fixture->bench, "us-central1");
  g_autoptr (GFile) file = g_file_new_for_path (fixture->bench.key_path);

  fixture_close (fixture);
  fixture_show (fixture,
                luthier_account_window_new_for_profile (NULL, fixture->bench.session, profile));
  g_assert_nonnull (fixture_find (fixture, "LuthierAccountFile"));
  fixture_drop (fixture, file);
  luthier_test_wait_until (luthier_ui_test_says (fixture->window, BENCH_EMAIL));
  fixture_press (fixture, "_Sign In");
  fixture_wait_closed (fixture);
  g_assert_true (get_profile (fixture) == profile);
}

/* A window that is closed meanwhile takes its request with it. */
static void
test_closed (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->bench.key_path);

  fixture_drop (fixture, file);
  luthier_test_wait_until (luthier_ui_test_says (fixture->window, BENCH_EMAIL));
  fixture_press (fixture, "_Continue");
  fixture_press (fixture, "_Add");
  fixture_close (fixture);
  g_assert_null (get_profile (fixture));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/account-window/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  idle_browser_add ();
  luthier_dialog_test_init (&argc, &argv);
  ADD ("dropped", test_dropped);
  ADD ("browser-cancelled", test_browser_cancelled);
  ADD ("token", test_token);
  ADD ("again", test_again);
#ifndef __SANITIZE_ADDRESS__
  /* These go the same ways; there, each page takes seconds. */
  ADD ("key", test_key);
  ADD ("wrong-file", test_wrong_file);
  ADD ("found", test_found);
  ADD ("browser-refused", test_browser_refused);
  ADD ("api-key", test_api_key);
  ADD ("place-hints", test_place_hints);
  ADD ("mixed-up", test_mixed_up);
  ADD ("closed", test_closed);
#endif
  /* The last one: the keyring of this test remembers the client from then on. */
  ADD ("browser", test_browser);
  return g_test_run ();
}
