/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-tuning.h"

#include "luthier-json-text.h"
#include "luthier-practice-checks.h"
#include "luthier-practice-distortion.h"
#include "luthier-practice-experiments.h"
#include "luthier-practice-job-list.h"
#include "luthier-practice-models.h"
#include "luthier-practice-queue.h"
#include "luthier-practice-record.h"
#include "luthier-practice-render.h"
#include "luthier-practice-resources.h"
#include "luthier-practice-seed.h"
#include "luthier-practice-tensorboards.h"
#include "luthier-practice-tuning-messages.h"

#define CATALOGUE_PATH "/io/github/luthierapp/Luthier/practice/catalogue.json"

/* Before a job starts, even if nothing is in its way. */
#define PENDING_MS 15000

struct _LuthierPracticeTuning
{
  GObject parent_instance;

  LuthierPracticeState *state;           /* (owned) */
  LuthierPracticeObjects *objects;       /* (owned) */
  LuthierPracticeSituations *situations; /* (owned) */
  LuthierCatalogue *catalogue;           /* (owned) */
  LuthierPracticeJobs *jobs;             /* (owned) */
  LuthierPracticeQueue *queue;           /* (owned) */
};

G_DEFINE_FINAL_TYPE (LuthierPracticeTuning, luthier_practice_tuning, G_TYPE_OBJECT)

/* What a path asks for: {version}/projects/{project}/locations/{location}/{collection}[/{id}[/...]]
 * with an optional ":verb" at the end. */
typedef struct
{
  GStrv parts; /* (owned) */
  guint n_parts;
  char *verb; /* (owned) (nullable) */
  LuthierPracticeVersion version;
  const char *project;
  const char *location;
  const char *collection;
  const char *id;     /* (nullable) */
  const char *method; /* GET, POST, ... */
} Target;

static void
target_clear (Target *self)
{
  g_strfreev (self->parts);
  g_free (self->verb);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

static gboolean
target_init (Target *self, LuthierPracticeExchange *exchange)
{
  const char *path = luthier_practice_exchange_get_path (exchange);
  char *colon;

  self->parts = g_strsplit (path + 1, "/", -1);
  self->n_parts = g_strv_length (self->parts);
  self->method = luthier_practice_exchange_get_method (exchange);
  if (self->n_parts < 6 || strcmp (self->parts[1], "projects") != 0 ||
      strcmp (self->parts[3], "locations") != 0)
    return FALSE;

  colon = strrchr (self->parts[self->n_parts - 1], ':');
  if (colon != NULL)
    {
      self->verb = g_strdup (colon + 1);
      *colon = '\0';
    }
  self->version = strcmp (self->parts[0], "v1") == 0 ? LUTHIER_PRACTICE_V1
                                                     : LUTHIER_PRACTICE_V1BETA1;
  self->project = self->parts[2];
  self->location = self->parts[4];
  self->collection = self->parts[5];
  self->id = self->n_parts > 6 ? self->parts[6] : NULL;
  return *self->location != '\0';
}

static gboolean
check_method (const Target *target, const char *method, LuthierPracticeExchange *exchange)
{
  if (strcmp (target->method, method) == 0)
    return TRUE;
  luthier_practice_exchange_reply_page (exchange, 405);
  return FALSE;
}

/* Another project is one that the caller may not see, whether it exists or not. */
static gboolean
check_project (LuthierPracticeTuning *self, const Target *target, LuthierPracticeExchange *exchange)
{
  g_autofree char *message = NULL;

  if (luthier_practice_state_is_project (self->state, target->project))
    return TRUE;
  message = g_strdup_printf ("Permission 'aiplatform.%s.%s' denied on resource "
                             "'//aiplatform.googleapis.com/projects/%s/locations/%s' (or it may "
                             "not exist).",
                             target->collection,
                             strcmp (target->method, "POST") == 0 ? "create" : "list",
                             target->project, target->location);
  luthier_practice_exchange_reply_error (exchange, 403, "PERMISSION_DENIED", message, NULL);
  return FALSE;
}

static LuthierPracticeJob *
find_job (LuthierPracticeTuning *self, const Target *target, LuthierPracticeExchange *exchange)
{
  LuthierPracticeJob *job = luthier_practice_jobs_lookup (self->jobs, target->location, target->id);
  g_autofree char *message = NULL;

  if (job != NULL)
    return job;
  message = g_strdup_printf ("TuningJob projects/%s/locations/%s/tuningJobs/%s is not found.",
                             luthier_practice_state_get_project_number (self->state),
                             target->location, target->id);
  luthier_practice_exchange_reply_error (exchange, 404, "NOT_FOUND", message, NULL);
  return NULL;
}

static void
reply_job (LuthierPracticeTuning *self,
           const LuthierPracticeJob *job,
           LuthierPracticeVersion version,
           LuthierPracticeExchange *exchange)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autofree char *distorted = NULL;

  luthier_practice_render_job (json, job, luthier_practice_state_get_project_number (self->state),
                               version, luthier_practice_state_now (self->state));
  distorted = luthier_practice_distortion_apply (self->situations, json->str);
  if (distorted == NULL)
    luthier_practice_exchange_set_schema (exchange, "TuningJob");
  luthier_practice_exchange_reply_text (exchange, 200, distorted != NULL ? distorted : json->str);
}

