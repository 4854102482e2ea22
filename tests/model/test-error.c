/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error.h"
#include "luthier-test.h"

static GError *
reply (guint status, const char *phrase, const char *body, const char *retry_after)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new_static (body, strlen (body)) : NULL;

  return luthier_error_new_from_reply (status, phrase, bytes, retry_after,
                                       "Sun, 06 Nov 1994 08:49:37 GMT");
}

static void
test_envelope (void)
{
  g_autoptr (GError) error = reply (
      429, "Too Many Requests",
      "{\"error\": {\"code\": 429, \"message\": \"Quota\\u0007 exceeded.\\nTry later.\","
      " \"status\": \"RESOURCE_EXHAUSTED\", \"details\": ["
      "{\"@type\": \"type.googleapis.com/google.rpc.QuotaFailure\", \"violations\": [{\"subject\":"
      " \"project:1\", \"quotaMetric\": "
      "\"aiplatform.googleapis.com/global_concurrent_tuning_jobs\","
      " \"quotaValue\": \"1\"}]},"
      "{\"@type\": \"type.googleapis.com/google.rpc.ErrorInfo\", \"reason\": "
      "\"RATE_LIMIT_EXCEEDED\","
      " \"metadata\": {\"service\": \"aiplatform.googleapis.com\", \"odd\": 3}},"
      "{\"@type\": \"type.googleapis.com/google.rpc.RetryInfo\", \"retryDelay\": \"3.5s\"},"
      "{\"@type\": \"type.googleapis.com/google.rpc.Help\", \"links\": [{\"url\":"
      " \"javascript:alert(1)\"}, {\"url\": \"https://cloud.google.com/docs/quotas\"}]},"
      "{\"@type\": \"type.googleapis.com/google.rpc.OfTomorrow\", \"x\": 1}]}}",
      NULL);
  g_autoptr (GError) copy = g_error_copy (error);
  const char *value = NULL;

  g_assert_error (copy, LUTHIER_ERROR, LUTHIER_ERROR_RATE_LIMITED);
  g_assert_cmpstr (copy->message, ==, "Quota exceeded. Try later.");
  g_assert_cmpuint (luthier_error_get_http_status (copy), ==, 429);
  g_assert_cmpstr (luthier_error_get_status (copy), ==, "RESOURCE_EXHAUSTED");
  g_assert_cmpstr (luthier_error_get_reason (copy), ==, "RATE_LIMIT_EXCEEDED");
  g_assert_cmpstr (luthier_error_get_metadata (copy, "service"), ==, "aiplatform.googleapis.com");
  g_assert_null (luthier_error_get_metadata (copy, "odd"));
  g_assert_cmpint (luthier_error_get_retry_delay (copy), ==, 3500);
  g_assert_cmpstr (luthier_error_get_quota (copy, &value), ==,
                   "aiplatform.googleapis.com/global_concurrent_tuning_jobs");
  g_assert_cmpstr (value, ==, "1");
  g_assert_cmpstr (luthier_error_get_help_url (copy), ==, "https://cloud.google.com/docs/quotas");
  g_assert_nonnull (strstr (luthier_error_get_raw (copy), "google.rpc.OfTomorrow"));
  g_assert_nonnull (strstr (luthier_error_get_raw (copy), "\n  "));
}

static void
test_violations (void)
{
  g_autoptr (GError)
      error = reply (400, "Bad Request",
                     "[{\"error\": {\"code\": 400, \"message\": \"Invalid value.\", \"status\": "
                     "\"INVALID_ARGUMENT\","
                     " \"details\": [{\"@type\": \"type.googleapis.com/google.rpc.BadRequest\", "
                     "\"fieldViolations\":"
                     " [{\"field\": \"tuning_job.base_model\", \"description\": \"Not\\tthere.\"},"
                     " {\"field\": \"tuning_job.labels\"}]}]}}]",
                     NULL);
  const char *description = "";

  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Invalid value.");
  g_assert_cmpuint (luthier_error_get_n_violations (error), ==, 2);
  g_assert_cmpstr (luthier_error_get_violation (error, 0, &description), ==,
                   "tuning_job.base_model");
  g_assert_cmpstr (description, ==, "Not there.");
  g_assert_cmpstr (luthier_error_get_violation (error, 1, &description), ==, "tuning_job.labels");
  g_assert_cmpstr (description, ==, "");
  g_assert_null (luthier_error_get_violation (error, 2, &description));
  g_assert_null (description);
}

