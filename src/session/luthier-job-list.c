/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-list.h"

#include "luthier-job-json.h"

/* A list may lag behind a create by this much. */
#define FRESH_US (2 * 60 * G_USEC_PER_SEC)
/* What was seen of a list that holds what cannot be read. */
#define UNREADABLE ""

struct _LuthierJobList
{
  GObject parent_instance;

  LuthierClock *clock; /* (owned) */
  GPtrArray *items;    /* (owned) of LuthierJob */
  GHashTable *by_key;  /* (owned): key (owned) to LuthierJob (unowned) */
  GHashTable *fresh;   /* (owned): LuthierJob (unowned) to the time it was put here */
  guint n_active;
};

enum
{
  PROP_N_ACTIVE = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return LUTHIER_TYPE_JOB;
}

static guint
get_n_items (GListModel *model)
{
  return LUTHIER_JOB_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *items = LUTHIER_JOB_LIST (model)->items;

  return position < items->len ? g_object_ref (g_ptr_array_index (items, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LuthierJobList,
                               luthier_job_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* What is compared starts behind the project. */
const char *
luthier_job_list_key (const char *name)
{
  const char *key = strstr (name, "/locations/");

  return key != NULL ? key : name;
}

static void
set_n_active (LuthierJobList *self, guint n_active)
{
  if (self->n_active == n_active)
    return;

  self->n_active = n_active;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ACTIVE]);
}

static guint
count_active (GPtrArray *jobs)
{
  guint n_active = 0;

  for (guint i = 0; i < jobs->len; i++)
    n_active += !luthier_job_is_terminal (g_ptr_array_index (jobs, i));

  return n_active;
}

/* The caller tells of the new item. */
static void
append (LuthierJobList *self, LuthierJob *job)
{
  g_ptr_array_add (self->items, g_object_ref (job));
  g_hash_table_insert (self->by_key, g_strdup (luthier_job_list_key (luthier_job_get_name (job))),
                       job);
}

static void
remove_at (LuthierJobList *self, guint position)
{
  LuthierJob *job = g_ptr_array_index (self->items, position);

  g_hash_table_remove (self->by_key, luthier_job_list_key (luthier_job_get_name (job)));
  g_hash_table_remove (self->fresh, job);
  if (!luthier_job_is_terminal (job))
    set_n_active (self, self->n_active - 1);
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* Answers overtake each other: what was asked before a job ended may arrive after it. */
static gboolean
is_outdated (LuthierJob *job, const LuthierJsonValue *object)
{
  const LuthierJsonValue *member = luthier_json_value_get_member (object, "updateTime");
  const gint64 time = luthier_timestamp_parse (luthier_json_value_get_string (member, NULL));

  return time > 0 && time < luthier_job_get_update_time (job);
}

static gboolean
update (LuthierJobList *self, LuthierJob *job, const LuthierJsonValue *object, gboolean complete)
{
  const gboolean was_active = !luthier_job_is_terminal (job);
  const gboolean changed = !is_outdated (job, object) &&
                           luthier_job_update_from_json (job, object, complete);
  const gboolean is_active = !luthier_job_is_terminal (job);

  if (was_active != is_active)
    set_n_active (self, is_active ? self->n_active + 1 : self->n_active - 1);
  if (was_active && !is_active)
    g_signal_emit (self, signals[FINISHED], 0, job);

  return changed;
}

static void
luthier_job_list_finalize (GObject *object)
{
  LuthierJobList *self = LUTHIER_JOB_LIST (object);

  g_clear_object (&self->clock);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_clear_pointer (&self->fresh, g_hash_table_unref);

  G_OBJECT_CLASS (luthier_job_list_parent_class)->finalize (object);
}

static void
luthier_job_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LuthierJobList *self = LUTHIER_JOB_LIST (object);

  if (id == PROP_N_ACTIVE)
    g_value_set_uint (value, self->n_active);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
luthier_job_list_class_init (LuthierJobListClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = luthier_job_list_finalize;
  object_class->get_property = luthier_job_list_get_property;

  properties[PROP_N_ACTIVE] = g_param_spec_uint ("n-active", NULL, NULL, 0, G_MAXUINT, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                                     G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[FINISHED] = g_signal_new ("finished", LUTHIER_TYPE_JOB_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, LUTHIER_TYPE_JOB);
}

static void
luthier_job_list_init (LuthierJobList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->fresh = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

LuthierJobList *
luthier_job_list_new (LuthierClock *clock)
{
  LuthierJobList *self = g_object_new (LUTHIER_TYPE_JOB_LIST, NULL);

  self->clock = g_object_ref (clock);

  return self;
}

guint
luthier_job_list_get_n_active (LuthierJobList *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_LIST (self), 0);

  return self->n_active;
}

LuthierJob *
luthier_job_list_lookup (LuthierJobList *self, const char *name)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_LIST (self), NULL);

  return name != NULL ? g_hash_table_lookup (self->by_key, luthier_job_list_key (name)) : NULL;
}

/**
 * luthier_job_list_lookup_intent:
 * @intent_id: the value of a job's luthier-intent label
 *
 * Returns: (transfer none) (nullable): the job that carries it
 */
LuthierJob *
luthier_job_list_lookup_intent (LuthierJobList *self, const char *intent_id)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_LIST (self), NULL);

  for (guint i = 0; intent_id != NULL && i < self->items->len; i++)
    {
      LuthierJob *job = g_ptr_array_index (self->items, i);

      if (g_strcmp0 (luthier_job_get_intent_id (job), intent_id) == 0)
        return job;
    }

  return NULL;
}

