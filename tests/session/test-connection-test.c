/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "session-bench.h"

#include "luthier-error.h"

#define BUCKET  "acme-data"
#define ACCOUNT "practice-tuner@acme.iam.gserviceaccount.com"
#define KEY     "projects/acme/locations/us-central1/keyRings/practice-ring/cryptoKeys/practice-key"
#define CALLER  "serviceAccount:" BENCH_EMAIL

static void
set_up (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = NULL;

  bench_set_up (bench, NULL, 1);
  profile = bench_add_profile (bench, "us-central1");
}

/* Waits between attempts are short. */
static void
set_up_hastened (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = NULL;

  bench_set_up_hastened (bench, 1);
  profile = bench_add_profile (bench, "us-central1");
}

static void
tear_down (Bench *bench, gconstpointer unused)
{
  bench_tear_down (bench);
}

static void
wait_for (LuthierConnectionTest *test)
{
  luthier_test_wait_until (!luthier_connection_test_get_running (test));
}

/* (transfer none) */
static LuthierProbe *
get_probe (LuthierConnectionTest *test, guint position)
{
  g_autoptr (LuthierProbe) probe = g_list_model_get_item (G_LIST_MODEL (test), position);

  return probe;
}

static guint
count (LuthierConnectionTest *test)
{
  return g_list_model_get_n_items (G_LIST_MODEL (test));
}

static LuthierProbe *
find_probe (LuthierConnectionTest *test, const char *id)
{
  for (guint i = 0; i < count (test); i++)
    if (g_str_equal (luthier_probe_get_id (get_probe (test, i)), id))
      return get_probe (test, i);
  return NULL;
}

/* "id id": those that are neither good nor skipped, "!" before the bad ones, "?" before those that
 * are not known. */
static char *
list_complaints (LuthierConnectionTest *test)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < count (test); i++)
    {
      LuthierProbe *probe = get_probe (test, i);
      const LuthierProbeVerdict verdict = luthier_probe_get_verdict (probe);

      g_assert_cmpint (verdict, >=, LUTHIER_PROBE_GOOD);
      g_assert_nonnull (luthier_probe_get_text (probe));
      if (verdict < LUTHIER_PROBE_UNKNOWN)
        {
          g_assert_null (luthier_probe_get_command (probe));
          continue;
        }
      g_string_append_printf (text, "%s%s%s", text->len > 0 ? " " : "",
                              verdict == LUTHIER_PROBE_BAD       ? "!"
                              : verdict == LUTHIER_PROBE_UNKNOWN ? "?"
                                                                 : "",
                              luthier_probe_get_id (probe));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static LuthierConnectionTest *
run_whole (Bench *bench)
{
  LuthierConnectionTest *test = luthier_session_test_connection (bench->session, BUCKET, KEY,
                                                                 ACCOUNT);

  wait_for (test);
  return test;
}

static void
test_good (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierConnectionTest)
      test = luthier_session_test_connection (bench->session, BUCKET, KEY, ACCOUNT);
  g_autofree char *complaints = NULL;
  guint n_bad, n_warnings;

  g_assert_true (luthier_connection_test_get_running (test));
  g_assert_cmpint (luthier_connection_test_get_verdict (test), ==, LUTHIER_PROBE_RUNNING);
  wait_for (test);
  complaints = list_complaints (test);
  g_assert_cmpstr (complaints, ==, "");
  g_assert_cmpuint (count (test), ==, 20);
  g_assert_cmpint (luthier_connection_test_get_verdict (test), ==, LUTHIER_PROBE_GOOD);
  g_object_get (test, "n-bad", &n_bad, "n-warnings", &n_warnings, NULL);
  g_assert_cmpuint (n_bad, ==, 0);
  g_assert_cmpuint (n_warnings, ==, 0);
  g_assert_null (luthier_connection_test_get_commands (test));
}

/* Only what is named is looked at. */
static void
test_nothing_named (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierConnectionTest)
      test = luthier_session_test_connection (bench->session, NULL, "", NULL);

  wait_for (test);
  g_assert_cmpuint (count (test), ==, 14);
  g_assert_cmpint (luthier_probe_get_verdict (find_probe (test, "bucket")), ==,
                   LUTHIER_PROBE_SKIPPED);
  g_assert_cmpint (luthier_probe_get_verdict (find_probe (test, "agent-bucket")), ==,
                   LUTHIER_PROBE_SKIPPED);
  g_assert_null (find_probe (test, "key"));
  g_assert_null (find_probe (test, "account"));
  g_assert_cmpint (luthier_connection_test_get_verdict (test), ==, LUTHIER_PROBE_GOOD);
}

