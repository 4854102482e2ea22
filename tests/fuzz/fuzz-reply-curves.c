/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fuzz-text.h"

#include <math.h>

#include "luthier-curve-reader.h"
#include "luthier-fuzz-http.h"
#include "luthier-manual-clock.h"

/* The four hops to the curves of a job, some times in turn: what is found is new, in order, and can
 * be shown and kept. */

#define NOW        (G_GINT64_CONSTANT (1795996800) * G_USEC_PER_SEC)
#define EXPERIMENT "projects/1/locations/us-central1/metadataStores/default/contexts/e"
#define N_READS    4

static LuthierHttpClient *http;

static void
look_at_series (LuthierSeries *series, LuthierCurves *known)
{
  LuthierSeries *before = luthier_curves_ensure (known, luthier_series_get_name (series));
  guint n_points = 0;
  const LuthierPoint *points = luthier_series_get_points (series, &n_points);

  fuzz_look_at_line (luthier_series_get_name (series));
  fuzz_assert (*luthier_series_get_name (series) != '\0');
  fuzz_assert (n_points > 0);
  for (guint i = 0; i < n_points; i++)
    {
      fuzz_assert (points[i].step >= 0);
      fuzz_assert (i == 0 || points[i].step > points[i - 1].step);
      /* Each point alone is new. */
      fuzz_assert (luthier_series_merge (before, &points[i], 1));
    }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierCurves *known = user_data;
  GError *error = NULL;
  g_autoptr (LuthierCurves)
      found = luthier_curve_reader_read_finish (LUTHIER_CURVE_READER (source), result, &error);

  fuzz_assert ((found == NULL) == (error != NULL));
  if (found == NULL)
    {
      fuzz_look_at_text (error->message);
      g_error_free (error);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (found)); i++)
    {
      g_autoptr (LuthierSeries) series = g_list_model_get_item (G_LIST_MODEL (found), i);

      look_at_series (series, known);
    }
  fuzz_assert (!luthier_curves_merge (known, found));
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_autoptr (LuthierClock) clock = luthier_manual_clock_new (NOW);
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (LuthierEndpoints) endpoints = luthier_endpoints_new (NULL, NULL);

  fuzz_begin ();
  http = luthier_http_client_new (clock, random, endpoints, NULL, NULL);
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (LuthierCurveReader) reader = luthier_curve_reader_new (http, EXPERIMENT);
  g_autoptr (LuthierCurves) known = luthier_curves_new ();

  fuzz_http_answer (data, size);
  for (guint i = 0; i < N_READS; i++)
    {
      luthier_curve_reader_read_async (reader, known, NULL, read_cb, known);
      fuzz_http_run ();
    }
  return 0;
}
