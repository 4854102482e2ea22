/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-text.h"

#include <string.h>

#include "luthier-json-scanner.h"

/* What a NUL is shown as, which ends a text; and what no valid text is. */
#define NUL_SYMBOL  "\xe2\x90\x80"
#define REPLACEMENT "\xef\xbf\xbd"
#define INDENT      2

/* A stretch of the line that became a stretch of the text: the same bytes, or one character for an
 * escape. What stands between two of them was added for the eye. */
typedef struct
{
  gsize raw;
  gsize text;
  guint32 raw_length;
  guint32 text_length;
} Piece;

struct _LuthierDatasetText
{
  GString *text;  /* (owned) */
  GArray *pieces; /* (owned) (element-type Piece), in the order of both */
  gsize byte;     /* of the whole, in the line */
  gsize length;
};

static LuthierDatasetText *
text_new (gsize byte, gsize length)
{
  LuthierDatasetText *self = g_new0 (LuthierDatasetText, 1);

  self->text = g_string_sized_new (length + 1);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  self->byte = byte;
  self->length = length;
  return self;
}

static void
add_piece (
    LuthierDatasetText *self, gsize raw, gsize raw_length, const char *text, gsize text_length)
{
  /* Stretches of more than 4 GB are cut; no line is read that is as long. */
  Piece piece = { raw, self->text->len, (guint32) raw_length, (guint32) text_length };

  if (raw_length == 0)
    return;
  g_string_append_len (self->text, text, (gssize) text_length);
  g_array_append_val (self->pieces, piece);
}

static void
add_plain (LuthierDatasetText *self, const char *line, gsize byte, gsize length)
{
  add_piece (self, byte, length, line + byte, length);
}

/* The length of the escape at a backslash, in a string that is valid. */
static gsize
get_escape_length (const char *at)
{
  if (at[1] != 'u')
    return 2;
  /* D800 to DBFF are followed by their second half. */
  return g_ascii_tolower (at[2]) == 'd' && strchr ("89abAB", at[3]) != NULL ? 12 : 6;
}

static void
add_escape (LuthierDatasetText *self, const char *line, gsize byte, gsize length)
{
  char decoded[12];
  gsize decoded_length = luthier_json_unescape (line + byte, length, decoded);

  if (decoded_length == 1 && decoded[0] == '\0')
    add_piece (self, byte, length, NUL_SYMBOL, strlen (NUL_SYMBOL));
  else
    add_piece (self, byte, length, decoded, decoded_length);
}

/**
 * luthier_dataset_text_new_string:
 * @line: a line, or a part of it
 * @byte: where the string begins in it, behind the quote
 * @length: up to the other quote, in bytes
 *
 * Decodes a string. A NUL in it becomes the symbol of one.
 *
 * Returns: (transfer full): what it says
 */
LuthierDatasetText *
luthier_dataset_text_new_string (const char *line, gsize byte, gsize length)
{
  LuthierDatasetText *self = text_new (byte, length);
  gsize at = byte, end = byte + length;

  while (at < end)
    {
      const char *escape = memchr (line + at, '\\', end - at);
      gsize plain = escape != NULL ? (gsize) (escape - line) - at : end - at;

      add_plain (self, line, at, plain);
      at += plain;
      if (at < end)
        {
          gsize escape_length = MIN (get_escape_length (line + at), end - at);
          add_escape (self, line, at, escape_length);
          at += escape_length;
        }
    }
  return self;
}

static void
add_line_end (LuthierDatasetText *self, guint depth)
{
  g_string_append_c (self->text, '\n');
  for (guint i = 0; i < depth * INDENT; i++)
    g_string_append_c (self->text, ' ');
}

static gboolean
is_end (LuthierJsonToken token)
{
  return token == LUTHIER_JSON_TOKEN_OBJECT_END || token == LUTHIER_JSON_TOKEN_ARRAY_END;
}

static gboolean
is_begin (LuthierJsonToken token)
{
  return token == LUTHIER_JSON_TOKEN_OBJECT || token == LUTHIER_JSON_TOKEN_ARRAY;
}

/* What stands between two tokens. */
static void
add_gap (LuthierDatasetText *self, LuthierJsonToken before, LuthierJsonToken token, guint depth)
{
  if (before == LUTHIER_JSON_TOKEN_END)
    return;
  if (before == LUTHIER_JSON_TOKEN_NAME)
    g_string_append (self->text, ": ");
  else if (is_end (token) && !is_begin (before))
    add_line_end (self, depth);
  else if (!is_end (token))
    {
      if (!is_begin (before))
        g_string_append_c (self->text, ',');
      add_line_end (self, depth);
    }
}

/* With the quotes of those that have some. */
static void
add_token (LuthierDatasetText *self,
           const char *line,
           const LuthierJsonScanner *scanner,
           LuthierJsonToken token)
{
  gsize byte = (gsize) (scanner->start - line);

  if (token == LUTHIER_JSON_TOKEN_NAME || token == LUTHIER_JSON_TOKEN_STRING)
    add_plain (self, line, byte - 1, scanner->length + 2);
  else if (is_begin (token) || is_end (token))
    add_plain (self, line, byte, 1);
  else
    add_plain (self, line, byte, (gsize) (scanner->at - scanner->start));
}

/**
 * luthier_dataset_text_new_json:
 * @line: a line that ends in a NUL and the scanner's padding
 * @byte: where the value begins in it
 * @length: of the value, in bytes
 *
 * Lays out a value over lines of its own; its tokens stay as they are written.
 *
 * Returns: (transfer full): what is to be read
 */
