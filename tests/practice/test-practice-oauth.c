/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-oauth.h"

#include "oauth-client.h"

static gboolean
has_text (Reply *reply, const char *text)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (reply->body, &length);

  return memmem (data, length, text, strlen (text)) != NULL;
}

static void
test_page (Client *self, gconstpointer data)
{
  g_autoptr (Reply) page = browse (self, consent_query ("a\"><script>", NULL));

  assert_status (page, 200);
  g_assert_true (g_str_has_prefix (reply_header (page, "Content-Type"), "text/html"));
  g_assert_true (has_text (page, "practice service on this computer"));
  g_assert_true (has_text (page, LUTHIER_PRACTICE_PERSON));
  g_assert_true (has_text (page, "value=\"allow\""));
  g_assert_true (has_text (page, "value=\"narrow\""));
  g_assert_true (has_text (page, "value=\"deny\""));
  g_assert_true (has_text (page, "a&quot;&gt;&lt;script&gt;"));
  g_assert_false (has_text (page, "<script>"));
}

static void
test_choices (Client *self, gconstpointer data)
{
  g_autoptr (Reply) allowed = browse (self, consent_query (SCOPES, "allow"));
  g_autoptr (Reply) narrowed = browse (self, consent_query (SCOPES, "narrow"));
  g_autoptr (Reply) denied = browse (self, consent_query (SCOPES, "deny"));
  g_autofree char *state = redirect_parameter (allowed, "state");
  g_autofree char *scope = redirect_parameter (allowed, "scope");
  g_autofree char *code = redirect_parameter (allowed, "code");
  g_autofree char *narrow_scope = redirect_parameter (narrowed, "scope");
  g_autofree char *error = redirect_parameter (denied, "error");
  g_autofree char *denied_state = redirect_parameter (denied, "state");
  g_autofree char *denied_code = redirect_parameter (denied, "code");

  assert_status (allowed, 302);
  g_assert_cmpstr (state, ==, "of this run");
  g_assert_cmpstr (scope, ==, SCOPES);
  g_assert_nonnull (code);
  g_assert_cmpstr (narrow_scope, ==, "openid email");
  g_assert_cmpstr (error, ==, "access_denied");
  g_assert_cmpstr (denied_state, ==, "of this run");
  g_assert_null (denied_code);
}