#define GRANT_ON_PROJECT "gcloud projects add-iam-policy-binding acme --member="
#define AGENT            "serviceAccount:service-*@gcp-sa-vertex-tune.iam.gserviceaccount.com"

static const struct
{
  const char *situations; /* with blanks between */
  const char *complaints;
  const char *grant;   /* (nullable): of the first complaint */
  const char *command; /* (nullable): of the first complaint, a glob */
} cases[] = {
  { "no-permission=aiplatform.tuningJobs.create", "!permission:aiplatform.tuningJobs.create",
    "aiplatform.tuningJobs.create", GRANT_ON_PROJECT CALLER " --role=roles/aiplatform.user" },
  { "no-permission=aiplatform.tuningJobs.list", "!permission:aiplatform.tuningJobs.list",
    "aiplatform.tuningJobs.list", GRANT_ON_PROJECT CALLER " --role=roles/aiplatform.user" },
  { "no-permission=aiplatform.tuningJobs.get", "!permission:aiplatform.tuningJobs.get",
    "aiplatform.tuningJobs.get", GRANT_ON_PROJECT CALLER " --role=roles/aiplatform.user" },
  { "no-permission=aiplatform.tuningJobs.cancel", "!permission:aiplatform.tuningJobs.cancel",
    "aiplatform.tuningJobs.cancel", GRANT_ON_PROJECT CALLER " --role=roles/aiplatform.user" },
  { "no-permission=aiplatform.endpoints.predict", "permission:aiplatform.endpoints.predict",
    "aiplatform.endpoints.predict", GRANT_ON_PROJECT CALLER " --role=roles/aiplatform.user" },
  { "no-permission=storage.buckets.list", "permission:storage.buckets.list", "storage.buckets.list",
    GRANT_ON_PROJECT CALLER " --role=roles/storage.bucketViewer" },
  { "no-permission=storage.objects.create", "!bucket", "storage.objects.create",
    "gcloud storage buckets add-iam-policy-binding gs://acme-data --member=" CALLER
    " --role=roles/storage.objectUser" },
  { "no-permission=storage.objects.get no-permission=storage.objects.list", "!bucket",
    "storage.objects.get, storage.objects.list", "*--role=roles/storage.objectUser" },
  { "no-permission=iam.serviceAccounts.actAs", "!account-use", "iam.serviceAccounts.actAs",
    "gcloud iam service-accounts add-iam-policy-binding " ACCOUNT " --member=" CALLER
    " --role=roles/iam.serviceAccountUser" },
  { "no-permission=resourcemanager.projects.get", "?project ?agent ?agent-key ?agent-account", NULL,
    NULL },
  { "no-permission=serviceusage.services.get",
    "?api:aiplatform.googleapis.com ?api:storage.googleapis.com", NULL, NULL },
  { "no-permission=cloudkms.cryptoKeys.get", "?key", NULL, NULL },
  { "no-permission=iam.serviceAccounts.get", "?account", NULL, NULL },
  { "no-policy", "?agent ?agent-bucket ?agent-key ?account-role ?agent-account", NULL, NULL },
  { "no-permission=storage.buckets.getIamPolicy", "", NULL, NULL },
  { "no-permission=storage.buckets.getIamPolicy no-grant=roles/aiplatform.tuningServiceAgent",
    "?agent-bucket !account-role", NULL, NULL },
  { "no-permission=resourcemanager.projects.getIamPolicy", "?account-role", NULL, NULL },
  { "no-grant=roles/storage.objectViewer no-grant=roles/aiplatform.tuningServiceAgent",
    "!agent-bucket !account-role", "roles/storage.objectViewer",
    "gcloud storage buckets add-iam-policy-binding gs://acme-data --member=serviceAccount:" ACCOUNT
    " --role=roles/storage.objectViewer" },
  { "no-grant=roles/cloudkms.cryptoKeyEncrypterDecrypter", "!agent-key",
    "roles/cloudkms.cryptoKeyEncrypterDecrypter",
    "gcloud kms keys add-iam-policy-binding practice-key --keyring=practice-ring "
    "--location=us-central1 --project=acme --member=" AGENT
    " --role=roles/cloudkms.cryptoKeyEncrypterDecrypter" },
  { "no-grant=roles/aiplatform.tuningServiceAgent", "!account-role",
    "roles/aiplatform.tuningServiceAgent",
    GRANT_ON_PROJECT "serviceAccount:" ACCOUNT " --role=roles/aiplatform.tuningServiceAgent" },
  { "no-grant=roles/iam.serviceAccountTokenCreator", "!agent-account",
    "roles/iam.serviceAccountTokenCreator",
    "gcloud iam service-accounts add-iam-policy-binding " ACCOUNT " --member=" AGENT
    " --role=roles/iam.serviceAccountTokenCreator" },
  { "no-agent", "agent agent-key agent-account", NULL,
    "gcloud beta services identity create --service=aiplatform.googleapis.com --project=acme" },
  { "api-disabled=aiplatform.googleapis.com", "!api:aiplatform.googleapis.com", NULL,
    "gcloud services enable aiplatform.googleapis.com --project=acme" },
  { "api-disabled=storage.googleapis.com", "!api:storage.googleapis.com ?bucket", NULL,
    "gcloud services enable storage.googleapis.com --project=acme" },
  { "api-disabled=serviceusage.googleapis.com",
    "?api:aiplatform.googleapis.com ?api:storage.googleapis.com", NULL, NULL },
  { "api-disabled=cloudkms.googleapis.com", "?key ?agent-key", NULL, NULL },
  { "api-disabled=iam.googleapis.com", "?account ?account-use ?agent-account", NULL, NULL },
  { "clock-skew=600", "!clock", NULL, NULL },
  { "clock-skew=-600", "!clock", NULL, NULL },
  { "clock-skew=120", "clock", NULL, NULL },
  { "clock-skew=-30", "", NULL, NULL },
};

