/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-distortion.h"

#include "luthier-json-text.h"

typedef struct
{
  gboolean state;
  gboolean fields;
  gboolean numbers;
} Distortion;

static void distort (const Distortion *distortion, JsonNode *node);

/* Some proxies and stand-ins write int64 as numbers; ids are texts that only look like numbers. */
static gboolean
is_int64 (const char *name, JsonNode *node)
{
  static const char *const names[] = {
    "epochCount",
    "epoch",
    "step",
    "maxStep",
    "completedEpochCount",
    "completedStepCount",
    "sum",
    "batchSize",
    "tuningStepCount",
    "tuningDatasetExampleCount",
    "totalBillableTokenCount",
    "totalTruncatedExampleCount",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
  return FALSE;
}

static void
distort_member (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  const Distortion *distortion = data;

  if (distortion->numbers && is_int64 (name, node))
    json_node_set_int (node, g_ascii_strtoll (json_node_get_string (node), NULL, 10));
  else if (distortion->state && strcmp (name, "state") == 0)
    json_node_set_string (node, "JOB_STATE_REHEARSING");
  else if (distortion->state && strcmp (name, "tuningJobState") == 0)
    json_node_set_string (node, "TUNING_JOB_STATE_TUNING_THE_STRINGS");
  else
    distort (distortion, node);
}

static void
distort_element (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  distort (data, node);
}

static void
distort (const Distortion *distortion, JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), distort_element, (gpointer) distortion);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;
  json_object_foreach_member (json_node_get_object (node), distort_member, (gpointer) distortion);
  if (distortion->fields)
    {
      JsonObject *unknown = json_object_new ();

      json_object_set_string_member (unknown, "kind", "nobody has heard of it");
      json_object_set_object_member (json_node_get_object (node), "practiceField", unknown);
    }
}

/**
 * luthier_practice_distortion_apply:
 * @situations: which are on
 * @json: a job, or a list of them
 *
 * Returns: (transfer full) (nullable): what is to be sent instead; %NULL if nothing is to be changed
 */
char *
luthier_practice_distortion_apply (LuthierPracticeSituations *situations, const char *json)
{
  const Distortion distortion = {
    luthier_practice_situations_get (situations, "unknown-state", NULL, NULL),
    luthier_practice_situations_get (situations, "unknown-fields", NULL, NULL),
    luthier_practice_situations_get (situations, "numbers", NULL, NULL),
  };
  g_autoptr (LuthierJson) document = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!distortion.state && !distortion.fields && !distortion.numbers)
    return NULL;
  document = luthier_json_parse_text (json, -1, NULL);
  node = luthier_json_value_to_node (luthier_json_get_root (document));
  distort (&distortion, node);
  return luthier_json_node_to_text (node, LUTHIER_JSON_COMPACT);
}
