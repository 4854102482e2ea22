/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-render.h"

#include <time.h>

#include "luthier-json-text.h"
#include "luthier-practice-troubles.h"
#include "luthier-practice-tuning-messages.h"

/* Jobs are written as text from pieces of text, not from a tree: a page of a list has a hundred. */

#define PLACE "projects/%s/locations/%s"

/**
 * luthier_practice_render_string:
 * @json: where to append
 * @text: any text
 *
 * Appends a string with its quotes, escaped.
 */
void
luthier_practice_render_string (GString *json, const char *text)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);
  g_autofree char *quoted = NULL;

  json_node_set_string (node, text);
  quoted = luthier_json_node_to_text (node, LUTHIER_JSON_COMPACT);
  g_string_append (json, quoted);
}

/**
 * luthier_practice_render_moment:
 * @json: where to append
 * @moment: microseconds since the epoch
 *
 * Appends a moment as RFC 3339 with six digits of a second and its quotes.
 */
void
luthier_practice_render_moment (GString *json, gint64 moment)
{
  time_t seconds = (time_t) (moment / G_USEC_PER_SEC);
  struct tm parts;

  gmtime_r (&seconds, &parts);
  g_string_append_printf (json, "\"%04d-%02d-%02dT%02d:%02d:%02d.%06dZ\"", parts.tm_year + 1900,
                          parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min,
                          parts.tm_sec, (int) (moment % G_USEC_PER_SEC));
}

static void
append_moment_member (GString *json, const char *name, gint64 moment)
{
  g_string_append_printf (json, ",\"%s\":", name);
  luthier_practice_render_moment (json, moment);
}

/* Models of the third generation are served from a continent, not from a region. */
static const char *
get_serving_location (const LuthierPracticeJob *job)
{
  if (!g_str_has_prefix (job->base_model, "gemini-") || job->base_model[strlen ("gemini-")] < '3')
    return job->location;
  return g_str_has_prefix (job->location, "europe-") ? "eu" : "us";
}

/**
 * luthier_practice_render_model_name:
 * @job: a job
 * @project: the number of the project
 *
 * Returns: (transfer full): the resource name of its model, with the version
 */
char *
luthier_practice_render_model_name (const LuthierPracticeJob *job, const char *project)
{
  return g_strdup_printf (PLACE "/models/%s@%" G_GINT64_FORMAT, project, job->location, job->model,
                          job->version);
}

/**
 * luthier_practice_render_experiment_id:
 * @job: a job that has started
 *
 * An experiment is named after the moment: tuning-experiment-20261120091117085279. Two jobs may
 * start at once, so that two digits of the job follow.
 *
 * Returns: (transfer full): the id of the context that leads to its curves
 */
char *
luthier_practice_render_experiment_id (const LuthierPracticeJob *job)
{
  time_t seconds = (time_t) (job->started / G_USEC_PER_SEC);
  struct tm parts;

  gmtime_r (&seconds, &parts);
  return g_strdup_printf ("tuning-experiment-%04d%02d%02d%02d%02d%02d%06d%s", parts.tm_year + 1900,
                          parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min,
                          parts.tm_sec, (int) (job->started % G_USEC_PER_SEC),
                          job->id + strlen (job->id) - 2);
}

char *
luthier_practice_render_experiment_name (const LuthierPracticeJob *job, const char *project)
{
  g_autofree char *id = luthier_practice_render_experiment_id (job);

  return g_strdup_printf (PLACE "/metadataStores/default/contexts/%s", project, job->location, id);
}

/**
 * luthier_practice_render_endpoint_name:
 * @job: a job
 * @project: the number of the project
 * @checkpoint: from 1
 *
 * Returns: (transfer full): the resource name of the endpoint of that checkpoint
 */
char *
luthier_practice_render_endpoint_name (const LuthierPracticeJob *job,
                                       const char *project,
                                       guint checkpoint)
{
  g_autofree char *thing = g_strdup_printf ("endpoint %u of %s", checkpoint, job->id);
  g_autofree char *id = luthier_practice_state_id_for (thing);

  return g_strdup_printf (PLACE "/endpoints/%s", project, get_serving_location (job), id);
}

static void
append_checkpoints (GString *json, const LuthierPracticeJob *job, const char *project, guint n)
{
  g_string_append (json, "\"checkpoints\":[");
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *endpoint = luthier_practice_render_endpoint_name (job, project, i);
      LuthierPracticeCheckpoint checkpoint;

      luthier_practice_job_get_checkpoint (job, i, &checkpoint);
      g_string_append_printf (json,
                              "%s{\"checkpointId\":\"%u\",\"epoch\":\"%" G_GINT64_FORMAT
                              "\",\"step\":\"%" G_GINT64_FORMAT "\",\"endpoint\":\"%s\"}",
                              i > 1 ? "," : "", i, checkpoint.epoch, checkpoint.step, endpoint);
    }
  g_string_append_c (json, ']');
}

