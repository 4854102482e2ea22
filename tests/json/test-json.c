/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-json.h"

#include <math.h>

#include "luthier-json-text.h"
#include "luthier-test.h"

#define ACCEPT NULL

/* A text and the beginning of the message that refuses it. */
typedef struct
{
  const char *text;
  const char *message;
} Case;

static const Case cases[] = {
  { "null", ACCEPT },
  { "true", ACCEPT },
  { "false", ACCEPT },
  { "\"\"", ACCEPT },
  { "0", ACCEPT },
  { "-0", ACCEPT },
  { "-0.0e-0", ACCEPT },
  { "123456789012345678901234567890", ACCEPT },
  { "1.5", ACCEPT },
  { "1E5", ACCEPT },
  { "1e+5", ACCEPT },
  { "1e-5", ACCEPT },
  { "1e999", ACCEPT },
  { "[]", ACCEPT },
  { "{}", ACCEPT },
  { "[ ]", ACCEPT },
  { "{ }", ACCEPT },
  { " \t\r\n [ 1 , 2 ] \n", ACCEPT },
  { "[[[[]]],{}]", ACCEPT },
  { "{\"a\":1,\"a\":2}", ACCEPT },
  { "{\"\":0}", ACCEPT },
  { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\"", ACCEPT },
  { "\"\\u0000\"", ACCEPT },
  { "\"\\ud83d\\ude00\"", ACCEPT },
  { "\"\\uD83D\\uDE00\"", ACCEPT },
  { "\"\x7f\"", ACCEPT },
  { "\"\u00e9\u4e2d\U0001f600\"", ACCEPT },
  { "\"\xf4\x8f\xbf\xbf\"", ACCEPT },
  { "\"\xed\x9f\xbf\xee\x80\x80\"", ACCEPT },
  { "\"0123456789abcdef0123456789abcdef\\n\"", ACCEPT },

  { "", "line 1, column 1: the text ends too early" },
  { "  \n ", "line 2, column 2: the text ends too early" },
  { "nul", "line 1, column 1: a value was expected" },
  { "nulll", "line 1, column 5: more text after" },
  { "True", "line 1, column 1: a value was expected" },
  { "NaN", "line 1, column 1: a value was expected" },
  { "Infinity", "line 1, column 1: a value was expected" },
  { "-Infinity", "line 1, column 2: this is not how a number" },
  { "undefined", "line 1, column 1: a value was expected" },
  { "'a'", "line 1, column 1: a value was expected" },
  { "{a:1}", "line 1, column 2: a name in quotes" },
  { "{'a':1}", "line 1, column 2: a name in quotes" },
  { "{1:1}", "line 1, column 2: a name in quotes" },
  { "{\"a\"}", "line 1, column 5: a colon" },
  { "{\"a\" 1}", "line 1, column 6: a colon" },
  { "{\"a\"=1}", "line 1, column 5: a colon" },
  { "{\"a\":}", "line 1, column 6: a value is missing" },
  { "{\"a\":1,}", "line 1, column 8: a comma is too many" },
  { "{,}", "line 1, column 2: a name in quotes" },
  { "{\"a\":1 \"b\":2}", "line 1, column 8: a comma or }" },
  { "{\"a\":1]", "line 1, column 7: a comma or }" },
  { "{\"a\":1", "line 1, column 7: the text ends too early" },
  { "{\"a\":", "line 1, column 6: the text ends too early" },
  { "{\"a\"", "line 1, column 5: the text ends too early" },
  { "{\"a", "line 1, column 4: the text ends too early" },
  { "{", "line 1, column 2: the text ends too early" },
  { "}", "line 1, column 1: a value is missing" },
  { "[", "line 1, column 2: the text ends too early" },
  { "]", "line 1, column 1: a value is missing" },
  { "[1,]", "line 1, column 4: a value is missing, or a comma" },
  { "[1,,2]", "line 1, column 4: a value was expected" },
  { "[,1]", "line 1, column 2: a value was expected" },
  { "[1 2]", "line 1, column 4: a comma or ]" },
  { "[1}", "line 1, column 3: a comma or ]" },
  { "[1", "line 1, column 3: the text ends too early" },
  { "[1]]", "line 1, column 4: more text after" },
  { "{} {}", "line 1, column 4: more text after" },
  { "1 2", "line 1, column 3: more text after" },
  { "[\n1,\n2,\n  x]", "line 4, column 3: a value was expected" },
  { "[1] // one", "line 1, column 5: more text after" },
  { "/* one */ 1", "line 1, column 1: a value was expected" },
  { "# one", "line 1, column 1: a value was expected" },
  { "-", "line 1, column 2: the text ends too early" },
  { "+1", "line 1, column 1: a value was expected" },
  { ".5", "line 1, column 1: a value was expected" },
  { "[5.]", "line 1, column 4: this is not how a number" },
  { "01", "line 1, column 2: this is not how a number" },
  { "-01", "line 1, column 3: this is not how a number" },
  { "1e", "line 1, column 3: the text ends too early" },
  { "[1e+]", "line 1, column 5: this is not how a number" },
  { "[1e5.5]", "line 1, column 5: this is not how a number" },
  { "0x10", "line 1, column 2: this is not how a number" },
  { "1_000", "line 1, column 2: more text after" },
  { "[1-2]", "line 1, column 3: this is not how a number" },
  { "\"", "line 1, column 2: the text ends too early" },
  { "\"abc", "line 1, column 5: the text ends too early" },
  { "\"\\", "line 1, column 3: the text ends too early" },
  { "\"\\\"", "line 1, column 4: the text ends too early" },
  { "\"a\tb\"", "line 1, column 3: a control character" },
  { "\"a\nb\"", "line 1, column 3: a control character" },
  { "\"\x1f\"", "line 1, column 2: a control character" },
  { "\"0123456789abcdef0123456789abcde\n\"", "line 1, column 33: a control character" },
  { "\"\\x41\"", "line 1, column 2: there is no such escape" },
  { "\"\\'\"", "line 1, column 2: there is no such escape" },
  { "\"\\U0041\"", "line 1, column 2: there is no such escape" },
  { "\"\\u12\"", "line 1, column 2: \\u takes four" },
  { "\"\\u12g4\"", "line 1, column 2: \\u takes four" },
  { "\"\\ud83d\"", "line 1, column 2: half of a surrogate pair" },
  { "\"\\ude00\"", "line 1, column 2: half of a surrogate pair" },
  { "\"\\ud83d\\u0041\"", "line 1, column 2: half of a surrogate pair" },
  { "\"\\ud83dx\"", "line 1, column 2: half of a surrogate pair" },
  { "\"\u00e9\u4e2d\\ud83d\"", "line 1, column 4: half of a surrogate pair" },
  { "\"\x80\"", "line 1, column 2: not valid UTF-8" },
  { "\"\xc3\"", "line 1, column 2: not valid UTF-8" },
  { "\"\xc0\xaf\"", "line 1, column 2: not valid UTF-8" },
  { "\"\xc1\xbf\"", "line 1, column 2: not valid UTF-8" },
  { "\"\xe0\x9f\xbf\"", "line 1, column 2: not valid UTF-8" },
  { "\"\xe4\xb8\"", "line 1, column 2: not valid UTF-8" },
  { "\"\xed\xa0\x80\"", "line 1, column 2: not valid UTF-8" },
  { "\"\xf0\x8f\xbf\xbf\"", "line 1, column 2: not valid UTF-8" },
  { "\"\xf0\x9f\x98\"", "line 1, column 2: not valid UTF-8" },
  { "\"\xf4\x90\x80\x80\"", "line 1, column 2: not valid UTF-8" },
  { "\"\xf5\x80\x80\x80\"", "line 1, column 2: not valid UTF-8" },
  { "\"\u00e9\xff\"", "line 1, column 3: not valid UTF-8" },
  { "\xef\xbb\xbf{}", "line 1, column 1: a byte order mark" },
  { "\xff\xfe{", "line 1, column 1: a value was expected" },
  { "[\v1]", "line 1, column 2: a value was expected" },
  { "[\u00a0]", "line 1, column 2: a value was expected" },
};

