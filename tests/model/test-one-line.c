/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-one-line.h"

#include <string.h>

#include "luthier-test.h"

static const struct
{
  const char *text;
  const char *line;
} cases[] = {
  { NULL, "" },
  { "", "" },
  { "tickets", "tickets" },
  { "  tickets \t\r\n of\u00a0May\v", "tickets of May" },
  { "a\x01\x7f\xc2\x85"
    "b",
    "a b" },
  /* What is markup elsewhere is a name here. */
  { "<b>R&amp;D</b>", "<b>R&amp;D</b>" },
  /* Directions, and what has no width */
  { "\u202egpj.exe\u202c", "gpj.exe" },
  { "\u2066a\u2069\u200e\u200f\u061c"
    "b",
    "ab" },
  { "\ufeffa\u200b\u2060\u00ad"
    "b",
    "ab" },
  { "\u2028a\u2029", "a" },
  /* Words need them, nothing else does. */
  { "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645" },
  { "\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469" },
  { "\u200d\u200d", "" },
  { "a\u200d\u200d\u200d\u200d"
    "b",
    "a\u200d"
    "b" },
  /* Nothing to be seen */
  { "\u3164\u115f\u2800", "" },
  { "\u0301\u0302", "" },
  /* No UTF-8 */
  { "a\xff"
    "b",
    "a\ufffd"
    "b" },
  { "\xf0\x9f", "\ufffd\ufffd" },
  { "\xc0\x80", "\ufffd\ufffd" },
  { "\xed\xa0\x80", "\ufffd\ufffd\ufffd" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = luthier_one_line (cases[i].text, 100);

      g_assert_cmpstr (line, ==, cases[i].line);
    }
}

static void
test_length (void)
{
  g_autofree char *megabyte = g_strnfill (1024 * 1024, 'x');
  g_autofree char *long_line = luthier_one_line (megabyte, 10);
  g_autofree char *exact = luthier_one_line ("\u00e4\u00f6\u00fc", 3);
  g_autofree char *shorter = luthier_one_line ("\u00e4\u00f6\u00fc", 2);
  g_autofree char *one = luthier_one_line ("ab", 1);
  g_autofree char *blanks = luthier_one_line ("ab   ", 2);

  g_assert_cmpstr (long_line, ==, "xxxxxxxxx\u2026");
  g_assert_cmpstr (exact, ==, "\u00e4\u00f6\u00fc");
  g_assert_cmpstr (shorter, ==, "\u00e4\u2026");
  g_assert_cmpstr (one, ==, "\u2026");
  g_assert_cmpstr (blanks, ==, "ab");
}

/* They would be drawn over the lines above and below. */
static void
test_marks (void)
{
  g_autoptr (GString) text = g_string_new ("a");
  g_autofree char *line = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "\u0301");
  g_string_append (text, "b\u0301");
  line = luthier_one_line (text->str, 100);
  g_assert_cmpint (g_utf8_strlen (line, -1), ==, 1 + 8 + 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/one-line/cases", test_cases);
  g_test_add_func ("/one-line/length", test_length);
  g_test_add_func ("/one-line/marks", test_marks);

  return g_test_run ();
}
