/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-troubles-private.h"

#define REQUEST LUTHIER_PRACTICE_ON_REQUEST

#define INVALID      400, "INVALID_ARGUMENT"
#define PRECONDITION 400, "FAILED_PRECONDITION"
#define FORBIDDEN    403, "PERMISSION_DENIED"
#define NOT_FOUND    404, "NOT_FOUND"
#define EXHAUSTED    429, "RESOURCE_EXHAUSTED"

#define VIOLATION(field, text)                                                                     \
  "{\"@type\":\"type.googleapis.com/google.rpc.BadRequest\",\"fieldViolations\":[{\"field\":"      \
  "\"tuning_job." field "\",\"description\":\"" text "\"}]}"
#define FOUND(field, text)                                                                         \
  "List of found errors:\t1.Field: tuning_job." field "; Message: " text "\t"
/* A field that is not accepted, as the service says it. */
#define FIELD(name, path, text)                                                                    \
  {                                                                                                \
    name, REQUEST, INVALID, NULL, NULL, FOUND (path, text), VIOLATION (path, text)                 \
  }
#define HELP(url)                                                                                  \
  "{\"@type\":\"type.googleapis.com/google.rpc.Help\",\"links\":[{\"description\":\"Google "       \
  "developers console\",\"url\":\"" url "\"}]}"

#define SPEC    "supervised_tuning_spec."
#define PLACE   "//aiplatform.googleapis.com/projects/acme/locations/us-central1"
#define AGENT   "service-123456789012@gcp-sa-vertex-tune.iam.gserviceaccount.com"
#define ACCOUNT "tuner@acme.iam.gserviceaccount.com"
#define KEY     "projects/acme/locations/us-central1/keyRings/tuning/cryptoKeys/tuning-key"

