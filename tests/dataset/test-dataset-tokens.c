/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-tokens.h"

#include "luthier-test.h"

/* Of what stands between quotes in a JSON text. */
static LuthierTextMeasure
measure (const char *raw)
{
  LuthierTextMeasure sum = { 0 };
  g_autofree char *text = g_strdup_printf ("\"%s\"%*s", raw, LUTHIER_JSON_PADDING, "");
  LuthierJsonScanner scanner;

  text[strlen (raw) + 2] = '\0';
  luthier_json_scanner_init (&scanner, text, strlen (raw) + 2);
  g_assert_cmpint (luthier_json_scanner_next (&scanner), ==, LUTHIER_JSON_TOKEN_STRING);
  luthier_text_measure_add_string (&sum, &scanner);
  return sum;
}

static guint64
estimate (const char *raw)
{
  LuthierTextMeasure sum = measure (raw);

  return luthier_text_measure_get_quarters (&sum);
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

static guint64
count_characters (const char *raw)
{
  LuthierTextMeasure sum = measure (raw);

  return luthier_text_measure_get_characters (&sum);
}

static void
test_characters (void)
{
  g_assert_cmpuint (count_characters (""), ==, 0);
  g_assert_cmpuint (count_characters ("a\\n\\u0041"), ==, 3);
  g_assert_cmpuint (count_characters ("\u00e9\u4e2d\U0001f600"), ==, 3);
  g_assert_cmpuint (count_characters ("\\ud83d\\ude00x"), ==, 2);
}

/* Each character may be a token of its own at the beginning of a text, but not for long. */
static void
test_bounds (void)
{
  static const char *const characters[] = { "a", "\u00e9", "\u4e2d", "\U0001f600" };

  for (gsize i = 0; i < G_N_ELEMENTS (characters); i++)
    for (guint length = 1; length <= 100000; length *= 10)
      {
        g_autoptr (GString) text = g_string_new (NULL);
        LuthierTextMeasure sum;
        guint64 low, typical, high;

        for (guint j = 0; j < length; j++)
          g_string_append (text, characters[i]);
        sum = measure (text->str);
        low = luthier_text_measure_get_low (&sum);
        typical = luthier_text_measure_get_quarters (&sum) / LUTHIER_TOKEN_QUARTERS;
        high = luthier_text_measure_get_high (&sum);
        g_assert_cmpuint (low, <=, typical);
        g_assert_cmpuint (typical, <, high);
        if (length <= 10)
          g_assert_cmpuint (high, >=, length);
        else if (length >= 10000)
          g_assert_cmpuint (high, <=, 7 * low);
        if (length >= 10000 && i == 0)
          g_assert_cmpuint (high, <=, 21 * low / 10);
      }
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
      g_assert_cmpuint (count_characters (text->str), ==, length);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/dataset-tokens/scripts", test_scripts);
  g_test_add_func ("/dataset-tokens/characters", test_characters);
  g_test_add_func ("/dataset-tokens/bounds", test_bounds);
  g_test_add_func ("/dataset-tokens/escapes", test_escapes);
  g_test_add_func ("/dataset-tokens/sums", test_sums);

  return g_test_run ();
}
