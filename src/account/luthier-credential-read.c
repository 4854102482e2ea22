/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-credential-private.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-impersonation-grant.h"
#include "luthier-json-text.h"
#include "luthier-secret-shape.h"
#include "luthier-secret.h"

#define UNIVERSE "googleapis.com"
#define SOURCE   "source_credentials"
#define URL      "service_account_impersonation_url"

static void
refuse_api_key (GError **error)
{
  g_propagate_error (
      error, luthier_error_new (LUTHIER_ERROR_CREDENTIAL, LUTHIER_REASON_API_KEY,
                                _ ("This is an API key. An API key cannot create tuning jobs: sign "
                                   "in with the browser or use a service account instead")));
}

/* What people paste or choose instead of a file in JSON. */
static gboolean
refuse_foreign_text (LuthierCredential *self, const GError *syntax, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (self->text, &size);
  char *start = g_strstrip (g_strndup (data != NULL ? data : "", size));
  LuthierSecretShape shape = luthier_secret_shape_of (start);
  gboolean is_empty = *start == '\0';

  luthier_secret_free (start);
  if (is_empty)
    return luthier_fields_refuse (error, _ ("The file is empty: a credential in JSON is needed"));
  switch (shape)
    {
    case LUTHIER_SECRET_API_KEY:
      refuse_api_key (error);
      return FALSE;
    case LUTHIER_SECRET_ACCESS_TOKEN:
      return luthier_fields_refuse (error, _ ("This is an access token, not a file: paste it as "
                                              "an access token instead"));
    case LUTHIER_SECRET_REFRESH_TOKEN:
      return luthier_fields_refuse (error,
                                    _ ("This is a refresh token, which is of no use without its "
                                       "OAuth client: sign in with the browser instead"));
    case LUTHIER_SECRET_CLIENT_ID:
    case LUTHIER_SECRET_CLIENT_SECRET:
      return luthier_fields_refuse (error,
                                    _ ("This is part of an OAuth client, not a credential: sign in "
                                       "with the browser, with this client"));
    case LUTHIER_SECRET_PRIVATE_KEY:
      return luthier_fields_refuse (error,
                                    _ ("This is a bare private key or certificate: the whole "
                                       "file of the service account in JSON is needed"));
    case LUTHIER_SECRET_JSON:
    case LUTHIER_SECRET_NONE:
    default:
      return luthier_fields_refuse (error, _ ("This is not a credential in JSON: %s"),
                                    syntax->message);
    }
}

static gboolean
refuse_type (const char *type, GError **error)
{
  if (g_str_equal (type, "external_account_authorized_user"))
    return luthier_fields_refuse (error,
                                  _ ("%s: “%s” is a person’s sign-in through a workforce pool on "
                                     "another program: use a file of the type external_account or "
                                     "a service account instead"),
                                  "type", type);
  if (g_str_equal (type, "gdch_service_account"))
    return luthier_fields_refuse (
        error,
        _ ("%s: “%s” is for Google Distributed Cloud, which has no tuning "
           "jobs: use a service account of Google Cloud instead"),
        "type", type);
  return luthier_fields_refuse (error,
                                _ ("%s: “%s” cannot be used: service_account, authorized_user, "
                                   "impersonated_service_account and external_account can"),
                                "type", type);
}

static gboolean
read_type (const LuthierJsonValue *root, const char **type, GError **error)
{
  if (luthier_json_value_get_kind (root) == LUTHIER_JSON_ARRAY)
    return luthier_fields_refuse (error, _ ("This is a list in JSON, not a credential"));
  if (luthier_json_value_get_kind (root) != LUTHIER_JSON_OBJECT)
    return luthier_fields_refuse (error, _ ("This is JSON, but not a credential"));
  if (!luthier_fields_read (root, "type", type, error))
    return FALSE;
  if (*type != NULL)
    return TRUE;
  if (luthier_json_value_get_member (root, "installed") != NULL ||
      luthier_json_value_get_member (root, "web") != NULL)
    return luthier_fields_refuse (error,
                                  _ ("This is the file of an OAuth client, not a credential: "
                                     "sign in with the browser, with this client"));
  return luthier_fields_refuse (error, _ ("%s: is missing"), "type");
}

