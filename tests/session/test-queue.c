/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "queue-bench.h"

#include "luthier-error.h"

/* Jobs end after a few seconds of the clock. */
static void
set_up_fast (Bench *bench, gconstpointer unused)
{
  set_up_at (bench, 100);
}

/* (transfer full) */
static LuthierIntent *
get_intent (Bench *bench, guint position)
{
  return g_list_model_get_item (luthier_session_get_intents (bench->session), position);
}

/* (transfer full): the names of what is in the queue, in order. */
static char *
list_queue (Bench *bench)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < bench_count_intents (bench); i++)
    {
      g_autoptr (LuthierIntent) intent = get_intent (bench, i);

      g_string_append (names, luthier_job_spec_get_display_name (luthier_intent_get_spec (intent)));
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
assert_queue (Bench *bench, const char *expected)
{
  g_autofree char *names = list_queue (bench);

  g_assert_cmpstr (names, ==, expected);
}

static int
compare_jobs (gconstpointer a, gconstpointer b, gpointer unused)
{
  const gint64 first = luthier_job_get_create_time ((LuthierJob *) a);
  const gint64 second = luthier_job_get_create_time ((LuthierJob *) b);

  return (first > second) - (first < second);
}

/* (transfer full): the names of the jobs, in the order in which they were made. */
static char *
list_jobs (Bench *bench)
{
  g_autoptr (GListStore) jobs = g_list_store_new (LUTHIER_TYPE_JOB);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < bench_count_jobs (bench); i++)
    {
      g_autoptr (LuthierJob)
          job = g_list_model_get_item (luthier_session_get_jobs (bench->session), i);

      g_list_store_insert_sorted (jobs, job, compare_jobs, NULL);
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (jobs)); i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (G_LIST_MODEL (jobs), i);

      g_string_append (names, luthier_job_get_display_name (job));
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
cancel (Bench *bench, LuthierJob *job)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_session_cancel_job_async (bench->session, job, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
}

/* A job, made by anybody. (transfer full) */
static LuthierJob *
occupy (Bench *bench, const char *region)
{
  g_autoptr (LuthierJobSpec) spec = new_spec (bench, "0");

  luthier_job_spec_set_region (spec, region);
  return bench_create (bench, spec, NULL);
}

/* One job may run: the next one goes when it has ended, in whatever region that was. */
static void
test_slot (Bench *bench, gconstpointer region)
{
  g_autoptr (LuthierJob) job = occupy (bench, region);
  g_autoptr (LuthierIntent) first = submit (bench, "a");
  g_autoptr (LuthierIntent) second = submit (bench, "b");

  WAIT_FOR_REASON (first, SLOT);
  WAIT_FOR_REASON (second, TURN);
  g_assert_cmpuint (luthier_intent_get_n_active (first), ==, 1);
  g_assert_cmpuint (luthier_intent_get_quota (first), ==, 1);
  g_assert_cmpuint (bench_count_creates (bench), ==, 1);

  cancel (bench, job);
  WAIT_FOR_STATE (first, SETTLED);
  WAIT_FOR_REASON (second, SLOT);
  g_assert_cmpuint (bench_count_creates (bench), ==, 2);
  assert_queue (bench, "b");
}

/* As many as may run at a time, one after the other in their order. */
static void
test_in_order (Bench *bench, gconstpointer unused)
{
  static const char *const names[] = { "a", "b", "c", "d" };
  g_autoptr (GPtrArray) specs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) intents = NULL;
  g_autofree char *made = NULL;

  luthier_profile_set_concurrent_jobs (get_profile (bench), 3);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (specs, new_spec (bench, names[i]));
  for (guint i = 0; i < specs->len; i++)
    luthier_job_spec_set_intent_id (g_ptr_array_index (specs, i), NULL);
  intents = luthier_session_submit_all (bench->session, specs);
  g_assert_cmpuint (intents->len, ==, 4);

  WAIT_FOR_REASON (g_ptr_array_index (intents, 3), SLOT);
  made = list_jobs (bench);
  g_assert_cmpstr (made, ==, "abc");
  g_assert_cmpuint (bench_count_creates (bench), ==, 3);
}

