/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "tuning-client.h"

#include <sqlite3.h>

#define LOSS "/train_total_loss"
#define EVAL "/eval_total_loss"

#define SETTINGS(rest)                                                                             \
  REQUEST (",\"validationDatasetUri\":\"gs://acme-tuning/validation.jsonl\",\"hyperParameters\":"  \
           "{" rest "}")
#define THREE_EPOCHS SETTINGS ("\"epochCount\":\"3\"")

static void
set_up (Client *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = tuning_make_data (40, 0, NULL);

  tuning_set_up (self, data);
  tuning_put (self, "validation.jsonl", bytes);
}

static char *
get_text (Client *self, const char *name, const char *member)
{
  g_autoptr (Reply) reply = tuning_get (self, BETA, name);

  return g_strdup (reply_text (reply, member));
}

/* The data are known, the steps are still to come. */
static char *
start (Client *self, const char *json)
{
  char *name = tuning_create (self, json);

  tuning_advance (self, 2 * MINUTE + MINUTE / 4);
  tuning_wait_until_at (self, name, "_RUNNING", "_WAITING_FOR_CAPACITY");
  return name;
}

static char *
finish (Client *self, const char *json)
{
  char *name = start (self, json);

  tuning_advance (self, 40 * MINUTE);
  g_assert_true (tuning_is_at (self, name, "_SUCCEEDED", NULL));
  return name;
}

/* (transfer full): of the experiment of a job; NULL: there is none yet. */
static char *
find_tensorboard (Client *self, const char *job)
{
  g_autofree char *experiment = get_text (self, job, "experiment");
  g_autoptr (Reply) context = tuning_get (self, V1, experiment);

  g_assert_cmpstr (reply_text (context, "name"), ==, experiment);
  g_assert_cmpstr (reply_text (context, "schemaTitle"), ==, "system.Experiment");
  return g_strdup (reply_text (context, "metadata.backing_tensorboard_resource"));
}

/* (transfer full): the path of the runs of a job. */
static char *
get_runs_path (Client *self, const char *job)
{
  g_autofree char *experiment = get_text (self, job, "experiment");
  g_autofree char *tensorboard = find_tensorboard (self, job);

  g_assert_nonnull (tensorboard);
  return g_strdup_printf ("/v1/%s/experiments/%s/runs", tensorboard, strrchr (experiment, '/') + 1);
}

/* (transfer full): the name of the run of a job. */
static char *
find_run (Client *self, const char *job)
{
  g_autofree char *path = get_runs_path (self, job);
  g_autoptr (Reply) runs = client_get (self, path);

  assert_status (runs, 200);
  return g_strdup (reply_text (runs, "tensorboardRuns.0.name"));
}

static Reply *
list_series (Client *self, const char *job, const char *query)
{
  g_autofree char *run = find_run (self, job);
  g_autofree char *path = g_strdup_printf ("/v1/%s/timeSeries%s", run, query);
  Reply *reply = client_get (self, path);

  assert_status (reply, 200);
  return reply;
}

/* (transfer full): the name of a series; NULL: there is none of this title. */
static char *
find_series (Client *self, const char *job, const char *title)
{
  g_autoptr (Reply) list = list_series (self, job, "");
  LuthierJsonIter iter;
  const LuthierJsonValue *series;

  luthier_json_iter_init (&iter, reply_value (list, "tensorboardTimeSeries"));
  while (luthier_json_iter_next (&iter, NULL, &series))
    if (g_strcmp0 (luthier_json_value_get_member_string (series, "displayName"), title) == 0)
      return g_strdup (luthier_json_value_get_member_string (series, "name"));
  return NULL;
}

static Reply *
read_series (Client *self, const char *job, const char *title, const char *limit)
{
  g_autofree char *series = find_series (self, job, title);
  g_autofree char *path = g_strdup_printf ("/v1/%s:read?maxDataPoints=%s", series, limit);
  Reply *reply = client_get (self, path);

  g_assert_nonnull (series);
  assert_status (reply, 200);
  g_assert_cmpstr (reply_text (reply, "timeSeriesData.tensorboardTimeSeriesId"), ==,
                   strrchr (series, '/') + 1);
  return reply;
}

