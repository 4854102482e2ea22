/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-json-scanner.h"
#include "luthier-test.h"

/* clang-format off */
/* Texts that RFC 8259 makes JSON of. */
static const char *const accepted[] = {
  /* Values by themselves */
  "null", "true", "false", "0", "-0", "1", "-1", "10", "123456789012345678901234567890", "\"\"",
  "\"a\"", "[]", "{}", " null", "null ", "\t\r\n null \t\r\n", "\n[]", "{}\n", "[ ]", "{ }",
  "[\t]", "{\r\n}",
  /* Numbers */
  "0.0", "-0.0", "0.5", "1.5", "-1.5", "10.01", "0e0", "0E0", "1e1", "1E1", "1e+1", "1e-1",
  "1E+01", "1e00", "1.0e5", "-1.25E-07", "0.000000000000000000000000000000000001", "1e999",
  "-1e-999", "123.456e789", "1.7976931348623157e308", "5e-324", "9007199254740993",
  "-9223372036854775808", "18446744073709551616", "[0]", "[-0]", "[1,2]", "[1 ]", "{\"a\":0}",
  "{\"a\":1e5}", "[1e5,2]", "[0,0.1,-1]",
  /* Strings */
  "\"\\\"\"", "\"\\\\\"", "\"\\/\"", "\"\\b\"", "\"\\f\"", "\"\\n\"", "\"\\r\"", "\"\\t\"",
  "\"/\"", "\"'\"", "\"\\u0000\"", "\"\\u0041\"", "\"\\u00e9\"", "\"\\u00E9\"", "\"\\uFFFF\"",
  "\"\\uffff\"", "\"\\uD7FF\"", "\"\\uE000\"", "\"\\ud800\\udc00\"", "\"\\uDBFF\\uDFFF\"",
  "\"\\ud83d\\ude00\"", "\"\\ud83d\\ude00\\ud83d\\ude01\"", "\"a\\u0062c\"", "\"\\\\\\\\\"",
  "\"\\\\\\\"\"", "\"\\\\u12\"", "\"\\\\n\"", "\"\x7f\"", "\" \"",
  "\"                                        \"", "\"0123456789abcde\"", "\"0123456789abcdef\"",
  "\"0123456789abcdef0\"", "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\"",
  "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"",
  "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0\"",
  "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\\n\"",
  "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd\\\\\\\"\"", "\"{}[]:,\"",
  "\"// no comment\"", "\"/* none */\"",
  /* UTF-8: the ends of what is allowed */
  "\"\xc2\x80\"", "\"\xdf\xbf\"", "\"\xe0\xa0\x80\"", "\"\xe0\xbf\xbf\"", "\"\xe1\x80\x80\"",
  "\"\xec\xbf\xbf\"", "\"\xed\x80\x80\"", "\"\xed\x9f\xbf\"", "\"\xee\x80\x80\"",
  "\"\xef\xbf\xbf\"", "\"\xf0\x90\x80\x80\"", "\"\xf0\xbf\xbf\xbf\"", "\"\xf1\x80\x80\x80\"",
  "\"\xf3\xbf\xbf\xbf\"", "\"\xf4\x80\x80\x80\"", "\"\xf4\x8f\xbf\xbf\"", "\"\xef\xbb\xbf\"",
  "\"caf\u00e9\"", "\"\u4e2d\u6587\"", "\"\U0001f600\"", "\"\u00e9\\n\u4e2d\\\"\U0001f600\"",
  "\"\u200b\u2028\u2029\"", "{\"\u00e9\":\"\u4e2d\"}",
  /* Containers */
  "[null]", "[true,false]", "[[]]", "[[],[]]", "[{}]", "[{},{}]", "[1,[2,[3,[4]]]]",
  "[\"a\",\"b\"]", "[ 1 , 2 ]", "[\n1\n,\n2\n]", "{\"a\":1}", "{\"a\" : 1}",
  "{ \"a\" : 1 , \"b\" : 2 }", "{\"\":0}", "{\"a\":1,\"a\":2}", "{\"a\":{\"b\":{\"c\":{}}}}",
  "{\"a\":[]}", "{\"a\":[{}]}", "{\"a\":null}", "{\"a\":true,\"b\":false}", "{\"a\":\"b\"}",
  "{\"\\u0061\":1}", "{\"a\\nb\":1}", "[[[[[[[[[[]]]]]]]]]]",
  "{\"a\":[1,{\"b\":[2,{\"c\":[3]}]}]}", "[\"a\",1,true,null,{},[]]", "[1,\"\",2]",
  "[\"\",\"\",\"\"]", "[                                             1]",
  "[1                                             ]",
};

/* Texts that are not, with ~ before the byte that is the first wrong one. Where something is missing
 * at the end, that is the end. */
