/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-settings.h"

#include "luthier-ui-test.h"

#define CHOSEN                                                                                     \
  "\"state\":\"JOB_STATE_RUNNING\",\"supervisedTuningSpec\":{\"hyperParameters\":{"                \
  "\"epochCount\":\"9\",\"learningRateMultiplier\":0.5,\"adapterSize\":\"ADAPTER_SIZE_FOUR\"}}"

static void
test_not_asked_here (void)
{
  g_autoptr (LuthierJob)
      job = luthier_ui_test_job_new ("us-central1", 1, "\"state\":\"JOB_STATE_PENDING\"");
  GtkWidget *settings = g_object_new (LUTHIER_TYPE_JOB_SETTINGS, "job", job, NULL);
  GtkWidget *window = luthier_ui_test_show (settings, 500, 400);

  /* Who asked, and whether the service chose, is not known: neither is said. */
  g_assert_false (luthier_ui_test_says (window, "You asked"));
  g_assert_false (luthier_ui_test_says (window, "Service chose"));
  g_assert_true (luthier_ui_test_says (window, "Not chosen yet"));
  luthier_ui_test_job_update (job, CHOSEN);
  g_assert_true (luthier_ui_test_says (window, "9"));
  g_assert_true (luthier_ui_test_says (window, "0.5"));
  g_assert_true (luthier_ui_test_says (window, "4"));
  g_assert_true (luthier_ui_test_says (window, "All, 10 at most"));
  g_assert_false (luthier_ui_test_says (window, "Not chosen yet"));
  luthier_ui_test_destroy (window);
}

static void
test_asked_here (void)
{
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", 1, CHOSEN);
  g_autoptr (LuthierJobSpec) asked = luthier_job_spec_new ();
  GtkWidget *settings;
  GtkWidget *window;

  luthier_job_spec_set_learning_rate_multiplier (asked, 0.5);
  settings = g_object_new (LUTHIER_TYPE_JOB_SETTINGS, "job", job, "asked", asked, NULL);
  window = luthier_ui_test_show (settings, 500, 400);
  g_assert_true (luthier_ui_test_says (window, "You asked"));
  g_assert_true (luthier_ui_test_says (window, "Service chose"));
  g_assert_true (luthier_ui_test_says (window, "Automatic"));
  g_assert_true (
      gtk_widget_has_css_class (luthier_ui_test_find (window, GTK_TYPE_LABEL, "9"), "heading"));
  luthier_ui_test_destroy (window);
}

static void
test_never_chosen (void)
{
  g_autoptr (LuthierJob)
      job = luthier_ui_test_job_new ("us-central1", 1, "\"state\":\"JOB_STATE_FAILED\"");
  GtkWidget *settings = g_object_new (LUTHIER_TYPE_JOB_SETTINGS, "job", job, NULL);
  GtkWidget *window = luthier_ui_test_show (settings, 500, 400);

  g_assert_true (luthier_ui_test_says (window, "Not chosen"));
  g_assert_false (luthier_ui_test_says (window, "Not chosen yet"));
  luthier_ui_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/job-settings/not-asked-here", test_not_asked_here);
  g_test_add_func ("/job-settings/asked-here", test_asked_here);
  g_test_add_func ("/job-settings/never-chosen", test_never_chosen);
  return g_test_run ();
}