/* What the user has arranged is so after a restart, and nothing goes before it. */
static void
test_arranged (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierIntent) a = submit (bench, "a");
  g_autoptr (LuthierIntent) b = NULL;
  g_autoptr (LuthierIntent) c = NULL;
  g_autoptr (LuthierIntent) first = NULL;
  g_autofree char *made = NULL;

  luthier_session_hold (bench->session, a, TRUE);
  b = submit (bench, "b");
  luthier_session_hold (bench->session, b, TRUE);
  c = submit (bench, "c");
  luthier_session_hold (bench->session, c, TRUE);
  g_assert_cmpint (luthier_intent_get_wait (c), ==, LUTHIER_INTENT_WAIT_HELD);
  assert_queue (bench, "abc");

  luthier_session_move_intent (bench->session, c, 0);
  assert_queue (bench, "cab");
  luthier_session_move_intent (bench->session, c, 1);
  assert_queue (bench, "acb");
  restart (bench);
  assert_queue (bench, "acb");
  g_assert_cmpuint (bench_count_creates (bench), ==, 0);

  /* Held ones let the others pass. */
  first = get_intent (bench, 1);
  g_assert_true (luthier_intent_get_held (first));
  luthier_session_hold (bench->session, first, FALSE);
  WAIT_FOR_STATE (first, SETTLED);
  made = list_jobs (bench);
  g_assert_cmpstr (made, ==, "c");
  assert_queue (bench, "ab");
}

static void
test_forgotten (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = occupy (bench, "us-central1");
  g_autoptr (LuthierIntent) a = submit (bench, "a");
  g_autoptr (LuthierIntent) b = submit (bench, "b");
  g_autoptr (LuthierIntent) c = submit (bench, "c");

  luthier_session_forget_intent (bench->session, b);
  assert_queue (bench, "ac");
  g_assert_cmpint (luthier_intent_get_state (b), ==, LUTHIER_INTENT_FORGOTTEN);
  luthier_session_restore_intent (bench->session, b);
  assert_queue (bench, "abc");

  luthier_session_forget_intent (bench->session, a);
  luthier_session_forget_intent (bench->session, b);
  restart (bench);
  assert_queue (bench, "c");
}

/* Also after the user has looked at another profile. */
static void
test_restored_later (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = g_object_ref (get_profile (bench));
  g_autoptr (LuthierProfile) other = luthier_profile_new (LUTHIER_PROFILE_SERVICE_ACCOUNT, NULL);
  g_autoptr (LuthierIntent) a = submit (bench, "a");

  luthier_session_forget_intent (bench->session, a);
  open_profile (bench, other);
  luthier_session_restore_intent (bench->session, a);
  assert_queue (bench, "");
  WAIT_FOR_STATE (a, SETTLED);
  open_profile (bench, profile);
  g_assert_cmpuint (bench_count_jobs (bench), ==, 1);
}

/* Taking back that a refused one is forgotten sends nothing. */
static void
test_refused_forgotten (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJobSpec) spec = new_spec (bench, "a");
  g_autoptr (LuthierIntent) intent = NULL;

  luthier_job_spec_set_epoch_count (spec, -3);
  intent = luthier_session_submit (bench->session, spec);
  WAIT_FOR_STATE (intent, REFUSED);
  luthier_session_forget_intent (bench->session, intent);
  assert_queue (bench, "");
  luthier_session_restore_intent (bench->session, intent);
  g_assert_cmpint (luthier_intent_get_state (intent), ==, LUTHIER_INTENT_REFUSED);
  assert_queue (bench, "a");
  g_assert_cmpuint (bench_count_creates (bench), ==, 1);
}

/* One that was refused, or asks, does not keep the others. */
static void
test_not_blocked (Bench *bench, gconstpointer situation)
{
  g_autoptr (LuthierIntent) a = NULL;
  g_autoptr (LuthierIntent) b = NULL;
  g_autoptr (LuthierJobSpec) spec = new_spec (bench, "a");

  if (situation != NULL)
    bench_misbehave (bench, situation);
  else
    luthier_job_spec_set_epoch_count (spec, -3);
  a = luthier_session_submit (bench->session, spec);
  b = submit (bench, "b");
  luthier_test_wait_until (bench_has_ended (a));
  WAIT_FOR_STATE (b, SETTLED);
  assert_queue (bench, "a");
}

