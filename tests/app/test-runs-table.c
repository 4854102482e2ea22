/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-runs-table.h"

#include "luthier-format.h"
#include "luthier-runs-export.h"
#include "luthier-ui-test.h"
#include "runs-fixture.h"

#define MANY 500

static void
append (GListStore *jobs, guint number, const char *name, const char *members)
{
  g_autofree char *all = g_strdup_printf ("\"tunedModelDisplayName\":\"%s\","
                                          "\"createTime\":\"2026-11-20T09:%02u:00Z\",%s",
                                          name, number, members);
  g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", number, all);

  g_list_store_append (jobs, job);
}

#define SETTINGS(epochs, rate, adapter)                                                            \
  "\"baseModel\":\"gemini-2.5-flash\",\"supervisedTuningSpec\":{\"trainingDatasetUri\":"           \
  "\"gs://b/train, all.jsonl\",\"hyperParameters\":{\"epochCount\":\"" epochs "\","                \
  "\"learningRateMultiplier\":" rate ",\"adapterSize\":\"ADAPTER_SIZE_" adapter "\"}}"

/* The last of them tells little. */
static GListStore *
few_jobs (void)
{
  GListStore *jobs = g_list_store_new (LUTHIER_TYPE_JOB);

  append (jobs, 1, "beta",
          "\"state\":\"JOB_STATE_SUCCEEDED\",\"startTime\":\"2026-11-20T10:00:00Z\","
          "\"endTime\":\"2026-11-20T10:20:00.5Z\"," SETTINGS ("9", "0.5", "FOUR"));
  append (jobs, 2, "alpha",
          "\"state\":\"JOB_STATE_FAILED\",\"startTime\":\"2026-11-20T10:00:00Z\","
          "\"endTime\":\"2026-11-20T10:05:00Z\"," SETTINGS ("10", "2", "FOUR"));
  append (jobs, 3, "=gamma", "\"state\":\"JOB_STATE_SUCCEEDED\"," SETTINGS ("3", "1", "FOUR"));
  append (jobs, 4, "delta", "\"state\":\"JOB_STATE_PENDING\"");
  return jobs;
}

static void
add_result (GHashTable *results, GListStore *jobs, guint position, double loss, gint64 step)
{
  const LuthierResult result = { loss, step, loss / 2, step + 1 };

  g_hash_table_insert (results, g_list_model_get_item (G_LIST_MODEL (jobs), position),
                       g_memdup2 (&result, sizeof result));
}

static void
set_results (GtkWidget *table, GListStore *jobs, double beta, double gamma)
{
  GHashTable *results = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);

  add_result (results, jobs, 0, beta, 1200);
  add_result (results, jobs, 2, gamma, 7);
  luthier_runs_table_set_results (LUTHIER_RUNS_TABLE (table), results);
}

/* The names, in the order of the rows. */
static gboolean
reads (GtkWidget *table, const char *expected)
{
  GListModel *runs = luthier_runs_table_get_runs (LUTHIER_RUNS_TABLE (table));
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (LuthierRun) run = g_list_model_get_item (runs, i);

      g_string_append_printf (names, i > 0 ? " %s" : "%s",
                              luthier_job_get_title (luthier_run_get_job (run)));
    }
  return g_str_equal (names->str, expected);
}

static GtkColumnView *
get_view (GtkWidget *table)
{
  return GTK_COLUMN_VIEW (luthier_ui_test_find (table, GTK_TYPE_COLUMN_VIEW, NULL));
}

static gboolean
says (GtkWidget *root, const char *text)
{
  GtkWidget *child;

  if (GTK_IS_INSCRIPTION (root))
    return g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (root)), text) == 0;
  for (child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

/* The titles of the columns, without the one of the boxes. */
static char *
read_columns (GtkWidget *table)
{
  GListModel *columns = gtk_column_view_get_columns (get_view (table));
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 1; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_string_append_printf (titles, i > 1 ? ", %s" : "%s",
                              gtk_column_view_column_get_title (column));
    }
  return g_strdup (titles->str);
}

static gboolean
has_columns (GtkWidget *table, const char *expected)
{
  g_autofree char *titles = read_columns (table);

  return g_str_equal (titles, expected);
}

static void
destroy (GtkWidget *window)
{
  GtkWidget *table = luthier_ui_test_find (window, LUTHIER_TYPE_RUNS_TABLE, NULL);

  g_object_add_weak_pointer (G_OBJECT (table), (gpointer *) &table);
  luthier_ui_test_destroy (window);
  luthier_test_wait_until (table == NULL);
}

