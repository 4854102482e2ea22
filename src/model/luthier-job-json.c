/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-json.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "luthier-adapter-size.h"
#include "luthier-checkpoint.h"
#include "luthier-error.h"
#include "luthier-job-private.h"
#include "luthier-job-spec.h"
#include "luthier-json-text.h"
#include "luthier-one-line.h"
#include "luthier-resource-name.h"

/* More than any real job has: what a reply beyond them holds would only make the window stand
 * still. Texts are counted in characters, of the data's addresses in bytes. */
#define MAX_LINE   2000
#define MAX_LABEL  200
#define MAX_LABELS 100
#define MAX_PARTS  1000
#define MAX_FIGURE 1e15

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

/* What is shown in a line and is nobody's to interpret, or a name of the service: no name that it
 * gives is changed by this. */
static gboolean
set_line (LuthierJob *self,
          LuthierJobProperty property,
          const LuthierJsonValue *object,
          const char *member)
{
  g_autofree char *line = luthier_one_line (luthier_json_value_get_member_string (object, member),
                                            MAX_LINE);

  return luthier_job_set_string (self, property, line);
}

/* The address of an object, whose name may hold anything; none is as long as that. */
static gboolean
set_uri (LuthierJob *self,
         LuthierJobProperty property,
         const LuthierJsonValue *object,
         const char *member)
{
  const char *uri = luthier_json_value_get_member_string (object, member);

  return luthier_job_set_string (self, property,
                                 uri != NULL && strlen (uri) <= MAX_LINE ? uri : NULL);
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

  changed |= set_line (self, PROP_STATE_NAME, object, "state");
  changed |= luthier_job_set_state (self, luthier_job_state_from_wire (state));
  changed |= set_line (self, PROP_PHASE_NAME, object, "tuningJobState");
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
  changed |= set_line (self, PROP_ERROR_MESSAGE, error, "message");
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

  changed = luthier_job_set_string (
      self, PROP_INTENT_ID, luthier_json_value_get_member_string (value, LUTHIER_INTENT_LABEL));
  if (luthier_json_value_get_length (value) == 0 &&
      g_hash_table_size (luthier_job_get_labels (self)) == 0)
    return changed;

  labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  luthier_json_iter_init (&iter, value);
  while (g_hash_table_size (labels) < MAX_LABELS && luthier_json_iter_next (&iter, &key, &label))
    if (key != NULL && *key != '\0')
      g_hash_table_insert (labels, luthier_one_line (key, MAX_LABEL),
                           luthier_one_line (luthier_json_value_get_string (label, ""), MAX_LABEL));

  return luthier_job_set_labels (self, labels) || changed;
}

static gboolean
update_source (LuthierJob *self, const LuthierJsonValue *object)
{
  const LuthierJsonValue *pre_tuned = luthier_json_value_get_member (object, "preTunedModel");
  const gboolean named = luthier_json_value_get_member_string (object, "baseModel") != NULL;
  gboolean changed = FALSE;

  changed |= set_line (self, PROP_BASE_MODEL, named ? object : pre_tuned, "baseModel");
  changed |= set_line (self, PROP_PRE_TUNED_MODEL, pre_tuned, "tunedModelName");
  changed |= set_line (self, PROP_CHECKPOINT_ID, pre_tuned, "checkpointId");

  return changed;
}

static gboolean
update_settings (LuthierJob *self, const LuthierJsonValue *spec)
{
  const LuthierJsonValue *chosen = luthier_json_value_get_member (spec, "hyperParameters");
  const LuthierJsonValue *rate = luthier_json_value_get_member (chosen, "learningRateMultiplier");
  const char *adapter = luthier_json_value_get_member_string (chosen, "adapterSize");
  gboolean changed = FALSE;

  changed |= set_uri (self, PROP_TRAINING_URI, spec, "trainingDatasetUri");
  changed |= luthier_job_set_integer (self, PROP_EPOCH_COUNT, get_int64 (chosen, "epochCount", -1));
  changed |= set_line (self, PROP_ADAPTER_SIZE_NAME, chosen, "adapterSize");
  changed |= luthier_job_set_adapter_size (self, luthier_adapter_size_from_wire (adapter));
  changed |= luthier_job_set_learning_rate_multiplier (self,
                                                       luthier_json_value_get_double (rate, NAN));

  return changed;
}

