/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <math.h>

#include "luthier-catalogue.h"
#include "luthier-job-spec-check.h"
#include "luthier-test.h"

#define KEY(location) "projects/acme/locations/" location "/keyRings/tuning/cryptoKeys/key"

typedef struct
{
  LuthierCatalogue *catalogue;
  LuthierJobSpec *spec;
  GPtrArray *findings;
} Fixture;

static const char *const regions[] = { "europe-west4", "us-central1", NULL };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = luthier_test_read ("../data/catalogue.json");
  g_autoptr (GError) error = NULL;

  fixture->catalogue = luthier_catalogue_new (bytes, &error);
  g_assert_no_error (error);
  fixture->spec = luthier_job_spec_new ();
  luthier_job_spec_set_base_model (fixture->spec, "gemini-3.5-flash");
  luthier_job_spec_set_training_uri (fixture->spec, "gs://acme-tuning/train.jsonl");
  luthier_job_spec_set_region (fixture->spec, "us-central1");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->findings, g_ptr_array_unref);
  g_assert_finalize_object (fixture->spec);
  g_assert_finalize_object (fixture->catalogue);
}

/* The finding of a field, or NULL; there is never more than one of a severity. */
static const LuthierSpecFinding *
check (Fixture *fixture, LuthierSpecField field, LuthierSeverity severity)
{
  LuthierBaseModel *model = luthier_catalogue_lookup (
      fixture->catalogue, luthier_job_spec_get_base_model (fixture->spec));
  const LuthierSpecFinding *found = NULL;

  g_clear_pointer (&fixture->findings, g_ptr_array_unref);
  fixture->findings = luthier_job_spec_check (fixture->spec, model, regions);
  for (guint i = 0; i < fixture->findings->len; i++)
    {
      const LuthierSpecFinding *finding = fixture->findings->pdata[i];

      if (i > 0)
        g_assert_cmpint (finding->severity, <=,
                         ((LuthierSpecFinding *) fixture->findings->pdata[i - 1])->severity);
      if (finding->field == field && finding->severity == severity)
        {
          g_assert_null (found);
          found = finding;
        }
    }

  return found;
}

static guint
count_errors (Fixture *fixture)
{
  guint n_errors = 0;

  check (fixture, LUTHIER_SPEC_FIELD_NONE, LUTHIER_SEVERITY_ERROR);
  for (guint i = 0; i < fixture->findings->len; i++)
    n_errors += ((LuthierSpecFinding *) fixture->findings->pdata[i])->severity ==
                LUTHIER_SEVERITY_ERROR;

  return n_errors;
}

/* There is an error in the field, its fix has this label, and afterwards there is none. */
static void
assert_mended (Fixture *fixture, LuthierSpecField field, const char *label)
{
  const LuthierSpecFinding *finding = check (fixture, field, LUTHIER_SEVERITY_ERROR);
  g_autoptr (LuthierSpecFinding) copy = NULL;

  g_assert_nonnull (finding);
  g_assert_cmpstr (finding->fix_label, ==, label);
  copy = luthier_spec_finding_copy (finding);
  luthier_spec_finding_apply (copy, fixture->spec);
  g_assert_null (check (fixture, field, LUTHIER_SEVERITY_ERROR));
}

static void
assert_says (Fixture *fixture, LuthierSpecField field, LuthierSeverity severity, const char *words)
{
  const LuthierSpecFinding *finding = check (fixture, field, severity);

  g_assert_nonnull (finding);
  if (strstr (finding->message, words) == NULL)
    g_error ("“%s” does not say “%s”", finding->message, words);
}

static void
test_good (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (count_errors (fixture), ==, 0);
  /* All there is to say is that tuning of this model is in preview. */
  g_assert_cmpuint (fixture->findings->len, ==, 1);
  assert_says (fixture, LUTHIER_SPEC_FIELD_BASE_MODEL, LUTHIER_SEVERITY_HINT, "preview");
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->spec);
  fixture->spec = luthier_job_spec_new ();

  g_assert_cmpuint (count_errors (fixture), ==, 3);
  g_assert_nonnull (check (fixture, LUTHIER_SPEC_FIELD_BASE_MODEL, LUTHIER_SEVERITY_ERROR));
  g_assert_nonnull (check (fixture, LUTHIER_SPEC_FIELD_TRAINING_DATA, LUTHIER_SEVERITY_ERROR));
  assert_mended (fixture, LUTHIER_SPEC_FIELD_REGION, "Use europe-west4");
}

