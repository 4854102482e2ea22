/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-count.h"

#include <locale.h>

/**
 * luthier_count_to_text:
 * @count: a number of things
 *
 * Writes a number with the thousands separator of the user's language. The C locale has none,
 * but its language is English.
 *
 * Returns: (transfer full): "117,159"
 */
char *
luthier_count_to_text (gint64 count)
{
  const char *locale = setlocale (LC_NUMERIC, NULL);
  GString *text;

  if (!g_str_equal (locale, "POSIX") && !g_str_equal (locale, "C") &&
      !g_str_has_prefix (locale, "C."))
    return g_strdup_printf ("%'" G_GINT64_FORMAT, count);

  text = g_string_new (NULL);
  g_string_printf (text, "%" G_GINT64_FORMAT, count);
  for (gssize place = (gssize) text->len - 3; place > (count < 0 ? 1 : 0); place -= 3)
    g_string_insert_c (text, place, ',');
  return g_string_free (text, FALSE);
}
