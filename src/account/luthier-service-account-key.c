/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-service-account-key.h"

#include <glib/gi18n.h>
#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>

#include "luthier-fields.h"
#include "luthier-grant.h"
#include "luthier-json-text.h"
#include "luthier-url-safe.h"

#define DEFAULT_TOKEN_URI "https://oauth2.googleapis.com/token"
#define FIELD             "private_key"
#define LIFETIME_S        3600

struct _LuthierServiceAccountKey
{
  GObject parent_instance;

  char *client_email;           /* (owned) */
  char *project_id;             /* (owned) (nullable) */
  char *private_key_id;         /* (owned) (nullable) */
  char *token_uri;              /* (owned) */
  gnutls_privkey_t private_key; /* (owned) */
};

G_DEFINE_FINAL_TYPE (LuthierServiceAccountKey, luthier_service_account_key, G_TYPE_OBJECT)

static gboolean
read_fields (LuthierServiceAccountKey *self, const LuthierJsonValue *root, GError **error)
{
  const char *email = luthier_fields_require (root, "client_email", error);
  const char *token_uri = NULL;
  const char *project_id = NULL;
  const char *private_key_id = NULL;

  if (email == NULL || !luthier_fields_read (root, "token_uri", &token_uri, error) ||
      !luthier_fields_read (root, "project_id", &project_id, error) ||
      !luthier_fields_read (root, "private_key_id", &private_key_id, error))
    return FALSE;
  if (!luthier_fields_is_email (email))
    return luthier_fields_refuse (error, _ ("%s: is not an e-mail address"), "client_email");
  if (token_uri == NULL)
    token_uri = DEFAULT_TOKEN_URI;
  if (!luthier_fields_check_uri ("token_uri", token_uri, error))
    return FALSE;

  self->client_email = g_strdup (email);
  self->token_uri = g_strdup (token_uri);
  self->project_id = g_strdup (project_id);
  self->private_key_id = g_strdup (private_key_id);
  return TRUE;
}

static gboolean
read_private_key (LuthierServiceAccountKey *self, const LuthierJsonValue *root, GError **error)
{
  /* The one text of several lines. */
  const char *pem = luthier_fields_get (root, FIELD);
  gnutls_datum_t datum = { (guint8 *) pem, pem != NULL ? (unsigned int) strlen (pem) : 0 };
  int code;

  if (pem == NULL)
    return luthier_fields_refuse (error, _ ("%s: is missing"), FIELD);
  if (strstr (pem, "-----BEGIN") == NULL || strstr (pem, "PRIVATE KEY-----") == NULL)
    return luthier_fields_refuse (error, _ ("%s: is not a PEM key"), FIELD);

  gnutls_privkey_init (&self->private_key);
  code = gnutls_privkey_import_x509_raw (self->private_key, &datum, GNUTLS_X509_FMT_PEM, NULL,
                                         GNUTLS_PKCS_PLAIN);
  if (code != GNUTLS_E_SUCCESS)
    return luthier_fields_refuse (error, _ ("%s: cannot be read (%s)"), FIELD,
                                  gnutls_strerror (code));
  if (gnutls_privkey_get_pk_algorithm (self->private_key, NULL) != GNUTLS_PK_RSA)
    return luthier_fields_refuse (error, _ ("%s: is not an RSA key"), FIELD);
  return TRUE;
}

static char *
encode_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) node = json_builder_get_root (builder);
  g_autofree char *text = luthier_json_node_to_text (node, LUTHIER_JSON_COMPACT);

  return luthier_url_safe_encode (text, strlen (text));
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
  luthier_json_add_string (builder, "scope", LUTHIER_GRANT_SCOPE);
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
 * @file: the object of the key file
 * @error: return location for %LUTHIER_ERROR_CREDENTIAL, which begins with the field that is wrong
 *
 * Returns: (transfer full): the key
 */
LuthierServiceAccountKey *
luthier_service_account_key_new (const LuthierJsonValue *file, GError **error)
{
  g_autoptr (LuthierServiceAccountKey) self = g_object_new (LUTHIER_TYPE_SERVICE_ACCOUNT_KEY, NULL);

  if (!read_fields (self, file, error) || !read_private_key (self, file, error))
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
      luthier_fields_refuse (error, _ ("%s: cannot sign (%s)"), FIELD, gnutls_strerror (code));
      return NULL;
    }
  encoded = luthier_url_safe_encode (signature.data, signature.size);
  gnutls_free (signature.data);
  return g_strconcat (message, ".", encoded, NULL);
}
