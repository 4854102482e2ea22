/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-compare-words.h"

#include "comparison-fixture.h"
#include "luthier-catalogue.h"
#include "luthier-compare-export.h"

static void
assert_reads (LuthierComparison *comparison,
              LuthierCompared what,
              guint job,
              const char *expected,
              const char *expected_note)
{
  g_autofree char *value = luthier_compare_words_value (comparison, what, job);
  g_autofree char *note = luthier_compare_words_note (comparison, what, job);

  g_assert_cmpstr (value, ==, expected);
  g_assert_cmpstr (note, ==, expected_note);
}

static void
test_values (void)
{
  g_autoptr (LuthierComparison) comparison = comparison_fixture_new ();
  g_autofree char *detail = NULL;

  assert_reads (comparison, LUTHIER_COMPARED_VALIDATION, 2, "0.427", "at step 116");
  assert_reads (comparison, LUTHIER_COMPARED_STATE, 0, "Succeeded", NULL);
  assert_reads (comparison, LUTHIER_COMPARED_TRAINING_DATA, 2, "train-2.jsonl", NULL);
  assert_reads (comparison, LUTHIER_COMPARED_EPOCHS, 0, "6", NULL);
  assert_reads (comparison, LUTHIER_COMPARED_EPOCHS, 1, "9", "chosen by the service");
  assert_reads (comparison, LUTHIER_COMPARED_RATE, 0, "0.5", NULL);
  assert_reads (comparison, LUTHIER_COMPARED_ENCRYPTION, 0, "Google-managed key", NULL);
  assert_reads (comparison, LUTHIER_COMPARED_WAITING, 0, "10 min", NULL);
  assert_reads (comparison, LUTHIER_COMPARED_DURATION, 0, "1 h 12 min", NULL);
  assert_reads (comparison, LUTHIER_COMPARED_STEPS, 0, "366", NULL);
  assert_reads (comparison, LUTHIER_COMPARED_COST, 0, "Not known", NULL);
  detail = luthier_compare_words_detail (comparison, LUTHIER_COMPARED_TRAINING_DATA, 2);
  g_assert_cmpstr (detail, ==, "gs://data/train-2.jsonl");
}

/* What the service chose in place of what was asked for. */
static void
test_asked (void)
{
  g_autoptr (LuthierComparison) comparison = luthier_comparison_new ();
  LuthierJobSpec *asked = luthier_job_spec_new ();

  luthier_job_spec_set_epoch_count (asked, 6);
  luthier_job_spec_set_learning_rate_multiplier (asked, 2);
  luthier_job_spec_set_adapter_size (asked, 4);
  comparison_fixture_add (
      comparison, comparison_fixture_job (1, "a", "SUCCEEDED", 6, "1", "train.jsonl"), asked, NULL);
  luthier_comparison_update (comparison, FIXTURE_NOW);
  assert_reads (comparison, LUTHIER_COMPARED_EPOCHS, 0, "6", NULL);
  assert_reads (comparison, LUTHIER_COMPARED_RATE, 0, "1", "2 was asked for");
  assert_reads (comparison, LUTHIER_COMPARED_ADAPTER, 0, "4", NULL);
}

static void
assert_verdict (LuthierComparison *comparison, const char *expected)
{
  g_autofree char *verdict = NULL;

  luthier_comparison_update (comparison, FIXTURE_NOW);
  verdict = luthier_compare_words_verdict (comparison);
  g_assert_cmpstr (verdict, ==, expected);
}

static void
test_verdict (void)
{
  g_autoptr (LuthierComparison) comparison = comparison_fixture_new ();
  g_autoptr (LuthierComparison) few = luthier_comparison_new ();

  assert_verdict (comparison, "tone-v3 is the best by 0.009.");
  comparison_fixture_add (
      comparison, comparison_fixture_job (4, "d", "FAILED", 9, "2", "train.jsonl"), NULL, NULL);
  assert_verdict (comparison, "tone-v3 is the best by 0.009. 1 job has no validation result.");
  comparison_fixture_add (comparison,
                          comparison_fixture_job (5, "e", "RUNNING", 9, "2", "train.jsonl"), NULL,
                          comparison_fixture_curves (0.3, 100, 360));
  assert_verdict (comparison, "e is the best so far, by 0.118. It grew worse after step 100. 1 job "
                              "has no validation result.");

  comparison_fixture_add (few, comparison_fixture_job (1, "a", "RUNNING", 6, "1", "train.jsonl"),
                          NULL, NULL);
  assert_verdict (few, "Nothing has been measured on validation data yet.");
  comparison_fixture_add (few, comparison_fixture_job (2, "b", "SUCCEEDED", 6, "1", "train.jsonl"),
                          NULL, comparison_fixture_curves (0.5, 100, 120));
  assert_verdict (few, "Only b was measured on validation data.");
  comparison_fixture_add (few, comparison_fixture_job (3, "c", "SUCCEEDED", 6, "1", "train.jsonl"),
                          NULL, comparison_fixture_curves (0.5001, 100, 120));
  assert_verdict (few, "b and c are equally good. 1 job has no validation result.");
}

static void
test_count (void)
{
  g_autoptr (LuthierComparison) comparison = comparison_fixture_new ();
  g_autofree char *count = luthier_compare_words_count (comparison);

  g_assert_cmpstr (count, ==, "3 of 10 settings differ");
}

