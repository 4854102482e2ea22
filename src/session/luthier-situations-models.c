/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-situations-private.h"

#define ENDPOINT_FAILED "(fail|unable|could not).*(create|deploy).*endpoint"

/* What there is of the model. */
#define OPEN_MODEL OPEN ("{modelpage}", N_ ("Open the Model"))
#define TUNE_FURTHER                                                                               \
  {                                                                                                \
    .action = LUTHIER_ADVICE_TUNE_FURTHER, .label = N_ ("Tune It Further…"), .value = "{model}"    \
  }
#define COPY_NAME                                                                                  \
  {                                                                                                \
    .action = LUTHIER_ADVICE_COPY_TEXT, .label = N_ ("Copy the Model's Name"), .value = "{model}"  \
  }

static const LuthierSituation situations[] = {
  {
      .id = "endpoint-failed",
      .symptoms = JOB,
      .code = ANY,
      .left = LUTHIER_LEFT_MODEL,
      .message_pattern = ENDPOINT_FAILED,
      .title = N_ ("The model is ready, its endpoint is not"),
      /* Translators: {message} becomes a sentence of the service's, in English */
      /* xgettext: python-brace-format */
      .reason = N_ ("Tuning has succeeded and the tuned model is kept in the model registry. "
                    "{message}"),
      .reason_in_short = N_ (
          "Tuning has succeeded and the tuned model is kept in the model registry."),
      .what_to_do = N_ ("Open the model and deploy it to an endpoint. Tuning again would cost "
                        "again."),
      .remedies = { OPEN_MODEL, COPY_NAME, TUNE_FURTHER },
  },
  {
      .id = "endpoint-failed-in-words",
      .symptoms = JOB,
      .code = ANY,
      .message_pattern = ENDPOINT_FAILED,
      .title = N_ ("The model is ready, its endpoint is not"),
      /* xgettext: python-brace-format */
      .reason = N_ ("Tuning has succeeded and the tuned model is kept in the model registry. "
                    "{message}"),
      .reason_in_short = N_ (
          "Tuning has succeeded and the tuned model is kept in the model registry."),
      .what_to_do = N_ ("Deploy the model from the registry. Tuning again would cost again."),
      .remedies = { OPEN (LUTHIER_CONSOLE "vertex-ai/models", N_ ("Open Model Registry")) },
  },
  {
      .id = "endpoint-quota",
      .symptoms = JOB,
      .code = ANY,
      .message_pattern = "(endpoint|deployed model)s?.*(quota|limit)|(quota|limit).*endpoint",
      .title = N_ ("The project has too many endpoints"),
      .what_to_do = N_ ("Each checkpoint of each job has one. Delete those that nobody uses, and "
                        "deploy the model; or keep the last checkpoint only."),
      .remedies = { OPEN_MODEL,
                    OPEN (LUTHIER_CONSOLE "vertex-ai/online-prediction/endpoints",
                          N_ ("Open Endpoints")),
                    CHANGE (CHECKPOINTS, N_ ("Keep the Last Only…")) },
  },
  {
      .id = "model-left",
      .symptoms = JOB,
      .code = ANY,
      .left = LUTHIER_LEFT_MODEL,
      .title = N_ ("The job failed, and its model is there"),
      /* Translators: {message} becomes a sentence of the service's, in English */
      /* xgettext: python-brace-format */
      .reason = N_ ("Something went wrong after the model was in the registry. {message}"),
      .reason_in_short = N_ ("Something went wrong after the model was in the registry."),
      .what_to_do = N_ ("Open the model and try it before you tune again, which would cost again."),
      .vague = TRUE,
      .remedies = { OPEN_MODEL, COPY_NAME, TUNE_FURTHER },
  },
};

const LuthierSituation *
luthier_situations_get_of_models (guint *n_situations)
{
  *n_situations = G_N_ELEMENTS (situations);

  return situations;
}
