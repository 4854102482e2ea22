/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "session-bench.h"

#include "luthier-error.h"

static void
set_up (Bench *bench, gconstpointer unused)
{
  bench_set_up_hastened (bench, 6);
}

static void
tear_down (Bench *bench, gconstpointer unused)
{
  bench_tear_down (bench);
}

static const char *
create_some (Bench *bench, guint n_jobs, const char *region)
{
  for (guint i = 0; i < n_jobs; i++)
    {
      g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
      g_autoptr (GError) error = NULL;
      g_autoptr (LuthierJob) job = NULL;

      luthier_job_spec_set_region (spec, region);
      job = bench_create (bench, spec, &error);
      g_assert_no_error (error);
    }

  return region;
}

/* A service whose every region has three pages of a hundred jobs. */
static void
three_pages_cb (SoupServer *server,
                SoupServerMessage *message,
                const char *path,
                GHashTable *query,
                gpointer user_data)
{
  g_autoptr (GString) reply = g_string_new ("{\"tuningJobs\":[");
  const char *token = query ? g_hash_table_lookup (query, "pageToken") : NULL;
  const guint page = token ? (guint) atoi (token) : 0;
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (reply,
                            "%s{\"name\":\"projects/77/locations/%s/tuningJobs/%u\","
                            "\"state\":\"JOB_STATE_SUCCEEDED\"}",
                            i > 0 ? "," : "", parts[5], page * 100 + i);
  g_string_append (reply, "]");
  if (page < 2)
    g_string_append_printf (reply, ",\"nextPageToken\":\"%u\"", page + 1);
  g_string_append (reply, "}");

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, reply->str,
                                    reply->len);
}

/* (transfer full) */
static char *
get_address (SoupServer *server)
{
  g_autoptr (GError) error = NULL;
  GSList *uris = NULL;
  char *address = NULL;

  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  address = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return address;
}

static void
count_changes_cb (
    GListModel *jobs, guint position, guint n_removed, guint n_added, guint *n_changes)
{
  (*n_changes)++;
}

/* Twelve regions of three pages each: none is lost, none is there twice. */
static void
test_many_regions (Bench *bench, gconstpointer unused)
{
  const char *list = "us-central1,europe-west4,us-east1,us-east4,us-west1,us-west4,europe-west1,"
                     "europe-west2,europe-west3,asia-east1,asia-northeast1,asia-southeast1";
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autofree char *address = get_address (server);
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) key_file = g_file_new_for_path (bench->key_path);
  g_auto (GStrv) regions = g_strsplit (list, ",", -1);
  GListModel *jobs = luthier_session_get_jobs (bench->session);
  guint n_changes = 0;

  soup_server_add_handler (server, NULL, three_pages_cb, NULL, NULL);
  g_signal_connect (jobs, "items-changed", G_CALLBACK (count_changes_cb), &n_changes);
  profile = luthier_enrol_test_file (bench->session, key_file, NULL, (const char *const *) regions,
                                     address, &error);
  g_assert_no_error (error);
  luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));
  g_assert_null (luthier_session_get_failing_regions (bench->session)[0]);
  g_assert_cmpuint (g_list_model_get_n_items (jobs), ==, 12 * 300);
  g_assert_cmpuint (n_changes, ==, 12 * 3);

  g_assert_true (bench_refresh (bench, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (jobs), ==, 12 * 300);
  g_assert_cmpuint (n_changes, ==, 12 * 3);
  for (guint i = 0; i < 12 * 300; i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);

      g_assert_true (g_hash_table_add (names, (gpointer) luthier_job_get_name (job)));
    }
  g_signal_handlers_disconnect_by_data (jobs, &n_changes);
}

static void
note_cb (GObject *object, GParamSpec *pspec, GString *notes)
{
  g_string_append_printf (notes, "%s ", g_param_spec_get_name (pspec));
}

static void
test_empty (Bench *bench, gconstpointer unused)
{
  g_assert_null (luthier_session_get_profile (bench->session));
  g_assert_cmpuint (bench_count_jobs (bench), ==, 0);
  g_assert_false (luthier_session_get_loaded (bench->session));
  g_assert_false (luthier_session_get_sign_in_needed (bench->session));
  g_assert_null (luthier_session_get_failing_regions (bench->session)[0]);
}

