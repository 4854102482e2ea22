/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-tally.h"

#include "luthier-ui-test.h"

static void
append (GListStore *store, const char *state)
{
  g_autofree char *members = g_strdup_printf ("\"state\":\"JOB_STATE_%s\"", state);
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new (
      "us-central1", g_list_model_get_n_items (G_LIST_MODEL (store)), members);

  g_list_store_append (store, job);
}

static void
assert_counts (LuthierJobTally *tally, guint active, guint done, guint failed)
{
  g_assert_cmpuint (luthier_job_tally_get_count (tally, LUTHIER_JOB_GROUP_ACTIVE), ==, active);
  g_assert_cmpuint (luthier_job_tally_get_count (tally, LUTHIER_JOB_GROUP_DONE), ==, done);
  g_assert_cmpuint (luthier_job_tally_get_count (tally, LUTHIER_JOB_GROUP_FAILED), ==, failed);
  g_assert_cmpuint (luthier_job_tally_get_all (tally), ==, active + done + failed);
}

static void
test_counts (void)
{
  g_autoptr (GListStore) store = g_list_store_new (LUTHIER_TYPE_JOB);
  LuthierJobTally *tally = luthier_job_tally_new ();

  append (store, "RUNNING");
  append (store, "SUCCEEDED");
  luthier_job_tally_set_model (tally, G_LIST_MODEL (store));
  assert_counts (tally, 1, 1, 0);
  append (store, "FAILED");
  append (store, "CANCELLED");
  assert_counts (tally, 1, 2, 1);
  g_list_store_remove (store, 1);
  assert_counts (tally, 1, 1, 1);
  g_list_store_remove_all (store);
  assert_counts (tally, 0, 0, 0);
  append (store, "PENDING");
  luthier_job_tally_set_model (tally, NULL);
  assert_counts (tally, 0, 0, 0);
  luthier_job_tally_set_model (tally, G_LIST_MODEL (store));
  g_assert_finalize_object (tally);
}

static void
count_cb (gpointer object, guint *count)
{
  (*count)++;
}

static void
count_notify_cb (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
test_moves (void)
{
  g_autoptr (GListStore) store = g_list_store_new (LUTHIER_TYPE_JOB);
  g_autoptr (LuthierJob) job = NULL;
  LuthierJobTally *tally = luthier_job_tally_new ();
  guint moved = 0;
  guint notified = 0;

  append (store, "PENDING");
  append (store, "RUNNING");
  job = g_list_model_get_item (G_LIST_MODEL (store), 0);
  luthier_job_tally_set_model (tally, G_LIST_MODEL (store));
  g_signal_connect (tally, "moved", G_CALLBACK (count_cb), &moved);
  g_signal_connect (tally, "notify::failed", G_CALLBACK (count_notify_cb), &notified);

  luthier_ui_test_job_update (job, "\"state\":\"JOB_STATE_RUNNING\"");
  assert_counts (tally, 2, 0, 0);
  g_assert_cmpuint (moved, ==, 1);
  g_assert_cmpuint (notified, ==, 0);
  luthier_job_set_gone (job, TRUE);
  assert_counts (tally, 1, 1, 0);
  luthier_job_set_gone (job, FALSE);
  assert_counts (tally, 2, 0, 0);
  moved = 1;
  luthier_ui_test_job_update (job, "\"state\":\"JOB_STATE_FAILED\"");
  assert_counts (tally, 1, 0, 1);
  g_assert_cmpuint (moved, ==, 2);
  g_assert_cmpuint (notified, ==, 1);

  g_assert_finalize_object (tally);
  luthier_ui_test_job_update (job, "\"state\":\"JOB_STATE_SUCCEEDED\"");
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/job-tally/counts", test_counts);
  g_test_add_func ("/job-tally/moves", test_moves);
  return g_test_run ();
}
