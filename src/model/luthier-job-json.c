/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-json.h"

#include <glib/gi18n.h>
#include <math.h>

#include "luthier-adapter-size.h"
#include "luthier-checkpoint.h"
#include "luthier-error.h"
#include "luthier-job-private.h"
#include "luthier-json-text.h"
#include "luthier-resource-name.h"

#define INTENT_LABEL "luthier-intent"

/* Whose settings and data are read, whichever way a job was made; ours are supervised. */
static const char *const specs[] = {
  "supervisedTuningSpec",
  "preferenceOptimizationSpec",
  "reinforcementTuningSpec",
  "distillationSpec",
};

static gint64
get_int64 (const LuthierJsonValue *object, const char *member, gint64 fallback)
{
  return luthier_json_value_get_int64 (luthier_json_value_get_member (object, member), fallback);
}

/* A count inside an object that is there is 0 if it is left out, else it is not known. */
static gint64
get_count (const LuthierJsonValue *object, const char *member)
{
  return get_int64 (object, member, object != NULL ? 0 : -1);
}


static const LuthierJsonValue *
find_spec (const LuthierJsonValue *object)
{
  const LuthierJsonValue *spec = NULL;

  for (guint i = 0; spec == NULL && i < G_N_ELEMENTS (specs); i++)
    spec = luthier_json_value_get_member (object, specs[i]);

  return spec;
}

static const LuthierJsonValue *
find_stats (const LuthierJsonValue *object)
{
  const LuthierJsonValue *stats = luthier_json_value_get_member (object, "tuningDataStats");
  const LuthierJsonValue *supervised = luthier_json_value_get_member (stats,
                                                                      "supervisedTuningDataStats");

  return supervised != NULL
             ? supervised
             : luthier_json_value_get_member (stats, "preferenceOptimizationDataStats");
}

/* What every summary holds: here absent means the default, as ProtoJSON writes it. */
static gboolean
update_times (LuthierJob *self, const LuthierJsonValue *object)
{
  gboolean changed = FALSE;

  changed |= luthier_job_set_integer (
      self, PROP_CREATE_TIME,
      luthier_timestamp_parse (luthier_json_value_get_member_string (object, "createTime")));
  changed |= luthier_job_set_integer (
      self, PROP_START_TIME,
      luthier_timestamp_parse (luthier_json_value_get_member_string (object, "startTime")));
  changed |= luthier_job_set_integer (
      self, PROP_END_TIME,
      luthier_timestamp_parse (luthier_json_value_get_member_string (object, "endTime")));
  changed |= luthier_job_set_integer (
      self, PROP_UPDATE_TIME,
      luthier_timestamp_parse (luthier_json_value_get_member_string (object, "updateTime")));

  return changed;
}

static gboolean
update_state (LuthierJob *self, const LuthierJsonValue *object)
{
  const LuthierJsonValue *done = luthier_json_value_get_member (object, "tuningJobMetadata");
  const char *state = luthier_json_value_get_member_string (object, "state");
  const char *phase = luthier_json_value_get_member_string (object, "tuningJobState");
  gboolean changed = FALSE;

  changed |= luthier_job_set_string (self, PROP_STATE_NAME, state);
  changed |= luthier_job_set_state (self, luthier_job_state_from_wire (state));
  changed |= luthier_job_set_string (self, PROP_PHASE_NAME, phase);
  changed |= luthier_job_set_phase (self, luthier_job_phase_from_wire (phase));
  changed |= luthier_job_set_integer (self, PROP_COMPLETED_EPOCHS,
                                      get_count (done, "completedEpochCount"));
  changed |= luthier_job_set_integer (self, PROP_COMPLETED_STEPS,
                                      get_count (done, "completedStepCount"));
  changed |= luthier_job_set_integer (self, PROP_STEP_COUNT,
                                      get_int64 (find_stats (object), "tuningStepCount", -1));

  return changed;
}

static gboolean
update_error (LuthierJob *self, const LuthierJsonValue *object)
{
  const LuthierJsonValue *error = luthier_json_value_get_member (object, "error");
  const gint64 code = get_int64 (error, "code", 0);
  g_autofree char *raw = NULL;
  gboolean changed = FALSE;

  if (luthier_json_value_get_kind (error) >= LUTHIER_JSON_NUMBER)
    raw = luthier_json_value_to_text (error, LUTHIER_JSON_PRETTY);
  changed |= luthier_job_set_error_code (self, (int) CLAMP (code, G_MININT, G_MAXINT));
  changed |= luthier_job_set_string (self, PROP_ERROR_MESSAGE,
                                     luthier_json_value_get_member_string (error, "message"));
  changed |= luthier_job_set_string (self, PROP_ERROR_RAW, raw);

  return changed;
}

