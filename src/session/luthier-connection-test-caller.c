/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-admin-command.h"
#include "luthier-connection-test-private.h"
#include "luthier-error.h"

/* What the caller needs: a sign-in, the right time, a project, its APIs and rights. */

/* More than a signature may be off. */
#define BAD_SKEW     (5 * 60 * G_USEC_PER_SEC)
#define WARNING_SKEW (60 * G_USEC_PER_SEC)

#define USER_ROLE          "roles/aiplatform.user"
#define BUCKET_VIEWER_ROLE "roles/storage.bucketViewer"
#define OBJECT_USER_ROLE   "roles/storage.objectUser"

#define MASK LUTHIER_FACT_MASK

/* Only the user can help, not the time. */
static gboolean
is_sign_in_error (const GError *error)
{
  static const LuthierError codes[] = {
    LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_ERROR_UNAUTHENTICATED, LUTHIER_ERROR_CREDENTIAL,
    LUTHIER_ERROR_KEYRING,        LUTHIER_ERROR_INVALID,         LUTHIER_ERROR_FORBIDDEN,
    LUTHIER_ERROR_NOT_FOUND,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, LUTHIER_ERROR, (int) codes[i]))
      return TRUE;
  return FALSE;
}

/* The token was given out, and is refused where it is used. */
static gboolean
is_token_refused (const GError *error)
{
  return g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_SIGN_IN_NEEDED) ||
         g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_UNAUTHENTICATED);
}

/* Did anybody answer, be it with a refusal? */
static gboolean
is_answer (const GError *error)
{
  return error == NULL || luthier_error_get_http_status (error) != 0;
}

gboolean
luthier_connection_test_blame (LuthierConnectionFacts *facts,
                               LuthierFact fact,
                               LuthierProbeReport *report)
{
  const GError *error = facts->errors[fact];

  if (error == NULL)
    return FALSE;

  if (facts->errors[LUTHIER_FACT_TOKEN] != NULL || is_token_refused (error))
    luthier_probe_report_say (report, LUTHIER_PROBE_UNKNOWN, "%s",
                              _ ("This cannot be looked at without a sign-in."));
  else if (g_strcmp0 (luthier_error_get_reason (error), "SERVICE_DISABLED") == 0)
    luthier_probe_report_say (
        report, LUTHIER_PROBE_UNKNOWN, "%s",
        _ ("The API that could tell is not enabled in the project, so this is "
           "not known."));
  else if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_FORBIDDEN))
    luthier_probe_report_say (report, LUTHIER_PROBE_UNKNOWN, "%s",
                              _ ("This account may not look at it, so this is not known."));
  else
    luthier_probe_report_say (report, LUTHIER_PROBE_UNKNOWN, "%s", error->message);

  report->url = g_strdup (luthier_error_get_help_url (error));
  report->error = g_error_copy (error);
  return TRUE;
}

char *
luthier_connection_test_get_caller (LuthierConnectionFacts *facts)
{
  /* A placeholder that whoever pastes the command sees and fills in. */
  return luthier_admin_command_get_member (facts->account != NULL ? facts->account : "ACCOUNT");
}

static void
judge_sign_in (LuthierConnectionFacts *facts, const char *subject, LuthierProbeReport *report)
{
  const GError *error = facts->errors[LUTHIER_FACT_TOKEN];

  if (error == NULL && is_token_refused (facts->errors[LUTHIER_FACT_NUMBER]))
    error = facts->errors[LUTHIER_FACT_NUMBER];
  if (error == NULL && facts->account != NULL)
    luthier_probe_report_say (report, LUTHIER_PROBE_GOOD, _ ("Signed in as %s."), facts->account);
  else if (error == NULL)
    luthier_probe_report_say (report, LUTHIER_PROBE_GOOD, "%s", _ ("Signed in."));
  else
    {
      luthier_probe_report_say (
          report, is_sign_in_error (error) ? LUTHIER_PROBE_BAD : LUTHIER_PROBE_UNKNOWN, "%s",
          error->message);
      report->error = g_error_copy (error);
    }
}

