/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-opening.h"

#include <string.h>

#include "luthier-dataset-example.h"

/* A line that is not blank. */
typedef struct
{
  const char *text;
  gsize length;
  gboolean is_complete;
} Line;

/* What a line is by itself. */
typedef struct
{
  char first;
  gboolean is_json;
  gboolean is_cut_off; /* it ends before its value does */
} Look;

static gboolean
begins_with (const char *head, gsize length, const char *prefix, gsize prefix_length)
{
  return length >= prefix_length && memcmp (head, prefix, prefix_length) == 0;
}

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r')
      return FALSE;
  return TRUE;
}

/* Moves behind the next line that is not blank. */
static gboolean
next_line (const char **at, const char *end, gboolean is_whole, Line *line)
{
  while (*at < end)
    {
      const char *newline = memchr (*at, '\n', (gsize) (end - *at));

      line->text = *at;
      line->length = (gsize) ((newline != NULL ? newline : end) - *at);
      line->is_complete = newline != NULL || is_whole;
      *at = newline != NULL ? newline + 1 : end;
      if (!is_blank (line->text, line->length))
        return TRUE;
    }
  return FALSE;
}

static Look
look_at (const Line *line)
{
  g_autofree char *text = g_malloc0 (line->length + 1 + LUTHIER_JSON_PADDING);
  LuthierDatasetExample example;
  Look look;

  memcpy (text, line->text, line->length);
  luthier_dataset_example_init (&example);
  luthier_dataset_example_read (&example, text, line->length);
  look.first = example.first;
  look.is_json = example.is_json;
  look.is_cut_off = !example.is_json && example.scanner.at == example.scanner.end;
  luthier_dataset_example_clear (&example);
  return look;
}

/* An array over lines, or of all the file on its one line; or an object over lines. */
static gboolean
is_spread (const char *head, gsize length, gboolean is_whole, LuthierDatasetFault *fault)
{
  const char *at = head, *end = head + length;
  Line first, second;
  gboolean has_second;
  Look look, second_look;

  if (!next_line (&at, end, is_whole, &first))
    return FALSE;
  look = look_at (&first);
  has_second = next_line (&at, end, is_whole, &second);
  *fault = LUTHIER_FAULT_ONE_ARRAY;
  if (look.first == '[')
    return look.is_cut_off || (look.is_json && !has_second && is_whole);
  *fault = LUTHIER_FAULT_SPREAD;
  if (look.first != '{' || !look.is_cut_off || !has_second || !second.is_complete)
    return FALSE;
  second_look = look_at (&second);
  return !second_look.is_json || second_look.first != '{';
}

/**
 * luthier_dataset_opening_is_hopeless:
 * @head: the first bytes of a file
 * @length: how many
 * @is_whole: whether that is all of it
 * @fault: (out): what is wrong with the file
 *
 * Returns: whether no line of it can be read as what it is meant to be
 */
gboolean
luthier_dataset_opening_is_hopeless (const char *head,
                                     gsize length,
                                     gboolean is_whole,
                                     LuthierDatasetFault *fault)
{
  *fault = LUTHIER_FAULT_COMPRESSED;
  if (begins_with (head, length, "\x1f\x8b", 2))
    return TRUE;
  *fault = LUTHIER_FAULT_UTF16;
  if (begins_with (head, length, "\xff\xfe", 2) || begins_with (head, length, "\xfe\xff", 2) ||
      begins_with (head, length, "{\0", 2) || begins_with (head, length, "\0{", 2))
    return TRUE;
  if (begins_with (head, length, "\xef\xbb\xbf", 3))
    {
      head += 3;
      length -= 3;
    }
  return is_spread (head, length, is_whole, fault);
}
