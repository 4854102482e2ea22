/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "tuning-client.h"

#define SPEC  "\"supervisedTuningSpec\":{\"trainingDatasetUri\":\"gs://acme-tuning/train.jsonl\"}"
#define FLASH "\"baseModel\":\"gemini-2.5-flash\","
#define PARAMETERS(text)                                                                           \
  "{" FLASH "\"supervisedTuningSpec\":{\"trainingDatasetUri\":\"gs://acme-tuning/train.jsonl\","   \
  "\"hyperParameters\":{" text "}}}"
#define KEY(location)                                                                              \
  "\"encryptionSpec\":{\"kmsKeyName\":\"projects/p/locations/" location                            \
  "/keyRings/r/cryptoKeys/k\"}"

/* What the service says of a job that cannot be: field is NULL if it names none. */
static const struct
{
  const char *name;
  const char *location;
  const char *request;
  guint status;
  const char *status_name;
  const char *field;
} refusals[] = {
  { "no-json", "us-central1", "{", 400, "INVALID_ARGUMENT", NULL },
  { "no-object", "us-central1", "[]", 400, "INVALID_ARGUMENT", NULL },
  { "empty", "us-central1", "{}", 400, "INVALID_ARGUMENT", "tuning_job.base_model" },
  { "no-model", "us-central1", "{" SPEC "}", 400, "INVALID_ARGUMENT", "tuning_job.base_model" },
  { "no-spec", "us-central1", "{\"baseModel\":\"gemini-2.5-flash\"}", 400, "INVALID_ARGUMENT",
    "tuning_job.supervised_tuning_spec" },
  { "no-data", "us-central1", "{" FLASH "\"supervisedTuningSpec\":{}}", 400, "INVALID_ARGUMENT",
    "tuning_job.supervised_tuning_spec.training_dataset_uri" },
  { "no-gs", "us-central1",
    "{" FLASH "\"supervisedTuningSpec\":{\"trainingDatasetUri\":\"https://a/b.jsonl\"}}", 400,
    "INVALID_ARGUMENT", "tuning_job.supervised_tuning_spec.training_dataset_uri" },
  { "no-object-there", "us-central1",
    "{" FLASH "\"supervisedTuningSpec\":{\"trainingDatasetUri\":\"gs://acme-tuning/x.jsonl\"}}",
    400, "INVALID_ARGUMENT", "tuning_job.supervised_tuning_spec.training_dataset_uri" },
  { "no-validation-there", "us-central1",
    "{" FLASH "\"supervisedTuningSpec\":{\"trainingDatasetUri\":\"gs://acme-tuning/train.jsonl\","
    "\"validationDatasetUri\":\"gs://elsewhere/x.jsonl\"}}",
    400, "INVALID_ARGUMENT", "tuning_job.supervised_tuning_spec.validation_dataset_uri" },
  { "unknown-field", "us-central1", "{" FLASH "\"status\":1," SPEC "}", 400, "INVALID_ARGUMENT",
    "tuning_job" },
  { "unknown-model", "us-central1", "{\"baseModel\":\"gemini-0\"," SPEC "}", 404, "NOT_FOUND",
    NULL },
  { "retired-model", "us-central1", "{\"baseModel\":\"gemini-1.5-pro-002\"," SPEC "}", 404,
    "NOT_FOUND", NULL },
  { "not-tunable", "us-central1", "{\"baseModel\":\"gemini-3.6-flash\"," SPEC "}", 400,
    "FAILED_PRECONDITION", NULL },
  { "region", "us-west1", "{\"baseModel\":\"gemini-3.5-flash\"," SPEC "}", 400,
    "FAILED_PRECONDITION", NULL },
  { "global", "global", "{" FLASH SPEC "}", 400, "FAILED_PRECONDITION", NULL },
  { "preference", "us-central1",
    "{\"baseModel\":\"gemini-2.5-pro\",\"preferenceOptimizationSpec\":{\"trainingDatasetUri\":"
    "\"gs://acme-tuning/train.jsonl\"}}",
    400, "FAILED_PRECONDITION", NULL },
  { "adapter", "us-central1",
    "{\"baseModel\":\"gemini-2.5-pro\",\"supervisedTuningSpec\":{\"trainingDatasetUri\":"
    "\"gs://acme-tuning/train.jsonl\",\"hyperParameters\":{\"adapterSize\":"
    "\"ADAPTER_SIZE_SIXTEEN\"}}}",
    400, "INVALID_ARGUMENT", NULL },
  { "epochs", "us-central1", PARAMETERS ("\"epochCount\":\"-1\""), 400, "INVALID_ARGUMENT",
    "tuning_job.supervised_tuning_spec.hyper_parameters.epoch_count" },
  { "multiplier", "us-central1", PARAMETERS ("\"learningRateMultiplier\":-0.5"), 400,
    "INVALID_ARGUMENT",
    "tuning_job.supervised_tuning_spec.hyper_parameters.learning_rate_multiplier" },
  { "key-region", "us-central1", "{" FLASH SPEC "," KEY ("europe-west4") "}", 400,
    "INVALID_ARGUMENT", "tuning_job.encryption_spec.kms_key_name" },
  { "key-name", "us-central1", "{" FLASH SPEC ",\"encryptionSpec\":{\"kmsKeyName\":\"mine\"}}", 400,
    "INVALID_ARGUMENT", "tuning_job.encryption_spec.kms_key_name" },
  { "key-refused", "us-central1",
    "{\"baseModel\":\"gemini-3.5-flash\"," SPEC "," KEY ("us-central1") "}", 400,
    "INVALID_ARGUMENT", "tuning_job.encryption_spec" },
  { "label-key", "us-central1", "{" FLASH SPEC ",\"labels\":{\"Team\":\"a\"}}", 400,
    "INVALID_ARGUMENT", "tuning_job.labels" },
  { "label-value", "us-central1", "{" FLASH SPEC ",\"labels\":{\"team\":\"a b\"}}", 400,
    "INVALID_ARGUMENT", "tuning_job.labels" },
  { "service-account", "us-central1", "{" FLASH SPEC ",\"serviceAccount\":\"me\"}", 400,
    "INVALID_ARGUMENT", "tuning_job.service_account" },
  { "tuned-model-missing", "us-central1",
    "{\"preTunedModel\":{\"tunedModelName\":\"projects/1/locations/us-central1/models/5@1\"}," SPEC
    "}",
    404, "NOT_FOUND", NULL },
  { "tuned-model-elsewhere", "us-central1",
    "{\"preTunedModel\":{\"tunedModelName\":\"projects/1/locations/us-east1/models/5@1\"}," SPEC
    "}",
    400, "INVALID_ARGUMENT", "tuning_job.pre_tuned_model.tuned_model_name" },
  { "tuned-model-name", "us-central1", "{\"preTunedModel\":{\"tunedModelName\":\"5\"}," SPEC "}",
    400, "INVALID_ARGUMENT", "tuning_job.pre_tuned_model.tuned_model_name" },
  { "open-model-in-v1", "us-central1",
    "{\"baseModel\":\"meta/llama3_1@llama-3.1-8b-instruct\"," SPEC "}", 400, "FAILED_PRECONDITION",
    NULL },
};