static void
judge_skew (gint64 skew, LuthierProbeReport *report)
{
  const gint64 off = ABS (skew);
  const guint seconds = (guint) MIN (off / G_USEC_PER_SEC, G_MAXINT);
  const guint minutes = seconds / 60;

  if (off > BAD_SKEW && skew > 0)
    luthier_probe_report_say (
        report, LUTHIER_PROBE_BAD,
        ngettext ("The clock of this computer is %u minute slow. Sign-ins fail because of it: let "
                  "the system set the time by itself.",
                  "The clock of this computer is %u minutes slow. Sign-ins fail because of it: let "
                  "the system set the time by itself.",
                  minutes),
        minutes);
  else if (off > BAD_SKEW)
    luthier_probe_report_say (
        report, LUTHIER_PROBE_BAD,
        ngettext ("The clock of this computer is %u minute fast. Sign-ins fail because of it: let "
                  "the system set the time by itself.",
                  "The clock of this computer is %u minutes fast. Sign-ins fail because of it: let "
                  "the system set the time by itself.",
                  minutes),
        minutes);
  else if (off > WARNING_SKEW)
    luthier_probe_report_say (
        report, LUTHIER_PROBE_WARNING,
        ngettext ("The clock of this computer is %u second off. A few minutes more, and sign-ins "
                  "fail: let the system set the time by itself.",
                  "The clock of this computer is %u seconds off. A few minutes more, and sign-ins "
                  "fail: let the system set the time by itself.",
                  seconds),
        seconds);
  else
    luthier_probe_report_say (report, LUTHIER_PROBE_GOOD, "%s",
                              _ ("The clock of this computer agrees with the service’s."));
}

static void
judge_clock (LuthierConnectionFacts *facts, const char *subject, LuthierProbeReport *report)
{
  const GError *error = facts->errors[LUTHIER_FACT_TOKEN];

  if (error != NULL && g_strcmp0 (luthier_error_get_reason (error), LUTHIER_REASON_CLOCK) == 0)
    luthier_probe_report_say (report, LUTHIER_PROBE_BAD, "%s", error->message);
  else if (is_answer (facts->errors[LUTHIER_FACT_NUMBER]) && error == NULL)
    judge_skew (facts->skew, report);
  else
    luthier_connection_test_blame (facts, LUTHIER_FACT_NUMBER, report);
}

static void
judge_project (LuthierConnectionFacts *facts, const char *subject, LuthierProbeReport *report)
{
  const GError *error = facts->errors[LUTHIER_FACT_NUMBER];

  if (error == NULL)
    luthier_probe_report_say (report, LUTHIER_PROBE_GOOD, _ ("The project “%s” has the number %s."),
                              facts->project, facts->number);
  else if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_FOUND))
    luthier_probe_report_say (report, LUTHIER_PROBE_BAD,
                              _ ("There is no project “%s”. Look for its id, which is not always "
                                 "its name, in the Cloud console."),
                              facts->project);
  else
    luthier_connection_test_blame (facts, LUTHIER_FACT_NUMBER, report);
}

static void
judge_api (LuthierConnectionFacts *facts,
           LuthierFact fact,
           const char *service,
           LuthierProbeReport *report)
{
  g_autofree char *project = NULL;

  if (luthier_connection_test_blame (facts, fact, report))
    return;
  if (facts->enabled[fact])
    {
      luthier_probe_report_say (report, LUTHIER_PROBE_GOOD, _ ("%s is enabled."), service);
      return;
    }

  project = g_uri_escape_string (facts->project, ":", FALSE);
  luthier_probe_report_say (report, LUTHIER_PROBE_BAD,
                            _ ("%s is not enabled in the project “%s”. Enable it on its page or "
                               "with the command, and wait a minute or two."),
                            service, facts->project);
  report->command = luthier_admin_command_enable (service, facts->project);
  report->url = g_strdup_printf ("https://console.cloud.google.com/apis/library/%s?project=%s",
                                 service, project);
}

static void
judge_tuning_api (LuthierConnectionFacts *facts, const char *subject, LuthierProbeReport *report)
{
  judge_api (facts, LUTHIER_FACT_TUNING_API, subject, report);
}

static void
judge_storage_api (LuthierConnectionFacts *facts, const char *subject, LuthierProbeReport *report)
{
  judge_api (facts, LUTHIER_FACT_STORAGE_API, subject, report);
}

static gboolean
holds (LuthierConnectionFacts *facts, LuthierFact fact, const char *permission)
{
  return g_strv_contains ((const char *const *) facts->held[fact], permission);
}

