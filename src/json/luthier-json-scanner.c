/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-json-scanner.h"

#include <glib/gi18n.h>

#include "luthier-json-bytes.h"

enum
{
  EXPECT_VALUE,
  EXPECT_FIRST, /* a value or name, or the end of a container that has just begun */
  EXPECT_MORE,  /* a comma, or the end of the container */
  EXPECT_END,   /* nothing but the end of the text */
};

static LuthierJsonToken
fail (LuthierJsonScanner *self, const guint8 *at, LuthierJsonError code, const char *problem)
{
  self->at = (const char *) at;
  self->code = code;
  self->problem = problem;
  if (self->at == self->end)
    {
      self->code = LUTHIER_JSON_ERROR_SYNTAX;
      self->problem = N_ ("the text ends too early");
    }
  else if (*at == '\0')
    {
      self->code = LUTHIER_JSON_ERROR_ENCODING;
      self->problem = N_ ("a NUL byte");
    }
  return LUTHIER_JSON_TOKEN_ERROR;
}

static LuthierJsonToken
finish_value (LuthierJsonScanner *self, const guint8 *end, LuthierJsonToken token)
{
  self->length = (gsize) ((const char *) end - self->start);
  self->at = (const char *) end;
  self->expected = self->depth > 0 ? EXPECT_MORE : EXPECT_END;
  return token;
}

/* One more than the value of a hexadecimal digit; 0 for all others. */
static const guint8 hex_digits[256] = {
  ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
  ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
  ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
};

