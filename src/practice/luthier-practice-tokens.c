/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-tokens.h"

#include <string.h>

#include "luthier-json-text.h"
#include "luthier-practice-account-key.h"
#include "luthier-practice-apis.h"
#include "luthier-practice-assertion.h"
#include "luthier-practice-granting.h"
#include "luthier-practice-oauth.h"
#include "luthier-practice-refusals.h"
#include "luthier-practice-token-info.h"

#define GRANT_JWT      "urn:ietf:params:oauth:grant-type:jwt-bearer"
#define GRANT_EXCHANGE "urn:ietf:params:oauth:grant-type:token-exchange"
/* What a person's token may do if nobody says otherwise. */
#define USUAL_SCOPE "openid email " LUTHIER_PRACTICE_SCOPE
#define IAM_SCOPE   "https://www.googleapis.com/auth/iam"

struct _LuthierPracticeTokens
{
  GObject parent_instance;

  LuthierPracticeState *state;           /* (owned) */
  LuthierPracticeSituations *situations; /* (owned) */
  LuthierPracticeGrants *grants;         /* (owned) */
  LuthierPracticeOauth *oauth;           /* (owned) */
  char *fixed_token;                     /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LuthierPracticeTokens, luthier_practice_tokens, G_TYPE_OBJECT)

static gint64
now_s (LuthierPracticeTokens *self)
{
  return luthier_practice_state_now (self->state) / G_USEC_PER_SEC;
}

/* By the clock that the service shows, which "clock-skew" puts wrong. */
static gint64
shown_now_s (LuthierPracticeTokens *self)
{
  return now_s (self) + luthier_practice_situations_get_skew_s (self->situations);
}

static void
handle_assertion (LuthierPracticeTokens *self, LuthierPracticeExchange *exchange, GHashTable *form)
{
  const char *assertion = g_hash_table_lookup (form, "assertion");
  g_autoptr (LuthierPracticeGrant) grant = NULL;
  const char *fault;

  if (assertion == NULL)
    {
      luthier_practice_refuse_grant (exchange, 400, "invalid_request",
                                     "Missing required parameter: assertion", NULL);
      return;
    }
  fault = luthier_practice_assertion_find_fault (self->grants, exchange, assertion,
                                                 shown_now_s (self));
  if (fault != NULL)
    {
      luthier_practice_refuse_grant (exchange, 400, "invalid_grant", fault, NULL);
      return;
    }
  grant = luthier_practice_assertion_read (assertion);
  if (grant == NULL)
    luthier_practice_refuse_grant (exchange, 400, "invalid_scope",
                                   "Invalid OAuth scope or ID token audience provided.", NULL);
  else
    luthier_practice_granting_reply (self->grants, exchange, grant, NULL);
}

