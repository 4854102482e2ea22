/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-census.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-job-json.h"
#include "luthier-job-list.h"
#include "luthier-job-spec.h"
#include "luthier-resource-name.h"
#include "luthier-walk.h"

/* So many jobs without labels are got whole at once; the others next time. */
#define MAX_FETCHES 20
/* The clock of this computer may be wrong by this much. */
#define CLOCK_TOLERANCE_US (10 * G_TIME_SPAN_MINUTE)

struct _LuthierCensus
{
  GObject parent_instance;

  LuthierConnection *connection; /* (owned) */
  GStrv regions;                 /* (owned) */
  GHashTable *wanted;            /* (owned): intent ids */
  GHashTable *others;            /* (owned): keys of jobs that are none of those */
  GHashTable *failures;          /* (owned): region to GError, of its list */
  GHashTable *unclear;           /* (owned): region to GError, of its jobs without labels */
  GHashTable *seen;              /* (owned): keys */
  GHashTable *found;             /* (owned): intent id to LuthierJob */
  GQueue *unlabelled;            /* (owned): LuthierJob without any labels, made since */
  gint64 since_us;               /* G_MAXINT64: nothing was sent */
  gint64 began_at;
  guint n_active;
  guint n_running;
  guint n_fetches;
};

G_DEFINE_FINAL_TYPE (LuthierCensus, luthier_census, G_TYPE_OBJECT)

static void
add_error (GHashTable *errors, const char *region, const GError *error)
{
  g_hash_table_replace (errors, g_strdup (region), g_error_copy (error));
}

static void
take_found (LuthierCensus *self, LuthierJob *job)
{
  const char *intent_id = luthier_job_get_intent_id (job);
  LuthierJob *other = g_hash_table_lookup (self->found, intent_id);

  if (other != NULL && !g_str_equal (luthier_job_get_name (other), luthier_job_get_name (job)))
    g_message ("Two jobs were made of one intent: %s and %s", luthier_job_get_name (other),
               luthier_job_get_name (job));
  if (other == NULL || luthier_job_get_create_time (job) < luthier_job_get_create_time (other))
    g_hash_table_replace (self->found, g_strdup (intent_id), g_object_ref (job));
}

static gboolean
is_wanted (LuthierCensus *self, LuthierJob *job)
{
  const char *intent_id = luthier_job_get_intent_id (job);

  return intent_id != NULL && g_hash_table_contains (self->wanted, intent_id);
}

/* The list says nothing of its labels, and it may be one that is looked for. */
static gboolean
is_dubious (LuthierCensus *self, LuthierJob *job)
{
  const gint64 created = luthier_job_get_create_time (job);
  GHashTable *labels = luthier_job_get_labels (job);

  return (labels == NULL || g_hash_table_size (labels) == 0) &&
         (created == 0 || created >= self->since_us - CLOCK_TOLERANCE_US) &&
         !g_hash_table_contains (self->others, luthier_job_get_key (job));
}

/* Most jobs are none that matters, and are not made objects of. */
static gboolean
may_matter (LuthierCensus *self, const LuthierJsonValue *object)
{
  const LuthierJsonValue *labels = luthier_json_value_get_member (object, "labels");
  const char *intent_id = luthier_json_value_get_member_string (labels, LUTHIER_INTENT_LABEL);

  if (intent_id != NULL)
    return g_hash_table_contains (self->wanted, intent_id);

  return self->since_us != G_MAXINT64 && luthier_json_value_get_length (labels) == 0;
}

/* What cannot be read may be what is looked for. */
static void
miss_job (LuthierCensus *self, const char *region)
{
  g_autoptr (GError)
      error = g_error_new (LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                           _ ("The list of %s holds a job that cannot be read."), region);

  add_error (self->unclear, region, error);
}