static GtkWidget *
show (GListStore *jobs, GtkWidget **window)
{
  GtkWidget *table = g_object_new (LUTHIER_TYPE_RUNS_TABLE, "jobs", jobs, NULL);

  *window = luthier_ui_test_show (table, 1000, 500);
  set_results (table, jobs, 0.41832959651947021, 0.25);
  return table;
}

static void
test_cells (void)
{
  g_autoptr (GListStore) jobs = few_jobs ();
  g_autoptr (LuthierJob) job = g_list_model_get_item (G_LIST_MODEL (jobs), 3);
  g_autofree char *loss = luthier_format_loss (0.41832959651947021);
  g_autofree char *other = luthier_format_loss (0.5625);
  GtkWidget *window;
  GtkWidget *table = show (jobs, &window);

  luthier_ui_test_wait_frames (window, 2);
  g_assert_true (says (table, loss));
  g_assert_true (says (table, "beta"));
  g_assert_true (says (table, "1,200"));
  g_assert_true (says (table, "20 min"));
  g_assert_true (says (table, "train, all.jsonl"));
  g_assert_false (says (table, other));
  set_results (table, jobs, 0.5625, 0.25);
  g_assert_true (says (table, other));

  /* A job that goes on is seen to. */
  g_assert_false (says (table, "47 min"));
  luthier_ui_test_job_update (
      job, "\"state\":\"JOB_STATE_SUCCEEDED\",\"startTime\":\"2026-11-20T10:00:00Z\","
           "\"endTime\":\"2026-11-20T10:47:00Z\"");
  g_assert_true (says (table, "47 min"));
  destroy (window);
}

/* What is not known comes last in both directions. */
static void
test_sort (void)
{
  static const struct
  {
    const char *column;
    const char *ascending;
    const char *descending;
  } cases[] = {
    { "title", "=gamma alpha beta delta", "delta beta alpha =gamma" },
    { "created", "beta alpha =gamma delta", "delta =gamma alpha beta" },
    { "best-validation-loss", "=gamma beta delta alpha", "beta =gamma delta alpha" },
    { "best-validation-step", "=gamma beta delta alpha", "beta =gamma delta alpha" },
    { "last-training-loss", "=gamma beta delta alpha", "beta =gamma delta alpha" },
    { "epochs", "=gamma beta alpha delta", "alpha beta =gamma delta" },
    { "learning-rate-multiplier", "beta =gamma alpha delta", "alpha =gamma beta delta" },
    { "adapter-size", "=gamma alpha beta delta", "=gamma alpha beta delta" },
    { "duration-seconds", "alpha beta delta =gamma", "beta alpha delta =gamma" },
    { "model", "=gamma alpha beta delta", "=gamma alpha beta delta" },
    { "tokens-per-epoch", "delta =gamma alpha beta", "delta =gamma alpha beta" },
  };
  g_autoptr (GListStore) jobs = few_jobs ();
  GtkWidget *window;
  GtkWidget *table = show (jobs, &window);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].column);
      g_object_set (table, "sort", cases[i].column, "descending", FALSE, NULL);
      g_assert_true (reads (table, cases[i].ascending));
      g_object_set (table, "descending", TRUE, NULL);
      g_assert_true (reads (table, cases[i].descending));
    }

  /* Other results, another order. */
  g_object_set (table, "sort", "best-validation-loss", "descending", FALSE, NULL);
  set_results (table, jobs, 0.1, 0.25);
  g_assert_true (reads (table, "beta =gamma delta alpha"));
  destroy (window);
}

/* As a click on a title does. */
static void
click_title (GtkWidget *table, const char *title, GtkSortType order)
{
  GListModel *columns = gtk_column_view_get_columns (get_view (table));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), title) == 0)
        gtk_column_view_sort_by_column (get_view (table), column, order);
    }
}

static void
assert_order (GtkWidget *table, const char *expected, gboolean expected_descending)
{
  g_autofree char *sort = NULL;
  gboolean descending;

  g_object_get (table, "sort", &sort, "descending", &descending, NULL);
  g_assert_cmpstr (sort, ==, expected);
  g_assert_cmpint (descending, ==, expected_descending);
}

