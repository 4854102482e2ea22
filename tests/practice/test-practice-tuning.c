/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "tuning-client.h"

static void
check_just_started (Client *self, const char *name)
{
  g_autoptr (Reply) reply = tuning_get (self, V1, name);

  g_assert_nonnull (reply_text (reply, "startTime"));
  g_assert_nonnull (reply_text (reply, "experiment"));
  g_assert_null (reply_value (reply, "tuningDataStats"));
  g_assert_null (reply_value (reply, "tuningJobState"));
  g_assert_null (reply_value (reply, "supervisedTuningSpec.hyperParameters.adapterSize"));
}

static void
check_processed (Client *self, const char *name)
{
  g_autoptr (Reply) reply = tuning_get (self, BETA, name);

  g_assert_cmpstr (
      reply_text (reply, "tuningDataStats.supervisedTuningDataStats.tuningDatasetExampleCount"), ==,
      "160");
  g_assert_cmpstr (reply_text (reply, "tuningDataStats.supervisedTuningDataStats.tuningStepCount"),
                   ==, "30");
  g_assert_cmpstr (reply_text (reply, "supervisedTuningSpec.hyperParameters.epochCount"), ==, "3");
  g_assert_cmpstr (reply_text (reply, "supervisedTuningSpec.hyperParameters.adapterSize"), ==,
                   "ADAPTER_SIZE_FOUR");
  g_assert_null (reply_value (reply, "tuningJobMetadata"));
}

static void
check_halfway (Client *self, const char *name)
{
  g_autoptr (Reply) reply = tuning_get (self, BETA, name);
  const LuthierJsonValue *steps = reply_value (reply, "tuningJobMetadata.completedStepCount");

  g_assert_cmpint (luthier_json_value_get_int64 (steps, 0), >, 5);
  g_assert_cmpint (luthier_json_value_get_int64 (steps, 0), <, 30);
  g_assert_null (reply_value (reply, "tunedModel"));
}

static void
check_finishing (Client *self, const char *name)
{
  g_autoptr (Reply) reply = tuning_get (self, BETA, name);

  g_assert_nonnull (reply_text (reply, "tunedModel.model"));
  g_assert_null (reply_text (reply, "tunedModel.endpoint"));
  g_assert_nonnull (reply_value (reply, "tunedModel.checkpoints.0"));
  g_assert_null (reply_value (reply, "tunedModel.checkpoints.2"));
  g_assert_null (reply_text (reply, "endTime"));
}

static void
check_finished (Client *self, const char *name)
{
  g_autoptr (Reply) reply = tuning_get (self, V1, name);
  const char *model = reply_text (reply, "tunedModel.model");
  const char *endpoint = reply_text (reply, "tunedModel.endpoint");
  g_autoptr (Reply) model_reply = tuning_get (self, V1, model);
  g_autoptr (Reply) endpoint_reply = tuning_get (self, V1, endpoint);

  g_assert_nonnull (reply_text (reply, "endTime"));
  g_assert_cmpstr (reply_text (reply, "endTime"), ==, reply_text (reply, "updateTime"));
  g_assert_cmpstr (reply_text (reply, "tunedModel.checkpoints.2.epoch"), ==, "3");
  g_assert_cmpstr (reply_text (reply, "tunedModel.checkpoints.2.step"), ==, "30");
  g_assert_cmpstr (reply_text (reply, "tunedModel.checkpoints.2.endpoint"), ==, endpoint);
  g_assert_true (g_str_has_suffix (model, "@1"));
  g_assert_cmpstr (reply_text (model_reply, "versionId"), ==, "1");
  g_assert_cmpstr (reply_text (endpoint_reply, "deployedModels.0.model"), ==, model);
}

/* Every state of a job and what shows of it, from the answer to the request to the last
 * checkpoint. */
static void
test_whole_life (Client *self, gconstpointer data)
{
  g_autofree char *name = tuning_create (self,
                                         REQUEST (",\"hyperParameters\":{\"epochCount\":\"3\"}"));

  g_assert_true (tuning_is_at (self, name, "PENDING", NULL));
  tuning_advance (self, 20 * 1000);
  g_assert_true (tuning_is_at (self, name, "RUNNING", "PROCESSING_DATASET"));
  check_just_started (self, name);
  tuning_advance (self, 2 * MINUTE);
  tuning_wait_until_at (self, name, "RUNNING", "WAITING_FOR_CAPACITY");
  check_processed (self, name);
  tuning_advance (self, 8 * MINUTE);
  g_assert_true (tuning_is_at (self, name, "RUNNING", "_TUNING"));
  check_halfway (self, name);
  tuning_advance (self, 9 * MINUTE + MINUTE / 2);
  g_assert_true (tuning_is_at (self, name, "RUNNING", "POST_PROCESSING"));
  check_finishing (self, name);
  tuning_advance (self, 5 * MINUTE);
  g_assert_true (tuning_is_at (self, name, "SUCCEEDED", NULL));
  check_finished (self, name);
}

