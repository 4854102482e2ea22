/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-credential.h"

#include "luthier-error.h"
#include "luthier-test-key.h"

#define IAM "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/"
#define URL IAM "a@b.iam.gserviceaccount.com:generateAccessToken"
#define USER                                                                                       \
  "\"type\":\"authorized_user\",\"client_id\":\"i\",\"client_secret\":\"s\","                      \
  "\"refresh_token\":\"r\""
#define ACT     "\"type\":\"impersonated_service_account\","
#define ACT_URL ACT "\"service_account_impersonation_url\":\"" URL "\","
#define EXT                                                                                        \
  "\"type\":\"external_account\",\"audience\":\"//iam.googleapis.com/pool\","                      \
  "\"subject_token_type\":\"urn:ietf:params:oauth:token-type:jwt\","
#define EXT_URL EXT "\"token_url\":\"https://sts.googleapis.com/v1/token\","

static LuthierTestKey *rsa;

static LuthierCredential *
read_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return luthier_credential_new (bytes, error);
}

static void
assert_refused (const GError *error, const char *start)
{
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL);
  if (!g_str_has_prefix (error->message, start))
    g_error ("“%s” does not begin with “%s”", error->message, start);
}

static const struct
{
  const char *text;
  const char *start;
} refused[] = {
  /* What it is instead */
  { "", "The file is empty" },
  { " \n\t", "The file is empty" },
  { "\xef\xbb\xbf", "The file is empty" },
  { "AIzaNotARealKeyAtAll\n", "This is an API key." },
  { "ya29.not-a-token", "This is an access token, not a file" },
  { "1//not-a-token", "This is a refresh token" },
  { "1-a.apps.googleusercontent.com", "This is part of an OAuth client" },
  { "GOCSPX-not", "This is part of an OAuth client" },
  { "-----BEGIN PRIVATE KEY-----\n", "This is a bare private key" },
  { "-----BEGIN CERTIFICATE-----\n", "This is a bare private key" },
  { "what is this", "This is not a credential in JSON: " },
  { "{\"type\":", "This is not a credential in JSON: " },
  { "\xff\xfe{", "This is not a credential in JSON: " },
  { "[1, 2]", "This is a list in JSON" },
  { "\"text\"", "This is JSON, but not a credential" },
  { "3", "This is JSON, but not a credential" },
  { "{}", "type: is missing" },
  { "{\"type\":\"\"}", "type: is missing" },
  { "{\"type\":3}", "type: is not a text" },
  { "{\"installed\":{\"client_id\":\"x\"}}", "This is the file of an OAuth client" },
  { "{\"web\":{\"client_id\":\"x\"}}", "This is the file of an OAuth client" },
  { "{\"type\":\"external_account_authorized_user\"}", "type: “external_account_auth" },
  { "{\"type\":\"gdch_service_account\"}", "type: “gdch_service_account” is for" },
  { "{\"type\":\"else\"}", "type: “else” cannot be used" },
  /* A service account */
  { "{\"type\":\"service_account\"}", "client_email: is missing" },
  { "{\"type\":\"service_account\",\"client_email\":3}", "client_email: is not a text" },
  { "{\"type\":\"service_account\",\"client_email\":\"me\"}", "client_email: is not an e-mail" },
  { "{\"type\":\"service_account\",\"client_email\":\"a@b\"}", "private_key: is missing" },
  { "{\"type\":\"service_account\",\"client_email\":\"a@b\",\"private_key\":\"x\"}",
    "private_key: is not a PEM key" },
  { "{\"type\":\"service_account\",\"universe_domain\":\"example.com\"}",
    "universe_domain: “example.com” cannot be used" },
  /* A person */
  { "{\"type\":\"authorized_user\"}", "client_id: is missing" },
  { "{\"type\":\"authorized_user\",\"client_id\":[]}", "client_id: is not a text" },
  { "{\"type\":\"authorized_user\",\"client_id\":\"i\"}", "client_secret: is missing" },
  { "{\"type\":\"authorized_user\",\"client_id\":\"i\",\"client_secret\":\"s\"}",
    "refresh_token: is missing" },
  { "{\"type\":\"authorized_user\",\"client_id\":\"i\",\"client_secret\":\"s\","
    "\"refresh_token\":null}",
    "refresh_token: is missing" },
  { "{" USER ",\"token_uri\":\"http://example.com/token\"}", "token_uri: “http://example.com" },
  { "{" USER ",\"token_uri\":\"/token\"}", "token_uri: “/token” is not an address" },
  { "{" USER ",\"token_uri\":{}}", "token_uri: is not a text" },
  { "{" USER ",\"account\":\"me\"}", "account: is not an e-mail address" },
  { "{" USER ",\"account\":1}", "account: is not a text" },
  { "{" USER ",\"quota_project_id\":1}", "quota_project_id: is not a text" },
  { "{" USER ",\"universe_domain\":\"x\"}", "universe_domain: “x” cannot be used" },
  /* Acting as a service account */
  { "{" ACT "\"source_credentials\":{}}", "service_account_impersonation_url: is missing" },
  { "{" ACT "\"service_account_impersonation_url\":\"http://x/serviceAccounts/a@b\"}",
    "service_account_impersonation_url: “http://x" },
  { "{" ACT "\"service_account_impersonation_url\":\"https://example.com/v1/projects/-/"
    "serviceAccounts/a@b:generateAccessToken\"}",
    "service_account_impersonation_url: “example.com” is not a host" },
  { "{" ACT "\"service_account_impersonation_url\":\"https://iamcredentials.googleapis.com.evil."
    "example/serviceAccounts/a@b:generateAccessToken\"}",
    "service_account_impersonation_url: “iamcredentials" },
  { "{" ACT "\"service_account_impersonation_url\":\"" IAM "a:generateAccessToken\"}",
    "service_account_impersonation_url: does not name" },
  { "{" ACT "\"service_account_impersonation_url\":\"" IAM "a@b:signBlob\"}",
    "service_account_impersonation_url: does not name" },
  { "{" ACT_URL "\"delegates\":3}", "delegates: is not a list" },
  { "{" ACT_URL "\"delegates\":[3]}", "delegates: is not a list of service accounts" },
  { "{" ACT_URL "\"delegates\":[]}", "source_credentials: is missing" },
  { "{" ACT_URL "\"source_credentials\":[]}", "source_credentials: is not an object" },
  { "{" ACT_URL "\"source_credentials\":{}}", "source_credentials.type: is missing" },
  { "{" ACT_URL "\"source_credentials\":{\"type\":\"authorized_user\"}}",
    "source_credentials.client_id: is missing" },
  { "{" ACT_URL "\"source_credentials\":{\"type\":\"gdch_service_account\"}}",
    "source_credentials.type: “gdch" },
  { "{" ACT_URL "\"source_credentials\":{" ACT_URL "\"source_credentials\":{}}}",
    "source_credentials: acts as another" },
  /* Somebody else's token */
  { "{\"type\":\"external_account\"}", "audience: is missing" },
  { "{\"type\":\"external_account\",\"audience\":\"a\"}", "subject_token_type: is missing" },
  { "{" EXT "\"x\":1}", "token_url: is missing" },
  { "{" EXT "\"token_url\":\"http://example.com\"}", "token_url: “http://example.com” is not" },
  { "{" EXT "\"token_url\":\"https://sts.example.com/v1/token\"}",
    "token_url: “sts.example.com” is not a host" },
  { "{" EXT "\"token_url\":\"https://notgoogleapis.com/v1/token\"}",
    "token_url: “notgoogleapis.com” is not a host" },
  { "{" EXT_URL "\"x\":1}", "credential_source: is missing" },
  { "{" EXT_URL "\"credential_source\":\"x\"}", "credential_source: is not an object" },
  { "{" EXT_URL "\"credential_source\":{}}", "credential_source: must name either" },
  { "{" EXT_URL "\"credential_source\":{\"file\":\"/a\",\"url\":\"https://a.example\"}}",
    "credential_source: must name either" },
  { "{" EXT_URL "\"credential_source\":{\"file\":3}}", "credential_source.file: is not a text" },
  { "{" EXT_URL "\"credential_source\":{\"file\":\"a\"}}",
    "credential_source.file: is not a full path" },
  { "{" EXT_URL "\"credential_source\":{\"url\":\"http://example.com/t\"}}",
    "credential_source.url: “http://example.com/t” is not safe" },
  { "{" EXT_URL "\"credential_source\":{\"environment_id\":\"aws1\"}}",
    "credential_source.environment_id: an identity of Amazon" },
  { "{" EXT_URL "\"credential_source\":{\"executable\":{}}}",
    "credential_source.executable: programs" },
  { "{" EXT_URL "\"credential_source\":{\"certificate\":{}}}",
    "credential_source.certificate: client" },
  { "{" EXT_URL "\"credential_source\":{\"url\":\"https://a.example\",\"headers\":[]}}",
    "credential_source.headers: is not an object" },
  { "{" EXT_URL
    "\"credential_source\":{\"url\":\"https://a.example\",\"headers\":{\"a b\":\"c\"}}}",
    "credential_source.headers: “a b” is not a header" },
  { "{" EXT_URL
    "\"credential_source\":{\"url\":\"https://a.example\",\"headers\":{\"a\":\"b\\r\\nc\"}}}",
    "credential_source.headers: “a” is not a header" },
  { "{" EXT_URL "\"credential_source\":{\"file\":\"/a\",\"format\":{\"type\":\"xml\"}}}",
    "credential_source.format.type: “xml” is not known" },
  { "{" EXT_URL "\"credential_source\":{\"file\":\"/a\",\"format\":{\"type\":\"json\"}}}",
    "credential_source.format.subject_token_field_name: is missing" },
  { "{" EXT_URL "\"service_account_impersonation_url\":\"https://example.com/\"}",
    "service_account_impersonation_url: “example.com” is not" },
  /* A pasted token */
  { "{\"type\":\"luthier_access_token\"}", "access_token: is missing" },
  { "{\"type\":\"luthier_access_token\",\"access_token\":\"t\"}", "expires_at: is not a time" },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (refused[i].text, &error));
      assert_refused (error, refused[i].start);
    }
}

