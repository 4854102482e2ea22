/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error.h"
#include "luthier-scripted-server.h"
#include "session-bench.h"

/* A whole session whose service answers with whatever comes to mind. Nothing ends it, it says what is
 * wrong, and what it knew before it still knows. */

#define LIST_OF(region) "/v1beta1/projects/acme/locations/" region "/tuningJobs"
#define LIST            LIST_OF ("us-central1")
#define STABLE_LIST     "/v1/projects/acme/locations/us-central1/tuningJobs"
#define NAME(id)        "projects/123/locations/us-central1/tuningJobs/" id
#define JOB(id, rest)   "{\"name\":\"" NAME (id) "\"" rest "}"
#define TWO_JOBS                                                                                   \
  "{\"tuningJobs\":[" JOB ("1", ",\"state\":\"JOB_STATE_SUCCEEDED\"") "," JOB (                    \
      "2", ",\"state\":\"JOB_STATE_FAILED\"") "]}"

typedef struct
{
  Bench bench;
  LuthierScriptedServer *server;
  LuthierProfile *profile;
} Fixture;

static void
say (Fixture *fixture, const char *text)
{
  luthier_scripted_server_say (fixture->server, LIST, 200, text);
}

static void
set_up (Fixture *fixture, gconstpointer regions)
{
  const char *const *list = regions != NULL ? regions
                                            : (const char *const[]){ "us-central1", NULL };
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (g_get_real_time ());
  g_autoptr (GFile) key_file = NULL;
  g_autoptr (GError) error = NULL;

  bench_set_up (&fixture->bench, clock, 1);
  fixture->server = luthier_scripted_server_new ();
  say (fixture, TWO_JOBS);
  luthier_scripted_server_say (fixture->server, LIST_OF ("europe-west4"), 200, "{}");
  key_file = g_file_new_for_path (fixture->bench.key_path);
  fixture->profile = luthier_enrol_test_file (fixture->bench.session, key_file, "acme", list,
                                              fixture->server->base, &error);
  g_assert_no_error (error);
  luthier_test_wait_until (!luthier_session_get_refreshing (fixture->bench.session));
  g_assert_cmpuint (bench_count_jobs (&fixture->bench), ==, 2);
}

static void
tear_down (Fixture *fixture, gconstpointer regions)
{
  g_clear_object (&fixture->profile);
  bench_tear_down (&fixture->bench);
  luthier_scripted_server_free (fixture->server);
}

static const struct
{
  const char *name;
  const char *text;
} no_lists[] = {
  { "a list", "[]" },
  { "a text", "\"tuningJobs\"" },
  { "nothing", "null" },
  { "a number", "-1e400" },
  { "jobs in words", "{\"tuningJobs\":\"none\"}" },
  { "jobs by name", "{\"tuningJobs\":{\"a\":{}}}" },
  { "a next page that is a number", "{\"tuningJobs\":[],\"nextPageToken\":2}" },
  { "an error that is called a success", "{\"error\":{\"code\":500,\"message\":\"<b>no</b>\"}}" },
  { "a page", "<html><body>Sign in</body></html>" },
  { "an end that is missing", "{\"tuningJobs\":[" },
  { "bytes before it", "\xef\xbb\xbf{}" },
  { "an empty answer", "" },
  { "a job that cannot be read", "{\"tuningJobs\":[{\"name\":[\"" NAME ("1") "\"]}]}" },
  { "jobs that cannot be read",
    "{\"tuningJobs\":[null,7,\"x\",[],{},{\"name\":null},{\"name\":\"\"},{\"name\":\"../../1\"},"
    "{\"name\":\"projects/1/locations/us-central1/tuningJobs/..\"},"
    "{\"name\":\"projects/1/locations/us.evil/tuningJobs/1\"},"
    "{\"name\":\"projects/1/locations/us-central1/tuningJobs/1%2f2\"},"
    "{\"name\":\"projects/1/locations/us-central1/tuningJobs/1/2\"},"
    "{\"name\":\"https://evil.example/locations/us-central1/tuningJobs/x\"}]}" },
};

static guint
count_gone (Fixture *fixture)
{
  GListModel *jobs = luthier_session_get_jobs (fixture->bench.session);
  guint n_gone = 0;

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);

      n_gone += luthier_job_get_gone (job) ? 1 : 0;
    }

  return n_gone;
}

