/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib.h>

#include "luthier-json-text.h"
#include "luthier-practice-fields.h"

static const char whole[] =
    "{\"a\":1,\"b\":{\"c\":[{\"d\":1,\"e\":2},{\"d\":3}],\"f\":{\"g\":4}},\"h\":\"i\"}";

static const struct
{
  const char *mask;
  const char *left;
} masks[] = {
  { "a", "{\"a\":1}" },
  { "h,a", "{\"a\":1,\"h\":\"i\"}" },
  { "b/f", "{\"b\":{\"f\":{\"g\":4}}}" },
  { "b/c/d", "{\"b\":{\"c\":[{\"d\":1},{\"d\":3}]}}" },
  { "b(c(e),f/g),h", "{\"b\":{\"c\":[{\"e\":2},{}],\"f\":{\"g\":4}},\"h\":\"i\"}" },
  { "b/f,b/c/e", "{\"b\":{\"c\":[{\"e\":2},{}],\"f\":{\"g\":4}}}" },
  { "b/*/g", "{\"b\":{\"c\":[{},{}],\"f\":{\"g\":4}}}" },
  { "*", whole },
  { "nobody", "{}" },
};

static const char *const slips[] = { "", ",", "a,", "a(", "a(b", "a)", "a()", "a//b", "a/", "(a)" };

static void
test_apply (void)
{
  g_autoptr (LuthierJson) document = luthier_json_parse_text (whole, -1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (masks); i++)
    {
      g_autoptr (LuthierPracticeFields) fields = luthier_practice_fields_parse (masks[i].mask);
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *text = NULL;

      g_assert_nonnull (fields);
      node = luthier_practice_fields_apply (fields, luthier_json_get_root (document));
      text = luthier_json_node_to_text (node, LUTHIER_JSON_COMPACT);
      g_assert_cmpstr (text, ==, masks[i].left);
    }
}

static void
test_slips (void)
{
  g_autofree char *deep = g_strnfill (4000, '(');

  for (gsize i = 0; deep[i] != '\0'; i += 2)
    deep[i] = 'a';
  g_assert_null (luthier_practice_fields_parse (deep));
  for (guint i = 0; i < G_N_ELEMENTS (slips); i++)
    g_assert_null (luthier_practice_fields_parse (slips[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/fields/apply", test_apply);
  g_test_add_func ("/practice/fields/slips", test_slips);
  return g_test_run ();
}