static void
test_adapter_size (Fixture *fixture, gconstpointer data)
{
  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash-lite");
  luthier_job_spec_set_adapter_size (fixture->spec, 32);
  assert_says (fixture, LUTHIER_SPEC_FIELD_ADAPTER_SIZE, LUTHIER_SEVERITY_ERROR,
               "gemini-2.5-flash-lite offers 1, 2, 4, 8 or 16. The service would refuse 32.");
  assert_mended (fixture, LUTHIER_SPEC_FIELD_ADAPTER_SIZE, "Use 16");
  g_assert_cmpuint (luthier_job_spec_get_adapter_size (fixture->spec), ==, 16);

  luthier_job_spec_set_base_model (fixture->spec, "translation-llm-002");
  luthier_job_spec_set_adapter_size (fixture->spec, 1);
  assert_says (fixture, LUTHIER_SPEC_FIELD_ADAPTER_SIZE, LUTHIER_SEVERITY_ERROR,
               "translation-llm-002 offers 4 only. The service would refuse 1.");
  assert_mended (fixture, LUTHIER_SPEC_FIELD_ADAPTER_SIZE, "Use 4");

  /* Nobody knows what a model takes that nobody knows. */
  luthier_job_spec_set_base_model (fixture->spec, "gemini-99");
  luthier_job_spec_set_adapter_size (fixture->spec, 32);
  g_assert_cmpuint (count_errors (fixture), ==, 0);
  assert_says (fixture, LUTHIER_SPEC_FIELD_BASE_MODEL, LUTHIER_SEVERITY_HINT, "service decides");
}

static void
test_hyper_parameters (Fixture *fixture, gconstpointer data)
{
  luthier_job_spec_set_epoch_count (fixture->spec, 0);
  assert_mended (fixture, LUTHIER_SPEC_FIELD_EPOCHS, "Use 1");
  g_assert_cmpint (luthier_job_spec_get_epoch_count (fixture->spec), ==, 1);
  luthier_job_spec_set_epoch_count (fixture->spec, -3);
  g_assert_cmpuint (count_errors (fixture), ==, 1);
  luthier_job_spec_set_epoch_count (fixture->spec, LUTHIER_AUTOMATIC_EPOCHS);

  luthier_job_spec_set_learning_rate_multiplier (fixture->spec, 0);
  assert_mended (fixture, LUTHIER_SPEC_FIELD_LEARNING_RATE, "Use Automatic");
  g_assert_true (luthier_job_spec_is_automatic_rate (fixture->spec));
  luthier_job_spec_set_learning_rate_multiplier (fixture->spec, (double) INFINITY);
  g_assert_cmpuint (count_errors (fixture), ==, 1);
}

static void
test_region (Fixture *fixture, gconstpointer data)
{
  luthier_job_spec_set_region (fixture->spec, "us-west1");
  assert_says (fixture, LUTHIER_SPEC_FIELD_REGION, LUTHIER_SEVERITY_ERROR,
               "gemini-3.5-flash is tuned in us-central1 or europe-west4. The service would refuse "
               "us-west1.");
  assert_mended (fixture, LUTHIER_SPEC_FIELD_REGION, "Use europe-west4");

  luthier_job_spec_set_region (fixture->spec, "global");
  assert_says (fixture, LUTHIER_SPEC_FIELD_REGION, LUTHIER_SEVERITY_ERROR, "“global”");
  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash");
  g_assert_cmpuint (count_errors (fixture), ==, 1);

  luthier_job_spec_set_region (fixture->spec, "asia-east1");
  g_assert_cmpuint (count_errors (fixture), ==, 0);
  assert_says (fixture, LUTHIER_SPEC_FIELD_REGION, LUTHIER_SEVERITY_WARNING, "does not look at");

  luthier_job_spec_set_base_model (fixture->spec, "translation-llm-002");
  assert_says (fixture, LUTHIER_SPEC_FIELD_REGION, LUTHIER_SEVERITY_ERROR, "us-central1 only");
  assert_mended (fixture, LUTHIER_SPEC_FIELD_REGION, "Use us-central1");
}

