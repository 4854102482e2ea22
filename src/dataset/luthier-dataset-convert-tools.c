/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-conversion.h"

#include <string.h>

static void append_schema (LuthierConversion *self, const LuthierRaw *schema, GString *text);

/* What Gemini's schemas have too, under the same names (the Schema message of its API). */
enum
{
  KEYWORD_TYPE,
  KEYWORD_NULLABLE,
  KEYWORD_PROPERTIES,
  KEYWORD_ITEMS,
  KEYWORD_ANY_OF,
  KEYWORD_ENUM,
  FIRST_CARRIED,
};

static const char *const keywords[] = {
  [KEYWORD_TYPE] = "type",
  [KEYWORD_NULLABLE] = "nullable",
  [KEYWORD_PROPERTIES] = "properties",
  [KEYWORD_ITEMS] = "items",
  [KEYWORD_ANY_OF] = "anyOf",
  [KEYWORD_ENUM] = "enum",
  [FIRST_CARRIED] = "title",
  "description",
  "format",
  "pattern",
  "default",
  "example",
  "minItems",
  "maxItems",
  "minLength",
  "maxLength",
  "minProperties",
  "maxProperties",
  "minimum",
  "maximum",
  "required",
  "propertyOrdering",
};

/* A schema while it is written. */
typedef struct
{
  guint seen; /* bits of keywords: each is there once */
  gboolean is_nullable;
} Schema;

/* The number of keywords if it is none of them. */
static guint
find_keyword (const LuthierRaw *name)
{
  guint i = 0;

  if (luthier_raw_is_text (name, "oneOf"))
    return KEYWORD_ANY_OF;
  while (i < G_N_ELEMENTS (keywords) && !luthier_raw_is_text (name, keywords[i]))
    i++;
  return i;
}

static void
begin_member (GString *text, const char *name)
{
  if (text->str[text->len - 1] != '{' && text->str[text->len - 1] != '[')
    g_string_append_c (text, ',');
  if (name != NULL)
    g_string_append_printf (text, "\"%s\":", name);
}