static void
test_no_list (Fixture *fixture, gconstpointer regions)
{
  for (guint i = 0; i < G_N_ELEMENTS (no_lists); i++)
    {
      say (fixture, no_lists[i].text);
      bench_refresh (&fixture->bench, NULL);
      if (bench_count_jobs (&fixture->bench) != 2 || count_gone (fixture) != 0)
        g_error ("%s: %u jobs are left", no_lists[i].name,
                 bench_count_jobs (&fixture->bench) - count_gone (fixture));
    }

  /* What is empty for longer than a list may lag is known to be so. */
  say (fixture, "{}");
  g_assert_true (bench_refresh (&fixture->bench, NULL));
  g_assert_cmpuint (count_gone (fixture), ==, 0);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->bench.clock), 121 * 1000);
  g_assert_true (bench_refresh (&fixture->bench, NULL));
  g_assert_cmpuint (count_gone (fixture), ==, 2);
}

static void
test_says_so (Fixture *fixture, gconstpointer regions)
{
  g_autoptr (GError) error = NULL;

  say (fixture, "{\"tuningJobs\":\"none\"}");
  g_assert_false (bench_refresh (&fixture->bench, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY);
  g_assert_cmpstr (luthier_session_get_failing_regions (fixture->bench.session)[0], ==,
                   "us-central1");
}

static void
assert_ends (Fixture *fixture, const char *text)
{
  const guint before = luthier_scripted_server_count (fixture->server, LIST);
  g_autoptr (GError) error = NULL;

  say (fixture, text);
  g_assert_false (bench_refresh (&fixture->bench, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY);
  g_assert_cmpuint (luthier_scripted_server_count (fixture->server, LIST) - before, <=, 25);
  g_assert_cmpuint (bench_count_jobs (&fixture->bench), ==, 2);
}

static void
test_pages_without_end (Fixture *fixture, gconstpointer regions)
{
  assert_ends (fixture, "{\"nextPageToken\":\"same\"}");
  assert_ends (fixture, "{\"nextPageToken\":\"{n}\"}");
  assert_ends (fixture, "{\"tuningJobs\":[" JOB ("1", "") "],\"nextPageToken\":\"{n}\"}");
}

/* The values that no field expects, one after the other. */
static const char *const values[] = {
  "null",
  "true",
  "0",
  "-1",
  "9223372036854775807",
  "-9223372036854775808",
  "99999999999999999999",
  "1e308",
  "-1e400",
  "0.5",
  "\"\"",
  "\"NaN\"",
  "\"-Infinity\"",
  "\"9223372036854775808\"",
  "\"\\u0000\\u0007\\u202e\\u200b<b>x</b>&amp;\"",
  "\"../../../etc/passwd\"",
  "\"0000-00-00T00:00:00Z\"",
  "\"0000-01-01T00:00:00+99:99\"",
  "\"9999-12-31T23:59:60.999999999-99:99\"",
  "[]",
  "[null,[],{}]",
  "{}",
  "{\"\":{\"a\":[]}}",
  "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]",
};

/* Each stands for a job with a "?" where the value goes. */
static const char *const fields[] = {
  ",\"tunedModelDisplayName\":?",
  ",\"description\":?",
  ",\"labels\":?",
  ",\"labels\":{\"luthier-intent\":?,\"team\":?}",
  ",\"state\":?",
  ",\"state\":\"JOB_STATE_RUNNING\",\"tuningJobState\":?",
  ",\"createTime\":?",
  ",\"startTime\":?",
  ",\"state\":\"JOB_STATE_SUCCEEDED\",\"startTime\":\"2026-11-30T00:00:00Z\",\"endTime\":?",
  ",\"updateTime\":?",
  ",\"state\":\"JOB_STATE_FAILED\",\"error\":?",
  ",\"state\":\"JOB_STATE_FAILED\",\"error\":{\"code\":?,\"message\":?,\"details\":?}",
  ",\"baseModel\":?",
  ",\"preTunedModel\":?",
  ",\"preTunedModel\":{\"tunedModelName\":?,\"checkpointId\":?,\"baseModel\":?}",
  ",\"supervisedTuningSpec\":?",
  ",\"supervisedTuningSpec\":{\"trainingDatasetUri\":?,\"validationDatasetUri\":?,"
  "\"exportLastCheckpointOnly\":?,\"hyperParameters\":?}",
  ",\"supervisedTuningSpec\":{\"hyperParameters\":{\"epochCount\":?,\"learningRateMultiplier\":?,"
  "\"adapterSize\":?}}",
  ",\"preferenceOptimizationSpec\":?",
  ",\"encryptionSpec\":?",
  ",\"encryptionSpec\":{\"kmsKeyName\":?}",
  ",\"serviceAccount\":?",
  ",\"experiment\":?",
  ",\"tunedModel\":?",
  ",\"tunedModel\":{\"model\":?,\"endpoint\":?,\"checkpoints\":?}",
  ",\"tunedModel\":{\"checkpoints\":[{\"checkpointId\":?,\"epoch\":?,\"step\":?,\"endpoint\":?}]}",
  ",\"state\":\"JOB_STATE_RUNNING\",\"tuningJobMetadata\":?",
  ",\"state\":\"JOB_STATE_RUNNING\",\"tuningJobMetadata\":{\"completedEpochCount\":?,"
  "\"completedStepCount\":?},\"tuningDataStats\":{\"supervisedTuningDataStats\":{"
  "\"tuningStepCount\":?}}",
  ",\"tuningDataStats\":?",
  ",\"tuningDataStats\":{\"supervisedTuningDataStats\":?}",
  ",\"tuningDataStats\":{\"preferenceOptimizationDataStats\":?}",
  ",\"tuningDataStats\":{\"supervisedTuningDataStats\":{\"tuningDatasetExampleCount\":?,"
  "\"totalTruncatedExampleCount\":?,\"truncatedExampleIndices\":?,\"droppedExampleReasons\":?,"
  "\"userInputTokenDistribution\":?}}",
  ",\"tuningDataStats\":{\"supervisedTuningDataStats\":{\"truncatedExampleIndices\":[?],"
  "\"droppedExampleReasons\":[?,?],\"userInputTokenDistribution\":{\"sum\":?,\"min\":?,\"max\":?,"
  "\"mean\":?,\"buckets\":[?,{\"count\":?,\"left\":?,\"right\":?}]}}}",
};

#define N_STRANGE (G_N_ELEMENTS (values) * G_N_ELEMENTS (fields))

/* (transfer full) */
static char *
make_strange_job (guint field, guint value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "{\"name\":\"" NAME ("%03u%03u") "\"%s}", field, value, fields[field]);
  g_string_replace (text, "?", values[value], 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
say_strange_jobs (Fixture *fixture)
{
  g_autoptr (GString) page = g_string_new ("{\"tuningJobs\":[");

  for (guint field = 0; field < G_N_ELEMENTS (fields); field++)
    for (guint value = 0; value < G_N_ELEMENTS (values); value++)
      {
        g_autofree char *job = make_strange_job (field, value);
        g_autofree char *path = g_strdup_printf ("/v1beta1/" NAME ("%03u%03u"), field, value);

        luthier_scripted_server_say (fixture->server, path, 200, job);
        g_string_append (page, page->str[page->len - 1] == '[' ? "" : ",");
        g_string_append (page, job);
      }
  g_string_append (page, "]}");
  say (fixture, page->str);
}

static void
look_at (LuthierJob *job)
{
  g_autofree GParamSpec **specs = NULL;
  guint n_specs;

  g_assert_cmpstr (luthier_job_get_region (job), ==, "us-central1");
  g_assert_nonnull (luthier_job_get_title (job));
  specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (job), &n_specs);
  for (guint i = 0; i < n_specs; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (job), specs[i]->name, &value);
      if (G_VALUE_HOLDS_STRING (&value) && g_value_get_string (&value) != NULL)
        g_assert_true (g_utf8_validate (g_value_get_string (&value), -1, NULL));
    }
}

static void
fetch (Fixture *fixture, LuthierJob *job)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  luthier_session_fetch_job_async (fixture->bench.session, job, NULL, luthier_test_result_cb,
                                   &result);
  luthier_test_wait_for (result);
  luthier_session_fetch_job_finish (fixture->bench.session, result, &error);
  g_assert_no_error (error);
  g_assert_true (luthier_job_get_complete (job));
}

