/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <fcntl.h>
#include <sys/stat.h>

#include "luthier-error.h"
#include "transfer-bench.h"

#define FILE_SIZE (16 * MIB + 77)
#define CHUNK     (8 * MIB)
/* Longer than any test: what was asked is done, and not answered, once. */
#define SILENT "slow=600000@PUT /upload/**1"

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

static guint
count_transfers (Bench *bench)
{
  return g_list_model_get_n_items (luthier_session_get_transfers (bench->session));
}

/* (transfer full): an upload whose first part has come, and whose second one will. The service runs
 * in this thread and answers a little later, so that what follows at once comes before that. */
static LuthierTransfer *
begin (Bench *bench, GFile *file, LuthierDatasetReport *report)
{
  LuthierTransfer *transfer;

  bench_misbehave (bench, "slow=1@PUT /upload/**1");
  transfer = luthier_session_upload (bench->session, file, report, BUCKET);
  luthier_test_wait_until (transfer_count (bench, "PUT") == 1);
  return transfer;
}

/* (transfer full): one that the service has a part of, and does not go on with. */
static LuthierTransfer *
begin_silent (Bench *bench, GFile *file)
{
  LuthierTransfer *transfer = begin (bench, file, NULL);

  bench_misbehave (bench, SILENT);
  luthier_test_wait_until (transfer_count_received (bench) > CHUNK);
  luthier_test_wait_until (luthier_transfer_get_survives (transfer));
  g_assert_cmpint (luthier_transfer_get_state (transfer), ==, LUTHIER_TRANSFER_RUNNING);
  return transfer;
}

static void
restart (Bench *bench)
{
  g_autofree char *id = g_strdup (
      luthier_profile_get_id (luthier_session_get_profile (bench->session)));

  bench_stop_session (bench);
  luthier_practice_clear_situations (bench->practice);
  bench_start_session (bench, id);
}

/* (transfer full): what was left goes on. */
static LuthierTransfer *
wait_for_first (Bench *bench)
{
  LuthierTransfer *transfer = NULL;

  luthier_test_wait_until ((transfer = transfer_get_first (bench->session)) != NULL);
  return transfer;
}

/* Nothing is remembered: a start finds nothing to go on with. */
static void
assert_forgotten (Bench *bench)
{
  restart (bench);
  luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));
  g_assert_cmpuint (count_transfers (bench), ==, 0);
}

static void
test_quit (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = transfer_make_file (bench, "train.jsonl", FILE_SIZE, 1);
  g_autoptr (LuthierTransfer) transfer = begin_silent (bench, file);
  g_autoptr (LuthierTransfer) next = NULL;

  restart (bench);
  transfer_wait_for_state (transfer, LUTHIER_TRANSFER_CANCELLED);
  g_assert_cmpuint (transfer_count (bench, "DELETE"), ==, 0);
  transfer_assert_no_session (bench);

  next = wait_for_first (bench);
  g_assert_true (luthier_transfer_get_survives (next));
  g_assert_cmpstr (luthier_transfer_get_uri (next), ==, luthier_transfer_get_uri (transfer));
  g_assert_true (g_file_equal (luthier_transfer_get_file (next), file));
  transfer_wait_for_state (next, LUTHIER_TRANSFER_DONE);
  transfer_assert_stored (bench, luthier_transfer_get_uri (next), file);
  g_assert_cmpuint (transfer_count (bench, "POST"), ==, 1);
  g_assert_cmpuint (transfer_count_received (bench), <=, FILE_SIZE + CHUNK);
  g_assert_cmpuint (count_transfers (bench), ==, 1);
  assert_forgotten (bench);
}

static void
test_profile_left (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = transfer_make_file (bench, "train.jsonl", FILE_SIZE, 1);
  g_autoptr (LuthierTransfer) transfer = begin_silent (bench, file);
  g_autoptr (LuthierTransfer) next = NULL;

  /* Before the next one asks how far it has come: that would get no answer either. */
  luthier_practice_clear_situations (bench->practice);
  luthier_session_open_profile_async (bench->session, luthier_session_get_profile (bench->session),
                                      NULL, NULL, NULL);
  g_assert_cmpuint (count_transfers (bench), ==, 0);
  transfer_wait_for_state (transfer, LUTHIER_TRANSFER_CANCELLED);
  next = wait_for_first (bench);
  transfer_wait_for_state (next, LUTHIER_TRANSFER_DONE);
  transfer_assert_stored (bench, luthier_transfer_get_uri (next), file);
  g_assert_cmpuint (transfer_count (bench, "POST"), ==, 1);
}

