/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error.h"
#include "transfer-bench.h"

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
find (Bench *bench, const char *gs_uri, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_session_find_dataset_async (bench->session, gs_uri, NULL, luthier_test_result_cb,
                                      &result);
  luthier_test_wait_for (result);
  return luthier_session_find_dataset_finish (bench->session, result, error);
}

/* (transfer full): its address. */
static char *
upload (Bench *bench, GFile *file, gboolean checked)
{
  g_autoptr (LuthierDatasetReport) report = checked ? transfer_make_report (file) : NULL;
  g_autoptr (LuthierTransfer)
      transfer = luthier_session_upload (bench->session, file, report, BUCKET);

  transfer_wait_for_state (transfer, LUTHIER_TRANSFER_DONE);
  return g_strdup (luthier_transfer_get_uri (transfer));
}

static void
assert_found (Bench *bench, const char *gs_uri, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) found = find (bench, gs_uri, &error);

  g_assert_no_error (error);
  g_assert_true (g_file_equal (found, file));
}

static void
assert_refused (Bench *bench, const char *gs_uri, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (find (bench, gs_uri, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET);
  g_assert_nonnull (strstr (error->message, words));
}

/* checked: whether its hash was known, or only what the service says of it. */
static void
test_found (Bench *bench, gconstpointer checked)
{
  g_autoptr (GFile) file = transfer_make_file (bench, "train.jsonl", MIB, 1);
  g_autofree char *uri = upload (bench, file, checked != NULL);
  g_autofree char *id = g_strdup (
      luthier_profile_get_id (luthier_session_get_profile (bench->session)));

  assert_found (bench, uri, file);
  bench_stop_session (bench);
  bench_start_session (bench, id);
  assert_found (bench, uri, file);

  g_object_unref (transfer_make_file (bench, "train.jsonl", MIB, 2));
  assert_refused (bench, uri, "was changed");
  g_object_unref (transfer_make_file (bench, "train.jsonl", MIB + 1, 1));
  assert_refused (bench, uri, "was changed");
  g_object_unref (transfer_make_file (bench, "train.jsonl", MIB, 1));
  assert_found (bench, uri, file);
  g_assert_true (g_file_delete (file, NULL, NULL));
  assert_refused (bench, uri, "not where it was");
}

static void
test_unknown (Bench *bench, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (find (bench, BENCH_DATASET, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_FOUND);
}

/* The same data from another file: the last one is opened. */
static void
test_found_already (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = transfer_make_file (bench, "train.jsonl", MIB, 1);
  g_autoptr (GFile) copy = transfer_make_file (bench, "train.txt", MIB, 1);
  g_autofree char *uri = upload (bench, file, TRUE);
  g_autofree char *again = upload (bench, copy, TRUE);

  g_assert_cmpstr (uri, ==, again);
  g_assert_cmpuint (transfer_count (bench, "POST"), ==, 1);
  assert_found (bench, uri, copy);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function)                                                                  \
  g_test_add ("/find-dataset/" path, Bench, data, set_up, function, tear_down)
  ADD ("by-hash", "checked", test_found);
  ADD ("by-checksum", NULL, test_found);
  ADD ("unknown", NULL, test_unknown);
  ADD ("found-already", NULL, test_found_already);
#undef ADD

  return g_test_run ();
}