/* A refresh may ask for less than was granted, not for more. */
static gboolean
narrow (LuthierPracticeGrant *grant, const char *scope)
{
  g_auto (GStrv) words = g_strsplit (scope, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (!luthier_practice_scope_has (grant->scope, words[i]))
      return FALSE;
  g_free (grant->scope);
  grant->scope = g_strdup (scope);
  return TRUE;
}

static void
handle_refresh (LuthierPracticeTokens *self, LuthierPracticeExchange *exchange, GHashTable *form)
{
  const char *token = g_hash_table_lookup (form, "refresh_token");
  const char *scope = g_hash_table_lookup (form, "scope");
  g_autofree char *new_token = NULL;
  gboolean wrong_client;
  g_autoptr (LuthierPracticeGrant) grant = luthier_practice_grants_find_refresh (
      self->grants, token, g_hash_table_lookup (form, "client_id"),
      g_hash_table_lookup (form, "client_secret"), &wrong_client);

  if (wrong_client)
    luthier_practice_refuse_grant (exchange, 401, "invalid_client",
                                   "The OAuth client was not found.", NULL);
  else if (grant == NULL)
    luthier_practice_refuse_grant (exchange, 400, "invalid_grant",
                                   "Token has been expired or revoked.", NULL);
  else if (scope != NULL && !narrow (grant, scope))
    luthier_practice_refuse_grant (exchange, 400, "invalid_scope",
                                   "Some requested scopes were not granted.", NULL);
  else
    {
      if (luthier_practice_situations_use (self->situations, "rotates-refresh", NULL, NULL))
        new_token = luthier_practice_grants_rotate_refresh (self->grants, token);
      luthier_practice_granting_reply (self->grants, exchange, grant, new_token);
    }
}

static void
handle_grant (LuthierPracticeTokens *self, LuthierPracticeExchange *exchange)
{
  g_autoptr (GHashTable) form = luthier_practice_token_info_read_form (exchange);
  const char *type = g_hash_table_lookup (form, "grant_type");

  if (g_strcmp0 (type, GRANT_JWT) == 0)
    handle_assertion (self, exchange, form);
  else if (g_strcmp0 (type, "refresh_token") == 0)
    handle_refresh (self, exchange, form);
  else if (g_strcmp0 (type, "authorization_code") == 0)
    luthier_practice_oauth_handle_code (self->oauth, exchange, form);
  else if (g_strcmp0 (type, GRANT_EXCHANGE) == 0)
    luthier_practice_granting_exchange (self->grants, exchange, form);
  else
    luthier_practice_refuse_grant (exchange, 400, "unsupported_grant_type", "Invalid grant_type",
                                   NULL);
}

/* Is a token good that was not given out here? */
static gboolean
is_good_anyway (LuthierPracticeTokens *self, const char *token)
{
  return g_strcmp0 (token, self->fixed_token) == 0 ||
         luthier_practice_assertion_is_access_token (self->grants, token, shown_now_s (self)) ||
         (self->fixed_token == NULL && !luthier_practice_grants_judge (self->grants));
}

/* Returns: (nullable): what a good token gives the right to. */
static LuthierPracticeGrant *
find_good (LuthierPracticeTokens *self, const char *token)
{
  g_autoptr (LuthierPracticeGrant)
      grant = luthier_practice_grants_find_access (self->grants, token);

  if (grant == NULL && is_good_anyway (self, token))
    {
      grant = luthier_practice_grant_new (NULL, LUTHIER_PRACTICE_PERSON, USUAL_SCOPE);
      grant->expires = now_s (self) + LUTHIER_PRACTICE_LIFETIME_S;
    }
  if (grant == NULL || !luthier_practice_grants_is_fresh (self->grants, grant))
    return NULL;
  return g_steal_pointer (&grant);
}

static void
handle_info (LuthierPracticeTokens *self, LuthierPracticeExchange *exchange)
{
  g_autofree char *token = luthier_practice_token_info_dup_token (exchange);
  g_autoptr (LuthierPracticeGrant) grant = NULL;

  if (token != NULL && *token != '\0')
    grant = find_good (self, token);
  luthier_practice_token_info_reply (exchange, grant, now_s (self));
}

static void
luthier_practice_tokens_finalize (GObject *object)
{
  LuthierPracticeTokens *self = LUTHIER_PRACTICE_TOKENS (object);

  g_clear_object (&self->oauth);
  g_clear_object (&self->grants);
  g_clear_object (&self->situations);
  g_clear_object (&self->state);
  g_free (self->fixed_token);

  G_OBJECT_CLASS (luthier_practice_tokens_parent_class)->finalize (object);
}

static void
luthier_practice_tokens_class_init (LuthierPracticeTokensClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_practice_tokens_finalize;
}

static void
luthier_practice_tokens_init (LuthierPracticeTokens *self)
{
}

/**
 * luthier_practice_tokens_new:
 * @state: remembers accounts and what was given out
 * @situations: may hold "rotates-refresh" and those of the consent page
 * @fixed_token: (nullable): a token that is always good
 *
 * Returns: (transfer full): the tokens
 */
LuthierPracticeTokens *
luthier_practice_tokens_new (LuthierPracticeState *state,
                             LuthierPracticeSituations *situations,
                             const char *fixed_token)
{
  LuthierPracticeTokens *self = g_object_new (LUTHIER_TYPE_PRACTICE_TOKENS, NULL);

  self->state = g_object_ref (state);
  self->situations = g_object_ref (situations);
  self->grants = luthier_practice_grants_new (state);
  self->oauth = luthier_practice_oauth_new (state, self->grants, situations);
  self->fixed_token = g_strdup (fixed_token);
  return self;
}

LuthierPracticeGrants *
luthier_practice_tokens_get_grants (LuthierPracticeTokens *self)
{
  return self->grants;
}

/**
 * luthier_practice_tokens_add_service_account:
 * @self: the tokens
 * @email: of the account; one that is there gets a new key, the old one is void
 * @token_uri: for the key file
 * @error: set if no key can be made
 *
 * Returns: (transfer full) (nullable): the text of the key file, of which nothing else is kept than
 *   the public half
 */
char *
luthier_practice_tokens_add_service_account (LuthierPracticeTokens *self,
                                             const char *email,
                                             const char *token_uri,
                                             GError **error)
{
  g_autofree char *public_key = NULL;
  char *key_file = NULL;

  if (!luthier_practice_account_key_make (email, luthier_practice_state_get_project (self->state),
                                          token_uri, &key_file, &public_key, error))
    return NULL;
  luthier_practice_grants_add_account (self->grants, email, public_key);
  return key_file;
}

void
luthier_practice_tokens_add_refresh_token (LuthierPracticeTokens *self,
                                           const char *client_id,
                                           const char *client_secret,
                                           const char *refresh_token)
{
  g_autoptr (LuthierPracticeGrant)
      grant = luthier_practice_grant_new (client_id, LUTHIER_PRACTICE_PERSON, USUAL_SCOPE);

  luthier_practice_grants_add_refresh (self->grants, refresh_token, client_secret, grant);
}

/**
 * luthier_practice_tokens_add_access_token:
 * @self: the tokens
 * @token: what somebody may paste
 * @email: (nullable): whose it is
 * @scope: scopes with blanks between; "email" among them lets one know @email
 * @lifetime_s: for how many seconds it is good
 */
void
luthier_practice_tokens_add_access_token (LuthierPracticeTokens *self,
                                          const char *token,
                                          const char *email,
                                          const char *scope,
                                          gint64 lifetime_s)
{
  g_autoptr (LuthierPracticeGrant) grant = luthier_practice_grant_new (NULL, email, scope);

  luthier_practice_grants_add_access (self->grants, token, grant, lifetime_s);
}

void
luthier_practice_tokens_add_oauth_client (LuthierPracticeTokens *self,
                                          const char *id,
                                          const char *secret)
{
  luthier_practice_grants_add_client (self->grants, id, secret);
}

/**
 * luthier_practice_tokens_make_client_file:
 * @self: the tokens
 * @base_url: of this service
 *
 * Registers a new OAuth client of the type for desktop applications.
 *
 * Returns: (transfer full): the text of its file as the console gives it out
 */
char *
luthier_practice_tokens_make_client_file (LuthierPracticeTokens *self, const char *base_url)
{
  g_autofree char *secret = luthier_practice_grants_make_secret ("practice-");
  g_autofree char *id = g_strdup_printf ("%s-practice.apps.googleusercontent.com",
                                         luthier_practice_state_get_project_number (self->state));
  g_autofree char *auth_uri = g_strconcat (base_url, "/o/oauth2/v2/auth", NULL);
  g_autofree char *token_uri = g_strconcat (base_url, "/token", NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  luthier_practice_grants_add_client (self->grants, id, secret);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "installed");
  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "client_id", id);
  luthier_json_add_string (builder, "project_id", luthier_practice_state_get_project (self->state));
  luthier_json_add_string (builder, "auth_uri", auth_uri);
  luthier_json_add_string (builder, "token_uri", token_uri);
  luthier_json_add_string (builder, "client_secret", secret);
  json_builder_set_member_name (builder, "redirect_uris");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, "http://127.0.0.1");
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return luthier_json_node_to_text (root, LUTHIER_JSON_PRETTY);
}