static Reply *
read_many (Client *self, const char *job, const char *title, const char *other)
{
  g_autofree char *tensorboard = find_tensorboard (self, job);
  g_autofree char *first = find_series (self, job, title);
  g_autofree char *second = find_series (self, job, other);
  g_autofree char *path = g_strdup_printf ("/v1/%s:batchRead?timeSeries=%s&timeSeries=%s",
                                           tensorboard, first, second);

  return client_get (self, path);
}

static guint
count_points (Reply *reply)
{
  return luthier_json_value_get_length (reply_value (reply, "timeSeriesData.values"));
}

static double
get_value (Reply *reply, guint index)
{
  const LuthierJsonValue *values = reply_value (reply, "timeSeriesData.values");
  const LuthierJsonValue *point = luthier_json_value_get_element (values, index);

  return luthier_json_value_get_double (
      luthier_json_value_get_path (point, "scalar", "value", NULL), 0);
}

static gint64
get_step (const LuthierJsonValue *point)
{
  return luthier_json_value_get_int64 (luthier_json_value_get_member (point, "step"), 0);
}

/* From the start of a job to its first step each hop has less than the next one. */
static void
test_hops (Client *self, gconstpointer data)
{
  g_autofree char *job = tuning_create (self, THREE_EPOCHS);
  g_autofree char *none = NULL;
  g_autofree char *path = NULL;
  g_autofree char *run = NULL;
  g_autoptr (Reply) runs = NULL;
  g_autoptr (Reply) series = NULL;
  g_autoptr (Reply) more = NULL;

  tuning_advance (self, MINUTE / 2);
  g_assert_true (tuning_is_at (self, job, "_RUNNING", "_PROCESSING_DATASET"));
  none = find_tensorboard (self, job);
  g_assert_null (none);
  tuning_advance (self, 2 * MINUTE);
  tuning_wait_until_at (self, job, "_RUNNING", "_WAITING_FOR_CAPACITY");
  path = get_runs_path (self, job);
  runs = client_get (self, path);
  assert_status (runs, 200);
  g_assert_cmpuint (g_bytes_get_size (runs->body), <, 5);

  /* The validation data are looked at before the first step. */
  tuning_advance (self, MINUTE / 3);
  run = find_run (self, job);
  g_assert_nonnull (run);
  series = list_series (self, job, "");
  g_assert_cmpstr (reply_text (series, "tensorboardTimeSeries.0.displayName"), ==, EVAL);
  g_assert_null (reply_value (series, "tensorboardTimeSeries.0.metadata.maxStep"));
  g_assert_nonnull (reply_text (series, "tensorboardTimeSeries.0.metadata.maxWallTime"));
  tuning_advance (self, 2 * MINUTE);
  more = list_series (self, job, "");
  g_assert_cmpstr (reply_text (more, "tensorboardTimeSeries.0.displayName"), ==, LOSS);
  g_assert_nonnull (reply_value (more, "tensorboardTimeSeries.5"));
  g_assert_null (reply_value (more, "tensorboardTimeSeries.6"));
}

static void
check_points (Client *self, const char *job)
{
  g_autoptr (Reply) reply = read_series (self, job, LOSS, "-1");
  g_autoptr (Reply) shown = tuning_get (self, BETA, job);
  LuthierJsonIter iter;
  const LuthierJsonValue *point;
  gint64 step = 0;
  g_autofree char *now = NULL;
  g_autofree char *last = g_strdup (reply_text (shown, "startTime"));
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (
      luthier_clock_get_real_time (self->clock) / G_USEC_PER_SEC + 1);

  now = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  luthier_json_iter_init (&iter, reply_value (reply, "timeSeriesData.values"));
  while (luthier_json_iter_next (&iter, NULL, &point))
    {
      const char *wall_time = luthier_json_value_get_member_string (point, "wallTime");

      g_assert_cmpint (get_step (point), ==, ++step);
      g_assert_cmpstr (wall_time, >, last);
      g_assert_cmpstr (wall_time, <, now);
      g_free (last);
      last = g_strdup (wall_time);
    }
  g_assert_cmpint (
      luthier_json_value_get_int64 (reply_value (shown, "tuningJobMetadata.completedStepCount"), 0),
      ==, step);
}

