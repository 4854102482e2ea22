/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-situations.h"

#include <glib/gi18n.h>

#include "luthier-error.h"

#define REQUEST LUTHIER_SYMPTOM_REQUEST
#define BOTH    (LUTHIER_SYMPTOM_REQUEST | LUTHIER_SYMPTOM_JOB)
#define ANY     LUTHIER_SYMPTOM_ANY_CODE

#define TRY_AGAIN  .action = LUTHIER_ADVICE_TRY_AGAIN, .action_label = N_ ("Try Again")
#define TUNE_AGAIN .action = LUTHIER_ADVICE_TUNE_AGAIN, .action_label = N_ ("Tune Again")

static const LuthierSituation situations[] = {
  /* On this computer */
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_NOT_SENT,
      .reason_pattern = LUTHIER_REASON_NOT_SECURE,
      .title = N_ ("No secure connection"),
      .what_to_do = N_ ("Look at the clock of this computer, and ask who runs the network about a "
                        "proxy. Nothing was sent."),
      TRY_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_NOT_SENT,
      .title = N_ ("Nothing was sent"),
      .what_to_do = N_ ("Check the network connection, then try again. Nothing was created."),
      TRY_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_UNCERTAIN,
      .title = N_ ("The answer was lost"),
      .what_to_do = N_ ("Check the network connection, then try again."),
      TRY_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_NOT_STARTED,
      .title = N_ ("The practice service does not run"),
      .what_to_do = N_ ("Start it again. Practice jobs and datasets are kept."),
      .action = LUTHIER_ADVICE_TRY_AGAIN,
      .action_label = N_ ("Start Again"),
  },
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_STORE,
      .title = N_ ("Luthier cannot keep its notes"),
      .what_to_do = N_ ("Look whether the disk is full and the data folder may be written to. "
                        "Without its notes, Luthier creates no job."),
      TRY_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_DATASET,
      .title = N_ ("The dataset cannot be used"),
      .what_to_do = N_ ("Correct the file and choose it again."),
  },

  /* The project */
  {
      .symptoms = BOTH,
      .code = ANY,
      .reason_pattern = "SERVICE_DISABLED",
      .title = N_ ("An API is not enabled in the project"),
      /* Translators: names go where the braces are: "aiplatform.googleapis.com" and "projects/123" */
      /* xgettext: python-brace-format */
      .reason = N_ ("{service} is not enabled in {consumer}."),
      .reason_in_short = N_ ("The service is not enabled in the project."),
      .what_to_do = N_ ("Enable it, wait a few minutes, then try again."),
      .action = LUTHIER_ADVICE_OPEN_URL,
      .action_label = N_ ("Enable in Console"),
      .action_value = "{url|" LUTHIER_CONSOLE "apis/library/aiplatform.googleapis.com}",
  },
  {
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "has not been used in project|it is disabled",
      .title = N_ ("An API is not enabled in the project"),
      .what_to_do = N_ ("Enable it, wait a few minutes, then try again."),
      .action = LUTHIER_ADVICE_OPEN_URL,
      .action_label = N_ ("Enable in Console"),
      .action_value = "{url|" LUTHIER_CONSOLE "apis/library/aiplatform.googleapis.com}",
  },
  {
      .symptoms = BOTH,
      .code = ANY,
      .reason_pattern = "BILLING_DISABLED",
      .title = N_ ("The project has no billing account"),
      /* Translators: {consumer} becomes a name such as "projects/123" */
      /* xgettext: python-brace-format */
      .reason = N_ ("Tuning is charged for, and billing is off in {consumer}."),
      .reason_in_short = N_ ("Tuning is charged for, and billing is off in the project."),
      .what_to_do = N_ (
          "Link a billing account to the project, wait a few minutes, then try again."),
      .action = LUTHIER_ADVICE_OPEN_URL,
      .action_label = N_ ("Open Billing"),
      .action_value = "{url|" LUTHIER_CONSOLE "billing/projects}",
  },
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "USER_PROJECT_DENIED",
      .title = N_ ("The quota project cannot be used"),
      /* Translators: {consumer} becomes a name such as "projects/123" */
      /* xgettext: python-brace-format */
      .reason = N_ ("The account may not charge requests to {consumer}."),
      .reason_in_short = N_ ("The account may not charge requests to the project."),
      .what_to_do = N_ ("Choose another quota project in the profile, or ask for the role Service "
                        "Usage Consumer."),
  },
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "CONSUMER_SUSPENDED",
      .title = N_ ("The project is suspended"),
      .what_to_do = N_ ("Open the project in the console: it says why, and how to appeal."),
      .action = LUTHIER_ADVICE_OPEN_URL,
      .action_label = N_ ("Open Console"),
      .action_value = "{url|" LUTHIER_CONSOLE "}",
  },
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "CONSUMER_INVALID|RESOURCE_PROJECT_INVALID",
      .title = N_ ("There is no such project"),
      .what_to_do = N_ ("Check the project id in the profile. It is not the project's title."),
  },
  {
      .symptoms = BOTH,
      .code = ANY,
      .reason_pattern = "SECURITY_POLICY_VIOLATED",
      .title = N_ ("A service perimeter is in the way"),
      .what_to_do = N_ ("The organisation allows this service only from certain networks. Ask its "
                        "administrator, with the text below."),
  },
  {
      .symptoms = BOTH,
      .code = ANY,
      .reason_pattern = "LOCATION_POLICY_VIOLATED",
      .title = N_ ("The organisation does not allow this region"),
      .what_to_do = N_ ("Choose another region."),
      TUNE_AGAIN,
  },
  {
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "organi[sz]ation policy|constraints/",
      .title = N_ ("A policy of the organisation is in the way"),
      .what_to_do = N_ ("Choose what the policy allows, or ask the administrator of the "
                        "organisation."),
  },
  {
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "allow.?list",
      .title = N_ ("This project may not tune this model yet"),
      .what_to_do = N_ ("Choose another model, or ask Google for access."),
      TUNE_AGAIN,
  },

  /* The encryption key */
  {
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "crypto ?key is in (?<keyregion>[a-z0-9-]+),? (but )?(the )?tuning job is "
                         "in (?<jobregion>[a-z0-9-]+)",
      .title = N_ ("The encryption key is in another region"),
      /* Translators: regions go where the braces are, such as "us-central1" */
      /* xgettext: python-brace-format */
      .reason = N_ ("A key can only protect jobs of its own region. The key is in {keyregion}, "
                    "the job was created in {jobregion}."),
      /* xgettext: python-brace-format */
      .what_to_do = N_ ("Run the job in {keyregion}, or choose a key in {jobregion}. Data and "
                        "settings are kept."),
      .action = LUTHIER_ADVICE_TUNE_AGAIN,
      /* xgettext: python-brace-format */
      .action_label = N_ ("Tune Again in {keyregion}"),
      .action_value = "{keyregion}",
  },
  {
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "(CMEK|encryption|kms|crypto ?key).*not (yet )?supported",
      .title = N_ ("This model takes no encryption key of your own"),
      .what_to_do = N_ ("Leave the encryption key empty, or choose another model."),
      TUNE_AGAIN,
  },
  {
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern =
          "(region|location).*(crypto ?key|kms)|(crypto ?key|kms).*(region|location)",
      .title = N_ ("The encryption key is in another region"),
      .what_to_do = N_ ("A key can only protect jobs of its own region: choose a key of the job's "
                        "region, or run the job where the key is."),
      TUNE_AGAIN,
  },
  {
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "crypto ?key|cloudkms|\\bkms\\b|CMEK",
      .title = N_ ("The encryption key cannot be used"),
      .what_to_do = N_ ("Check that the key is enabled, and that the service agent has the role "
                        "Cloud KMS CryptoKey Encrypter/Decrypter on it."),
      .action = LUTHIER_ADVICE_OPEN_URL,
      .action_label = N_ ("Open Keys"),
      .action_value = LUTHIER_CONSOLE "security/kms/keyrings",
  },

  /* What is asked for */
  {
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "adapter.?size.*(not|un)supported|adapter.?size.*not supported",
      .title = N_ ("The model does not take this adapter size"),
      .what_to_do = N_ ("Choose one of the sizes that the model takes, or leave it automatic."),
      TUNE_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = ANY,
      .message_pattern = "Unknown name \\\\?\"(?<name>[^\"\\\\]+)",
      /* xgettext: python-brace-format */
      .title = N_ ("The service does not know “{name}”"),
      .what_to_do = N_ ("This version of the service does not have this setting. Leave it "
                        "automatic, then try again."),
  },
  {
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "base ?model.*(not supported|unsupported|not "
                         "available|invalid)|unsupported (base |source )?model",
      .title = N_ ("This model cannot be tuned"),
      .what_to_do = N_ ("Choose another base model. Data and settings are kept."),
      TUNE_AGAIN,
  },
  {
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "service ?account.*(does not exist|not found)",
      .title = N_ ("There is no such service account"),
      .what_to_do = N_ ("Check its address, or leave the service account empty."),
      TUNE_AGAIN,
  },

  /* Permissions */
  {
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "serviceAccounts\\.actAs|act as .*service account",
      .title = N_ ("The job may not run as this service account"),
      /* Translators: {message} becomes a sentence of the service's, in English */
      /* xgettext: python-brace-format */
      .reason = N_ ("The permission iam.serviceAccounts.actAs is missing. {message}"),
      .reason_in_short = N_ ("The permission iam.serviceAccounts.actAs is missing."),
      .what_to_do = N_ ("Ask for the role Service Account User on the service account, or leave "
                        "it empty."),
      .action = LUTHIER_ADVICE_OPEN_URL,
      .action_label = N_ ("Open Service Accounts"),
      .action_value = LUTHIER_CONSOLE "iam-admin/serviceaccounts",
  },
  {
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "storage\\.objects\\.create|storage\\.buckets\\.",
      .title = N_ ("The account may not use this bucket"),
      .what_to_do = N_ ("Choose another bucket, or ask for the role Storage Object User on this "
                        "one."),
      .action = LUTHIER_ADVICE_OPEN_URL,
      .action_label = N_ ("Open Storage"),
      .action_value = LUTHIER_CONSOLE "storage/browser",
  },
  {
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "storage\\.objects\\.get|(cannot|could not|unable to|failed to|not) (be "
                         ")?(read|access|open).*gs://",
      .title = N_ ("The service cannot read the dataset"),
      .what_to_do = N_ ("Check the address, and that the service agent for tuning has the role "
                        "Storage Object Viewer on the bucket."),
      .action = LUTHIER_ADVICE_OPEN_URL,
      .action_label = N_ ("Open Storage"),
      .action_value = LUTHIER_CONSOLE "storage/browser",
  },
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_FORBIDDEN,
      .reason_pattern = "IAM_PERMISSION_DENIED",
      .title = N_ ("A permission is missing"),
      /* Translators: names go where the braces are: "aiplatform.tuningJobs.create" and
       * "projects/acme" */
      /* xgettext: python-brace-format */
      .reason = N_ ("{permission} is missing on {resource}."),
      .reason_in_short = N_ ("A permission is missing on the project."),
      .what_to_do = N_ ("Ask an administrator of the project for a role that holds it, such as "
                        "Agent Platform User."),
      .action = LUTHIER_ADVICE_OPEN_URL,
      .action_label = N_ ("Open Permissions"),
      .action_value = LUTHIER_CONSOLE "iam-admin/iam",
  },
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_FORBIDDEN,
      .title = N_ ("The account may not do this"),
      .what_to_do = N_ ("Ask an administrator of the project for the role Agent Platform User. If "
                        "the account has it, the service agent may miss access to the bucket or "
                        "the key."),
      .action = LUTHIER_ADVICE_OPEN_URL,
      .action_label = N_ ("Open Permissions"),
      .action_value = LUTHIER_CONSOLE "iam-admin/iam",
  },

  /* What is not there */
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_NOT_FOUND,
      .message_pattern = "<html|<!doctype|That.s an error",
      .title = N_ ("The address leads to no service"),
      .reason = N_ ("A web page answered in place of the service: the host does not serve this "
                    "path."),
      .what_to_do = N_ ("Check the region and the endpoint in the profile."),
  },
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_NOT_FOUND,
      .message_pattern = "bucket does not exist|No such object|storage object",
      .title = N_ ("This bucket or file does not exist"),
      .what_to_do = N_ ("Check the address. Names of buckets and files care for upper and lower "
                        "case."),
  },
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_NOT_FOUND,
      .message_pattern = "model",
      .title = N_ ("This model is not there"),
      .what_to_do = N_ ("It may be retired, or not be available in this region. Choose another "
                        "model or region."),
  },
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_NOT_FOUND,
      .title = N_ ("The service does not find this"),
      .what_to_do = N_ ("The region may have no tuning, the model may be retired, or the project "
                        "may be another. Check all three."),
  },

  /* How much */
  {
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "concurrent.*tuning|tuning.*concurrent",
      .title = N_ ("All places for tuning jobs are taken"),
      /* Translators: {limit} becomes a number */
      /* xgettext: python-brace-format */
      .reason = N_ ("Jobs that the project may run at a time, in all regions together: {limit}."),
      .reason_in_short = N_ (
          "The project may run only a few jobs at a time, in all regions together."),
      .what_to_do = N_ ("Wait until a job has ended, then try again, or ask for a higher quota."),
      .action = LUTHIER_ADVICE_OPEN_URL,
      .action_label = N_ ("Request a Higher Quota"),
      .action_value = "{url|" LUTHIER_CONSOLE "iam-admin/quotas}",
  },
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_RATE_LIMITED,
      .title = N_ ("Too many requests"),
      .what_to_do = N_ ("Wait a minute, then try again."),
      TRY_AGAIN,
  },

  /* The service itself */
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_UNAVAILABLE,
      .title = N_ ("The service is not available"),
      .what_to_do = N_ ("It usually is back within minutes. Jobs go on meanwhile."),
      TRY_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_BAD_REPLY,
      .title = N_ ("The answer cannot be read"),
      .what_to_do = N_ ("Something between this computer and the service may have changed it, "
                        "such as a sign-in page of the network."),
      TRY_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_PRECONDITION,
      .title = N_ ("Something else has to be done first"),
      .what_to_do = N_ ("Change what the message names, then try again."),
  },
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_CONFLICT,
      .title = N_ ("Somebody else was faster"),
      .what_to_do = N_ ("Look at the present state, then try again if it is still needed."),
      TRY_AGAIN,
  },
};

const LuthierSituation *
luthier_situations_get (guint *n_situations)
{
  *n_situations = G_N_ELEMENTS (situations);

  return situations;
}
