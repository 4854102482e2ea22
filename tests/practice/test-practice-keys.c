/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-keys.h"

#include "practice-client.h"

#define RINGS "/v1/projects/acme-ml/locations/europe-west4/keyRings"
#define KEYS  RINGS "/practice-ring/cryptoKeys"

static guint
count (Reply *reply, const char *path)
{
  return luthier_json_value_get_length (reply_value (reply, path));
}

static void
test_rings (Client *self, gconstpointer data)
{
  g_autoptr (Reply) rings = client_get (self, RINGS);
  g_autoptr (Reply) page = client_get (self, RINGS "?pageSize=1");
  g_autoptr (Reply) ring = client_get (self, RINGS "/practice-ring");
  g_autoptr (Reply) unknown = client_get (self, RINGS "/nothing");
  g_autoptr (Reply)
      foreign = client_get (self, "/v1/projects/strange/locations/europe-west4/keyRings");

  assert_status (rings, 200);
  g_assert_cmpuint (count (rings, "keyRings"), ==, 2);
  g_assert_cmpstr (reply_text (rings, "keyRings.0.name"), ==,
                   "projects/acme-ml/locations/europe-west4/keyRings/practice-ring");
  g_assert_cmpuint (count (page, "keyRings"), ==, 1);
  g_assert_nonnull (reply_text (page, "nextPageToken"));
  assert_status (ring, 200);
  assert_status (unknown, 404);
  assert_status (foreign, 403);
}

static void
test_list (Client *self, gconstpointer data)
{
  g_autoptr (Reply) keys = client_get (self, KEYS);
  g_autoptr (Reply) first = client_get (self, KEYS "?pageSize=3");
  g_autofree char *token = g_uri_escape_string (reply_text (first, "nextPageToken"), NULL, FALSE);
  g_autofree char *where = g_strconcat (KEYS "?pageSize=3&pageToken=", token, NULL);
  g_autoptr (Reply) second = client_get (self, where);

  assert_status (keys, 200);
  g_assert_cmpuint (count (keys, "cryptoKeys"), ==, 4);
  g_assert_cmpint (luthier_json_value_get_int64 (reply_value (keys, "totalSize"), 0), ==, 4);
  g_assert_cmpuint (count (first, "cryptoKeys"), ==, 3);
  g_assert_cmpuint (count (second, "cryptoKeys"), ==, 1);
}

static void
test_kinds (Client *self, gconstpointer data)
{
  g_autoptr (Reply) usable = client_get (self, KEYS "/practice-key");
  g_autoptr (Reply) disabled = client_get (self, KEYS "/practice-disabled-key");
  g_autoptr (Reply) signing = client_get (self, KEYS "/practice-signing-key");
  g_autoptr (Reply) unknown = client_get (self, KEYS "/nothing");
  g_autoptr (Reply) elsewhere = client_get (self, RINGS "/nothing/cryptoKeys/practice-key");

  g_assert_cmpstr (reply_text (usable, "name"), ==,
                   "projects/acme-ml/locations/europe-west4/keyRings/practice-ring/cryptoKeys/"
                   "practice-key");
  g_assert_cmpstr (reply_text (usable, "purpose"), ==, "ENCRYPT_DECRYPT");
  g_assert_cmpstr (reply_text (usable, "primary.state"), ==, "ENABLED");
  g_assert_cmpstr (reply_text (disabled, "primary.state"), ==, "DISABLED");
  g_assert_cmpstr (reply_text (signing, "purpose"), ==, "ASYMMETRIC_SIGN");
  g_assert_null (reply_value (signing, "primary"));
  assert_status (unknown, 404);
  assert_status (elsewhere, 404);
}

static void
test_permissions (Client *self, gconstpointer data)
{
  static const char body[] = "{\"permissions\":[\"cloudkms.cryptoKeys.get\","
                             "\"cloudkms.cryptoKeyVersions.useToEncrypt\"]}";
  g_autoptr (Reply) all = client_post (self, KEYS "/practice-key:testIamPermissions", body);
  g_autoptr (Reply) none = client_post (self, KEYS "/nothing:testIamPermissions", body);
  g_autoptr (Reply) some = NULL;
  g_autoptr (Reply) refused = NULL;

  g_assert_cmpuint (count (all, "permissions"), ==, 2);
  assert_status (none, 200);
  g_assert_null (reply_value (none, "permissions"));
  client_situation (self, "no-permission=cloudkms.cryptoKeys.get");
  some = client_post (self, KEYS "/practice-key:testIamPermissions", body);
  g_assert_cmpuint (count (some, "permissions"), ==, 1);
  refused = client_get (self, KEYS "/practice-key");
  assert_status (refused, 403);
  g_assert_cmpstr (reply_text (refused, "error.details.0.domain"), ==, "cloudkms.googleapis.com");
}

static void
test_ways (Client *self, gconstpointer data)
{
  static const char *const nowhere[] = { KEYS "/practice-key/cryptoKeyVersions",
                                         RINGS "/practice-ring/importJobs",
                                         RINGS "/practice-ring:setIamPolicy",
                                         KEYS "/practice-key:encrypt" };
  g_autoptr (Reply) created = client_post (self, KEYS, "{}");

  for (guint i = 0; i < G_N_ELEMENTS (nowhere); i++)
    {
      g_autoptr (Reply) reply = client_get (self, nowhere[i]);

      assert_status (reply, 404);
    }
  assert_status (created, 404);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/practice-keys/" path, Client, NULL, client_set_up, function, client_tear_down)
  ADD ("rings", test_rings);
  ADD ("list", test_list);
  ADD ("kinds", test_kinds);
  ADD ("permissions", test_permissions);
  ADD ("ways", test_ways);
  return g_test_run ();
}