static void
test_cases (void)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (cases) >= 80);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LuthierJson) json = luthier_json_parse_text (cases[i].text, -1, &error);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      if (cases[i].message == ACCEPT)
        {
          g_assert_no_error (error);
          g_assert_nonnull (json);
          continue;
        }
      g_assert_null (json);
      g_assert_nonnull (error);
      g_assert_true (error->domain == LUTHIER_JSON_ERROR);
      if (!g_str_has_prefix (error->message, cases[i].message))
        g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_error_codes (void)
{
  static const struct
  {
    const char *text;
    gssize length;
    LuthierJsonError code;
  } wrong[] = {
    { "[1,]", -1, LUTHIER_JSON_ERROR_SYNTAX },
    { "\"\xff\"", -1, LUTHIER_JSON_ERROR_ENCODING },
    { "\"\\udc00\"", -1, LUTHIER_JSON_ERROR_ENCODING },
    { "\xef\xbb\xbf[]", -1, LUTHIER_JSON_ERROR_ENCODING },
    { "[1]\0", 4, LUTHIER_JSON_ERROR_ENCODING },
    { "\"a\0b\"", 5, LUTHIER_JSON_ERROR_ENCODING },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (luthier_json_parse_text (wrong[i].text, wrong[i].length, &error));
      g_assert_error (error, LUTHIER_JSON_ERROR, (int) wrong[i].code);
    }
}

