/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error.h"
#include "luthier-job-json.h"
#include "transfer-bench.h"

#define EARLY G_GINT64_CONSTANT (1795348800)
#define LATER (EARLY + 3600)

#define PAIR(question, answer)                                                                     \
  "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"" question "\"}]},"                    \
  "{\"role\":\"model\",\"parts\":[{\"text\":\"" answer "\"}]}]}\n"

static void
set_up (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (EARLY * G_USEC_PER_SEC);
  g_autoptr (LuthierProfile) profile = NULL;

  bench_set_up (bench, clock, 1);
  profile = bench_add_profile (bench, "us-central1");
}

static void
tear_down (Bench *bench, gconstpointer unused)
{
  bench_tear_down (bench);
}

/* (transfer full): as the service lists it. time: when it was created, seconds since the epoch. */
static LuthierJob *
make_job (const char *training_uri, const char *validation_uri, gint64 time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (time);
  g_autofree char *created = g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"projects/1/locations/us-central1/tuningJobs/7\",\"createTime\":\"%s\","
      "\"supervisedTuningSpec\":{%s%s%s%s%s%s}}",
      created, training_uri != NULL ? "\"trainingDatasetUri\":\"" : "",
      training_uri != NULL ? training_uri : "", training_uri != NULL ? "\"," : "",
      validation_uri != NULL ? "\"validationDatasetUri\":\"" : "",
      validation_uri != NULL ? validation_uri : "",
      validation_uri != NULL ? "\"" : "\"adapterSize\":1");
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJson) json = luthier_json_parse (bytes, &error);
  LuthierJob *job;

  g_assert_no_error (error);
  job = luthier_job_new_from_json (luthier_json_get_root (json), FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (luthier_job_get_create_time (job), ==, time * G_USEC_PER_SEC);
  return job;
}

