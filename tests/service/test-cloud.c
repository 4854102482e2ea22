/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-cloud.h"

#include <libsoup/soup.h>

#include "luthier-error.h"
#include "luthier-fixed-token.h"
#include "luthier-test.h"

#define KEY "projects/acme/locations/us-central1/keyRings/ring/cryptoKeys/key"

/* A service that notes what it is asked and answers what it was told, in that order. */
typedef struct
{
  SoupServer *server;
  GQueue replies;    /* of char *, "403 {...}" or a body */
  GString *requests; /* a line each: method, path, query and body */
  LuthierClock *clock;
  LuthierCloud *cloud;
  GAsyncResult *result;
  GError *error;
} Fixture;

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  Fixture *fixture = user_data;
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *reply = g_queue_pop_head (&fixture->replies);
  guint status = 200;

  g_assert_nonnull (reply);
  g_string_append_printf (fixture->requests, "%s %s", soup_server_message_get_method (message),
                          g_uri_get_path (uri));
  if (g_uri_get_query (uri) != NULL)
    g_string_append_printf (fixture->requests, "?%s", g_uri_get_query (uri));
  if (body->length > 0)
    g_string_append_printf (fixture->requests, " %.*s", (int) body->length, body->data);
  g_string_append_c (fixture->requests, '\n');

  if (*reply != '{')
    status = (guint) g_ascii_strtoull (reply, NULL, 10);
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY,
                                    strchr (reply, '{'), strlen (strchr (reply, '{')));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (LuthierEndpoints) endpoints = NULL;
  g_autoptr (LuthierTokenSource) tokens = luthier_fixed_token_new ("a-token");
  g_autoptr (LuthierHttpClient) http = NULL;
  g_autofree char *base = NULL;
  GSList *uris;

  fixture->server = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_handler (fixture->server, NULL, request_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &fixture->error);
  g_assert_no_error (fixture->error);
  uris = soup_server_get_uris (fixture->server);
  base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  fixture->requests = g_string_new (NULL);
  fixture->clock = luthier_clock_new ();
  endpoints = luthier_endpoints_new (base, &fixture->error);
  g_assert_no_error (fixture->error);
  http = luthier_http_client_new (fixture->clock, random, endpoints, tokens, NULL);
  fixture->cloud = luthier_cloud_new (http, "acme:p/1");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->result);
  g_clear_error (&fixture->error);
  g_assert_finalize_object (fixture->cloud);
  g_clear_object (&fixture->clock);
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  g_queue_clear_full (&fixture->replies, g_free);
  g_string_free (fixture->requests, TRUE);
}

static void
will_reply (Fixture *fixture, const char *reply)
{
  g_queue_push_tail (&fixture->replies, g_strdup (reply));
}

static void
assert_requests (Fixture *fixture, const char *requests)
{
  g_assert_cmpstr (fixture->requests->str, ==, requests);
  g_string_truncate (fixture->requests, 0);
  g_assert_cmpuint (fixture->replies.length, ==, 0);
}

static void
reset (Fixture *fixture)
{
  g_clear_object (&fixture->result);
  g_clear_error (&fixture->error);
}

static LuthierChoicePage *
list (Fixture *fixture, LuthierChoices choices, const char *where, const char *token)
{
  reset (fixture);
  luthier_cloud_list_async (fixture->cloud, choices, where, token, NULL, luthier_test_result_cb,
                            &fixture->result);
  luthier_test_wait_for (fixture->result);
  return luthier_cloud_list_finish (fixture->cloud, fixture->result, &fixture->error);
}

