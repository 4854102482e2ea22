/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-destination.h"

#include "../session/session-bench.h"

typedef struct
{
  guint n_reached;
  guint n_lost;
} Outcome;

static void
reached_cb (Outcome *outcome)
{
  outcome->n_reached++;
}

static void
lost_cb (Outcome *outcome)
{
  outcome->n_lost++;
}

static LuthierDestination *
set_out (Bench *bench, Outcome *outcome, const char *profile_id, const char *job_name)
{
  LuthierDestination *destination = luthier_destination_new (bench->session, profile_id, job_name);

  *outcome = (Outcome){ 0 };
  g_signal_connect_swapped (destination, "reached", G_CALLBACK (reached_cb), outcome);
  g_signal_connect_swapped (destination, "lost", G_CALLBACK (lost_cb), outcome);
  luthier_destination_set_out (destination);
  return destination;
}

#define GO(bench, outcome, profile, job)                                                           \
  G_GNUC_UNUSED g_autoptr (LuthierDestination)                                                     \
      G_PASTE (destination_, __LINE__) = set_out (bench, outcome, profile, job)

static LuthierJob *
create (Bench *bench)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (GError) error = NULL;
  LuthierJob *job;

  luthier_job_spec_set_display_name (spec, "tone");
  job = bench_create (bench, spec, &error);
  g_assert_no_error (error);
  return job;
}

static void
test_profiles (void)
{
  Bench bench = { 0 };
  Outcome outcome;
  g_autoptr (LuthierProfile) first = NULL;
  g_autoptr (LuthierProfile) second = NULL;
  g_autoptr (LuthierJob) job = NULL;
  g_autoptr (GFile) key = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  const char *const regions[] = { "us-central1", NULL };
  const char *id;

  bench_set_up (&bench, NULL, 60);
  key = g_file_new_for_path (bench.key_path);
  first = bench_add_profile (&bench, "us-central1");
  job = create (&bench);
  name = g_strdup (luthier_job_get_name (job));
  id = luthier_profile_get_id (first);

  /* It is there. */
  GO (&bench, &outcome, id, name);
  g_assert_cmpuint (outcome.n_reached, ==, 1);
  GO (&bench, &outcome, id, NULL);
  g_assert_cmpuint (outcome.n_reached, ==, 1);
  GO (&bench, &outcome, id, "projects/1/locations/us-central1/tuningJobs/2");
  g_assert_cmpuint (outcome.n_lost, ==, 1);
  GO (&bench, &outcome, "gone", NULL);
  g_assert_cmpuint (outcome.n_lost, ==, 1);

  /* Another profile is open. */
  second = luthier_enrol_test_file (bench.session, key, "acme-2", regions,
                                    luthier_practice_get_base_url (bench.practice), &error);
  g_assert_no_error (error);
  g_assert_true (luthier_session_get_profile (bench.session) == second);
  GO (&bench, &outcome, id, name);
  g_assert_cmpuint (outcome.n_reached, ==, 0);
  luthier_test_wait_until (outcome.n_reached == 1);
  g_assert_true (luthier_session_get_profile (bench.session) == first);
  g_assert_cmpuint (outcome.n_lost, ==, 0);
  bench_tear_down (&bench);
}

/* The program was started by a click on what an earlier run has told. */
static void
test_start (void)
{
  Bench bench = { 0 };
  Outcome outcome;
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (LuthierJob) job = NULL;
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;

  bench_set_up (&bench, NULL, 60);
  profile = bench_add_profile (&bench, "us-central1");
  job = create (&bench);
  name = g_strdup (luthier_job_get_name (job));
  id = g_strdup (luthier_profile_get_id (profile));
  g_clear_object (&job);
  g_clear_object (&profile);
  bench_stop_session (&bench);

  bench.session = luthier_session_new (bench.clock, random, NULL, bench.store_path);
  {
    GO (&bench, &outcome, id, name);
    g_assert_cmpuint (outcome.n_reached + outcome.n_lost, ==, 0);
    /* No profile is opened at the start: the destination does. */
    luthier_session_start_async (bench.session, NULL, NULL, luthier_test_result_cb, &result);
    luthier_test_wait_until (outcome.n_reached + outcome.n_lost > 0);
    g_assert_cmpuint (outcome.n_reached, ==, 1);
    g_assert_cmpstr (luthier_profile_get_id (luthier_session_get_profile (bench.session)), ==, id);
    luthier_test_wait_for (result);
    g_clear_object (&result);
  }
  bench_tear_down (&bench);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/destination/profiles", test_profiles);
  g_test_add_func ("/destination/start", test_start);
  return g_test_run ();
}
