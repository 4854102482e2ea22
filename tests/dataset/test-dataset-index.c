/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-index.h"

#include <glib/gstdio.h>

#include "luthier-dataset-check-private.h"
#include "luthier-dataset-needle.h"
#include "luthier-error.h"
#include "luthier-test.h"

static GFile *
write_file (const char *text, gsize length)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "dataset.jsonl", NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_file_set_contents (path, text, (gssize) length, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static LuthierDatasetIndex *
make_index (GFile *file, gsize segment_size)
{
  const LuthierDatasetRules rules = { 0 };
  g_autoptr (LuthierDatasetCheck) check = luthier_dataset_check_new (&rules);
  g_autoptr (LuthierDatasetReport) report = NULL;

  luthier_dataset_check_set_segment_size (check, segment_size);
  report = luthier_dataset_check_run (check, file, NULL, NULL);
  g_assert_nonnull (report);
  return luthier_dataset_index_ref (report->index);
}

static char *
read_line (LuthierDatasetIndex *index, GFile *file, guint64 line, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *text;
  gsize length;

  luthier_dataset_index_read_async (index, file, line, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  bytes = luthier_dataset_index_read_finish (result, error);
  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  return g_strndup (text != NULL ? text : "", length);
}

static guint64
search (LuthierDatasetIndex *index, GFile *file, const char *text, guint64 from, gboolean backwards)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint64 line;

  luthier_dataset_index_search_async (index, file, text, from, backwards, NULL,
                                      luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  line = luthier_dataset_index_search_finish (result, &error);
  g_assert_no_error (error);
  return line;
}

/* With segments of any size: shorter than lines, longer than all of them. */
static void
test_read (void)
{
  static const char text[] =
      "first\n\nthird \u4e2d\r\nthe fourth line is longer than the others\n5";
  static const char *const lines[] = { "first", "", "third \u4e2d",
                                       "the fourth line is longer than the others", "5" };
  g_autoptr (GFile) file = write_file (text, sizeof text - 1);

  for (gsize size = 1; size < 80; size++)
    {
      g_autoptr (LuthierDatasetIndex) index = make_index (file, size);

      g_assert_cmpuint (luthier_dataset_index_get_n_lines (index), ==, G_N_ELEMENTS (lines));
      for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
        {
          g_autofree char *line = read_line (index, file, i + 1, NULL);
          g_assert_cmpstr (line, ==, lines[i]);
        }
    }
}

static void
test_no_such_line (void)
{
  g_autoptr (GFile) file = write_file ("a\n", 2);
  g_autoptr (LuthierDatasetIndex) index = make_index (file, 1024);
  g_autoptr (GError) error = NULL;

  g_assert_null (read_line (index, file, 2, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET);
  g_clear_error (&error);
  g_assert_null (read_line (index, file, 0, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET);
}

static void
test_changed (void)
{
  g_autoptr (GFile) file = write_file ("a\nb\n", 4);
  g_autoptr (LuthierDatasetIndex) index = make_index (file, 1024);
  g_autoptr (GFile) same = write_file ("a\nc\n", 4);
  g_autoptr (GFile) none = g_file_new_for_path ("/nonexistent/dataset.jsonl");
  g_autoptr (GError) error = NULL;

  g_assert_null (read_line (index, same, 1, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET);
  g_clear_error (&error);
  g_assert_null (read_line (index, none, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_search (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GFile) file = NULL;

  for (guint i = 1; i <= 100; i++)
    g_string_append_printf (text, "line %u%s\n", i, i % 10 == 0 ? " Tens" : "");
  file = write_file (text->str, text->len);
  for (gsize size = 5; size < 2000; size *= 3)
    {
      g_autoptr (LuthierDatasetIndex) index = make_index (file, size);

      g_assert_cmpuint (search (index, file, "TENS", 1, FALSE), ==, 10);
      g_assert_cmpuint (search (index, file, "tens", 10, FALSE), ==, 10);
      g_assert_cmpuint (search (index, file, "tens", 11, FALSE), ==, 20);
      g_assert_cmpuint (search (index, file, "tens", 99, TRUE), ==, 90);
      g_assert_cmpuint (search (index, file, "tens", 90, TRUE), ==, 90);
      g_assert_cmpuint (search (index, file, "tens", 9, TRUE), ==, 0);
      g_assert_cmpuint (search (index, file, "line 1", 2, FALSE), ==, 10);
      g_assert_cmpuint (search (index, file, "hundreds", 1, FALSE), ==, 0);
      g_assert_cmpuint (search (index, file, "ens\nline", 1, FALSE), ==, 0);
      g_assert_cmpuint (search (index, file, "", 1, FALSE), ==, 0);
      g_assert_cmpuint (search (index, file, "tens", 101, FALSE), ==, 0);
      g_assert_cmpuint (search (index, file, "tens", 0, FALSE), ==, 0);
    }
}

static void
test_cancel (void)
{
  g_autoptr (GFile) file = write_file ("a\nb\n", 4);
  g_autoptr (LuthierDatasetIndex) index = make_index (file, 1024);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  luthier_dataset_index_search_async (index, file, "b", 1, FALSE, cancellable,
                                      luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  g_assert_cmpuint (luthier_dataset_index_search_finish (result, &error), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A text is found as it stands in the line, and as a string in it says it. */
static void
test_spellings (void)
{
  static const struct
  {
    const char *text;
    const char *line;
    gboolean is_there;
  } rows[] = {
    { "say \"hi\"", "{\"a\":\"say \\\"hi\\\" to\"}", TRUE },
    { "\"role\"", "{\"ROLE\":1}", TRUE },
    { "a\nb", "{\"x\":\"a\\nb\"}", TRUE },
    { "a\\nb", "{\"x\":\"a\\nb\"}", TRUE },
    { "a\\nb", "{\"x\":\"a\\\\nb\"}", TRUE },
    { "c:\\temp", "{\"x\":\"C:\\\\Temp\"}", TRUE },
    { "caf\u00e9", "caf\\u00e9", TRUE },
    { "caf\u00e9", "caf\\u00E9", TRUE },
    { "caf\u00e9", "CAF\u00e9", TRUE },
    { "caf\u00e9", "CAF\u00c9", FALSE },
    { "\u00e9t\u00e9", "{\"\\u00e9t\u00e9\":1}", TRUE },
    { "\U0001f600!", "\\ud83d\\uDE00!", TRUE },
    { "\U0001f600!", "\U0001f600!", TRUE },
    { "\U0001f600", "\\ud83d\\ude01", FALSE },
    { "a/b", "a\\/b", TRUE },
    { "ab", "\\u0041\\u0062", TRUE },
    { "n", "\\\\", FALSE },
    { "A", "\\\\u0041", FALSE },
    { "\t", "a\\tb", TRUE },
    { "end", "the en", FALSE },
    { "end", "the end", TRUE },
    { "aab", "aaab", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LuthierDatasetNeedle) needle = luthier_dataset_needle_new (rows[i].text);
      gboolean is_there = luthier_dataset_needle_is_in (needle, rows[i].line,
                                                        strlen (rows[i].line));

      if (is_there != rows[i].is_there)
        g_error ("\"%s\" in \"%s\": %d", rows[i].text, rows[i].line, is_there);
    }
}

/* Backslashes can be read in two ways each: no reason to try all of them. */
static void
test_backslashes (void)
{
  static const struct
  {
    const char *text;
    const char *line;
    gboolean is_in;
  } rows[] = {
    { "a\\b", "a\\b", TRUE }, { "a\\b", "a\\\\b", TRUE },        { "a\\b", "a\\u005Cb", TRUE },
    { "\n", "\\n", TRUE },    { "\n", "\\\\n", FALSE },          { "\\n", "\\\\n", TRUE },
    { "\"a", "\\\"a", TRUE }, { "a\nb\\c", "a\\nb\\\\c", TRUE }, { "\\\\x", "\\\\y", FALSE },
  };
  g_autofree char *many = g_strnfill (100000, '\\');
  g_autofree char *some = g_strnfill (64, '\\');
  g_autofree char *text = g_strconcat (some, "x", NULL);
  g_autoptr (LuthierDatasetNeedle) needle = luthier_dataset_needle_new (text);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LuthierDatasetNeedle) row = luthier_dataset_needle_new (rows[i].text);

      g_test_message ("%s in %s", rows[i].text, rows[i].line);
      g_assert_true (luthier_dataset_needle_is_in (row, rows[i].line, strlen (rows[i].line)) ==
                     rows[i].is_in);
    }
  g_assert_false (luthier_dataset_needle_is_in (needle, many, 100000));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/dataset-index/read", test_read);
  g_test_add_func ("/dataset-index/no-such-line", test_no_such_line);
  g_test_add_func ("/dataset-index/changed", test_changed);
  g_test_add_func ("/dataset-index/search", test_search);
  g_test_add_func ("/dataset-index/cancel", test_cancel);
  g_test_add_func ("/dataset-index/spellings", test_spellings);
  g_test_add_func ("/dataset-index/backslashes", test_backslashes);

  return g_test_run ();
}
