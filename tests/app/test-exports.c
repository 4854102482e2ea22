/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

/* What is exported is what the service has: asked for here by other means, read by another parser. */

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "../session/record-bench.h"
#include "luthier-curve-lines.h"
#include "luthier-plot-export.h"
#include "luthier-runs-export.h"
#include "luthier-ui-test.h"

#define VALIDATION_LOSS "/eval_total_loss"
#define SCOPE           "https://www.googleapis.com/auth/cloud-platform"
#define TOKEN           "export-token"

typedef struct
{
  Bench bench;
  SoupSession *soup; /* (owned) */
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer unused)
{
  set_up (&fixture->bench, NULL);
  luthier_practice_tokens_add_access_token (luthier_practice_get_tokens (fixture->bench.practice),
                                            TOKEN, BENCH_EMAIL, SCOPE, 100 * 3600);
  fixture->soup = soup_session_new ();
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_object (&fixture->soup);
  tear_down (&fixture->bench, NULL);
}

/* (transfer full): path: "/v1/..." */
static JsonNode *
ask (Fixture *fixture, const char *path)
{
  g_autofree char *uri = g_strconcat (luthier_practice_get_base_url (fixture->bench.practice), path,
                                      NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                               "Bearer " TOKEN);
  soup_session_send_and_read_async (fixture->soup, message, G_PRIORITY_DEFAULT, NULL,
                                    luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  bytes = soup_session_send_and_read_finish (fixture->soup, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                              (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);

  return json_parser_steal_root (parser);
}

static double
read_served (JsonObject *point)
{
  JsonObject *scalar = json_object_get_object_member (point, "scalar");
  JsonNode *value = json_object_get_member (scalar, "value");

  /* What is 0 is left out. */
  if (value == NULL)
    return 0;
  return json_node_get_value_type (value) == G_TYPE_STRING
             ? g_ascii_strtod (json_node_get_string (value), NULL)
             : json_node_get_double (value);
}

static gint64
read_time (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const gint64 one = ((const LuthierPoint *) a)->step;
  const gint64 two = ((const LuthierPoint *) b)->step;

  return one < two ? -1 : one > two;
}

/* (transfer full): of the name of each series all its points, as the service gives them out */
static GHashTable *
ask_for_curves (Fixture *fixture, LuthierJob *job)
{
  const char *experiment = luthier_job_get_experiment (job);
  g_autofree char *context_path = g_strconcat ("/v1/", experiment, NULL);
  g_autoptr (JsonNode) context = ask (fixture, context_path);
  const char *tensorboard = json_object_get_string_member (
      json_object_get_object_member (json_node_get_object (context), "metadata"),
      "backing_tensorboard_resource");
  g_autofree char *list_path = g_strdup_printf ("/v1/%s/experiments/%s/runs/run-0/timeSeries",
                                                tensorboard, strrchr (experiment, '/') + 1);
  g_autoptr (JsonNode) list = ask (fixture, list_path);
  JsonArray *all = json_object_get_array_member (json_node_get_object (list),
                                                 "tensorboardTimeSeries");
  GHashTable *curves = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                              (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < json_array_get_length (all); i++)
    {
      JsonObject *series = json_array_get_object_element (all, i);
      g_autofree char *path = g_strdup_printf ("/v1/%s:read?maxDataPoints=-1",
                                               json_object_get_string_member (series, "name"));
      g_autoptr (JsonNode) data = ask (fixture, path);
      JsonArray *values = json_object_get_array_member (
          json_object_get_object_member (json_node_get_object (data), "timeSeriesData"), "values");
      GArray *points = g_array_new (FALSE, FALSE, sizeof (LuthierPoint));

      for (guint k = 0; k < json_array_get_length (values); k++)
        {
          JsonObject *value = json_array_get_object_element (values, k);
          const char *step = json_object_get_string_member_with_default (value, "step", "0");
          const LuthierPoint point = {
            g_ascii_strtoll (step, NULL, 10),
            read_time (json_object_get_string_member (value, "wallTime")),
            read_served (value),
          };

          g_array_append_val (points, point);
        }
      g_array_sort (points, compare_steps);
      g_hash_table_insert (curves, g_strdup (json_object_get_string_member (series, "displayName")),
                           points);
    }

  return curves;
}

/* (transfer full): its rows, without what ends them, the last one of which is empty */
static GStrv
split_rows (GBytes *csv)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (csv, NULL), g_bytes_get_size (csv));

  return g_strsplit (text, "\r\n", -1);
}

/* Bit by bit; only of what is no number there are many that mean the same. */
static void
assert_same (double value, double expected)
{
  if (isnan (expected))
    g_assert_true (isnan (value));
  else
    g_assert_cmpmem (&value, sizeof value, &expected, sizeof expected);
}