static gboolean
is_known_type (const LuthierRaw *type)
{
  static const char *const types[] = {
    "string", "number", "integer", "boolean", "array", "object"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (luthier_raw_is_text (type, types[i]))
      return TRUE;
  return FALSE;
}

/* One type, or several of which the value may have any: null is not a type of its own here. */
static void
append_type (LuthierConversion *self, Schema *schema, const LuthierRaw *type, GString *text)
{
  gboolean is_null = luthier_raw_is_text (type, "null");
  LuthierRaw element, last = *type;
  LuthierRawIter iter;
  guint n_types = is_known_type (type);

  luthier_raw_iter_init (&iter, type);
  while (luthier_raw_iter_next (&iter, NULL, &element))
    if (luthier_raw_is_text (&element, "null"))
      is_null = TRUE;
    else if (is_known_type (&element))
      {
        last = element;
        n_types++;
      }
  if (n_types == 1)
    {
      begin_member (text, "type");
      luthier_raw_append (text, &last);
    }
  if (n_types > 1 || (n_types == 0 && !is_null))
    luthier_conversion_lose (self, LUTHIER_LOSS_SCHEMA);
  schema->is_nullable |= is_null;
}

static void
append_properties (LuthierConversion *self, const LuthierRaw *properties, GString *text)
{
  LuthierRaw name, schema;
  LuthierRawIter iter;

  begin_member (text, "properties");
  g_string_append_c (text, '{');
  luthier_raw_iter_init (&iter, properties);
  while (luthier_raw_iter_next (&iter, &name, &schema))
    {
      begin_member (text, NULL);
      luthier_raw_append (text, &name);
      g_string_append_c (text, ':');
      append_schema (self, &schema, text);
    }
  g_string_append_c (text, '}');
}

static void
append_choices (LuthierConversion *self, const LuthierRaw *choices, GString *text)
{
  LuthierRaw schema;
  LuthierRawIter iter;

  begin_member (text, "anyOf");
  g_string_append_c (text, '[');
  luthier_raw_iter_init (&iter, choices);
  while (luthier_raw_iter_next (&iter, NULL, &schema))
    {
      begin_member (text, NULL);
      append_schema (self, &schema, text);
    }
  g_string_append_c (text, ']');
}

/* Only of texts; anything else is lost. */
static void
append_enum (LuthierConversion *self, const LuthierRaw *values, GString *text)
{
  LuthierRaw value;
  LuthierRawIter iter;

  luthier_raw_iter_init (&iter, values);
  while (luthier_raw_iter_next (&iter, NULL, &value))
    if (value.kind != LUTHIER_JSON_TOKEN_STRING)
      {
        luthier_conversion_lose (self, LUTHIER_LOSS_SCHEMA);
        return;
      }
  begin_member (text, "enum");
  luthier_raw_append (text, values);
}

/* FALSE if it is not of the kind that it has to be. */
static gboolean
append_keyword (
    LuthierConversion *self, Schema *schema, guint keyword, const LuthierRaw *value, GString *text)
{
  if (keyword == KEYWORD_TYPE)
    append_type (self, schema, value, text);
  else if (keyword == KEYWORD_NULLABLE)
    schema->is_nullable |= value->kind == LUTHIER_JSON_TOKEN_TRUE;
  else if (keyword == KEYWORD_PROPERTIES && value->kind == LUTHIER_JSON_TOKEN_OBJECT)
    append_properties (self, value, text);
  else if (keyword == KEYWORD_ITEMS && value->kind == LUTHIER_JSON_TOKEN_OBJECT)
    {
      begin_member (text, "items");
      append_schema (self, value, text);
    }
  else if (keyword == KEYWORD_ANY_OF && value->kind == LUTHIER_JSON_TOKEN_ARRAY)
    append_choices (self, value, text);
  else if (keyword == KEYWORD_ENUM && value->kind == LUTHIER_JSON_TOKEN_ARRAY)
    append_enum (self, value, text);
  else if (keyword >= FIRST_CARRIED && keyword < G_N_ELEMENTS (keywords))
    {
      begin_member (text, keywords[keyword]);
      luthier_raw_append (text, value);
    }
  else
    return FALSE;
  return TRUE;
}

static void
append_schema (LuthierConversion *self, const LuthierRaw *value, GString *text)
{
  Schema schema = { 0 };
  LuthierRaw name, member;
  LuthierRawIter iter;

  if (value->kind != LUTHIER_JSON_TOKEN_OBJECT)
    luthier_conversion_lose (self, LUTHIER_LOSS_SCHEMA);
  g_string_append_c (text, '{');
  luthier_raw_iter_init (&iter, value);
  while (value->kind == LUTHIER_JSON_TOKEN_OBJECT && luthier_raw_iter_next (&iter, &name, &member))
    {
      guint keyword = find_keyword (&name);

      if (schema.seen & 1u << keyword || !append_keyword (self, &schema, keyword, &member, text))
        luthier_conversion_lose (self, LUTHIER_LOSS_SCHEMA);
      schema.seen |= 1u << keyword;
    }
  if (schema.is_nullable)
    {
      begin_member (text, "nullable");
      g_string_append (text, "true");
    }
  g_string_append_c (text, '}');
}

/* The schema of no arguments at all is left out: an object without properties is refused. */
static gboolean
has_properties (const LuthierRaw *schema)
{
  LuthierRaw properties = luthier_raw_get_member (schema, "properties"), value;
  LuthierRawIter iter;

  luthier_raw_iter_init (&iter, &properties);
  return luthier_raw_iter_next (&iter, NULL, &value);
}

static gboolean
append_function (LuthierConversion *self,
                 const LuthierRaw *function,
                 GString *text,
                 GHashTable *names)
{
  LuthierRaw name = luthier_raw_get_member (function, "name");
  LuthierRaw description = luthier_raw_get_member (function, "description");
  LuthierRaw parameters = luthier_raw_get_member (function, "parameters");
  g_autofree char *decoded = NULL;
  gsize length;

  if (name.kind != LUTHIER_JSON_TOKEN_STRING || luthier_raw_is_empty_text (&name))
    return luthier_conversion_refuse (self, LUTHIER_LOSS_CALL);
  decoded = luthier_raw_decode (&name, &length);
  if (strlen (decoded) != length)
    return luthier_conversion_refuse (self, LUTHIER_LOSS_CALL);

  g_string_append (text, text->len > 0 ? ",{\"name\":" : "{\"name\":");
  luthier_raw_append_string (text, decoded, length);
  if (description.kind == LUTHIER_JSON_TOKEN_STRING)
    {
      begin_member (text, "description");
      luthier_raw_append (text, &description);
    }
  if (has_properties (&parameters))
    {
      begin_member (text, "parameters");
      append_schema (self, &parameters, text);
    }
  g_string_append_c (text, '}');
  g_hash_table_add (names, g_steal_pointer (&decoded));
  return TRUE;
}

/**
 * luthier_convert_tools:
 * @example: an object that may have “tools” or “functions”
 * @tools: becomes a list of declarations
 * @names: (element-type utf8): becomes the names of what is declared
 *
 * Converts declarations of functions.
 *
 * Returns: whether that could be done; something may be lost
 */
gboolean
luthier_convert_tools (LuthierConversion *self,
                       const LuthierRaw *example,
                       GString *tools,
                       GHashTable *names)
{
  LuthierRaw list = luthier_raw_get_member (example, "tools");
  LuthierRaw functions = luthier_raw_get_member (example, "functions");
  LuthierRaw tool, function;
  LuthierRawIter iter;

  luthier_raw_iter_init (&iter, &list);
  while (luthier_raw_iter_next (&iter, NULL, &tool))
    {
      function = luthier_raw_get_member (&tool, "function");
      if (function.kind != LUTHIER_JSON_TOKEN_OBJECT)
        luthier_conversion_lose (self, LUTHIER_LOSS_TOOLS);
      else if (!append_function (self, &function, tools, names))
        return FALSE;
    }
  luthier_raw_iter_init (&iter, &functions);
  while (luthier_raw_iter_next (&iter, NULL, &function))
    if (!append_function (self, &function, tools, names))
      return FALSE;
  return TRUE;
}
