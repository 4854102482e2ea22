/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error.h"
#include "luthier-profile.h"
#include "luthier-test.h"

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer count)
{
  ++*(guint *) count;
}

static void
test_defaults (void)
{
  LuthierProfile *profile = luthier_profile_new (LUTHIER_PROFILE_PRACTICE, "practice");
  g_autoptr (LuthierProfile) other = luthier_profile_new (LUTHIER_PROFILE_PRACTICE, NULL);
  const char *const *regions = luthier_profile_get_regions (profile);

  g_assert_cmpstr (luthier_profile_get_id (profile), ==, "practice");
  g_assert_true (g_uuid_string_is_valid (luthier_profile_get_id (other)));
  g_assert_cmpuint (luthier_profile_get_concurrent_jobs (profile), ==, 1);
  g_assert_cmpstr (regions[0], ==, "us-central1");
  g_assert_cmpstr (regions[1], ==, "europe-west4");
  g_assert_null (regions[2]);
  g_assert_null (luthier_profile_get_project (profile));

  g_assert_finalize_object (profile);
}

static void
test_notify (void)
{
  g_autoptr (LuthierProfile) profile = luthier_profile_new (LUTHIER_PROFILE_PRACTICE, "p");
  const char *const regions[] = { "us-central1", "europe-west4", NULL };
  const char *const one[] = { "us-west1", NULL };
  guint count = 0;

  g_signal_connect (profile, "notify", G_CALLBACK (count_cb), &count);
  luthier_profile_set_project (profile, "acme-ml");
  g_assert_cmpuint (count, ==, 1);
  luthier_profile_set_project (profile, "acme-ml");
  luthier_profile_set_title (profile, "");
  luthier_profile_set_regions (profile, regions);
  luthier_profile_set_concurrent_jobs (profile, 1);
  g_assert_cmpuint (count, ==, 1);
  luthier_profile_set_regions (profile, one);
  luthier_profile_set_concurrent_jobs (profile, 2);
  luthier_profile_set_project (profile, NULL);
  g_assert_cmpuint (count, ==, 4);
}

static void
test_round_trip (void)
{
  g_autoptr (LuthierProfile)
      profile = luthier_profile_new (LUTHIER_PROFILE_SERVICE_ACCOUNT, "0b7e");
  g_autoptr (LuthierProfile) copy = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  const char *const none[] = { NULL };

  luthier_profile_set_title (profile, "Acme “EU”");
  luthier_profile_set_account (profile, "tuner@acme-ml.iam.gserviceaccount.com");
  luthier_profile_set_project (profile, "acme-ml");
  luthier_profile_set_quota_project (profile, "acme-billing");
  luthier_profile_set_endpoint (profile, "https://tuning.acme.example");
  luthier_profile_set_bucket (profile, "acme-tuning");
  luthier_profile_set_regions (profile, none);
  luthier_profile_set_concurrent_jobs (profile, 4);
  luthier_profile_set_session_only (profile, TRUE);

  text = luthier_profile_serialize (profile);
  copy = luthier_profile_deserialize (text, &error);
  g_assert_no_error (error);
  again = luthier_profile_serialize (copy);
  g_assert_cmpstr (text, ==, again);
  g_assert_cmpint (luthier_profile_get_kind (copy), ==, LUTHIER_PROFILE_SERVICE_ACCOUNT);
  g_assert_cmpstr (luthier_profile_get_endpoint (copy), ==, "https://tuning.acme.example");
  g_assert_null (luthier_profile_get_regions (copy)[0]);
  g_assert_cmpuint (luthier_profile_get_concurrent_jobs (copy), ==, 4);
  g_assert_true (luthier_profile_get_session_only (copy));
}

static void
test_deserialize_odd (void)
{
  static const char *const wrong[] = {
    "",
    "[]",
    "{}",
    "{\"id\": \"x\"}",
    "{\"id\": \"x\", \"kind\": \"of-tomorrow\"}",
    "{\"kind\": \"practice\"}",
  };
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_null (luthier_profile_deserialize (wrong[i], &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }

  profile = luthier_profile_deserialize (
      "{\"kind\":\"practice\",\"id\":\"x\",\"title\":3,\"regions\":[1,\"us-west1\"],"
      "\"concurrent-jobs\":-5,\"new\":true}",
      &error);
  g_assert_no_error (error);
  g_assert_null (luthier_profile_get_title (profile));
  g_assert_cmpstr (luthier_profile_get_regions (profile)[0], ==, "us-west1");
  g_assert_cmpuint (luthier_profile_get_concurrent_jobs (profile), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/profile/defaults", test_defaults);
  g_test_add_func ("/profile/notify", test_notify);
  g_test_add_func ("/profile/round-trip", test_round_trip);
  g_test_add_func ("/profile/deserialize-odd", test_deserialize_odd);

  return g_test_run ();
}