static void
test_refusals (Client *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/v1/projects/acme-ml/locations/%s/tuningJobs",
                                               refusals[i].location);
      g_autoptr (Reply) reply = client_post (self, path, refusals[i].request);

      g_test_message ("%s: %s", refusals[i].name, reply_text (reply, "error.message"));
      assert_status (reply, refusals[i].status);
      g_assert_cmpint (luthier_json_value_get_int64 (reply_value (reply, "error.code"), 0), ==,
                       refusals[i].status);
      g_assert_cmpstr (reply_text (reply, "error.status"), ==, refusals[i].status_name);
      if (refusals[i].field != NULL)
        g_assert_cmpstr (reply_text (reply, "error.details.0.fieldViolations.0.field"), ==,
                         refusals[i].field);
    }
  {
    g_autoptr (Reply) list = client_get (self, JOBS);

    assert_status (list, 200);
    g_assert_null (reply_value (list, "tuningJobs"));
  }
}

/* What people have searched for word by word. */
static void
test_adapter_words (Client *self, gconstpointer data)
{
  g_autoptr (Reply) reply = client_post (
      self, JOBS,
      "{\"baseModel\":\"gemini-2.5-flash\",\"supervisedTuningSpec\":{"
      "\"trainingDatasetUri\":\"gs://acme-tuning/train.jsonl\",\"hyperParameters\":{"
      "\"adapterSize\":\"ADAPTER_SIZE_THIRTY_TWO\"}}}");

  assert_status (reply, 400);
  g_assert_cmpstr (reply_text (reply, "error.message"), ==,
                   "The adapter size is not supported for this base model.");
  g_assert_null (reply_value (reply, "error.details"));
}

