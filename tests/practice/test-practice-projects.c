/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-projects.h"

#include "practice-client.h"

#define OWN      "/v3/projects/acme-ml"
#define SERVICES "/v1/projects/acme-ml/services/"

static guint
count (Reply *reply, const char *path)
{
  return luthier_json_value_get_length (reply_value (reply, path));
}

static void
test_search (Client *self, gconstpointer data)
{
  g_autoptr (Reply) all = client_get (self, "/v3/projects:search");
  g_autofree char *name = g_strdup_printf (
      "projects/%s",
      luthier_practice_state_get_project_number (luthier_practice_get_state (self->practice)));

  assert_status (all, 200);
  g_assert_cmpuint (count (all, "projects"), ==, 7);
  g_assert_cmpstr (reply_text (all, "projects.0.projectId"), ==, "acme-ml");
  g_assert_cmpstr (reply_text (all, "projects.0.name"), ==, name);
  g_assert_cmpstr (reply_text (all, "projects.0.state"), ==, "ACTIVE");
  g_assert_nonnull (reply_text (all, "projects.0.displayName"));
  for (guint i = 1; i < count (all, "projects"); i++)
    {
      g_autofree char *path = g_strdup_printf ("projects.%u.projectId", i);

      g_assert_true (g_str_has_prefix (reply_text (all, path), "practice-"));
    }
  g_assert_null (reply_text (all, "nextPageToken"));
}

static void
test_pages (Client *self, gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *token = g_strdup ("");
  guint n = 0;

  for (; token != NULL && n < 10; n++)
    {
      g_autofree char *escaped = g_uri_escape_string (token, NULL, FALSE);
      g_autofree char *where = g_strconcat ("/v3/projects:search?pageSize=3&pageToken=", escaped,
                                            NULL);
      g_autoptr (Reply) page = client_get (self, where);

      assert_status (page, 200);
      for (guint i = 0; i < count (page, "projects"); i++)
        {
          g_autofree char *path = g_strdup_printf ("projects.%u.projectId", i);

          g_assert_true (g_hash_table_add (seen, g_strdup (reply_text (page, path))));
        }
      g_free (token);
      token = g_strdup (reply_text (page, "nextPageToken"));
    }
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (g_hash_table_size (seen), ==, 7);
}

static void
test_query (Client *self, gconstpointer data)
{
  static const struct
  {
    const char *query;
    guint n;
  } queries[] = {
    { "state:ACTIVE", 6 },           { "state=DELETE_REQUESTED", 1 },
    { "projectId:acme-ml", 1 },      { "id:PRACTICE-A*", 1 },
    { "name:practice*", 7 },         { "projectId:acme-ml%20id:practice-s*", 3 },
    { "displayName:nothing*", 0 },   { "", 7 },
    { "parent:organizations/*", 7 },
  };
  static const char *const bad[] = { "query=colour:red", "query=acme", "pageSize=-1", "pageSize=x",
                                     "pageToken=nonsense" };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *where = g_strconcat ("/v3/projects:search?query=", queries[i].query, NULL);
      g_autoptr (Reply) reply = client_get (self, where);

      assert_status (reply, 200);
      g_assert_cmpuint (count (reply, "projects"), ==, queries[i].n);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *where = g_strconcat ("/v3/projects:search?", bad[i], NULL);
      g_autoptr (Reply) reply = client_get (self, where);

      assert_status (reply, 400);
      g_assert_cmpstr (reply_text (reply, "error.status"), ==, "INVALID_ARGUMENT");
    }
}

static void
test_get (Client *self, gconstpointer data)
{
  g_autoptr (Reply) by_id = client_get (self, OWN);
  g_autofree char *where = g_strconcat ("/v3/", reply_text (by_id, "name"), NULL);
  g_autoptr (Reply) by_number = client_get (self, where);
  g_autoptr (Reply) other = client_get (self, "/v3/projects/practice-archive");
  g_autofree char *other_where = g_strconcat ("/v3/", reply_text (other, "name"), NULL);
  g_autoptr (Reply) other_by_number = client_get (self, other_where);
  g_autoptr (Reply) strange = client_get (self, "/v3/projects/strange");
  g_autoptr (Reply) nowhere = client_get (self, "/v3/folders/1");

  assert_status (by_id, 200);
  g_assert_cmpstr (reply_text (by_number, "projectId"), ==, "acme-ml");
  g_assert_cmpstr (reply_text (other_by_number, "projectId"), ==, "practice-archive");
  assert_status (strange, 403);
  g_assert_cmpstr (reply_text (strange, "error.details.0.metadata.permission"), ==,
                   "resourcemanager.projects.get");
  g_assert_cmpstr (reply_text (strange, "error.details.0.domain"), ==,
                   "cloudresourcemanager.googleapis.com");
  assert_status (nowhere, 404);
}

