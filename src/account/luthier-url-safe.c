/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-url-safe.h"

#include <string.h>

/**
 * luthier_url_safe_encode:
 * @data: anything
 * @size: how much of it, in bytes
 *
 * Returns: (transfer full): letters, digits, "-" and "_"
 */
char *
luthier_url_safe_encode (gconstpointer data, gsize size)
{
  char *text = g_base64_encode (data, size);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  for (gsize length = strlen (text); length > 0 && text[length - 1] == '='; length--)
    text[length - 1] = '\0';
  return text;
}

/**
 * luthier_url_safe_decode:
 * @text: what luthier_url_safe_encode() makes
 *
 * Returns: (transfer full): what it was made from; some of it or nothing if @text is no such text
 */
GBytes *
luthier_url_safe_decode (const char *text)
{
  g_autoptr (GString) base64 = g_string_new (text);
  guchar *data;
  gsize length;

  g_strdelimit (base64->str, "-", '+');
  g_strdelimit (base64->str, "_", '/');
  while (base64->len % 4 != 0)
    g_string_append_c (base64, '=');
  data = g_base64_decode (base64->str, &length);
  return g_bytes_new_take (data, length);
}
