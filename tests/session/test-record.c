/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* What is seen of jobs while they are followed, and while they are not. */

#include "luthier-error.h"
#include "record-bench.h"

/* The same where nobody answers. */
static void
pass_in_vain (Bench *bench, guint seconds)
{
  for (guint i = 0; i < seconds; i++)
    {
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), 1000);
      for (guint j = 0; j < 50; j++)
        g_main_context_iteration (NULL, FALSE);
    }
}

static guint
count_all (Bench *bench)
{
  return luthier_practice_count_requests (bench->practice, "*", "*");
}

/* Of the four hops. */
static guint
count_hops (Bench *bench)
{
  return luthier_practice_count_requests (bench->practice, "GET", "*/tensorboards/**") +
         luthier_practice_count_requests (bench->practice, "GET", "*/metadataStores/**");
}

/* (transfer full): "PENDING RUNNING TUNING -" */
static char *
list_events (LuthierRecord *record, LuthierEventKind a, LuthierEventKind b)
{
  GListModel *events = luthier_record_get_events (record);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (events); i++)
    {
      g_autoptr (LuthierEvent) event = g_list_model_get_item (events, i);
      const char *name = luthier_event_get_name (event);

      g_assert_cmpint (luthier_event_get_seen (event), >, 0);
      if (luthier_event_get_kind (event) != a && luthier_event_get_kind (event) != b)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", name != NULL ? name : "!");
    }
  g_string_replace (text, "TUNING_JOB_STATE_", "", 0);
  g_string_replace (text, "JOB_STATE_", "", 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_same_curves (LuthierRecord *a, LuthierRecord *b)
{
  GListModel *curves = G_LIST_MODEL (luthier_record_get_curves (a));
  const guint n_series = g_list_model_get_n_items (curves);

  g_assert_cmpuint (n_series, >=, 4);
  g_assert_cmpuint (n_series, ==,
                    g_list_model_get_n_items (G_LIST_MODEL (luthier_record_get_curves (b))));
  for (guint i = 0; i < n_series; i++)
    {
      g_autoptr (LuthierSeries) mine = g_list_model_get_item (curves, i);
      LuthierSeries *other = luthier_curves_ensure (luthier_record_get_curves (b),
                                                    luthier_series_get_name (mine));
      guint n_points = 0;
      guint n_others = 0;
      const LuthierPoint *points = luthier_series_get_points (mine, &n_points);
      const LuthierPoint *others = luthier_series_get_points (other, &n_others);

      g_assert_cmpuint (n_points, >, 0);
      g_assert_cmpmem (points, n_points * sizeof *points, others, n_others * sizeof *others);
    }
}

/* It grows poll by poll, is complete at the end, and is what somebody reads who comes then. */
static void
test_grows (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench, "job");
  g_autofree char *name = g_strdup (luthier_job_get_name (job));
  g_autoptr (LuthierRecord) record = get_record (bench, job);
  g_autoptr (LuthierRecord) same = get_record (bench, job);
  g_autoptr (LuthierRecord) stored = NULL;
  g_autoptr (LuthierRecord) anew = NULL;
  g_autofree char *events = NULL;
  g_autofree char *again = NULL;
  guint n_grown = 0;
  guint before = 0;

  g_assert_true (record == same);
  luthier_session_follow (bench->session, job);
  for (guint i = 0; i < 5000 && !luthier_record_get_complete (record); i++)
    {
      const gint64 n_steps = luthier_job_get_completed_steps (job);

      before = count_points (record);
      hurry (bench, record);
      n_grown += count_points (record) > before ? 1 : 0;
      /* What was made before this look is there after it. */
      g_assert_cmpint (luthier_curves_get_last_step (luthier_record_get_curves (record)), >=,
                       n_steps);
      g_assert_no_error (luthier_record_get_error (record));
    }
  g_assert_true (luthier_record_get_complete (record));
  g_assert_cmpint (luthier_job_get_state (job), ==, LUTHIER_JOB_STATE_SUCCEEDED);
  g_assert_cmpuint (n_grown, >, 10);
  events = list_events (record, LUTHIER_EVENT_STATE, LUTHIER_EVENT_PHASE);
  g_test_message ("%s", events);
  g_assert_nonnull (strstr (events, "PENDING RUNNING "));
  g_assert_nonnull (strstr (events, " TUNING POST_PROCESSING SUCCEEDED "));
  g_assert_cmpint (luthier_curves_get_last_step (luthier_record_get_curves (record)), ==,
                   luthier_job_get_step_count (job));

  /* Nothing more can come, though it is followed still. */
  pass (bench, 3);
  before = count_all (bench);
  pass (bench, 120);
  g_assert_cmpuint (count_all (bench), ==, before);

  /* It is on the disk. */
  bench_stop_session (bench);
  before = count_hops (bench);
  bench_start_session (bench, profile_id);
  settle (bench);
  g_clear_object (&job);
  job = g_object_ref (luthier_session_lookup_job (bench->session, name));
  luthier_session_follow (bench->session, job);
  stored = get_record (bench, job);
  g_assert_true (luthier_record_get_complete (stored));
  assert_same_curves (record, stored);
  again = list_events (stored, LUTHIER_EVENT_STATE, LUTHIER_EVENT_PHASE);
  g_assert_cmpstr (events, ==, again);
  pass (bench, 30);
  g_assert_cmpuint (count_hops (bench), ==, before);

  /* Somebody who comes when all is over reads the same in one go. */
  bench_stop_session (bench);
  g_free (bench->store_path);
  bench->store_path = g_strconcat (bench->key_path, ".db", NULL);
  bench_start_session (bench, NULL);
  g_object_unref (bench_add_profile (bench, "us-central1"));
  g_clear_object (&job);
  job = g_object_ref (luthier_session_lookup_job (bench->session, name));
  anew = get_record (bench, job);
  luthier_session_follow (bench->session, job);
  luthier_test_wait_until (luthier_record_get_complete (anew));
  assert_same_curves (record, anew);
}

