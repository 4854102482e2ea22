/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-crc32c.h"

#include <string.h>
#ifdef __x86_64__
#include <nmmintrin.h>
#endif

/* RFC 3720, B.4: the polynomial 0x1edc6f41 with its bits reversed. */
#define POLYNOMIAL 0x82f63b78

static guint32 tables[8][256];

/* tables[n][b]: what byte b contributes when n more bytes follow it. */
static void
fill_tables (void)
{
  for (guint i = 0; i < 256; i++)
    {
      guint32 crc = i;
      for (guint bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
      tables[0][i] = crc;
    }
  for (guint n = 1; n < 8; n++)
    for (guint i = 0; i < 256; i++)
      tables[n][i] = (tables[n - 1][i] >> 8) ^ tables[0][tables[n - 1][i] & 0xff];
}

/**
 * luthier_crc32c_update_portable:
 *
 * Does what [func@crc32c_update] does by tables, eight bytes at a time.
 */
guint32
luthier_crc32c_update_portable (guint32 crc, const void *data, gsize length)
{
  static gsize once;
  const guint8 *at = data;

  if (g_once_init_enter (&once))
    {
      fill_tables ();
      g_once_init_leave (&once, 1);
    }

  crc = ~crc;
  for (; length >= 8; length -= 8, at += 8)
    {
      guint64 word;
      memcpy (&word, at, 8);
      word = GUINT64_FROM_LE (word) ^ crc;
      crc = 0;
      for (guint i = 0; i < 8; i++)
        crc ^= tables[7 - i][(word >> (8 * i)) & 0xff];
    }
  for (; length > 0; length--, at++)
    crc = (crc >> 8) ^ tables[0][(crc ^ *at) & 0xff];
  return ~crc;
}

/* Polynomials are numbers with the constant term in the highest bit. The product of two, reduced. */
static guint32
multiply (guint32 a, guint32 b)
{
  guint32 product = 0;

  for (guint32 bit = 0x80000000; bit != 0; bit >>= 1)
    {
      product ^= a & bit ? b : 0;
      b = (b >> 1) ^ (b & 1 ? POLYNOMIAL : 0);
    }
  return product;
}

/* What a checksum is multiplied by when so many zero bytes follow: x to the power of their bits. */
static guint32
get_shift (guint64 n_bytes)
{
  guint32 shift = 0x80000000, square = 0x00800000;

  for (; n_bytes > 0; n_bytes >>= 1)
    {
      if (n_bytes & 1)
        shift = multiply (square, shift);
      square = multiply (square, square);
    }
  return shift;
}

/**
 * luthier_crc32c_combine:
 * @first: the checksum of some bytes
 * @second: the checksum of what follows them, begun with 0
 * @second_length: how many bytes that is
 *
 * Puts checksums of neighbours together, so that they can be worked out in any order.
 *
 * Returns: the checksum of both
 */
guint32
luthier_crc32c_combine (guint32 first, guint32 second, guint64 second_length)
{
  return multiply (get_shift (second_length), first) ^ second;
}

#ifdef __x86_64__

/* The instruction takes three cycles and can be begun in each: three thirds of a stretch go side by
 * side. */
#define THIRD 8192

__attribute__ ((target ("sse4.2"))) static guint64
add_words (guint64 sum, const guint8 *at, gsize n_words)
{
  for (; n_words > 0; n_words--, at += 8)
    {
      guint64 word;
      memcpy (&word, at, 8);
      sum = _mm_crc32_u64 (sum, word);
    }
  return sum;
}

__attribute__ ((target ("sse4.2"))) static guint64
add_thirds (guint64 sum, const guint8 *at, guint32 shift)
{
  guint64 second = 0, third = 0;

  for (const guint8 *end = at + THIRD; at < end; at += 8)
    {
      guint64 words[3];
      memcpy (&words[0], at, 8);
      memcpy (&words[1], at + THIRD, 8);
      memcpy (&words[2], at + 2 * THIRD, 8);
      sum = _mm_crc32_u64 (sum, words[0]);
      second = _mm_crc32_u64 (second, words[1]);
      third = _mm_crc32_u64 (third, words[2]);
    }
  second ^= multiply (shift, (guint32) sum);
  return third ^ multiply (shift, (guint32) second);
}

__attribute__ ((target ("sse4.2"))) static guint32
update_sse42 (guint32 crc, const void *data, gsize length)
{
  const guint8 *at = data;
  guint64 sum = ~crc;
  guint32 shift = length >= 3 * THIRD ? get_shift (THIRD) : 0;

  for (; length >= 3 * THIRD; length -= 3 * THIRD, at += 3 * THIRD)
    sum = add_thirds (sum, at, shift);
  sum = add_words (sum, at, length / 8);
  at += length / 8 * 8;
  for (length %= 8; length > 0; length--, at++)
    sum = _mm_crc32_u8 ((guint32) sum, *at);
  return ~(guint32) sum;
}

#endif

/**
 * luthier_crc32c_update:
 * @crc: 0, or the checksum of what came before
 * @data: more bytes
 * @length: how many
 *
 * Goes on with a CRC-32C. May be called on any thread.
 *
 * Returns: the checksum of everything up to here
 */
guint32
luthier_crc32c_update (guint32 crc, const void *data, gsize length)
{
#ifdef __x86_64__
  if (__builtin_cpu_supports ("sse4.2"))
    return update_sse42 (crc, data, length);
#endif
  return luthier_crc32c_update_portable (crc, data, length);
}

/**
 * luthier_crc32c_to_base64:
 *
 * Returns: (transfer full): the checksum as it stands in an object's metadata
 */
char *
luthier_crc32c_to_base64 (guint32 crc)
{
  guint32 bytes = GUINT32_TO_BE (crc);

  return g_base64_encode ((const guchar *) &bytes, sizeof bytes);
}

/**
 * luthier_crc32c_from_base64:
 * @text: (nullable): a checksum from an object's metadata
 * @crc: (out): the checksum
 *
 * Returns: whether the text is one
 */
gboolean
luthier_crc32c_from_base64 (const char *text, guint32 *crc)
{
  g_autofree guchar *bytes = NULL;
  gsize length = 0;
  guint32 value;

  if (text == NULL || strlen (text) != 8)
    return FALSE;
  bytes = g_base64_decode (text, &length);
  if (length != sizeof value)
    return FALSE;
  memcpy (&value, bytes, sizeof value);
  *crc = GUINT32_FROM_BE (value);
  return TRUE;
}