/* The service says how many may run; and it is remembered. */
static void
test_quota_learned (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierIntent) a = NULL;
  g_autoptr (LuthierIntent) b = NULL;

  luthier_profile_set_concurrent_jobs (get_profile (bench), 5);
  bench_misbehave (bench, "concurrent-jobs=1");
  bench_misbehave (bench, "quota-full");
  a = submit (bench, "a");
  b = submit (bench, "b");
  WAIT_FOR_STATE (a, SETTLED);
  WAIT_FOR_REASON (b, RATE);
  g_assert_error (luthier_intent_get_error (b), LUTHIER_ERROR, LUTHIER_ERROR_RATE_LIMITED);
  g_assert_cmpint (luthier_intent_get_next_at (b), >, luthier_clock_get_real_time (bench->clock));
  g_assert_cmpuint (luthier_profile_get_concurrent_jobs (get_profile (bench)), ==, 1);

  restart (bench);
  g_assert_cmpuint (luthier_profile_get_concurrent_jobs (get_profile (bench)), ==, 1);
}

/* It waits as long as the service has asked for, and goes then. */
static void
test_rate (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierIntent) intent = NULL;

  bench_misbehave (bench, "rate-limited=20@POST *tuningJobs*1");
  intent = submit (bench, "a");
  WAIT_FOR_REASON (intent, RATE);
  g_assert_cmpuint (bench_count_creates (bench), ==, 1);
  WAIT_FOR_STATE (intent, SETTLED);
  g_assert_cmpuint (bench_count_creates (bench), ==, 2);
}

/* As long as it is not known how many run, nothing is sent. */
static void
test_count (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierIntent) intent = NULL;

  bench_misbehave (bench, "region-down=europe-west4");
  intent = submit (bench, "a");
  WAIT_FOR_REASON (intent, COUNT);
  g_assert_nonnull (luthier_intent_get_error (intent));
  g_assert_cmpuint (bench_count_creates (bench), ==, 0);

  luthier_practice_clear_situations (bench->practice);
  WAIT_FOR_STATE (intent, SETTLED);
}

/* Only the user can help: it waits for that, and goes by itself then. */
static void
test_sign_in (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = g_object_ref (get_profile (bench));
  g_autoptr (LuthierIntent) intent = NULL;

  bench_misbehave (bench, "revoked");
  luthier_practice_tokens_expire_tokens (luthier_practice_get_tokens (bench->practice));
  intent = submit (bench, "a");
  WAIT_FOR_REASON (intent, SIGN_IN);
  g_assert_nonnull (luthier_intent_get_error (intent));
  g_assert_cmpuint (bench_count_creates (bench), ==, 0);

  luthier_practice_clear_situations (bench->practice);
  open_profile (bench, profile);
  WAIT_FOR_STATE (intent, SETTLED);
  g_assert_cmpuint (bench_count_creates (bench), ==, 1);
}

/* The user leaves the profile while the request is on its way. */
static void
test_left (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = g_object_ref (get_profile (bench));
  g_autoptr (LuthierProfile) other = luthier_profile_new (LUTHIER_PROFILE_SERVICE_ACCOUNT, NULL);
  g_autoptr (LuthierIntent) intent = NULL;

  bench_misbehave (bench, "slow=5000@POST *tuningJobs*1");
  intent = submit (bench, "a");
  luthier_test_wait_until (bench_count_creates (bench) == 1);
  open_profile (bench, other);
  assert_queue (bench, "");
  WAIT_FOR_STATE (intent, SETTLED);

  open_profile (bench, profile);
  g_assert_cmpuint (bench_count_jobs (bench), ==, 1);
  g_assert_cmpuint (bench_count_creates (bench), ==, 1);
}

