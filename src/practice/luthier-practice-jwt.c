/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-jwt.h"

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <string.h>

#include "luthier-json-text.h"

#define THROWAWAY_KEY_SIZE 32

struct _LuthierPracticeJwt
{
  char *signed_part;   /* (owned) */
  GBytes *signature;   /* (owned) */
  LuthierJson *header; /* (owned) */
  LuthierJson *claims; /* (owned) */
};

/* The alphabet of base64url, without padding. NULL: it is something else. */
static GBytes *
decode (const char *text)
{
  g_autoptr (GString) plain = g_string_new (text);
  guchar *data;
  gsize length;

  if (strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") !=
      plain->len)
    return NULL;
  g_string_replace (plain, "-", "+", 0);
  g_string_replace (plain, "_", "/", 0);
  while (plain->len % 4 != 0)
    g_string_append_c (plain, '=');
  data = g_base64_decode (plain->str, &length);
  return g_bytes_new_take (data, length);
}

static LuthierJson *
decode_json (const char *text)
{
  g_autoptr (GBytes) bytes = decode (text);

  return bytes != NULL ? luthier_json_parse (bytes, NULL) : NULL;
}

/**
 * luthier_practice_jwt_parse:
 * @text: three parts of base64url with points between
 *
 * Returns: (transfer full) (nullable): the token
 */
LuthierPracticeJwt *
luthier_practice_jwt_parse (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ".", 4);
  g_autoptr (LuthierPracticeJwt) self = NULL;

  if (g_strv_length (parts) != 3)
    return NULL;
  self = g_new0 (LuthierPracticeJwt, 1);
  self->signed_part = g_strconcat (parts[0], ".", parts[1], NULL);
  self->header = decode_json (parts[0]);
  self->claims = decode_json (parts[1]);
  self->signature = decode (parts[2]);
  if (self->header == NULL || self->claims == NULL || self->signature == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

void
luthier_practice_jwt_free (LuthierPracticeJwt *self)
{
  g_clear_pointer (&self->header, luthier_json_unref);
  g_clear_pointer (&self->claims, luthier_json_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
  g_free (self->signed_part);
  g_free (self);
}

const char *
luthier_practice_jwt_get_claim (LuthierPracticeJwt *self, const char *name)
{
  const LuthierJsonValue *root = luthier_json_get_root (self->claims);

  return luthier_json_value_get_string (luthier_json_value_get_member (root, name), NULL);
}

gint64
luthier_practice_jwt_get_time (LuthierPracticeJwt *self, const char *name)
{
  const LuthierJsonValue *root = luthier_json_get_root (self->claims);

  return luthier_json_value_get_int64 (luthier_json_value_get_member (root, name), 0);
}

static gboolean
import (gnutls_pubkey_t key, const char *pem)
{
  const gnutls_datum_t datum = { (unsigned char *) pem, (unsigned int) strlen (pem) };

  return gnutls_pubkey_import (key, &datum, GNUTLS_X509_FMT_PEM) == 0;
}

/**
 * luthier_practice_jwt_verify:
 * @self: the token
 * @public_key: in PEM
 *
 * Returns: whether the owner of that key has signed it, with RSASSA-PKCS1-v1_5 and SHA-256
 */
gboolean
luthier_practice_jwt_verify (LuthierPracticeJwt *self, const char *public_key)
{
  const LuthierJsonValue *header = luthier_json_get_root (self->header);
  const char *algorithm = luthier_json_value_get_string (
      luthier_json_value_get_member (header, "alg"), NULL);
  gsize length;
  gconstpointer signature = g_bytes_get_data (self->signature, &length);
  const gnutls_datum_t data = { (unsigned char *) self->signed_part,
                                (unsigned int) strlen (self->signed_part) };
  const gnutls_datum_t seal = { (unsigned char *) signature, (unsigned int) length };
  gnutls_pubkey_t key;
  gboolean good;

  if (g_strcmp0 (algorithm, "RS256") != 0 || gnutls_pubkey_init (&key) != 0)
    return FALSE;
  good = import (key, public_key) &&
         gnutls_pubkey_verify_data2 (key, GNUTLS_SIGN_RSA_SHA256, 0, &data, &seal) >= 0;
  gnutls_pubkey_deinit (key);
  return good;
}

/**
 * luthier_practice_jwt_encode:
 * @data: any bytes
 * @length: how many
 *
 * Returns: (transfer full): base64url without padding
 */
char *
luthier_practice_jwt_encode (gconstpointer data, gsize length)
{
  char *text = g_base64_encode (data, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  g_strdelimit (text, "=", '\0');
  return text;
}

static char *
encode_hmac (const char *text)
{
  guint8 key[THROWAWAY_KEY_SIZE];
  guint8 digest[32];
  gsize length = sizeof digest;
  GHmac *hmac;

  gnutls_rnd (GNUTLS_RND_NONCE, key, sizeof key);
  hmac = g_hmac_new (G_CHECKSUM_SHA256, key, sizeof key);
  g_hmac_update (hmac, (const guchar *) text, -1);
  g_hmac_get_digest (hmac, digest, &length);
  g_hmac_unref (hmac);
  return luthier_practice_jwt_encode (digest, length);
}

/**
 * luthier_practice_jwt_make:
 * @claims: (transfer none): an object
 *
 * Returns: (transfer full): a token in the right form; the key that it is signed with is forgotten
 *   at once, for a client that has it from the token endpoint itself need not check it
 */
char *
luthier_practice_jwt_make (JsonNode *claims)
{
  static const char header[] = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  g_autofree char *json = luthier_json_node_to_text (claims, LUTHIER_JSON_COMPACT);
  g_autofree char *encoded_header = luthier_practice_jwt_encode (header, strlen (header));
  g_autofree char *encoded_claims = luthier_practice_jwt_encode (json, strlen (json));
  g_autofree char *text = g_strconcat (encoded_header, ".", encoded_claims, NULL);
  g_autofree char *signature = encode_hmac (text);

  return g_strconcat (text, ".", signature, NULL);
}
