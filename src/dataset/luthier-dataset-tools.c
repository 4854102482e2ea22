/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-tools.h"

#include <string.h>

#include "luthier-dataset-fields.h"
#include "luthier-dataset-part.h"

static const LuthierDatasetField tool_fields[] = {
  LUTHIER_FIELD_BOTH ("functionDeclarations", "function_declarations"),
};
static const LuthierDatasetShape tool_shape = LUTHIER_SHAPE (TRUE, tool_fields);

enum
{
  DECLARATION_NAME,
  DECLARATION_PARAMETERS,
};
static const LuthierDatasetField declaration_fields[] = {
  LUTHIER_FIELD ("name"),
  LUTHIER_FIELD ("parameters"),
};
static const LuthierDatasetShape declaration_shape = LUTHIER_SHAPE (TRUE, declaration_fields);

enum
{
  SCHEMA_TYPE,
  SCHEMA_PROPERTIES,
  SCHEMA_ITEMS,
  SCHEMA_ANY_OF,
};
static const LuthierDatasetField schema_fields[] = {
  LUTHIER_FIELD ("type"),
  LUTHIER_FIELD ("properties"),
  LUTHIER_FIELD ("items"),
  LUTHIER_FIELD_BOTH ("anyOf", "any_of"),
};
static const LuthierDatasetShape schema_shape = LUTHIER_SHAPE (TRUE, schema_fields);

enum
{
  CALL_NAME,
  CALL_ARGS,
  CALL_RESPONSE,
};
static const LuthierDatasetField call_fields[] = {
  LUTHIER_FIELD ("name"),
  LUTHIER_FIELD ("args"),
  LUTHIER_FIELD ("response"),
};
static const LuthierDatasetShape call_shape = LUTHIER_SHAPE (TRUE, call_fields);

static gboolean read_schema (LuthierDatasetExample *self);

/* Of the subset of OpenAPI, in upper or lower case. */
static gboolean
read_type (LuthierDatasetExample *self)
{
  static const char *const types[] = { "STRING", "NUMBER", "INTEGER", "BOOLEAN",
                                       "ARRAY",  "OBJECT", "NULL",    "TYPE_UNSPECIFIED" };
  LuthierDatasetSlice name;
  gboolean is_string;

  if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_STRING, &is_string))
    return FALSE;
  name = (LuthierDatasetSlice){ self->scanner.start, self->scanner.length };
  for (gsize i = 0; is_string && i < G_N_ELEMENTS (types); i++)
    if (strlen (types[i]) == name.length &&
        g_ascii_strncasecmp (types[i], name.text, name.length) == 0)
      return TRUE;
  if (is_string)
    luthier_dataset_example_add_named_fault (self, LUTHIER_FAULT_PARAMETER_TYPE, name);
  else
    luthier_dataset_example_add_fault_to_here (self, LUTHIER_FAULT_PARAMETER_TYPE, self->value);
  return TRUE;
}

/* An object whose names are data, and whose values are schemas. */
static gboolean
read_properties (LuthierDatasetExample *self)
{
  LuthierJsonScanner *scanner = &self->scanner;
  LuthierJsonToken token;
  gboolean is_object;

  if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_OBJECT, &is_object))
    return FALSE;
  if (!is_object)
    return TRUE;
  while ((token = luthier_json_scanner_next (scanner)) == LUTHIER_JSON_TOKEN_NAME)
    {
      if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_OBJECT, &is_object) ||
          (is_object && !read_schema (self)))
        return FALSE;
    }
  return token == LUTHIER_JSON_TOKEN_OBJECT_END;
}

/* The beginning of the object has been read; JSON that is nested too deeply is no JSON here. */
static gboolean
read_schema (LuthierDatasetExample *self)
{
  gboolean is_object, is_read = TRUE;
  guint seen = 0;
  int field;

  while (is_read && (field = luthier_dataset_fields_next (self, &schema_shape, &seen)) >= 0)
    if (field == SCHEMA_TYPE)
      is_read = read_type (self);
    else if (field == SCHEMA_PROPERTIES)
      is_read = read_properties (self);
    else if (field == SCHEMA_ANY_OF)
      is_read = luthier_dataset_fields_read_objects (self, read_schema);
    else
      is_read = luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_OBJECT, &is_object) &&
                (!is_object || read_schema (self));
  return is_read && field == LUTHIER_FIELDS_END;
}