/* What the letter after a backslash stands for; 0 for \\u and for what is no escape. */
static const guint8 escapes[256] = {
  ['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
  ['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t',
};

/* The value of four hexadecimal digits, or -1. */
static int
read_hex (const guint8 *at)
{
  int value = 0;

  for (guint i = 0; i < 4; i++)
    {
      int digit = hex_digits[at[i]] - 1;
      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

#define IS_HIGH_SURROGATE(unit) (((unit) &0xfc00) == 0xd800)
#define IS_LOW_SURROGATE(unit)  (((unit) &0xfc00) == 0xdc00)

/* The length of the escape at a backslash; 0 after recording what is wrong with it. */
static guint
check_escape (LuthierJsonScanner *self, const guint8 *at)
{
  int unit;

  if (escapes[at[1]] != 0)
    return 2;
  if (at[1] != 'u')
    {
      const guint8 *wrong = (const char *) at + 1 == self->end ? at + 1 : at;
      fail (self, wrong, LUTHIER_JSON_ERROR_SYNTAX, N_ ("there is no such escape"));
      return 0;
    }

  unit = read_hex (at + 2);
  if (unit < 0)
    {
      fail (self, at, LUTHIER_JSON_ERROR_SYNTAX, N_ ("\\u takes four hexadecimal digits"));
      return 0;
    }
  if (!IS_HIGH_SURROGATE (unit) && !IS_LOW_SURROGATE (unit))
    return 6;
  if (IS_HIGH_SURROGATE (unit) && at[6] == '\\' && at[7] == 'u')
    {
      int second = read_hex (at + 8);
      if (second >= 0 && IS_LOW_SURROGATE (second))
        return 12;
    }
  fail (self, at, LUTHIER_JSON_ERROR_ENCODING, N_ ("half of a surrogate pair"));
  return 0;
}

/* From behind the opening quote to behind the closing one. */
static gboolean
scan_string (LuthierJsonScanner *self, const guint8 *at)
{
  self->start = (const char *) at;
  self->escaped = FALSE;
  self->ascii = TRUE;
  self->n_escapes = self->n_code_escapes = 0;

  while (TRUE)
    {
      at = luthier_json_skip_plain (at);
      if (*at == '"')
        {
          self->length = (gsize) ((const char *) at - self->start);
          self->at = (const char *) at + 1;
          return TRUE;
        }
      if (*at == '\\')
        {
          guint length = check_escape (self, at);
          if (length == 0)
            return FALSE;
          self->escaped = TRUE;
          self->n_code_escapes += length > 2;
          self->n_escapes++;
          at += length;
        }
      else if (*at >= 0x80)
        {
          guint length = luthier_json_character_length (at);
          if (length == 0)
            return fail (self, at, LUTHIER_JSON_ERROR_ENCODING, N_ ("not valid UTF-8"));
          self->ascii = FALSE;
          /* Other scripts come in runs. */
          for (at += length; *at >= 0x80; at += length)
            if ((length = luthier_json_character_length (at)) == 0)
              return fail (self, at, LUTHIER_JSON_ERROR_ENCODING, N_ ("not valid UTF-8"));
        }
      else
        return fail (self, at, LUTHIER_JSON_ERROR_SYNTAX,
                     N_ ("a control character in a string has to be escaped"));
    }
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
    return fail (self, wrong, LUTHIER_JSON_ERROR_SYNTAX,
                 N_ ("this is not how a number is written"));
  return finish_value (self, end, LUTHIER_JSON_TOKEN_NUMBER);
}

static LuthierJsonToken
open_container (LuthierJsonScanner *self, const guint8 *at, LuthierJsonToken token)
{
  if (self->depth == LUTHIER_JSON_MAX_DEPTH)
    return fail (self, at, LUTHIER_JSON_ERROR_TOO_DEEP, N_ ("nested too deeply"));

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
    return fail (self, at, LUTHIER_JSON_ERROR_ENCODING, N_ ("a byte order mark"));
  if (*at == ']' || *at == '}')
    return fail (self, at, LUTHIER_JSON_ERROR_SYNTAX,
                 N_ ("a value is missing, or a comma is too many"));
  return fail (self, at, LUTHIER_JSON_ERROR_SYNTAX, N_ ("a value was expected"));
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
    return fail (self, at, LUTHIER_JSON_ERROR_SYNTAX,
                 *at == '}' ? N_ ("a comma is too many") : N_ ("a name in quotes was expected"));
  if (!scan_string (self, at + 1))
    return LUTHIER_JSON_TOKEN_ERROR;

  at = luthier_json_skip_blanks ((const guint8 *) self->at);
  if (*at != ':')
    return fail (self, at, LUTHIER_JSON_ERROR_SYNTAX, N_ ("a colon was expected"));
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
  return fail (self, at, LUTHIER_JSON_ERROR_SYNTAX,
               object ? N_ ("a comma or } was expected") : N_ ("a comma or ] was expected"));
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
LuthierJsonToken
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
      return fail (self, at, LUTHIER_JSON_ERROR_SYNTAX,
                   N_ ("more text after the end of the value"));
    }
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

/* Decodes the escape at a backslash and moves behind it. */
static guint
decode_escape (const char **at, char *target)
{
  guint8 meaning = escapes[(guint8) (*at)[1]];
  gunichar character;

  *at += 2;
  if (meaning != 0)
    {
      *target = (char) meaning;
      return 1;
    }

  character = (gunichar) read_hex ((const guint8 *) *at);
  *at += 4;
  if (IS_HIGH_SURROGATE (character))
    {
      gunichar second = (gunichar) read_hex ((const guint8 *) *at + 2);
      character = 0x10000 + ((character & 0x3ff) << 10) + (second & 0x3ff);
      *at += 6;
    }
  return (guint) g_unichar_to_utf8 (character, target);
}

/**
 * luthier_json_unescape:
 * @raw: what a scanner found between the quotes of a string
 * @length: its length in bytes
 * @target: room for @length bytes; @raw itself is right too
 *
 * Resolves the escapes of a string that a scanner has accepted. Nothing is added behind it.
 *
 * Returns: the length of the decoded string, never more than @length
 */
gsize
luthier_json_unescape (const char *raw, gsize length, char *target)
{
  const char *at = raw, *end = raw + length;
  char *to = target;

  while (at < end)
    {
      const char *escape = memchr (at, '\\', (gsize) (end - at));
      gsize plain = (gsize) ((escape != NULL ? escape : end) - at);

      memmove (to, at, plain);
      to += plain;
      at += plain;
      if (escape != NULL)
        to += decode_escape (&at, to);
    }
  return (gsize) (to - target);
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
