/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <math.h>

#include "luthier-checkpoint.h"
#include "luthier-error.h"
#include "luthier-job-json.h"
#include "luthier-test.h"

static LuthierJson *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  LuthierJson *json = luthier_json_parse_text (text, -1, &error);

  g_assert_no_error (error);
  return json;
}

static LuthierJob *
read_job (const char *file, gboolean complete)
{
  g_autofree char *path = g_strconcat ("model/data/", file, NULL);
  g_autoptr (GBytes) bytes = luthier_test_read (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) json = luthier_json_parse (bytes, &error);
  LuthierJob *job;

  g_assert_no_error (error);
  job = luthier_job_new_from_json (luthier_json_get_root (json), complete, &error);
  g_assert_no_error (error);
  return job;
}

static gboolean
update (LuthierJob *job, const char *text, gboolean complete)
{
  g_autoptr (LuthierJson) json = parse (text);

  return luthier_job_update_from_json (job, luthier_json_get_root (json), complete);
}

static void
log_cb (GObject *object, GParamSpec *pspec, gpointer log)
{
  g_string_append_printf (log, "%s ", pspec->name);
}

static void
test_new (void)
{
  LuthierJob *job = luthier_job_new ("projects/1/locations/us-central1/tuningJobs/4982013113894");
  g_autoptr (LuthierJob) odd = luthier_job_new ("tunedModels/sentence-x1");

  g_assert_cmpstr (luthier_job_get_id (job), ==, "4982013113894");
  g_assert_cmpstr (luthier_job_get_project (job), ==, "1");
  g_assert_cmpstr (luthier_job_get_region (job), ==, "us-central1");
  g_assert_cmpstr (luthier_job_get_title (job), ==, "4982013113894");
  g_assert_cmpint (luthier_job_get_state (job), ==, LUTHIER_JOB_STATE_UNKNOWN);
  g_assert_cmpint (luthier_job_get_epoch_count (job), ==, -1);
  g_assert_cmpint (luthier_job_get_create_time (job), ==, 0);
  g_assert_true (isnan (luthier_job_get_learning_rate_multiplier (job)));
  g_assert_nonnull (luthier_job_get_checkpoints (job));
  g_assert_nonnull (luthier_job_get_labels (job));
  g_assert_finalize_object (job);

  g_assert_cmpstr (luthier_job_get_id (odd), ==, "sentence-x1");
  g_assert_null (luthier_job_get_region (odd));
}

static void
test_created (void)
{
  g_autoptr (LuthierJob) job = read_job ("job-created.json", TRUE);

  g_assert_cmpstr (luthier_job_get_title (job), ==, "support-classifier-v3");
  g_assert_cmpint (luthier_job_get_state (job), ==, LUTHIER_JOB_STATE_PENDING);
  g_assert_cmpint (luthier_job_get_create_time (job), ==, 1795165687734198);
  g_assert_cmpint (luthier_job_get_start_time (job), ==, 0);
  g_assert_cmpstr (luthier_job_get_base_model (job), ==, "gemini-2.5-flash");
  g_assert_cmpint (luthier_job_get_epoch_count (job), ==, 4);
  g_assert_cmpuint (luthier_job_get_adapter_size (job), ==, 8);
  g_assert_cmpfloat (luthier_job_get_learning_rate_multiplier (job), ==, 0.5);
  g_assert_cmpint (luthier_job_get_step_count (job), ==, -1);
  g_assert_null (luthier_job_get_stats (job));
  g_assert_true (luthier_job_get_complete (job));
  g_assert_nonnull (strstr (luthier_job_get_raw (job), "\"state\": \"JOB_STATE_PENDING\""));
  g_assert_false (luthier_job_is_terminal (job));
  g_assert_true (luthier_job_is_cancellable (job));
}