static void
forget_gone (Fixture *fixture)
{
  GListModel *jobs = luthier_session_get_jobs (fixture->bench.session);

  g_assert_cmpuint (count_gone (fixture), ==, 2);
  for (guint i = g_list_model_get_n_items (jobs); i > 0; i--)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i - 1);

      luthier_session_forget_job (fixture->bench.session, job);
    }
}

/* In a list, in full, and from the store at the next start. */
static void
test_wrong_types (Fixture *fixture, gconstpointer regions)
{
  GListModel *jobs = luthier_session_get_jobs (fixture->bench.session);
  g_autofree char *id = g_strdup (luthier_profile_get_id (fixture->profile));
  g_autoptr (GError) error = NULL;

  say_strange_jobs (fixture);
  g_assert_true (bench_refresh (&fixture->bench, &error));
  g_assert_no_error (error);
  /* The two that it holds no more are gone when no list lags behind any more. */
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->bench.clock), 121 * 1000);
  g_assert_true (bench_refresh (&fixture->bench, &error));
  g_assert_no_error (error);
  forget_gone (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (jobs), ==, N_STRANGE);
  for (guint i = 0; i < N_STRANGE; i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);

      look_at (job);
      fetch (fixture, job);
      look_at (job);
    }
  g_assert_true (bench_refresh (&fixture->bench, &error));
  g_assert_cmpuint (g_list_model_get_n_items (jobs), ==, N_STRANGE);

  g_clear_object (&fixture->profile);
  bench_stop_session (&fixture->bench);
  luthier_scripted_server_say (fixture->server, LIST, 400, "{}");
  luthier_scripted_server_say (fixture->server, STABLE_LIST, 400, "{}");
  bench_start_session (&fixture->bench, id);
  luthier_test_wait_until (!luthier_session_get_refreshing (fixture->bench.session));
  jobs = luthier_session_get_jobs (fixture->bench.session);
  g_assert_cmpuint (g_list_model_get_n_items (jobs), ==, N_STRANGE);
  for (guint i = 0; i < N_STRANGE; i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);

      look_at (job);
    }
}

