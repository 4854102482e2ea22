/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-checks.h"

#include "luthier-adapter-size.h"
#include "luthier-resource-name.h"

#define MAX_NAME_LENGTH  128
#define MAX_LABEL_LENGTH 63
#define MAX_LABELS       64

/* The spec of a job, whichever it is, with its place for messages. */
typedef struct
{
  const LuthierJsonValue *value; /* (nullable) */
  const char *path;
  gboolean preference;
} Spec;

static Spec
find_spec (const LuthierJsonValue *job)
{
  const LuthierJsonValue *preference = luthier_json_value_get_member (job,
                                                                      "preferenceOptimizationSpec");
  const LuthierJsonValue *supervised = luthier_json_value_get_member (job, "supervisedTuningSpec");
  Spec spec = { supervised, "tuning_job.supervised_tuning_spec", FALSE };

  if (preference != NULL)
    spec = (Spec){ preference, "tuning_job.preference_optimization_spec", TRUE };
  return spec;
}

static gboolean
is_stored (const LuthierPracticeChecks *self, const char *uri)
{
  g_autofree char *bucket = NULL;
  g_autofree char *name = NULL;
  g_autoptr (LuthierPracticeObject) object = NULL;

  if (!luthier_gs_uri_parse (uri, &bucket, &name))
    return FALSE;
  object = luthier_practice_objects_stat (self->objects, bucket, name);
  return object != NULL;
}

static void
check_dataset (const LuthierPracticeChecks *self,
               const Spec *spec,
               const char *name,
               const char *proto_name,
               gboolean required,
               LuthierPracticeViolations *violations)
{
  const char *uri = luthier_json_value_get_member_string (spec->value, name);
  g_autofree char *field = g_strdup_printf ("%s.%s", spec->path, proto_name);

  if (uri == NULL && required)
    luthier_practice_violations_add (violations, field, "Required field is not set.");
  else if (uri != NULL && !is_stored (self, uri))
    luthier_practice_violations_add (violations, field,
                                     "%s should be a GCS object of type JSONL that exists.", uri);
}

static void
check_parameters (const Spec *spec, LuthierPracticeViolations *violations)
{
  const LuthierJsonValue *parameters = luthier_json_value_get_member (spec->value,
                                                                      "hyperParameters");
  const LuthierJsonValue *epochs = luthier_json_value_get_member (parameters, "epochCount");
  const LuthierJsonValue *multiplier = luthier_json_value_get_member (parameters,
                                                                      "learningRateMultiplier");
  const LuthierJsonValue *beta = luthier_json_value_get_member (parameters, "beta");
  g_autofree char *path = g_strdup_printf ("%s.hyper_parameters", spec->path);
  g_autofree char *epochs_path = g_strdup_printf ("%s.epoch_count", path);
  g_autofree char *multiplier_path = g_strdup_printf ("%s.learning_rate_multiplier", path);
  g_autofree char *beta_path = g_strdup_printf ("%s.beta", path);

  if (luthier_json_value_get_int64 (epochs, 1) < 1)
    luthier_practice_violations_add (violations, epochs_path,
                                     "Epoch count must be greater than 0.");
  if (luthier_json_value_get_double (multiplier, 1) <= 0)
    luthier_practice_violations_add (violations, multiplier_path,
                                     "Learning rate multiplier must be greater than 0.");
  if (luthier_json_value_get_double (beta, 0) < 0)
    luthier_practice_violations_add (violations, beta_path, "Beta must not be negative.");
  if (luthier_json_value_get_member (parameters, "learningRate") != NULL && multiplier != NULL)
    luthier_practice_violations_add (
        violations, multiplier_path,
        "Only one of learning_rate and learning_rate_multiplier can be set.");
}

/* Lower case letters of any script, digits, '_' and '-'; a key begins with a letter. */
static gboolean
is_label (const char *text, gboolean is_key)
{
  if (g_utf8_strlen (text, -1) > MAX_LABEL_LENGTH || (is_key && *text == '\0'))
    return FALSE;
  if (is_key && !g_unichar_isalpha (g_utf8_get_char (text)))
    return FALSE;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (letter != '_' && letter != '-' &&
          (!g_unichar_isalnum (letter) || g_unichar_isupper (letter)))
        return FALSE;
    }
  return TRUE;
}

