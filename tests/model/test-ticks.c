/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <math.h>

#include "luthier-ticks.h"

static char *
to_text (GArray *ticks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    g_string_append_printf (text, "%s%.10g", i > 0 ? " " : "", g_array_index (ticks, double, i));
  g_array_unref (ticks);

  return g_string_free (text, FALSE);
}

#define assert_ticks(ticks, expected)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *text = to_text (ticks);                                                       \
    g_assert_cmpstr (text, ==, expected);                                                          \
  }                                                                                                \
  G_STMT_END

static void
test_linear (void)
{
  assert_ticks (luthier_ticks_linear (0.27, 1.55, 5, 0), "0.5 1 1.5");
  assert_ticks (luthier_ticks_linear (0.27, 1.55, 7, 0), "0.4 0.6 0.8 1 1.2 1.4");
  assert_ticks (luthier_ticks_linear (-1, 1, 4, 0), "-1 -0.5 0 0.5 1");
  assert_ticks (luthier_ticks_linear (0, 366, 8, 1), "0 50 100 150 200 250 300 350");
  assert_ticks (luthier_ticks_linear (0, 3, 10, 1), "0 1 2 3");
  assert_ticks (luthier_ticks_linear (1e-9, 3e-9, 4, 0), "1e-09 1.5e-09 2e-09 2.5e-09 3e-09");
}

static void
test_logarithmic (void)
{
  assert_ticks (luthier_ticks_logarithmic (0.2, 6, 8), "0.2 0.5 1 2 5");
  assert_ticks (luthier_ticks_logarithmic (0.001, 1000, 4), "0.001 0.1 10 1000");
  assert_ticks (luthier_ticks_logarithmic (0.31, 0.46, 5), "0.35 0.4 0.45");
}

static void
test_time (void)
{
  assert_ticks (luthier_ticks_time (0, 100, 5), "0 30 60 90");
  assert_ticks (luthier_ticks_time (0, 2000, 5), "0 600 1200 1800");
  assert_ticks (luthier_ticks_time (0, 20000, 5), "0 7200 14400");
  assert_ticks (luthier_ticks_time (0, 40 * 86400, 5), "0 864000 1728000 2592000 3456000");
}

/* There are never more than fit, nor none of a range that is one, whatever the range. */
static void
test_any (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < 2000; i++)
    {
      const double from = g_rand_double_range (rand, -1, 1) *
                          pow (10, g_rand_double_range (rand, -15, 15));
      const double to = from + pow (10, g_rand_double_range (rand, -15, 15));
      const guint n_most = (guint) g_rand_int_range (rand, 2, 12);
      g_autoptr (GArray) ticks = luthier_ticks_linear (from, to, n_most, 0);
      g_autoptr (GArray) times = luthier_ticks_time (fabs (from), fabs (from) + to - from, n_most);
      g_autoptr (GArray) powers = luthier_ticks_logarithmic (
          fabs (from) + 1e-15, fabs (from) + fabs (to) + 1e-14, n_most);

      g_assert_cmpuint (ticks->len, <=, n_most + 1);
      g_assert_cmpuint (times->len, <=, n_most + 1);
      g_assert_cmpuint (powers->len, <=, n_most + 1);
      for (guint k = 1; k < ticks->len; k++)
        g_assert_cmpfloat (g_array_index (ticks, double, k - 1), <,
                           g_array_index (ticks, double, k));
    }
}

/* What is no range has no figures. */
static void
test_none (void)
{
  assert_ticks (luthier_ticks_linear (1, 1, 5, 0), "");
  assert_ticks (luthier_ticks_linear (NAN, 1, 5, 0), "");
  assert_ticks (luthier_ticks_linear (0, INFINITY, 5, 0), "");
  assert_ticks (luthier_ticks_logarithmic (0, 1, 5), "");
  assert_ticks (luthier_ticks_logarithmic (-1, 1, 5), "");
  assert_ticks (luthier_ticks_time (5, 4, 5), "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ticks/linear", test_linear);
  g_test_add_func ("/ticks/logarithmic", test_logarithmic);
  g_test_add_func ("/ticks/time", test_time);
  g_test_add_func ("/ticks/any", test_any);
  g_test_add_func ("/ticks/none", test_none);

  return g_test_run ();
}
