/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <libsoup/soup.h>

#include "luthier-store.h"
#include "session-bench.h"

#define N_ACCOUNTS 3
#define N_SWITCHES 100
#define TOKEN      "ya29.of-a-colleague"

/* Accounts in projects of their own, each on a service of its own. */
typedef struct
{
  LuthierPractice *practices[N_ACCOUNTS];
  LuthierProfile *profiles[N_ACCOUNTS];
  char *prefixes[N_ACCOUNTS]; /* of the names of all jobs there */
  LuthierClock *clock;
  LuthierSession *session;
  SoupSession *colleagues;
  char *folder;
  char *store_path;
} Office;

static LuthierPractice *
open_practice (Office *office, const char *project)
{
  g_autoptr (GError) error = NULL;
  LuthierPractice *practice = luthier_practice_new (office->clock, project, NULL, NULL, 60, &error);
  LuthierPracticeObjects *objects = luthier_practice_get_objects (practice);
  g_autoptr (GBytes) data = g_bytes_new_static ("{}\n", 3);

  g_assert_no_error (error);
  luthier_practice_listen (practice, 0, &error);
  g_assert_no_error (error);
  luthier_practice_objects_make_bucket (objects, "acme-data", "us-central1");
  luthier_practice_objects_put (objects, "acme-data", "train.jsonl", "application/jsonl", data);
  luthier_practice_tokens_add_access_token (luthier_practice_get_tokens (practice), TOKEN, NULL,
                                            "https://www.googleapis.com/auth/cloud-platform", 3600);
  return practice;
}

static LuthierProfile *
add_profile (Office *office, guint i, const char *project)
{
  const char *base = luthier_practice_get_base_url (office->practices[i]);
  g_autofree char *token_uri = g_strconcat (base, "/token", NULL);
  g_autofree char *email = g_strdup_printf ("tuner@%s.iam.gserviceaccount.com", project);
  g_autofree char *path = g_build_filename (office->folder, project, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  static const char *const regions[] = { "us-central1", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *key = luthier_practice_tokens_add_service_account (
      luthier_practice_get_tokens (office->practices[i]), email, token_uri, &error);
  LuthierProfile *profile;

  g_assert_no_error (error);
  g_file_set_contents (path, key, -1, &error);
  g_assert_no_error (error);
  profile = luthier_enrol_test_file (office->session, file, NULL, regions, base, &error);
  g_assert_no_error (error);
  return profile;
}

static void
start_session (Office *office)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  office->session = luthier_session_new (office->clock, random, NULL, office->store_path);
  luthier_session_start_async (office->session, NULL, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  luthier_session_start_finish (office->session, result, &error);
  g_assert_no_error (error);
}

static void
set_up (Office *office, gconstpointer unused)
{
  office->clock = luthier_clock_new ();
  office->folder = g_dir_make_tmp ("luthier-switching-XXXXXX", NULL);
  office->store_path = g_build_filename (office->folder, "luthier.db", NULL);
  office->colleagues = soup_session_new ();
  start_session (office);
  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      g_autofree char *project = g_strdup_printf ("project-%u", i);

      office->practices[i] = open_practice (office, project);
      office->profiles[i] = add_profile (office, i, project);
      office->prefixes[i] = g_strdup_printf (
          "projects/%s/", luthier_practice_state_get_project_number (
                              luthier_practice_get_state (office->practices[i])));
    }
}

/* All that is remembered has been written. */
static void
stop_session (Office *office)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_session_stop_async (office->session, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  luthier_session_stop_finish (office->session, result, NULL);
}

static void
tear_down (Office *office, gconstpointer unused)
{
  g_object_add_weak_pointer (G_OBJECT (office->session), (gpointer *) &office->session);
  g_object_unref (office->session);
  luthier_test_wait_until (office->session == NULL);
  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      luthier_practice_close (office->practices[i]);
      g_object_unref (office->practices[i]);
      g_object_unref (office->profiles[i]);
      g_free (office->prefixes[i]);
    }
  g_object_unref (office->colleagues);
  g_object_unref (office->clock);
  g_free (office->store_path);
  g_free (office->folder);
}

static void
posted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *n_posted = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes)
      reply = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (
                        soup_session_get_async_result_message (SOUP_SESSION (source), result)),
                    ==, 200);
  (*n_posted)++;
}

