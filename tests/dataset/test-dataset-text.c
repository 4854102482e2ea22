/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-text.h"

#include <string.h>

#include "luthier-json-scanner.h"

typedef LuthierDatasetText *(*Maker) (const char *line, gsize byte, gsize length);

/* As the scanner wants it. */
static char *
pad (const char *line, gsize length)
{
  char *padded = g_malloc0 (length + 1 + LUTHIER_JSON_PADDING);

  memcpy (padded, line, length);
  return padded;
}

/* The text that a place of the line is found as. */
static char *
find (const LuthierDatasetText *text, gsize byte, gsize length)
{
  const char *all = luthier_dataset_text_get_text (text);
  guint start, end;

  if (!luthier_dataset_text_find (text, byte, length, &start, &end))
    return NULL;
  g_assert_cmpuint (start, <=, end);
  g_assert_cmpuint (end, <=, (guint) g_utf8_strlen (all, -1));
  return g_utf8_substring (all, start, end);
}

static void
assert_found (const LuthierDatasetText *text, gsize byte, gsize length, const char *expected)
{
  g_autofree char *found = find (text, byte, length);

  g_assert_cmpstr (found, ==, expected);
}

/* Escapes, and characters of one to four bytes, written in both ways. */
static void
test_string (void)
{
  static const char line[] =
      "{\"text\": \"a\\n\\u00e9\xc3\xa9\\ud83c\\uDFBB\xf0\x9f\x8e\xbb\\\"z\"}";
  gsize begin = 10, length = strlen (line) - begin - 2;
  g_autoptr (LuthierDatasetText) text = luthier_dataset_text_new_string (line, begin, length);

  g_assert_cmpstr (luthier_dataset_text_get_text (text), ==, "a\né\xc3\xa9🎻\xf0\x9f\x8e\xbb\"z");
  g_assert_cmpuint (luthier_dataset_text_get_length (text), ==,
                    strlen (luthier_dataset_text_get_text (text)));
  assert_found (text, begin, 1, "a");
  assert_found (text, begin + 1, 2, "\n");
  assert_found (text, begin + 3, 6, "é");
  assert_found (text, begin + 9, 2, "é");
  assert_found (text, begin + 11, 12, "🎻");
  assert_found (text, begin + 23, 4, "🎻");
  assert_found (text, begin + 27, 2, "\"");
  assert_found (text, begin + 29, 1, "z");
  assert_found (text, begin, length, luthier_dataset_text_get_text (text));
  /* A part of an escape, or of a character, is all of it. */
  assert_found (text, begin + 2, 1, "\n");
  assert_found (text, begin + 12, 3, "🎻");
  assert_found (text, begin + 24, 1, "🎻");
  assert_found (text, begin + 10, 1, "é");
  assert_found (text, begin + 1, 3, "\né");
}

static void
test_beyond (void)
{
  static const char line[] = "{\"text\": \"abc\"}";
  g_autoptr (LuthierDatasetText) text = luthier_dataset_text_new_string (line, 10, 3);

  assert_found (text, 0, 0, NULL);
  assert_found (text, 0, 10, NULL);
  assert_found (text, 13, 1, NULL);
  assert_found (text, 9, 5, "abc"); /* with its quotes */
  assert_found (text, 0, 11, "a");
  assert_found (text, 12, 100, "c");
  assert_found (text, 11, 0, "");
  assert_found (text, 13, 0, "");
  g_assert_false (luthier_dataset_text_is_within (text, 10, 3));
  g_assert_false (luthier_dataset_text_is_within (text, 9, 5));
  g_assert_false (luthier_dataset_text_is_within (text, 0, 13));
  g_assert_true (luthier_dataset_text_is_within (text, 0, 15));
}

static void
test_empty (void)
{
  static const char line[] = "{\"text\": \"\"}";
  g_autoptr (LuthierDatasetText) text = luthier_dataset_text_new_string (line, 10, 0);

  g_assert_cmpstr (luthier_dataset_text_get_text (text), ==, "");
  assert_found (text, 10, 0, "");
  assert_found (text, 9, 2, "");
}