static void
test_long_name (Client *self, gconstpointer data)
{
  g_autofree char *name = g_strnfill (129, 'a');
  g_autofree char *request = g_strdup_printf ("{" FLASH SPEC ",\"tunedModelDisplayName\":\"%s\"}",
                                              name);
  g_autoptr (Reply) refused = client_post (self, JOBS, request);

  assert_status (refused, 400);
  g_assert_cmpstr (reply_text (refused, "error.details.0.fieldViolations.0.field"), ==,
                   "tuning_job.tuned_model_display_name");
  name[128] = '\0';
  g_free (request);
  request = g_strdup_printf ("{" FLASH SPEC ",\"tunedModelDisplayName\":\"%s\"}", name);
  {
    g_autoptr (Reply) reply = client_post (self, JOBS, request);

    assert_status (reply, 200);
  }
}

static void
test_all_at_once (Client *self, gconstpointer data)
{
  g_autoptr (Reply) reply = client_post (
      self, JOBS, "{" FLASH "\"supervisedTuningSpec\":{},\"labels\":{\"A\":\"b\"}}");

  assert_status (reply, 400);
  g_assert_true (g_str_has_prefix (reply_text (reply, "error.message"), "List of found errors:\t"));
  g_assert_nonnull (reply_text (reply, "error.details.0.fieldViolations.1.description"));
}

/* Neither another project nor what is not there. */
static void
test_paths (Client *self, gconstpointer data)
{
  static const struct
  {
    const char *method;
    const char *path;
    guint status;
  } paths[] = {
    { "GET", "/v1/projects/other/locations/us-central1/tuningJobs", 403 },
    { "GET", JOBS "/1234567890123456789", 404 },
    { "POST", JOBS "/1234567890123456789:cancel", 404 },
    { "GET", JOBS "/1234567890123456789/operations", 404 },
    { "GET", "/v1/projects/acme-ml/locations/us-central1/models/5", 404 },
    { "GET", "/v1/projects/acme-ml/locations/us-central1/endpoints/5", 404 },
    { "DELETE", JOBS "/1", 405 },
    { "PUT", JOBS, 405 },
    { "POST", JOBS "/1:start", 404 },
    { "GET", "/v1/projects/acme-ml/tuningJobs", 404 },
    { "GET", "/v1", 404 },
    { "GET", "/v1beta2/projects", 404 },
    { "GET", "/", 404 },
    { "GET", JOBS "?fields=a(", 400 },
    { "GET", JOBS "?alt=xml", 400 },
    { "GET", JOBS "?alt=json&%24.xgafv=2&key=k", 200 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Reply) reply = client_call (self, paths[i].method, paths[i].path, NULL, NULL);

      g_test_message ("%s %s", paths[i].method, paths[i].path);
      assert_status (reply, paths[i].status);
      g_assert_cmpstr (reply_header (reply, "X-Luthier-Practice"), ==, "1");
    }
  {
    g_autoptr (Reply) reply = client_get (self, "/nowhere/<b>");

    assert_status (reply, 404);
    g_assert_cmpstr (reply_header (reply, "Content-Type"), ==, "text/html; charset=UTF-8");
    g_assert_null (g_strstr_len (g_bytes_get_data (reply->body, NULL),
                                 (gssize) g_bytes_get_size (reply->body),
                                 "<b>."
                                 "/"));
  }
}

static void
test_operations (Client *self, gconstpointer data)
{
  g_autofree char *name = tuning_create (self, REQUEST (""));
  g_autofree char *list = g_strdup_printf ("/v1/%s/operations", name);
  g_autofree char *one = g_strdup_printf ("/v1/%s/operations/5", name);
  g_autoptr (Reply) reply = client_get (self, list);
  g_autoptr (Reply) missing = client_get (self, one);

  assert_status (reply, 200);
  g_assert_cmpuint (luthier_json_value_get_length (luthier_json_get_root (reply->json)), ==, 0);
  assert_status (missing, 404);
}

/* The number of the project is as good as its id. */
static void
test_project_number (Client *self, gconstpointer data)
{
  g_autofree char *name = tuning_create (self, REQUEST (""));
  g_autofree char *id = g_path_get_basename (name);
  g_autofree char *by_id = g_strdup_printf (JOBS "/%s", id);
  g_autoptr (Reply) first = client_get (self, by_id);
  g_autoptr (Reply) second = tuning_get (self, V1, name);

  assert_status (first, 200);
  g_assert_cmpstr (reply_text (first, "name"), ==, reply_text (second, "name"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/practice/checks/" path, Client, NULL, tuning_set_up, function, client_tear_down)
  ADD ("refusals", test_refusals);
  ADD ("adapter-words", test_adapter_words);
  ADD ("long-name", test_long_name);
  ADD ("all-at-once", test_all_at_once);
  ADD ("paths", test_paths);
  ADD ("operations", test_operations);
  ADD ("project-number", test_project_number);
  return g_test_run ();
}