static gboolean
read_common (LuthierCredential *self, const LuthierJsonValue *root, GError **error)
{
  const char *universe = NULL;
  const char *quota_project = NULL;

  if (!luthier_fields_read (root, "universe_domain", &universe, error) ||
      !luthier_fields_read (root, "quota_project_id", &quota_project, error))
    return FALSE;
  if (universe != NULL && !g_str_equal (universe, UNIVERSE))
    return luthier_fields_refuse (error, _ ("%s: “%s” cannot be used: only %s is served"),
                                  "universe_domain", universe, UNIVERSE);
  self->quota_project = g_strdup (quota_project);
  return TRUE;
}

static gboolean
read_account (LuthierCredential *self, const LuthierJsonValue *root, GError **error)
{
  const char *account = NULL;

  if (!luthier_fields_read (root, "account", &account, error))
    return FALSE;
  if (account != NULL && !luthier_fields_is_email (account))
    return luthier_fields_refuse (error, _ ("%s: is not an e-mail address"), "account");
  self->account = g_strdup (account);
  return TRUE;
}

static gboolean
read_key (LuthierCredential *self, const LuthierJsonValue *root, GError **error)
{
  self->kind = LUTHIER_CREDENTIAL_SERVICE_ACCOUNT;
  self->key = luthier_service_account_key_new (root, error);
  if (self->key == NULL)
    return FALSE;
  self->account = g_strdup (luthier_service_account_key_get_client_email (self->key));
  return TRUE;
}

static gboolean
read_user (LuthierCredential *self, const LuthierJsonValue *root, GError **error)
{
  const char *id = luthier_fields_require (root, "client_id", error);
  const char *secret = id != NULL ? luthier_fields_require (root, "client_secret", error) : NULL;
  const char *refresh = secret != NULL ? luthier_fields_require (root, "refresh_token", error)
                                       : NULL;
  const char *token_uri = NULL;

  self->kind = LUTHIER_CREDENTIAL_AUTHORIZED_USER;
  if (refresh == NULL || !luthier_fields_read (root, "token_uri", &token_uri, error))
    return FALSE;
  if (token_uri == NULL)
    token_uri = LUTHIER_CREDENTIAL_TOKEN_URI;
  if (!luthier_fields_check_uri ("token_uri", token_uri, error))
    return FALSE;
  self->client_id = g_strdup (id);
  self->client_secret = g_strdup (secret);
  self->refresh_token = g_strdup (refresh);
  self->token_uri = g_strdup (token_uri);
  return read_account (self, root, error);
}

