/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "session-bench.h"

#include "luthier-error.h"

#define FILE_SIZE (3 * 1024 * 1024 + 17)

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

static GFile *
make_file (Bench *bench, const char *name)
{
  g_autofree char *folder = g_path_get_dirname (bench->store_path);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *contents = g_malloc (FILE_SIZE);

  for (guint i = 0; i < FILE_SIZE; i++)
    contents[i] = (char) ('a' + i % 23);
  g_file_set_contents (path, contents, FILE_SIZE, NULL);

  return g_file_new_for_path (path);
}

static gint64
probe (Bench *bench, const char *uri, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_session_probe_uri_async (bench->session, uri, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);

  return luthier_session_probe_uri_finish (bench->session, result, error);
}

static void
test_done (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = make_file (bench, "my 'odd' näme.v2.jsonl");
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierTransfer)
      transfer = luthier_session_upload (bench->session, file, NULL, "acme-data");
  const char *uri = luthier_transfer_get_uri (transfer);

  g_assert_true (g_str_has_prefix (uri, "gs://acme-data/luthier/2"));
  g_assert_true (g_str_has_suffix (uri, ".v2.jsonl"));
  g_assert_null (strpbrk (uri, " '\""));
  g_assert_cmpint (luthier_transfer_get_state (transfer), ==, LUTHIER_TRANSFER_RUNNING);

  luthier_test_wait_until (luthier_transfer_get_state (transfer) != LUTHIER_TRANSFER_RUNNING);
  g_assert_no_error (luthier_transfer_get_error (transfer));
  g_assert_cmpint (luthier_transfer_get_state (transfer), ==, LUTHIER_TRANSFER_DONE);
  g_assert_cmpfloat (luthier_transfer_get_fraction (transfer), >=, 1.0);
  g_assert_cmpuint (luthier_transfer_get_sent (transfer), ==, FILE_SIZE);
  g_assert_cmpuint (luthier_transfer_get_size (transfer), ==, FILE_SIZE);
  g_assert_cmpint (probe (bench, uri, &error), ==, FILE_SIZE);
  g_assert_no_error (error);
  g_assert_cmpstr (luthier_profile_get_bucket (luthier_session_get_profile (bench->session)), ==,
                   "acme-data");
}

static void
test_failed_and_retried (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = make_file (bench, "x.jsonl");
  g_autoptr (LuthierTransfer) transfer = NULL;

  bench_misbehave (bench, "no-permission@/upload/*");
  transfer = luthier_session_upload (bench->session, file, NULL, "acme-data");
  luthier_test_wait_until (luthier_transfer_get_state (transfer) == LUTHIER_TRANSFER_FAILED);
  g_assert_error (luthier_transfer_get_error (transfer), LUTHIER_ERROR, LUTHIER_ERROR_FORBIDDEN);

  luthier_practice_clear_situations (bench->practice);
  luthier_transfer_retry (transfer);
  g_assert_no_error (luthier_transfer_get_error (transfer));
  luthier_test_wait_until (luthier_transfer_get_state (transfer) == LUTHIER_TRANSFER_DONE);
}

static void
test_cancelled (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = make_file (bench, "x.jsonl");
  g_autoptr (LuthierTransfer)
      transfer = luthier_session_upload (bench->session, file, NULL, "acme-data");
  g_autoptr (GError) error = NULL;

  luthier_transfer_cancel (transfer);
  luthier_test_wait_until (luthier_transfer_get_state (transfer) == LUTHIER_TRANSFER_CANCELLED);
  g_assert_no_error (luthier_transfer_get_error (transfer));
  g_assert_cmpint (probe (bench, luthier_transfer_get_uri (transfer), &error), ==, -1);
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_FOUND);
}

static void
test_profile_left (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = make_file (bench, "x.jsonl");
  g_autoptr (LuthierTransfer)
      transfer = luthier_session_upload (bench->session, file, NULL, "acme-data");

  luthier_session_open_profile_async (bench->session, luthier_session_get_profile (bench->session),
                                      NULL, NULL, NULL);
  luthier_test_wait_until (luthier_transfer_get_state (transfer) == LUTHIER_TRANSFER_CANCELLED);
  luthier_transfer_retry (transfer);
  g_assert_cmpint (luthier_transfer_get_state (transfer), ==, LUTHIER_TRANSFER_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Bench, NULL, set_up, function, tear_down)
  ADD ("/transfer/done", test_done);
  ADD ("/transfer/failed-and-retried", test_failed_and_retried);
  ADD ("/transfer/cancelled", test_cancelled);
  ADD ("/transfer/profile-left", test_profile_left);
#undef ADD

  return g_test_run ();
}
