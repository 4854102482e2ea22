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

static LuthierSeries *
find_series (Follow *follow, const char *name)
{
  LuthierSeries *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (follow->known)); i++)
    {
      g_autoptr (LuthierSeries) series = g_list_model_get_item (G_LIST_MODEL (follow->known), i);

      if (g_str_equal (luthier_series_get_name (series), name))
        found = series;
    }
  g_assert_nonnull (found);
  return found;
}

/* The names of the TensorBoard and of the run of the job. */
static void
find_way (Follow *follow, char **tensorboard, char **run)
{
  g_autoptr (LuthierJson) job = get_job (follow);
  const char *experiment = luthier_json_value_get_member_string (luthier_json_get_root (job),
                                                                 "experiment");
  g_autofree char *path = g_strconcat ("/v1/", experiment, NULL);
  g_autoptr (LuthierJson) context = call (follow, path, NULL);
  const LuthierJsonValue *metadata = luthier_json_value_get_member (luthier_json_get_root (context),
                                                                    "metadata");

  *tensorboard = g_strdup (
      luthier_json_value_get_member_string (metadata, "backing_tensorboard_resource"));
  *run = g_strdup_printf ("%s/experiments/%s/runs/run-0", *tensorboard,
                          strrchr (experiment, '/') + 1);
}

static void
assert_served (LuthierSeries *series, const LuthierJsonValue *values)
{
  guint n_points = 0;
  const LuthierPoint *points = luthier_series_get_points (series, &n_points);

  g_assert_cmpuint (n_points, ==, luthier_json_value_get_length (values));
  for (guint i = 0; i < n_points; i++)
    {
      const LuthierJsonValue *value = luthier_json_value_get_element (values, i);
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (
          luthier_json_value_get_member_string (value, "wallTime"), NULL);
      const double served = luthier_json_value_get_double (
          luthier_json_value_get_path (value, "scalar", "value", NULL), 0);

      g_assert_cmpint (
          points[i].step, ==,
          luthier_json_value_get_int64 (luthier_json_value_get_member (value, "step"), 0));
      g_assert_cmpint (points[i].time, ==,
                       g_date_time_to_unix (time) * G_USEC_PER_SEC +
                           g_date_time_get_microsecond (time));
      g_assert_true (points[i].value == served || (isnan (points[i].value) && isnan (served)));
    }
}

/* What is read is what the service has, point by point, found by another way. */
static void
assert_all_served (Follow *follow, guint n_series)
{
  g_autofree char *tensorboard = NULL;
  g_autofree char *run = NULL;
  g_autofree char *path = NULL;
  g_autoptr (LuthierJson) list = NULL;
  const LuthierJsonValue *series = NULL;
  LuthierJsonIter iter;
  guint n = 0;

  find_way (follow, &tensorboard, &run);
  path = g_strdup_printf ("/v1/%s/timeSeries", run);
  list = call (follow, path, NULL);
  luthier_json_iter_init (
      &iter, luthier_json_value_get_member (luthier_json_get_root (list), "tensorboardTimeSeries"));
  for (; luthier_json_iter_next (&iter, NULL, &series); n++)
    {
      g_autofree char *one = g_strdup_printf (
          "/v1/%s:read?maxDataPoints=-1", luthier_json_value_get_member_string (series, "name"));
      g_autoptr (LuthierJson) data = call (follow, one, NULL);

      assert_served (
          find_series (follow, luthier_json_value_get_member_string (series, "displayName")),
          luthier_json_value_get_path (luthier_json_get_root (data), "timeSeriesData", "values",
                                       NULL));
    }
  g_assert_cmpuint (n, ==, n_series);
}

static void
finish_job (Follow *follow, const char *settings)
{
  start_job (follow, settings);
  process_data (follow);
  advance (follow, 60 * MINUTE);
}

/* data: a situation; (nullable) */
static void
test_values (Follow *follow, gconstpointer data)
{
  if (data != NULL)
    fixture_play (&follow->base, data);
  finish_job (follow, "{\"epochCount\":\"3\"}");
  read_on (follow);
  luthier_practice_clear_situations (follow->base.practice);
  if (g_strcmp0 (data, "curve=foreign") == 0)
    {
      find_series (follow, "learning rate");
      find_series (follow, "/höflichkeit/<mean> & \"more\"");
      assert_all_served (follow, 9);
    }
  else
    assert_all_served (follow, 6);
}

