/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-service-account-key.h"

#include "luthier-error.h"
#include "luthier-json.h"
#include "luthier-test-key.h"

static LuthierTestKey *rsa;

static LuthierServiceAccountKey *
read_key (GBytes *text, GError **error)
{
  g_autoptr (LuthierJson) json = luthier_json_parse (text, error);

  return json != NULL ? luthier_service_account_key_new (luthier_json_get_root (json), error)
                      : NULL;
}

static void
assert_refused (GBytes *text, const char *start)
{
  g_autoptr (GError) error = NULL;
  LuthierServiceAccountKey *key = read_key (text, &error);

  g_assert_null (key);
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL);
  if (!g_str_has_prefix (error->message, start))
    g_error ("“%s” does not begin with “%s”", error->message, start);
}

static void
assert_text_refused (const char *text, const char *start)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  assert_refused (bytes, start);
}

static void
test_fields (void)
{
  g_autoptr (GBytes) text = luthier_test_key_file (rsa->pem, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierServiceAccountKey) key = read_key (text, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (luthier_service_account_key_get_client_email (key), ==,
                   "tuner@acme-ml.iam.gserviceaccount.com");
  g_assert_cmpstr (luthier_service_account_key_get_project_id (key), ==, "acme-ml");
  g_assert_cmpstr (luthier_service_account_key_get_token_uri (key), ==,
                   "https://oauth2.googleapis.com/token");
}

static void
test_sign (void)
{
  g_autoptr (GBytes) text = luthier_test_key_file (rsa->pem, "https://example.com/token");
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierServiceAccountKey) key = read_key (text, &error);
  g_autofree char *jwt = NULL;
  g_autofree char *claims = NULL;
  g_autoptr (LuthierJson) json = NULL;
  const LuthierJsonValue *root;

  g_assert_no_error (error);
  jwt = luthier_service_account_key_sign (key, 1763629687 * G_GINT64_CONSTANT (1000000), &error);
  g_assert_no_error (error);
  /* {"alg":"RS256","typ":"JWT","kid":"0123abcd"} */
  g_assert_true (
      g_str_has_prefix (jwt, "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6IjAxMjNhYmNkIn0."));

  claims = luthier_test_key_verify (rsa, jwt);
  json = luthier_json_parse_text (claims, -1, &error);
  g_assert_no_error (error);
  root = luthier_json_get_root (json);
#define CLAIM(name) luthier_json_value_get_member (root, name)
  g_assert_cmpstr (luthier_json_value_get_string (CLAIM ("iss"), NULL), ==,
                   "tuner@acme-ml.iam.gserviceaccount.com");
  g_assert_cmpstr (luthier_json_value_get_string (CLAIM ("aud"), NULL), ==,
                   "https://example.com/token");
  g_assert_cmpstr (luthier_json_value_get_string (CLAIM ("scope"), NULL), ==,
                   "https://www.googleapis.com/auth/cloud-platform");
  g_assert_cmpint (luthier_json_value_get_int64 (CLAIM ("iat"), 0), ==, 1763629687);
  g_assert_cmpint (luthier_json_value_get_int64 (CLAIM ("exp"), 0), ==, 1763633287);
#undef CLAIM
}

static void
test_which_field_is_wrong (void)
{
  g_autoptr (LuthierTestKey) curve = luthier_test_key_new (
      GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1));
  g_autofree char *broken = g_strdup (rsa->pem);
  const struct
  {
    const char *pem;
    const char *token_uri;
    const char *start;
  } cases[] = {
    { NULL, NULL, "private_key: is missing" },
    { "", NULL, "private_key: is missing" },
    { "MIIEvQIBADANBg", NULL, "private_key: is not a PEM key" },
    { broken, NULL, "private_key: cannot be read" },
    { curve->pem, NULL, "private_key: is not an RSA key" },
    { rsa->pem, "http://example.com/token", "token_uri: “http://example.com/token” is not safe" },
    { rsa->pem, "token", "token_uri: " },
  };

  memset (broken + 100, 'A', 200);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) text = luthier_test_key_file (cases[i].pem, cases[i].token_uri);

      assert_refused (text, cases[i].start);
    }
  assert_text_refused ("{\"type\":\"service_account\"}", "client_email: is missing");
  assert_text_refused ("{\"type\":\"service_account\",\"client_email\":\"me\"}",
                       "client_email: is not an e-mail address");
}

static void
test_loopback_token_uri (void)
{
  g_autoptr (GBytes) text = luthier_test_key_file (rsa->pem, "http://127.0.0.1:1/token");
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierServiceAccountKey) key = read_key (text, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (luthier_service_account_key_get_token_uri (key), ==, "http://127.0.0.1:1/token");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  rsa = luthier_test_key_new (GNUTLS_PK_RSA, 2048);
  g_test_add_func ("/service-account-key/fields", test_fields);
  g_test_add_func ("/service-account-key/sign", test_sign);
  g_test_add_func ("/service-account-key/which-field-is-wrong", test_which_field_is_wrong);
  g_test_add_func ("/service-account-key/loopback-token-uri", test_loopback_token_uri);
  status = g_test_run ();
  luthier_test_key_free (rsa);
  return status;
}