/* A colleague's job, somewhere. */
static void
let_arrive (Office *office, guint i, guint *n_posted)
{
  static const char text[] = "{\"baseModel\":\"gemini-2.5-flash\",\"supervisedTuningSpec\":"
                             "{\"trainingDatasetUri\":\"gs://acme-data/train.jsonl\"}}";
  g_autofree char *uri = g_strdup_printf (
      "%s/v1/projects/project-%u/locations/us-central1/tuningJobs",
      luthier_practice_get_base_url (office->practices[i]), i);
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_POST, uri);
  g_autoptr (GBytes) body = g_bytes_new_static (text, sizeof text - 1);

  soup_message_set_request_body_from_bytes (message, "application/json", body);
  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                               "Bearer " TOKEN);
  soup_session_send_and_read_async (office->colleagues, message, G_PRIORITY_DEFAULT, NULL,
                                    posted_cb, n_posted);
}

static void
assert_unmixed (Office *office, GListModel *jobs, guint open)
{
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);

      g_assert_true (g_str_has_prefix (luthier_job_get_name (job), office->prefixes[open]));
    }
}

static guint
find_open (Office *office)
{
  for (guint i = 0; i < N_ACCOUNTS; i++)
    if (luthier_session_get_profile (office->session) == office->profiles[i])
      return i;
  g_assert_not_reached ();
}

static void
changed_cb (GListModel *jobs, guint position, guint removed, guint added, Office *office)
{
  if (added > 0)
    assert_unmixed (office, jobs, find_open (office));
}

/* What each profile remembers is its own, too. */
static void
assert_remembered (Office *office)
{
  g_autoptr (LuthierStore) store = luthier_store_new (office->store_path);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) closed = NULL;

  luthier_store_open_async (store, NULL, luthier_test_result_cb, &opened);
  luthier_test_wait_for (opened);
  g_assert_true (luthier_store_open_finish (store, opened, NULL));
  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GPtrArray) jobs = NULL;

      luthier_store_load_jobs_async (store, luthier_profile_get_id (office->profiles[i]), NULL,
                                     luthier_test_result_cb, &result);
      luthier_test_wait_for (result);
      jobs = luthier_store_load_jobs_finish (store, result, NULL);
      g_assert_cmpuint (jobs->len, >, 0);
      for (guint j = 0; j < jobs->len; j++)
        g_assert_true (g_str_has_prefix (luthier_job_get_name (g_ptr_array_index (jobs, j)),
                                         office->prefixes[i]));
    }
  luthier_store_close_async (store, NULL, luthier_test_result_cb, &closed);
  luthier_test_wait_for (closed);
}

/* At any moment, also while the last profile's answers are still on their way. */
static void
test_random (Office *office, gconstpointer unused)
{
  GListModel *jobs = luthier_session_get_jobs (office->session);
  gulong handler = g_signal_connect (jobs, "items-changed", G_CALLBACK (changed_cb), office);
  guint n_sent = 0;
  guint n_posted = 0;

  for (guint n = 0; n < N_SWITCHES; n++)
    {
      const guint i = (guint) g_test_rand_int_range (0, N_ACCOUNTS);

      let_arrive (office, (guint) g_test_rand_int_range (0, N_ACCOUNTS), &n_posted);
      n_sent++;
      luthier_session_open_profile_async (office->session, office->profiles[i], NULL, NULL, NULL);
      for (int turns = g_test_rand_int_range (0, 60); turns > 0; turns--)
        g_main_context_iteration (NULL, FALSE);
      assert_unmixed (office, jobs, i);
    }

  luthier_test_wait_until (n_posted == n_sent);
  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      luthier_session_open_profile_async (office->session, office->profiles[i], NULL, NULL, NULL);
      luthier_test_wait_until (luthier_session_get_loaded (office->session) &&
                               !luthier_session_get_refreshing (office->session));
      g_assert_cmpuint (g_list_model_get_n_items (jobs), >, 0);
      assert_unmixed (office, jobs, i);
    }
  g_signal_handler_disconnect (jobs, handler);
  stop_session (office);
  assert_remembered (office);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/switching/random", Office, NULL, set_up, test_random, tear_down);
  return g_test_run ();
}
