/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-oauth-client.h"

#include "luthier-error.h"
#include "luthier-test.h"

#define FIELDS "\"client_id\":\"1-a.apps.googleusercontent.com\",\"client_secret\":\"s\""

static LuthierOauthClient *
read_client (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return luthier_oauth_client_new (bytes, error);
}

static void
test_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierOauthClient) client = read_client (
      "\xef\xbb\xbf{\"installed\":{" FIELDS ",\"project_id\":\"acme\",\"redirect_uris\":[]}}",
      &error);
  g_autoptr (LuthierOauthClient) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (luthier_oauth_client_get_id (client), ==, "1-a.apps.googleusercontent.com");
  g_assert_cmpstr (luthier_oauth_client_get_secret (client), ==, "s");
  g_assert_cmpstr (luthier_oauth_client_get_project (client), ==, "acme");
  g_assert_cmpstr (luthier_oauth_client_get_auth_uri (client), ==,
                   "https://accounts.google.com/o/oauth2/v2/auth");
  g_assert_cmpstr (luthier_oauth_client_get_token_uri (client), ==,
                   "https://oauth2.googleapis.com/token");

  again = luthier_oauth_client_new (luthier_oauth_client_get_text (client), &error);
  g_assert_no_error (error);
}

static void
test_typed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierOauthClient)
      client = luthier_oauth_client_new_typed (" id\n", "\tsecret ", NULL, &error);
  g_autoptr (LuthierOauthClient)
      other = luthier_oauth_client_new_typed ("id", "secret", "http://127.0.0.1:9", &error);
  g_autoptr (LuthierOauthClient) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (luthier_oauth_client_get_id (client), ==, "id");
  g_assert_cmpstr (luthier_oauth_client_get_secret (client), ==, "secret");
  g_assert_cmpstr (luthier_oauth_client_get_auth_uri (other), ==,
                   "http://127.0.0.1:9/o/oauth2/v2/auth");
  again = luthier_oauth_client_new (luthier_oauth_client_get_text (other), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (luthier_oauth_client_get_token_uri (again), ==, "http://127.0.0.1:9/token");
}

static void
test_files_refused (void)
{
  static const struct
  {
    const char *text;
    const char *start;
  } cases[] = {
    { "", "This is not the file of an OAuth client: " },
    { "[]", "This is not the file of an OAuth client" },
    { "{}", "This is not the file of an OAuth client" },
    { "{\"installed\":3}", "installed: is not an object" },
    { "{\"web\":{" FIELDS "}}", "web: this OAuth client is for a web site" },
    { "{\"type\":\"service_account\"}", "type: this is the file of a credential" },
    { "{\"installed\":{}}", "client_id: is missing" },
    { "{\"installed\":{\"client_id\":3}}", "client_id: is not a text" },
    { "{\"installed\":{\"client_id\":\"a\"}}", "client_secret: is missing" },
    { "{\"installed\":{" FIELDS ",\"auth_uri\":\"http://example.com\"}}", "auth_uri: “http" },
    { "{\"installed\":{" FIELDS ",\"token_uri\":\"http://example.com\"}}", "token_uri: “http" },
    { "{\"installed\":{" FIELDS ",\"token_uri\":[]}}", "token_uri: is not a text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_client (cases[i].text, &error));
      g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL);
      if (!g_str_has_prefix (error->message, cases[i].start))
        g_error ("“%s” does not begin with “%s”", error->message, cases[i].start);
    }
}

static void
test_typed_refused (void)
{
  static const struct
  {
    const char *id;
    const char *secret;
    const char *start;
  } cases[] = {
    { NULL, "s", "client_id: is missing" },
    { " ", "s", "client_id: is missing" },
    { "i", NULL, "client_secret: is missing" },
    { "a b", "s", "client_id: must not contain blanks" },
    { "AIzaNotAKey", "s", "client_id: this is an API key" },
    { "ya29.not", "s", "client_id: this is an access token" },
    { "GOCSPX-not", "s", "client_id: this is the secret" },
    { "1//not", "s", "client_id: this is a refresh token" },
    { "{\"installed\": 1}", "s", "client_id: this is the text of a file" },
    { "i", "1-a.apps.googleusercontent.com", "client_secret: this is the ID" },
    { "i", "AIzaNotAKey", "client_secret: this is an API key" },
    { "i", "-----BEGIN PRIVATE KEY-----", "client_secret: this is a private key" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (luthier_oauth_client_new_typed (cases[i].id, cases[i].secret, NULL, &error));
      g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL);
      if (!g_str_has_prefix (error->message, cases[i].start))
        g_error ("“%s” does not begin with “%s”", error->message, cases[i].start);
      if (strstr (cases[i].start, "API key") != NULL)
        g_assert_cmpstr (luthier_error_get_reason (error), ==, LUTHIER_REASON_API_KEY);
    }
}

static void
test_is_file (void)
{
  static const struct
  {
    const char *text;
    gboolean is;
  } cases[] = {
    { "", FALSE },          { "{}", FALSE },         { "{\"type\":\"x\",\"web\":1}", FALSE },
    { "[\"web\"]", FALSE }, { "{\"web\":1}", TRUE }, { "{\"installed\":{}}", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) text = g_bytes_new_static (cases[i].text, strlen (cases[i].text));

      g_assert_cmpint (luthier_oauth_client_is_file (text), ==, cases[i].is);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oauth-client/file", test_file);
  g_test_add_func ("/oauth-client/typed", test_typed);
  g_test_add_func ("/oauth-client/files-refused", test_files_refused);
  g_test_add_func ("/oauth-client/typed-refused", test_typed_refused);
  g_test_add_func ("/oauth-client/is-file", test_is_file);
  return g_test_run ();
}
