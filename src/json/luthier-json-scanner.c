/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-json-scanner.h"

#include <glib/gi18n.h>

#include "luthier-json-bytes.h"
#include "luthier-json-string.h"

enum
{
  EXPECT_VALUE,
  EXPECT_FIRST, /* a value or name, or the end of a container that has just begun */
  EXPECT_MORE,  /* a comma, or the end of the container */
  EXPECT_END,   /* nothing but the end of the text */
};

/* Most strings are names and other short words. */
static inline gboolean
scan_string (LuthierJsonScanner *self, const guint8 *at)
{
  const guint8 *end = luthier_json_skip_short (at);

  if (G_UNLIKELY (*end != '"'))
    return luthier_json_string_scan (self, at);
  self->start = (const char *) at;
  self->length = (gsize) (end - at);
  self->at = (const char *) end + 1;
  self->escaped = FALSE;
  self->ascii = TRUE;
  self->n_escapes = self->n_code_escapes = 0;
  self->n_two = self->n_three = self->n_four = 0;
  return TRUE;
}

static LuthierJsonToken
finish_value (LuthierJsonScanner *self, const guint8 *end, LuthierJsonToken token)
{
  self->length = (gsize) ((const char *) end - self->start);
  self->at = (const char *) end;
  self->expected = self->depth > 0 ? EXPECT_MORE : EXPECT_END;
  return token;
}

/* The end of the number at a place; NULL and the wrong place if it is none. */
static const guint8 *
skip_number (const guint8 *at, const guint8 **wrong)
{
  if (*at == '-')
    at++;
  if (*at == '0')
    at++;
  else
    {
      *wrong = at;
      if (!g_ascii_isdigit (*at))
        return NULL;
      while (g_ascii_isdigit (*at))
        at++;
    }
  if (*at == '.')
    {
      *wrong = ++at;
      if (!g_ascii_isdigit (*at))
        return NULL;
      while (g_ascii_isdigit (*at))
        at++;
    }
  if (*at == 'e' || *at == 'E')
    {
      at++;
      if (*at == '+' || *at == '-')
        at++;
      *wrong = at;
      if (!g_ascii_isdigit (*at))
        return NULL;
      while (g_ascii_isdigit (*at))
        at++;
    }
  *wrong = at;
  return g_ascii_isalnum (*at) || *at == '.' || *at == '+' || *at == '-' ? NULL : at;
}

static LuthierJsonToken
scan_number (LuthierJsonScanner *self, const guint8 *at)
{
  const guint8 *wrong = at;
  const guint8 *end = skip_number (at, &wrong);

  if (end == NULL)
    return luthier_json_scanner_fail (self, wrong, LUTHIER_JSON_ERROR_SYNTAX,
                                      N_ ("this is not how a number is written"));
  return finish_value (self, end, LUTHIER_JSON_TOKEN_NUMBER);
}

static LuthierJsonToken
open_container (LuthierJsonScanner *self, const guint8 *at, LuthierJsonToken token)
{
  if (self->depth == LUTHIER_JSON_MAX_DEPTH)
    return luthier_json_scanner_fail (self, at, LUTHIER_JSON_ERROR_TOO_DEEP,
                                      N_ ("nested too deeply"));

  self->in_object[self->depth++] = token == LUTHIER_JSON_TOKEN_OBJECT;
  self->at = (const char *) at + 1;
  self->length = 1;
  self->expected = EXPECT_FIRST;
  return token;
}

static LuthierJsonToken
close_container (LuthierJsonScanner *self, const guint8 *at)
{
  gboolean object = self->in_object[--self->depth];

  self->start = (const char *) at;
  return finish_value (self, at + 1,
                       object ? LUTHIER_JSON_TOKEN_OBJECT_END : LUTHIER_JSON_TOKEN_ARRAY_END);
}

static LuthierJsonToken
fail_value (LuthierJsonScanner *self, const guint8 *at)
{
  if (memcmp (at, "\xef\xbb\xbf", 3) == 0)
    return luthier_json_scanner_fail (self, at, LUTHIER_JSON_ERROR_ENCODING,
                                      N_ ("a byte order mark"));
  if (*at == ']' || *at == '}')
    return luthier_json_scanner_fail (self, at, LUTHIER_JSON_ERROR_SYNTAX,
                                      N_ ("a value is missing, or a comma is too many"));
  return luthier_json_scanner_fail (self, at, LUTHIER_JSON_ERROR_SYNTAX,
                                    N_ ("a value was expected"));
}