static void
check_case (Bench *bench, guint index)
{
  g_auto (GStrv) situations = g_strsplit (cases[index].situations, " ", -1);
  g_autoptr (LuthierConnectionTest) test = NULL;
  g_autofree char *complaints = NULL;
  LuthierProbe *first = NULL;

  luthier_practice_clear_situations (bench->practice);
  for (guint i = 0; situations[i] != NULL; i++)
    bench_misbehave (bench, situations[i]);
  test = run_whole (bench);
  complaints = list_complaints (test);
  g_test_message ("%s: %s", cases[index].situations, complaints);
  g_assert_cmpstr (complaints, ==, cases[index].complaints);

  for (guint i = 0; i < count (test) && first == NULL; i++)
    if (luthier_probe_get_verdict (get_probe (test, i)) >= LUTHIER_PROBE_UNKNOWN)
      first = get_probe (test, i);
  if (first == NULL)
    return;
  g_assert_cmpstr (luthier_probe_get_grant (first), ==, cases[index].grant);
  if (cases[index].command == NULL)
    g_assert_null (luthier_probe_get_command (first));
  else
    g_assert_true (
        g_pattern_match_simple (cases[index].command, luthier_probe_get_command (first)));
  if (cases[index].grant != NULL)
    g_assert_nonnull (strstr (luthier_probe_get_text (first), cases[index].grant));
}

/* Each situation makes that line complain which it concerns, and no other. */
static void
test_situations (Bench *bench, gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (bench, i);
}

/* Nobody tells of rights: the list itself is tried. */
static void
test_no_resource_manager (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierConnectionTest) test = NULL;
  LuthierProbe *listing;

  bench_misbehave (bench, "api-disabled=cloudresourcemanager.googleapis.com");
  test = run_whole (bench);
  listing = find_probe (test, "permission:aiplatform.tuningJobs.list");
  g_assert_cmpint (luthier_probe_get_verdict (listing), ==, LUTHIER_PROBE_GOOD);
  g_assert_cmpint (
      luthier_probe_get_verdict (find_probe (test, "permission:aiplatform.tuningJobs.create")), ==,
      LUTHIER_PROBE_UNKNOWN);
  g_assert_cmpint (luthier_probe_get_verdict (find_probe (test, "project")), ==,
                   LUTHIER_PROBE_UNKNOWN);
  g_assert_cmpint (luthier_connection_test_get_verdict (test), ==, LUTHIER_PROBE_UNKNOWN);

  bench_misbehave (bench, "no-permission=aiplatform.tuningJobs.list");
  luthier_connection_test_run (test);
  wait_for (test);
  g_assert_cmpint (luthier_probe_get_verdict (listing), ==, LUTHIER_PROBE_BAD);
  g_assert_cmpstr (luthier_probe_get_grant (listing), ==, "aiplatform.tuningJobs.list");
  g_assert_nonnull (luthier_probe_get_command (listing));
}

