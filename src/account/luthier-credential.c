/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-credential-private.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-exchange-grant.h"
#include "luthier-fixed-token.h"
#include "luthier-impersonation-grant.h"
#include "luthier-json-text.h"
#include "luthier-key-grant.h"
#include "luthier-refresh-grant.h"
#include "luthier-secret.h"
#include "luthier-token-cache.h"

#define SERVICE_ACCOUNT_SUFFIX ".gserviceaccount.com"

G_DEFINE_FINAL_TYPE (LuthierCredential, luthier_credential, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
luthier_credential_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LuthierCredential *self = LUTHIER_CREDENTIAL (object);

  switch (id)
    {
    case PROP_TEXT:
      g_value_set_boxed (value, self->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
luthier_credential_finalize (GObject *object)
{
  LuthierCredential *self = LUTHIER_CREDENTIAL (object);

  g_clear_pointer (&self->text, g_bytes_unref);
  g_weak_ref_clear (&self->tokens);
  g_clear_object (&self->clock);
  g_clear_object (&self->key);
  g_clear_object (&self->source);
  g_clear_object (&self->external);
  g_free (self->account);
  g_free (self->quota_project);
  g_free (self->client_id);
  luthier_secret_free (self->client_secret);
  luthier_secret_free (self->refresh_token);
  g_free (self->token_uri);
  g_free (self->impersonation_url);
  g_strfreev (self->delegates);
  g_free (self->source_project);
  luthier_secret_free (self->token);

  G_OBJECT_CLASS (luthier_credential_parent_class)->finalize (object);
}

static void
luthier_credential_class_init (LuthierCredentialClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = luthier_credential_get_property;
  object_class->finalize = luthier_credential_finalize;
  properties[PROP_TEXT] = g_param_spec_boxed ("text", NULL, NULL, G_TYPE_BYTES,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
luthier_credential_init (LuthierCredential *self)
{
  g_weak_ref_init (&self->tokens, NULL);
}

/* A member of the text that has another value now; all else stays as it was given. */
static void
replace_member (LuthierCredential *self, const char *name, JsonNode *value)
{
  g_autoptr (LuthierJson) json = luthier_json_parse (self->text, NULL);
  g_autoptr (JsonNode) node = luthier_json_value_to_node (luthier_json_get_root (json));

  json_object_set_member (json_node_get_object (node), name, value);
  g_bytes_unref (self->text);
  self->text = luthier_secret_take_bytes (luthier_json_node_to_text (node, LUTHIER_JSON_COMPACT));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
rotated_cb (LuthierCredential *self, const char *refresh_token)
{
  JsonNode *value = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (value, refresh_token);
  luthier_secret_replace (&self->refresh_token, refresh_token);
  replace_member (self, "refresh_token", value);
}

static void
source_changed_cb (LuthierCredential *self)
{
  g_autoptr (LuthierJson) json = luthier_json_parse (self->source->text, NULL);

  replace_member (self, "source_credentials",
                  luthier_json_value_to_node (luthier_json_get_root (json)));
}

/* (transfer none) source: what its text is from then on. */
static void
follow_source (LuthierCredential *self, LuthierCredential *source)
{
  g_set_object (&self->source, source);
  g_signal_connect_object (source, "notify::text", G_CALLBACK (source_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * luthier_credential_new:
 * @text: the file as it was chosen, or what the keyring had
 * @error: return location for %LUTHIER_ERROR_CREDENTIAL, which begins with the field that is wrong
 *   if one is; %LUTHIER_REASON_API_KEY tells an API key
 *
 * Returns: (transfer full): the credential
 */
LuthierCredential *
luthier_credential_new (GBytes *text, GError **error)
{
  g_autoptr (LuthierCredential) self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (LUTHIER_TYPE_CREDENTIAL, NULL);
  self->text = luthier_fields_trim (text);
  if (!luthier_credential_read (self, error))
    return NULL;
  if (self->source != NULL)
    follow_source (self, self->source);
  return g_steal_pointer (&self);
}

/* What is built here is well-formed, whatever is in it. */
static LuthierCredential *
new_from_builder (JsonBuilder *builder, GError **error)
{
  g_autoptr (JsonNode) node = json_builder_get_root (builder);
  g_autoptr (GBytes)
      text = luthier_secret_take_bytes (luthier_json_node_to_text (node, LUTHIER_JSON_COMPACT));

  return luthier_credential_new (text, error);
}

/**
 * luthier_credential_new_for_user:
 * @client_id: the OAuth client's
 * @client_secret: the OAuth client's
 * @refresh_token: what the sign-in gave
 * @account: (nullable): the person's e-mail address
 * @token_uri: (nullable): the token endpoint, if it is not Google's; https, or http on loopback
 *
 * Returns: (transfer full): the credential, in the form of a file of the type authorized_user
 */
LuthierCredential *
luthier_credential_new_for_user (const char *client_id,
                                 const char *client_secret,
                                 const char *refresh_token,
                                 const char *account,
                                 const char *token_uri)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (client_id != NULL && client_secret != NULL && refresh_token != NULL, NULL);

  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "type", "authorized_user");
  luthier_json_add_string (builder, "client_id", client_id);
  luthier_json_add_string (builder, "client_secret", client_secret);
  luthier_json_add_string (builder, "refresh_token", refresh_token);
  luthier_json_add_string (builder, "account", account);
  luthier_json_add_string (builder, "token_uri", token_uri);
  json_builder_end_object (builder);
  return new_from_builder (builder, NULL);
}

/**
 * luthier_credential_new_for_token:
 * @token: what somebody pasted
 * @expires_at: when it ends, in microseconds since the epoch, as luthier_token_info_ask_async()
 *   tells
 * @account: (nullable): whose it is, an e-mail address
 *
 * Returns: (transfer full): the credential
 */
LuthierCredential *
luthier_credential_new_for_token (const char *token, gint64 expires_at, const char *account)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (token != NULL && *token != '\0', NULL);

  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "type", LUTHIER_CREDENTIAL_TOKEN_TYPE);
  luthier_json_add_string (builder, "access_token", token);
  json_builder_set_member_name (builder, "expires_at");
  json_builder_add_int_value (builder, MAX (expires_at, 1));
  luthier_json_add_string (builder, "account", account);
  json_builder_end_object (builder);
  return new_from_builder (builder, NULL);
}

/**
 * luthier_credential_impersonate:
 * @self: whose right it is
 * @email: the service account to act as
 * @base: the origin of the IAM Credentials API
 * @quota_project: (nullable): what the request is counted against if @self is a person's; %NULL is
 *   what @self wants
 * @error: return location for %LUTHIER_ERROR_CREDENTIAL
 *
 * It asks in the name of @self, so that it is @self that learns of another refresh token.
 *
 * Returns: (transfer full): the credential, in the form of a file of the type
 *   impersonated_service_account
 */
LuthierCredential *
luthier_credential_impersonate (LuthierCredential *self,
                                const char *email,
                                const char *base,
                                const char *quota_project,
                                GError **error)
{
  g_autoptr (LuthierCredential) acting = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (LuthierJson) source = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *url = NULL;

  g_return_val_if_fail (LUTHIER_IS_CREDENTIAL (self), NULL);
  g_return_val_if_fail (email != NULL && base != NULL, NULL);

  escaped = g_uri_escape_string (email, "@", FALSE);
  url = g_strconcat (base, "/v1/projects/-/serviceAccounts/", escaped, ":generateAccessToken",
                     NULL);
  source = luthier_json_parse (self->text, NULL);
  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "type", "impersonated_service_account");
  luthier_json_add_string (builder, "service_account_impersonation_url", url);
  luthier_json_add_string (builder, "quota_project_id", self->quota_project);
  json_builder_set_member_name (builder, "source_credentials");
  json_builder_add_value (builder, luthier_json_value_to_node (luthier_json_get_root (source)));
  json_builder_end_object (builder);
  acting = new_from_builder (builder, error);
  if (acting == NULL)
    return NULL;
  follow_source (acting, self);
  acting->source_project = g_strdup (quota_project);
  return g_steal_pointer (&acting);
}

LuthierCredentialKind
luthier_credential_get_kind (LuthierCredential *self)
{
  g_return_val_if_fail (LUTHIER_IS_CREDENTIAL (self), LUTHIER_CREDENTIAL_SERVICE_ACCOUNT);

  return self->kind;
}

/**
 * luthier_credential_get_account:
 * @self: a credential
 *
 * Returns: (nullable): whose tokens it gives, an e-mail address: of what acts as a service account,
 *   that account's
 */
const char *
luthier_credential_get_account (LuthierCredential *self)
{
  g_return_val_if_fail (LUTHIER_IS_CREDENTIAL (self), NULL);

  return self->account;
}

/**
 * luthier_credential_get_project:
 * @self: a credential
 *
 * Returns: (nullable): the project that it names as its own, which is a service account's
 */
const char *
luthier_credential_get_project (LuthierCredential *self)
{
  g_return_val_if_fail (LUTHIER_IS_CREDENTIAL (self), NULL);

  return self->key != NULL ? luthier_service_account_key_get_project_id (self->key) : NULL;
}

/**
 * luthier_credential_get_quota_project:
 * @self: a credential
 *
 * Returns: (nullable): the project that it wants its requests to be counted against
 */
const char *
luthier_credential_get_quota_project (LuthierCredential *self)
{
  g_return_val_if_fail (LUTHIER_IS_CREDENTIAL (self), NULL);

  return self->quota_project;
}

/**
 * luthier_credential_is_user:
 * @self: a credential
 *
 * A pasted token is taken for a person's if it is known whose it is, and that is no service
 * account.
 *
 * Returns: whether requests are a person's, which must be counted against a project
 */
gboolean
luthier_credential_is_user (LuthierCredential *self)
{
  g_return_val_if_fail (LUTHIER_IS_CREDENTIAL (self), FALSE);

  if (self->kind == LUTHIER_CREDENTIAL_ACCESS_TOKEN)
    return self->account != NULL && !g_str_has_suffix (self->account, SERVICE_ACCOUNT_SUFFIX);
  return self->kind == LUTHIER_CREDENTIAL_AUTHORIZED_USER;
}

/**
 * luthier_credential_get_expires_at:
 * @self: a credential
 *
 * Returns: when it can give no tokens any more, in microseconds since the epoch; 0 if that is not
 *   known beforehand
 */
gint64
luthier_credential_get_expires_at (LuthierCredential *self)
{
  g_return_val_if_fail (LUTHIER_IS_CREDENTIAL (self), 0);

  return self->source != NULL ? luthier_credential_get_expires_at (self->source) : self->expires_at;
}

/**
 * luthier_credential_get_text:
 * @self: a credential
 *
 * Returns: (transfer none): the secret, for the keyring only
 */
GBytes *
luthier_credential_get_text (LuthierCredential *self)
{
  g_return_val_if_fail (LUTHIER_IS_CREDENTIAL (self), NULL);

  return self->text;
}

static LuthierTokenSource *
open_grant (LuthierGrant *grant)
{
  g_autoptr (LuthierGrant) owned = grant;

  return luthier_token_cache_new (owned);
}

static LuthierTokenSource *
open_user (LuthierCredential *self, LuthierClock *clock, LuthierRandom *random)
{
  LuthierGrant *grant = luthier_refresh_grant_new (self->client_id, self->client_secret,
                                                   self->refresh_token, self->token_uri,
                                                   self->account, clock, random);

  g_signal_connect_object (grant, "rotated", G_CALLBACK (rotated_cb), self, G_CONNECT_SWAPPED);
  return open_grant (grant);
}

/* (nullable): only a person's request is counted against a project that is named. */
static const char *
get_source_project (LuthierCredential *self)
{
  if (!luthier_credential_is_user (self->source))
    return NULL;
  return self->source_project != NULL ? self->source_project : self->source->quota_project;
}

static LuthierTokenSource *
open_impersonated (LuthierCredential *self, LuthierClock *clock, LuthierRandom *random)
{
  g_autoptr (LuthierTokenSource) source = luthier_credential_open (self->source, clock, random);

  return open_grant (luthier_impersonation_grant_new (source, self->impersonation_url,
                                                      (const char *const *) self->delegates,
                                                      get_source_project (self), clock, random));
}

static LuthierTokenSource *
open_external (LuthierCredential *self, LuthierClock *clock, LuthierRandom *random)
{
  g_autoptr (LuthierTokenSource)
      source = open_grant (luthier_exchange_grant_new (self->external, clock, random));
  const char *url = luthier_external_account_get_impersonation_url (self->external);

  if (url == NULL)
    return g_steal_pointer (&source);
  return open_grant (luthier_impersonation_grant_new (source, url, NULL, NULL, clock, random));
}

static LuthierTokenSource *
open_anew (LuthierCredential *self, LuthierClock *clock, LuthierRandom *random)
{
  switch (self->kind)
    {
    case LUTHIER_CREDENTIAL_SERVICE_ACCOUNT:
      return open_grant (luthier_key_grant_new (self->key, clock, random));
    case LUTHIER_CREDENTIAL_AUTHORIZED_USER:
      return open_user (self, clock, random);
    case LUTHIER_CREDENTIAL_IMPERSONATED:
      return open_impersonated (self, clock, random);
    case LUTHIER_CREDENTIAL_EXTERNAL_ACCOUNT:
      return open_external (self, clock, random);
    case LUTHIER_CREDENTIAL_ACCESS_TOKEN:
    default:
      return luthier_fixed_token_new_until (self->token, self->expires_at, clock);
    }
}

/**
 * luthier_credential_open:
 * @self: a credential
 * @clock: what tokens expire by
 * @random: what waits are spread by
 *
 * The tokens keep @self, which learns of another refresh token even if nobody else waits for the
 * answer any more. Whoever opens it again meanwhile shares the tokens.
 *
 * Returns: (transfer full): where its tokens come from
 */
LuthierTokenSource *
luthier_credential_open (LuthierCredential *self, LuthierClock *clock, LuthierRandom *random)
{
  LuthierTokenSource *tokens;

  g_return_val_if_fail (LUTHIER_IS_CREDENTIAL (self), NULL);
  g_return_val_if_fail (LUTHIER_IS_CLOCK (clock), NULL);

  tokens = g_weak_ref_get (&self->tokens);
  if (tokens != NULL && self->clock == clock)
    return tokens;
  g_clear_object (&tokens);

  tokens = open_anew (self, clock, random);
  g_object_set_data_full (G_OBJECT (tokens), "luthier-credential", g_object_ref (self),
                          g_object_unref);
  g_set_object (&self->clock, clock);
  g_weak_ref_set (&self->tokens, tokens);
  return tokens;
}
