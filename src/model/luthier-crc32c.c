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

#ifdef __x86_64__

__attribute__ ((target ("sse4.2"))) static guint32
update_sse42 (guint32 crc, const void *data, gsize length)
{
  const guint8 *at = data;
  guint64 sum = ~crc;

  for (; length >= 8; length -= 8, at += 8)
    {
      guint64 word;
      memcpy (&word, at, 8);
      sum = _mm_crc32_u64 (sum, word);
    }
  for (; length > 0; length--, at++)
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
