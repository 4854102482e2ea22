/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-json-text.h"

#include <float.h>
#include <math.h>

#include "luthier-test.h"

static JsonNode *
build_example (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "baseModel");
  json_builder_add_string_value (builder, "gemini");
  json_builder_set_member_name (builder, "epochCount");
  json_builder_add_string_value (builder, "4");
  json_builder_set_member_name (builder, "rate");
  json_builder_add_double_value (builder, 0.1);
  json_builder_set_member_name (builder, "flags");
  json_builder_begin_array (builder);
  json_builder_add_boolean_value (builder, TRUE);
  json_builder_add_null_value (builder);
  json_builder_add_int_value (builder, G_MININT64);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "none");
  json_builder_begin_array (builder);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "nothing");
  json_builder_begin_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static void
test_layouts (void)
{
  g_autoptr (JsonNode) node = build_example ();
  g_autofree char *compact = luthier_json_node_to_text (node, LUTHIER_JSON_COMPACT);
  g_autofree char *pretty = luthier_json_node_to_text (node, LUTHIER_JSON_PRETTY);

  g_assert_cmpstr (compact, ==,
                   "{\"baseModel\":\"gemini\",\"epochCount\":\"4\",\"rate\":0.1,"
                   "\"flags\":[true,null,-9223372036854775808],\"none\":[],\"nothing\":{}}");
  g_assert_cmpstr (pretty, ==,
                   "{\n"
                   "  \"baseModel\": \"gemini\",\n"
                   "  \"epochCount\": \"4\",\n"
                   "  \"rate\": 0.1,\n"
                   "  \"flags\": [\n"
                   "    true,\n"
                   "    null,\n"
                   "    -9223372036854775808\n"
                   "  ],\n"
                   "  \"none\": [],\n"
                   "  \"nothing\": {}\n"
                   "}");
}

static char *
write_double (double number)
{
  g_autoptr (JsonNode) node = json_node_init_double (json_node_alloc (), number);

  return luthier_json_node_to_text (node, LUTHIER_JSON_COMPACT);
}

static void
test_doubles (void)
{
  static const struct
  {
    double number;
    const char *text;
  } rows[] = {
    { 0, "0" },
    { -0.0, "-0" },
    { 1, "1" },
    { -1.5, "-1.5" },
    { 0.1, "0.1" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 1e-5, "1e-05" },
    { 1e21, "1e+21" },
    { 123456789012, "123456789012" },
    { 1.0 / 3, "0.3333333333333333" },
    { 2e-4, "0.0002" },
    { DBL_MAX, "1.7976931348623157e+308" },
    { DBL_MIN, "2.2250738585072014e-308" },
    { 4.9406564584124654e-324, "5e-324" },
    { NAN, "\"NaN\"" },
    { INFINITY, "\"Infinity\"" },
    { -INFINITY, "\"-Infinity\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = write_double (rows[i].number);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_doubles_read_back (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < 20000; i++)
    {
      guint64 bits = (guint64) g_rand_int (random) << 32 | g_rand_int (random);
      g_autoptr (LuthierJson) json = NULL;
      g_autofree char *text = NULL;
      double number, back;

      memcpy (&number, &bits, sizeof number);
      if (!isfinite (number))
        continue;
      text = write_double (number);
      json = luthier_json_parse_text (text, -1, NULL);
      back = luthier_json_value_get_double (luthier_json_get_root (json), NAN);
      g_assert_cmpmem (&back, sizeof back, &number, sizeof number);
    }
}

static void
test_strings (void)
{
  static const char *const pairs[][2] = {
    { "", "\"\"" },
    { "a\"b\\c/d", "\"a\\\"b\\\\c/d\"" },
    { "\b\f\n\r\t\x01\x1f\x7f", "\"\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\"" },
    { "caf\u00e9 \u4e2d \U0001f600", "\"caf\u00e9 \u4e2d \U0001f600\"" },
    { "bad \xff end", "\"bad \ufffd end\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), pairs[i][0]);
      g_autofree char *text = luthier_json_node_to_text (node, LUTHIER_JSON_PRETTY);
      g_assert_cmpstr (text, ==, pairs[i][1]);
    }
}

/* What was read is written as it was: digits, order, repeated names, NULs. */
static void
test_values (void)
{
  static const char text[] = "{\"b\":1.50,\"a\":[-0,1E+2,12345678901234567890],\"b\":\"x\\u0000y\","
                             "\"\u00e9\":{\"t\":true,\"f\":false,\"n\":null},\"e\":[[],{}]}";
  g_autoptr (LuthierJson) json = luthier_json_parse_text (text, -1, NULL);
  const LuthierJsonValue *root = luthier_json_get_root (json);
  g_autofree char *compact = luthier_json_value_to_text (root, LUTHIER_JSON_COMPACT);
  g_autofree char *pretty = luthier_json_value_to_text (root, LUTHIER_JSON_PRETTY);
  g_autoptr (LuthierJson) again = luthier_json_parse_text (pretty, -1, NULL);
  g_autofree char *twice = luthier_json_value_to_text (luthier_json_get_root (again),
                                                       LUTHIER_JSON_COMPACT);
  g_autofree char *nothing = luthier_json_value_to_text (NULL, LUTHIER_JSON_PRETTY);

  g_assert_cmpstr (compact, ==, text);
  g_assert_cmpstr (twice, ==, text);
  g_assert_cmpstr (nothing, ==, "null");
}

static void
test_nodes (void)
{
  static const char text[] = "{\"i\":\"9\",\"n\":9007199254740993,\"d\":0.25,\"l\":[true,null,{}],"
                             "\"big\":1e300}";
  g_autoptr (LuthierJson) json = luthier_json_parse_text (text, -1, NULL);
  g_autoptr (JsonNode) node = luthier_json_value_to_node (luthier_json_get_root (json));
  g_autoptr (JsonNode) nothing = luthier_json_value_to_node (NULL);
  g_autofree char *again = luthier_json_node_to_text (node, LUTHIER_JSON_COMPACT);

  g_assert_cmpstr (again, ==,
                   "{\"i\":\"9\",\"n\":9007199254740993,\"d\":0.25,\"l\":[true,null,{}],"
                   "\"big\":1e+300}");
  g_assert_true (JSON_NODE_HOLDS_NULL (nothing));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/json-text/layouts", test_layouts);
  g_test_add_func ("/json-text/doubles", test_doubles);
  g_test_add_func ("/json-text/doubles-read-back", test_doubles_read_back);
  g_test_add_func ("/json-text/strings", test_strings);
  g_test_add_func ("/json-text/values", test_values);
  g_test_add_func ("/json-text/nodes", test_nodes);

  return g_test_run ();
}