static void
assert_row (const char *row, const char *label, const LuthierPoint *point)
{
  g_auto (GStrv) cells = g_strsplit (row, ",", -1);
  char *end = NULL;

  g_assert_cmpuint (g_strv_length (cells), ==, 4);
  g_assert_cmpstr (cells[0], ==, label);
  g_assert_cmpint (g_ascii_strtoll (cells[1], NULL, 10), ==, point->step);
  g_assert_cmpint (read_time (cells[2]), ==, point->time);
  assert_same (g_ascii_strtod (cells[3], &end), point->value);
  g_assert_cmpstr (end, ==, "");
}

/* (transfer full): what the plot of these lines writes, row by row */
static GStrv
export_lines (GListStore *lines)
{
  GtkWidget *plot = g_object_ref_sink (luthier_plot_new ());
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) csv = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (plot, "lines", lines, NULL);
  luthier_plot_export_async (LUTHIER_PLOT (plot), LUTHIER_PLOT_CSV, NULL, luthier_test_result_cb,
                             &result);
  luthier_test_wait_for (result);
  csv = luthier_plot_export_finish (result, &error);
  g_assert_no_error (error);
  g_object_unref (plot);

  return split_rows (csv);
}

/* Every row of the plots of a job, one plot after the other; returns how many series they have. */
static guint
assert_plots (LuthierJob *job, LuthierRecord *record, GHashTable *served)
{
  LuthierCurves *curves = luthier_record_get_curves (record);
  g_autoptr (GPtrArray) groups = luthier_curve_lines_list_groups (curves);
  guint n_series = 0;

  for (guint i = 0; i < groups->len; i++)
    {
      g_autoptr (GListStore) lines = g_list_store_new (LUTHIER_TYPE_PLOT_LINE);
      g_auto (GStrv) rows = NULL;
      guint row = 0;

      luthier_curve_lines_update (lines, job, curves, groups->pdata[i]);
      rows = export_lines (lines);
      g_assert_cmpstr (rows[row++], ==, "curve,step,time,value");
      for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (lines)); k++, n_series++)
        {
          g_autoptr (LuthierPlotLine) line = g_list_model_get_item (G_LIST_MODEL (lines), k);
          const char *name = luthier_series_get_name (luthier_plot_line_get_series (line));
          const GArray *points = g_hash_table_lookup (served, name);

          g_assert_nonnull (points);
          for (guint p = 0; p < points->len; p++)
            assert_row (rows[row++], luthier_plot_line_get_label (line),
                        &g_array_index (points, LuthierPoint, p));
        }
      g_assert_cmpstr (rows[row++], ==, "");
      g_assert_null (rows[row]);
    }

  return n_series;
}

/* The least value that is a number; n_odd: (out): how many are none */
static double
find_least (GHashTable *served, const char *name, guint *n_points, guint *n_odd)
{
  const GArray *points = g_hash_table_lookup (served, name);
  double least = INFINITY;

  *n_points = points->len;
  *n_odd = 0;
  for (guint i = 0; i < points->len; i++)
    {
      const double value = g_array_index (points, LuthierPoint, i).value;

      if (isnan (value))
        ++*n_odd;
      else
        least = MIN (least, value);
    }

  return least;
}

