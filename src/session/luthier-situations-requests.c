/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-situations-private.h"

#define MORE_QUOTA OPEN ("{url|" LUTHIER_CONSOLE "iam-admin/quotas}", N_ ("Request a Higher Quota"))

static const LuthierSituation situations[] = {
  /* On this computer */
  {
      .id = "not-secure",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_NOT_SENT,
      .reason_pattern = LUTHIER_REASON_NOT_SECURE,
      .title = N_ ("No secure connection"),
      .what_to_do = N_ ("Look at the clock of this computer, and ask who runs the network about a "
                        "proxy. Nothing was sent."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "not-sent",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_NOT_SENT,
      .title = N_ ("Nothing was sent"),
      .what_to_do = N_ ("Check the network connection, then try again. Nothing was created."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "answer-lost",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_UNCERTAIN,
      .title = N_ ("The answer was lost"),
      .what_to_do = N_ ("Check the network connection, then try again."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "practice-ended",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_NOT_STARTED,
      .title = N_ ("The practice service does not run"),
      .what_to_do = N_ ("Start it again. Practice jobs and datasets are kept."),
      .remedies = { { .action = LUTHIER_ADVICE_TRY_AGAIN, .label = N_ ("Start Again") } },
  },
  {
      .id = "store",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_STORE,
      .title = N_ ("Luthier cannot keep its notes"),
      .what_to_do = N_ ("Look whether the disk is full and the data folder may be written to. "
                        "Without its notes, Luthier creates no job."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "file",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_DATASET,
      .title = N_ ("The dataset cannot be used"),
      .what_to_do = N_ ("Correct the file and choose it again."),
      .remedies = { CHOOSE_DATA },
  },
  {
      .id = "proxy",
      .symptoms = REQUEST,
      .code = ANY,
      .http_status = 407,
      .title = N_ ("The network's proxy wants a sign-in"),
      .what_to_do = N_ ("Sign in to the proxy in the settings of this computer, then try again. "
                        "Nothing reached the service."),
      .remedies = { TRY_AGAIN },
  },

  /* What is not there */
  {
      .id = "no-service",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_NOT_FOUND,
      .message_pattern = "<html|<!doctype|That.s an error",
      .title = N_ ("The address leads to no service"),
      .reason = N_ ("A web page answered in place of the service: the host does not serve this "
                    "path."),
      .what_to_do = N_ ("Check the region and the endpoint in the profile."),
      .remedies = { CHANGE (REGION, N_ ("Choose Another Region…")) },
  },
  {
      .id = "job-gone",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_NOT_FOUND,
      .message_pattern = "tuningJobs?[ /].*(not found|does not exist)",
      .title = N_ ("The service does not know this job any more"),
      .what_to_do = N_ ("What Luthier has seen of it stays here. Its model, if there is one, is in "
                        "the model registry."),
      .remedies = { OPEN (LUTHIER_CONSOLE "vertex-ai/models", N_ ("Open Model Registry")) },
  },
  {
      .id = "endpoint-gone",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_NOT_FOUND,
      .message_pattern = "endpoints?[ /].*(not found|does not exist)",
      .title = N_ ("The endpoint is gone"),
      .reason = N_ ("Somebody has deleted it. The job's own record of it is never put right."),
      .what_to_do = N_ ("Deploy the model again, or use another checkpoint."),
      .remedies = { OPEN (LUTHIER_CONSOLE "vertex-ai/models", N_ ("Open Model Registry")) },
  },
  {
      .id = "model-missing",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_NOT_FOUND,
      .message_pattern = "model",
      .title = N_ ("This model is not there"),
      .what_to_do = N_ ("It may be retired, or not be available in this region. Choose another "
                        "model or region."),
      .remedies = { CHANGE (BASE_MODEL, N_ ("Choose Another Model…")),
                    CHANGE (REGION, N_ ("Choose Another Region…")) },
  },
  {
      .id = "not-found",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_NOT_FOUND,
      .title = N_ ("The service does not find this"),
      .what_to_do = N_ ("The region may have no tuning, the model may be retired, or the project "
                        "may be another. Check all three."),
      .vague = TRUE,
      .remedies = { CHANGE (REGION, N_ ("Choose Another Region…")),
                    CHANGE (BASE_MODEL, N_ ("Choose Another Model…")) },
  },

  /* How much */
  {
      .id = "slots-of-open-models",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "concurrent managed OSS|concurrent_managed_oss",
      .title = N_ ("All places for jobs of open models are taken"),
      .what_to_do = N_ ("They have a quota of their own. Wait until such a job has ended, then try "
                        "again, or ask for a higher quota."),
      .remedies = { MORE_QUOTA, TRY_AGAIN },
  },
  {
      .id = "slots",
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
      .remedies = { MORE_QUOTA, TRY_AGAIN, TUNE_AGAIN },
  },
  {
      .id = "rate",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_RATE_LIMITED,
      .title = N_ ("Too many requests"),
      .what_to_do = N_ ("Wait a minute, then try again."),
      .remedies = { TRY_AGAIN },
  },

  /* The service itself */
  {
      .id = "job-over",
      .symptoms = REQUEST,
      .code = ANY,
      .message_pattern = "terminal state|cannot be cancell?ed|already (been )?(completed|finished|"
                         "cancell?ed)",
      .title = N_ ("The job is over already"),
      .reason = N_ ("It ended while the request was on its way."),
      .what_to_do = N_ ("Look at how it ended."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "not-offered",
      .symptoms = REQUEST,
      .code = ANY,
      .http_status = 501,
      .title = N_ ("The service does not do this"),
      .what_to_do = N_ ("Leave the settings that the message names automatic, or choose another "
                        "model."),
      .vague = TRUE,
      .remedies = { CHANGE (BASE_MODEL, N_ ("Choose Another Model…")), COPY_REPORT },
  },
  {
      .id = "internal",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_UNAVAILABLE,
      .http_status = 500,
      .title = N_ ("The service made a mistake"),
      .what_to_do = N_ ("Try again. If that repeats, report the text below to the service."),
      .vague = TRUE,
      .remedies = { TRY_AGAIN, COPY_REPORT },
  },
  {
      .id = "too-slow",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_UNAVAILABLE,
      .http_status = 504,
      .title = N_ ("The service took too long to answer"),
      .what_to_do = N_ ("It usually is back within minutes. Jobs go on meanwhile."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "unavailable",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_UNAVAILABLE,
      .title = N_ ("The service is not available"),
      .what_to_do = N_ ("It usually is back within minutes. Jobs go on meanwhile."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "bad-reply",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_BAD_REPLY,
      .title = N_ ("The answer cannot be read"),
      .what_to_do = N_ ("Something between this computer and the service may have changed it, "
                        "such as a sign-in page of the network."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "precondition",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_PRECONDITION,
      .title = N_ ("Something else has to be done first"),
      .what_to_do = N_ ("Change what the message names, then try again."),
      .vague = TRUE,
      .remedies = { COPY_REPORT },
  },
  {
      .id = "conflict",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_CONFLICT,
      .title = N_ ("Somebody else was faster"),
      .what_to_do = N_ ("Look at the present state, then try again if it is still needed."),
      .vague = TRUE,
      .remedies = { TRY_AGAIN },
  },
};

const LuthierSituation *
luthier_situations_get_of_requests (guint *n_situations)
{
  *n_situations = G_N_ELEMENTS (situations);

  return situations;
}
