/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "comparison-fixture.h"
#include "languages-stage.h"
#include "luthier-compare-curves.h"
#include "luthier-compare-table.h"

/* Jobs that are chosen, and compared. */

static inline void
compare_choose (Stage *stage, guint n_jobs)
{
  GtkWidget *list = find_in (stage->window, "LuthierJobsList");
  g_autofree char *screen = g_strdup_printf ("choose-%u", n_jobs);

  for (guint i = 0; i < n_jobs; i++)
    {
      GListModel *jobs = luthier_session_get_jobs (stage->fixture.session);
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);

      gtk_widget_activate_action (list, "jobs.toggle", "s", luthier_job_get_name (job));
    }
  g_object_set (list, "choosing", TRUE, NULL);
  look (stage, screen);
  if (n_jobs < 7)
    gtk_widget_activate_action (list, "jobs.end-choosing", NULL);
}

static inline void
compare_look (Stage *stage, LuthierComparison *comparison, const char *screen, int width)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *window;

  gtk_box_append (GTK_BOX (box),
                  g_object_new (LUTHIER_TYPE_COMPARE_CURVES, "comparison", comparison, NULL));
  gtk_box_append (GTK_BOX (box),
                  g_object_new (LUTHIER_TYPE_COMPARE_TABLE, "comparison", comparison, "narrow",
                                width < 600, "only-differences", FALSE, NULL));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  window = luthier_ui_test_show (scrolled, width, 700);
  check (stage, window, screen, "tone-v.*|gs://.*|.*\\.jsonl");
  luthier_ui_test_destroy (window);
}

static inline void
play_compare (Stage *stage)
{
  const LuthierLikeness counted = { LUTHIER_LIKENESS_OTHER, TRUE, 1200, 3, 12 };
  const LuthierLikeness same = { .kind = LUTHIER_LIKENESS_SAME };
  g_autoptr (LuthierComparison) comparison = comparison_fixture_new ();
  GtkWidget *page;
  guint count = 0;

  compare_choose (stage, 0);
  compare_choose (stage, 1);
  compare_choose (stage, 2);
  compare_choose (stage, 7);
  for (guint i = 0; i < 4; i++)
    {
      GListModel *jobs = luthier_session_get_jobs (stage->fixture.session);
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);

      gtk_widget_activate_action (find_in (stage->window, "LuthierJobsList"), "jobs.toggle", "s",
                                  luthier_job_get_name (job));
    }
  gtk_widget_activate_action (find_in (stage->window, "LuthierJobsList"), "jobs.compare", NULL);
  luthier_ui_test_wait_frames (stage->window, 3);
  page = find_in (stage->window, "LuthierComparePage");
  g_assert_nonnull (page);
  look (stage, "compare");
  look_at_popovers (stage, page, "compare", &count);
  g_assert_cmpuint (count, >=, 3);
  gtk_widget_activate_action (page, "compare.only-differences", NULL);
  look (stage, "compare-all");

  luthier_comparison_set_likeness (comparison, LUTHIER_COMPARED_TRAINING_DATA, 1, &same);
  luthier_comparison_set_likeness (comparison, LUTHIER_COMPARED_TRAINING_DATA, 2, &counted);
  luthier_comparison_update (comparison, FIXTURE_NOW);
  compare_look (stage, comparison, "compare-parts", 1000);
  compare_look (stage, comparison, "compare-parts-narrow", 360);
}
