/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-admin-command.h"
#include "luthier-advice-private.h"
#include "luthier-checkpoint.h"
#include "luthier-error-facts.h"
#include "luthier-error.h"
#include "luthier-resource-name.h"

/* Who reads the data of a job that runs under no account of its own. */
#define AGENT "service-%s@gcp-sa-vertex-tune.iam.gserviceaccount.com"

#define READER_ROLE  "roles/storage.objectViewer"
#define WRITER_ROLE  "roles/storage.objectUser"
#define KEY_ROLE     "roles/cloudkms.cryptoKeyEncrypterDecrypter"
#define ACT_AS_ROLE  "roles/iam.serviceAccountUser"
#define TOKENS_ROLE  "roles/iam.serviceAccountTokenCreator"
#define USER_ROLE    "roles/aiplatform.user"
#define QUOTA_ROLE   "roles/serviceusage.serviceUsageConsumer"
#define TUNING_API   "aiplatform.googleapis.com"
#define PROJECT_WORD "projects/"

typedef char *(*FindWord) (const LuthierComplaint *complaint);

/* (transfer full) (nullable): the first group of what the service said. */
static char *
search (const LuthierComplaint *complaint, const char *pattern)
{
  const char *const texts[] = { complaint->message, complaint->raw };

  for (guint i = 0; i < G_N_ELEMENTS (texts) && complaint->of_service; i++)
    {
      g_autoptr (GMatchInfo) match = NULL;

      if (texts[i] != NULL && luthier_advice_match (pattern, texts[i], &match))
        return g_match_info_fetch (match, 1);
    }

  return NULL;
}

