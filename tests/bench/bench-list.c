/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* bench-list URL REGION...: fetches every tuning job of the regions, in parallel, as the app does,
 * and prints how many there are. The token is read from standard input. */

#include <stdio.h>

#include "luthier-fixed-token.h"
#include "luthier-job-json.h"
#include "luthier-vertex-tuning.h"

typedef struct
{
  LuthierTuningService *service; /* (owned) */
  GListStore *jobs;              /* (owned) */
  GMainLoop *loop;               /* (owned) */
  guint n_pending;
} Bench;

typedef struct
{
  Bench *bench;
  const char *region;
} Listing;

static void listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
list_page (Listing *listing, const char *page_token)
{
  luthier_tuning_service_list_async (listing->bench->service, listing->region, page_token, NULL,
                                     listed_cb, listing);
}

static void
add_jobs (Bench *bench, LuthierJobPage *page)
{
  const LuthierJsonValue *jobs = luthier_job_page_get_jobs (page);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  const LuthierJsonValue *object = NULL;
  LuthierJsonIter iter;

  luthier_json_iter_init (&iter, jobs);
  while (luthier_json_iter_next (&iter, NULL, &object))
    {
      LuthierJob *job = luthier_job_new_from_json (object, FALSE, NULL);

      if (job != NULL)
        g_ptr_array_add (added, job);
    }
  g_list_store_splice (bench->jobs, g_list_model_get_n_items (G_LIST_MODEL (bench->jobs)), 0,
                       added->pdata, added->len);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Listing *listing = user_data;
  Bench *bench = listing->bench;
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierJobPage) page = NULL;

  page = luthier_tuning_service_list_finish (LUTHIER_TUNING_SERVICE (source), result, &error);
  if (page == NULL)
    g_error ("%s: %s", listing->region, error->message);

  add_jobs (bench, page);
  if (page->next_page_token != NULL)
    list_page (listing, page->next_page_token);
  else if (--bench->n_pending == 0)
    g_main_loop_quit (bench->loop);
}

int
main (int argc, char **argv)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  char token[256] = "";
  g_autoptr (GError) error = NULL;
  g_autoptr (LuthierClock) clock = luthier_clock_new ();
  g_autoptr (LuthierEndpoints) endpoints = NULL;
  g_autoptr (LuthierTokenSource) tokens = NULL;
  g_autoptr (LuthierHttpClient) http = NULL;
  g_autofree Listing *listings = g_new0 (Listing, argc);
  Bench bench = { 0 };

  if (argc < 3 || fgets (token, sizeof token, stdin) == NULL)
    g_error ("usage: bench-list URL REGION... <token");

  endpoints = luthier_endpoints_new (argv[1], &error);
  g_assert_no_error (error);
  tokens = luthier_fixed_token_new (g_strstrip (token));
  http = luthier_http_client_new (clock, random, endpoints, tokens, NULL);
  bench.service = luthier_vertex_tuning_new (http, "practice");
  bench.jobs = g_list_store_new (LUTHIER_TYPE_JOB);
  bench.loop = g_main_loop_new (NULL, FALSE);
  for (int i = 2; i < argc; i++)
    {
      listings[i] = (Listing){ &bench, argv[i] };
      bench.n_pending++;
      list_page (&listings[i], NULL);
    }
  g_main_loop_run (bench.loop);
  g_print ("%u\n", g_list_model_get_n_items (G_LIST_MODEL (bench.jobs)));

  g_object_unref (bench.service);
  g_object_unref (bench.jobs);
  g_main_loop_unref (bench.loop);
  return 0;
}
