/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-curve-reader.h"

#include <libsoup/soup.h>
#include <math.h>

#include "luthier-manual-clock.h"
#include "practice-fixture.h"

#define NOW    (G_GINT64_CONSTANT (1795000000) * G_USEC_PER_SEC)
#define MINUTE (60 * 1000)
#define JOBS   "/v1beta1/projects/" PROJECT "/locations/us-central1/tuningJobs"

/* Time is stopped for the service; requests take the time that they take. */
typedef struct
{
  Fixture base;
  LuthierClock *time;   /* (owned) */
  char *job;            /* (owned): its name */
  LuthierCurves *known; /* (owned) */
} Follow;

static void
put_examples (LuthierPracticeObjects *objects, const char *name, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text,
                            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"%s %u\"}]},"
                            "{\"role\":\"model\",\"parts\":[{\"text\":\"answer %u\"}]}]}\n",
                            name, i, i);
  bytes = g_string_free_to_bytes (g_steal_pointer (&text));
  luthier_practice_objects_put (objects, "acme-tuning", name, "application/jsonl", bytes);
}

static void
set_up (Follow *follow, gconstpointer data)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (LuthierEndpoints) endpoints = NULL;
  g_autoptr (LuthierTokenSource) tokens = luthier_fixed_token_new (PRACTICE_TOKEN);
  Fixture *fixture = &follow->base;
  LuthierPracticeObjects *objects;

  follow->time = luthier_manual_clock_new (NOW);
  follow->known = luthier_curves_new ();
  fixture->clock = luthier_clock_new ();
  fixture->practice = luthier_practice_new (follow->time, PROJECT, PRACTICE_TOKEN, NULL, 1.0,
                                            &fixture->error);
  g_assert_no_error (fixture->error);
  luthier_practice_listen (fixture->practice, 0, &fixture->error);
  g_assert_no_error (fixture->error);
  endpoints = luthier_endpoints_new (luthier_practice_get_base_url (fixture->practice),
                                     &fixture->error);
  g_assert_no_error (fixture->error);
  fixture->http = luthier_http_client_new (fixture->clock, random, endpoints, tokens, NULL);
  fixture->cancellable = g_cancellable_new ();
  objects = luthier_practice_get_objects (fixture->practice);
  luthier_practice_objects_make_bucket (objects, "acme-tuning", "us-central1");
  put_examples (objects, "train.jsonl", 160);
  put_examples (objects, "validation.jsonl", 20);
}

static void
tear_down (Follow *follow, gconstpointer data)
{
  fixture_tear_down (&follow->base);
  g_clear_object (&follow->known);
  g_clear_object (&follow->time);
  g_free (follow->job);
}

/* (transfer full): the JSON of an answer; body: (nullable) */
static LuthierJson *
call (Follow *follow, const char *path, const char *body)
{
  Fixture *fixture = &follow->base;
  g_autofree char *uri = g_strconcat (luthier_practice_get_base_url (fixture->practice), path,
                                      NULL);
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new_static (body, strlen (body)) : NULL;
  const LuthierHttpRequest request = {
    .method = body != NULL ? "POST" : "GET",
    .uri = uri,
    .body = bytes,
    .content_type = "application/json",
    .policy = LUTHIER_HTTP_ONCE,
    .authorized = TRUE,
  };
  LuthierJson *json;

  fixture_reset (fixture);
  luthier_http_client_send_json_async (fixture->http, &request, NULL, luthier_test_result_cb,
                                       &fixture->result);
  luthier_test_wait_for (fixture->result);
  json = luthier_http_client_send_json_finish (fixture->http, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  return json;
}

static LuthierJson *
get_job (Follow *follow)
{
  g_autofree char *path = g_strconcat ("/v1beta1/", follow->job, NULL);

  return call (follow, path, NULL);
}

static void
advance (Follow *follow, gint64 ms)
{
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (follow->time), ms);
}

static gboolean
has_stats (Follow *follow)
{
  g_autoptr (LuthierJson) job = get_job (follow);

  return luthier_json_value_get_member (luthier_json_get_root (job), "tuningDataStats") != NULL;
}

/* A job whose data are known, a reader for it. settings: "{...}" */
static void
start_job (Follow *follow, const char *settings)
{
  g_autofree char *body = g_strdup_printf (
      "{\"baseModel\":\"gemini-2.5-flash\",\"supervisedTuningSpec\":{\"trainingDatasetUri\":"
      "\"gs://acme-tuning/train.jsonl\",\"validationDatasetUri\":"
      "\"gs://acme-tuning/validation.jsonl\",\"hyperParameters\":%s}}",
      settings);
  g_autoptr (LuthierJson) created = call (follow, JOBS, body);
  g_autoptr (LuthierJson) started = NULL;

  follow->job = g_strdup (
      luthier_json_value_get_member_string (luthier_json_get_root (created), "name"));
  advance (follow, MINUTE / 2);
  started = get_job (follow);
  follow->base.subject = luthier_curve_reader_new (
      follow->base.http,
      luthier_json_value_get_member_string (luthier_json_get_root (started), "experiment"));
}