static gboolean
read_delegates (LuthierCredential *self, const LuthierJsonValue *root, GError **error)
{
  const LuthierJsonValue *delegates = luthier_json_value_get_member (root, "delegates");
  LuthierJsonKind kind = luthier_json_value_get_kind (delegates);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  LuthierJsonIter iter;
  const LuthierJsonValue *value;

  if (kind == LUTHIER_JSON_ABSENT || kind == LUTHIER_JSON_NULL)
    return TRUE;
  if (kind != LUTHIER_JSON_ARRAY)
    return luthier_fields_refuse (error, _ ("%s: is not a list"), "delegates");
  luthier_json_iter_init (&iter, delegates);
  while (luthier_json_iter_next (&iter, NULL, &value))
    {
      const char *name = luthier_json_value_get_string (value, NULL);

      if (!luthier_fields_is_email (name))
        return luthier_fields_refuse (error, _ ("%s: is not a list of service accounts"),
                                      "delegates");
      g_strv_builder_add (builder, name);
    }
  self->delegates = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_source (LuthierCredential *self, const LuthierJsonValue *source, GError **error)
{
  g_autoptr (LuthierCredential) credential = g_object_new (LUTHIER_TYPE_CREDENTIAL, NULL);

  if (source == NULL)
    return luthier_fields_refuse (error, _ ("%s: is missing"), SOURCE);
  if (luthier_json_value_get_kind (source) != LUTHIER_JSON_OBJECT)
    return luthier_fields_refuse (error, _ ("%s: is not an object"), SOURCE);
  credential->text = luthier_secret_take_bytes (
      luthier_json_value_to_text (source, LUTHIER_JSON_COMPACT));
  if (g_strcmp0 (luthier_fields_get (source, "type"), "impersonated_service_account") == 0)
    return luthier_fields_refuse (error,
                                  _ ("%s: acts as another account itself: name the accounts in "
                                     "between as delegates"),
                                  SOURCE);
  if (!luthier_credential_read (credential, error))
    {
      g_prefix_error (error, "%s.", SOURCE);
      return FALSE;
    }
  self->source = g_steal_pointer (&credential);
  return TRUE;
}

static gboolean
read_impersonated (LuthierCredential *self, const LuthierJsonValue *root, GError **error)
{
  const char *url = luthier_fields_require (root, URL, error);

  self->kind = LUTHIER_CREDENTIAL_IMPERSONATED;
  if (url == NULL)
    return FALSE;
  self->account = luthier_impersonation_grant_read_uri (url, URL, error);
  if (self->account == NULL)
    return FALSE;
  self->impersonation_url = g_strdup (url);
  return read_delegates (self, root, error) &&
         read_source (self, luthier_json_value_get_member (root, SOURCE), error);
}

static gboolean
read_external (LuthierCredential *self, const LuthierJsonValue *root, GError **error)
{
  const char *url;

  self->kind = LUTHIER_CREDENTIAL_EXTERNAL_ACCOUNT;
  self->external = luthier_external_account_new (root, error);
  if (self->external == NULL)
    return FALSE;
  url = luthier_external_account_get_impersonation_url (self->external);
  self->account = url != NULL ? luthier_impersonation_grant_read_uri (url, URL, NULL) : NULL;
  return TRUE;
}

static gboolean
read_token (LuthierCredential *self, const LuthierJsonValue *root, GError **error)
{
  const char *token = luthier_fields_require (root, "access_token", error);

  self->kind = LUTHIER_CREDENTIAL_ACCESS_TOKEN;
  if (token == NULL)
    return FALSE;
  if (!luthier_fields_is_token (token))
    return luthier_fields_refuse (error, _ ("%s: is not an access token"), "access_token");
  self->expires_at = luthier_json_value_get_int64 (
      luthier_json_value_get_member (root, "expires_at"), 0);
  if (self->expires_at <= 0)
    return luthier_fields_refuse (error, _ ("%s: is not a time"), "expires_at");
  self->token = g_strdup (token);
  return read_account (self, root, error);
}

static gboolean
read_object (LuthierCredential *self, const LuthierJsonValue *root, GError **error)
{
  static const struct
  {
    const char *type;
    gboolean (*read) (LuthierCredential *, const LuthierJsonValue *, GError **);
  } types[] = {
    { "service_account", read_key },
    { "authorized_user", read_user },
    { "impersonated_service_account", read_impersonated },
    { "external_account", read_external },
    { LUTHIER_CREDENTIAL_TOKEN_TYPE, read_token },
  };
  const char *type = NULL;

  if (!read_type (root, &type, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (type, types[i].type))
      return read_common (self, root, error) && types[i].read (self, root, error);
  return refuse_type (type, error);
}

/**
 * luthier_credential_read:
 * @self: a credential that has nothing but its text
 * @error: return location for %LUTHIER_ERROR_CREDENTIAL, which begins with the field that is wrong
 *   if one is; %LUTHIER_REASON_API_KEY tells an API key
 *
 * Returns: whether the text is one
 */
gboolean
luthier_credential_read (LuthierCredential *self, GError **error)
{
  g_autoptr (LuthierJson) json = NULL;
  g_autoptr (GError) syntax = NULL;

  if (g_bytes_get_size (self->text) > LUTHIER_FIELDS_MAX_SIZE)
    return luthier_fields_refuse (error, _ ("This file is too large to be a credential"));
  json = luthier_json_parse (self->text, &syntax);
  if (json == NULL)
    return refuse_foreign_text (self, syntax, error);
  return read_object (self, luthier_json_get_root (json), error);
}