static LuthierJson *
parse_nested (guint depth, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, i % 2 ? "{\"a\":" : "[");
  g_string_append (text, "1");
  for (guint i = depth; i > 0; i--)
    g_string_append_c (text, (i - 1) % 2 ? '}' : ']');
  return luthier_json_parse_text (text->str, (gssize) text->len, error);
}

static void
test_depth (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) deepest = parse_nested (LUTHIER_JSON_MAX_DEPTH, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = luthier_json_value_to_text (luthier_json_get_root (deepest), LUTHIER_JSON_COMPACT);
  g_assert_true (g_str_has_prefix (text, "[{\"a\":["));

  g_assert_null (parse_nested (LUTHIER_JSON_MAX_DEPTH + 1, &error));
  g_assert_error (error, LUTHIER_JSON_ERROR, LUTHIER_JSON_ERROR_TOO_DEEP);
  g_clear_error (&error);
  g_assert_null (parse_nested (1000000, &error));
  g_assert_error (error, LUTHIER_JSON_ERROR, LUTHIER_JSON_ERROR_TOO_DEEP);
}

static void
test_size (void)
{
  gsize size = LUTHIER_JSON_MAX_SIZE;
  char *text = g_malloc (size + 1);
  g_autoptr (GBytes) largest = NULL;
  g_autoptr (GBytes) larger = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) json = NULL;

  memset (text, 'x', size + 1);
  text[0] = text[size - 1] = '"';
  larger = g_bytes_new_take (text, size + 1);
  largest = g_bytes_new_from_bytes (larger, 0, size);

  json = luthier_json_parse (largest, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (luthier_json_value_get_length (luthier_json_get_root (json)), ==, size - 2);
  g_assert_null (luthier_json_parse (larger, &error));
  g_assert_error (error, LUTHIER_JSON_ERROR, LUTHIER_JSON_ERROR_TOO_LARGE);
}

/* Little text, much to remember. */
static void
test_values (void)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) json = NULL;

  for (guint i = 1; i < LUTHIER_JSON_MAX_VALUES - 1; i++)
    g_string_append (text, "0,");
  g_string_append (text, "0]");
  json = luthier_json_parse_text (text->str, (gssize) text->len, &error);
  g_assert_no_error (error);

  text->str[text->len - 1] = ',';
  g_string_append (text, "0,0]");
  g_assert_null (luthier_json_parse_text (text->str, (gssize) text->len, &error));
  g_assert_error (error, LUTHIER_JSON_ERROR, LUTHIER_JSON_ERROR_TOO_LARGE);
}

/* What is deep and wide does not become a hundred times as long. */
static void
test_pretty_depth (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LuthierJson) json = NULL;
  g_autofree char *pretty = NULL;

  for (guint i = 0; i < LUTHIER_JSON_MAX_DEPTH; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "0,");
  g_string_append_c (text, '0');
  for (guint i = 0; i < LUTHIER_JSON_MAX_DEPTH; i++)
    g_string_append_c (text, ']');
  json = luthier_json_parse_text (text->str, (gssize) text->len, NULL);
  g_assert_nonnull (json);
  pretty = luthier_json_value_to_text (luthier_json_get_root (json), LUTHIER_JSON_PRETTY);
  g_assert_cmpuint (strlen (pretty), <, 20 * text->len);
}

/* A text that ends at the end of its block: a read behind it is seen by the sanitizer. */
static void
test_exact_block (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].text);
      g_autofree char *block = g_memdup2 (cases[i].text, length);
      g_autoptr (LuthierJson) json = luthier_json_parse_text (block, (gssize) length, NULL);

      g_assert_true ((json != NULL) == (cases[i].message == ACCEPT));
    }
}

