/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-curve-reader.h"

#include <glib/gi18n.h>

#include "luthier-curve-news.h"
#include "luthier-curve-pages.h"
#include "luthier-curve-reply.h"
#include "luthier-error.h"
#include "luthier-resource-name.h"
#include "luthier-service-request.h"

#define VERSION    "v1"
#define EXPERIMENT "projects/@/locations/@/metadataStores/@/contexts/@"

#define PAGE_SIZE "200"
/* Their names become part of one address. */
#define MAX_SERIES_A_REQUEST 20
/* Of a longer series the service gives out so many points, chosen at random. */
#define SAMPLE_SIZE 1000
/* How many it gives out of a single one: all, or where those are too many to take, the largest
 * sample. */
#define ALL_POINTS "-1"
#define MAX_POINTS "10000"

struct _LuthierCurveReader
{
  GObject parent_instance;

  LuthierHttpClient *http; /* (owned) */
  char *experiment;        /* (owned) */
  /* The way, as far as it is known */
  char *tensorboard; /* (owned) (nullable) */
  GPtrArray *runs;   /* (owned) (nullable) of char * */
  /* How far each series was read: of names to LuthierCurveSource */
  GHashTable *seen;    /* (owned) */
  GHashTable *longer;  /* (owned): names of series that have more points than a sample */
  GHashTable *longest; /* (owned): names of series that are too long to be read as a whole */
};

G_DEFINE_FINAL_TYPE (LuthierCurveReader, luthier_curve_reader, G_TYPE_OBJECT)

/* One read. */
typedef struct
{
  LuthierCurves *known; /* (owned) */
  LuthierCurves *found; /* (owned) */
  GPtrArray *runs;      /* (owned) (nullable) of char * */
  guint n_runs;         /* of which the series are known */
  GPtrArray *sources;   /* (owned) of LuthierCurveSource: that have something new */
  GPtrArray *done;      /* (owned) of LuthierCurveSource: that were read */
  guint n_asked;        /* of the first sources, at the same time */
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->known);
  g_clear_object (&reading->found);
  g_clear_pointer (&reading->runs, g_ptr_array_unref);
  g_ptr_array_unref (reading->sources);
  g_ptr_array_unref (reading->done);
  g_free (reading);
}

static void go_on (GTask *task);

/* (transfer full): the address of a resource, whose name matches a form; rest: ":verb?query" */
static char *
make_uri (LuthierCurveReader *self, const char *name, const char *rest)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", 5);
  g_autofree char *base = luthier_endpoints_get_tuning_base (
      luthier_http_client_get_endpoints (self->http), parts[3]);

  return g_strdup_printf ("%s/" VERSION "/%s%s", base, name, rest);
}

static void
forget_way (LuthierCurveReader *self)
{
  g_clear_pointer (&self->tensorboard, g_free);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
}

/* Now that nothing can go wrong any more, what was read need not be read again. */
static void
finish (GTask *task)
{
  LuthierCurveReader *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);

  while (reading->done->len > 0)
    {
      LuthierCurveSource *source = g_ptr_array_steal_index_fast (reading->done, 0);

      g_hash_table_replace (self->seen, source->name, source);
    }
  g_task_return_pointer (task, g_steal_pointer (&reading->found), g_object_unref);
}

/* What is not there is not there yet, or no more: then the way begins anew the next time. */
static void
take_error (GTask *task, GError *error)
{
  if (luthier_error_is_no_such_thing (error))
    {
      forget_way (g_task_get_source_object (task));
      finish (task);
      g_error_free (error);
    }
  else
    g_task_return_error (task, error);
}

/* Of what was asked for together, those that are longer than a sample are asked for once more. */
static void
take_points (GTask *task, GHashTable *table)
{
  LuthierCurveReader *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  const guint n_asked = reading->n_asked;

  for (guint i = 0; i < n_asked; i++)
    {
      g_autoptr (LuthierCurveSource) source = g_ptr_array_steal_index (reading->sources, 0);
      LuthierSeries *series = g_hash_table_lookup (table, luthier_curve_source_get_id (source));
      const gboolean is_long = g_hash_table_contains (self->longer, source->name);

      if (series == NULL)
        continue;
      if (!is_long && luthier_series_get_n_points (series) >= SAMPLE_SIZE)
        {
          g_hash_table_add (self->longer, g_strdup (source->name));
          g_ptr_array_add (reading->sources, g_steal_pointer (&source));
          continue;
        }
      luthier_curve_news_add (reading->found, reading->known, source->title, series);
      g_ptr_array_add (reading->done, g_steal_pointer (&source));
    }
}

static void
points_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GHashTable) table = luthier_curve_reply_read_points_finish (result, &error);

  if (table == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_points (task, table);
  go_on (task);
}

