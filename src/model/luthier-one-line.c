/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-one-line.h"

/* More of them on one letter than any language has would paint over the lines around. */
#define MAX_MARKS   8
#define REPLACEMENT 0xfffd

typedef struct
{
  GString *line; /* (owned) */
  gsize length;  /* in characters */
  guint n_marks; /* at its end */
  gboolean gap;  /* a blank comes before whatever comes next */
  gboolean seen; /* something in it can be seen */
} Writer;

static gboolean
is_joiner (gunichar c)
{
  return c == 0x200c || c == 0x200d;
}

/* Blank though they count as letters. */
static gboolean
is_filler (gunichar c)
{
  return c == 0x115f || c == 0x1160 || c == 0x2800 || c == 0x3164 || c == 0xffa0;
}

static void
append (Writer *self, gunichar c)
{
  if (self->gap)
    {
      g_string_append_c (self->line, ' ');
      self->length++;
    }
  self->gap = FALSE;
  g_string_append_unichar (self->line, c);
  self->length++;
}

static void
take (Writer *self, gunichar c)
{
  if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
    {
      self->gap = self->length > 0;
      return;
    }
  if (is_joiner (c))
    {
      /* Emoji and some scripts need them, within a word. */
      if (self->length > 0 && !self->gap && self->n_marks++ == 0)
        append (self, c);
      return;
    }
  if (g_unichar_type (c) == G_UNICODE_FORMAT)
    return;
  if (g_unichar_ismark (c))
    {
      if (self->n_marks++ < MAX_MARKS)
        append (self, c);
      return;
    }
  self->n_marks = 0;
  self->seen |= g_unichar_isgraph (c) && !is_filler (c);
  append (self, c);
}

/**
 * luthier_one_line:
 * @text: (nullable): what somebody else wrote, of any encoding
 * @max_length: how many characters there may be, at least 1
 *
 * Makes of @text what can stand in a line of its own and within a sentence: what is no UTF-8 is
 * replaced, white space and control characters are one blank, characters that change how their
 * neighbours are read (directions, byte order marks, soft hyphens) are left out, and a text that is
 * longer ends in an ellipsis. It is plain text, not markup.
 *
 * Returns: (transfer full): the line; empty if nothing in it could be seen
 */
char *
luthier_one_line (const char *text, gsize max_length)
{
  Writer writer = { 0 };

  g_return_val_if_fail (max_length > 0, NULL);

  writer.line = g_string_new (NULL);
  while (text != NULL && *text != '\0' && writer.length <= max_length)
    {
      const gunichar c = g_utf8_get_char_validated (text, -1);
      const gboolean valid = c < (gunichar) -2;

      take (&writer, valid ? c : REPLACEMENT);
      text = valid ? g_utf8_next_char (text) : text + 1;
    }
  if (!writer.seen)
    g_string_truncate (writer.line, 0);
  else if (writer.length > max_length)
    {
      char *end = g_utf8_offset_to_pointer (writer.line->str, (glong) max_length - 1);

      g_string_truncate (writer.line, (gsize) (end - writer.line->str));
      g_string_append (writer.line, "…");
    }
  return g_string_free (writer.line, FALSE);
}
