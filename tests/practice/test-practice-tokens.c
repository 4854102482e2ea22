/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-tokens.h"

#include <gnutls/abstract.h>
#include <gnutls/x509.h>

#include "practice-client.h"

#define EMAIL  "tuner@acme-ml.iam.gserviceaccount.com"
#define NOW_S  (CLIENT_NOW / G_USEC_PER_SEC)
#define BUCKET "/storage/v1/b/acme-tuning"

/* What an assertion says; a good one has all. */
typedef struct
{
  const char *email;
  const char *algorithm;
  const char *audience; /* (nullable): this service's */
  const char *scope;
  gint64 issued;
  gint64 expires;
  gboolean is_spoilt; /* after it was signed */
} Assertion;

static const Assertion GOOD = { EMAIL, "RS256",      NULL, LUTHIER_PRACTICE_SCOPE,
                                NOW_S, NOW_S + 3600, FALSE };

static char *
encode (gconstpointer data, gsize length)
{
  char *text = g_base64_encode (data, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  g_strdelimit (text, "=", '\0');
  return text;
}

static char *
sign (const char *pem, const char *text)
{
  const gnutls_datum_t key_data = { (unsigned char *) pem, (unsigned int) strlen (pem) };
  const gnutls_datum_t data = { (unsigned char *) text, (unsigned int) strlen (text) };
  gnutls_datum_t signature = { NULL, 0 };
  gnutls_privkey_t key;
  char *encoded;

  gnutls_privkey_init (&key);
  g_assert_cmpint (gnutls_privkey_import_x509_raw (key, &key_data, GNUTLS_X509_FMT_PEM, NULL, 0),
                   ==, 0);
  g_assert_cmpint (gnutls_privkey_sign_data (key, GNUTLS_DIG_SHA256, 0, &data, &signature), ==, 0);
  encoded = encode (signature.data, signature.size);
  gnutls_free (signature.data);
  gnutls_privkey_deinit (key);
  return encoded;
}

static char *
make_jwt (Client *self, const char *key_file, const Assertion *assertion)
{
  g_autoptr (LuthierJson) json = luthier_json_parse_text (key_file, -1, NULL);
  const char *pem = luthier_json_value_get_string (
      luthier_json_value_get_member (luthier_json_get_root (json), "private_key"), NULL);
  g_autofree char *here = g_strconcat (luthier_practice_get_base_url (self->practice), "/token",
                                       NULL);
  g_autofree char *header = g_strdup_printf ("{\"alg\":\"%s\",\"typ\":\"JWT\"}",
                                             assertion->algorithm);
  g_autofree char *claims = g_strdup_printf (
      "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"%s\":\"%s\",\"iat\":%" G_GINT64_FORMAT
      ",\"exp\":%" G_GINT64_FORMAT "}",
      assertion->email, assertion->email, assertion->audience != NULL ? assertion->audience : here,
      assertion->scope != NULL ? "scope" : "none",
      assertion->scope != NULL ? assertion->scope : "x", assertion->issued, assertion->expires);
  g_autofree char *encoded_header = encode (header, strlen (header));
  g_autofree char *encoded_claims = encode (claims, strlen (claims));
  g_autofree char *text = g_strconcat (encoded_header, ".", encoded_claims, NULL);
  g_autofree char *signature = sign (pem, text);

  if (assertion->is_spoilt)
    signature[0] = signature[0] == 'A' ? 'B' : 'A';
  return g_strconcat (text, ".", signature, NULL);
}

static Reply *
request_token (Client *self, const char *form)
{
  g_autoptr (GBytes) body = g_bytes_new (form, strlen (form));

  return client_call (self, "POST", "/token", body, "Content-Type",
                      "application/x-www-form-urlencoded", NULL);
}

static Reply *
assert_grant (Client *self, const char *key_file, const Assertion *assertion)
{
  g_autofree char *jwt = make_jwt (self, key_file, assertion);
  g_autofree char *form = g_strconcat (
      "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=", jwt, NULL);

  return request_token (self, form);
}

static Reply *
use_token (Client *self, const char *token)
{
  g_autofree char *header = g_strconcat ("Bearer ", token, NULL);

  return client_call (self, "GET", BUCKET, NULL, "Authorization", header, NULL);
}

static char *
add_account (Client *self)
{
  g_autoptr (GError) error = NULL;
  char *key_file = luthier_practice_tokens_add_service_account (
      luthier_practice_get_tokens (self->practice), EMAIL, "http://127.0.0.1/token", &error);

  g_assert_no_error (error);
  return key_file;
}

static void
test_any (Client *self, gconstpointer data)
{
  SoupMessage *message = client_new_message (self, "GET", BUCKET);
  g_autoptr (Reply) none = client_send (self, message);
  g_autoptr (Reply) any = use_token (self, "whatever");
  SoupMessage *forged = client_new_message (self, "GET", BUCKET "?upload_id=x");
  g_autoptr (Reply) no_session = client_send (self, forged);
  g_autoptr (Reply)
      basic = client_call (self, "GET", BUCKET, NULL, "Authorization", "Basic eA==", NULL);

  assert_status (none, 401);
  g_assert_cmpstr (reply_text (none, "error.status"), ==, "UNAUTHENTICATED");
  g_assert_cmpstr (reply_text (none, "error.details.0.reason"), ==, "CREDENTIALS_MISSING");
  g_assert_true (g_str_has_prefix (reply_header (none, "WWW-Authenticate"), "Bearer "));
  assert_status (any, 200);
  assert_status (basic, 401);
  assert_status (no_session, 401);
}

static void
test_fixed (Client *self, gconstpointer data)
{
  g_autoptr (Reply) right = NULL;
  g_autoptr (Reply) wrong = NULL;

  client_stop (self);
  client_start_with_token (self, "of-this-run");
  right = use_token (self, "of-this-run");
  wrong = use_token (self, "of-another-run");
  assert_status (right, 200);
  assert_status (wrong, 401);
}

static void
test_key_file (Client *self, gconstpointer data)
{
  g_autofree char *key_file = add_account (self);
  g_autoptr (LuthierJson) json = luthier_json_parse_text (key_file, -1, NULL);
  const LuthierJsonValue *root = luthier_json_get_root (json);
  static const char *const names[] = { "type",      "project_id",   "private_key_id", "private_key",
                                       "client_id", "client_email", "token_uri" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_nonnull (
        luthier_json_value_get_string (luthier_json_value_get_member (root, names[i]), NULL));
  g_assert_true (g_str_has_prefix (
      luthier_json_value_get_string (luthier_json_value_get_member (root, "private_key"), ""),
      "-----BEGIN PRIVATE KEY-----\n"));
}

static void
test_assertion (Client *self, gconstpointer data)
{
  g_autofree char *key_file = add_account (self);
  g_autoptr (Reply) granted = assert_grant (self, key_file, &GOOD);
  g_autofree char *token = g_strdup (reply_text (granted, "access_token"));
  g_autoptr (Reply) used = NULL;
  g_autoptr (Reply) stranger = use_token (self, "whatever");
  g_autoptr (Reply) after_restart = NULL;
  g_autoptr (Reply) expired = NULL;

  assert_status (granted, 200);
  g_assert_cmpint (luthier_json_value_get_int64 (reply_value (granted, "expires_in"), 0), ==, 3600);
  g_assert_cmpstr (reply_text (granted, "token_type"), ==, "Bearer");
  used = use_token (self, token);
  assert_status (used, 200);
  /* With an account there are good tokens and bad ones. */
  assert_status (stranger, 401);

  client_restart (self);
  after_restart = use_token (self, token);
  assert_status (after_restart, 200);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (self->clock), 3601 * 1000);
  expired = use_token (self, token);
  assert_status (expired, 401);
  g_assert_cmpstr (reply_text (expired, "error.details.0.reason"), ==, "ACCESS_TOKEN_EXPIRED");
}

static void
test_bad_assertions (Client *self, gconstpointer data)
{
  g_autofree char *old_key_file = add_account (self);
  g_autofree char *key_file = add_account (self);
  const Assertion bad[] = {
    { "other@acme-ml", "RS256", NULL, "x", NOW_S, NOW_S + 3600, FALSE },
    { EMAIL, "none", NULL, "x", NOW_S, NOW_S + 3600, FALSE },
    { EMAIL, "HS256", NULL, "x", NOW_S, NOW_S + 3600, FALSE },
    { EMAIL, "RS256", "https://example.com/token", "x", NOW_S, NOW_S + 3600, FALSE },
    { EMAIL, "RS256", NULL, "x", NOW_S - 7200, NOW_S - 3600, FALSE },
    { EMAIL, "RS256", NULL, "x", NOW_S + 900, NOW_S + 3600, FALSE },
    { EMAIL, "RS256", NULL, "x", NOW_S, NOW_S + 3601, FALSE },
    { EMAIL, "RS256", NULL, "x", NOW_S, NOW_S - 10, FALSE },
    { EMAIL, "RS256", NULL, "x", NOW_S, NOW_S + 3600, TRUE },
  };
  const Assertion no_scope = { EMAIL, "RS256", NULL, NULL, NOW_S, NOW_S + 3600, FALSE };
  const Assertion real = { EMAIL,        "RS256", "https://oauth2.googleapis.com/token", "x", NOW_S,
                           NOW_S + 3600, FALSE };
  g_autoptr (Reply) old = assert_grant (self, old_key_file, &GOOD);
  g_autoptr (Reply) scopeless = assert_grant (self, key_file, &no_scope);
  g_autoptr (Reply) for_real = assert_grant (self, key_file, &real);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (Reply) reply = assert_grant (self, key_file, &bad[i]);

      assert_status (reply, 400);
      g_assert_cmpstr (reply_text (reply, "error"), ==, "invalid_grant");
      g_assert_nonnull (reply_text (reply, "error_description"));
    }
  assert_status (old, 400);
  assert_status (scopeless, 400);
  g_assert_cmpstr (reply_text (scopeless, "error"), ==, "invalid_scope");
  assert_status (for_real, 200);
}