/* Somebody else of the same project. */
static LuthierProfile *
add_colleague (Bench *bench)
{
  g_autofree char *token_uri = g_strconcat (luthier_practice_get_base_url (bench->practice),
                                            "/token", NULL);
  g_autofree char *key = luthier_practice_tokens_add_service_account (
      luthier_practice_get_tokens (bench->practice), "colleague@acme.iam.gserviceaccount.com",
      token_uri, NULL);

  g_assert_true (g_file_set_contents (bench->key_path, key, -1, NULL));
  return bench_add_profile (bench, "europe-west4");
}

static void
submit_three (Bench *bench, const char *prefix, GPtrArray *intents)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%u", prefix, i);

      g_ptr_array_add (intents, submit (bench, name));
    }
}

static gboolean
are_settled (GPtrArray *intents)
{
  for (guint i = 0; i < intents->len; i++)
    if (luthier_intent_get_state (g_ptr_array_index (intents, i)) != LUTHIER_INTENT_SETTLED)
      return FALSE;

  return TRUE;
}

/* Two profiles share the slots of their project: the service never has to refuse anything, though
 * its lists lag behind, and each of them gets its turn. */
static void
test_colleagues (Bench *bench, gconstpointer unused)
{
  g_autoptr (GPtrArray) mine = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) theirs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (LuthierProfile) colleague = NULL;

  /* Nothing goes before all is asked for. */
  bench_misbehave (bench, "region-down=us-central1");
  luthier_profile_set_concurrent_jobs (get_profile (bench), 2);
  submit_three (bench, "m", mine);
  colleague = add_colleague (bench);
  luthier_profile_set_concurrent_jobs (colleague, 2);
  submit_three (bench, "t", theirs);
  g_assert_cmpuint (bench_count_creates (bench), ==, 0);
  luthier_practice_clear_situations (bench->practice);
  bench_misbehave (bench, "concurrent-jobs=2");
  bench_misbehave (bench, "quota-full");
  bench_misbehave (bench, "list-lags=20");

  /* Neither waits until the other has nothing more to send. */
  luthier_test_wait_until (luthier_intent_get_state (g_ptr_array_index (theirs, 0)) ==
                           LUTHIER_INTENT_SETTLED);
  g_assert_false (are_settled (mine));
  luthier_test_wait_until (are_settled (mine) && are_settled (theirs));
  g_assert_cmpuint (bench_count_creates (bench), ==, 6);
}

/* With nothing in the queue, nothing is asked for its sake. */
static void
test_idle (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierIntent) intent = submit (bench, "a");
  guint n_lists = 0;
  gint64 until = 0;

  luthier_session_hold (bench->session, intent, TRUE);
  luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));
  n_lists = bench_count_lists (bench);
  until = luthier_clock_get_monotonic_time (bench->clock) + 30 * G_USEC_PER_SEC;
  luthier_test_wait_until (luthier_clock_get_monotonic_time (bench->clock) > until);
  g_assert_cmpuint (bench_count_lists (bench), ==, n_lists);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function) g_test_add (path, Bench, data, set_up, function, tear_down)
  ADD ("/queue/slot", "us-central1", test_slot);
  ADD ("/queue/slot-elsewhere", "europe-west4", test_slot);
  ADD ("/queue/in-order", NULL, test_in_order);
  ADD ("/queue/arranged", NULL, test_arranged);
  ADD ("/queue/forgotten", NULL, test_forgotten);
  ADD ("/queue/restored-later", NULL, test_restored_later);
  ADD ("/queue/refused-forgotten", NULL, test_refused_forgotten);
  ADD ("/queue/behind-refused", NULL, test_not_blocked);
  ADD ("/queue/behind-asking", "reset-before@POST *tuningJobs*1", test_not_blocked);
  ADD ("/queue/quota-learned", NULL, test_quota_learned);
  ADD ("/queue/rate", NULL, test_rate);
  ADD ("/queue/count", NULL, test_count);
  ADD ("/queue/sign-in", NULL, test_sign_in);
  ADD ("/queue/left", NULL, test_left);
  g_test_add ("/queue/colleagues", Bench, NULL, set_up_fast, test_colleagues, tear_down);
  ADD ("/queue/idle", NULL, test_idle);
#undef ADD

  return g_test_run ();
}
