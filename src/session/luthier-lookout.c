/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-lookout.h"

#include "luthier-error.h"
#include "luthier-pauses.h"
#include "luthier-refresh.h"

struct _LuthierLookout
{
  GObject parent_instance;

  LuthierConnection *connection; /* (owned) */
  LuthierJobList *jobs;          /* (owned) */
  LuthierStore *store;           /* (owned) */
  LuthierPauses *pauses;         /* (owned) */
  GHashTable *failures;          /* (owned): region (owned) to GError (owned) */
  GHashTable *n_pages;           /* (owned): region (owned) to how many its list has */
  GHashTable *answered; /* (owned): region (owned) to when (owned gint64), of the boot time */
  GHashTable *running;  /* (owned): region (owned) to Glance (unowned) */
  gboolean changed;
};

G_DEFINE_FINAL_TYPE (LuthierLookout, luthier_lookout, G_TYPE_OBJECT)

enum
{
  LOOKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One region that is being looked at. */
typedef struct
{
  LuthierLookout *lookout; /* (owned) */
  char *region;            /* (owned) */
  gboolean outdated;       /* is to be repeated, whatever comes of it */
} Glance;

static void
glance_free (Glance *glance)
{
  g_object_unref (glance->lookout);
  g_free (glance->region);
  g_free (glance);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Glance, glance_free)

static void look_at (LuthierLookout *self, const char *region);

static void
note_answer (LuthierLookout *self, const char *region)
{
  gint64 *when = g_new (gint64, 1);

  *when = luthier_clock_get_boot_time (luthier_connection_get_clock (self->connection));
  g_hash_table_replace (self->answered, g_strdup (region), when);
}

/* error: (nullable) */
static void
note (LuthierLookout *self, const char *region, LuthierRefresh *refresh, const GError *error)
{
  self->changed |= luthier_refresh_get_changed (refresh);
  luthier_pauses_take (self->pauses, region, error);
  if (error != NULL)
    {
      g_hash_table_replace (self->failures, g_strdup (region), g_error_copy (error));
      return;
    }

  note_answer (self, region);
  g_hash_table_remove (self->failures, region);
  g_hash_table_replace (self->n_pages, g_strdup (region),
                        GUINT_TO_POINTER (luthier_refresh_get_n_pages (refresh)));
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Glance) glance = user_data;
  LuthierLookout *self = glance->lookout;
  g_autoptr (GError) error = NULL;

  luthier_refresh_run_finish (LUTHIER_REFRESH (source), result, &error);
  g_hash_table_remove (self->running, glance->region);
  if (luthier_connection_is_closed (self->connection))
    return;
  if (glance->outdated)
    {
      look_at (self, glance->region);
      return;
    }

  note (self, glance->region, LUTHIER_REFRESH (source), error);
  g_signal_emit (self, signals[LOOKED], 0, glance->region);
}

static void
look_at (LuthierLookout *self, const char *region)
{
  g_autoptr (LuthierRefresh) refresh = NULL;
  Glance *glance = NULL;

  if (g_hash_table_contains (self->running, region) ||
      !luthier_pauses_may_ask (self->pauses, region))
    return;

  glance = g_new0 (Glance, 1);
  glance->lookout = g_object_ref (self);
  glance->region = g_strdup (region);
  g_hash_table_insert (self->running, g_strdup (region), glance);
  refresh = luthier_refresh_new (self->connection, self->jobs, self->store, region);
  luthier_refresh_run_async (refresh, refreshed_cb, glance);
}

/* Only trouble that passes by itself is worth another look without being asked. */
static gboolean
is_passing (const GError *error)
{
  return error->domain == LUTHIER_ERROR &&
         (error->code == LUTHIER_ERROR_NOT_SENT || error->code == LUTHIER_ERROR_UNCERTAIN ||
          error->code == LUTHIER_ERROR_RATE_LIMITED || error->code == LUTHIER_ERROR_UNAVAILABLE ||
          error->code == LUTHIER_ERROR_BAD_REPLY);
}

static void
luthier_lookout_finalize (GObject *object)
{
  LuthierLookout *self = LUTHIER_LOOKOUT (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->jobs);
  g_clear_object (&self->store);
  g_clear_object (&self->pauses);
  g_clear_pointer (&self->failures, g_hash_table_unref);
  g_clear_pointer (&self->n_pages, g_hash_table_unref);
  g_clear_pointer (&self->answered, g_hash_table_unref);
  g_clear_pointer (&self->running, g_hash_table_unref);

  G_OBJECT_CLASS (luthier_lookout_parent_class)->finalize (object);
}