static void
test_nonsense (Client *self, gconstpointer data)
{
  static const char *const forms[] = {
    "",
    "grant_type=password",
    "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer",
    "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=a.b.c",
    "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=e30.e30.AAAA",
    "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=W10.W10.",
    "grant_type=refresh_token",
    "grant_type=refresh_token&refresh_token=unknown&client_id=a&client_secret=b",
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (Reply) reply = request_token (self, forms[i]);

      assert_status (reply, 400);
      g_assert_nonnull (reply_text (reply, "error"));
    }
}

/* Without a token endpoint: the account's own signature is the token. */
static void
test_self_signed (Client *self, gconstpointer data)
{
  g_autofree char *key_file = add_account (self);
  const Assertion late = { EMAIL, "RS256", NULL, "x", NOW_S - 7200, NOW_S - 3600, FALSE };
  g_autofree char *good_jwt = make_jwt (self, key_file, &GOOD);
  g_autofree char *late_jwt = make_jwt (self, key_file, &late);
  g_autoptr (Reply) good = use_token (self, good_jwt);
  g_autoptr (Reply) too_late = use_token (self, late_jwt);

  assert_status (good, 200);
  assert_status (too_late, 401);
}

static void
test_refresh (Client *self, gconstpointer data)
{
  static const char form[] = "grant_type=refresh_token&client_id=id&client_secret=secret"
                             "&refresh_token=1%2F%2Fold";
  g_autoptr (Reply) granted = NULL;
  g_autoptr (Reply) wrong_client = NULL;
  g_autoptr (Reply) used = NULL;

  luthier_practice_tokens_add_refresh_token (luthier_practice_get_tokens (self->practice), "id",
                                             "secret", "1//old");
  granted = request_token (self, form);
  assert_status (granted, 200);
  g_assert_null (reply_text (granted, "refresh_token"));
  used = use_token (self, reply_text (granted, "access_token"));
  assert_status (used, 200);
  wrong_client = request_token (self, "grant_type=refresh_token&client_id=id&client_secret=x"
                                      "&refresh_token=1%2F%2Fold");
  assert_status (wrong_client, 401);
  g_assert_cmpstr (reply_text (wrong_client, "error"), ==, "invalid_client");
}