/* Row by row: a model that takes keys or not, a key of the job's region or not. */
static void
test_key_combinations (Fixture *fixture, gconstpointer data)
{
  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-flash");
  luthier_job_spec_set_kms_key_name (fixture->spec, KEY ("us-central1"));
  g_assert_cmpuint (count_errors (fixture), ==, 0);
  g_assert_null (check (fixture, LUTHIER_SPEC_FIELD_KMS_KEY, LUTHIER_SEVERITY_WARNING));

  luthier_job_spec_set_kms_key_name (fixture->spec, KEY ("us-west1"));
  assert_says (fixture, LUTHIER_SPEC_FIELD_KMS_KEY, LUTHIER_SEVERITY_ERROR,
               "The encryption key is in us-west1, the job in us-central1.");

  luthier_job_spec_set_base_model (fixture->spec, "gemini-3.5-flash");
  g_assert_cmpuint (count_errors (fixture), ==, 1);
  assert_says (fixture, LUTHIER_SPEC_FIELD_KMS_KEY, LUTHIER_SEVERITY_WARNING, "last word");

  luthier_job_spec_set_kms_key_name (fixture->spec, KEY ("us-central1"));
  g_assert_cmpuint (count_errors (fixture), ==, 0);
  g_assert_nonnull (check (fixture, LUTHIER_SPEC_FIELD_KMS_KEY, LUTHIER_SEVERITY_WARNING));

  luthier_job_spec_set_kms_key_name (fixture->spec, KEY ("europe-west4"));
  assert_mended (fixture, LUTHIER_SPEC_FIELD_REGION, "Use europe-west4");
  g_assert_cmpuint (count_errors (fixture), ==, 0);
}

static void
test_key_form (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *words;
  } cases[] = {
    { "key", "“key” where “projects”" },
    { "projects/acme/locations/us-central1/keyRings/tuning", "“cryptoKeys”" },
    { "projects/acme/locations/us-central1/keyRings/tuning/cryptoKeys", "“cryptoKeys”" },
    { "projects/acme/locations/us-central1/keyrings/tuning/cryptoKeys/key",
      "“keyrings” where “keyRings”" },
    { "projects//locations/us-central1/keyRings/tuning/cryptoKeys/key",
      "nothing after “projects”" },
    { "projects/acme/locations/us-central1/keyRings/a b/cryptoKeys/key", "“a b”" },
    { KEY ("us-central1") "/more", "“more”" },
    { KEY ("us-central1") "/", "goes on" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      luthier_job_spec_set_kms_key_name (fixture->spec, cases[i].name);
      assert_says (fixture, LUTHIER_SPEC_FIELD_KMS_KEY, LUTHIER_SEVERITY_ERROR, cases[i].words);
    }

  luthier_job_spec_set_kms_key_name (fixture->spec, KEY ("us-central1") "/cryptoKeyVersions/3");
  assert_mended (fixture, LUTHIER_SPEC_FIELD_KMS_KEY, "Use the Key");
  g_assert_cmpstr (luthier_job_spec_get_kms_key_name (fixture->spec), ==, KEY ("us-central1"));
}

static void
test_data (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *uri;
    const char *words;
  } cases[] = {
    { "train.jsonl", "not the address" },
    { "s3://bucket/train.jsonl", "not the address" },
    { "gs://", "no bucket" },
    { "gs:///train.jsonl", "no bucket" },
    { "gs://acme", "no file in it" },
    { "gs://acme/", "no file in it" },
    { "gs://a cme/train.jsonl", "characters" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      luthier_job_spec_set_training_uri (fixture->spec, cases[i].uri);
      assert_says (fixture, LUTHIER_SPEC_FIELD_TRAINING_DATA, LUTHIER_SEVERITY_ERROR,
                   cases[i].words);
    }

  luthier_job_spec_set_training_uri (
      fixture->spec, "https://storage.googleapis.com/acme-tuning/my%20data/train.jsonl");
  assert_mended (fixture, LUTHIER_SPEC_FIELD_TRAINING_DATA, "Use gs:// Address");
  g_assert_cmpstr (luthier_job_spec_get_training_uri (fixture->spec), ==,
                   "gs://acme-tuning/my data/train.jsonl");

  luthier_job_spec_set_training_uri (fixture->spec, "gs://acme-tuning/train.json");
  g_assert_cmpuint (count_errors (fixture), ==, 0);
  assert_says (fixture, LUTHIER_SPEC_FIELD_TRAINING_DATA, LUTHIER_SEVERITY_WARNING, ".jsonl");
  luthier_job_spec_set_training_uri (fixture->spec,
                                     "projects/acme/locations/us-central1/datasets/77");
  g_assert_null (check (fixture, LUTHIER_SPEC_FIELD_TRAINING_DATA, LUTHIER_SEVERITY_WARNING));

  luthier_job_spec_set_training_uri (fixture->spec, NULL);
  g_assert_cmpuint (count_errors (fixture), ==, 1);
  luthier_job_spec_set_training_file (fixture->spec, "file:///home/ada/train.jsonl");
  g_assert_cmpuint (count_errors (fixture), ==, 0);
}