/* Of what is too long to be read as a whole, a sample is better than nothing. TRUE: it will be asked
 * for. */
static gboolean
make_do_with_sample (GTask *task, const GError *error)
{
  LuthierCurveReader *self = g_task_get_source_object (task);
  const Reading *reading = g_task_get_task_data (task);
  const LuthierCurveSource *first = reading->sources->pdata[0];

  return g_strcmp0 (luthier_error_get_reason (error), LUTHIER_REASON_TOO_LARGE) == 0 &&
         g_hash_table_contains (self->longer, first->name) &&
         g_hash_table_add (self->longest, g_strdup (first->name));
}

static void
points_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (LuthierJson)
      reply = luthier_http_client_send_json_finish (LUTHIER_HTTP_CLIENT (source), result, &error);

  if (reply == NULL && make_do_with_sample (task, error))
    {
      g_error_free (error);
      go_on (task);
    }
  else if (reply == NULL || !luthier_curve_reply_check (reply, &error))
    take_error (task, error);
  else
    luthier_curve_reply_read_points_async (reply, g_task_get_cancellable (task), points_read_cb,
                                           g_object_ref (task));
}

static void
request_points (GTask *task, const char *name, const char *rest)
{
  LuthierCurveReader *self = g_task_get_source_object (task);
  g_autofree char *uri = make_uri (self, name, rest);

  luthier_service_request (self->http, task, "GET", uri, NULL, points_cb);
}

/* Of the first sources: of many at once, or of one that is long. */
static void
ask_for_points (GTask *task)
{
  LuthierCurveReader *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GString) query = g_string_new (":batchRead");
  const LuthierCurveSource *first;

  reading->n_asked = 0;
  while (reading->n_asked < MIN (reading->sources->len, MAX_SERIES_A_REQUEST))
    {
      const LuthierCurveSource *source = reading->sources->pdata[reading->n_asked];

      if (g_hash_table_contains (self->longer, source->name))
        break;
      g_string_append (query, reading->n_asked == 0 ? "?timeSeries=" : "&timeSeries=");
      g_string_append (query, source->name);
      reading->n_asked++;
    }
  first = reading->sources->pdata[0];
  if (reading->n_asked > 0)
    {
      /* Names have been looked at: behind its TensorBoard's stands its experiment's. */
      const char *behind = strstr (strstr (first->name, "/tensorboards/"), "/experiments/");
      g_autofree char *tensorboard = g_strndup (first->name, (gsize) (behind - first->name));

      request_points (task, tensorboard, query->str);
      return;
    }
  reading->n_asked = 1;
  request_points (task, first->name,
                  g_hash_table_contains (self->longest, first->name)
                      ? ":read?maxDataPoints=" MAX_POINTS
                      : ":read?maxDataPoints=" ALL_POINTS);
}

/* Where the last point of a series is, tells whether there are new ones. */
static gboolean
has_news (LuthierCurveReader *self, Reading *reading, const LuthierCurveSource *source)
{
  const LuthierCurveSource *seen = g_hash_table_lookup (self->seen, source->name);

  if (source->time == 0)
    return TRUE;
  if (seen != NULL)
    return seen->step != source->step || seen->time != source->time;

  return !luthier_curve_news_is_known (reading->known, source);
}

static void
sources_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierCurveReader *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) pages = luthier_curve_pages_finish (result, &error);
  g_autoptr (GPtrArray)
      sources = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_curve_source_free);

  if (pages == NULL)
    {
      take_error (task, error);
      return;
    }
  for (guint i = 0; i < pages->len; i++)
    luthier_curve_reply_add_sources (luthier_json_get_root (pages->pdata[i]),
                                     reading->runs->pdata[reading->n_runs], sources);
  while (sources->len > 0)
    {
      g_autoptr (LuthierCurveSource) source = g_ptr_array_steal_index (sources, 0);

      if (has_news (self, reading, source))
        g_ptr_array_add (reading->sources, g_steal_pointer (&source));
    }
  reading->n_runs++;
  go_on (task);
}

static void
runs_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierCurveReader *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) pages = luthier_curve_pages_finish (result, &error);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *experiment = NULL;

  if (pages == NULL)
    {
      take_error (task, error);
      return;
    }
  if (self->tensorboard == NULL)
    {
      finish (task);
      return;
    }
  experiment = g_strconcat (self->tensorboard, "/experiments/", strrchr (self->experiment, '/') + 1,
                            NULL);
  for (guint i = 0; i < pages->len; i++)
    luthier_curve_reply_add_runs (luthier_json_get_root (pages->pdata[i]), experiment, runs);
  if (runs->len == 0)
    {
      finish (task);
      return;
    }
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  self->runs = g_steal_pointer (&runs);
  go_on (task);
}