/* The answer to a create: identity, project number, a generated name, the request as it was. */
static void
test_create (Client *self, gconstpointer data)
{
  g_autoptr (Reply) reply = client_post (
      self, JOBS,
      "{\"base_model\":\"gemini-3.5-flash\",\"labels\":{\"luthier-intent\":\"0123\"},"
      "\"supervised_tuning_spec\":{\"training_dataset_uri\":\"gs://acme-tuning/train.jsonl\"}}");
  g_auto (GStrv) parts = NULL;

  assert_status (reply, 200);
  g_assert_cmpstr (reply_header (reply, "X-Luthier-Practice"), ==, "1");
  parts = g_strsplit (reply_text (reply, "name"), "/", -1);
  g_assert_cmpstr (
      parts[1], ==,
      luthier_practice_state_get_project_number (luthier_practice_get_state (self->practice)));
  g_assert_cmpuint (strlen (parts[1]), ==, 12);
  g_assert_cmpuint (strlen (parts[5]), ==, 19);
  g_assert_cmpstr (reply_text (reply, "state"), ==, "JOB_STATE_PENDING");
  g_assert_true (
      g_str_has_prefix (reply_text (reply, "tunedModelDisplayName"), "gemini-3.5-flash-"));
  g_assert_cmpstr (reply_text (reply, "labels.luthier-intent"), ==, "0123");
  g_assert_cmpstr (reply_text (reply, "createTime"), ==, "2026-11-18T11:06:40.000000Z");
}

/* Models of the third generation are served from a continent. */
static void
test_serving_location (Client *self, gconstpointer data)
{
  g_autofree char *name = tuning_create_at (
      self, "europe-west4",
      "{\"baseModel\":\"gemini-3.5-flash\",\"supervisedTuningSpec\":{\"trainingDatasetUri\":"
      "\"gs://acme-tuning/train.jsonl\",\"exportLastCheckpointOnly\":true}}");

  tuning_advance (self, 40 * MINUTE);
  tuning_wait_until_at (self, name, "SUCCEEDED", NULL);
  {
    g_autoptr (Reply) reply = tuning_get (self, V1, name);

    g_assert_nonnull (strstr (reply_text (reply, "tunedModel.endpoint"), "/locations/eu/"));
    g_assert_nonnull (strstr (reply_text (reply, "tunedModel.model"), "/locations/europe-west4/"));
    g_assert_null (reply_value (reply, "tunedModel.checkpoints.1"));
  }
}

/* A killed program goes on where the time is, not where it was. */
static void
test_restart (Client *self, gconstpointer data)
{
  g_autofree char *name = tuning_create (self, REQUEST (""));
  g_autofree char *before = NULL;

  tuning_advance (self, 6 * MINUTE);
  tuning_wait_until_at (self, name, "RUNNING", "_TUNING");
  {
    g_autoptr (Reply) reply = tuning_get (self, V1, name);

    before = g_strdup (reply_text (reply, "startTime"));
  }
  client_restart (self);
  g_assert_true (tuning_is_at (self, name, "RUNNING", "_TUNING"));
  {
    g_autoptr (Reply) reply = tuning_get (self, V1, name);

    g_assert_cmpstr (reply_text (reply, "startTime"), ==, before);
  }
  client_stop (self);
  tuning_advance (self, 60 * MINUTE);
  client_start (self);
  g_assert_true (tuning_is_at (self, name, "SUCCEEDED", NULL));
}

/* Killed before it has started, and found hours later. */
static void
test_restart_while_pending (Client *self, gconstpointer data)
{
  g_autofree char *first = tuning_create (self, REQUEST (""));
  g_autofree char *second = tuning_create (self, REQUEST (""));

  client_stop (self);
  tuning_advance (self, 24 * 60 * MINUTE);
  client_start (self);
  tuning_wait_until_at (self, first, "SUCCEEDED", NULL);
  tuning_wait_until_at (self, second, "SUCCEEDED", NULL);
  {
    g_autoptr (Reply) reply_first = tuning_get (self, V1, first);
    g_autoptr (Reply) reply_second = tuning_get (self, V1, second);

    g_assert_cmpstr (reply_text (reply_first, "endTime"), ==,
                     reply_text (reply_second, "startTime"));
  }
}