/* Points come as steps are completed, at the time at which they are, and stay as they are. */
static void
test_growth (Client *self, gconstpointer data)
{
  g_autofree char *job = start (self, THREE_EPOCHS);
  g_autoptr (Reply) early = NULL;
  g_autoptr (Reply) late = NULL;

  tuning_advance (self, 5 * MINUTE);
  check_points (self, job);
  early = read_series (self, job, LOSS, "-1");
  for (guint i = 0; i < 10; i++)
    {
      tuning_advance (self, MINUTE + 1234);
      check_points (self, job);
    }
  client_restart (self);
  late = read_series (self, job, LOSS, "-1");
  g_assert_cmpuint (count_points (late), >, count_points (early));
  for (guint i = 0; i < count_points (early); i++)
    g_assert_cmpfloat (get_value (early, i), ==, get_value (late, i));

  tuning_advance (self, 30 * MINUTE);
  check_points (self, job);
}

static void
test_cancelled (Client *self, gconstpointer data)
{
  g_autofree char *job = start (self, THREE_EPOCHS);
  g_autoptr (Reply) cancelled = NULL;
  g_autoptr (Reply) stopped = NULL;
  g_autoptr (Reply) later = NULL;

  tuning_advance (self, 8 * MINUTE);
  cancelled = tuning_cancel (self, job);
  assert_status (cancelled, 200);
  tuning_advance (self, MINUTE);
  stopped = read_series (self, job, LOSS, "-1");
  g_assert_cmpuint (count_points (stopped), <, 30);
  tuning_advance (self, 30 * MINUTE);
  later = read_series (self, job, LOSS, "-1");
  g_assert_cmpuint (count_points (later), ==, count_points (stopped));
}

static Reply *
list_runs_after (Client *self, const char *path, const char *token)
{
  g_autofree char *next = g_strdup_printf ("%s?pageToken=%s", path, token);
  Reply *reply = client_get (self, next);

  assert_status (reply, 200);
  return reply;
}

static void
test_pages (Client *self, gconstpointer data)
{
  g_autofree char *job = finish (self, THREE_EPOCHS);
  g_autoptr (Reply) all = list_series (self, job, "");
  g_autoptr (Reply) first = list_series (self, job, "?pageSize=4");
  g_autofree char *query = g_strdup_printf ("?pageSize=4&pageToken=%s",
                                            reply_text (first, "nextPageToken"));
  g_autoptr (Reply) second = list_series (self, job, query);
  g_autofree char *path = NULL;
  g_autoptr (Reply) empty = NULL;
  g_autoptr (Reply) filled = NULL;

  g_assert_null (reply_text (all, "nextPageToken"));
  g_assert_nonnull (reply_value (first, "tensorboardTimeSeries.3"));
  g_assert_null (reply_value (first, "tensorboardTimeSeries.4"));
  g_assert_cmpstr (reply_text (second, "tensorboardTimeSeries.0.name"), ==,
                   reply_text (all, "tensorboardTimeSeries.4.name"));
  g_assert_cmpstr (reply_text (second, "tensorboardTimeSeries.1.name"), ==,
                   reply_text (all, "tensorboardTimeSeries.5.name"));
  g_assert_null (reply_text (second, "nextPageToken"));

  client_situation (self, "empty-page");
  path = get_runs_path (self, job);
  empty = client_get (self, path);
  assert_status (empty, 200);
  g_assert_null (reply_value (empty, "tensorboardRuns"));
  filled = list_runs_after (self, path, reply_text (empty, "nextPageToken"));
  g_assert_nonnull (reply_text (filled, "tensorboardRuns.0.name"));
}