static char *
dup_set (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static LuthierResourceName *
parse_job_name (const LuthierComplaint *complaint)
{
  return complaint->job != NULL
             ? luthier_resource_name_parse (luthier_job_get_name (complaint->job))
             : NULL;
}

/* The id, which the service's own names of things do not have. */
static char *
find_project (const LuthierComplaint *complaint)
{
  g_autoptr (LuthierResourceName) job = parse_job_name (complaint);

  if (complaint->scene.profile != NULL)
    return dup_set (luthier_profile_get_project (complaint->scene.profile));

  return job != NULL ? g_strdup (job->project) : NULL;
}

/* (nullable): its number, which names agents. */
static char *
find_project_number (const LuthierComplaint *complaint)
{
  g_autoptr (LuthierResourceName) job = parse_job_name (complaint);
  const char *consumer = complaint->error != NULL
                             ? luthier_error_get_metadata (complaint->error, "consumer")
                             : NULL;

  if (job != NULL && g_ascii_isdigit (*job->project))
    return g_strdup (job->project);
  if (consumer != NULL && g_str_has_prefix (consumer, PROJECT_WORD) &&
      g_ascii_isdigit (consumer[strlen (PROJECT_WORD)]))
    return g_strdup (consumer + strlen (PROJECT_WORD));

  return search (complaint, "(?:projects?[/: #]+|service-)([0-9]{6,})");
}

static char *
find_region (const LuthierComplaint *complaint)
{
  if (complaint->job != NULL)
    return dup_set (luthier_job_get_region (complaint->job));
  if (complaint->scene.spec != NULL)
    return dup_set (luthier_job_spec_get_region (complaint->scene.spec));

  return NULL;
}

static const char *
get_key (const LuthierComplaint *complaint)
{
  if (complaint->job != NULL)
    return luthier_job_get_kms_key_name (complaint->job);

  return complaint->scene.spec != NULL ? luthier_job_spec_get_kms_key_name (complaint->scene.spec)
                                       : NULL;
}

static char *
find_key_region (const LuthierComplaint *complaint)
{
  const char *key = get_key (complaint);
  g_auto (GStrv) parts = key != NULL ? g_strsplit (key, "/", -1) : NULL;

  return parts != NULL && g_strv_length (parts) > 3 ? dup_set (parts[3]) : NULL;
}

static const char *
get_base_model (const LuthierComplaint *complaint)
{
  if (complaint->job != NULL)
    return luthier_job_get_base_model (complaint->job);

  return complaint->scene.spec != NULL ? luthier_job_spec_get_base_model (complaint->scene.spec)
                                       : NULL;
}

static gboolean
may_tune_in (LuthierBaseModel *model, const char *region)
{
  const char *const *regions = model != NULL ? luthier_base_model_get_regions (model) : NULL;

  if (regions == NULL || regions[0] == NULL)
    return !g_str_equal (region, "global");

  return luthier_base_model_has_region (model, region);
}

/* One of the profile's that the model is tuned in, and not the one that it is about; else one of the
 * model's. */
static char *
find_other_region (const LuthierComplaint *complaint)
{
  g_autofree char *region = find_region (complaint);
  const char *id = get_base_model (complaint);
  LuthierBaseModel *model = complaint->scene.catalogue != NULL && id != NULL
                                ? luthier_catalogue_lookup (complaint->scene.catalogue, id)
                                : NULL;
  const char *const *lists[] = {
    complaint->scene.profile != NULL ? luthier_profile_get_regions (complaint->scene.profile)
                                     : NULL,
    model != NULL ? luthier_base_model_get_regions (model) : NULL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; lists[i] != NULL && lists[i][j] != NULL; j++)
      if (g_strcmp0 (lists[i][j], region) != 0 && may_tune_in (model, lists[i][j]))
        return g_strdup (lists[i][j]);

  return NULL;
}

static char *
find_model (const LuthierComplaint *complaint)
{
  return complaint->job != NULL ? dup_set (luthier_job_get_tuned_model (complaint->job)) : NULL;
}

static char *
find_model_page (const LuthierComplaint *complaint)
{
  g_autofree char *name = find_model (complaint);
  g_autofree char *project = find_project (complaint);
  g_autoptr (LuthierResourceName) model = luthier_resource_name_parse (name);

  if (model == NULL)
    return NULL;

  return g_strdup_printf (LUTHIER_CONSOLE "vertex-ai/models/locations/%s/models/%s?project=%s",
                          model->location, model->id, project != NULL ? project : model->project);
}

/* Of the last checkpoint that has one. */
static char *
find_last_endpoint (const LuthierComplaint *complaint)
{
  GListModel *checkpoints = complaint->job != NULL ? luthier_job_get_checkpoints (complaint->job)
                                                   : NULL;
  char *endpoint = NULL;

  for (guint i = 0; checkpoints != NULL && i < g_list_model_get_n_items (checkpoints); i++)
    {
      g_autoptr (LuthierCheckpoint) checkpoint = g_list_model_get_item (checkpoints, i);
      char *found = dup_set (luthier_checkpoint_get_endpoint (checkpoint));

      if (found != NULL)
        {
          g_free (endpoint);
          endpoint = found;
        }
    }

  return endpoint;
}

static char *
find_line (const LuthierComplaint *complaint)
{
  return search (complaint, "\\b(?:line|row|example|index)s?:? #?([0-9]{1,9})\\b");
}

/* Who may not: whom the service names, else the job's account, else the agent. */
static char *
find_member (const LuthierComplaint *complaint)
{
  char *named = search (complaint, "([a-z0-9-]+@[a-z0-9.-]+\\.gserviceaccount\\.com)");
  g_autofree char *number = find_project_number (complaint);
  const char *account = NULL;

  if (complaint->job != NULL)
    account = luthier_job_get_service_account (complaint->job);
  else if (complaint->scene.spec != NULL)
    account = luthier_job_spec_get_service_account (complaint->scene.spec);
  if (named == NULL)
    named = dup_set (account);
  if (named == NULL && number != NULL)
    named = g_strdup_printf (AGENT, number);

  return named;
}

static char *
find_bucket (const LuthierComplaint *complaint)
{
  const char *uri = NULL;
  char *bucket = NULL;

  if (complaint->job != NULL)
    uri = luthier_job_get_training_uri (complaint->job);
  else if (complaint->scene.spec != NULL)
    uri = luthier_job_spec_get_training_uri (complaint->scene.spec);
  if (!luthier_gs_uri_parse (uri, &bucket, NULL))
    bucket = search (complaint, "gs://([a-z0-9._-]+)/");
  if (bucket == NULL && complaint->scene.profile != NULL)
    bucket = dup_set (luthier_profile_get_bucket (complaint->scene.profile));

  return bucket;
}

static char *
find_caller (const LuthierComplaint *complaint)
{
  return complaint->scene.profile != NULL
             ? dup_set (luthier_profile_get_account (complaint->scene.profile))
             : NULL;
}

static char *
find_account (const LuthierComplaint *complaint)
{
  if (complaint->job != NULL)
    return dup_set (luthier_job_get_service_account (complaint->job));

  return complaint->scene.spec != NULL
             ? dup_set (luthier_job_spec_get_service_account (complaint->scene.spec))
             : NULL;
}

typedef char *(*GrantOn) (const char *place, const char *member, const char *role);

/* place, email: (transfer full) (nullable) */
static char *
grant (GrantOn grant_on, char *place, char *email, const char *role)
{
  g_autofree char *owned_place = place;
  g_autofree char *owned_email = email;
  g_autofree char *member = email != NULL ? luthier_admin_command_get_member (email) : NULL;

  return place != NULL && member != NULL ? grant_on (place, member, role) : NULL;
}

static char *
grant_bucket (const LuthierComplaint *complaint)
{
  return grant (luthier_admin_command_grant_on_bucket, find_bucket (complaint),
                find_member (complaint), READER_ROLE);
}

static char *
grant_upload (const LuthierComplaint *complaint)
{
  return grant (luthier_admin_command_grant_on_bucket, find_bucket (complaint),
                find_caller (complaint), WRITER_ROLE);
}

static char *
grant_key (const LuthierComplaint *complaint)
{
  return grant (luthier_admin_command_grant_on_key, dup_set (get_key (complaint)),
                find_member (complaint), KEY_ROLE);
}

static char *
grant_act_as (const LuthierComplaint *complaint)
{
  return grant (luthier_admin_command_grant_on_account, find_account (complaint),
                find_caller (complaint), ACT_AS_ROLE);
}

/* Here the member is the agent, whoever is named. */
static char *
grant_tokens (const LuthierComplaint *complaint)
{
  g_autofree char *number = find_project_number (complaint);

  return grant (luthier_admin_command_grant_on_account, find_account (complaint),
                number != NULL ? g_strdup_printf (AGENT, number) : NULL, TOKENS_ROLE);
}

static char *
grant_user (const LuthierComplaint *complaint)
{
  return grant (luthier_admin_command_grant_on_project, find_project (complaint),
                find_caller (complaint), USER_ROLE);
}

static char *
grant_quota (const LuthierComplaint *complaint)
{
  const char *project = complaint->scene.profile != NULL
                            ? luthier_profile_get_quota_project (complaint->scene.profile)
                            : NULL;

  return grant (luthier_admin_command_grant_on_project, dup_set (project), find_caller (complaint),
                QUOTA_ROLE);
}

static char *
enable (const LuthierComplaint *complaint)
{
  const char *service = complaint->error != NULL
                            ? luthier_error_get_metadata (complaint->error, "service")
                            : NULL;
  g_autofree char *project = find_project (complaint);

  return project != NULL
             ? luthier_admin_command_enable (service != NULL ? service : TUNING_API, project)
             : NULL;
}

static char *
make_agent (const LuthierComplaint *complaint)
{
  g_autofree char *project = find_project (complaint);

  return project != NULL ? luthier_admin_command_make_agent (project) : NULL;
}

/* All that is known, for whoever is asked for help. */
static char *
report (const LuthierComplaint *complaint)
{
  GString *text = g_string_new (NULL);

  if (complaint->job != NULL)
    g_string_append_printf (text, "%s\n%s\n", luthier_job_get_name (complaint->job),
                            luthier_job_get_state_name (complaint->job));
  if (complaint->message != NULL)
    g_string_append_printf (text, "%s\n", complaint->message);
  luthier_error_facts_append (complaint->raw, text);
  if (complaint->raw != NULL)
    g_string_append_printf (text, "\n%s\n", complaint->raw);

  return g_string_free (text, FALSE);
}

static const struct
{
  const char *word;
  FindWord find;
} words[] = {
  { "keyregion", find_key_region },
  { "jobregion", find_region },
  { "otherregion", find_other_region },
  { "model", find_model },
  { "modelpage", find_model_page },
  { "lastendpoint", find_last_endpoint },
  { "line", find_line },
  { "grant-bucket", grant_bucket },
  { "grant-upload", grant_upload },
  { "grant-key", grant_key },
  { "grant-act-as", grant_act_as },
  { "grant-tokens", grant_tokens },
  { "grant-user", grant_user },
  { "grant-quota", grant_quota },
  { "enable", enable },
  { "make-agent", make_agent },
  { "report", report },
};

static const char *
get_of_error (const GError *error, const char *word)
{
  const char *limit = NULL;

  if (strcmp (word, "url") == 0)
    return luthier_error_get_help_url (error);
  if (strcmp (word, "quota") == 0)
    return luthier_error_get_quota (error, NULL);
  if (strcmp (word, "limit") != 0)
    return luthier_error_get_metadata (error, word);
  luthier_error_get_quota (error, &limit);

  return limit;
}

char *
luthier_advice_find_word (const LuthierComplaint *complaint, GMatchInfo *match, const char *word)
{
  g_autofree char *group = match != NULL ? g_match_info_fetch_named (match, word) : NULL;

  if (group != NULL && *group != '\0')
    return g_steal_pointer (&group);
  if (strcmp (word, "message") == 0)
    return g_strdup (complaint->message);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].word, word) == 0)
      return words[i].find (complaint);

  return complaint->error != NULL ? g_strdup (get_of_error (complaint->error, word)) : NULL;
}

/* word: "name" or "name|what stands there if it is not known"; FALSE if nothing can stand there */
static gboolean
append_word (GString *text,
             const LuthierComplaint *complaint,
             GMatchInfo *match,
             const char *word,
             const char *value)
{
  const char *bar = strchr (word, '|');
  g_autofree char *name = bar != NULL ? g_strndup (word, (gsize) (bar - word)) : g_strdup (word);
  g_autofree char *found = value != NULL && strcmp (name, "value") == 0
                               ? g_strdup (value)
                               : luthier_advice_find_word (complaint, match, name);

  if (found == NULL && bar == NULL)
    return FALSE;
  g_string_append (text, found != NULL ? found : bar + 1);

  return TRUE;
}

char *
luthier_advice_expand (const LuthierComplaint *complaint,
                       GMatchInfo *match,
                       const char *template,
                       const char *value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (*template != '\0')
    {
      const char *end = *template == '{' ? strchr (template, '}') : NULL;
      g_autofree char *word = NULL;

      if (end == NULL)
        {
          g_string_append_c (text, *template ++);
          continue;
        }
      word = g_strndup (template + 1, (gsize) (end - template - 1));
      if (!append_word (text, complaint, match, word, value))
        return NULL;
      template = end + 1;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