/* A computer that sleeps: its time goes on, timeouts do not. */
#define TEST_TYPE_SLEEPING_CLOCK (test_sleeping_clock_get_type ())
G_DECLARE_FINAL_TYPE (TestSleepingClock, test_sleeping_clock, TEST, SLEEPING_CLOCK, LuthierClock)

struct _TestSleepingClock
{
  LuthierClock parent_instance;

  gint64 now;
  guint last_id;
};

G_DEFINE_FINAL_TYPE (TestSleepingClock, test_sleeping_clock, LUTHIER_TYPE_CLOCK)

static gint64
test_sleeping_clock_get_time (LuthierClock *clock)
{
  return TEST_SLEEPING_CLOCK (clock)->now;
}

static guint
test_sleeping_clock_add_timeout (LuthierClock *clock,
                                 guint64 delay_ms,
                                 GSourceFunc function,
                                 gpointer data,
                                 GDestroyNotify notify)
{
  return ++TEST_SLEEPING_CLOCK (clock)->last_id;
}

static void
test_sleeping_clock_remove (LuthierClock *clock, guint id)
{
}

static void
test_sleeping_clock_class_init (TestSleepingClockClass *klass)
{
  LuthierClockClass *clock_class = LUTHIER_CLOCK_CLASS (klass);

  clock_class->get_real_time = test_sleeping_clock_get_time;
  clock_class->get_monotonic_time = test_sleeping_clock_get_time;
  clock_class->add_timeout = test_sleeping_clock_add_timeout;
  clock_class->remove = test_sleeping_clock_remove;
}

static void
test_sleeping_clock_init (TestSleepingClock *self)
{
  self->now = CLIENT_NOW;
}

static void
test_sleep (Client *self, gconstpointer data)
{
  g_autofree char *first = NULL, *second = NULL;

  client_stop (self);
  g_clear_object (&self->clock);
  self->clock = g_object_new (TEST_TYPE_SLEEPING_CLOCK, NULL);
  client_start (self);
  first = tuning_create (self, REQUEST (""));
  second = tuning_create (self, REQUEST (""));
  TEST_SLEEPING_CLOCK (self->clock)->now += G_TIME_SPAN_DAY;
  tuning_wait_until_at (self, first, "SUCCEEDED", NULL);
  tuning_wait_until_at (self, second, "SUCCEEDED", NULL);
}

/* One job at a time over all regions; the next one starts by itself when that is over. */
static void
test_quota (Client *self, gconstpointer data)
{
  g_autofree char *first = tuning_create (self, REQUEST (""));
  g_autofree char *second = tuning_create_at (self, "europe-west4", REQUEST (""));
  g_autofree char *third = tuning_create (self, REQUEST (""));

  tuning_advance (self, MINUTE);
  g_assert_true (tuning_is_at (self, first, "RUNNING", "PROCESSING_DATASET"));
  g_assert_true (tuning_is_at (self, second, "PENDING", "WAITING_FOR_QUOTA"));
  tuning_advance (self, 2 * MINUTE);
  tuning_wait_until_at (self, first, "RUNNING", "_TUNING");
  {
    g_autoptr (Reply) cancelled = tuning_cancel (self, second);

    assert_status (cancelled, 200);
  }
  tuning_advance (self, 30 * MINUTE);
  g_assert_true (tuning_is_at (self, first, "SUCCEEDED", NULL));
  g_assert_true (tuning_is_at (self, second, "CANCELLED", NULL));
  tuning_wait_until_at (self, third, "RUNNING", "_TUNING");
}

static void
test_quota_of_two (Client *self, gconstpointer data)
{
  g_autofree char *first = NULL, *second = NULL, *third = NULL;

  client_situation (self, "concurrent-jobs=2");
  first = tuning_create (self, REQUEST (""));
  second = tuning_create (self, REQUEST (""));
  third = tuning_create (self, REQUEST (""));
  tuning_advance (self, MINUTE);
  g_assert_true (tuning_is_at (self, second, "RUNNING", "PROCESSING_DATASET"));
  g_assert_true (tuning_is_at (self, third, "PENDING", "WAITING_FOR_QUOTA"));
}