static void
luthier_lookout_class_init (LuthierLookoutClass *class)
{
  G_OBJECT_CLASS (class)->finalize = luthier_lookout_finalize;

  signals[LOOKED] = g_signal_new ("looked", LUTHIER_TYPE_LOOKOUT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
luthier_lookout_init (LuthierLookout *self)
{
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_error_free);
  self->n_pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->answered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

LuthierLookout *
luthier_lookout_new (LuthierConnection *connection,
                     LuthierJobList *jobs,
                     LuthierStore *store,
                     LuthierRandom *random)
{
  LuthierLookout *self = g_object_new (LUTHIER_TYPE_LOOKOUT, NULL);

  self->connection = g_object_ref (connection);
  self->jobs = g_object_ref (jobs);
  self->store = g_object_ref (store);
  self->pauses = luthier_pauses_new (luthier_connection_get_clock (connection), random);

  return self;
}

/* (transfer full) (element-type utf8): a set. A job may be where the profile does not look. */
static GHashTable *
list_regions (LuthierLookout *self)
{
  LuthierProfile *profile = luthier_connection_get_profile (self->connection);
  const char *const *regions = luthier_profile_get_regions (profile);
  GHashTable *all = luthier_job_list_list_active_regions (self->jobs);

  for (guint i = 0; regions != NULL && regions[i] != NULL; i++)
    g_hash_table_add (all, g_strdup (regions[i]));

  return all;
}

void
luthier_lookout_look (LuthierLookout *self, LuthierLook look)
{
  g_autoptr (GHashTable) regions = NULL;
  GHashTableIter iter;
  gpointer region = NULL;

  g_return_if_fail (LUTHIER_IS_LOOKOUT (self));

  regions = list_regions (self);
  g_hash_table_iter_init (&iter, regions);
  while (g_hash_table_iter_next (&iter, &region, NULL))
    {
      const GError *error = g_hash_table_lookup (self->failures, region);

      if (look == LUTHIER_LOOK_ALL || (error != NULL && is_passing (error)))
        look_at (self, region);
    }
}

void
luthier_lookout_forgive (LuthierLookout *self)
{
  g_return_if_fail (LUTHIER_IS_LOOKOUT (self));

  luthier_pauses_forgive (self->pauses);
}

void
luthier_lookout_renew (LuthierLookout *self)
{
  GHashTableIter iter;
  gpointer glance = NULL;

  g_return_if_fail (LUTHIER_IS_LOOKOUT (self));

  g_hash_table_remove_all (self->failures);
  luthier_pauses_forgive (self->pauses);
  g_hash_table_iter_init (&iter, self->running);
  while (g_hash_table_iter_next (&iter, NULL, &glance))
    ((Glance *) glance)->outdated = TRUE;
}

gboolean
luthier_lookout_may_ask (LuthierLookout *self, const char *region)
{
  g_return_val_if_fail (LUTHIER_IS_LOOKOUT (self), FALSE);

  return region == NULL || luthier_pauses_may_ask (self->pauses, region);
}

void
luthier_lookout_take (LuthierLookout *self, const char *region, const GError *error)
{
  g_return_if_fail (LUTHIER_IS_LOOKOUT (self));

  if (region != NULL && error == NULL)
    note_answer (self, region);
  /* That one thing is not there, or not allowed, says nothing of the others in the region. */
  if (region != NULL && (error == NULL || is_passing (error)))
    luthier_pauses_take (self->pauses, region, error);
}

gboolean
luthier_lookout_has_answered (LuthierLookout *self, const char *region, gint64 within)
{
  const gint64 *when = NULL;

  g_return_val_if_fail (LUTHIER_IS_LOOKOUT (self), FALSE);

  when = region != NULL ? g_hash_table_lookup (self->answered, region) : NULL;

  return when != NULL &&
         luthier_clock_get_boot_time (luthier_connection_get_clock (self->connection)) - *when <=
             within;
}

guint
luthier_lookout_get_n_running (LuthierLookout *self)
{
  g_return_val_if_fail (LUTHIER_IS_LOOKOUT (self), 0);

  return g_hash_table_size (self->running);
}

GHashTable *
luthier_lookout_get_failures (LuthierLookout *self)
{
  g_return_val_if_fail (LUTHIER_IS_LOOKOUT (self), NULL);

  return self->failures;
}

gboolean
luthier_lookout_has_passing_failure (LuthierLookout *self)
{
  GHashTableIter iter;
  gpointer error = NULL;

  g_return_val_if_fail (LUTHIER_IS_LOOKOUT (self), FALSE);

  g_hash_table_iter_init (&iter, self->failures);
  while (g_hash_table_iter_next (&iter, NULL, &error))
    {
      if (is_passing (error))
        return TRUE;
    }

  return FALSE;
}

guint
luthier_lookout_get_n_pages (LuthierLookout *self)
{
  GHashTableIter iter;
  gpointer n_pages = NULL;
  guint sum = 0;

  g_return_val_if_fail (LUTHIER_IS_LOOKOUT (self), 0);

  g_hash_table_iter_init (&iter, self->n_pages);
  while (g_hash_table_iter_next (&iter, NULL, &n_pages))
    sum += GPOINTER_TO_UINT (n_pages);

  return sum;
}

gboolean
luthier_lookout_take_changed (LuthierLookout *self)
{
  const gboolean changed = self->changed;

  g_return_val_if_fail (LUTHIER_IS_LOOKOUT (self), FALSE);

  self->changed = FALSE;

  return changed;
}
