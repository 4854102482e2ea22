/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-json-text.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "luthier-json-private.h"

#define MAX_INDENT 16u

typedef struct
{
  GString *text; /* (owned) */
  LuthierJsonLayout layout;
  guint depth;
} Writer;

static void
write_break (Writer *self)
{
  if (self->layout == LUTHIER_JSON_COMPACT)
    return;
  g_string_append_c (self->text, '\n');
  /* What is deep and wide would be mostly blanks, and a hundred times as long. */
  for (guint i = 0; i < MIN (self->depth, MAX_INDENT); i++)
    g_string_append (self->text, "  ");
}

static void
write_open (Writer *self, char bracket)
{
  g_string_append_c (self->text, bracket);
  self->depth++;
}

/* A container with nothing in it stays on its line. */
static void
write_close (Writer *self, char bracket, gboolean empty)
{
  self->depth--;
  if (!empty)
    write_break (self);
  g_string_append_c (self->text, bracket);
}

static void
write_separator (Writer *self, gboolean first)
{
  if (!first)
    g_string_append_c (self->text, ',');
  write_break (self);
}

static void
write_escaped (Writer *self, guint8 byte)
{
  static const char meanings[] = "\b\f\n\r\t\"\\", letters[] = "bfnrt\"\\";
  const char *meaning = byte != '\0' ? strchr (meanings, byte) : NULL;

  if (meaning != NULL)
    g_string_append_printf (self->text, "\\%c", letters[meaning - meanings]);
  else
    g_string_append_printf (self->text, "\\u%04x", byte);
}

static void
write_string (Writer *self, const char *string, gsize length)
{
  gsize plain = 0;

  g_string_append_c (self->text, '"');
  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = (guint8) string[i];
      if (byte >= 0x20 && byte != '"' && byte != '\\')
        continue;
      g_string_append_len (self->text, string + plain, (gssize) (i - plain));
      write_escaped (self, byte);
      plain = i + 1;
    }
  g_string_append_len (self->text, string + plain, (gssize) (length - plain));
  g_string_append_c (self->text, '"');
}

static void
write_name (Writer *self, const char *name, gsize length)
{
  write_string (self, name, length);
  g_string_append (self->text, self->layout == LUTHIER_JSON_PRETTY ? ": " : ":");
}

static void
write_c_string (Writer *self, const char *string)
{
  if (g_utf8_validate (string, -1, NULL))
    write_string (self, string, strlen (string));
  else
    {
      g_autofree char *valid = g_utf8_make_valid (string, -1);
      write_string (self, valid, strlen (valid));
    }
}

/* JSON has no numbers that are not finite; ProtoJSON writes strings. */
static void
write_double (Writer *self, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  /* Up to 15 digits survive a double, unless it is a denormal one. */
  int digits = fabs (number) < DBL_MIN ? 1 : DBL_DIG;

  if (isnan (number))
    g_string_append (self->text, "\"NaN\"");
  else if (isinf (number))
    g_string_append (self->text, number > 0 ? "\"Infinity\"" : "\"-Infinity\"");
  else
    {
      double back;
      do
        {
          char format[8];
          g_snprintf (format, sizeof format, "%%.%dg", digits);
          g_ascii_formatd (text, sizeof text, format, number);
          back = g_ascii_strtod (text, NULL);
        }
      while (memcmp (&back, &number, sizeof number) != 0 && digits++ < DBL_DECIMAL_DIG);
      g_string_append (self->text, text);
    }
}

static void write_node (Writer *self, JsonNode *node);

static void
write_node_object (Writer *self, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  gboolean first = TRUE;

  write_open (self, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      write_separator (self, first);
      write_name (self, name, strlen (name));
      write_node (self, node);
      first = FALSE;
    }
  write_close (self, '}', first);
}

static void
write_node_array (Writer *self, JsonArray *array)
{
  guint length = json_array_get_length (array);

  write_open (self, '[');
  for (guint i = 0; i < length; i++)
    {
      write_separator (self, i == 0);
      write_node (self, json_array_get_element (array, i));
    }
  write_close (self, ']', length == 0);
}

static void
write_node_value (Writer *self, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    write_c_string (self, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (self->text, json_node_get_boolean (node) ? "true" : "false");
  else if (type == G_TYPE_DOUBLE)
    write_double (self, json_node_get_double (node));
  else
    g_string_append_printf (self->text, "%" G_GINT64_FORMAT, json_node_get_int (node));
}

static void
write_node (Writer *self, JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      write_node_object (self, json_node_get_object (node));
      break;
    case JSON_NODE_ARRAY:
      write_node_array (self, json_node_get_array (node));
      break;
    case JSON_NODE_VALUE:
      write_node_value (self, node);
      break;
    case JSON_NODE_NULL:
    default:
      g_string_append (self->text, "null");
    }
}

static void write_value (Writer *self, const LuthierJsonValue *value);