static void
take_job (LuthierCensus *self, const LuthierJsonValue *object, const char *region)
{
  const char *name = luthier_json_value_get_member_string (object, "name");
  const char *state = luthier_json_value_get_member_string (object, "state");
  g_autoptr (LuthierResourceName) parts = luthier_resource_name_parse (name);
  g_autoptr (LuthierJob) job = NULL;

  if (parts == NULL)
    {
      miss_job (self, region);
      return;
    }
  /* The same one on two pages is one. */
  if (!g_hash_table_add (self->seen, g_strdup (luthier_resource_name_get_key (name))))
    return;

  if (!luthier_job_state_is_terminal (luthier_job_state_from_wire (state)))
    self->n_active++;
  if (!may_matter (self, object))
    return;

  job = luthier_job_new_from_json (object, FALSE, NULL);
  if (job != NULL && is_wanted (self, job))
    take_found (self, job);
  else if (job != NULL && is_dubious (self, job))
    g_queue_push_tail (self->unlabelled, g_steal_pointer (&job));
}

static void
page_cb (LuthierCensus *self, LuthierJobPage *page, LuthierWalk *walk)
{
  const LuthierJsonValue *object = NULL;
  LuthierJsonIter iter;

  luthier_json_iter_init (&iter, luthier_job_page_get_jobs (page));
  while (luthier_json_iter_next (&iter, NULL, &object))
    take_job (self, object, luthier_walk_get_region (walk));
}

static void fetch_next (GTask *task);

/* What cannot be got whole makes the look at its region incomplete. */
static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierCensus *self = g_task_get_source_object (task);
  g_autoptr (LuthierJob) summary = g_queue_pop_head (self->unlabelled);
  g_autoptr (LuthierJson) reply = NULL;
  g_autoptr (LuthierJob) job = NULL;
  g_autoptr (GError) error = NULL;

  reply = luthier_tuning_service_get_finish (LUTHIER_TUNING_SERVICE (source), result, &error);
  if (reply != NULL)
    job = luthier_job_new_from_json (luthier_json_get_root (reply), TRUE, &error);

  if (job == NULL)
    add_error (self->unclear, luthier_job_get_region (summary), error);
  else if (is_wanted (self, job))
    take_found (self, job);
  else
    g_hash_table_add (self->others, g_strdup (luthier_job_get_key (summary)));
  fetch_next (task);
}

static void
fetch_next (GTask *task)
{
  LuthierCensus *self = g_task_get_source_object (task);
  LuthierJob *job = g_queue_peek_head (self->unlabelled);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (job == NULL)
    g_task_return_boolean (task, TRUE);
  else if (self->n_fetches++ < MAX_FETCHES)
    luthier_tuning_service_get_async (luthier_connection_get_tuning (self->connection),
                                      luthier_job_get_name (job), g_task_get_cancellable (task),
                                      fetched_cb, g_object_ref (task));
  else
    {
      g_autoptr (GError) error = g_error_new (
          LUTHIER_ERROR, LUTHIER_ERROR_FAILED,
          _ ("The list of %s does not tell the labels of its jobs; they are looked at in turn."),
          luthier_job_get_region (job));

      add_error (self->unclear, luthier_job_get_region (job), error);
      g_task_return_boolean (task, TRUE);
    }
}

static void
walked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierWalk *walk = LUTHIER_WALK (source);
  g_autoptr (GTask) task = user_data;
  LuthierCensus *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!luthier_walk_run_finish (walk, result, &error))
    add_error (self->failures, luthier_walk_get_region (walk), error);
  if (--self->n_running == 0)
    fetch_next (task);
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierCensus *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!luthier_connection_ready_finish (self->connection, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  self->began_at = luthier_clock_get_monotonic_time (
      luthier_connection_get_clock (self->connection));
  self->n_running = g_strv_length (self->regions);
  for (guint i = 0; self->regions[i] != NULL; i++)
    {
      g_autoptr (LuthierWalk) walk = luthier_walk_new (self->connection, self->regions[i]);

      g_signal_connect_object (walk, "page", G_CALLBACK (page_cb), self, G_CONNECT_SWAPPED);
      luthier_walk_run_async (walk, walked_cb, g_object_ref (task));
    }
  if (self->n_running == 0)
    g_task_return_boolean (task, TRUE);
}

