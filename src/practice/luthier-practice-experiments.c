/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-experiments.h"

#include "luthier-practice-distortion.h"
#include "luthier-practice-render.h"
#include "luthier-practice-target.h"

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

/* The TensorBoard is there once the data are known. */
static void
append_metadata (const LuthierPracticeExperiments *self,
                 GString *json,
                 const LuthierPracticeJob *job,
                 gint64 at)
{
  g_autofree char *tensorboard = luthier_practice_experiments_dup_tensorboard (self, job->location);

  g_string_append (json, ",\"metadata\":{\"experiment_deleted\":false");
  if (job->processed != 0 && job->processed <= at)
    g_string_append_printf (json,
                            ",\"backing_tensorboard_resource\":\"projects/%s/locations/%s/"
                            "tensorboards/%s\"",
                            luthier_practice_state_get_project_number (self->state), job->location,
                            tensorboard);
  g_string_append_c (json, '}');
}

static void
reply_context (const LuthierPracticeExperiments *self, const LuthierPracticeJob *job)
{
  gint64 at = MIN (luthier_practice_state_now (self->state), luthier_practice_job_get_end (job));
  g_autofree char *name = luthier_practice_render_experiment_name (
      job, luthier_practice_state_get_project_number (self->state));
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_append_printf (json,
                          "{\"name\":\"%s\",\"displayName\":\"%s\",\"schemaTitle\":"
                          "\"system.Experiment\",\"schemaVersion\":\"0.0.1\",\"createTime\":",
                          name, strrchr (name, '/') + 1);
  luthier_practice_render_moment (json, job->started);
  g_string_append (json, ",\"updateTime\":");
  luthier_practice_render_moment (json, MAX (job->started, MIN (job->processed, at)));
  append_metadata (self, json, job, at);
  g_string_append_c (json, '}');
  luthier_practice_experiments_reply (self, "Context", json->str);
}

/**
 * luthier_practice_experiments_reply_context:
 * @self: where to look, and the request
 *
 * Answers with the experiment of a job.
 */
void
luthier_practice_experiments_reply_context (const LuthierPracticeExperiments *self)
{
  g_auto (LuthierPracticeTarget) target = { NULL };
  LuthierPracticeJob *job;

  luthier_practice_target_init (&target, self->exchange);
  if (target.n_parts != 9 || !luthier_practice_target_has (&target, 7, "contexts") ||
      target.verb != NULL)
    luthier_practice_exchange_reply_page (self->exchange, 404);
  else if (!target.is_get)
    luthier_practice_exchange_reply_page (self->exchange, 405);
  else if (!luthier_practice_target_has (&target, 6, "default"))
    luthier_practice_experiments_refuse (self, "MetadataStore");
  else if ((job = luthier_practice_experiments_find (self, target.parts[4], target.parts[8])) !=
           NULL)
    reply_context (self, job);
}