static void
test_titles (void)
{
  g_autoptr (GListStore) jobs = few_jobs ();
  GtkWidget *window;
  GtkWidget *table = show (jobs, &window);

  assert_order (table, "created", TRUE);
  click_title (table, "Epochs", GTK_SORT_ASCENDING);
  assert_order (table, "epochs", FALSE);
  g_assert_true (reads (table, "=gamma beta alpha delta"));
  click_title (table, "Epochs", GTK_SORT_DESCENDING);
  assert_order (table, "epochs", TRUE);
  g_assert_true (reads (table, "alpha beta =gamma delta"));
  click_title (table, "Validation Loss", GTK_SORT_DESCENDING);
  assert_order (table, "best-validation-loss", TRUE);
  g_assert_true (reads (table, "beta =gamma delta alpha"));

  /* The order stays when its column goes. */
  g_object_set (table, "hidden", (const char *const[]){ "best-validation-loss", NULL }, NULL);
  assert_order (table, "best-validation-loss", TRUE);
  g_object_set (table, "sort", "no such column", NULL);
  assert_order (table, "best-validation-loss", TRUE);
  destroy (window);
}

static void
test_columns (void)
{
  static const char *const hidden[] = { "region",   "model",
                                        "created",  "last-training-loss",
                                        "examples", "tokens-per-epoch",
                                        "steps",    "estimated-cost-usd",
                                        "title",    "duration-seconds",
                                        NULL };
  g_autoptr (GListStore) jobs = few_jobs ();
  GtkWidget *window;
  GtkWidget *table = show (jobs, &window);

  g_object_set (table, "hidden", hidden, NULL);
  /* The name is always there. */
  g_assert_true (has_columns (table, "Job, State, Validation Loss, At Step, Epochs, Multiplier, "
                                     "Adapter, Training Data"));
  g_object_set (table, "narrow", TRUE, NULL);
  g_assert_true (has_columns (table, "Job, Created"));
  g_object_set (table, "sort", "epochs", NULL);
  g_assert_true (has_columns (table, "Job, Epochs"));
  g_object_set (table, "sort", "title", NULL);
  g_assert_true (has_columns (table, "Job, Validation Loss"));
  g_object_set (table, "narrow", FALSE, "hidden", NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (get_view (table))), ==,
                    1 + LUTHIER_N_RUN_COLUMNS);
  destroy (window);
}

static void
test_differences (void)
{
  g_autoptr (GListStore) jobs = few_jobs ();
  GtkWidget *window;
  GtkWidget *table = show (jobs, &window);

  g_object_set (table, "only-differences", TRUE, NULL);
  luthier_test_wait_until (has_columns (
      table, "Job, State, Validation Loss, At Step, Training Loss, Epochs, Multiplier, Adapter, "
             "Base Model, Training Data, Duration, Created"));
  /* Without the one that tells little, they are alike in more. */
  g_list_store_remove (jobs, 3);
  luthier_test_wait_until (
      has_columns (table, "Job, State, Validation Loss, At Step, Training Loss, Epochs, "
                          "Multiplier, Duration, Created"));
  g_object_set (table, "only-differences", FALSE, NULL);
  luthier_test_wait_until (g_list_model_get_n_items (gtk_column_view_get_columns (
                               get_view (table))) == 1 + LUTHIER_N_RUN_COLUMNS);
  destroy (window);
}