static void
test_add_account (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = bench_add_profile (bench, "us-central1,europe-west4");
  g_autoptr (LuthierProfile) again = NULL;

  g_assert_cmpstr (luthier_profile_get_account (profile), ==, BENCH_EMAIL);
  g_assert_cmpstr (luthier_profile_get_project (profile), ==, "acme");
  g_assert_true (luthier_session_get_profile (bench->session) == profile);
  g_assert_true (luthier_session_get_loaded (bench->session));
  g_assert_true (luthier_session_get_online (bench->session));
  g_assert_cmpint (luthier_session_get_updated_at (bench->session), >, 0);

  /* The same account once more is no second profile. */
  again = bench_add_profile (bench, "us-central1");
  g_assert_cmpstr (luthier_profile_get_id (again), ==, luthier_profile_get_id (profile));
  g_assert_cmpuint (g_list_model_get_n_items (luthier_session_get_profiles (bench->session)), ==,
                    1);
}

static void
test_bad_key (Bench *bench, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing = NULL;

  g_file_set_contents (bench->key_path, "{\"type\":\"service_account\"}", -1, NULL);
  g_assert_null (bench_try_add_profile (bench, "us-central1", &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_CREDENTIAL);

  g_unlink (bench->key_path);
  g_assert_null (bench_try_add_profile (bench, "us-central1", &missing));
  g_assert_error (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (g_list_model_get_n_items (luthier_session_get_profiles (bench->session)), ==,
                    0);
}

/* What is stored is there in one change, before anything is asked of the network. */
static void
test_stored_first (Bench *bench, gconstpointer unused)
{
  g_autofree char *profile_id = NULL;
  g_autoptr (LuthierProfile) profile = bench_add_profile (bench, "us-central1,europe-west4");
  guint n_before = 0;

  profile_id = g_strdup (luthier_profile_get_id (profile));
  create_some (bench, 3, "us-central1");
  bench_refresh (bench, NULL);
  bench_stop_session (bench);

  luthier_practice_close (bench->practice);
  n_before = bench_count_lists (bench);
  bench_start_session (bench, profile_id);
  g_assert_true (luthier_session_get_loaded (bench->session));
  g_assert_cmpuint (bench_count_jobs (bench), ==, 3);
  g_assert_cmpuint (bench_count_lists (bench), ==, n_before);
  g_assert_cmpuint (luthier_session_get_active_jobs (bench->session), >, 0);
}

static LuthierJob *
get_job (Bench *bench, guint position)
{
  LuthierJob *job = g_list_model_get_item (luthier_session_get_jobs (bench->session), position);

  g_object_unref (job);
  return job;
}

/* What the service has no more, two minutes on, is marked, also at the next start. It goes when the
 * user says so. */
static void
test_vanished (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierClock) real = g_object_ref (bench->clock);
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (luthier_clock_get_real_time (real));
  g_autoptr (LuthierProfile) profile = bench_add_profile (bench, "us-central1");
  const char *profile_id = luthier_profile_get_id (profile);

  create_some (bench, 2, "us-central1");
  bench_misbehave (bench, "list-lags=3600");
  bench_stop_session (bench);
  g_set_object (&bench->clock, clock);
  bench_start_session (bench, profile_id);
  luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));
  g_assert_cmpuint (bench_count_jobs (bench), ==, 2);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (clock), 121 * 1000);
  g_assert_false (luthier_job_get_gone (get_job (bench, 0)));
  luthier_session_forget_job (bench->session, get_job (bench, 0));
  g_assert_cmpuint (bench_count_jobs (bench), ==, 2);
  bench_refresh (bench, NULL);
  g_assert_true (luthier_job_get_gone (get_job (bench, 0)));
  g_assert_cmpuint (luthier_session_get_active_jobs (bench->session), ==, 0);

  bench_stop_session (bench);
  bench_start_session (bench, profile_id);
  g_assert_cmpuint (bench_count_jobs (bench), ==, 2);
  g_assert_true (luthier_job_get_gone (get_job (bench, 0)));
  g_assert_cmpuint (luthier_session_get_active_jobs (bench->session), ==, 0);
  luthier_session_forget_job (bench->session, get_job (bench, 0));
  g_assert_cmpuint (bench_count_jobs (bench), ==, 1);

  luthier_practice_clear_situations (bench->practice);
  bench_refresh (bench, NULL);
  g_assert_cmpuint (bench_count_jobs (bench), ==, 2);
  g_assert_false (luthier_job_get_gone (get_job (bench, 0)));
  luthier_practice_close (bench->practice);
  bench_stop_session (bench);
  bench_start_session (bench, profile_id);
  g_assert_cmpuint (bench_count_jobs (bench), ==, 2);
  g_assert_false (luthier_job_get_gone (get_job (bench, 0)));
}

