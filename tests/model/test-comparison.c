/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-comparison.h"

#include <math.h>

#include "luthier-catalogue.h"
#include "luthier-job-json.h"
#include "luthier-test.h"

#define HOUR  (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define EARLY (G_GINT64_CONSTANT (1795305600) * G_USEC_PER_SEC) /* 2026-11-22T00:00:00Z */

/* What the service says of a job that has all there is; a test replaces one part of it. */
#define STATE "\"state\":\"JOB_STATE_SUCCEEDED\""
#define MODEL "\"baseModel\":\"gemini-2.5-flash\""
#define DATA                                                                                       \
  "\"trainingDatasetUri\":\"gs://b/train.jsonl\",\"validationDatasetUri\":\"gs://b/val.jsonl\""
#define SETTINGS                                                                                   \
  "\"epochCount\":\"4\",\"learningRateMultiplier\":1,\"adapterSize\":\"ADAPTER_SIZE_FOUR\""

static LuthierJob *
job_new (const char *state, const char *model, const char *data, const char *settings)
{
  static guint number;
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"projects/1/locations/us-central1/tuningJobs/%u\",%s,%s,"
      "\"createTime\":\"2026-11-22T00:00:00Z\",\"startTime\":\"2026-11-22T00:10:00Z\","
      "\"endTime\":\"2026-11-22T01:10:00Z\","
      "\"supervisedTuningSpec\":{%s,\"hyperParameters\":{%s}},"
      "\"tuningDataStats\":{\"supervisedTuningDataStats\":{\"tuningDatasetExampleCount\":\"500\","
      "\"totalBillableTokenCount\":\"2000000\",\"tuningStepCount\":\"120\"}}}",
      ++number, state, model, data, settings);
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) json = luthier_json_parse_text (text, -1, &error);
  LuthierJob *job;

  g_assert_no_error (error);
  job = luthier_job_new_from_json (luthier_json_get_root (json), TRUE, &error);
  g_assert_no_error (error);
  return job;
}

static LuthierCurves *
curves_new (const char *name, double first, double second, double third)
{
  const LuthierPoint points[] = { { 10, 0, first }, { 20, 0, second }, { 30, 0, third } };
  LuthierCurves *curves = luthier_curves_new ();

  luthier_series_merge (luthier_curves_ensure (curves, name), points, G_N_ELEMENTS (points));
  return curves;
}

static void
add (LuthierComparison *comparison, LuthierJob *job, LuthierCurves *curves)
{
  g_autoptr (LuthierJob) owned_job = job;
  g_autoptr (LuthierCurves) owned_curves = curves;

  luthier_comparison_add (comparison, job, NULL, curves, NULL, FALSE);
}

static guint
count_differences (LuthierComparison *comparison)
{
  guint count = 0;

  for (guint i = 0; i < LUTHIER_N_COMPARED; i++)
    count += luthier_comparison_differs (comparison, i);
  return count;
}

static const LuthierComparedValue *
get (LuthierComparison *comparison, LuthierCompared what, guint job)
{
  return luthier_comparison_get_value (comparison, what, job);
}

