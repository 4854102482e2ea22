/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-status.h"

#include "luthier-ui-test.h"

#define TUNING                                                                                     \
  "\"state\":\"JOB_STATE_RUNNING\",\"tuningJobState\":\"TUNING_JOB_STATE_TUNING\","                \
  "\"tuningJobMetadata\":{\"completedStepCount\":\"120\"},"                                        \
  "\"tuningDataStats\":{\"supervisedTuningDataStats\":{\"tuningStepCount\":\"366\"}}"

static LuthierJobStory *
story_new (LuthierJob *job)
{
  g_autoptr (LuthierRecord) record = luthier_record_new ();

  return luthier_job_story_new (job, record);
}

static void
test_progress (void)
{
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", 1, TUNING);
  g_autoptr (LuthierJobStory) story = story_new (job);
  GtkWidget *status = g_object_new (LUTHIER_TYPE_JOB_STATUS, "story", story, "valign",
                                    GTK_ALIGN_START, NULL);
  GtkWidget *window = luthier_ui_test_show (status, 600, 200);
  GtkWidget *bar = luthier_ui_test_find (window, GTK_TYPE_PROGRESS_BAR, NULL);
  int width = gtk_widget_get_width (bar);

  g_assert_true (luthier_ui_test_says (window, "Step 120 of 366"));
  g_assert_cmpfloat_with_epsilon (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)),
                                  120.0 / 366.0, 0.001);

  /* Narrow, the bar has a line of its own. */
  g_object_set (status, "narrow", TRUE, NULL);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_cmpint (gtk_widget_get_width (bar), >, width);

  luthier_ui_test_job_update (job, "\"state\":\"JOB_STATE_SUCCEEDED\"");
  luthier_test_wait_until (!gtk_widget_get_visible (status));
  luthier_ui_test_destroy (window);
}

/* What is left is told once it is known; the next checkpoint follows from the settings. */
static void
test_what_comes_next (void)
{
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new (
      "us-central1", 1,
      TUNING ",\"supervisedTuningSpec\":{\"hyperParameters\":{\"epochCount\":\"9\"}}");
  g_autoptr (LuthierJobStory) story = story_new (job);
  GtkWidget *status = g_object_new (LUTHIER_TYPE_JOB_STATUS, "story", story, NULL);
  GtkWidget *window = luthier_ui_test_show (status, 600, 200);

  g_assert_true (luthier_ui_test_says (window, "next checkpoint about step 122"));
  luthier_job_story_set_outlook (
      story, (LuthierOutlook){ 14 * G_TIME_SPAN_MINUTE, G_TIME_SPAN_SECOND, -1, FALSE });
  luthier_test_wait_until (
      luthier_ui_test_says (window, "next checkpoint about step 122, about 14 min left"));
  luthier_ui_test_destroy (window);
}

static void
test_cancel (void)
{
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", 1, TUNING);
  g_autoptr (LuthierJobStory) story = story_new (job);
  GtkWidget *status = g_object_new (LUTHIER_TYPE_JOB_STATUS, "story", story, NULL);
  GtkWidget *window = luthier_ui_test_show (status, 600, 200);

  luthier_job_set_cancel (job, LUTHIER_CANCEL_REQUESTED);
  luthier_test_wait_until (luthier_ui_test_says (window, "Cancel requested"));
  luthier_job_set_cancel (job, LUTHIER_CANCEL_ACCEPTED);
  luthier_test_wait_until (
      luthier_ui_test_says (window, "Cancelling, the job stops as soon as it can"));

  luthier_ui_test_job_update (job, "\"state\":\"JOB_STATE_SUCCEEDED\"");
  luthier_test_wait_until (
      luthier_ui_test_says (window, "The job was done before it could be cancelled"));
  luthier_ui_test_job_update (job, "\"state\":\"JOB_STATE_CANCELLED\"");
  luthier_test_wait_until (!gtk_widget_get_visible (status));
  luthier_ui_test_destroy (window);
}

static void
test_unknown (void)
{
  g_autoptr (LuthierJob)
      job = luthier_ui_test_job_new ("us-central1", 1, "\"state\":\"JOB_STATE_DREAMING\"");
  g_autoptr (LuthierJobStory) story = story_new (job);
  GtkWidget *status = g_object_new (LUTHIER_TYPE_JOB_STATUS, "story", story, NULL);
  GtkWidget *window = luthier_ui_test_show (status, 600, 200);

  g_assert_true (luthier_ui_test_says (window, "JOB_STATE_DREAMING"));
  g_assert_true (luthier_ui_test_says (window, "A newer Luthier may know it"));
  g_assert_null (luthier_ui_test_find (window, GTK_TYPE_PROGRESS_BAR, NULL));
  luthier_ui_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/job-status/progress", test_progress);
  g_test_add_func ("/job-status/what-comes-next", test_what_comes_next);
  g_test_add_func ("/job-status/cancel", test_cancel);
  g_test_add_func ("/job-status/unknown", test_unknown);
  return g_test_run ();
}
