/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-repeats.h"

#include "luthier-test.h"

static gboolean
add (LuthierDatasetRepeats *repeats, const char *line)
{
  return luthier_dataset_repeats_add (repeats, line, strlen (line));
}

static void
test_repeats (void)
{
  g_autoptr (LuthierDatasetRepeats) repeats = luthier_dataset_repeats_new ();

  g_assert_false (add (repeats, ""));
  g_assert_true (add (repeats, ""));
  g_assert_false (add (repeats, "a"));
  g_assert_false (luthier_dataset_repeats_add (repeats, "a\0", 2));
  g_assert_false (add (repeats, "0123456789abcdef0123456789abcdef"));
  g_assert_false (add (repeats, "0123456789abcdef0123456789abcdeg"));
  g_assert_false (add (repeats, "1123456789abcdef0123456789abcdef"));
  g_assert_false (add (repeats, "0123456789abcdef0123456789abcdef."));
  g_assert_true (add (repeats, "0123456789abcdef0123456789abcdef"));
  g_assert_true (add (repeats, "a"));
}

/* Many, nearly alike, while the table grows. */
static void
test_many (void)
{
  g_autoptr (LuthierDatasetRepeats) repeats = luthier_dataset_repeats_new ();
  char line[80];

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < 200000; i++)
      {
        g_snprintf (line, sizeof line, "{\"contents\":[\"question %u\",\"the same answer\"]}", i);
        g_assert_true (add (repeats, line) == (round == 1));
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/dataset-repeats/repeats", test_repeats);
  g_test_add_func ("/dataset-repeats/many", test_many);

  return g_test_run ();
}
