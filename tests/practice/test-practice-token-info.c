/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-token-info.h"

#include "oauth-client.h"

#define NOW_S (CLIENT_NOW / G_USEC_PER_SEC)

static Reply *
ask (Client *self, const char *token)
{
  return post_form (self, "/tokeninfo", form_new ("access_token", token, NULL));
}

static void
assert_invalid (Client *self, const char *token)
{
  g_autoptr (Reply) reply = ask (self, token);

  assert_status (reply, 400);
  g_assert_cmpstr (reply_text (reply, "error"), ==, "invalid_token");
  g_assert_cmpstr (reply_text (reply, "error_description"), ==, "Invalid Value");
}

static Reply *
give_back (Client *self, const char *token)
{
  return post_form (self, "/revoke", form_new ("token", token, NULL));
}

static void
test_info (Client *self, gconstpointer data)
{
  g_autoptr (Reply) granted = NULL;
  g_autoptr (Reply) reply = NULL;
  g_autofree char *end = g_strdup_printf ("%" G_GINT64_FORMAT, NOW_S + 3600);

  register_app (self);
  granted = sign_in (self, SCOPES);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (self->clock), 100 * 1000);
  reply = ask (self, reply_text (granted, "access_token"));
  assert_status (reply, 200);
  g_assert_cmpstr (reply_text (reply, "azp"), ==, "app");
  g_assert_cmpstr (reply_text (reply, "scope"), ==, SCOPES);
  g_assert_cmpstr (reply_text (reply, "exp"), ==, end);
  g_assert_cmpstr (reply_text (reply, "expires_in"), ==, "3500");
  g_assert_cmpstr (reply_text (reply, "email"), ==, LUTHIER_PRACTICE_PERSON);
  g_assert_cmpstr (reply_text (reply, "email_verified"), ==, "true");
  g_assert_cmpstr (reply_text (reply, "access_type"), ==, "offline");
}

/* Whose it is is told to who has asked for that. */
static void
test_without_email (Client *self, gconstpointer data)
{
  g_autoptr (Reply) granted = sign_in (self, LUTHIER_PRACTICE_SCOPE);
  g_autoptr (Reply) reply = ask (self, reply_text (granted, "access_token"));

  assert_status (reply, 200);
  g_assert_null (reply_text (reply, "email"));
  g_assert_null (reply_text (granted, "id_token"));
}

static void
test_places (Client *self, gconstpointer data)
{
  g_autoptr (Reply) header = NULL;
  g_autoptr (Reply) query = NULL;
  g_autoptr (Reply) put = NULL;

  luthier_practice_tokens_add_access_token (luthier_practice_get_tokens (self->practice), "pasted",
                                            "me@example.com", SCOPES, 600);
  header = client_call (self, "GET", "/tokeninfo", NULL, "Authorization", "Bearer pasted", NULL);
  assert_status (header, 200);
  g_assert_cmpstr (reply_text (header, "email"), ==, "me@example.com");
  g_assert_cmpstr (reply_text (header, "expires_in"), ==, "600");
  query = client_get (self, "/tokeninfo?access_token=pasted");
  /* The header comes before the query. */
  assert_status (query, 400);
  put = client_call (self, "PUT", "/tokeninfo", NULL, NULL);
  assert_status (put, 405);
  assert_token (self, "pasted", 200);
  assert_token (self, "other", 401);
}

static void
test_invalid (Client *self, gconstpointer data)
{
  g_autoptr (Reply) granted = NULL;

  register_app (self);
  granted = sign_in (self, SCOPES);
  assert_invalid (self, "whatever");
  assert_invalid (self, "");
  luthier_practice_tokens_expire_tokens (luthier_practice_get_tokens (self->practice));
  assert_invalid (self, reply_text (granted, "access_token"));
}

/* With nobody registered every token is good, and so it says. */
static void
test_any (Client *self, gconstpointer data)
{
  g_autoptr (Reply) reply = ask (self, "whatever");

  assert_status (reply, 200);
  g_assert_cmpstr (reply_text (reply, "expires_in"), ==, "3600");
}

static void
test_revoke_refresh (Client *self, gconstpointer data)
{
  g_autoptr (Reply) granted = NULL;
  g_autoptr (Reply) other = NULL;
  g_autoptr (Reply) revoked = NULL;
  g_autoptr (Reply) renewed = NULL;
  g_autoptr (Reply) again = NULL;

  register_app (self);
  granted = sign_in (self, SCOPES);
  other = sign_in (self, SCOPES);
  revoked = give_back (self, reply_text (granted, "refresh_token"));
  assert_status (revoked, 200);
  assert_token (self, reply_text (granted, "access_token"), 401);
  renewed = refresh (self, reply_text (granted, "refresh_token"), NULL);
  g_assert_cmpstr (reply_text (renewed, "error"), ==, "invalid_grant");
  again = give_back (self, reply_text (granted, "refresh_token"));
  assert_status (again, 400);
  g_assert_cmpstr (reply_text (again, "error"), ==, "invalid_token");
  assert_token (self, reply_text (other, "access_token"), 200);
}

static void
test_revoke_access (Client *self, gconstpointer data)
{
  g_autoptr (Reply) granted = NULL;
  g_autoptr (Reply) revoked = NULL;
  g_autoptr (Reply) renewed = NULL;
  g_autoptr (Reply) none = post_form (self, "/revoke", form_new (NULL));

  register_app (self);
  granted = sign_in (self, SCOPES);
  revoked = give_back (self, reply_text (granted, "access_token"));
  assert_status (revoked, 200);
  renewed = refresh (self, reply_text (granted, "refresh_token"), NULL);
  assert_status (renewed, 400);
  assert_status (none, 400);
}

static void
test_all_at_once (Client *self, gconstpointer data)
{
  LuthierPracticeTokens *tokens = luthier_practice_get_tokens (self->practice);
  g_autoptr (Reply) granted = NULL;
  g_autoptr (Reply) renewed = NULL;
  g_autoptr (Reply) refused = NULL;

  luthier_practice_tokens_add_refresh_token (tokens, "app", "hush", "1//old");
  granted = refresh (self, "1//old", NULL);
  assert_token (self, reply_text (granted, "access_token"), 200);
  luthier_practice_tokens_expire_tokens (tokens);
  assert_token (self, reply_text (granted, "access_token"), 401);
  renewed = refresh (self, "1//old", NULL);
  assert_token (self, reply_text (renewed, "access_token"), 200);
  luthier_practice_tokens_revoke_all (tokens);
  assert_token (self, reply_text (renewed, "access_token"), 401);
  refused = refresh (self, "1//old", NULL);
  g_assert_cmpstr (reply_text (refused, "error"), ==, "invalid_grant");
  g_assert_cmpuint (luthier_practice_count_requests (self->practice, "POST", "/token"), ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/practice-token-info/" path, Client, NULL, client_set_up, function, client_tear_down)
  ADD ("info", test_info);
  ADD ("without-email", test_without_email);
  ADD ("places", test_places);
  ADD ("invalid", test_invalid);
  ADD ("any", test_any);
  ADD ("revoke-refresh", test_revoke_refresh);
  ADD ("revoke-access", test_revoke_access);
  ADD ("all-at-once", test_all_at_once);
  return g_test_run ();
}
