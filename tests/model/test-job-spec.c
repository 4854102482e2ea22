/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <math.h>

#include "luthier-job-spec.h"
#include "luthier-test.h"

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer count)
{
  ++*(guint *) count;
}

static GHashTable *
make_labels (const char *key, const char *value)
{
  GHashTable *labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_hash_table_insert (labels, g_strdup (key), g_strdup (value));
  return labels;
}

static LuthierJobSpec *
make_basic (void)
{
  LuthierJobSpec *spec = luthier_job_spec_new ();

  luthier_job_spec_set_base_model (spec, "gemini-3.5-flash");
  luthier_job_spec_set_training_uri (spec, "gs://acme-tuning/sft/train.jsonl");
  return spec;
}

static LuthierJobSpec *
make_advanced (void)
{
  LuthierJobSpec *spec = luthier_job_spec_new ();
  g_autoptr (GHashTable) labels = make_labels ("team", "support");

  g_hash_table_insert (labels, g_strdup ("purpose"), g_strdup ("routing"));
  luthier_job_spec_set_base_model (spec, "gemini-2.5-flash");
  luthier_job_spec_set_display_name (spec, "support-classifier-v3");
  luthier_job_spec_set_description (spec, "Ticket routing, third round");
  luthier_job_spec_set_labels (spec, labels);
  luthier_job_spec_set_intent_id (spec, "3f1c2a7e-9d4b-4c55-8a10-6f2f0e8b7d11");
  luthier_job_spec_set_training_uri (spec, "gs://acme-tuning/sft/train.jsonl");
  luthier_job_spec_set_validation_uri (spec, "gs://acme-tuning/sft/validation.jsonl");
  luthier_job_spec_set_epoch_count (spec, 4);
  luthier_job_spec_set_adapter_size (spec, 8);
  luthier_job_spec_set_learning_rate_multiplier (spec, 0.5);
  luthier_job_spec_set_export_last_checkpoint_only (spec, TRUE);
  luthier_job_spec_set_kms_key_name (
      spec, "projects/acme-ml/locations/us-central1/keyRings/tuning/cryptoKeys/tuning-key");
  luthier_job_spec_set_service_account (spec, "tuner@acme-ml.iam.gserviceaccount.com");
  /* None of these are for the service. */
  luthier_job_spec_set_region (spec, "us-central1");
  luthier_job_spec_set_training_file (spec, "file:///home/ada/train.jsonl");
  luthier_job_spec_set_validation_file (spec, "file:///home/ada/validation.jsonl");
  luthier_job_spec_set_bucket (spec, "acme-tuning");
  return spec;
}

static LuthierJobSpec *
make_continuous (void)
{
  LuthierJobSpec *spec = luthier_job_spec_new ();

  luthier_job_spec_set_pre_tuned_model (
      spec, "projects/123456789012/locations/us-central1/models/4455667788990011223@1");
  luthier_job_spec_set_checkpoint_id (spec, "2");
  luthier_job_spec_set_training_uri (spec, "gs://acme-tuning/sft/round2.jsonl");
  luthier_job_spec_set_epoch_count (spec, 2);
  return spec;
}

static void
test_automatic (void)
{
  LuthierJobSpec *spec = luthier_job_spec_new ();

  g_assert_cmpint (luthier_job_spec_get_epoch_count (spec), ==, LUTHIER_AUTOMATIC_EPOCHS);
  g_assert_cmpuint (luthier_job_spec_get_adapter_size (spec), ==, LUTHIER_AUTOMATIC_ADAPTER);
  g_assert_true (luthier_job_spec_is_automatic_rate (spec));
  g_assert_false (luthier_job_spec_get_export_last_checkpoint_only (spec));
  g_assert_null (luthier_job_spec_get_base_model (spec));
  g_assert_cmpuint (g_hash_table_size (luthier_job_spec_get_labels (spec)), ==, 0);

  luthier_job_spec_set_learning_rate_multiplier (spec, 2);
  g_assert_false (luthier_job_spec_is_automatic_rate (spec));
  luthier_job_spec_set_automatic_rate (spec);
  g_assert_true (luthier_job_spec_is_automatic_rate (spec));

  g_assert_finalize_object (spec);
}

