/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-service-account-key.h"

#include <glib/gi18n.h>
#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>

#include "luthier-endpoints.h"
#include "luthier-error.h"
#include "luthier-json-text.h"
#include "luthier-json.h"

#define DEFAULT_TOKEN_URI "https://oauth2.googleapis.com/token"
#define SCOPE             "https://www.googleapis.com/auth/cloud-platform"
#define LIFETIME_S        3600

struct _LuthierServiceAccountKey
{
  GObject parent_instance;

  GBytes *text;                 /* (owned): a secret */
  char *client_email;           /* (owned) */
  char *project_id;             /* (owned) (nullable) */
  char *private_key_id;         /* (owned) (nullable) */
  char *token_uri;              /* (owned) */
  gnutls_privkey_t private_key; /* (owned) */
};

G_DEFINE_FINAL_TYPE (LuthierServiceAccountKey, luthier_service_account_key, G_TYPE_OBJECT)

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL, message);
  return FALSE;
}

static const char *
get_text (const LuthierJsonValue *root, const char *field)
{
  return luthier_json_value_get_string (luthier_json_value_get_member (root, field), NULL);
}

/* What people paste or choose instead of a key file. */
static gboolean
refuse_foreign_text (GBytes *text, const GError *syntax, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (text, &size);
  g_autofree char *start = g_strstrip (g_strndup (data, MIN (size, 64)));

  if (*start == '\0')
    return refuse (error, _ ("The file is empty: a service account key in JSON is needed"));
  if (g_str_has_prefix (start, "AIza"))
    return refuse (error, _ ("This is an API key. An API key cannot create tuning jobs: "
                             "a service account key in JSON is needed"));
  if (g_str_has_prefix (start, "-----BEGIN"))
    return refuse (error, _ ("This is a bare private key or certificate: "
                             "the whole service account key in JSON is needed"));
  g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL,
               _ ("This is not a service account key in JSON: %s"), syntax->message);
  return FALSE;
}

static gboolean
check_type (const LuthierJsonValue *root, GError **error)
{
  const char *type = get_text (root, "type");

  if (g_strcmp0 (type, "service_account") == 0)
    return TRUE;
  if (luthier_json_value_get_kind (root) != LUTHIER_JSON_OBJECT)
    return refuse (error, _ ("This is JSON, but not a service account key"));
  if (type == NULL && (luthier_json_value_get_member (root, "installed") != NULL ||
                       luthier_json_value_get_member (root, "web") != NULL))
    return refuse (error,
                   _ ("This is the file of an OAuth client: a service account key is needed"));
  if (type == NULL)
    return refuse (error, _ ("type: is missing, so this is not a service account key"));
  if (g_str_equal (type, "authorized_user"))
    return refuse (error,
                   _ ("type: “authorized_user” is the sign-in of a person on another program: "
                      "a key of a service account is needed"));
  if (g_str_has_prefix (type, "external_account"))
    return refuse (error, _ ("type: “external_account” is a description of a federated sign-in, "
                             "not a key: a key of a service account is needed"));
  g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL,
               _ ("type: “%s” cannot be used: a key of a service account is needed"), type);
  return FALSE;
}

static gboolean
read_fields (LuthierServiceAccountKey *self, const LuthierJsonValue *root, GError **error)
{
  g_autoptr (GError) unsafe = NULL;
  const char *email = get_text (root, "client_email");
  const char *token_uri = get_text (root, "token_uri");

  if (email == NULL || *email == '\0')
    return refuse (error, _ ("client_email: is missing"));
  if (strchr (email, '@') == NULL)
    return refuse (error, _ ("client_email: is not an e-mail address"));
  if (token_uri == NULL)
    token_uri = DEFAULT_TOKEN_URI;
  if (!luthier_endpoints_check_uri (token_uri, &unsafe))
    {
      g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL, "token_uri: %s",
                   unsafe->message);
      return FALSE;
    }

  self->client_email = g_strdup (email);
  self->token_uri = g_strdup (token_uri);
  self->project_id = g_strdup (get_text (root, "project_id"));
  self->private_key_id = g_strdup (get_text (root, "private_key_id"));
  return TRUE;
}

