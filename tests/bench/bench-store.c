/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gstdio.h>

#include "luthier-store-record.h"

#define ROUNDS 9

/* A row of a list, with what the app asks for. */
static const char job_text[] =
    "{\"name\": \"projects/123456789012/locations/us-central1/tuningJobs/%u\","
    " \"tunedModelDisplayName\": \"support-tickets-%u\", \"baseModel\": \"gemini-2.5-flash\","
    " \"supervisedTuningSpec\": {\"trainingDatasetUri\": \"gs://example-bucket/train-%u.jsonl\","
    " \"hyperParameters\": {\"epochCount\": \"4\", \"adapterSize\": \"ADAPTER_SIZE_FOUR\","
    " \"learningRateMultiplier\": 0.75}}, \"labels\": {\"team\": \"support\"},"
    " \"state\": \"JOB_STATE_SUCCEEDED\", \"createTime\": \"2026-09-25T%02u:%02u:%02u.543210Z\","
    " \"startTime\": \"2026-09-25T08:09:10.111213Z\", \"endTime\": \"2026-09-25T09:10:11.121314Z\","
    " \"updateTime\": \"2026-09-25T09:10:11.121314Z\", \"tuningDataStats\":"
    " {\"supervisedTuningDataStats\": {\"tuningStepCount\": \"480\"}}}";

static LuthierJson *
make_page (guint n_jobs)
{
  g_autoptr (GString) text = g_string_new ("{\"tuningJobs\": [");

  for (guint i = 0; i < n_jobs; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      g_string_append_printf (text, job_text, i, i, i, i / 3600 % 24, i / 60 % 60, i % 60);
    }
  g_string_append (text, "]}");

  return luthier_json_parse_text (text->str, -1, NULL);
}

static void
result_cb (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **) place = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static double
save (LuthierStore *store, LuthierJson *page)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 start = g_get_monotonic_time ();

  luthier_store_save_page_async (store, "p", page, NULL, result_cb, &result);
  wait_for (&result);
  if (!luthier_store_write_finish (store, result, &error))
    g_error ("%s", error->message);

  return (double) (g_get_monotonic_time () - start) / 1000;
}

/* What a start of the app waits for: the file is opened and the jobs are objects. */
static double
load (const char *path, guint n_jobs)
{
  g_autoptr (LuthierStore) store = luthier_store_new (path);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GPtrArray) jobs = NULL;
  const gint64 start = g_get_monotonic_time ();
  gint64 end;

  luthier_store_open_async (store, NULL, result_cb, &opened);
  luthier_store_load_jobs_async (store, "p", NULL, result_cb, &loaded);
  wait_for (&loaded);
  end = g_get_monotonic_time ();
  jobs = luthier_store_load_jobs_finish (store, loaded, NULL);
  g_assert_true (jobs != NULL && jobs->len == n_jobs);
  luthier_store_close_async (store, NULL, result_cb, &closed);
  wait_for (&closed);

  return (double) (end - start) / 1000;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *) a;
  const double y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
measure (const char *folder, guint n_jobs)
{
  g_autofree char *path = g_strdup_printf ("%s/%u.db", folder, n_jobs);
  g_autoptr (LuthierStore) store = luthier_store_new (path);
  g_autoptr (LuthierJson) page = make_page (n_jobs);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  double times[ROUNDS], first, again;

  luthier_store_open_async (store, NULL, result_cb, &opened);
  wait_for (&opened);
  first = save (store, page);
  again = save (store, page);
  luthier_store_close_async (store, NULL, result_cb, &closed);
  wait_for (&closed);

  for (guint i = 0; i < ROUNDS; i++)
    times[i] = load (path, n_jobs);
  qsort (times, ROUNDS, sizeof times[0], compare_doubles);

  g_print ("%6u jobs: saved in %.1f ms, unchanged again in %.1f ms, opened and loaded in %.1f ms "
           "(median of %d)\n",
           n_jobs, first, again, times[ROUNDS / 2], ROUNDS);
  g_unlink (path);
}

#define PAGE     100u
#define N_SERIES 6u
#define AT_ONCE  10u

