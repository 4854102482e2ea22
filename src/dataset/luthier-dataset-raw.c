/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-raw.h"

#include <string.h>

#include "luthier-json-bytes.h"

static const LuthierRaw nothing = { LUTHIER_JSON_TOKEN_ERROR, NULL, 0 };

/* The value whose first token was just read. */
static LuthierRaw
finish (LuthierJsonScanner *scanner, LuthierJsonToken token)
{
  gboolean is_string = token == LUTHIER_JSON_TOKEN_STRING;
  const char *start = scanner->start - is_string;

  if (!luthier_json_scanner_skip (scanner, token))
    return nothing;
  return (LuthierRaw){ token, start, (gsize) (scanner->at - start) };
}

/**
 * luthier_raw_init:
 * @text: what should be one JSON value, and ends as a scanner wants it
 *
 * Returns: whether it is one
 */
gboolean
luthier_raw_init (LuthierRaw *self, const char *text, gsize length)
{
  LuthierJsonScanner scanner;

  luthier_json_scanner_init (&scanner, text, length);
  *self = finish (&scanner, luthier_json_scanner_next (&scanner));
  return self->kind != LUTHIER_JSON_TOKEN_ERROR &&
         luthier_json_scanner_next (&scanner) == LUTHIER_JSON_TOKEN_END;
}

/**
 * luthier_raw_iter_init:
 * @container: any value; what is no container has nothing in it
 */
void
luthier_raw_iter_init (LuthierRawIter *self, const LuthierRaw *container)
{
  self->is_object = container->kind == LUTHIER_JSON_TOKEN_OBJECT;
  if (self->is_object || container->kind == LUTHIER_JSON_TOKEN_ARRAY)
    {
      luthier_json_scanner_init (&self->scanner, container->text, container->length);
      luthier_json_scanner_next (&self->scanner);
    }
  else
    self->scanner.depth = 0;
}

/**
 * luthier_raw_iter_next:
 * @name: (out) (nullable): of a member
 * @value: (out): the next value
 *
 * Returns: whether there is one
 */
gboolean
luthier_raw_iter_next (LuthierRawIter *self, LuthierRaw *name, LuthierRaw *value)
{
  LuthierJsonScanner *scanner = &self->scanner;
  LuthierJsonToken token;

  if (scanner->depth == 0)
    return FALSE;
  token = luthier_json_scanner_next (scanner);
  if (scanner->depth == 0 || token <= LUTHIER_JSON_TOKEN_END)
    return FALSE;
  if (self->is_object)
    {
      if (name != NULL)
        *name = (LuthierRaw){ LUTHIER_JSON_TOKEN_STRING, scanner->start - 1, scanner->length + 2 };
      token = luthier_json_scanner_next (scanner);
    }
  *value = finish (scanner, token);
  return TRUE;
}

/**
 * luthier_raw_get_member:
 *
 * Returns: the member of that name, the last one if there are several; a value that is not there if
 *   there is none, or this is no object
 */
LuthierRaw
luthier_raw_get_member (const LuthierRaw *self, const char *name)
{
  LuthierRaw found = nothing, key, value;
  LuthierRawIter iter;

  if (self->kind != LUTHIER_JSON_TOKEN_OBJECT)
    return nothing;
  luthier_raw_iter_init (&iter, self);
  while (luthier_raw_iter_next (&iter, &key, &value))
    if (luthier_raw_is_text (&key, name))
      found = value;
  return found;
}

/**
 * luthier_raw_is_text:
 *
 * Returns: whether it is a string of that text, however it is written
 */
gboolean
luthier_raw_is_text (const LuthierRaw *self, const char *text)
{
  gsize length = strlen (text);
  g_autofree char *decoded = NULL;
  gsize n_decoded;

  if (self->kind != LUTHIER_JSON_TOKEN_STRING)
    return FALSE;
  if (memchr (self->text, '\\', self->length) == NULL)
    return self->length == length + 2 && memcmp (self->text + 1, text, length) == 0;
  decoded = luthier_raw_decode (self, &n_decoded);
  return n_decoded == length && memcmp (decoded, text, length) == 0;
}

gboolean
luthier_raw_is_empty_text (const LuthierRaw *self)
{
  return self->kind == LUTHIER_JSON_TOKEN_STRING && self->length == 2;
}

/**
 * luthier_raw_decode:
 * @length: (out): its length
 *
 * Returns: (transfer full): the text of a string, which ends as a scanner wants it
 */
char *
luthier_raw_decode (const LuthierRaw *self, gsize *length)
{
  char *text = g_malloc0 (self->length + LUTHIER_JSON_PADDING + 1);

  *length = luthier_json_unescape (self->text + 1, self->length - 2, text);
  memset (text + *length, 0, self->length + LUTHIER_JSON_PADDING + 1 - *length);
  return text;
}

void
luthier_raw_append (GString *text, const LuthierRaw *value)
{
  g_string_append_len (text, value->text, (gssize) value->length);
}

/**
 * luthier_raw_append_compact:
 *
 * Appends a value that may be spread over lines, without blanks around what is in it.
 */
void
luthier_raw_append_compact (GString *text, const LuthierRaw *value)
{
  gboolean in_string = FALSE, is_escaped = FALSE;

  for (gsize i = 0; i < value->length; i++)
    {
      char byte = value->text[i];

      if (!in_string && luthier_json_byte_is_blank ((guint8) byte))
        continue;
      if (byte == '"' && !is_escaped)
        in_string = !in_string;
      is_escaped = in_string && !is_escaped && byte == '\\';
      g_string_append_c (text, byte);
    }
}

/**
 * luthier_raw_append_string:
 * @string: valid UTF-8, with any characters
 *
 * Appends a text as JSON writes it.
 */
void
luthier_raw_append_string (GString *text, const char *string, gsize length)
{
  g_string_append_c (text, '"');
  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = (guint8) string[i];

      if (byte == '"' || byte == '\\')
        g_string_append_c (text, '\\');
      if (byte == '\n')
        g_string_append (text, "\\n");
      else if (byte < 0x20)
        g_string_append_printf (text, "\\u%04x", byte);
      else
        g_string_append_c (text, (char) byte);
    }
  g_string_append_c (text, '"');
}
