/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-oauth-client.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-fields.h"
#include "luthier-json-text.h"
#include "luthier-secret-shape.h"
#include "luthier-secret.h"

#define AUTH_URI   "https://accounts.google.com/o/oauth2/v2/auth"
#define TOKEN_URI  "https://oauth2.googleapis.com/token"
#define AUTH_PATH  "/o/oauth2/v2/auth"
#define TOKEN_PATH "/token"

struct _LuthierOauthClient
{
  GObject parent_instance;

  GBytes *text;    /* (owned): a secret */
  char *id;        /* (owned) */
  char *secret;    /* (owned): a secret */
  char *auth_uri;  /* (owned) */
  char *token_uri; /* (owned) */
  char *project;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LuthierOauthClient, luthier_oauth_client, G_TYPE_OBJECT)

static gboolean
refuse_api_key (GError **error, const char *field)
{
  g_propagate_error (
      error, luthier_error_new (LUTHIER_ERROR_CREDENTIAL, LUTHIER_REASON_API_KEY,
                                _ ("%s: this is an API key. An API key cannot create tuning jobs: "
                                   "create an OAuth client of the type Desktop app, or use a "
                                   "service account"),
                                field));
  return FALSE;
}

/* The usual mix-ups of what is copied from one page to another. */
static gboolean
check_shape (const char *field, const char *value, LuthierSecretShape expected, GError **error)
{
  LuthierSecretShape shape = luthier_secret_shape_of (value);

  if (shape == expected || shape == LUTHIER_SECRET_NONE)
    return TRUE;
  switch (shape)
    {
    case LUTHIER_SECRET_API_KEY:
      return refuse_api_key (error, field);
    case LUTHIER_SECRET_ACCESS_TOKEN:
      return luthier_fields_refuse (error, _ ("%s: this is an access token"), field);
    case LUTHIER_SECRET_REFRESH_TOKEN:
      return luthier_fields_refuse (error, _ ("%s: this is a refresh token"), field);
    case LUTHIER_SECRET_CLIENT_ID:
      return luthier_fields_refuse (error, _ ("%s: this is the ID of an OAuth client"), field);
    case LUTHIER_SECRET_CLIENT_SECRET:
      return luthier_fields_refuse (error, _ ("%s: this is the secret of an OAuth client"), field);
    case LUTHIER_SECRET_PRIVATE_KEY:
      return luthier_fields_refuse (error, _ ("%s: this is a private key"), field);
    case LUTHIER_SECRET_JSON:
    case LUTHIER_SECRET_NONE:
    default:
      return luthier_fields_refuse (
          error, _ ("%s: this is the text of a file: choose the file instead"), field);
    }
}

static GBytes *
make_text (LuthierOauthClient *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "installed");
  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "client_id", self->id);
  luthier_json_add_string (builder, "client_secret", self->secret);
  luthier_json_add_string (builder, "auth_uri", self->auth_uri);
  luthier_json_add_string (builder, "token_uri", self->token_uri);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return luthier_secret_take_bytes (luthier_json_node_to_text (node, LUTHIER_JSON_COMPACT));
}

/* The object of a client that was made for programs on a computer. */
static const LuthierJsonValue *
find_installed (const LuthierJsonValue *root, GError **error)
{
  const LuthierJsonValue *installed = luthier_json_value_get_member (root, "installed");

  if (luthier_json_value_get_kind (installed) == LUTHIER_JSON_OBJECT)
    return installed;
  if (installed != NULL)
    luthier_fields_refuse (error, _ ("%s: is not an object"), "installed");
  else if (luthier_json_value_get_member (root, "web") != NULL)
    luthier_fields_refuse (error,
                           _ ("%s: this OAuth client is for a web site: create one of the type "
                              "Desktop app"),
                           "web");
  else if (luthier_json_value_get_member (root, "type") != NULL)
    luthier_fields_refuse (error,
                           _ ("%s: this is the file of a credential: the file of an OAuth "
                              "client is needed"),
                           "type");
  else
    luthier_fields_refuse (error, _ ("This is not the file of an OAuth client"));
  return NULL;
}

