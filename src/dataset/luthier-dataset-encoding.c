/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-encoding.h"

#include <string.h>

#include "luthier-json-bytes.h"

#define REPLACEMENT 0xfffd

/* What Windows-1252 has where Latin-1 has controls; 0 where it has nothing either. */
static const guint16 windows_characters[32] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

/**
 * luthier_encoding_look:
 * @bytes: how the text begins
 * @length: how much of it there is; four bytes are enough
 * @mark: (out): how long its byte order mark is
 *
 * Tells an encoding by the byte order mark or, as JSON and CSV begin with ASCII, by the zeros
 * around the first character (RFC 4627, section 3).
 *
 * Returns: the encoding; UTF-8 where nothing else is certain
 */
LuthierEncoding
luthier_encoding_look (const guint8 *bytes, gsize length, gsize *mark)
{
  static const struct
  {
    guint8 bytes[4];
    gsize length;
    gsize mark;
    LuthierEncoding encoding;
  } beginnings[] = {
    { { 0xff, 0xfe, 0, 0 }, 4, 4, LUTHIER_ENCODING_UTF32_LE },
    { { 0, 0, 0xfe, 0xff }, 4, 4, LUTHIER_ENCODING_UTF32_BE },
    { { 0xff, 0xfe }, 2, 2, LUTHIER_ENCODING_UTF16_LE },
    { { 0xfe, 0xff }, 2, 2, LUTHIER_ENCODING_UTF16_BE },
    { { 0xef, 0xbb, 0xbf }, 3, 3, LUTHIER_ENCODING_UTF8 },
  };

  *mark = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (length >= beginnings[i].length &&
        memcmp (bytes, beginnings[i].bytes, beginnings[i].length) == 0)
      {
        *mark = beginnings[i].mark;
        return beginnings[i].encoding;
      }
  if (length < 4)
    return LUTHIER_ENCODING_UTF8;
  if (bytes[0] != 0 && bytes[1] == 0)
    return bytes[2] == 0 && bytes[3] == 0 ? LUTHIER_ENCODING_UTF32_LE : LUTHIER_ENCODING_UTF16_LE;
  if (bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0)
    return LUTHIER_ENCODING_UTF16_BE;
  if (bytes[0] == 0 && bytes[1] == 0 && bytes[2] == 0 && bytes[3] != 0)
    return LUTHIER_ENCODING_UTF32_BE;
  return LUTHIER_ENCODING_UTF8;
}

static guint
read_unit (const guint8 *at, gboolean big)
{
  return big ? (guint) at[0] << 8 | at[1] : (guint) at[1] << 8 | at[0];
}

/* The length of the character at a place, in bytes; 0 if it is cut off. */
static gsize
read_utf16 (const guint8 *at, gsize length, gboolean big, gboolean is_last, gunichar *character)
{
  guint unit, second;

  if (length < 2)
    {
      *character = REPLACEMENT;
      return is_last ? length : 0;
    }
  unit = read_unit (at, big);
  *character = unit;
  if ((unit & 0xf800) != 0xd800)
    return 2;

  *character = REPLACEMENT;
  if ((unit & 0xfc00) != 0xd800)
    return 2;
  if (length < 4)
    return is_last ? 2 : 0;
  second = read_unit (at + 2, big);
  if ((second & 0xfc00) != 0xdc00)
    return 2;
  *character = 0x10000 + ((unit & 0x3ff) << 10) + (second & 0x3ff);
  return 4;
}

static gsize
read_utf32 (const guint8 *at, gsize length, gboolean big, gboolean is_last, gunichar *character)
{
  *character = REPLACEMENT;
  if (length < 4)
    return is_last ? length : 0;
  *character = big ? read_unit (at, TRUE) << 16 | read_unit (at + 2, TRUE)
                   : read_unit (at + 2, FALSE) << 16 | read_unit (at, FALSE);
  if (*character > 0x10ffff || (*character & 0xfffff800) == 0xd800)
    *character = REPLACEMENT;
  return 4;
}

static gsize
read_windows (const guint8 *at, gunichar *character)
{
  *character = *at;
  if (*at >= 0x80 && *at < 0xa0 && windows_characters[*at - 0x80] != 0)
    *character = windows_characters[*at - 0x80];
  return 1;
}

