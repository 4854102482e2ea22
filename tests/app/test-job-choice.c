/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-choice.h"

#include "luthier-ui-test.h"

#define N_JOBS 8

static GListStore *
jobs_new (void)
{
  GListStore *jobs = g_list_store_new (LUTHIER_TYPE_JOB);

  for (guint i = 0; i < N_JOBS; i++)
    {
      g_autoptr (LuthierJob) job = luthier_ui_test_job_new ("us-central1", i, "");

      g_list_store_append (jobs, job);
    }
  return jobs;
}

static LuthierJobChoice *
choice_new (GListStore *jobs)
{
  return g_object_new (LUTHIER_TYPE_JOB_CHOICE, "model", jobs, NULL);
}

/* (transfer none): the store holds it. */
static LuthierJob *
get (GListStore *jobs, guint position)
{
  g_autoptr (LuthierJob) job = g_list_model_get_item (G_LIST_MODEL (jobs), position);

  return job;
}

static void
assert_chosen (LuthierJobChoice *choice, const char *expected)
{
  GPtrArray *chosen = luthier_job_choice_get_chosen (choice);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < chosen->len; i++)
    g_string_append_printf (ids, i > 0 ? " %s" : "%s", luthier_job_get_id (chosen->pdata[i]));
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
test_toggle (void)
{
  g_autoptr (GListStore) jobs = jobs_new ();
  g_autoptr (LuthierJobChoice) choice = choice_new (jobs);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (choice);

  g_assert_false (luthier_job_choice_get_choosing (choice));
  luthier_job_choice_toggle (choice, get (jobs, 5));
  luthier_job_choice_toggle (choice, get (jobs, 2));
  g_assert_true (luthier_job_choice_get_choosing (choice));
  assert_chosen (choice, "5 2");
  g_assert_true (gtk_selection_model_is_selected (model, 2));
  g_assert_false (gtk_selection_model_is_selected (model, 3));
  luthier_job_choice_toggle (choice, get (jobs, 5));
  assert_chosen (choice, "2");
  luthier_job_choice_set_choosing (choice, FALSE);
  assert_chosen (choice, "");
}

/* A view selects what the pointer is over, and where the cursor keys go. */
static void
test_in_passing (void)
{
  g_autoptr (GListStore) jobs = jobs_new ();
  g_autoptr (LuthierJobChoice) choice = choice_new (jobs);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (choice);

  gtk_selection_model_select_item (model, 1, TRUE);
  assert_chosen (choice, "");
  g_assert_false (luthier_job_choice_get_choosing (choice));
  luthier_job_choice_toggle (choice, get (jobs, 4));
  gtk_selection_model_select_item (model, 1, TRUE);
  assert_chosen (choice, "4");
  gtk_selection_model_select_item (model, 1, FALSE);
  assert_chosen (choice, "4 1");
  gtk_selection_model_unselect_item (model, 4);
  assert_chosen (choice, "1");
}

static void
test_ranges (void)
{
  g_autoptr (GListStore) jobs = jobs_new ();
  g_autoptr (LuthierJobChoice) choice = choice_new (jobs);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (choice);

  luthier_job_choice_extend (choice, get (jobs, 3));
  assert_chosen (choice, "3");
  luthier_job_choice_extend (choice, get (jobs, 1));
  assert_chosen (choice, "3 1 2");
  gtk_selection_model_select_range (model, 4, 2, TRUE);
  assert_chosen (choice, "3 1 2 4 5");
  gtk_selection_model_select_all (model);
  g_assert_cmpuint (luthier_job_choice_get_n_chosen (choice), ==, N_JOBS);
  gtk_selection_model_unselect_all (model);
  assert_chosen (choice, "");
}

static int
compare_ids_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return -g_strcmp0 (luthier_job_get_id ((LuthierJob *) a), luthier_job_get_id ((LuthierJob *) b));
}

/* It is about jobs, not about places. */
static void
test_moves (void)
{
  g_autoptr (GListStore) jobs = jobs_new ();
  g_autoptr (GListStore) none = g_list_store_new (LUTHIER_TYPE_JOB);
  g_autoptr (LuthierJobChoice) choice = choice_new (jobs);

  luthier_job_choice_toggle (choice, get (jobs, 0));
  g_list_store_sort (jobs, compare_ids_cb, NULL);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (choice), N_JOBS - 1));
  g_assert_false (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (choice), 0));
  /* A filter hides all of them. */
  g_object_set (choice, "model", none, NULL);
  assert_chosen (choice, "0");
  g_object_set (choice, "model", jobs, NULL);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (choice), N_JOBS - 1));
}

static void
test_gone (void)
{
  g_autoptr (GListStore) jobs = jobs_new ();
  g_autoptr (LuthierJobChoice) choice = choice_new (jobs);
  guint n_chosen;

  luthier_job_choice_toggle (choice, get (jobs, 1));
  luthier_job_choice_toggle (choice, get (jobs, 6));
  g_list_store_remove (jobs, 1);
  luthier_job_choice_prune (choice, G_LIST_MODEL (jobs));
  assert_chosen (choice, "6");
  g_object_get (choice, "n-chosen", &n_chosen, NULL);
  g_assert_cmpuint (n_chosen, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job-choice/toggle", test_toggle);
  g_test_add_func ("/job-choice/in-passing", test_in_passing);
  g_test_add_func ("/job-choice/ranges", test_ranges);
  g_test_add_func ("/job-choice/moves", test_moves);
  g_test_add_func ("/job-choice/gone", test_gone);
  return g_test_run ();
}