static void
test_succeeded (void)
{
  g_autoptr (LuthierJob) job = read_job ("job-succeeded.json", TRUE);
  GListModel *checkpoints = luthier_job_get_checkpoints (job);
  const LuthierDataStats *stats = luthier_job_get_stats (job);
  g_autoptr (LuthierCheckpoint) first = g_list_model_get_item (checkpoints, 0);
  g_autoptr (LuthierCheckpoint) last = g_list_model_get_item (checkpoints, 1);

  g_assert_true (luthier_job_is_terminal (job));
  g_assert_cmpstr (luthier_job_get_tuned_model (job), ==,
                   "projects/123456789012/locations/us-central1/models/1402067540926005248@1");
  g_assert_cmpstr (luthier_job_get_endpoint (job), ==,
                   "projects/123456789012/locations/us/endpoints/8765432109876543210");
  g_assert_nonnull (luthier_job_get_experiment (job));
  g_assert_cmpint (luthier_job_get_step_count (job), ==, 50);

  g_assert_cmpuint (g_list_model_get_n_items (checkpoints), ==, 2);
  g_assert_cmpstr (luthier_checkpoint_get_id (first), ==, "1");
  g_assert_cmpint (luthier_checkpoint_get_epoch (first), ==, 1);
  g_assert_cmpint (luthier_checkpoint_get_step (first), ==, 10);
  g_assert_false (luthier_checkpoint_get_is_default (first));
  g_assert_true (luthier_checkpoint_get_is_default (last));

  g_assert_cmpint (stats->example_count, ==, 500);
  g_assert_cmpint (stats->billable_tokens, ==, 255243);
  g_assert_cmpint (stats->step_count, ==, 50);
  g_assert_cmpint (stats->input_tokens.sum, ==, 233592);
  g_assert_cmpfloat (stats->input_tokens.mean, ==, 467.184);
  g_assert_cmpuint (stats->input_tokens.n_buckets, ==, 2);
  g_assert_cmpfloat (stats->input_tokens.buckets[1].right, ==, 2932);
  g_assert_cmpuint (stats->output_tokens.n_buckets, ==, 0);
}

static void
test_failed_with_model (void)
{
  g_autoptr (LuthierJob) job = read_job ("job-failed.json", TRUE);
  const LuthierDataStats *stats = luthier_job_get_stats (job);

  g_assert_cmpint (luthier_job_get_state (job), ==, LUTHIER_JOB_STATE_FAILED);
  g_assert_cmpint (luthier_job_get_error_code (job), ==, 13);
  g_assert_true (g_str_has_prefix (luthier_job_get_error_message (job), "Failed to create"));
  g_assert_nonnull (strstr (luthier_job_get_error_raw (job), "\"code\": 13"));
  g_assert_nonnull (luthier_job_get_tuned_model (job));
  g_assert_null (luthier_job_get_endpoint (job));
  g_assert_cmpstr (luthier_job_get_intent_id (job), ==, "3f1c2a7e-9d4b-4c55-8a10-6f2f0e8b7d11");
  g_assert_cmpstr (g_hash_table_lookup (luthier_job_get_labels (job), "team"), ==, "support");
  g_assert_cmpint (stats->truncated_count, ==, 2);
  g_assert_cmpint (g_array_index (stats->truncated_indices, gint64, 1), ==, 401);
  g_assert_cmpstr (stats->dropped_reasons[0], ==, "TOO_LONG");
  g_assert_false (luthier_job_is_cancellable (job));
}

/* Numbers for strings, and names that nobody has heard of yet. */
static void
test_of_tomorrow (void)
{
  g_autoptr (LuthierJob) job = read_job ("job-of-tomorrow.json", TRUE);

  g_assert_cmpint (luthier_job_get_state (job), ==, LUTHIER_JOB_STATE_UNKNOWN);
  g_assert_cmpstr (luthier_job_get_state_name (job), ==, "JOB_STATE_DREAMING");
  g_assert_cmpint (luthier_job_get_phase (job), ==, LUTHIER_JOB_PHASE_UNKNOWN);
  g_assert_cmpstr (luthier_job_get_phase_name (job), ==, "TUNING_JOB_STATE_HUMMING");
  g_assert_false (luthier_job_is_terminal (job));
  g_assert_cmpuint (luthier_job_get_adapter_size (job), ==, 0);
  g_assert_cmpstr (luthier_job_get_adapter_size_name (job), ==, "ADAPTER_SIZE_SIXTYFOUR");
  g_assert_cmpint (luthier_job_get_epoch_count (job), ==, 5);
  g_assert_cmpint (luthier_job_get_completed_epochs (job), ==, 2);
  g_assert_cmpint (luthier_job_get_completed_steps (job), ==, 20);
  g_assert_cmpint (luthier_job_get_step_count (job), ==, 50);
  g_assert_cmpint (luthier_job_get_stats (job)->billable_tokens, ==, 9007199254740993);
  g_assert_cmpint (luthier_job_get_create_time (job), ==, 1795165687000000);
  g_assert_cmpstr (luthier_job_get_title (job), ==, "gemini-3.5-flash 11");
  g_assert_nonnull (strstr (luthier_job_get_raw (job), "aFieldOfTomorrow"));
}