static void
process_data (Follow *follow)
{
  advance (follow, 2 * MINUTE);
  luthier_test_wait_until (has_stats (follow));
}

/* NULL: an error. */
static LuthierCurves *
read_curves (Follow *follow)
{
  Fixture *fixture = &follow->base;

  fixture_reset (fixture);
  luthier_curve_reader_read_async (fixture->subject, follow->known, fixture->cancellable,
                                   luthier_test_result_cb, &fixture->result);
  luthier_test_wait_for (fixture->result);
  return luthier_curve_reader_read_finish (fixture->subject, fixture->result, &fixture->error);
}

/* Reads, and takes in what is new; how many points that were. */
static guint
read_on (Follow *follow)
{
  g_autoptr (LuthierCurves) found = read_curves (follow);
  guint n = 0;

  g_assert_no_error (follow->base.error);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (found)); i++)
    {
      g_autoptr (LuthierSeries) series = g_list_model_get_item (G_LIST_MODEL (found), i);

      n += luthier_series_get_n_points (series);
    }
  g_assert_true (luthier_curves_merge (follow->known, found) == (n > 0));
  return n;
}

static guint
count (Follow *follow, const char *glob)
{
  return luthier_practice_count_requests (follow->base.practice, "GET", glob);
}

#define assert_requests(follow, contexts, runs, lists, reads)                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_cmpuint (count (follow, "*/contexts/*"), ==, contexts);                               \
    g_assert_cmpuint (count (follow, "*/runs"), ==, runs);                                         \
    g_assert_cmpuint (count (follow, "*/timeSeries"), ==, lists);                                  \
    g_assert_cmpuint (count (follow, "*:batchRead"), ==, reads);                                   \
  }                                                                                                \
  G_STMT_END

static guint
count_known (Follow *follow, LuthierMetricKind kind, LuthierMetricSide side)
{
  LuthierSeries *series = luthier_curves_find (follow->known, kind, side);

  return series != NULL ? luthier_series_get_n_points (series) : 0;
}

static void
test_growth (Follow *follow, gconstpointer data)
{
  start_job (follow, "{\"epochCount\":\"3\"}");
  /* There is no TensorBoard yet, then no run, then all. */
  g_assert_cmpuint (read_on (follow), ==, 0);
  assert_requests (follow, 1, 0, 0, 0);
  process_data (follow);
  g_assert_cmpuint (read_on (follow), ==, 0);
  assert_requests (follow, 2, 1, 0, 0);

  advance (follow, 9 * MINUTE);
  g_assert_cmpuint (read_on (follow), >, 0);
  assert_requests (follow, 2, 2, 1, 1);
  g_assert_cmpint (luthier_curves_get_last_step (follow->known), ==,
                   count_known (follow, LUTHIER_METRIC_LOSS, LUTHIER_METRIC_TRAINING));

  /* Only what is new comes, and points only if there are any. */
  g_assert_cmpuint (read_on (follow), ==, 0);
  assert_requests (follow, 2, 2, 2, 1);
  advance (follow, 40 * 1000);
  g_assert_cmpuint (read_on (follow), <=, 12);
  advance (follow, 30 * MINUTE);
  read_on (follow);
  g_assert_cmpuint (count_known (follow, LUTHIER_METRIC_LOSS, LUTHIER_METRIC_TRAINING), ==, 30);
  g_assert_cmpuint (count_known (follow, LUTHIER_METRIC_LOSS, LUTHIER_METRIC_VALIDATION), ==, 13);
  g_assert_cmpuint (count_known (follow, LUTHIER_METRIC_ACCURACY, LUTHIER_METRIC_VALIDATION), ==,
                    13);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (follow->known)), ==, 6);
  g_assert_cmpuint (read_on (follow), ==, 0);
}

/* As after a restart: what is on disk is not asked for again. */
static void
test_known (Follow *follow, gconstpointer data)
{
  g_autoptr (LuthierJson) job = NULL;

  start_job (follow, "{\"epochCount\":\"3\"}");
  process_data (follow);
  advance (follow, 60 * MINUTE);
  g_assert_cmpuint (read_on (follow), ==, 3 * 30 + 3 * 13);
  assert_requests (follow, 1, 1, 1, 1);

  job = get_job (follow);
  g_assert_finalize_object (follow->base.subject);
  follow->base.subject = luthier_curve_reader_new (
      follow->base.http,
      luthier_json_value_get_member_string (luthier_json_get_root (job), "experiment"));
  g_assert_cmpuint (read_on (follow), ==, 0);
  assert_requests (follow, 2, 2, 2, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Follow, NULL, set_up, function, tear_down)
  ADD ("/curve-reader/growth", test_growth);
  ADD ("/curve-reader/known", test_known);
#undef ADD
  return g_test_run ();
}