static void
test_region_down (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile)
      profile = bench_add_profile (bench, "us-central1,europe-west4,us-east1");
  const char *const *failing = NULL;
  g_autoptr (GError) error = NULL;

  create_some (bench, 2, "us-central1");
  create_some (bench, 2, "europe-west4");
  bench_misbehave (bench, "no-permission@*/europe-west4/*");
  g_assert_true (bench_refresh (bench, &error));
  g_assert_no_error (error);

  failing = luthier_session_get_failing_regions (bench->session);
  g_assert_cmpstr (failing[0], ==, "europe-west4");
  g_assert_null (failing[1]);
  g_assert_error (luthier_session_get_region_error (bench->session, "europe-west4"), LUTHIER_ERROR,
                  LUTHIER_ERROR_FORBIDDEN);
  g_assert_null (luthier_session_get_region_error (bench->session, "us-central1"));
  g_assert_cmpuint (bench_count_jobs (bench), ==, 4);

  luthier_practice_clear_situations (bench->practice);
  g_assert_true (bench_refresh (bench, &error));
  g_assert_null (luthier_session_get_failing_regions (bench->session)[0]);
}

static void
test_all_regions_down (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = bench_add_profile (bench, "us-central1,europe-west4");
  g_autoptr (GError) error = NULL;

  bench_misbehave (bench, "no-permission");
  g_assert_false (bench_refresh (bench, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_FORBIDDEN);
  g_assert_cmpuint (g_strv_length ((char **) luthier_session_get_failing_regions (bench->session)),
                    ==, 2);
}

static void
test_in_place (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = bench_add_profile (bench, "us-central1");
  g_autoptr (LuthierJob) before = NULL;
  g_autoptr (LuthierJob) after = NULL;

  create_some (bench, 1, "us-central1");
  before = g_list_model_get_item (luthier_session_get_jobs (bench->session), 0);
  luthier_session_follow (bench->session, before);
  luthier_test_wait_until (luthier_job_is_terminal (before) || luthier_job_get_start_time (before));
  luthier_session_unfollow (bench->session, before);

  after = g_list_model_get_item (luthier_session_get_jobs (bench->session), 0);
  g_assert_true (before == after);
  g_assert_cmpuint (bench_count_jobs (bench), ==, 1);
}

static void
test_cancel (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = bench_add_profile (bench, "us-central1");
  g_autoptr (LuthierJob) job = NULL;
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  create_some (bench, 1, "us-central1");
  job = g_list_model_get_item (luthier_session_get_jobs (bench->session), 0);
  luthier_session_cancel_job_async (bench->session, job, NULL, luthier_test_result_cb, &first);
  g_assert_cmpint (luthier_job_get_cancel (job), ==, LUTHIER_CANCEL_REQUESTED);
  luthier_test_wait_for (first);
  g_assert_true (luthier_session_cancel_job_finish (bench->session, first, &error));
  g_assert_no_error (error);
  g_assert_cmpint (luthier_job_get_cancel (job), ==, LUTHIER_CANCEL_ACCEPTED);

  luthier_test_wait_until (luthier_job_is_terminal (job));
  g_assert_cmpint (luthier_job_get_state (job), ==, LUTHIER_JOB_STATE_CANCELLED);

  luthier_session_cancel_job_async (bench->session, job, NULL, luthier_test_result_cb, &second);
  luthier_test_wait_for (second);
  g_assert_false (luthier_session_cancel_job_finish (bench->session, second, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_PRECONDITION);
  g_assert_cmpint (luthier_job_get_cancel (job), ==, LUTHIER_CANCEL_REFUSED);
}

static void
count_finished_cb (LuthierSession *session, LuthierJob *job, guint *n_finished)
{
  (*n_finished)++;
}

/* A followed job is read whole once more when it ends, and then never again. */
static void
test_follow_to_the_end (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = bench_add_profile (bench, "us-central1");
  g_autoptr (LuthierJob) job = NULL;
  guint n_finished = 0;
  guint n_gets = 0;

  g_signal_connect (bench->session, "job-finished", G_CALLBACK (count_finished_cb), &n_finished);
  create_some (bench, 1, "us-central1");
  job = g_list_model_get_item (luthier_session_get_jobs (bench->session), 0);
  luthier_session_follow (bench->session, job);
  luthier_session_cancel_job_async (bench->session, job, NULL, NULL, NULL);
  luthier_test_wait_until (luthier_job_is_terminal (job));
  luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));
  g_assert_cmpuint (n_finished, ==, 1);
  g_assert_cmpuint (luthier_session_get_active_jobs (bench->session), ==, 0);

  bench_refresh (bench, NULL);
  luthier_test_wait_until (luthier_job_get_complete (job));
  bench_refresh (bench, NULL);
  n_gets = luthier_practice_count_requests (bench->practice, "GET", "*/tuningJobs/*");
  bench_refresh (bench, NULL);
  g_assert_cmpuint (luthier_practice_count_requests (bench->practice, "GET", "*/tuningJobs/*"), ==,
                    n_gets);
}