/* Whatever a user may change: of two jobs that are the same but for it, it alone differs. */
static void
test_one_field (void)
{
  static const struct
  {
    LuthierCompared what;
    const char *model, *data, *settings;
  } others[] = {
    { LUTHIER_COMPARED_MODEL, "\"baseModel\":\"gemini-2.5-pro\"", DATA, SETTINGS },
    { LUTHIER_COMPARED_MODEL,
      MODEL ",\"preTunedModel\":{\"tunedModelName\":\"projects/1/locations/l/models/2@1\"}", DATA,
      SETTINGS },
    { LUTHIER_COMPARED_TRAINING_DATA, MODEL,
      "\"trainingDatasetUri\":\"gs://b/2.jsonl\",\"validationDatasetUri\":\"gs://b/val.jsonl\"",
      SETTINGS },
    { LUTHIER_COMPARED_VALIDATION_DATA, MODEL, "\"trainingDatasetUri\":\"gs://b/train.jsonl\"",
      SETTINGS },
    { LUTHIER_COMPARED_EPOCHS, MODEL, DATA,
      "\"epochCount\":\"8\",\"learningRateMultiplier\":1,\"adapterSize\":\"ADAPTER_SIZE_FOUR\"" },
    { LUTHIER_COMPARED_RATE, MODEL, DATA,
      "\"epochCount\":\"4\",\"learningRateMultiplier\":2,\"adapterSize\":\"ADAPTER_SIZE_FOUR\"" },
    { LUTHIER_COMPARED_ADAPTER, MODEL, DATA,
      "\"epochCount\":\"4\",\"learningRateMultiplier\":1,\"adapterSize\":\"ADAPTER_SIZE_TWO\"" },
    { LUTHIER_COMPARED_CHECKPOINTS, MODEL, DATA ",\"exportLastCheckpointOnly\":true", SETTINGS },
    { LUTHIER_COMPARED_ENCRYPTION, MODEL ",\"encryptionSpec\":{\"kmsKeyName\":\"key\"}", DATA,
      SETTINGS },
    { LUTHIER_COMPARED_SERVICE_ACCOUNT, MODEL ",\"serviceAccount\":\"tuner@acme.example\"", DATA,
      SETTINGS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (LuthierComparison) comparison = luthier_comparison_new ();

      add (comparison, job_new (STATE, MODEL, DATA, SETTINGS), NULL);
      add (comparison, job_new (STATE, others[i].model, others[i].data, others[i].settings), NULL);
      luthier_comparison_update (comparison, EARLY);
      g_assert_true (luthier_compared_is_setting (others[i].what));
      g_assert_true (luthier_comparison_differs (comparison, others[i].what));
      g_assert_cmpuint (count_differences (comparison), ==, 1);
    }
}

static void
test_same (void)
{
  g_autoptr (LuthierComparison) comparison = luthier_comparison_new ();

  for (guint i = 0; i < LUTHIER_COMPARISON_MAX_JOBS; i++)
    add (comparison, job_new (STATE, MODEL, DATA, SETTINGS),
         curves_new ("/eval_total_loss", 0.9, 0.5, 0.6));
  luthier_comparison_update (comparison, EARLY);
  g_assert_cmpuint (luthier_comparison_get_n_jobs (comparison), ==, 6);
  g_assert_cmpuint (count_differences (comparison), ==, 0);
  g_assert_cmpint (luthier_comparison_get_verdict (comparison).kind, ==, LUTHIER_COMPARISON_EQUAL);
  g_assert_cmpint (get (comparison, LUTHIER_COMPARED_WAITING, 5)->count, ==, 600);
  g_assert_cmpint (get (comparison, LUTHIER_COMPARED_DURATION, 5)->count, ==, 3600);
  g_assert_cmpint (get (comparison, LUTHIER_COMPARED_EXAMPLES, 5)->count, ==, 500);
  g_assert_cmpint (get (comparison, LUTHIER_COMPARED_STEPS, 5)->count, ==, 120);
}

/* Six jobs, of which one has no number and one no curves: the lowest of each counts. */
static void
test_best (void)
{
  g_autoptr (LuthierComparison) comparison = luthier_comparison_new ();
  LuthierComparisonVerdict verdict;

  add (comparison, job_new (STATE, MODEL, DATA, SETTINGS), NULL);
  add (comparison, job_new (STATE, MODEL, DATA, SETTINGS),
       curves_new ("/eval_total_loss", 0.9, 0.427, 0.6));
  add (comparison, job_new (STATE, MODEL, DATA, SETTINGS),
       curves_new ("/eval_total_loss", NAN, NAN, NAN));
  add (comparison, job_new (STATE, MODEL, DATA, SETTINGS),
       curves_new ("/eval_total_loss", 0.9, NAN, 0.418));
  add (comparison, job_new (STATE, MODEL, DATA, SETTINGS),
       curves_new ("/eval_total_loss", 0.531, 0.55, INFINITY));
  add (comparison, job_new (STATE, MODEL, DATA, SETTINGS),
       curves_new ("/train_total_loss", 0.9, 0.1, NAN));
  luthier_comparison_update (comparison, EARLY);

  verdict = luthier_comparison_get_verdict (comparison);
  g_assert_cmpint (verdict.kind, ==, LUTHIER_COMPARISON_BEST);
  g_assert_cmpuint (verdict.best, ==, 3);
  g_assert_cmpuint (verdict.second, ==, 1);
  g_assert_cmpfloat_with_epsilon (verdict.margin, 0.009, 1e-9);
  g_assert_cmpuint (verdict.n_results, ==, 3);
  g_assert_false (verdict.so_far);
  g_assert_true (verdict.same_data);
  g_assert_cmpint (get (comparison, LUTHIER_COMPARED_VALIDATION, 3)->step, ==, 30);
  g_assert_cmpint (get (comparison, LUTHIER_COMPARED_VALIDATION, 0)->kind, ==,
                   LUTHIER_VALUE_NOT_KNOWN);
  g_assert_cmpint (get (comparison, LUTHIER_COMPARED_VALIDATION, 2)->kind, ==,
                   LUTHIER_VALUE_NOT_KNOWN);
  g_assert_cmpfloat (get (comparison, LUTHIER_COMPARED_TRAINING, 5)->number, ==, 0.1);
  g_assert_cmpint (get (comparison, LUTHIER_COMPARED_TRAINING, 5)->step, ==, 20);
}

/* No number is told of what was not measured. */
static void
test_no_results (void)
{
  g_autoptr (LuthierComparison) comparison = luthier_comparison_new ();

  add (comparison, job_new (STATE, MODEL, DATA, SETTINGS), NULL);
  add (comparison, job_new (STATE, MODEL, DATA, SETTINGS),
       curves_new ("/train_total_loss", 0.9, 0.5, 0.4));
  luthier_comparison_update (comparison, EARLY);
  g_assert_cmpint (luthier_comparison_get_verdict (comparison).kind, ==,
                   LUTHIER_COMPARISON_NO_RESULTS);
  add (comparison, job_new ("\"state\":\"JOB_STATE_RUNNING\"", MODEL, DATA, SETTINGS),
       curves_new ("/eval_total_loss", 0.9, 0.5, 0.4));
  luthier_comparison_update (comparison, EARLY);
  g_assert_cmpint (luthier_comparison_get_verdict (comparison).kind, ==,
                   LUTHIER_COMPARISON_ONE_RESULT);
  g_assert_cmpuint (luthier_comparison_get_verdict (comparison).best, ==, 2);
  g_assert_true (luthier_comparison_get_verdict (comparison).so_far);
}

/* A loss is no reward: where there are both, only losses are compared. */
static void
test_kinds (void)
{
  g_autoptr (LuthierComparison) comparison = luthier_comparison_new ();
  LuthierComparisonVerdict verdict;

  add (comparison, job_new (STATE, MODEL, DATA, SETTINGS),
       curves_new ("/eval_mean_reward", 0.1, 0.7, 0.6));
  add (comparison, job_new (STATE, MODEL, DATA, SETTINGS),
       curves_new ("/eval_mean_reward", 0.1, 0.2, 0.3));
  luthier_comparison_update (comparison, EARLY);
  g_assert_cmpint (luthier_comparison_get_metric (comparison), ==, LUTHIER_METRIC_REWARD);
  verdict = luthier_comparison_get_verdict (comparison);
  g_assert_cmpint (verdict.kind, ==, LUTHIER_COMPARISON_BEST);
  g_assert_cmpuint (verdict.best, ==, 0);
  g_assert_cmpfloat_with_epsilon (verdict.margin, 0.4, 1e-9);

  add (comparison, job_new (STATE, MODEL, DATA, SETTINGS),
       curves_new ("/eval_total_loss", 0.9, 0.5, 0.4));
  luthier_comparison_update (comparison, EARLY);
  g_assert_cmpint (luthier_comparison_get_metric (comparison), ==, LUTHIER_METRIC_LOSS);
  verdict = luthier_comparison_get_verdict (comparison);
  g_assert_cmpint (verdict.kind, ==, LUTHIER_COMPARISON_ONE_RESULT);
  g_assert_cmpuint (verdict.best, ==, 2);
}

/* What was measured on other data does not tell which is the best; the page says so. */
static void
test_other_validation (void)
{
  g_autoptr (LuthierComparison) comparison = luthier_comparison_new ();

  add (comparison, job_new (STATE, MODEL, DATA, SETTINGS),
       curves_new ("/eval_total_loss", 0.9, 0.5, 0.4));
  add (comparison,
       job_new (STATE, MODEL,
                "\"trainingDatasetUri\":\"gs://b/train.jsonl\","
                "\"validationDatasetUri\":\"gs://b/other.jsonl\"",
                SETTINGS),
       curves_new ("/eval_total_loss", 0.9, 0.5, 0.3));
  luthier_comparison_update (comparison, EARLY);
  g_assert_false (luthier_comparison_get_verdict (comparison).same_data);
}

/* The same bytes under two addresses are no difference; others under one address are. */
static void
test_likeness (void)
{
  const LuthierLikeness same = { .kind = LUTHIER_LIKENESS_SAME };
  const LuthierLikeness other = { .kind = LUTHIER_LIKENESS_OTHER };
  g_autoptr (LuthierComparison) comparison = luthier_comparison_new ();

  add (comparison, job_new (STATE, MODEL, DATA, SETTINGS), NULL);
  add (comparison,
       job_new (STATE, MODEL,
                "\"trainingDatasetUri\":\"gs://b/2.jsonl\","
                "\"validationDatasetUri\":\"gs://b/val.jsonl\"",
                SETTINGS),
       NULL);
  luthier_comparison_update (comparison, EARLY);
  g_assert_true (luthier_comparison_differs (comparison, LUTHIER_COMPARED_TRAINING_DATA));
  luthier_comparison_set_likeness (comparison, LUTHIER_COMPARED_TRAINING_DATA, 1, &same);
  luthier_comparison_update (comparison, EARLY);
  g_assert_cmpuint (count_differences (comparison), ==, 0);

  add (comparison, job_new (STATE, MODEL, DATA, SETTINGS), NULL);
  luthier_comparison_set_likeness (comparison, LUTHIER_COMPARED_TRAINING_DATA, 2, &other);
  luthier_comparison_update (comparison, EARLY);
  g_assert_true (luthier_comparison_differs (comparison, LUTHIER_COMPARED_TRAINING_DATA));
}

/* A job of a list's summary, one that failed early, one whose service has not chosen yet. */
static void
test_unknown (void)
{
  g_autoptr (LuthierComparison) comparison = luthier_comparison_new ();
  g_autoptr (LuthierJob) bare = luthier_job_new ("projects/1/locations/us-central1/tuningJobs/77");
  g_autoptr (LuthierJobSpec) asked = luthier_job_spec_new ();
  g_autoptr (LuthierJob) queued = luthier_job_new ("projects/1/locations/us-east1/tuningJobs/78");

  luthier_comparison_add (comparison, bare, NULL, NULL, NULL, FALSE);
  luthier_comparison_add (comparison, queued, asked, NULL, NULL, FALSE);
  luthier_comparison_update (comparison, EARLY);
  g_assert_false (luthier_comparison_is_known (comparison, LUTHIER_COMPARED_DURATION));
  g_assert_false (luthier_comparison_differs (comparison, LUTHIER_COMPARED_DURATION));
  g_assert_false (luthier_comparison_is_known (comparison, LUTHIER_COMPARED_VALIDATION_DATA));
  g_assert_cmpint (get (comparison, LUTHIER_COMPARED_EPOCHS, 0)->kind, ==, LUTHIER_VALUE_NOT_KNOWN);
  g_assert_cmpint (get (comparison, LUTHIER_COMPARED_EPOCHS, 1)->kind, ==, LUTHIER_VALUE_AUTOMATIC);
  g_assert_true (luthier_comparison_differs (comparison, LUTHIER_COMPARED_EPOCHS));
  g_assert_true (luthier_comparison_differs (comparison, LUTHIER_COMPARED_REGION));
}

/* While a job runs its times grow; what has stopped without a time does not go on. */
static void
test_times (void)
{
  g_autoptr (LuthierComparison) comparison = luthier_comparison_new ();
  g_autoptr (LuthierJson) json = luthier_json_parse_text (
      "{\"name\":\"projects/1/locations/us-central1/tuningJobs/5\","
      "\"state\":\"JOB_STATE_RUNNING\",\"createTime\":\"2026-11-22T00:00:00Z\","
      "\"startTime\":\"2026-11-22T00:30:00Z\"}",
      -1, NULL);
  g_autoptr (LuthierJson) ended = luthier_json_parse_text (
      "{\"name\":\"projects/1/locations/us-central1/tuningJobs/6\","
      "\"state\":\"JOB_STATE_FAILED\",\"createTime\":\"2026-11-22T00:00:00Z\","
      "\"startTime\":\"2026-11-22T00:30:00Z\"}",
      -1, NULL);

  add (comparison, luthier_job_new_from_json (luthier_json_get_root (json), FALSE, NULL), NULL);
  add (comparison, luthier_job_new_from_json (luthier_json_get_root (ended), FALSE, NULL), NULL);
  luthier_comparison_update (comparison, EARLY + HOUR);
  g_assert_cmpint (get (comparison, LUTHIER_COMPARED_DURATION, 0)->count, ==, 1800);
  g_assert_true (get (comparison, LUTHIER_COMPARED_DURATION, 0)->so_far);
  g_assert_false (get (comparison, LUTHIER_COMPARED_WAITING, 0)->so_far);
  luthier_comparison_update (comparison, EARLY + 2 * HOUR);
  g_assert_cmpint (get (comparison, LUTHIER_COMPARED_DURATION, 0)->count, ==, 5400);
  g_assert_cmpint (get (comparison, LUTHIER_COMPARED_DURATION, 1)->kind, ==,
                   LUTHIER_VALUE_NOT_KNOWN);
}

/* Tokens, times epochs, times price; nothing for practice, nothing known of one that failed. */
static void
test_cost (void)
{
  g_autoptr (GBytes) bytes = luthier_test_read ("../data/catalogue.json");
  g_autoptr (LuthierCatalogue) catalogue = luthier_catalogue_new (bytes, NULL);
  LuthierBaseModel *model = luthier_catalogue_lookup (catalogue, "gemini-2.5-flash");
  g_autoptr (LuthierComparison) comparison = luthier_comparison_new ();
  g_autoptr (LuthierJob) job = job_new (STATE, MODEL, DATA, SETTINGS);
  g_autoptr (LuthierJob) failed = job_new ("\"state\":\"JOB_STATE_FAILED\"", MODEL, DATA, SETTINGS);

  luthier_comparison_add (comparison, job, NULL, NULL, model, FALSE);
  luthier_comparison_add (comparison, job, NULL, NULL, model, TRUE);
  luthier_comparison_add (comparison, failed, NULL, NULL, model, FALSE);
  luthier_comparison_add (comparison, job, NULL, NULL, NULL, FALSE);
  luthier_comparison_update (comparison, EARLY);
  g_assert_cmpfloat_with_epsilon (get (comparison, LUTHIER_COMPARED_COST, 0)->number,
                                  2 * 4 * luthier_base_model_get_price (model), 1e-9);
  g_assert_cmpint (get (comparison, LUTHIER_COMPARED_COST, 1)->kind, ==, LUTHIER_VALUE_NONE);
  g_assert_cmpint (get (comparison, LUTHIER_COMPARED_COST, 2)->kind, ==, LUTHIER_VALUE_NOT_KNOWN);
  g_assert_cmpint (get (comparison, LUTHIER_COMPARED_COST, 3)->kind, ==, LUTHIER_VALUE_NOT_KNOWN);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* Curves that grow are told at the next update. */
static void
test_update (void)
{
  const LuthierPoint better = { 40, 0, 0.2 };
  g_autoptr (LuthierComparison) comparison = luthier_comparison_new ();
  g_autoptr (LuthierCurves) curves = curves_new ("/eval_total_loss", 0.9, 0.5, 0.6);
  guint count = 0;

  g_signal_connect_swapped (comparison, "changed", G_CALLBACK (count_cb), &count);
  add (comparison, job_new (STATE, MODEL, DATA, SETTINGS), g_object_ref (curves));
  add (comparison, job_new (STATE, MODEL, DATA, SETTINGS),
       curves_new ("/eval_total_loss", 0.9, 0.4, 0.6));
  luthier_comparison_update (comparison, EARLY);
  g_assert_cmpuint (luthier_comparison_get_verdict (comparison).best, ==, 1);
  luthier_series_merge (luthier_curves_ensure (curves, "/eval_total_loss"), &better, 1);
  luthier_comparison_update (comparison, EARLY);
  g_assert_cmpuint (luthier_comparison_get_verdict (comparison).best, ==, 0);
  g_assert_cmpuint (count, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/comparison/one-field", test_one_field);
  g_test_add_func ("/comparison/same", test_same);
  g_test_add_func ("/comparison/best", test_best);
  g_test_add_func ("/comparison/no-results", test_no_results);
  g_test_add_func ("/comparison/kinds", test_kinds);
  g_test_add_func ("/comparison/other-validation", test_other_validation);
  g_test_add_func ("/comparison/likeness", test_likeness);
  g_test_add_func ("/comparison/unknown", test_unknown);
  g_test_add_func ("/comparison/times", test_times);
  g_test_add_func ("/comparison/cost", test_cost);
  g_test_add_func ("/comparison/update", test_update);
  return g_test_run ();
}
