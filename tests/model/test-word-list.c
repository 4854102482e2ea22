/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-test.h"
#include "luthier-word-list.h"

static void
test_lists (void)
{
  static const struct
  {
    const char *words[4];
    const char *all;
    const char *choices;
  } cases[] = {
    { { NULL }, "", "" },
    { { "1", NULL }, "1", "1" },
    { { "1", "2", NULL }, "1, 2", "1 or 2" },
    { { "1", "2", "4", NULL }, "1, 2, 4", "1, 2 or 4" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *all = luthier_word_list_join (cases[i].words);
      g_autofree char *choices = luthier_word_list_join_choices (cases[i].words);

      g_assert_cmpstr (all, ==, cases[i].all);
      g_assert_cmpstr (choices, ==, cases[i].choices);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/word-list/lists", test_lists);

  return g_test_run ();
}
