/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-lengths.h"

#include "luthier-test.h"

static void
test_nothing (void)
{
  g_autoptr (LuthierDatasetLengths) lengths = luthier_dataset_lengths_new ();
  const LuthierTokenSummary zero = { 0 };
  LuthierTokenSummary summary;

  luthier_dataset_lengths_summarize (lengths, &summary);
  g_assert_cmpmem (&summary, sizeof summary, &zero, sizeof zero);
}

static void
test_one (void)
{
  g_autoptr (LuthierDatasetLengths) lengths = luthier_dataset_lengths_new ();
  LuthierTokenSummary summary;

  luthier_dataset_lengths_add (lengths, 0);
  luthier_dataset_lengths_summarize (lengths, &summary);
  g_assert_cmpuint (summary.max, ==, 0);
  g_assert_cmpfloat (summary.median, ==, 0);
  g_assert_cmpuint (summary.bucket_width, ==, 1);
  g_assert_cmpuint (summary.n_buckets, ==, 1);
  g_assert_cmpuint (summary.buckets[0], ==, 1);
}

static void
test_even (void)
{
  g_autoptr (LuthierDatasetLengths) lengths = luthier_dataset_lengths_new ();
  LuthierTokenSummary summary;
  guint64 sum = 0;

  for (guint i = 1000; i >= 1; i--)
    luthier_dataset_lengths_add (lengths, i);
  luthier_dataset_lengths_summarize (lengths, &summary);

  g_assert_cmpuint (summary.min, ==, 1);
  g_assert_cmpuint (summary.max, ==, 1000);
  g_assert_cmpuint (summary.sum, ==, 500500);
  g_assert_cmpfloat (summary.mean, ==, 500.5);
  g_assert_cmpfloat (summary.p5, ==, 50);
  g_assert_cmpfloat (summary.median, ==, 500);
  g_assert_cmpfloat (summary.p95, ==, 950);
  g_assert_cmpuint (summary.bucket_width, ==, 50);
  g_assert_cmpuint (summary.n_buckets, ==, 21);
  g_assert_cmpuint (summary.buckets[0], ==, 49);
  g_assert_cmpuint (summary.buckets[1], ==, 50);
  g_assert_cmpuint (summary.buckets[20], ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (summary.buckets); i++)
    sum += summary.buckets[i];
  g_assert_cmpuint (sum, ==, 1000);
}

/* A few very long ones do not squeeze all others into the first bar. */
static void
test_long_tail (void)
{
  g_autoptr (LuthierDatasetLengths) lengths = luthier_dataset_lengths_new ();
  LuthierTokenSummary summary;

  for (guint i = 0; i < 980; i++)
    luthier_dataset_lengths_add (lengths, 100 + i % 100);
  for (guint i = 0; i < 20; i++)
    luthier_dataset_lengths_add (lengths, 1000000);
  luthier_dataset_lengths_summarize (lengths, &summary);

  g_assert_cmpuint (summary.max, ==, 1000000);
  g_assert_cmpfloat (summary.p95, <, 200);
  g_assert_cmpuint (summary.bucket_width, ==, 20);
  g_assert_cmpuint (summary.n_buckets, ==, 24);
  g_assert_cmpuint (summary.buckets[5], >, 150);
  g_assert_cmpuint (summary.buckets[23], ==, 20);
}

/* Right to one in a thousand, however long. */
static void
test_all_long (void)
{
  g_autoptr (LuthierDatasetLengths) lengths = luthier_dataset_lengths_new ();
  LuthierTokenSummary summary;

  for (guint64 i = 1; i <= 10; i++)
    luthier_dataset_lengths_add (lengths, i * 1000000);
  luthier_dataset_lengths_summarize (lengths, &summary);
  g_assert_cmpfloat_with_epsilon (summary.median, 5e6, 5e3);
  g_assert_cmpfloat_with_epsilon (summary.p95, 10e6, 10e3);
  g_assert_cmpuint (summary.sum, ==, 55000000);
  g_assert_cmpuint (summary.n_buckets, <=, 24);
}

static void
test_precision (void)
{
  for (guint64 length = 1; length < 100 * 1000 * 1000; length += 1 + length / 97)
    {
      g_autoptr (LuthierDatasetLengths) lengths = luthier_dataset_lengths_new ();
      LuthierTokenSummary summary;

      luthier_dataset_lengths_add (lengths, 0);
      luthier_dataset_lengths_add (lengths, length);
      luthier_dataset_lengths_add (lengths, 2 * length);
      luthier_dataset_lengths_summarize (lengths, &summary);
      g_assert_cmpfloat_with_epsilon (summary.median, (double) length,
                                      length < 4096 ? 0.1 : (double) length * 0.001);
    }
}

/* In whatever pieces they are counted. */
static void
test_merge (void)
{
  g_autoptr (LuthierDatasetLengths) whole = luthier_dataset_lengths_new ();
  g_autoptr (LuthierDatasetLengths) sum = luthier_dataset_lengths_new ();
  g_autoptr (LuthierDatasetLengths) piece = luthier_dataset_lengths_new ();
  LuthierTokenSummary first, second;

  for (guint64 i = 0; i < 3000; i++)
    {
      luthier_dataset_lengths_add (whole, i * i);
      luthier_dataset_lengths_add (piece, i * i);
      if (i % 100 != 7)
        continue;
      luthier_dataset_lengths_merge (sum, piece);
      luthier_dataset_lengths_reset (piece);
      luthier_dataset_lengths_merge (sum, piece);
    }
  luthier_dataset_lengths_merge (sum, piece);
  luthier_dataset_lengths_summarize (whole, &first);
  luthier_dataset_lengths_summarize (sum, &second);
  g_assert_cmpmem (&first, sizeof first, &second, sizeof second);

  luthier_dataset_lengths_reset (sum);
  luthier_dataset_lengths_summarize (sum, &second);
  g_assert_cmpuint (second.max, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/dataset-lengths/nothing", test_nothing);
  g_test_add_func ("/dataset-lengths/one", test_one);
  g_test_add_func ("/dataset-lengths/even", test_even);
  g_test_add_func ("/dataset-lengths/long-tail", test_long_tail);
  g_test_add_func ("/dataset-lengths/all-long", test_all_long);
  g_test_add_func ("/dataset-lengths/precision", test_precision);
  g_test_add_func ("/dataset-lengths/merge", test_merge);

  return g_test_run ();
}
