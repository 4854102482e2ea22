/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-csv-writer.h"

#include <locale.h>
#include <math.h>
#include <string.h>

static void
assert_written (LuthierCsvWriter *csv, const char *expected)
{
  g_autoptr (GBytes) bytes = luthier_csv_writer_to_bytes (csv);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected,
                   strlen (expected));
}

static void
test_cells (void)
{
  g_autoptr (LuthierCsvWriter) csv = luthier_csv_writer_new ();

  assert_written (csv, "");
  luthier_csv_writer_add_text (csv, "name");
  luthier_csv_writer_add_text (csv, "steps");
  luthier_csv_writer_end_row (csv);
  luthier_csv_writer_add_text (csv, "träin");
  luthier_csv_writer_add_int (csv, G_MININT64);
  luthier_csv_writer_add_text (csv, NULL);
  luthier_csv_writer_end_row (csv);
  assert_written (csv, "name,steps\r\nträin,-9223372036854775808,\r\n");
}

static void
test_quotes (void)
{
  static const struct
  {
    const char *text;
    const char *cell;
  } cases[] = {
    { "", "" },
    { "plain text", "plain text" },
    { "1,5", "\"1,5\"" },
    { "say \"yes\"", "\"say \"\"yes\"\"\"" },
    { "two\nlines", "\"two\nlines\"" },
    { "two\r\nlines", "\"two\r\nlines\"" },
    { "\"", "\"\"\"\"" },
    { " blanks ", " blanks " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LuthierCsvWriter) csv = luthier_csv_writer_new ();

      luthier_csv_writer_add_text (csv, cases[i].text);
      assert_written (csv, cases[i].cell);
    }
}

/* A name that somebody else gave must not be run by the spreadsheet. */
static void
test_formulas (void)
{
  static const struct
  {
    const char *text;
    const char *cell;
  } cases[] = {
    { "=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"" },
    { "+1", "\"'+1\"" },
    { "-2", "\"'-2\"" },
    { "@SUM(A1)", "\"'@SUM(A1)\"" },
    { "\t=1", "\"'\t=1\"" },
    { "\r=1", "\"'\r=1\"" },
    { "a=1", "a=1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LuthierCsvWriter) csv = luthier_csv_writer_new ();

      luthier_csv_writer_add_text (csv, cases[i].text);
      assert_written (csv, cases[i].cell);
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    double number;
    const char *cell;
  } cases[] = {
    { 0, "0" },
    { 0.1, "0.1" },
    { -0.5, "-0.5" },
    { 1e300, "1e+300" },
    { 1234567.5, "1234567.5" },
    { 0.41832959651947021, "0.4183295965194702" },
    { 5e-324, "4.94065645841247e-324" },
    { NAN, "NaN" },
    { INFINITY, "Infinity" },
    { -INFINITY, "-Infinity" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LuthierCsvWriter) csv = luthier_csv_writer_new ();

      luthier_csv_writer_add_double (csv, cases[i].number);
      assert_written (csv, cases[i].cell);
    }
}

/* Whatever is written reads back as the same number, bit by bit. */
static void
test_precision (void)
{
  GRand *chance = g_rand_new_with_seed (17);

  for (guint i = 0; i < 10000; i++)
    {
      guint64 bits = (guint64) g_rand_int (chance) << 32 | g_rand_int (chance);
      g_autoptr (LuthierCsvWriter) csv = luthier_csv_writer_new ();
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *text = NULL;
      double number, read;

      memcpy (&number, &bits, sizeof number);
      if (!isfinite (number))
        continue;
      luthier_csv_writer_add_double (csv, number);
      bytes = luthier_csv_writer_to_bytes (csv);
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      read = g_ascii_strtod (text, NULL);
      g_assert_cmpmem (&read, sizeof read, &number, sizeof number);
    }
  g_rand_free (chance);
}

static void
test_times (void)
{
  g_autoptr (LuthierCsvWriter) csv = luthier_csv_writer_new ();

  luthier_csv_writer_add_time (csv, G_GINT64_CONSTANT (1795507950250000));
  luthier_csv_writer_add_time (csv, 0);
  luthier_csv_writer_add_time (csv, G_MAXINT64);
  luthier_csv_writer_add_text (csv, "end");
  assert_written (csv, "2026-11-24T08:12:30.250000Z,,,end");
}

int
main (int argc, char *argv[])
{
  /* A language with a comma, where there is one: numbers keep their point. */
  setlocale (LC_ALL, "de_DE.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-writer/cells", test_cells);
  g_test_add_func ("/csv-writer/quotes", test_quotes);
  g_test_add_func ("/csv-writer/formulas", test_formulas);
  g_test_add_func ("/csv-writer/numbers", test_numbers);
  g_test_add_func ("/csv-writer/precision", test_precision);
  g_test_add_func ("/csv-writer/times", test_times);
  return g_test_run ();
}
