/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <signal.h>

#include "luthier-error.h"
#include "luthier-practice-host.h"
#include "luthier-session-private.h"
#include "session-bench.h"

/* The real child program, as users get it. */
static void
use_built_program (void)
{
  const char *root = g_getenv ("LUTHIER_TEST_BUILD_ROOT");
  g_autofree char *program = g_build_filename (root, "src", "luthier-practice", NULL);

  g_setenv ("LUTHIER_PRACTICE_PROGRAM", program, TRUE);
  g_setenv ("LUTHIER_PRACTICE_SPEED", "600", TRUE);
}

static LuthierSession *
open_practice (const char *store_path)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (LuthierClock) clock = luthier_clock_new ();
  LuthierSession *session = luthier_session_new (clock, random, NULL, store_path);
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  luthier_session_start_async (session, NULL, NULL, luthier_test_result_cb, &started);
  luthier_test_wait_for (started);
  luthier_session_start_finish (session, started, &error);
  g_assert_no_error (error);
  luthier_session_open_practice_async (session, NULL, luthier_test_result_cb, &opened);
  luthier_test_wait_for (opened);
  profile = luthier_session_open_practice_finish (session, opened, &error);
  g_assert_no_error (error);
  g_assert_cmpint (luthier_profile_get_kind (profile), ==, LUTHIER_PROFILE_PRACTICE);
  luthier_test_wait_until (!luthier_session_get_refreshing (session));

  return session;
}

