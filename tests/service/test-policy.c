/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-policy.h"

#define AGENT "serviceAccount:service-1@gcp-sa-vertex-tune.iam.gserviceaccount.com"

static LuthierPolicy *
new_policy (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) json = luthier_json_parse_text (text, -1, &error);

  g_assert_no_error (error);
  return luthier_policy_new_from_json (luthier_json_get_root (json));
}

static void
test_grants (void)
{
  static const struct
  {
    const char *role;
    const char *member;
    LuthierGrant grant;
  } cases[] = {
    { "roles/a", "user:ann@example.com", LUTHIER_GRANT_THERE },
    { "roles/a", "user:Ann@Example.com", LUTHIER_GRANT_THERE },
    { "roles/a", "User:ann@example.com", LUTHIER_GRANT_MISSING },
    { "roles/a", "serviceAccount:ann@example.com", LUTHIER_GRANT_MISSING },
    { "roles/a", "user:nn@example.com", LUTHIER_GRANT_MISSING },
    { "roles/a", "user:bob@example.com", LUTHIER_GRANT_MISSING },
    { "roles/b", "user:ann@example.com", LUTHIER_GRANT_CONDITIONAL },
    { "roles/b", "user:bob@example.com", LUTHIER_GRANT_THERE },
    { "roles/c", "user:anybody@example.com", LUTHIER_GRANT_THERE },
    { "roles/d", "user:anybody@example.com", LUTHIER_GRANT_THERE },
    { "roles/e", AGENT, LUTHIER_GRANT_MISSING },
    { "roles/none", "user:ann@example.com", LUTHIER_GRANT_MISSING },
  };
  g_autoptr (LuthierPolicy) policy = new_policy (
      "{\"version\": 3, \"etag\": \"BwY=\", \"bindings\": ["
      "{\"role\": \"roles/a\", \"members\": [\"group:all@example.com\", \"user:ann@EXAMPLE.com\"]},"
      "{\"role\": \"roles/b\", \"members\": [\"user:ann@example.com\", \"user:bob@example.com\"],"
      " \"condition\": {\"expression\": \"false\"}},"
      "{\"role\": \"roles/b\", \"members\": [\"user:bob@example.com\"], \"condition\": null},"
      "{\"role\": \"roles/c\", \"members\": [\"allUsers\"]},"
      "{\"role\": \"roles/d\", \"members\": [\"allAuthenticatedUsers\"]},"
      "{\"role\": \"roles/e\", \"members\": [\"deleted:" AGENT "?uid=123\"]}]}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (luthier_policy_get_grant (policy, cases[i].role, cases[i].member), ==,
                     cases[i].grant);
}

static void
test_any_grant (void)
{
  static const char *const roles[] = { "roles/none", "roles/b", "roles/a", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (LuthierPolicy) policy = new_policy (
      "{\"bindings\": ["
      "{\"role\": \"roles/a\", \"members\": [\"user:ann@example.com\"], \"condition\": {}},"
      "{\"role\": \"roles/b\", \"members\": [\"user:ann@example.com\"]}]}");

  g_assert_cmpint (luthier_policy_get_any_grant (policy, roles, "user:ann@example.com"), ==,
                   LUTHIER_GRANT_THERE);
  g_assert_cmpint (luthier_policy_get_any_grant (policy, roles + 2, "user:ann@example.com"), ==,
                   LUTHIER_GRANT_CONDITIONAL);
  g_assert_cmpint (luthier_policy_get_any_grant (policy, none, "user:ann@example.com"), ==,
                   LUTHIER_GRANT_MISSING);
}

static void
test_names (void)
{
  g_autoptr (LuthierPolicy)
      policy = new_policy ("{\"bindings\": ["
                           "{\"role\": \"roles/a\", \"members\": [\"" AGENT "\"]},"
                           "{\"role\": \"roles/b\", \"members\": [\"allUsers\","
                           " \"deleted:serviceAccount:old@x.iam?uid=1\"]}]}");

  g_assert_true (luthier_policy_names (policy, AGENT));
  g_assert_false (luthier_policy_names (policy, "serviceAccount:old@x.iam"));
  g_assert_false (luthier_policy_names (policy, "user:ann@example.com"));
}

static void
test_strange (void)
{
  static const char *const texts[] = {
    "{}",
    "[]",
    "null",
    "{\"bindings\": null}",
    "{\"bindings\": {\"role\": \"roles/a\"}}",
    "{\"bindings\": [1, null, {}, {\"role\": 1, \"members\": \"x\"}]}",
    "{\"bindings\": [{\"role\": \"roles/a\", \"members\": [1, null, \"\", \":\"]}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (LuthierPolicy) policy = new_policy (texts[i]);

      g_assert_cmpint (luthier_policy_get_grant (policy, "roles/a", "user:ann@example.com"), ==,
                       LUTHIER_GRANT_MISSING);
      g_assert_false (luthier_policy_names (policy, "user:ann@example.com"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/grants", test_grants);
  g_test_add_func ("/policy/any-grant", test_any_grant);
  g_test_add_func ("/policy/names", test_names);
  g_test_add_func ("/policy/strange", test_strange);
  return g_test_run ();
}
