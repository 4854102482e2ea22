/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-error.h"
#include "luthier-practice-troubles.h"

/* What nobody but Luthier itself says, and so no practice service plays. */
typedef struct
{
  const char *id;
  int code;
  const char *reason;  /* (nullable) */
  const char *message; /* (nullable): with it, a token endpoint says it */
} OwnError;

static const OwnError own_errors[] = {
  { "sign-in-denied", LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_SIGN_IN_DENIED, NULL },
  { "sign-in-narrow", LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_SIGN_IN_NARROW, NULL },
  { "sign-in-other", LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_SIGN_IN_STATE, NULL },
  { "sign-in-late", LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_SIGN_IN_LATE, NULL },
  { "oauth-client", LUTHIER_ERROR_SIGN_IN_NEEDED, "invalid_client", NULL },
  { "token-over", LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_TOKEN_OVER, NULL },
  { "credential-gone", LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_NO_CREDENTIAL, NULL },
  { "clock", LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_CLOCK, NULL },
  { "re-auth", LUTHIER_ERROR_SIGN_IN_NEEDED, "rapt_required", NULL },
  { "account-gone", LUTHIER_ERROR_SIGN_IN_NEEDED, "invalid_grant",
    "Invalid grant: account not found" },
  { "key-file-refused", LUTHIER_ERROR_SIGN_IN_NEEDED, "invalid_grant", "Invalid JWT Signature." },
  { "sign-in-run-out", LUTHIER_ERROR_SIGN_IN_NEEDED, "invalid_grant",
    "Token has been expired or revoked." },
  { "grant-refused", LUTHIER_ERROR_SIGN_IN_NEEDED, "invalid_grant", "Bad Request" },
  { "policy-on-sign-in", LUTHIER_ERROR_SIGN_IN_NEEDED, "admin_policy_enforced", NULL },
  { "credential", LUTHIER_ERROR_CREDENTIAL, NULL, NULL },
  { "keyring-locked", LUTHIER_ERROR_KEYRING, LUTHIER_REASON_KEYRING_LOCKED, NULL },
  { "keyring-absent", LUTHIER_ERROR_KEYRING, LUTHIER_REASON_KEYRING_ABSENT, NULL },
  { "keyring-failing", LUTHIER_ERROR_KEYRING, LUTHIER_REASON_KEYRING_FAILING, NULL },
  { "keyring", LUTHIER_ERROR_KEYRING, NULL, NULL },
  { "sign-in-needed", LUTHIER_ERROR_SIGN_IN_NEEDED, NULL, NULL },
  { "not-secure", LUTHIER_ERROR_NOT_SENT, LUTHIER_REASON_NOT_SECURE, NULL },
  { "not-sent", LUTHIER_ERROR_NOT_SENT, NULL, NULL },
  { "answer-lost", LUTHIER_ERROR_UNCERTAIN, NULL, NULL },
  { "practice-ended", LUTHIER_ERROR_UNAVAILABLE, LUTHIER_REASON_NOT_STARTED, NULL },
  { "store", LUTHIER_ERROR_STORE, NULL, NULL },
  { "file", LUTHIER_ERROR_DATASET, NULL, NULL },
  { "bad-reply", LUTHIER_ERROR_BAD_REPLY, NULL, NULL },
};

/* Jobs that the practice service has no state for. */
static const struct
{
  const char *id;
  const char *state;
  const char *error; /* (nullable): JSON */
} odd_jobs[] = {
  { "expired", "JOB_STATE_EXPIRED", NULL },
  { "job-silent", "JOB_STATE_FAILED", NULL },
  { "endpoint-failed-in-words", "JOB_STATE_FAILED",
    "{\"code\":13,\"message\":\"Failed to create endpoint. Tuned model is uploaded.\"}" },
};

/* Words that are close, and mean something else. */
typedef struct
{
  const char *id;
  const char *message; /* (nullable): the same, it is told by something else */
  guint code;          /* 0: the same */
} NearMiss;

