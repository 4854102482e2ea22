/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-admin-command.h"
#include "luthier-connection-test-private.h"
#include "luthier-error.h"

/* What others need who act for the caller: the service's own agent, the account that the job runs
 * as, and the key. */

#define READER_ROLE  "roles/storage.objectViewer"
#define KEY_ROLE     "roles/cloudkms.cryptoKeyEncrypterDecrypter"
#define ACCOUNT_ROLE "roles/aiplatform.tuningServiceAgent"
#define TOKENS_ROLE  "roles/iam.serviceAccountTokenCreator"
#define ACT_AS_ROLE  "roles/iam.serviceAccountUser"

#define MASK LUTHIER_FACT_MASK

/* Each of them reads objects. */
static const char *const reader_roles[] = {
  READER_ROLE,
  "roles/storage.objectUser",
  "roles/storage.objectAdmin",
  "roles/storage.admin",
  "roles/storage.legacyObjectReader",
  "roles/storage.legacyObjectOwner",
  NULL,
};

/* And these too, on a project: what the service gives its agents by itself. */
static const char *const agent_roles[] = { ACCOUNT_ROLE, "roles/aiplatform.serviceAgent", NULL };

static const char *const key_roles[] = { KEY_ROLE, NULL };
static const char *const account_roles[] = { ACCOUNT_ROLE, NULL };
static const char *const tokens_roles[] = { TOKENS_ROLE, NULL };

/* A grant that somebody needs, in one policy or in the project's. */
typedef struct
{
  const char *member;
  const char *const *roles;         /* the first is the one to grant */
  const char *const *project_roles; /* (nullable): of more */
  LuthierFact policy;
  gboolean member_exists;
  char *command; /* (owned): what grants it */
} Need;

static const char *
get_address (const char *member)
{
  return strchr (member, ':') + 1;
}

/* Whoever is named in a policy exists; the agent is made with the project's first job. */
static gboolean
agent_exists (LuthierConnectionFacts *facts)
{
  for (guint fact = 0; fact < LUTHIER_N_FACTS; fact++)
    if (facts->policies[fact] != NULL && luthier_policy_names (facts->policies[fact], facts->agent))
      return TRUE;
  return FALSE;
}

static LuthierGrant
get_grant (LuthierConnectionFacts *facts, LuthierFact fact, const Need *need)
{
  LuthierPolicy *policy = facts->policies[fact];
  LuthierGrant grant;

  if (policy == NULL)
    return LUTHIER_GRANT_MISSING;
  grant = luthier_policy_get_any_grant (policy, need->roles, need->member);
  if (fact == LUTHIER_FACT_PROJECT_POLICY && need->project_roles != NULL)
    grant = MAX (grant, luthier_policy_get_any_grant (policy, need->project_roles, need->member));
  return grant;
}

static void
report_missing (const Need *need, LuthierProbeReport *report)
{
  if (need->member_exists)
    luthier_probe_report_say (report, LUTHIER_PROBE_BAD,
                              _ ("%s lacks the role %s. An administrator can grant it with the "
                                 "command; what it has through a group is not seen here."),
                              get_address (need->member), need->roles[0]);
  else
    luthier_probe_report_say (report, LUTHIER_PROBE_WARNING,
                              _ ("%s lacks the role %s, and does not exist yet. The command fails "
                                 "with “Principal does not exist” until the project has had its "
                                 "first tuning job."),
                              get_address (need->member), need->roles[0]);
}

static void
judge_need (LuthierConnectionFacts *facts, Need *need, LuthierProbeReport *report)
{
  g_autofree char *command = g_steal_pointer (&need->command);
  const LuthierGrant grant = MAX (get_grant (facts, need->policy, need),
                                  get_grant (facts, LUTHIER_FACT_PROJECT_POLICY, need));

  if (grant == LUTHIER_GRANT_THERE)
    {
      luthier_probe_report_say (report, LUTHIER_PROBE_GOOD, _ ("%s has the rights that it needs."),
                                get_address (need->member));
      return;
    }
  if (grant == LUTHIER_GRANT_CONDITIONAL)
    luthier_probe_report_say (report, LUTHIER_PROBE_WARNING,
                              _ ("%s has the role %s under a condition. Whether that is met shows "
                                 "when a job runs."),
                              get_address (need->member), need->roles[0]);
  /* It may be granted where one cannot look. */
  else if (luthier_connection_test_blame (facts, need->policy, report) ||
           luthier_connection_test_blame (facts, LUTHIER_FACT_PROJECT_POLICY, report))
    return;
  else
    report_missing (need, report);
  report->grant = g_strdup (need->roles[0]);
  report->command = g_steal_pointer (&command);
}

/* TRUE: the agent has no name, because the project's number is not known. */
static gboolean
blame_number (LuthierConnectionFacts *facts, LuthierProbeReport *report)
{
  return luthier_connection_test_blame (facts, LUTHIER_FACT_NUMBER, report);
}

