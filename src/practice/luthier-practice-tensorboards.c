/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-tensorboards.h"

#include <math.h>

#include "luthier-practice-curves.h"
#include "luthier-practice-page.h"
#include "luthier-practice-refusals.h"
#include "luthier-practice-render.h"
#include "luthier-practice-target.h"
#include "luthier-random.h"

#define PLACE        "projects/%s/locations/%s"
#define DEFAULT_PAGE 50
#define MAX_PAGE     1000
/* Of a series that is read, unless more are asked for. */
#define DEFAULT_POINTS 1000
#define MAX_POINTS     10000

/* Of what replies are instances */
#define LIST_OF_RUNS   "ListTensorboardRunsResponse"
#define LIST_OF_SERIES "ListTensorboardTimeSeriesResponse"

/* What a path asks for, in an experiment. */
typedef struct
{
  const LuthierPracticeExperiments *experiments;
  LuthierPracticeTarget
      target; /* {version}/projects/p/locations/l/tensorboards/t/experiments/e/... */
  char *run;  /* (owned) (nullable): the full name */
  LuthierPracticeCurves curves;
} Question;

static void
question_clear (Question *self)
{
  luthier_practice_target_clear (&self->target);
  g_free (self->run);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

static const char *
get_location (const Question *self)
{
  return self->target.parts[4];
}

static void
append_names (GString *json, const char *name, const char *display_name)
{
  g_string_append_printf (json, "{\"name\":\"%s\",\"displayName\":", name);
  luthier_practice_render_string (json, display_name);
}

static void
append_moments (GString *json, gint64 created, gint64 updated)
{
  g_string_append (json, ",\"createTime\":");
  luthier_practice_render_moment (json, created);
  g_string_append (json, ",\"updateTime\":");
  luthier_practice_render_moment (json, updated);
}

static char *
dup_run_name (const Question *self, const LuthierPracticeJob *job)
{
  g_autofree char *experiment = luthier_practice_render_experiment_id (job);

  return g_strdup_printf (PLACE "/tensorboards/%s/experiments/%s/runs/" LUTHIER_PRACTICE_RUN,
                          luthier_practice_state_get_project_number (self->experiments->state),
                          get_location (self), self->target.parts[6], experiment);
}

/* FALSE and a 404 already answered: there is no such experiment. */
static gboolean
find_experiment (Question *self, const char *id)
{
  const LuthierPracticeJob *job = luthier_practice_experiments_find (self->experiments,
                                                                     get_location (self), id);

  if (job == NULL)
    return FALSE;
  luthier_practice_curves_init (&self->curves, job,
                                luthier_practice_state_now (self->experiments->state));
  g_free (self->run);
  self->run = dup_run_name (self, job);
  return TRUE;
}

static gboolean
has_begun (const Question *self)
{
  return self->curves.n_tries > 0;
}

static void
append_run (const Question *self, GString *json)
{
  const LuthierPracticeJob *job = self->curves.job;

  append_names (json, self->run, LUTHIER_PRACTICE_RUN);
  append_moments (json, job->tuning, job->tuning);
  g_string_append_c (json, '}');
}

static gboolean
init_page (const Question *self, LuthierPracticePage *page)
{
  const char *size = luthier_practice_exchange_get_query (self->experiments->exchange, "pageSize");

  if (!luthier_practice_page_init (page, self->experiments->exchange, MAX_PAGE))
    return FALSE;
  if (size == NULL)
    page->limit = DEFAULT_PAGE;
  return TRUE;
}

/* With the situation "empty-page" the first page has nothing but the token of the next. */
static gboolean
is_left_empty (const Question *self, const char *schema)
{
  const LuthierPracticePage none = { 0, 0 };
  g_autofree char *token = luthier_practice_page_make_token (&none, 1);
  g_autofree char *json = g_strdup_printf ("{\"nextPageToken\":\"%s\"}", token);

  if (!luthier_practice_situations_get (self->experiments->situations, "empty-page", NULL, NULL) ||
      luthier_practice_exchange_get_query (self->experiments->exchange, "pageToken") != NULL)
    return FALSE;
  luthier_practice_experiments_reply (self->experiments, schema, json);
  return TRUE;
}

/* Once the steps begin there is a run. */
static void
list_runs (const Question *self)
{
  g_autoptr (GString) json = g_string_new ("{");
  LuthierPracticePage page;

  if (!init_page (self, &page) || is_left_empty (self, LIST_OF_RUNS))
    return;
  if (has_begun (self) && page.first == 0)
    {
      g_string_append (json, "\"tensorboardRuns\":[");
      append_run (self, json);
      g_string_append_c (json, ']');
    }
  g_string_append_c (json, '}');
  luthier_practice_experiments_reply (self->experiments, LIST_OF_RUNS, json->str);
}

static void
append_step (GString *json, const char *name, gint64 step)
{
  if (step != 0)
    g_string_append_printf (json, "\"%s\":\"%" G_GINT64_FORMAT "\",", name, step);
}

static void
append_series (const Question *self, GString *json, guint series)
{
  const guint n = luthier_practice_curves_count_points (&self->curves, series);
  g_autofree char *id = luthier_practice_curves_dup_id (&self->curves, series);
  g_autofree char *name = g_strdup_printf ("%s/timeSeries/%s", self->run, id);
  LuthierPracticePoint first, last;

  luthier_practice_curves_get_point (&self->curves, series, 0, &first);
  luthier_practice_curves_get_point (&self->curves, series, n - 1, &last);
  append_names (json, name, luthier_practice_curves_get_name (&self->curves, series));
  g_string_append (json, ",\"valueType\":\"SCALAR\",\"pluginName\":\"scalars\"");
  append_moments (json, first.moment, last.moment);
  g_string_append (json, ",\"metadata\":{");
  append_step (json, "maxStep", last.step);
  g_string_append (json, "\"maxWallTime\":");
  luthier_practice_render_moment (json, last.moment);
  g_string_append (json, "}}");
}

static void
append_page_of_series (const Question *self, GString *json, const LuthierPracticePage *page)
{
  const guint n = self->curves.n_series;
  const guint end = luthier_practice_page_get_end (page, n);

  if (page->first >= n)
    return;
  g_string_append (json, "\"tensorboardTimeSeries\":[");
  for (guint i = page->first; i < end; i++)
    {
      append_series (self, json, i);
      g_string_append (json, i + 1 < end ? "," : "]");
    }
  if (end < n)
    {
      g_autofree char *token = luthier_practice_page_make_token (page, n);

      g_string_append_printf (json, ",\"nextPageToken\":\"%s\"", token);
    }
}

static void
list_series (const Question *self)
{
  g_autoptr (GString) json = g_string_new ("{");
  LuthierPracticePage page;

  if (!init_page (self, &page) || is_left_empty (self, LIST_OF_SERIES))
    return;
  append_page_of_series (self, json, &page);
  g_string_append_c (json, '}');
  luthier_practice_experiments_reply (self->experiments, LIST_OF_SERIES, json->str);
}

/* ProtoJSON: what is 0 is left out, what is no number is a text. Training measures with few bits;
 * the service tells the number that they are with all its digits. */
static void
append_value (GString *json, double measured)
{
  const double value = (double) (float) measured;
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (value))
    g_string_append (json, "\"value\":\"NaN\"");
  else if (isinf (value))
    g_string_append_printf (json, "\"value\":\"%sInfinity\"", value < 0 ? "-" : "");
  else if (value < 0 || value > 0)
    g_string_append_printf (json, "\"value\":%s",
                            g_ascii_formatd (digits, sizeof digits, "%.17g", value));
}