static gboolean
read_private_key (LuthierServiceAccountKey *self, const LuthierJsonValue *root, GError **error)
{
  const char *pem = get_text (root, "private_key");
  gnutls_datum_t datum = { (guint8 *) pem, pem != NULL ? (unsigned int) strlen (pem) : 0 };
  int code;

  if (pem == NULL || *pem == '\0')
    return refuse (error, _ ("private_key: is missing"));
  if (strstr (pem, "-----BEGIN") == NULL || strstr (pem, "PRIVATE KEY-----") == NULL)
    return refuse (error, _ ("private_key: is not a PEM key"));

  gnutls_privkey_init (&self->private_key);
  code = gnutls_privkey_import_x509_raw (self->private_key, &datum, GNUTLS_X509_FMT_PEM, NULL,
                                         GNUTLS_PKCS_PLAIN);
  if (code != GNUTLS_E_SUCCESS)
    {
      g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL,
                   _ ("private_key: cannot be read (%s)"), gnutls_strerror (code));
      return FALSE;
    }
  if (gnutls_privkey_get_pk_algorithm (self->private_key, NULL) != GNUTLS_PK_RSA)
    return refuse (error, _ ("private_key: is not an RSA key"));
  return TRUE;
}

/* Base64 of RFC 4648 section 5, without padding. */
static char *
encode_url_safe (gconstpointer data, gsize size)
{
  char *text = g_base64_encode (data, size);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  for (gsize length = strlen (text); length > 0 && text[length - 1] == '='; length--)
    text[length - 1] = '\0';
  return text;
}

static char *
encode_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) node = json_builder_get_root (builder);
  g_autofree char *text = luthier_json_node_to_text (node, LUTHIER_JSON_COMPACT);

  return encode_url_safe (text, strlen (text));
}

static void
add_time (JsonBuilder *builder, const char *name, gint64 seconds)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, seconds);
}

static char *
make_header (LuthierServiceAccountKey *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "alg", "RS256");
  luthier_json_add_string (builder, "typ", "JWT");
  if (self->private_key_id != NULL)
    luthier_json_add_string (builder, "kid", self->private_key_id);
  json_builder_end_object (builder);
  return encode_json (builder);
}

static char *
make_claims (LuthierServiceAccountKey *self, gint64 now_s)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "iss", self->client_email);
  luthier_json_add_string (builder, "scope", SCOPE);
  luthier_json_add_string (builder, "aud", self->token_uri);
  add_time (builder, "iat", now_s);
  add_time (builder, "exp", now_s + LIFETIME_S);
  json_builder_end_object (builder);
  return encode_json (builder);
}

static void
luthier_service_account_key_finalize (GObject *object)
{
  LuthierServiceAccountKey *self = LUTHIER_SERVICE_ACCOUNT_KEY (object);

  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->private_key, gnutls_privkey_deinit);
  g_free (self->client_email);
  g_free (self->project_id);
  g_free (self->private_key_id);
  g_free (self->token_uri);

  G_OBJECT_CLASS (luthier_service_account_key_parent_class)->finalize (object);
}

static void
luthier_service_account_key_class_init (LuthierServiceAccountKeyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_service_account_key_finalize;
}

static void
luthier_service_account_key_init (LuthierServiceAccountKey *self)
{
}

/**
 * luthier_service_account_key_new:
 * @text: the key file as it was downloaded
 * @error: return location for %LUTHIER_ERROR_CREDENTIAL, which begins with the field that is
 *   wrong if one is
 *
 * Returns: (transfer full) (nullable): the key, ready to sign
 */