static void
test_export (void)
{
  static const char *const hidden[] = { "region",   "model", "last-training-loss",
                                        "examples", "steps", "estimated-cost-usd",
                                        NULL };
  g_autoptr (GListStore) jobs = few_jobs ();
  GtkWidget *window;
  GtkWidget *table = show (jobs, &window);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) csv = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_object_set (table, "hidden", hidden, "sort", "best-validation-loss", "descending", FALSE,
                "narrow", TRUE, NULL);
  luthier_runs_export_csv_async (LUTHIER_RUNS_TABLE (table), NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  csv = luthier_runs_export_csv_finish (result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  text = g_strndup (g_bytes_get_data (csv, NULL), g_bytes_get_size (csv));
  g_assert_cmpstr (
      text, ==,
      "title,state,best_validation_loss,best_validation_step,epochs,learning_rate_multiplier,"
      "adapter_size,training_data,tokens_per_epoch,duration_seconds,created,name\r\n"
      "\"'=gamma\",JOB_STATE_SUCCEEDED,0.25,7,3,1,4,\"gs://b/train, all.jsonl\",,,"
      "2026-11-20T09:03:00Z,projects/1/locations/us-central1/tuningJobs/3\r\n"
      "beta,JOB_STATE_SUCCEEDED,0.4183295965194702,1200,9,0.5,4,\"gs://b/train, all.jsonl\",,1200,"
      "2026-11-20T09:01:00Z,projects/1/locations/us-central1/tuningJobs/1\r\n"
      "delta,JOB_STATE_PENDING,,,,,,,,,2026-11-20T09:04:00Z,"
      "projects/1/locations/us-central1/tuningJobs/4\r\n"
      "alpha,JOB_STATE_FAILED,,,10,2,4,\"gs://b/train, all.jsonl\",,300,"
      "2026-11-20T09:02:00Z,projects/1/locations/us-central1/tuningJobs/2\r\n");
  destroy (window);
}

static void
test_choice (void)
{
  g_autoptr (GListStore) jobs = few_jobs ();
  GtkWidget *window;
  GtkWidget *table = show (jobs, &window);
  GtkSelectionModel *model = gtk_column_view_get_model (get_view (table));
  GtkWidget *box;
  g_auto (GStrv) chosen = NULL;
  g_auto (GStrv) sorted = NULL;
  guint n_chosen;

  luthier_ui_test_wait_frames (window, 2);
  box = luthier_ui_test_find (table, GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (box), TRUE);
  gtk_selection_model_select_item (model, 3, FALSE);
  g_object_get (table, "n-chosen", &n_chosen, NULL);
  g_assert_cmpuint (n_chosen, ==, 2);
  chosen = luthier_runs_table_get_chosen (LUTHIER_RUNS_TABLE (table));
  g_assert_cmpuint (g_strv_length (chosen), ==, 2);
  g_assert_true (g_str_has_suffix (chosen[0], "/4"));
  g_assert_true (g_str_has_suffix (chosen[1], "/1"));

  /* What is chosen goes with its row. */
  g_object_set (table, "descending", FALSE, NULL);
  sorted = luthier_runs_table_get_chosen (LUTHIER_RUNS_TABLE (table));
  g_assert_cmpuint (g_strv_length (sorted), ==, 2);
  g_assert_true (g_str_has_suffix (sorted[0], "/1"));
  g_assert_true (g_str_has_suffix (sorted[1], "/4"));
  destroy (window);
}

static void
test_groups (void)
{
  g_autoptr (GListStore) jobs = few_jobs ();
  GtkWidget *window;
  GtkWidget *table = show (jobs, &window);

  g_object_set (table, "group", "failed", NULL);
  luthier_test_wait_until (reads (table, "alpha"));
  g_object_set (table, "group", "active", NULL);
  luthier_test_wait_until (reads (table, "delta"));
  g_list_store_remove (jobs, 3);
  luthier_test_wait_until (luthier_ui_test_says (table, "No Such Jobs"));
  g_object_set (table, "group", "all", NULL);
  luthier_test_wait_until (reads (table, "=gamma alpha beta"));
  destroy (window);
}

static guint
count_rows (GtkWidget *table)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (get_view (table))));
}

/* Some come first; in the end all are there, once each. */
static void
test_many (void)
{
  g_autoptr (GListStore) jobs = runs_make_jobs (MANY);
  g_autoptr (GListStore) others = runs_make_jobs (10);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GtkWidget *table = luthier_runs_table_new ();
  GtkWidget *window = luthier_ui_test_show (table, 1000, 500);
  GListModel *runs = luthier_runs_table_get_runs (LUTHIER_RUNS_TABLE (table));

  luthier_runs_table_set_results (LUTHIER_RUNS_TABLE (table), runs_make_results (jobs));
  g_object_set (table, "sort", "best-validation-loss", "jobs", jobs, NULL);
  g_assert_cmpuint (count_rows (table), >, 0);
  g_assert_cmpuint (count_rows (table), <, 200);
  luthier_test_wait_until (count_rows (table) == MANY);
  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr (LuthierRun) run = g_list_model_get_item (runs, i);

      g_assert_true (g_hash_table_add (seen, luthier_run_get_job (run)));
    }

  g_object_set (table, "jobs", others, NULL);
  luthier_test_wait_until (count_rows (table) == 10);
  destroy (window);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);

  g_test_add_func ("/runs-table/cells", test_cells);
  g_test_add_func ("/runs-table/sort", test_sort);
  g_test_add_func ("/runs-table/titles", test_titles);
  g_test_add_func ("/runs-table/columns", test_columns);
  g_test_add_func ("/runs-table/differences", test_differences);
  g_test_add_func ("/runs-table/export", test_export);
  g_test_add_func ("/runs-table/choice", test_choice);
  g_test_add_func ("/runs-table/groups", test_groups);
  g_test_add_func ("/runs-table/many", test_many);

  return g_test_run ();
}
