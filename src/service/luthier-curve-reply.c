/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-curve-reply.h"

#include <glib/gi18n.h>
#include <math.h>

#include "luthier-error.h"
#include "luthier-job-json.h"
#include "luthier-one-line.h"
#include "luthier-resource-name.h"

#define TENSORBOARD "projects/@/locations/@/tensorboards/@"
#define RUN         TENSORBOARD "/experiments/@/runs/@"
#define SERIES      RUN "/timeSeries/@"

#define MAX_TITLE 500
/* More series than anybody looks at. */
#define MAX_SOURCES 1000
/* An experiment has one, as a rule; each is asked for what it has at every look. */
#define MAX_RUNS 5
/* So few points are read in less time than another thread takes to begin. */
#define MAX_QUICK_POINTS 500

void
luthier_curve_source_free (LuthierCurveSource *self)
{
  g_free (self->name);
  g_free (self->title);
  g_free (self);
}

const char *
luthier_curve_source_get_id (const LuthierCurveSource *self)
{
  return strrchr (self->name, '/') + 1;
}

/**
 * luthier_curve_reply_check:
 * @reply: a reply that came as a success
 * @error: %LUTHIER_ERROR_BAD_REPLY
 *
 * What is empty is an object with nothing in it. Whoever takes something else for one believes that
 * there are no curves.
 *
 * Returns: whether it can be read
 */
gboolean
luthier_curve_reply_check (LuthierJson *reply, GError **error)
{
  const LuthierJsonValue *root = luthier_json_get_root (reply);

  if (luthier_json_value_get_kind (root) == LUTHIER_JSON_OBJECT &&
      luthier_json_value_get_member (root, "error") == NULL)
    return TRUE;

  g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                       _ ("The answer of the service does not tell of curves"));
  return FALSE;
}

/**
 * luthier_curve_reply_dup_tensorboard:
 * @context: the root of the reply for an experiment
 *
 * Returns: (transfer full) (nullable): the TensorBoard that stands behind the experiment
 */
char *
luthier_curve_reply_dup_tensorboard (const LuthierJsonValue *context)
{
  const char *name = luthier_json_value_get_string (
      luthier_json_value_get_path (context, "metadata", "backing_tensorboard_resource", NULL),
      NULL);

  return luthier_resource_name_match (name, TENSORBOARD) ? g_strdup (name) : NULL;
}

static gboolean
belongs (const char *name, const char *form, const char *parent)
{
  return luthier_resource_name_match (name, form) && g_str_has_prefix (name, parent) &&
         name[strlen (parent)] == '/';
}

void
luthier_curve_reply_add_runs (const LuthierJsonValue *page, const char *experiment, GPtrArray *runs)
{
  const LuthierJsonValue *run = NULL;
  LuthierJsonIter iter;

  luthier_json_iter_init (&iter, luthier_json_value_get_member (page, "tensorboardRuns"));
  while (luthier_json_iter_next (&iter, NULL, &run))
    {
      const char *name = luthier_json_value_get_member_string (run, "name");

      if (belongs (name, RUN, experiment) && runs->len < MAX_RUNS)
        g_ptr_array_add (runs, g_strdup (name));
    }
}

static gboolean
is_of_scalars (const LuthierJsonValue *series)
{
  return g_strcmp0 (luthier_json_value_get_member_string (series, "valueType"), "SCALAR") == 0;
}

static char *
dup_title (const LuthierJsonValue *series, const char *name)
{
  g_autofree char *title = luthier_one_line (
      luthier_json_value_get_member_string (series, "displayName"), MAX_TITLE);

  return title != NULL && *title != '\0' ? g_steal_pointer (&title)
                                         : g_strdup (strrchr (name, '/') + 1);
}

void
luthier_curve_reply_add_sources (const LuthierJsonValue *page, const char *run, GPtrArray *sources)
{
  const LuthierJsonValue *series = NULL;
  LuthierJsonIter iter;

  luthier_json_iter_init (&iter, luthier_json_value_get_member (page, "tensorboardTimeSeries"));
  while (luthier_json_iter_next (&iter, NULL, &series))
    {
      const char *name = luthier_json_value_get_member_string (series, "name");
      const LuthierJsonValue *extent = luthier_json_value_get_member (series, "metadata");
      LuthierCurveSource *source;

      if (!belongs (name, SERIES, run) || !is_of_scalars (series) || sources->len >= MAX_SOURCES)
        continue;
      source = g_new0 (LuthierCurveSource, 1);
      source->name = g_strdup (name);
      source->title = dup_title (series, name);
      source->step = luthier_json_value_get_int64 (
          luthier_json_value_get_member (extent, "maxStep"), 0);
      source->time = luthier_timestamp_parse (
          luthier_json_value_get_member_string (extent, "maxWallTime"));
      g_ptr_array_add (sources, source);
    }
}