static void
test_no_name (void)
{
  static const char *const texts[] = {
    "null",
    "[]",
    "{}",
    "{\"name\": 7}",
    "{\"name\": \"projects/p/locations/evil.com#/tuningJobs/7\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (LuthierJson) json = parse (texts[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (luthier_job_new_from_json (luthier_json_get_root (json), TRUE, &error));
      g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY);
    }
}

/* Whatever the types are, nothing breaks and nothing is made up. */
static void
test_wrong_types (void)
{
  g_autoptr (LuthierJob) job = luthier_job_new ("projects/1/locations/l/tuningJobs/7");

  update (
      job,
      "{\"state\": 3, \"createTime\": {}, \"labels\": [\"a\"], \"error\": \"bad\","
      " \"supervisedTuningSpec\": \"x\", \"tunedModel\": {\"checkpoints\": {\"a\": 1}},"
      " \"tuningDataStats\": {\"supervisedTuningDataStats\": {\"truncatedExampleIndices\":"
      " [\"x\", null], \"userInputTokenDistribution\": {\"buckets\": [1, {\"count\": \"5\"}]}}},"
      " \"preTunedModel\": [], \"encryptionSpec\": null, \"tuningJobMetadata\": 5}",
      TRUE);
  g_assert_cmpint (luthier_job_get_state (job), ==, LUTHIER_JOB_STATE_UNKNOWN);
  g_assert_null (luthier_job_get_base_model (job));
  g_assert_cmpfloat (luthier_job_get_stats (job)->input_tokens.buckets[1].count, ==, 5);
  g_assert_false (update (job, "[1]", TRUE));
}

static void
test_notify (void)
{
  g_autoptr (LuthierJob) job = read_job ("job-created.json", FALSE);
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GBytes) bytes = luthier_test_read ("model/data/job-created.json");
  g_autoptr (LuthierJson) same = luthier_json_parse (bytes, NULL);

  g_signal_connect (job, "notify", G_CALLBACK (log_cb), log);
  g_assert_false (luthier_job_update_from_json (job, luthier_json_get_root (same), FALSE));
  g_assert_cmpstr (log->str, ==, "");

  g_assert_true (luthier_job_update_from_json (job, luthier_json_get_root (same), TRUE));
  g_assert_nonnull (strstr (log->str, "raw "));
  g_assert_nonnull (strstr (log->str, "complete "));
  g_string_truncate (log, 0);
  g_assert_false (luthier_job_update_from_json (job, luthier_json_get_root (same), TRUE));
  g_assert_cmpstr (log->str, ==, "");
}

static void
test_notify_each_once (void)
{
  g_autoptr (LuthierJob) job = luthier_job_new ("projects/1/locations/l/tuningJobs/1234567");
  g_autoptr (GString) log = g_string_new (NULL);

  g_signal_connect (job, "notify", G_CALLBACK (log_cb), log);
  update (job, "{\"baseModel\": \"gemini-3.5-flash\"}", FALSE);
  g_assert_cmpstr (luthier_job_get_title (job), ==, "gemini-3.5-flash 234567");
  g_assert_nonnull (strstr (log->str, "base-model "));
  g_assert_nonnull (strstr (log->str, "title "));
  g_string_truncate (log, 0);

  update (job, "{\"baseModel\": \"gemini-3.5-flash\", \"tunedModelDisplayName\": \"one\"}", FALSE);
  g_assert_cmpuint (log->len, ==, strlen ("display-name title "));
  g_string_truncate (log, 0);
  luthier_job_set_cancel (job, LUTHIER_CANCEL_REQUESTED);
  luthier_job_set_cancel (job, LUTHIER_CANCEL_REQUESTED);
  g_assert_cmpstr (log->str, ==, "cancel ");
  g_assert_false (luthier_job_is_cancellable (job));
}

