/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <json-glib/json-glib.h>

#include "luthier-json.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_JSON_COMPACT,
  LUTHIER_JSON_PRETTY,
} LuthierJsonLayout;

/* What is built with json-glib is written by these, with the shortest digits that read back. */
char *luthier_json_node_to_text (JsonNode *node, LuthierJsonLayout layout);
char *luthier_json_value_to_text (const LuthierJsonValue *value, LuthierJsonLayout layout);
JsonNode *luthier_json_value_to_node (const LuthierJsonValue *value);
/* Nothing for NULL. */
void luthier_json_add_string (JsonBuilder *builder, const char *name, const char *value);

G_END_DECLS