static void
test_validation_data (Fixture *fixture, gconstpointer data)
{
  luthier_job_spec_set_validation_uri (fixture->spec, "gs://acme-tuning");
  g_assert_nonnull (check (fixture, LUTHIER_SPEC_FIELD_VALIDATION_DATA, LUTHIER_SEVERITY_ERROR));
  luthier_job_spec_set_validation_uri (fixture->spec, "gs://acme-tuning/train.jsonl");
  assert_says (fixture, LUTHIER_SPEC_FIELD_VALIDATION_DATA, LUTHIER_SEVERITY_WARNING, "same file");
  luthier_job_spec_set_validation_uri (fixture->spec, "gs://acme-tuning/validation.jsonl");
  g_assert_null (check (fixture, LUTHIER_SPEC_FIELD_VALIDATION_DATA, LUTHIER_SEVERITY_WARNING));

  luthier_job_spec_set_training_file (fixture->spec, "file:///a.jsonl");
  luthier_job_spec_set_validation_file (fixture->spec, "file:///a.jsonl");
  g_assert_nonnull (check (fixture, LUTHIER_SPEC_FIELD_VALIDATION_DATA, LUTHIER_SEVERITY_WARNING));
}

static void
test_source (Fixture *fixture, gconstpointer data)
{
  static const char model[] = "projects/1/locations/europe-west4/models/5@2";

  luthier_job_spec_set_pre_tuned_model (fixture->spec, model);
  assert_mended (fixture, LUTHIER_SPEC_FIELD_BASE_MODEL, "Use the Tuned Model");
  g_assert_null (luthier_job_spec_get_base_model (fixture->spec));
  assert_says (fixture, LUTHIER_SPEC_FIELD_REGION, LUTHIER_SEVERITY_ERROR, "has to run there");
  assert_mended (fixture, LUTHIER_SPEC_FIELD_REGION, "Use europe-west4");
  g_assert_cmpuint (count_errors (fixture), ==, 0);

  luthier_job_spec_set_pre_tuned_model (fixture->spec,
                                        "projects/1/locations/europe-west4/endpoints/5");
  assert_says (fixture, LUTHIER_SPEC_FIELD_PRE_TUNED_MODEL, LUTHIER_SEVERITY_ERROR, "endpoint");
  luthier_job_spec_set_pre_tuned_model (fixture->spec, "5");
  assert_says (fixture, LUTHIER_SPEC_FIELD_PRE_TUNED_MODEL, LUTHIER_SEVERITY_ERROR, "not the name");
}

static void
test_status (Fixture *fixture, gconstpointer data)
{
  luthier_job_spec_set_base_model (fixture->spec, "gemini-1.5-pro-002");
  g_assert_cmpuint (count_errors (fixture), ==, 0);
  assert_says (fixture, LUTHIER_SPEC_FIELD_BASE_MODEL, LUTHIER_SEVERITY_WARNING,
               "Retired on 24 Sep 2025");
  luthier_job_spec_set_base_model (fixture->spec, "gemini-2.5-pro");
  assert_says (fixture, LUTHIER_SPEC_FIELD_BASE_MODEL, LUTHIER_SEVERITY_HINT, "20 Oct 2026");
  luthier_job_spec_set_base_model (fixture->spec, "gemini-3.7-flash");
  assert_says (fixture, LUTHIER_SPEC_FIELD_BASE_MODEL, LUTHIER_SEVERITY_ERROR, "cannot be tuned");
  luthier_job_spec_set_base_model (fixture->spec, "qwen/qwen3@qwen3-32b");
  luthier_job_spec_set_region (fixture->spec, "global");
  g_assert_cmpuint (count_errors (fixture), ==, 1);
  assert_says (fixture, LUTHIER_SPEC_FIELD_BASE_MODEL, LUTHIER_SEVERITY_ERROR, "open models");
}