static void
check_labels (const LuthierJsonValue *job, LuthierPracticeViolations *violations)
{
  const LuthierJsonValue *labels = luthier_json_value_get_member (job, "labels");
  LuthierJsonIter iter;
  const char *key;
  const LuthierJsonValue *value;

  if (luthier_json_value_get_length (labels) > MAX_LABELS)
    luthier_practice_violations_add (violations, "tuning_job.labels",
                                     "There can be at most %d labels.", MAX_LABELS);
  luthier_json_iter_init (&iter, labels);
  while (luthier_json_iter_next (&iter, &key, &value))
    if (!is_label (key, TRUE) || !is_label (luthier_json_value_get_string (value, ""), FALSE))
      luthier_practice_violations_add (
          violations, "tuning_job.labels",
          "Label \"%s\" is invalid: keys and values can only contain lowercase letters, digits, "
          "underscores and dashes, up to %d characters; keys must start with a letter.",
          key, MAX_LABEL_LENGTH);
}

/* projects/../locations/../keyRings/../cryptoKeys/.. in the location of the job. */
static void
check_key (const LuthierPracticeChecks *self,
           const LuthierJsonValue *job,
           LuthierPracticeViolations *violations)
{
  const char *field = "tuning_job.encryption_spec.kms_key_name";
  const char *name = luthier_json_value_get_string (
      luthier_json_value_get_path (job, "encryptionSpec", "kmsKeyName", NULL), NULL);
  g_auto (GStrv) parts = name != NULL ? g_strsplit (name, "/", -1) : NULL;

  if (name == NULL)
    return;
  if (g_strv_length (parts) != 8 || strcmp (parts[0], "projects") != 0 ||
      strcmp (parts[2], "locations") != 0 || strcmp (parts[4], "keyRings") != 0 ||
      strcmp (parts[6], "cryptoKeys") != 0)
    luthier_practice_violations_add (violations, field, "Invalid resource name of a key: %s.",
                                     name);
  else if (strcmp (parts[3], self->location) != 0)
    luthier_practice_violations_add (violations, field,
                                     "The key is in %s, but must be in the region of the job, %s.",
                                     parts[3], self->location);
}

static void
check_names (const LuthierJsonValue *job, LuthierPracticeViolations *violations)
{
  const char *name = luthier_json_value_get_member_string (job, "tunedModelDisplayName");
  const char *account = luthier_json_value_get_member_string (job, "serviceAccount");

  if (name != NULL && g_utf8_strlen (name, -1) > MAX_NAME_LENGTH)
    luthier_practice_violations_add (violations, "tuning_job.tuned_model_display_name",
                                     "The display name can be up to %d characters long.",
                                     MAX_NAME_LENGTH);
  if (account != NULL && (strchr (account, '@') == NULL || strchr (account, ' ') != NULL))
    luthier_practice_violations_add (violations, "tuning_job.service_account",
                                     "%s is not the email of a service account.", account);
}

static gboolean
check_fields (const LuthierPracticeChecks *self,
              const LuthierJsonValue *job,
              const Spec *spec,
              LuthierPracticeExchange *exchange)
{
  g_autoptr (LuthierPracticeViolations) violations = luthier_practice_violations_new ();

  if (luthier_json_value_get_member_string (job, "baseModel") == NULL &&
      luthier_json_value_get_member (job, "preTunedModel") == NULL)
    luthier_practice_violations_add (violations, "tuning_job.base_model",
                                     "Required field is not set.");
  if (spec->value == NULL)
    luthier_practice_violations_add (violations, spec->path, "Required field is not set.");
  else
    {
      check_dataset (self, spec, "trainingDatasetUri", "training_dataset_uri", TRUE, violations);
      check_dataset (self, spec, "validationDatasetUri", "validation_dataset_uri", FALSE,
                     violations);
      check_parameters (spec, violations);
    }
  check_names (job, violations);
  check_labels (job, violations);
  check_key (self, job, violations);
  if (luthier_practice_violations_count (violations) == 0)
    return TRUE;
  luthier_practice_violations_reply_invalid (violations, exchange);
  return FALSE;
}

