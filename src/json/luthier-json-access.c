/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-json.h"

#include <math.h>
#include <string.h>

#include "luthier-json-private.h"
#include "luthier-json-scanner.h"

static gboolean
is_container (const LuthierJsonValue *self)
{
  return self != NULL && (self->kind == LUTHIER_JSON_OBJECT || self->kind == LUTHIER_JSON_ARRAY);
}

/* All of a text is an integer that fits. Numbers end at what follows them in the document. */
static gboolean
read_integer (const char *text, gsize length, gint64 *value)
{
  gboolean negative = length > 0 && text[0] == '-';
  guint64 limit = negative ? (guint64) G_MAXINT64 + 1 : (guint64) G_MAXINT64;
  guint64 sum = 0;

  if (length == (negative ? 1 : 0))
    return FALSE;
  for (gsize i = negative; i < length; i++)
    {
      guint digit = (guint) (text[i] - '0');
      if (digit > 9 || sum > (limit - digit) / 10)
        return FALSE;
      sum = sum * 10 + digit;
    }
  *value = negative ? (gint64) -sum : (gint64) sum;
  return TRUE;
}

static gboolean
has_fraction (const LuthierJsonValue *self)
{
  for (guint i = 0; i < self->length; i++)
    if (strchr (".eE", self->text[i]) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * luthier_json_value_get_kind:
 * @self: (nullable): a value
 *
 * Returns: its kind; %LUTHIER_JSON_ABSENT for %NULL
 */
LuthierJsonKind
luthier_json_value_get_kind (const LuthierJsonValue *self)
{
  return self != NULL ? (LuthierJsonKind) self->kind : LUTHIER_JSON_ABSENT;
}

/**
 * luthier_json_value_get_length:
 * @self: (nullable): a value
 *
 * Returns: the number of elements of an array, of members of an object, of bytes of a string (which
 *   may have a NUL inside); 0 for anything else
 */
guint
luthier_json_value_get_length (const LuthierJsonValue *self)
{
  return is_container (self) || (self != NULL && self->kind == LUTHIER_JSON_STRING) ? self->length
                                                                                    : 0;
}

/**
 * luthier_json_value_get_element:
 * @self: (nullable): a value
 * @index: from 0
 *
 * Looks up an element, by walking there: to read all, use an iterator.
 *
 * Returns: (nullable): the element, or %NULL if this is no array or not so long
 */
const LuthierJsonValue *
luthier_json_value_get_element (const LuthierJsonValue *self, guint index)
{
  const LuthierJsonValue *element;

  if (self == NULL || self->kind != LUTHIER_JSON_ARRAY || index >= self->length)
    return NULL;
  for (element = self + 1; index > 0; index--)
    element = luthier_json_value_after (element);
  return element;
}

/**
 * luthier_json_value_get_member:
 * @self: (nullable): a value
 * @name: the name of a member
 *
 * Looks up a member. Of several with the same name the last one counts, as in nearly every reader.
 *
 * Returns: (nullable): its value, or %NULL if this is no object or has none of that name
 */
const LuthierJsonValue *
luthier_json_value_get_member (const LuthierJsonValue *self, const char *name)
{
  const LuthierJsonValue *found = NULL, *at;
  gsize length;

  if (self == NULL || self->kind != LUTHIER_JSON_OBJECT)
    return NULL;
  length = strlen (name);
  at = self + 1;
  for (guint left = self->length; left > 0; left--)
    {
      if (at->length == length && memcmp (at->text, name, length) == 0)
        found = at + 1;
      at = luthier_json_value_after (at + 1);
    }
  return found;
}

/**
 * luthier_json_value_get_member_string:
 * @self: (nullable): a value
 * @name: a member's name
 *
 * Returns: (nullable): the member, %NULL if it is not there or no string
 */
const char *
luthier_json_value_get_member_string (const LuthierJsonValue *self, const char *name)
{
  return luthier_json_value_get_string (luthier_json_value_get_member (self, name), NULL);
}

/**
 * luthier_json_value_get_path:
 * @self: (nullable): a value
 * @first_name: the name of a member
 * @...: the name of a member of that one, and so on, up to %NULL
 *
 * Returns: (nullable): the value at the end of the path, or %NULL if any step is missing
 */
const LuthierJsonValue *
luthier_json_value_get_path (const LuthierJsonValue *self, const char *first_name, ...)
{
  va_list names;

  va_start (names, first_name);
  for (const char *name = first_name; name != NULL; name = va_arg (names, const char *))
    self = luthier_json_value_get_member (self, name);
  va_end (names);
  return self;
}

/**
 * luthier_json_value_get_string:
 * @self: (nullable): a value
 * @fallback: (nullable): what to return for anything but a string
 *
 * Returns: (nullable): the string, which lives as long as the document; it seems to end at a NUL
 *   inside it, [func@JsonValue.get_length] tells
 */
const char *
luthier_json_value_get_string (const LuthierJsonValue *self, const char *fallback)
{
  return self != NULL && self->kind == LUTHIER_JSON_STRING ? self->text : fallback;
}

/**
 * luthier_json_value_get_int64:
 * @self: (nullable): a value
 * @fallback: what to return for anything that is no integer or does not fit
 *
 * Reads an integer: a number, or a string of one, which is how ProtoJSON writes 64 bits. A number
 * such as 4.0 or 1e3 is an integer too.
 *
 * Returns: the integer
 */
gint64
luthier_json_value_get_int64 (const LuthierJsonValue *self, gint64 fallback)
{
  const double limit = 9223372036854775808.0; /* 2^63 */
  gint64 value;
  double number;

  if (self == NULL || (self->kind != LUTHIER_JSON_NUMBER && self->kind != LUTHIER_JSON_STRING))
    return fallback;
  if (read_integer (self->text, self->length, &value))
    return value;
  if (self->kind == LUTHIER_JSON_STRING || !has_fraction (self))
    return fallback;

  number = g_ascii_strtod (self->text, NULL);
  if (!(number >= -limit && number < limit) || number < trunc (number) || number > trunc (number))
    return fallback;
  return (gint64) number;
}

/**
 * luthier_json_value_get_double:
 * @self: (nullable): a value
 * @fallback: what to return for anything that is no number or too large for a double
 *
 * Reads a number: as such, as a string of one, or as one of ProtoJSON's strings "NaN", "Infinity"
 * and "-Infinity".
 *
 * Returns: the number
 */
double
luthier_json_value_get_double (const LuthierJsonValue *self, double fallback)
{
  double number;

  if (self == NULL || (self->kind != LUTHIER_JSON_NUMBER && self->kind != LUTHIER_JSON_STRING))
    return fallback;
  if (self->kind == LUTHIER_JSON_STRING && !luthier_json_is_number (self->text))
    {
      if (strcmp (self->text, "NaN") == 0)
        return NAN;
      if (strcmp (self->text, "Infinity") == 0)
        return INFINITY;
      if (strcmp (self->text, "-Infinity") == 0)
        return -INFINITY;
      return fallback;
    }
  number = g_ascii_strtod (self->text, NULL);
  return isfinite (number) ? number : fallback;
}

/**
 * luthier_json_value_get_boolean:
 * @self: (nullable): a value
 * @fallback: what to return for anything but true and false
 *
 * Returns: which of them it is
 */
gboolean
luthier_json_value_get_boolean (const LuthierJsonValue *self, gboolean fallback)
{
  return self != NULL && self->kind == LUTHIER_JSON_BOOLEAN ? self->truth : fallback;
}

/**
 * luthier_json_iter_init:
 * @iter: any memory
 * @container: (nullable): a value; anything but an array or object is like an empty one
 *
 * Begins to walk over elements or members, in the order of the text.
 */
void
luthier_json_iter_init (LuthierJsonIter *iter, const LuthierJsonValue *container)
{
  iter->container = is_container (container) ? container : NULL;
  iter->next = iter->container != NULL ? container + 1 : NULL;
  iter->left = iter->container != NULL ? container->length : 0;
}

/**
 * luthier_json_iter_next:
 * @name: (out) (optional) (nullable): the name of the member; %NULL in an array
 * @value: (out) (optional): its value, or the element
 *
 * Returns: whether there was one more
 */
gboolean
luthier_json_iter_next (LuthierJsonIter *iter, const char **name, const LuthierJsonValue **value)
{
  const LuthierJsonValue *at = iter->next;
  gboolean object;

  if (iter->left == 0)
    return FALSE;
  object = iter->container->kind == LUTHIER_JSON_OBJECT;
  if (name != NULL)
    *name = object ? at->text : NULL;
  if (object)
    at++;
  if (value != NULL)
    *value = at;
  iter->next = luthier_json_value_after (at);
  iter->left--;
  return TRUE;
}