/* What is asked about is not what is answered. */
static void
test_another_job (Fixture *fixture, gconstpointer regions)
{
  LuthierJob *job = luthier_session_lookup_job (fixture->bench.session, NAME ("1"));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  luthier_scripted_server_say (fixture->server, "/v1beta1/" NAME ("1"), 200,
                               JOB ("2", ",\"state\":\"JOB_STATE_RUNNING\""));
  luthier_session_fetch_job_async (fixture->bench.session, job, NULL, luthier_test_result_cb,
                                   &result);
  luthier_test_wait_for (result);
  g_assert_false (luthier_session_fetch_job_finish (fixture->bench.session, result, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY);
  g_assert_cmpint (luthier_job_get_state (job), ==, LUTHIER_JOB_STATE_SUCCEEDED);
  job = luthier_session_lookup_job (fixture->bench.session, NAME ("2"));
  g_assert_cmpint (luthier_job_get_state (job), ==, LUTHIER_JOB_STATE_FAILED);
}

/* One region lists another's job as well, in another state. */
static void
test_two_regions (Fixture *fixture, gconstpointer regions)
{
  luthier_scripted_server_say (
      fixture->server, LIST_OF ("europe-west4"), 200,
      "{\"tuningJobs\":[" JOB ("1", ",\"state\":\"JOB_STATE_RUNNING\"") "]}");
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (bench_refresh (&fixture->bench, NULL));
      g_assert_cmpuint (bench_count_jobs (&fixture->bench), ==, 2);
      g_assert_cmpuint (luthier_session_get_active_jobs (fixture->bench.session), <=, 1);
    }
  luthier_scripted_server_say (fixture->server, LIST_OF ("europe-west4"), 200, "{}");
  g_assert_true (bench_refresh (&fixture->bench, NULL));
  g_assert_cmpuint (bench_count_jobs (&fixture->bench), ==, 2);
  g_assert_cmpuint (luthier_session_get_active_jobs (fixture->bench.session), ==, 0);
}

/* A megabyte in every place where a name can be. */
static void
test_long_texts (Fixture *fixture, gconstpointer regions)
{
  g_autofree char *megabyte = g_strnfill (1024 * 1024, 'x');
  g_autofree char *page = g_strdup_printf (
      "{\"tuningJobs\":[{\"name\":\"" NAME (
          "1") "\",\"tunedModelDisplayName\":\"%s\","
               "\"state\":\"%s\",\"labels\":{\"%s\":\"%s\"},\"supervisedTuningSpec\":{"
               "\"trainingDatasetUri\":\"gs://b/%s\"},\"error\":{\"code\":3,\"message\":\"%s\"}},"
               "{\"name\":\"" NAME ("2") "%s\"}]}",
      megabyte, megabyte, megabyte, megabyte, megabyte, megabyte, megabyte);
  LuthierJob *job;

  say (fixture, page);
  g_assert_true (bench_refresh (&fixture->bench, NULL));
  g_assert_cmpuint (bench_count_jobs (&fixture->bench), ==, 2);
  job = luthier_session_lookup_job (fixture->bench.session, NAME ("1"));
  g_assert_cmpuint (strlen (luthier_job_get_title (job)), <, 10000);
  g_assert_cmpuint (strlen (luthier_job_get_state_name (job)), <, 10000);
  g_assert_cmpuint (strlen (luthier_job_get_error_message (job)), <, 10000);
  g_assert_null (luthier_job_get_training_uri (job));
}

int
main (int argc, char *argv[])
{
  static const char *const two[] = { "us-central1", "europe-west4", NULL };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, regions, test)                                                                   \
  g_test_add ("/hostile/" name, Fixture, regions, set_up, test, tear_down)
  ADD ("no-list", NULL, test_no_list);
  ADD ("says-so", NULL, test_says_so);
  ADD ("pages-without-end", NULL, test_pages_without_end);
  ADD ("wrong-types", NULL, test_wrong_types);
  ADD ("another-job", NULL, test_another_job);
  ADD ("two-regions", two, test_two_regions);
  ADD ("long-texts", NULL, test_long_texts);
#undef ADD

  return g_test_run ();
}
