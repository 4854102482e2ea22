/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-private.h"

#include <math.h>

#include "luthier-record-private.h"
#include "luthier-store-record.h"

/* What was seen of the jobs of the open profile. Everything is written down; a record is in memory
 * as long as somebody holds it. */

/* A record that somebody has. */
typedef struct
{
  LuthierSession *session; /* (unowned) */
  char *key;               /* (owned): of the job */
  LuthierRecord *record;   /* (unowned) (nullable): it goes with its last holder */
} Holding;

static void
record_gone_cb (gpointer data, GObject *record)
{
  Holding *holding = data;

  holding->record = NULL;
  g_hash_table_remove (holding->session->records, holding->key);
}

static void
holding_free (gpointer data)
{
  Holding *holding = data;

  if (holding->record != NULL)
    g_object_weak_unref (G_OBJECT (holding->record), record_gone_cb, holding);
  g_free (holding->key);
  g_free (holding);
}

/* (transfer none) (nullable): if somebody has it. */
static LuthierRecord *
find_record (LuthierSession *self, const char *key)
{
  const Holding *holding = g_hash_table_lookup (self->records, key);

  return holding != NULL ? holding->record : NULL;
}

LuthierRecord *
luthier_session_find_record (LuthierSession *self, LuthierJob *job)
{
  return find_record (self, luthier_job_get_key (job));
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    g_info ("What happened to jobs is not remembered: %s", error->message);
}

static void
sighted_cb (LuthierSession *self, GPtrArray *sightings)
{
  LuthierProfile *profile = luthier_session_get_profile (self);

  if (profile == NULL)
    return;

  luthier_store_add_sightings_async (self->store, luthier_profile_get_id (profile), sightings, NULL,
                                     added_cb, NULL);
  for (guint i = 0; i < sightings->len; i++)
    {
      const LuthierSighting *sighting = g_ptr_array_index (sightings, i);
      LuthierRecord *record = find_record (self, sighting->job);

      if (record != NULL)
        luthier_record_add_event (record, sighting->event);
    }
}

void
luthier_session_sight (LuthierSession *self, LuthierJob *job, LuthierEventKind kind)
{
  g_autoptr (GPtrArray) sightings = luthier_sightings_new ();
  const gint64 now = luthier_clock_get_real_time (self->clock);

  g_ptr_array_add (sightings, luthier_sighting_new (luthier_job_get_key (job),
                                                    luthier_event_new (kind, NULL, NULL, now, 0)));
  sighted_cb (self, sightings);
}

void
luthier_session_open_records (LuthierSession *self)
{
  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, holding_free);
  g_signal_connect_object (self->jobs, "sighted", G_CALLBACK (sighted_cb), self, G_CONNECT_SWAPPED);
}

/* Whoever still has one of them keeps it as it is. */
void
luthier_session_close_records (LuthierSession *self)
{
  g_hash_table_remove_all (self->records);
}

static void
record_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierRecord *record = g_task_get_task_data (task);
  g_autoptr (LuthierStoredRecord) stored = NULL;
  g_autoptr (GError) error = NULL;

  stored = luthier_store_load_record_finish (LUTHIER_STORE (source), result, &error);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (stored != NULL)
    {
      luthier_record_load (record, stored->events, stored->curves);
      luthier_record_set_complete (record, stored->complete);
    }
  else
    g_warning ("What was seen of a job is not remembered: %s", error->message);
  luthier_record_set_loaded (record, TRUE);
  g_task_return_boolean (task, TRUE);
}

/* What happens from now on is asked of the store after this. */
static void
load (LuthierSession *self, LuthierRecord *record, const char *key)
{
  LuthierProfile *profile = luthier_session_get_profile (self);
  GTask *task = luthier_session_new_task (self, NULL, NULL, load);

  /* It is there when the record is: what is made of that may need it. */
  luthier_session_need_history (self);
  g_task_set_task_data (task, g_object_ref (record), g_object_unref);
  luthier_store_load_record_async (self->store, luthier_profile_get_id (profile), key, NULL,
                                   record_loaded_cb, task);
}

/**
 * luthier_session_get_record:
 * @job: one of the list
 *
 * Returns: (transfer full): what was seen of it, which is loaded a little later; without an open
 *   profile an empty one that stays so
 */