/* A text of GTK ends at a NUL. */
static void
test_nul (void)
{
  static const char line[] = "\"a\\u0000b\"";
  g_autoptr (LuthierDatasetText) text = luthier_dataset_text_new_string (line, 1, 8);

  g_assert_cmpstr (luthier_dataset_text_get_text (text), ==,
                   "a\xe2\x90\x80"
                   "b");
  assert_found (text, 2, 6, "\xe2\x90\x80");
  assert_found (text, 8, 1, "b");
}

static void
test_json (void)
{
  static const char line[] = "  {\"a\":[1.50,{}, [] ,true],\"\\u0062\":{\"c\":\"\xc3\xa9\\n\"}} ";
  g_autofree char *padded = pad (line, strlen (line));
  g_autoptr (LuthierDatasetText)
      text = luthier_dataset_text_new_json (padded, 2, strlen (line) - 3);

  g_assert_cmpstr (luthier_dataset_text_get_text (text), ==,
                   "{\n  \"a\": [\n    1.50,\n    {},\n    [],\n    true\n  ],\n"
                   "  \"\\u0062\": {\n    \"c\": \"é\\n\"\n  }\n}");
  assert_found (text, 8, 4, "1.50");
  assert_found (text, 3, 3, "\"a\"");
  assert_found (text, 3, 9, "\"a\": [\n    1.50");
  assert_found (text, 2, strlen (line) - 3, luthier_dataset_text_get_text (text));
}

static void
test_json_scalar (void)
{
  static const char *const values[] = { "1e5", "\"a\"", "null", "false", "{}", "[]" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *line = g_strconcat ("{\"a\": ", values[i], ", \"b\": 1}", NULL);
      g_autofree char *padded = pad (line, strlen (line));
      g_autoptr (LuthierDatasetText)
          text = luthier_dataset_text_new_json (padded, 6, strlen (values[i]));

      g_assert_cmpstr (luthier_dataset_text_get_text (text), ==, values[i]);
    }
}

static void
test_raw (void)
{
  static const char line[] = "a\xff\xc3\xa9\0\xc3z";
  g_autoptr (LuthierDatasetText) text = luthier_dataset_text_new_raw (line, 0, sizeof line - 1);

  g_assert_cmpstr (luthier_dataset_text_get_text (text), ==,
                   "a\xef\xbf\xbd\xc3\xa9\xe2\x90\x80\xef\xbf\xbdz");
  assert_found (text, 1, 1, "\xef\xbf\xbd");
  assert_found (text, 2, 2, "é");
  assert_found (text, 4, 1, "\xe2\x90\x80");
  assert_found (text, 6, 1, "z");
}

/* Whatever is asked, it is within the text. */
static void
test_every_place (void)
{
  static const char line[] = "\"x\\u00e9\\ud83c\\udfbb\xf0\x9f\x8e\xbb\\t [{}]\"";
  static const Maker makers[] = { luthier_dataset_text_new_string, luthier_dataset_text_new_raw };

  for (guint m = 0; m < G_N_ELEMENTS (makers); m++)
    {
      g_autoptr (LuthierDatasetText) text = makers[m](line, 1, strlen (line) - 2);

      for (gsize byte = 0; byte < strlen (line) + 2; byte++)
        for (gsize length = 0; length < strlen (line) + 2; length++)
          {
            g_autofree char *found = find (text, byte, length);

            if (byte > 0 && byte + 1 < strlen (line) && length > 0)
              g_assert_cmpuint (strlen (found), >, 0);
          }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dataset-text/string", test_string);
  g_test_add_func ("/dataset-text/beyond", test_beyond);
  g_test_add_func ("/dataset-text/empty", test_empty);
  g_test_add_func ("/dataset-text/nul", test_nul);
  g_test_add_func ("/dataset-text/json", test_json);
  g_test_add_func ("/dataset-text/json-scalar", test_json_scalar);
  g_test_add_func ("/dataset-text/raw", test_raw);
  g_test_add_func ("/dataset-text/every-place", test_every_place);
  return g_test_run ();
}