/* The agent has no name in the project yet, and no bucket knows it. */
static void
test_no_agent (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierConnectionTest) test = NULL;
  g_autofree char *complaints = NULL;
  g_autofree char *commands = NULL;

  bench_misbehave (bench, "no-agent");
  test = luthier_session_test_connection (bench->session, BUCKET, NULL, NULL);
  wait_for (test);
  complaints = list_complaints (test);
  g_assert_cmpstr (complaints, ==, "agent agent-bucket");
  g_assert_nonnull (strstr (luthier_probe_get_text (find_probe (test, "agent-bucket")),
                            "Principal does not exist"));
  commands = luthier_connection_test_get_commands (test);
  g_assert_nonnull (strstr (commands, "gcloud beta services identity create"));
}

/* It exists, and reads through no role at all. */
static void
test_agent_without_bucket (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierConnectionTest) test = NULL;
  g_autofree char *complaints = NULL;

  bench_misbehave (bench, "no-grant=roles/storage.objectViewer");
  bench_misbehave (bench, "no-grant=roles/aiplatform.tuningServiceAgent");
  test = luthier_session_test_connection (bench->session, BUCKET, KEY, NULL);
  wait_for (test);
  complaints = list_complaints (test);
  g_assert_cmpstr (complaints, ==, "!agent-bucket");
  g_assert_true (g_pattern_match_simple (
      "gcloud storage buckets add-iam-policy-binding gs://acme-data --member=" AGENT
      " --role=roles/storage.objectViewer",
      luthier_probe_get_command (find_probe (test, "agent-bucket"))));
}

/* What is not there is said once. */
static void
test_absent (Bench *bench, gconstpointer unused)
{
  static const struct
  {
    const char *bucket, *key, *account, *complaints;
  } absent[] = {
    { "no-such-bucket", NULL, NULL, "!bucket" },
    { NULL, KEY "-none", NULL, "!key" },
    { NULL, "practice-key", NULL, "!key" },
    { NULL,
      "projects/acme/locations/us-central1/keyRings/practice-ring/cryptoKeys/practice-disabled-key",
      NULL, "!key" },
    { NULL,
      "projects/acme/locations/us-central1/keyRings/practice-ring/cryptoKeys/practice-signing-key",
      NULL, "!key" },
    { NULL, NULL, "nobody@acme.iam.gserviceaccount.com", "!account" },
    { NULL, NULL, "practice-retired@acme.iam.gserviceaccount.com", "!account" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (absent); i++)
    {
      g_autoptr (LuthierConnectionTest) test = luthier_session_test_connection (
          bench->session, absent[i].bucket, absent[i].key, absent[i].account);
      g_autofree char *complaints = NULL;

      wait_for (test);
      complaints = list_complaints (test);
      g_assert_cmpstr (complaints, ==, absent[i].complaints);
    }
}

/* The items stay, and no command is there twice. */
static void
test_again (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierConnectionTest) test = run_whole (bench);
  LuthierProbe *create = find_probe (test, "permission:aiplatform.tuningJobs.create");
  g_autofree char *commands = NULL;
  g_autofree char *text = NULL;
  guint n_bad;

  bench_misbehave (bench, "no-permission=aiplatform.tuningJobs.create");
  bench_misbehave (bench, "no-permission=aiplatform.tuningJobs.get");
  luthier_connection_test_run (test);
  g_assert_cmpint (luthier_probe_get_verdict (create), ==, LUTHIER_PROBE_RUNNING);
  /* Begun again before it has ended. */
  luthier_connection_test_run (test);
  wait_for (test);
  g_assert_true (find_probe (test, "permission:aiplatform.tuningJobs.create") == create);
  g_assert_cmpint (luthier_probe_get_verdict (create), ==, LUTHIER_PROBE_BAD);
  g_assert_cmpint (luthier_connection_test_get_verdict (test), ==, LUTHIER_PROBE_BAD);
  g_object_get (test, "n-bad", &n_bad, NULL);
  g_assert_cmpuint (n_bad, ==, 2);
  commands = luthier_connection_test_get_commands (test);
  g_assert_cmpstr (commands, ==, GRANT_ON_PROJECT CALLER " --role=roles/aiplatform.user\n");
  text = luthier_connection_test_to_text (test);
  g_assert_nonnull (strstr (text, "aiplatform.tuningJobs.create"));
  g_assert_nonnull (strstr (text, BENCH_EMAIL));

  luthier_practice_clear_situations (bench->practice);
  luthier_connection_test_run (test);
  wait_for (test);
  g_assert_cmpint (luthier_connection_test_get_verdict (test), ==, LUTHIER_PROBE_GOOD);
  g_assert_null (luthier_probe_get_grant (create));
  g_assert_null (luthier_probe_get_command (create));
}