static gboolean
update_labels (LuthierJob *self, const LuthierJsonValue *object)
{
  const LuthierJsonValue *value = luthier_json_value_get_member (object, "labels");
  g_autoptr (GHashTable) labels = NULL;
  LuthierJsonIter iter;
  const LuthierJsonValue *label;
  const char *key;
  gboolean changed;

  changed = luthier_job_set_string (self, PROP_INTENT_ID,
                                    luthier_json_value_get_member_string (value, INTENT_LABEL));
  if (luthier_json_value_get_length (value) == 0 &&
      g_hash_table_size (luthier_job_get_labels (self)) == 0)
    return changed;

  labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  luthier_json_iter_init (&iter, value);
  while (luthier_json_iter_next (&iter, &key, &label))
    if (key != NULL)
      g_hash_table_insert (labels, g_strdup (key),
                           g_strdup (luthier_json_value_get_string (label, "")));

  return luthier_job_set_labels (self, labels) || changed;
}

static gboolean
update_source (LuthierJob *self, const LuthierJsonValue *object)
{
  const LuthierJsonValue *pre_tuned = luthier_json_value_get_member (object, "preTunedModel");
  const char *base_model = luthier_json_value_get_member_string (object, "baseModel");
  gboolean changed = FALSE;

  if (base_model == NULL)
    base_model = luthier_json_value_get_member_string (pre_tuned, "baseModel");
  changed |= luthier_job_set_string (self, PROP_BASE_MODEL, base_model);
  changed |= luthier_job_set_string (
      self, PROP_PRE_TUNED_MODEL,
      luthier_json_value_get_member_string (pre_tuned, "tunedModelName"));
  changed |= luthier_job_set_string (
      self, PROP_CHECKPOINT_ID, luthier_json_value_get_member_string (pre_tuned, "checkpointId"));

  return changed;
}

static gboolean
update_settings (LuthierJob *self, const LuthierJsonValue *spec)
{
  const LuthierJsonValue *chosen = luthier_json_value_get_member (spec, "hyperParameters");
  const LuthierJsonValue *rate = luthier_json_value_get_member (chosen, "learningRateMultiplier");
  const char *adapter = luthier_json_value_get_member_string (chosen, "adapterSize");
  gboolean changed = FALSE;

  changed |= luthier_job_set_string (
      self, PROP_TRAINING_URI, luthier_json_value_get_member_string (spec, "trainingDatasetUri"));
  changed |= luthier_job_set_integer (self, PROP_EPOCH_COUNT, get_int64 (chosen, "epochCount", -1));
  changed |= luthier_job_set_string (self, PROP_ADAPTER_SIZE_NAME, adapter);
  changed |= luthier_job_set_adapter_size (self, luthier_adapter_size_from_wire (adapter));
  changed |= luthier_job_set_learning_rate_multiplier (self,
                                                       luthier_json_value_get_double (rate, NAN));

  return changed;
}

static void
read_distribution (LuthierDistribution *self, const LuthierJsonValue *value)
{
  static const struct
  {
    const char *member;
    gsize offset;
  } figures[] = {
    { "min", G_STRUCT_OFFSET (LuthierDistribution, min) },
    { "max", G_STRUCT_OFFSET (LuthierDistribution, max) },
    { "mean", G_STRUCT_OFFSET (LuthierDistribution, mean) },
    { "median", G_STRUCT_OFFSET (LuthierDistribution, median) },
    { "p5", G_STRUCT_OFFSET (LuthierDistribution, p5) },
    { "p95", G_STRUCT_OFFSET (LuthierDistribution, p95) },
  };
  const LuthierJsonValue *buckets = luthier_json_value_get_member (value, "buckets");
  const LuthierJsonValue *bucket;
  LuthierJsonIter iter;

  self->sum = get_int64 (value, "sum", 0);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    G_STRUCT_MEMBER (double, self, figures[i].offset) = luthier_json_value_get_double (
        luthier_json_value_get_member (value, figures[i].member), 0);

  if (luthier_json_value_get_kind (buckets) != LUTHIER_JSON_ARRAY)
    return;

  self->buckets = g_new0 (LuthierBucket, luthier_json_value_get_length (buckets));
  luthier_json_iter_init (&iter, buckets);
  while (luthier_json_iter_next (&iter, NULL, &bucket))
    {
      LuthierBucket *place = &self->buckets[self->n_buckets++];

      /* The count of a preference job's bucket is a string. */
      place->count = luthier_json_value_get_double (luthier_json_value_get_member (bucket, "count"),
                                                    (double) get_int64 (bucket, "count", 0));
      place->left = luthier_json_value_get_double (luthier_json_value_get_member (bucket, "left"),
                                                   0);
      place->right = luthier_json_value_get_double (luthier_json_value_get_member (bucket, "right"),
                                                    0);
    }
}