/* Every property can be written and read by name, notifies when it changes and only then. */
static void
test_properties (void)
{
  g_autoptr (LuthierJobSpec) empty = luthier_job_spec_new ();
  g_autoptr (LuthierJobSpec) spec = luthier_job_spec_new ();
  g_autoptr (LuthierJobSpec) model = make_advanced ();
  g_autofree GParamSpec **pspecs = NULL;
  guint n_pspecs, count = 0;

  luthier_job_spec_set_pre_tuned_model (model, "m");
  luthier_job_spec_set_checkpoint_id (model, "2");
  luthier_job_spec_set_grid (model, "epochs 1 2;rate auto;adapter auto");
  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (spec), &n_pspecs);
  g_assert_cmpuint (n_pspecs, ==, 20);
  g_signal_connect (spec, "notify", G_CALLBACK (count_cb), &count);
  for (guint i = 0; i < n_pspecs; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (model), pspecs[i]->name, &value);
      g_object_set_property (G_OBJECT (spec), pspecs[i]->name, &value);
      g_assert_cmpuint (count, ==, i + 1);
      g_object_set_property (G_OBJECT (spec), pspecs[i]->name, &value);
      g_assert_cmpuint (count, ==, i + 1);
    }

  g_assert_true (luthier_job_spec_equal (spec, model));
  g_assert_false (luthier_job_spec_equal (spec, empty));
}

static void
test_empty_is_none (void)
{
  g_autoptr (LuthierJobSpec) spec = luthier_job_spec_new ();
  guint count = 0;

  g_signal_connect (spec, "notify", G_CALLBACK (count_cb), &count);
  luthier_job_spec_set_description (spec, "");
  luthier_job_spec_set_labels (spec, NULL);
  luthier_job_spec_set_automatic_rate (spec);
  g_object_set (spec, "learning-rate-multiplier", (double) NAN, NULL);
  g_assert_cmpuint (count, ==, 0);
  luthier_job_spec_set_description (spec, "x");
  luthier_job_spec_set_description (spec, "");
  g_assert_cmpuint (count, ==, 2);
  g_assert_null (luthier_job_spec_get_description (spec));
}

static void
test_copy (void)
{
  g_autoptr (LuthierJobSpec) spec = make_advanced ();
  g_autoptr (LuthierJobSpec) copy = luthier_job_spec_copy (spec);

  g_assert_true (luthier_job_spec_equal (spec, copy));
  luthier_job_spec_set_adapter_size (copy, 4);
  g_assert_false (luthier_job_spec_equal (spec, copy));
  g_assert_cmpuint (luthier_job_spec_get_adapter_size (spec), ==, 8);
}

static void
test_request_basic (void)
{
  g_autoptr (LuthierJobSpec) spec = make_basic ();
  g_autofree char *request = luthier_job_spec_to_request (spec);

  g_assert_cmpstr (request, ==,
                   "{\n"
                   "  \"baseModel\": \"gemini-3.5-flash\",\n"
                   "  \"supervisedTuningSpec\": {\n"
                   "    \"trainingDatasetUri\": \"gs://acme-tuning/sft/train.jsonl\"\n"
                   "  }\n"
                   "}");
}

static void
test_request_advanced (void)
{
  g_autoptr (LuthierJobSpec) spec = make_advanced ();
  g_autofree char *request = luthier_job_spec_to_request (spec);

  g_assert_cmpstr (
      request, ==,
      "{\n"
      "  \"baseModel\": \"gemini-2.5-flash\",\n"
      "  \"tunedModelDisplayName\": \"support-classifier-v3\",\n"
      "  \"description\": \"Ticket routing, third round\",\n"
      "  \"labels\": {\n"
      "    \"purpose\": \"routing\",\n"
      "    \"team\": \"support\",\n"
      "    \"luthier-intent\": \"3f1c2a7e-9d4b-4c55-8a10-6f2f0e8b7d11\"\n"
      "  },\n"
      "  \"supervisedTuningSpec\": {\n"
      "    \"trainingDatasetUri\": \"gs://acme-tuning/sft/train.jsonl\",\n"
      "    \"validationDatasetUri\": \"gs://acme-tuning/sft/validation.jsonl\",\n"
      "    \"hyperParameters\": {\n"
      "      \"epochCount\": \"4\",\n"
      "      \"adapterSize\": \"ADAPTER_SIZE_EIGHT\",\n"
      "      \"learningRateMultiplier\": 0.5\n"
      "    },\n"
      "    \"exportLastCheckpointOnly\": true\n"
      "  },\n"
      "  \"encryptionSpec\": {\n"
      "    \"kmsKeyName\": "
      "\"projects/acme-ml/locations/us-central1/keyRings/tuning/cryptoKeys/tuning-key\"\n"
      "  },\n"
      "  \"serviceAccount\": \"tuner@acme-ml.iam.gserviceaccount.com\"\n"
      "}");
}