/* A figure that can be compared, added and shown as an integer. */
static double
get_figure (const LuthierJsonValue *object, const char *member)
{
  const LuthierJsonValue *value = luthier_json_value_get_member (object, member);
  /* The count of a preference job's bucket is a string. */
  const double figure = luthier_json_value_get_double (value, 0);

  return isfinite (figure) ? CLAMP (figure, -MAX_FIGURE, MAX_FIGURE) : 0;
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
    G_STRUCT_MEMBER (double, self, figures[i].offset) = get_figure (value, figures[i].member);

  if (luthier_json_value_get_kind (buckets) != LUTHIER_JSON_ARRAY)
    return;

  self->buckets = g_new0 (LuthierBucket, MIN (luthier_json_value_get_length (buckets), MAX_PARTS));
  luthier_json_iter_init (&iter, buckets);
  while (self->n_buckets < MAX_PARTS && luthier_json_iter_next (&iter, NULL, &bucket))
    {
      LuthierBucket *place = &self->buckets[self->n_buckets++];

      place->count = get_figure (bucket, "count");
      place->left = get_figure (bucket, "left");
      place->right = get_figure (bucket, "right");
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
  while (self->truncated_indices->len < MAX_PARTS && luthier_json_iter_next (&iter, NULL, &element))
    {
      const gint64 index = luthier_json_value_get_int64 (element, 0);

      g_array_append_val (self->truncated_indices, index);
    }

  luthier_json_iter_init (&iter, luthier_json_value_get_member (value, "droppedExampleReasons"));
  for (guint i = 0; i < MAX_PARTS && luthier_json_iter_next (&iter, NULL, &element); i++)
    {
      g_autofree char *reason = luthier_one_line (luthier_json_value_get_string (element, ""),
                                                  MAX_LINE);

      g_strv_builder_add (reasons, reason);
    }
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

  changed |= set_line (self, PROP_TUNED_MODEL, model, "model");
  changed |= set_line (self, PROP_ENDPOINT, model, "endpoint");

  luthier_json_iter_init (&iter, luthier_json_value_get_member (model, "checkpoints"));
  while (checkpoints->len < MAX_PARTS && luthier_json_iter_next (&iter, NULL, &checkpoint))
    {
      const char *own = luthier_json_value_get_member_string (checkpoint, "endpoint");

      g_autofree char *id = luthier_one_line (
          luthier_json_value_get_member_string (checkpoint, "checkpointId"), MAX_LABEL);
      g_autofree char *line = own != NULL ? luthier_one_line (own, MAX_LINE) : NULL;

      /* The model answers at the endpoint of its default checkpoint. */
      g_ptr_array_add (checkpoints,
                       luthier_checkpoint_new (id, MAX (get_int64 (checkpoint, "epoch", 0), 0),
                                               MAX (get_int64 (checkpoint, "step", 0), 0), line,
                                               own != NULL && g_strcmp0 (own, endpoint) == 0));
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
    changed |= set_uri (self, PROP_VALIDATION_URI, spec, "validationDatasetUri");
  if (complete || only != NULL)
    changed |= luthier_job_set_export_last_checkpoint_only (
        self, luthier_json_value_get_boolean (only, FALSE));
  if (complete || model != NULL)
    changed |= update_tuned_model (self, model);
  if (complete || key != NULL)
    changed |= set_line (self, PROP_KMS_KEY_NAME, key, "kmsKeyName");
  if (complete || luthier_json_value_get_member_string (object, "description") != NULL)
    changed |= set_line (self, PROP_DESCRIPTION, object, "description");
  if (complete || luthier_json_value_get_member_string (object, "serviceAccount") != NULL)
    changed |= set_line (self, PROP_SERVICE_ACCOUNT, object, "serviceAccount");
  if (complete || luthier_json_value_get_member_string (object, "experiment") != NULL)
    changed |= set_line (self, PROP_EXPERIMENT, object, "experiment");

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
  const LuthierJobState before = luthier_job_get_state (self);
  gboolean changed = FALSE;

  g_return_val_if_fail (LUTHIER_IS_JOB (self), FALSE);

  if (luthier_json_value_get_kind (object) != LUTHIER_JSON_OBJECT)
    return FALSE;

  g_object_freeze_notify (G_OBJECT (self));
  changed |= set_line (self, PROP_DISPLAY_NAME, object, "tunedModelDisplayName");
  changed |= update_source (self, object);
  changed |= update_state (self, object);
  changed |= update_times (self, object);
  changed |= update_error (self, object);
  changed |= update_labels (self, object);
  changed |= update_settings (self, find_spec (object));
  changed |= update_details (self, object, complete);
  if (complete)
    changed |= update_whole (self, object);
  /* In another state it has what a summary leaves out. */
  else if (luthier_job_get_state (self) != before)
    changed |= luthier_job_set_complete (self, FALSE);
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
      g_autofree char *line = luthier_one_line (name, MAX_LABEL);

      g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                   /* Translators: %s is what the service sent instead of a name. */
                   _ ("The service sent a job whose name is unreadable: “%s”."), line);
      return NULL;
    }

  self = luthier_job_new (name);
  luthier_job_update_from_json (self, object, complete);

  return self;
}