static void
stop (LuthierSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_session_stop_async (session, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  luthier_session_stop_finish (session, result, NULL);
  g_clear_object (&result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (session);
}

static char *
make_dataset (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char *path = NULL;
  int fd = g_file_open_tmp ("dataset-XXXXXX.jsonl", &path, NULL);

  close (fd);
  for (guint i = 0; i < 150; i++)
    g_string_append_printf (
        text,
        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Question %u\"}]},"
        "{\"role\":\"model\",\"parts\":[{\"text\":\"Answer %u\"}]}]}\n",
        i, i);
  g_file_set_contents (path, text->str, (gssize) text->len, NULL);

  return path;
}

static LuthierJob *
create (LuthierSession *session, const char *training_uri)
{
  g_autoptr (LuthierJobSpec) spec = luthier_session_new_spec (session);
  g_autoptr (LuthierIntent) intent = NULL;

  luthier_job_spec_set_base_model (spec, "gemini-2.5-flash");
  luthier_job_spec_set_training_uri (spec, training_uri);
  intent = luthier_session_submit (session, spec);
  luthier_test_wait_until (luthier_intent_get_state (intent) == LUTHIER_INTENT_SETTLED);

  return g_object_ref (luthier_intent_get_job (intent));
}

/* From a file on this computer to a tuned model, and all is there at the next start. */
static void
test_whole_life (void)
{
  g_autofree char *folder = g_dir_make_tmp ("luthier-practice-XXXXXX", NULL);
  g_autofree char *store_path = g_build_filename (folder, "luthier.db", NULL);
  g_autofree char *dataset = make_dataset ();
  g_autoptr (GFile) file = g_file_new_for_path (dataset);
  LuthierSession *session = open_practice (store_path);
  g_autoptr (LuthierTransfer) transfer = NULL;
  g_autoptr (LuthierJob) job = NULL;

  transfer = luthier_session_upload (session, file, NULL, "luthier-practice");
  luthier_test_wait_until (luthier_transfer_get_state (transfer) != LUTHIER_TRANSFER_RUNNING);
  g_assert_no_error (luthier_transfer_get_error (transfer));

  job = create (session, luthier_transfer_get_uri (transfer));
  luthier_session_follow (session, job);
  luthier_test_wait_until (luthier_job_is_terminal (job));
  g_assert_cmpint (luthier_job_get_state (job), ==, LUTHIER_JOB_STATE_SUCCEEDED);
  luthier_test_wait_until (luthier_job_get_tuned_model (job) != NULL);
  g_clear_object (&transfer);
  g_clear_object (&job);
  stop (session);

  session = open_practice (store_path);
  g_assert_cmpuint (g_list_model_get_n_items (luthier_session_get_jobs (session)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (luthier_session_get_profiles (session)), ==, 1);
  stop (session);
  g_unlink (dataset);
}

static void
gone_cb (LuthierPracticeHost *host, gboolean *gone)
{
  *gone = TRUE;
}

static void
wait_started (LuthierPracticeHost *host, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_practice_host_start_async (host, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  luthier_practice_host_start_finish (host, result, error);
}

static gboolean
tick_cb (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
is_running (int pid)
{
  return kill (pid, 0) == 0;
}

static void
test_child_dies (void)
{
  g_autoptr (LuthierClock) clock = luthier_clock_new ();
  LuthierPracticeHost *host = luthier_practice_host_new (clock);
  g_autofree char *first_token = NULL;
  g_autoptr (GError) error = NULL;
  gboolean gone = FALSE;
  guint ticks = g_timeout_add (20, tick_cb, NULL);
  int pid = 0;

  g_signal_connect (host, "gone", G_CALLBACK (gone_cb), &gone);
  wait_started (host, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (luthier_practice_host_get_token (host)), ==, 64);
  first_token = g_strdup (luthier_practice_host_get_token (host));
  pid = luthier_practice_host_get_pid (host);
  g_assert_cmpint (pid, >, 1);
  kill (pid, SIGKILL);
  luthier_test_wait_until (gone);
  g_assert_null (luthier_practice_host_get_base_url (host));

  wait_started (host, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (luthier_practice_host_get_token (host), !=, first_token);

  /* It ends with its owner. */
  pid = luthier_practice_host_get_pid (host);
  g_assert_finalize_object (host);
  luthier_test_wait_until (!is_running (pid));
  g_source_remove (ticks);
}

static void
refresh (LuthierSession *session, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_session_refresh_async (session, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  luthier_session_refresh_finish (session, result, error);
}

/* The session starts it anew when it is needed next, and its jobs are still there. */
static void
test_session_goes_on (void)
{
  g_autofree char *folder = g_dir_make_tmp ("luthier-practice-XXXXXX", NULL);
  g_autofree char *store_path = g_build_filename (folder, "luthier.db", NULL);
  LuthierSession *session = open_practice (store_path);
  g_autoptr (GError) error = NULL;

  kill (luthier_practice_host_get_pid (session->host), SIGKILL);
  luthier_test_wait_until (luthier_practice_host_get_base_url (session->host) == NULL);
  refresh (session, &error);
  g_assert_no_error (error);
  g_assert_nonnull (luthier_practice_host_get_base_url (session->host));

  /* If it cannot be started, that is said of every region. */
  g_setenv ("LUTHIER_PRACTICE_PROGRAM", "/bin/false", TRUE);
  kill (luthier_practice_host_get_pid (session->host), SIGKILL);
  luthier_test_wait_until (luthier_practice_host_get_base_url (session->host) == NULL);
  refresh (session, &error);
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_UNAVAILABLE);
  g_assert_error (luthier_session_get_region_error (session, "us-central1"), LUTHIER_ERROR,
                  LUTHIER_ERROR_UNAVAILABLE);
  use_built_program ();

  stop (session);
}

static void
test_situations (void)
{
  g_autofree char *folder = g_dir_make_tmp ("luthier-practice-XXXXXX", NULL);
  g_autofree char *store_path = g_build_filename (folder, "luthier.db", NULL);
  g_autoptr (GError) error = NULL;
  LuthierSession *session = NULL;

  g_setenv ("LUTHIER_PRACTICE_SITUATIONS", "no-permission@*/europe-west4/*,numbers", TRUE);
  session = open_practice (store_path);
  refresh (session, &error);
  g_assert_no_error (error);
  g_assert_error (luthier_session_get_region_error (session, "europe-west4"), LUTHIER_ERROR,
                  LUTHIER_ERROR_FORBIDDEN);
  g_unsetenv ("LUTHIER_PRACTICE_SITUATIONS");
  stop (session);
}

static void
test_not_there (void)
{
  g_autoptr (LuthierClock) clock = luthier_clock_new ();
  g_autoptr (LuthierPracticeHost) host = luthier_practice_host_new (clock);

  g_setenv ("LUTHIER_PRACTICE_PROGRAM", "/nonexistent/luthier-practice", TRUE);
  for (guint i = 0; i < 7; i++)
    {
      g_autoptr (GError) error = NULL;

      wait_started (host, &error);
      g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_UNAVAILABLE);
      g_assert_cmpstr (luthier_error_get_reason (error), ==, LUTHIER_REASON_NOT_STARTED);
      g_assert_nonnull (strstr (error->message, i < 5 ? "No such file" : "several times"));
    }
  use_built_program ();
}

static void
test_ends_at_once (void)
{
  g_autoptr (LuthierClock) clock = luthier_clock_new ();
  g_autoptr (LuthierPracticeHost) host = luthier_practice_host_new (clock);
  g_autoptr (GError) error = NULL;

  g_setenv ("LUTHIER_PRACTICE_PROGRAM", "/bin/true", TRUE);
  wait_started (host, &error);
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_UNAVAILABLE);
  use_built_program ();
}

/* What is no address on this computer is asked for nothing. */
static void
test_no_address (void)
{
  static const char *const lines[] = { "", "ready", "https://evil.example/", "http://10.0.0.1:80" };
  g_autofree char *folder = g_dir_make_tmp ("luthier-practice-XXXXXX", NULL);
  g_autofree char *script = g_build_filename (folder, "talks", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (LuthierClock) clock = luthier_clock_new ();
      g_autoptr (LuthierPracticeHost) host = luthier_practice_host_new (clock);
      g_autofree char *text = g_strdup_printf ("#!/bin/sh\necho '%s'\nexec cat\n", lines[i]);
      g_autoptr (GError) error = NULL;

      g_file_set_contents (script, text, -1, NULL);
      g_chmod (script, 0700);
      g_setenv ("LUTHIER_PRACTICE_PROGRAM", script, TRUE);
      wait_started (host, &error);
      g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_UNAVAILABLE);
      g_assert_null (luthier_practice_host_get_base_url (host));
    }
  use_built_program ();
}

/* A program that never tells its address, and one that does not end when it is told to, are ended
 * when their time is over. */
static void
test_hangs (void)
{
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (0);
  g_autoptr (LuthierPracticeHost) host = luthier_practice_host_new (clock);
  g_autofree char *folder = g_dir_make_tmp ("luthier-practice-XXXXXX", NULL);
  g_autofree char *script = g_build_filename (folder, "hangs", NULL);
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GAsyncResult) stopped = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (script, "#!/bin/sh\nexec sleep 600\n", -1, NULL);
  g_chmod (script, 0700);
  g_setenv ("LUTHIER_PRACTICE_PROGRAM", script, TRUE);
  luthier_practice_host_start_async (host, luthier_test_result_cb, &started);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (clock), 31 * 1000);
  luthier_test_wait_for (started);
  g_assert_false (luthier_practice_host_start_finish (host, started, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_UNAVAILABLE);

  g_file_set_contents (script, "#!/bin/sh\necho http://127.0.0.1:1\nexec sleep 600\n", -1, NULL);
  g_chmod (script, 0700);
  g_clear_error (&error);
  wait_started (host, &error);
  g_assert_no_error (error);
  luthier_practice_host_stop_async (host, luthier_test_result_cb, &stopped);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (clock), 6 * 1000);
  luthier_test_wait_for (stopped);
  use_built_program ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  use_built_program ();

  g_test_add_func ("/practice-host/whole-life", test_whole_life);
  g_test_add_func ("/practice-host/child-dies", test_child_dies);
  g_test_add_func ("/practice-host/session-goes-on", test_session_goes_on);
  g_test_add_func ("/practice-host/situations", test_situations);
  g_test_add_func ("/practice-host/not-there", test_not_there);
  g_test_add_func ("/practice-host/ends-at-once", test_ends_at_once);
  g_test_add_func ("/practice-host/no-address", test_no_address);
  g_test_add_func ("/practice-host/hangs", test_hangs);

  return g_test_run ();
}