static const char *const rejected[] = {
  /* Nothing, and less than a value */
  "~", " ~", "\n\t ~", "[~", "{~", "[[~", "{\"a\"~", "{\"a\":~", "{\"a\":1~", "[1~", "[1,~",
  "{\"a\":1,~", "\"~", "\"a~", "{\"~", "{\"a~", "[\"a\"~", "[\"a\",~", "[{~", "{\"a\":{~",
  "{\"a\":[~",
  /* More than one */
  "1 ~2", "[] ~[]", "{} ~{}", "{}~{}", "[]~,", "null ~null", "\"a\" ~\"b\"", "true~]", "{}~}",
  "[]~]", "1~,", "{}~x", "\"a\"~b", "[1]~2",
  /* Words */
  "~nul", "~nulL", "~Null", "~NULL", "~tru", "~True", "~TRUE", "~fals", "~False", "~undefined",
  "~None", "~NaN", "~nan", "~Infinity", "~inf", "-~Infinity", "-~NaN", "~a", "~abc", "[~a]",
  "[~nul]", "[~tru]", "{\"a\":~nul}", "{\"a\":~True}", "true~1", "null~x", "false~e", "[true~x]",
  "[null~null]",
  /* Numbers */
  "~+1", "~.5", "~.", "-~", "-~a", "-~-1", "-~.5", "0~1", "-0~1", "0~0", "1.~", "1.~e1", "1.~]",
  "1e~", "1e+~", "1e-~", "1e~e", "1e1~.5", "1e1~e1", "1~x", "1.5~.5", "1.5~x", "0~x10", "0~b1",
  "0~o7", "1~_000", "1~,000", "~,1", "1~-1", "1~+1", "[~+1]", "[0~1]", "[1.~]", "[1e~]", "[-~]",
  "[1 ~2]", "{\"a\":~.5}", "{\"a\":1.~}", "1~f", "1~L", "1~n", "[1~a]", "1~\xc2\xb2",
  /* Strings */
  "~'a'", "[~'a']", "\"a~", "\"\\~", "\"\\\"~", "\"~\\a\"", "\"~\\q\"", "\"~\\x41\"", "\"~\\0\"",
  "\"~\\'\"", "\"~\\U0041\"", "\"~\\ \"", "\"~\\\n\"", "\"a~\\q\"", "\"~\\u\"", "\"~\\u1\"",
  "\"~\\u12\"", "\"~\\u123\"", "\"~\\u123g\"", "\"~\\ug123\"", "\"~\\u 123\"", "\"~\\u-123\"",
  "\"~\\u{41}\"", "\"~\\ud800\"", "\"~\\udbff\"", "\"~\\udc00\"", "\"~\\udfff\"", "\"~\\ud800x\"",
  "\"~\\ud800\\n\"", "\"~\\ud800\\u0041\"", "\"~\\ud800\\ud800\"", "\"~\\udc00\\ud800\"",
  "\"~\\ud800\\udc0\"", "\"\\ud800\\udc00~\\ud800\"", "\"~\x01\"", "\"~\x1f\"", "\"~\t\"",
  "\"~\n\"", "\"~\r\"", "\"~\b\"", "\"a~\tb\"", "\"a\\n~\nb\"", "{\"~\\q\":1}", "{\"~\t\":1}",
  "[\"~\\q\"]", "\"0123456789abcdef~\\q\"",
  "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef~\t\"",
  "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde~\\q\"",
  "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd\\\\~\\q\"", "~`a`",
  "~\u201ca\u201d",
  /* UTF-8 */
  "\"~\x80\"", "\"~\xbf\"", "\"~\xc0\x80\"", "\"~\xc0\xaf\"", "\"~\xc1\xbf\"", "\"~\xc2\"",
  "\"~\xc2\x41\"", "\"~\xc2\xc2\x80\"", "\"~\xdf\x7f\"", "\"~\xe0\x80\x80\"", "\"~\xe0\x9f\xbf\"",
  "\"~\xe0\xa0\"", "\"~\xe1\x80\"", "\"~\xe1\x80\x41\"", "\"~\xed\xa0\x80\"", "\"~\xed\xbf\xbf\"",
  "\"~\xef\xbf\"", "\"~\xf0\x80\x80\x80\"", "\"~\xf0\x8f\xbf\xbf\"", "\"~\xf0\x90\x80\"",
  "\"~\xf0\x90\x80\x41\"", "\"~\xf4\x90\x80\x80\"", "\"~\xf5\x80\x80\x80\"",
  "\"~\xf8\x88\x80\x80\x80\"", "\"~\xfc\x84\x80\x80\x80\x80\"", "\"~\xfe\"", "\"~\xff\"",
  "\"\u00e9~\x80\"", "\"\u4e2d~\xff\"", "\"caf~\xe9\"", "\"\U0001f600~\xf0\x9f\"",
  "~\xef\xbb\xbf{}", "~\xef\xbb\xbf", "~\u00e9", "[~\u00e9]", "{~\u00e9:1}", "~\xff", "[1,~\xff]",
  "~\u00a0null", "null~\u00a0", "[1~\u3000]", "{\"~\xc3\":1}", "{\"a\":\"~\xc3\"}",
  "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde~\xc3\"",
  "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd~\xe4\xb8 \"",
  /* Arrays */
  "[~,]", "[~,1]", "[1,~]", "[1,~,2]", "[1,2,~]", "[1 ~2]", "[1~;2]", "[1~:2]", "[1~}", "[~}",
  "[1,~}", "[[]~", "[[],~]", "[\"a\" ~\"b\"]", "[\"a\",~]", "[\"a\"~:1]", "~]", "[1]~]",
  "[{}~{}]", "[1,~/* */2]", "[1 ~// one\n]", "[~# one\n]", "[~...]", "[~(1)]", "[1,\n~]",
  /* Objects */
  "{~,}", "{~a:1}", "{~'a':1}", "{~1:1}", "{~null:1}", "{~true:1}", "{~[]:1}", "{~{}:1}",
  "{\"a\"~}", "{\"a\" ~1}", "{\"a\"~=1}", "{\"a\"~,1}", "{\"a\":~}", "{\"a\":~,}",
  "{\"a\":1 ~\"b\":2}", "{\"a\":1,~}", "{\"a\":1,~,\"b\":2}", "{\"a\":1~;\"b\":2}", "{\"a\":1~]",
  "{~]", "{\"a\":~]", "{\"a\":1,~b:2}", "{\"a\":~:1}", "{\"a\":1~:2}", "{\"a\":1,~1}",
  "{\"a\":1,~null}", "{\"a\":1,~{}}", "~}", "{\"a\":1}~}", "{\"a\":{}~", "{\"a\":{~]}",
  "{\"a\":[1~}}", "{\"a\":1 ~/* */}", "{~//\n}", "{~# x\n}", "{~...}", "{\"a\":~'b'}",
  "{\"a\":~b}", "{\"a\":\"b\" ~\"c\"}", "{\"a\":1~\"b\":2}", "{\"a\"~\"b\"}", "{~:1}",
};

