/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-spec.h"

#include <glib/gi18n.h>
#include <math.h>

#include "luthier-adapter-size.h"
#include "luthier-error.h"
#include "luthier-json-text.h"


/* In order, so that the same labels are the same bytes. */
static void
add_labels (JsonBuilder *builder, GHashTable *labels, const char *intent_id)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (labels), (GCompareFunc) g_strcmp0);

  if (keys == NULL && intent_id == NULL)
    return;

  json_builder_set_member_name (builder, "labels");
  json_builder_begin_object (builder);
  for (GList *l = keys; l != NULL; l = l->next)
    if (intent_id == NULL || !g_str_equal (l->data, LUTHIER_INTENT_LABEL))
      luthier_json_add_string (builder, l->data, g_hash_table_lookup (labels, l->data));
  luthier_json_add_string (builder, LUTHIER_INTENT_LABEL, intent_id);
  json_builder_end_object (builder);
}

static void
add_source_model (JsonBuilder *builder, LuthierJobSpec *self)
{
  const char *pre_tuned_model = luthier_job_spec_get_pre_tuned_model (self);

  if (pre_tuned_model == NULL)
    {
      luthier_json_add_string (builder, "baseModel", luthier_job_spec_get_base_model (self));
      return;
    }

  json_builder_set_member_name (builder, "preTunedModel");
  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "tunedModelName", pre_tuned_model);
  luthier_json_add_string (builder, "checkpointId", luthier_job_spec_get_checkpoint_id (self));
  json_builder_end_object (builder);
}

/* What is automatic is not sent: the service chooses, and the job tells what it chose. */
static void
add_hyper_parameters (JsonBuilder *builder, LuthierJobSpec *self)
{
  const gint64 epoch_count = luthier_job_spec_get_epoch_count (self);
  const double multiplier = luthier_job_spec_get_learning_rate_multiplier (self);
  const char *adapter = luthier_adapter_size_to_wire (luthier_job_spec_get_adapter_size (self));

  if (epoch_count == LUTHIER_AUTOMATIC_EPOCHS && adapter == NULL && !isfinite (multiplier))
    return;

  json_builder_set_member_name (builder, "hyperParameters");
  json_builder_begin_object (builder);
  if (epoch_count != LUTHIER_AUTOMATIC_EPOCHS)
    {
      /* ProtoJSON writes 64 bits as a string. */
      g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, epoch_count);

      luthier_json_add_string (builder, "epochCount", digits);
    }
  luthier_json_add_string (builder, "adapterSize", adapter);
  if (isfinite (multiplier))
    {
      json_builder_set_member_name (builder, "learningRateMultiplier");
      json_builder_add_double_value (builder, multiplier);
    }
  json_builder_end_object (builder);
}

static void
add_supervised_tuning (JsonBuilder *builder, LuthierJobSpec *self)
{
  json_builder_set_member_name (builder, "supervisedTuningSpec");
  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "trainingDatasetUri", luthier_job_spec_get_training_uri (self));
  luthier_json_add_string (builder, "validationDatasetUri",
                           luthier_job_spec_get_validation_uri (self));
  add_hyper_parameters (builder, self);
  if (luthier_job_spec_get_export_last_checkpoint_only (self))
    {
      json_builder_set_member_name (builder, "exportLastCheckpointOnly");
      json_builder_add_boolean_value (builder, TRUE);
    }
  json_builder_end_object (builder);
}

/**
 * luthier_job_spec_to_request:
 * @self: a spec
 *
 * Writes the body of the request that creates the job: a `TuningJob` with what the user chose and
 * nothing else. The same spec is always the same bytes.
 *
 * Returns: (transfer full): JSON, laid out for reading
 */
char *
luthier_job_spec_to_request (LuthierJobSpec *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  const char *kms_key_name;

  g_return_val_if_fail (LUTHIER_IS_JOB_SPEC (self), NULL);

  json_builder_begin_object (builder);
  add_source_model (builder, self);
  luthier_json_add_string (builder, "tunedModelDisplayName",
                           luthier_job_spec_get_display_name (self));
  luthier_json_add_string (builder, "description", luthier_job_spec_get_description (self));
  add_labels (builder, luthier_job_spec_get_labels (self), luthier_job_spec_get_intent_id (self));
  add_supervised_tuning (builder, self);
  kms_key_name = luthier_job_spec_get_kms_key_name (self);
  if (kms_key_name != NULL)
    {
      json_builder_set_member_name (builder, "encryptionSpec");
      json_builder_begin_object (builder);
      luthier_json_add_string (builder, "kmsKeyName", kms_key_name);
      json_builder_end_object (builder);
    }
  luthier_json_add_string (builder, "serviceAccount", luthier_job_spec_get_service_account (self));
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return luthier_json_node_to_text (root, LUTHIER_JSON_PRETTY);
}

