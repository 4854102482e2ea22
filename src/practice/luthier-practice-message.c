/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-message.h"

#include <math.h>

#include "luthier-json-text.h"

#define PACKAGE_OF(version)                                                                        \
  ((version) == LUTHIER_PRACTICE_V1 ? "google.cloud.aiplatform.v1"                                 \
                                    : "google.cloud.aiplatform.v1beta1")

typedef struct
{
  LuthierPracticeVersion version;
  LuthierPracticeViolations *violations; /* (not owned) (nullable) */
} Reader;

static JsonNode *read_value (Reader *reader,
                             const LuthierPracticeField *field,
                             const LuthierJsonValue *value,
                             const char *path);

/* The spelling that answers use: base_model becomes baseModel. */
static char *
camel_case (const char *name)
{
  GString *camel = g_string_new (NULL);

  for (const char *c = name; *c != '\0'; c++)
    if (*c == '_' && c[1] != '\0')
      g_string_append_c (camel, g_ascii_toupper (*++c));
    else
      g_string_append_c (camel, *c);
  return g_string_free (camel, FALSE);
}

static gboolean
is_spelling_of (const char *spelling, const char *name)
{
  g_autofree char *camel = NULL;

  if (strcmp (spelling, name) == 0)
    return TRUE;
  camel = camel_case (name);
  return strcmp (spelling, camel) == 0;
}

/* -1: there is no such field in this version. */
static int
find_field (Reader *reader, const LuthierPracticeMessage *message, const char *spelling)
{
  for (int i = 0; message->fields[i].name != NULL; i++)
    if (is_spelling_of (spelling, message->fields[i].name))
      {
        gboolean beta = (message->fields[i].flags & LUTHIER_PRACTICE_BETA) != 0;

        return beta && reader->version == LUTHIER_PRACTICE_V1 ? -1 : i;
      }
  return -1;
}

/* The words of the service, which people and programs search for. */
static void
refuse_name (Reader *reader, const char *path, const char *name, const char *problem)
{
  if (reader->violations != NULL)
    luthier_practice_violations_add (
        reader->violations, path, "Invalid JSON payload received. Unknown name \"%s\" at '%s': %s",
        name, path, problem);
}

static char *
describe_type (Reader *reader, const LuthierPracticeField *field)
{
  switch (field->kind)
    {
    case LUTHIER_PRACTICE_STRING:
      return g_strdup ("TYPE_STRING");
    case LUTHIER_PRACTICE_BOOLEAN:
      return g_strdup ("TYPE_BOOL");
    case LUTHIER_PRACTICE_INT64:
      return g_strdup ("TYPE_INT64");
    case LUTHIER_PRACTICE_DOUBLE:
      return g_strdup ("TYPE_DOUBLE");
    case LUTHIER_PRACTICE_STRING_MAP:
      return g_strdup ("Map");
    case LUTHIER_PRACTICE_ENUM:
    case LUTHIER_PRACTICE_MESSAGE:
    case LUTHIER_PRACTICE_STRUCT:
    default:
      return g_strdup_printf ("type.googleapis.com/%s.%s", PACKAGE_OF (reader->version),
                              field->message != NULL ? field->message->name : field->type);
    }
}

static void
refuse_value (Reader *reader,
              const LuthierPracticeField *field,
              const LuthierJsonValue *value,
              const char *path)
{
  g_autofree char *type = describe_type (reader, field);
  g_autofree char *text = NULL;

  if (reader->violations == NULL)
    return;
  if (luthier_json_value_get_kind (value) == LUTHIER_JSON_OBJECT)
    text = g_strdup ("Starting an object on a scalar field");
  else
    text = luthier_json_value_to_text (value, LUTHIER_JSON_COMPACT);
  luthier_practice_violations_add (reader->violations, path, "Invalid value at '%s' (%s), %s", path,
                                   type, text);
}

static JsonNode *
new_string (const char *text)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);
  return node;
}

static gboolean
is_number_or_string (const LuthierJsonValue *value)
{
  LuthierJsonKind kind = luthier_json_value_get_kind (value);

  return kind == LUTHIER_JSON_NUMBER || kind == LUTHIER_JSON_STRING;
}

static gboolean
read_int64 (const LuthierJsonValue *value, gint64 *number)
{
  *number = luthier_json_value_get_int64 (value, -1);
  return is_number_or_string (value) && luthier_json_value_get_int64 (value, -2) == *number;
}