static gboolean
refuse (LuthierPracticeExchange *exchange, guint status, const char *name, char *message)
{
  luthier_practice_exchange_reply_error (exchange, status, name, message, NULL);
  g_free (message);
  return FALSE;
}

static gboolean
refuse_field (LuthierPracticeExchange *exchange, const char *field, const char *problem)
{
  g_autoptr (LuthierPracticeViolations) violations = luthier_practice_violations_new ();

  luthier_practice_violations_add (violations, field, "%s", problem);
  luthier_practice_violations_reply_invalid (violations, exchange);
  return FALSE;
}

static gboolean
refuse_unknown_model (const LuthierPracticeChecks *self,
                      const char *id,
                      LuthierPracticeExchange *exchange)
{
  return refuse (exchange, 404, "NOT_FOUND",
                 g_strdup_printf ("Publisher Model `projects/%s/locations/%s/publishers/google/"
                                  "models/%s` was not found or your project does not have access "
                                  "to it. Please ensure you are using a valid model version.",
                                  luthier_practice_state_get_project (self->state), self->location,
                                  id));
}

static gboolean
check_region (const LuthierPracticeChecks *self,
              LuthierBaseModel *model,
              LuthierPracticeExchange *exchange)
{
  const char *const *regions = luthier_base_model_get_regions (model);
  gboolean known = regions != NULL && regions[0] != NULL;
  gboolean is_global = strcmp (self->location, "global") == 0;

  if ((!known || luthier_base_model_has_region (model, self->location)) &&
      (!is_global || luthier_base_model_is_open (model)))
    return TRUE;
  return refuse (exchange, 400, "FAILED_PRECONDITION",
                 g_strdup_printf ("Tuning of base model %s is not supported in location %s.",
                                  luthier_base_model_get_id (model), self->location));
}

static gboolean
check_method (LuthierBaseModel *model, const Spec *spec, LuthierPracticeExchange *exchange)
{
  LuthierMethods needed = spec->preference ? LUTHIER_METHOD_PREFERENCE : LUTHIER_METHOD_SUPERVISED;

  if (luthier_base_model_get_status (model) != LUTHIER_MODEL_NOT_TUNABLE &&
      (luthier_base_model_get_methods (model) & needed) != 0)
    return TRUE;
  return refuse (
      exchange, 400, "FAILED_PRECONDITION",
      g_strdup_printf ("%s is not supported for base model %s.",
                       spec->preference ? "Preference optimization" : "Supervised tuning",
                       luthier_base_model_get_id (model)));
}

/* The one error of which the service gives no details. */
static gboolean
check_adapter (LuthierBaseModel *model, const Spec *spec, LuthierPracticeExchange *exchange)
{
  const LuthierJsonValue *value = luthier_json_value_get_path (spec->value, "hyperParameters",
                                                               "adapterSize", NULL);
  guint size = luthier_adapter_size_from_wire (luthier_json_value_get_string (value, NULL));
  guint n_sizes = 0;

  luthier_base_model_get_adapter_sizes (model, &n_sizes);
  if (size == 0 || n_sizes == 0 || luthier_base_model_has_adapter_size (model, size))
    return TRUE;
  return refuse (exchange, 400, "INVALID_ARGUMENT",
                 g_strdup ("The adapter size is not supported for this base model."));
}

static gboolean
check_model (const LuthierPracticeChecks *self,
             const LuthierJsonValue *job,
             const Spec *spec,
             const char *id,
             LuthierPracticeExchange *exchange)
{
  LuthierBaseModel *model = luthier_catalogue_lookup (self->catalogue, id);
  gboolean has_key = luthier_json_value_get_member (job, "encryptionSpec") != NULL;

  if (model == NULL || luthier_base_model_get_status (model) == LUTHIER_MODEL_RETIRED)
    return refuse_unknown_model (self, id, exchange);
  if (luthier_base_model_is_open (model) && self->version == LUTHIER_PRACTICE_V1)
    return refuse (exchange, 400, "FAILED_PRECONDITION",
                   g_strdup_printf ("Base model %s can only be tuned through v1beta1.", id));
  if (luthier_base_model_is_open (model) &&
      luthier_json_value_get_member_string (job, "outputUri") == NULL)
    return refuse_field (exchange, "tuning_job.output_uri", "Required field is not set.");
  if (has_key && luthier_base_model_refuses_cmek (model))
    return refuse_field (exchange, "tuning_job.encryption_spec",
                         "CMEK is not supported for this base model.");
  return check_region (self, model, exchange) && check_method (model, spec, exchange) &&
         check_adapter (model, spec, exchange);
}