/* (transfer full) (nullable) */
static LuthierDataComparison *
compare_jobs (Bench *bench,
              LuthierJob *one,
              LuthierJob *two,
              LuthierJobData data,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  luthier_session_compare_data_async (bench->session, one, two, data, NULL, cancellable,
                                      luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  return luthier_session_compare_data_finish (bench->session, result, error);
}

/* Of jobs that were created an hour after it all began, with this training data. */
static LuthierDataComparison *
compare (Bench *bench, const char *one, const char *two)
{
  g_autoptr (LuthierJob) job_one = make_job (one, NULL, LATER);
  g_autoptr (LuthierJob) job_two = make_job (two, NULL, LATER);
  g_autoptr (GError) error = NULL;
  LuthierDataComparison *comparison = compare_jobs (bench, job_one, job_two,
                                                    LUTHIER_JOB_DATA_TRAINING, NULL, &error);

  g_assert_no_error (error);
  return comparison;
}

static void
put_object (Bench *bench, const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  luthier_practice_objects_put (luthier_practice_get_objects (bench->practice), BUCKET, name,
                                "application/jsonl", bytes);
}

static GFile *
write_file (Bench *bench, const char *name, const char *text)
{
  g_autofree char *folder = g_path_get_dirname (bench->store_path);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
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

/* checked: whether its hash is known, or only what the service says of it. */
static void
test_counted (Bench *bench, gconstpointer checked)
{
  g_autoptr (GFile)
      first = write_file (bench, "first.jsonl", PAIR ("a", "1") PAIR ("b", "2") PAIR ("c", "3"));
  g_autoptr (GFile) second = write_file (bench, "second.jsonl",
                                         PAIR ("a", "1") PAIR ("b", "new") PAIR ("d", "4")
                                             PAIR ("e", "5") PAIR ("f", "6"));
  g_autofree char *one = upload (bench, first, checked != NULL);
  g_autofree char *two = upload (bench, second, checked != NULL);
  g_autoptr (LuthierDataComparison) comparison = compare (bench, one, two);
  g_autoptr (LuthierDataComparison) lost = NULL;

  g_assert_cmpint (comparison->identity, ==, LUTHIER_DATA_DIFFERENT);
  g_assert_null (comparison->reason);
  g_assert_true (comparison->is_counted);
  g_assert_cmpuint (comparison->changes.same, ==, 1);
  g_assert_cmpuint (comparison->changes.changed, ==, 1);
  g_assert_cmpuint (comparison->changes.removed, ==, 1);
  g_assert_cmpuint (comparison->changes.added, ==, 3);

  /* That it differs is known, also when the files are not what they were. */
  g_object_unref (write_file (bench, "second.jsonl", PAIR ("a", "1")));
  lost = compare (bench, one, two);
  g_assert_cmpint (lost->identity, ==, LUTHIER_DATA_DIFFERENT);
  g_assert_false (lost->is_counted);
  g_assert_nonnull (strstr (lost->reason, "second.jsonl"));
}

/* The same bytes at two addresses, and a copy with another name. */
static void
test_same_upload (Bench *bench, gconstpointer checked)
{
  g_autoptr (GFile) first = write_file (bench, "first.jsonl", PAIR ("a", "1"));
  g_autoptr (GFile) copy = write_file (bench, "copy.jsonl", PAIR ("a", "1"));
  g_autofree char *one = upload (bench, first, checked != NULL);
  g_autofree char *two = upload (bench, copy, checked != NULL);
  g_autoptr (LuthierDataComparison) comparison = compare (bench, one, two);
  g_autoptr (LuthierDataComparison) itself = compare (bench, one, one);

  g_assert_cmpstr (one, !=, two);
  g_assert_cmpint (comparison->identity, ==, LUTHIER_DATA_SAME);
  g_assert_cmpint (itself->identity, ==, LUTHIER_DATA_SAME);
  g_assert_null (comparison->reason);
}

/* Nothing was uploaded from here; the names tell. */
static void
test_names (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierDataComparison)
      same = compare (bench, "gs://acme-data/luthier/0123456789ab-train.jsonl",
                      "gs://other/luthier/0123456789ab-copy.jsonl");
  g_autoptr (LuthierDataComparison)
      different = compare (bench, "gs://acme-data/luthier/0123456789ab-train.jsonl",
                           "gs://acme-data/luthier/0123456789ac-train.jsonl");

  g_assert_cmpint (same->identity, ==, LUTHIER_DATA_SAME);
  g_assert_cmpint (different->identity, ==, LUTHIER_DATA_DIFFERENT);
  g_assert_false (different->is_counted);
  g_assert_nonnull (strstr (different->reason, "not uploaded from this computer"));
  g_assert_cmpuint (luthier_practice_count_requests (bench->practice, "GET", "/storage/*"), ==, 0);
}

/* What somebody else put there: the service tells its size and checksum. */
static void
test_objects (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierDataComparison) same = NULL;
  g_autoptr (LuthierDataComparison) different = NULL;
  g_autoptr (LuthierDataComparison) itself = NULL;
  g_autoptr (LuthierDataComparison) missing = NULL;
  g_autoptr (LuthierDataComparison) mixed = NULL;
  g_autoptr (GFile) file = write_file (bench, "mine.jsonl", PAIR ("a", "1"));
  g_autofree char *mine = upload (bench, file, TRUE);

  put_object (bench, "one.jsonl", PAIR ("a", "1"));
  put_object (bench, "two.jsonl", PAIR ("a", "1"));
  put_object (bench, "three.jsonl", PAIR ("a", "2"));
  same = compare (bench, "gs://acme-data/one.jsonl", "gs://acme-data/two.jsonl");
  different = compare (bench, "gs://acme-data/one.jsonl", "gs://acme-data/three.jsonl");
  itself = compare (bench, "gs://acme-data/one.jsonl", "gs://acme-data/one.jsonl");
  missing = compare (bench, "gs://acme-data/one.jsonl", "gs://acme-data/none.jsonl");
  mixed = compare (bench, mine, "gs://acme-data/one.jsonl");

  g_assert_cmpint (same->identity, ==, LUTHIER_DATA_SAME);
  g_assert_cmpint (different->identity, ==, LUTHIER_DATA_DIFFERENT);
  g_assert_false (different->is_counted);
  g_assert_nonnull (different->reason);
  g_assert_cmpint (itself->identity, ==, LUTHIER_DATA_SAME);
  g_assert_cmpint (missing->identity, ==, LUTHIER_DATA_NOT_KNOWN);
  g_assert_nonnull (missing->reason);
  g_assert_cmpint (mixed->identity, ==, LUTHIER_DATA_SAME);
}

