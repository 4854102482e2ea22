/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-filter.h"

#include "luthier-ui-test.h"

#define JOB                                                                                        \
  "\"tunedModelDisplayName\":\"Straße v4\",\"baseModel\":\"gemini-3.5-flash\","                   \
  "\"state\":\"JOB_STATE_RUNNING\",\"updateTime\":\"2026-11-22T12:00:00Z\","                       \
  "\"labels\":{\"team\":\"support\",\"luthier-group\":\"invoices-30-nov\"},"                       \
  "\"supervisedTuningSpec\":{\"trainingDatasetUri\":\"gs://acme/tickets.jsonl\"}"

static void
assert_search (const char *search, gboolean expected)
{
  g_autoptr (LuthierJobFilter) filter = luthier_job_filter_new ();
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("europe-west4", 12345, JOB);

  luthier_job_filter_set_search (filter, search);
  g_assert_cmpint (gtk_filter_match (GTK_FILTER (filter), job), ==, expected);
}

static void
test_search (void)
{
  assert_search ("", TRUE);
  assert_search (NULL, TRUE);
  assert_search ("   ", TRUE);
  assert_search ("STRASSE", TRUE);
  assert_search ("3.5-FLASH", TRUE);
  assert_search ("west4", TRUE);
  assert_search ("12345", TRUE);
  assert_search ("tickets", TRUE);
  assert_search ("team:support", TRUE);
  /* All that was asked for in one go is found by the name of the group. */
  assert_search ("invoices-30-nov", TRUE);
  assert_search ("west4 flash straße", TRUE);
  assert_search ("west4 pro", FALSE);
  assert_search ("us-central1", FALSE);
}

static void
test_group (void)
{
  g_autoptr (LuthierJobFilter) filter = luthier_job_filter_new ();
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("europe-west4", 1, JOB);

  g_assert_cmpint (gtk_filter_get_strictness (GTK_FILTER (filter)), ==, GTK_FILTER_MATCH_ALL);
  luthier_job_filter_set_group (filter, "active");
  g_assert_cmpint (gtk_filter_get_strictness (GTK_FILTER (filter)), ==, GTK_FILTER_MATCH_SOME);
  g_assert_true (gtk_filter_match (GTK_FILTER (filter), job));
  luthier_job_filter_set_group (filter, "done");
  g_assert_false (gtk_filter_match (GTK_FILTER (filter), job));
  luthier_ui_test_job_update (job, "\"state\":\"JOB_STATE_CANCELLED\"");
  g_assert_true (gtk_filter_match (GTK_FILTER (filter), job));
  luthier_ui_test_job_update (job, "\"state\":\"JOB_STATE_FAILED\"");
  luthier_job_filter_set_group (filter, "failed");
  g_assert_true (gtk_filter_match (GTK_FILTER (filter), job));
}

static void
test_renamed (void)
{
  g_autoptr (LuthierJobFilter) filter = luthier_job_filter_new ();
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("europe-west4", 1, JOB);

  luthier_job_filter_set_search (filter, "v5");
  g_assert_false (gtk_filter_match (GTK_FILTER (filter), job));
  luthier_ui_test_job_update (job, "\"tunedModelDisplayName\":\"tone-v5\","
                                   "\"updateTime\":\"2026-11-22T12:01:00Z\"");
  g_assert_true (gtk_filter_match (GTK_FILTER (filter), job));
}

static void
changed_cb (GtkFilter *filter, GtkFilterChange change, GtkFilterChange *place)
{
  *place = change;
}

static void
test_changes (void)
{
  g_autoptr (LuthierJobFilter) filter = luthier_job_filter_new ();
  GtkFilterChange change = GTK_FILTER_CHANGE_DIFFERENT;

  g_signal_connect (filter, "changed", G_CALLBACK (changed_cb), &change);
  luthier_job_filter_set_search (filter, "fl");
  g_assert_cmpint (change, ==, GTK_FILTER_CHANGE_MORE_STRICT);
  luthier_job_filter_set_search (filter, "f");
  g_assert_cmpint (change, ==, GTK_FILTER_CHANGE_LESS_STRICT);
  luthier_job_filter_set_search (filter, "x");
  g_assert_cmpint (change, ==, GTK_FILTER_CHANGE_DIFFERENT);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/job-filter/search", test_search);
  g_test_add_func ("/job-filter/group", test_group);
  g_test_add_func ("/job-filter/renamed", test_renamed);
  g_test_add_func ("/job-filter/changes", test_changes);
  return g_test_run ();
}