/* The service has forgotten it meanwhile: it begins anew, with a token. */
static void
test_session_gone (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = transfer_make_file (bench, "train.jsonl", FILE_SIZE, 1);
  g_autoptr (LuthierTransfer) transfer = begin_silent (bench, file);
  g_autoptr (LuthierTransfer) next = NULL;
  g_autofree char *id = g_strdup (
      luthier_profile_get_id (luthier_session_get_profile (bench->session)));

  bench_stop_session (bench);
  luthier_practice_clear_situations (bench->practice);
  bench_misbehave (bench, "session-gone=410@PUT */upload/**1");
  bench_start_session (bench, id);
  next = wait_for_first (bench);
  transfer_wait_for_state (next, LUTHIER_TRANSFER_DONE);
  transfer_assert_stored (bench, luthier_transfer_get_uri (next), file);
}

static void
assert_changed (Bench *bench, LuthierTransfer *transfer)
{
  transfer_wait_for_state (transfer, LUTHIER_TRANSFER_FAILED);
  g_assert_error (luthier_transfer_get_error (transfer), LUTHIER_ERROR, LUTHIER_ERROR_DATASET);
  g_assert_nonnull (strstr (luthier_transfer_get_error (transfer)->message, "was changed"));
  luthier_test_wait_until (transfer_count (bench, "DELETE") == 1);
}

static void
test_changed (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = transfer_make_file (bench, "train.jsonl", FILE_SIZE, 1);
  g_autoptr (LuthierTransfer) transfer = begin_silent (bench, file);
  g_autoptr (LuthierTransfer) next = NULL;
  g_autoptr (GFile) other = transfer_make_file (bench, "train.jsonl", FILE_SIZE, 2);

  restart (bench);
  next = wait_for_first (bench);
  assert_changed (bench, next);
  assert_forgotten (bench);
}

/* Neither its size nor its time tells. */
static void
test_changed_secretly (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = transfer_make_file (bench, "train.jsonl", FILE_SIZE, 1);
  g_autoptr (LuthierTransfer) transfer = NULL;
  g_autoptr (LuthierTransfer) next = NULL;
  g_autoptr (GFile) other = NULL;
  g_autofree char *path = g_file_get_path (file);
  struct stat status;
  g_autofree char *id = g_strdup (
      luthier_profile_get_id (luthier_session_get_profile (bench->session)));

  g_assert_cmpint (stat (path, &status), ==, 0);
  transfer = begin_silent (bench, file);
  bench_stop_session (bench);
  other = transfer_make_file (bench, "train.jsonl", FILE_SIZE, 2);
  g_assert_cmpint (
      utimensat (AT_FDCWD, path, (struct timespec[]){ status.st_atim, status.st_mtim }, 0), ==, 0);
  luthier_practice_clear_situations (bench->practice);
  bench_start_session (bench, id);
  next = wait_for_first (bench);
  assert_changed (bench, next);
}

static void
test_gone (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = transfer_make_file (bench, "train.jsonl", FILE_SIZE, 1);
  g_autoptr (LuthierTransfer) transfer = begin_silent (bench, file);
  g_autoptr (LuthierTransfer) next = NULL;

  g_assert_true (g_file_delete (file, NULL, NULL));
  restart (bench);
  next = wait_for_first (bench);
  transfer_wait_for_state (next, LUTHIER_TRANSFER_FAILED);
  g_assert_error (luthier_transfer_get_error (next), LUTHIER_ERROR, LUTHIER_ERROR_DATASET);
  luthier_test_wait_until (transfer_count (bench, "DELETE") == 1);
}

static void
test_cancelled (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = transfer_make_file (bench, "train.jsonl", FILE_SIZE, 1);
  g_autoptr (LuthierTransfer) transfer = begin_silent (bench, file);

  luthier_transfer_cancel (transfer);
  transfer_wait_for_state (transfer, LUTHIER_TRANSFER_CANCELLED);
  luthier_test_wait_until (transfer_count (bench, "DELETE") == 1);
  g_assert_false (luthier_transfer_get_survives (transfer));
  g_assert_cmpuint (count_transfers (bench), ==, 0);
  assert_forgotten (bench);
}

