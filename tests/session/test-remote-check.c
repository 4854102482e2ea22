/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-error.h"
#include "transfer-bench.h"

#define LINE                                                                                       \
  "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Question %06u\"}]},"                   \
  "{\"role\":\"model\",\"parts\":[{\"text\":\"Answer %06u %s\"}]}]}\n"

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

/* Makes an object of so many different examples. Returns its size. */
static gsize
put (Bench *bench, const char *name, guint n_lines)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *filling = g_strnfill (1000, 'x');
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < n_lines; i++)
    g_string_append_printf (text, LINE, i, i, filling);
  bytes = g_bytes_new (text->str, text->len);
  luthier_practice_objects_put (luthier_practice_get_objects (bench->practice), BUCKET, name,
                                "application/jsonl", bytes);
  return text->len;
}

/* wanted: (nullable): cancelled at the first sign of progress. */
static LuthierDatasetReport *
check (Bench *bench, const char *gs_uri, gboolean whole, GCancellable *wanted, GError **error)
{
  const LuthierDatasetRules rules = { 0 };
  g_autoptr (LuthierDatasetCheck) dataset_check = luthier_dataset_check_new (&rules);
  g_autoptr (GAsyncResult) result = NULL;

  if (wanted != NULL)
    g_signal_connect_swapped (dataset_check, "notify::progress", G_CALLBACK (g_cancellable_cancel),
                              wanted);
  luthier_session_check_uri_async (bench->session, gs_uri, dataset_check, whole, wanted,
                                   luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  return luthier_session_check_uri_finish (bench->session, result, error);
}

static guint
count_reads (Bench *bench)
{
  return luthier_practice_count_requests (bench->practice, "GET", "/storage/v1/b/*/o/*");
}

static void
test_beginning (Bench *bench, gconstpointer unused)
{
  const gsize size = put (bench, "large.jsonl", 2000);
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierDatasetReport)
      report = check (bench, "gs://" BUCKET "/large.jsonl", FALSE, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (report->is_partial);
  g_assert_cmpuint (report->size, ==, size);
  g_assert_cmpuint (report->examples, ==, MIB / (size / 2000));
  g_assert_false (luthier_dataset_report_has_errors (report));
  /* What it is, and a part of it. */
  g_assert_cmpuint (count_reads (bench), ==, 2);
}

/* What a part has is not all there is: it does not say that there are too few. */
static void
test_few_and_long (Bench *bench, gconstpointer unused)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *filling = g_strnfill (40000, 'x');
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierDatasetReport) report = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text,
                            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"%u %s\"}]},"
                            "{\"role\":\"model\",\"parts\":[{\"text\":\"Yes\"}]}]}\n",
                            i, filling);
  bytes = g_bytes_new (text->str, text->len);
  luthier_practice_objects_put (luthier_practice_get_objects (bench->practice), BUCKET,
                                "long.jsonl", "application/jsonl", bytes);
  report = check (bench, "gs://" BUCKET "/long.jsonl", FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (report->is_partial);
  g_assert_cmpuint (report->examples, <, 30);
  for (guint i = 0; i < report->findings->len; i++)
    {
      const LuthierDatasetFinding *finding = g_ptr_array_index (report->findings, i);

      g_assert_cmpstr (finding->rule, !=, "F07");
    }
}

/* Where the first line goes on behind the part, nothing is known of it. */
static void
test_first_line_cut (Bench *bench, gconstpointer unused)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *filling = g_strnfill (MIB, 'x');
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierDatasetReport) report = NULL;

  for (guint i = 0; i < 2; i++)
    g_string_append_printf (text, LINE, i, i, filling);
  bytes = g_bytes_new (text->str, text->len);
  luthier_practice_objects_put (luthier_practice_get_objects (bench->practice), BUCKET,
                                "long.jsonl", "application/jsonl", bytes);
  report = check (bench, "gs://" BUCKET "/long.jsonl", FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (report->is_partial);
  g_assert_false (luthier_dataset_report_has_errors (report));
}

static void
test_small (Bench *bench, gconstpointer unused)
{
  const gsize size = put (bench, "small.jsonl", 200);
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierDatasetReport)
      report = check (bench, "gs://" BUCKET "/small.jsonl", FALSE, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (report->is_partial);
  g_assert_cmpuint (report->size, ==, size);
  g_assert_cmpuint (report->examples, ==, 200);
}

static void
test_empty (Bench *bench, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierDatasetReport) report = NULL;

  put (bench, "empty.jsonl", 0);
  report = check (bench, "gs://" BUCKET "/empty.jsonl", TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (luthier_dataset_report_has_errors (report));
}

