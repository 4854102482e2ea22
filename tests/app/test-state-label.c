/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-state-label.h"

#include "luthier-ui-test.h"

static void
test_follows (void)
{
  g_autoptr (LuthierJob)
      job = luthier_ui_test_job_new ("us-central1", 1, "\"state\":\"JOB_STATE_PENDING\"");
  GtkWidget *label = luthier_state_label_new ();
  GtkWidget *window = luthier_ui_test_show (label, 200, 100);

  luthier_state_label_set_job (LUTHIER_STATE_LABEL (label), job);
  g_assert_true (luthier_ui_test_says (window, "Queued"));
  g_assert_true (gtk_widget_has_css_class (label, "state-waiting"));

  luthier_ui_test_job_update (job, "\"state\":\"JOB_STATE_RUNNING\"");
  g_assert_true (luthier_ui_test_says (window, "Running"));
  g_assert_true (gtk_widget_has_css_class (label, "state-running"));
  g_assert_false (gtk_widget_has_css_class (label, "state-waiting"));
  g_assert_cmpstr (
      gtk_image_get_icon_name (GTK_IMAGE (luthier_ui_test_find (window, GTK_TYPE_IMAGE, NULL))), ==,
      "media-playback-start-symbolic");
  luthier_ui_test_destroy (window);
}

static void
test_parts (void)
{
  g_autoptr (LuthierJob)
      job = luthier_ui_test_job_new ("us-central1", 1, "\"state\":\"JOB_STATE_FAILED\"");
  GtkWidget *label = g_object_new (LUTHIER_TYPE_STATE_LABEL, "job", job, "show-icon", FALSE, NULL);
  GtkWidget *window = luthier_ui_test_show (label, 200, 100);

  g_assert_null (luthier_ui_test_find (window, GTK_TYPE_IMAGE, NULL));
  g_assert_true (luthier_ui_test_says (window, "Failed"));
  g_object_set (label, "show-icon", TRUE, "show-word", FALSE, NULL);
  g_assert_nonnull (luthier_ui_test_find (window, GTK_TYPE_IMAGE, NULL));
  g_assert_false (luthier_ui_test_says (window, "Failed"));
  luthier_ui_test_destroy (window);
}

static void
test_lets_go (void)
{
  LuthierJob *job = luthier_ui_test_job_new ("us-central1", 1, "\"state\":\"JOB_STATE_FAILED\"");
  GtkWidget *label = g_object_ref_sink (luthier_state_label_new ());

  luthier_state_label_set_job (LUTHIER_STATE_LABEL (label), job);
  g_assert_finalize_object (label);
  g_assert_finalize_object (job);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/state-label/follows", test_follows);
  g_test_add_func ("/state-label/parts", test_parts);
  g_test_add_func ("/state-label/lets-go", test_lets_go);
  return g_test_run ();
}
