/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-content-range.h"

#include <string.h>

/* Digits up to the one separator, or '*' where that is allowed. */
static gboolean
read_number (const char **text, char separator, gboolean star_allowed, gint64 *number)
{
  const char *digits = *text;
  char *end = NULL;

  if (star_allowed && *digits == '*')
    {
      *number = -1;
      end = (char *) digits + 1;
    }
  else if (g_ascii_isdigit (*digits))
    *number = g_ascii_strtoll (digits, &end, 10);
  if (end == NULL || *number == G_MAXINT64 || *end != separator)
    return FALSE;

  *text = separator != '\0' ? end + 1 : end;
  return TRUE;
}

/**
 * luthier_practice_content_range_parse:
 * @text: the header's value
 * @range: (out caller-allocates): what it says
 *
 * Returns: whether it says something that can be
 */
gboolean
luthier_practice_content_range_parse (const char *text, LuthierPracticeContentRange *range)
{
  memset (range, 0, sizeof *range);
  if (g_ascii_strncasecmp (text, "bytes ", strlen ("bytes ")) != 0)
    return FALSE;
  text += strlen ("bytes ");

  if (g_str_has_prefix (text, "*/"))
    {
      text += strlen ("*/");
      range->is_question = TRUE;
      return read_number (&text, '\0', TRUE, &range->total);
    }
  if (!read_number (&text, '-', FALSE, &range->first) ||
      !read_number (&text, '/', TRUE, &range->last) ||
      !read_number (&text, '\0', TRUE, &range->total))
    return FALSE;
  return (range->last < 0 || range->first <= range->last) &&
         (range->total < 0 || MAX (range->first, range->last + 1) <= range->total);
}
