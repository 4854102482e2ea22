/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-experiments.h"

#include "luthier-practice-distortion.h"
#include "luthier-practice-page.h"
#include "luthier-practice-refusals.h"
#include "luthier-practice-render.h"
#include "luthier-practice-target.h"

#define MAX_CONTEXTS 100

LuthierPracticeJob *
luthier_practice_experiments_find (const LuthierPracticeExperiments *self,
                                   const char *location,
                                   const char *id)
{
  GPtrArray *jobs = luthier_practice_jobs_get_all (self->jobs, location);
  gint64 now = luthier_practice_state_now (self->state);

  for (guint i = 0; jobs != NULL && i < jobs->len; i++)
    {
      LuthierPracticeJob *job = jobs->pdata[i];
      g_autofree char *own = job->started != 0 && job->started <= now
                                 ? luthier_practice_render_experiment_id (job)
                                 : NULL;

      if (g_strcmp0 (own, id) == 0)
        return job;
    }
  luthier_practice_experiments_refuse (self, "Context");
  return NULL;
}

char *
luthier_practice_experiments_dup_tensorboard (const LuthierPracticeExperiments *self,
                                              const char *location)
{
  g_autofree char *thing = g_strdup_printf (
      "tensorboard of %s in %s", luthier_practice_state_get_project (self->state), location);

  return luthier_practice_state_id_for (thing);
}

void
luthier_practice_experiments_reply (const LuthierPracticeExperiments *self,
                                    const char *schema,
                                    const char *json)
{
  g_autofree char *distorted = luthier_practice_distortion_apply (self->situations, json);

  if (distorted == NULL)
    luthier_practice_exchange_set_schema (self->exchange, schema);
  luthier_practice_exchange_reply_text (self->exchange, 200, distorted != NULL ? distorted : json);
}

void
luthier_practice_experiments_refuse (const LuthierPracticeExperiments *self, const char *kind)
{
  g_autofree char *message = g_strdup_printf ("%s %s is not found.", kind,
                                              luthier_practice_exchange_get_path (self->exchange));

  luthier_practice_exchange_reply_error (self->exchange, 404, "NOT_FOUND", message, NULL);
}

/* A context is the experiment of a job, or the run in it. */
typedef enum
{
  EXPERIMENT,
  RUN,
  N_KINDS,
} Kind;

static const char *const schema_titles[N_KINDS] = { "system.Experiment", "system.ExperimentRun" };

/* What a list is asked for */
typedef struct
{
  char *schema_title; /* (owned) (nullable): all of them */
  char *parent;       /* (owned) (nullable): the id of the experiment that it is in */
} Filter;

static void
filter_clear (Filter *self)
{
  g_free (self->schema_title);
  g_free (self->parent);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filter, filter_clear)

static gint64
get_moment (const LuthierPracticeExperiments *self, const LuthierPracticeJob *job)
{
  return MIN (luthier_practice_state_now (self->state), luthier_practice_job_get_end (job));
}

/* Whether there is such a context by now: an experiment from the start, a run from the first step. */
static gboolean
is_there (const LuthierPracticeExperiments *self, const LuthierPracticeJob *job, Kind kind)
{
  const gint64 begin = kind == EXPERIMENT ? job->started : job->tuning;

  return begin != 0 && begin <= get_moment (self, job) &&
         (kind == EXPERIMENT || g_strcmp0 (job->curve, "none") != 0);
}

/* The TensorBoard is there once the data are known. */
static void
append_metadata (const LuthierPracticeExperiments *self,
                 GString *json,
                 const LuthierPracticeJob *job)
{
  g_autofree char *tensorboard = luthier_practice_experiments_dup_tensorboard (self, job->location);

  g_string_append (json, ",\"metadata\":{\"experiment_deleted\":false");
  if (job->processed != 0 && job->processed <= get_moment (self, job))
    g_string_append_printf (json,
                            ",\"backing_tensorboard_resource\":\"projects/%s/locations/%s/"
                            "tensorboards/%s\"",
                            luthier_practice_state_get_project_number (self->state), job->location,
                            tensorboard);
  g_string_append_c (json, '}');
}

static void
append_context (const LuthierPracticeExperiments *self,
                GString *json,
                const LuthierPracticeJob *job,
                Kind kind)
{
  g_autofree char *experiment = luthier_practice_render_experiment_name (
      job, luthier_practice_state_get_project_number (self->state));
  g_autofree char *name = g_strconcat (experiment, kind == RUN ? "-" LUTHIER_PRACTICE_RUN : "",
                                       NULL);
  const gint64 created = kind == RUN ? job->tuning : job->started;

  g_string_append_printf (json, "{\"name\":\"%s\",\"displayName\":\"%s\",\"schemaTitle\":\"%s\"",
                          name, kind == RUN ? LUTHIER_PRACTICE_RUN : strrchr (name, '/') + 1,
                          schema_titles[kind]);
  g_string_append (json, ",\"schemaVersion\":\"0.0.1\",\"createTime\":");
  luthier_practice_render_moment (json, created);
  g_string_append (json, ",\"updateTime\":");
  luthier_practice_render_moment (json,
                                  MAX (created, MIN (job->processed, get_moment (self, job))));
  if (kind == RUN)
    g_string_append_printf (json, ",\"parentContexts\":[\"%s\"],\"metadata\":{}", experiment);
  else
    append_metadata (self, json, job);
  g_string_append_c (json, '}');
}

