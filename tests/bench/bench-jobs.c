/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* What 50,000 jobs cost: the longest time for which one step, and one turn of the main loop, keep
 * the window from painting. */

#include <stdio.h>
#include <time.h>

#include "luthier-job-list.h"
#include "luthier-jobs-list.h"
#include "luthier-manual-clock.h"
#include "luthier-ui-test.h"
#include "many-jobs.h"

#define IN_A_ROW 100

static double entered;
static double longest;

/* Milliseconds that this thread has worked: others who use the machine do not count. */
static double
get_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

/* From one look for events to the next. */
static int
poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  int n_ready;

  if (entered != 0)
    longest = MAX (longest, get_time () - entered);
  n_ready = g_poll (fds, n_fds, timeout);
  entered = get_time ();
  return n_ready;
}

static void
settle (void)
{
  for (guint i = 0; i < 20; i++)
    while (g_main_context_iteration (NULL, FALSE))
      ;
}

static double begun;

static void
begin (void)
{
  settle ();
  longest = 0;
  begun = entered = get_time ();
}

static void
end (const char *what)
{
  settle ();
  printf ("%-44s %7.1f ms in all, at most %5.1f ms in a row\n", what, get_time () - begun, longest);
  fflush (stdout);
}

/* shown: with the rows that the toolkit makes, which are as many however many jobs there are. */
static void
measure (guint n_jobs, gboolean shown)
{
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (0);
  g_autoptr (LuthierJobList) jobs = luthier_job_list_new (clock);
  g_autoptr (GPtrArray) stored = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *list = luthier_jobs_list_new ();
  GtkWidget *window = NULL;
  guint walk;

  printf ("%u jobs%s\n", n_jobs, shown ? ", in a window" : "");
  for (guint i = 0; i < n_jobs; i++)
    g_ptr_array_add (stored, many_jobs_make (i));
  g_object_set (list, "jobs", jobs, NULL);
  if (shown)
    window = luthier_ui_test_show (list, 1000, 700);
  else
    g_object_ref_sink (list);
  g_main_context_set_poll_func (NULL, poll_cb);

  begin ();
  for (guint i = 0; i < n_jobs;)
    {
      i = luthier_job_list_extend (jobs, stored, i, IN_A_ROW);
      g_main_context_iteration (NULL, FALSE);
    }
  end ("  the stored ones are shown");

  begin ();
  walk = luthier_job_list_start_walk (jobs);
  for (guint i = 0; i < n_jobs; i += 100)
    {
      g_autoptr (LuthierJson) page = many_jobs_make_page (i, 100, NULL);

      /* The page is parsed by another thread. */
      entered = get_time ();
      luthier_job_list_merge (jobs, luthier_json_get_root (page), "us-central1", walk);
      g_main_context_iteration (NULL, FALSE);
    }
  end ("  all pages are read again");

  begin ();
  g_ptr_array_unref (luthier_job_list_prune (jobs, "us-central1", walk));
  end ("  what is gone is looked for");

  begin ();
  {
    g_autoptr (LuthierJson) page = many_jobs_make_page (1000, 100, "SUCCEEDED");

    entered = get_time ();
    luthier_job_list_merge (jobs, luthier_json_get_root (page), "us-central1", walk);
  }
  end ("  a page of other states");

  begin ();
  g_object_set (list, "sort", "name", NULL);
  end ("  sorted by name");
  begin ();
  g_object_set (list, "sort", "state", NULL);
  end ("  sorted by state");
  begin ();
  {
    g_autoptr (LuthierJson) page = many_jobs_make_page (1100, 100, "SUCCEEDED");

    entered = get_time ();
    luthier_job_list_merge (jobs, luthier_json_get_root (page), "us-central1", walk);
  }
  end ("  a page of other states, by state");
  g_object_set (list, "sort", "newest", NULL);
  begin ();
  g_object_set (list, "group", "failed", NULL);
  end ("  only those that failed");
  begin ();
  {
    g_autoptr (LuthierJson) page = many_jobs_make_page (1200, 100, "FAILED");

    entered = get_time ();
    luthier_job_list_merge (jobs, luthier_json_get_root (page), "us-central1", walk);
  }
  end ("  a page of other states, while filtered");
  g_object_set (list, "group", "all", NULL);
  begin ();
  g_object_set (list, "search", "job-4999", NULL);
  end ("  searched");
  g_object_set (list, "search", "", NULL);
  begin ();
  luthier_job_list_clear (jobs);
  end ("  all are forgotten");

  g_main_context_set_poll_func (NULL, NULL);
  if (shown)
    luthier_ui_test_destroy (window);
  else
    g_object_unref (list);
}

int
main (int argc, char **argv)
{
  luthier_ui_test_init (&argc, &argv);
  measure (500, TRUE);
  measure (50000, TRUE);
  measure (50000, FALSE);

  return 0;
}