static void
test_api_key (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text ("AIzaNotARealKeyAtAll", &error));
  g_assert_cmpstr (luthier_error_get_reason (error), ==, LUTHIER_REASON_API_KEY);
  g_assert_null (strstr (error->message, "AIza"));
}

static void
test_too_large (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = g_bytes_new_take (g_strnfill (65537, ' '), 65537);

  g_assert_null (luthier_credential_new (text, &error));
  assert_refused (error, "This file is too large");
}

static void
test_service_account (void)
{
  g_autoptr (GBytes) text = luthier_test_key_file (rsa->pem, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierCredential) credential = luthier_credential_new (text, &error);

  g_assert_no_error (error);
  g_assert_cmpint (luthier_credential_get_kind (credential), ==,
                   LUTHIER_CREDENTIAL_SERVICE_ACCOUNT);
  g_assert_cmpstr (luthier_credential_get_account (credential), ==,
                   "tuner@acme-ml.iam.gserviceaccount.com");
  g_assert_cmpstr (luthier_credential_get_project (credential), ==, "acme-ml");
  g_assert_false (luthier_credential_is_user (credential));
  g_assert_false (luthier_credential_can_revoke (credential));
  g_assert_true (g_bytes_equal (luthier_credential_get_text (credential), text));
}

static void
test_user (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierCredential) credential = read_text (
      "\xef\xbb\xbf{" USER ",\"account\":\"me@example.com\",\"quota_project_id\":\"acme\","
      "\"universe_domain\":\"googleapis.com\"}",
      &error);

  g_assert_no_error (error);
  g_assert_cmpint (luthier_credential_get_kind (credential), ==,
                   LUTHIER_CREDENTIAL_AUTHORIZED_USER);
  g_assert_cmpstr (luthier_credential_get_account (credential), ==, "me@example.com");
  g_assert_cmpstr (luthier_credential_get_quota_project (credential), ==, "acme");
  g_assert_null (luthier_credential_get_project (credential));
  g_assert_true (luthier_credential_is_user (credential));
  g_assert_true (luthier_credential_can_revoke (credential));
  g_assert_cmpint (luthier_credential_get_expires_at (credential), ==, 0);
}

