/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "languages-stage.h"
#include "luthier-new-job-page.h"
#include "luthier-new-job-values.h"

/* Several settings to try, an upload that is not over, and what becomes of a job that is confirmed. */

/* Names that are made of values. */
#define GRID_WORDS "\\b[eam]-?[\\d.]+|\\b[eam]-auto|train-good[\\w-]*"

static inline void
show_confirming (Stage *stage, LuthierJobSpec *spec)
{
  gtk_widget_activate_action (stage->window, "win.new-job", NULL);
  luthier_job_spec_set_base_model (spec, "gemini-3.1-flash-lite");
  luthier_job_spec_set_bucket (spec, BUCKET);
  luthier_new_job_page_start (LUTHIER_NEW_JOB_PAGE (find_in (stage->window, "LuthierNewJobPage")),
                              spec);
}

static inline void
go_on (Stage *stage, guint n_steps)
{
  for (guint i = 0; i < n_steps; i++)
    gtk_widget_activate_action (find_in (stage->window, "LuthierNewJobPage"), "new-job.next", NULL);
}

static inline void
go_back (Stage *stage)
{
  gtk_widget_activate_action (find_in (stage->window, "LuthierNewJobPage"), "new-job.back", NULL);
}

static inline void
type_value (Stage *stage, const char *text)
{
  GtkWidget *values = find_in (stage->window, "LuthierNewJobValues");
  GObject *entry = gtk_widget_get_template_child (values, LUTHIER_TYPE_NEW_JOB_VALUES, "entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static inline void
play_grid (Stage *stage)
{
  g_autofree char *uri = fixture_write_examples (&stage->fixture, "train-good.jsonl", 120);
  g_autoptr (LuthierJobSpec) spec = luthier_session_new_spec (stage->fixture.session);

  luthier_job_spec_set_training_file (spec, uri);
  luthier_job_spec_set_grid (spec, "epochs 2 3;rate auto;adapter 1 4");
  show_confirming (stage, spec);
  go_on (stage, 1);
  wait_for (stage, "Checked and uploaded");
  go_on (stage, 1);
  look_foreign (stage, stage->window, "new-job-grid", GRID_WORDS);
  type_value (stage, "0");
  look_foreign (stage, stage->window, "new-job-grid-wrong", GRID_WORDS);
  type_value (stage, "1 x");
  look_foreign (stage, stage->window, "new-job-grid-nothing", GRID_WORDS "|\\bx\\b");
  type_value (stage, "");
  go_on (stage, 1);
  wait_for (stage, "Exactly this is sent");
  look_foreign (stage, stage->window, "new-job-grid-review", GRID_WORDS);
  luthier_job_spec_set_grid (spec, "epochs 1 2 3 4 5;rate 0.5 1;adapter auto 4;without 5/1/4");
  look_foreign (stage, stage->window, "new-job-grid-many", GRID_WORDS);
  luthier_job_spec_set_grid (spec, "epochs auto 2;rate 1;adapter 4 32");
  look_foreign (stage, stage->window, "new-job-grid-faulty", GRID_WORDS);
  go_back (stage);
  look_foreign (stage, stage->window, "new-job-grid-faulty-settings", GRID_WORDS);
  luthier_job_spec_set_grid (spec, "epochs 1 2 3 4 5;rate 1;adapter 1 2 4 8");
  type_value (stage, "6");
  look_foreign (stage, stage->window, "new-job-grid-full", GRID_WORDS);
}

/* The file is large, and the service takes its time. */
static inline void
play_upload_first (Stage *stage)
{
  g_autofree char *uri = fixture_write_examples (&stage->fixture, "train-good.jsonl", 120);
  g_autoptr (LuthierJobSpec) spec = luthier_session_new_spec (stage->fixture.session);

  fixture_play (&stage->fixture, "slow=100000000@/upload/*");
  luthier_job_spec_set_training_file (spec, uri);
  show_confirming (stage, spec);
  go_on (stage, 1);
  luthier_test_wait_until (luthier_ui_test_says (stage->window, _ ("Uploading")));
  go_on (stage, 2);
  luthier_test_wait_until (
      luthier_ui_test_says (stage->window, _ ("Training data is uploaded first")));
  look (stage, "new-job-review-uploading");
}

static inline void
play_confirmed (Stage *stage)
{
  g_autofree char *address = fixture_put (&stage->fixture, "train-good.jsonl");
  g_autoptr (LuthierJobSpec) spec = luthier_session_new_spec (stage->fixture.session);
  guint ticks = 0;

  luthier_job_spec_set_training_uri (spec, address);
  show_confirming (stage, spec);
  go_on (stage, 1);
  wait_for (stage, "The file is there");
  go_on (stage, 2);
  fixture_play (&stage->fixture, "reset-before@POST */tuningJobs*1");
  go_on (stage, 1);
  luthier_test_wait_until (luthier_ui_test_says (
      stage->window, _ ("Checking whether it started. Nothing is sent twice.")));
  look (stage, "new-job-unsure");
  ticks = g_timeout_add (10, tick_cb, stage->fixture.clock);
  luthier_test_wait_until (find_in (stage->window, "LuthierIntentCard") != NULL);
  g_source_remove (ticks);
  look (stage, "new-job-asks");
}

/* What is queued opens as a new job does, and waits meanwhile; left, it goes on as it was. */
static inline void
play_edited (Stage *stage)
{
  LuthierSession *session = stage->fixture.session;
  g_autofree char *uri = fixture_write_examples (&stage->fixture, "train-good.jsonl", 120);
  g_autoptr (LuthierJobSpec) spec = luthier_session_new_spec (session);
  g_autoptr (LuthierIntent) intent = NULL;
  GtkWidget *settings;

  fixture_play (&stage->fixture, "slow=100000000@/upload/*");
  luthier_job_spec_set_base_model (spec, "gemini-3.1-flash-lite");
  luthier_job_spec_set_bucket (spec, BUCKET);
  luthier_job_spec_set_training_file (spec, uri);
  intent = luthier_session_submit (session, spec);
  gtk_widget_activate_action (stage->window, "win.edit-intent", "s",
                              luthier_intent_get_id (intent));
  g_assert_true (luthier_intent_get_held (intent));
  g_assert_true (luthier_ui_test_says (stage->window, _ ("Exactly this is sent")));
  go_back (stage);
  settings = find_in (stage->window, "LuthierNewJobSettings");
  gtk_editable_set_text (
      GTK_EDITABLE (gtk_widget_get_template_child (settings, G_OBJECT_TYPE (settings), "name")),
      "train-again");
  gtk_widget_activate_action (stage->window, "win.back", NULL);
  look_at_question (stage, "new-job-edited");
  gtk_editable_set_text (
      GTK_EDITABLE (gtk_widget_get_template_child (settings, G_OBJECT_TYPE (settings), "name")),
      luthier_job_spec_get_display_name (luthier_intent_get_spec (intent)));
  gtk_widget_activate_action (stage->window, "win.back", NULL);
  g_assert_false (luthier_intent_get_held (intent));
}