/* Lists all pages: "value|title|subtitle" and so on, a line each. */
static char *
list_all (Fixture *fixture, LuthierChoices choices, const char *where)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *token = NULL;

  do
    {
      g_autoptr (LuthierChoicePage) page = list (fixture, choices, where, token);

      g_assert_no_error (fixture->error);
      for (guint i = 0; i < page->choices->len; i++)
        {
          LuthierChoice *choice = page->choices->pdata[i];
          const char *subtitle = luthier_choice_get_subtitle (choice);

          g_string_append_printf (text, "%s|%s|%s", luthier_choice_get_value (choice),
                                  luthier_choice_get_title (choice),
                                  subtitle != NULL ? subtitle : "-");
          if (luthier_choice_is_folder (choice))
            g_string_append (text, "|folder");
          if (luthier_choice_get_size (choice) >= 0)
            g_string_append_printf (text, "|%" G_GINT64_FORMAT, luthier_choice_get_size (choice));
          if (luthier_choice_get_updated_at (choice) != 0)
            g_string_append_printf (text, "|%" G_GINT64_FORMAT,
                                    luthier_choice_get_updated_at (choice));
          g_string_append_c (text, '\n');
        }
      g_free (token);
      token = g_steal_pointer (&page->next_page_token);
    }
  while (token != NULL);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_projects (Fixture *fixture, gconstpointer data)
{
  g_autofree char *listed = NULL;

  will_reply (fixture, "{\"projects\": [{\"name\": \"projects/1\", \"projectId\": \"a\","
                       " \"displayName\": \"The A\"}, {\"displayName\": \"no id\"}, 7],"
                       " \"nextPageToken\": \"x/y&z\"}");
  will_reply (fixture, "{\"projects\": [{\"projectId\": \"b\", \"displayName\": \"\"}],"
                       " \"somethingNew\": {}}");
  listed = list_all (fixture, LUTHIER_CHOICES_PROJECTS, NULL);
  g_assert_cmpstr (listed, ==, "a|The A|a\nb|b|b\n");
  assert_requests (fixture,
                   "GET /v3/projects:search?pageSize=500&query=state:ACTIVE\n"
                   "GET /v3/projects:search?pageSize=500&query=state:ACTIVE&pageToken=x/y%26z\n");
}

static void
test_buckets (Fixture *fixture, gconstpointer data)
{
  g_autofree char *listed = NULL;

  will_reply (fixture, "{\"items\": [{\"name\": \"a\", \"location\": \"EU\","
                       " \"storageClass\": \"STANDARD\"}, {\"name\": \"b\", \"location\": \"US\"},"
                       " {\"name\": \"c\"}, {\"location\": \"US\"}]}");
  listed = list_all (fixture, LUTHIER_CHOICES_BUCKETS, NULL);
  g_assert_cmpstr (listed, ==, "a|a|EU · STANDARD\nb|b|US\nc|c|-\n");
  assert_requests (fixture, "GET /storage/v1/b?maxResults=1000"
                            "&fields=items(name,location,storageClass),nextPageToken"
                            "&project=acme:p/1&projection=noAcl\n");
}

static void
test_objects (Fixture *fixture, gconstpointer data)
{
  g_autofree char *listed = NULL;

  will_reply (fixture, "{\"prefixes\": [\"sft/2026/\", \"\"], \"items\": ["
                       "{\"name\": \"sft/\", \"size\": \"0\"},"
                       "{\"name\": \"sft/a b.jsonl\", \"size\": \"12\","
                       " \"updated\": \"1970-01-01T00:00:01Z\"},"
                       "{\"name\": \"sft/old\", \"updated\": 7}, {\"size\": \"1\"}]}");
  listed = list_all (fixture, LUTHIER_CHOICES_OBJECTS, "data/sft/");
  g_assert_cmpstr (listed, ==,
                   "data/sft/2026/|2026|-|folder\n"
                   "gs://data/sft/a b.jsonl|a b.jsonl|-|12|1000000\n"
                   "gs://data/sft/old|old|-\n");
  assert_requests (fixture, "GET /storage/v1/b/data/o?maxResults=1000"
                            "&fields=items(name,size,updated),prefixes,nextPageToken"
                            "&prefix=sft/&delimiter=/\n");
  g_free (listed);

  /* What is only called like a folder can be read all the same. */
  will_reply (fixture, "{\"items\": [{\"name\": \"ü?#/\", \"size\": 3}]}");
  listed = list_all (fixture, LUTHIER_CHOICES_OBJECTS, "data/ü?#/");
  g_assert_cmpstr (listed, ==, "gs://data/ü?#/|ü?#/|-|3\n");
  assert_requests (fixture, "GET /storage/v1/b/data/o?maxResults=1000"
                            "&fields=items(name,size,updated),prefixes,nextPageToken"
                            "&prefix=%C3%BC%3F%23/&delimiter=/\n");
}