static const char kinds_text[] = "{\"null\": null, \"yes\": true, \"no\": false, \"int\": -42,"
                                 " \"double\": 0.25, \"exp\": 1e3, \"huge\": 1e999, \"big\": "
                                 "9223372036854775808, \"min\": -9223372036854775808,"
                                 " \"text\": \"caf\\u00e9\", \"digits\": \"9223372036854775807\","
                                 " \"over\": \"9223372036854775808\", \"minus\": \"-\","
                                 " \"spaced\": \" 1\", \"plus\": \"+1\", \"empty\": \"\","
                                 " \"decimal\": \"2.5\", \"nan\": \"NaN\", \"inf\": \"Infinity\","
                                 " \"-inf\": \"-Infinity\", \"list\": [1, [2, 3], {\"x\": 4}, 5],"
                                 " \"map\": {\"a\": {\"b\": \"c\"}}}";

static const LuthierJsonValue *
member (LuthierJson *json, const char *name)
{
  return luthier_json_value_get_member (luthier_json_get_root (json), name);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *name;
    LuthierJsonKind kind;
    gint64 integer;
    double number;
    gboolean truth;
    const char *string;
    guint length;
  } rows[] = {
    { "absent", LUTHIER_JSON_ABSENT, -7, -7, 2, "-", 0 },
    { "null", LUTHIER_JSON_NULL, -7, -7, 2, "-", 0 },
    { "yes", LUTHIER_JSON_BOOLEAN, -7, -7, TRUE, "-", 0 },
    { "no", LUTHIER_JSON_BOOLEAN, -7, -7, FALSE, "-", 0 },
    { "int", LUTHIER_JSON_NUMBER, -42, -42, 2, "-", 0 },
    { "double", LUTHIER_JSON_NUMBER, -7, 0.25, 2, "-", 0 },
    { "exp", LUTHIER_JSON_NUMBER, 1000, 1000, 2, "-", 0 },
    { "huge", LUTHIER_JSON_NUMBER, -7, -7, 2, "-", 0 },
    { "big", LUTHIER_JSON_NUMBER, -7, 9223372036854775808.0, 2, "-", 0 },
    { "min", LUTHIER_JSON_NUMBER, G_MININT64, -9223372036854775808.0, 2, "-", 0 },
    { "text", LUTHIER_JSON_STRING, -7, -7, 2, "caf\u00e9", 5 },
    { "digits", LUTHIER_JSON_STRING, G_MAXINT64, 9223372036854775808.0, 2, "9223372036854775807",
      19 },
    { "over", LUTHIER_JSON_STRING, -7, 9223372036854775808.0, 2, "9223372036854775808", 19 },
    { "minus", LUTHIER_JSON_STRING, -7, -7, 2, "-", 1 },
    { "spaced", LUTHIER_JSON_STRING, -7, -7, 2, " 1", 2 },
    { "plus", LUTHIER_JSON_STRING, -7, -7, 2, "+1", 2 },
    { "empty", LUTHIER_JSON_STRING, -7, -7, 2, "", 0 },
    { "decimal", LUTHIER_JSON_STRING, -7, 2.5, 2, "2.5", 3 },
    { "inf", LUTHIER_JSON_STRING, -7, INFINITY, 2, "Infinity", 8 },
    { "-inf", LUTHIER_JSON_STRING, -7, -INFINITY, 2, "-Infinity", 9 },
    { "list", LUTHIER_JSON_ARRAY, -7, -7, 2, "-", 4 },
    { "map", LUTHIER_JSON_OBJECT, -7, -7, 2, "-", 1 },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) json = luthier_json_parse_text (kinds_text, -1, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const LuthierJsonValue *value = member (json, rows[i].name);

      g_test_message ("%s", rows[i].name);
      g_assert_cmpint (luthier_json_value_get_kind (value), ==, rows[i].kind);
      g_assert_cmpint (luthier_json_value_get_int64 (value, -7), ==, rows[i].integer);
      g_assert_cmpfloat (luthier_json_value_get_double (value, -7), ==, rows[i].number);
      g_assert_cmpint (luthier_json_value_get_boolean (value, 2), ==, rows[i].truth);
      g_assert_cmpstr (luthier_json_value_get_string (value, "-"), ==, rows[i].string);
      g_assert_cmpuint (luthier_json_value_get_length (value), ==, rows[i].length);
    }
  g_assert_true (isnan (luthier_json_value_get_double (member (json, "nan"), 0)));
}