LuthierRecord *
luthier_session_get_record (LuthierSession *self, LuthierJob *job)
{
  const char *key = NULL;
  LuthierRecord *record = NULL;
  Holding *holding = NULL;

  g_return_val_if_fail (LUTHIER_IS_SESSION (self), NULL);
  g_return_val_if_fail (LUTHIER_IS_JOB (job), NULL);

  key = luthier_job_get_key (job);
  record = find_record (self, key);
  if (record != NULL)
    return g_object_ref (record);

  record = luthier_record_new ();
  if (self->connection == NULL)
    return record;

  holding = g_new0 (Holding, 1);
  holding->session = self;
  holding->key = g_strdup (key);
  holding->record = record;
  g_object_weak_ref (G_OBJECT (record), record_gone_cb, holding);
  g_hash_table_insert (self->records, holding->key, holding);
  load (self, record, key);

  return record;
}

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    g_info ("That a job is gone is not remembered: %s", error->message);
}

void
luthier_session_lose_job (LuthierSession *self, LuthierJob *job)
{
  LuthierProfile *profile = luthier_session_get_profile (self);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (!luthier_job_list_lose (self->jobs, job))
    return;

  g_ptr_array_add (names, g_strdup (luthier_job_get_name (job)));
  luthier_store_mark_gone_async (self->store, luthier_profile_get_id (profile), names, NULL,
                                 marked_cb, NULL);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    g_warning ("A job that was removed is still remembered: %s", error->message);
}

void
luthier_session_forget_job (LuthierSession *self, LuthierJob *job)
{
  LuthierProfile *profile = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));
  g_return_if_fail (LUTHIER_IS_JOB (job));

  profile = luthier_session_get_profile (self);
  if (profile == NULL || !luthier_job_get_gone (job))
    return;

  luthier_missed_see (self->missed, job);
  luthier_store_forget_job_async (self->store, luthier_profile_get_id (profile),
                                  luthier_job_get_name (job), luthier_job_get_key (job), NULL,
                                  forgotten_cb, NULL);
  luthier_job_list_remove (self->jobs, job);
}

static LuthierResult *
ensure_result (GHashTable *results, LuthierJob *job)
{
  LuthierResult *result = g_hash_table_lookup (results, job);

  if (result == NULL)
    {
      result = g_new0 (LuthierResult, 1);
      result->best_validation_loss = result->last_training_loss = (double) NAN;
      result->best_validation_step = result->last_training_step = -1;
      g_hash_table_insert (results, g_object_ref (job), result);
    }

  return result;
}

/* Of several losses of one side the first counts, as in the curves. */
static void
add_series (LuthierSession *self, GHashTable *results, const LuthierStoredSeries *series)
{
  const LuthierMetric metric = luthier_metric_parse (series->name);
  LuthierJob *job = luthier_job_list_lookup (self->jobs, series->job);
  LuthierResult *result = NULL;

  if (job == NULL || metric.kind != LUTHIER_METRIC_LOSS)
    return;

  result = ensure_result (results, job);
  if (metric.side == LUTHIER_METRIC_VALIDATION && result->best_validation_step < 0)
    {
      result->best_validation_loss = series->lowest.value;
      result->best_validation_step = series->lowest.step;
    }
  if (metric.side == LUTHIER_METRIC_TRAINING && result->last_training_step < 0)
    {
      result->last_training_loss = series->last.value;
      result->last_training_step = series->last.step;
    }
}

static void
series_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierSession *self = g_task_get_source_object (task);
  g_autoptr (GHashTable) results = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  g_autoptr (GPtrArray) series = NULL;
  GError *error = NULL;

  series = luthier_store_load_series_finish (LUTHIER_STORE (source), result, &error);
  if (series == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < series->len; i++)
    add_series (self, results, g_ptr_array_index (series, i));
  g_task_return_pointer (task, g_steal_pointer (&results), (GDestroyNotify) g_hash_table_unref);
}

/**
 * luthier_session_load_results_async:
 * @cancellable: (nullable): not used: it is one query
 *
 * Errors: %LUTHIER_ERROR_STORE; %G_IO_ERROR_CANCELLED if the profile is left
 */
void
luthier_session_load_results_async (LuthierSession *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LUTHIER_IS_SESSION (self));

  task = luthier_session_new_task (self, callback, user_data, luthier_session_load_results_async);
  if (task != NULL)
    luthier_store_load_series_async (self->store,
                                     luthier_profile_get_id (luthier_session_get_profile (self)),
                                     NULL, series_loaded_cb, task);
}

GHashTable *
luthier_session_load_results_finish (LuthierSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