static gboolean
has_checkpoint (const LuthierPracticeJob *job, const char *id)
{
  gint64 number = id != NULL ? g_ascii_strtoll (id, NULL, 10) : 1;

  return number >= 1 && number <= job->n_checkpoints;
}

/* A tuned model to go on from must be there, here, and finished. */
static gboolean
find_parent (const LuthierPracticeChecks *self,
             const LuthierJsonValue *source,
             LuthierPracticeExchange *exchange,
             const LuthierPracticeJob **parent)
{
  const char *text = luthier_json_value_get_member_string (source, "tunedModelName");
  g_autoptr (LuthierResourceName) name = luthier_resource_name_parse (text);
  gint64 now = luthier_practice_state_now (self->state);
  const char *field = "tuning_job.pre_tuned_model.tuned_model_name";

  if (text == NULL)
    return refuse_field (exchange, field, "Required field is not set.");
  if (name == NULL || strcmp (name->collection, "models") != 0)
    return refuse_field (exchange, field, "Invalid resource name of a model.");
  if (strcmp (name->location, self->location) != 0)
    return refuse_field (exchange, field, "The model must be in the region of the job.");

  *parent = luthier_practice_jobs_find_maker (
      self->jobs, name->location, name->id,
      name->version != NULL ? g_ascii_strtoll (name->version, NULL, 10) : 0);
  if (*parent == NULL || !luthier_practice_job_has_model (*parent, now))
    return refuse (exchange, 404, "NOT_FOUND",
                   g_strdup_printf ("The model %s does not exist.", text));
  if (!has_checkpoint (*parent, luthier_json_value_get_member_string (source, "checkpointId")))
    return refuse_field (exchange, "tuning_job.pre_tuned_model.checkpoint_id",
                         "The model has no such checkpoint.");
  return TRUE;
}

/* Other ways of tuning are understood, but nobody has taught this service to play them. */
static gboolean
check_played (const LuthierJsonValue *job, LuthierPracticeExchange *exchange)
{
  static const char *const specs[] = {
    "reinforcementTuningSpec", "distillationSpec",  "partnerModelTuningSpec",
    "veoTuningSpec",           "veoLoraTuningSpec",
  };

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    if (luthier_json_value_get_member (job, specs[i]) != NULL)
      return refuse (exchange, 400, "FAILED_PRECONDITION",
                     g_strdup_printf ("The practice service does not play %s.", specs[i]));
  return TRUE;
}

/**
 * luthier_practice_checks_pass:
 * @self: what to hold it against
 * @job: a job as luthier_practice_message_read() gives it
 * @exchange: takes the refusal
 * @parent: (out) (nullable) (transfer none): the job that made the model to go on from
 *
 * Returns: whether the job can be created
 */
gboolean
luthier_practice_checks_pass (const LuthierPracticeChecks *self,
                              const LuthierJsonValue *job,
                              LuthierPracticeExchange *exchange,
                              const LuthierPracticeJob **parent)
{
  const LuthierJsonValue *source = luthier_json_value_get_member (job, "preTunedModel");
  Spec spec = find_spec (job);

  *parent = NULL;
  if (!check_played (job, exchange) || !check_fields (self, job, &spec, exchange))
    return FALSE;
  if (source != NULL && !find_parent (self, source, exchange, parent))
    return FALSE;
  return check_model (self, job, &spec,
                      *parent != NULL ? (*parent)->base_model
                                      : luthier_json_value_get_member_string (job, "baseModel"),
                      exchange);
}
