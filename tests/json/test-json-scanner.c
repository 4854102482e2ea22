/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-json-scanner.h"

#include "luthier-json-bytes.h"
#include "luthier-json-string.h"
#include "luthier-test.h"

#define ROUNDS 20000

/* A copy with what a scanner wants behind it. */
static char *
pad (const char *text, gsize length)
{
  char *padded = g_malloc (length + LUTHIER_JSON_PADDING);

  if (length > 0)
    memcpy (padded, text, length);
  memset (padded + length, 0, LUTHIER_JSON_PADDING);
  return padded;
}

/* The tokens as letters; what is between quotes follows them. */
static char *
describe (const char *text)
{
  static const char letters[] = "!.{}[]NS#tfn";
  g_autofree char *padded = pad (text, strlen (text));
  GString *tokens = g_string_new (NULL);
  LuthierJsonScanner scanner;
  LuthierJsonToken token;

  luthier_json_scanner_init (&scanner, padded, strlen (text));
  do
    {
      token = luthier_json_scanner_next (&scanner);
      g_string_append_c (tokens, letters[token]);
      if (token == LUTHIER_JSON_TOKEN_NAME || token == LUTHIER_JSON_TOKEN_STRING ||
          token == LUTHIER_JSON_TOKEN_NUMBER)
        g_string_append_printf (tokens, "<%.*s>", (int) scanner.length, scanner.start);
    }
  while (token > LUTHIER_JSON_TOKEN_END);
  return g_string_free (tokens, FALSE);
}