static void
test_codes (void)
{
  static const struct
  {
    guint status;
    const char *body;
    LuthierError code;
  } cases[] = {
    { 400, "{\"error\": {\"status\": \"INVALID_ARGUMENT\"}}", LUTHIER_ERROR_INVALID },
    { 400, "{\"error\": {\"status\": \"FAILED_PRECONDITION\"}}", LUTHIER_ERROR_PRECONDITION },
    { 401, "{}", LUTHIER_ERROR_UNAUTHENTICATED },
    { 403, "{}", LUTHIER_ERROR_FORBIDDEN },
    { 404, "", LUTHIER_ERROR_NOT_FOUND },
    { 408, "", LUTHIER_ERROR_UNAVAILABLE },
    { 409, "", LUTHIER_ERROR_CONFLICT },
    { 412, "", LUTHIER_ERROR_CONFLICT },
    { 418, "", LUTHIER_ERROR_FAILED },
    { 429, "", LUTHIER_ERROR_RATE_LIMITED },
    { 500, "null", LUTHIER_ERROR_UNAVAILABLE },
    { 503, "[]", LUTHIER_ERROR_UNAVAILABLE },
    { 302, "\"text\"", LUTHIER_ERROR_FAILED },
    { 400, "{\"error\": \"invalid_grant\"}", LUTHIER_ERROR_SIGN_IN_NEEDED },
    { 400, "{\"error\": \"x\", \"error_subtype\": \"invalid_rapt\"}",
      LUTHIER_ERROR_SIGN_IN_NEEDED },
    { 401, "{\"error\": \"invalid_client\"}", LUTHIER_ERROR_UNAUTHENTICATED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = reply (cases[i].status, NULL, cases[i].body, NULL);

      g_assert_error (error, LUTHIER_ERROR, (int) cases[i].code);
      g_assert_cmpstr (error->message, !=, "");
    }
}

static void
test_token_endpoint (void)
{
  g_autoptr (GError) error = reply (
      400, "Bad Request",
      "{\"error\": \"invalid_grant\", \"error_description\": \"Invalid JWT Signature.\"}", NULL);

  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_SIGN_IN_NEEDED);
  g_assert_cmpstr (error->message, ==, "Invalid JWT Signature.");
  g_assert_cmpstr (luthier_error_get_reason (error), ==, "invalid_grant");
}

/* A demand for a new sign-in has two names, and says more than invalid_grant. */
static void
test_token_endpoint_subtype (void)
{
  static const struct
  {
    const char *body;
    LuthierError code;
    const char *reason;
  } cases[] = {
    { "{\"error\": \"invalid_grant\", \"error_subtype\": \"rapt_required\"}",
      LUTHIER_ERROR_SIGN_IN_NEEDED, "rapt_required" },
    { "{\"error\": \"invalid_grant\", \"error_subtype\": \"invalid_rapt\"}",
      LUTHIER_ERROR_SIGN_IN_NEEDED, "rapt_required" },
    { "{\"error\": \"invalid_rapt\"}", LUTHIER_ERROR_SIGN_IN_NEEDED, "rapt_required" },
    { "{\"error\": \"invalid_grant\", \"error_subtype\": \"else\"}", LUTHIER_ERROR_SIGN_IN_NEEDED,
      "else" },
    { "{\"error\": \"invalid_scope\", \"error_subtype\": 3}", LUTHIER_ERROR_INVALID,
      "invalid_scope" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = reply (400, "Bad Request", cases[i].body, NULL);

      g_assert_error (error, LUTHIER_ERROR, (int) cases[i].code);
      g_assert_cmpstr (luthier_error_get_reason (error), ==, cases[i].reason);
    }
}

static void
test_storage (void)
{
  g_autoptr (GError) error = reply (
      404, "Not Found",
      "{\"error\": {\"code\": 404, \"message\": \"No such object: acme/a.jsonl\", \"errors\":"
      " [{\"message\": \"No such object\", \"domain\": \"global\", \"reason\": \"notFound\"}]}}",
      NULL);

  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "No such object: acme/a.jsonl");
  g_assert_cmpstr (luthier_error_get_reason (error), ==, "notFound");
  g_assert_null (luthier_error_get_status (error));
}

