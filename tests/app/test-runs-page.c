/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-runs-page.h"

#include "../session/session-bench.h"
#include "luthier-compare-page.h"
#include "luthier-dialog-test.h"
#include "luthier-job-page.h"
#include "luthier-jobs-page.h"
#include "luthier-runs-table.h"
#include "luthier-window.h"

typedef struct
{
  Bench bench;
  GtkWidget *window;
} Fixture;

static void
add_job (Fixture *fixture, const char *name, gint64 epochs)
{
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (&fixture->bench);
  g_autoptr (LuthierJob) job = NULL;
  g_autoptr (GError) error = NULL;

  luthier_job_spec_set_display_name (spec, name);
  luthier_job_spec_set_epoch_count (spec, epochs);
  job = bench_create (&fixture->bench, spec, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = NULL;

  bench_set_up (&fixture->bench, NULL, 1);
  profile = bench_add_profile (&fixture->bench, "us-central1");
  add_job (fixture, "one", 3);
  add_job (fixture, "two", 5);
  add_job (fixture, "three", 4);
  fixture->window = luthier_window_new (GTK_APPLICATION (luthier_ui_test_application),
                                        fixture->bench.session);
  luthier_ui_test_present (fixture->window, 1000, 700);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  luthier_ui_test_destroy (fixture->window);
  bench_tear_down (&fixture->bench);
}

static gboolean
is_at (Fixture *fixture, GType page)
{
  return luthier_ui_test_find (fixture->window, page, NULL) != NULL;
}

static LuthierRunsTable *
open_table (Fixture *fixture)
{
  GtkWidget *table;

  gtk_widget_activate_action (fixture->window, "win.runs", NULL);
  luthier_test_wait_until (is_at (fixture, LUTHIER_TYPE_RUNS_PAGE));
  table = luthier_ui_test_find (fixture->window, LUTHIER_TYPE_RUNS_TABLE, NULL);
  luthier_test_wait_until (
      g_list_model_get_n_items (luthier_runs_table_get_runs (LUTHIER_RUNS_TABLE (table))) == 3);
  luthier_ui_test_wait_frames (fixture->window, 2);
  return LUTHIER_RUNS_TABLE (table);
}

static GtkSelectionModel *
get_choice (LuthierRunsTable *table)
{
  return gtk_column_view_get_model (
      GTK_COLUMN_VIEW (luthier_ui_test_find (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW, NULL)));
}

static gboolean
can_compare (Fixture *fixture)
{
  return gtk_widget_get_sensitive (
      luthier_ui_test_find (fixture->window, GTK_TYPE_BUTTON, "_Compare"));
}

static void
test_ways (Fixture *fixture, gconstpointer unused)
{
  LuthierRunsTable *table = open_table (fixture);
  GtkWidget *view = luthier_ui_test_find (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW, NULL);

  g_assert_true (luthier_ui_test_says (fixture->window, "3 jobs"));
  g_signal_emit_by_name (view, "activate", 0);
  luthier_test_wait_until (is_at (fixture, LUTHIER_TYPE_JOB_PAGE));
  /* Back to where the job was opened. */
  gtk_widget_activate_action (fixture->window, "win.back", NULL);
  luthier_test_wait_until (is_at (fixture, LUTHIER_TYPE_RUNS_PAGE));
  gtk_widget_activate_action (fixture->window, "win.back", NULL);
  luthier_test_wait_until (is_at (fixture, LUTHIER_TYPE_JOBS_PAGE));
}

static void
test_compare (Fixture *fixture, gconstpointer unused)
{
  LuthierRunsTable *table = open_table (fixture);
  GtkSelectionModel *choice = get_choice (table);

  g_assert_false (can_compare (fixture));
  gtk_selection_model_select_item (choice, 0, TRUE);
  g_assert_false (can_compare (fixture));
  gtk_selection_model_select_item (choice, 2, FALSE);
  g_assert_true (luthier_ui_test_says (fixture->window, "2 of 3 selected"));
  g_assert_true (can_compare (fixture));
  gtk_widget_activate_action (GTK_WIDGET (table), "runs.compare", NULL);
  luthier_test_wait_until (is_at (fixture, LUTHIER_TYPE_COMPARE_PAGE));
  gtk_widget_activate_action (fixture->window, "win.back", NULL);
  luthier_test_wait_until (is_at (fixture, LUTHIER_TYPE_RUNS_PAGE));
  g_assert_true (can_compare (fixture));
}

/* What the menus switch is kept for the next time. */
static void
test_menus (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.luthierapp.Luthier");
  LuthierRunsTable *table = open_table (fixture);
  GtkWidget *page = luthier_ui_test_find (fixture->window, LUTHIER_TYPE_RUNS_PAGE, NULL);
  g_auto (GStrv) before = g_settings_get_strv (settings, "runs-hidden-columns");
  g_auto (GStrv) hidden = NULL;
  g_auto (GStrv) shown = NULL;
  g_autofree char *sort = NULL;

  g_assert_true (g_strv_contains ((const char *const *) before, "region"));
  gtk_widget_activate_action (page, "columns.region", NULL);
  gtk_widget_activate_action (page, "columns.epochs", NULL);
  g_object_get (table, "hidden", &hidden, NULL);
  g_assert_false (g_strv_contains ((const char *const *) hidden, "region"));
  g_assert_true (g_strv_contains ((const char *const *) hidden, "epochs"));
  g_assert_cmpuint (g_strv_length (hidden), ==, g_strv_length (before));
  shown = g_settings_get_strv (settings, "runs-hidden-columns");
  g_assert_true (g_strv_equal ((const char *const *) shown, (const char *const *) hidden));

  gtk_widget_activate_action (page, "table.sort", "s", "epochs");
  sort = g_settings_get_string (settings, "runs-sort");
  g_assert_cmpstr (sort, ==, "epochs");
  gtk_widget_activate_action (page, "table.descending", NULL);
  g_assert_false (g_settings_get_boolean (settings, "runs-descending"));
  gtk_widget_activate_action (page, "table.group", "s", "failed");
  luthier_test_wait_until (luthier_ui_test_says (fixture->window, "No Such Jobs"));
  gtk_widget_activate_action (page, "table.group", "s", "all");
  luthier_test_wait_until (!luthier_ui_test_says (fixture->window, "No Such Jobs"));
}

/* Another profile has other jobs. */
static void
test_profile (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierProfile) profile = NULL;

  open_table (fixture);
  profile = bench_add_profile (&fixture->bench, "europe-west4");
  luthier_test_wait_until (is_at (fixture, LUTHIER_TYPE_JOBS_PAGE));
}

