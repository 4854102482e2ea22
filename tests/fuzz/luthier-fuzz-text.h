/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-fuzz.h"

/* What is asked of every text that may be shown. */

static inline void
fuzz_look_at_text (const char *text)
{
  fuzz_assert (text == NULL || g_utf8_validate (text, -1, NULL));
}

/* text: (transfer full) */
static inline void
fuzz_take_text (char *text)
{
  fuzz_look_at_text (text);
  g_free (text);
}

/* What stands in a line, among words of ours. */
static inline void
fuzz_look_at_line (const char *text)
{
  fuzz_look_at_text (text);
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    fuzz_assert (!g_unichar_iscntrl (g_utf8_get_char (p)));
}

/* The beginning of the input up to a byte; moves behind it. (transfer full) */
static inline char *
fuzz_take_until (char byte, const guint8 **data, gsize *size)
{
  const guint8 *end = *size > 0 ? memchr (*data, byte, *size) : NULL;
  gsize length = end != NULL ? (gsize) (end - *data) : *size;
  char *line = g_strndup ((const char *) *data, length);

  length = MIN (length + 1, *size);
  *data += length;
  *size -= length;
  return line;
}