static void
test_page (void)
{
  g_autofree char *long_text = g_strnfill (500, 'x');
  g_autofree char *page = g_strconcat ("<html>\n<b>Not&amp;Found</b>\r\n\t", long_text, "</html>",
                                       NULL);
  g_autoptr (GError) error = reply (404, "Not Found", page, NULL);
  g_autoptr (GError) nothing = reply (502, "Bad\r\nGateway", NULL, NULL);

  g_autoptr (GError)
      gone = reply (404, "Not Found", "{\"error\":{\"status\":\"NOT_FOUND\"}}", NULL);

  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_FOUND);
  /* A proxy's page does not know what the service has. */
  g_assert_false (luthier_error_is_no_such_thing (error));
  g_assert_true (luthier_error_is_no_such_thing (gone));
  g_assert_true (
      g_str_has_prefix (error->message, "404 Not Found: <html> <b>Not&amp;Found</b> xxxx"));
  g_assert_null (strpbrk (error->message, "\r\n\t"));
  g_assert_cmpuint (strlen (error->message), ==, strlen ("404 Not Found: ") + 200);
  g_assert_cmpstr (luthier_error_get_raw (error), ==, page);

  g_assert_cmpstr (nothing->message, ==, "502 Bad Gateway");
  g_assert_cmpstr (luthier_error_get_raw (nothing), ==, "");
}

static void
test_not_text (void)
{
  static const char bytes[] = "\xff\xfe\0\x80 odd";
  g_autoptr (GBytes) body = g_bytes_new_static (bytes, sizeof bytes - 1);
  g_autoptr (GError) error = luthier_error_new_from_reply (500, "Oops", body, NULL, NULL);

  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (g_utf8_validate (luthier_error_get_raw (error), -1, NULL));
}

static void
test_large (void)
{
  g_autofree char *text = g_strnfill (1024 * 1024, 'y');
  g_autofree char *body = g_strdup_printf ("{\"error\": {\"message\": \"m\", \"x\": \"%s\"}}",
                                           text);
  g_autoptr (GError) error = reply (500, NULL, body, NULL);

  g_assert_cmpstr (error->message, ==, "m");
  g_assert_cmpuint (strlen (luthier_error_get_raw (error)), <=, 64 * 1024 + 8);
}

static void
test_retry_delay (void)
{
  static const char info[] = "{\"error\": {\"details\": [{\"@type\":"
                             " \"type.googleapis.com/google.rpc.RetryInfo\", \"retryDelay\":"
                             " \"30s\"}]}}";
  g_autoptr (GError) none = reply (503, NULL, "{}", NULL);
  g_autoptr (GError) by_info = reply (503, NULL, info, NULL);
  g_autoptr (GError) by_header = reply (503, NULL, info, "7");
  g_autoptr (GError) by_date = reply (503, NULL, NULL, "Sun, 06 Nov 1994 08:51:17 GMT");
  g_autoptr (GError) past = reply (503, NULL, NULL, "Sun, 06 Nov 1994 08:49:36 GMT");
  g_autoptr (GError) timeless = luthier_error_new_from_reply (
      503, NULL, NULL, "Sun, 06 Nov 1994 08:51:17 GMT", NULL);
  g_autoptr (GError) nonsense = reply (503, NULL, info, "soon");
  g_autoptr (GError) huge = reply (503, NULL, NULL, "18446744073709551615");

  g_assert_cmpint (luthier_error_get_retry_delay (none), ==, -1);
  g_assert_cmpint (luthier_error_get_retry_delay (by_info), ==, 30000);
  g_assert_cmpint (luthier_error_get_retry_delay (by_header), ==, 7000);
  g_assert_cmpint (luthier_error_get_retry_delay (by_date), ==, 100000);
  g_assert_cmpint (luthier_error_get_retry_delay (past), ==, 0);
  g_assert_cmpint (luthier_error_get_retry_delay (timeless), ==, -1);
  g_assert_cmpint (luthier_error_get_retry_delay (nonsense), ==, 30000);
  g_assert_cmpint (luthier_error_get_retry_delay (huge), ==, 24 * 60 * 60 * 1000);
}

static void
test_secrets (void)
{
  static const char *const bodies[] = {
    "{\"error\": {\"message\": \"no\"}, \"access_token\": \"SECRET\\\"SECRET\", \"id_token\": "
    "\"SECRET\"}",
    "{\"refresh_token\":\"SECRET\",\"error\":\"invalid_grant\"}",
    "grant_type=jwt&assertion=SECRET&x=1",
    "ACCESS_TOKEN = SECRET",
    "{\"error\": {\"message\": \"Token ya29.SECRET expired\"}}",
    "<p>Authorization: Bearer SECRET</p>",
    "{\"access_token\": \"SECRET",
    "{\"private_key\": \"SECRET\\nSECRET\"}",
    "eyJSECRET.SECRET.SECRET",
    "{\"accessToken\": \"SECRET\"}",
    "subject_token=SECRET&code_verifier=SECRET",
    "the key AIzaSECRET, the client GOCSPX-SECRET and the token 1//SECRET",
    "the new key AQ.SECRET and the code 4/0SECRET",
    "authorization: bearer SECRET",
    "code=SECRET-SECRET&state=x",
    "token=SECRET&token_type_hint=refresh_token",
    "{\"token\": \"SECRET\"}",
    "{\"error\":{\"message\":\"sent {\\\"refreshToken\\\":\\\"SECRET\\\"}\"}}",
    "at https://example.com/upload/storage/v1/b/x/o?uploadType=resumable&upload_id=SECRET",
    "X-GUploader-UploadID: SECRET",
    "-----BEGIN PRIVATE KEY-----\nSECRET\n-----END PRIVATE KEY-----",
    "/v1/x?key=AIzaSECRET&api_key=SECRET",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = reply (400, NULL, bodies[i], NULL);

      g_assert_null (strstr (luthier_error_get_raw (error), "SECRET"));
      g_assert_null (strstr (error->message, "SECRET"));
    }
}

