/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "languages-stage.h"
#include "luthier-runs-table.h"
#include "runs-fixture.h"

/* The table of runs, with many of them and all its columns. */
static inline void
play_runs (Stage *stage)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.luthierapp.Luthier");
  g_autoptr (GListStore) jobs = runs_make_jobs (30);
  GtkWidget *page, *table;
  guint count = 0;

  gtk_widget_activate_action (stage->window, "win.runs", NULL);
  luthier_ui_test_wait_frames (stage->window, 3);
  page = find_in (stage->window, "LuthierRunsPage");
  g_assert_nonnull (page);
  table = find_in (page, "LuthierRunsTable");
  look (stage, "runs");
  look_at_popovers (stage, page, "runs", &count);
  g_assert_cmpuint (count, >=, 2);

  g_object_set (table, "jobs", jobs, NULL);
  luthier_runs_table_set_results (LUTHIER_RUNS_TABLE (table), runs_make_results (jobs));
  gtk_selection_model_select_item (gtk_column_view_get_model (GTK_COLUMN_VIEW (
                                       luthier_ui_test_find (table, GTK_TYPE_COLUMN_VIEW, NULL))),
                                   2, TRUE);
  luthier_ui_test_wait_frames (stage->window, 10);
  look (stage, "runs-many");
  g_object_set (table, "hidden", NULL, NULL);
  look (stage, "runs-all");
  g_object_set (table, "group", "failed", NULL);
  g_object_set (table, "jobs", NULL, NULL);
  luthier_ui_test_wait_frames (stage->window, 3);
  look (stage, "runs-none");
  g_settings_reset (settings, "runs-hidden-columns");
  g_settings_reset (settings, "filter");
}
