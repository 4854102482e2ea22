/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-jobs-list.h"

#include "luthier-ui-test.h"

#define MANY 10000

static LuthierJob *
job_new (guint number, const char *name, const char *state)
{
  g_autofree char *members = g_strdup_printf (
      "\"tunedModelDisplayName\":\"%s\",\"state\":\"JOB_STATE_%s\","
      "\"baseModel\":\"gemini-3.5-flash\","
      "\"createTime\":\"2026-11-%02uT%02u:%02u:%02uZ\","
      "\"supervisedTuningSpec\":{\"trainingDatasetUri\":\"gs://b/%u.jsonl\"}",
      name, state, 1 + number / 3600 % 28, number / 3600 % 24, number / 60 % 60, number % 60,
      number);

  return luthier_ui_test_job_new ("us-central1", number, members);
}

static void
append (GListStore *store, guint number, const char *name, const char *state)
{
  g_autoptr (LuthierJob) job = job_new (number, name, state);

  g_list_store_append (store, job);
}

static GListStore *
few_jobs (void)
{
  GListStore *store = g_list_store_new (LUTHIER_TYPE_JOB);

  append (store, 1, "beta", "RUNNING");
  append (store, 2, "alpha", "SUCCEEDED");
  append (store, 3, "gamma", "FAILED");
  append (store, 4, "delta", "PENDING");
  return store;
}

static GtkWidget *
list_new (GListStore *store)
{
  return g_object_new (LUTHIER_TYPE_JOBS_LIST, "jobs", store, NULL);
}

static GListModel *
get_shown (GtkWidget *list)
{
  gboolean narrow;
  GtkWidget *view;

  g_object_get (list, "narrow", &narrow, NULL);
  view = luthier_ui_test_find (list, narrow ? GTK_TYPE_LIST_VIEW : GTK_TYPE_COLUMN_VIEW, NULL);
  g_assert_nonnull (view);
  return narrow ? G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)))
                : G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)));
}

static char *
read_titles (GtkWidget *list)
{
  GListModel *shown = get_shown (list);
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (shown, i);

      g_string_append_printf (titles, i > 0 ? " %s" : "%s", luthier_job_get_title (job));
    }
  return g_strdup (titles->str);
}

static gboolean
reads (GtkWidget *list, const char *expected)
{
  g_autofree char *titles = read_titles (list);

  return g_str_equal (titles, expected);
}

static void
test_rows (void)
{
  g_autoptr (GListStore) store = few_jobs ();
  g_autoptr (LuthierJob) job = g_list_model_get_item (G_LIST_MODEL (store), 0);
  GtkWidget *list = list_new (store);
  GtkWidget *window = luthier_ui_test_show (list, 1000, 600);

  luthier_test_wait_until (luthier_ui_test_says (window, "beta"));
  g_assert_true (luthier_ui_test_says (window, "1 Nov · 2.jsonl"));
  g_assert_true (luthier_ui_test_says (window, "No reason was given"));
  luthier_ui_test_job_update (
      job, "\"state\":\"JOB_STATE_RUNNING\","
           "\"tuningJobMetadata\":{\"completedStepCount\":\"3\"},\"tuningDataStats\":{"
           "\"supervisedTuningDataStats\":{\"tuningStepCount\":\"12\"}}");
  g_assert_true (luthier_ui_test_says (window, "Step 3 of 12"));
  g_assert_nonnull (luthier_ui_test_find (window, GTK_TYPE_PROGRESS_BAR, NULL));
  luthier_ui_test_destroy (window);
}

static void
test_sort (void)
{
  g_autoptr (GListStore) store = few_jobs ();
  GtkWidget *list = list_new (store);
  GtkWidget *window = luthier_ui_test_show (list, 1000, 600);

  luthier_test_wait_until (reads (list, "delta gamma alpha beta"));
  gtk_widget_activate_action (list, "jobs.sort", "s", "oldest");
  luthier_test_wait_until (reads (list, "beta alpha gamma delta"));
  g_object_set (list, "sort", "name", NULL);
  luthier_test_wait_until (reads (list, "alpha beta delta gamma"));
  g_object_set (list, "sort", "state", NULL);
  luthier_test_wait_until (reads (list, "beta delta alpha gamma"));
  luthier_ui_test_destroy (window);
}