/* (transfer full): one that the service refuses in the middle. */
static LuthierTransfer *
begin_and_fail (Bench *bench, GFile *file)
{
  g_autoptr (LuthierTransfer) transfer = begin (bench, file, NULL);

  bench_misbehave (bench, "disabled@PUT /upload/*");
  transfer_wait_for_state (transfer, LUTHIER_TRANSFER_FAILED);
  g_assert_error (luthier_transfer_get_error (transfer), LUTHIER_ERROR, LUTHIER_ERROR_FORBIDDEN);
  g_assert_true (luthier_transfer_get_survives (transfer));
  g_assert_cmpuint (transfer_count (bench, "DELETE"), ==, 0);
  return g_steal_pointer (&transfer);
}

static void
test_failed_and_retried (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = transfer_make_file (bench, "train.jsonl", FILE_SIZE, 1);
  g_autoptr (LuthierTransfer) transfer = begin_and_fail (bench, file);

  luthier_practice_clear_situations (bench->practice);
  luthier_transfer_retry (transfer);
  transfer_wait_for_state (transfer, LUTHIER_TRANSFER_DONE);
  transfer_assert_stored (bench, luthier_transfer_get_uri (transfer), file);
  g_assert_cmpuint (transfer_count (bench, "POST"), ==, 1);
}

static void
test_failed_and_given_up (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = transfer_make_file (bench, "train.jsonl", FILE_SIZE, 1);
  g_autoptr (LuthierTransfer) transfer = begin_and_fail (bench, file);

  luthier_transfer_cancel (transfer);
  g_assert_cmpint (luthier_transfer_get_state (transfer), ==, LUTHIER_TRANSFER_CANCELLED);
  luthier_test_wait_until (transfer_count (bench, "DELETE") == 1);
  g_assert_cmpuint (count_transfers (bench), ==, 0);
  assert_forgotten (bench);
}

