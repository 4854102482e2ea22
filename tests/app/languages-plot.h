/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "languages-stage.h"
#include "plot-fixture.h"

/* Curves, and what opens over them. Their names are those of the fixture. */

#define PLOT_FOREIGN "Training|Validation|Loss"

static inline void
plot_look (Stage *stage, LuthierPlot *plot, const char *screen)
{
  check (stage, GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (plot))), screen, PLOT_FOREIGN);
}

static inline void
play_plot (Stage *stage)
{
  static const LuthierPoint odd[] = { { 20, 0, NAN }, { 30, 0, 0.25 } };
  LuthierPlot *plot = plot_fixture_show (plot_fixture_series_new (400, 1),
                                         plot_fixture_series_new (40, 10));
  GtkWidget *window = NULL;

  luthier_series_merge (plot_fixture_get_series (plot, 1), odd, G_N_ELEMENTS (odd));
  plot_look (stage, plot, "plot");
  gtk_widget_activate_action (GTK_WIDGET (plot), "plot.read", "i", 5);
  g_object_set (plot, "smoothing", 0.5, NULL);
  plot_look (stage, plot, "plot-read");
  g_object_set (plot, "axis", LUTHIER_PLOT_BY_TIME, NULL);
  plot_look (stage, plot, "plot-time");
  g_object_set (plot, "axis", LUTHIER_PLOT_BY_EPOCH, NULL);
  plot_look (stage, plot, "plot-epochs-unknown");

  gtk_widget_activate_action (GTK_WIDGET (plot), "plot.menu", NULL);
  luthier_test_wait_until (gtk_widget_get_mapped (plot->menu));
  /* The names of keys are those of GTK. */
  check (stage, plot->menu, "plot-menu", "Return|Enter|\\+|-|0");
  gtk_popover_popdown (GTK_POPOVER (plot->menu));
  gtk_widget_activate_action (GTK_WIDGET (plot), "plot.table", NULL);
  luthier_test_wait_until (
      (window = luthier_ui_test_find_window (LUTHIER_TYPE_PLOT_TABLE_WINDOW)) != NULL);
  check (stage, window, "plot-table", PLOT_FOREIGN);
  plot_fixture_end (plot);
}
