/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-refresh.h"

#include "luthier-store-record.h"
#include "luthier-walk.h"

struct _LuthierRefresh
{
  GObject parent_instance;

  LuthierConnection *connection; /* (owned) */
  LuthierJobList *jobs;          /* (owned) */
  LuthierStore *store;           /* (owned) */
  char *region;                  /* (owned) */
  guint number;                  /* of the walk, for the list of jobs */
  guint n_pages;
  gboolean changed;
};

G_DEFINE_FINAL_TYPE (LuthierRefresh, luthier_refresh, G_TYPE_OBJECT)

static void
page_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* What is shown is right nevertheless, only the next start will know less. */
  if (!luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    g_info ("A page of jobs is not remembered: %s", error->message);
}

static void
page_cb (LuthierRefresh *self, LuthierJobPage *page)
{
  LuthierProfile *profile = luthier_connection_get_profile (self->connection);

  self->n_pages++;
  self->changed |= luthier_job_list_merge (self->jobs, luthier_job_page_get_jobs (page),
                                           self->region, self->number);
  luthier_store_save_page_async (self->store, luthier_profile_get_id (profile), page->reply, NULL,
                                 page_saved_cb, NULL);
}

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* The next list will show it again. */
  if (!luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    g_info ("That jobs are gone is not remembered: %s", error->message);
}

/* What the service has no more is kept: it may be the only one who still knows of it. */
static void
mark_unseen (LuthierRefresh *self)
{
  LuthierProfile *profile = luthier_connection_get_profile (self->connection);
  g_autoptr (GPtrArray) lost = luthier_job_list_prune (self->jobs, self->region, self->number);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < lost->len; i++)
    g_ptr_array_add (names, g_strdup (luthier_job_get_name (g_ptr_array_index (lost, i))));
  if (lost->len > 0)
    luthier_store_mark_gone_async (self->store, luthier_profile_get_id (profile), names, NULL,
                                   marked_cb, NULL);
  self->changed |= lost->len > 0;
}

static void
walked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierRefresh *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (luthier_walk_run_finish (LUTHIER_WALK (source), result, &error))
    {
      mark_unseen (self);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierRefresh *self = g_task_get_source_object (task);
  g_autoptr (LuthierWalk) walk = NULL;
  GError *error = NULL;

  if (!luthier_connection_ready_finish (self->connection, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  walk = luthier_walk_new (self->connection, self->region);
  self->number = luthier_job_list_start_walk (self->jobs);
  g_signal_connect_object (walk, "page", G_CALLBACK (page_cb), self, G_CONNECT_SWAPPED);
  luthier_walk_run_async (walk, walked_cb, g_steal_pointer (&task));
}

static void
luthier_refresh_finalize (GObject *object)
{
  LuthierRefresh *self = LUTHIER_REFRESH (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->jobs);
  g_clear_object (&self->store);
  g_clear_pointer (&self->region, g_free);

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
}

LuthierRefresh *
luthier_refresh_new (LuthierConnection *connection,
                     LuthierJobList *jobs,
                     LuthierStore *store,
                     const char *region)
{
  LuthierRefresh *self = g_object_new (LUTHIER_TYPE_REFRESH, NULL);

  self->connection = g_object_ref (connection);
  self->jobs = g_object_ref (jobs);
  self->store = g_object_ref (store);
  self->region = g_strdup (region);

  return self;
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

/**
 * luthier_refresh_run_async:
 *
 * Runs once. Each page is shown as soon as it is there; if it fails, the region keeps its jobs.
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
