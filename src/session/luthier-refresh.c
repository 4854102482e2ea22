/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-refresh.h"

#include "luthier-walk.h"

struct _LuthierRefresh
{
  GObject parent_instance;

  LuthierConnection *connection; /* (owned) */
  LuthierJobList *jobs;          /* (owned) */
  LuthierStore *store;           /* (owned) */
  GStrv regions;                 /* (owned) */
  GHashTable *failures;          /* (owned): region to GError */
  guint n_running;
  guint n_pages;
  gboolean changed;
};

G_DEFINE_FINAL_TYPE (LuthierRefresh, luthier_refresh, G_TYPE_OBJECT)

/* What one region is known to have. */
typedef struct
{
  GTask *task;  /* (owned): of the whole refresh */
  guint number; /* of the walk, for the list of jobs */
  char *region; /* (owned) */
} Visit;

static void
visit_free (Visit *visit)
{
  g_object_unref (visit->task);
  g_free (visit->region);
  g_free (visit);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Visit, visit_free)

static void
add_failure (LuthierRefresh *self, const char *region, const GError *error)
{
  g_hash_table_replace (self->failures, g_strdup (region), g_error_copy (error));
}

static const GError *
get_any_failure (LuthierRefresh *self)
{
  GHashTableIter iter;
  gpointer error = NULL;

  g_hash_table_iter_init (&iter, self->failures);
  g_hash_table_iter_next (&iter, NULL, &error);

  return error;
}

static void
answer (GTask *task)
{
  LuthierRefresh *self = g_task_get_source_object (task);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (*self->regions != NULL && g_hash_table_size (self->failures) == g_strv_length (self->regions))
    g_task_return_error (task, g_error_copy (get_any_failure (self)));
  else
    g_task_return_boolean (task, TRUE);
}

static void
page_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* What is shown is right nevertheless, only the next start will know less. */
  if (!luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    g_info ("A page of jobs is not remembered: %s", error->message);
}

static void
page_cb (Visit *visit, LuthierJobPage *page)
{
  LuthierRefresh *self = g_task_get_source_object (visit->task);
  LuthierProfile *profile = luthier_connection_get_profile (self->connection);

  self->n_pages++;
  self->changed |= luthier_job_list_merge (self->jobs, luthier_job_page_get_jobs (page),
                                           visit->region, visit->number);
  luthier_store_save_page_async (self->store, luthier_profile_get_id (profile), page->reply, NULL,
                                 page_saved_cb, NULL);
}

static void
job_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    g_info ("A job that is gone is still remembered: %s", error->message);
}

/* What the service has no more is not to come back at the next start. */
static void
drop_unseen (LuthierRefresh *self, Visit *visit)
{
  LuthierProfile *profile = luthier_connection_get_profile (self->connection);
  g_autoptr (GPtrArray) dropped = luthier_job_list_prune (self->jobs, visit->region, visit->number);

  for (guint i = 0; i < dropped->len; i++)
    luthier_store_remove_job_async (self->store, luthier_profile_get_id (profile),
                                    luthier_job_get_name (g_ptr_array_index (dropped, i)), NULL,
                                    job_removed_cb, NULL);
  self->changed |= dropped->len > 0;
}

static void
walked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LuthierWalk *walk = LUTHIER_WALK (source);
  g_autoptr (Visit) visit = user_data;
  LuthierRefresh *self = g_task_get_source_object (visit->task);
  g_autoptr (GError) error = NULL;

  if (luthier_walk_run_finish (walk, result, &error))
    drop_unseen (self, visit);
  else
    add_failure (self, luthier_walk_get_region (walk), error);
  g_signal_handlers_disconnect_by_data (walk, visit);
  if (--self->n_running == 0)
    answer (visit->task);
}

static void
start_walk (GTask *task, const char *region)
{
  LuthierRefresh *self = g_task_get_source_object (task);
  g_autoptr (LuthierWalk) walk = luthier_walk_new (self->connection, region);
  Visit *visit = g_new0 (Visit, 1);

  visit->task = g_object_ref (task);
  visit->number = luthier_job_list_start_walk (self->jobs);
  visit->region = g_strdup (region);
  self->n_running++;
  g_signal_connect_swapped (walk, "page", G_CALLBACK (page_cb), visit);
  luthier_walk_run_async (walk, walked_cb, visit);
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierRefresh *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  luthier_connection_ready_finish (self->connection, result, &error);
  for (guint i = 0; self->regions[i]; i++)
    {
      if (error != NULL)
        add_failure (self, self->regions[i], error);
      else
        start_walk (task, self->regions[i]);
    }

  if (self->n_running == 0)
    answer (task);
}

static void
luthier_refresh_finalize (GObject *object)
{
  LuthierRefresh *self = LUTHIER_REFRESH (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->jobs);
  g_clear_object (&self->store);
  g_clear_pointer (&self->regions, g_strfreev);
  g_clear_pointer (&self->failures, g_hash_table_unref);

  G_OBJECT_CLASS (luthier_refresh_parent_class)->finalize (object);
}

static void
luthier_refresh_class_init (LuthierRefreshClass *class)
{
  G_OBJECT_CLASS (class)->finalize = luthier_refresh_finalize;
}

static void
luthier_refresh_init (LuthierRefresh *self)
{
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_error_free);
}

LuthierRefresh *
luthier_refresh_new (LuthierConnection *connection,
                     LuthierJobList *jobs,
                     LuthierStore *store,
                     const char *const *regions)
{
  LuthierProfile *profile = luthier_connection_get_profile (connection);
  LuthierRefresh *self = g_object_new (LUTHIER_TYPE_REFRESH, NULL);

  self->connection = g_object_ref (connection);
  self->jobs = g_object_ref (jobs);
  self->store = g_object_ref (store);
  self->regions = g_strdupv (
      (char **) (regions != NULL ? regions : luthier_profile_get_regions (profile)));
  if (self->regions == NULL)
    self->regions = g_new0 (char *, 1);

  return self;
}

LuthierConnection *
luthier_refresh_get_connection (LuthierRefresh *self)
{
  g_return_val_if_fail (LUTHIER_IS_REFRESH (self), NULL);

  return self->connection;
}

gboolean
luthier_refresh_get_changed (LuthierRefresh *self)
{
  g_return_val_if_fail (LUTHIER_IS_REFRESH (self), FALSE);

  return self->changed;
}

guint
luthier_refresh_get_n_pages (LuthierRefresh *self)
{
  g_return_val_if_fail (LUTHIER_IS_REFRESH (self), 0);

  return self->n_pages;
}

GHashTable *
luthier_refresh_get_failures (LuthierRefresh *self)
{
  g_return_val_if_fail (LUTHIER_IS_REFRESH (self), NULL);

  return self->failures;
}

/**
 * luthier_refresh_run_async:
 *
 * Runs once. Each page is shown as soon as it is there; a region that fails keeps its jobs.
 */
void
luthier_refresh_run_async (LuthierRefresh *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_REFRESH (self));

  task = g_task_new (self, luthier_connection_get_cancellable (self->connection), callback,
                     user_data);
  g_task_set_source_tag (task, luthier_refresh_run_async);
  luthier_connection_ready_async (self->connection, ready_cb, g_steal_pointer (&task));
}

gboolean
luthier_refresh_run_finish (LuthierRefresh *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
