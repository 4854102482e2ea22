/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib.h>

#include "luthier-json-text.h"
#include "luthier-practice-tuning-messages.h"

#define V1     LUTHIER_PRACTICE_V1
#define BETA   LUTHIER_PRACTICE_V1BETA1
#define WHOLE  "tuning_job"
#define PARAMS "tuning_job.supervised_tuning_spec.hyper_parameters"

static char *
read_job (const char *text, LuthierPracticeVersion version, LuthierPracticeViolations *violations)
{
  g_autoptr (LuthierJson) document = luthier_json_parse_text (text, -1, NULL);
  g_autoptr (JsonNode) node = NULL;

  g_assert_nonnull (document);
  node = luthier_practice_message_read (&luthier_practice_tuning_job_message,
                                        luthier_json_get_root (document), version, WHOLE,
                                        violations);
  return luthier_json_node_to_text (node, LUTHIER_JSON_COMPACT);
}

/* Whatever the spelling, what comes out is as the service writes it. */
static const struct
{
  const char *in;
  const char *out;
} readings[] = {
  { "{}", "{}" },
  { "{\"base_model\":\"m\"}", "{\"baseModel\":\"m\"}" },
  { "{\"baseModel\":\"m\",\"tuned_model_display_name\":\"\",\"description\":null}",
    "{\"baseModel\":\"m\"}" },
  { "{\"supervised_tuning_spec\":{\"hyperParameters\":{\"epoch_count\":4,"
    "\"learningRateMultiplier\":\"0.5\",\"adapter_size\":6}}}",
    "{\"supervisedTuningSpec\":{\"hyperParameters\":{\"epochCount\":\"4\","
    "\"learningRateMultiplier\":0.5,\"adapterSize\":\"ADAPTER_SIZE_TWO\"}}}" },
  { "{\"supervisedTuningSpec\":{\"hyper_parameters\":{\"epochCount\":\"0\",\"adapterSize\":"
    "\"ADAPTER_SIZE_UNSPECIFIED\"},\"exportLastCheckpointOnly\":false}}",
    "{\"supervisedTuningSpec\":{\"hyperParameters\":{}}}" },
  { "{\"labels\":{\"team_name\":\"a\"},\"name\":\"mine\",\"state\":5,\"createTime\":{}}",
    "{\"labels\":{\"team_name\":\"a\"}}" },
  { "{\"supervisedTuningSpec\":{\"evaluationConfig\":{\"metrics\":[{\"aggregation_metrics\":"
    "[\"AVERAGE\",3],\"rougeSpec\":{\"rougeType\":\"rougeL\"}}]}}}",
    "{\"supervisedTuningSpec\":{\"evaluationConfig\":{\"metrics\":[{\"aggregationMetrics\":"
    "[\"AVERAGE\",\"STANDARD_DEVIATION\"],\"rougeSpec\":{\"rougeType\":\"rougeL\"}}]}}}" },
};

