/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-tokens.h"

#include <string.h>

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

static inline guint
weigh_byte (guint8 byte)
{
  if (byte < 0x80)
    return ASCII;
  if (byte < 0xc0)
    return 0;
  return byte < 0xe0 ? ALPHABET : byte < 0xf0 ? IDEOGRAPH : EMOJI;
}

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

/**
 * luthier_dataset_estimate_quarters:
 * @raw: a string as it stands between its quotes in a JSON text, valid
 * @length: its length in bytes
 * @ascii: whether it is nothing but ASCII
 * @escaped: whether it has escapes
 *
 * Estimates how many tokens a text takes, without decoding it.
 *
 * Returns: quarters of tokens
 */
guint64
luthier_dataset_estimate_quarters (const char *raw, gsize length, gboolean ascii, gboolean escaped)
{
  const char *end = raw + length, *at = raw;
  guint64 quarters = ascii ? length : 0;

  if (!ascii)
    for (gsize i = 0; i < length; i++)
      quarters += weigh_byte ((guint8) raw[i]);

  while (escaped && (at = memchr (at, '\\', (gsize) (end - at))) != NULL)
    if (at[1] == 'u')
      {
        quarters += weigh_unit (read_unit (at + 2));
        quarters -= 6;
        at += 6;
      }
    else
      {
        quarters -= 1;
        at += 2;
      }
  return quarters;
}