/* The right is missing in the project. role: one that holds it */
static void
report_missing (LuthierConnectionFacts *facts,
                const char *permission,
                const char *role,
                LuthierProbeReport *report)
{
  g_autofree char *caller = luthier_connection_test_get_caller (facts);

  report->grant = g_strdup (permission);
  report->command = luthier_admin_command_grant_on_project (facts->project, caller, role);
}

/* TRUE: the right is there, or nobody tells. FALSE: it is missing, and what that means is still to be said. */
static gboolean
is_settled (LuthierConnectionFacts *facts, const char *permission, LuthierProbeReport *report)
{
  if (luthier_connection_test_blame (facts, LUTHIER_FACT_PERMISSIONS, report))
    return TRUE;
  if (!holds (facts, LUTHIER_FACT_PERMISSIONS, permission))
    return FALSE;

  luthier_probe_report_say (report, LUTHIER_PROBE_GOOD, _ ("This account has %s."), permission);
  return TRUE;
}

static void
judge_required (LuthierConnectionFacts *facts, const char *permission, LuthierProbeReport *report)
{
  if (is_settled (facts, permission, report))
    return;
  luthier_probe_report_say (report, LUTHIER_PROBE_BAD,
                            _ ("This account lacks %s in the project. An administrator can grant "
                               "the role %s with the command."),
                            permission, USER_ROLE);
  report_missing (facts, permission, USER_ROLE, report);
}

/* If nobody tells of rights, the list itself does. */
static void
judge_listing (LuthierConnectionFacts *facts, const char *permission, LuthierProbeReport *report)
{
  const GError *error = facts->errors[LUTHIER_FACT_TUNING_LIST];

  if (facts->errors[LUTHIER_FACT_PERMISSIONS] == NULL)
    judge_required (facts, permission, report);
  else if (error == NULL)
    luthier_probe_report_say (report, LUTHIER_PROBE_GOOD, "%s",
                              _ ("Jobs can be listed: that was tried."));
  else if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_FORBIDDEN) &&
           g_strcmp0 (luthier_error_get_reason (error), "SERVICE_DISABLED") != 0)
    {
      luthier_probe_report_say (report, LUTHIER_PROBE_BAD,
                                _ ("Jobs cannot be listed: that was tried, and refused. An "
                                   "administrator can grant the role %s with the command."),
                                USER_ROLE);
      report_missing (facts, permission, USER_ROLE, report);
    }
  else
    luthier_connection_test_blame (facts, LUTHIER_FACT_TUNING_LIST, report);
}

static void
judge_predicting (LuthierConnectionFacts *facts, const char *permission, LuthierProbeReport *report)
{
  if (is_settled (facts, permission, report))
    return;
  luthier_probe_report_say (report, LUTHIER_PROBE_WARNING,
                            _ ("This account lacks %s: it can tune models, but not send prompts "
                               "to them. An administrator can grant the role %s with the "
                               "command."),
                            permission, USER_ROLE);
  report_missing (facts, permission, USER_ROLE, report);
}

static void
judge_bucket_list (LuthierConnectionFacts *facts,
                   const char *permission,
                   LuthierProbeReport *report)
{
  if (is_settled (facts, permission, report))
    return;
  luthier_probe_report_say (report, LUTHIER_PROBE_WARNING,
                            _ ("This account lacks %s: names of buckets have to be typed. An "
                               "administrator can grant the role %s with the command."),
                            permission, BUCKET_VIEWER_ROLE);
  report_missing (facts, permission, BUCKET_VIEWER_ROLE, report);
}

/* (transfer full): with commas between; "" if all are there. */
static char *
list_missing (LuthierConnectionFacts *facts, LuthierFact fact, const char *const *permissions)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) missing = NULL;

  for (guint i = 0; permissions[i] != NULL; i++)
    if (!holds (facts, fact, permissions[i]))
      g_strv_builder_add (builder, permissions[i]);
  missing = g_strv_builder_end (builder);
  return g_strjoinv (", ", missing);
}

static void
report_bucket_missing (LuthierConnectionFacts *facts,
                       const char *missing,
                       LuthierProbeReport *report)
{
  g_autofree char *caller = luthier_connection_test_get_caller (facts);

  luthier_probe_report_say (report, LUTHIER_PROBE_BAD,
                            _ ("This account lacks %s on the bucket “%s”. An administrator can "
                               "grant the role %s with the command."),
                            missing, facts->bucket, OBJECT_USER_ROLE);
  report->grant = g_strdup (missing);
  report->command = luthier_admin_command_grant_on_bucket (facts->bucket, caller, OBJECT_USER_ROLE);
}

