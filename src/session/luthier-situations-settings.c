/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-situations-private.h"

#define ANOTHER_MODEL  CHANGE (BASE_MODEL, N_ ("Choose Another Model…"))
#define ANOTHER_TUNED  CHANGE (PRE_TUNED_MODEL, N_ ("Choose Another Model…"))
#define ANOTHER_REGION CHANGE (REGION, N_ ("Choose Another Region…"))

static const LuthierSituation situations[] = {
  /* The model and where it is tuned */
  {
      .id = "region-global",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "(location|region)s?[ :'\"]*global|global (location|region)|'global'",
      .title = N_ ("Gemini is not tuned in “global”"),
      .reason = N_ ("Only open models are. Gemini models are tuned in a region."),
      .what_to_do = N_ ("Choose a region. The bucket may be anywhere."),
      .remedies = { GO_TO_REGION ("{otherregion}"), ANOTHER_REGION },
  },
  {
      .id = "region-of-model",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "not (supported|available|offered) in (the )?(location|region)",
      .title = N_ ("This model is not tuned in this region"),
      .what_to_do = N_ ("Choose a region of the model. Data and settings are kept; the bucket may "
                        "stay where it is."),
      .remedies = { GO_TO_REGION ("{otherregion}"), ANOTHER_REGION, ANOTHER_MODEL },
  },
  {
      .id = "region-unknown",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern =
          "(location|region) ['\"`]?[a-z0-9-]+['\"`]? (is not (valid|found)|does not "
          "exist|is unknown)|(invalid|unsupported|unknown) (location|region)",
      .title = N_ ("There is no tuning in this region"),
      .what_to_do = N_ ("Choose another region."),
      .remedies = { GO_TO_REGION ("{otherregion}"), ANOTHER_REGION },
  },
  {
      .id = "model-retired",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "retired|discontinued|deprecated and|no longer (supported|available)",
      .title = N_ ("This model is retired"),
      .what_to_do = N_ ("Choose a newer model. Settings of an older generation are seldom the best "
                        "ones: leave them automatic at first."),
      .remedies = { ANOTHER_MODEL },
  },
  {
      .id = "model-method",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "(preference (optimization|tuning)|supervised (fine-?)?tuning|tuning "
                         "method|tuning mode).*not supported",
      .title = N_ ("This model is not tuned in this way"),
      .what_to_do = N_ ("Choose another base model. Data and settings are kept."),
      .remedies = { ANOTHER_MODEL },
  },
  {
      .id = "model-version",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "only be tuned through v1beta1",
      .title = N_ ("Luthier does not tune this model yet"),
      .reason = N_ ("Open models are tuned through another version of the service."),
      .what_to_do = N_ ("Choose a Gemini model."),
      .remedies = { ANOTHER_MODEL },
  },
  {
      .id = "model-not-tuned",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "base ?model.*(not supported|unsupported|not "
                         "available|invalid)|unsupported (base |source )?model",
      .title = N_ ("This model cannot be tuned"),
      .what_to_do = N_ ("Choose another base model. Data and settings are kept."),
      .remedies = { ANOTHER_MODEL },
  },
  {
      .id = "tuned-elsewhere",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "model must be in the region of the job|pre_?tuned.*(region|location)",
      .title = N_ ("The tuned model is in another region"),
      .what_to_do = N_ ("A tuned model goes on in the region in which it was made. Choose that "
                        "region, or another model."),
      .remedies = { ANOTHER_REGION, ANOTHER_TUNED },
  },
  {
      .id = "tuned-too-old",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "(cannot|can not|may not|not) be (further |continuously )?tuned "
                         "(further|again|continuously)|continuous tuning is not supported",
      .title = N_ ("This model cannot be tuned further"),
      .reason = N_ ("Only models that were tuned from 11 July 2025 on can."),
      .what_to_do = N_ ("Begin with the base model, and with the data of both jobs."),
      .remedies = { ANOTHER_MODEL },
  },
  {
      .id = "checkpoint-missing",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "no such checkpoint|checkpoint.*(not found|does not exist)",
      .title = N_ ("The model has no such checkpoint"),
      .what_to_do = N_ ("Choose another checkpoint, or none: the last one is taken then."),
      .remedies = { CHANGE (CHECKPOINT, N_ ("Choose Another Checkpoint…")) },
  },
  {
      .id = "tuned-missing",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "model projects/.*(does not exist|not found)|models/[0-9]+.*(does not "
                         "exist|not found)",
      .title = N_ ("The tuned model is gone"),
      .what_to_do = N_ ("It was deleted, or belongs to another project or region. Choose another "
                        "model."),
      .remedies = { ANOTHER_TUNED },
  },

  /* Settings */
  {
      .id = "adapter-size",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "adapter.?size.*(not|un)supported|adapter.?size.*not supported",
      .title = N_ ("The model does not take this adapter size"),
      .what_to_do = N_ ("Choose one of the sizes that the model takes, or leave it automatic."),
      .remedies = { CHANGE (ADAPTER_SIZE, N_ ("Choose Another Size…")) },
  },
  {
      .id = "field-unknown",
      .symptoms = REQUEST,
      .code = ANY,
      .message_pattern = "Unknown name \\\\?\"(?<name>[^\"\\\\]+)",
      /* xgettext: python-brace-format */
      .title = N_ ("The service does not know “{name}”"),
      .what_to_do = N_ ("This version of the service does not have this setting. Leave it "
                        "automatic, then try again."),
  },
  {
      .id = "data-not-object",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "should be a GCS object of type JSONL",
      .title = N_ ("The service finds no JSONL file at the address of the data"),
      .reason = N_ (
          "It says the same of a file that is not there, of one that it may not read, and "
          "of a name that does not end in .jsonl."),
      .what_to_do = N_ (
          "Check the address letter by letter. If the file is there, the service agent "
          "for tuning needs the role Storage Object Viewer on the bucket."),
      .remedies = { CHOOSE_DATA, COPY_GRANT ("{grant-bucket}"),
                    OPEN (LUTHIER_CONSOLE "storage/browser", N_ ("Open Storage")) },
  },
  {
      .id = "epochs",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "epoch.?count|number of epochs",
      .title = N_ ("The number of epochs is not accepted"),
      .what_to_do = N_ ("Choose another number, or leave it automatic."),
      .remedies = { CHANGE (EPOCHS, N_ ("Change the Epochs…")) },
  },
  {
      .id = "learning-rate",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "learning.?rate.*(must|should|invalid|out of|can be set|between|greater)",
      .title = N_ ("The learning rate is not accepted"),
      .what_to_do = N_ ("Choose another multiplier, or leave it automatic."),
      .remedies = { CHANGE (LEARNING_RATE, N_ ("Change the Learning Rate…")) },
  },
  {
      .id = "name-too-long",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "display.?name.*(long|characters|invalid|length)",
      .title = N_ ("The name is not accepted"),
      .what_to_do = N_ ("A name has up to 128 characters."),
      .remedies = { CHANGE (DISPLAY_NAME, N_ ("Change the Name…")) },
  },
  {
      .id = "labels",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "\\blabels?\\b.*(invalid|lowercase|at most|characters)",
      .title = N_ ("A label is not accepted"),
      .what_to_do = N_ (
          "Labels have lower case letters, digits, “_” and “-”, up to 63 of them, and "
          "begin with a letter. A job has up to 64 labels."),
      .remedies = { CHANGE (LABELS, N_ ("Change the Labels…")) },
  },

  /* The account that the job runs as */
  {
      .id = "account-missing",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "service ?account.*(does not exist|not found)|is not the email of a "
                         "service account",
      .title = N_ ("There is no such service account"),
      .what_to_do = N_ ("Check its address, or leave the service account empty."),
      .remedies = { CHANGE (SERVICE_ACCOUNT, N_ ("Change the Account…")) },
  },
  {
      .id = "act-as",
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
      .remedies = { COPY_GRANT ("{grant-act-as}"),
                    CHANGE (SERVICE_ACCOUNT, N_ ("Change the Account…")),
                    OPEN (LUTHIER_CONSOLE "iam-admin/serviceaccounts",
                          N_ ("Open Service Accounts")) },
  },
  {
      .id = "agent-tokens",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "serviceAccounts\\.(getAccessToken|signBlob|implicitDelegation)|token "
                         "creator",
      .title = N_ ("The service may not use the job's service account"),
      .reason = N_ ("The service agent for tuning has to make tokens for the account that the job "
                    "runs as."),
      .what_to_do = N_ ("Ask for the role Service Account Token Creator on the account, for the "
                        "service agent, or leave the service account empty."),
      .remedies = { COPY_GRANT ("{grant-tokens}"),
                    CHANGE (SERVICE_ACCOUNT, N_ ("Change the Account…")),
                    OPEN (LUTHIER_CONSOLE "iam-admin/serviceaccounts",
                          N_ ("Open Service Accounts")) },
  },

  /* Whatever else is wrong with fields */
  {
      .id = "fields",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "List of found errors|\"fieldViolations\"",
      .title = N_ ("The service does not accept what was entered"),
      .what_to_do = N_ ("Change what the message names. Fields that Luthier knows are marked where "
                        "they are."),
      .vague = TRUE,
      .remedies = { TUNE_AGAIN },
  },
};

const LuthierSituation *
luthier_situations_get_of_settings (guint *n_situations)
{
  *n_situations = G_N_ELEMENTS (situations);

  return situations;
}