/* Without a network, and with the service gone, it is there. */
static void
test_offline (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench, "job");
  g_autofree char *name = g_strdup (luthier_job_get_name (job));
  g_autoptr (LuthierRecord) record = get_record (bench, job);
  g_autoptr (LuthierRecord) stored = NULL;
  guint n_points = 0;

  luthier_session_follow (bench->session, job);
  for (guint i = 0; i < 1000 && count_points (record) < 5; i++)
    hurry (bench, record);
  n_points = count_points (record);
  g_assert_cmpuint (n_points, >=, 5);
  bench_stop_session (bench);
  luthier_practice_close (bench->practice);

  bench_start_session (bench, profile_id);
  g_clear_object (&job);
  job = g_object_ref (luthier_session_lookup_job (bench->session, name));
  stored = get_record (bench, job);
  g_assert_cmpuint (count_points (stored), ==, n_points);
  g_assert_cmpuint (g_list_model_get_n_items (luthier_record_get_events (stored)), >=, 3);
  g_assert_false (luthier_record_get_complete (stored));
  luthier_session_follow (bench->session, job);
  pass_in_vain (bench, 60);
  g_assert_cmpuint (count_points (stored), ==, n_points);
}

/* What is not followed is not asked for its curves; what the lists tell of it is kept. */
static void
test_not_followed (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench, "job");
  g_autoptr (LuthierRecord) record = NULL;
  g_autofree char *events = NULL;

  for (guint i = 0; i < 5000 && !luthier_job_is_terminal (job); i++)
    {
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), 30 * 1000);
      settle (bench);
    }
  g_assert_cmpuint (count_hops (bench), ==, 0);
  record = get_record (bench, job);
  events = list_events (record, LUTHIER_EVENT_STATE, LUTHIER_EVENT_STATE);
  g_assert_cmpstr (events, ==, "PENDING RUNNING SUCCEEDED");
  g_assert_cmpuint (count_points (record), ==, 0);
  pass (bench, 60);
  g_assert_cmpuint (count_hops (bench), ==, 0);
}

/* Several at once, each with its own curves; one is left. */
static void
test_several (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) first = create (bench, "first");
  g_autoptr (LuthierJob) second = create (bench, "second");
  g_autoptr (LuthierRecord) one = get_record (bench, first);
  g_autoptr (LuthierRecord) two = get_record (bench, second);
  guint n_points = 0;

  luthier_session_follow (bench->session, first);
  luthier_session_follow (bench->session, second);
  for (guint i = 0; i < 1000 && (count_points (one) < 3 || count_points (two) < 3); i++)
    hurry (bench, one);
  g_assert_cmpuint (count_points (one), >=, 3);
  g_assert_cmpuint (count_points (two), >=, 3);

  luthier_session_unfollow (bench->session, first);
  hurry (bench, one);
  n_points = count_points (one);
  run_to_end (bench, second, two);
  g_assert_cmpuint (count_points (one), ==, n_points);
  g_assert_false (luthier_record_get_complete (one));
  luthier_session_unfollow (bench->session, second);
}