static const char *
get_text (JsonObject *object, const char *name)
{
  return json_object_has_member (object, name) ? json_object_get_string_member (object, name)
                                               : NULL;
}

/* A model tuned further without a new name becomes a new version of itself. */
static void
name_model (LuthierPracticeTuning *self,
            LuthierPracticeJob *job,
            JsonObject *spec,
            const LuthierPracticeJob *parent)
{
  const char *name = get_text (spec, "tunedModelDisplayName");

  if (parent != NULL && name == NULL)
    {
      const LuthierPracticeJob *newest = luthier_practice_jobs_find_maker (
          self->jobs, job->location, parent->model, 0);

      job->model = g_strdup (parent->model);
      job->version = newest->version + 1;
      job->display_name = g_strdup (parent->display_name);
    }
  else
    {
      g_autofree char *uuid = g_uuid_string_random ();
      g_autofree char *thing = g_strdup_printf ("model of %s", job->id);

      job->model = luthier_practice_state_id_for (thing);
      job->display_name = name != NULL ? g_strdup (name)
                                       : g_strdup_printf ("%s-%s", job->base_model, uuid);
    }
  json_object_set_string_member (spec, "tunedModelDisplayName", job->display_name);
}

/* Takes the spec in the shape that the reader gave it. */
static LuthierPracticeJob *
make_job (LuthierPracticeTuning *self,
          const char *location,
          JsonNode *spec,
          const LuthierPracticeJob *parent)
{
  g_autofree char *id = luthier_practice_state_new_id (self->state);
  LuthierPracticeJob *job = luthier_practice_job_new (id, location);
  JsonObject *object = json_node_get_object (spec);
  LuthierBaseModel *model;

  job->created = luthier_practice_jobs_choose_moment (self->jobs);
  job->due = job->created + luthier_practice_state_duration (self->state, PENDING_MS);
  job->base_model = g_strdup (parent != NULL ? parent->base_model : get_text (object, "baseModel"));
  model = luthier_catalogue_lookup (self->catalogue, job->base_model);
  job->serves = model == NULL || !luthier_base_model_is_open (model);
  if (parent != NULL)
    json_object_set_string_member (json_object_get_object_member (object, "preTunedModel"),
                                   "baseModel", job->base_model);
  name_model (self, job, object, parent);
  job->spec = luthier_json_node_to_text (spec, LUTHIER_JSON_COMPACT);
  return job;
}

/* Whether v1 would not have understood it. */
static gboolean
needs_beta (const LuthierJsonValue *request)
{
  g_autoptr (LuthierPracticeViolations) violations = luthier_practice_violations_new ();
  g_autoptr (JsonNode) node = luthier_practice_message_read (
      &luthier_practice_tuning_job_message, request, LUTHIER_PRACTICE_V1, "tuning_job", violations);

  return luthier_practice_violations_count (violations) > 0;
}