static void
read_dropped (LuthierDataStats *self, const LuthierJsonValue *value)
{
  const LuthierJsonValue *indices = luthier_json_value_get_member (value,
                                                                   "truncatedExampleIndices");
  g_autoptr (GStrvBuilder) reasons = g_strv_builder_new ();
  const LuthierJsonValue *element;
  LuthierJsonIter iter;

  if (indices == NULL)
    indices = luthier_json_value_get_member (value, "droppedExampleIndices");
  luthier_json_iter_init (&iter, indices);
  while (luthier_json_iter_next (&iter, NULL, &element))
    {
      const gint64 index = luthier_json_value_get_int64 (element, 0);

      g_array_append_val (self->truncated_indices, index);
    }

  luthier_json_iter_init (&iter, luthier_json_value_get_member (value, "droppedExampleReasons"));
  while (luthier_json_iter_next (&iter, NULL, &element))
    g_strv_builder_add (reasons, luthier_json_value_get_string (element, ""));
  g_strfreev (self->dropped_reasons);
  self->dropped_reasons = g_strv_builder_end (reasons);
}

static LuthierDataStats *
read_stats (const LuthierJsonValue *value)
{
  LuthierDataStats *self;

  if (luthier_json_value_get_kind (value) != LUTHIER_JSON_OBJECT)
    return NULL;

  self = luthier_data_stats_new ();
  self->example_count = get_int64 (value, "tuningDatasetExampleCount", 0);
  self->billable_tokens = get_int64 (value, "totalBillableTokenCount", 0);
  self->characters = get_int64 (value, "totalTuningCharacterCount", 0);
  self->step_count = get_int64 (value, "tuningStepCount", 0);
  read_dropped (self, value);
  self->truncated_count = get_int64 (value, "totalTruncatedExampleCount",
                                     self->truncated_indices->len);
  read_distribution (&self->input_tokens,
                     luthier_json_value_get_member (value, "userInputTokenDistribution"));
  read_distribution (&self->output_tokens,
                     luthier_json_value_get_member (value, "userOutputTokenDistribution"));
  read_distribution (&self->messages,
                     luthier_json_value_get_member (value, "userMessagePerExampleDistribution"));

  return self;
}

static gboolean
update_tuned_model (LuthierJob *self, const LuthierJsonValue *model)
{
  g_autoptr (GPtrArray) checkpoints = g_ptr_array_new_with_free_func (g_object_unref);
  const char *endpoint = luthier_json_value_get_member_string (model, "endpoint");
  const LuthierJsonValue *checkpoint;
  LuthierJsonIter iter;
  gboolean changed = FALSE;

  changed |= luthier_job_set_string (self, PROP_TUNED_MODEL,
                                     luthier_json_value_get_member_string (model, "model"));
  changed |= luthier_job_set_string (self, PROP_ENDPOINT, endpoint);

  luthier_json_iter_init (&iter, luthier_json_value_get_member (model, "checkpoints"));
  while (luthier_json_iter_next (&iter, NULL, &checkpoint))
    {
      const char *own = luthier_json_value_get_member_string (checkpoint, "endpoint");

      /* The model answers at the endpoint of its default checkpoint. */
      g_ptr_array_add (checkpoints,
                       luthier_checkpoint_new (
                           luthier_json_value_get_member_string (checkpoint, "checkpointId"),
                           get_int64 (checkpoint, "epoch", 0), get_int64 (checkpoint, "step", 0),
                           own, own != NULL && g_strcmp0 (own, endpoint) == 0));
    }

  return luthier_job_set_checkpoints (self, checkpoints) || changed;
}

