/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-content-range.h"

#define BIG G_GINT64_CONSTANT (9007199254740993)

static void
test_good (void)
{
  static const struct
  {
    const char *text;
    LuthierPracticeContentRange range;
  } cases[] = {
    { "bytes 0-524287/2000000", { FALSE, 0, 524287, 2000000 } },
    { "bytes 524288-*/*", { FALSE, 524288, -1, -1 } },
    { "bytes 0-*/2000000", { FALSE, 0, -1, 2000000 } },
    { "bytes 0-262143/*", { FALSE, 0, 262143, -1 } },
    { "Bytes 7-7/8", { FALSE, 7, 7, 8 } },
    { "bytes */*", { TRUE, 0, 0, -1 } },
    { "bytes */0", { TRUE, 0, 0, 0 } },
    { "bytes */9007199254740993", { TRUE, 0, 0, BIG } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LuthierPracticeContentRange range;

      g_assert_true (luthier_practice_content_range_parse (cases[i].text, &range));
      g_assert_cmpint (range.is_question, ==, cases[i].range.is_question);
      g_assert_cmpint (range.first, ==, cases[i].range.first);
      g_assert_cmpint (range.last, ==, cases[i].range.last);
      g_assert_cmpint (range.total, ==, cases[i].range.total);
    }
}

static void
test_bad (void)
{
  static const char *const cases[] = {
    "",
    "0-1/2",
    "bytes",
    "bytes 0-1",
    "bytes 0-1/",
    "bytes 5-4/10",
    "bytes 0-10/10",
    "bytes -5/10",
    "bytes *-5/10",
    "bytes 0-1/2 ",
    "bytes 0x0-1/2",
    "bytes */-1",
    "bytes 0-99999999999999999999/*",
    "items 0-1/2",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LuthierPracticeContentRange range;

      if (luthier_practice_content_range_parse (cases[i], &range))
        g_error ("Taken: \"%s\"", cases[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-content-range/good", test_good);
  g_test_add_func ("/practice-content-range/bad", test_bad);
  return g_test_run ();
}
