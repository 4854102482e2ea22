/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* An upload whose program is killed again and again. The program is this one, started as
 * test-transfer-killed --upload STORE PROFILE FILE: FILE "-" goes on with what there is. */

#include <signal.h>

#include "luthier-keyring.h"
#include "luthier-store-uploads.h"
#include "transfer-bench.h"

#define FILE_SIZE (40 * MIB + 12345)
#define CHUNK     (8 * MIB)

static int
upload (char **arguments)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (LuthierClock) clock = luthier_clock_new ();
  g_autoptr (LuthierSession) session = luthier_session_new (clock, random, NULL, arguments[0]);
  g_autoptr (LuthierTransfer) transfer = NULL;
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GAsyncResult) stopped = NULL;

  luthier_session_start_async (session, arguments[1], NULL, luthier_test_result_cb, &started);
  luthier_test_wait_for (started);
  g_assert_true (luthier_session_start_finish (session, started, NULL));
  if (g_str_equal (arguments[2], "-"))
    {
      luthier_test_wait_until ((transfer = transfer_get_first (session)) != NULL);
    }
  else
    {
      g_autoptr (GFile) file = g_file_new_for_path (arguments[2]);

      transfer = luthier_session_upload (session, file, NULL, BUCKET);
    }

  transfer_wait_for_state (transfer, LUTHIER_TRANSFER_DONE);
  g_print ("%s\n", luthier_transfer_get_uri (transfer));
  luthier_session_stop_async (session, luthier_test_result_cb, &stopped);
  luthier_test_wait_for (stopped);
  g_assert_true (luthier_session_stop_finish (session, stopped, NULL));
  return 0;
}

static int
look_for_secret (const char *id)
{
  g_autoptr (LuthierKeyring) keyring = luthier_keyring_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) secret = NULL;

  luthier_keyring_lookup_async (keyring, id, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  secret = luthier_keyring_lookup_finish (keyring, result, &error);
  g_assert_no_error (error);
  g_print ("%s\n", secret != NULL ? "kept" : "none");
  return 0;
}

/* (transfer full): with all that it would log. */
static GSubprocess *
start (Bench *bench, const char *profile_id, const char *path)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, self, "--upload", bench->store_path,
                                         profile_id, path, NULL);
  g_assert_no_error (error);
  return process;
}

/* (transfer full): what it wrote. */
static char *
finish (GSubprocess *process)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_subprocess_communicate_utf8_async (process, NULL, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  g_subprocess_communicate_utf8_finish (process, result, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (output, "upload_id="));
  return output;
}

/* (transfer full): what is remembered of the profile's uploads. */
static GPtrArray *
load_uploads (Bench *bench, const char *profile_id)
{
  g_autoptr (LuthierStore) store = luthier_store_new (bench->store_path);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *uploads;

  luthier_store_open_async (store, NULL, luthier_test_result_cb, &opened);
  luthier_store_load_uploads_async (store, profile_id, NULL, luthier_test_result_cb, &loaded);
  luthier_store_close_async (store, NULL, luthier_test_result_cb, &closed);
  luthier_test_wait_for (closed);
  uploads = luthier_store_load_uploads_finish (store, loaded, &error);
  g_assert_no_error (error);
  return uploads;
}

/* Asked in a process of its own: what one has read of the file of secrets it does not read again. */
static gboolean
is_secret_kept (const char *profile_id, const char *upload_id)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *id = luthier_keyring_make_upload_id (profile_id, upload_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self,
                                                      "--secret", id, NULL);
  g_autofree char *output = NULL;

  g_assert_no_error (error);
  output = finish (process);
  return strstr (output, "kept") != NULL;
}

/* Kills it once so many bytes have come, all in all. */
static void
kill_at (Bench *bench, GSubprocess *process, guint64 n_received)
{
  g_autofree char *output = NULL;

  luthier_test_wait_until (transfer_count_received (bench) >= n_received);
  g_subprocess_send_signal (process, SIGKILL);
  output = finish (process);
  g_assert_true (g_subprocess_get_if_signaled (process));
}

static void
test_killed (Bench *bench, gconstpointer unused)
{
  /* In the first chunk, in later ones, and while there is one more to come than is on its way. */
  static const guint64 kills[] = { 2 * MIB, 13 * MIB, 21 * MIB + 1, 31 * MIB };
  g_autoptr (GFile) file = transfer_make_file (bench, "train.jsonl", FILE_SIZE, 1);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *id = NULL;
  g_autofree char *upload_id = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GSubprocess) last = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autofree char *stored = NULL;
  const char *uri;

  id = g_strdup (luthier_profile_get_id (luthier_session_get_profile (bench->session)));
  bench_stop_session (bench);

  for (guint i = 0; i < G_N_ELEMENTS (kills); i++)
    {
      g_autoptr (GSubprocess) process = start (bench, id, i == 0 ? path : "-");
      g_autoptr (GPtrArray) uploads = NULL;
      const LuthierUploadRecord *record;

      kill_at (bench, process, kills[i]);
      transfer_assert_no_session (bench);
      uploads = load_uploads (bench, id);
      g_assert_cmpuint (uploads->len, ==, 1);
      record = g_ptr_array_index (uploads, 0);
      g_assert_true (upload_id == NULL || g_str_equal (upload_id, record->id));
      g_assert_true (is_secret_kept (id, record->id));
      g_free (upload_id);
      upload_id = g_strdup (record->id);
    }

  last = start (bench, id, "-");
  output = finish (last);
  g_assert_cmpint (g_subprocess_get_exit_status (last), ==, 0);
  uri = strstr (output, "gs://" BUCKET "/luthier/");
  g_assert_nonnull (uri);
  stored = g_strndup (uri, strcspn (uri, "\n"));
  transfer_assert_stored (bench, stored, file);
  g_test_message ("%" G_GUINT64_FORMAT " bytes came of %d", transfer_count_received (bench),
                  FILE_SIZE);
  g_assert_cmpuint (transfer_count_received (bench), <=, FILE_SIZE + G_N_ELEMENTS (kills) * CHUNK);
  /* One session from the first byte to the last. */
  g_assert_cmpuint (transfer_count (bench, "POST"), ==, 1);

  transfer_assert_no_session (bench);
  left = load_uploads (bench, id);
  g_assert_cmpuint (left->len, ==, 0);
  g_assert_false (is_secret_kept (id, upload_id));
  bench_start_session (bench, id);
}

static void
set_up (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = NULL;

  bench_set_up (bench, NULL, 1);
  profile = bench_add_profile (bench, "us-central1");
}

static void
tear_down (Bench *bench, gconstpointer unused)
{
  bench_tear_down (bench);
}

int
main (int argc, char *argv[])
{
  if (argc == 5 && g_str_equal (argv[1], "--upload"))
    return upload (argv + 2);
  if (argc == 3 && g_str_equal (argv[1], "--secret"))
    return look_for_secret (argv[2]);

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/transfer-killed/again-and-again", Bench, NULL, set_up, test_killed, tear_down);
  return g_test_run ();
}