static void
test_rotation (Client *self, gconstpointer data)
{
  static const char form[] = "grant_type=refresh_token&client_id=id&client_secret=secret"
                             "&refresh_token=";
  g_autofree char *first = g_strconcat (form, "1%2F%2Fold", NULL);
  g_autofree char *second = NULL;
  g_autofree char *escaped = NULL;
  g_autoptr (Reply) granted = NULL;
  g_autoptr (Reply) old = NULL;
  g_autoptr (Reply) new = NULL;

  luthier_practice_tokens_add_refresh_token (luthier_practice_get_tokens (self->practice), "id",
                                             "secret", "1//old");
  client_situation (self, "rotates-refresh");
  granted = request_token (self, first);
  assert_status (granted, 200);
  escaped = g_uri_escape_string (reply_text (granted, "refresh_token"), NULL, FALSE);
  second = g_strconcat (form, escaped, NULL);
  old = request_token (self, first);
  assert_status (old, 400);
  g_assert_cmpstr (reply_text (old, "error"), ==, "invalid_grant");
  new = request_token (self, second);
  assert_status (new, 200);
}

static void
test_situations (Client *self, gconstpointer data)
{
  g_autoptr (Reply) re_auth = NULL;
  g_autoptr (Reply) revoked = NULL;
  g_autoptr (Reply) first = NULL;
  g_autoptr (Reply) again = NULL;
  g_autoptr (Reply) renewed = NULL;

  client_situation (self, "re-auth*1");
  re_auth = request_token (self, "grant_type=refresh_token");
  assert_status (re_auth, 400);
  g_assert_cmpstr (reply_text (re_auth, "error"), ==, "invalid_grant");
  g_assert_cmpstr (reply_text (re_auth, "error_subtype"), ==, "rapt_required");
  client_situation (self, "revoked*1");
  revoked = request_token (self, "grant_type=refresh_token");
  g_assert_cmpstr (reply_text (revoked, "error"), ==, "invalid_grant");

  client_situation (self, "token-expires");
  first = use_token (self, "first");
  again = use_token (self, "first");
  renewed = use_token (self, "second");
  assert_status (first, 401);
  g_assert_cmpstr (reply_text (first, "error.details.0.reason"), ==, "ACCESS_TOKEN_EXPIRED");
  assert_status (again, 401);
  assert_status (renewed, 200);
}