static void
luthier_census_finalize (GObject *object)
{
  LuthierCensus *self = LUTHIER_CENSUS (object);

  g_clear_object (&self->connection);
  g_clear_pointer (&self->regions, g_strfreev);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  g_clear_pointer (&self->others, g_hash_table_unref);
  g_clear_pointer (&self->failures, g_hash_table_unref);
  g_clear_pointer (&self->unclear, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->found, g_hash_table_unref);
  g_queue_free_full (self->unlabelled, g_object_unref);

  G_OBJECT_CLASS (luthier_census_parent_class)->finalize (object);
}

static void
luthier_census_class_init (LuthierCensusClass *class)
{
  G_OBJECT_CLASS (class)->finalize = luthier_census_finalize;
}

static void
luthier_census_init (LuthierCensus *self)
{
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_error_free);
  self->unclear = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_error_free);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->unlabelled = g_queue_new ();
  self->since_us = G_MAXINT64;
}

LuthierCensus *
luthier_census_new (LuthierConnection *connection, const char *const *regions)
{
  LuthierCensus *self = g_object_new (LUTHIER_TYPE_CENSUS, NULL);

  self->connection = g_object_ref (connection);
  self->regions = g_strdupv ((char **) regions);

  return self;
}

void
luthier_census_want (LuthierCensus *self, const char *intent_id, gint64 since_us)
{
  g_return_if_fail (LUTHIER_IS_CENSUS (self));

  g_hash_table_add (self->wanted, g_strdup (intent_id));
  if (since_us > 0)
    self->since_us = MIN (self->since_us, since_us);
}

void
luthier_census_set_others (LuthierCensus *self, GHashTable *others)
{
  g_return_if_fail (LUTHIER_IS_CENSUS (self));

  g_hash_table_unref (self->others);
  self->others = g_hash_table_ref (others);
}

gint64
luthier_census_get_began_at (LuthierCensus *self)
{
  g_return_val_if_fail (LUTHIER_IS_CENSUS (self), 0);

  return self->began_at;
}

const GError *
luthier_census_get_error (LuthierCensus *self, const char *region)
{
  g_return_val_if_fail (LUTHIER_IS_CENSUS (self), NULL);

  return g_hash_table_contains (self->failures, region)
             ? g_hash_table_lookup (self->failures, region)
             : g_hash_table_lookup (self->unclear, region);
}

const GError *
luthier_census_get_any_error (LuthierCensus *self, const char *const *needed)
{
  g_return_val_if_fail (LUTHIER_IS_CENSUS (self), NULL);

  for (guint i = 0; self->regions[i] != NULL; i++)
    {
      const GError *error = g_hash_table_lookup (self->failures, self->regions[i]);
      const gboolean is_needed = needed != NULL && g_strv_contains (needed, self->regions[i]);

      if (error != NULL &&
          (is_needed || !(g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_FORBIDDEN) ||
                          g_error_matches (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_FOUND))))
        return error;
    }

  return NULL;
}

guint
luthier_census_get_n_active (LuthierCensus *self)
{
  g_return_val_if_fail (LUTHIER_IS_CENSUS (self), 0);

  return self->n_active;
}

gboolean
luthier_census_has_seen (LuthierCensus *self, const char *name)
{
  g_return_val_if_fail (LUTHIER_IS_CENSUS (self), FALSE);

  return g_hash_table_contains (self->seen, luthier_resource_name_get_key (name));
}

LuthierJob *
luthier_census_find (LuthierCensus *self, const char *intent_id)
{
  g_return_val_if_fail (LUTHIER_IS_CENSUS (self), NULL);

  return g_hash_table_lookup (self->found, intent_id);
}

/**
 * luthier_census_run_async:
 *
 * Runs once. A region that fails does not keep the others from being counted:
 * luthier_census_get_error() tells.
 *
 * Errors: those of luthier_connection_ready_async()
 */
void
luthier_census_run_async (LuthierCensus *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_CENSUS (self));

  task = g_task_new (self, luthier_connection_get_cancellable (self->connection), callback,
                     user_data);
  g_task_set_source_tag (task, luthier_census_run_async);
  luthier_connection_ready_async (self->connection, ready_cb, g_steal_pointer (&task));
}

gboolean
luthier_census_run_finish (LuthierCensus *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