void
luthier_practice_tokens_add_subject_token (LuthierPracticeTokens *self, const char *token)
{
  luthier_practice_grants_add_subject_token (self->grants, token);
}

void
luthier_practice_tokens_expire_tokens (LuthierPracticeTokens *self)
{
  luthier_practice_grants_expire_all (self->grants);
}

void
luthier_practice_tokens_revoke_all (LuthierPracticeTokens *self)
{
  luthier_practice_grants_revoke_all (self->grants);
  luthier_practice_oauth_forget_codes (self->oauth);
}

void
luthier_practice_tokens_handle (LuthierPracticeTokens *self, LuthierPracticeExchange *exchange)
{
  const char *path = luthier_practice_exchange_get_path (exchange);
  const char *method = luthier_practice_exchange_get_method (exchange);

  if (g_str_has_suffix (path, "/auth"))
    luthier_practice_oauth_handle_page (self->oauth, exchange);
  else if (g_str_equal (path, "/tokeninfo") &&
           (g_str_equal (method, "GET") || g_str_equal (method, "POST")))
    handle_info (self, exchange);
  else if (!g_str_equal (method, "POST"))
    luthier_practice_refuse_grant (exchange, 405, "invalid_request", "Method not allowed", NULL);
  else if (g_str_equal (path, "/revoke"))
    luthier_practice_token_info_revoke (exchange, self->grants);
  else
    handle_grant (self, exchange);
}

