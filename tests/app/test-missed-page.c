/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-missed-page.h"

#include "../session/session-bench.h"
#include "luthier-intent-row.h"
#include "luthier-missed-row.h"
#include "luthier-practice-tuning.h"
#include "luthier-dialog-test.h"

static guint n_closed;

static void
closed_cb (void)
{
  n_closed++;
}

/* Ends in the order in which it is listed. */
static void
miss_all (Bench *bench)
{
  GListModel *jobs = luthier_session_get_jobs (bench->session);

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);

      if (luthier_job_is_terminal (job))
        luthier_session_miss (bench->session, job);
    }
}

/* Whoever comes to the page is at the first thing of it. */
static void
assert_focus (Bench *bench, GType type)
{
  GtkWidget *page = luthier_missed_page_new (bench->session);
  GtkWidget *window = luthier_dialog_test_show (page, 1000, 900);
  GtkWidget *focus;

  g_assert_true (gtk_widget_grab_focus (page));
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (g_type_is_a (G_OBJECT_TYPE (focus), type) ||
                 gtk_widget_get_ancestor (focus, type) != NULL);
  luthier_ui_test_destroy (window);
}

static void
test_page (void)
{
  Bench bench = { 0 };
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (g_get_real_time ());
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (LuthierJobSpec) spec = NULL;
  g_autoptr (LuthierIntent) intent = NULL;
  GListModel *missed;
  GtkWidget *page;
  GtkWidget *window;

  bench_set_up (&bench, clock, 1);
  luthier_practice_tuning_seed (luthier_practice_get_tuning (bench.practice), 20);
  profile = bench_add_profile (&bench, "us-central1,europe-west4");
  missed = luthier_session_get_missed (bench.session);
  spec = bench_new_spec (&bench);
  luthier_job_spec_set_display_name (spec, "held");
  intent = luthier_session_submit (bench.session, spec);
  luthier_session_hold (bench.session, intent, TRUE);
  assert_focus (&bench, LUTHIER_TYPE_INTENT_ROW);
  miss_all (&bench);
  assert_focus (&bench, LUTHIER_TYPE_MISSED_ROW);
  g_assert_cmpuint (g_list_model_get_n_items (missed), >, 5);

  /* What waits is there, and a line for each job. */
  page = luthier_missed_page_new (bench.session);
  g_signal_connect (page, "closed", G_CALLBACK (closed_cb), NULL);
  window = luthier_dialog_test_show (page, 1000, 900);
  g_assert_nonnull (luthier_ui_test_find (window, LUTHIER_TYPE_INTENT_ROW, NULL));
  g_assert_true (luthier_ui_test_says (window, "held"));
  for (guint i = 0; i < g_list_model_get_n_items (missed); i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (missed, i);

      g_assert_true (luthier_ui_test_says (window, luthier_job_get_title (job)));
    }

  gtk_widget_activate_action (page, "missed.dismiss", NULL);
  g_assert_cmpuint (n_closed, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (missed), ==, 0);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (luthier_ui_test_says (window, "No Job Has Ended"));
  g_assert_null (luthier_ui_test_find (window, LUTHIER_TYPE_MISSED_ROW, NULL));
  gtk_widget_activate_action (page, "missed.close", NULL);
  g_assert_cmpuint (n_closed, ==, 2);
  luthier_session_forget_intent (bench.session, intent);
  luthier_ui_test_destroy (window);
  bench_tear_down (&bench);
}

int
main (int argc, char *argv[])
{
  luthier_dialog_test_init (&argc, &argv);
  g_test_add_func ("/missed-page/page", test_page);
  return g_test_run ();
}
