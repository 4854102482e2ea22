/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-check-output.h"

#include <glib/gi18n.h>

#include "luthier-dataset-plural.h"

/* A place, and what is wrong there. */
typedef struct
{
  const LuthierDatasetFinding *finding;
  guint64 line;
  guint64 column;
  guint order; /* as the findings are */
} Spot;

static const char *
word_severity (LuthierFindingSeverity severity)
{
  switch (severity)
    {
    case LUTHIER_FINDING_ERROR:
      return C_ ("severity of a finding", "error");
    case LUTHIER_FINDING_WARNING:
      return C_ ("severity of a finding", "warning");
    case LUTHIER_FINDING_HINT:
    default:
      return C_ ("severity of a finding", "hint");
    }
}

/**
 * luthier_check_output_escape:
 * @text: anything, from a file or a command line
 *
 * Makes a text harmless: what moves the cursor, colours, or changes the direction of what follows
 * is written as its code.
 *
 * Returns: (transfer full): valid UTF-8 on one line
 */
char *
luthier_check_output_escape (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *escaped = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      switch (g_unichar_type (character))
        {
        case G_UNICODE_CONTROL:
        case G_UNICODE_FORMAT:
        case G_UNICODE_LINE_SEPARATOR:
        case G_UNICODE_PARAGRAPH_SEPARATOR:
        case G_UNICODE_PRIVATE_USE:
          g_string_append_printf (escaped, "\\u%04x", character);
          break;
        default:
          g_string_append_unichar (escaped, character);
        }
    }
  return g_string_free (escaped, FALSE);
}

static int
compare_spots (gconstpointer a, gconstpointer b)
{
  const Spot *one = a, *two = b;

  if (one->line != two->line)
    return one->line < two->line ? -1 : 1;
  if (one->column != two->column)
    return one->column < two->column ? -1 : 1;
  return one->order < two->order ? -1 : one->order > two->order;
}

/* (transfer full): all places of all findings, in the order of the file; what concerns the file as a
 * whole comes first. */
static GArray *
collect_spots (LuthierDatasetReport *report)
{
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (Spot));

  for (guint i = 0; i < report->findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (report->findings, i);
      Spot spot = { finding, finding->line, finding->column, i };

      if (finding->places->len == 0)
        g_array_append_val (spots, spot);
      for (guint j = 0; j < finding->places->len; j++)
        {
          const LuthierDatasetPlace *place = &g_array_index (finding->places, LuthierDatasetPlace,
                                                             j);
          spot.line = place->line;
          spot.column = place->column;
          g_array_append_val (spots, spot);
        }
    }
  g_array_sort (spots, compare_spots);
  return spots;
}

static void
write_spot (GString *text, const char *file, const Spot *spot)
{
  const LuthierDatasetFinding *finding = spot->finding;
  g_autofree char *message = NULL;

  /* A finding that has no single places speaks of all of them. */
  message = luthier_check_output_escape (finding->places->len > 0 ? finding->message
                                                                  : finding->title);
  g_string_append_printf (text, "%s:", file);
  if (spot->line > 0)
    g_string_append_printf (text, "%" G_GUINT64_FORMAT ":", spot->line);
  if (spot->line > 0 && spot->column > 0)
    g_string_append_printf (text, "%" G_GUINT64_FORMAT ":", spot->column);
  g_string_append_printf (text, " %s %s: %s\n", word_severity (finding->severity), finding->rule,
                          message);
}

/* What is counted and not kept. */
static void
write_rest (GString *text, const char *file, const LuthierDatasetFinding *finding)
{
  g_autofree char *more = NULL;

  if (finding->places->len == 0 || finding->count <= finding->places->len)
    return;
  more = luthier_dataset_plural_word (PLURAL ("and %s more like this", "and %s more like this"),
                                      finding->count - finding->places->len);
  g_string_append_printf (text, "%s: %s %s: %s\n", file, word_severity (finding->severity),
                          finding->rule, more);
}

static void
write_summary (GString *text, const char *file, LuthierDatasetReport *report)
{
  guint64 counts[LUTHIER_FINDING_ERROR + 1] = { 0 };
  g_autofree char *examples = NULL, *errors = NULL, *warnings = NULL;

  for (guint i = 0; i < report->findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (report->findings, i);
      counts[finding->severity] += finding->count;
    }
  examples = luthier_dataset_plural_word (PLURAL ("%s usable example", "%s usable examples"),
                                          report->examples);
  errors = luthier_dataset_plural_word (PLURAL ("%s error", "%s errors"),
                                        counts[LUTHIER_FINDING_ERROR]);
  warnings = luthier_dataset_plural_word (PLURAL ("%s warning", "%s warnings"),
                                          counts[LUTHIER_FINDING_WARNING]);
  g_string_append_printf (text, "%s: ", file);
  /* Translators: what a check found: "3 errors, 1 warning, 117,159 usable examples" */
  g_string_append_printf (text, C_ ("summary of a check", "%s, %s, %s"), errors, warnings,
                          examples);
  g_string_append_c (text, '\n');
}

/**
 * luthier_check_output_write_text:
 * @text: (inout): grows by lines “file:line:column: severity rule: text”, one for each place that
 *   was kept, and a summary; column or line are missing where the line or file as a whole is meant
 */
void
luthier_check_output_write_text (GString *text, const char *file, LuthierDatasetReport *report)
{
  g_autofree char *name = luthier_check_output_escape (file);
  g_autoptr (GArray) spots = collect_spots (report);

  for (guint i = 0; i < spots->len; i++)
    write_spot (text, name, &g_array_index (spots, Spot, i));
  for (guint i = 0; i < report->findings->len; i++)
    write_rest (text, name, g_ptr_array_index (report->findings, i));
  write_summary (text, name, report);
}