/* clang-format on */

/* Reads to the end; the place of the first error, or -1. */
static gssize
find_error (const char *text, gsize length)
{
  g_autofree char *padded = g_malloc0 (length + LUTHIER_JSON_PADDING);
  LuthierJsonScanner scanner;
  LuthierJsonToken token;

  memcpy (padded, text, length);
  luthier_json_scanner_init (&scanner, padded, length);
  while ((token = luthier_json_scanner_next (&scanner)) > LUTHIER_JSON_TOKEN_END)
    ;
  if (token == LUTHIER_JSON_TOKEN_END)
    return -1;
  g_assert_nonnull (scanner.problem);
  return scanner.at - padded;
}

static void
test_accepted (void)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (accepted) > 130);
  for (gsize i = 0; i < G_N_ELEMENTS (accepted); i++)
    if (find_error (accepted[i], strlen (accepted[i])) >= 0)
      g_error ("not accepted: %s", accepted[i]);
}

static void
test_rejected (void)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (rejected) > 200);
  for (gsize i = 0; i < G_N_ELEMENTS (rejected); i++)
    {
      gsize place = (gsize) (strchr (rejected[i], '~') - rejected[i]);
      g_autoptr (GString) text = g_string_new (rejected[i]);
      gssize found;

      g_string_erase (text, (gssize) place, 1);
      found = find_error (text->str, text->len);
      if (found != (gssize) place)
        g_error ("wrong at %" G_GSIZE_FORMAT ", told at %" G_GSSIZE_FORMAT ": %s", place, found,
                 text->str);
    }
}

/* The end of every accepted text, and of what is before it. */
static void
test_cut_off (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accepted); i++)
    for (gsize length = 0; length < strlen (accepted[i]); length++)
      {
        gssize found = find_error (accepted[i], length);
        g_assert_cmpint (found, <=, (gssize) length);
      }
}

static void
test_nul (void)
{
  g_assert_cmpint (find_error ("\0", 1), ==, 0);
  g_assert_cmpint (find_error ("[\0]", 3), ==, 1);
  g_assert_cmpint (find_error ("\"a\0b\"", 5), ==, 2);
  g_assert_cmpint (find_error ("null\0", 5), ==, 4);
}

static void
test_depth (void)
{
  for (guint depth = LUTHIER_JSON_MAX_DEPTH - 1; depth <= LUTHIER_JSON_MAX_DEPTH + 1; depth++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint i = 0; i < depth; i++)
        g_string_append_c (text, '[');
      for (guint i = 0; i < depth; i++)
        g_string_append_c (text, ']');
      g_assert_cmpint (find_error (text->str, text->len), ==,
                       depth <= LUTHIER_JSON_MAX_DEPTH ? -1 : LUTHIER_JSON_MAX_DEPTH);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-cases/accepted", test_accepted);
  g_test_add_func ("/json-cases/rejected", test_rejected);
  g_test_add_func ("/json-cases/cut-off", test_cut_off);
  g_test_add_func ("/json-cases/nul", test_nul);
  g_test_add_func ("/json-cases/depth", test_depth);

  return g_test_run ();
}
