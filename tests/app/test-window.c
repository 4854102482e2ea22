/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-window.h"

#include "../session/session-bench.h"
#include "luthier-dialog-test.h"

static GtkWidget *
window_new (Bench *bench)
{
  GtkWidget *window = luthier_window_new (GTK_APPLICATION (luthier_ui_test_application),
                                          bench->session);

  gtk_window_present (GTK_WINDOW (window));
  luthier_test_wait_until (gtk_widget_get_mapped (window));
  luthier_ui_test_wait_frames (window, 2);
  return window;
}

static gboolean
is_enabled (GtkWidget *window, const char *name)
{
  g_autoptr (GVariant) answer = NULL;
  GtkWidget *button = gtk_button_new ();
  gboolean enabled;

  /* A button is sensitive as its action is enabled. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), name);
  gtk_widget_set_parent (button, window);
  enabled = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);
  return enabled;
}

static void
test_first_run (void)
{
  Bench bench = { 0 };
  GtkWidget *window;
  g_autoptr (LuthierProfile) profile = NULL;

  bench_set_up (&bench, NULL, 60);
  window = window_new (&bench);
  g_assert_true (luthier_ui_test_says (window, "Welcome to Luthier"));
  g_assert_false (is_enabled (window, "win.new-job"));
  g_assert_false (is_enabled (window, "win.remove-profile"));

  profile = bench_add_profile (&bench, "us-central1");
  luthier_test_wait_until (luthier_ui_test_says (window, "No Jobs Yet"));
  g_assert_false (luthier_ui_test_says (window, "Welcome to Luthier"));
  g_assert_true (is_enabled (window, "win.new-job"));
  luthier_ui_test_destroy (window);
  bench_tear_down (&bench);
}

static void
test_open_job (void)
{
  Bench bench = { 0 };
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (LuthierJobSpec) spec = NULL;
  g_autoptr (LuthierJob) job = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *window;

  bench_set_up (&bench, NULL, 60);
  profile = bench_add_profile (&bench, "us-central1");
  spec = bench_new_spec (&bench);
  luthier_job_spec_set_display_name (spec, "support-tone");
  job = bench_create (&bench, spec, &error);
  g_assert_no_error (error);

  window = window_new (&bench);
  luthier_test_wait_until (luthier_ui_test_says (window, "support-tone"));
  g_assert_false (is_enabled (window, "win.back"));
  gtk_widget_activate_action (window, "win.open-job", "s", luthier_job_get_name (job));
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (is_enabled (window, "win.back"));
  g_assert_false (is_enabled (window, "win.search"));
  gtk_widget_activate_action (window, "win.back", NULL);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_false (is_enabled (window, "win.back"));
  /* A name that is not known, as from an old notification. */
  gtk_widget_activate_action (window, "win.open-job", "s", "projects/1/nothing");
  g_assert_false (is_enabled (window, "win.back"));
  luthier_ui_test_destroy (window);
  bench_tear_down (&bench);
}

static gboolean
is_at (GtkWidget *window, const char *type)
{
  return luthier_ui_test_find (window, g_type_from_name (type), NULL) != NULL;
}

/* From the list, or from a job; and back to where one came from. */
static void
test_compare (void)
{
  Bench bench = { 0 };
  g_autoptr (LuthierProfile) profile = NULL;
  g_autoptr (LuthierJobSpec) spec = NULL;
  g_autoptr (LuthierJob) first = NULL;
  g_autoptr (LuthierJob) second = NULL;
  const char *names[3] = { NULL };
  GtkWidget *window;

  bench_set_up (&bench, NULL, 60);
  profile = bench_add_profile (&bench, "us-central1");
  spec = bench_new_spec (&bench);
  first = bench_create (&bench, spec, NULL);
  luthier_job_spec_set_intent_id (spec, NULL);
  second = bench_create (&bench, spec, NULL);
  names[0] = luthier_job_get_name (first);
  window = window_new (&bench);
  gtk_widget_activate_action (window, "win.compare", "^as", names);
  g_assert_false (is_at (window, "LuthierComparePage"));
  names[1] = luthier_job_get_name (second);
  gtk_widget_activate_action (window, "win.compare", "^as", names);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (is_at (window, "LuthierComparePage"));
  g_assert_false (is_enabled (window, "win.choose-jobs"));
  gtk_widget_activate_action (window, "win.open-job", "s", names[0]);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (is_at (window, "LuthierJobPage"));
  gtk_widget_activate_action (window, "win.back", NULL);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (is_at (window, "LuthierComparePage"));
  gtk_widget_activate_action (window, "win.back", NULL);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (is_at (window, "LuthierJobsPage"));

  gtk_widget_activate_action (window, "win.open-job", "s", names[0]);
  gtk_widget_activate_action (window, "win.compare-with", "s", names[0]);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (luthier_ui_test_says (window, "1 job, select one more"));
  luthier_ui_test_destroy (window);
  bench_tear_down (&bench);
}