static Reply *
list_contexts (Client *self, const char *query)
{
  g_autofree char *path = g_strdup_printf (
      "/v1/projects/acme-ml/locations/us-central1/metadataStores/default/contexts%s", query);

  return client_get (self, path);
}

/* The other way to a run, by the contexts. */
static void
test_contexts (Client *self, gconstpointer data)
{
  g_autofree char *first = finish (self, THREE_EPOCHS);
  g_autofree char *second = finish (self, THREE_EPOCHS);
  g_autofree char *experiment = get_text (self, second, "experiment");
  g_autofree char *run = g_strconcat (experiment, "-run-0", NULL);
  g_autofree char *query = g_strdup_printf (
      "?filter=schema_title%%3D%%22system.ExperimentRun%%22+AND+parent_contexts%%3A%%22%s%%22",
      experiment);
  g_autoptr (Reply) runs = list_contexts (self, query);
  g_autoptr (Reply) experiments = list_contexts (
      self, "?pageSize=1&filter=schema_title%3D%22system.Experiment%22");
  g_autoptr (Reply) all = list_contexts (self, "");
  g_autoptr (Reply) other = list_contexts (self, "?filter=anything");
  g_autoptr (Reply) direct = tuning_get (self, V1, run);

  assert_status (runs, 200);
  g_assert_cmpstr (reply_text (runs, "contexts.0.name"), ==, run);
  g_assert_cmpstr (reply_text (runs, "contexts.0.parentContexts.0"), ==, experiment);
  g_assert_null (reply_value (runs, "contexts.1"));
  g_assert_cmpstr (reply_text (direct, "name"), ==, run);
  assert_status (experiments, 200);
  g_assert_nonnull (reply_value (experiments, "contexts.0"));
  g_assert_null (reply_value (experiments, "contexts.1"));
  g_assert_nonnull (reply_text (experiments, "nextPageToken"));
  assert_status (all, 200);
  g_assert_nonnull (reply_value (all, "contexts.3"));
  g_assert_null (reply_value (all, "contexts.4"));
  assert_status (other, 400);
}

/* Of more than a thousand points comes a random thousand, in no order, unless all are asked for. */
static void
test_sampling (Client *self, gconstpointer data)
{
  g_autofree char *job = finish (self, SETTINGS ("\"epochCount\":\"130\""));
  g_autoptr (Reply) sample = read_many (self, job, LOSS, EVAL);
  g_autoptr (Reply) other = read_many (self, job, LOSS, EVAL);
  g_autoptr (Reply) all = read_series (self, job, LOSS, "-1");
  g_autoptr (Reply) most = read_series (self, job, LOSS, "10000");
  g_autoptr (Reply) few = read_series (self, job, LOSS, "5");
  g_autoptr (GHashTable) steps = g_hash_table_new (NULL, NULL);
  const LuthierJsonValue *values = reply_value (sample, "timeSeriesData.0.values");
  gboolean in_order = TRUE;
  gint64 last = -1;

  g_assert_cmpuint (count_points (all), ==, 1300);
  g_assert_cmpuint (count_points (most), ==, 1300);
  g_assert_cmpuint (count_points (few), ==, 5);
  g_assert_cmpuint (luthier_json_value_get_length (values), ==, 1000);
  for (guint i = 0; i < 1000; i++)
    {
      const gint64 step = get_step (luthier_json_value_get_element (values, i));

      in_order = in_order && step > last;
      last = step;
      g_hash_table_add (steps, GINT_TO_POINTER (step));
    }
  g_assert_false (in_order);
  g_assert_cmpuint (g_hash_table_size (steps), ==, 1000);
  g_assert_false (g_bytes_equal (sample->body, other->body));
}

static void
assert_reply (Client *self, const char *method, const char *path, guint status)
{
  g_autoptr (Reply) reply = client_call (self, method, path, NULL, NULL);

  assert_status (reply, status);
}