static const LuthierPracticeTrouble troubles[] = {
  /* Who asks */
  { "api-key", REQUEST, 400, "INVALID_ARGUMENT", "API_KEY_INVALID", "",
    "API key not valid. Please pass a valid API key.", NULL },
  { "token-kind", REQUEST, 401, "UNAUTHENTICATED", "ACCESS_TOKEN_TYPE_UNSUPPORTED", "",
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie "
    "or other valid authentication credential.",
    NULL },
  { "token-expired", REQUEST, 401, "UNAUTHENTICATED", "ACCESS_TOKEN_EXPIRED", "",
    "Request had invalid authentication credentials.", NULL },
  { "token-lost", REQUEST, 401, "UNAUTHENTICATED", "CREDENTIALS_MISSING", "",
    "Request is missing required authentication credential.", NULL },
  { "unauthenticated", REQUEST, 401, "UNAUTHENTICATED", NULL, NULL, "Invalid credentials.", NULL },
  { "scope", REQUEST, FORBIDDEN, "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "",
    "Request had insufficient authentication scopes.", NULL },

  /* The project */
  { "api-disabled", REQUEST, FORBIDDEN, "SERVICE_DISABLED",
    "\"service\":\"aiplatform.googleapis.com\",\"consumer\":\"projects/123456789012\"",
    "Vertex AI API has not been used in project 123456789012 before or it is disabled.",
    HELP ("https://console.developers.google.com/apis/api/aiplatform.googleapis.com/"
          "overview?project=123456789012") },
  { "api-disabled-in-words", REQUEST, FORBIDDEN, NULL, NULL,
    "Cloud Storage API has not been used in project 123456789012 before or it is disabled.", NULL },
  { "billing", REQUEST, FORBIDDEN, "BILLING_DISABLED", "\"consumer\":\"projects/123456789012\"",
    "This API method requires billing to be enabled.", NULL },
  { "billing-in-words", REQUEST, FORBIDDEN, NULL, NULL,
    "This API method requires billing to be enabled. Please enable billing on project "
    "#123456789012.",
    NULL },
  { "quota-project", REQUEST, FORBIDDEN, "USER_PROJECT_DENIED",
    "\"consumer\":\"projects/123456789012\"",
    "Caller does not have required permission to use project acme.", NULL },
  { "project-suspended", REQUEST, FORBIDDEN, "CONSUMER_SUSPENDED", "",
    "Permission denied: Consumer 'project:acme' has been suspended.", NULL },
  { "project-unknown", REQUEST, FORBIDDEN, "CONSUMER_INVALID", "",
    "Permission denied on resource project acme.", NULL },
  { "perimeter", REQUEST, FORBIDDEN, "SECURITY_POLICY_VIOLATED", "\"uid\":\"x7Yp2Q\"",
    "Request is prohibited by organization's policy.", NULL },
  { "perimeter-in-words", REQUEST, FORBIDDEN, NULL, NULL,
    "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: x7Yp2Q",
    NULL },
  { "region-policy", REQUEST, FORBIDDEN, "LOCATION_POLICY_VIOLATED", "",
    "The location of the request is not allowed.", NULL },
  { "region-policy-in-words", REQUEST, PRECONDITION, NULL, NULL,
    "The request violates constraint 'constraints/gcp.resourceLocations' on the resource "
    "'projects/acme'.",
    NULL },
  { "key-demanded", REQUEST, PRECONDITION, NULL, NULL,
    "Operation violates 'constraints/gcp.restrictNonCmekServices' enforced on "
    "'projects/123456789012'. A CMEK is required for aiplatform.googleapis.com.",
    NULL },
  { "policy", REQUEST, PRECONDITION, NULL, NULL,
    "Organization Policy constraint constraints/vertexai.allowedModels violated for acme.", NULL },
  { "allow-list", REQUEST, PRECONDITION, NULL, NULL,
    "Project 123456789012 is not allowlisted to tune gemini-3.6-flash.", NULL },
  { "terms", REQUEST, PRECONDITION, NULL, NULL,
    "You must accept the Terms of Service of this publisher before using the model.", NULL },
  { "country", REQUEST, PRECONDITION, NULL, NULL, "User location is not supported for the API use.",
    NULL },
  { "other-gemini", REQUEST, INVALID, NULL, NULL,
    "gcs_uri parameter is not supported in Gemini API.", NULL },
  { "agents-being-made", REQUEST, PRECONDITION, NULL, NULL,
    "Service agents are being provisioned. Service agents are needed to read the Cloud Storage "
    "file provided. So please try again in a few minutes.",
    NULL },
  { "agent-missing", REQUEST, INVALID, NULL, NULL, "Service account " AGENT " does not exist.",
    NULL },

  /* The key */
  { "key-elsewhere-unnamed", REQUEST, INVALID, NULL, NULL,
    "The location of the CryptoKey does not match that of the tuning job.", NULL },
  FIELD ("key-unsupported", "encryption_spec", "CMEK is not supported for this base model."),
  { "key-of-parent", REQUEST, INVALID, NULL, NULL,
    "Continuous tuning needs the same CMEK as the job that made the model.", NULL },
  { "key-disabled", REQUEST, PRECONDITION, NULL, NULL,
    KEY "/cryptoKeyVersions/1 is not enabled, current state is: DISABLED.", NULL },
  { "key-missing", REQUEST, NOT_FOUND, NULL, NULL, "CryptoKey " KEY " not found.", NULL },
  FIELD ("key-name", "encryption_spec.kms_key_name", "Invalid resource name of a key: tuning-key."),
  { "key-denied", REQUEST, FORBIDDEN, NULL, NULL,
    "Permission 'cloudkms.cryptoKeyVersions.useToEncrypt' denied on resource '" KEY
    "' (or it may not exist).",
    NULL },
  { "key", REQUEST, PRECONDITION, NULL, NULL, "The CMEK could not be used.", NULL },

  /* What is asked for */
  { "region-global", REQUEST, PRECONDITION, NULL, NULL,
    "Tuning of base model gemini-2.5-flash is not supported in location global.", NULL },
  { "region-of-model", REQUEST, PRECONDITION, NULL, NULL,
    "Tuning of base model gemini-2.5-flash is not supported in location europe-west9.", NULL },
  { "region-unknown", REQUEST, INVALID, NULL, NULL, "Location 'mars-north1' is not valid.", NULL },
  { "model-retired", REQUEST, PRECONDITION, NULL, NULL,
    "Base model gemini-1.0-pro-002 has been retired.", NULL },
  { "model-method", REQUEST, PRECONDITION, NULL, NULL,
    "Supervised tuning is not supported for base model gemini-3.7-flash.", NULL },
  { "model-version", REQUEST, PRECONDITION, NULL, NULL,
    "Base model meta/llama3_1@llama-3.1-8b can only be tuned through v1beta1.", NULL },
  { "model-not-tuned", REQUEST, INVALID, NULL, NULL, "Base model gemini-9 is not supported.",
    NULL },
  FIELD ("tuned-elsewhere",
         "pre_tuned_model.tuned_model_name",
         "The model must be in the region of the job."),
  { "tuned-too-old", REQUEST, PRECONDITION, NULL, NULL, "The tuned model cannot be tuned further.",
    NULL },
  FIELD (
      "checkpoint-missing", "pre_tuned_model.checkpoint_id", "The model has no such checkpoint."),
  { "tuned-missing", REQUEST, NOT_FOUND, NULL, NULL,
    "The model projects/acme/locations/us-central1/models/4455667788990011223@1 does not exist.",
    NULL },
  { "adapter-size", REQUEST, INVALID, NULL, NULL,
    "The adapter size is not supported for this base model.", NULL },
  { "field-unknown", REQUEST, INVALID, NULL, NULL,
    "Invalid JSON payload received. Unknown name \"beta\" at 'tuning_job': Cannot find field.",
    NULL },
  FIELD ("data-not-object",
         SPEC "training_dataset_uri",
         "training_dataset_uri should be a GCS object of type JSONL."),
  FIELD ("epochs", SPEC "hyper_parameters.epoch_count", "Epoch count must be greater than 0."),
  FIELD ("learning-rate",
         SPEC "hyper_parameters.learning_rate_multiplier",
         "Learning rate multiplier must be greater than 0."),
  FIELD ("name-too-long",
         "tuned_model_display_name",
         "The display name can be up to 128 characters long."),
  FIELD ("labels",
         "labels",
         "Label 'Team' is invalid: keys and values can only contain lowercase letters."),
  FIELD (
      "account-missing", "service_account", "tuner at acme is not the email of a service account."),
  { "act-as", REQUEST, FORBIDDEN, NULL, NULL,
    "You do not have permission to act as service account: " ACCOUNT
    ". Permission 'iam.serviceAccounts.actAs' denied.",
    NULL },
  { "agent-tokens", REQUEST, FORBIDDEN, NULL, NULL,
    AGENT " does not have iam.serviceAccounts.getAccessToken on " ACCOUNT ".", NULL },
  FIELD ("fields", "description", "The description is too wise."),

  /* Storage */
  { "requester-pays", REQUEST, 400, "INVALID_ARGUMENT", NULL, NULL,
    "Bucket is a requester pays bucket but no user project provided.", NULL },
  { "bucket-retention", REQUEST, FORBIDDEN, NULL, NULL,
    "Object 'acme-data/train.jsonl' is subject to bucket's retention policy.", NULL },
  { "bucket-name-taken", REQUEST, 409, "ABORTED", NULL, NULL,
    "The requested bucket name is not available.", NULL },
  { "upload-refused", REQUEST, INVALID, NULL, NULL,
    "Provided CRC32C \"yZRlqg==\" doesn't match calculated CRC32C \"AAAAAA==\".", NULL },
  { "upload-gone", REQUEST, 410, "NOT_FOUND", NULL, NULL, "The session is gone.", NULL },
  { "upload-overtaken", REQUEST, 412, "FAILED_PRECONDITION", NULL, NULL,
    "At least one of the pre-conditions you specified did not hold.", NULL },
  { "too-large", REQUEST, 413, "INVALID_ARGUMENT", NULL, NULL,
    "Request payload size exceeds the limit: 10485760 bytes.", NULL },
  { "bucket-rate", REQUEST, EXHAUSTED, NULL, NULL,
    "The object acme-data/train.jsonl exceeded the rate limit for object mutation operations.",
    NULL },
  { "bucket-denied", REQUEST, FORBIDDEN, NULL, NULL,
    ACCOUNT " does not have storage.objects.create access to the Google Cloud Storage object.",
    NULL },
  { "data-denied", REQUEST, PRECONDITION, NULL, NULL,
    AGENT " does not have storage.objects.get access to the Google Cloud Storage object.", NULL },
  { "data-gone", REQUEST, NOT_FOUND, NULL, NULL, "The specified bucket does not exist.", NULL },
  { "permission", REQUEST, FORBIDDEN, "IAM_PERMISSION_DENIED",
    "\"permission\":\"aiplatform.tuningJobs.create\",\"resource\":\"projects/acme\"",
    "Permission 'aiplatform.tuningJobs.create' denied on resource '" PLACE
    "' (or it may not exist).",
    NULL },
  { "forbidden", REQUEST, FORBIDDEN, NULL, NULL, "The caller does not have permission.", NULL },

  /* The service */
  { "proxy", REQUEST, 407, NULL, NULL, NULL,
    "<!DOCTYPE html><title>Proxy Authentication Required</title>", NULL },
  { "no-service", REQUEST, 404, NULL, NULL, NULL,
    "<!DOCTYPE html>\n<html lang=en>\n<title>Error 404 (Not Found)!!1</title>", NULL },
  { "job-gone", REQUEST, NOT_FOUND, NULL, NULL,
    "TuningJob projects/123456789012/locations/us-central1/tuningJobs/42 is not found.", NULL },
  { "endpoint-gone", REQUEST, NOT_FOUND, NULL, NULL,
    "Endpoint projects/123456789012/locations/us/endpoints/42 is not found.", NULL },
  { "model-missing", REQUEST, NOT_FOUND, NULL, NULL,
    "Publisher Model `projects/acme/locations/us-central1/publishers/google/models/gemini-1.0-pro` "
    "was not found or your project does not have access to it.",
    NULL },
  { "not-found", REQUEST, NOT_FOUND, NULL, NULL, "Requested entity was not found.", NULL },
  { "slots-of-open-models", REQUEST, EXHAUSTED, NULL, NULL,
    "Quota exceeded for quota metric 'Global concurrent managed OSS model fine-tuning jobs per "
    "project'.",
    NULL },
  { "slots", REQUEST, EXHAUSTED, NULL, NULL, "Quota exceeded.",
    "{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":[{\"subject\":"
    "\"project:123456789012\",\"description\":\"Quota exceeded.\",\"quotaMetric\":\"aiplatform."
    "googleapis.com/global_concurrent_tuning_jobs\",\"quotaValue\":\"1\"}]}" },
  { "rate", REQUEST, EXHAUSTED, "RATE_LIMIT_EXCEEDED", "",
    "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute'.",
    "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"1s\"}" },
  { "job-over", REQUEST, PRECONDITION, NULL, NULL,
    "The tuning job is already in a terminal state and cannot be cancelled.", NULL },
  { "not-offered", REQUEST, 501, "UNIMPLEMENTED", NULL, NULL, "This is not implemented.", NULL },
  { "internal", REQUEST, 500, "INTERNAL", NULL, NULL, "Internal error encountered.",
    "{\"@type\":\"type.googleapis.com/google.rpc.RequestInfo\",\"requestId\":\"f3a9c1\"}" },
  { "too-slow", REQUEST, 504, "DEADLINE_EXCEEDED", NULL, NULL, "Deadline expired.", NULL },
  { "unavailable", REQUEST, 503, "UNAVAILABLE", NULL, NULL, "The service is currently unavailable.",
    NULL },
  { "precondition", REQUEST, PRECONDITION, NULL, NULL, "The stars are not right.", NULL },
  { "conflict", REQUEST, 409, "ABORTED", NULL, NULL, "The operation was aborted.", NULL },
  { "unheard-of", REQUEST, INVALID, "MOON_IS_FULL", "\"phase\":\"full\"", "The moon is full.",
    "{\"@type\":\"type.googleapis.com/google.moon.Phase\",\"illumination\":1,\"names\":[\"wolf\"]},"
    "{\"@type\":\"type.googleapis.com/google.rpc.RequestInfo\",\"requestId\":\"f3a9c2\"}" },
};

const LuthierPracticeTrouble *
luthier_practice_troubles_list_of_requests (guint *n_troubles)
{
  *n_troubles = G_N_ELEMENTS (troubles);
  return troubles;
}