static gboolean
read_fields (LuthierOauthClient *self, const LuthierJsonValue *fields, GError **error)
{
  const char *id = luthier_fields_require (fields, "client_id", error);
  const char *secret = id != NULL ? luthier_fields_require (fields, "client_secret", error) : NULL;
  const char *auth_uri = NULL;
  const char *token_uri = NULL;
  const char *project = NULL;

  if (secret == NULL || !luthier_fields_read (fields, "auth_uri", &auth_uri, error) ||
      !luthier_fields_read (fields, "token_uri", &token_uri, error) ||
      !luthier_fields_read (fields, "project_id", &project, error) ||
      !check_shape ("client_id", id, LUTHIER_SECRET_CLIENT_ID, error) ||
      !check_shape ("client_secret", secret, LUTHIER_SECRET_CLIENT_SECRET, error))
    return FALSE;
  self->id = g_strdup (id);
  self->secret = g_strdup (secret);
  self->auth_uri = g_strdup (auth_uri != NULL ? auth_uri : AUTH_URI);
  self->token_uri = g_strdup (token_uri != NULL ? token_uri : TOKEN_URI);
  self->project = g_strdup (project);
  return luthier_fields_check_uri ("auth_uri", self->auth_uri, error) &&
         luthier_fields_check_uri ("token_uri", self->token_uri, error);
}

static void
luthier_oauth_client_finalize (GObject *object)
{
  LuthierOauthClient *self = LUTHIER_OAUTH_CLIENT (object);

  g_clear_pointer (&self->text, g_bytes_unref);
  g_free (self->id);
  luthier_secret_free (self->secret);
  g_free (self->auth_uri);
  g_free (self->token_uri);
  g_free (self->project);

  G_OBJECT_CLASS (luthier_oauth_client_parent_class)->finalize (object);
}

static void
luthier_oauth_client_class_init (LuthierOauthClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_oauth_client_finalize;
}

static void
luthier_oauth_client_init (LuthierOauthClient *self)
{
}

/**
 * luthier_oauth_client_new:
 * @text: the file as downloaded
 * @error: return location for %LUTHIER_ERROR_CREDENTIAL
 *
 * Returns: (transfer full): the client
 */
