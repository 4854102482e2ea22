/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "languages-stage.h"
#include "luthier-missed-card.h"
#include "luthier-preferences-window.h"

/* What is told of jobs that ended while the program was closed: each way to end, and counts. */

static inline void
missed_append (GListStore *jobs, const char *name, const char *state, const char *error)
{
  g_autofree char *members = g_strdup_printf (
      "\"tunedModelDisplayName\":\"%s\",\"state\":\"JOB_STATE_%s\","
      "\"endTime\":\"2026-11-22T11:40:00Z\"%s",
      name, state, error);
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new (
      "us-central1", g_list_model_get_n_items (G_LIST_MODEL (jobs)), members);

  g_list_store_append (jobs, job);
}

static inline void
missed_look (Stage *stage, GListStore *jobs, const char *screen, int width)
{
  GtkWidget *card = g_object_new (LUTHIER_TYPE_MISSED_CARD, "clock", stage->fixture.clock, "jobs",
                                  jobs, "narrow", width <= 600, NULL);
  GtkWidget *window = luthier_ui_test_show (card, width, 240);

  check (stage, window, screen, NULL);
  luthier_ui_test_destroy (window);
}

static inline void
play_missed (Stage *stage)
{
  g_autoptr (GListStore) jobs = g_list_store_new (LUTHIER_TYPE_JOB);

  missed_append (jobs, "support-tickets", "SUCCEEDED", "");
  missed_append (jobs, "routing-v2", "FAILED",
                 ",\"error\":{\"code\":13,\"message\":\"Internal error encountered.\"}");
  missed_append (jobs, "tone-3", "PARTIALLY_SUCCEEDED", "");
  missed_look (stage, jobs, "missed", 1000);
  missed_look (stage, jobs, "missed-narrow", 360);
  missed_append (jobs, "summaries-4", "CANCELLED", "");
  missed_look (stage, jobs, "missed-many", 1000);
  missed_look (stage, jobs, "missed-many-narrow", 360);
  g_list_store_splice (jobs, 0, 3, NULL, 0);
  missed_append (jobs, "labels-5", "EXPIRED", "");
  missed_look (stage, jobs, "missed-stopped", 1000);
}

/* A day's jobs, all of them missed; then none. */
static inline void
play_missed_page (Stage *stage)
{
  GListModel *jobs = luthier_session_get_jobs (stage->fixture.session);

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (jobs, i);

      if (luthier_job_is_terminal (job))
        luthier_session_miss (stage->fixture.session, job);
    }
  look (stage, "missed-counted");
  gtk_widget_activate_action (stage->window, "win.show-missed", NULL);
  look (stage, "missed-page");
  luthier_session_dismiss_missed (stage->fixture.session);
  look (stage, "missed-nothing");
  gtk_widget_activate_action (stage->window, "win.back", NULL);
}

static inline void
play_preferences (Stage *stage)
{
  GtkWidget *window = luthier_preferences_window_new (NULL, NULL);

  luthier_ui_test_present (window, 560, 560);
  check (stage, window, "preferences", NULL);
  luthier_ui_test_destroy (window);
  window = luthier_preferences_window_new (NULL, NULL);
  luthier_ui_test_present (window, 360, 640);
  check (stage, window, "preferences-narrow", NULL);
  luthier_ui_test_destroy (window);
}