static void
set_label (Fixture *fixture, const char *key, const char *value)
{
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_hash_table_insert (labels, g_strdup (key), g_strdup (value));
  luthier_job_spec_set_labels (fixture->spec, labels);
}

static void
test_labels (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *key, *value;
    const char *tidy_key, *tidy_value;
  } cases[] = {
    { "Team", "support", "team", "support" },
    { "team", "Ada Lovelace", "team", "ada-lovelace" },
    { "1st", "x", "label-1st", "x" },
    { "größe", "ÄRGER", "größe", "ärger" },
    { "a.b/c", "", "a-b-c", "" },
  };
  g_autofree char *long_key = g_strnfill (65, 'k');

  set_label (fixture, "größe", "groß_1-2");
  g_assert_cmpuint (count_errors (fixture), ==, 0);
  set_label (fixture, "名前", "");
  g_assert_cmpuint (count_errors (fixture), ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GHashTable *labels;

      set_label (fixture, cases[i].key, cases[i].value);
      assert_mended (fixture, LUTHIER_SPEC_FIELD_LABELS, "Tidy Up");
      labels = luthier_job_spec_get_labels (fixture->spec);
      g_assert_cmpuint (g_hash_table_size (labels), ==, 1);
      g_assert_cmpstr (g_hash_table_lookup (labels, cases[i].tidy_key), ==, cases[i].tidy_value);
    }

  set_label (fixture, long_key, "x");
  assert_mended (fixture, LUTHIER_SPEC_FIELD_LABELS, "Tidy Up");
  set_label (fixture, "", "x");
  assert_mended (fixture, LUTHIER_SPEC_FIELD_LABELS, "Tidy Up");
  set_label (fixture, "luthier-intent", "x");
  assert_mended (fixture, LUTHIER_SPEC_FIELD_LABELS, "Tidy Up");
  g_assert_cmpuint (g_hash_table_size (luthier_job_spec_get_labels (fixture->spec)), ==, 0);
}

/* Only the start of a long name is said, and no half of a character. */
static void
test_long_label (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) key = g_string_new ("k");
  g_autoptr (GString) words = g_string_new ("“k");
  const LuthierSpecFinding *finding;

  for (guint i = 1; i < 65; i++)
    g_string_append (key, "ä");
  for (guint i = 1; i < 40; i++)
    g_string_append (words, "ä");
  g_string_append (words, "…”");
  set_label (fixture, key->str, "x");
  finding = check (fixture, LUTHIER_SPEC_FIELD_LABELS, LUTHIER_SEVERITY_ERROR);
  g_assert_nonnull (finding);
  g_assert_true (g_utf8_validate (finding->message, -1, NULL));
  assert_says (fixture, LUTHIER_SPEC_FIELD_LABELS, LUTHIER_SEVERITY_ERROR, words->str);
}

static void
test_many_labels (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < 64; i++)
    g_hash_table_insert (labels, g_strdup_printf ("k%02u", i), g_strdup ("x"));
  luthier_job_spec_set_labels (fixture->spec, labels);
  g_assert_cmpuint (count_errors (fixture), ==, 0);

  /* The intent needs one. */
  luthier_job_spec_set_intent_id (fixture->spec, "3f1c");
  assert_says (fixture, LUTHIER_SPEC_FIELD_LABELS, LUTHIER_SEVERITY_ERROR, "63");
  assert_mended (fixture, LUTHIER_SPEC_FIELD_LABELS, "Tidy Up");
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < 128; i++)
    g_string_append (name, "ü");
  luthier_job_spec_set_display_name (fixture->spec, name->str);
  g_assert_cmpuint (count_errors (fixture), ==, 0);
  g_string_append (name, "ü");
  luthier_job_spec_set_display_name (fixture->spec, name->str);
  assert_mended (fixture, LUTHIER_SPEC_FIELD_DISPLAY_NAME, "Shorten");
}

static void
test_service_account (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = { "tuner", "tuner@", "@acme.iam.gserviceaccount.com",
                                       "a b@acme.iam.gserviceaccount.com", "ada@example.com" };

  luthier_job_spec_set_service_account (fixture->spec, "tuner@acme-ml.iam.gserviceaccount.com");
  g_assert_cmpuint (count_errors (fixture), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      luthier_job_spec_set_service_account (fixture->spec, wrong[i]);
      g_assert_nonnull (
          check (fixture, LUTHIER_SPEC_FIELD_SERVICE_ACCOUNT, LUTHIER_SEVERITY_ERROR));
    }
}

