/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-example-marks.h"

#include <string.h>

/* Blanks, where they do harm. */
#define RULE_OF_BLANKS "C07"

static const LuthierDatasetPlace *
get_place (const LuthierDatasetFinding *finding)
{
  return finding->places != NULL && finding->places->len > 0
             ? &g_array_index (finding->places, LuthierDatasetPlace, 0)
             : NULL;
}

/* One without a column concerns the line as a whole. */
static gboolean
is_within_line (const LuthierDatasetPlace *place)
{
  return place != NULL && (place->column > 0 || place->byte > 0 || place->length > 0);
}

static LuthierMarkKind
get_kind (LuthierFindingSeverity severity)
{
  static const LuthierMarkKind kinds[] = {
    [LUTHIER_FINDING_HINT] = LUTHIER_MARK_HINT,
    [LUTHIER_FINDING_WARNING] = LUTHIER_MARK_WARNING,
    [LUTHIER_FINDING_ERROR] = LUTHIER_MARK_ERROR,
  };

  return kinds[severity];
}

/**
 * luthier_example_marks_new:
 * @findings: (nullable) (element-type LuthierDatasetFinding): of one line
 * @place: (nullable): the one to look at
 *
 * Returns: (transfer full) (element-type LuthierExampleMark): what is pointed at; one without a
 *   finding is what was searched for
 */
GArray *
luthier_example_marks_new (GPtrArray *findings, const LuthierDatasetPlace *place)
{
  GArray *marks = g_array_new (FALSE, TRUE, sizeof (LuthierExampleMark));
  gboolean found = !is_within_line (place);

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (findings, i);
      const LuthierDatasetPlace *own = get_place (finding);
      LuthierExampleMark mark = { 0 };

      if (!is_within_line (own))
        continue;
      mark.byte = own->byte;
      mark.length = own->length;
      mark.kind = get_kind (finding->severity);
      mark.is_blanks = g_strcmp0 (finding->rule, RULE_OF_BLANKS) == 0;
      mark.is_primary = !found && own->byte == place->byte;
      found |= mark.is_primary;
      g_array_append_val (marks, mark);
    }
  if (!found)
    {
      LuthierExampleMark mark = { place->byte, place->length, LUTHIER_MARK_FOUND, FALSE, TRUE };

      g_array_append_val (marks, mark);
    }
  return marks;
}

/**
 * luthier_example_marks_get_primary:
 *
 * Returns: (nullable) (transfer none): the one to look at
 */
const LuthierExampleMark *
luthier_example_marks_get_primary (GArray *marks)
{
  for (guint i = 0; i < marks->len; i++)
    {
      const LuthierExampleMark *mark = &g_array_index (marks, LuthierExampleMark, i);

      if (mark->is_primary)
        return mark;
    }
  return marks->len > 0 ? &g_array_index (marks, LuthierExampleMark, 0) : NULL;
}

static void
add_range (GArray *ranges, const LuthierExampleMark *mark, guint start, guint end)
{
  LuthierExampleRange range = { start, end, mark->kind, mark->is_primary };

  if (end > start)
    g_array_append_val (ranges, range);
}

/* At both ends. A text of nothing else is one range. */
static void
add_blanks (GArray *ranges, const LuthierExampleMark *mark, const char *text)
{
  const char *end = text + strlen (text);
  const char *first = text, *last = end;
  guint length = (guint) g_utf8_strlen (text, -1);

  while (g_unichar_isspace (g_utf8_get_char (first)))
    first = g_utf8_next_char (first);
  while (last > first && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (last))))
    last = g_utf8_prev_char (last);
  add_range (ranges, mark, 0, (guint) g_utf8_pointer_to_offset (text, first));
  add_range (ranges, mark, length - (guint) g_utf8_pointer_to_offset (last, end), length);
}

/**
 * luthier_example_marks_locate:
 * @text: a piece of the line
 *
 * Returns: (transfer full) (element-type LuthierExampleRange): the marks that are to be seen in it
 */
GArray *
luthier_example_marks_locate (GArray *marks, const LuthierDatasetText *text)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (LuthierExampleRange));

  for (guint i = 0; i < marks->len; i++)
    {
      const LuthierExampleMark *mark = &g_array_index (marks, LuthierExampleMark, i);
      guint start, end;

      /* What is wrong with a turn is not wrong with its words. */
      if (luthier_dataset_text_is_within (text, mark->byte, mark->length) ||
          !luthier_dataset_text_find (text, mark->byte, mark->length, &start, &end))
        continue;
      if (mark->is_blanks)
        add_blanks (ranges, mark, luthier_dataset_text_get_text (text));
      else
        add_range (ranges, mark, start, end);
    }
  return ranges;
}

/**
 * luthier_mark_kind_get_color:
 *
 * Returns: what lies behind a marked text: seen on light and on dark
 */
const GdkRGBA *
luthier_mark_kind_get_color (LuthierMarkKind kind)
{
  static const GdkRGBA colors[] = {
    [LUTHIER_MARK_FOUND] = { 0.21f, 0.52f, 0.89f, 0.35f },
    [LUTHIER_MARK_HINT] = { 0.21f, 0.52f, 0.89f, 0.25f },
    [LUTHIER_MARK_WARNING] = { 0.96f, 0.76f, 0.07f, 0.45f },
    [LUTHIER_MARK_ERROR] = { 0.88f, 0.11f, 0.14f, 0.30f },
  };

  return &colors[kind];
}