static void
test_groups (void)
{
  g_autoptr (GListStore) store = few_jobs ();
  g_autoptr (LuthierJob) job = g_list_model_get_item (G_LIST_MODEL (store), 0);
  GtkWidget *list = list_new (store);
  GtkWidget *window = luthier_ui_test_show (list, 1000, 600);

  gtk_widget_activate_action (list, "jobs.group", "s", "active");
  luthier_test_wait_until (reads (list, "delta beta"));
  /* A job that is over leaves the list by itself. */
  luthier_ui_test_job_update (job, "\"state\":\"JOB_STATE_SUCCEEDED\"");
  luthier_test_wait_until (reads (list, "delta"));
  g_object_set (list, "group", "failed", "search", "no such", NULL);
  luthier_test_wait_until (luthier_ui_test_says (window, "No Such Jobs"));
  gtk_widget_activate_action (list, "jobs.show-all", NULL);
  g_object_set (list, "search", NULL, NULL);
  luthier_ui_test_wait_frames (window, 2);
  luthier_test_wait_until (!luthier_ui_test_says (window, "No Such Jobs"));
  g_assert_cmpuint (g_list_model_get_n_items (get_shown (list)), ==, 4);
  luthier_ui_test_destroy (window);
}

static void
test_narrow (void)
{
  g_autoptr (GListStore) store = few_jobs ();
  GtkWidget *list = list_new (store);
  GtkWidget *window;
  int minimum;

  g_object_set (list, "narrow", TRUE, NULL);
  window = luthier_ui_test_show (list, 360, 500);
  luthier_test_wait_until (reads (list, "delta gamma alpha beta"));
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (luthier_ui_test_says (window, "Queued"));
  g_assert_null (luthier_ui_test_find (window, GTK_TYPE_COLUMN_VIEW, NULL));
  gtk_widget_measure (list, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  luthier_ui_test_destroy (window);
}

static void
open_job_cb (GSimpleAction *action, GVariant *parameter, char **name)
{
  g_free (*name);
  *name = g_variant_dup_string (parameter, NULL);
}

static void
test_activate (void)
{
  g_autoptr (GListStore) store = few_jobs ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("open-job", G_VARIANT_TYPE_STRING);
  g_autofree char *name = NULL;
  GtkWidget *list = list_new (store);
  GtkWidget *window = luthier_ui_test_show (list, 1000, 600);

  g_signal_connect (action, "activate", G_CALLBACK (open_job_cb), &name);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
  luthier_test_wait_until (reads (list, "delta gamma alpha beta"));
  g_signal_emit_by_name (luthier_ui_test_find (list, GTK_TYPE_COLUMN_VIEW, NULL), "activate", 1);
  g_assert_cmpstr (name, ==, "projects/1/locations/us-central1/tuningJobs/3");
  luthier_ui_test_destroy (window);
}

static void
compare_cb (GSimpleAction *action, GVariant *parameter, char **names)
{
  g_autofree const char **strv = g_variant_get_strv (parameter, NULL);

  g_free (*names);
  *names = g_strjoinv (" ", (char **) strv);
}

static GtkWidget *
find_compare_button (GtkWidget *window)
{
  return luthier_ui_test_find (window, GTK_TYPE_BUTTON, "C_ompare");
}

/* Two to six are chosen by being activated, and stay chosen whatever the list shows. */
static void
test_choose (void)
{
  g_autoptr (GListStore) store = few_jobs ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("compare", G_VARIANT_TYPE_STRING_ARRAY);
  g_autofree char *names = NULL;
  GtkWidget *list = list_new (store);
  GtkWidget *window = luthier_ui_test_show (list, 1000, 600);
  GtkWidget *view;

  g_signal_connect (action, "activate", G_CALLBACK (compare_cb), &names);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
  luthier_test_wait_until (reads (list, "delta gamma alpha beta"));
  view = luthier_ui_test_find (list, GTK_TYPE_COLUMN_VIEW, NULL);
  g_assert_null (find_compare_button (window));
  g_assert_null (luthier_ui_test_find (list, GTK_TYPE_CHECK_BUTTON, NULL));

  gtk_widget_activate_action (list, "jobs.compare-with", "s",
                              "projects/1/locations/us-central1/tuningJobs/2");
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (luthier_ui_test_says (window, "1 job, select one more"));
  g_assert_nonnull (luthier_ui_test_find (list, GTK_TYPE_CHECK_BUTTON, NULL));
  g_assert_false (gtk_widget_get_sensitive (find_compare_button (window)));
  g_signal_emit_by_name (view, "activate", 0);
  g_assert_true (luthier_ui_test_says (window, "2 jobs selected"));
  g_assert_true (gtk_widget_get_sensitive (find_compare_button (window)));

  g_object_set (list, "group", "failed", NULL);
  luthier_test_wait_until (reads (list, "gamma"));
  g_assert_true (luthier_ui_test_says (window, "2 jobs selected"));
  g_signal_emit_by_name (find_compare_button (window), "clicked");
  g_assert_cmpstr (names, ==,
                   "projects/1/locations/us-central1/tuningJobs/2 "
                   "projects/1/locations/us-central1/tuningJobs/4");
  gtk_widget_activate_action (list, "jobs.end-choosing", NULL);
  luthier_ui_test_wait_frames (window, 2);
  luthier_test_wait_until (find_compare_button (window) == NULL);
  luthier_ui_test_destroy (window);
}

/* Seven are too many, and one that is gone does not count. */
static void
test_choose_many (void)
{
  g_autoptr (GListStore) store = g_list_store_new (LUTHIER_TYPE_JOB);
  GtkWidget *list = list_new (store);
  GtkWidget *window;

  for (guint i = 0; i < 7; i++)
    append (store, i, "one", "SUCCEEDED");
  g_object_set (list, "narrow", TRUE, NULL);
  window = luthier_ui_test_show (list, 360, 500);
  luthier_test_wait_until (g_list_model_get_n_items (get_shown (list)) == 7);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (get_shown (list)));
  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (luthier_ui_test_says (window, "7 jobs, six at most can be compared"));
  g_assert_false (gtk_widget_get_sensitive (find_compare_button (window)));
  g_list_store_remove (store, 3);
  g_assert_true (luthier_ui_test_says (window, "6 jobs selected"));
  g_assert_true (gtk_widget_get_sensitive (find_compare_button (window)));
  luthier_ui_test_destroy (window);
}