static void
test_quota_refused (Client *self, gconstpointer data)
{
  g_autofree char *name = tuning_create (self, REQUEST (""));
  g_autoptr (Reply) reply = NULL;

  g_assert_nonnull (name);
  client_situation (self, "quota-full");
  reply = client_post (self, JOBS, REQUEST (""));
  assert_status (reply, 429);
  g_assert_cmpstr (reply_text (reply, "error.details.0.violations.0.quotaMetric"), ==,
                   "aiplatform.googleapis.com/global_concurrent_tuning_jobs");
}

static void
test_cancel (Client *self, gconstpointer data)
{
  g_autofree char *name = tuning_create (self, REQUEST (""));

  tuning_advance (self, 6 * MINUTE);
  tuning_wait_until_at (self, name, "RUNNING", "_TUNING");
  {
    g_autoptr (Reply) reply = tuning_cancel (self, name);
    g_autoptr (Reply) again = tuning_cancel (self, name);

    assert_status (reply, 200);
    g_assert_cmpuint (g_bytes_get_size (reply->body), <=, 3);
    assert_status (again, 200);
  }
  g_assert_true (tuning_is_at (self, name, "CANCELLING", NULL));
  tuning_advance (self, MINUTE);
  {
    g_autoptr (Reply) reply = tuning_get (self, V1, name);
    g_autoptr (Reply) too_late = tuning_cancel (self, name);

    g_assert_cmpstr (reply_text (reply, "state"), ==, "JOB_STATE_CANCELLED");
    g_assert_cmpint (luthier_json_value_get_int64 (reply_value (reply, "error.code"), 0), ==, 1);
    g_assert_nonnull (reply_text (reply, "endTime"));
    assert_status (too_late, 400);
    g_assert_cmpstr (reply_text (too_late, "error.status"), ==, "FAILED_PRECONDITION");
  }
}

/* While the data are being read, and when it comes too late. */
static void
test_cancel_early_and_late (Client *self, gconstpointer data)
{
  g_autofree char *early = tuning_create (self, REQUEST (""));
  g_autofree char *late = NULL;

  tuning_advance (self, 20 * 1000);
  {
    g_autoptr (Reply) reply = tuning_cancel (self, early);

    assert_status (reply, 200);
  }
  tuning_advance (self, MINUTE);
  g_assert_true (tuning_is_at (self, early, "CANCELLED", NULL));

  late = tuning_create (self, REQUEST (",\"hyperParameters\":{\"epochCount\":\"3\"}"));
  tuning_advance (self, 19 * MINUTE + MINUTE / 2);
  tuning_wait_until_at (self, late, "RUNNING", "POST_PROCESSING");
  {
    g_autoptr (Reply) reply = tuning_cancel (self, late);

    assert_status (reply, 200);
  }
  g_assert_true (tuning_is_at (self, late, "CANCELLING", NULL));
  tuning_advance (self, 5 * MINUTE);
  g_assert_true (tuning_is_at (self, late, "SUCCEEDED", NULL));
}

/* A model tuned further is a new version of itself, unless it gets a name of its own. */
static void
test_continuous (Client *self, gconstpointer data)
{
  g_autofree char *parent = tuning_create (self,
                                           REQUEST (",\"hyperParameters\":{\"epochCount\":\"2\"}"));
  g_autofree char *model = NULL;
  g_autofree char *request = NULL;
  g_autofree char *named = NULL;

  tuning_advance (self, 40 * MINUTE);
  tuning_wait_until_at (self, parent, "SUCCEEDED", NULL);
  {
    g_autoptr (Reply) reply = tuning_get (self, V1, parent);

    model = g_strdup (reply_text (reply, "tunedModel.model"));
  }
  request = g_strdup_printf (
      "{\"preTunedModel\":{\"tunedModelName\":\"%s\",\"checkpointId\":\"1\"},"
      "\"supervisedTuningSpec\":{\"trainingDatasetUri\":"
      "\"gs://acme-tuning/train.jsonl\"}}",
      model);
  named = tuning_create (self, request);
  tuning_advance (self, 40 * MINUTE);
  tuning_wait_until_at (self, named, "SUCCEEDED", NULL);
  {
    g_autoptr (Reply) reply = tuning_get (self, V1, named);
    g_autofree char *expected = g_strdup (model);

    expected[strlen (expected) - 1] = '2';
    g_assert_cmpstr (reply_text (reply, "tunedModel.model"), ==, expected);
    g_assert_cmpstr (reply_text (reply, "preTunedModel.baseModel"), ==, "gemini-2.5-flash");
    g_assert_null (reply_text (reply, "baseModel"));
  }
  {
    g_autoptr (Reply)
        models = client_get (self, "/v1/projects/acme-ml/locations/us-central1/models");

    g_assert_cmpuint (luthier_json_value_get_length (reply_value (models, "models")), ==, 2);
  }
}