static void
judge_agent (LuthierConnectionFacts *facts, const char *subject, LuthierProbeReport *report)
{
  if (blame_number (facts, report))
    return;
  if (agent_exists (facts))
    {
      luthier_probe_report_say (report, LUTHIER_PROBE_GOOD, _ ("%s exists."),
                                get_address (facts->agent));
      return;
    }
  if (luthier_connection_test_blame (facts, LUTHIER_FACT_PROJECT_POLICY, report))
    return;
  luthier_probe_report_say (report, LUTHIER_PROBE_WARNING,
                            _ ("%s does not exist before the first tuning job of the project, and "
                               "until then nothing can be granted to it (“Principal does not "
                               "exist”). A first small job makes it; the command may, too."),
                            get_address (facts->agent));
  report->command = luthier_admin_command_make_agent (facts->project);
}

/* The account of the job reads the data, if it has one, else the agent does. */
static void
judge_reader (LuthierConnectionFacts *facts, const char *subject, LuthierProbeReport *report)
{
  g_autofree char *account = NULL;
  Need need = {
    .roles = reader_roles,
    .project_roles = agent_roles,
    .policy = LUTHIER_FACT_BUCKET_POLICY,
    .member_exists = TRUE,
  };

  if (facts->bucket == NULL)
    {
      luthier_probe_report_say (report, LUTHIER_PROBE_SKIPPED, "%s",
                                _ ("No bucket is named, so none was looked at."));
      return;
    }
  if (g_error_matches (facts->errors[LUTHIER_FACT_BUCKET_POLICY], LUTHIER_ERROR,
                       LUTHIER_ERROR_NOT_FOUND))
    {
      luthier_probe_report_say (report, LUTHIER_PROBE_SKIPPED, "%s",
                                _ ("The bucket is not there, so its rights were not looked at."));
      return;
    }
  if (facts->service_account != NULL)
    account = g_strconcat ("serviceAccount:", facts->service_account, NULL);
  else if (blame_number (facts, report))
    return;
  else
    need.member_exists = agent_exists (facts);

  need.member = account != NULL ? account : facts->agent;
  need.command = luthier_admin_command_grant_on_bucket (facts->bucket, need.member, READER_ROLE);
  judge_need (facts, &need, report);
}

/* "projects/P/locations/L/..." to L. */
static char *
get_location (const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, "/", -1);

  return g_strdup (g_strv_length (parts) > 3 ? parts[3] : "");
}

/* Why a thing is of no use, if that is known. */
static gboolean
report_unusable (LuthierConnectionFacts *facts,
                 LuthierFact fact,
                 const char *name,
                 LuthierProbeReport *report)
{
  const GError *error = facts->errors[fact];

  if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_FOUND))
    luthier_probe_report_say (report, LUTHIER_PROBE_BAD,
                              _ ("There is no “%s”. Choose another one."), name);
  else if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_PRECONDITION) ||
           g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID))
    luthier_probe_report_say (report, LUTHIER_PROBE_BAD, "%s", error->message);
  else
    return luthier_connection_test_blame (facts, fact, report);
  return TRUE;
}

/* Of what is not there, or no name at all, rights are not asked about. */
static gboolean
skip_absent (LuthierConnectionFacts *facts, LuthierFact fact, LuthierProbeReport *report)
{
  const GError *error = facts->errors[fact];

  if (!g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_FOUND) &&
      !g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID))
    return FALSE;
  luthier_probe_report_say (report, LUTHIER_PROBE_SKIPPED, "%s",
                            _ ("It is not there, so its rights were not looked at."));
  return TRUE;
}

static void
judge_key (LuthierConnectionFacts *facts, const char *subject, LuthierProbeReport *report)
{
  g_autofree char *location = get_location (facts->kms_key);

  if (!report_unusable (facts, LUTHIER_FACT_KEY, facts->kms_key, report))
    luthier_probe_report_say (report, LUTHIER_PROBE_GOOD,
                              _ ("The key can be used for jobs in the region %s."), location);
}

static void
judge_agent_key (LuthierConnectionFacts *facts, const char *subject, LuthierProbeReport *report)
{
  Need need = { .roles = key_roles, .policy = LUTHIER_FACT_KEY_POLICY };

  if (skip_absent (facts, LUTHIER_FACT_KEY, report) || blame_number (facts, report))
    return;
  need.member = facts->agent;
  need.member_exists = agent_exists (facts);
  need.command = luthier_admin_command_grant_on_key (facts->kms_key, facts->agent, KEY_ROLE);
  judge_need (facts, &need, report);
}

