/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gnutls/abstract.h>
#include <gnutls/x509.h>

#include "luthier-test.h"

/* Keys are made when a test runs: none is ever kept in a file. */
typedef struct
{
  char *pem; /* PKCS#8 */
  gnutls_pubkey_t public_key;
} LuthierTestKey;

static inline LuthierTestKey *
luthier_test_key_new (gnutls_pk_algorithm_t algorithm, unsigned int bits)
{
  LuthierTestKey *self = g_new0 (LuthierTestKey, 1);
  gnutls_x509_privkey_t key;
  gnutls_privkey_t abstract;
  gnutls_datum_t pem;

  g_assert_cmpint (gnutls_x509_privkey_init (&key), ==, 0);
  g_assert_cmpint (gnutls_x509_privkey_generate (key, algorithm, bits, 0), ==, 0);
  g_assert_cmpint (
      gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN, &pem),
      ==, 0);
  self->pem = g_strndup ((const char *) pem.data, pem.size);
  gnutls_free (pem.data);

  g_assert_cmpint (gnutls_privkey_init (&abstract), ==, 0);
  g_assert_cmpint (gnutls_privkey_import_x509 (abstract, key, 0), ==, 0);
  g_assert_cmpint (gnutls_pubkey_init (&self->public_key), ==, 0);
  g_assert_cmpint (gnutls_pubkey_import_privkey (self->public_key, abstract, 0, 0), ==, 0);
  gnutls_privkey_deinit (abstract);
  gnutls_x509_privkey_deinit (key);
  return self;
}

static inline void
luthier_test_key_free (LuthierTestKey *self)
{
  gnutls_pubkey_deinit (self->public_key);
  g_free (self->pem);
  g_free (self);
}

/* A key file as it is downloaded. private_key, token_uri: NULL leaves them out. */
static inline GBytes *
luthier_test_key_file (const char *pem, const char *token_uri)
{
  g_auto (GStrv) lines = g_strsplit (pem != NULL ? pem : "", "\n", -1);
  g_autofree char *escaped = g_strjoinv ("\\n", lines);
  GString *text = g_string_new ("{\"type\":\"service_account\",\"project_id\":\"acme-ml\","
                                "\"private_key_id\":\"0123abcd\","
                                "\"client_email\":\"tuner@acme-ml.iam.gserviceaccount.com\"");

  if (pem != NULL)
    g_string_append_printf (text, ",\"private_key\":\"%s\"", escaped);
  if (token_uri != NULL)
    g_string_append_printf (text, ",\"token_uri\":\"%s\"", token_uri);
  g_string_append (text, "}");
  return g_string_free_to_bytes (text);
}

static inline guint8 *
luthier_test_decode_url_safe (const char *text, gsize *length)
{
  GString *padded = g_string_new (text);
  g_autofree char *base64 = NULL;

  g_assert_null (strpbrk (text, "+/="));
  while (padded->len % 4 != 0)
    g_string_append_c (padded, '=');
  base64 = g_string_free (padded, FALSE);
  g_strdelimit (base64, "-", '+');
  g_strdelimit (base64, "_", '/');
  return g_base64_decode (base64, length);
}

/* The claims of a JWT whose signature is good; fails the test if it is not. */
static inline char *
luthier_test_key_verify (LuthierTestKey *self, const char *jwt)
{
  g_auto (GStrv) parts = g_strsplit (jwt, ".", -1);
  g_autofree char *signed_text = NULL;
  g_autofree guint8 *signature = NULL;
  g_autofree guint8 *claims = NULL;
  gnutls_datum_t data, datum;
  gsize length;

  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  signed_text = g_strconcat (parts[0], ".", parts[1], NULL);
  signature = luthier_test_decode_url_safe (parts[2], &length);
  data = (gnutls_datum_t){ (guint8 *) signed_text, (unsigned int) strlen (signed_text) };
  datum = (gnutls_datum_t){ signature, (unsigned int) length };
  g_assert_cmpint (
      gnutls_pubkey_verify_data2 (self->public_key, GNUTLS_SIGN_RSA_SHA256, 0, &data, &datum), >=,
      0);
  claims = luthier_test_decode_url_safe (parts[1], &length);
  return g_strndup ((const char *) claims, length);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierTestKey, luthier_test_key_free)