/* One thing is wrong with each; the browser is not sent anywhere. */
static void
test_bad_requests (Client *self, gconstpointer data)
{
  static const char *const bad[][5] = {
    { NULL, REDIRECT, "code", CHALLENGE, "S256" },
    { "app", NULL, "code", CHALLENGE, "S256" },
    { "app", "https://127.0.0.1:5000/", "code", CHALLENGE, "S256" },
    { "app", "http://localhost:5000/", "code", CHALLENGE, "S256" },
    { "app", "http://127.0.0.1/", "code", CHALLENGE, "S256" },
    { "app", "http://127.0.0.1.example.com:5000/", "code", CHALLENGE, "S256" },
    { "app", "urn:ietf:wg:oauth:2.0:oob", "code", CHALLENGE, "S256" },
    { "app", REDIRECT, "token", CHALLENGE, "S256" },
    { "app", REDIRECT, "code", NULL, NULL },
    { "app", REDIRECT, "code", "short", "S256" },
    { "app", REDIRECT, "code", CHALLENGE, "plain" },
    { "app", REDIRECT, "code", CHALLENGE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (Reply) reply = browse (
          self, form_new ("client_id", bad[i][0], "redirect_uri", bad[i][1], "response_type",
                          bad[i][2], "scope", SCOPES, "code_challenge", bad[i][3],
                          "code_challenge_method", bad[i][4], "decision", "allow", NULL));

      assert_status (reply, 400);
      g_assert_null (reply_header (reply, "Location"));
    }
}

/* The address is gone back to as it is, whatever it has already. */
static void
test_addresses (Client *self, gconstpointer data)
{
  static const char *const addresses[][2] = {
    { "http://[::1]:5000/back?x=1", "http://[::1]:5000/back?x=1&error=access_denied" },
    { "http://[::1]:5000", "http://[::1]:5000/?error=access_denied" },
    { "http://127.0.0.1:5000/", "http://127.0.0.1:5000/?error=access_denied" },
    { "http://127.0.0.1:5000/a/b", "http://127.0.0.1:5000/a/b?error=access_denied" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (Reply) reply = browse (
          self, form_new ("client_id", "app", "redirect_uri", addresses[i][0], "response_type",
                          "code", "scope", SCOPES, "code_challenge", CHALLENGE,
                          "code_challenge_method", "S256", "decision", "deny", NULL));

      assert_status (reply, 302);
      g_assert_cmpstr (reply_header (reply, "Location"), ==, addresses[i][1]);
    }
}

static void
test_code (Client *self, gconstpointer data)
{
  g_autoptr (Reply) granted = sign_in (self, SCOPES);
  const char *id_token = reply_text (granted, "id_token");
  g_auto (GStrv) parts = g_strsplit (id_token, ".", -1);
  g_autoptr (Reply) renewed = NULL;

  g_assert_cmpint (luthier_json_value_get_int64 (reply_value (granted, "expires_in"), 0), ==, 3600);
  g_assert_cmpstr (reply_text (granted, "token_type"), ==, "Bearer");
  g_assert_cmpstr (reply_text (granted, "scope"), ==, SCOPES);
  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  assert_token (self, reply_text (granted, "access_token"), 200);
  /* Nobody is registered: still every token is good. */
  renewed = refresh (self, reply_text (granted, "refresh_token"), NULL);
  assert_status (renewed, 200);
  g_assert_null (reply_text (renewed, "refresh_token"));
  assert_token (self, reply_text (renewed, "access_token"), 200);
}

static void
test_code_is_bound (Client *self, gconstpointer data)
{
  static const char *const bad[][4] = {
    { "app", "hush", "http://127.0.0.1:51234", VERIFIER },
    { "app", "hush", NULL, VERIFIER },
    { "app", "hush", REDIRECT, NULL },
    { "app", "hush", REDIRECT, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK" },
    { "app", "hush", REDIRECT, "short" },
    { "other", "hush", REDIRECT, VERIFIER },
  };

  register_app (self);
  luthier_practice_tokens_add_oauth_client (luthier_practice_get_tokens (self->practice), "other",
                                            "hush");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *code = consent (self, SCOPES);
      g_autoptr (Reply) reply = post_form (self, "/token",
                                           form_new ("grant_type", "authorization_code", "code",
                                                     code, "client_id", bad[i][0], "client_secret",
                                                     bad[i][1], "redirect_uri", bad[i][2],
                                                     "code_verifier", bad[i][3], NULL));

      assert_status (reply, 400);
      g_assert_cmpstr (reply_text (reply, "error"), ==, "invalid_grant");
    }
}

static void
test_code_is_short_lived (Client *self, gconstpointer data)
{
  g_autofree char *twice = consent (self, SCOPES);
  g_autofree char *late = consent (self, SCOPES);
  g_autoptr (Reply) first = redeem (self, twice);
  g_autoptr (Reply) second = redeem (self, twice);
  g_autoptr (Reply) too_late = NULL;
  g_autoptr (Reply) none = redeem (self, NULL);
  g_autoptr (Reply) unknown = redeem (self, "4/0unknown");

  assert_status (first, 200);
  assert_status (second, 400);
  g_assert_cmpstr (reply_text (second, "error"), ==, "invalid_grant");
  g_assert_cmpstr (reply_text (none, "error"), ==, "invalid_request");
  g_assert_cmpstr (reply_text (unknown, "error"), ==, "invalid_grant");
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (self->clock), 601 * 1000);
  too_late = redeem (self, late);
  assert_status (too_late, 400);
  g_assert_cmpstr (reply_text (too_late, "error"), ==, "invalid_grant");
}

static void
test_clients (Client *self, gconstpointer data)
{
  g_autofree char *code = NULL;
  g_autoptr (Reply) stranger = NULL;
  g_autoptr (Reply) wrong_secret = NULL;
  g_autoptr (Reply) no_secret = NULL;
  g_autoptr (Reply) right = NULL;

  register_app (self);
  stranger = browse (self, form_new ("client_id", "stranger", "redirect_uri", REDIRECT,
                                     "response_type", "code", "scope", SCOPES, "code_challenge",
                                     CHALLENGE, "code_challenge_method", "S256", NULL));
  assert_status (stranger, 401);
  code = consent (self, SCOPES);
  wrong_secret = post_form (self, "/token",
                            form_new ("grant_type", "authorization_code", "code", code, "client_id",
                                      "app", "client_secret", "guess", NULL));
  assert_status (wrong_secret, 401);
  g_assert_cmpstr (reply_text (wrong_secret, "error"), ==, "invalid_client");
  no_secret = post_form (
      self, "/token",
      form_new ("grant_type", "authorization_code", "code", code, "client_id", "app", NULL));
  assert_status (no_secret, 401);
  right = redeem (self, code);
  assert_status (right, 200);
  assert_token (self, reply_text (right, "access_token"), 200);
  assert_token (self, "whatever", 401);
}

static void
test_situations (Client *self, gconstpointer data)
{
  g_autoptr (Reply) allowed = NULL;
  g_autoptr (Reply) denied = NULL;
  g_autoptr (Reply) narrowed = NULL;
  g_autoptr (Reply) confused = NULL;
  g_autoptr (Reply) page = NULL;
  g_autofree char *scope = NULL;
  g_autofree char *narrow_scope = NULL;
  g_autofree char *error = NULL;
  g_autofree char *state = NULL;
  g_autofree char *code = NULL;

  client_situation (self, "consents*1");
  allowed = browse (self, consent_query (SCOPES, NULL));
  scope = redirect_parameter (allowed, "scope");
  g_assert_cmpstr (scope, ==, SCOPES);
  client_situation (self, "access-denied*1");
  denied = browse (self, consent_query (SCOPES, NULL));
  error = redirect_parameter (denied, "error");
  g_assert_cmpstr (error, ==, "access_denied");
  client_situation (self, "narrow-scope*1");
  narrowed = browse (self, consent_query (SCOPES, NULL));
  narrow_scope = redirect_parameter (narrowed, "scope");
  g_assert_cmpstr (narrow_scope, ==, "openid email");
  client_situation (self, "wrong-state*1");
  confused = browse (self, consent_query (SCOPES, NULL));
  state = redirect_parameter (confused, "state");
  g_assert_cmpstr (state, !=, "of this run");
  code = redirect_parameter (confused, "code");
  g_assert_nonnull (code);
  page = browse (self, consent_query (SCOPES, NULL));
  assert_status (page, 200);
}

/* Without the one scope that counts a token is good, but for nothing. */
static void
test_narrow_token (Client *self, gconstpointer data)
{
  g_autoptr (Reply) granted = sign_in (self, "openid email");
  g_autoptr (Reply) refused = use_token (self, reply_text (granted, "access_token"));

  assert_status (refused, 403);
  g_assert_cmpstr (reply_text (refused, "error.status"), ==, "PERMISSION_DENIED");
  g_assert_cmpstr (reply_text (refused, "error.details.0.reason"), ==,
                   "ACCESS_TOKEN_SCOPE_INSUFFICIENT");
}

/* What was given out is remembered over the end of the program. */
static void
test_restart (Client *self, gconstpointer data)
{
  g_autofree char *code = consent (self, SCOPES);
  g_autoptr (Reply) granted = sign_in (self, SCOPES);
  g_autoptr (Reply) posted = post_form (self, AUTH, consent_query (SCOPES, "allow"));
  g_autoptr (Reply) renewed = NULL;
  g_autoptr (Reply) redeemed = NULL;

  assert_status (posted, 405);
  client_restart (self);
  renewed = refresh (self, reply_text (granted, "refresh_token"), NULL);
  assert_status (renewed, 200);
  redeemed = redeem (self, code);
  assert_status (redeemed, 200);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/practice-oauth/" path, Client, NULL, client_set_up, function, client_tear_down)
  ADD ("page", test_page);
  ADD ("choices", test_choices);
  ADD ("bad-requests", test_bad_requests);
  ADD ("addresses", test_addresses);
  ADD ("code", test_code);
  ADD ("code-is-bound", test_code_is_bound);
  ADD ("code-is-short-lived", test_code_is_short_lived);
  ADD ("clients", test_clients);
  ADD ("situations", test_situations);
  ADD ("narrow-token", test_narrow_token);
  ADD ("restart", test_restart);
  return g_test_run ();
}