static void
test_no_network (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierConnectionTest) test = NULL;
  LuthierProbe *project;
  g_autoptr (GError) error = NULL;

  bench_misbehave (bench, "reset-before@/v3/projects/acme");
  test = run_whole (bench);
  project = find_probe (test, "project");
  g_assert_cmpint (luthier_probe_get_verdict (project), ==, LUTHIER_PROBE_UNKNOWN);
  g_object_get (project, "error", &error, NULL);
  g_assert_nonnull (error);
  g_assert_cmpstr (luthier_probe_get_text (project), ==, error->message);
  g_assert_cmpint (luthier_probe_get_verdict (find_probe (test, "clock")), ==,
                   LUTHIER_PROBE_UNKNOWN);
  g_assert_cmpint (luthier_probe_get_verdict (find_probe (test, "sign-in")), ==,
                   LUTHIER_PROBE_GOOD);
}

/* Without a sign-in one line is bad, and nothing else is known. */
static void
test_signed_out (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierConnectionTest) test = NULL;
  guint n_bad;

  bench_misbehave (bench, "revoked");
  bench_misbehave (bench, "token-expires");
  test = run_whole (bench);
  g_object_get (test, "n-bad", &n_bad, NULL);
  g_assert_cmpuint (n_bad, ==, 1);
  g_assert_cmpint (luthier_probe_get_verdict (find_probe (test, "sign-in")), ==, LUTHIER_PROBE_BAD);
  g_assert_cmpint (luthier_probe_get_verdict (find_probe (test, "project")), ==,
                   LUTHIER_PROBE_UNKNOWN);
  g_assert_null (luthier_connection_test_get_commands (test));
}

/* Nothing is held by what is under way. */
static void
test_dropped (Bench *bench, gconstpointer unused)
{
  LuthierConnectionTest *test = luthier_session_test_connection (bench->session, BUCKET, NULL,
                                                                 NULL);

  g_object_add_weak_pointer (G_OBJECT (test), (gpointer *) &test);
  g_object_unref (test);
  g_assert_null (test);
}

static void
test_profile_left (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierConnectionTest)
      test = luthier_session_test_connection (bench->session, BUCKET, NULL, NULL);

  luthier_session_open_profile_async (bench->session, luthier_session_get_profile (bench->session),
                                      NULL, NULL, NULL);
  wait_for (test);
  g_assert_cmpint (luthier_connection_test_get_verdict (test), ==, LUTHIER_PROBE_UNKNOWN);
}

#define ADD(name, test) g_test_add ("/connection-test/" name, Bench, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("good", test_good);
  ADD ("nothing-named", test_nothing_named);
  ADD ("situations", test_situations);
  ADD ("no-resource-manager", test_no_resource_manager);
  ADD ("no-agent", test_no_agent);
  ADD ("agent-without-bucket", test_agent_without_bucket);
  ADD ("absent", test_absent);
  ADD ("again", test_again);
  g_test_add ("/connection-test/no-network", Bench, NULL, set_up_hastened, test_no_network,
              tear_down);
  ADD ("signed-out", test_signed_out);
  ADD ("dropped", test_dropped);
  ADD ("profile-left", test_profile_left);
  return g_test_run ();
}
