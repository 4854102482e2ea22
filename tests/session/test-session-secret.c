/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-secret.h"

#include "luthier-test.h"
#include "luthier-test-key.h"

#define EMAIL "tuner@acme.iam.gserviceaccount.com"

static LuthierCredential *
new_key (void)
{
  LuthierTestKey *key = luthier_test_key_new (GNUTLS_PK_RSA, 2048);
  g_autoptr (GBytes) text = luthier_test_key_file (key->pem, "https://oauth2.googleapis.com/token");
  g_autoptr (GError) error = NULL;
  LuthierCredential *credential = luthier_credential_new (text, &error);

  g_assert_no_error (error);
  luthier_test_key_free (key);
  return credential;
}

static LuthierCredential *
new_person (void)
{
  return luthier_credential_new_for_user ("id", "secret", "refresh", "ada@example.com", NULL);
}

/* Whom requests are counted against: a person's own project on every call, a service account's
 * only if the profile names one. */
static void
test_quota_project (void)
{
  const struct
  {
    gboolean person;
    const char *impersonated;
    const char *of_profile;
    const char *expected;
  } cases[] = {
    { TRUE, NULL, NULL, "acme" }, { TRUE, NULL, "payer", "payer" },
    { FALSE, NULL, NULL, NULL },  { FALSE, NULL, "payer", "payer" },
    { TRUE, EMAIL, NULL, NULL },  { TRUE, EMAIL, "payer", "payer" },
  };
  g_autoptr (LuthierEndpoints) endpoints = luthier_endpoints_new (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LuthierProfile) profile = luthier_profile_new (LUTHIER_PROFILE_IMPORTED, NULL);
      g_autoptr (LuthierCredential) credential = cases[i].person ? new_person () : new_key ();
      g_autoptr (LuthierCredential) acting = NULL;
      g_autoptr (GError) error = NULL;

      luthier_profile_set_project (profile, "acme");
      luthier_profile_set_quota_project (profile, cases[i].of_profile);
      luthier_profile_set_impersonate (profile, cases[i].impersonated);
      acting = luthier_session_secret_act (credential, profile, NULL, endpoints, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (luthier_session_secret_get_quota_project (acting, profile), ==,
                       cases[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session-secret/quota-project", test_quota_project);
  return g_test_run ();
}
