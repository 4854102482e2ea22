/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-account-key.h"

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <gnutls/x509.h>
#include <json-glib/json-glib.h>

#include "luthier-json-text.h"

#define KEY_BITS 2048

static char *
take_datum (gnutls_datum_t *datum)
{
  char *text = g_strndup ((const char *) datum->data, datum->size);

  gnutls_memset (datum->data, 0, datum->size);
  gnutls_free (datum->data);
  return text;
}

static gboolean
export_halves (gnutls_x509_privkey_t key, char **private_pem, char **public_pem)
{
  gnutls_datum_t private_datum = { NULL, 0 };
  gnutls_datum_t public_datum = { NULL, 0 };
  gnutls_privkey_t abstract = NULL;
  gnutls_pubkey_t public_key = NULL;
  gboolean good;

  gnutls_privkey_init (&abstract);
  gnutls_pubkey_init (&public_key);
  good = gnutls_privkey_import_x509 (abstract, key, 0) == 0 &&
         gnutls_pubkey_import_privkey (public_key, abstract, 0, 0) == 0 &&
         gnutls_pubkey_export2 (public_key, GNUTLS_X509_FMT_PEM, &public_datum) == 0 &&
         gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN,
                                            &private_datum) == 0;
  if (good)
    {
      *public_pem = take_datum (&public_datum);
      *private_pem = take_datum (&private_datum);
    }
  gnutls_pubkey_deinit (public_key);
  gnutls_privkey_deinit (abstract);
  return good;
}

static gboolean
make_halves (char **private_pem, char **public_pem)
{
  gnutls_x509_privkey_t key = NULL;
  gboolean good;

  gnutls_x509_privkey_init (&key);
  good = gnutls_x509_privkey_generate (key, GNUTLS_PK_RSA, KEY_BITS, 0) == 0 &&
         export_halves (key, private_pem, public_pem);
  gnutls_x509_privkey_deinit (key);
  return good;
}

/* Named by what it hashes to, as the service names its keys. */
static char *
make_key_file (const char *email,
               const char *project,
               const char *token_uri,
               const char *private_pem,
               const char *public_pem)
{
  g_autofree char *id = g_compute_checksum_for_string (G_CHECKSUM_SHA1, public_pem, -1);
  g_autofree char *client_id = g_strdup_printf ("1%020u", g_str_hash (email));
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "type", "service_account");
  luthier_json_add_string (builder, "project_id", project);
  luthier_json_add_string (builder, "private_key_id", id);
  luthier_json_add_string (builder, "private_key", private_pem);
  luthier_json_add_string (builder, "client_email", email);
  luthier_json_add_string (builder, "client_id", client_id);
  luthier_json_add_string (builder, "token_uri", token_uri);
  luthier_json_add_string (builder, "universe_domain", "googleapis.com");
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return luthier_json_node_to_text (root, LUTHIER_JSON_PRETTY);
}

/**
 * luthier_practice_account_key_make:
 * @email: of the service account
 * @project: that it belongs to
 * @token_uri: where it gets its tokens
 * @key_file: (out) (transfer full): the text of the key file
 * @public_key: (out) (transfer full): PEM
 * @error: set if this system cannot make keys
 *
 * Returns: whether both are set
 */
gboolean
luthier_practice_account_key_make (const char *email,
                                   const char *project,
                                   const char *token_uri,
                                   char **key_file,
                                   char **public_key,
                                   GError **error)
{
  g_autofree char *private_pem = NULL;

  if (!make_halves (&private_pem, public_key))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "No RSA key can be made here");
      return FALSE;
    }
  *key_file = make_key_file (email, project, token_uri, private_pem, *public_key);
  return TRUE;
}