static void
test_tokens (void)
{
  static const char *const pairs[][2] = {
    { "{\"a\": [1, -2.5e3, \"b\\n\"], \"c\": {}, \"d\": [ ]}",
      "{N<a>[#<1>#<-2.5e3>S<b\\n>]N<c>{}N<d>[]}." },
    { " true ", "t." },
    { "[true,false,null]", "[tfn]." },
    { "{\"a\":1,}", "{N<a>#<1>!" },
    { "", "!" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *tokens = describe (pairs[i][0]);
      g_assert_cmpstr (tokens, ==, pairs[i][1]);
    }
}

static void
test_string_facts (void)
{
  static const struct
  {
    const char *text;
    gboolean ascii;
    guint n_escapes;
    guint n_code_escapes;
    const char *decoded;
  } rows[] = {
    { "\"plain\"", TRUE, 0, 0, "plain" },
    { "\"caf\u00e9\"", FALSE, 0, 0, "caf\u00e9" },
    { "\"a\\nb\\tc\\\\\"", TRUE, 3, 0, "a\nb\tc\\" },
    { "\"\\u00e9\\ud83d\\ude00\\/\"", TRUE, 3, 2, "\u00e9\U0001f600/" },
    { "\"\u4e2d\\\"\"", FALSE, 1, 0, "\u4e2d\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *padded = pad (rows[i].text, strlen (rows[i].text));
      g_autofree char *decoded = NULL;
      LuthierJsonScanner scanner;

      luthier_json_scanner_init (&scanner, padded, strlen (rows[i].text));
      g_assert_cmpint (luthier_json_scanner_next (&scanner), ==, LUTHIER_JSON_TOKEN_STRING);
      g_assert_cmpint (scanner.ascii, ==, rows[i].ascii);
      g_assert_cmpint (scanner.escaped, ==, rows[i].n_escapes > 0);
      g_assert_cmpuint (scanner.n_escapes, ==, rows[i].n_escapes);
      g_assert_cmpuint (scanner.n_code_escapes, ==, rows[i].n_code_escapes);
      decoded = g_malloc0 (scanner.length + 1);
      luthier_json_unescape (scanner.start, scanner.length, decoded);
      g_assert_cmpstr (decoded, ==, rows[i].decoded);
      g_assert_cmpint (luthier_json_scanner_next (&scanner), ==, LUTHIER_JSON_TOKEN_END);
    }
}

static void
test_skip (void)
{
  static const char text[] = "[[1,{\"a\":[2]}],{\"b\":{}},3]";
  g_autofree char *padded = pad (text, sizeof text - 1);
  g_autofree char *broken = pad ("[[1,}]", 6);
  LuthierJsonScanner scanner;
  LuthierJsonToken token;
  guint n = 0;

  luthier_json_scanner_init (&scanner, padded, sizeof text - 1);
  luthier_json_scanner_next (&scanner);
  while ((token = luthier_json_scanner_next (&scanner)) != LUTHIER_JSON_TOKEN_ARRAY_END)
    {
      g_assert_true (luthier_json_scanner_skip (&scanner, token));
      n++;
    }
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (luthier_json_scanner_next (&scanner), ==, LUTHIER_JSON_TOKEN_END);

  luthier_json_scanner_init (&scanner, broken, strlen (broken));
  token = luthier_json_scanner_next (&scanner);
  g_assert_false (luthier_json_scanner_skip (&scanner, token));
}

static void
test_numbers (void)
{
  static const char *const right[] = { "0", "-0", "10", "1.5", "1e5", "-1.25E-3" };
  static const char *const wrong[] = { "",   "-",  "+1", "01", ".5",  "1.",
                                       "1e", "0x", "1 ", " 1", "NaN", "1,000" };

  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    g_assert_true (luthier_json_is_number (right[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (luthier_json_is_number (wrong[i]));
}

/* Bytes as they come in texts, the special ones often. */
static guint8
random_byte (GRand *random)
{
  static const guint8 special[] = { '"',  '\\', ' ',  '\n', '\r', '\t', 0x1f, 0x20, 0x7f, 0x80,
                                    0xbf, 0xc0, 0xc2, 0xe0, 0xed, 0xf0, 0xf4, 0xff, '{',  ',' };
  gint32 kind = g_rand_int_range (random, 0, 40);

  if (kind == 0)
    return special[g_rand_int_range (random, 0, G_N_ELEMENTS (special))];
  if (kind == 1)
    return (guint8) g_rand_int_range (random, 1, 256);
  return (guint8) g_rand_int_range (random, 'a', 'z');
}

/* The wide loop and the portable one stop at the same byte, wherever it is. */
static void
test_wide_is_portable (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20260101);
  guint8 text[200 + LUTHIER_JSON_PADDING];

  for (guint round = 0; round < ROUNDS; round++)
    {
      gsize length = (gsize) g_rand_int_range (random, 0, 200);

      memset (text, 0, sizeof text);
      for (gsize i = 0; i < length; i++)
        text[i] = (guint8) " \n\t\r x"[g_rand_int_range (random, 0, 6)];
      for (gsize i = 0; i <= length; i++)
        g_assert_true (luthier_json_skip_blanks (text + i) ==
                       luthier_json_skip_blanks_portable (text + i));
    }
}

/* Both forms of scanning a string from a place say the same. */
static void
assert_same_string (const guint8 *text, gsize length, gsize place)
{
  LuthierJsonScanner wide, portable;
  gboolean is_string;

  luthier_json_scanner_init (&wide, (const char *) text, length);
  portable = wide;
  is_string = luthier_json_string_scan (&wide, text + place);
  g_assert_cmpint (is_string, ==, luthier_json_string_scan_portable (&portable, text + place));
  g_assert_true (wide.at == portable.at);
  if (!is_string)
    {
      g_assert_cmpint (wide.code, ==, portable.code);
      g_assert_cmpstr (wide.problem, ==, portable.problem);
      return;
    }
  g_assert_cmpuint (wide.length, ==, portable.length);
  g_assert_cmpint (wide.escaped, ==, portable.escaped);
  g_assert_cmpint (wide.ascii, ==, portable.ascii);
  g_assert_cmpuint (wide.n_escapes, ==, portable.n_escapes);
  g_assert_cmpuint (wide.n_code_escapes, ==, portable.n_code_escapes);
  g_assert_cmpuint (wide.n_two, ==, portable.n_two);
  g_assert_cmpuint (wide.n_three, ==, portable.n_three);
  g_assert_cmpuint (wide.n_four, ==, portable.n_four);
}

/* Pieces of strings, right and wrong, as they meet each other at any place of a block. */
static const char *const pieces[] = {
  "a",
  "plain text ",
  "\\n",
  "\\\\",
  "\\\"",
  "\\u00e9",
  "\\ud83d\\ude00",
  "\u00e9",
  "\u4e2d\u6587",
  "\U0001f600",
  "\u0434\u043e\u0433\u043e\u0432\u043e\u0440",
  "0123456789abcdefghijklmnopqrstuvwxyz",
  "\ud55c\uad6d",
  /* Wrong ones */
  "\"",
  "\\",
  "\\x",
  "\\u12g4",
  "\\ud83d",
  "\\ude00",
  "\x1f",
  "\x80",
  "\xc3",
  "\xe4\xb8",
  "\xf0\x9f\x98",
  "\xc0\xaf",
  "\xe0\x80\xaf",
  "\xed\xa0\x80",
  "\xf4\x90\x80\x80",
  "\xf8\x88\x80\x80\x80",
  "\xff",
};
#define N_RIGHT 13

static void
test_strings_are_portable (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20260102);
  guint8 text[400 + LUTHIER_JSON_PADDING];

  for (guint round = 0; round < ROUNDS; round++)
    {
      gsize length = 0;
      /* One wrong piece in twenty, or none. */
      gint32 oddity = round % 2 ? 20 : 1000000;

      memset (text, 0, sizeof text);
      while (length < 300)
        {
          gboolean is_wrong = g_rand_int_range (random, 0, oddity) == 0;
          const char *piece =
              is_wrong ? pieces[g_rand_int_range (random, N_RIGHT, G_N_ELEMENTS (pieces))]
                       : pieces[g_rand_int_range (random, 0, N_RIGHT)];
          gsize more = strlen (piece);
          memcpy (text + length, piece, more);
          length += more;
        }
      text[length++] = round % 3 ? '"' : '\0';
      assert_same_string (text, length, 0);
      assert_same_string (text, length, (gsize) g_rand_int_range (random, 0, 64));
    }
}

/* Every byte at every place of a block and a half. */
static void
test_every_byte (void)
{
  guint8 text[110 + LUTHIER_JSON_PADDING];

  for (guint byte = 1; byte < 256; byte++)
    for (guint place = 0; place < 100; place++)
      {
        memset (text, 0, sizeof text);
        memset (text, 'x', 100);
        text[100] = '"';
        text[place] = (guint8) byte;
        assert_same_string (text, 101, 0);
      }
}

/* What is valid UTF-8 to us is so to GLib, for all there is of up to four bytes, by samples. */
static void
test_utf8_as_glib (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (42);

  for (guint round = 0; round < 20 * ROUNDS; round++)
    {
      guint8 text[8] = { 0 };
      guint length;

      text[0] = (guint8) g_rand_int_range (random, 0x80, 0x100);
      text[1] = (guint8) g_rand_int_range (random, round % 3 ? 0x70 : 0, 0x100);
      text[2] = (guint8) g_rand_int_range (random, round % 3 ? 0x78 : 0, 0xc8);
      text[3] = (guint8) g_rand_int_range (random, round % 3 ? 0x78 : 0, 0xc8);
      length = luthier_json_character_length (text);
      if (length > 0)
        g_assert_true (g_utf8_validate ((const char *) text, length, NULL));
      else
        for (guint n = 1; n <= 4; n++)
          g_assert_false (g_utf8_validate_len ((const char *) text, n, NULL));
    }
}

/* Damaged texts: nothing is read out of bounds, and what is accepted is accepted again as written
 * by us. The sanitizers watch. */
static void
test_damaged (void)
{
  static const char seed[] =
      "{\"name\":\"projects/1/locations/us/tuningJobs/2\",\"list\":[1,2.5e-3,"
      "true,null,\"\\u00e9\\ud83d\\ude00 caf\u00e9\"],\"map\":{\"a\":{}}}";
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint n_accepted = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      gsize length = (gsize) g_rand_int_range (random, 0, sizeof seed);
      char *text = g_memdup2 (seed, sizeof seed);
      g_autoptr (LuthierJson) json = NULL;

      if (round % 2)
        length = sizeof seed - 1;
      for (gint32 n = g_rand_int_range (random, 0, 3); n > 0 && length > 0; n--)
        text[g_rand_int_range (random, 0, (gint32) length)] = (char) random_byte (random);
      text = g_realloc (text, MAX (length, 1));
      json = luthier_json_parse_text (text, (gssize) length, NULL);
      n_accepted += json != NULL;
      if (json != NULL)
        g_assert_true (g_utf8_validate (text, (gssize) length, NULL));
      g_free (text);
    }
  g_assert_cmpuint (n_accepted, >, ROUNDS / 20);
  g_assert_cmpuint (n_accepted, <, ROUNDS / 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/json-scanner/tokens", test_tokens);
  g_test_add_func ("/json-scanner/string-facts", test_string_facts);
  g_test_add_func ("/json-scanner/skip", test_skip);
  g_test_add_func ("/json-scanner/numbers", test_numbers);
  g_test_add_func ("/json-scanner/wide-is-portable", test_wide_is_portable);
  g_test_add_func ("/json-scanner/strings-are-portable", test_strings_are_portable);
  g_test_add_func ("/json-scanner/every-byte", test_every_byte);
  g_test_add_func ("/json-scanner/utf8-as-glib", test_utf8_as_glib);
  g_test_add_func ("/json-scanner/damaged", test_damaged);

  return g_test_run ();
}