static LuthierJsonToken
scan_value (LuthierJsonScanner *self, const guint8 *at)
{
  self->start = (const char *) at;
  switch (*at)
    {
    case '"':
      if (!scan_string (self, at + 1))
        return LUTHIER_JSON_TOKEN_ERROR;
      self->expected = self->depth > 0 ? EXPECT_MORE : EXPECT_END;
      return LUTHIER_JSON_TOKEN_STRING;
    case '{':
      return open_container (self, at, LUTHIER_JSON_TOKEN_OBJECT);
    case '[':
      return open_container (self, at, LUTHIER_JSON_TOKEN_ARRAY);
    case 't':
      if (memcmp (at, "true", 4) == 0)
        return finish_value (self, at + 4, LUTHIER_JSON_TOKEN_TRUE);
      break;
    case 'f':
      if (memcmp (at, "false", 5) == 0)
        return finish_value (self, at + 5, LUTHIER_JSON_TOKEN_FALSE);
      break;
    case 'n':
      if (memcmp (at, "null", 4) == 0)
        return finish_value (self, at + 4, LUTHIER_JSON_TOKEN_NULL);
      break;
    default:
      if (*at == '-' || g_ascii_isdigit (*at))
        return scan_number (self, at);
    }
  return fail_value (self, at);
}

static LuthierJsonToken
scan_name (LuthierJsonScanner *self, const guint8 *at)
{
  if (*at != '"')
    return luthier_json_scanner_fail (self, at, LUTHIER_JSON_ERROR_SYNTAX,
                                      *at == '}' ? N_ ("a comma is too many")
                                                 : N_ ("a name in quotes was expected"));
  if (!scan_string (self, at + 1))
    return LUTHIER_JSON_TOKEN_ERROR;

  at = luthier_json_skip_blanks ((const guint8 *) self->at);
  if (*at != ':')
    return luthier_json_scanner_fail (self, at, LUTHIER_JSON_ERROR_SYNTAX,
                                      N_ ("a colon was expected"));
  self->at = (const char *) at + 1;
  self->expected = EXPECT_VALUE;
  return LUTHIER_JSON_TOKEN_NAME;
}

static LuthierJsonToken
scan_more (LuthierJsonScanner *self, const guint8 *at)
{
  gboolean object = self->in_object[self->depth - 1];

  if (*at == ',')
    {
      at = luthier_json_skip_blanks (at + 1);
      return object ? scan_name (self, at) : scan_value (self, at);
    }
  if (*at == (object ? '}' : ']'))
    return close_container (self, at);
  return luthier_json_scanner_fail (self, at, LUTHIER_JSON_ERROR_SYNTAX,
                                    object ? N_ ("a comma or } was expected")
                                           : N_ ("a comma or ] was expected"));
}

static LuthierJsonToken
scan_first (LuthierJsonScanner *self, const guint8 *at)
{
  gboolean object = self->in_object[self->depth - 1];

  if (*at == (object ? '}' : ']'))
    return close_container (self, at);
  return object ? scan_name (self, at) : scan_value (self, at);
}

/**
 * luthier_json_scanner_init:
 * @self: any memory
 * @text: the JSON text: a NUL and [const@JSON_PADDING] readable bytes have to be behind it, and it
 *   has to outlive the scanner
 * @length: its length in bytes
 *
 * Begins to scan a text.
 */
void
luthier_json_scanner_init (LuthierJsonScanner *self, const char *text, gsize length)
{
  self->at = self->start = text;
  self->end = text + length;
  self->length = 0;
  self->escaped = FALSE;
  self->ascii = TRUE;
  self->n_escapes = self->n_code_escapes = 0;
  self->n_two = self->n_three = self->n_four = 0;
  self->problem = NULL;
  self->expected = EXPECT_VALUE;
  self->depth = 0;
}

/**
 * luthier_json_scanner_next:
 *
 * Reads the next token by the grammar of RFC 8259, with nothing added: the order of tokens is
 * checked too, so that whoever reads them up to the end has read a valid text.
 *
 * Returns: its kind; after an error or the end, the scanner has to be initialised again
 */
__attribute__ ((flatten)) LuthierJsonToken
luthier_json_scanner_next (LuthierJsonScanner *self)
{
  const guint8 *at = luthier_json_skip_blanks ((const guint8 *) self->at);

  switch (self->expected)
    {
    case EXPECT_MORE:
      return scan_more (self, at);
    case EXPECT_VALUE:
      return scan_value (self, at);
    case EXPECT_FIRST:
      return scan_first (self, at);
    default:
      if ((const char *) at == self->end)
        return LUTHIER_JSON_TOKEN_END;
      return luthier_json_scanner_fail (self, at, LUTHIER_JSON_ERROR_SYNTAX,
                                        N_ ("more text after the end of the value"));
    }
}