static void
test_paths (void)
{
  static const struct
  {
    const char *path;
    LuthierSpecField field;
  } cases[] = {
    { "tuning_job.supervised_tuning_spec.hyper_parameters.adapter_size",
      LUTHIER_SPEC_FIELD_ADAPTER_SIZE },
    { "tuningJob.supervisedTuningSpec.hyperParameters.adapterSize",
      LUTHIER_SPEC_FIELD_ADAPTER_SIZE },
    { "tuning_job.supervised_tuning_spec.training_dataset_uri", LUTHIER_SPEC_FIELD_TRAINING_DATA },
    { "tuning_job.base_model", LUTHIER_SPEC_FIELD_BASE_MODEL },
    { "tuning_job.labels[team]", LUTHIER_SPEC_FIELD_LABELS },
    { "tuning_job.encryption_spec", LUTHIER_SPEC_FIELD_KMS_KEY },
    { "tuning_job.pre_tuned_model.checkpoint_id", LUTHIER_SPEC_FIELD_CHECKPOINT },
    { "tuning_job.labels.value.x", LUTHIER_SPEC_FIELD_LABELS },
    { "parent", LUTHIER_SPEC_FIELD_REGION },
    { "tuning_job.supervised_tuning_spec", LUTHIER_SPEC_FIELD_NONE },
    { "", LUTHIER_SPEC_FIELD_NONE },
    { NULL, LUTHIER_SPEC_FIELD_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (luthier_spec_field_from_path (cases[i].path), ==, cases[i].field);
}

/* One word to a secret, whichever field it was pasted into. */
static void
test_secrets (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *property;
    LuthierSpecField field;
  } fields[] = {
    { "base-model", LUTHIER_SPEC_FIELD_BASE_MODEL },
    { "training-uri", LUTHIER_SPEC_FIELD_TRAINING_DATA },
    { "validation-uri", LUTHIER_SPEC_FIELD_VALIDATION_DATA },
    { "display-name", LUTHIER_SPEC_FIELD_DISPLAY_NAME },
    { "description", LUTHIER_SPEC_FIELD_DESCRIPTION },
    { "kms-key-name", LUTHIER_SPEC_FIELD_KMS_KEY },
    { "service-account", LUTHIER_SPEC_FIELD_SERVICE_ACCOUNT },
  };
  static const char *const secrets[] = {
    "AIza"
    "SyA-0123456789abcdefghijklmnopqrstu",
    "ya29.a0-of-somebody",
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    for (guint j = 0; j < G_N_ELEMENTS (secrets); j++)
      {
        g_autofree char *before = NULL;
        const LuthierSpecFinding *finding;

        g_object_get (fixture->spec, fields[i].property, &before, NULL);
        g_object_set (fixture->spec, fields[i].property, secrets[j], NULL);
        finding = check (fixture, fields[i].field, LUTHIER_SEVERITY_ERROR);
        g_assert_nonnull (finding);
        g_assert_cmpstr (finding->rule, ==, "H05");
        g_assert_null (strstr (finding->message, secrets[j]));
        g_object_set (fixture->spec, fields[i].property, before, NULL);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/job-spec-check/good", test_good);
  ADD ("/job-spec-check/empty", test_empty);
  ADD ("/job-spec-check/adapter-size", test_adapter_size);
  ADD ("/job-spec-check/hyper-parameters", test_hyper_parameters);
  ADD ("/job-spec-check/region", test_region);
  ADD ("/job-spec-check/key/combinations", test_key_combinations);
  ADD ("/job-spec-check/key/form", test_key_form);
  ADD ("/job-spec-check/data", test_data);
  ADD ("/job-spec-check/validation-data", test_validation_data);
  ADD ("/job-spec-check/source", test_source);
  ADD ("/job-spec-check/status", test_status);
  ADD ("/job-spec-check/labels/form", test_labels);
  ADD ("/job-spec-check/labels/long", test_long_label);
  ADD ("/job-spec-check/labels/many", test_many_labels);
  ADD ("/job-spec-check/names", test_names);
  ADD ("/job-spec-check/service-account", test_service_account);
  ADD ("/job-spec-check/secrets", test_secrets);
  g_test_add_func ("/job-spec-check/paths", test_paths);

  return g_test_run ();
}