LuthierOauthClient *
luthier_oauth_client_new (GBytes *text, GError **error)
{
  g_autoptr (LuthierOauthClient) self = NULL;
  g_autoptr (LuthierJson) json = NULL;
  g_autoptr (GError) syntax = NULL;
  const LuthierJsonValue *fields;

  g_return_val_if_fail (text != NULL, NULL);

  if (g_bytes_get_size (text) > LUTHIER_FIELDS_MAX_SIZE)
    {
      luthier_fields_refuse (error, _ ("This file is too large to be that of an OAuth client"));
      return NULL;
    }
  self = g_object_new (LUTHIER_TYPE_OAUTH_CLIENT, NULL);
  self->text = luthier_fields_trim (text);
  json = luthier_json_parse (self->text, &syntax);
  if (json == NULL)
    {
      luthier_fields_refuse (error, _ ("This is not the file of an OAuth client: %s"),
                             syntax->message);
      return NULL;
    }
  fields = find_installed (luthier_json_get_root (json), error);
  if (fields == NULL || !read_fields (self, fields, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
take_typed (char **place, const char *typed, const char *field, GError **error)
{
  *place = g_strstrip (g_strdup (typed != NULL ? typed : ""));
  if (**place == '\0')
    return luthier_fields_refuse (error, _ ("%s: is missing"), field);
  if (luthier_fields_is_token (*place))
    return TRUE;
  switch (luthier_secret_shape_of (*place))
    {
    case LUTHIER_SECRET_NONE:
    case LUTHIER_SECRET_CLIENT_ID:
    case LUTHIER_SECRET_CLIENT_SECRET:
      return luthier_fields_refuse (error, _ ("%s: must not contain blanks"), field);
    case LUTHIER_SECRET_API_KEY:
    case LUTHIER_SECRET_ACCESS_TOKEN:
    case LUTHIER_SECRET_REFRESH_TOKEN:
    case LUTHIER_SECRET_PRIVATE_KEY:
    case LUTHIER_SECRET_JSON:
    default:
      /* What it is instead is said next. */
      return TRUE;
    }
}

/**
 * luthier_oauth_client_new_typed:
 * @id: (nullable): the client's ID
 * @secret: (nullable): the client's secret
 * @base: (nullable): the origin of a stand-in
 * @error: return location for %LUTHIER_ERROR_CREDENTIAL
 *
 * Blanks around what was typed are taken off.
 *
 * Returns: (transfer full): the client
 */
LuthierOauthClient *
luthier_oauth_client_new_typed (const char *id,
                                const char *secret,
                                const char *base,
                                GError **error)
{
  g_autoptr (LuthierOauthClient) self = g_object_new (LUTHIER_TYPE_OAUTH_CLIENT, NULL);

  if (!take_typed (&self->id, id, "client_id", error) ||
      !check_shape ("client_id", self->id, LUTHIER_SECRET_CLIENT_ID, error) ||
      !take_typed (&self->secret, secret, "client_secret", error) ||
      !check_shape ("client_secret", self->secret, LUTHIER_SECRET_CLIENT_SECRET, error))
    return NULL;
  self->auth_uri = base != NULL ? g_strconcat (base, AUTH_PATH, NULL) : g_strdup (AUTH_URI);
  self->token_uri = base != NULL ? g_strconcat (base, TOKEN_PATH, NULL) : g_strdup (TOKEN_URI);
  if (!luthier_fields_check_uri ("auth_uri", self->auth_uri, error))
    return NULL;
  self->text = make_text (self);
  return g_steal_pointer (&self);
}

/**
 * luthier_oauth_client_is_file:
 * @text: a file
 *
 * Returns: whether it is one of an OAuth client, of whatever type and however malformed
 */
gboolean
luthier_oauth_client_is_file (GBytes *text)
{
  g_autoptr (GBytes) trimmed = NULL;
  g_autoptr (LuthierJson) json = NULL;
  const LuthierJsonValue *root;

  g_return_val_if_fail (text != NULL, FALSE);

  if (g_bytes_get_size (text) > LUTHIER_FIELDS_MAX_SIZE)
    return FALSE;
  trimmed = luthier_fields_trim (text);
  json = luthier_json_parse (trimmed, NULL);
  root = json != NULL ? luthier_json_get_root (json) : NULL;
  return luthier_json_value_get_member (root, "type") == NULL &&
         (luthier_json_value_get_member (root, "installed") != NULL ||
          luthier_json_value_get_member (root, "web") != NULL);
}

const char *
luthier_oauth_client_get_id (LuthierOauthClient *self)
{
  g_return_val_if_fail (LUTHIER_IS_OAUTH_CLIENT (self), NULL);

  return self->id;
}

/**
 * luthier_oauth_client_get_secret:
 * @self: a client
 *
 * Returns: its secret, which the service asks for although no program on a computer can keep one
 */
const char *
luthier_oauth_client_get_secret (LuthierOauthClient *self)
{
  g_return_val_if_fail (LUTHIER_IS_OAUTH_CLIENT (self), NULL);

  return self->secret;
}

/**
 * luthier_oauth_client_get_auth_uri:
 * @self: a client
 *
 * Returns: the page that the browser shows; https, or http on loopback
 */
const char *
luthier_oauth_client_get_auth_uri (LuthierOauthClient *self)
{
  g_return_val_if_fail (LUTHIER_IS_OAUTH_CLIENT (self), NULL);

  return self->auth_uri;
}

/**
 * luthier_oauth_client_get_token_uri:
 * @self: a client
 *
 * Returns: where tokens are asked for; https, or http on loopback
 */
const char *
luthier_oauth_client_get_token_uri (LuthierOauthClient *self)
{
  g_return_val_if_fail (LUTHIER_IS_OAUTH_CLIENT (self), NULL);

  return self->token_uri;
}

/**
 * luthier_oauth_client_get_project:
 * @self: a client
 *
 * Returns: (nullable): the project that it was created in
 */
const char *
luthier_oauth_client_get_project (LuthierOauthClient *self)
{
  g_return_val_if_fail (LUTHIER_IS_OAUTH_CLIENT (self), NULL);

  return self->project;
}

/**
 * luthier_oauth_client_get_text:
 * @self: a client
 *
 * Returns: (transfer none): the file, for the keyring only
 */
GBytes *
luthier_oauth_client_get_text (LuthierOauthClient *self)
{
  g_return_val_if_fail (LUTHIER_IS_OAUTH_CLIENT (self), NULL);

  return self->text;
}
