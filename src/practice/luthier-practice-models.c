/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-models.h"

#include "luthier-practice-render.h"

/* Everything is found by asking the jobs: nothing is made that could get out of step with them. */
typedef struct
{
  LuthierPracticeState *state;
  const char *location;
  const char *id; /* (nullable): only this one */
  GString *json;
  guint found;
} Search;

typedef void (*Visit) (Search *search, const LuthierPracticeJob *job);

static void
append_member (GString *json, const char *name, const char *text)
{
  g_string_append_printf (json, "\"%s\":", name);
  luthier_practice_render_string (json, text);
}

static void
append_model (Search *search, const LuthierPracticeJob *job)
{
  const char *project = luthier_practice_state_get_project_number (search->state);
  g_autofree char *name = luthier_practice_render_model_name (job, project);
  GString *json = search->json;

  g_string_append (json, search->found++ > 0 ? ",{" : "{");
  *strrchr (name, '@') = '\0';
  append_member (json, "name", name);
  g_string_append_c (json, ',');
  append_member (json, "displayName", job->display_name);
  g_string_append_printf (
      json, ",\"versionId\":\"%" G_GINT64_FORMAT "\",\"versionCreateTime\":", job->version);
  luthier_practice_render_moment (json, job->finishing);
  g_string_append (json, ",\"createTime\":");
  luthier_practice_render_moment (json, job->finishing);
  g_string_append (json, ",\"updateTime\":");
  luthier_practice_render_moment (json, job->finishing);
  g_string_append (json, ",\"versionAliases\":[\"default\"],\"labels\":{"
                         "\"google-vertex-llm-tuning-base-model-id\":");
  luthier_practice_render_string (json, job->base_model);
  g_string_append (json, "},\"modelSourceInfo\":{\"sourceType\":\"GENIE\"}}");
}

static void
visit_model (Search *search, const LuthierPracticeJob *job)
{
  if (luthier_practice_job_has_model (job, luthier_practice_state_now (search->state)) &&
      strcmp (job->location, search->location) == 0)
    append_model (search, job);
}

static void
append_endpoint (Search *search, const LuthierPracticeJob *job, const char *name, guint checkpoint)
{
  const char *project = luthier_practice_state_get_project_number (search->state);
  g_autofree char *model = luthier_practice_render_model_name (job, project);
  LuthierPracticeCheckpoint made;
  GString *json = search->json;

  luthier_practice_job_get_checkpoint (job, checkpoint, &made);
  g_string_append (json, search->found++ > 0 ? ",{" : "{");
  append_member (json, "name", name);
  g_string_append_c (json, ',');
  append_member (json, "displayName", job->display_name);
  g_string_append (json, ",\"createTime\":");
  luthier_practice_render_moment (json, made.deployed);
  g_string_append (json, ",\"updateTime\":");
  luthier_practice_render_moment (json, made.deployed);
  g_string_append_printf (json,
                          ",\"deployedModels\":[{\"id\":\"%s\",\"model\":\"%s\",\"displayName\":",
                          strrchr (name, '/') + 1, model);
  luthier_practice_render_string (json, job->display_name);
  g_string_append_printf (json, ",\"checkpointId\":\"%u\"}],\"trafficSplit\":{\"%s\":100}}",
                          checkpoint, strrchr (name, '/') + 1);
}

static void
visit_endpoints (Search *search, const LuthierPracticeJob *job)
{
  const char *project = luthier_practice_state_get_project_number (search->state);
  g_autofree char *place = g_strdup_printf ("/locations/%s/", search->location);
  guint n = luthier_practice_job_count_checkpoints (job,
                                                    luthier_practice_state_now (search->state));

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *name = luthier_practice_render_endpoint_name (job, project, i);

      if (strstr (name, place) != NULL &&
          (search->id == NULL || strcmp (strrchr (name, '/') + 1, search->id) == 0))
        append_endpoint (search, job, name, i);
    }
}

static void
reply (LuthierPracticeExchange *exchange, Search *search, const char *kind, const char *list)
{
  g_autofree char *message = NULL;

  if (search->id != NULL && search->found > 0)
    {
      luthier_practice_exchange_reply_text (exchange, 200, search->json->str);
      return;
    }
  if (search->id == NULL)
    {
      g_autofree char *page = search->found > 0
                                  ? g_strdup_printf ("{\"%s\":[%s]}", list, search->json->str)
                                  : g_strdup ("{}");

      luthier_practice_exchange_reply_text (exchange, 200, page);
      return;
    }
  message = g_strdup_printf ("The %s does not exist.", kind);
  luthier_practice_exchange_reply_error (exchange, 404, "NOT_FOUND", message, NULL);
}

static void
search_jobs (LuthierPracticeJobs *jobs, Search *search, Visit visit)
{
  g_autoptr (GPtrArray) all = luthier_practice_jobs_find_open (jobs, G_MININT64);

  for (guint i = 0; i < all->len; i++)
    visit (search, all->pdata[i]);
}

/**
 * luthier_practice_models_reply_model:
 * @jobs: what could have made it
 * @state: the time and the project
 * @location: of the path
 * @id: (nullable): with or without a version; %NULL lists all
 * @exchange: the request
 *
 * Answers with a model, a list of them, or 404.
 */
void
luthier_practice_models_reply_model (LuthierPracticeJobs *jobs,
                                     LuthierPracticeState *state,
                                     const char *location,
                                     const char *id,
                                     LuthierPracticeExchange *exchange)
{
  g_autoptr (GString) json = g_string_new (NULL);
  Search search = { state, location, id, json, 0 };
  const char *at = id != NULL ? strchr (id, '@') : NULL;
  g_autofree char *bare = at != NULL ? g_strndup (id, (gsize) (at - id)) : g_strdup (id);
  const LuthierPracticeJob *maker;

  if (id == NULL)
    search_jobs (jobs, &search, visit_model);
  else
    {
      maker = luthier_practice_jobs_find_maker (
          jobs, location, bare, at != NULL ? g_ascii_strtoll (at + 1, NULL, 10) : 0);
      if (maker != NULL)
        visit_model (&search, maker);
    }
  reply (exchange, &search, "Model", "models");
}

/**
 * luthier_practice_models_reply_endpoint:
 * @jobs: what could have made it
 * @state: the time and the project
 * @location: of the path, which need not be that of the job
 * @id: (nullable): %NULL lists all
 * @exchange: the request
 *
 * Answers with an endpoint, a list of them, or 404.
 */
void
luthier_practice_models_reply_endpoint (LuthierPracticeJobs *jobs,
                                        LuthierPracticeState *state,
                                        const char *location,
                                        const char *id,
                                        LuthierPracticeExchange *exchange)
{
  g_autoptr (GString) json = g_string_new (NULL);
  Search search = { state, location, id, json, 0 };

  search_jobs (jobs, &search, visit_endpoints);
  reply (exchange, &search, "Endpoint", "endpoints");
}