static void
test_refusals (Client *self, gconstpointer data)
{
#define PLACE "/v1/projects/acme-ml/locations/us-central1/"
  g_autofree char *job = finish (self, THREE_EPOCHS);
  g_autofree char *tensorboard = find_tensorboard (self, job);
  g_autofree char *series = find_series (self, job, LOSS);
  g_autofree char *run = find_run (self, job);
  const struct
  {
    const char *name, *rest;
    guint status;
  } others[] = {
    { tensorboard, "", 200 },
    { run, "", 200 },
    { series, "", 200 },
    { series, ":read", 200 },
    { series, ":read?maxDataPoints=10001", 400 },
    { series, ":read?maxDataPoints=-2", 400 },
    { series, ":read?maxDataPoints=many", 400 },
    { series, ":write", 404 },
    { series, "/more", 404 },
    { run, "/timeSeries/1", 404 },
    { run, "/timeSeries/1:read", 404 },
    { run, "0/timeSeries", 404 },
    { run, "/timeSeries?pageSize=x", 400 },
    { run, "/timeSeries?pageToken=x", 400 },
    { tensorboard, ":batchRead", 400 },
    { tensorboard, ":batchRead?timeSeries=x", 400 },
    { tensorboard, "/experiments/none/runs", 404 },
    { tensorboard, "/runs", 404 },
    { tensorboard, "0/experiments/none/runs", 404 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *path = g_strconcat ("/v1/", others[i].name, others[i].rest, NULL);

      g_test_message ("%s", path);
      assert_reply (self, "GET", path, others[i].status);
    }
  assert_reply (self, "POST", PLACE "metadataStores/default/contexts/x", 405);
  assert_reply (self, "POST", PLACE "tensorboards/1", 405);
  assert_reply (self, "GET", PLACE "metadataStores/default/contexts/x", 404);
  assert_reply (self, "GET", PLACE "metadataStores/other/contexts/x", 404);
  assert_reply (self, "GET", PLACE "metadataStores/default", 404);
  assert_reply (self, "GET", PLACE "tensorboards/1", 404);
  assert_reply (self, "GET", PLACE "tensorboards", 404);
  assert_reply (self, "GET", "/v1/projects/other/locations/us-central1/tensorboards/1", 403);
#undef PLACE
}

static void
test_permissions (Client *self, gconstpointer data)
{
  static const struct
  {
    const char *permission, *glob;
  } needs[] = {
    { "aiplatform.contexts.get", "contexts" },
    { "aiplatform.tensorboardRuns.list", "runs" },
    { "aiplatform.tensorboardTimeSeries.list", "series" },
    { "aiplatform.tensorboardTimeSeries.read", "batch" },
    { "aiplatform.tensorboardTimeSeries.read", "read" },
    { "aiplatform.tensorboards.get", "tensorboard" },
  };
  g_autofree char *job = finish (self, THREE_EPOCHS);
  g_autofree char *tensorboard = find_tensorboard (self, job);
  g_autofree char *series = find_series (self, job, LOSS);
  g_autofree char *run = find_run (self, job);
  g_autofree char *experiment = get_text (self, job, "experiment");
  g_autofree char *runs = get_runs_path (self, job);
  const char *const paths[][3] = {
    { "/v1/", experiment, "" },     { runs, "", "" },
    { "/v1/", run, "/timeSeries" }, { "/v1/", tensorboard, ":batchRead?timeSeries=x" },
    { "/v1/", series, ":read" },    { "/v1/", tensorboard, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    {
      g_autofree char *situation = g_strdup_printf ("no-permission=%s", needs[i].permission);
      g_autofree char *path = g_strconcat (paths[i][0], paths[i][1], paths[i][2], NULL);
      g_autoptr (Reply) refused = NULL;

      client_situation (self, situation);
      refused = client_get (self, path);
      assert_status (refused, 403);
      g_assert_nonnull (strstr (reply_text (refused, "error.message"), needs[i].permission));
      luthier_practice_clear_situations (self->practice);
    }
}

/* What is 0 is left out, what is no number is a text. */
static void
test_breaks (Client *self, gconstpointer data)
{
  g_autofree char *job = NULL;
  g_autoptr (Reply) loss = NULL;
  g_autoptr (Reply) eval = NULL;
  g_autoptr (Reply) accuracy = NULL;

  client_situation (self, "curve=breaks");
  job = finish (self, THREE_EPOCHS);
  loss = read_series (self, job, LOSS, "-1");
  g_assert_cmpfloat (get_value (loss, 16), <, 100);
  g_assert_cmpstr (reply_text (loss, "timeSeriesData.values.17.scalar.value"), ==, "Infinity");
  g_assert_cmpstr (reply_text (loss, "timeSeriesData.values.18.scalar.value"), ==, "NaN");
  g_assert_cmpstr (reply_text (loss, "timeSeriesData.values.29.scalar.value"), ==, "NaN");
  eval = read_series (self, job, EVAL, "-1");
  g_assert_null (reply_value (eval, "timeSeriesData.values.0.step"));
  g_assert_cmpstr (reply_text (eval, "timeSeriesData.values.12.step"), ==, "30");
  g_assert_cmpstr (reply_text (eval, "timeSeriesData.values.12.scalar.value"), ==, "NaN");
  accuracy = read_series (self, job, "/train_fraction_of_correct_next_step_preds", "-1");
  g_assert_nonnull (reply_value (accuracy, "timeSeriesData.values.29.scalar"));
  g_assert_null (reply_value (accuracy, "timeSeriesData.values.29.scalar.value"));
}

static void
test_no_validation (Client *self, gconstpointer data)
{
  g_autofree char *job = finish (self, REQUEST (""));
  g_autoptr (Reply) series = list_series (self, job, "");

  g_assert_nonnull (reply_value (series, "tensorboardTimeSeries.2"));
  g_assert_null (reply_value (series, "tensorboardTimeSeries.3"));
}

static void
put_preferences (Client *self, const char *name, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (
        text,
        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"%s %u\"}]}],\"completions\":["
        "{\"score\":1,\"completion\":{\"role\":\"model\",\"parts\":[{\"text\":\"yes %u\"}]}},"
        "{\"score\":0,\"completion\":{\"role\":\"model\",\"parts\":[{\"text\":\"no %u\"}]}}]}\n",
        name, i, i, i);
  bytes = g_string_free_to_bytes (g_steal_pointer (&text));
  tuning_put (self, name, bytes);
}

/* Preference tuning has a name of its own for its loss, which begins at the logarithm of two. */
static void
test_preference (Client *self, gconstpointer data)
{
  g_autofree char *job = NULL;
  g_autoptr (Reply) series = NULL;
  g_autoptr (Reply) eval = NULL;

  put_preferences (self, "better.jsonl", 200);
  put_preferences (self, "check.jsonl", 20);
  job = finish (self, "{\"baseModel\":\"gemini-2.5-flash\",\"preferenceOptimizationSpec\":{"
                      "\"trainingDatasetUri\":\"gs://acme-tuning/better.jsonl\","
                      "\"validationDatasetUri\":\"gs://acme-tuning/check.jsonl\"}}");
  series = list_series (self, job, "");
  g_assert_cmpstr (reply_text (series, "tensorboardTimeSeries.0.displayName"), ==,
                   "/preference_optimization_train_loss");
  g_assert_cmpstr (reply_text (series, "tensorboardTimeSeries.1.displayName"), ==, EVAL);
  g_assert_null (reply_value (series, "tensorboardTimeSeries.2"));
  eval = read_series (self, job, EVAL, "-1");
  g_assert_cmpfloat_with_epsilon (get_value (eval, 0), 0.693, 0.05);
}

/* The glob is of the job's name. */
static void
test_by_name (Client *self, gconstpointer data)
{
  g_autofree char *job = NULL;
  g_autofree char *other = NULL;
  g_autofree char *learning_rate = NULL;
  g_autofree char *path = NULL;
  g_autoptr (Reply) runs = NULL;

  client_situation (self, "curve=none@*secret*");
  client_situation (self, "curve=foreign@*strange*1");
  job = finish (self,
                "{\"tunedModelDisplayName\":\"top secret\",\"baseModel\":\"gemini-2.5-flash\","
                "\"supervisedTuningSpec\":{\"trainingDatasetUri\":"
                "\"gs://acme-tuning/train.jsonl\"}}");
  path = get_runs_path (self, job);
  runs = client_get (self, path);
  assert_status (runs, 200);
  g_assert_null (reply_value (runs, "tensorboardRuns"));

  other = finish (self, "{\"tunedModelDisplayName\":\"strange\",\"baseModel\":\"gemini-2.5-flash\","
                        "\"supervisedTuningSpec\":{\"trainingDatasetUri\":"
                        "\"gs://acme-tuning/train.jsonl\"}}");
  learning_rate = find_series (self, other, "learning rate");
  g_assert_nonnull (learning_rate);
}

/* A job that makes no steps for ten minutes: nothing about it changes, then it goes on. */
static void
test_no_steps (Client *self, gconstpointer data)
{
  g_autofree char *job = NULL;
  g_autoptr (Reply) first = NULL;
  g_autoptr (Reply) second = NULL;
  g_autoptr (Reply) end = NULL;
  g_autofree char *updated = NULL;
  g_autofree char *later = NULL;

  client_situation (self, "no-steps=90");
  client_situation (self, "slow-capacity=30");
  job = start (self, THREE_EPOCHS);
  tuning_advance (self, 30 * MINUTE);
  g_assert_true (tuning_is_at (self, job, "_RUNNING", "_WAITING_FOR_CAPACITY"));
  tuning_advance (self, 15 * MINUTE);
  first = read_series (self, job, LOSS, "-1");
  updated = get_text (self, job, "updateTime");
  check_points (self, job);
  tuning_advance (self, 80 * MINUTE);
  second = read_series (self, job, LOSS, "-1");
  later = get_text (self, job, "updateTime");
  g_assert_cmpuint (count_points (first), ==, 15);
  g_assert_cmpuint (count_points (second), ==, 15);
  g_assert_cmpstr (updated, ==, later);
  g_assert_true (tuning_is_at (self, job, "_RUNNING", "_TUNING"));
  tuning_advance (self, 30 * MINUTE);
  g_assert_true (tuning_is_at (self, job, "_SUCCEEDED", NULL));
  check_points (self, job);
}

static void
drop_columns (Client *self)
{
  static const char *const columns[] = { "stalled", "resumed", "copies", "validation", "curve" };
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (self->state_file, &database), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *sql = g_strdup_printf ("ALTER TABLE tuning_jobs DROP COLUMN %s", columns[i]);

      g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
    }
  sqlite3_close (database);
}

/* A file of before there were curves: its jobs have some now. */
static void
test_old_state (Client *self, gconstpointer data)
{
  g_autofree char *job = finish (self, THREE_EPOCHS);
  g_autoptr (Reply) loss = NULL;
  g_autoptr (Reply) eval = NULL;

  client_stop (self);
  drop_columns (self);
  client_start (self);
  loss = read_series (self, job, LOSS, "-1");
  g_assert_cmpuint (count_points (loss), ==, 30);
  eval = read_series (self, job, EVAL, "-1");
  g_assert_cmpuint (count_points (eval), ==, 13);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/practice-curves/" name, Client, NULL, set_up, function, client_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("hops", test_hops);
  ADD ("growth", test_growth);
  ADD ("cancelled", test_cancelled);
  ADD ("pages", test_pages);
  ADD ("contexts", test_contexts);
  ADD ("sampling", test_sampling);
  ADD ("refusals", test_refusals);
  ADD ("permissions", test_permissions);
  ADD ("breaks", test_breaks);
  ADD ("no-validation", test_no_validation);
  ADD ("preference", test_preference);
  ADD ("by-name", test_by_name);
  ADD ("no-steps", test_no_steps);
  ADD ("old-state", test_old_state);
  return g_test_run ();
}