/* The name of a run's context begins with that of its experiment's. */
static void
reply_context (const LuthierPracticeExperiments *self, const char *location, const char *id)
{
  const gboolean is_run = g_str_has_suffix (id, "-" LUTHIER_PRACTICE_RUN);
  g_autofree char *experiment = g_strndup (
      id, strlen (id) - (is_run ? strlen ("-" LUTHIER_PRACTICE_RUN) : 0));
  const LuthierPracticeJob *job = luthier_practice_experiments_find (self, location, experiment);
  g_autoptr (GString) json = g_string_new (NULL);

  if (job == NULL)
    return;
  if (!is_there (self, job, is_run ? RUN : EXPERIMENT))
    {
      luthier_practice_experiments_refuse (self, "Context");
      return;
    }
  append_context (self, json, job, is_run ? RUN : EXPERIMENT);
  luthier_practice_experiments_reply (self, "Context", json->str);
}

/* NAME="VALUE" or NAME:"VALUE". (transfer full) (nullable) */
static char *
read_condition (const char *condition, const char *name)
{
  const gsize length = strlen (name);
  const char *value = condition + length + 1;

  if (!g_str_has_prefix (condition, name) || strchr ("=:", condition[length]) == NULL ||
      *value != '"' || strchr (value + 1, '"') != strrchr (value, '"') ||
      !g_str_has_suffix (value + 1, "\""))
    return NULL;
  return g_strndup (value + 1, strlen (value) - 2);
}

/* FALSE: it is a filter that this service does not know. */
static gboolean
filter_init (Filter *self, const char *text)
{
  g_auto (GStrv) conditions = g_strsplit (text != NULL ? text : "", " AND ", -1);

  for (char **condition = conditions; *condition != NULL; condition++)
    {
      g_autofree char *title = read_condition (*condition, "schema_title");
      g_autofree char *parent = read_condition (*condition, "parent_contexts");
      const char *slash = parent != NULL ? strrchr (parent, '/') : NULL;

      if (title != NULL && self->schema_title == NULL)
        self->schema_title = g_steal_pointer (&title);
      else if (slash != NULL && self->parent == NULL)
        self->parent = g_strdup (slash + 1);
      else
        return FALSE;
    }
  return TRUE;
}

static gboolean
matches (const Filter *filter, const LuthierPracticeJob *job, Kind kind)
{
  g_autofree char *experiment = filter->parent != NULL ? luthier_practice_render_experiment_id (job)
                                                       : NULL;

  return (filter->schema_title == NULL ||
          strcmp (filter->schema_title, schema_titles[kind]) == 0) &&
         (filter->parent == NULL || (kind == RUN && strcmp (filter->parent, experiment) == 0));
}

/* Appends those of the page; how many there are on all pages. */
static guint
append_contexts (const LuthierPracticeExperiments *self,
                 GString *json,
                 const char *location,
                 const Filter *filter,
                 const LuthierPracticePage *page)
{
  GPtrArray *jobs = luthier_practice_jobs_get_all (self->jobs, location);
  guint n = 0;

  for (guint i = 0; jobs != NULL && i < jobs->len; i++)
    for (Kind kind = EXPERIMENT; kind < N_KINDS; kind++)
      {
        const LuthierPracticeJob *job = jobs->pdata[i];

        if (!is_there (self, job, kind) || !matches (filter, job, kind))
          continue;
        if (n >= page->first && n - page->first < page->limit)
          {
            g_string_append (json, n == page->first ? "\"contexts\":[" : ",");
            append_context (self, json, job, kind);
          }
        n++;
      }
  if (n > page->first)
    g_string_append_c (json, ']');
  return n;
}

static void
list_contexts (const LuthierPracticeExperiments *self, const char *location)
{
  const char *text = luthier_practice_exchange_get_query (self->exchange, "filter");
  g_autoptr (GString) json = g_string_new ("{");
  g_auto (Filter) filter = { NULL };
  LuthierPracticePage page;
  guint n;

  if (!luthier_practice_page_init (&page, self->exchange, MAX_CONTEXTS))
    return;
  if (!filter_init (&filter, text))
    {
      luthier_practice_refuse_argument (self->exchange, "Invalid filter expression.");
      return;
    }
  n = append_contexts (self, json, location, &filter, &page);
  if (luthier_practice_page_get_end (&page, n) < n)
    {
      g_autofree char *token = luthier_practice_page_make_token (&page, n);

      g_string_append_printf (json, ",\"nextPageToken\":\"%s\"", token);
    }
  g_string_append_c (json, '}');
  luthier_practice_experiments_reply (self, "ListContextsResponse", json->str);
}

/**
 * luthier_practice_experiments_reply_context:
 * @self: where to look, and the request
 *
 * Answers with the context that is the experiment of a job, with that of the run in it, or with a
 * page of all of them.
 */
void
luthier_practice_experiments_reply_context (const LuthierPracticeExperiments *self)
{
  g_auto (LuthierPracticeTarget) target = { NULL };

  luthier_practice_target_init (&target, self->exchange);
  if (target.n_parts < 8 || target.n_parts > 9 ||
      !luthier_practice_target_has (&target, 7, "contexts") || target.verb != NULL)
    luthier_practice_exchange_reply_page (self->exchange, 404);
  else if (!target.is_get)
    luthier_practice_exchange_reply_page (self->exchange, 405);
  else if (!luthier_practice_target_has (&target, 6, "default"))
    luthier_practice_experiments_refuse (self, "MetadataStore");
  else if (target.n_parts == 8)
    list_contexts (self, target.parts[4]);
  else
    reply_context (self, target.parts[4], target.parts[8]);
}
