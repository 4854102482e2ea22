/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-check-output.h"

#include <string.h>

#include "luthier-dataset-raw.h"

static void
add_name (GString *text, const char *name)
{
  char last = text->str[text->len - 1];

  if (last != '{' && last != '[')
    g_string_append_c (text, ',');
  if (name != NULL)
    g_string_append_printf (text, "\"%s\":", name);
}

/* Nothing for NULL. */
static void
add_string (GString *text, const char *name, const char *value)
{
  g_autofree char *valid = NULL;

  if (value == NULL)
    return;
  valid = g_utf8_make_valid (value, -1);
  add_name (text, name);
  luthier_raw_append_string (text, valid, strlen (valid));
}

static void
add_number (GString *text, const char *name, guint64 value)
{
  add_name (text, name);
  g_string_append_printf (text, "%" G_GUINT64_FORMAT, value);
}

static void
add_place (GString *text, const LuthierDatasetPlace *place)
{
  add_name (text, NULL);
  g_string_append_c (text, '{');
  add_number (text, "line", place->line);
  add_number (text, "column", place->column);
  add_number (text, "offset", place->offset);
  add_number (text, "byte", place->byte);
  add_number (text, "length", place->length);
  g_string_append_c (text, '}');
}

static void
add_repairs (GString *text, LuthierDatasetRepairs repairs)
{
  static const char *const names[] = { "encoding",  "layout", "line-ends", "blank-lines", "copies",
                                       "spellings", "roles",  "blanks",    "broken-lines" };

  add_name (text, "repairs");
  g_string_append_c (text, '[');
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (repairs & 1u << i)
      add_string (text, NULL, names[i]);
  g_string_append_c (text, ']');
}

static void
add_finding (GString *text, const LuthierDatasetFinding *finding)
{
  static const char *const severities[] = { "hint", "warning", "error" };
  static const char *const sources[] = { "documented", "schema", "caution" };

  add_name (text, NULL);
  g_string_append_c (text, '{');
  add_string (text, "id", finding->id);
  add_string (text, "rule", finding->rule);
  add_string (text, "severity", severities[finding->severity]);
  add_string (text, "source", sources[finding->source]);
  add_number (text, "count", finding->count);
  add_number (text, "line", finding->line);
  add_number (text, "column", finding->column);
  add_string (text, "title", finding->title);
  add_string (text, "message", finding->message);
  add_string (text, "consequence", finding->consequence);
  add_string (text, "fix", finding->fix);
  add_repairs (text, finding->repairs);
  add_name (text, "places");
  g_string_append_c (text, '[');
  for (guint i = 0; i < finding->places->len; i++)
    add_place (text, &g_array_index (finding->places, LuthierDatasetPlace, i));
  g_string_append (text, "]}");
}

static void
add_figures (GString *text, LuthierDatasetReport *report)
{
  g_autofree char *crc32c = g_strdup_printf ("%08x", report->crc32c);

  add_string (text, "format", luthier_dataset_format_get_id (report->format));
  add_number (text, "size", report->size);
  add_number (text, "lines", report->lines);
  add_number (text, "examples", report->examples);
  add_number (text, "turns", report->turns);
  add_number (text, "userTurns", report->user_turns);
  add_number (text, "modelTurns", report->model_turns);
  add_number (text, "withSystem", report->with_system);
  add_number (text, "characters", report->characters);
  add_number (text, "copies", report->copies);
  add_number (text, "media", report->media);
  add_number (text, "tokensLow", report->tokens_low);
  add_number (text, "tokensHigh", report->tokens_high);
  add_string (text, "sha256", report->sha256);
  add_string (text, "crc32c", crc32c);
}

/**
 * luthier_check_output_write_json:
 * @text: (inout): grows by one object: “file” and “error”, or “file”, the figures and “findings”
 */
void
luthier_check_output_write_json (GString *text,
                                 const char *file,
                                 LuthierDatasetReport *report,
                                 const GError *error)
{
  g_string_append_c (text, '{');
  add_string (text, "file", file);
  if (report == NULL)
    add_string (text, "error", error->message);
  else
    {
      add_figures (text, report);
      add_name (text, "findings");
      g_string_append_c (text, '[');
      for (guint i = 0; i < report->findings->len; i++)
        add_finding (text, g_ptr_array_index (report->findings, i));
      g_string_append_c (text, ']');
    }
  g_string_append_c (text, '}');
}