static gboolean
read_declaration (LuthierDatasetExample *self)
{
  gboolean is_right;
  guint seen = 0;
  int field;

  while ((field = luthier_dataset_fields_next (self, &declaration_shape, &seen)) >= 0)
    if (field == DECLARATION_NAME)
      {
        if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_STRING, &is_right))
          return FALSE;
        if (is_right)
          {
            LuthierDatasetSlice name = { self->scanner.start, self->scanner.length };
            g_array_append_val (self->declarations, name);
          }
      }
    else if (!luthier_dataset_fields_take (self, LUTHIER_JSON_TOKEN_OBJECT, &is_right) ||
             (is_right && !read_schema (self)))
      return FALSE;
  return field == LUTHIER_FIELDS_END;
}

static gboolean
read_tool (LuthierDatasetExample *self)
{
  guint seen = 0;
  int field;

  while ((field = luthier_dataset_fields_next (self, &tool_shape, &seen)) >= 0)
    if (!luthier_dataset_fields_read_objects (self, read_declaration))
      return FALSE;
  return field == LUTHIER_FIELDS_END;
}

/**
 * luthier_dataset_tools_read:
 *
 * Reads the value of "tools".
 */
gboolean
luthier_dataset_tools_read (LuthierDatasetExample *self)
{
  const char *place = self->scanner.at;

  if (!luthier_dataset_fields_read_objects (self, read_tool))
    return FALSE;
  self->input.code += (guint64) (self->scanner.at - place);
  return TRUE;
}

static gboolean
is_among (GArray *names, LuthierDatasetSlice name)
{
  for (guint i = 0; i < names->len; i++)
    if (luthier_dataset_slice_equal (g_array_index (names, LuthierDatasetSlice, i), name))
      return TRUE;
  return FALSE;
}

/* A call or a response, up to the end of it. name: (out): empty if it is not complete. */
static gboolean
read_call (LuthierDatasetTurn *self, LuthierDatasetExample *example, LuthierDatasetSlice *name)
{
  gboolean is_object, is_right, is_complete = TRUE;
  const char *place;
  guint seen = 0;
  int field;

  *name = (LuthierDatasetSlice){ NULL, 0 };
  if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_OBJECT, &is_object))
    return FALSE;
  place = example->value;
  field = is_object ? luthier_dataset_fields_next (example, &call_shape, &seen)
                    : LUTHIER_FIELDS_END;
  for (; field >= 0; field = luthier_dataset_fields_next (example, &call_shape, &seen))
    if (field == CALL_NAME)
      {
        if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_STRING, &is_right))
          return FALSE;
        if (is_right)
          *name = (LuthierDatasetSlice){ example->scanner.start, example->scanner.length };
      }
    else
      {
        if (!luthier_dataset_fields_take (example, LUTHIER_JSON_TOKEN_OBJECT, &is_right) ||
            (is_right && !luthier_json_scanner_skip (&example->scanner, LUTHIER_JSON_TOKEN_OBJECT)))
          return FALSE;
        is_complete &= is_right;
      }

  if (name->length == 0 || !is_complete)
    {
      luthier_dataset_turn_add_fault (self, example, LUTHIER_FAULT_CALL, place);
      name->length = 0;
    }
  self->measure.code += (guint64) (example->scanner.at - place);
  return field == LUTHIER_FIELDS_END;
}

/**
 * luthier_dataset_tools_read_call:
 *
 * Reads the value of "functionCall".
 */
gboolean
luthier_dataset_tools_read_call (LuthierDatasetTurn *self, LuthierDatasetExample *example)
{
  LuthierDatasetSlice name;

  if (!read_call (self, example, &name))
    return FALSE;
  self->has_call = TRUE;
  if (name.length > 0)
    g_array_append_val (example->calls, name);
  return TRUE;
}

/**
 * luthier_dataset_tools_read_response:
 *
 * Reads the value of "functionResponse".
 */
gboolean
luthier_dataset_tools_read_response (LuthierDatasetTurn *self, LuthierDatasetExample *example)
{
  LuthierDatasetSlice name;

  if (!read_call (self, example, &name))
    return FALSE;
  self->has_response = TRUE;
  if (name.length > 0 && !is_among (example->calls, name))
    {
      luthier_dataset_example_add_named_fault (example, LUTHIER_FAULT_RESPONSE, name);
      self->is_broken = TRUE;
    }
  return TRUE;
}

/**
 * luthier_dataset_tools_judge_calls:
 *
 * Notes calls of functions that are not declared.
 */
void
luthier_dataset_tools_judge_calls (LuthierDatasetExample *self)
{
  for (guint i = 0; i < self->calls->len; i++)
    {
      LuthierDatasetSlice call = g_array_index (self->calls, LuthierDatasetSlice, i);
      if (!is_among (self->declarations, call))
        luthier_dataset_example_add_named_fault (self, LUTHIER_FAULT_UNDECLARED_CALL, call);
    }
}