/* However many are followed: no more than two requests leave in a second, but for those of lists. */
static void
test_polite (Bench *bench, gconstpointer unused)
{
  LuthierJob *jobs[4] = { NULL };
  LuthierRecord *records[4] = { NULL };
  guint before = 0;

  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      g_autofree char *name = g_strdup_printf ("job-%u", i);

      jobs[i] = create (bench, name);
      records[i] = get_record (bench, jobs[i]);
      luthier_session_follow (bench->session, jobs[i]);
    }
  for (guint i = 0; i < 1000 && count_points (records[3]) < 3; i++)
    hurry (bench, records[3]);
  before = count_all (bench) - bench_count_lists (bench);
  pass (bench, 120);
  before = count_all (bench) - bench_count_lists (bench) - before;
  g_test_message ("%u requests in two minutes", before);
  g_assert_cmpuint (before, >, 4 * 10);
  g_assert_cmpuint (before, <=, 2 * 132);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      g_assert_cmpuint (count_points (records[i]), >=, 10);
      g_object_unref (records[i]);
      g_object_unref (jobs[i]);
    }
}

/* A hop fails: that is told, asked for less and less, and forgotten when it works. */
static void
test_hop_fails (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench, "job");
  g_autoptr (LuthierRecord) record = get_record (bench, job);
  guint before = 0;

  bench_misbehave (bench, "no-permission@*/tensorboards/**");
  luthier_session_follow (bench->session, job);
  for (guint i = 0; i < 1000 && luthier_record_get_error (record) == NULL; i++)
    hurry (bench, record);
  g_assert_error (luthier_record_get_error (record), LUTHIER_ERROR, LUTHIER_ERROR_FORBIDDEN);
  before = count_hops (bench);
  pass (bench, 120);
  g_assert_cmpuint (count_hops (bench) - before, <=, 5);
  g_assert_error (luthier_record_get_error (record), LUTHIER_ERROR, LUTHIER_ERROR_FORBIDDEN);

  luthier_practice_clear_situations (bench->practice);
  for (guint i = 0; i < 100 && luthier_record_get_error (record) != NULL; i++)
    hurry (bench, record);
  g_assert_no_error (luthier_record_get_error (record));
  g_assert_cmpuint (count_points (record), >, 0);
}

/* At the end of a job a refusal is the last word, until it is followed anew. */
static void
test_refused_at_end (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench, "job");
  g_autoptr (LuthierRecord) record = get_record (bench, job);
  guint before = 0;

  for (guint i = 0; i < 5000 && !luthier_job_is_terminal (job); i++)
    {
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), 30 * 1000);
      settle (bench);
    }
  bench_misbehave (bench, "no-permission@*/tensorboards/**");
  luthier_session_follow (bench->session, job);
  luthier_test_wait_until (luthier_record_get_error (record) != NULL);
  pass (bench, 10);
  before = count_all (bench);
  pass (bench, 600);
  g_assert_cmpuint (count_all (bench), ==, before);
  g_assert_false (luthier_record_get_complete (record));

  luthier_practice_clear_situations (bench->practice);
  luthier_session_unfollow (bench->session, job);
  luthier_session_follow (bench->session, job);
  luthier_test_wait_until (luthier_record_get_complete (record));
  g_assert_cmpuint (count_points (record), >, 0);
}

/* The user asked for it here, and what the service made of it. */
static void
test_cancelled (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench, "job");
  g_autoptr (LuthierRecord) record = get_record (bench, job);
  g_autofree char *events = NULL;

  luthier_session_cancel_job_async (bench->session, job, NULL, NULL, NULL);
  for (guint i = 0; i < 300 && !luthier_job_is_terminal (job); i++)
    pass (bench, 1);
  events = list_events (record, LUTHIER_EVENT_CANCEL, LUTHIER_EVENT_STATE);
  g_assert_true (g_str_has_prefix (events, "PENDING !"));
  g_assert_true (g_str_has_suffix (events, "CANCELLED"));
}

static GHashTable *
load_results (Bench *bench)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GHashTable *results = NULL;

  luthier_session_load_results_async (bench->session, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  results = luthier_session_load_results_finish (bench->session, result, &error);
  g_assert_no_error (error);
  return results;
}