static void
write_container (Writer *self, const LuthierJsonValue *value)
{
  gboolean object = value->kind == LUTHIER_JSON_OBJECT;
  const LuthierJsonValue *at = value + 1;

  write_open (self, object ? '{' : '[');
  for (guint i = 0; i < value->length; i++)
    {
      write_separator (self, i == 0);
      if (object)
        {
          write_name (self, at->text, at->length);
          at++;
        }
      write_value (self, at);
      at = luthier_json_value_after (at);
    }
  write_close (self, object ? '}' : ']', value->length == 0);
}

static void
write_value (Writer *self, const LuthierJsonValue *value)
{
  switch (luthier_json_value_get_kind (value))
    {
    case LUTHIER_JSON_OBJECT:
    case LUTHIER_JSON_ARRAY:
      write_container (self, value);
      break;
    case LUTHIER_JSON_STRING:
      write_string (self, value->text, value->length);
      break;
    case LUTHIER_JSON_NUMBER:
      g_string_append_len (self->text, value->text, value->length);
      break;
    case LUTHIER_JSON_BOOLEAN:
      g_string_append (self->text, value->truth ? "true" : "false");
      break;
    case LUTHIER_JSON_ABSENT:
    case LUTHIER_JSON_NULL:
    default:
      g_string_append (self->text, "null");
    }
}

static JsonNode *
number_to_node (const LuthierJsonValue *value)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  gint64 integer = luthier_json_value_get_int64 (value, G_MININT64);

  if (integer != G_MININT64)
    json_node_set_int (node, integer);
  else
    json_node_set_double (node, luthier_json_value_get_double (value, NAN));
  return node;
}

static JsonNode *
object_to_node (const LuthierJsonValue *value)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  LuthierJsonIter iter;
  const char *name;
  const LuthierJsonValue *member;

  luthier_json_iter_init (&iter, value);
  while (luthier_json_iter_next (&iter, &name, &member))
    json_object_set_member (object, name, luthier_json_value_to_node (member));
  json_node_take_object (node, object);
  return node;
}

static JsonNode *
array_to_node (const LuthierJsonValue *value)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_sized_new (luthier_json_value_get_length (value));
  LuthierJsonIter iter;
  const LuthierJsonValue *element;

  luthier_json_iter_init (&iter, value);
  while (luthier_json_iter_next (&iter, NULL, &element))
    json_array_add_element (array, luthier_json_value_to_node (element));
  json_node_take_array (node, array);
  return node;
}

/**
 * luthier_json_node_to_text:
 * @node: what was built
 * @layout: on one line without blanks, or on many with two spaces a level
 *
 * Writes JSON text: UTF-8 as it is, escapes only where JSON wants them, numbers with as few digits
 * as read back the same, numbers that are not finite as the strings of ProtoJSON, members in their
 * order. There is no newline at the end.
 *
 * Returns: (transfer full): the text
 */
char *
luthier_json_node_to_text (JsonNode *node, LuthierJsonLayout layout)
{
  Writer writer = { g_string_new (NULL), layout, 0 };

  write_node (&writer, node);
  return g_string_free (writer.text, FALSE);
}

/**
 * luthier_json_value_to_text:
 * @value: (nullable): a value; %NULL is written as null
 * @layout: as for [func@json_node_to_text]
 *
 * Writes a value that was read: numbers digit by digit as they were, all members, even those of
 * the same name.
 *
 * Returns: (transfer full): the text
 */
char *
luthier_json_value_to_text (const LuthierJsonValue *value, LuthierJsonLayout layout)
{
  Writer writer = { g_string_new (NULL), layout, 0 };

  write_value (&writer, value);
  return g_string_free (writer.text, FALSE);
}

/**
 * luthier_json_value_to_node:
 * @value: (nullable): a value; %NULL becomes null
 *
 * Copies a value into json-glib's form, to build on. Integers that fit become integers, all other
 * numbers doubles; a string ends at its first NUL.
 *
 * Returns: (transfer full): the node
 */
JsonNode *
luthier_json_value_to_node (const LuthierJsonValue *value)
{
  switch (luthier_json_value_get_kind (value))
    {
    case LUTHIER_JSON_OBJECT:
      return object_to_node (value);
    case LUTHIER_JSON_ARRAY:
      return array_to_node (value);
    case LUTHIER_JSON_STRING:
      return json_node_init_string (json_node_alloc (), value->text);
    case LUTHIER_JSON_NUMBER:
      return number_to_node (value);
    case LUTHIER_JSON_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), value->truth);
    case LUTHIER_JSON_ABSENT:
    case LUTHIER_JSON_NULL:
    default:
      return json_node_new (JSON_NODE_NULL);
    }
}

/**
 * luthier_json_add_string:
 * @builder: in an object
 * @name: of the member
 * @value: (nullable): %NULL leaves the member out, as the service does with what is empty
 */
void
luthier_json_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}