static void
test_places (void)
{
  g_autoptr (LuthierJson) json = luthier_json_parse_text (kinds_text, -1, NULL);
  const LuthierJsonValue *root = luthier_json_get_root (json);
  const LuthierJsonValue *list = member (json, "list");
  const LuthierJsonValue *inner = luthier_json_value_get_element (list, 1);

  g_assert_cmpint (luthier_json_value_get_int64 (luthier_json_value_get_element (list, 3), 0), ==,
                   5);
  g_assert_cmpint (luthier_json_value_get_int64 (luthier_json_value_get_element (inner, 1), 0), ==,
                   3);
  g_assert_null (luthier_json_value_get_element (list, 4));
  g_assert_null (luthier_json_value_get_element (root, 0));
  g_assert_null (luthier_json_value_get_element (NULL, 0));
  g_assert_null (luthier_json_value_get_member (list, "a"));
  g_assert_null (luthier_json_value_get_member (NULL, "a"));
  g_assert_cmpstr (luthier_json_value_get_string (
                       luthier_json_value_get_path (root, "map", "a", "b", NULL), NULL),
                   ==, "c");
  g_assert_null (luthier_json_value_get_path (root, "map", "a", "b", "c", NULL));
  g_assert_null (luthier_json_value_get_path (root, "map", "x", "b", NULL));
  g_assert_null (luthier_json_value_get_path (NULL, "map", NULL));
}

static void
test_iteration (void)
{
  g_autoptr (LuthierJson) json = luthier_json_parse_text (kinds_text, -1, NULL);
  const LuthierJsonValue *nothing[] = { NULL, member (json, "null"), member (json, "text") };
  g_autoptr (GString) seen = g_string_new (NULL);
  const LuthierJsonValue *value;
  const char *name;
  LuthierJsonIter iter;

  luthier_json_iter_init (&iter, luthier_json_get_root (json));
  while (luthier_json_iter_next (&iter, &name, NULL))
    g_string_append_printf (seen, "%s ", name);
  g_assert_true (g_str_has_prefix (seen->str, "null yes no int "));
  g_assert_true (g_str_has_suffix (seen->str, " list map "));

  g_string_truncate (seen, 0);
  luthier_json_iter_init (&iter, member (json, "list"));
  while (luthier_json_iter_next (&iter, &name, &value))
    {
      g_assert_null (name);
      g_string_append_printf (seen, "%u", luthier_json_value_get_kind (value));
    }
  g_assert_cmpstr (seen->str, ==, "3563");
  g_assert_false (luthier_json_iter_next (&iter, &name, &value));

  for (gsize i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      luthier_json_iter_init (&iter, nothing[i]);
      g_assert_false (luthier_json_iter_next (&iter, &name, &value));
    }
}

static void
test_duplicates_and_nul (void)
{
  static const char text[] = "{\"a\": 1, \"a\": {\"b\": 1}, \"a\\u0000b\": 3, \"a\": 2,"
                             " \"z\": \"x\\u0000y\"}";
  g_autoptr (LuthierJson) json = luthier_json_parse_text (text, -1, NULL);
  const LuthierJsonValue *z = member (json, "z");

  g_assert_cmpuint (luthier_json_value_get_length (luthier_json_get_root (json)), ==, 5);
  g_assert_cmpint (luthier_json_value_get_int64 (member (json, "a"), 0), ==, 2);
  g_assert_cmpuint (luthier_json_value_get_length (z), ==, 3);
  g_assert_cmpmem (luthier_json_value_get_string (z, NULL), 4, "x\0y", 4);
}

static gpointer
read_in_thread (gpointer data)
{
  g_autoptr (LuthierJson) json = data;

  return GINT_TO_POINTER (luthier_json_value_get_int64 (member (json, "int"), 0));
}

static void
test_threads (void)
{
  LuthierJson *json = luthier_json_parse_text (kinds_text, -1, NULL);
  GThread *thread = g_thread_new ("reader", read_in_thread, luthier_json_ref (json));

  luthier_json_unref (json);
  g_assert_cmpint (GPOINTER_TO_INT (g_thread_join (thread)), ==, -42);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/json/cases", test_cases);
  g_test_add_func ("/json/error-codes", test_error_codes);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/size", test_size);
  g_test_add_func ("/json/values", test_values);
  g_test_add_func ("/json/pretty-depth", test_pretty_depth);
  g_test_add_func ("/json/exact-block", test_exact_block);
  g_test_add_func ("/json/kinds", test_kinds);
  g_test_add_func ("/json/places", test_places);
  g_test_add_func ("/json/iteration", test_iteration);
  g_test_add_func ("/json/duplicates-and-nul", test_duplicates_and_nul);
  g_test_add_func ("/json/threads", test_threads);

  return g_test_run ();
}