static void
judge_bucket (LuthierConnectionFacts *facts, const char *subject, LuthierProbeReport *report)
{
  const GError *error = facts->errors[LUTHIER_FACT_BUCKET_PERMISSIONS];
  g_autofree char *missing = NULL;

  if (facts->bucket == NULL)
    {
      luthier_probe_report_say (report, LUTHIER_PROBE_SKIPPED, "%s",
                                _ ("No bucket is named, so none was looked at."));
      return;
    }
  if (facts->bucket_comes && g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_FOUND))
    {
      luthier_probe_report_say (report, LUTHIER_PROBE_GOOD,
                                _ ("The bucket “%s” is made with the first upload."),
                                facts->bucket);
      return;
    }
  if (g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_FOUND))
    {
      luthier_probe_report_say (report, LUTHIER_PROBE_BAD,
                                _ ("There is no bucket “%s”. Choose another one or make it."),
                                facts->bucket);
      return;
    }
  if (luthier_connection_test_blame (facts, LUTHIER_FACT_BUCKET_PERMISSIONS, report))
    return;

  missing = list_missing (facts, LUTHIER_FACT_BUCKET_PERMISSIONS,
                          luthier_connection_facts_bucket_permissions);
  if (*missing != '\0')
    report_bucket_missing (facts, missing, report);
  else
    luthier_probe_report_say (report, LUTHIER_PROBE_GOOD,
                              _ ("This account can list, read and write the files of “%s”."),
                              facts->bucket);
}

const LuthierProbeKind luthier_connection_test_caller_kinds[] = {
  { "sign-in", N_ ("Sign-in"), MASK (LUTHIER_FACT_TOKEN) | MASK (LUTHIER_FACT_NUMBER),
    judge_sign_in, NULL, NULL },
  { "clock", N_ ("Clock of this computer"), MASK (LUTHIER_FACT_TOKEN) | MASK (LUTHIER_FACT_NUMBER),
    judge_clock, NULL, NULL },
  { "project", N_ ("Project"), MASK (LUTHIER_FACT_NUMBER), judge_project, NULL, NULL },
  { "api:aiplatform.googleapis.com", N_ ("Tuning API"), MASK (LUTHIER_FACT_TUNING_API),
    judge_tuning_api, "aiplatform.googleapis.com", NULL },
  { "api:storage.googleapis.com", N_ ("Cloud Storage API"), MASK (LUTHIER_FACT_STORAGE_API),
    judge_storage_api, "storage.googleapis.com", NULL },
  { "permission:aiplatform.tuningJobs.create", N_ ("Creating tuning jobs"),
    MASK (LUTHIER_FACT_PERMISSIONS), judge_required, "aiplatform.tuningJobs.create", NULL },
  { "permission:aiplatform.tuningJobs.list", N_ ("Listing tuning jobs"),
    MASK (LUTHIER_FACT_PERMISSIONS) | MASK (LUTHIER_FACT_TUNING_LIST), judge_listing,
    "aiplatform.tuningJobs.list", NULL },
  { "permission:aiplatform.tuningJobs.get", N_ ("Following a tuning job"),
    MASK (LUTHIER_FACT_PERMISSIONS), judge_required, "aiplatform.tuningJobs.get", NULL },
  { "permission:aiplatform.tuningJobs.cancel", N_ ("Cancelling tuning jobs"),
    MASK (LUTHIER_FACT_PERMISSIONS), judge_required, "aiplatform.tuningJobs.cancel", NULL },
  { "permission:aiplatform.endpoints.predict", N_ ("Sending prompts to tuned models"),
    MASK (LUTHIER_FACT_PERMISSIONS), judge_predicting, "aiplatform.endpoints.predict", NULL },
  { "permission:storage.buckets.list", N_ ("Listing buckets"), MASK (LUTHIER_FACT_PERMISSIONS),
    judge_bucket_list, "storage.buckets.list", NULL },
  { "bucket", N_ ("Bucket"), MASK (LUTHIER_FACT_BUCKET_PERMISSIONS), judge_bucket, NULL, NULL },
  { NULL, NULL, 0, NULL, NULL, NULL },
};
