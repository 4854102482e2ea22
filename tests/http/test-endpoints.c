/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-endpoints.h"

#include "luthier-error.h"

static void
clear_environment (void)
{
  g_unsetenv ("GOOGLE_VERTEX_BASE_URL");
  g_unsetenv ("STORAGE_EMULATOR_HOST");
}

static void
assert_bases (const char *override, const char *tuning, const char *storage)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierEndpoints) endpoints = luthier_endpoints_new (override, &error);
  g_autofree char *tuning_base = NULL;
  g_autofree char *storage_base = NULL;

  g_assert_no_error (error);
  tuning_base = luthier_endpoints_get_tuning_base (endpoints, "us-central1");
  storage_base = luthier_endpoints_get_storage_base (endpoints);
  g_assert_cmpstr (tuning_base, ==, tuning);
  g_assert_cmpstr (storage_base, ==, storage);
}

static void
test_locations (void)
{
  static const char *const cases[][2] = {
    { "us-central1", "https://us-central1-aiplatform.googleapis.com" },
    { "europe-west4", "https://europe-west4-aiplatform.googleapis.com" },
    { "global", "https://aiplatform.googleapis.com" },
    { "us", "https://aiplatform.us.rep.googleapis.com" },
    { "eu", "https://aiplatform.eu.rep.googleapis.com" },
  };
  g_autoptr (LuthierEndpoints) endpoints = NULL;

  clear_environment ();
  endpoints = luthier_endpoints_new (NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *base = luthier_endpoints_get_tuning_base (endpoints, cases[i][0]);

      g_assert_cmpstr (base, ==, cases[i][1]);
      g_assert_true (luthier_endpoints_is_trusted (endpoints, base));
    }
}

static void
test_overrides (void)
{
  const char *storage = "https://storage.googleapis.com";

  clear_environment ();
  assert_bases ("", "https://us-central1-aiplatform.googleapis.com", storage);
  assert_bases ("http://127.0.0.1:8080/", "http://127.0.0.1:8080", "http://127.0.0.1:8080");
  assert_bases ("https://tuning.example.com/gate", "https://tuning.example.com/gate", storage);

  g_setenv ("GOOGLE_VERTEX_BASE_URL", "http://[::1]:81", TRUE);
  g_setenv ("STORAGE_EMULATOR_HOST", "localhost:9199", TRUE);
  assert_bases (NULL, "http://[::1]:81", "http://localhost:9199");
  assert_bases ("https://private.example", "https://private.example", "http://localhost:9199");
  g_setenv ("STORAGE_EMULATOR_HOST", "storage.example", TRUE);
  assert_bases (NULL, "http://[::1]:81", "https://storage.example");
  clear_environment ();
}

#define N_APIS (LUTHIER_API_OAUTH + 1)

/* stand_in NULL: each API is at its own host. */
static void
assert_apis (const char *override, const char *stand_in)
{
  static const char *const hosts[N_APIS] = {
    [LUTHIER_API_RESOURCE_MANAGER] = "https://cloudresourcemanager.googleapis.com",
    [LUTHIER_API_SERVICE_USAGE] = "https://serviceusage.googleapis.com",
    [LUTHIER_API_IAM] = "https://iam.googleapis.com",
    [LUTHIER_API_IAM_CREDENTIALS] = "https://iamcredentials.googleapis.com",
    [LUTHIER_API_KMS] = "https://cloudkms.googleapis.com",
    [LUTHIER_API_OAUTH] = "https://oauth2.googleapis.com",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierEndpoints) endpoints = luthier_endpoints_new (override, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (luthier_endpoints_get_stand_in (endpoints), ==, stand_in);
  for (guint i = 0; i < N_APIS; i++)
    {
      g_autofree char *base = luthier_endpoints_get_base (endpoints, i);

      g_assert_cmpstr (base, ==, stand_in != NULL ? stand_in : hosts[i]);
      g_assert_true (luthier_endpoints_is_trusted (endpoints, base));
    }
}

/* What is on this computer stands for all; a private endpoint is the tuning service's alone. */
static void
test_apis (void)
{
  clear_environment ();
  assert_apis (NULL, NULL);
  assert_apis ("http://127.0.0.1:8080/", "http://127.0.0.1:8080");
  assert_apis ("https://tuning.example.com/gate", NULL);

  g_setenv ("STORAGE_EMULATOR_HOST", "localhost:9199", TRUE);
  assert_apis (NULL, NULL);
  g_setenv ("GOOGLE_VERTEX_BASE_URL", "http://[::1]:81", TRUE);
  assert_apis (NULL, "http://[::1]:81");
  g_setenv ("GOOGLE_VERTEX_BASE_URL", "https://tuning.example.com", TRUE);
  assert_apis (NULL, NULL);
  clear_environment ();
}

static void
test_bad_variable_is_named (void)
{
  g_autoptr (GError) error = NULL;

  clear_environment ();
  g_setenv ("GOOGLE_VERTEX_BASE_URL", "http://example.com", TRUE);
  g_assert_null (luthier_endpoints_new (NULL, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "GOOGLE_VERTEX_BASE_URL: "));
  clear_environment ();
}

static void
test_check_uri (void)
{
  static const char *const good[] = { "https://example.com",   "http://127.0.0.1",
                                      "http://127.9.9.9:1/x",  "http://[::1]:8080",
                                      "http://localhost:8080", "HTTPS://EXAMPLE.COM" };
  static const char *const bad[] = { "http://example.com",
                                     "http://127.0.0.1.example.com",
                                     "http://localhost.example.com",
                                     "https://user:word@example.com",
                                     "ftp://127.0.0.1",
                                     "file:///etc/passwd",
                                     "example.com",
                                     "https://",
                                     "" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (luthier_endpoints_check_uri (good[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (luthier_endpoints_check_uri (bad[i], &error));
      g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID);
    }
}

static void
test_trust (void)
{
  static const char *const trusted[] = { "https://storage.googleapis.com/x",
                                         "https://us-central1-aiplatform.googleapis.com/v1",
                                         "http://127.0.0.1:8080/v1/x?y" };
  static const char *const untrusted[] = { "http://storage.googleapis.com/x",
                                           "https://storage.googleapis.com:444/x",
                                           "https://googleapis.com.example/x",
                                           "https://evilgoogleapis.com/x",
                                           "https://example.com#.googleapis.com",
                                           "https://a.googleapis.com@example.com/",
                                           "http://127.0.0.1:8081/v1",
                                           "https://127.0.0.1:8080/v1",
                                           "http://localhost:8080/v1" };
  g_autoptr (LuthierEndpoints) endpoints = NULL;

  clear_environment ();
  endpoints = luthier_endpoints_new ("http://127.0.0.1:8080", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (trusted); i++)
    g_assert_true (luthier_endpoints_is_trusted (endpoints, trusted[i]));
  for (guint i = 0; i < G_N_ELEMENTS (untrusted); i++)
    g_assert_false (luthier_endpoints_is_trusted (endpoints, untrusted[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/endpoints/locations", test_locations);
  g_test_add_func ("/endpoints/overrides", test_overrides);
  g_test_add_func ("/endpoints/apis", test_apis);
  g_test_add_func ("/endpoints/bad-variable-is-named", test_bad_variable_is_named);
  g_test_add_func ("/endpoints/check-uri", test_check_uri);
  g_test_add_func ("/endpoints/trust", test_trust);
  return g_test_run ();
}