static void
test_profile_removed (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = transfer_make_file (bench, "train.jsonl", FILE_SIZE, 1);
  g_autoptr (LuthierTransfer) transfer = begin_silent (bench, file);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  luthier_session_remove_profile_async (bench->session,
                                        luthier_session_get_profile (bench->session), FALSE, NULL,
                                        luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  luthier_session_remove_profile_finish (bench->session, result, &error);
  g_assert_no_error (error);
  transfer_wait_for_state (transfer, LUTHIER_TRANSFER_CANCELLED);
  luthier_test_wait_until (transfer_count (bench, "DELETE") == 1);
}

/* The same data is stored once, whoever asks for it again. */
static void
test_once (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = transfer_make_file (bench, "train.jsonl", FILE_SIZE, 1);
  g_autoptr (LuthierDatasetReport) report = transfer_make_report (file);
  g_autoptr (LuthierTransfer) transfer = NULL;
  g_autoptr (LuthierTransfer) shared = NULL;
  g_autoptr (LuthierTransfer) again = NULL;
  g_autofree char *expected = g_strdup_printf ("gs://" BUCKET "/luthier/%.12s-train.jsonl",
                                               report->sha256);

  transfer = luthier_session_upload (bench->session, file, report, BUCKET);
  shared = luthier_session_upload (bench->session, file, report, BUCKET);
  g_assert_true (shared == transfer);
  g_assert_cmpstr (luthier_transfer_get_uri (transfer), ==, expected);
  transfer_wait_for_state (transfer, LUTHIER_TRANSFER_DONE);
  transfer_assert_stored (bench, expected, file);
  g_assert_cmpuint (transfer_count (bench, "POST"), ==, 1);

  again = luthier_session_upload (bench->session, file, report, BUCKET);
  transfer_wait_for_state (again, LUTHIER_TRANSFER_DONE);
  g_assert_cmpstr (luthier_transfer_get_uri (again), ==, expected);
  g_assert_cmpfloat (luthier_transfer_get_fraction (again), >=, 1.0);
  g_assert_cmpuint (transfer_count (bench, "POST"), ==, 1);
  g_assert_cmpuint (transfer_count_received (bench), ==, FILE_SIZE);
  g_assert_cmpuint (count_transfers (bench), ==, 2);
}

/* What was checked is not what is there now. */
static void
test_changed_since_check (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = transfer_make_file (bench, "train.jsonl", MIB, 1);
  g_autoptr (LuthierDatasetReport) report = transfer_make_report (file);
  g_autoptr (GFile) other = transfer_make_file (bench, "train.jsonl", MIB, 2);
  g_autoptr (LuthierTransfer)
      transfer = luthier_session_upload (bench->session, file, report, BUCKET);

  assert_changed (bench, transfer);
  g_assert_null (transfer_stat (bench, luthier_transfer_get_uri (transfer)));
}

static void
put (Bench *bench, const char *gs_uri, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  luthier_practice_objects_put (luthier_practice_get_objects (bench->practice), BUCKET,
                                gs_uri + strlen ("gs://" BUCKET "/"), "application/jsonl", bytes);
}

static void
assert_conflict (Bench *bench, LuthierTransfer *transfer, gsize size)
{
  LuthierPracticeObject *object = NULL;

  transfer_wait_for_state (transfer, LUTHIER_TRANSFER_FAILED);
  g_assert_error (luthier_transfer_get_error (transfer), LUTHIER_ERROR, LUTHIER_ERROR_CONFLICT);
  object = transfer_stat (bench, luthier_transfer_get_uri (transfer));
  g_assert_cmpuint (object->size, ==, size);
  luthier_practice_object_free (object);
}

/* Another object has the name. It is replaced after a yes, and only that one. */
static void
test_replaced (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = transfer_make_file (bench, "train.jsonl", MIB, 1);
  g_autoptr (LuthierDatasetReport) report = transfer_make_report (file);
  g_autofree char *uri = g_strdup_printf ("gs://" BUCKET "/luthier/%.12s-train.jsonl",
                                          report->sha256);
  g_autoptr (LuthierTransfer) transfer = NULL;

  put (bench, uri, "{}\n");
  transfer = luthier_session_upload (bench->session, file, report, BUCKET);
  assert_conflict (bench, transfer, 3);
  luthier_transfer_retry (transfer);
  assert_conflict (bench, transfer, 3);

  put (bench, uri, "{} {}\n");
  luthier_transfer_replace (transfer);
  assert_conflict (bench, transfer, 6);
  luthier_transfer_replace (transfer);
  transfer_wait_for_state (transfer, LUTHIER_TRANSFER_DONE);
  transfer_assert_stored (bench, uri, file);
}

/* It comes while the file is on its way. */
static void
test_taken_meanwhile (Bench *bench, gconstpointer unused)
{
  g_autoptr (GFile) file = transfer_make_file (bench, "train.jsonl", FILE_SIZE, 1);
  g_autoptr (LuthierDatasetReport) report = transfer_make_report (file);
  g_autoptr (LuthierTransfer) transfer = begin (bench, file, report);

  put (bench, luthier_transfer_get_uri (transfer), "{}\n");
  assert_conflict (bench, transfer, 3);
  luthier_practice_clear_situations (bench->practice);
  luthier_transfer_replace (transfer);
  transfer_wait_for_state (transfer, LUTHIER_TRANSFER_DONE);
  transfer_assert_stored (bench, luthier_transfer_get_uri (transfer), file);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function)                                                                        \
  g_test_add ("/transfer-resume/" path, Bench, NULL, set_up, function, tear_down)
  ADD ("quit", test_quit);
  ADD ("profile-left", test_profile_left);
  ADD ("session-gone", test_session_gone);
  ADD ("changed", test_changed);
  ADD ("changed-secretly", test_changed_secretly);
  ADD ("gone", test_gone);
  ADD ("cancelled", test_cancelled);
  ADD ("failed-and-retried", test_failed_and_retried);
  ADD ("failed-and-given-up", test_failed_and_given_up);
  ADD ("profile-removed", test_profile_removed);
  ADD ("once", test_once);
  ADD ("changed-since-check", test_changed_since_check);
  ADD ("replaced", test_replaced);
  ADD ("taken-meanwhile", test_taken_meanwhile);
#undef ADD

  return g_test_run ();
}