/* A row of a list says nothing about what it leaves out; of what it has, absent is the default. */
static void
test_summary (void)
{
  g_autoptr (LuthierJob) job = read_job ("job-failed.json", TRUE);
  g_autofree char *raw = g_strdup (luthier_job_get_raw (job));

  update (job,
          "{\"baseModel\": \"gemini-2.5-flash\", \"state\": \"JOB_STATE_SUCCEEDED\","
          " \"supervisedTuningSpec\": {\"trainingDatasetUri\": \"gs://a/b.jsonl\"}}",
          FALSE);
  g_assert_cmpint (luthier_job_get_state (job), ==, LUTHIER_JOB_STATE_SUCCEEDED);
  g_assert_null (luthier_job_get_error_message (job));
  g_assert_cmpint (luthier_job_get_error_code (job), ==, 0);
  g_assert_null (luthier_job_get_display_name (job));
  g_assert_cmpint (luthier_job_get_end_time (job), ==, 0);
  g_assert_null (luthier_job_get_intent_id (job));
  g_assert_cmpuint (g_hash_table_size (luthier_job_get_labels (job)), ==, 0);

  g_assert_nonnull (luthier_job_get_description (job));
  g_assert_nonnull (luthier_job_get_validation_uri (job));
  g_assert_nonnull (luthier_job_get_kms_key_name (job));
  g_assert_nonnull (luthier_job_get_tuned_model (job));
  g_assert_nonnull (luthier_job_get_stats (job));
  g_assert_true (luthier_job_get_export_last_checkpoint_only (job));
  g_assert_cmpstr (luthier_job_get_raw (job), ==, raw);
  /* It has come to another state since all of it was read. */
  g_assert_false (luthier_job_get_complete (job));

  update (job, "{}", TRUE);
  g_assert_true (luthier_job_get_complete (job));
  update (job, "{\"baseModel\": \"gemini-3.5-flash\"}", FALSE);
  g_assert_true (luthier_job_get_complete (job));
  g_assert_null (luthier_job_get_description (job));
  g_assert_null (luthier_job_get_tuned_model (job));
  g_assert_null (luthier_job_get_stats (job));
}

static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, gpointer log)
{
  g_string_append_printf (log, "%u-%u+%u ", position, removed, added);
}

static void
test_checkpoints_grow (void)
{
  static const char one[] = "{\"tunedModel\": {\"checkpoints\": [{\"checkpointId\": \"1\"}]}}";
  static const char two[] = "{\"tunedModel\": {\"checkpoints\": [{\"checkpointId\": \"1\"},"
                            " {\"checkpointId\": \"2\", \"step\": \"20\"}]}}";
  static const char changed[] = "{\"tunedModel\": {\"checkpoints\": [{\"checkpointId\": \"1\"},"
                                " {\"checkpointId\": \"2\", \"step\": \"21\"}]}}";
  g_autoptr (LuthierJob) job = luthier_job_new ("projects/1/locations/l/tuningJobs/7");
  g_autoptr (GString) log = g_string_new (NULL);

  g_signal_connect (luthier_job_get_checkpoints (job), "items-changed",
                    G_CALLBACK (items_changed_cb), log);
  g_assert_true (update (job, one, TRUE));
  g_assert_true (update (job, two, TRUE));
  g_assert_false (update (job, two, TRUE));
  g_assert_true (update (job, changed, TRUE));
  g_assert_true (update (job, "{}", TRUE));
  g_assert_cmpstr (log->str, ==, "0-0+1 1-0+1 1-1+1 0-2+0 ");
}