static GtkAdjustment *
get_adjustment (GtkWidget *list)
{
  return gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (luthier_ui_test_find (list, GTK_TYPE_SCROLLED_WINDOW, NULL)));
}

/* Ten thousand jobs: no step of filtering or updating keeps the main loop for long, and what is
 * looked at stays where it is. */
static void
test_many (void)
{
  g_autoptr (GListStore) store = g_list_store_new (LUTHIER_TYPE_JOB);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *list = list_new (store);
  GtkWidget *window = luthier_ui_test_show (list, 1000, 600);
  double value;
  gint64 begin;

  /* In the order in which they are shown: sorting, which takes its time, moves nothing. */
  for (guint i = MANY; i-- > 0;)
    {
      g_autofree char *name = g_strdup_printf ("job-%05u", i);

      g_ptr_array_add (jobs, job_new (i, name, i % 10 == 0 ? "FAILED" : "SUCCEEDED"));
    }
  g_list_store_splice (store, 0, 0, jobs->pdata, jobs->len);
  luthier_test_wait_until (g_list_model_get_n_items (get_shown (list)) == MANY);

  luthier_ui_test_wait_frames (window, 2);
  gtk_adjustment_set_value (get_adjustment (list), 20000);
  /* What is far away is guessed until it has been laid out. */
  luthier_ui_test_wait_frames (window, 10);
  value = gtk_adjustment_get_value (get_adjustment (list));
  g_assert_cmpfloat (value, >, 10000);
  for (guint i = 0; i < 1000; i++)
    luthier_ui_test_job_update (g_ptr_array_index (jobs, i * 10),
                                "\"state\":\"JOB_STATE_CANCELLED\"");
  luthier_ui_test_wait_frames (window, 2);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (list)), ==, value);

  begin = g_get_monotonic_time ();
  g_object_set (list, "search", "job-01234", NULL);
  luthier_test_wait_until (g_list_model_get_n_items (get_shown (list)) == 1);
  g_test_message ("%d jobs searched in %.1f ms", MANY,
                  (double) (g_get_monotonic_time () - begin) / 1000);
  luthier_ui_test_destroy (window);
}

/* A new job on top is seen by whoever looks at the top. */
static void
test_stays_at_top (void)
{
  g_autoptr (GListStore) store = g_list_store_new (LUTHIER_TYPE_JOB);
  GtkWidget *list = list_new (store);
  GtkWidget *window = luthier_ui_test_show (list, 1000, 400);

  for (guint i = 0; i < 30; i++)
    append (store, i, "old", "SUCCEEDED");
  luthier_test_wait_until (g_list_model_get_n_items (get_shown (list)) == 30);
  luthier_ui_test_wait_frames (window, 2);
  append (store, 50, "new", "PENDING");
  luthier_test_wait_until (g_list_model_get_n_items (get_shown (list)) == 31);
  luthier_ui_test_wait_frames (window, 2);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (list)), ==, 0);
  luthier_ui_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  g_test_add_func ("/jobs-list/rows", test_rows);
  g_test_add_func ("/jobs-list/sort", test_sort);
  g_test_add_func ("/jobs-list/groups", test_groups);
  g_test_add_func ("/jobs-list/narrow", test_narrow);
  g_test_add_func ("/jobs-list/activate", test_activate);
  g_test_add_func ("/jobs-list/choose", test_choose);
  g_test_add_func ("/jobs-list/choose-many", test_choose_many);
  g_test_add_func ("/jobs-list/stays-at-top", test_stays_at_top);
  g_test_add_func ("/jobs-list/many", test_many);
  return g_test_run ();
}