/* Also where only the details are shown. */
static void
test_secrets_in_details (void)
{
  static const char body[] =
      "{\"error\": {\"code\": 400, \"message\": \"no\", \"details\": ["
      "{\"@type\": \"type.googleapis.com/google.rpc.BadRequest\", \"fieldViolations\": ["
      "{\"field\": \"x\", \"description\": \"upload_id=SECRET is over\"}]},"
      "{\"@type\": \"type.googleapis.com/google.rpc.ErrorInfo\", \"reason\": \"R\","
      "\"metadata\": {\"header\": \"Bearer SECRET\"}}]}}";
  g_autoptr (GError) error = reply (400, NULL, body, NULL);
  const char *field = NULL;

  g_assert_cmpuint (luthier_error_get_n_violations (error), ==, 1);
  g_assert_null (strstr (luthier_error_get_violation (error, 0, &field), "SECRET"));
  g_assert_null (strstr (luthier_error_get_metadata (error, "header"), "SECRET"));
  g_assert_null (strstr (luthier_error_get_raw (error), "SECRET"));
  g_assert_nonnull (strstr (luthier_error_get_raw (error), "400"));
}

static void
test_other_domain (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "other");
  g_autoptr (GError) own = g_error_new_literal (LUTHIER_ERROR, LUTHIER_ERROR_STORE, "own");
  const char *value = "";

  g_assert_cmpuint (luthier_error_get_http_status (error), ==, 0);
  g_assert_null (luthier_error_get_reason (error));
  g_assert_null (luthier_error_get_metadata (error, "x"));
  g_assert_cmpint (luthier_error_get_retry_delay (error), ==, -1);
  g_assert_cmpuint (luthier_error_get_n_violations (error), ==, 0);
  g_assert_null (luthier_error_get_quota (error, &value));
  g_assert_null (value);
  g_assert_null (luthier_error_get_raw (own));
  g_assert_cmpint (luthier_error_get_retry_delay (own), ==, -1);
}

static void
test_own_reason (void)
{
  g_autoptr (GError) error = luthier_error_new (LUTHIER_ERROR_NOT_SENT, LUTHIER_REASON_NOT_SECURE,
                                                "%s %d", "x", 1);
  g_autoptr (GError) copy = g_error_copy (error);
  g_autoptr (GError) plain = luthier_error_new (LUTHIER_ERROR_FAILED, NULL, "y");

  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_SENT);
  g_assert_cmpstr (error->message, ==, "x 1");
  g_assert_cmpstr (luthier_error_get_reason (copy), ==, LUTHIER_REASON_NOT_SECURE);
  g_assert_cmpuint (luthier_error_get_http_status (error), ==, 0);
  g_assert_null (luthier_error_get_reason (plain));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/error/envelope", test_envelope);
  g_test_add_func ("/error/violations", test_violations);
  g_test_add_func ("/error/codes", test_codes);
  g_test_add_func ("/error/token-endpoint", test_token_endpoint);
  g_test_add_func ("/error/token-endpoint-subtype", test_token_endpoint_subtype);
  g_test_add_func ("/error/storage", test_storage);
  g_test_add_func ("/error/page", test_page);
  g_test_add_func ("/error/not-text", test_not_text);
  g_test_add_func ("/error/large", test_large);
  g_test_add_func ("/error/retry-delay", test_retry_delay);
  g_test_add_func ("/error/secrets", test_secrets);
  g_test_add_func ("/error/secrets-in-details", test_secrets_in_details);
  g_test_add_func ("/error/other-domain", test_other_domain);
  g_test_add_func ("/error/own-reason", test_own_reason);

  return g_test_run ();
}