static const struct
{
  const char *in;
  LuthierPracticeVersion version;
  const char *field;
  const char *description;
} refusals[] = {
  { "{\"training_dataset\":1}", V1, WHOLE,
    "Invalid JSON payload received. Unknown name \"training_dataset\" at 'tuning_job': Cannot "
    "find field." },
  { "{\"supervisedTuningSpec\":{\"tuning_mode\":1}}", V1, "tuning_job.supervised_tuning_spec",
    "Invalid JSON payload received. Unknown name \"tuning_mode\" at "
    "'tuning_job.supervised_tuning_spec': Cannot find field." },
  { "{\"outputUri\":\"gs://a/b\"}", V1, WHOLE,
    "Invalid JSON payload received. Unknown name \"outputUri\" at 'tuning_job': Cannot find "
    "field." },
  { "{\"tuningJobState\":\"x\"}", V1, WHOLE,
    "Invalid JSON payload received. Unknown name \"tuningJobState\" at 'tuning_job': Cannot find "
    "field." },
  { "{\"supervisedTuningSpec\":{\"hyperParameters\":{\"epochCount\":\"abc\"}}}", V1,
    PARAMS ".epoch_count", "Invalid value at '" PARAMS ".epoch_count' (TYPE_INT64), \"abc\"" },
  { "{\"supervisedTuningSpec\":{\"hyperParameters\":{\"epochCount\":1.5}}}", V1,
    PARAMS ".epoch_count", "Invalid value at '" PARAMS ".epoch_count' (TYPE_INT64), 1.5" },
  { "{\"supervisedTuningSpec\":{\"hyperParameters\":{\"adapterSize\":8}}}", V1,
    PARAMS ".adapter_size",
    "Invalid value at '" PARAMS ".adapter_size' (type.googleapis.com/google.cloud.aiplatform.v1."
    "SupervisedHyperParameters.AdapterSize), 8" },
  { "{\"supervisedTuningSpec\":{\"hyperParameters\":{\"learningRateMultiplier\":true}}}", V1,
    PARAMS ".learning_rate_multiplier",
    "Invalid value at '" PARAMS ".learning_rate_multiplier' (TYPE_DOUBLE), true" },
  { "{\"supervisedTuningSpec\":{\"exportLastCheckpointOnly\":\"yes\"}}", V1,
    "tuning_job.supervised_tuning_spec.export_last_checkpoint_only",
    "Invalid value at 'tuning_job.supervised_tuning_spec.export_last_checkpoint_only' "
    "(TYPE_BOOL), \"yes\"" },
  { "{\"baseModel\":5}", V1, "tuning_job.base_model",
    "Invalid value at 'tuning_job.base_model' (TYPE_STRING), 5" },
  { "{\"baseModel\":{}}", V1, "tuning_job.base_model",
    "Invalid value at 'tuning_job.base_model' (TYPE_STRING), Starting an object on a scalar "
    "field" },
  { "{\"baseModel\":[\"m\"]}", V1, WHOLE,
    "Invalid JSON payload received. Unknown name \"baseModel\" at 'tuning_job': Proto field is "
    "not repeating, cannot start list." },
  { "{\"supervisedTuningSpec\":\"x\"}", BETA, "tuning_job.supervised_tuning_spec",
    "Invalid value at 'tuning_job.supervised_tuning_spec' (type.googleapis.com/"
    "google.cloud.aiplatform.v1beta1.SupervisedTuningSpec), \"x\"" },
  { "{\"labels\":{\"a\":\"b\",\"c\":5}}", V1, "tuning_job.labels[1].value",
    "Invalid value at 'tuning_job.labels[1].value' (TYPE_STRING), 5" },
  { "{\"baseModel\":\"m\",\"base_model\":\"m\"}", V1, WHOLE,
    "Invalid JSON payload received. Unknown name \"base_model\" at 'tuning_job': Field is already "
    "set in its other spelling." },
  { "{\"baseModel\":\"m\",\"preTunedModel\":{}}", V1, WHOLE,
    "Invalid value at 'tuning_job' (oneof), oneof field 'source_model' is already set. Cannot set "
    "'preTunedModel'" },
  { "{\"supervisedTuningSpec\":{},\"preference_optimization_spec\":{}}", V1, WHOLE,
    "Invalid value at 'tuning_job' (oneof), oneof field 'tuning_spec' is already set. Cannot set "
    "'preference_optimization_spec'" },
};

static void
test_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      g_autoptr (LuthierPracticeViolations) violations = luthier_practice_violations_new ();
      g_autofree char *text = read_job (readings[i].in, V1, violations);

      g_assert_cmpstr (text, ==, readings[i].out);
      g_assert_cmpuint (luthier_practice_violations_count (violations), ==, 0);
    }
}

static void
test_refuse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (LuthierPracticeViolations) violations = luthier_practice_violations_new ();
      g_autofree char *text = read_job (refusals[i].in, refusals[i].version, violations);

      g_assert_nonnull (text);
      g_assert_cmpuint (luthier_practice_violations_count (violations), ==, 1);
      g_assert_cmpstr (luthier_practice_violations_get_field (violations, 0), ==,
                       refusals[i].field);
      g_assert_cmpstr (luthier_practice_violations_get_description (violations, 0), ==,
                       refusals[i].description);
    }
}

static void
test_all_at_once (void)
{
  g_autoptr (LuthierPracticeViolations) violations = luthier_practice_violations_new ();
  g_autofree char *text = read_job ("{\"a\":1,\"b\":2,\"baseModel\":3,\"description\":\"kept\"}",
                                    V1, violations);

  g_assert_cmpuint (luthier_practice_violations_count (violations), ==, 3);
  g_assert_cmpstr (text, ==, "{\"description\":\"kept\"}");
}

/* How a job of v1beta1 looks through v1. */
static void
test_lenient (void)
{
  g_autofree char *text = read_job (
      "{\"baseModel\":\"m\",\"outputUri\":\"gs://a/b\",\"supervisedTuningSpec\":{"
      "\"tuningMode\":\"TUNING_MODE_FULL\",\"trainingDatasetUri\":\"gs://a/c\"}}",
      V1, NULL);

  g_assert_cmpstr (text, ==,
                   "{\"baseModel\":\"m\",\"supervisedTuningSpec\":{\"trainingDatasetUri\":"
                   "\"gs://a/c\"}}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/message/read", test_read);
  g_test_add_func ("/practice/message/refuse", test_refuse);
  g_test_add_func ("/practice/message/all-at-once", test_all_at_once);
  g_test_add_func ("/practice/message/lenient", test_lenient);
  return g_test_run ();
}
