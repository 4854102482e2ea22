/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-policies.h"

#include "practice-client.h"

#define PROJECT "/v3/projects/acme-ml:getIamPolicy"
#define BUCKET  "/storage/v1/b/acme-tuning/iam"
#define KEY                                                                                        \
  "/v1/projects/acme-ml/locations/us-central1/keyRings/practice-ring/cryptoKeys/practice-key:"     \
  "getIamPolicy"
#define TUNER   "practice-tuner@acme-ml.iam.gserviceaccount.com"
#define ACCOUNT "/v1/projects/acme-ml/serviceAccounts/" TUNER ":getIamPolicy"

#define TUNING_AGENT "gcp-sa-vertex-tune"
#define TUNING_ROLE  "roles/aiplatform.tuningServiceAgent"
#define VIEWER_ROLE  "roles/storage.objectViewer"
#define KEY_ROLE     "roles/cloudkms.cryptoKeyEncrypterDecrypter"
#define CREATOR_ROLE "roles/iam.serviceAccountTokenCreator"

/* Of every kind of thing that has a policy one, and who must have what on it. */
static const struct
{
  const char *method;
  const char *path;
  const char *role;
} things[] = {
  { "POST", PROJECT, TUNING_ROLE },
  { "GET", BUCKET, VIEWER_ROLE },
  { "GET", KEY, KEY_ROLE },
  { "POST", ACCOUNT, CREATOR_ROLE },
};

static Reply *
get_policy (Client *self, guint thing)
{
  return client_call (self, things[thing].method, things[thing].path, NULL, NULL);
}

static char *
make_agent (Client *self)
{
  return g_strdup_printf (
      "serviceAccount:service-%s@" TUNING_AGENT ".iam.gserviceaccount.com",
      luthier_practice_state_get_project_number (luthier_practice_get_state (self->practice)));
}

static gboolean
has_member (const LuthierJsonValue *members, const char *member)
{
  for (guint i = 0; i < luthier_json_value_get_length (members); i++)
    if (g_strcmp0 (
            luthier_json_value_get_string (luthier_json_value_get_element (members, i), NULL),
            member) == 0)
      return TRUE;
  return FALSE;
}

/* member: (nullable): NULL is anybody. */
static gboolean
grants (Reply *policy, const char *role, const char *member)
{
  const LuthierJsonValue *bindings = reply_value (policy, "bindings");

  for (guint i = 0; i < luthier_json_value_get_length (bindings); i++)
    {
      const LuthierJsonValue *binding = luthier_json_value_get_element (bindings, i);
      const LuthierJsonValue *members = luthier_json_value_get_member (binding, "members");
      const char *name = luthier_json_value_get_string (
          luthier_json_value_get_member (binding, "role"), NULL);

      g_assert_cmpuint (luthier_json_value_get_length (members), >, 0);
      if (g_strcmp0 (name, role) == 0)
        return member == NULL || has_member (members, member);
    }
  return FALSE;
}

static void
test_all_granted (Client *self, gconstpointer data)
{
  g_autofree char *agent = make_agent (self);

  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    {
      g_autoptr (Reply) policy = get_policy (self, i);

      assert_status (policy, 200);
      g_assert_true (grants (policy, things[i].role, agent));
      g_assert_cmpint (luthier_json_value_get_int64 (reply_value (policy, "version"), 0), ==, 1);
      g_assert_nonnull (reply_text (policy, "etag"));
    }
}

static void
test_accounts (Client *self, gconstpointer data)
{
  g_autoptr (Reply) project = get_policy (self, 0);
  g_autoptr (Reply) bucket = get_policy (self, 1);

  g_assert_true (grants (project, TUNING_ROLE, "serviceAccount:" TUNER));
  g_assert_cmpstr (reply_text (bucket, "kind"), ==, "storage#policy");
  g_assert_cmpstr (reply_text (bucket, "resourceId"), ==, "projects/_/buckets/acme-tuning");
}

static void
test_no_grant (Client *self, gconstpointer data)
{
  client_situation (self, "no-grant=" VIEWER_ROLE);
  client_situation (self, "no-grant=" CREATOR_ROLE);
  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    {
      g_autoptr (Reply) policy = get_policy (self, i);

      g_assert_true (grants (policy, things[i].role, NULL) == (i == 0 || i == 2));
    }
}

static void
test_no_agent (Client *self, gconstpointer data)
{
  g_autofree char *agent = make_agent (self);

  client_situation (self, "no-agent");
  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    {
      g_autoptr (Reply) policy = get_policy (self, i);

      assert_status (policy, 200);
      g_assert_false (grants (policy, things[i].role, agent));
      g_assert_true (grants (policy, things[i].role, NULL));
    }
}

static void
test_no_policy (Client *self, gconstpointer data)
{
  g_autoptr (Reply) bucket = NULL;

  client_situation (self, "no-policy");
  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    {
      g_autoptr (Reply) policy = get_policy (self, i);

      assert_status (policy, 403);
    }
  bucket = client_get (self, "/storage/v1/b/acme-tuning");
  assert_status (bucket, 200);
}

/* One without a value takes everything, one with a glob only what it says. */
static void
test_permissions (Client *self, gconstpointer data)
{
  static const char path[] = "/v3/projects/acme-ml:testIamPermissions";
  static const char body[] = "{\"permissions\":[\"aiplatform.tuningJobs.create\","
                             "\"storage.buckets.list\",\"iam.serviceAccounts.actAs\"]}";
  static const char *const situations[] = { NULL, "no-permission=storage.buckets.list",
                                            "no-permission=storage.buckets.list@*/b/*",
                                            "no-permission" };
  static const guint expected[] = { 3, 2, 3, 0 };
  g_autoptr (Reply) wild = client_post (self, path, "{\"permissions\":[\"aiplatform.*\"]}");

  for (guint i = 0; i < G_N_ELEMENTS (situations); i++)
    {
      g_autoptr (Reply) reply = NULL;

      if (situations[i] != NULL)
        client_situation (self, situations[i]);
      reply = client_post (self, path, body);
      assert_status (reply, 200);
      g_assert_cmpuint (luthier_json_value_get_length (reply_value (reply, "permissions")), ==,
                        expected[i]);
      luthier_practice_clear_situations (self->practice);
    }
  assert_status (wild, 400);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/practice-policies/" path, Client, NULL, client_set_up, function, client_tear_down)
  ADD ("all-granted", test_all_granted);
  ADD ("accounts", test_accounts);
  ADD ("no-grant", test_no_grant);
  ADD ("no-agent", test_no_agent);
  ADD ("no-policy", test_no_policy);
  ADD ("permissions", test_permissions);
  return g_test_run ();
}