static gboolean
is_over (LuthierJob *job, Bench *bench)
{
  g_autoptr (GError) error = NULL;

  bench_refresh (bench, &error);
  g_assert_no_error (error);
  return luthier_job_is_terminal (job);
}

static gboolean
is_known (LuthierRunsTable *table)
{
  g_autoptr (LuthierRun) run = g_list_model_get_item (luthier_runs_table_get_runs (table), 0);

  return luthier_run_get_value (run, LUTHIER_COMPARED_VALIDATION)->kind == LUTHIER_VALUE_NUMBER &&
         luthier_run_get_value (run, LUTHIER_COMPARED_EXAMPLES)->count == 120;
}

/* What came of a job that nobody has looked at is read when it is wanted. */
static void
test_read (void)
{
  Fixture fixture = { 0 };
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (LuthierJobSpec) spec = NULL;
  g_autoptr (LuthierJob) job = NULL;
  g_autoptr (GError) error = NULL;
  LuthierRunsTable *table;
  GtkWidget *button;

  bench_set_up (&fixture.bench, NULL, 20000);
  profile = bench_add_profile (&fixture.bench, "us-central1");
  spec = bench_new_spec (&fixture.bench);
  luthier_job_spec_set_validation_uri (spec, BENCH_DATASET);
  job = bench_create (&fixture.bench, spec, &error);
  g_assert_no_error (error);
  luthier_test_wait_until (is_over (job, &fixture.bench));
  fixture.window = luthier_window_new (GTK_APPLICATION (luthier_ui_test_application),
                                       fixture.bench.session);
  luthier_ui_test_present (fixture.window, 1000, 700);
  gtk_widget_activate_action (fixture.window, "win.runs", NULL);

  luthier_test_wait_until (
      luthier_ui_test_says (fixture.window, "The results of 1 job have not been read yet"));
  table = LUTHIER_RUNS_TABLE (luthier_ui_test_find (fixture.window, LUTHIER_TYPE_RUNS_TABLE, NULL));
  g_assert_false (is_known (table));
  button = luthier_ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Read Results");
  g_signal_emit_by_name (button, "clicked");
  /* Whoever stops it can go on. */
  button = luthier_ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Stop");
  g_signal_emit_by_name (button, "clicked");
  luthier_test_wait_until (
      luthier_ui_test_says (fixture.window, "The results of 1 job have not been read yet"));
  button = luthier_ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Read Results");
  g_signal_emit_by_name (button, "clicked");
  luthier_test_wait_until (is_known (table));
  luthier_test_wait_until (luthier_ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Read Results") ==
                           NULL);
  tear_down (&fixture, NULL);
}

int
main (int argc, char *argv[])
{
  luthier_dialog_test_init (&argc, &argv);

#define ADD(path, function)                                                                        \
  g_test_add ("/runs-page/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("ways", test_ways);
  ADD ("compare", test_compare);
  ADD ("menus", test_menus);
  ADD ("profile", test_profile);
#undef ADD
  g_test_add_func ("/runs-page/read", test_read);

  return g_test_run ();
}