/* There are no steps before the first. */
static void
test_checkpoint_of_no_step (void)
{
  g_autoptr (LuthierJob) job = luthier_job_new ("projects/1/locations/l/tuningJobs/7");
  g_autoptr (LuthierCheckpoint) checkpoint = NULL;

  update (job,
          "{\"tunedModel\": {\"checkpoints\": [{\"step\": \"-9223372036854775808\","
          " \"epoch\": \"-1\"}]}}",
          TRUE);
  checkpoint = luthier_checkpoint_find_nearest (luthier_job_get_checkpoints (job), G_MAXINT64);
  g_assert_cmpint (luthier_checkpoint_get_step (checkpoint), ==, 0);
  g_assert_cmpint (luthier_checkpoint_get_epoch (checkpoint), ==, 0);
}

static void
test_pre_tuned (void)
{
  g_autoptr (LuthierJob) job = luthier_job_new ("projects/1/locations/l/tuningJobs/7");
  g_autoptr (LuthierJobSpec) spec = NULL;

  update (job,
          "{\"preTunedModel\": {\"tunedModelName\": \"projects/1/locations/l/models/5@2\","
          " \"checkpointId\": \"3\", \"baseModel\": \"gemini-2.5-flash\"}}",
          TRUE);
  g_assert_cmpstr (luthier_job_get_base_model (job), ==, "gemini-2.5-flash");
  g_assert_cmpstr (luthier_job_get_pre_tuned_model (job), ==, "projects/1/locations/l/models/5@2");

  spec = luthier_job_to_spec (job);
  g_assert_null (luthier_job_spec_get_base_model (spec));
  g_assert_cmpstr (luthier_job_spec_get_pre_tuned_model (spec), ==,
                   "projects/1/locations/l/models/5@2");
  g_assert_cmpstr (luthier_job_spec_get_checkpoint_id (spec), ==, "3");
}

static void
test_preference (void)
{
  g_autoptr (LuthierJob) job = luthier_job_new ("projects/1/locations/l/tuningJobs/7");

  update (job,
          "{\"preferenceOptimizationSpec\": {\"trainingDatasetUri\": \"gs://a/b.jsonl\","
          " \"hyperParameters\": {\"epochCount\": \"2\", \"beta\": 0.1}},"
          " \"tuningDataStats\": {\"preferenceOptimizationDataStats\": {\"tuningStepCount\": \"9\","
          " \"droppedExampleIndices\": [\"4\"], \"userInputTokenDistribution\": {\"sum\": 12.0,"
          " \"buckets\": [{\"count\": \"7\"}]}}}}",
          TRUE);
  g_assert_cmpstr (luthier_job_get_training_uri (job), ==, "gs://a/b.jsonl");
  g_assert_cmpint (luthier_job_get_epoch_count (job), ==, 2);
  g_assert_cmpint (luthier_job_get_step_count (job), ==, 9);
  g_assert_cmpint (luthier_job_get_stats (job)->truncated_count, ==, 1);
  g_assert_cmpint (luthier_job_get_stats (job)->input_tokens.sum, ==, 12);
  g_assert_cmpfloat (luthier_job_get_stats (job)->input_tokens.buckets[0].count, ==, 7);
}

/* A model that can be used is one whatever became of the endpoint, and of no job in progress. */
static void
test_has_model (void)
{
  static const struct
  {
    const char *text;
    gboolean has;
    gboolean may;
  } cases[] = {
    { "{\"state\":\"JOB_STATE_SUCCEEDED\",\"tunedModel\":{\"model\":\"m\"}}", TRUE, FALSE },
    { "{\"state\":\"JOB_STATE_FAILED\",\"tunedModel\":{\"model\":\"m\"}}", TRUE, FALSE },
    { "{\"state\":\"JOB_STATE_PARTIALLY_SUCCEEDED\",\"tunedModel\":{\"model\":\"m\"}}", TRUE,
      FALSE },
    { "{\"state\":\"JOB_STATE_RUNNING\",\"tunedModel\":{\"model\":\"m\"}}", FALSE, FALSE },
    { "{\"state\":\"JOB_STATE_TANGLED\",\"tunedModel\":{\"model\":\"m\"}}", FALSE, FALSE },
    { "{\"state\":\"JOB_STATE_FAILED\",\"tunedModel\":{\"model\":\"\"}}", FALSE, FALSE },
    { "{\"state\":\"JOB_STATE_SUCCEEDED\"}", FALSE, TRUE },
    { "{\"state\":\"JOB_STATE_CANCELLED\"}", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LuthierJob) job = luthier_job_new ("projects/1/locations/l/tuningJobs/7");

      update (job, cases[i].text, TRUE);
      g_assert_cmpint (luthier_job_has_model (job), ==, cases[i].has);
      g_assert_cmpint (luthier_job_may_have_model (job), ==, cases[i].may);
    }
}

