/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "many-jobs.h"

#include "luthier-job-list.h"
#include "luthier-job-tally.h"
#include "luthier-jobs-list.h"
#include "luthier-manual-clock.h"
#include "luthier-ui-test.h"

#define N_JOBS   50000
#define IN_A_ROW 200
#define A_PAGE   100
#define REGION   "us-central1"

typedef struct
{
  LuthierManualClock *clock;
  LuthierJobList *jobs;
  LuthierJobTally *tally;
  GtkWidget *window;
  GtkWidget *list;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  LuthierClock *clock = luthier_manual_clock_new (0);
  g_autoptr (GPtrArray) stored = g_ptr_array_new_with_free_func (g_object_unref);

  fixture->clock = LUTHIER_MANUAL_CLOCK (clock);
  fixture->jobs = luthier_job_list_new (clock);
  fixture->tally = luthier_job_tally_new ();
  luthier_job_tally_set_model (fixture->tally, G_LIST_MODEL (fixture->jobs));
  fixture->list = luthier_jobs_list_new ();
  g_object_set (fixture->list, "jobs", fixture->jobs, NULL);
  fixture->window = luthier_ui_test_show (fixture->list, 900, 500);

  for (guint i = 0; i < N_JOBS; i++)
    g_ptr_array_add (stored, many_jobs_make (i));
  for (guint i = 0; i < N_JOBS;)
    {
      i = luthier_job_list_extend (fixture->jobs, stored, i, IN_A_ROW);
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  luthier_ui_test_destroy (fixture->window);
  g_assert_finalize_object (fixture->tally);
  luthier_job_list_clear (fixture->jobs);
  g_assert_finalize_object (fixture->jobs);
  g_assert_finalize_object (fixture->clock);
}

/* Every step-th page is there. */
static void
read_pages (Fixture *fixture, guint step, guint walk)
{
  for (guint i = 0; i < N_JOBS; i += A_PAGE * step)
    {
      g_autoptr (LuthierJson) page = many_jobs_make_page (i, A_PAGE, NULL);

      luthier_job_list_merge (fixture->jobs, luthier_json_get_root (page), REGION, walk);
    }
}

static guint
prune (Fixture *fixture, guint walk)
{
  g_autoptr (GPtrArray) dropped = luthier_job_list_prune (fixture->jobs, REGION, walk);

  return dropped->len;
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->jobs));
}

static void
assert_counts (Fixture *fixture, guint active, guint done, guint failed)
{
  g_assert_cmpuint (luthier_job_list_get_n_active (fixture->jobs), ==, active);
  g_assert_cmpuint (luthier_job_tally_get_count (fixture->tally, LUTHIER_JOB_GROUP_ACTIVE), ==,
                    active);
  g_assert_cmpuint (luthier_job_tally_get_count (fixture->tally, LUTHIER_JOB_GROUP_DONE), ==, done);
  g_assert_cmpuint (luthier_job_tally_get_count (fixture->tally, LUTHIER_JOB_GROUP_FAILED), ==,
                    failed);
}

static void
test_read_again (Fixture *fixture, gconstpointer unused)
{
  const guint walk = luthier_job_list_start_walk (fixture->jobs);

  g_assert_cmpuint (count (fixture), ==, N_JOBS);
  assert_counts (fixture, 300, 44730, 4970);
  read_pages (fixture, 1, walk);
  g_assert_cmpuint (prune (fixture, walk), ==, 0);
  g_assert_cmpuint (count (fixture), ==, N_JOBS);
  assert_counts (fixture, 300, 44730, 4970);
}

/* Every other page is missing, for longer than a list may lag. */
static void
test_half_vanish (Fixture *fixture, gconstpointer unused)
{
  guint walk = luthier_job_list_start_walk (fixture->jobs);

  read_pages (fixture, 2, walk);
  g_assert_cmpuint (prune (fixture, walk), ==, 0);
  luthier_manual_clock_advance (fixture->clock, 121 * 1000);
  walk = luthier_job_list_start_walk (fixture->jobs);
  read_pages (fixture, 2, walk);
  g_assert_cmpuint (prune (fixture, walk), ==, N_JOBS / 2);
  g_assert_cmpuint (count (fixture), ==, N_JOBS);
  assert_counts (fixture, 200, 44830, 4970);
}

static void
test_found (Fixture *fixture, gconstpointer unused)
{
  luthier_test_wait_until (luthier_ui_test_says (fixture->window, "job-0"));
  g_object_set (fixture->list, "sort", "oldest", NULL);
  luthier_test_wait_until (luthier_ui_test_says (fixture->window, "job-49999"));
  g_object_set (fixture->list, "sort", "state", NULL);
  luthier_test_wait_until (luthier_ui_test_says (fixture->window, "job-1000"));
  g_object_set (fixture->list, "search", "job-31415", NULL);
  luthier_test_wait_until (luthier_ui_test_says (fixture->window, "job-31415"));
  g_object_set (fixture->list, "search", "", "group", "failed", "sort", "name", NULL);
  luthier_test_wait_until (luthier_ui_test_says (fixture->window, "job-10000"));
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/many-jobs/read-again", test_read_again);
  ADD ("/many-jobs/half-vanish", test_half_vanish);
  ADD ("/many-jobs/found", test_found);
#undef ADD

  return g_test_run ();
}