static void
test_search (void)
{
  Bench bench = { 0 };
  g_autoptr (LuthierProfile) profile = NULL;
  GtkWidget *window;
  gboolean search_mode;
  GtkWidget *page;

  bench_set_up (&bench, NULL, 60);
  profile = bench_add_profile (&bench, "us-central1");
  window = window_new (&bench);
  page = luthier_ui_test_find (window, g_type_from_name ("LuthierJobsPage"), NULL);
  gtk_widget_activate_action (window, "win.search", NULL);
  g_object_get (page, "search-mode", &search_mode, NULL);
  g_assert_true (search_mode);
  gtk_widget_activate_action (window, "win.end-search", NULL);
  g_object_get (page, "search-mode", &search_mode, NULL);
  g_assert_false (search_mode);
  luthier_ui_test_destroy (window);
  bench_tear_down (&bench);
}

static void
test_region_fails (void)
{
  Bench bench = { 0 };
  g_autoptr (LuthierProfile) profile = NULL;
  GtkWidget *window;

  bench_set_up (&bench, NULL, 60);
  profile = bench_add_profile (&bench, "us-central1,europe-west4");
  window = window_new (&bench);
  luthier_test_wait_until (luthier_ui_test_says (window, "No Jobs Yet"));
  g_assert_null (luthier_ui_test_find (window, GTK_TYPE_BUTTON, "Try Again"));
  bench_misbehave (&bench, "region-down=europe-west4");
  gtk_widget_activate_action (window, "win.refresh", NULL);
  luthier_test_wait_until (luthier_ui_test_find (window, GTK_TYPE_BUTTON, "Try Again") != NULL);
  luthier_ui_test_destroy (window);
  bench_tear_down (&bench);
}

static void
test_remove_profile (void)
{
  Bench bench = { 0 };
  g_autoptr (LuthierProfile) profile = NULL;
  GtkWidget *window;

  bench_set_up (&bench, NULL, 60);
  profile = bench_add_profile (&bench, "us-central1");
  window = window_new (&bench);
  gtk_widget_activate_action (window, "win.remove-profile", NULL);
  luthier_dialog_test_press (luthier_dialog_test_wait (LUTHIER_TEST_TYPE_QUESTION), "_Remove");
  luthier_test_wait_until (luthier_ui_test_says (window, "Welcome to Luthier"));
  g_assert_cmpuint (g_list_model_get_n_items (luthier_session_get_profiles (bench.session)), ==, 0);
  luthier_ui_test_destroy (window);
  bench_tear_down (&bench);
}

static GtkWidget *
find_focused_row (GtkWidget *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
}

/* By number, and in the list, where the keyboard begins at the profile that is open. */
static void
test_profiles (void)
{
  Bench bench = { 0 };
  g_autoptr (LuthierProfile) first = NULL;
  GtkWidget *window;
  GtkWidget *row;

  bench_set_up (&bench, NULL, 60);
  first = bench_add_profile (&bench, "us-central1");
  window = window_new (&bench);
  g_assert_true (is_enabled (window, "win.edit-profile"));
  gtk_widget_activate_action (window, "win.open-profile-at", "u", 2);
  g_assert_true (luthier_session_get_profile (bench.session) == first);
  gtk_widget_activate_action (window, "win.open-profile-at", "u", 1);
  g_assert_true (luthier_session_get_profile (bench.session) == first);

  gtk_widget_activate_action (window, "win.profiles", NULL);
  luthier_test_wait_until (find_focused_row (window) != NULL);
  row = find_focused_row (window);
  g_assert_true (luthier_ui_test_says (row, BENCH_EMAIL " · acme"));
  luthier_ui_test_destroy (window);
  bench_tear_down (&bench);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/window/first-run", test_first_run);
  g_test_add_func ("/window/open-job", test_open_job);
  g_test_add_func ("/window/compare", test_compare);
  g_test_add_func ("/window/search", test_search);
  g_test_add_func ("/window/region-fails", test_region_fails);
  g_test_add_func ("/window/profiles", test_profiles);
  g_test_add_func ("/window/remove-profile", test_remove_profile);
  return g_test_run ();
}