static void
context_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierCurveReader *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (LuthierJson)
      context = luthier_http_client_send_json_finish (LUTHIER_HTTP_CLIENT (object), result, &error);

  if (context == NULL || !luthier_curve_reply_check (context, &error))
    {
      take_error (task, error);
      return;
    }
  g_free (self->tensorboard);
  self->tensorboard = luthier_curve_reply_dup_tensorboard (luthier_json_get_root (context));
  if (self->tensorboard == NULL)
    finish (task);
  else
    go_on (task);
}

static void
ask_for_list (GTask *task, const char *name, const char *list, GAsyncReadyCallback callback)
{
  LuthierCurveReader *self = g_task_get_source_object (task);
  g_autofree char *uri = make_uri (self, name, list);

  luthier_curve_pages_async (self->http, uri, g_task_get_cancellable (task), callback,
                             g_object_ref (task));
}

static void
ask_for_runs (GTask *task)
{
  LuthierCurveReader *self = g_task_get_source_object (task);
  g_autofree char *list = g_strdup_printf ("/experiments/%s/runs?pageSize=" PAGE_SIZE,
                                           strrchr (self->experiment, '/') + 1);

  ask_for_list (task, self->tensorboard, list, runs_cb);
}

static void
ask_for_context (GTask *task)
{
  LuthierCurveReader *self = g_task_get_source_object (task);
  g_autofree char *uri = make_uri (self, self->experiment, "");

  luthier_service_request (self->http, task, "GET", uri, NULL, context_cb);
}

/* From where the way is known to the next thing that is not. */
static void
go_on (GTask *task)
{
  LuthierCurveReader *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);

  if (reading->runs == NULL && self->runs != NULL)
    reading->runs = g_ptr_array_ref (self->runs);

  if (reading->runs != NULL && reading->n_runs < reading->runs->len)
    ask_for_list (task, reading->runs->pdata[reading->n_runs], "/timeSeries?pageSize=" PAGE_SIZE,
                  sources_cb);
  else if (reading->runs != NULL && reading->sources->len > 0)
    ask_for_points (task);
  else if (reading->runs != NULL)
    finish (task);
  else if (self->tensorboard != NULL)
    ask_for_runs (task);
  else
    ask_for_context (task);
}

static void
luthier_curve_reader_finalize (GObject *object)
{
  LuthierCurveReader *self = LUTHIER_CURVE_READER (object);

  forget_way (self);
  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->longer);
  g_hash_table_unref (self->longest);
  g_object_unref (self->http);
  g_free (self->experiment);

  G_OBJECT_CLASS (luthier_curve_reader_parent_class)->finalize (object);
}

static void
luthier_curve_reader_class_init (LuthierCurveReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_curve_reader_finalize;
}

static void
luthier_curve_reader_init (LuthierCurveReader *self)
{
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                      (GDestroyNotify) luthier_curve_source_free);
  self->longer = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->longest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * luthier_curve_reader_new:
 * @http: the transport; it must know the endpoints
 * @experiment: as the job tells it
 *
 * Returns: (transfer full): who reads the curves of that job
 */
LuthierCurveReader *
luthier_curve_reader_new (LuthierHttpClient *http, const char *experiment)
{
  LuthierCurveReader *self = g_object_new (LUTHIER_TYPE_CURVE_READER, NULL);

  self->http = g_object_ref (http);
  self->experiment = g_strdup (experiment);

  return self;
}

/**
 * luthier_curve_reader_read_async:
 * @self: who reads
 * @known: what is known of these curves; what a finished read has found must be in it by the next
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks for the series, and for the points of those that have got longer since the last read that
 * went well. Long series are read as a whole, each for itself. Only of one that is larger than an
 * answer may be, a random sample of 10,000 points is read, a new one whenever it has grown.
 */
void
luthier_curve_reader_read_async (LuthierCurveReader *self,
                                 LuthierCurves *known,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  g_return_if_fail (LUTHIER_IS_CURVE_READER (self));
  g_return_if_fail (LUTHIER_IS_CURVES (known));

  reading->known = g_object_ref (known);
  reading->found = luthier_curves_new ();
  reading->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_curve_source_free);
  reading->done = g_ptr_array_new_with_free_func ((GDestroyNotify) luthier_curve_source_free);
  g_task_set_source_tag (task, luthier_curve_reader_read_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  if (luthier_resource_name_match (self->experiment, EXPERIMENT))
    go_on (task);
  else
    g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_INVALID,
                             _ ("“%s” is not the name of an experiment"),
                             self->experiment != NULL ? self->experiment : "");
}

LuthierCurves *
luthier_curve_reader_read_finish (LuthierCurveReader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
