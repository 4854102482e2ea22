/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* How many requests a minute it takes to follow jobs in ten regions, by the service's own count,
 * under a clock that this program moves. One that asks for each job sends as many as there are
 * jobs with every look. */

#include <libsoup/soup.h>
#include <stdio.h>

#include "../session/session-bench.h"

#define MINUTES 20

static const char regions[] = "us-central1,us-east1,us-east4,us-east5,us-south1,us-west1,us-west4,"
                              "europe-west1,europe-west4,asia-southeast1";

static void
make_job (Bench *bench, SoupSession *http, const char *region, guint number)
{
  g_autofree char *uri = g_strdup_printf ("%s/v1/projects/acme/locations/%s/tuningJobs",
                                          luthier_practice_get_base_url (bench->practice), region);
  g_autofree char *text = g_strdup_printf (
      "{\"baseModel\":\"gemini-2.5-flash\",\"tunedModelDisplayName\":\"job-%u\","
      "\"supervisedTuningSpec\":{\"trainingDatasetUri\":\"" BENCH_DATASET "\"}}",
      number);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (SoupMessage) message = soup_message_new ("POST", uri);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) reply = NULL;
  g_autoptr (GError) error = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                               "Bearer bench");
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  soup_session_send_and_read_async (http, message, G_PRIORITY_DEFAULT, NULL, luthier_test_result_cb,
                                    &result);
  luthier_test_wait_for (result);
  reply = soup_session_send_and_read_finish (http, result, &error);
  if (reply == NULL || soup_message_get_status (message) != 200)
    g_error ("%s: %s", uri,
             error != NULL ? error->message : soup_message_get_reason_phrase (message));
}

static void
pass (Bench *bench, guint seconds)
{
  for (guint i = 0; i < seconds; i++)
    {
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), 1000);
      luthier_test_wait_until (!luthier_session_get_refreshing (bench->session));
    }
}

static void
measure (guint n_jobs)
{
  Bench bench = { 0 };
  g_autoptr (LuthierClock)
      clock = luthier_manual_clock_new (G_GINT64_CONSTANT (1795348800) * G_USEC_PER_SEC);
  g_autoptr (SoupSession) http = soup_session_new ();
  g_auto (GStrv) names = g_strsplit (regions, ",", -1);
  g_autoptr (LuthierProfile) profile = NULL;
  guint n_requests, n_looks;

  bench_set_up (&bench, clock, 0.001);
  luthier_practice_tokens_add_access_token (luthier_practice_get_tokens (bench.practice), "bench",
                                            "ada@example.com",
                                            "https://www.googleapis.com/auth/cloud-platform", 1e6);
  for (guint i = 0; i < n_jobs; i++)
    make_job (&bench, http, names[i % g_strv_length (names)], i);
  profile = bench_add_profile (&bench, regions);
  if (luthier_session_get_active_jobs (bench.session) != n_jobs)
    g_error ("%u jobs are in progress instead of %u",
             luthier_session_get_active_jobs (bench.session), n_jobs);

  pass (&bench, 120);
  n_requests = luthier_practice_count_requests (bench.practice, "*", "*");
  n_looks = luthier_practice_count_requests (bench.practice, "GET",
                                             "*/locations/us-central1/tuningJobs");
  pass (&bench, MINUTES * 60);
  n_requests = luthier_practice_count_requests (bench.practice, "*", "*") - n_requests;
  n_looks = luthier_practice_count_requests (bench.practice, "GET",
                                             "*/locations/us-central1/tuningJobs") -
            n_looks;
  printf (
      "%5u active jobs in %u regions: %5.1f requests a minute, %4.1f looks; a get a job each time "
      "would be %.0f\n",
      n_jobs, g_strv_length (names), (double) n_requests / MINUTES, (double) n_looks / MINUTES,
      (double) n_looks * n_jobs / MINUTES);
  fflush (stdout);
  bench_tear_down (&bench);
}

int
main (void)
{
  measure (10);
  measure (100);
  measure (1000);

  return 0;
}