static const NearMiss near_misses[] = {
  /* Told by the reason alone, which is another one here. */
  { "api-key", NULL, 0 },
  { "token-kind", NULL, 0 },
  { "token-expired", NULL, 0 },
  { "token-lost", NULL, 0 },
  { "scope", NULL, 0 },
  { "api-disabled", NULL, 0 },
  { "billing", NULL, 0 },
  { "quota-project", NULL, 0 },
  { "project-suspended", NULL, 0 },
  { "project-unknown", NULL, 0 },
  { "perimeter", NULL, 0 },
  { "region-policy", NULL, 0 },
  { "permission", NULL, 0 },

  { "api-disabled-in-words", "The key has not been used in this project.", 0 },
  { "billing-in-words", "The caller does not see what is billed.", 0 },
  { "perimeter-in-words", "Request is prohibited.", 0 },
  { "region-policy-in-words", "Violates 'constraints/gcp.allowedServices'.", 0 },
  { "key-demanded", "Violates 'constraints/iam.disableServiceAccountCreation'.", 0 },
  { "policy", "A policy was found.", 0 },
  { "allow-list", "Project 123456789012 is not listed.", 0 },
  { "terms", "In terms of tokens this is too much.", 0 },
  { "country", "The location of the user was noted.", 0 },
  { "other-gemini", "gcs_uri is wrong.", 0 },
  { "agents-being-made", "Service agents were provisioned.", 0 },
  { "agent-missing", "The service agent was asked.", 0 },

  { "key-elsewhere", "cryptoKey is in a bad state.", 0 },
  { "key-elsewhere-unnamed", "The CryptoKey does not match.", 0 },
  { "key-unsupported", "CMEK was refused.", 0 },
  { "key-of-parent", "Continuous tuning needs a CMEK.", 0 },
  { "key-disabled", "CryptoKey was refused.", 0 },
  { "key-missing", "CryptoKey was refused.", 0 },
  { "key-name", "A key was refused.", 0 },
  { "key-denied", "The kms key was refused.", 0 },
  { "key", "The keyboard could not be used.", 0 },

  { "region-global", "Tuning of gemini-2.5-flash is not supported in location europe-west9.", 0 },
  { "region-of-model", "Tuning is not supported on Sundays.", 0 },
  { "region-unknown", "The location is mars-north1.", 0 },
  { "model-retired", "The worker is tired.", 0 },
  { "model-method", "Supervised tuning was asked for.", 0 },
  { "model-version", "It is tuned through v1.", 0 },
  { "model-not-tuned", "The base of the model is supported.", 0 },
  { "tuned-elsewhere", "The model must be in the region.", 0 },
  { "tuned-too-old", "The tuned model was tuned.", 0 },
  { "checkpoint-missing", "The checkpoint was found.", 0 },
  { "tuned-missing", "The model gemini-1.0-pro does not exist.", 0 },
  { "adapter-size", "The adapter is not supported.", 0 },
  { "field-unknown", "Invalid JSON payload received.", 0 },
  { "data-not-object", "training_dataset_uri is of type JSONL.", 0 },
  { "epochs", "An epoch has ended.", 0 },
  { "learning-rate", "The rate of learning is noted.", 0 },
  { "name-too-long", "The display is too long.", 0 },
  { "labels", "The labelled data are invalid.", 0 },
  { "account-missing", "The service account was asked.", 0 },
  { "act-as", "You act as if you had permission.", 0 },
  { "agent-tokens", "The agent has no tokens.", 0 },
  { "fields", "The description is too wise.", 0 },

  { "requester-pays", "The requester has paid.", 0 },
  { "bucket-retention", "Object is retained.", 0 },
  { "bucket-name-taken", "The bucket is not available.", 0 },
  { "upload-refused", "Provided CRC32C is noted.", 0 },
  { "upload-gone", NULL, 409 },
  { "upload-overtaken", NULL, 409 },
  { "too-large", NULL, 400 },
  { "bucket-rate", "The object is rated.", 0 },
  { "bucket-denied", "No access to the bucket.", 0 },
  { "data-denied", "No access to the object.", 0 },
  { "data-gone", "The specified bucket is empty.", 0 },
  { "forbidden", NULL, 400 },

  { "unauthenticated", NULL, 400 },
  { "proxy", NULL, 405 },
  { "no-service", "Nothing is here.", 0 },
  { "job-gone", "The tuning is not found.", 0 },
  { "endpoint-gone", "The end is not found.", 0 },
  { "model-missing", "The publisher was not found.", 0 },
  { "not-found", NULL, 400 },
  { "slots-of-open-models", "Quota exceeded for 'Global concurrent tuning jobs'.", 0 },
  { "slots", "Quota exceeded.", 0 },
  { "rate", NULL, 400 },
  { "job-over", "The tuning job cannot be seen.", 0 },
  { "not-offered", NULL, 500 },
  { "internal", NULL, 503 },
  { "too-slow", NULL, 503 },
  { "unavailable", NULL, 500 },
  { "precondition", NULL, 409 },
  { "conflict", NULL, 400 },

  { "data-dropped", "10 examples are good.", 0 },
  { "data-part", "Dataset example 1 has a [function call].", 0 },
  { "data-few", "Some examples are few.", 0 },
  { "validation-large", "The validation dataset is odd.", 0 },
  { "data-many", "Many training examples are odd.", 0 },
  { "data-long", "A token was found.", 0 },
  { "data-file-large", "The dataset file is odd.", 0 },
  { "data-empty", "The dataset is odd.", 0 },
  { "data-encoding", "Row 3 is odd.", 0 },
  { "data-json", "Row 41 is odd JSON.", 0 },
  { "data-turns", "Line 17: it turns.", 0 },
  { "data-fields", "Line 17 is odd.", 0 },
  { "media-unreadable", "Example 8: the image is blue.", 0 },
  { "media-unfit", "Example 9: 31 images.", 0 },
  { "data-functions", "Example 12: a declared name.", 0 },
  { "data-unsafe", "Found 43 brave examples.", 0 },
  { "data-line", "The outline is wrong.", 0 },
  { "data-rules", "Validation failed.", 0 },
  { "data-compressed", "The object has content.", 0 },

  { "diverged", "Training loss is 120.", 0 },
  { "capacity", "There is not enough room.", 0 },
  { "quota-of-job", "It is quotable.", 0 },
  { "preempted", "The worker was here.", 0 },
  { "job-invalid", NULL, 99 },
  { "job-deadline", NULL, 99 },
  { "job-not-found", NULL, 99 },
  { "job-exists", NULL, 99 },
  { "job-denied", NULL, 99 },
  { "job-exhausted", NULL, 99 },
  { "job-precondition", NULL, 99 },
  { "job-aborted", NULL, 99 },
  { "job-out-of-range", NULL, 99 },
  { "job-unimplemented", NULL, 99 },
  { "job-internal", NULL, 99 },
  { "job-unavailable", NULL, 99 },
  { "job-data-loss", NULL, 99 },
  { "job-unauthenticated", NULL, 99 },
  { "endpoint-failed", "Failed to do what it should.", 0 },
  { "endpoint-quota", "The endpoint is full.", 0 },
};