/* Rings first, all pages of them; one request a page. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
#define RINGS             "GET /v1/projects/acme:p%2F1/locations/eu/keyRings"
#define ONE               "projects/acme/locations/eu/keyRings/one"
#define GOOD              "\"purpose\": \"ENCRYPT_DECRYPT\", \"primary\": {\"state\": \"ENABLED\"}"
#define KEY_OF(ring, key) "{\"name\": \"" ring "/cryptoKeys/" key "\", " GOOD "}"
  g_autofree char *listed = NULL;

  will_reply (fixture, "{\"keyRings\": [{\"name\": \"" ONE "\"}, {}], \"nextPageToken\": \"r/2\"}");
  will_reply (fixture, "{\"keyRings\": [{\"name\": \"x/two\"}]}");
  will_reply (fixture, "{\"cryptoKeys\": [" KEY_OF (ONE, "a") "], \"nextPageToken\": \"k 2\"}");
  will_reply (fixture,
              "{\"cryptoKeys\": [" KEY_OF (
                  ONE, "b") ","
                            "{\"name\": \"x/signs\", \"purpose\": \"ASYMMETRIC_SIGN\"},"
                            "{\"name\": \"x/off\", \"purpose\": \"ENCRYPT_DECRYPT\","
                            " \"primary\": {\"state\": \"DISABLED\"}},"
                            "{\"name\": \"x/none\", \"purpose\": \"ENCRYPT_DECRYPT\"}, {" GOOD
                            "}]}");
  will_reply (fixture, "{\"cryptoKeys\": [" KEY_OF ("x/two", "c") "]}");
  listed = list_all (fixture, LUTHIER_CHOICES_KEYS, "eu");
  g_assert_cmpstr (listed, ==,
                   ONE "/cryptoKeys/a|a|one\n" ONE "/cryptoKeys/b|b|one\n"
                       "x/two/cryptoKeys/c|c|two\n");
  assert_requests (fixture, RINGS "?pageSize=1000\n" RINGS "?pageSize=1000&pageToken=r/2\n" RINGS
                                  "/one/cryptoKeys?pageSize=1000\n" RINGS
                                  "/one/cryptoKeys?pageSize=1000&pageToken=k%202\n" RINGS
                                  "/two/cryptoKeys?pageSize=1000\n");
  g_free (listed);

  will_reply (fixture, "{}");
  listed = list_all (fixture, LUTHIER_CHOICES_KEYS, "eu");
  g_assert_cmpstr (listed, ==, "");
}

static void
test_service_accounts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *listed = NULL;

  will_reply (fixture, "{\"accounts\": [{\"email\": \"a@x\", \"displayName\": \"A\"},"
                       " {\"email\": \"b@x\", \"disabled\": true}, {\"email\": \"c@x\"}, {}]}");
  listed = list_all (fixture, LUTHIER_CHOICES_SERVICE_ACCOUNTS, NULL);
  g_assert_cmpstr (listed, ==, "a@x|A|a@x\nc@x|c@x|c@x\n");
  assert_requests (fixture, "GET /v1/projects/acme:p%2F1/serviceAccounts?pageSize=100\n");
}

static void
test_endless (Fixture *fixture, gconstpointer data)
{
  static const LuthierChoices choices[] = { LUTHIER_CHOICES_PROJECTS, LUTHIER_CHOICES_KEYS };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (LuthierChoicePage) first = NULL;
      g_autoptr (LuthierChoicePage) second = NULL;

      will_reply (fixture, "{\"nextPageToken\": \"again\"}");
      will_reply (fixture, "{\"nextPageToken\": \"again\"}");
      first = list (fixture, choices[i], "eu", NULL);
      g_assert_no_error (fixture->error);
      second = list (fixture, choices[i], "eu", first->next_page_token);
      g_assert_null (second);
      g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY);
    }
}

static void
test_forbidden (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierChoicePage) page = NULL;

  will_reply (fixture, "403 {\"error\": {\"code\": 403, \"status\": \"PERMISSION_DENIED\"}}");
  page = list (fixture, LUTHIER_CHOICES_BUCKETS, NULL, NULL);
  g_assert_null (page);
  g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_FORBIDDEN);
}

static char *
get_number (Fixture *fixture, const char *reply)
{
  reset (fixture);
  will_reply (fixture, reply);
  luthier_cloud_get_project_number_async (fixture->cloud, NULL, luthier_test_result_cb,
                                          &fixture->result);
  luthier_test_wait_for (fixture->result);
  return luthier_cloud_get_project_number_finish (fixture->cloud, fixture->result, &fixture->error);
}

static void
test_project_number (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = { "{}", "{\"name\": \"projects/acme\"}", "{\"name\": \"1\"}",
                                     "{\"name\": \"projects/\"}" };
  g_autofree char *number = get_number (fixture, "{\"name\": \"projects/123456789012\"}");

  g_assert_cmpstr (number, ==, "123456789012");
  assert_requests (fixture, "GET /v3/projects/acme:p%2F1\n");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (get_number (fixture, bad[i]));
      g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY);
    }
}

static gboolean
is_enabled (Fixture *fixture, const char *reply, gboolean *enabled)
{
  reset (fixture);
  will_reply (fixture, reply);
  luthier_cloud_is_enabled_async (fixture->cloud, "aiplatform.googleapis.com", NULL,
                                  luthier_test_result_cb, &fixture->result);
  luthier_test_wait_for (fixture->result);
  return luthier_cloud_is_enabled_finish (fixture->cloud, fixture->result, enabled,
                                          &fixture->error);
}

static void
test_is_enabled (Fixture *fixture, gconstpointer data)
{
  gboolean enabled = FALSE;

  g_assert_true (is_enabled (fixture, "{\"state\": \"ENABLED\"}", &enabled));
  g_assert_true (enabled);
  assert_requests (fixture, "GET /v1/projects/acme:p%2F1/services/aiplatform.googleapis.com\n");
  g_assert_true (is_enabled (fixture, "{\"state\": \"DISABLED\"}", &enabled));
  g_assert_false (enabled);
  g_assert_false (is_enabled (fixture, "403 {}", &enabled));
  g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_FORBIDDEN);
}

static void
test_permissions (Fixture *fixture, gconstpointer data)
{
#define ASKED " {\"permissions\":[\"a.b\",\"c.d\"]}\n"
  static const struct
  {
    LuthierResource resource;
    const char *name;
    const char *request;
  } cases[] = {
    { LUTHIER_RESOURCE_PROJECT, "acme", "POST /v3/projects/acme:testIamPermissions" ASKED },
    { LUTHIER_RESOURCE_BUCKET, "data",
      "GET /storage/v1/b/data/iam/testPermissions?permissions=a.b&permissions=c.d\n" },
    { LUTHIER_RESOURCE_KEY, KEY, "POST /v1/" KEY ":testIamPermissions" ASKED },
    { LUTHIER_RESOURCE_SERVICE_ACCOUNT, "x@acme.iam",
      "POST /v1/projects/-/serviceAccounts/x@acme.iam:testIamPermissions" ASKED },
  };
  static const char *const permissions[] = { "a.b", "c.d", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) held = NULL;

      reset (fixture);
      will_reply (fixture, i == 0 ? "{}" : "{\"permissions\": [\"c.d\", 7]}");
      luthier_cloud_test_permissions_async (fixture->cloud, cases[i].resource, cases[i].name,
                                            permissions, NULL, luthier_test_result_cb,
                                            &fixture->result);
      luthier_test_wait_for (fixture->result);
      held = luthier_cloud_test_permissions_finish (fixture->cloud, fixture->result,
                                                    &fixture->error);
      g_assert_no_error (fixture->error);
      g_assert_cmpuint (g_strv_length (held), ==, i == 0 ? 0 : 1);
      g_assert_cmpstr (held[0], ==, i == 0 ? NULL : "c.d");
      assert_requests (fixture, cases[i].request);
    }
}

static void
test_policies (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    LuthierResource resource;
    const char *name;
    const char *request;
  } cases[] = {
    { LUTHIER_RESOURCE_PROJECT, "acme",
      "POST /v3/projects/acme:getIamPolicy {\"options\":{\"requestedPolicyVersion\":3}}\n" },
    { LUTHIER_RESOURCE_BUCKET, "data",
      "GET /storage/v1/b/data/iam?optionsRequestedPolicyVersion=3\n" },
    { LUTHIER_RESOURCE_KEY, KEY,
      "GET /v1/" KEY ":getIamPolicy?options.requestedPolicyVersion=3\n" },
    { LUTHIER_RESOURCE_SERVICE_ACCOUNT, "x@acme.iam",
      "POST /v1/projects/-/serviceAccounts/x@acme.iam:getIamPolicy"
      "?options.requestedPolicyVersion=3\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LuthierPolicy) policy = NULL;

      reset (fixture);
      will_reply (fixture,
                  "{\"bindings\": [{\"role\": \"roles/r\", \"members\": [\"user:a@x\"]}]}");
      luthier_cloud_get_policy_async (fixture->cloud, cases[i].resource, cases[i].name, NULL,
                                      luthier_test_result_cb, &fixture->result);
      luthier_test_wait_for (fixture->result);
      policy = luthier_cloud_get_policy_finish (fixture->cloud, fixture->result, &fixture->error);
      g_assert_no_error (fixture->error);
      g_assert_cmpint (luthier_policy_get_grant (policy, "roles/r", "user:a@x"), ==,
                       LUTHIER_GRANT_THERE);
      assert_requests (fixture, cases[i].request);
    }
}

static void
test_usable (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    LuthierResource resource;
    const char *name;
    const char *reply; /* NULL: nothing is sent */
    int error;         /* -1 = none */
  } cases[] = {
    { LUTHIER_RESOURCE_SERVICE_ACCOUNT, "a@x", "{\"email\": \"a@x\"}", -1 },
    { LUTHIER_RESOURCE_SERVICE_ACCOUNT, "a@x", "{\"disabled\": true}", LUTHIER_ERROR_PRECONDITION },
    { LUTHIER_RESOURCE_SERVICE_ACCOUNT, "a@x", "404 {}", LUTHIER_ERROR_NOT_FOUND },
    { LUTHIER_RESOURCE_KEY, KEY, "{" GOOD "}", -1 },
    { LUTHIER_RESOURCE_KEY, KEY,
      "{\"purpose\": \"ENCRYPT_DECRYPT\", \"primary\": {\"state\": \"DESTROYED\"}}",
      LUTHIER_ERROR_PRECONDITION },
    { LUTHIER_RESOURCE_KEY, KEY, "{\"purpose\": \"ENCRYPT_DECRYPT\"}", LUTHIER_ERROR_PRECONDITION },
    { LUTHIER_RESOURCE_KEY, KEY, "{\"purpose\": \"MAC\"}", LUTHIER_ERROR_PRECONDITION },
    { LUTHIER_RESOURCE_KEY, KEY, "404 {}", LUTHIER_ERROR_NOT_FOUND },
    { LUTHIER_RESOURCE_KEY, "key", NULL, LUTHIER_ERROR_INVALID },
    { LUTHIER_RESOURCE_KEY, KEY "/cryptoKeyVersions/1", NULL, LUTHIER_ERROR_INVALID },
    { LUTHIER_RESOURCE_KEY, "projects//locations/l/keyRings/r/cryptoKeys/k", NULL,
      LUTHIER_ERROR_INVALID },
    { LUTHIER_RESOURCE_BUCKET, "data", "{}", -1 },
    { LUTHIER_RESOURCE_PROJECT, "acme", "404 {}", LUTHIER_ERROR_NOT_FOUND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean usable;

      reset (fixture);
      if (cases[i].reply != NULL)
        will_reply (fixture, cases[i].reply);
      luthier_cloud_check_usable_async (fixture->cloud, cases[i].resource, cases[i].name, NULL,
                                        luthier_test_result_cb, &fixture->result);
      luthier_test_wait_for (fixture->result);
      usable = luthier_cloud_check_usable_finish (fixture->cloud, fixture->result, &fixture->error);
      g_assert_cmpint (usable, ==, cases[i].error < 0);
      if (cases[i].error < 0)
        g_assert_no_error (fixture->error);
      else
        g_assert_error (fixture->error, LUTHIER_ERROR, cases[i].error);
      g_assert_cmpuint (fixture->replies.length, ==, 0);
    }
}

#define ADD(name, test) g_test_add ("/cloud/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("projects", test_projects);
  ADD ("buckets", test_buckets);
  ADD ("objects", test_objects);
  ADD ("keys", test_keys);
  ADD ("service-accounts", test_service_accounts);
  ADD ("endless", test_endless);
  ADD ("forbidden", test_forbidden);
  ADD ("project-number", test_project_number);
  ADD ("is-enabled", test_is_enabled);
  ADD ("permissions", test_permissions);
  ADD ("policies", test_policies);
  ADD ("usable", test_usable);
  return g_test_run ();
}