/**
 * luthier_json_scanner_take_name:
 * @name: what a member may be called, without anything that would have to be escaped
 * @length: its length in bytes
 *
 * Reads the next token if it is this very name, as it is usually written; does nothing if not. It is
 * the quicker way to read what is expected: nothing depends on where the name ends.
 *
 * Returns: whether it was read
 */
gboolean
luthier_json_scanner_take_name (LuthierJsonScanner *self, const char *name, gsize length)
{
  const char *at = self->at;

  if (self->depth == 0 || !self->in_object[self->depth - 1])
    return FALSE;
  if (self->expected == EXPECT_MORE)
    {
      if (*at++ != ',')
        return FALSE;
      at += *at == ' ';
    }
  else if (self->expected != EXPECT_FIRST)
    return FALSE;
  if (*at++ != '"')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (at[i] != name[i])
      return FALSE;
  if (at[length] != '"' || at[length + 1] != ':')
    return FALSE;
  self->start = at;
  self->length = length;
  self->ascii = TRUE;
  self->escaped = FALSE;
  self->n_escapes = self->n_code_escapes = 0;
  self->n_two = self->n_three = self->n_four = 0;
  self->at = at + length + 2;
  self->expected = EXPECT_VALUE;
  return TRUE;
}

/**
 * luthier_json_scanner_take_around:
 * @opening: what is expected from the beginning of an object to the quote that opens a string,
 *   without the brace, which is the last token; at most %LUTHIER_JSON_PADDING bytes
 * @closing: what is expected from behind the closing quote: it ends all that @opening begins, and the
 *   object; as long at most
 *
 * Reads an object to its end at once if it is written in just this way, and only the string is not
 * known; does nothing if not. It is the quicker way to read what is all alike: nothing depends on
 * where tokens end. What is known of a string then is known of this one.
 *
 * Returns: whether it was read
 */
gboolean
luthier_json_scanner_take_around (LuthierJsonScanner *self,
                                  const char *opening,
                                  gsize opening_length,
                                  const char *closing,
                                  gsize closing_length)
{
  const char *at = self->at;

  if (self->expected != EXPECT_FIRST || memcmp (at, opening, opening_length) != 0)
    return FALSE;
  if (!scan_string (self, (const guint8 *) at + opening_length) ||
      memcmp (self->at, closing, closing_length) != 0)
    {
      self->at = at;
      return FALSE;
    }
  self->at += closing_length;
  self->depth--;
  self->expected = self->depth > 0 ? EXPECT_MORE : EXPECT_END;
  return TRUE;
}

/**
 * luthier_json_scanner_skip:
 * @token: the token that was just read
 *
 * Reads to the end of the value that begins with a token: of a container, everything inside.
 *
 * Returns: whether there was no error on the way
 */
gboolean
luthier_json_scanner_skip (LuthierJsonScanner *self, LuthierJsonToken token)
{
  guint depth = self->depth;

  if (token == LUTHIER_JSON_TOKEN_OBJECT || token == LUTHIER_JSON_TOKEN_ARRAY)
    while (self->depth >= depth)
      if ((token = luthier_json_scanner_next (self)) == LUTHIER_JSON_TOKEN_ERROR)
        break;
  return token != LUTHIER_JSON_TOKEN_ERROR;
}

/**
 * luthier_json_is_number:
 * @text: a NUL-terminated text
 *
 * Returns: whether all of it is a number as JSON writes one
 */
gboolean
luthier_json_is_number (const char *text)
{
  const guint8 *wrong;
  const guint8 *end = skip_number ((const guint8 *) text, &wrong);

  return end != NULL && *end == '\0';
}

/**
 * luthier_json_get_position:
 * @text: a text in UTF-8, valid or not
 * @offset: a place in it, in bytes
 * @line: (out): its line, from 1
 * @column: (out): its column in characters, from 1
 *
 * Tells where a person finds a place in a text.
 */
void
luthier_json_get_position (const char *text, gsize offset, guint64 *line, guint64 *column)
{
  *line = *column = 1;
  for (gsize i = 0; i < offset; i++)
    if (text[i] == '\n')
      {
        *line += 1;
        *column = 1;
      }
    else if ((text[i] & 0xc0) != 0x80)
      *column += 1;
}
