/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-situations-private.h"

#define ENABLE                                                                                     \
  {                                                                                                \
    OPEN ("{url|" LUTHIER_CONSOLE "apis/library/aiplatform.googleapis.com}",                       \
          N_ ("Enable in Console")),                                                               \
        COPY_COMMAND ("{enable}"), TRY_AGAIN                                                       \
  }

static const LuthierSituation situations[] = {
  {
      .id = "api-disabled",
      .symptoms = BOTH,
      .code = ANY,
      .reason_pattern = "SERVICE_DISABLED",
      .title = N_ ("An API is not enabled in the project"),
      /* Translators: names go where the braces are: "aiplatform.googleapis.com" and "projects/123" */
      /* xgettext: python-brace-format */
      .reason = N_ ("{service} is not enabled in {consumer}."),
      .reason_in_short = N_ ("The service is not enabled in the project."),
      .what_to_do = N_ ("Enable it, wait a few minutes, then try again."),
      .remedies = ENABLE,
  },
  {
      .id = "api-disabled-in-words",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "has not been used in project|it is disabled",
      .title = N_ ("An API is not enabled in the project"),
      .what_to_do = N_ ("Enable it, wait a few minutes, then try again."),
      .remedies = ENABLE,
  },
  {
      .id = "billing",
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
      .remedies = { OPEN ("{url|" LUTHIER_CONSOLE "billing/projects}", N_ ("Open Billing")),
                    TRY_AGAIN },
  },
  {
      .id = "billing-in-words",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "requires billing|billing (account|is|has)|enable billing",
      .title = N_ ("The project has no billing account"),
      .what_to_do = N_ ("Link an open billing account to the project, wait a few minutes, then try "
                        "again."),
      .remedies = { OPEN ("{url|" LUTHIER_CONSOLE "billing/projects}", N_ ("Open Billing")),
                    TRY_AGAIN },
  },
  {
      .id = "quota-project",
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
      .remedies = { COPY_GRANT ("{grant-quota}"),
                    OPEN (LUTHIER_CONSOLE "iam-admin/iam", N_ ("Open Permissions")) },
  },
  {
      .id = "project-suspended",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "CONSUMER_SUSPENDED",
      .title = N_ ("The project is suspended"),
      .what_to_do = N_ ("Open the project in the console: it says why, and how to appeal."),
      .remedies = { OPEN ("{url|" LUTHIER_CONSOLE "}", N_ ("Open Console")) },
  },
  {
      .id = "project-unknown",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "CONSUMER_INVALID|RESOURCE_PROJECT_INVALID",
      .title = N_ ("There is no such project"),
      .what_to_do = N_ ("Check the project id in the profile. It is not the project's title."),
  },
  {
      .id = "perimeter",
      .symptoms = BOTH,
      .code = ANY,
      .reason_pattern = "SECURITY_POLICY_VIOLATED",
      .title = N_ ("A service perimeter is in the way"),
      .what_to_do = N_ ("The organisation allows this service only from certain networks. Ask its "
                        "administrator, with the text below."),
      .remedies = { COPY_REPORT },
  },
  {
      .id = "perimeter-in-words",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern =
          "prohibited by organization.s policy|vpcServiceControls|VPC Service Controls",
      .title = N_ ("A service perimeter is in the way"),
      .what_to_do = N_ ("The organisation allows this service only from certain networks. Ask its "
                        "administrator, with the text below."),
      .remedies = { COPY_REPORT },
  },
  {
      .id = "region-policy",
      .symptoms = BOTH,
      .code = ANY,
      .reason_pattern = "LOCATION_POLICY_VIOLATED",
      .title = N_ ("The organisation does not allow this region"),
      .what_to_do = N_ ("Choose another region."),
      .remedies = { GO_TO_REGION ("{otherregion}"),
                    CHANGE (REGION, N_ ("Choose Another Region…")) },
  },
  {
      .id = "region-policy-in-words",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "constraints/gcp\\.resourceLocations",
      .title = N_ ("The organisation does not allow this region"),
      .what_to_do = N_ ("Choose another region."),
      .remedies = { GO_TO_REGION ("{otherregion}"),
                    CHANGE (REGION, N_ ("Choose Another Region…")) },
  },
  {
      .id = "key-demanded",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "constraints/gcp\\.restrict(NonCmekServices|CmekCryptoKeyProjects)",
      .title = N_ ("The organisation wants an encryption key of its own"),
      .reason = N_ ("A policy of the organisation says which keys have to protect the job."),
      .what_to_do = N_ ("Choose an encryption key that the policy allows. Some models take none: "
                        "those cannot be tuned here."),
      .remedies = { CHANGE (KMS_KEY, N_ ("Choose a Key…")) },
  },
  {
      .id = "policy",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "organi[sz]ation policy|constraints/",
      .title = N_ ("A policy of the organisation is in the way"),
      .what_to_do = N_ ("Choose what the policy allows, or ask the administrator of the "
                        "organisation."),
      .remedies = { TUNE_AGAIN, COPY_REPORT },
  },
  {
      .id = "allow-list",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "allow.?list",
      .title = N_ ("This project may not tune this model yet"),
      .what_to_do = N_ ("Choose another model, or ask Google for access."),
      .remedies = { CHANGE (BASE_MODEL, N_ ("Choose Another Model…")) },
  },
  {
      .id = "terms",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "terms of service|(accept|agree to) the .*terms",
      .title = N_ ("Terms of use have to be accepted first"),
      .what_to_do = N_ ("Open the model in the console, where its terms can be accepted, then try "
                        "again."),
      .remedies = { OPEN ("{url|" LUTHIER_CONSOLE "vertex-ai/model-garden}", N_ ("Open Models")),
                    TRY_AGAIN },
  },
  {
      .id = "country",
      .symptoms = REQUEST,
      .code = ANY,
      .message_pattern = "user location is not supported",
      .title = N_ ("The service is not offered where you are"),
      .reason = N_ ("It goes by the address from which the request comes."),
      .what_to_do = N_ ("If a VPN or proxy leads through another country, go without it, then try "
                        "again."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "other-gemini",
      .symptoms = REQUEST,
      .code = ANY,
      .message_pattern = "generativelanguage|not supported in (the )?Gemini (Developer )?API",
      .title = N_ ("This is the other Gemini"),
      .reason = N_ (
          "The Gemini Developer API of AI Studio has no models that can be tuned. Luthier "
          "tunes in a project of Google Cloud."),
      .what_to_do = N_ ("Leave the endpoint in the profile empty."),
  },
  {
      .id = "agents-being-made",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "service agents? (is|are) being (provisioned|created)",
      .title = N_ ("The project is being set up for tuning"),
      .reason = N_ ("The accounts under which the service reads data are being made. That happens "
                    "once in a project."),
      .what_to_do = N_ ("Wait a few minutes, then try again."),
      .remedies = { TRY_AGAIN, TUNE_AGAIN },
  },
  {
      .id = "agent-missing",
      .symptoms = BOTH,
      .code = ANY,
      .message_pattern = "(gcp-sa-|service agent).*(does not exist|not found)|principal .*does not "
                         "exist",
      .title = N_ ("The service agent for tuning does not exist yet"),
      .reason = N_ ("It is made with the first tuning job of a project. Until then nothing can be "
                    "granted to it."),
      .what_to_do = N_ ("Have it made with the command, or begin with a job whose data need no "
                        "grant, and grant afterwards."),
      .remedies = { COPY_COMMAND ("{make-agent}"), TRY_AGAIN, TUNE_AGAIN },
  },
};

const LuthierSituation *
luthier_situations_get_of_projects (guint *n_situations)
{
  *n_situations = G_N_ELEMENTS (situations);

  return situations;
}
