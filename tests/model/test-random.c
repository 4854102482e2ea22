/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-random.h"

/* What one of them says, in order. */
static char *
describe (LuthierRandom *random)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = luthier_random_make_id (random);

      g_string_append_printf (text, "%u %.17g %s ", luthier_random_get_integer (random, 10, 1000),
                              luthier_random_get_double (random, -1, 1), id);
    }
  return g_string_free (text, FALSE);
}

static void
test_seed (void)
{
  g_autoptr (LuthierRandom) one = luthier_random_new_with_seed (7);
  g_autoptr (LuthierRandom) same = luthier_random_new_with_seed (7);
  g_autoptr (LuthierRandom) other = luthier_random_new_with_seed (8);
  g_autofree char *said = describe (one);
  g_autofree char *again = describe (same);
  g_autofree char *other_said = describe (other);

  g_assert_cmpstr (said, ==, again);
  g_assert_cmpstr (said, !=, other_said);
}

static void
test_branch (void)
{
  g_autoptr (LuthierRandom) one = luthier_random_new_with_seed (7);
  g_autoptr (LuthierRandom) same = luthier_random_new_with_seed (7);
  g_autoptr (LuthierRandom) branch = luthier_random_branch (one);
  g_autoptr (LuthierRandom) twin = luthier_random_branch (same);
  g_autofree char *trunk = describe (one);
  g_autofree char *said = describe (branch);
  g_autofree char *again = describe (twin);
  g_autofree char *trunk_again = describe (same);

  g_assert_cmpstr (said, ==, again);
  g_assert_cmpstr (said, !=, trunk);
  /* What one of them is asked does not show in the other. */
  g_assert_cmpstr (trunk, ==, trunk_again);
}

static void
assert_id (LuthierRandom *random, gboolean is_uuid)
{
  g_autofree char *id = luthier_random_make_id (random);
  g_autofree char *other = luthier_random_make_id (random);

  g_assert_cmpuint (strlen (id), ==, 32);
  g_assert_cmpuint (strspn (id, "0123456789abcdef"), ==, 32);
  g_assert_cmpstr (id, !=, other);
  if (is_uuid)
    g_assert_cmpint (id[12], ==, '4');
}

static void
test_ids (void)
{
  g_autoptr (LuthierRandom) seeded = luthier_random_new_with_seed (1);
  g_autoptr (LuthierRandom) system = luthier_random_new ();
  g_autoptr (LuthierRandom) branch = luthier_random_branch (system);

  assert_id (seeded, FALSE);
  assert_id (system, TRUE);
  assert_id (branch, TRUE);
}

static void
assert_bounds (LuthierRandom *random)
{
  gboolean least = FALSE, most = FALSE;

  for (guint i = 0; i < 1000; i++)
    {
      const guint32 number = luthier_random_get_integer (random, G_MAXUINT32 - 3, G_MAXUINT32);
      const double fraction = luthier_random_get_double (random, 0.5, 0.75);

      g_assert_cmpuint (number, >=, G_MAXUINT32 - 3);
      g_assert_cmpuint (number, <, G_MAXUINT32);
      g_assert_cmpfloat (fraction, >=, 0.5);
      g_assert_cmpfloat (fraction, <, 0.75);
      least = least || number == G_MAXUINT32 - 3;
      most = most || number == G_MAXUINT32 - 1;
    }
  g_assert_true (least && most);
  g_assert_cmpuint (luthier_random_get_integer (random, 5, 6), ==, 5);
}

static void
test_bounds (void)
{
  g_autoptr (LuthierRandom) seeded = luthier_random_new_with_seed (1);
  g_autoptr (LuthierRandom) system = luthier_random_new ();

  assert_bounds (seeded);
  assert_bounds (system);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/random/seed", test_seed);
  g_test_add_func ("/random/branch", test_branch);
  g_test_add_func ("/random/ids", test_ids);
  g_test_add_func ("/random/bounds", test_bounds);

  return g_test_run ();
}