static void
test_request_continuous (void)
{
  g_autoptr (LuthierJobSpec) spec = make_continuous ();
  g_autofree char *request = luthier_job_spec_to_request (spec);

  g_assert_cmpstr (request, ==,
                   "{\n"
                   "  \"preTunedModel\": {\n"
                   "    \"tunedModelName\": "
                   "\"projects/123456789012/locations/us-central1/models/4455667788990011223@1\",\n"
                   "    \"checkpointId\": \"2\"\n"
                   "  },\n"
                   "  \"supervisedTuningSpec\": {\n"
                   "    \"trainingDatasetUri\": \"gs://acme-tuning/sft/round2.jsonl\",\n"
                   "    \"hyperParameters\": {\n"
                   "      \"epochCount\": \"2\"\n"
                   "    }\n"
                   "  }\n"
                   "}");
}

static void
test_round_trip (void)
{
  LuthierJobSpec *(*makers[]) (void) = { luthier_job_spec_new, make_basic, make_advanced,
                                         make_continuous };

  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      g_autoptr (LuthierJobSpec) spec = makers[i]();
      g_autoptr (LuthierJobSpec) back = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = luthier_job_spec_serialize (spec);

      back = luthier_job_spec_deserialize (text, &error);
      g_assert_no_error (error);
      g_assert_true (luthier_job_spec_equal (spec, back));
    }
}

static void
test_deserialize_odd (void)
{
  static const char *const wrong[] = { "", "{", "[]", "null", "\"text\"" };
  g_autoptr (LuthierJobSpec) spec = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_null (luthier_job_spec_deserialize (wrong[i], &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }

  spec = luthier_job_spec_deserialize (
      "{\"base-model\": 3, \"adapter-size\": 5, \"epoch-count\": \"many\", \"labels\": {\"a\": 1,"
      " \"b\": \"c\"}, \"learning-rate-multiplier\": [], \"of-tomorrow\": {}}",
      &error);
  g_assert_no_error (error);
  g_assert_null (luthier_job_spec_get_base_model (spec));
  g_assert_cmpuint (luthier_job_spec_get_adapter_size (spec), ==, LUTHIER_AUTOMATIC_ADAPTER);
  g_assert_cmpint (luthier_job_spec_get_epoch_count (spec), ==, LUTHIER_AUTOMATIC_EPOCHS);
  g_assert_true (luthier_job_spec_is_automatic_rate (spec));
  g_assert_cmpuint (g_hash_table_size (luthier_job_spec_get_labels (spec)), ==, 1);
}

/* Whether tests/schema/check-bodies is content with a text; skips the test if it cannot run. */
static gboolean
check_bodies (const char *text, gboolean *content)
{
  g_autofree char *program = g_test_build_filename (G_TEST_DIST, "schema", "check-bodies", NULL);
  g_autofree char *file = g_build_filename (g_get_tmp_dir (), "luthier-bodies.ndjson", NULL);
  g_autoptr (GSubprocess) python = NULL;
  g_autoptr (GSubprocess) checker = NULL;
  g_autoptr (GError) error = NULL;

  python = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, "/usr/bin/python3", "-c",
                             "import jsonschema", NULL);
  if (python == NULL || !g_subprocess_wait_check (python, NULL, NULL))
    {
      g_test_skip ("python3-jsonschema is not installed");
      return FALSE;
    }

  g_file_set_contents (file, text, -1, &error);
  g_assert_no_error (error);
  checker = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, program, file, NULL);
  g_assert_no_error (error);
  *content = g_subprocess_wait_check (checker, NULL, NULL);
  return TRUE;
}

static void
test_schema (void)
{
  LuthierJobSpec *(*makers[]) (void) = { make_basic, make_advanced, make_continuous };
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean content;

  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      g_autoptr (LuthierJobSpec) spec = makers[i]();
      g_autofree char *request = luthier_job_spec_to_request (spec);

      g_strdelimit (request, "\n", ' ');
      g_string_append_printf (text, "{\"schema\": \"CreateTuningJobRequest\", \"body\": %s}\n",
                              request);
    }
  if (!check_bodies (text->str, &content))
    return;
  g_assert_true (content);

  /* The checker is worth something only if it can be discontent. */
  check_bodies ("", &content);
  g_assert_false (content);
  check_bodies ("{\"schema\": \"CreateTuningJobRequest\", \"body\": {\"base_model\": \"x\"}}",
                &content);
  g_assert_false (content);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/job-spec/automatic", test_automatic);
  g_test_add_func ("/job-spec/properties", test_properties);
  g_test_add_func ("/job-spec/empty-is-none", test_empty_is_none);
  g_test_add_func ("/job-spec/copy", test_copy);
  g_test_add_func ("/job-spec/request/basic", test_request_basic);
  g_test_add_func ("/job-spec/request/advanced", test_request_advanced);
  g_test_add_func ("/job-spec/request/continuous", test_request_continuous);
  g_test_add_func ("/job-spec/request/schema", test_schema);
  g_test_add_func ("/job-spec/round-trip", test_round_trip);
  g_test_add_func ("/job-spec/deserialize-odd", test_deserialize_odd);

  return g_test_run ();
}
