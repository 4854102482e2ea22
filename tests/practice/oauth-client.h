/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "practice-client.h"

/* An application that signs in with the browser. */

#define AUTH     "/o/oauth2/v2/auth"
#define REDIRECT "http://127.0.0.1:51234/"
#define SCOPES   "openid email https://www.googleapis.com/auth/cloud-platform"
#define API      "/storage/v1/b/acme-tuning"

/* The example of RFC 7636, appendix B. */
#define VERIFIER  "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
#define CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

/* Names and values, up to NULL: application/x-www-form-urlencoded. A value of NULL is left out. */
static inline char *
form_new (const char *name, ...)
{
  g_autoptr (GString) form = g_string_new (NULL);
  va_list pairs;

  va_start (pairs, name);
  for (; name != NULL; name = va_arg (pairs, const char *))
    {
      const char *value = va_arg (pairs, const char *);
      g_autofree char *escaped = value != NULL ? g_uri_escape_string (value, NULL, FALSE) : NULL;

      if (escaped != NULL)
        g_string_append_printf (form, "%s%s=%s", form->len > 0 ? "&" : "", name, escaped);
    }
  va_end (pairs);
  return g_strdup (form->str);
}

/* Takes the form. */
static inline Reply *
post_form (Client *self, const char *path, char *form)
{
  g_autoptr (GBytes) body = g_bytes_new_take (form, strlen (form));

  return client_call (self, "POST", path, body, "Content-Type", "application/x-www-form-urlencoded",
                      NULL);
}

/* Without a token, as a browser. Takes the query. */
static inline Reply *
browse (Client *self, char *query)
{
  g_autofree char *where = g_strconcat (AUTH "?", query, NULL);

  g_free (query);
  return client_send (self, client_new_message (self, "GET", where));
}

/* decision: (nullable) */
static inline char *
consent_query (const char *scope, const char *decision)
{
  return form_new ("client_id", "app", "redirect_uri", REDIRECT, "response_type", "code", "scope",
                   scope, "state", "of this run", "code_challenge", CHALLENGE,
                   "code_challenge_method", "S256", "decision", decision, NULL);
}

/* A parameter of where the browser is sent to; NULL: it is not there. */
static inline char *
redirect_parameter (Reply *reply, const char *name)
{
  const char *location = reply_header (reply, "Location");
  g_autoptr (GUri) uri = g_uri_parse (location, G_URI_FLAGS_ENCODED_QUERY, NULL);
  g_autoptr (GHashTable) query = soup_form_decode (g_uri_get_query (uri));

  g_assert_true (g_str_has_prefix (location, REDIRECT "?"));
  return g_strdup (g_hash_table_lookup (query, name));
}

/* (transfer full): a code for these scopes. */
static inline char *
consent (Client *self, const char *scope)
{
  g_autoptr (Reply) reply = browse (self, consent_query (scope, "allow"));

  assert_status (reply, 302);
  return redirect_parameter (reply, "code");
}

static inline Reply *
redeem (Client *self, const char *code)
{
  return post_form (self, "/token",
                    form_new ("grant_type", "authorization_code", "code", code, "client_id", "app",
                              "client_secret", "hush", "redirect_uri", REDIRECT, "code_verifier",
                              VERIFIER, NULL));
}

/* The answer of the token endpoint after a whole sign-in. */
static inline Reply *
sign_in (Client *self, const char *scope)
{
  g_autofree char *code = consent (self, scope);
  Reply *reply = redeem (self, code);

  assert_status (reply, 200);
  return reply;
}

static inline Reply *
refresh (Client *self, const char *refresh_token, const char *scope)
{
  return post_form (self, "/token",
                    form_new ("grant_type", "refresh_token", "client_id", "app", "client_secret",
                              "hush", "refresh_token", refresh_token, "scope", scope, NULL));
}

static inline Reply *
use_token (Client *self, const char *token)
{
  g_autofree char *header = g_strconcat ("Bearer ", token, NULL);

  return client_call (self, "GET", API, NULL, "Authorization", header, NULL);
}

static inline void
assert_token (Client *self, const char *token, guint status)
{
  g_autoptr (Reply) reply = use_token (self, token);

  assert_status (reply, status);
}

static inline void
register_app (Client *self)
{
  luthier_practice_tokens_add_oauth_client (luthier_practice_get_tokens (self->practice), "app",
                                            "hush");
}