static void
test_data (void)
{
  g_autoptr (LuthierComparison) comparison = comparison_fixture_new ();
  const LuthierLikeness counted = { LUTHIER_LIKENESS_OTHER, TRUE, 1200, 3, 0 };
  const LuthierLikeness same = { .kind = LUTHIER_LIKENESS_SAME };
  const LuthierLikeness other = { .kind = LUTHIER_LIKENESS_OTHER };

  luthier_comparison_set_likeness (comparison, LUTHIER_COMPARED_TRAINING_DATA, 1, &same);
  luthier_comparison_set_likeness (comparison, LUTHIER_COMPARED_TRAINING_DATA, 2, &counted);
  luthier_comparison_set_likeness (comparison, LUTHIER_COMPARED_VALIDATION_DATA, 1, &other);
  luthier_comparison_update (comparison, FIXTURE_NOW);
  assert_reads (comparison, LUTHIER_COMPARED_TRAINING_DATA, 1, "train.jsonl", "same as the first");
  assert_reads (comparison, LUTHIER_COMPARED_TRAINING_DATA, 2, "train-2.jsonl",
                "1,200 added, 3 removed");
  assert_reads (comparison, LUTHIER_COMPARED_VALIDATION_DATA, 1, "val.jsonl",
                "differs from the first");
  assert_verdict (comparison, "tone-v3 is the best by 0.009. But not all were measured on the same "
                              "validation data, so this may mislead.");
}

static void
test_cost (void)
{
  g_autoptr (GBytes) bytes = luthier_test_read ("../data/catalogue.json");
  g_autoptr (LuthierCatalogue) catalogue = luthier_catalogue_new (bytes, NULL);
  g_autoptr (LuthierComparison) comparison = luthier_comparison_new ();
  g_autoptr (LuthierJob) job = comparison_fixture_job (1, "a", "SUCCEEDED", 4, "1", "t.jsonl");
  LuthierBaseModel *model = luthier_catalogue_lookup (catalogue, "gemini-2.5-flash");
  g_autofree char *none = luthier_compare_words_cost (comparison);
  g_autofree char *cost = NULL;
  g_autofree char *expected = g_strdup_printf (
      "Cost: tokens per epoch, times epochs, at a price per million of $%.2f for "
      "gemini-2.5-flash.",
      luthier_base_model_get_price (model));

  luthier_comparison_add (comparison, job, NULL, NULL, model, FALSE);
  luthier_comparison_add (comparison, job, NULL, NULL, model, TRUE);
  luthier_comparison_update (comparison, FIXTURE_NOW);
  g_assert_null (none);
  cost = luthier_compare_words_cost (comparison);
  g_assert_cmpstr (cost, ==, expected);
  assert_reads (comparison, LUTHIER_COMPARED_COST, 1, "None", NULL);
}

/* The table that is shown, as text: a name with a bar does not end its cell. */
static void
test_copies (void)
{
  g_autoptr (LuthierComparison) comparison = comparison_fixture_new ();
  g_autofree char *markdown = luthier_compare_export_markdown (comparison, TRUE);
  g_autofree char *tsv = luthier_compare_export_tsv (comparison, TRUE);
  g_autofree char *all = luthier_compare_export_tsv (comparison, FALSE);

  g_assert_true (g_str_has_prefix (markdown, "|  | tone-v2 | tone-v3 | tone-v3\\|lr2 |\n"
                                             "|---|---|---|---|\n"
                                             "| Best validation loss | 0.531 (at step 200) | 0.418 "
                                             "(at step 359) | 0.427 (at step 116) |\n"));
  g_assert_nonnull (strstr (tsv, "\nEpochs\t6\t9 (chosen by the service)\t9\n"));
  g_assert_null (strstr (tsv, "Region"));
  g_assert_nonnull (strstr (all, "\nRegion\tus-central1\tus-central1\tus-central1\n"));
  g_assert_null (strstr (all, "Not known"));
}

/* Every number as it is, in columns of their own. */
static void
test_csv (void)
{
  g_autoptr (LuthierComparison) comparison = comparison_fixture_new ();
  g_autoptr (GBytes) bytes = luthier_compare_export_csv (comparison);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_true (g_str_has_prefix (lines[0], "title,name,state,best_validation_loss,"
                                             "best_validation_step,last_training_loss,"));
  g_assert_true (g_str_has_prefix (lines[1],
                                   "tone-v2,projects/1/locations/us-central1/tuningJobs/1,"
                                   "JOB_STATE_SUCCEEDED,0.531,200,"));
  g_assert_nonnull (strstr (lines[3], ",gs://data/train-2.jsonl,gs://data/val.jsonl,9,2,4,0,"));
  g_assert_nonnull (strstr (lines[1], ",600,4320,"));
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/compare-words/values", test_values);
  g_test_add_func ("/compare-words/asked", test_asked);
  g_test_add_func ("/compare-words/verdict", test_verdict);
  g_test_add_func ("/compare-words/count", test_count);
  g_test_add_func ("/compare-words/data", test_data);
  g_test_add_func ("/compare-words/cost", test_cost);
  g_test_add_func ("/compare-words/copies", test_copies);
  g_test_add_func ("/compare-words/csv", test_csv);
  return g_test_run ();
}