/* The service leaves out what is 0: a step, a value. */
static gboolean
read_point (const LuthierJsonValue *value, LuthierPoint *point)
{
  const LuthierJsonValue *step = luthier_json_value_get_member (value, "step");
  const LuthierJsonValue *scalar = luthier_json_value_get_member (value, "scalar");
  const LuthierJsonValue *number = luthier_json_value_get_member (scalar, "value");

  if (luthier_json_value_get_kind (scalar) != LUTHIER_JSON_OBJECT)
    return FALSE;
  point->step = step != NULL ? luthier_json_value_get_int64 (step, -1) : 0;
  point->time = luthier_timestamp_parse (luthier_json_value_get_member_string (value, "wallTime"));
  point->value = luthier_json_value_get_double (number, 0);

  /* What is no value at all is told from 0 by another fallback. */
  return point->step >= 0 &&
         (number == NULL || point->value < 0 || point->value > 0 || isnan (point->value) ||
          luthier_json_value_get_double (number, 1) < 1);
}

static void
read_series (GHashTable *table, const LuthierJsonValue *data)
{
  const char *id = luthier_json_value_get_member_string (data, "tensorboardTimeSeriesId");
  const LuthierJsonValue *values = luthier_json_value_get_member (data, "values");
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (LuthierPoint));
  g_autoptr (LuthierSeries) series = luthier_series_new ("");
  const LuthierJsonValue *value = NULL;
  LuthierJsonIter iter;

  if (id == NULL)
    return;

  luthier_json_iter_init (&iter, values);
  while (luthier_json_iter_next (&iter, NULL, &value))
    {
      LuthierPoint point;

      if (read_point (value, &point))
        g_array_append_val (points, point);
    }
  luthier_series_merge (series, (const LuthierPoint *) (gconstpointer) points->data, points->len);
  g_hash_table_replace (table, g_strdup (id), g_steal_pointer (&series));
}

/* A list if many series were asked for, else one. */
static GHashTable *
read_reply (LuthierJson *reply)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  const LuthierJsonValue *data = luthier_json_value_get_member (luthier_json_get_root (reply),
                                                                "timeSeriesData");
  const LuthierJsonValue *element = NULL;
  LuthierJsonIter iter;

  if (luthier_json_value_get_kind (data) == LUTHIER_JSON_OBJECT)
    read_series (table, data);
  else
    for (luthier_json_iter_init (&iter, data); luthier_json_iter_next (&iter, NULL, &element);)
      read_series (table, element);

  return table;
}

static guint
count_points (LuthierJson *reply)
{
  const LuthierJsonValue *data = luthier_json_value_get_member (luthier_json_get_root (reply),
                                                                "timeSeriesData");
  const LuthierJsonValue *element = NULL;
  LuthierJsonIter iter;
  guint n = luthier_json_value_get_length (luthier_json_value_get_member (data, "values"));

  if (luthier_json_value_get_kind (data) != LUTHIER_JSON_ARRAY)
    return n;
  luthier_json_iter_init (&iter, data);
  while (luthier_json_iter_next (&iter, NULL, &element))
    n += luthier_json_value_get_length (luthier_json_value_get_member (element, "values"));

  return n;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer reply, GCancellable *cancellable)
{
  g_task_return_pointer (task, read_reply (reply), (GDestroyNotify) g_hash_table_unref);
}

void
luthier_curve_reply_read_points_async (LuthierJson *reply,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, luthier_curve_reply_read_points_async);
  g_task_set_task_data (task, luthier_json_ref (reply), (GDestroyNotify) luthier_json_unref);
  if (count_points (reply) > MAX_QUICK_POINTS)
    g_task_run_in_thread (task, read_in_thread);
  else
    g_task_return_pointer (task, read_reply (reply), (GDestroyNotify) g_hash_table_unref);
}

GHashTable *
luthier_curve_reply_read_points_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