/* The endpoint of the model is that of its default checkpoint, the last to be deployed. */
static void
append_tuned_model (GString *json, const LuthierPracticeJob *job, const char *project, gint64 now)
{
  guint n = luthier_practice_job_count_checkpoints (job, now);
  g_autofree char *model = NULL;
  g_autofree char *endpoint = NULL;

  if (luthier_practice_job_has_model (job, now))
    model = luthier_practice_render_model_name (job, project);
  if (n > 0 && n == job->n_checkpoints)
    endpoint = luthier_practice_render_endpoint_name (job, project, n);
  if (model == NULL && n == 0)
    return;

  g_string_append (json, ",\"tunedModel\":{");
  if (model != NULL)
    g_string_append_printf (json, "\"model\":\"%s\"%s", model, n > 0 ? "," : "");
  if (endpoint != NULL)
    g_string_append_printf (json, "\"endpoint\":\"%s\",", endpoint);
  if (n > 0)
    append_checkpoints (json, job, project, n);
  g_string_append_c (json, '}');
}

static void
append_error (GString *json, const LuthierPracticeJob *job, LuthierJobState state)
{
  gboolean cancelled = state == LUTHIER_JOB_STATE_CANCELLED;

  if (!cancelled && state != LUTHIER_JOB_STATE_FAILED)
    return;
  g_string_append_printf (
      json, ",\"error\":{\"code\":%d,\"message\":", cancelled ? 1 : (int) job->error_code);
  luthier_practice_render_string (json, cancelled ? "CANCELLED: The tuning job was cancelled."
                                                  : job->error_message);
  if (!cancelled)
    luthier_practice_troubles_append_details (job->error_code, job->error_message, json);
  g_string_append_c (json, '}');
}

static void
append_progress (GString *json, const LuthierPracticeJob *job, LuthierJobPhase phase, gint64 now)
{
  gint64 steps = luthier_practice_job_get_completed_steps (job, now);
  gint64 epochs = job->steps > 0 ? steps * job->epochs / job->steps : 0;

  if (phase != LUTHIER_JOB_PHASE_NONE)
    g_string_append_printf (json, ",\"tuningJobState\":\"%s\"", luthier_job_phase_to_wire (phase));
  if (steps == 0)
    return;
  g_string_append (json, ",\"tuningJobMetadata\":{");
  if (epochs > 0)
    g_string_append_printf (json, "\"completedEpochCount\":\"%" G_GINT64_FORMAT "\",", epochs);
  g_string_append_printf (json, "\"completedStepCount\":\"%" G_GINT64_FORMAT "\"}", steps);
}

/* The members of the spec as they are, without its braces. */
static void
append_spec (GString *json,
             const LuthierPracticeJob *job,
             LuthierPracticeVersion version,
             gint64 now)
{
  gboolean processed = job->processed != 0 && job->processed <= now;
  const char *spec = processed && job->resolved != NULL ? job->resolved : job->spec;
  g_autofree char *known = NULL;

  if (job->beta && version == LUTHIER_PRACTICE_V1)
    {
      g_autoptr (LuthierJson) document = luthier_json_parse_text (spec, -1, NULL);
      g_autoptr (JsonNode) node = luthier_practice_message_read (
          &luthier_practice_tuning_job_message, luthier_json_get_root (document), version, "",
          NULL);

      known = luthier_json_node_to_text (node, LUTHIER_JSON_COMPACT);
      spec = known;
    }
  if (strlen (spec) > strlen ("{}"))
    {
      g_string_append_c (json, ',');
      g_string_append_len (json, spec + 1, (gssize) strlen (spec) - 2);
    }
}

/**
 * luthier_practice_render_job:
 * @json: where to append
 * @job: a job
 * @project: the number of the project
 * @version: fields of later ones are left out
 * @now: the time
 *
 * Appends the job as the service would write it at that moment.
 */
void
luthier_practice_render_job (GString *json,
                             const LuthierPracticeJob *job,
                             const char *project,
                             LuthierPracticeVersion version,
                             gint64 now)
{
  LuthierJobPhase phase;
  LuthierJobState state = luthier_practice_job_get_state (job, now, &phase);
  gint64 end = luthier_practice_job_get_end (job);

  g_string_append_printf (json, "{\"name\":\"" PLACE "/tuningJobs/%s\",\"state\":\"%s\"", project,
                          job->location, job->id, luthier_job_state_to_wire (state));
  append_spec (json, job, version, now);
  append_moment_member (json, "createTime", job->created);
  if (job->started != 0 && job->started <= MIN (now, end))
    {
      g_autofree char *experiment = luthier_practice_render_experiment_name (job, project);

      append_moment_member (json, "startTime", job->started);
      g_string_append_printf (json, ",\"experiment\":\"%s\"", experiment);
    }
  if (end <= now)
    append_moment_member (json, "endTime", end);
  append_moment_member (json, "updateTime", luthier_practice_job_get_updated (job, now));
  append_error (json, job, state);
  append_tuned_model (json, job, project, now);
  if (job->stats != NULL && job->processed <= MIN (now, end))
    g_string_append_printf (json, ",\"tuningDataStats\":%s", job->stats);
  if (version == LUTHIER_PRACTICE_V1BETA1)
    append_progress (json, job, phase, now);
  g_string_append_c (json, '}');
}