LuthierDatasetText *
luthier_dataset_text_new_json (const char *line, gsize byte, gsize length)
{
  LuthierDatasetText *self = text_new (byte, length);
  LuthierJsonScanner scanner;
  LuthierJsonToken token, before = LUTHIER_JSON_TOKEN_END;
  guint depth = 0;

  /* There is no NUL behind the value, so the scanner is left in time. */
  luthier_json_scanner_init (&scanner, line + byte, length);
  do
    {
      token = luthier_json_scanner_next (&scanner);
      if (token == LUTHIER_JSON_TOKEN_ERROR || token == LUTHIER_JSON_TOKEN_END)
        break;
      depth -= is_end (token);
      add_gap (self, before, token, depth);
      add_token (self, line, &scanner, token);
      depth += is_begin (token);
      before = token;
    }
  while (depth > 0);
  return self;
}

/**
 * luthier_dataset_text_new_raw:
 * @line: any bytes
 * @byte: where the piece begins in it
 * @length: of the piece, in bytes
 *
 * Shows bytes as they are: one that is no UTF-8 becomes U+FFFD, a NUL its symbol.
 *
 * Returns: (transfer full): what is to be read
 */
LuthierDatasetText *
luthier_dataset_text_new_raw (const char *line, gsize byte, gsize length)
{
  LuthierDatasetText *self = text_new (byte, length);
  gsize at = byte, end = byte + length;

  while (at < end)
    {
      const char *invalid;

      if (g_utf8_validate (line + at, (gssize) (end - at), &invalid))
        invalid = line + end;
      add_plain (self, line, at, (gsize) (invalid - line) - at);
      at = (gsize) (invalid - line);
      if (at < end)
        {
          const char *shown = line[at] == '\0' ? NUL_SYMBOL : REPLACEMENT;
          add_piece (self, at, 1, shown, strlen (shown));
          at++;
        }
    }
  return self;
}

/**
 * luthier_dataset_text_free:
 *
 * Frees it.
 */
void
luthier_dataset_text_free (LuthierDatasetText *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->pieces);
  g_free (self);
}

/**
 * luthier_dataset_text_get_text:
 *
 * Returns: what is to be read
 */
const char *
luthier_dataset_text_get_text (const LuthierDatasetText *self)
{
  return self->text->str;
}

/**
 * luthier_dataset_text_get_length:
 *
 * Returns: how long it is, in bytes
 */
gsize
luthier_dataset_text_get_length (const LuthierDatasetText *self)
{
  return self->text->len;
}

/* The first piece that ends behind a place of the line; the number of pieces if there is none. */
static guint
find_piece (const LuthierDatasetText *self, gsize byte)
{
  guint low = 0, high = self->pieces->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Piece *piece = &g_array_index (self->pieces, Piece, middle);

      if (piece->raw + piece->raw_length > byte)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* Where in the text a place of the line is: of a place within an escape, the beginning of its
 * character, or the end of it. */
static gsize
to_text (const LuthierDatasetText *self, gsize byte, gboolean to_end)
{
  guint index = find_piece (self, to_end && byte > 0 ? byte - 1 : byte);
  const Piece *piece;
  const char *text;
  gsize inside;

  if (index == self->pieces->len)
    return self->text->len;
  piece = &g_array_index (self->pieces, Piece, index);
  if (byte <= piece->raw)
    return piece->text;
  if (byte >= piece->raw + piece->raw_length)
    return piece->text + piece->text_length;
  if (piece->raw_length != piece->text_length)
    return piece->text + (to_end ? piece->text_length : 0);

  text = self->text->str + piece->text;
  inside = byte - piece->raw;
  while (to_end ? inside < piece->text_length && (text[inside] & 0xc0) == 0x80
                : inside > 0 && (text[inside] & 0xc0) == 0x80)
    inside = to_end ? inside + 1 : inside - 1;
  return piece->text + inside;
}

/**
 * luthier_dataset_text_find:
 * @byte: a place in the line
 * @length: how much of the line is meant from there; 0 = only where it begins
 * @start: (out): the first character of the text that is meant, from 0
 * @end: (out): the first one behind it
 *
 * Finds what was said of the line in the text. What is only in part in this text is found as far
 * as it is.
 *
 * Returns: whether any of it is here; a @length of 0 gives an empty stretch
 */
gboolean
luthier_dataset_text_find (
    const LuthierDatasetText *self, gsize byte, gsize length, guint *start, guint *end)
{
  gsize from, to;

  *start = *end = 0;
  if (byte > self->byte + self->length || byte + length < self->byte ||
      (length > 0 && (byte == self->byte + self->length || byte + length == self->byte)))
    return FALSE;
  from = to_text (self, byte, FALSE);
  to = length > 0 ? to_text (self, byte + length, TRUE) : from;
  *start = (guint) g_utf8_pointer_to_offset (self->text->str, self->text->str + from);
  *end = *start + (guint) g_utf8_pointer_to_offset (self->text->str + from,
                                                    self->text->str + MAX (from, to));
  return TRUE;
}

/**
 * luthier_dataset_text_is_within:
 * @byte: a place in the line
 * @length: how much of the line is meant from there
 *
 * Returns: whether it is all of the text that is meant, with something around it
 */
gboolean
luthier_dataset_text_is_within (const LuthierDatasetText *self, gsize byte, gsize length)
{
  return byte + 1 < self->byte && byte + length > self->byte + self->length + 1;
}
