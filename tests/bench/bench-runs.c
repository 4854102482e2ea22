/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* What the table of runs costs: the time until it is painted, the longest time for which one turn of
 * the main loop keeps the window from painting, and the text for other programs. */

#include <stdio.h>
#include <time.h>

#include "luthier-runs-export.h"
#include "luthier-ui-test.h"
#include "runs-fixture.h"

static double entered;
static double longest;
static double begun;

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

  if (entered > 0)
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
  printf ("%-36s %7.1f ms in all, at most %5.1f ms in a row\n", what, get_time () - begun, longest);
  fflush (stdout);
}

static void
measure (guint n_jobs)
{
  g_autoptr (GListStore) jobs = runs_make_jobs (n_jobs);
  g_autoptr (GSettings) settings = g_settings_new ("io.github.luthierapp.Luthier");
  g_auto (GStrv) hidden = g_settings_get_strv (settings, "runs-hidden-columns");
  GtkWidget *table = g_object_new (LUTHIER_TYPE_RUNS_TABLE, "hidden", hidden, NULL);
  GtkWidget *window = luthier_ui_test_show (table, 1000, 700);
  g_autoptr (GAsyncResult) result = NULL;

  printf ("%u runs\n", n_jobs);
  g_main_context_set_poll_func (NULL, poll_cb);
  luthier_runs_table_set_results (LUTHIER_RUNS_TABLE (table), runs_make_results (jobs));

  begin ();
  g_object_set (table, "jobs", jobs, NULL);
  luthier_ui_test_wait_frames (window, 1);
  printf ("%-36s %7.1f ms\n", "  the first are painted", get_time () - begun);
  end ("  all are there");
  begin ();
  g_object_set (table, "sort", "best-validation-loss", NULL);
  end ("  sorted by best loss");
  begin ();
  g_object_set (table, "descending", FALSE, NULL);
  end ("  the other way round");
  begin ();
  luthier_runs_table_set_results (LUTHIER_RUNS_TABLE (table), runs_make_results (jobs));
  end ("  other results");
  begin ();
  g_object_set (table, "only-differences", TRUE, NULL);
  end ("  only what differs");
  begin ();
  luthier_runs_export_csv_async (LUTHIER_RUNS_TABLE (table), NULL, luthier_test_result_cb, &result);
  end ("  exported");
  begin ();
  g_object_set (table, "jobs", NULL, NULL);
  end ("  all are gone");
  g_main_context_set_poll_func (NULL, NULL);
  luthier_ui_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);
  measure (argc > 1 ? 20000 : 200);
  if (argc < 2)
    measure (10000);
  return 0;
}
