/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-csv-writer.h"

#include <math.h>
#include <string.h>

struct _LuthierCsvWriter
{
  GString *text; /* (owned) */
  gboolean in_row;
};

/* Spreadsheets run a cell that begins like a formula, which a text of somebody else could use. */
static gboolean
looks_like_formula (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

static void
begin_cell (LuthierCsvWriter *self)
{
  if (self->in_row)
    g_string_append_c (self->text, ',');
  self->in_row = TRUE;
}

/* In quotes, and a quote inside twice. */
static void
append_quoted (LuthierCsvWriter *self, const char *text, gboolean defused)
{
  g_string_append (self->text, defused ? "\"'" : "\"");
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (self->text, '"');
      g_string_append_c (self->text, *c);
    }
  g_string_append_c (self->text, '"');
}

/**
 * luthier_csv_writer_new:
 *
 * Returns: (transfer full): a table without a row
 */
LuthierCsvWriter *
luthier_csv_writer_new (void)
{
  LuthierCsvWriter *self = g_new0 (LuthierCsvWriter, 1);

  self->text = g_string_new (NULL);
  return self;
}

void
luthier_csv_writer_free (LuthierCsvWriter *self)
{
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * luthier_csv_writer_add_text:
 * @text: (nullable): in UTF-8
 *
 * Adds a cell with words. It is quoted where it has to be; in front of what a spreadsheet would take
 * for a formula there is an apostrophe, with which it is a text.
 */
void
luthier_csv_writer_add_text (LuthierCsvWriter *self, const char *text)
{
  const char *shown = text != NULL ? text : "";
  gboolean defused = looks_like_formula (shown);

  begin_cell (self);
  if (defused || strpbrk (shown, ",\"\r\n") != NULL)
    append_quoted (self, shown, defused);
  else
    g_string_append (self->text, shown);
}

/**
 * luthier_csv_writer_add_int:
 *
 * Adds a cell with a whole number, all its digits and nothing between them.
 */
void
luthier_csv_writer_add_int (LuthierCsvWriter *self, gint64 number)
{
  begin_cell (self);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, number);
}

/* The fewest digits that read back as the same number. */
static void
append_shortest (GString *text, double number)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      double read;

      g_ascii_formatd (buffer, sizeof buffer, formats[i], number);
      read = g_ascii_strtod (buffer, NULL);
      if (read >= number && read <= number)
        break;
    }
  g_string_append (text, buffer);
}

/**
 * luthier_csv_writer_add_double:
 * @number: any
 *
 * Adds a cell with a number in full precision, with a point in all languages. What is no number, or
 * infinite, is named as the service does: NaN, Infinity, -Infinity.
 */
void
luthier_csv_writer_add_double (LuthierCsvWriter *self, double number)
{
  begin_cell (self);
  if (isnan (number))
    g_string_append (self->text, "NaN");
  else if (isinf (number))
    g_string_append (self->text, number > 0 ? "Infinity" : "-Infinity");
  else
    append_shortest (self->text, number);
}

/**
 * luthier_csv_writer_add_time:
 * @time: microseconds since the epoch, 0 = not known
 *
 * Adds a cell with a time of UTC, in the way of RFC 3339: 2026-11-24T08:12:30.250000Z.
 */
void
luthier_csv_writer_add_time (LuthierCsvWriter *self, gint64 time)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) moment = seconds != NULL ? g_date_time_add (seconds, time % G_USEC_PER_SEC)
                                                 : NULL;
  g_autofree char *text = moment != NULL && time != 0 ? g_date_time_format_iso8601 (moment) : NULL;

  luthier_csv_writer_add_text (self, text);
}

/**
 * luthier_csv_writer_end_row:
 *
 * Ends a row; the next cell is the first one of the next.
 */
void
luthier_csv_writer_end_row (LuthierCsvWriter *self)
{
  g_string_append (self->text, "\r\n");
  self->in_row = FALSE;
}

/**
 * luthier_csv_writer_to_bytes:
 *
 * Returns: (transfer full): what was added so far, in UTF-8
 */
GBytes *
luthier_csv_writer_to_bytes (LuthierCsvWriter *self)
{
  return g_bytes_new (self->text->str, self->text->len);
}
