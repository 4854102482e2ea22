/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-iam.h"

#include "practice-client.h"

#define ACCOUNTS "/v1/projects/acme-ml/serviceAccounts"
#define TUNER    "practice-tuner@acme-ml.iam.gserviceaccount.com"
#define RETIRED  "practice-retired@acme-ml.iam.gserviceaccount.com"
#define GENERATE "/v1/projects/-/serviceAccounts/" TUNER ":generateAccessToken"
#define GOOD     "{\"scope\":[\"https://www.googleapis.com/auth/cloud-platform\"]}"

static guint
count (Reply *reply, const char *path)
{
  return luthier_json_value_get_length (reply_value (reply, path));
}

static void
add_account (Client *self, const char *email)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key_file = luthier_practice_tokens_add_service_account (
      luthier_practice_get_tokens (self->practice), email, "http://127.0.0.1/token", &error);

  g_assert_no_error (error);
}

static void
test_list (Client *self, gconstpointer data)
{
  g_autoptr (Reply) all = client_get (self, ACCOUNTS);
  g_autoptr (Reply) first = client_get (self, ACCOUNTS "?pageSize=3");
  g_autofree char *token = g_uri_escape_string (reply_text (first, "nextPageToken"), NULL, FALSE);
  g_autofree char *where = g_strconcat (ACCOUNTS "?pageSize=3&pageToken=", token, NULL);
  g_autoptr (Reply) second = client_get (self, where);
  g_autoptr (Reply) foreign = client_get (self, "/v1/projects/strange/serviceAccounts");
  guint n_disabled = 0;

  assert_status (all, 200);
  g_assert_cmpuint (count (all, "accounts"), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *path = g_strdup_printf ("accounts.%u.disabled", i);

      n_disabled += luthier_json_value_get_boolean (reply_value (all, path), FALSE) ? 1 : 0;
    }
  g_assert_cmpuint (n_disabled, ==, 1);
  g_assert_cmpuint (count (first, "accounts"), ==, 3);
  g_assert_cmpuint (count (second, "accounts"), ==, 1);
  g_assert_null (reply_text (second, "nextPageToken"));
  assert_status (foreign, 403);
}

/* Who has a key is one of the project's accounts, but is not there twice. */
static void
test_registered (Client *self, gconstpointer data)
{
  g_autoptr (Reply) got = NULL;

  add_account (self, "a@acme-ml.iam.gserviceaccount.com");
  add_account (self, TUNER);
  luthier_practice_tokens_add_access_token (luthier_practice_get_tokens (self->practice),
                                            "practice", NULL, LUTHIER_PRACTICE_SCOPE, 600);
  got = client_get (self, ACCOUNTS);
  assert_status (got, 200);
  g_assert_cmpuint (count (got, "accounts"), ==, 5);
}

static void
test_get (Client *self, gconstpointer data)
{
  g_autoptr (Reply) tuner = client_get (self, ACCOUNTS "/" TUNER);
  g_autoptr (Reply) anywhere = client_get (self, "/v1/projects/-/serviceAccounts/" RETIRED);
  g_autoptr (Reply) unknown = client_get (self, ACCOUNTS "/nobody@acme-ml");
  g_autofree char *by_id = g_strconcat (ACCOUNTS "/", reply_text (tuner, "uniqueId"), NULL);
  g_autoptr (Reply) same = client_get (self, by_id);

  assert_status (tuner, 200);
  g_assert_cmpstr (reply_text (tuner, "email"), ==, TUNER);
  g_assert_null (reply_value (tuner, "disabled"));
  assert_status (anywhere, 200);
  g_assert_true (luthier_json_value_get_boolean (reply_value (anywhere, "disabled"), FALSE));
  assert_status (unknown, 404);
  g_assert_cmpstr (reply_text (unknown, "error.status"), ==, "NOT_FOUND");
  g_assert_cmpstr (reply_text (same, "email"), ==, TUNER);
}