/* The URI of an upload session is a right of its own and needs no token. */
static gboolean
is_session_uri (LuthierPracticeExchange *exchange)
{
  return g_str_has_prefix (luthier_practice_exchange_get_path (exchange), "/upload/") &&
         luthier_practice_exchange_get_query (exchange, "upload_id") != NULL;
}

/* The narrow scope of impersonation is enough for that, and so clients ask for no more. */
static gboolean
covers (const LuthierPracticeGrant *grant, LuthierPracticeExchange *exchange)
{
  const char *service = luthier_practice_api_of_path (
      luthier_practice_exchange_get_path (exchange));

  return luthier_practice_scope_has (grant->scope, LUTHIER_PRACTICE_SCOPE) ||
         (g_strcmp0 (service, "iamcredentials.googleapis.com") == 0 &&
          luthier_practice_scope_has (grant->scope, IAM_SCOPE));
}

static gboolean
check_token (LuthierPracticeTokens *self, LuthierPracticeExchange *exchange, const char *token)
{
  g_autoptr (LuthierPracticeGrant)
      known = luthier_practice_grants_find_access (self->grants, token);

  if (known == NULL && is_good_anyway (self, token))
    return TRUE;
  if (known == NULL)
    luthier_practice_refuse_token (exchange, "ACCESS_TOKEN_TYPE_UNSUPPORTED");
  else if (!luthier_practice_grants_is_fresh (self->grants, known))
    luthier_practice_refuse_token (exchange, "ACCESS_TOKEN_EXPIRED");
  else if (!covers (known, exchange))
    luthier_practice_refuse_scope (exchange);
  else
    return TRUE;
  return FALSE;
}

/**
 * luthier_practice_tokens_check:
 * @self: the tokens
 * @exchange: a request to anything but the token endpoint
 *
 * Returns: whether the request may go on; if not, it is answered
 */
gboolean
luthier_practice_tokens_check (LuthierPracticeTokens *self, LuthierPracticeExchange *exchange)
{
  const char *header = luthier_practice_exchange_get_header (exchange, "Authorization");
  const char *token = NULL;

  if (is_session_uri (exchange))
    return TRUE;
  if (header != NULL && g_ascii_strncasecmp (header, "Bearer ", strlen ("Bearer ")) == 0)
    token = header + strlen ("Bearer ");
  if (token != NULL && *token != '\0')
    return check_token (self, exchange, token);
  luthier_practice_refuse_token (exchange, NULL);
  return FALSE;
}