static void
test_to_spec (void)
{
  g_autoptr (LuthierJob) job = read_job ("job-failed.json", TRUE);
  g_autoptr (LuthierJobSpec) spec = luthier_job_to_spec (job);

  g_assert_cmpstr (luthier_job_spec_get_base_model (spec), ==, "gemini-2.5-flash");
  g_assert_cmpstr (luthier_job_spec_get_display_name (spec), ==, "ticket-router");
  g_assert_cmpstr (luthier_job_spec_get_region (spec), ==, "europe-west4");
  g_assert_cmpint (luthier_job_spec_get_epoch_count (spec), ==, 10);
  g_assert_cmpuint (luthier_job_spec_get_adapter_size (spec), ==, 4);
  g_assert_cmpfloat (luthier_job_spec_get_learning_rate_multiplier (spec), ==, 1);
  g_assert_true (luthier_job_spec_get_export_last_checkpoint_only (spec));
  g_assert_null (luthier_job_spec_get_intent_id (spec));
  g_assert_cmpuint (g_hash_table_size (luthier_job_spec_get_labels (spec)), ==, 1);
}

static void
test_stats_are_values (void)
{
  g_autoptr (LuthierJob) job = read_job ("job-succeeded.json", TRUE);
  g_autoptr (LuthierDataStats) copy = luthier_data_stats_copy (luthier_job_get_stats (job));
  g_autoptr (LuthierDataStats) empty = luthier_data_stats_new ();

  g_assert_true (luthier_data_stats_equal (copy, luthier_job_get_stats (job)));
  g_assert_false (luthier_data_stats_equal (copy, empty));
  g_assert_false (luthier_data_stats_equal (copy, NULL));
  copy->input_tokens.buckets[1].count++;
  g_assert_false (luthier_data_stats_equal (copy, luthier_job_get_stats (job)));
}

/* A list is read every few seconds, on the main loop. */
static void
test_speed (void)
{
  g_autoptr (GBytes) bytes = luthier_test_read ("model/data/job-failed.json");
  g_autoptr (LuthierJson) json = luthier_json_parse (bytes, NULL);
  g_autoptr (LuthierJob) job = read_job ("job-failed.json", FALSE);
  gint64 best = G_MAXINT64;

  for (guint round = 0; round < 20; round++)
    {
      const gint64 start = g_get_monotonic_time ();

      for (guint i = 0; i < 100; i++)
        luthier_job_update_from_json (job, luthier_json_get_root (json), FALSE);
      best = MIN (best, g_get_monotonic_time () - start);
    }

  g_test_message ("100 summaries in %d µs", (int) best);
  if (g_test_perf ())
    g_assert_cmpint (best, <, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/job/new", test_new);
  g_test_add_func ("/job/created", test_created);
  g_test_add_func ("/job/succeeded", test_succeeded);
  g_test_add_func ("/job/failed-with-model", test_failed_with_model);
  g_test_add_func ("/job/of-tomorrow", test_of_tomorrow);
  g_test_add_func ("/job/no-name", test_no_name);
  g_test_add_func ("/job/wrong-types", test_wrong_types);
  g_test_add_func ("/job/notify", test_notify);
  g_test_add_func ("/job/notify-each-once", test_notify_each_once);
  g_test_add_func ("/job/summary", test_summary);
  g_test_add_func ("/job/checkpoints-grow", test_checkpoints_grow);
  g_test_add_func ("/job/checkpoint-of-no-step", test_checkpoint_of_no_step);
  g_test_add_func ("/job/pre-tuned", test_pre_tuned);
  g_test_add_func ("/job/preference", test_preference);
  g_test_add_func ("/job/has-model", test_has_model);
  g_test_add_func ("/job/to-spec", test_to_spec);
  g_test_add_func ("/job/stats-are-values", test_stats_are_values);
  g_test_add_func ("/job/speed", test_speed);

  return g_test_run ();
}