/* The same as its curves say. */
static void
test_results (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench, "job");
  g_autoptr (LuthierJob) other = create (bench, "other");
  g_autoptr (LuthierRecord) record = get_record (bench, job);
  g_autoptr (GHashTable) none = load_results (bench);
  g_autoptr (GHashTable) results = NULL;
  const LuthierResult *found = NULL;
  LuthierCurves *curves = luthier_record_get_curves (record);
  const LuthierPoint *points = NULL;
  guint n_points = 0;

  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
  luthier_session_follow (bench->session, job);
  run_to_end (bench, job, record);

  results = load_results (bench);
  g_assert_cmpuint (g_hash_table_size (results), ==, 1);
  found = g_hash_table_lookup (results, job);
  g_assert_nonnull (found);
  points = luthier_series_get_points (
      luthier_curves_find (curves, LUTHIER_METRIC_LOSS, LUTHIER_METRIC_VALIDATION), &n_points);
  points = luthier_points_find_lowest (points, n_points);
  g_assert_cmpfloat (found->best_validation_loss, ==, points->value);
  g_assert_cmpint (found->best_validation_step, ==, points->step);
  points = luthier_series_get_points (
      luthier_curves_find (curves, LUTHIER_METRIC_LOSS, LUTHIER_METRIC_TRAINING), &n_points);
  g_assert_cmpfloat (found->last_training_loss, ==, points[n_points - 1].value);
  g_assert_cmpint (found->last_training_step, ==, points[n_points - 1].step);
}

/* The service has forgotten a job: what was seen of it is there until the user removes it. */
static void
test_forgotten (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench, "job");
  g_autofree char *name = g_strdup (luthier_job_get_name (job));
  g_autoptr (LuthierRecord) record = get_record (bench, job);
  g_autoptr (LuthierRecord) stored = NULL;
  g_autofree char *events = NULL;
  guint n_points = 0;
  guint before = 0;

  luthier_session_follow (bench->session, job);
  for (guint i = 0; i < 1000 && count_points (record) < 5; i++)
    hurry (bench, record);
  n_points = count_points (record);
  bench_misbehave (bench, "list-lags=360000");
  bench_misbehave (bench, "error=404@*/tuningJobs/*");
  for (guint i = 0; i < 100 && !luthier_job_get_gone (job); i++)
    hurry (bench, record);
  g_assert_true (luthier_job_get_gone (job));
  g_assert_cmpuint (luthier_session_get_active_jobs (bench->session), ==, 0);
  pass (bench, 10);
  before = count_all (bench);
  pass (bench, 300);
  g_assert_cmpuint (count_all (bench), ==, before);

  bench_stop_session (bench);
  bench_start_session (bench, profile_id);
  settle (bench);
  g_clear_object (&job);
  job = g_object_ref (luthier_session_lookup_job (bench->session, name));
  g_assert_true (luthier_job_get_gone (job));
  stored = get_record (bench, job);
  g_assert_cmpuint (count_points (stored), >=, n_points);
  events = list_events (stored, LUTHIER_EVENT_GONE, LUTHIER_EVENT_GONE);
  g_assert_cmpstr (events, ==, "!");

  luthier_session_forget_job (bench->session, job);
  g_assert_cmpuint (bench_count_jobs (bench), ==, 0);
  bench_stop_session (bench);
  bench_start_session (bench, profile_id);
  settle (bench);
  g_assert_cmpuint (bench_count_jobs (bench), ==, 0);
}

/* Whoever holds one while the profile is left keeps it, and it does not change any more. */
static void
test_left (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = create (bench, "job");
  g_autoptr (LuthierRecord) record = get_record (bench, job);
  g_autoptr (LuthierRecord) later = NULL;
  const guint n_events = g_list_model_get_n_items (luthier_record_get_events (record));

  g_assert_cmpuint (n_events, >=, 1);
  luthier_session_follow (bench->session, job);
  bench_stop_session (bench);
  bench_start_session (bench, profile_id);
  settle (bench);
  later = get_record (bench,
                      luthier_session_lookup_job (bench->session, luthier_job_get_name (job)));
  g_assert_true (later != record);
  pass (bench, 120);
  g_assert_cmpuint (g_list_model_get_n_items (luthier_record_get_events (record)), ==, n_events);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/record/" path, Bench, NULL, set_up, function, tear_down)
  ADD ("grows", test_grows);
  ADD ("offline", test_offline);
  ADD ("not-followed", test_not_followed);
  ADD ("several", test_several);
  ADD ("polite", test_polite);
  ADD ("hop-fails", test_hop_fails);
  ADD ("refused-at-end", test_refused_at_end);
  ADD ("cancelled", test_cancelled);
  ADD ("results", test_results);
  ADD ("forgotten", test_forgotten);
  ADD ("left", test_left);
#undef ADD

  return g_test_run ();
}
