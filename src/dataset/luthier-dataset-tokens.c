/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-tokens.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* An estimate, not a count: only the service has the tokenizer. Four characters a token is its
 * own rule of thumb for English. Other alphabets (two bytes in UTF-8: accents, Greek, Cyrillic,
 * Hebrew, Arabic) take about two characters a token, Chinese, Japanese, Korean and the scripts of
 * South Asia (three bytes) about one, emoji (four bytes) about half of one. */
enum
{
  ASCII = 1,
  ALPHABET = 2,
  IDEOGRAPH = 4,
  EMOJI = 8,
};

/* By its first byte; the others of a character weigh nothing. */
static inline guint
weigh_byte (guint8 byte)
{
  if (byte < 0x80)
    return ASCII;
  if (byte < 0xc0)
    return 0;
  return byte < 0xe0 ? ALPHABET : byte < 0xf0 ? IDEOGRAPH : EMOJI;
}

static guint64
weigh_bytes_portable (const char *bytes, gsize length)
{
  guint64 quarters = 0;

  for (gsize i = 0; i < length; i++)
    quarters += weigh_byte ((guint8) bytes[i]);
  return quarters;
}

#ifdef __SSE2__

/* Sixteen at a time: each longer class adds to the weight of the shorter ones. */
static guint64
weigh_bytes (const char *bytes, gsize length)
{
  const __m128i zero = _mm_setzero_si128 ();
  __m128i sum = zero;
  guint64 sums[2];
  gsize i = 0;

  for (; i + 16 <= length; i += 16)
    {
      __m128i byte = _mm_loadu_si128 ((const void *) (bytes + i));
      __m128i high = _mm_cmplt_epi8 (byte, zero);
      /* As signed numbers, tails are the lowest, and the longest characters nearly zero. */
      __m128i starts = _mm_cmpgt_epi8 (byte, _mm_set1_epi8 ((char) 0xbf));
      __m128i two = _mm_and_si128 (starts, high);
      __m128i three = _mm_and_si128 (_mm_cmpgt_epi8 (byte, _mm_set1_epi8 ((char) 0xdf)), high);
      __m128i four = _mm_and_si128 (_mm_cmpgt_epi8 (byte, _mm_set1_epi8 ((char) 0xef)), high);
      __m128i weight = _mm_add_epi8 (_mm_and_si128 (starts, _mm_set1_epi8 (ASCII)),
                                     _mm_and_si128 (two, _mm_set1_epi8 (ALPHABET - ASCII)));
      weight = _mm_add_epi8 (weight, _mm_and_si128 (three, _mm_set1_epi8 (IDEOGRAPH - ALPHABET)));
      weight = _mm_add_epi8 (weight, _mm_and_si128 (four, _mm_set1_epi8 (EMOJI - IDEOGRAPH)));
      sum = _mm_add_epi64 (sum, _mm_sad_epu8 (weight, zero));
    }
  _mm_storeu_si128 ((void *) sums, sum);
  return sums[0] + sums[1] + weigh_bytes_portable (bytes + i, length - i);
}

#else

static guint64
weigh_bytes (const char *bytes, gsize length)
{
  return weigh_bytes_portable (bytes, length);
}

#endif

static guint
weigh_unit (guint unit)
{
  if (unit < 0x80)
    return ASCII;
  if (unit < 0x800)
    return ALPHABET;
  /* Or half of an emoji: both halves are met. */
  return IDEOGRAPH;
}

static guint
read_unit (const char *digits)
{
  guint unit = 0;

  for (guint i = 0; i < 4; i++)
    unit = unit * 16 + (guint) g_ascii_xdigit_value (digits[i]);
  return unit;
}

/* What the escapes weigh less than the bytes they are written with. */
static guint64
weigh_surplus (const LuthierJsonScanner *string)
{
  const char *at = string->start, *end = at + string->length;
  guint64 surplus = 0;

  while ((at = memchr (at, '\\', (gsize) (end - at))) != NULL)
    if (at[1] == 'u')
      {
        surplus += 6 - weigh_unit (read_unit (at + 2));
        at += 6;
      }
    else
      {
        surplus += 1;
        at += 2;
      }
  return surplus;
}

/**
 * luthier_dataset_estimate_quarters:
 * @string: a scanner that has just read a string
 *
 * Estimates how many tokens a text takes, without decoding it.
 *
 * Returns: quarters of tokens
 */
guint64
luthier_dataset_estimate_quarters (const LuthierJsonScanner *string)
{
  guint64 quarters = string->ascii ? string->length : weigh_bytes (string->start, string->length);

  return quarters - (string->n_code_escapes > 0 ? weigh_surplus (string) : string->n_escapes);
}