static void
test_whole (Bench *bench, gconstpointer unused)
{
  const guint n_lines = 16000;
  const gsize size = put (bench, "large.jsonl", n_lines);
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierDatasetReport)
      report = check (bench, "gs://" BUCKET "/large.jsonl", TRUE, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (report->is_partial);
  g_assert_cmpuint (size, >, 16 * MIB);
  g_assert_cmpuint (report->size, ==, size);
  g_assert_cmpuint (report->examples, ==, n_lines);
  g_assert_false (luthier_dataset_report_has_errors (report));
  g_assert_cmpuint (count_reads (bench), ==, 1 + (size + 8 * MIB - 1) / (8 * MIB));
}

static void
test_cancelled (Bench *bench, gconstpointer unused)
{
  g_autoptr (GCancellable) wanted = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  put (bench, "large.jsonl", 9000);
  bench_misbehave (bench, "slow=60000@GET /storage/v1/b/*/o/*");
  g_cancellable_cancel (wanted);
  g_assert_null (check (bench, "gs://" BUCKET "/large.jsonl", TRUE, wanted, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* While the check waits for the second part. */
static void
test_cancelled_midway (Bench *bench, gconstpointer unused)
{
  const LuthierDatasetRules rules = { 0 };
  g_autoptr (LuthierDatasetCheck) dataset_check = luthier_dataset_check_new (&rules);
  g_autoptr (GCancellable) wanted = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  put (bench, "large.jsonl", 9000);
  luthier_session_check_uri_async (bench->session, "gs://" BUCKET "/large.jsonl", dataset_check,
                                   TRUE, wanted, luthier_test_result_cb, &result);
  luthier_test_wait_until (count_reads (bench) == 1);
  bench_misbehave (bench, "slow=60000@GET /storage/v1/b/*/o/*");
  luthier_test_wait_until (count_reads (bench) == 2);
  g_cancellable_cancel (wanted);
  luthier_test_wait_for (result);
  g_assert_null (luthier_session_check_uri_finish (bench->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Of what is packed no part means anything. */
static void
test_compressed (Bench *bench, gconstpointer unused)
{
  LuthierPracticeObjects *objects = luthier_practice_get_objects (bench->practice);
  LuthierPracticeObject *object;
  g_autoptr (GError) error = NULL;

  put (bench, "packed.jsonl", 10);
  object = luthier_practice_objects_stat (objects, BUCKET, "packed.jsonl");
  object->content_encoding = g_strdup ("gzip");
  luthier_practice_objects_update (objects, object);
  luthier_practice_object_free (object);
  g_assert_null (check (bench, "gs://" BUCKET "/packed.jsonl", FALSE, NULL, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_DATASET);
}

static void
test_absent (Bench *bench, gconstpointer whole)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (check (bench, "gs://" BUCKET "/none.jsonl", whole != NULL, NULL, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_FOUND);
}

/* It may be known and not be read: the service's own words come through the check. */
static void
test_forbidden_midway (Bench *bench, gconstpointer unused)
{
  const LuthierDatasetRules rules = { 0 };
  g_autoptr (LuthierDatasetCheck) dataset_check = luthier_dataset_check_new (&rules);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  put (bench, "large.jsonl", 9000);
  luthier_session_check_uri_async (bench->session, "gs://" BUCKET "/large.jsonl", dataset_check,
                                   TRUE, NULL, luthier_test_result_cb, &result);
  luthier_test_wait_until (count_reads (bench) == 1);
  bench_misbehave (bench, "disabled@GET /storage/v1/b/*/o/*");
  luthier_test_wait_for (result);
  g_assert_null (luthier_session_check_uri_finish (bench->session, result, &error));
  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_FORBIDDEN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function)                                                                  \
  g_test_add ("/remote-check/" path, Bench, data, set_up, function, tear_down)
  ADD ("beginning", NULL, test_beginning);
  ADD ("few-and-long", NULL, test_few_and_long);
  ADD ("first-line-cut", NULL, test_first_line_cut);
  ADD ("small", NULL, test_small);
  ADD ("empty", NULL, test_empty);
  ADD ("whole", NULL, test_whole);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("cancelled-midway", NULL, test_cancelled_midway);
  ADD ("compressed", NULL, test_compressed);
  ADD ("absent", NULL, test_absent);
  ADD ("absent-whole", "whole", test_absent);
  ADD ("forbidden-midway", NULL, test_forbidden_midway);
#undef ADD

  return g_test_run ();
}
