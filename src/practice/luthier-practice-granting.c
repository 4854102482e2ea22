/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-granting.h"

#include "luthier-practice-jwt.h"
#include "luthier-practice-refusals.h"

#define EMAIL_SCOPE       "https://www.googleapis.com/auth/userinfo.email"
#define ACCESS_TOKEN_TYPE "urn:ietf:params:oauth:token-type:access_token"
#define ISSUER            "https://accounts.google.com"

gboolean
luthier_practice_granting_tells_email (const LuthierPracticeGrant *grant)
{
  return grant->email != NULL && (luthier_practice_scope_has (grant->scope, "email") ||
                                  luthier_practice_scope_has (grant->scope, EMAIL_SCOPE));
}

static char *
make_id_token (const LuthierPracticeGrant *grant, gint64 expires)
{
  g_autofree char *subject = luthier_practice_state_id_for (grant->email);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *claims = json_object_new ();

  json_object_set_string_member (claims, "iss", ISSUER);
  json_object_set_string_member (claims, "aud", grant->client_id);
  json_object_set_string_member (claims, "azp", grant->client_id);
  json_object_set_string_member (claims, "sub", subject);
  json_object_set_int_member (claims, "iat", expires - LUTHIER_PRACTICE_LIFETIME_S);
  json_object_set_int_member (claims, "exp", expires);
  json_object_set_string_member (claims, "email", grant->email);
  json_object_set_boolean_member (claims, "email_verified", TRUE);
  json_node_take_object (root, claims);
  return luthier_practice_jwt_make (root);
}

static JsonObject *
make_answer (LuthierPracticeGrants *grants, const LuthierPracticeGrant *grant)
{
  g_autofree char *token = luthier_practice_grants_issue (grants, grant,
                                                          LUTHIER_PRACTICE_LIFETIME_S);
  JsonObject *answer = json_object_new ();

  json_object_set_string_member (answer, "access_token", token);
  json_object_set_int_member (answer, "expires_in", LUTHIER_PRACTICE_LIFETIME_S);
  json_object_set_string_member (answer, "token_type", "Bearer");
  if (grant->client_id != NULL)
    json_object_set_string_member (answer, "scope", grant->scope);
  if (grant->client_id != NULL && luthier_practice_granting_tells_email (grant))
    {
      g_autoptr (LuthierPracticeGrant) issued = luthier_practice_grants_find_access (grants, token);
      g_autofree char *id_token = make_id_token (grant, issued->expires);

      json_object_set_string_member (answer, "id_token", id_token);
    }
  return answer;
}

/* Takes the answer. */
static void
reply (LuthierPracticeExchange *exchange, JsonObject *answer)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (root, answer);
  luthier_practice_exchange_set_header (exchange, "Cache-Control", "no-store");
  luthier_practice_exchange_reply_json (exchange, 200, root);
}

void
luthier_practice_granting_reply (LuthierPracticeGrants *grants,
                                 LuthierPracticeExchange *exchange,
                                 const LuthierPracticeGrant *grant,
                                 const char *refresh_token)
{
  JsonObject *answer = make_answer (grants, grant);

  if (refresh_token != NULL)
    json_object_set_string_member (answer, "refresh_token", refresh_token);
  reply (exchange, answer);
}

static const char *
find_missing (GHashTable *form)
{
  static const char *const required[] = { "audience", "subject_token", "subject_token_type",
                                          "requested_token_type" };

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    {
      const char *value = g_hash_table_lookup (form, required[i]);

      if (value == NULL || *value == '\0')
        return required[i];
    }
  return NULL;
}

/**
 * luthier_practice_granting_exchange:
 * @grants: the book
 * @exchange: a request to the token endpoint
 * @form: what it says
 *
 * Takes the subject tokens that are registered, whatever their type (RFC 8693).
 */
void
luthier_practice_granting_exchange (LuthierPracticeGrants *grants,
                                    LuthierPracticeExchange *exchange,
                                    GHashTable *form)
{
  const char *missing = find_missing (form);
  const char *scope = g_hash_table_lookup (form, "scope");
  g_autoptr (LuthierPracticeGrant) grant = NULL;
  JsonObject *answer;

  if (missing != NULL)
    {
      g_autofree char *text = g_strdup_printf ("Missing required parameter: %s", missing);

      luthier_practice_refuse_grant (exchange, 400, "invalid_request", text, NULL);
    }
  else if (g_strcmp0 (g_hash_table_lookup (form, "requested_token_type"), ACCESS_TOKEN_TYPE) != 0)
    luthier_practice_refuse_grant (exchange, 400, "invalid_request",
                                   "Invalid value for requested_token_type", NULL);
  else if (!luthier_practice_grants_is_subject_token (grants,
                                                      g_hash_table_lookup (form, "subject_token")))
    luthier_practice_refuse_grant (exchange, 400, "invalid_grant",
                                   "The given credential is rejected by the attribute condition.",
                                   NULL);
  else
    {
      grant = luthier_practice_grant_new (NULL, NULL,
                                          scope != NULL ? scope : LUTHIER_PRACTICE_SCOPE);
      answer = make_answer (grants, grant);
      json_object_set_string_member (answer, "issued_token_type", ACCESS_TOKEN_TYPE);
      reply (exchange, answer);
    }
}
