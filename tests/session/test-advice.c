/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-advice.h"
#include "luthier-error.h"
#include "luthier-job-json.h"
#include "luthier-test.h"

#define ENVELOPE(code, status, message, details)                                                   \
  "{\"error\":{\"code\":" code ",\"status\":\"" status "\",\"message\":\"" message                 \
  "\",\"details\":[" details "]}}"
#define INFO(reason, metadata)                                                                     \
  "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"" reason                   \
  "\",\"domain\":\"googleapis.com\",\"metadata\":{" metadata "}}"
#define HELP(url)                                                                                  \
  "{\"@type\":\"type.googleapis.com/google.rpc.Help\",\"links\":[{\"description\":\"d\","          \
  "\"url\":\"" url "\"}]}"
#define QUOTA                                                                                      \
  "{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":[{\"subject\":\"s\"," \
  "\"description\":\"d\",\"quotaMetric\":\"aiplatform.googleapis.com/"                             \
  "global_concurrent_tuning_jobs\",\"quotaValue\":\"1\"}]}"

/* What the service answers to a request, and what is said of it. */
static const struct
{
  const char *name;
  guint status;
  const char *body;
  const char *title;
  const char *within; /* of reason or of what to do */
  LuthierAdviceAction action;
  const char *action_value;
} replies[] = {
  { "adapter-size", 400,
    ENVELOPE (
        "400", "INVALID_ARGUMENT", "The adapter size is not supported for this base model.", ""),
    "The model does not take this adapter size", "automatic", LUTHIER_ADVICE_NONE, NULL },
  { "unknown-name", 400,
    ENVELOPE ("400",
              "INVALID_ARGUMENT",
              "Invalid JSON payload received. Unknown name \\\"beta\\\" at 'tuning_job': Cannot "
              "find field.",
              ""),
    "The service does not know “beta”", "version", LUTHIER_ADVICE_NONE, NULL },
  { "dataset-unreadable", 400,
    ENVELOPE ("400", "FAILED_PRECONDITION", "Could not read gs://acme/train.jsonl.", ""),
    "The service cannot read the dataset", "Storage Object Viewer", LUTHIER_ADVICE_OPEN_URL,
    "https://console.cloud.google.com/storage/browser" },
  { "key-region", 400,
    ENVELOPE ("400",
              "INVALID_ARGUMENT",
              "Invalid resource location: cryptoKey is in us-central1, tuning job is in "
              "europe-west4.",
              ""),
    "The encryption key is in another region", "Run the job in us-central1", LUTHIER_ADVICE_NONE,
    NULL },
  { "cmek-not-supported", 400,
    ENVELOPE ("400", "FAILED_PRECONDITION", "CMEK is not supported for gemini-3.5-flash.", ""),
    "This model takes no encryption key of your own", "empty", LUTHIER_ADVICE_NONE, NULL },
  { "key-unusable", 403,
    ENVELOPE ("403",
              "PERMISSION_DENIED",
              "Permission 'cloudkms.cryptoKeyVersions.useToEncrypt' denied.",
              ""),
    "The encryption key cannot be used", "Encrypter/Decrypter", LUTHIER_ADVICE_OPEN_URL,
    "https://console.cloud.google.com/security/kms/keyrings" },
  { "allow-list", 400,
    ENVELOPE ("400", "FAILED_PRECONDITION", "Project is not allowlisted for this model.", ""),
    "This project may not tune this model yet", "Google", LUTHIER_ADVICE_NONE, NULL },
  { "organisation-policy", 400,
    ENVELOPE ("400",
              "FAILED_PRECONDITION",
              "Organization Policy constraint constraints/gcp.resourceLocations violated.",
              ""),
    "A policy of the organisation is in the way", "administrator", LUTHIER_ADVICE_NONE, NULL },
  { "model", 400, ENVELOPE ("400", "INVALID_ARGUMENT", "Base model gemini-9 is not supported.", ""),
    "This model cannot be tuned", "another base model", LUTHIER_ADVICE_NONE, NULL },
  { "act-as", 403,
    ENVELOPE ("403",
              "PERMISSION_DENIED",
              "The caller lacks iam.serviceAccounts.actAs on tuner@acme.iam.",
              ""),
    "The job may not run as this service account", "Service Account User", LUTHIER_ADVICE_OPEN_URL,
    "https://console.cloud.google.com/iam-admin/serviceaccounts" },
  { "bucket", 403,
    ENVELOPE ("403",
              "PERMISSION_DENIED",
              "x does not have storage.objects.create access to the bucket.",
              ""),
    "The account may not use this bucket", "another bucket", LUTHIER_ADVICE_OPEN_URL,
    "https://console.cloud.google.com/storage/browser" },
  { "permission", 403,
    ENVELOPE ("403",
              "PERMISSION_DENIED",
              "Permission denied.",
              INFO ("IAM_PERMISSION_DENIED",
                    "\"permission\":\"aiplatform.tuningJobs.create\","
                    "\"resource\":\"projects/acme\"")),
    "A permission is missing", "aiplatform.tuningJobs.create is missing on projects/acme",
    LUTHIER_ADVICE_OPEN_URL, "https://console.cloud.google.com/iam-admin/iam" },
  { "forbidden", 403, ENVELOPE ("403", "PERMISSION_DENIED", "No.", ""),
    "The account may not do this", "administrator", LUTHIER_ADVICE_OPEN_URL,
    "https://console.cloud.google.com/iam-admin/iam" },
  { "disabled", 403,
    ENVELOPE (
        "403",
        "PERMISSION_DENIED",
        "Vertex AI API has not been used before.",
        INFO (
            "SERVICE_DISABLED",
            "\"service\":\"aiplatform.googleapis.com\","
            "\"consumer\":\"projects/123\"") "," HELP ("https://console.cloud.google.com/enable")),
    "An API is not enabled in the project",
    "aiplatform.googleapis.com is not enabled in projects/123", LUTHIER_ADVICE_OPEN_URL,
    "https://console.cloud.google.com/enable" },
  { "disabled-without-address", 403,
    ENVELOPE ("403", "PERMISSION_DENIED", "No.", INFO ("SERVICE_DISABLED", "")),
    "An API is not enabled in the project", "The service is not enabled in the project",
    LUTHIER_ADVICE_OPEN_URL,
    "https://console.cloud.google.com/apis/library/aiplatform.googleapis.com" },
  { "billing", 403, ENVELOPE ("403", "PERMISSION_DENIED", "No.", INFO ("BILLING_DISABLED", "")),
    "The project has no billing account", "Link a billing account", LUTHIER_ADVICE_OPEN_URL,
    "https://console.cloud.google.com/billing/projects" },
  { "quota-project", 403,
    ENVELOPE ("403", "PERMISSION_DENIED", "No.", INFO ("USER_PROJECT_DENIED", "")),
    "The quota project cannot be used", "Service Usage Consumer", LUTHIER_ADVICE_NONE, NULL },
  { "perimeter", 403,
    ENVELOPE ("403", "PERMISSION_DENIED", "No.", INFO ("SECURITY_POLICY_VIOLATED", "")),
    "A service perimeter is in the way", "administrator", LUTHIER_ADVICE_NONE, NULL },
  { "scope", 403,
    ENVELOPE ("403", "PERMISSION_DENIED", "No.", INFO ("ACCESS_TOKEN_SCOPE_INSUFFICIENT", "")),
    "The sign-in does not cover this service", "scope", LUTHIER_ADVICE_SIGN_IN, NULL },
  { "html", 404, "<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>",
    "The address leads to no service", "endpoint", LUTHIER_ADVICE_NONE, NULL },
  { "retired", 404,
    ENVELOPE ("404", "NOT_FOUND", "Publisher Model gemini-1.0-pro was not found.", ""),
    "This model is not there", "retired", LUTHIER_ADVICE_NONE, NULL },
  { "not-found", 404, ENVELOPE ("404", "NOT_FOUND", "Requested entity was not found.", ""),
    "The service does not find this", "region", LUTHIER_ADVICE_NONE, NULL },
  { "bucket-missing", 404,
    "{\"error\":{\"code\":404,\"message\":\"The specified bucket does not exist.\",\"errors\":"
    "[{\"reason\":\"notFound\"}]}}",
    "This bucket or file does not exist", "address", LUTHIER_ADVICE_NONE, NULL },
  { "concurrent", 429, ENVELOPE ("429", "RESOURCE_EXHAUSTED", "Quota exceeded.", QUOTA),
    "All places for tuning jobs are taken", "may run at a time, in all regions together: 1.",
    LUTHIER_ADVICE_OPEN_URL, "https://console.cloud.google.com/iam-admin/quotas" },
  { "concurrent-without-limit", 429,
    ENVELOPE ("429", "RESOURCE_EXHAUSTED", "Too many concurrent tuning jobs.", ""),
    "All places for tuning jobs are taken", "may run only a few jobs at a time",
    LUTHIER_ADVICE_OPEN_URL, "https://console.cloud.google.com/iam-admin/quotas" },
  { "permission-without-name", 403,
    ENVELOPE ("403",
              "PERMISSION_DENIED",
              "No.",
              INFO ("IAM_PERMISSION_DENIED", "\"resource\":\"projects/acme\"")),
    "A permission is missing", "A permission is missing on the project", LUTHIER_ADVICE_OPEN_URL,
    "https://console.cloud.google.com/iam-admin/iam" },
  { "rate", 429, ENVELOPE ("429", "RESOURCE_EXHAUSTED", "Slow down.", ""), "Too many requests",
    "minute", LUTHIER_ADVICE_TRY_AGAIN, NULL },
  { "sign-in", 401, ENVELOPE ("401", "UNAUTHENTICATED", "Invalid credentials.", ""),
    "The service does not accept the sign-in", "Sign in again", LUTHIER_ADVICE_SIGN_IN, NULL },
  { "unavailable", 503, ENVELOPE ("503", "UNAVAILABLE", "Try later.", ""),
    "The service is not available", "minutes", LUTHIER_ADVICE_TRY_AGAIN, NULL },
  { "unforeseen", 400, ENVELOPE ("400", "INVALID_ARGUMENT", "The moon is full.", ""),
    "The moon is full.", NULL, LUTHIER_ADVICE_NONE, NULL },
};

static void
assert_says (const LuthierAdvice *advice, const char *name, const char *within)
{
  g_autofree char *text = g_strdup_printf ("%s %s", advice->reason, advice->what_to_do);

  if (within && !strstr (text, within))
    g_error ("%s: “%s” is not in “%s”", name, within, text);
  /* Every word has found its value. */
  g_assert_null (strpbrk (advice->title, "{}"));
  g_assert_null (strpbrk (text, "{}"));
}

static void
test_replies (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (replies[i].body, strlen (replies[i].body));
      g_autoptr (GError)
          error = luthier_error_new_from_reply (replies[i].status, NULL, body, NULL, NULL);
      g_autoptr (LuthierAdvice) advice = luthier_advice_new_for_error (error);

      g_test_message ("%s: %s", replies[i].name, advice->title);
      g_assert_cmpstr (advice->title, ==, replies[i].title);
      assert_says (advice, replies[i].name, replies[i].within);
      g_assert_cmpint (advice->action, ==, replies[i].action);
      g_assert_cmpstr (advice->action_value, ==, replies[i].action_value);
      g_assert_nonnull (advice->raw);
      g_assert_true ((advice->action != LUTHIER_ADVICE_NONE) == (advice->action_label != NULL));
    }
}

static const struct
{
  const char *error; /* google.rpc.Status */
  const char *title;
  const char *within;
  LuthierAdviceAction action;
  const char *action_value;
} jobs[] = {
  { "{\"code\":3,\"message\":\"Invalid resource location: cryptoKey is in us-central1, tuning job "
    "is in europe-west4.\"}",
    "The encryption key is in another region", "choose a key in europe-west4",
    LUTHIER_ADVICE_TUNE_AGAIN, "us-central1" },
  { "{\"code\":3,\"message\":\"Dataset validation failed: line 17 has no contents.\"}",
    "Line 17 of the dataset is wrong", "line 17 has no contents", LUTHIER_ADVICE_TUNE_AGAIN, NULL },
  { "{\"code\":3,\"message\":\"More than 10% of the examples were dropped.\"}",
    "Too many examples were dropped", "tenth", LUTHIER_ADVICE_TUNE_AGAIN, NULL },
  { "{\"code\":13,\"message\":\"Failed to create endpoint. Tuned model is uploaded and can be "
    "accessed through Model Registry.\"}",
    "The model is ready, its endpoint is not", "would cost again", LUTHIER_ADVICE_OPEN_URL,
    "https://console.cloud.google.com/vertex-ai/models" },
  { "{\"code\":13,\"message\":\"Internal error.\"}", "The service failed", "report",
    LUTHIER_ADVICE_TUNE_AGAIN, NULL },
  { "{\"code\":7,\"message\":\"Denied.\"}", "The service agent may not do this", "bucket",
    LUTHIER_ADVICE_TUNE_AGAIN, NULL },
  { "{\"code\":9,\"message\":\"Failed to read gs://acme/x.jsonl\"}",
    "The service cannot read the dataset", "Viewer", LUTHIER_ADVICE_OPEN_URL,
    "https://console.cloud.google.com/storage/browser" },
  { "{\"code\":99,\"message\":\"Strange.\"}", "Strange.", NULL, LUTHIER_ADVICE_NONE, NULL },
  { "{\"code\":2}", "No reason was given", NULL, LUTHIER_ADVICE_NONE, NULL },
};

static LuthierJob *
make_job (const char *state, const char *error)
{
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"projects/1/locations/us-central1/tuningJobs/1\",\"state\":\"%s\",\"error\":%s}",
      state, error);
  g_autoptr (LuthierJson) json = luthier_json_parse_text (text, -1, NULL);

  return luthier_job_new_from_json (luthier_json_get_root (json), TRUE, NULL);
}

