/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-choice.h"

static void
test_plain (void)
{
  g_autoptr (LuthierChoice) choice = luthier_choice_new ("acme-ml", "Acme", NULL);
  g_autofree char *value = NULL;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  gboolean folder;
  gint64 size, updated_at;

  g_object_get (choice, "value", &value, "title", &title, "subtitle", &subtitle, "folder", &folder,
                "size", &size, "updated-at", &updated_at, NULL);
  g_assert_cmpstr (value, ==, "acme-ml");
  g_assert_cmpstr (title, ==, "Acme");
  g_assert_null (subtitle);
  g_assert_false (folder);
  g_assert_cmpint (size, ==, -1);
  g_assert_cmpint (updated_at, ==, 0);
  g_assert_cmpstr (luthier_choice_get_value (choice), ==, value);
  g_assert_cmpstr (luthier_choice_get_title (choice), ==, title);
}

static void
test_folder (void)
{
  g_autoptr (LuthierChoice) choice = luthier_choice_new_folder ("data/sft/", "sft");

  g_assert_true (luthier_choice_is_folder (choice));
  g_assert_cmpint (luthier_choice_get_size (choice), ==, -1);
  g_assert_null (luthier_choice_get_subtitle (choice));
}

static void
test_object (void)
{
  g_autoptr (LuthierChoice) choice = luthier_choice_new_object ("gs://data/x", "x", 7, 9);
  g_autoptr (LuthierChoice) strange = luthier_choice_new_object ("gs://data/y", "y", -7, 0);

  g_assert_false (luthier_choice_is_folder (choice));
  g_assert_cmpint (luthier_choice_get_size (choice), ==, 7);
  g_assert_cmpint (luthier_choice_get_updated_at (choice), ==, 9);
  g_assert_cmpint (luthier_choice_get_size (strange), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/choice/plain", test_plain);
  g_test_add_func ("/choice/folder", test_folder);
  g_test_add_func ("/choice/object", test_object);
  return g_test_run ();
}
