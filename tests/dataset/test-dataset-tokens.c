/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-tokens.h"

#include "luthier-test.h"

/* Of what stands between quotes in a JSON text. */
static guint64
estimate (const char *raw)
{
  g_autofree char *text = g_strdup_printf ("\"%s\"%16s", raw, "");
  LuthierJsonScanner scanner;

  text[strlen (raw) + 2] = '\0';
  luthier_json_scanner_init (&scanner, text, strlen (raw) + 2);
  g_assert_cmpint (luthier_json_scanner_next (&scanner), ==, LUTHIER_JSON_TOKEN_STRING);
  return luthier_dataset_estimate_quarters (&scanner);
}

static void
test_scripts (void)
{
  g_assert_cmpuint (estimate (""), ==, 0);
  g_assert_cmpuint (estimate ("word"), ==, 4);
  g_assert_cmpuint (estimate ("\u00e9t\u00e9"), ==, 5);
  g_assert_cmpuint (estimate ("\u0434\u0430"), ==, 4);
  g_assert_cmpuint (estimate ("\u4e2d\u6587"), ==, 8);
  g_assert_cmpuint (estimate ("\U0001f600"), ==, 8);
}

/* However a text is written, it is as long. */
static void
test_escapes (void)
{
  g_assert_cmpuint (estimate ("a\\nb\\\\\\\"\\/"), ==, 6);
  g_assert_cmpuint (estimate ("\\u0041\\u00e9"), ==, estimate ("A\u00e9"));
  g_assert_cmpuint (estimate ("\\u4e2d\\n\\u6587"), ==, estimate ("\u4e2d \u6587"));
  g_assert_cmpuint (estimate ("\\ud83d\\ude00 \u00e9"), ==, estimate ("\U0001f600 \u00e9"));
}

/* Sixteen bytes at a time come to the same as one character at a time. */
static void
test_sums (void)
{
  static const char *const characters[] = { "a", " ", "\u00e9", "\u0434", "\u4e2d", "\U0001f600" };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint length = 0; length < 300; length++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint64 sum = 0;

      for (guint i = 0; i < length; i++)
        {
          const char *character =
              characters[g_rand_int_range (random, 0, G_N_ELEMENTS (characters))];
          g_string_append (text, character);
          sum += estimate (character);
        }
      g_assert_cmpuint (estimate (text->str), ==, sum);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/dataset-tokens/scripts", test_scripts);
  g_test_add_func ("/dataset-tokens/escapes", test_escapes);
  g_test_add_func ("/dataset-tokens/sums", test_sums);

  return g_test_run ();
}