static void
judge_account (LuthierConnectionFacts *facts, const char *subject, LuthierProbeReport *report)
{
  if (!report_unusable (facts, LUTHIER_FACT_ACCOUNT, facts->service_account, report))
    luthier_probe_report_say (report, LUTHIER_PROBE_GOOD, _ ("“%s” is there and enabled."),
                              facts->service_account);
}

static void
judge_act_as (LuthierConnectionFacts *facts, const char *permission, LuthierProbeReport *report)
{
  g_autofree char *caller = luthier_connection_test_get_caller (facts);

  if (skip_absent (facts, LUTHIER_FACT_ACCOUNT, report) ||
      luthier_connection_test_blame (facts, LUTHIER_FACT_ACCOUNT_PERMISSIONS, report))
    return;
  if (g_strv_contains ((const char *const *) facts->held[LUTHIER_FACT_ACCOUNT_PERMISSIONS],
                       permission))
    {
      luthier_probe_report_say (report, LUTHIER_PROBE_GOOD, _ ("This account may act as “%s”."),
                                facts->service_account);
      return;
    }
  luthier_probe_report_say (report, LUTHIER_PROBE_BAD,
                            _ ("This account lacks %s on “%s”. An administrator can grant the "
                               "role %s with the command."),
                            permission, facts->service_account, ACT_AS_ROLE);
  report->grant = g_strdup (permission);
  report->command = luthier_admin_command_grant_on_account (facts->service_account, caller,
                                                            ACT_AS_ROLE);
}

static void
judge_account_role (LuthierConnectionFacts *facts, const char *subject, LuthierProbeReport *report)
{
  g_autofree char *member = g_strconcat ("serviceAccount:", facts->service_account, NULL);
  Need need = {
    .member = member,
    .roles = account_roles,
    .policy = LUTHIER_FACT_PROJECT_POLICY,
    .member_exists = TRUE,
  };

  if (skip_absent (facts, LUTHIER_FACT_ACCOUNT, report))
    return;
  need.command = luthier_admin_command_grant_on_project (facts->project, member, ACCOUNT_ROLE);
  judge_need (facts, &need, report);
}

static void
judge_agent_tokens (LuthierConnectionFacts *facts, const char *subject, LuthierProbeReport *report)
{
  Need need = { .roles = tokens_roles, .policy = LUTHIER_FACT_ACCOUNT_POLICY };

  if (skip_absent (facts, LUTHIER_FACT_ACCOUNT, report) || blame_number (facts, report))
    return;
  need.member = facts->agent;
  need.member_exists = agent_exists (facts);
  need.command = luthier_admin_command_grant_on_account (facts->service_account, facts->agent,
                                                         TOKENS_ROLE);
  judge_need (facts, &need, report);
}

static gboolean
has_key (LuthierConnectionFacts *facts)
{
  return facts->kms_key != NULL;
}

static gboolean
has_account (LuthierConnectionFacts *facts)
{
  return facts->service_account != NULL;
}

/* Whether the agent exists shows in every policy. */
#define AGENT_MASK                                                                                 \
  (MASK (LUTHIER_FACT_NUMBER) | MASK (LUTHIER_FACT_PROJECT_POLICY) |                               \
   MASK (LUTHIER_FACT_BUCKET_POLICY) | MASK (LUTHIER_FACT_KEY_POLICY) |                            \
   MASK (LUTHIER_FACT_ACCOUNT_POLICY))

const LuthierProbeKind luthier_connection_test_agent_kinds[] = {
  { "agent", N_ ("Service agent of tuning"), AGENT_MASK, judge_agent, NULL, NULL },
  { "agent-bucket", N_ ("Reading the data"), AGENT_MASK, judge_reader, NULL, NULL },
  { "key", N_ ("Encryption key"), MASK (LUTHIER_FACT_KEY), judge_key, NULL, has_key },
  { "agent-key", N_ ("Using the encryption key"), AGENT_MASK | MASK (LUTHIER_FACT_KEY),
    judge_agent_key, NULL, has_key },
  { "account", N_ ("Service account of jobs"), MASK (LUTHIER_FACT_ACCOUNT), judge_account, NULL,
    has_account },
  { "account-use", N_ ("Acting as the service account"),
    MASK (LUTHIER_FACT_ACCOUNT) | MASK (LUTHIER_FACT_ACCOUNT_PERMISSIONS), judge_act_as,
    LUTHIER_PERMISSION_ACT_AS, has_account },
  { "account-role", N_ ("Rights of the service account"),
    MASK (LUTHIER_FACT_ACCOUNT) | MASK (LUTHIER_FACT_PROJECT_POLICY), judge_account_role, NULL,
    has_account },
  { "agent-account", N_ ("Tokens of the service account"), AGENT_MASK | MASK (LUTHIER_FACT_ACCOUNT),
    judge_agent_tokens, NULL, has_account },
  { NULL, NULL, 0, NULL, NULL, NULL },
};