/* What v1 does not know it does not show. */
static void
test_beta (Client *self, gconstpointer data)
{
  g_autofree char *name = tuning_create_at (
      self, "us-central1",
      "{\"baseModel\":\"meta/llama3_1@llama-3.1-8b-instruct\",\"outputUri\":\"gs://acme-tuning/"
      "out\","
      "\"supervisedTuningSpec\":{\"trainingDatasetUri\":\"gs://acme-tuning/train.jsonl\","
      "\"tuningMode\":\"TUNING_MODE_PEFT_ADAPTER\"}}");
  g_autoptr (Reply) beta = tuning_get (self, BETA, name);
  g_autoptr (Reply) v1 = tuning_get (self, V1, name);

  g_assert_nonnull (reply_text (beta, "outputUri"));
  g_assert_nonnull (reply_text (beta, "supervisedTuningSpec.tuningMode"));
  g_assert_null (reply_text (v1, "outputUri"));
  g_assert_null (reply_text (v1, "supervisedTuningSpec.tuningMode"));
  g_assert_nonnull (reply_text (v1, "supervisedTuningSpec.trainingDatasetUri"));
}

static void
test_situations (Client *self, gconstpointer data)
{
  g_autofree char *fails = NULL, *name = NULL;

  client_situation (self, "endpoint-fails");
  fails = tuning_create (self, REQUEST (""));
  tuning_advance (self, 40 * MINUTE);
  tuning_wait_until_at (self, fails, "FAILED", NULL);
  {
    g_autoptr (Reply) reply = tuning_get (self, V1, fails);

    g_assert_cmpint (luthier_json_value_get_int64 (reply_value (reply, "error.code"), 0), ==, 13);
    g_assert_nonnull (reply_text (reply, "tunedModel.model"));
    g_assert_null (reply_text (reply, "tunedModel.endpoint"));
  }
  luthier_practice_clear_situations (self->practice);
  client_situation (self, "too-late-data=300");
  name = tuning_create (self, REQUEST (""));
  tuning_advance (self, 6 * MINUTE);
  tuning_wait_until_at (self, name, "FAILED", NULL);
  luthier_practice_clear_situations (self->practice);
  client_situation (self, "unknown-state");
  client_situation (self, "unknown-fields");
  client_situation (self, "numbers");
  {
    g_autoptr (Reply) reply = tuning_get (self, V1, fails);

    g_assert_cmpstr (reply_text (reply, "state"), ==, "JOB_STATE_REHEARSING");
    g_assert_nonnull (reply_value (reply, "practiceField"));
    g_assert_cmpint (luthier_json_value_get_kind (
                         reply_value (reply, "supervisedTuningSpec.hyperParameters.epochCount")),
                     ==, LUTHIER_JSON_NUMBER);
  }
}

static void
test_practice_is_freed (void)
{
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (CLIENT_NOW);
  g_autoptr (GError) error = NULL;
  LuthierPractice *practice = luthier_practice_new (clock, "acme-ml", NULL, NULL, 1, &error);

  g_assert_no_error (error);
  luthier_practice_listen (practice, 0, &error);
  g_assert_no_error (error);
  luthier_practice_close (practice);
  g_assert_finalize_object (practice);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/practice/tuning/" path, Client, NULL, tuning_set_up, function, client_tear_down)
  ADD ("create", test_create);
  ADD ("whole-life", test_whole_life);
  ADD ("serving-location", test_serving_location);
  ADD ("restart", test_restart);
  ADD ("restart-while-pending", test_restart_while_pending);
  ADD ("sleep", test_sleep);
  ADD ("quota", test_quota);
  ADD ("quota-of-two", test_quota_of_two);
  ADD ("quota-refused", test_quota_refused);
  ADD ("cancel", test_cancel);
  ADD ("cancel-early-and-late", test_cancel_early_and_late);
  ADD ("continuous", test_continuous);
  ADD ("beta", test_beta);
  ADD ("situations", test_situations);
  g_test_add_func ("/practice/tuning/is-freed", test_practice_is_freed);
  return g_test_run ();
}