/* What has more than a thousand points is read alone, to the last point. */
static void
test_long (Follow *follow, gconstpointer data)
{
  start_job (follow, "{\"epochCount\":\"130\"}");
  process_data (follow);
  advance (follow, 22 * MINUTE);
  read_on (follow);
  assert_requests (follow, 1, 1, 1, 1);
  g_assert_cmpuint (count (follow, "*:read"), ==, 3);
  assert_all_served (follow, 6);

  advance (follow, 60 * MINUTE);
  g_assert_cmpuint (read_on (follow), <, 1300);
  g_assert_cmpuint (count_known (follow, LUTHIER_METRIC_LOSS, LUTHIER_METRIC_TRAINING), ==, 1300);
  assert_all_served (follow, 6);
}

/* More than the service gives out in any sample: all of them are read, the last one, too, whenever
 * there are new ones. */
static void
test_longest (Follow *follow, gconstpointer data)
{
  fixture_play (&follow->base, "curve=long");
  start_job (follow, "{\"epochCount\":\"1200\"}");
  advance (follow, 2 * MINUTE);
  process_data (follow);
  advance (follow, 23 * MINUTE);
  read_on (follow);
  g_assert_cmpuint (count_known (follow, LUTHIER_METRIC_LOSS, LUTHIER_METRIC_TRAINING), >, 10000);
  assert_all_served (follow, 6);
  g_assert_cmpuint (read_on (follow), ==, 0);
  advance (follow, 60 * MINUTE);
  g_assert_cmpuint (read_on (follow), >, 0);
  g_assert_cmpuint (count_known (follow, LUTHIER_METRIC_LOSS, LUTHIER_METRIC_TRAINING), ==, 12000);
  assert_all_served (follow, 6);
}

/* Where all are more than can be taken there is a sample of them, in order, and nothing is asked for
 * in vain twice. The other series are whole. */
static void
test_too_long (Follow *follow, gconstpointer data)
{
  fixture_play (&follow->base, "curve=long");
  fixture_play (&follow->base, "huge=65@*:read*1");
  start_job (follow, "{\"epochCount\":\"1200\"}");
  advance (follow, 2 * MINUTE);
  process_data (follow);
  advance (follow, 23 * MINUTE);
  read_on (follow);
  g_assert_cmpuint (count_known (follow, LUTHIER_METRIC_LOSS, LUTHIER_METRIC_TRAINING), ==, 10000);
  g_assert_cmpuint (count (follow, "*:read"), ==, 7);
  g_assert_cmpuint (read_on (follow), ==, 0);
  advance (follow, 60 * MINUTE);
  read_on (follow);
  g_assert_cmpuint (count (follow, "*:read"), ==, 13);
  g_assert_cmpuint (count_known (follow, LUTHIER_METRIC_LOSS, LUTHIER_METRIC_TRAINING), >, 11000);
  g_assert_cmpuint (count_known (follow, LUTHIER_METRIC_ACCURACY, LUTHIER_METRIC_TRAINING), ==,
                    12000);
}

/* data: the glob of a hop. Nothing of what came before is lost, or thought to be read. */
static void
test_hop_fails (Follow *follow, gconstpointer data)
{
  g_autofree char *situation = g_strdup_printf ("error=403@%s*1", (const char *) data);
  g_autoptr (LuthierCurves) curves = NULL;

  finish_job (follow, "{\"epochCount\":\"130\"}");
  fixture_play (&follow->base, situation);
  curves = read_curves (follow);
  g_assert_null (curves);
  fixture_assert_error (&follow->base, LUTHIER_ERROR_FORBIDDEN);
  read_on (follow);
  assert_all_served (follow, 6);
}

/* The page of a front end is no answer of the service. */
static void
test_page (Follow *follow, gconstpointer data)
{
  g_autofree char *situation = g_strdup_printf ("html-404@%s*1", (const char *) data);
  g_autoptr (LuthierCurves) curves = NULL;

  finish_job (follow, "{\"epochCount\":\"3\"}");
  fixture_play (&follow->base, situation);
  curves = read_curves (follow);
  g_assert_null (curves);
  fixture_assert_error (&follow->base, LUTHIER_ERROR_NOT_FOUND);
  g_assert_cmpuint (read_on (follow), >, 0);
}

/* What the service has not, or has no more, is no error; the way begins anew. */
static void
test_gone (Follow *follow, gconstpointer data)
{
  g_autofree char *situation = g_strdup_printf ("error=404@%s*1", (const char *) data);

  finish_job (follow, "{\"epochCount\":\"3\"}");
  fixture_play (&follow->base, situation);
  g_assert_cmpuint (read_on (follow), ==, 0);
  g_assert_cmpuint (read_on (follow), >, 0);
  g_assert_cmpuint (count (follow, "*/contexts/*"), ==, 2);
}

