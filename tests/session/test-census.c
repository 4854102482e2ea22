/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "session-bench.h"

#include "luthier-census.h"
#include "luthier-error.h"
#include "luthier-keyring.h"
#include "luthier-turnstile.h"

typedef struct
{
  Bench bench;
  LuthierConnection *connection;
} Fixture;

static const char *const both[] = { "us-central1", "europe-west4", NULL };

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (LuthierKeyring) keyring = luthier_keyring_new ();
  g_autoptr (LuthierPracticeHost) host = NULL;

  g_setenv ("LUTHIER_SETTLE_WINDOW", "2", TRUE);
  bench_set_up_hastened (&fixture->bench, 1);
  profile = bench_add_profile (&fixture->bench, "us-central1,europe-west4");
  host = luthier_practice_host_new (fixture->bench.clock);
  fixture->connection = luthier_connection_new (profile, fixture->bench.clock, random, keyring,
                                                host);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  luthier_connection_close (fixture->connection);
  g_clear_object (&fixture->connection);
  bench_tear_down (&fixture->bench);
}

static LuthierCensus *
new_census (Fixture *fixture)
{
  return luthier_census_new (fixture->connection, both);
}

static void
run (LuthierCensus *census)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  luthier_census_run_async (census, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  luthier_census_run_finish (census, result, &error);
  g_assert_no_error (error);
}

/* (transfer full) */
static LuthierJob *
create (Fixture *fixture, const char *region, const char *intent_id)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (&fixture->bench);
  LuthierJob *job = NULL;

  luthier_job_spec_set_region (spec, region);
  luthier_job_spec_set_intent_id (spec, intent_id);
  job = bench_create (&fixture->bench, spec, NULL);
  g_assert_nonnull (job);

  return job;
}

static void
cancel (Fixture *fixture, LuthierJob *job)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_session_cancel_job_async (fixture->bench.session, job, NULL, luthier_test_result_cb,
                                    &result);
  luthier_test_wait_for (result);
  luthier_test_wait_until (bench_refresh (&fixture->bench, NULL) && luthier_job_is_terminal (job));
}

/* What has ended takes no slot; all regions count. */
static void
test_counts (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierJob) first = create (fixture, "us-central1", "intent-a");
  g_autoptr (LuthierJob) second = create (fixture, "europe-west4", "intent-b");
  g_autoptr (LuthierJob) third = create (fixture, "us-central1", "intent-c");
  g_autoptr (LuthierCensus) census = NULL;
  g_autoptr (LuthierCensus) after = NULL;

  census = new_census (fixture);
  luthier_census_want (census, "intent-b", 0);
  run (census);
  g_assert_cmpuint (luthier_census_get_n_active (census), ==, 3);
  g_assert_cmpstr (luthier_job_get_name (luthier_census_find (census, "intent-b")), ==,
                   luthier_job_get_name (second));
  g_assert_null (luthier_census_find (census, "intent-a"));
  g_assert_true (luthier_census_has_seen (census, luthier_job_get_name (first)));
  g_assert_null (luthier_census_get_any_error (census, both));

  cancel (fixture, third);
  after = new_census (fixture);
  run (after);
  g_assert_cmpuint (luthier_census_get_n_active (after), ==, 2);
  g_assert_true (luthier_census_has_seen (after, luthier_job_get_name (third)));
}

/* A state that nobody has heard of is one in progress. */
static void
test_unknown_state (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (fixture, "us-central1", "intent-a");
  g_autoptr (LuthierCensus) census = new_census (fixture);

  bench_misbehave (&fixture->bench, "unknown-state");
  run (census);
  g_assert_cmpuint (luthier_census_get_n_active (census), ==, 1);
}

/* Which regions may be silent. */
static void
test_silent_region (Fixture *fixture, gconstpointer situation)
{
  static const char *const needed[] = { "europe-west4", NULL };
  static const char *const others[] = { "us-central1", NULL };
  g_autoptr (LuthierJob) job = create (fixture, "us-central1", "intent-a");
  g_autoptr (LuthierCensus) census = new_census (fixture);
  const gboolean is_down = g_str_has_prefix (situation, "unavailable");

  bench_misbehave (&fixture->bench, situation);
  luthier_census_want (census, "intent-a", 0);
  run (census);
  g_assert_nonnull (luthier_census_get_error (census, "europe-west4"));
  g_assert_null (luthier_census_get_error (census, "us-central1"));
  g_assert_nonnull (luthier_census_get_any_error (census, needed));
  /* One that is not there or not allowed has none of the project's jobs. */
  g_assert_cmpint (luthier_census_get_any_error (census, others) != NULL, ==, is_down);
  g_assert_cmpuint (luthier_census_get_n_active (census), ==, 1);
  g_assert_nonnull (luthier_census_find (census, "intent-a"));
}