static JsonNode *
convert_int64 (const LuthierJsonValue *value)
{
  g_autofree char *text = NULL;
  gint64 number;

  if (!read_int64 (value, &number))
    return NULL;
  text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  return new_string (text);
}

static JsonNode *
convert_double (const LuthierJsonValue *value)
{
  JsonNode *node;
  double number = luthier_json_value_get_double (value, NAN);

  if (isnan (number))
    return NULL;
  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_double (node, number);
  return node;
}

static JsonNode *
convert_enum (const LuthierPracticeEnumValue *values, const LuthierJsonValue *value)
{
  const char *name = luthier_json_value_get_string (value, NULL);
  gint64 number = name == NULL ? luthier_json_value_get_int64 (value, -1) : -1;

  for (; values->name != NULL; values++)
    if (g_strcmp0 (name, values->name) == 0 || number == values->number)
      return new_string (values->name);
  return NULL;
}

static JsonNode *
convert_boolean (const LuthierJsonValue *value)
{
  JsonNode *node;

  if (luthier_json_value_get_kind (value) != LUTHIER_JSON_BOOLEAN)
    return NULL;
  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_boolean (node, luthier_json_value_get_boolean (value, FALSE));
  return node;
}

static JsonNode *
read_map (Reader *reader, const LuthierJsonValue *value, const char *path)
{
  static const LuthierPracticeField string_field = { "value", LUTHIER_PRACTICE_STRING };
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  LuthierJsonIter iter;
  const char *name;
  const LuthierJsonValue *member;

  luthier_json_iter_init (&iter, value);
  for (guint i = 0; luthier_json_iter_next (&iter, &name, &member); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%u].value", path, i);
      JsonNode *text = read_value (reader, &string_field, member, place);

      if (text != NULL)
        json_object_set_member (object, name, text);
    }
  json_node_take_object (node, object);
  return node;
}

/* NULL: the value is not of the field's kind. */
static JsonNode *
convert_scalar (const LuthierPracticeField *field, const LuthierJsonValue *value)
{
  const char *text = luthier_json_value_get_string (value, NULL);

  switch (field->kind)
    {
    case LUTHIER_PRACTICE_STRING:
      return text != NULL ? new_string (text) : NULL;
    case LUTHIER_PRACTICE_BOOLEAN:
      return convert_boolean (value);
    case LUTHIER_PRACTICE_INT64:
      return convert_int64 (value);
    case LUTHIER_PRACTICE_DOUBLE:
      return convert_double (value);
    case LUTHIER_PRACTICE_ENUM:
      return convert_enum (field->values, value);
    case LUTHIER_PRACTICE_MESSAGE:
    case LUTHIER_PRACTICE_STRING_MAP:
    case LUTHIER_PRACTICE_STRUCT:
    default:
      return NULL;
    }
}

static JsonNode *
read_value (Reader *reader,
            const LuthierPracticeField *field,
            const LuthierJsonValue *value,
            const char *path)
{
  gboolean is_object = luthier_json_value_get_kind (value) == LUTHIER_JSON_OBJECT;
  JsonNode *node = NULL;

  if (field->kind == LUTHIER_PRACTICE_MESSAGE && is_object)
    return luthier_practice_message_read (field->message, value, reader->version, path,
                                          reader->violations);
  if (field->kind == LUTHIER_PRACTICE_STRING_MAP && is_object)
    return read_map (reader, value, path);
  if (field->kind == LUTHIER_PRACTICE_STRUCT && is_object)
    return luthier_json_value_to_node (value);

  node = convert_scalar (field, value);
  if (node == NULL)
    refuse_value (reader, field, value, path);
  return node;
}

static JsonNode *
read_list (Reader *reader,
           const LuthierPracticeField *field,
           const LuthierJsonValue *value,
           const char *path)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  LuthierJsonIter iter;
  const LuthierJsonValue *element;

  luthier_json_iter_init (&iter, value);
  for (guint i = 0; luthier_json_iter_next (&iter, NULL, &element); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%u]", path, i);
      JsonNode *item = read_value (reader, field, element, place);

      if (item != NULL)
        json_array_add_element (array, item);
    }
  json_node_take_array (node, array);
  return node;
}

