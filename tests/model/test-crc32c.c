/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-crc32c.h"

#include "luthier-test.h"

/* RFC 3720, B.4, and the check value of the CRC catalogues. */
static void
test_published_values (void)
{
  guint8 bytes[32];

  g_assert_cmphex (luthier_crc32c_update (0, NULL, 0), ==, 0);
  g_assert_cmphex (luthier_crc32c_update (0, "123456789", 9), ==, 0xe3069283);

  memset (bytes, 0, sizeof bytes);
  g_assert_cmphex (luthier_crc32c_update (0, bytes, sizeof bytes), ==, 0x8a9136aa);
  memset (bytes, 0xff, sizeof bytes);
  g_assert_cmphex (luthier_crc32c_update (0, bytes, sizeof bytes), ==, 0x62a8ab43);
  for (guint8 i = 0; i < 32; i++)
    bytes[i] = i;
  g_assert_cmphex (luthier_crc32c_update (0, bytes, sizeof bytes), ==, 0x46dd794e);
  g_assert_cmphex (luthier_crc32c_update_portable (0, bytes, sizeof bytes), ==, 0x46dd794e);
}

static void
test_pieces (void)
{
  guint8 bytes[300];
  guint32 whole;

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) (i * 37 + i / 7);
  whole = luthier_crc32c_update (0, bytes, sizeof bytes);
  for (guint cut = 0; cut <= sizeof bytes; cut++)
    {
      guint32 first = luthier_crc32c_update (0, bytes, cut);
      guint32 portable = luthier_crc32c_update_portable (0, bytes, cut);

      g_assert_cmphex (first, ==, portable);
      g_assert_cmphex (luthier_crc32c_update (first, bytes + cut, sizeof bytes - cut), ==, whole);
      g_assert_cmphex (luthier_crc32c_update_portable (first, bytes + cut, sizeof bytes - cut), ==,
                       whole);
    }
}

/* Long enough for what is done side by side. */
static void
test_combine (void)
{
  static const gsize cuts[] = { 0, 1, 7, 8, 4096, 24575, 24576, 24577, 65536, 99999, 100000 };
  const gsize length = 100000;
  g_autofree guint8 *bytes = g_malloc (length);
  guint32 whole;

  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) (i * 37 + i / 251);
  whole = luthier_crc32c_update_portable (0, bytes, length);
  g_assert_cmphex (luthier_crc32c_update (0, bytes, length), ==, whole);
  for (gsize i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      guint32 first = luthier_crc32c_update (0, bytes, cuts[i]);
      guint32 second = luthier_crc32c_update (0, bytes + cuts[i], length - cuts[i]);

      g_assert_cmphex (luthier_crc32c_combine (first, second, length - cuts[i]), ==, whole);
    }
}

static void
test_base64 (void)
{
  static const char *const wrong[] = { NULL, "", "4waSgw=", "4waSgw", "4waSgwAA", "????????" };
  g_autofree char *text = luthier_crc32c_to_base64 (0xe3069283);
  guint32 crc = 0;

  g_assert_cmpstr (text, ==, "4waSgw==");
  g_assert_true (luthier_crc32c_from_base64 (text, &crc));
  g_assert_cmphex (crc, ==, 0xe3069283);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (luthier_crc32c_from_base64 (wrong[i], &crc));
  g_assert_cmphex (crc, ==, 0xe3069283);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/crc32c/published-values", test_published_values);
  g_test_add_func ("/crc32c/pieces", test_pieces);
  g_test_add_func ("/crc32c/combine", test_combine);
  g_test_add_func ("/crc32c/base64", test_base64);

  return g_test_run ();
}
