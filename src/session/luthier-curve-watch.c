/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-curve-watch.h"

#include "luthier-curve-reader.h"
#include "luthier-error.h"
#include "luthier-record-private.h"
#include "luthier-store-record.h"

struct _LuthierCurveWatch
{
  GObject parent_instance;

  LuthierConnection *connection; /* (owned) */
  LuthierStore *store;           /* (owned) */
  LuthierPauses *pauses;         /* (owned) */
  LuthierJob *job;               /* (owned) */
  LuthierRecord *record;         /* (owned) */
  LuthierHttpClient *http;       /* (owned) (nullable): of the reader */
  LuthierCurveReader *reader;    /* (owned) (nullable) */
  gboolean looking;
  gboolean was_over; /* when the look under way began */
  gboolean refused;  /* at the end of the job, and another look will not change that */
};

G_DEFINE_FINAL_TYPE (LuthierCurveWatch, luthier_curve_watch, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Only then is what the job tells all that it will ever tell. */
static gboolean
is_over (LuthierCurveWatch *self)
{
  return luthier_job_is_terminal (self->job) && luthier_job_get_complete (self->job);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    g_info ("Points of a job are not remembered: %s", error->message);
}

static void
take (LuthierCurveWatch *self, LuthierCurves *news)
{
  LuthierProfile *profile = luthier_connection_get_profile (self->connection);
  const gboolean changed = luthier_curves_merge (luthier_record_get_curves (self->record), news);

  if (changed || self->was_over)
    luthier_store_add_points_async (self->store, luthier_profile_get_id (profile),
                                    luthier_job_get_key (self->job), news, self->was_over, NULL,
                                    saved_cb, NULL);
  if (self->was_over)
    luthier_record_set_complete (self->record, TRUE);
}

/* news, error: (nullable): one of them */
static void
end_look (LuthierCurveWatch *self, LuthierCurves *news, const GError *error)
{
  self->looking = FALSE;
  luthier_record_set_reading (self->record, FALSE);
  if (luthier_connection_is_closed (self->connection) || luthier_job_get_gone (self->job))
    return;

  luthier_pauses_take (self->pauses, luthier_job_get_key (self->job), error);
  luthier_record_set_error (self->record, error);
  if (news != NULL)
    take (self, news);
  else
    self->refused = self->was_over && luthier_record_is_final (self->record);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierCurveWatch) self = user_data;
  g_autoptr (LuthierCurves) news = NULL;
  g_autoptr (GError) error = NULL;

  news = luthier_curve_reader_read_finish (LUTHIER_CURVE_READER (source), result, &error);
  end_look (self, news, error);
}

/* The way to the curves is remembered as long as the same client goes it. */
static void
ensure_reader (LuthierCurveWatch *self)
{
  LuthierHttpClient *http = luthier_connection_get_http (self->connection);

  if (self->reader != NULL && self->http == http)
    return;

  g_clear_object (&self->reader);
  g_set_object (&self->http, http);
  self->reader = luthier_curve_reader_new (http, luthier_job_get_experiment (self->job));
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierCurveWatch *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!luthier_connection_ready_finish (self->connection, result, &error))
    {
      end_look (self, NULL, error);
      g_object_unref (self);
      return;
    }

  ensure_reader (self);
  luthier_curve_reader_read_async (self->reader, luthier_record_get_curves (self->record),
                                   luthier_connection_get_cancellable (self->connection), read_cb,
                                   self);
}

static void
loaded_cb (LuthierCurveWatch *self)
{
  luthier_curve_watch_look (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
luthier_curve_watch_finalize (GObject *object)
{
  LuthierCurveWatch *self = LUTHIER_CURVE_WATCH (object);

  g_clear_object (&self->reader);
  g_clear_object (&self->http);
  g_clear_object (&self->record);
  g_clear_object (&self->job);
  g_clear_object (&self->pauses);
  g_clear_object (&self->store);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (luthier_curve_watch_parent_class)->finalize (object);
}

static void
luthier_curve_watch_class_init (LuthierCurveWatchClass *class)
{
  G_OBJECT_CLASS (class)->finalize = luthier_curve_watch_finalize;

  signals[CHANGED] = g_signal_new ("changed", LUTHIER_TYPE_CURVE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
luthier_curve_watch_init (LuthierCurveWatch *self)
{
}

LuthierCurveWatch *
luthier_curve_watch_new (LuthierConnection *connection,
                         LuthierStore *store,
                         LuthierPauses *pauses,
                         LuthierJob *job,
                         LuthierRecord *record)
{
  LuthierCurveWatch *self = g_object_new (LUTHIER_TYPE_CURVE_WATCH, NULL);

  self->connection = g_object_ref (connection);
  self->store = g_object_ref (store);
  self->pauses = g_object_ref (pauses);
  self->job = g_object_ref (job);
  self->record = g_object_ref (record);
  g_signal_connect_object (record, "notify::loaded", G_CALLBACK (loaded_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * luthier_curve_watch_look:
 *
 * Nothing is read before what is stored is there: then only what is new has to come.
 */
void
luthier_curve_watch_look (LuthierCurveWatch *self)
{
  g_return_if_fail (LUTHIER_IS_CURVE_WATCH (self));

  if (self->looking || !luthier_curve_watch_is_open (self) ||
      !luthier_record_get_loaded (self->record) || luthier_job_get_experiment (self->job) == NULL ||
      !luthier_pauses_may_ask (self->pauses, luthier_job_get_key (self->job)))
    return;

  self->looking = TRUE;
  self->was_over = is_over (self);
  luthier_record_set_reading (self->record, TRUE);
  luthier_connection_ready_async (self->connection, ready_cb, g_object_ref (self));
}

void
luthier_curve_watch_forgive (LuthierCurveWatch *self)
{
  g_return_if_fail (LUTHIER_IS_CURVE_WATCH (self));

  self->refused = FALSE;
}

gboolean
luthier_curve_watch_is_open (LuthierCurveWatch *self)
{
  g_return_val_if_fail (LUTHIER_IS_CURVE_WATCH (self), FALSE);

  if (self->refused || luthier_record_get_complete (self->record) ||
      luthier_job_get_gone (self->job))
    return FALSE;

  /* Without an experiment it has no curves, and gets none any more. */
  return !is_over (self) || luthier_job_get_experiment (self->job) != NULL;
}