static void
test_jobs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      g_autoptr (LuthierJob) job = make_job ("JOB_STATE_FAILED", jobs[i].error);
      g_autoptr (LuthierAdvice) advice = luthier_advice_new_for_job (job);

      g_assert_nonnull (advice);
      g_assert_cmpstr (advice->title, ==, jobs[i].title);
      assert_says (advice, jobs[i].title, jobs[i].within);
      g_assert_cmpint (advice->action, ==, jobs[i].action);
      g_assert_cmpstr (advice->action_value, ==, jobs[i].action_value);
    }
}

static void
test_no_advice (void)
{
  g_autoptr (LuthierJob)
      cancelled = make_job ("JOB_STATE_CANCELLED", "{\"code\":1,\"message\":\"CANCELLED\"}");
  g_autoptr (LuthierJob) running = make_job ("JOB_STATE_RUNNING", "null");
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");

  g_assert_null (luthier_advice_new_for_job (cancelled));
  g_assert_null (luthier_advice_new_for_job (running));
  g_assert_null (luthier_advice_new_for_error (error));
}

static const struct
{
  int code;
  const char *reason;
  const char *message; /* in any language */
  const char *title;
  LuthierAdviceAction action;
} own[] = {
  { LUTHIER_ERROR_NOT_SENT, NULL, "x.example cannot be reached: refused", "Nothing was sent",
    LUTHIER_ADVICE_TRY_AGAIN },
  { LUTHIER_ERROR_NOT_SENT, LUTHIER_REASON_NOT_SECURE, "Keine sichere Verbindung zu x.example: y",
    "No secure connection", LUTHIER_ADVICE_TRY_AGAIN },
  { LUTHIER_ERROR_UNCERTAIN, NULL, "The connection broke", "The answer was lost",
    LUTHIER_ADVICE_TRY_AGAIN },
  { LUTHIER_ERROR_UNAVAILABLE, LUTHIER_REASON_NOT_STARTED, "Der Dienst ist nicht gestartet",
    "The practice service does not run", LUTHIER_ADVICE_TRY_AGAIN },
  { LUTHIER_ERROR_SIGN_IN_NEEDED, NULL, "x", "Sign in again", LUTHIER_ADVICE_SIGN_IN },
  { LUTHIER_ERROR_CREDENTIAL, NULL, "private_key is missing", "The sign-in cannot be used",
    LUTHIER_ADVICE_SIGN_IN },
  { LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_SIGN_IN_DENIED, "x", "Access was not allowed",
    LUTHIER_ADVICE_TRY_AGAIN },
  { LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_SIGN_IN_NARROW, "x",
    "Not all that is needed was allowed", LUTHIER_ADVICE_TRY_AGAIN },
  { LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_SIGN_IN_STATE, "x",
    "The answer came from another sign-in", LUTHIER_ADVICE_TRY_AGAIN },
  { LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_SIGN_IN_LATE, "x", "Nobody signed in in time",
    LUTHIER_ADVICE_TRY_AGAIN },
  { LUTHIER_ERROR_CREDENTIAL, LUTHIER_REASON_API_KEY, "x", "An API key cannot create tuning jobs",
    LUTHIER_ADVICE_SIGN_IN },
  { LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_TOKEN_OVER, "x", "The access token is over",
    LUTHIER_ADVICE_SIGN_IN },
  { LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_NO_CREDENTIAL, "x", "The sign-in was not kept",
    LUTHIER_ADVICE_SIGN_IN },
  { LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_CLOCK, "x", "The clock of this computer is wrong",
    LUTHIER_ADVICE_TRY_AGAIN },
  { LUTHIER_ERROR_SIGN_IN_NEEDED, "rapt_required", "x",
    "Your organisation wants you to sign in again", LUTHIER_ADVICE_SIGN_IN },
  { LUTHIER_ERROR_SIGN_IN_NEEDED, "invalid_client", "x", "The OAuth client is not accepted",
    LUTHIER_ADVICE_OPEN_URL },
  { LUTHIER_ERROR_KEYRING, LUTHIER_REASON_KEYRING_LOCKED, "x", "The keyring is locked",
    LUTHIER_ADVICE_TRY_AGAIN },
  { LUTHIER_ERROR_KEYRING, LUTHIER_REASON_KEYRING_ABSENT, "x", "There is no keyring",
    LUTHIER_ADVICE_TRY_AGAIN },
  { LUTHIER_ERROR_KEYRING, LUTHIER_REASON_KEYRING_FAILING, "x", "The keyring does not answer",
    LUTHIER_ADVICE_TRY_AGAIN },
  { LUTHIER_ERROR_KEYRING, NULL, "locked", "The keyring is closed", LUTHIER_ADVICE_TRY_AGAIN },
  { LUTHIER_ERROR_STORE, NULL, "disk full", "Luthier cannot keep its notes",
    LUTHIER_ADVICE_TRY_AGAIN },
  { LUTHIER_ERROR_BAD_REPLY, NULL, "no JSON", "The answer cannot be read",
    LUTHIER_ADVICE_TRY_AGAIN },
  { LUTHIER_ERROR_FAILED, NULL, "Something else.", "Something else.", LUTHIER_ADVICE_NONE },
  /* Words that mean something from the service mean nothing in the name of a file. */
  { LUTHIER_ERROR_DATASET, NULL, "“allowlist, CMEK, storage.objects.get.jsonl” cannot be read",
    "The dataset cannot be used", LUTHIER_ADVICE_NONE },
};

static void
test_own_errors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_autoptr (GError)
          error = luthier_error_new (own[i].code, own[i].reason, "%s", own[i].message);
      g_autoptr (LuthierAdvice) advice = luthier_advice_new_for_error (error);

      g_assert_cmpstr (advice->title, ==, own[i].title);
      g_assert_cmpint (advice->action, ==, own[i].action);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/advice/replies", test_replies);
  g_test_add_func ("/advice/jobs", test_jobs);
  g_test_add_func ("/advice/none", test_no_advice);
  g_test_add_func ("/advice/own-errors", test_own_errors);

  return g_test_run ();
}