/* What belongs to one profile never shows in another. */
static void
test_switch (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) here = bench_add_profile (bench, "us-central1");
  g_autoptr (LuthierProfile) there = NULL;
  g_autoptr (GAsyncResult) late = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;

  create_some (bench, 2, "us-central1");
  g_file_get_contents (bench->key_path, &key, NULL, NULL);

  /* The answer comes when the next profile is open. */
  bench_misbehave (bench, "slow=300@*/us-central1/*");
  luthier_session_refresh_async (bench->session, NULL, luthier_test_result_cb, &late);
  there = luthier_profile_new (LUTHIER_PROFILE_SERVICE_ACCOUNT, "another");
  luthier_profile_set_project (there, "acme");
  luthier_profile_set_endpoint (there, luthier_practice_get_base_url (bench->practice));
  luthier_profile_set_regions (there, (const char *const[]){ "europe-west4", NULL });
  luthier_session_open_profile_async (bench->session, there, NULL, luthier_test_result_cb, &opened);
  g_assert_cmpuint (bench_count_jobs (bench), ==, 0);
  g_assert_false (luthier_session_get_loaded (bench->session));

  luthier_test_wait_for (late);
  g_assert_false (luthier_session_refresh_finish (bench->session, late, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  luthier_test_wait_for (opened);
  luthier_session_open_profile_finish (bench->session, opened, NULL);
  luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), 400);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (bench_count_jobs (bench), ==, 0);

  /* It has no key in the keyring. */
  g_assert_true (luthier_session_get_sign_in_needed (bench->session));
  g_assert_error (luthier_session_get_region_error (bench->session, "europe-west4"), LUTHIER_ERROR,
                  LUTHIER_ERROR_SIGN_IN_NEEDED);
}

static void
test_remove (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = bench_add_profile (bench, "us-central1");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  create_some (bench, 1, "us-central1");
  luthier_session_remove_profile_async (bench->session, profile, FALSE, NULL,
                                        luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  luthier_session_remove_profile_finish (bench->session, result, &error);
  g_assert_no_error (error);
  g_assert_null (luthier_session_get_profile (bench->session));
  g_assert_cmpuint (bench_count_jobs (bench), ==, 0);
  g_clear_object (&result);

  bench_stop_session (bench);
  bench_start_session (bench, luthier_profile_get_id (profile));
  g_assert_cmpuint (g_list_model_get_n_items (luthier_session_get_profiles (bench->session)), ==,
                    0);
}

static void
test_revoked (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = bench_add_profile (bench, "us-central1");
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autofree char *profile_id = g_strdup (luthier_profile_get_id (profile));

  bench_misbehave (bench, "revoked");
  bench_stop_session (bench);
  bench_start_session (bench, profile_id);
  g_signal_connect (bench->session, "notify", G_CALLBACK (note_cb), notes);
  luthier_test_wait_until (luthier_session_get_sign_in_needed (bench->session));
  g_assert_nonnull (strstr (notes->str, "sign-in-needed"));
  g_signal_handlers_disconnect_by_data (bench->session, notes);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Bench, NULL, set_up, function, tear_down)
  ADD ("/session/empty", test_empty);
  ADD ("/session/add-account", test_add_account);
  ADD ("/session/bad-key", test_bad_key);
  ADD ("/session/stored-first", test_stored_first);
  ADD ("/session/vanished", test_vanished);
  ADD ("/session/region-down", test_region_down);
  ADD ("/session/all-regions-down", test_all_regions_down);
  ADD ("/session/many-regions", test_many_regions);
  ADD ("/session/in-place", test_in_place);
  ADD ("/session/cancel", test_cancel);
  ADD ("/session/follow-to-the-end", test_follow_to_the_end);
  ADD ("/session/switch", test_switch);
  ADD ("/session/remove", test_remove);
  ADD ("/session/revoked", test_revoked);
#undef ADD

  return g_test_run ();
}