/* The service's clock is wrong: it says so, and judges by it. */
static void
test_clock_skew (Client *self, gconstpointer data)
{
  g_autofree char *key_file = add_account (self);
  const Assertion theirs = { EMAIL, "RS256", NULL, "x", NOW_S - 900, NOW_S + 2700, FALSE };
  g_autoptr (Reply) right = assert_grant (self, key_file, &GOOD);
  g_autoptr (GDateTime) date = soup_date_time_new_from_http_string (reply_header (right, "Date"));
  g_autoptr (Reply) refused = NULL;
  g_autoptr (Reply) adapted = NULL;
  g_autoptr (GDateTime) wrong_date = NULL;

  assert_status (right, 200);
  g_assert_cmpint (g_date_time_to_unix (date), ==, NOW_S);
  client_situation (self, "clock-skew=-900");
  refused = assert_grant (self, key_file, &GOOD);
  assert_status (refused, 400);
  g_assert_cmpstr (reply_text (refused, "error"), ==, "invalid_grant");
  wrong_date = soup_date_time_new_from_http_string (reply_header (refused, "Date"));
  g_assert_cmpint (g_date_time_to_unix (wrong_date), ==, NOW_S - 900);
  adapted = assert_grant (self, key_file, &theirs);
  assert_status (adapted, 200);
}

/* Secrets are in the state file by what they hash to. */
static void
test_state_file (Client *self, gconstpointer data)
{
  g_autofree char *key_file = add_account (self);
  g_autoptr (Reply) granted = assert_grant (self, key_file, &GOOD);
  g_autofree char *wal = g_strconcat (self->state_file, "-wal", NULL);
  const char *const files[] = { self->state_file, wal };
  const char *const secrets[] = { reply_text (granted, "access_token"), "1//old", "BEGIN PRIVATE" };

  luthier_practice_tokens_add_refresh_token (luthier_practice_get_tokens (self->practice), "id",
                                             "secret", "1//old");
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *text = NULL;
      gsize length;

      for (guint j = 0; g_file_get_contents (files[i], &text, &length, NULL) && j < 3; j++)
        {
          g_assert_null (memmem (text, length, secrets[j], strlen (secrets[j])));
          g_clear_pointer (&text, g_free);
        }
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*function) (Client *, gconstpointer);
  } tests[] = {
    { "/practice-tokens/any", test_any },
    { "/practice-tokens/fixed", test_fixed },
    { "/practice-tokens/key-file", test_key_file },
    { "/practice-tokens/assertion", test_assertion },
    { "/practice-tokens/bad-assertions", test_bad_assertions },
    { "/practice-tokens/nonsense", test_nonsense },
    { "/practice-tokens/self-signed", test_self_signed },
    { "/practice-tokens/refresh", test_refresh },
    { "/practice-tokens/rotation", test_rotation },
    { "/practice-tokens/situations", test_situations },
    { "/practice-tokens/clock-skew", test_clock_skew },
    { "/practice-tokens/state-file", test_state_file },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Client, NULL, client_set_up, tests[i].function, client_tear_down);
  return g_test_run ();
}
