/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-token-info.h"

#include <string.h>

#include "luthier-practice-granting.h"
#include "luthier-practice-refusals.h"

#define BEARER "Bearer "

GHashTable *
luthier_practice_token_info_read_form (LuthierPracticeExchange *exchange)
{
  GBytes *body = luthier_practice_exchange_get_body (exchange);
  gsize length;
  gconstpointer data = g_bytes_get_data (body, &length);
  g_autofree char *text = g_strndup (data != NULL ? data : "", length);

  return soup_form_decode (text);
}

static gboolean
is_bearer (const char *header)
{
  return header != NULL && g_ascii_strncasecmp (header, BEARER, strlen (BEARER)) == 0;
}

char *
luthier_practice_token_info_dup_token (LuthierPracticeExchange *exchange)
{
  g_autoptr (GHashTable) form = luthier_practice_token_info_read_form (exchange);
  const char *header = luthier_practice_exchange_get_header (exchange, "Authorization");
  const char *token = g_hash_table_lookup (form, "access_token");

  if (token == NULL && is_bearer (header))
    token = header + strlen (BEARER);
  if (token == NULL)
    token = luthier_practice_exchange_get_query (exchange, "access_token");
  return g_strdup (token);
}

static void
set_number (JsonObject *object, const char *name, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  json_object_set_string_member (object, name, text);
}

/**
 * luthier_practice_token_info_reply:
 * @exchange: a question about a token
 * @known: (nullable): what it gives the right to; %NULL: it is not good
 * @now_s: seconds since the epoch
 */
void
luthier_practice_token_info_reply (LuthierPracticeExchange *exchange,
                                   const LuthierPracticeGrant *known,
                                   gint64 now_s)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *subject = NULL;
  const char *party;
  JsonObject *answer;

  if (known == NULL)
    {
      luthier_practice_refuse_grant (exchange, 400, "invalid_token", "Invalid Value", NULL);
      return;
    }
  answer = json_object_new ();
  subject = luthier_practice_state_id_for (known->email != NULL ? known->email : "");
  party = known->client_id != NULL ? known->client_id : subject;
  json_object_set_string_member (answer, "azp", party);
  json_object_set_string_member (answer, "aud", party);
  json_object_set_string_member (answer, "scope", known->scope);
  set_number (answer, "exp", known->expires);
  set_number (answer, "expires_in", known->expires - now_s);
  if (luthier_practice_granting_tells_email (known))
    {
      json_object_set_string_member (answer, "email", known->email);
      json_object_set_string_member (answer, "email_verified", "true");
    }
  json_object_set_string_member (answer, "access_type",
                                 known->client_id != NULL ? "offline" : "online");
  json_node_take_object (root, answer);
  luthier_practice_exchange_reply_json (exchange, 200, root);
}

void
luthier_practice_token_info_revoke (LuthierPracticeExchange *exchange,
                                    LuthierPracticeGrants *grants)
{
  g_autoptr (GHashTable) form = luthier_practice_token_info_read_form (exchange);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  const char *token = g_hash_table_lookup (form, "token");

  if (token == NULL)
    token = luthier_practice_exchange_get_query (exchange, "token");
  if (token == NULL)
    luthier_practice_refuse_grant (exchange, 400, "invalid_request", "Bad Request", NULL);
  else if (!luthier_practice_grants_revoke (grants, token))
    luthier_practice_refuse_grant (exchange, 400, "invalid_token", "Token expired or revoked",
                                   NULL);
  else
    {
      json_node_take_object (root, json_object_new ());
      luthier_practice_exchange_reply_json (exchange, 200, root);
    }
}
