/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-missed.h"

#include "luthier-store-missed.h"

struct _LuthierMissed
{
  GObject parent_instance;

  LuthierStore *store; /* (owned) */
  char *profile_id;    /* (owned) (nullable) */
  GListStore *jobs;    /* (owned) of LuthierJob */
  GHashTable *unsure;  /* (owned) of LuthierJob (owned): in progress when they were last seen */
};

G_DEFINE_FINAL_TYPE (LuthierMissed, luthier_missed, G_TYPE_OBJECT)

static void
luthier_missed_finalize (GObject *object)
{
  LuthierMissed *self = LUTHIER_MISSED (object);

  g_clear_object (&self->store);
  g_clear_object (&self->jobs);
  g_clear_pointer (&self->profile_id, g_free);
  g_clear_pointer (&self->unsure, g_hash_table_unref);

  G_OBJECT_CLASS (luthier_missed_parent_class)->finalize (object);
}

static void
luthier_missed_class_init (LuthierMissedClass *class)
{
  G_OBJECT_CLASS (class)->finalize = luthier_missed_finalize;
}

static void
luthier_missed_init (LuthierMissed *self)
{
  self->jobs = g_list_store_new (LUTHIER_TYPE_JOB);
  self->unsure = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

LuthierMissed *
luthier_missed_new (LuthierStore *store)
{
  LuthierMissed *self = g_object_new (LUTHIER_TYPE_MISSED, NULL);

  self->store = g_object_ref (store);

  return self;
}

GListModel *
luthier_missed_get_jobs (LuthierMissed *self)
{
  g_return_val_if_fail (LUTHIER_IS_MISSED (self), NULL);

  return G_LIST_MODEL (self->jobs);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!luthier_store_write_finish (LUTHIER_STORE (source), result, &error))
    g_info ("What was missed is not remembered: %s", error->message);
}

static void
save (LuthierMissed *self)
{
  const guint n_jobs = g_list_model_get_n_items (G_LIST_MODEL (self->jobs));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_jobs; i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

      g_ptr_array_add (names, g_strdup (luthier_job_get_name (job)));
    }
  luthier_store_save_missed_async (self->store, self->profile_id, names, NULL, saved_cb, NULL);
}

static gint64
get_end (gconstpointer item)
{
  LuthierJob *job = LUTHIER_JOB ((gpointer) item);
  const gint64 end = luthier_job_get_end_time (job);

  return end != 0 ? end : luthier_job_get_update_time (job);
}

static int
compare_ends (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return (get_end (a) > get_end (b)) - (get_end (a) < get_end (b));
}

/* TRUE: it was not there. */
static gboolean
add (LuthierMissed *self, LuthierJob *job)
{
  if (g_list_store_find (self->jobs, job, NULL))
    return FALSE;

  g_list_store_insert_sorted (self->jobs, job, compare_ends, NULL);
  return TRUE;
}

void
luthier_missed_close (LuthierMissed *self)
{
  g_return_if_fail (LUTHIER_IS_MISSED (self));

  g_clear_pointer (&self->profile_id, g_free);
  g_hash_table_remove_all (self->unsure);
  g_list_store_remove_all (self->jobs);
}

void
luthier_missed_open (LuthierMissed *self,
                     const char *profile_id,
                     LuthierJobList *jobs,
                     GPtrArray *names)
{
  const guint n_jobs = g_list_model_get_n_items (G_LIST_MODEL (jobs));

  g_return_if_fail (LUTHIER_IS_MISSED (self));

  luthier_missed_close (self);
  self->profile_id = g_strdup (profile_id);
  for (guint i = 0; luthier_job_list_get_n_active (jobs) > 0 && i < n_jobs; i++)
    {
      g_autoptr (LuthierJob) job = g_list_model_get_item (G_LIST_MODEL (jobs), i);

      if (!luthier_job_is_terminal (job))
        g_hash_table_add (self->unsure, g_steal_pointer (&job));
    }
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      LuthierJob *job = luthier_job_list_lookup (jobs, g_ptr_array_index (names, i));

      if (job != NULL)
        add (self, job);
    }
}

gboolean
luthier_missed_take (LuthierMissed *self, LuthierJob *job)
{
  g_return_val_if_fail (LUTHIER_IS_MISSED (self), FALSE);

  if (!g_hash_table_remove (self->unsure, job))
    return FALSE;

  add (self, job);
  save (self);

  return TRUE;
}

void
luthier_missed_add (LuthierMissed *self, LuthierJob *job)
{
  g_return_if_fail (LUTHIER_IS_MISSED (self));

  if (add (self, job))
    save (self);
}

static gboolean
is_in (gpointer job, gpointer value, gpointer region)
{
  return g_strcmp0 (luthier_job_get_region (job), region) == 0;
}

void
luthier_missed_know (LuthierMissed *self, const char *region)
{
  g_return_if_fail (LUTHIER_IS_MISSED (self));

  g_hash_table_foreach_remove (self->unsure, is_in, (gpointer) region);
}

void
luthier_missed_see (LuthierMissed *self, LuthierJob *job)
{
  guint position = 0;

  g_return_if_fail (LUTHIER_IS_MISSED (self));

  g_hash_table_remove (self->unsure, job);
  if (!g_list_store_find (self->jobs, job, &position))
    return;

  g_list_store_remove (self->jobs, position);
  save (self);
}

void
luthier_missed_dismiss (LuthierMissed *self)
{
  g_return_if_fail (LUTHIER_IS_MISSED (self));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->jobs)) == 0)
    return;

  g_list_store_remove_all (self->jobs);
  save (self);
}