void
luthier_job_list_reset (LuthierJobList *self, GPtrArray *jobs)
{
  const guint n_removed = self->items->len;

  g_return_if_fail (LUTHIER_IS_JOB_LIST (self));

  g_hash_table_remove_all (self->by_key);
  g_hash_table_remove_all (self->fresh);
  g_ptr_array_set_size (self->items, 0);
  for (guint i = 0; jobs != NULL && i < jobs->len; i++)
    {
      LuthierJob *job = g_ptr_array_index (jobs, i);

      if (!luthier_job_list_lookup (self, luthier_job_get_name (job)))
        append (self, job);
    }

  if (n_removed > 0 || self->items->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_removed, self->items->len);
  set_n_active (self, count_active (self->items));
}

gboolean
luthier_job_list_merge (LuthierJobList *self, const LuthierJsonValue *jobs, GHashTable *seen)
{
  const guint n_before = self->items->len;
  const LuthierJsonValue *object = NULL;
  gboolean changed = FALSE;
  LuthierJsonIter iter;

  g_return_val_if_fail (LUTHIER_IS_JOB_LIST (self), FALSE);

  g_object_freeze_notify (G_OBJECT (self));
  luthier_json_iter_init (&iter, jobs);
  while (luthier_json_iter_next (&iter, NULL, &object))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LuthierJob) added = NULL;
      const char *name = luthier_json_value_get_string (
          luthier_json_value_get_member (object, "name"), "");
      LuthierJob *known = luthier_job_list_lookup (self, name);

      g_hash_table_add (seen, g_strdup (luthier_job_list_key (name)));
      if (known != NULL)
        changed |= update (self, known, object, FALSE);
      else if ((added = luthier_job_new_from_json (object, FALSE, &error)))
        {
          /* Counted at once: the page may name it again, in another state. */
          append (self, added);
          set_n_active (self, self->n_active + !luthier_job_is_terminal (added));
        }
      else
        {
          g_info ("A listed job is left out: %s", error->message);
          g_hash_table_add (seen, g_strdup (UNREADABLE));
        }
    }

  if (self->items->len > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, self->items->len - n_before);
  g_object_thaw_notify (G_OBJECT (self));

  return changed || self->items->len > n_before;
}

LuthierJob *
luthier_job_list_put (LuthierJobList *self, const LuthierJsonValue *object, GError **error)
{
  g_autoptr (LuthierJob) added = NULL;
  LuthierJob *known = NULL;

  g_return_val_if_fail (LUTHIER_IS_JOB_LIST (self), NULL);

  added = luthier_job_new_from_json (object, TRUE, error);
  if (added == NULL)
    return NULL;

  known = luthier_job_list_adopt (self, added);
  if (known != added)
    update (self, known, object, TRUE);

  return known;
}

LuthierJob *
luthier_job_list_adopt (LuthierJobList *self, LuthierJob *job)
{
  LuthierJob *known = NULL;

  g_return_val_if_fail (LUTHIER_IS_JOB_LIST (self), NULL);

  known = luthier_job_list_lookup (self, luthier_job_get_name (job));
  if (known != NULL)
    return known;

  append (self, job);
  g_hash_table_insert (
      self->fresh, job,
      g_memdup2 (&(gint64){ luthier_clock_get_monotonic_time (self->clock) }, sizeof (gint64)));
  g_list_model_items_changed (G_LIST_MODEL (self), self->items->len - 1, 0, 1);
  set_n_active (self, self->n_active + !luthier_job_is_terminal (job));

  return job;
}

GPtrArray *
luthier_job_list_prune (LuthierJobList *self, const char *region, GHashTable *seen)
{
  g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_object_unref);
  const gint64 now = luthier_clock_get_monotonic_time (self->clock);

  g_return_val_if_fail (LUTHIER_IS_JOB_LIST (self), NULL);

  /* Any job may be what could not be read: none is known to be gone. */
  if (g_hash_table_contains (seen, UNREADABLE))
    return g_steal_pointer (&dropped);

  for (guint i = self->items->len; i > 0; i--)
    {
      LuthierJob *job = g_ptr_array_index (self->items, i - 1);
      const gint64 *put_at = g_hash_table_lookup (self->fresh, job);

      if (g_strcmp0 (luthier_job_get_region (job), region) == 0 &&
          !g_hash_table_contains (seen, luthier_job_list_key (luthier_job_get_name (job))) &&
          (put_at == NULL || now - *put_at > FRESH_US))
        {
          g_ptr_array_add (dropped, g_object_ref (job));
          remove_at (self, i - 1);
        }
    }

  return g_steal_pointer (&dropped);
}