/* The list does not say which is which: they are got whole, but none from before. */
static void
test_labels_missing (Fixture *fixture, gconstpointer unused)
{
  Bench *bench = &fixture->bench;
  g_autoptr (LuthierJob) before = create (fixture, "us-central1", "intent-a");
  g_autoptr (LuthierJob) job = NULL;
  g_autoptr (LuthierJob) other = NULL;
  g_autoptr (LuthierCensus) census = NULL;
  g_autoptr (LuthierCensus) again = NULL;
  g_autoptr (GHashTable) others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 sent_at = 0;
  guint n_gets = 0;

  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), 3600 * 1000);
  sent_at = luthier_clock_get_real_time (bench->clock);
  job = create (fixture, "us-central1", "intent-b");
  other = create (fixture, "europe-west4", "intent-c");
  bench_misbehave (bench, "labels-missing");

  n_gets = luthier_practice_count_requests (bench->practice, "GET", "*/tuningJobs/*");
  census = new_census (fixture);
  luthier_census_set_others (census, others);
  luthier_census_want (census, "intent-b", sent_at);
  run (census);
  g_assert_cmpstr (luthier_job_get_name (luthier_census_find (census, "intent-b")), ==,
                   luthier_job_get_name (job));
  g_assert_null (luthier_census_get_error (census, "us-central1"));
  g_assert_cmpuint (luthier_practice_count_requests (bench->practice, "GET", "*/tuningJobs/*"), ==,
                    n_gets + 2);

  /* The other one is known by now. */
  again = new_census (fixture);
  luthier_census_set_others (again, others);
  luthier_census_want (again, "intent-b", sent_at);
  run (again);
  g_assert_nonnull (luthier_census_find (again, "intent-b"));
  g_assert_cmpuint (luthier_practice_count_requests (bench->practice, "GET", "*/tuningJobs/*"), ==,
                    n_gets + 3);
}

/* One that cannot be got whole could be the one: the look is none. */
static void
test_labels_unclear (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (fixture, "us-central1", "intent-a");
  g_autoptr (LuthierCensus) census = new_census (fixture);

  bench_misbehave (&fixture->bench, "labels-missing");
  bench_misbehave (&fixture->bench, "no-permission@GET *tuningJobs/*");
  luthier_census_want (census, "intent-b", luthier_clock_get_real_time (fixture->bench.clock));
  run (census);
  g_assert_error (luthier_census_get_error (census, "us-central1"), LUTHIER_ERROR,
                  LUTHIER_ERROR_FORBIDDEN);
  /* For counting that does not matter. */
  g_assert_null (luthier_census_get_any_error (census, both));
  g_assert_cmpuint (luthier_census_get_n_active (census), ==, 1);
}

static void
no_turn_cb (gpointer unused)
{
}

/* What was made just now counts though no list shows it, and only once when one does. */
static void
test_lagging (Fixture *fixture, gconstpointer unused)
{
  Bench *bench = &fixture->bench;
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (LuthierTurnstile) turnstile = luthier_turnstile_new (bench->clock, random);
  g_autoptr (LuthierJob) job = NULL;
  g_autoptr (LuthierCensus) early = NULL;
  g_autoptr (LuthierCensus) late = NULL;

  bench_misbehave (bench, "list-lags=60");
  job = create (fixture, "us-central1", "intent-a");
  luthier_turnstile_enter_job (turnstile, luthier_job_get_name (job));
  early = new_census (fixture);
  run (early);
  g_assert_cmpuint (luthier_census_get_n_active (early), ==, 0);
  g_assert_cmpuint (luthier_turnstile_count (turnstile, early), ==, 1);

  luthier_turnstile_add (turnstile, fixture, no_turn_cb);
  luthier_turnstile_set_n_unsure (turnstile, fixture, 2);
  g_assert_cmpuint (luthier_turnstile_count (turnstile, early), ==, 3);
  luthier_turnstile_remove (turnstile, fixture);

  luthier_practice_clear_situations (bench->practice);
  late = new_census (fixture);
  run (late);
  g_assert_cmpuint (luthier_census_get_n_active (late), ==, 1);
  g_assert_cmpuint (luthier_turnstile_count (turnstile, late), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)
  ADD ("/census/counts", NULL, test_counts);
  ADD ("/census/unknown-state", NULL, test_unknown_state);
  ADD ("/census/region-down", "unavailable@GET */locations/europe-west4/tuningJobs",
       test_silent_region);
  ADD ("/census/region-forbidden", "no-permission@GET */locations/europe-west4/tuningJobs",
       test_silent_region);
  ADD ("/census/region-not-there", "html-404@GET */locations/europe-west4/tuningJobs",
       test_silent_region);
  ADD ("/census/labels-missing", NULL, test_labels_missing);
  ADD ("/census/labels-unclear", NULL, test_labels_unclear);
  ADD ("/census/lagging", NULL, test_lagging);
#undef ADD

  return g_test_run ();
}
