/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-granting.h"

#include "oauth-client.h"

#define EXCHANGE     "urn:ietf:params:oauth:grant-type:token-exchange"
#define ACCESS_TOKEN "urn:ietf:params:oauth:token-type:access_token"
#define JWT          "urn:ietf:params:oauth:token-type:jwt"
#define AUDIENCE                                                                                   \
  "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/providers/provider"

static Reply *
exchange (Client *self, const char *path, const char *subject, const char *scope)
{
  return post_form (self, path,
                    form_new ("grant_type", EXCHANGE, "audience", AUDIENCE, "subject_token",
                              subject, "subject_token_type", JWT, "requested_token_type",
                              ACCESS_TOKEN, "scope", scope, NULL));
}

static void
test_exchange (Client *self, gconstpointer data)
{
  static const char *const paths[] = { "/v1/token", "/token" };

  luthier_practice_tokens_add_subject_token (luthier_practice_get_tokens (self->practice),
                                             "of-my-employer");
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Reply)
          granted = exchange (self, paths[i], "of-my-employer", LUTHIER_PRACTICE_SCOPE);

      assert_status (granted, 200);
      g_assert_cmpstr (reply_text (granted, "issued_token_type"), ==, ACCESS_TOKEN);
      g_assert_cmpstr (reply_text (granted, "token_type"), ==, "Bearer");
      g_assert_cmpint (luthier_json_value_get_int64 (reply_value (granted, "expires_in"), 0), ==,
                       3600);
      assert_token (self, reply_text (granted, "access_token"), 200);
    }
  assert_token (self, "of-my-employer", 401);
}

static void
test_bad_exchanges (Client *self, gconstpointer data)
{
  g_autoptr (Reply) unknown = exchange (self, "/v1/token", "of-nobody", NULL);
  g_autoptr (Reply) missing = exchange (self, "/v1/token", NULL, NULL);
  g_autoptr (Reply) wrong_type = post_form (self, "/v1/token",
                                            form_new ("grant_type", EXCHANGE, "audience", AUDIENCE,
                                                      "subject_token", "x", "subject_token_type",
                                                      JWT, "requested_token_type", JWT, NULL));

  assert_status (unknown, 400);
  g_assert_cmpstr (reply_text (unknown, "error"), ==, "invalid_grant");
  assert_status (missing, 400);
  g_assert_cmpstr (reply_text (missing, "error"), ==, "invalid_request");
  assert_status (wrong_type, 400);
  g_assert_cmpstr (reply_text (wrong_type, "error"), ==, "invalid_request");
}

/* A refresh may ask for a part of what was granted. */
static void
test_refresh_scope (Client *self, gconstpointer data)
{
  g_autoptr (Reply) granted = sign_in (self, SCOPES);
  g_autoptr (Reply) less = refresh (self, reply_text (granted, "refresh_token"), "email");
  g_autoptr (Reply) more = refresh (self, reply_text (granted, "refresh_token"), "email drive");
  g_autoptr (Reply) same = refresh (self, reply_text (granted, "refresh_token"), NULL);

  assert_status (less, 200);
  g_assert_cmpstr (reply_text (less, "scope"), ==, "email");
  assert_token (self, reply_text (less, "access_token"), 403);
  assert_status (more, 400);
  g_assert_cmpstr (reply_text (more, "error"), ==, "invalid_scope");
  g_assert_cmpstr (reply_text (same, "scope"), ==, SCOPES);
}

static void
test_login_hint (Client *self, gconstpointer data)
{
  g_autofree char *query = consent_query (SCOPES, "allow");
  g_autoptr (Reply)
      allowed = browse (self, g_strconcat (query, "&login_hint=ana%40example.com", NULL));
  g_autofree char *code = redirect_parameter (allowed, "code");
  g_autoptr (Reply) granted = redeem (self, code);
  g_autoptr (Reply) info = post_form (
      self, "/tokeninfo", form_new ("access_token", reply_text (granted, "access_token"), NULL));

  g_assert_cmpstr (reply_text (info, "email"), ==, "ana@example.com");
}

static void
test_nonsense (Client *self, gconstpointer data)
{
  g_autoptr (Reply) get = client_get (self, "/v1/token");
  g_autoptr (Reply) no_type = post_form (self, "/v1/token", form_new (NULL));

  assert_status (get, 405);
  assert_status (no_type, 400);
  g_assert_cmpstr (reply_text (no_type, "error"), ==, "unsupported_grant_type");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/practice-granting/" path, Client, NULL, client_set_up, function, client_tear_down)
  ADD ("exchange", test_exchange);
  ADD ("bad-exchanges", test_bad_exchanges);
  ADD ("refresh-scope", test_refresh_scope);
  ADD ("login-hint", test_login_hint);
  ADD ("nonsense", test_nonsense);
  return g_test_run ();
}