static void
test_none (Follow *follow, gconstpointer data)
{
  fixture_play (&follow->base, "curve=none");
  finish_job (follow, "{\"epochCount\":\"3\"}");
  g_assert_cmpuint (read_on (follow), ==, 0);
}

static void
test_not_json (Follow *follow, gconstpointer data)
{
  g_autoptr (LuthierCurves) curves = NULL;

  finish_job (follow, "{\"epochCount\":\"3\"}");
  fixture_play (&follow->base, data);
  curves = read_curves (follow);
  g_assert_null (curves);
  g_assert_nonnull (follow->base.error);
}

/* Two reads at the same time, of which one finds that the way is lost, come to an end. */
static void
test_at_once (Follow *follow, gconstpointer data)
{
  Fixture *fixture = &follow->base;
  g_autoptr (GAsyncResult) other = NULL;
  g_autoptr (LuthierCurves) first = NULL;
  g_autoptr (LuthierCurves) second = NULL;

  finish_job (follow, "{\"epochCount\":\"3\"}");
  read_on (follow);
  g_clear_object (&follow->known);
  follow->known = luthier_curves_new ();
  fixture_play (fixture, "error=404@*/timeSeries*1");
  fixture_reset (fixture);
  luthier_curve_reader_read_async (fixture->subject, follow->known, NULL, luthier_test_result_cb,
                                   &fixture->result);
  luthier_curve_reader_read_async (fixture->subject, follow->known, NULL, luthier_test_result_cb,
                                   &other);
  luthier_test_wait_for (fixture->result);
  luthier_test_wait_for (other);
  first = luthier_curve_reader_read_finish (fixture->subject, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  second = luthier_curve_reader_read_finish (fixture->subject, other, &fixture->error);
  g_assert_no_error (fixture->error);
}

static void
test_cancelled (Follow *follow, gconstpointer data)
{
  g_autoptr (LuthierCurves) curves = NULL;

  finish_job (follow, "{\"epochCount\":\"3\"}");
  g_cancellable_cancel (follow->base.cancellable);
  curves = read_curves (follow);
  g_assert_null (curves);
  g_assert_error (follow->base.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* None of these becomes an address. */
static void
test_bad_names (Follow *follow, gconstpointer data)
{
  static const char *const names[] = {
    "",
    "projects/p/locations/l/tensorboards/1",
    "projects/p/locations/evil.com#/metadataStores/default/contexts/x",
    "projects/p/locations/l/metadataStores/default/contexts/..",
    "projects/p/locations/l/metadataStores/default/contexts/x?y",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (LuthierCurves) curves = NULL;

      follow->base.subject = luthier_curve_reader_new (follow->base.http, names[i]);
      curves = read_curves (follow);
      g_assert_null (curves);
      fixture_assert_error (&follow->base, LUTHIER_ERROR_INVALID);
      fixture_reset (&follow->base);
      g_assert_finalize_object (follow->base.subject);
      follow->base.subject = NULL;
    }
  g_assert_cmpuint (count (follow, "*"), ==, 0);
}

#define ADD(name, data, function)                                                                  \
  g_test_add ("/curve-reader/" name, Follow, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("growth", NULL, test_growth);
  ADD ("known", NULL, test_known);
  ADD ("values", NULL, test_values);
  ADD ("values-broken", "curve=breaks", test_values);
  ADD ("values-foreign", "curve=foreign", test_values);
  ADD ("values-numbers", "numbers", test_values);
  ADD ("values-unknown-fields", "unknown-fields", test_values);
  ADD ("values-empty-page", "empty-page", test_values);
  ADD ("long", NULL, test_long);
  ADD ("longest", NULL, test_longest);
  ADD ("too-long", NULL, test_too_long);
  ADD ("context-fails", "*/contexts/*", test_hop_fails);
  ADD ("runs-fail", "*/runs", test_hop_fails);
  ADD ("series-fail", "*/timeSeries", test_hop_fails);
  ADD ("points-fail", "*:batchRead", test_hop_fails);
  ADD ("long-points-fail", "*:read", test_hop_fails);
  ADD ("context-page", "*/contexts/*", test_page);
  ADD ("runs-page", "*/runs", test_page);
  ADD ("context-gone", "*/contexts/*", test_gone);
  ADD ("runs-gone", "*/runs", test_gone);
  ADD ("series-gone", "*/timeSeries", test_gone);
  ADD ("points-gone", "*:batchRead", test_gone);
  ADD ("none", NULL, test_none);
  ADD ("garbage", "garbage@*/contexts/*", test_not_json);
  ADD ("truncated", "truncated@*:batchRead*5", test_not_json);
  ADD ("at-once", NULL, test_at_once);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("bad-names", NULL, test_bad_names);
  return g_test_run ();
}