static void
append_point (GString *json, const LuthierPracticePoint *point)
{
  g_string_append (json, "{\"wallTime\":");
  luthier_practice_render_moment (json, point->moment);
  g_string_append_c (json, ',');
  append_step (json, "step", point->step);
  g_string_append (json, "\"scalar\":{");
  append_value (json, point->value);
  g_string_append (json, "}}");
}

/* (transfer full): indices of so many points: all, or a random sample in no order */
static GArray *
choose_points (guint n, guint limit)
{
  GArray *chosen = g_array_sized_new (FALSE, FALSE, sizeof (guint), MIN (n, limit));
  g_autoptr (LuthierRandom) random = luthier_random_new ();

  for (guint i = 0; i < n; i++)
    {
      const guint place = i < limit ? i : luthier_random_get_integer (random, 0, i + 1);

      if (i < limit)
        g_array_append_val (chosen, i);
      else if (place < limit)
        g_array_index (chosen, guint, place) = i;
    }
  return chosen;
}

static void
append_data (const Question *self, GString *json, guint series, guint limit)
{
  g_autofree char *id = luthier_practice_curves_dup_id (&self->curves, series);
  g_autoptr (GArray)
      chosen = choose_points (luthier_practice_curves_count_points (&self->curves, series), limit);

  g_string_append_printf (json,
                          "{\"tensorboardTimeSeriesId\":\"%s\",\"valueType\":\"SCALAR\","
                          "\"values\":[",
                          id);
  for (guint i = 0; i < chosen->len; i++)
    {
      LuthierPracticePoint point;

      luthier_practice_curves_get_point (&self->curves, series, g_array_index (chosen, guint, i),
                                         &point);
      g_string_append (json, i > 0 ? "," : "");
      append_point (json, &point);
    }
  g_string_append (json, "]}");
}

