/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-settings.h"

#include "luthier-adapter-size.h"
#include "luthier-json-text.h"

#define BATCH_SIZE           16
#define DEFAULT_ADAPTER_SIZE 4

/* The fewer the examples, the more often they are shown. */
static gint64
choose_epochs (guint64 examples)
{
  static const struct
  {
    guint64 examples;
    gint64 epochs;
  } choices[] = { { 100, 20 }, { 500, 10 }, { 2000, 5 }, { 10000, 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (examples <= choices[i].examples)
      return choices[i].epochs;
  return 2;
}

static JsonObject *
find_spec (JsonObject *job)
{
  if (json_object_has_member (job, "preferenceOptimizationSpec"))
    return json_object_get_object_member (job, "preferenceOptimizationSpec");
  return json_object_get_object_member (job, "supervisedTuningSpec");
}

static JsonObject *
find_or_add_parameters (JsonObject *spec)
{
  if (!json_object_has_member (spec, "hyperParameters"))
    json_object_set_object_member (spec, "hyperParameters", json_object_new ());
  return json_object_get_object_member (spec, "hyperParameters");
}

static gint64
resolve_epochs (JsonObject *parameters, guint64 examples)
{
  g_autofree char *text = NULL;
  gint64 epochs = 0;

  if (json_object_has_member (parameters, "epochCount"))
    epochs = g_ascii_strtoll (json_object_get_string_member (parameters, "epochCount"), NULL, 10);
  if (epochs < 1)
    epochs = choose_epochs (examples);
  text = g_strdup_printf ("%" G_GINT64_FORMAT, epochs);
  json_object_set_string_member (parameters, "epochCount", text);
  return epochs;
}

static void
resolve_rest (JsonObject *parameters, LuthierBaseModel *model)
{
  guint size = model != NULL ? luthier_base_model_get_default_adapter_size (model) : 0;

  if (!json_object_has_member (parameters, "adapterSize"))
    json_object_set_string_member (
        parameters, "adapterSize",
        luthier_adapter_size_to_wire (size != 0 ? size : DEFAULT_ADAPTER_SIZE));
  if (!json_object_has_member (parameters, "learningRateMultiplier") &&
      !json_object_has_member (parameters, "learningRate"))
    json_object_set_double_member (parameters, "learningRateMultiplier", 1);
}

/**
 * luthier_practice_settings_resolve:
 * @job: a job
 * @model: (nullable): its base model
 * @examples: how many examples it trains on
 */
void
luthier_practice_settings_resolve (LuthierPracticeJob *job,
                                   LuthierBaseModel *model,
                                   guint64 examples)
{
  g_autoptr (LuthierJson) document = luthier_json_parse_text (job->spec, -1, NULL);
  g_autoptr (JsonNode) root = luthier_json_value_to_node (luthier_json_get_root (document));
  JsonObject *spec = find_spec (json_node_get_object (root));
  JsonObject *parameters = find_or_add_parameters (spec);

  job->epochs = resolve_epochs (parameters, examples);
  resolve_rest (parameters, model);
  job->n_checkpoints = json_object_has_member (spec, "exportLastCheckpointOnly") ? 1 : 0;
  job->steps = ((gint64) examples * job->epochs + BATCH_SIZE - 1) / BATCH_SIZE;
  g_free (job->resolved);
  job->resolved = luthier_json_node_to_text (root, LUTHIER_JSON_COMPACT);
}
