/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

G_BEGIN_DECLS

/* The inner loops of the scanner, over text that ends in a NUL with LUTHIER_JSON_PADDING more
 * readable bytes behind it. Each has a portable form and, where every machine of a kind has the
 * instructions, a wide one; both give the same answer for any bytes, which a test holds them to. */

/* Special inside a string: the quote, the backslash, controls and everything not ASCII. */
static inline gboolean
luthier_json_byte_is_plain (guint8 byte)
{
  return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

static inline gboolean
luthier_json_byte_is_blank (guint8 byte)
{
  return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

/* Of eight bytes at once: is there a zero one? (Exact as an answer, not as a place.) */
static inline gboolean
luthier_json_word_has_zero (guint64 word)
{
  return ((word - G_GUINT64_CONSTANT (0x0101010101010101)) & ~word &
          G_GUINT64_CONSTANT (0x8080808080808080)) != 0;
}

static inline const guint8 *
luthier_json_skip_plain_portable (const guint8 *at)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  const guint64 tops = ones * 0x80;
  guint64 word;

  for (memcpy (&word, at, 8); !(word & tops); memcpy (&word, at += 8, 8))
    if (((word - ones * 0x20) & tops) || luthier_json_word_has_zero (word ^ (ones * '"')) ||
        luthier_json_word_has_zero (word ^ (ones * '\\')))
      break;
  while (luthier_json_byte_is_plain (*at))
    at++;
  return at;
}

static inline const guint8 *
luthier_json_skip_blanks_portable (const guint8 *at)
{
  while (luthier_json_byte_is_blank (*at))
    at++;
  return at;
}

#ifdef __SSE2__

/* What comes after plain characters; after sixteen of them, the next one. */
static inline const guint8 *
luthier_json_skip_short (const guint8 *at)
{
  __m128i bytes = _mm_loadu_si128 ((const void *) at);
  /* Compared as signed, what is not ASCII is less than a space too. */
  __m128i special = _mm_or_si128 (_mm_cmplt_epi8 (bytes, _mm_set1_epi8 (0x20)),
                                  _mm_or_si128 (_mm_cmpeq_epi8 (bytes, _mm_set1_epi8 ('"')),
                                                _mm_cmpeq_epi8 (bytes, _mm_set1_epi8 ('\\'))));

  return at + __builtin_ctz ((guint) _mm_movemask_epi8 (special) | 0x10000);
}

static inline const guint8 *
luthier_json_skip_blanks (const guint8 *at)
{
  /* Compact text has none or one. */
  if (!luthier_json_byte_is_blank (at[0]))
    return at;
  if (!luthier_json_byte_is_blank (at[1]))
    return at + 1;

  while (TRUE)
    {
      __m128i bytes = _mm_loadu_si128 ((const void *) at);
      __m128i blank = _mm_or_si128 (_mm_or_si128 (_mm_cmpeq_epi8 (bytes, _mm_set1_epi8 (' ')),
                                                  _mm_cmpeq_epi8 (bytes, _mm_set1_epi8 ('\n'))),
                                    _mm_or_si128 (_mm_cmpeq_epi8 (bytes, _mm_set1_epi8 ('\t')),
                                                  _mm_cmpeq_epi8 (bytes, _mm_set1_epi8 ('\r'))));
      int mask = _mm_movemask_epi8 (blank);
      if (mask != 0xffff)
        return at + __builtin_ctz (~(guint) mask);
      at += 16;
    }
}

#else

static inline const guint8 *
luthier_json_skip_short (const guint8 *at)
{
  const guint8 *end = at + 16;

  while (at < end && luthier_json_byte_is_plain (*at))
    at++;
  return at;
}

static inline const guint8 *
luthier_json_skip_blanks (const guint8 *at)
{
  return luthier_json_skip_blanks_portable (at);
}

#endif

/* The length of the UTF-8 sequence of a character beyond ASCII; 0 if it is not one: too long a
 * form, a surrogate, beyond U+10FFFF, cut off (Unicode 15, table 3-7). */
static inline guint
luthier_json_character_length (const guint8 *at)
{
#define LUTHIER_JSON_IS_TAIL(byte) (((byte) &0xc0) == 0x80)
  guint8 first = at[0];

  if (first < 0xc2 || first > 0xf4 || !LUTHIER_JSON_IS_TAIL (at[1]))
    return 0;
  if (first < 0xe0)
    return 2;
  if (!LUTHIER_JSON_IS_TAIL (at[2]))
    return 0;
  if (first < 0xf0)
    return (first == 0xe0 && at[1] < 0xa0) || (first == 0xed && at[1] > 0x9f) ? 0 : 3;
  if (!LUTHIER_JSON_IS_TAIL (at[3]))
    return 0;
  return (first == 0xf0 && at[1] < 0x90) || (first == 0xf4 && at[1] > 0x8f) ? 0 : 4;
#undef LUTHIER_JSON_IS_TAIL
}

G_END_DECLS