/* Whether there is such a series in the experiment that was found. */
static gboolean
find_series (const Question *self, const char *run, const char *id, guint *series)
{
  if (has_begun (self) && strcmp (run, LUTHIER_PRACTICE_RUN) == 0 &&
      luthier_practice_curves_find (&self->curves, id, series))
    return TRUE;
  luthier_practice_experiments_refuse (self->experiments, "TensorboardTimeSeries");
  return FALSE;
}

static void
read_series (const Question *self, guint series)
{
  const char *text = luthier_practice_exchange_get_query (self->experiments->exchange,
                                                          "maxDataPoints");
  g_autoptr (GString) json = g_string_new ("{\"timeSeriesData\":");
  gint64 limit = DEFAULT_POINTS;

  if (text != NULL && !g_ascii_string_to_signed (text, 10, -1, MAX_POINTS, &limit, NULL))
    {
      luthier_practice_refuse_argument (self->experiments->exchange,
                                        "Invalid value at 'max_data_points'.");
      return;
    }
  if (limit == 0)
    limit = DEFAULT_POINTS;
  append_data (self, json, series, limit < 0 ? G_MAXUINT : (guint) limit);
  g_string_append_c (json, '}');
  luthier_practice_experiments_reply (self->experiments, "ReadTensorboardTimeSeriesDataResponse",
                                      json->str);
}

/* A name of a series in this TensorBoard; FALSE and an error already answered: it is none. */
static gboolean
find_named (Question *self, const char *name, guint *series)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);
  g_auto (GStrv) own = g_strdupv (self->target.parts + 1);

  if (g_strv_length (parts) != 12 || strcmp (parts[6], "experiments") != 0 ||
      strcmp (parts[8], "runs") != 0 || strcmp (parts[10], "timeSeries") != 0 ||
      !luthier_practice_state_is_project (self->experiments->state, parts[1]) ||
      strcmp (parts[3], own[3]) != 0 || strcmp (parts[5], own[5]) != 0)
    {
      luthier_practice_refuse_argument (self->experiments->exchange,
                                        "Invalid resource name at 'time_series'.");
      return FALSE;
    }
  return find_experiment (self, parts[7]) && find_series (self, parts[9], parts[11], series);
}