/* What ProtoJSON leaves out: zero in any shape, but never a message that was set. */
static gboolean
is_default (const LuthierPracticeField *field, JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) == 0;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return field->kind == LUTHIER_PRACTICE_STRING_MAP &&
           json_object_get_size (json_node_get_object (node)) == 0;
  switch (field->kind)
    {
    case LUTHIER_PRACTICE_BOOLEAN:
      return !json_node_get_boolean (node);
    case LUTHIER_PRACTICE_DOUBLE:
      return fpclassify (json_node_get_double (node)) == FP_ZERO;
    case LUTHIER_PRACTICE_INT64:
      return strcmp (json_node_get_string (node), "0") == 0;
    case LUTHIER_PRACTICE_ENUM:
      return strcmp (json_node_get_string (node), field->values[0].name) == 0;
    case LUTHIER_PRACTICE_STRING:
    case LUTHIER_PRACTICE_MESSAGE:
    case LUTHIER_PRACTICE_STRING_MAP:
    case LUTHIER_PRACTICE_STRUCT:
    default:
      return *json_node_get_string (node) == '\0';
    }
}

/* A field may be set once, and of a oneof only one. */
static gboolean
check_set_once (Reader *reader,
                const LuthierPracticeMessage *message,
                int index,
                guint64 seen,
                const char *path,
                const char *spelling)
{
  const char *oneof = message->fields[index].oneof;

  if (seen & (G_GUINT64_CONSTANT (1) << index))
    {
      refuse_name (reader, path, spelling, "Field is already set in its other spelling.");
      return FALSE;
    }
  for (int i = 0; oneof != NULL && message->fields[i].name != NULL; i++)
    if ((seen & (G_GUINT64_CONSTANT (1) << i)) && g_strcmp0 (message->fields[i].oneof, oneof) == 0)
      {
        if (reader->violations != NULL)
          luthier_practice_violations_add (reader->violations, path,
                                           "Invalid value at '%s' (oneof), oneof field '%s' is "
                                           "already set. Cannot set '%s'",
                                           path, oneof, spelling);
        return FALSE;
      }
  return TRUE;
}

static JsonNode *
read_field (Reader *reader,
            const LuthierPracticeField *field,
            const LuthierJsonValue *value,
            const char *path,
            const char *spelling)
{
  gboolean is_list = luthier_json_value_get_kind (value) == LUTHIER_JSON_ARRAY;
  g_autofree char *place = g_strdup_printf ("%s.%s", path, field->name);

  if ((field->flags & LUTHIER_PRACTICE_REPEATED) && is_list)
    return read_list (reader, field, value, place);
  if (!is_list)
    return read_value (reader, field, value, place);
  refuse_name (reader, path, spelling, "Proto field is not repeating, cannot start list.");
  return NULL;
}

/**
 * luthier_practice_message_read:
 * @self: what the value should be
 * @value: an object; anything else is read as an empty one
 * @version: fields of later versions are unknown
 * @path: where the value is, in the names of the proto
 * @violations: (nullable): takes what is wrong; %NULL to leave it out silently
 *
 * Returns: (transfer full): the message, an object
 */
JsonNode *
luthier_practice_message_read (const LuthierPracticeMessage *self,
                               const LuthierJsonValue *value,
                               LuthierPracticeVersion version,
                               const char *path,
                               LuthierPracticeViolations *violations)
{
  Reader reader = { version, violations };
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  LuthierJsonIter iter;
  const char *spelling;
  const LuthierJsonValue *member;
  guint64 seen = 0;

  luthier_json_iter_init (&iter, value);
  while (luthier_json_iter_next (&iter, &spelling, &member))
    {
      int index = find_field (&reader, self, spelling);
      const LuthierPracticeField *field = index >= 0 ? &self->fields[index] : NULL;
      g_autoptr (JsonNode) read = NULL;
      g_autofree char *camel = NULL;

      if (field == NULL)
        refuse_name (&reader, path, spelling, "Cannot find field.");
      if (field == NULL || (field->flags & LUTHIER_PRACTICE_OUTPUT_ONLY) ||
          luthier_json_value_get_kind (member) == LUTHIER_JSON_NULL ||
          !check_set_once (&reader, self, index, seen, path, spelling))
        continue;
      seen |= G_GUINT64_CONSTANT (1) << index;
      read = read_field (&reader, field, member, path, spelling);
      if (read == NULL || is_default (field, read))
        continue;
      camel = camel_case (field->name);
      json_object_set_member (object, camel, g_steal_pointer (&read));
    }
  json_node_take_object (node, object);
  return node;
}