/* What a first look at many jobs in progress tells, a page at a time, as it comes. */
static double
sight (LuthierStore *store, guint n_jobs)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func (g_object_unref);
  const gint64 start = g_get_monotonic_time ();
  GAsyncResult *last = NULL;

  for (guint i = 0; i < n_jobs; i += PAGE)
    {
      g_autoptr (GPtrArray) sightings = luthier_sightings_new ();

      for (guint k = i; k < i + PAGE; k++)
        {
          g_autofree char *job = g_strdup_printf ("/locations/us-central1/tuningJobs/%u", k);

          g_ptr_array_add (sightings,
                           luthier_sighting_new (job, luthier_event_new (LUTHIER_EVENT_STATE,
                                                                         "JOB_STATE_RUNNING", NULL,
                                                                         start, start)));
        }
      last = NULL;
      luthier_store_add_sightings_async (store, "p", sightings, NULL, result_cb, &last);
      wait_for (&last);
      g_ptr_array_add (results, last);
    }

  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
add_points (LuthierStore *store, guint job, guint first, guint n_points)
{
  g_autofree char *key = g_strdup_printf ("/locations/us-central1/tuningJobs/%u", job);
  g_autoptr (LuthierCurves) curves = luthier_curves_new ();
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (LuthierPoint));
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = first; i < first + n_points; i++)
    {
      const LuthierPoint point = { i, 1000000 * (gint64) (i + 1), 2.0 / (i + 1) };

      g_array_append_val (points, point);
    }
  for (guint i = 0; i < N_SERIES; i++)
    {
      g_autofree char *name = g_strdup_printf ("/series_%u_loss", i);

      luthier_series_merge (luthier_curves_ensure (curves, name),
                            (const LuthierPoint *) (gconstpointer) points->data, points->len);
    }
  luthier_store_add_points_async (store, "p", key, curves, FALSE, NULL, result_cb, &result);
  wait_for (&result);
}

/* A followed job that has many points already gets some more; and all that is known of all jobs. */
static void
measure_records (const char *folder, guint n_points, guint n_jobs)
{
  g_autofree char *path = g_strdup_printf ("%s/records.db", folder);
  g_autoptr (LuthierStore) store = luthier_store_new (path);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GAsyncResult) record = NULL;
  g_autoptr (GAsyncResult) series = NULL;
  g_autoptr (GAsyncResult) stages = NULL;
  double seen, more, loaded, all;
  gint64 start;

  luthier_store_open_async (store, NULL, result_cb, &opened);
  wait_for (&opened);
  seen = sight (store, 50000);
  for (guint i = 0; i < n_jobs; i++)
    add_points (store, i, 0, n_points);
  start = g_get_monotonic_time ();
  add_points (store, 0, n_points, AT_ONCE);
  more = (double) (g_get_monotonic_time () - start) / 1000;
  start = g_get_monotonic_time ();
  luthier_store_load_record_async (store, "p", "/locations/us-central1/tuningJobs/0", NULL,
                                   result_cb, &record);
  wait_for (&record);
  loaded = (double) (g_get_monotonic_time () - start) / 1000;
  luthier_stored_record_free (luthier_store_load_record_finish (store, record, NULL));
  start = g_get_monotonic_time ();
  luthier_store_load_series_async (store, "p", NULL, result_cb, &series);
  wait_for (&series);
  all = (double) (g_get_monotonic_time () - start) / 1000;
  g_ptr_array_unref (luthier_store_load_series_finish (store, series, NULL));
  start = g_get_monotonic_time ();
  luthier_store_load_stages_async (store, "p", NULL, result_cb, &stages);
  wait_for (&stages);
  g_print ("%6u events of as many jobs: %.1f ms in pages of %u; what all took is read in %.1f ms\n",
           50000u, seen, PAGE, (double) (g_get_monotonic_time () - start) / 1000);
  g_ptr_array_unref (luthier_store_load_stages_finish (store, stages, NULL));
  g_print (
      "%6u points in each of %u series: %u more are saved in %.1f ms, all are loaded in %.1f ms; "
      "the results of %u such jobs in %.1f ms\n",
      n_points, N_SERIES, AT_ONCE, more, loaded, n_jobs, all);
  luthier_store_close_async (store, NULL, result_cb, &closed);
  wait_for (&closed);
  g_unlink (path);
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("luthier-bench-XXXXXX", NULL);

  measure (folder, 100);
  measure (folder, 10000);
  measure (folder, 50000);
  measure_records (folder, 1000, 200);
  measure_records (folder, 10000, 20);
  g_rmdir (folder);

  return 0;
}