static void
test_permissions (Client *self, gconstpointer data)
{
  static const char body[] = "{\"permissions\":[\"iam.serviceAccounts.actAs\","
                             "\"iam.serviceAccounts.getAccessToken\"]}";
  static const char nobody[] = ACCOUNTS "/nobody@acme-ml:testIamPermissions";
  g_autoptr (Reply) all = client_post (self, ACCOUNTS "/" TUNER ":testIamPermissions", body);
  g_autoptr (Reply) none = client_post (self, nobody, body);
  g_autoptr (Reply) wrong = client_post (self, ACCOUNTS "/" TUNER ":testIamPermissions",
                                         "{\"permissions\":[\"storage.objects.get\"]}");
  g_autoptr (Reply) some = NULL;

  g_assert_cmpuint (count (all, "permissions"), ==, 2);
  assert_status (none, 200);
  g_assert_null (reply_value (none, "permissions"));
  assert_status (wrong, 400);
  client_situation (self, "no-permission=iam.serviceAccounts.actAs");
  some = client_post (self, ACCOUNTS "/" TUNER ":testIamPermissions", body);
  g_assert_cmpuint (count (some, "permissions"), ==, 1);
}

static void
test_generate (Client *self, gconstpointer data)
{
  g_autoptr (Reply) hour = NULL;
  g_autoptr (Reply) minutes = NULL;
  g_autoptr (Reply) used = NULL;
  g_autoptr (Reply) late = NULL;
  g_autofree char *header = NULL;

  minutes = client_post (self, GENERATE,
                         "{\"scope\":[\"https://www.googleapis.com/auth/cloud-platform\"],"
                         "\"lifetime\":\"600s\",\"delegates\":[\"projects/-/serviceAccounts/"
                         "practice-reader@acme-ml.iam.gserviceaccount.com\"]}");
  assert_status (minutes, 200);
  g_assert_cmpstr (reply_text (minutes, "expireTime"), ==, "2026-11-18T11:16:40Z");
  hour = client_post (self, GENERATE, GOOD);
  g_assert_cmpstr (reply_text (hour, "expireTime"), ==, "2026-11-18T12:06:40Z");
  header = g_strconcat ("Bearer ", reply_text (minutes, "accessToken"), NULL);
  used = client_call (self, "GET", ACCOUNTS, NULL, "Authorization", header, NULL);
  assert_status (used, 200);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (self->clock), 601 * 1000);
  late = client_call (self, "GET", ACCOUNTS, NULL, "Authorization", header, NULL);
  assert_status (late, 401);
}

/* To become somebody else, the scope of just that is enough. */
static void
test_iam_scope (Client *self, gconstpointer data)
{
  g_autoptr (GBytes) body = g_bytes_new_static (GOOD, strlen (GOOD));
  g_autoptr (Reply) token = NULL;
  g_autoptr (Reply) list = NULL;

  luthier_practice_tokens_add_access_token (luthier_practice_get_tokens (self->practice),
                                            "practice", NULL, "https://www.googleapis.com/auth/iam",
                                            600);
  token = client_call (self, "POST", GENERATE, body, NULL);
  assert_status (token, 200);
  list = client_get (self, ACCOUNTS);
  assert_status (list, 403);
}

static void
test_bad_generations (Client *self, gconstpointer data)
{
  static const struct
  {
    const char *path;
    const char *body;
    guint status;
  } bad[] = {
    { "/v1/projects/-/serviceAccounts/nobody@acme-ml:generateAccessToken", GOOD, 404 },
    { "/v1/projects/-/serviceAccounts/" RETIRED ":generateAccessToken", GOOD, 400 },
    { GENERATE, "{}", 400 },
    { GENERATE, "{\"scope\":[\"x\"],\"lifetime\":\"7200s\"}", 400 },
    { GENERATE, "{\"scope\":[\"x\"],\"lifetime\":\"soon\"}", 400 },
    { GENERATE, "{\"scope\":[\"x\"],\"delegates\":[\"projects/-/serviceAccounts/no\"]}", 404 },
    { GENERATE, "[]", 400 },
  };
  g_autoptr (Reply) refused = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (Reply) reply = client_post (self, bad[i].path, bad[i].body);

      assert_status (reply, bad[i].status);
    }
  client_situation (self, "no-permission=iam.serviceAccounts.getAccessToken");
  refused = client_post (self, GENERATE, GOOD);
  assert_status (refused, 403);
  g_assert_cmpstr (reply_text (refused, "error.details.0.reason"), ==, "IAM_PERMISSION_DENIED");
  g_assert_cmpstr (reply_text (refused, "error.details.0.metadata.permission"), ==,
                   "iam.serviceAccounts.getAccessToken");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/practice-iam/" path, Client, NULL, client_set_up, function, client_tear_down)
  ADD ("list", test_list);
  ADD ("registered", test_registered);
  ADD ("get", test_get);
  ADD ("permissions", test_permissions);
  ADD ("generate", test_generate);
  ADD ("iam-scope", test_iam_scope);
  ADD ("bad-generations", test_bad_generations);
  return g_test_run ();
}