/* How many cannot be told with 15 digits, as most programs write numbers. */
static guint
count_long_values (GHashTable *served, const char *name)
{
  const GArray *points = g_hash_table_lookup (served, name);
  guint n = 0;

  for (guint i = 0; i < points->len; i++)
    {
      const double value = g_array_index (points, LuthierPoint, i).value;
      char digits[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (digits, sizeof digits, "%.15g", value);
      n += g_ascii_strtod (digits, NULL) < value || g_ascii_strtod (digits, NULL) > value;
    }

  return n;
}

/* (transfer full): what the table of all jobs writes, row by row */
static GStrv
export_runs (Fixture *fixture)
{
  LuthierSession *session = fixture->bench.session;
  GtkWidget *table = g_object_new (LUTHIER_TYPE_RUNS_TABLE, "session", session, "jobs",
                                   luthier_session_get_jobs (session), NULL);
  GtkWidget *window = luthier_ui_test_show (table, 800, 400);
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) csv = NULL;
  g_autoptr (GError) error = NULL;
  GHashTable *results;

  luthier_session_load_results_async (session, NULL, luthier_test_result_cb, &loaded);
  luthier_test_wait_for (loaded);
  results = luthier_session_load_results_finish (session, loaded, &error);
  g_assert_no_error (error);
  luthier_runs_table_set_results (LUTHIER_RUNS_TABLE (table), results);
  luthier_runs_export_csv_async (LUTHIER_RUNS_TABLE (table), NULL, luthier_test_result_cb, &result);
  luthier_test_wait_for (result);
  csv = luthier_runs_export_csv_finish (result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  luthier_ui_test_destroy (window);

  return split_rows (csv);
}

static guint
find_column (const char *head, const char *title)
{
  g_auto (GStrv) cells = g_strsplit (head, ",", -1);
  guint i = 0;

  while (cells[i] != NULL && strcmp (cells[i], title) != 0)
    i++;
  g_assert_nonnull (cells[i]);

  return i;
}

/* In the row of this job. No cell of these has a comma in it. */
static void
assert_run (GStrv rows, LuthierJob *job, double least)
{
  const guint loss = find_column (rows[0], "best_validation_loss");
  const guint name = find_column (rows[0], "name");
  guint n_rows = 0;

  for (guint i = 1; *rows[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (rows[i], ",", -1);
      char *end = NULL;

      g_assert_cmpuint (g_strv_length (cells), >, MAX (loss, name));
      if (strcmp (cells[name], luthier_job_get_name (job)) != 0)
        continue;
      g_assert_cmpstr (cells[loss], !=, "");
      assert_same (g_ascii_strtod (cells[loss], &end), least);
      g_assert_cmpstr (end, ==, "");
      n_rows++;
    }
  g_assert_cmpuint (n_rows, ==, 1);
}

/* (transfer full): one that is followed to its end; record: (out) (transfer full): its own */
static LuthierJob *
run_job (Fixture *fixture, const char *name, gint64 epochs, LuthierRecord **record)
{
  Bench *bench = &fixture->bench;
  g_autoptr (LuthierJobSpec) spec = bench_new_spec (bench);
  g_autoptr (GError) error = NULL;
  LuthierJob *job;

  luthier_job_spec_set_display_name (spec, name);
  luthier_job_spec_set_validation_uri (spec, VALIDATION);
  luthier_job_spec_set_epoch_count (spec, epochs);
  job = bench_create (bench, spec, &error);
  g_assert_no_error (error);
  *record = get_record (bench, job);
  luthier_session_follow (bench->session, job);
  for (guint i = 0; i < 200 && !luthier_record_get_complete (*record); i++)
    {
      luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (bench->clock), 2 * 60 * 1000);
      settle (bench);
      luthier_test_wait_until (!luthier_record_get_reading (*record));
    }
  g_assert_true (luthier_record_get_complete (*record));
  luthier_session_unfollow (bench->session, job);

  return job;
}

static void
test_served (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LuthierRecord) broken_record = NULL;
  g_autoptr (LuthierRecord) long_record = NULL;
  g_autoptr (LuthierJob) broken = NULL;
  g_autoptr (LuthierJob) endless = NULL;
  g_autoptr (GHashTable) broken_curves = NULL;
  g_autoptr (GHashTable) long_curves = NULL;
  g_auto (GStrv) rows = NULL;
  guint n_points;
  guint n_odd;

  bench_misbehave (&fixture->bench, "curve=breaks");
  broken = run_job (fixture, "broken", 4, &broken_record);
  luthier_practice_clear_situations (fixture->bench.practice);
  endless = run_job (fixture, "long", 140, &long_record);
  broken_curves = ask_for_curves (fixture, broken);
  long_curves = ask_for_curves (fixture, endless);

  /* They are what this is about. */
  find_least (broken_curves, LOSS, &n_points, &n_odd);
  g_assert_cmpuint (n_odd, >, 0);
  g_assert_cmpuint (n_odd, <, n_points);
  find_least (long_curves, LOSS, &n_points, &n_odd);
  g_assert_cmpuint (n_points, >, 1000);
  g_assert_cmpuint (count_long_values (long_curves, LOSS), >, n_points / 2);

  g_assert_cmpuint (assert_plots (broken, broken_record, broken_curves), ==,
                    g_hash_table_size (broken_curves));
  g_assert_cmpuint (assert_plots (endless, long_record, long_curves), ==,
                    g_hash_table_size (long_curves));

  rows = export_runs (fixture);
  assert_run (rows, broken, find_least (broken_curves, VALIDATION_LOSS, &n_points, &n_odd));
  assert_run (rows, endless, find_least (long_curves, VALIDATION_LOSS, &n_points, &n_odd));
}

int
main (int argc, char *argv[])
{
  luthier_ui_test_init (&argc, &argv);

  g_test_add ("/exports/served", Fixture, NULL, fixture_set_up, test_served, fixture_tear_down);

  return g_test_run ();
}