/* What differs from a fresh spec, by the property's name. */
static void
add_property (JsonBuilder *builder, LuthierJobSpec *self, GParamSpec *pspec)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_object_get_property (G_OBJECT (self), pspec->name, &value);
  if (G_VALUE_HOLDS_STRING (&value))
    luthier_json_add_string (builder, pspec->name, g_value_get_string (&value));
  else if (G_VALUE_HOLDS_INT64 (&value) && g_value_get_int64 (&value) != LUTHIER_AUTOMATIC_EPOCHS)
    {
      json_builder_set_member_name (builder, pspec->name);
      json_builder_add_int_value (builder, g_value_get_int64 (&value));
    }
  else if (G_VALUE_HOLDS_DOUBLE (&value) && !isnan (g_value_get_double (&value)))
    {
      json_builder_set_member_name (builder, pspec->name);
      json_builder_add_double_value (builder, g_value_get_double (&value));
    }
  else if (G_VALUE_HOLDS_UINT (&value) && g_value_get_uint (&value) != 0)
    {
      json_builder_set_member_name (builder, pspec->name);
      json_builder_add_int_value (builder, g_value_get_uint (&value));
    }
  else if (G_VALUE_HOLDS_BOOLEAN (&value) && g_value_get_boolean (&value))
    {
      json_builder_set_member_name (builder, pspec->name);
      json_builder_add_boolean_value (builder, TRUE);
    }
  else if (G_VALUE_HOLDS (&value, G_TYPE_HASH_TABLE))
    add_labels (builder, g_value_get_boxed (&value), NULL);
}

/**
 * luthier_job_spec_serialize:
 * @self: a spec
 *
 * Writes all properties, those too that the request does not have.
 *
 * Returns: (transfer full): a text for luthier_job_spec_deserialize()
 */
char *
luthier_job_spec_serialize (LuthierJobSpec *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree GParamSpec **pspecs = NULL;
  guint n_pspecs = 0;

  g_return_val_if_fail (LUTHIER_IS_JOB_SPEC (self), NULL);

  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (self), &n_pspecs);
  json_builder_begin_object (builder);
  for (guint i = 0; i < n_pspecs; i++)
    add_property (builder, self, pspecs[i]);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return luthier_json_node_to_text (root, LUTHIER_JSON_COMPACT);
}

static GHashTable *
read_labels (const LuthierJsonValue *value)
{
  GHashTable *labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  LuthierJsonIter iter;
  const char *key;
  const LuthierJsonValue *label;

  luthier_json_iter_init (&iter, value);
  while (luthier_json_iter_next (&iter, &key, &label))
    if (key != NULL && luthier_json_value_get_string (label, NULL) != NULL)
      g_hash_table_insert (labels, g_strdup (key),
                           g_strdup (luthier_json_value_get_string (label, NULL)));

  return labels;
}

static void
read_property (LuthierJobSpec *self, GParamSpec *pspec, const LuthierJsonValue *value)
{
  if (G_IS_PARAM_SPEC_STRING (pspec))
    g_object_set (self, pspec->name, luthier_json_value_get_string (value, NULL), NULL);
  else if (G_IS_PARAM_SPEC_INT64 (pspec))
    luthier_job_spec_set_epoch_count (
        self, luthier_json_value_get_int64 (value, LUTHIER_AUTOMATIC_EPOCHS));
  else if (G_IS_PARAM_SPEC_DOUBLE (pspec))
    luthier_job_spec_set_learning_rate_multiplier (self,
                                                   luthier_json_value_get_double (value, NAN));
  else if (G_IS_PARAM_SPEC_BOOLEAN (pspec))
    luthier_job_spec_set_export_last_checkpoint_only (
        self, luthier_json_value_get_boolean (value, FALSE));
  else if (G_IS_PARAM_SPEC_UINT (pspec))
    {
      gint64 size = luthier_json_value_get_int64 (value, LUTHIER_AUTOMATIC_ADAPTER);

      if (size > 0 && size <= 32 && luthier_adapter_size_to_wire ((guint) size) != NULL)
        luthier_job_spec_set_adapter_size (self, (guint) size);
    }
  else if (G_IS_PARAM_SPEC_BOXED (pspec))
    {
      g_autoptr (GHashTable) labels = read_labels (value);

      luthier_job_spec_set_labels (self, labels);
    }
}

/**
 * luthier_job_spec_deserialize:
 * @text: what luthier_job_spec_serialize() wrote, maybe another version of it
 * @error: return location for an error
 *
 * Reads a spec back. What it does not know or cannot use is left out.
 *
 * Returns: (transfer full): the spec, %NULL and an error if @text is no JSON object
 */
LuthierJobSpec *
luthier_job_spec_deserialize (const char *text, GError **error)
{
  g_autoptr (LuthierJson) json = NULL;
  g_autofree GParamSpec **pspecs = NULL;
  LuthierJobSpec *self;
  const LuthierJsonValue *root;
  guint n_pspecs = 0;

  g_return_val_if_fail (text != NULL, NULL);

  json = luthier_json_parse_text (text, -1, error);
  if (json == NULL)
    return NULL;

  root = luthier_json_get_root (json);
  if (luthier_json_value_get_kind (root) != LUTHIER_JSON_OBJECT)
    {
      g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID,
                           _ ("A stored draft is not a JSON object."));
      return NULL;
    }

  self = luthier_job_spec_new ();
  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (self), &n_pspecs);
  for (guint i = 0; i < n_pspecs; i++)
    read_property (self, pspecs[i], luthier_json_value_get_member (root, pspecs[i]->name));

  return self;
}