/* Of an invented project one knows that it is there, and that is all. */
static void
test_others (Client *self, gconstpointer data)
{
  static const char body[] = "{\"permissions\":[\"resourcemanager.projects.get\","
                             "\"aiplatform.tuningJobs.create\"]}";
  g_autoptr (Reply)
      held = client_post (self, "/v3/projects/practice-archive:testIamPermissions", body);
  g_autoptr (Reply) none = client_post (self, "/v3/projects/strange:testIamPermissions", body);
  g_autoptr (Reply) policy = client_post (self, "/v3/projects/practice-archive:getIamPolicy", "{}");

  assert_status (held, 200);
  g_assert_cmpuint (count (held, "permissions"), ==, 1);
  assert_status (none, 200);
  g_assert_null (reply_value (none, "permissions"));
  assert_status (policy, 403);
}

static void
test_services (Client *self, gconstpointer data)
{
  g_autoptr (Reply) enabled = client_get (self, SERVICES "aiplatform.googleapis.com");
  g_autoptr (Reply) unknown = client_get (self, SERVICES "youtube.googleapis.com");
  g_autoptr (Reply)
      foreign = client_get (self, "/v1/projects/strange/services/aiplatform.googleapis.com");
  g_autoptr (Reply) nonsense = client_get (self, SERVICES "nonsense");
  g_autoptr (Reply) disabled = NULL;
  g_autoptr (Reply) all_disabled = NULL;

  assert_status (enabled, 200);
  g_assert_cmpstr (reply_text (enabled, "state"), ==, "ENABLED");
  g_assert_true (g_str_has_prefix (reply_text (enabled, "parent"), "projects/"));
  g_assert_true (
      g_str_has_suffix (reply_text (enabled, "name"), "/services/aiplatform.googleapis.com"));
  g_assert_cmpstr (reply_text (unknown, "state"), ==, "DISABLED");
  assert_status (foreign, 403);
  assert_status (nonsense, 403);

  client_situation (self, "api-disabled=cloudkms.googleapis.com");
  disabled = client_get (self, SERVICES "cloudkms.googleapis.com");
  g_assert_cmpstr (reply_text (disabled, "state"), ==, "DISABLED");
  client_situation (self, "disabled");
  all_disabled = client_get (self, SERVICES "aiplatform.googleapis.com");
  g_assert_cmpstr (reply_text (all_disabled, "state"), ==, "DISABLED");
}

static void
test_api_disabled (Client *self, gconstpointer data)
{
  static const struct
  {
    const char *service;
    const char *path;
  } apis[] = {
    { "aiplatform.googleapis.com", "/v1/projects/acme-ml/locations/us-central1/tuningJobs" },
    { "storage.googleapis.com", "/storage/v1/b/acme-tuning" },
    { "cloudkms.googleapis.com", "/v1/projects/acme-ml/locations/us-central1/keyRings" },
    { "iam.googleapis.com", "/v1/projects/acme-ml/serviceAccounts" },
    { "cloudresourcemanager.googleapis.com", OWN },
    { "serviceusage.googleapis.com", SERVICES "iam.googleapis.com" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (apis); i++)
    {
      g_autofree char *situation = g_strconcat ("api-disabled=", apis[i].service, NULL);

      client_situation (self, situation);
      for (guint j = 0; j < G_N_ELEMENTS (apis); j++)
        {
          g_autoptr (Reply) reply = client_get (self, apis[j].path);

          assert_status (reply, i == j ? 403 : 200);
          if (i != j)
            continue;
          g_assert_cmpstr (reply_text (reply, "error.details.0.reason"), ==, "SERVICE_DISABLED");
          g_assert_cmpstr (reply_text (reply, "error.details.0.metadata.service"), ==,
                           apis[i].service);
        }
      luthier_practice_clear_situations (self->practice);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/practice-projects/" path, Client, NULL, client_set_up, function, client_tear_down)
  ADD ("search", test_search);
  ADD ("pages", test_pages);
  ADD ("query", test_query);
  ADD ("get", test_get);
  ADD ("others", test_others);
  ADD ("services", test_services);
  ADD ("api-disabled", test_api_disabled);
  return g_test_run ();
}
