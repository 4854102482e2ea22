/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-facts.h"

#include "luthier-ui-test.h"

#define assert_text(call, expected)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *text_ = (call);                                                               \
    g_assert_cmpstr (text_, ==, (expected));                                                       \
  }                                                                                                \
  G_STMT_END

static void
test_names (void)
{
  assert_text (luthier_job_facts_file_name (NULL, "gs://acme/a/train.jsonl"), "train.jsonl");
  assert_text (luthier_job_facts_file_name (NULL, "gs://acme/a/"), "gs://acme/a/");
  assert_text (luthier_job_facts_file_name (NULL, "gs://acme/luthier/20261122/e1504828-w.jsonl"),
               "w.jsonl");
  assert_text (luthier_job_facts_file_name (NULL, NULL), NULL);
  assert_text (luthier_job_facts_last_segment (NULL, "projects/1/locations/x/models/7@2"), "7@2");
  assert_text (luthier_job_facts_last_segment (NULL, "bare"), "bare");
  assert_text (luthier_job_facts_source (NULL, "gemini-2.5-flash", NULL), "gemini-2.5-flash");
  assert_text (
      luthier_job_facts_source (NULL, "gemini-2.5-flash", "projects/1/locations/x/models/7@1"),
      "Tuned model 7@1");
  assert_text (luthier_job_facts_source (NULL, NULL, ""), NULL);
}

static void
test_no_stats (void)
{
  g_autoptr (LuthierDataStats) empty = luthier_data_stats_new ();
  const LuthierDataStats *stats[] = { NULL, empty };

  /* What was not counted is not called zero. */
  for (guint i = 0; i < G_N_ELEMENTS (stats); i++)
    {
      assert_text (luthier_job_facts_examples (NULL, stats[i]), NULL);
      assert_text (luthier_job_facts_tokens (NULL, stats[i]), NULL);
      assert_text (luthier_job_facts_example_length (NULL, stats[i]), NULL);
      assert_text (luthier_job_facts_answer_length (NULL, stats[i]), NULL);
      assert_text (luthier_job_facts_steps (NULL, stats[i]), NULL);
      assert_text (luthier_job_facts_dropped (NULL, stats[i]), NULL);
    }
}

static void
test_stats (void)
{
  g_autoptr (LuthierDataStats) stats = luthier_data_stats_new ();

  stats->example_count = 1301;
  stats->billable_tokens = 507123;
  stats->step_count = 366;
  stats->truncated_count = 3;
  stats->input_tokens.min = 20;
  stats->input_tokens.max = 6120;
  stats->input_tokens.mean = 350.4;
  stats->output_tokens.max = 9;

  assert_text (luthier_job_facts_examples (NULL, stats), "1,301");
  assert_text (luthier_job_facts_tokens (NULL, stats), "507,123");
  assert_text (luthier_job_facts_steps (NULL, stats), "366");
  assert_text (luthier_job_facts_example_length (NULL, stats), "20 to 6,120, 350 on average");
  assert_text (luthier_job_facts_answer_length (NULL, stats), "0 to 9, 0 on average");
  assert_text (luthier_job_facts_dropped (NULL, stats), "3");
}

static void
test_security (void)
{
  assert_text (luthier_job_facts_encryption (NULL, NULL), "Google-managed key");
  assert_text (luthier_job_facts_encryption (NULL, ""), "Google-managed key");
  assert_text (luthier_job_facts_encryption (
                   NULL, "projects/p/locations/us-central1/keyRings/ring/cryptoKeys/key"),
               "us-central1 / ring / key");
  assert_text (luthier_job_facts_encryption (NULL, "something else"), "something else");
  assert_text (luthier_job_facts_service_account (NULL, NULL), "Project default");
  assert_text (luthier_job_facts_service_account (NULL, "a@b.example"), "a@b.example");
}

static void
test_result (void)
{
  const char *endpoint = "projects/1/locations/us/endpoints/42";

  g_assert_false (luthier_job_facts_has_result (NULL, NULL, NULL));
  g_assert_true (luthier_job_facts_has_result (NULL, "m", NULL));
  g_assert_true (luthier_job_facts_has_result (NULL, NULL, endpoint));
  assert_text (luthier_job_facts_tuned_model (NULL, NULL, LUTHIER_JOB_STATE_RUNNING),
               "After tuning");
  assert_text (luthier_job_facts_tuned_model (NULL, NULL, LUTHIER_JOB_STATE_FAILED), "None");
  assert_text (luthier_job_facts_endpoint (NULL, "", LUTHIER_JOB_STATE_UNKNOWN), "After tuning");
  assert_text (luthier_job_facts_endpoint (NULL, endpoint, LUTHIER_JOB_STATE_SUCCEEDED), "42");
  assert_text (luthier_job_facts_checkpoint (NULL, "1", 3, 1200, FALSE), "Epoch 3, step 1,200");
  assert_text (luthier_job_facts_checkpoint (NULL, "1", 3, 1200, TRUE),
               "Epoch 3, step 1,200, the default");
  assert_text (luthier_job_facts_checkpoint (NULL, NULL, 3, 1200, TRUE), NULL);
}

static void
test_labels (void)
{
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);

  assert_text (luthier_job_facts_labels (NULL, NULL), NULL);
  assert_text (luthier_job_facts_labels (NULL, labels), NULL);
  g_hash_table_insert (labels, (gpointer) "luthier-intent", (gpointer) "ca003b66");
  assert_text (luthier_job_facts_labels (NULL, labels), NULL);
  g_hash_table_insert (labels, (gpointer) "luthier-group", (gpointer) "invoices-30-nov");
  assert_text (luthier_job_facts_labels (NULL, labels), "luthier-group: invoices-30-nov");
  g_hash_table_remove (labels, "luthier-group");
  g_hash_table_insert (labels, (gpointer) "team", (gpointer) "support");
  g_hash_table_insert (labels, (gpointer) "env", (gpointer) "");
  assert_text (luthier_job_facts_labels (NULL, labels), "env: , team: support");
}

static void
test_origin (void)
{
  g_autoptr (LuthierJob) bare = luthier_ui_test_job_new ("us-east1", 1, "");
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new (
      "us-east1", 2, "\"baseModel\":\"gemini-2.5-pro\",\"createTime\":\"2020-11-20T09:00:00Z\"");

  assert_text (luthier_job_facts_origin (bare), "Model not known in us-east1");
  assert_text (luthier_job_facts_origin (job), "gemini-2.5-pro in us-east1 · created 20 Nov 2020");
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/job-facts/names", test_names);
  g_test_add_func ("/job-facts/no-stats", test_no_stats);
  g_test_add_func ("/job-facts/stats", test_stats);
  g_test_add_func ("/job-facts/security", test_security);
  g_test_add_func ("/job-facts/result", test_result);
  g_test_add_func ("/job-facts/labels", test_labels);
  g_test_add_func ("/job-facts/origin", test_origin);
  return g_test_run ();
}