/* With the situation "quota-full" the service refuses what it would otherwise let wait. */
static gboolean
check_quota (LuthierPracticeTuning *self, LuthierPracticeExchange *exchange)
{
  g_autofree char *text = NULL;
  g_autoptr (LuthierJson) document = NULL;
  g_autoptr (JsonNode) details = NULL;
  guint quota = luthier_practice_queue_get_quota (self->queue);

  if (!luthier_practice_situations_get (self->situations, "quota-full", NULL, NULL) ||
      luthier_practice_queue_count (self->queue, TRUE) < quota)
    return TRUE;
  text = g_strdup_printf (
      "[{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":[{"
      "\"subject\":\"project:%s\",\"description\":\"Quota exceeded.\",\"quotaMetric\":"
      "\"aiplatform.googleapis.com/global_concurrent_tuning_jobs\",\"quotaValue\":\"%u\"}]},"
      "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"30s\"}]",
      luthier_practice_state_get_project_number (self->state), quota);
  document = luthier_json_parse_text (text, -1, NULL);
  details = luthier_json_value_to_node (luthier_json_get_root (document));
  luthier_practice_exchange_reply_error (
      exchange, 429, "RESOURCE_EXHAUSTED",
      "Quota exceeded for quota metric 'Global concurrent tuning jobs'.",
      json_node_get_array (details));
  return FALSE;
}

static void
record_request (const Target *target, JsonNode *spec)
{
  g_autofree char *text = luthier_json_node_to_text (spec, LUTHIER_JSON_COMPACT);

  luthier_practice_record (target->version == LUTHIER_PRACTICE_V1 ? "CreateTuningJobRequest"
                                                                  : "CreateTuningJobRequestV1beta1",
                           text);
}

static void
create (LuthierPracticeTuning *self, const Target *target, LuthierPracticeExchange *exchange)
{
  LuthierPracticeChecks checks = {
    self->state, self->jobs, self->objects, self->catalogue, target->location, target->version,
  };
  g_autoptr (LuthierPracticeViolations) violations = luthier_practice_violations_new ();
  LuthierJson *request = luthier_practice_exchange_get_json (exchange);
  g_autoptr (JsonNode) spec = NULL;
  g_autoptr (LuthierJson) document = NULL;
  g_autofree char *text = NULL;
  const LuthierPracticeJob *parent = NULL;
  LuthierPracticeJob *job;

  if (request == NULL)
    return;
  spec = luthier_practice_message_read (&luthier_practice_tuning_job_message,
                                        luthier_json_get_root (request), target->version,
                                        "tuning_job", violations);
  if (luthier_practice_violations_count (violations) > 0)
    {
      luthier_practice_violations_reply_unreadable (violations, exchange);
      return;
    }
  text = luthier_json_node_to_text (spec, LUTHIER_JSON_COMPACT);
  document = luthier_json_parse_text (text, -1, NULL);
  if (!luthier_practice_checks_pass (&checks, luthier_json_get_root (document), exchange,
                                     &parent) ||
      !check_quota (self, exchange))
    return;

  record_request (target, spec);
  job = make_job (self, target->location, spec, parent);
  job->beta = needs_beta (luthier_json_get_root (request));
  luthier_practice_jobs_add (self->jobs, job);
  luthier_practice_queue_settle (self->queue);
  reply_job (self, job, target->version, exchange);
}

static void
cancel (LuthierPracticeTuning *self, const Target *target, LuthierPracticeExchange *exchange)
{
  g_autoptr (LuthierPracticeViolations) violations = luthier_practice_violations_new ();
  LuthierPracticeJob *job = find_job (self, target, exchange);
  LuthierJson *request = job != NULL ? luthier_practice_exchange_get_json (exchange) : NULL;
  g_autoptr (JsonNode) node = NULL;

  if (request == NULL)
    return;
  node = luthier_practice_message_read (&luthier_practice_cancel_message,
                                        luthier_json_get_root (request), target->version, "",
                                        violations);
  if (luthier_practice_violations_count (violations) > 0)
    {
      luthier_practice_violations_reply_unreadable (violations, exchange);
      return;
    }
  luthier_practice_record ("CancelTuningJobRequest", "{}");
  if (!luthier_practice_job_cancel (job, self->state))
    {
      luthier_practice_exchange_reply_error (
          exchange, 400, "FAILED_PRECONDITION",
          "The tuning job is already in a terminal state and cannot be cancelled.", NULL);
      return;
    }
  luthier_practice_jobs_save (self->jobs, job);
  luthier_practice_queue_settle (self->queue);
  luthier_practice_exchange_reply_text (exchange, 200, "{}");
}

/* Jobs are no long-running operations; their list of those is there but always empty. */
static void
handle_operations (LuthierPracticeTuning *self,
                   const Target *target,
                   LuthierPracticeExchange *exchange)
{
  if (target->n_parts == 8 && strcmp (target->method, "GET") == 0)
    {
      if (find_job (self, target, exchange) != NULL)
        luthier_practice_exchange_reply_text (exchange, 200, "{}");
      return;
    }
  luthier_practice_exchange_reply_error (exchange, 404, "NOT_FOUND",
                                         "The operation does not exist.", NULL);
}

static void
handle_job (LuthierPracticeTuning *self, const Target *target, LuthierPracticeExchange *exchange)
{
  LuthierPracticeJob *job;

  if (g_strcmp0 (target->verb, "cancel") == 0)
    {
      if (check_method (target, "POST", exchange))
        cancel (self, target, exchange);
    }
  else if (target->verb != NULL)
    luthier_practice_exchange_reply_page (exchange, 404);
  else if (check_method (target, "GET", exchange) &&
           (job = find_job (self, target, exchange)) != NULL)
    reply_job (self, job, target->version, exchange);
}

static void
handle_jobs (LuthierPracticeTuning *self, const Target *target, LuthierPracticeExchange *exchange)
{
  if (target->n_parts >= 8 && strcmp (target->parts[7], "operations") == 0)
    handle_operations (self, target, exchange);
  else if (target->n_parts > 7)
    luthier_practice_exchange_reply_page (exchange, 404);
  else if (target->id != NULL)
    handle_job (self, target, exchange);
  else if (target->verb != NULL)
    luthier_practice_exchange_reply_page (exchange, 404);
  else if (strcmp (target->method, "POST") == 0)
    create (self, target, exchange);
  else if (check_method (target, "GET", exchange))
    luthier_practice_job_list_reply (self->jobs, self->state, target->location, target->version,
                                     self->situations, exchange);
}

static gboolean
load_catalogue (LuthierPracticeTuning *self, GError **error)
{
  g_autoptr (GBytes)
      text = g_resource_lookup_data (luthier_practice_get_resource (), CATALOGUE_PATH, 0, error);

  self->catalogue = text != NULL ? luthier_catalogue_new (text, error) : NULL;
  return self->catalogue != NULL;
}

static void
luthier_practice_tuning_finalize (GObject *object)
{
  LuthierPracticeTuning *self = LUTHIER_PRACTICE_TUNING (object);

  if (self->queue != NULL)
    luthier_practice_queue_stop (self->queue);
  g_clear_object (&self->queue);
  g_clear_object (&self->jobs);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->situations);
  g_clear_object (&self->objects);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (luthier_practice_tuning_parent_class)->finalize (object);
}

static void
luthier_practice_tuning_class_init (LuthierPracticeTuningClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_practice_tuning_finalize;
}

static void
luthier_practice_tuning_init (LuthierPracticeTuning *self)
{
}

/**
 * luthier_practice_tuning_new:
 * @state: the time and what was before
 * @objects: where data sets are
 * @situations: ways to misbehave
 * @error: set if the catalogue that was built in cannot be read
 *
 * Returns: (transfer full) (nullable): the tuning API; jobs that were under way go on
 */
LuthierPracticeTuning *
luthier_practice_tuning_new (LuthierPracticeState *state,
                             LuthierPracticeObjects *objects,
                             LuthierPracticeSituations *situations,
                             GError **error)
{
  g_autoptr (LuthierPracticeTuning) self = g_object_new (LUTHIER_TYPE_PRACTICE_TUNING, NULL);

  self->state = g_object_ref (state);
  self->objects = g_object_ref (objects);
  self->situations = g_object_ref (situations);
  if (!load_catalogue (self, error))
    return NULL;
  self->jobs = luthier_practice_jobs_new (state);
  self->queue = luthier_practice_queue_new (state, self->jobs, objects, situations,
                                            self->catalogue);
  return g_steal_pointer (&self);
}

/**
 * luthier_practice_tuning_handle:
 * @self: the tuning API
 * @exchange: a request below /v1 or /v1beta1
 *
 * Answers the request.
 */
void
luthier_practice_tuning_handle (LuthierPracticeTuning *self, LuthierPracticeExchange *exchange)
{
  const LuthierPracticeExperiments experiments = {
    self->jobs,
    self->state,
    self->situations,
    exchange,
  };
  g_auto (Target) target = { NULL };

  luthier_practice_queue_catch_up (self->queue);
  if (!target_init (&target, exchange))
    luthier_practice_exchange_reply_page (exchange, 404);
  else if (!check_project (self, &target, exchange))
    return;
  else if (strcmp (target.collection, "tuningJobs") == 0)
    handle_jobs (self, &target, exchange);
  else if (strcmp (target.collection, "metadataStores") == 0)
    luthier_practice_experiments_reply_context (&experiments);
  else if (strcmp (target.collection, "tensorboards") == 0)
    luthier_practice_tensorboards_reply (&experiments);
  else if (target.n_parts > 7 || target.verb != NULL)
    luthier_practice_exchange_reply_page (exchange, 404);
  else if (strcmp (target.collection, "models") == 0 && check_method (&target, "GET", exchange))
    luthier_practice_models_reply_model (self->jobs, self->state, target.location, target.id,
                                         exchange);
  else if (strcmp (target.collection, "endpoints") == 0 && check_method (&target, "GET", exchange))
    luthier_practice_models_reply_endpoint (self->jobs, self->state, target.location, target.id,
                                            exchange);
  else
    luthier_practice_exchange_reply_page (exchange, 404);
}

void
luthier_practice_tuning_seed (LuthierPracticeTuning *self, guint n_jobs)
{
  luthier_practice_seed (self->jobs, self->state, n_jobs);
}

LuthierPracticeJobs *
luthier_practice_tuning_get_jobs (LuthierPracticeTuning *self)
{
  return self->jobs;
}

gboolean
luthier_practice_tuning_is_reading (LuthierPracticeTuning *self)
{
  return luthier_practice_queue_is_reading (self->queue);
}