/* What a summary leaves out. Without all of the resource, absent says nothing. */
static gboolean
update_details (LuthierJob *self, const LuthierJsonValue *object, gboolean complete)
{
  const LuthierJsonValue *spec = find_spec (object);
  const LuthierJsonValue *validation = luthier_json_value_get_member (spec, "validationDatasetUri");
  const LuthierJsonValue *only = luthier_json_value_get_member (spec, "exportLastCheckpointOnly");
  const LuthierJsonValue *model = luthier_json_value_get_member (object, "tunedModel");
  const LuthierJsonValue *key = luthier_json_value_get_member (object, "encryptionSpec");
  gboolean changed = FALSE;

  if (complete || validation != NULL)
    changed |= luthier_job_set_string (self, PROP_VALIDATION_URI,
                                       luthier_json_value_get_string (validation, NULL));
  if (complete || only != NULL)
    changed |= luthier_job_set_export_last_checkpoint_only (
        self, luthier_json_value_get_boolean (only, FALSE));
  if (complete || model != NULL)
    changed |= update_tuned_model (self, model);
  if (complete || key != NULL)
    changed |= luthier_job_set_string (self, PROP_KMS_KEY_NAME,
                                       luthier_json_value_get_member_string (key, "kmsKeyName"));
  if (complete || luthier_json_value_get_member_string (object, "description") != NULL)
    changed |= luthier_job_set_string (
        self, PROP_DESCRIPTION, luthier_json_value_get_member_string (object, "description"));
  if (complete || luthier_json_value_get_member_string (object, "serviceAccount") != NULL)
    changed |= luthier_job_set_string (
        self, PROP_SERVICE_ACCOUNT,
        luthier_json_value_get_member_string (object, "serviceAccount"));
  if (complete || luthier_json_value_get_member_string (object, "experiment") != NULL)
    changed |= luthier_job_set_string (self, PROP_EXPERIMENT,
                                       luthier_json_value_get_member_string (object, "experiment"));

  return changed;
}

static gboolean
update_whole (LuthierJob *self, const LuthierJsonValue *object)
{
  g_autoptr (LuthierDataStats) stats = read_stats (find_stats (object));
  g_autofree char *raw = luthier_json_value_to_text (object, LUTHIER_JSON_PRETTY);
  gboolean changed = FALSE;

  changed |= luthier_job_set_stats (self, stats);
  changed |= luthier_job_set_string (self, PROP_RAW, raw);
  changed |= luthier_job_set_complete (self, TRUE);

  return changed;
}

/**
 * luthier_job_update_from_json:
 * @self: a job
 * @object: (nullable): a `TuningJob`, as the service wrote it
 * @complete: whether @object is the whole resource, not a row of a list
 *
 * Takes over what the service says now. Each property that changed notifies once, after all have
 * changed; one that did not is silent. Integers may be strings or numbers, an absent member is its
 * default, and a value that is new to this program stays readable in the `-name` property.
 *
 * Returns: whether anything changed
 */
gboolean
luthier_job_update_from_json (LuthierJob *self, const LuthierJsonValue *object, gboolean complete)
{
  gboolean changed = FALSE;

  g_return_val_if_fail (LUTHIER_IS_JOB (self), FALSE);

  if (luthier_json_value_get_kind (object) != LUTHIER_JSON_OBJECT)
    return FALSE;

  g_object_freeze_notify (G_OBJECT (self));
  changed |= luthier_job_set_string (
      self, PROP_DISPLAY_NAME,
      luthier_json_value_get_member_string (object, "tunedModelDisplayName"));
  changed |= update_source (self, object);
  changed |= update_state (self, object);
  changed |= update_times (self, object);
  changed |= update_error (self, object);
  changed |= update_labels (self, object);
  changed |= update_settings (self, find_spec (object));
  changed |= update_details (self, object, complete);
  if (complete)
    changed |= update_whole (self, object);
  changed |= luthier_job_update_title (self);
  g_object_thaw_notify (G_OBJECT (self));

  return changed;
}

/**
 * luthier_job_new_from_json:
 * @object: (nullable): a `TuningJob`, as the service wrote it
 * @complete: whether @object is the whole resource, not a row of a list
 * @error: return location for an error
 *
 * Makes a job of what the service wrote.
 *
 * Returns: (transfer full): the job, %NULL and %LUTHIER_ERROR_BAD_REPLY if it has no usable name
 */
LuthierJob *
luthier_job_new_from_json (const LuthierJsonValue *object, gboolean complete, GError **error)
{
  const char *name = luthier_json_value_get_member_string (object, "name");
  g_autoptr (LuthierResourceName) parts = luthier_resource_name_parse (name);
  LuthierJob *self;

  if (parts == NULL)
    {
      g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                   /* Translators: %s is what the service sent instead of a name. */
                   _ ("The service sent a job whose name is unreadable: “%s”."),
                   name != NULL ? name : "");
      return NULL;
    }

  self = luthier_job_new (name);
  luthier_job_update_from_json (self, object, complete);

  return self;
}