static void
test_impersonated (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierCredential) credential = read_text (
      "{" ACT_URL "\"delegates\":[\"c@d\"],\"source_credentials\":{" USER "}}", &error);

  g_assert_no_error (error);
  g_assert_cmpint (luthier_credential_get_kind (credential), ==, LUTHIER_CREDENTIAL_IMPERSONATED);
  g_assert_cmpstr (luthier_credential_get_account (credential), ==, "a@b.iam.gserviceaccount.com");
  g_assert_false (luthier_credential_is_user (credential));
  g_assert_true (luthier_credential_can_revoke (credential));
}

static void
test_external (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierCredential) credential = read_text (
      "{" EXT_URL "\"service_account_impersonation_url\":\"" URL "\","
      "\"credential_source\":{\"file\":\"/run/token\",\"format\":{\"type\":\"text\"}}}",
      &error);

  g_assert_no_error (error);
  g_assert_cmpint (luthier_credential_get_kind (credential), ==,
                   LUTHIER_CREDENTIAL_EXTERNAL_ACCOUNT);
  g_assert_cmpstr (luthier_credential_get_account (credential), ==, "a@b.iam.gserviceaccount.com");
  g_assert_false (luthier_credential_can_revoke (credential));
}

static void
assert_same (LuthierCredential *credential)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierCredential)
      again = luthier_credential_new (luthier_credential_get_text (credential), &error);

  g_assert_no_error (error);
  g_assert_cmpint (luthier_credential_get_kind (again), ==,
                   luthier_credential_get_kind (credential));
  g_assert_cmpstr (luthier_credential_get_account (again), ==,
                   luthier_credential_get_account (credential));
  g_assert_cmpint (luthier_credential_get_expires_at (again), ==,
                   luthier_credential_get_expires_at (credential));
}

