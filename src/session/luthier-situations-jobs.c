/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-situations-private.h"

#define COPY_ENDPOINT                                                                              \
  {                                                                                                \
    .action = LUTHIER_ADVICE_COPY_TEXT, .label = N_ ("Copy the Endpoint's Name"),                  \
    .value = "{lastendpoint}"                                                                      \
  }

#define OTHER_REGION GO_TO_REGION ("{otherregion}")
#define MORE_QUOTA   OPEN ("{url|" LUTHIER_CONSOLE "iam-admin/quotas}", N_ ("Request a Higher Quota"))

static const LuthierSituation situations[] = {
  /* While it ran */
  {
      .id = "diverged",
      .symptoms = JOB,
      .code = ANY,
      .message_pattern = "\\bNaN\\b|not finite|diverg|loss (is|became|was) (inf|nan)",
      .title = N_ ("The training got out of hand"),
      .reason = N_ ("The loss became so large that it is no number any more."),
      .what_to_do = N_ ("Halve the learning rate, or leave it automatic. If that repeats, look for "
                        "examples that are much longer than the others."),
      .remedies = { CHANGE (LEARNING_RATE, N_ ("Change the Learning Rate…")), OPEN_DATA },
  },
  {
      .id = "capacity",
      .symptoms = JOB,
      .code = ANY,
      .message_pattern = "capacity|stock.?out|out of (resources|accelerators)|(no|insufficient) "
                         "(resources|accelerators|TPUs?|GPUs?)",
      .title = N_ ("The region had no room for the job"),
      .what_to_do = N_ ("Another region may have. Or tune again later."),
      .remedies = { OTHER_REGION, TUNE_AGAIN },
  },
  {
      .id = "quota-of-job",
      .symptoms = JOB,
      .code = ANY,
      .message_pattern = "\\bquota\\b",
      .title = N_ ("A quota of the project is used up"),
      .what_to_do = N_ ("Wait until other jobs have ended and tune again, or ask for a higher "
                        "quota."),
      .remedies = { TUNE_AGAIN, MORE_QUOTA },
  },
  {
      .id = "preempted",
      .symptoms = JOB,
      .code = ANY,
      .message_pattern = "pre-?empted|interrupted|worker (was )?(lost|restarted)|maintenance",
      .title = N_ ("The service interrupted the job"),
      .reason = N_ ("The machines that it ran on were taken away."),
      .what_to_do = N_ ("Tune again. If that repeats, try another region."),
      .remedies = { TUNE_AGAIN, OTHER_REGION },
  },
  {
      .id = "expired",
      .symptoms = JOB,
      .code = ANY,
      .state = LUTHIER_JOB_STATE_EXPIRED,
      .title = N_ ("The job ran out of time"),
      .reason = N_ ("It waited or ran longer than the service lets a job."),
      .what_to_do = N_ ("Tune again, in another region if it never began, or with fewer epochs if "
                        "it was slow."),
      .remedies = { TUNE_AGAIN, OTHER_REGION, CHANGE (EPOCHS, N_ ("Change the Epochs…")) },
  },

  {
      .id = "checkpoints-left",
      .symptoms = JOB,
      .code = ANY,
      .left = LUTHIER_LEFT_CHECKPOINTS,
      .title = N_ ("The job failed late: some checkpoints are there"),
      /* Translators: {message} becomes a sentence of the service's, in English */
      /* xgettext: python-brace-format */
      .reason = N_ ("What was tuned up to the last checkpoint has an endpoint. {message}"),
      .reason_in_short = N_ ("What was tuned up to the last checkpoint has an endpoint."),
      .what_to_do = N_ ("Try the last checkpoint before you tune again: it may be good enough."),
      .vague = TRUE,
      .remedies = { COPY_ENDPOINT, TUNE_AGAIN },
  },

  /* By its kind, for want of anything better */
  {
      .id = "job-invalid",
      .symptoms = JOB,
      .code = RPC_INVALID_ARGUMENT,
      .title = N_ ("The service refused a setting"),
      .what_to_do = N_ (
          "Change what the message names, and tune again. Data and settings are kept."),
      .vague = TRUE,
      .remedies = { TUNE_AGAIN, COPY_REPORT },
  },
  {
      .id = "job-out-of-range",
      .symptoms = JOB,
      .code = RPC_OUT_OF_RANGE,
      .title = N_ ("A value is outside of what is allowed"),
      .what_to_do = N_ (
          "Change what the message names, and tune again. Data and settings are kept."),
      .vague = TRUE,
      .remedies = { TUNE_AGAIN, COPY_REPORT },
  },
  {
      .id = "job-not-found",
      .symptoms = JOB,
      .code = RPC_NOT_FOUND,
      .title = N_ ("Something the job needs is not there"),
      .what_to_do = N_ ("Check that the dataset and the model still exist, and tune again."),
      .vague = TRUE,
      .remedies = { TUNE_AGAIN, COPY_REPORT },
  },
  {
      .id = "job-exists",
      .symptoms = JOB,
      .code = RPC_ALREADY_EXISTS,
      .title = N_ ("There is something of this name already"),
      .what_to_do = N_ ("Tune again under another name."),
      .vague = TRUE,
      .remedies = { CHANGE (DISPLAY_NAME, N_ ("Change the Name…")), COPY_REPORT },
  },
  {
      .id = "job-denied",
      .symptoms = JOB,
      .code = RPC_PERMISSION_DENIED,
      .title = N_ ("The service agent may not do this"),
      .what_to_do = N_ ("The job runs under an account of its own. Give the service agent for "
                        "tuning access to the bucket and the key, and tune again."),
      .vague = TRUE,
      .remedies = { COPY_GRANT ("{grant-bucket}"),
                    OPEN (LUTHIER_CONSOLE "iam-admin/iam", N_ ("Open Permissions")), TUNE_AGAIN },
  },
  {
      .id = "job-unauthenticated",
      .symptoms = JOB,
      .code = RPC_UNAUTHENTICATED,
      .title = N_ ("The service did not accept the job's account"),
      .what_to_do = N_ ("Check that the service account is enabled, or leave it empty, and tune "
                        "again."),
      .vague = TRUE,
      .remedies = { CHANGE (SERVICE_ACCOUNT, N_ ("Change the Account…")),
                    OPEN (LUTHIER_CONSOLE "iam-admin/serviceaccounts",
                          N_ ("Open Service Accounts")) },
  },
  {
      .id = "job-exhausted",
      .symptoms = JOB,
      .code = RPC_RESOURCE_EXHAUSTED,
      .title = N_ ("There was no room for the job"),
      .what_to_do = N_ ("Tune again later, or in another region."),
      .vague = TRUE,
      .remedies = { OTHER_REGION, TUNE_AGAIN },
  },
  {
      .id = "job-deadline",
      .symptoms = JOB,
      .code = RPC_DEADLINE_EXCEEDED,
      .title = N_ ("The job took too long"),
      .what_to_do = N_ ("Tune again, with fewer epochs or examples if that repeats."),
      .remedies = { TUNE_AGAIN, CHANGE (EPOCHS, N_ ("Change the Epochs…")) },
  },
  {
      .id = "job-precondition",
      .symptoms = JOB,
      .code = RPC_FAILED_PRECONDITION,
      .title = N_ ("Something else has to be done first"),
      .what_to_do = N_ ("Change what the message names, and tune again."),
      .vague = TRUE,
      .remedies = { TUNE_AGAIN, COPY_REPORT },
  },
  {
      .id = "job-aborted",
      .symptoms = JOB,
      .code = RPC_ABORTED,
      .title = N_ ("The service gave the job up"),
      .what_to_do = N_ ("Something else got in its way. Tune again."),
      .vague = TRUE,
      .remedies = { TUNE_AGAIN, COPY_REPORT },
  },
  {
      .id = "job-unimplemented",
      .symptoms = JOB,
      .code = RPC_UNIMPLEMENTED,
      .title = N_ ("The service does not do this yet"),
      .what_to_do = N_ ("Leave the settings that the message names automatic, or choose another "
                        "model."),
      .vague = TRUE,
      .remedies = { TUNE_AGAIN, COPY_REPORT },
  },
  {
      .id = "job-internal",
      .symptoms = JOB,
      .code = RPC_INTERNAL,
      .title = N_ ("The service failed"),
      .what_to_do = N_ ("Tune again. If that repeats, report the text below to the service."),
      .vague = TRUE,
      .remedies = { TUNE_AGAIN, OTHER_REGION, COPY_REPORT },
  },
  {
      .id = "job-data-loss",
      .symptoms = JOB,
      .code = RPC_DATA_LOSS,
      .title = N_ ("The service lost what it was working on"),
      .what_to_do = N_ ("Tune again. Your data in the bucket are not concerned."),
      .vague = TRUE,
      .remedies = { TUNE_AGAIN, COPY_REPORT },
  },
  {
      .id = "job-unavailable",
      .symptoms = JOB,
      .code = RPC_UNAVAILABLE,
      .title = N_ ("The service was not available"),
      .what_to_do = N_ ("Tune again later."),
      .remedies = { TUNE_AGAIN, OTHER_REGION },
  },
  {
      .id = "job-silent",
      .symptoms = JOB,
      .code = 0,
      .title = N_ ("No reason was given"),
      .reason = N_ ("The service says that the job failed, and nothing else."),
      .what_to_do = N_ ("Tune again. If that repeats, report the job to the service."),
      .remedies = { TUNE_AGAIN, COPY_REPORT },
  },
};

const LuthierSituation *
luthier_situations_get_of_jobs (guint *n_situations)
{
  *n_situations = G_N_ELEMENTS (situations);

  return situations;
}