LuthierServiceAccountKey *
luthier_service_account_key_new (GBytes *text, GError **error)
{
  g_autoptr (LuthierServiceAccountKey) self = NULL;
  g_autoptr (LuthierJson) json = NULL;
  g_autoptr (GError) syntax = NULL;
  const LuthierJsonValue *root;

  g_return_val_if_fail (text != NULL, NULL);

  json = luthier_json_parse (text, &syntax);
  if (json == NULL)
    {
      refuse_foreign_text (text, syntax, error);
      return NULL;
    }

  self = g_object_new (LUTHIER_TYPE_SERVICE_ACCOUNT_KEY, NULL);
  self->text = g_bytes_ref (text);
  root = luthier_json_get_root (json);
  if (!check_type (root, error) || !read_fields (self, root, error) ||
      !read_private_key (self, root, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * luthier_service_account_key_get_client_email:
 * @self: a key
 *
 * Returns: whose key it is
 */
const char *
luthier_service_account_key_get_client_email (LuthierServiceAccountKey *self)
{
  g_return_val_if_fail (LUTHIER_IS_SERVICE_ACCOUNT_KEY (self), NULL);

  return self->client_email;
}

/**
 * luthier_service_account_key_get_project_id:
 * @self: a key
 *
 * Returns: (nullable): the project that the account belongs to
 */
const char *
luthier_service_account_key_get_project_id (LuthierServiceAccountKey *self)
{
  g_return_val_if_fail (LUTHIER_IS_SERVICE_ACCOUNT_KEY (self), NULL);

  return self->project_id;
}

/**
 * luthier_service_account_key_get_token_uri:
 * @self: a key
 *
 * Returns: where signed assertions are traded for tokens; https, or http on loopback
 */
const char *
luthier_service_account_key_get_token_uri (LuthierServiceAccountKey *self)
{
  g_return_val_if_fail (LUTHIER_IS_SERVICE_ACCOUNT_KEY (self), NULL);

  return self->token_uri;
}

/**
 * luthier_service_account_key_get_text:
 * @self: a key
 *
 * Returns: (transfer none): the file, for the keyring only
 */
GBytes *
luthier_service_account_key_get_text (LuthierServiceAccountKey *self)
{
  g_return_val_if_fail (LUTHIER_IS_SERVICE_ACCOUNT_KEY (self), NULL);

  return self->text;
}

/**
 * luthier_service_account_key_sign:
 * @self: a key
 * @now_us: the time, in microseconds since the epoch
 * @error: return location
 *
 * Makes the assertion of RFC 7523 that the token endpoint takes: RS256, for the whole cloud
 * platform, valid for an hour, the longest that is accepted.
 *
 * Returns: (transfer full): the signed JWT, a secret for that hour
 */
char *
luthier_service_account_key_sign (LuthierServiceAccountKey *self, gint64 now_us, GError **error)
{
  g_autofree char *header = NULL;
  g_autofree char *claims = NULL;
  g_autofree char *message = NULL;
  g_autofree char *encoded = NULL;
  gnutls_datum_t data;
  gnutls_datum_t signature = { NULL, 0 };
  int code;

  g_return_val_if_fail (LUTHIER_IS_SERVICE_ACCOUNT_KEY (self), NULL);

  header = make_header (self);
  claims = make_claims (self, now_us / G_USEC_PER_SEC);
  message = g_strconcat (header, ".", claims, NULL);
  data.data = (guint8 *) message;
  data.size = (unsigned int) strlen (message);
  code = gnutls_privkey_sign_data2 (self->private_key, GNUTLS_SIGN_RSA_SHA256, 0, &data,
                                    &signature);
  if (code != GNUTLS_E_SUCCESS)
    {
      g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL,
                   _ ("private_key: cannot sign (%s)"), gnutls_strerror (code));
      return NULL;
    }
  encoded = encode_url_safe (signature.data, signature.size);
  gnutls_free (signature.data);
  return g_strconcat (message, ".", encoded, NULL);
}