static gsize
read_character (
    LuthierEncoding encoding, const guint8 *at, gsize length, gboolean is_last, gunichar *character)
{
  switch (encoding)
    {
    case LUTHIER_ENCODING_UTF16_LE:
    case LUTHIER_ENCODING_UTF16_BE:
      return read_utf16 (at, length, encoding == LUTHIER_ENCODING_UTF16_BE, is_last, character);
    case LUTHIER_ENCODING_UTF32_LE:
    case LUTHIER_ENCODING_UTF32_BE:
      return read_utf32 (at, length, encoding == LUTHIER_ENCODING_UTF32_BE, is_last, character);
    case LUTHIER_ENCODING_UTF8:
    case LUTHIER_ENCODING_WINDOWS_1252:
    default:
      return read_windows (at, character);
    }
}

/**
 * luthier_encoding_to_utf8:
 * @encoding: any but UTF-8
 * @is_last: nothing comes after @bytes
 * @target: room for [const@ENCODING_MAX_GROWTH] times @length bytes
 * @n_written: (out): how many of them were written
 * @n_replaced: (inout): goes up by what is no character and becomes U+FFFD, or in Windows-1252 by
 *   what is not ASCII, for that is a guess
 *
 * Writes text as UTF-8.
 *
 * Returns: how many bytes were used; what is left is the beginning of a character
 */
gsize
luthier_encoding_to_utf8 (LuthierEncoding encoding,
                          const guint8 *bytes,
                          gsize length,
                          gboolean is_last,
                          char *target,
                          gsize *n_written,
                          guint64 *n_replaced)
{
  gunichar mark = encoding == LUTHIER_ENCODING_WINDOWS_1252 ? 0x80 : REPLACEMENT;
  gsize at = 0, n_read;
  gunichar character;

  *n_written = 0;
  for (; at < length; at += n_read)
    {
      n_read = read_character (encoding, bytes + at, length - at, is_last, &character);
      if (n_read == 0)
        break;
      *n_replaced += mark == REPLACEMENT ? character == mark : character >= mark;
      *n_written += (gsize) g_unichar_to_utf8 (character, target + *n_written);
    }
  return at;
}

/* How long a character is that begins with a byte, if the others are right. */
static guint
expect_length (guint8 first)
{
  if (first < 0xc2 || first > 0xf4)
    return 1;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/* A character of at least two bytes, or what is none; behind the bytes there are zeros. */
static guint
judge (LuthierEncodingProbe *self, const guint8 *at)
{
  guint length = luthier_json_character_length (at);

  if (length > 0)
    self->has_characters = TRUE;
  else
    self->has_others = TRUE;
  return MAX (length, 1);
}

/**
 * luthier_encoding_probe_add:
 *
 * Looks at what comes next. Nothing more can be learned once there are characters.
 */
void
luthier_encoding_probe_add (LuthierEncodingProbe *self, const guint8 *bytes, gsize length)
{
  gsize at = 0;

  while (self->n_rest > 0 && at < length)
    {
      if (self->n_rest < expect_length (self->rest[0]) && (bytes[at] & 0xc0) == 0x80)
        self->rest[self->n_rest++] = bytes[at++];
      else
        luthier_encoding_probe_finish (self);
    }
  while (at < length && !self->has_characters)
    {
      guint64 word;

      for (; at + 8 <= length; at += 8)
        {
          memcpy (&word, bytes + at, 8);
          if (word & G_GUINT64_CONSTANT (0x8080808080808080))
            break;
        }
      while (at < length && bytes[at] < 0x80)
        at++;
      if (at == length)
        return;
      if (length - at < 4)
        {
          self->n_rest = 1;
          self->rest[0] = bytes[at];
          luthier_encoding_probe_add (self, bytes + at + 1, length - at - 1);
          return;
        }
      at += judge (self, bytes + at);
    }
}

/**
 * luthier_encoding_probe_finish:
 *
 * Ends the text.
 *
 * Returns: whether it is some encoding of one byte a character: there are bytes beyond ASCII, and
 *   not once they are UTF-8
 */
gboolean
luthier_encoding_probe_finish (LuthierEncodingProbe *self)
{
  if (self->n_rest > 0 && self->rest[0] >= 0x80)
    {
      guint8 bytes[8] = { 0 };
      memcpy (bytes, self->rest, self->n_rest);
      judge (self, bytes);
    }
  self->n_rest = 0;
  return self->has_others && !self->has_characters;
}
