/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-needle.h"

#include <string.h>

/* A character, in all the ways that JSON writes it. */
typedef struct
{
  gunichar character;
  char letter; /* behind a backslash; 0 = there is no such escape */
  guint8 n_raw;
  char raw[6]; /* in UTF-8 */
} Character;

struct _LuthierDatasetNeedle
{
  guint n_characters;
  Character *characters; /* (owned) */
  guint8 begins[256];    /* whether what is looked for may begin with a byte */
};

static char
get_letter (gunichar character)
{
  static const char meanings[] = "\"\\/\b\f\n\r\t", letters[] = "\"\\/bfnrt";
  const char *meaning = character > 0 && character < 0x80 ? strchr (meanings, (int) character)
                                                          : NULL;

  return meaning != NULL ? letters[meaning - meanings] : '\0';
}

/**
 * luthier_dataset_needle_new:
 * @text: what to look for
 *
 * Returns: (transfer full): something to look for it with; what is no UTF-8 is replaced
 */
LuthierDatasetNeedle *
luthier_dataset_needle_new (const char *text)
{
  LuthierDatasetNeedle *self = g_new0 (LuthierDatasetNeedle, 1);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *at = valid;

  self->characters = g_new0 (Character, strlen (valid) + 1);
  for (; *at != '\0'; at = g_utf8_next_char (at))
    {
      Character *one = &self->characters[self->n_characters++];
      one->character = g_utf8_get_char (at);
      one->letter = get_letter (one->character);
      one->n_raw = (guint8) g_unichar_to_utf8 (one->character, one->raw);
    }
  self->begins['\\'] = TRUE;
  self->begins[(guint8) g_ascii_tolower (self->characters[0].raw[0])] = TRUE;
  self->begins[(guint8) g_ascii_toupper (self->characters[0].raw[0])] = TRUE;
  return self;
}

void
luthier_dataset_needle_free (LuthierDatasetNeedle *self)
{
  g_free (self->characters);
  g_free (self);
}

static gboolean
is_raw (const Character *one, const char *at, const char *end)
{
  if (end - at < one->n_raw)
    return FALSE;
  if (one->n_raw == 1)
    return g_ascii_tolower (*at) == g_ascii_tolower (one->raw[0]);
  return memcmp (at, one->raw, one->n_raw) == 0;
}

/* The unit of UTF-16 that is written as an escape, or -1. */
static int
read_unit (const char *at, const char *end)
{
  int unit = 0;

  if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
    return -1;
  for (guint i = 2; i < 6; i++)
    {
      int digit = g_ascii_xdigit_value (at[i]);
      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

static gboolean
is_same (gunichar first, gunichar second)
{
  if (first < 0x80 && second < 0x80)
    return g_ascii_tolower ((char) first) == g_ascii_tolower ((char) second);
  return first == second;
}

/* The length of the escape that stands for a character, or 0. */
static guint
get_escape_length (const Character *one, const char *at, const char *end)
{
  int unit, second;

  if (end - at < 2 || at[0] != '\\')
    return 0;
  if (one->letter != '\0' && at[1] == one->letter)
    return 2;
  unit = read_unit (at, end);
  if (unit < 0)
    return 0;
  if (one->character < 0x10000)
    return is_same ((gunichar) unit, one->character) ? 6 : 0;
  second = read_unit (at + 6, end);
  return second >= 0 && (gunichar) unit == 0xd800 + ((one->character - 0x10000) >> 10) &&
                 (gunichar) second == 0xdc00 + (one->character & 0x3ff)
             ? 12
             : 0;
}

/* Whether it is there, as it stands or as a string says it. */
static gboolean
matches (const LuthierDatasetNeedle *self, const char *at, const char *end, gboolean as_said)
{
  for (guint i = 0; i < self->n_characters; i++)
    {
      const Character *one = &self->characters[i];
      guint length = as_said ? get_escape_length (one, at, end) : 0;

      /* A string says no backslash without an escape. */
      if (length == 0 && !(as_said && one->character == '\\') && is_raw (one, at, end))
        length = one->n_raw;
      if (length == 0)
        return FALSE;
      at += length;
    }
  return TRUE;
}

/**
 * luthier_dataset_needle_is_in:
 * @line: a line, which is read no further than its end
 *
 * Looks for a text as it stands in the line, and as strings in it say it. Case does not count in
 * ASCII.
 *
 * Returns: whether it is there
 */
gboolean
luthier_dataset_needle_is_in (const LuthierDatasetNeedle *self, const char *line, gsize length)
{
  const char *end = line + length;
  guint n_backslashes = 0; /* in a row, up to here */

  for (const char *at = line; at < end; at++)
    {
      n_backslashes = *at == '\\' ? n_backslashes + 1 : 0;
      if (!self->begins[(guint8) *at])
        continue;
      if (matches (self, at, end, FALSE))
        return TRUE;
      /* The second half of the escape of a backslash begins none. */
      if ((n_backslashes == 0 || n_backslashes % 2 == 1) && matches (self, at, end, TRUE))
        return TRUE;
    }
  return self->n_characters == 0;
}