static void
test_made_here (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierCredential) user = luthier_credential_new_for_user ("i", "s", "r", "a@b", NULL);
  g_autoptr (LuthierCredential)
      nobody = luthier_credential_new_for_user ("i", "s", "r", NULL, "http://127.0.0.1:1/t");
  g_autoptr (LuthierCredential)
      token = luthier_credential_new_for_token ("ya29.x", 1234567, "me@example.com");
  g_autoptr (LuthierCredential)
      robot = luthier_credential_new_for_token ("ya29.x", 1, "a@b.iam.gserviceaccount.com");
  g_autoptr (LuthierCredential) acting = luthier_credential_impersonate (
      user, "a@b.iam.gserviceaccount.com", "https://iamcredentials.googleapis.com", NULL, &error);

  g_assert_no_error (error);
  assert_same (user);
  assert_same (nobody);
  assert_same (token);
  assert_same (acting);
  g_assert_null (luthier_credential_get_account (nobody));
  g_assert_cmpint (luthier_credential_get_expires_at (token), ==, 1234567);
  g_assert_true (luthier_credential_is_user (token));
  g_assert_false (luthier_credential_is_user (robot));
  g_assert_cmpint (luthier_credential_get_kind (acting), ==, LUTHIER_CREDENTIAL_IMPERSONATED);
}

static void
test_impersonate_refused (void)
{
  g_autoptr (LuthierCredential) user = luthier_credential_new_for_user ("i", "s", "r", "a@b", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) foreign = NULL;

  g_assert_null (luthier_credential_impersonate (
      user, "not an address", "https://iamcredentials.googleapis.com", NULL, &error));
  assert_refused (error, "service_account_impersonation_url: does not name");
  g_assert_null (
      luthier_credential_impersonate (user, "a@b", "https://example.com", NULL, &foreign));
  assert_refused (foreign, "service_account_impersonation_url: “example.com”");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  rsa = luthier_test_key_new (GNUTLS_PK_RSA, 2048);
  g_test_add_func ("/credential-files/refused", test_refused);
  g_test_add_func ("/credential-files/api-key", test_api_key);
  g_test_add_func ("/credential-files/too-large", test_too_large);
  g_test_add_func ("/credential-files/service-account", test_service_account);
  g_test_add_func ("/credential-files/user", test_user);
  g_test_add_func ("/credential-files/impersonated", test_impersonated);
  g_test_add_func ("/credential-files/external", test_external);
  g_test_add_func ("/credential-files/made-here", test_made_here);
  g_test_add_func ("/credential-files/impersonate-refused", test_impersonate_refused);
  status = g_test_run ();
  luthier_test_key_free (rsa);
  return status;
}