static void
read_many (Question *self)
{
  GUri *uri = soup_server_message_get_uri (
      luthier_practice_exchange_get_message (self->experiments->exchange));
  g_autoptr (GString) json = g_string_new ("{\"timeSeriesData\":[");
  GUriParamsIter iter;
  g_autofree char *name = NULL;
  char *value = NULL;
  guint n = 0;

  g_uri_params_iter_init (&iter, g_uri_get_query (uri) != NULL ? g_uri_get_query (uri) : "", -1,
                          "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, NULL))
    {
      g_autofree char *own_value = value;
      g_autofree char *own_name = g_steal_pointer (&name);
      guint series;

      if (strcmp (own_name, "timeSeries") != 0)
        continue;
      if (!find_named (self, own_value, &series))
        return;
      g_string_append (json, n++ > 0 ? "," : "");
      append_data (self, json, series, DEFAULT_POINTS);
    }
  g_string_append (json, "]}");
  if (n == 0)
    luthier_practice_refuse_argument (self->experiments->exchange,
                                      "At least one time series is required.");
  else
    luthier_practice_experiments_reply (self->experiments,
                                        "BatchReadTensorboardTimeSeriesDataResponse", json->str);
}

static void
reply_tensorboard (const Question *self)
{
  const LuthierPracticeState *state = self->experiments->state;
  g_autofree char *name = g_strdup_printf (
      PLACE "/tensorboards/%s",
      luthier_practice_state_get_project_number ((LuthierPracticeState *) state),
      get_location (self), self->target.parts[6]);
  g_autoptr (GString) json = g_string_new (NULL);

  append_names (json, name, "Default TensorBoard");
  g_string_append (json, ",\"isDefault\":true}");
  luthier_practice_experiments_reply (self->experiments, "Tensorboard", json->str);
}

/* .../tensorboards/t/experiments/e/runs/r */
static void
answer_of_run (const Question *self)
{
  const LuthierPracticeTarget *target = &self->target;
  g_autoptr (GString) json = g_string_new (NULL);
  guint series;

  if (!has_begun (self) || !luthier_practice_target_has (target, 10, LUTHIER_PRACTICE_RUN))
    luthier_practice_experiments_refuse (self->experiments, "TensorboardRun");
  else if (target->n_parts == 11 && target->verb == NULL)
    {
      append_run (self, json);
      luthier_practice_experiments_reply (self->experiments, "TensorboardRun", json->str);
    }
  else if (!luthier_practice_target_has (target, 11, "timeSeries") || target->n_parts > 13)
    luthier_practice_exchange_reply_page (self->experiments->exchange, 404);
  else if (target->n_parts == 12 && target->verb == NULL)
    list_series (self);
  else if (target->n_parts == 13 && g_strcmp0 (target->verb, "read") == 0)
    {
      if (find_series (self, target->parts[10], target->parts[12], &series))
        read_series (self, series);
    }
  else if (target->n_parts == 13 && target->verb == NULL)
    {
      if (find_series (self, target->parts[10], target->parts[12], &series))
        {
          append_series (self, json, series);
          luthier_practice_experiments_reply (self->experiments, "TensorboardTimeSeries",
                                              json->str);
        }
    }
  else
    luthier_practice_exchange_reply_page (self->experiments->exchange, 404);
}

static void
answer (Question *self)
{
  const LuthierPracticeTarget *target = &self->target;

  if (target->n_parts == 7 && g_strcmp0 (target->verb, "batchRead") == 0)
    read_many (self);
  else if (target->n_parts == 7 && target->verb == NULL)
    reply_tensorboard (self);
  else if (!luthier_practice_target_has (target, 7, "experiments") ||
           !luthier_practice_target_has (target, 9, "runs"))
    luthier_practice_exchange_reply_page (self->experiments->exchange, 404);
  else if (!find_experiment (self, target->parts[8]))
    return;
  else if (target->n_parts == 10 && target->verb == NULL)
    list_runs (self);
  else if (target->n_parts > 10)
    answer_of_run (self);
  else
    luthier_practice_exchange_reply_page (self->experiments->exchange, 404);
}

/**
 * luthier_practice_tensorboards_reply:
 * @self: where to look, and the request
 *
 * Answers as the service does: pages of runs and of series, and points, of which there is a random
 * sample if there are more than are asked for.
 */
void
luthier_practice_tensorboards_reply (const LuthierPracticeExperiments *self)
{
  g_auto (Question) question = { .experiments = self };
  g_autofree char *own = NULL;

  luthier_practice_target_init (&question.target, self->exchange);
  if (!question.target.is_get)
    {
      luthier_practice_exchange_reply_page (self->exchange, 405);
      return;
    }
  own = luthier_practice_experiments_dup_tensorboard (self, get_location (&question));
  if (question.target.n_parts < 7)
    luthier_practice_exchange_reply_page (self->exchange, 404);
  else if (!luthier_practice_target_has (&question.target, 6, own))
    luthier_practice_experiments_refuse (self, "Tensorboard");
  else
    answer (&question);
}
