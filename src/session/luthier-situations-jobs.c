/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-situations.h"

#include <glib/gi18n.h>

#define JOB LUTHIER_SYMPTOM_JOB
#define ANY LUTHIER_SYMPTOM_ANY_CODE

#define TUNE_AGAIN .action = LUTHIER_ADVICE_TUNE_AGAIN, .action_label = N_ ("Tune Again")

/* Numbers of google.rpc.Code, which jobs carry. */
enum
{
  RPC_INVALID_ARGUMENT = 3,
  RPC_DEADLINE_EXCEEDED = 4,
  RPC_NOT_FOUND = 5,
  RPC_PERMISSION_DENIED = 7,
  RPC_RESOURCE_EXHAUSTED = 8,
  RPC_FAILED_PRECONDITION = 9,
  RPC_INTERNAL = 13,
  RPC_UNAVAILABLE = 14,
};

static const LuthierSituation situations[] = {
  {
      .symptoms = JOB,
      .code = ANY,
      .message_pattern = "(fail|unable|could not).*(create|deploy).*endpoint",
      .title = N_ ("The model is ready, its endpoint is not"),
      /* Translators: {message} becomes a sentence of the service's, in English */
      /* xgettext: python-brace-format */
      .reason = N_ ("Tuning has succeeded and the tuned model is kept in the model registry. "
                    "{message}"),
      .reason_in_short = N_ (
          "Tuning has succeeded and the tuned model is kept in the model registry."),
      .what_to_do = N_ ("Deploy the model from the registry. Tuning again would cost again."),
      .action = LUTHIER_ADVICE_OPEN_URL,
      .action_label = N_ ("Open Model Registry"),
      .action_value = LUTHIER_CONSOLE "vertex-ai/models",
  },
  {
      .symptoms = JOB,
      .code = ANY,
      .message_pattern = "10 ?%|10 percent|too many .*(dropped|invalid)|examples .*(were )?dropped",
      .title = N_ ("Too many examples were dropped"),
      .what_to_do = N_ ("A job fails if more than a tenth of its examples cannot be used. Check "
                        "the dataset for the model's rules, correct it and tune again."),
      TUNE_AGAIN,
  },
  {
      .symptoms = JOB,
      .code = ANY,
      .message_pattern = "\\b(line|row)s?:? #?(?<line>[0-9]+)",
      /* xgettext: python-brace-format */
      .title = N_ ("Line {line} of the dataset is wrong"),
      .what_to_do = N_ ("Open the dataset, correct the line and what is like it, and tune again."),
      TUNE_AGAIN,
  },
  {
      .symptoms = JOB,
      .code = RPC_INVALID_ARGUMENT,
      .message_pattern = "dataset|example|jsonl",
      .title = N_ ("The dataset does not keep the model's rules"),
      .what_to_do = N_ ("Check the dataset for this model, correct it and tune again."),
      TUNE_AGAIN,
  },
  {
      .symptoms = JOB,
      .code = RPC_INVALID_ARGUMENT,
      .title = N_ ("The service refused a setting"),
      .what_to_do = N_ (
          "Change what the message names, and tune again. Data and settings are kept."),
      TUNE_AGAIN,
  },
  {
      .symptoms = JOB,
      .code = RPC_NOT_FOUND,
      .title = N_ ("Something the job needs is not there"),
      .what_to_do = N_ ("Check that the dataset and the model still exist, and tune again."),
      TUNE_AGAIN,
  },
  {
      .symptoms = JOB,
      .code = RPC_PERMISSION_DENIED,
      .title = N_ ("The service agent may not do this"),
      .what_to_do = N_ ("The job runs under an account of its own. Give the service agent for "
                        "tuning access to the bucket and the key, and tune again."),
      TUNE_AGAIN,
  },
  {
      .symptoms = JOB,
      .code = RPC_RESOURCE_EXHAUSTED,
      .title = N_ ("There was no room for the job"),
      .what_to_do = N_ ("Tune again later, or in another region."),
      TUNE_AGAIN,
  },
  {
      .symptoms = JOB,
      .code = RPC_DEADLINE_EXCEEDED,
      .title = N_ ("The job took too long"),
      .what_to_do = N_ ("Tune again, with fewer epochs or examples if that repeats."),
      TUNE_AGAIN,
  },
  {
      .symptoms = JOB,
      .code = RPC_FAILED_PRECONDITION,
      .title = N_ ("Something else has to be done first"),
      .what_to_do = N_ ("Change what the message names, and tune again."),
      TUNE_AGAIN,
  },
  {
      .symptoms = JOB,
      .code = RPC_INTERNAL,
      .title = N_ ("The service failed"),
      .what_to_do = N_ ("Tune again. If that repeats, report the text below to the service."),
      TUNE_AGAIN,
  },
  {
      .symptoms = JOB,
      .code = RPC_UNAVAILABLE,
      .title = N_ ("The service was not available"),
      .what_to_do = N_ ("Tune again later."),
      TUNE_AGAIN,
  },
};

const LuthierSituation *
luthier_situations_get_of_jobs (guint *n_situations)
{
  *n_situations = G_N_ELEMENTS (situations);

  return situations;
}