/* What was written after a job was created is not what the job was given. */
static void
test_overwritten (Bench *bench, gconstpointer unused)
{
  const char *uri = "gs://acme-data/train.jsonl", *other = "gs://acme-data/other.jsonl";
  g_autoptr (LuthierJob) old = make_job (uri, NULL, EARLY + 60);
  g_autoptr (LuthierJob) new = make_job (uri, NULL, LATER);
  g_autoptr (LuthierJob) third = make_job (other, NULL, LATER);
  g_autoptr (LuthierDataComparison) before = NULL;
  g_autoptr (LuthierDataComparison) after = NULL;
  g_autoptr (LuthierDataComparison) elsewhere = NULL;
  g_autoptr (GError) error = NULL;

  put_object (bench, "train.jsonl", PAIR ("a", "1"));
  put_object (bench, "other.jsonl", PAIR ("a", "1"));
  before = compare_jobs (bench, old, new, LUTHIER_JOB_DATA_TRAINING, NULL, &error);
  g_assert_no_error (error);
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), 600 * 1000);
  put_object (bench, "train.jsonl", PAIR ("a", "1"));
  after = compare_jobs (bench, old, new, LUTHIER_JOB_DATA_TRAINING, NULL, &error);
  g_assert_no_error (error);
  elsewhere = compare_jobs (bench, old, third, LUTHIER_JOB_DATA_TRAINING, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpint (before->identity, ==, LUTHIER_DATA_SAME);
  g_assert_cmpint (after->identity, ==, LUTHIER_DATA_NOT_KNOWN);
  g_assert_nonnull (strstr (after->reason, "written anew"));
  g_assert_cmpint (elsewhere->identity, ==, LUTHIER_DATA_NOT_KNOWN);
}

static void
test_validation (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) without = make_job (BENCH_DATASET, NULL, LATER);
  g_autoptr (LuthierJob) with = make_job (BENCH_DATASET, "gs://acme-data/v.jsonl", LATER);
  g_autoptr (LuthierDataComparison) none = NULL;
  g_autoptr (LuthierDataComparison) one = NULL;
  g_autoptr (LuthierDataComparison) both = NULL;
  g_autoptr (GError) error = NULL;

  put_object (bench, "v.jsonl", PAIR ("a", "1"));
  none = compare_jobs (bench, without, without, LUTHIER_JOB_DATA_VALIDATION, NULL, &error);
  g_assert_no_error (error);
  one = compare_jobs (bench, without, with, LUTHIER_JOB_DATA_VALIDATION, NULL, &error);
  g_assert_no_error (error);
  both = compare_jobs (bench, with, with, LUTHIER_JOB_DATA_VALIDATION, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpint (none->identity, ==, LUTHIER_DATA_NONE);
  g_assert_cmpint (one->identity, ==, LUTHIER_DATA_DIFFERENT);
  g_assert_false (one->is_counted);
  g_assert_cmpint (both->identity, ==, LUTHIER_DATA_SAME);
}

static void
test_cancelled (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierJob) job = make_job (BENCH_DATASET, NULL, LATER);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (compare_jobs (bench, job, job, LUTHIER_JOB_DATA_TRAINING, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The service does not answer: that is a reason, and no error. */
static void
test_unreachable (Bench *bench, gconstpointer unused)
{
  g_autoptr (LuthierDataComparison) comparison = NULL;

  luthier_practice_close (bench->practice);
  bench->haste = g_timeout_add (1, bench_tick_cb, bench->clock);
  comparison = compare (bench, "gs://acme-data/one.jsonl", "gs://acme-data/two.jsonl");
  g_assert_cmpint (comparison->identity, ==, LUTHIER_DATA_NOT_KNOWN);
  g_assert_nonnull (comparison->reason);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function)                                                                  \
  g_test_add ("/compare-data/" path, Bench, data, set_up, function, tear_down)
  ADD ("counted", "checked", test_counted);
  ADD ("counted-by-checksum", NULL, test_counted);
  ADD ("same", "checked", test_same_upload);
  ADD ("same-by-checksum", NULL, test_same_upload);
  ADD ("names", NULL, test_names);
  ADD ("objects", NULL, test_objects);
  ADD ("overwritten", NULL, test_overwritten);
  ADD ("validation", NULL, test_validation);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("unreachable", NULL, test_unreachable);
#undef ADD

  return g_test_run ();
}
