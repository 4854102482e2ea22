/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-list.h"

#include "luthier-job-course.h"
#include "luthier-job-json.h"
#include "luthier-resource-name.h"

/* An answer may lag behind what has happened by this much, and leave out what it will hold again. */
#define LAG_US (2 * 60 * G_USEC_PER_SEC)

#define MOST_FREED_AT_ONCE 500

/* A job, and which lists hold it. */
typedef struct
{
  LuthierJob *job;  /* (owned) */
  const char *home; /* (interned) (nullable): the region whose list held it last */
  guint walk;       /* the last that met it, 0 = none */
  gint64 missed_at; /* monotonic: when a whole list was first without it, 0 = none was */
  gint64 moved;     /* when an answer last told that it had got on, 0 = none did */
} Entry;

struct _LuthierJobList
{
  GObject parent_instance;

  LuthierClock *clock; /* (owned) */
  GPtrArray *entries;  /* (owned) of Entry */
  GHashTable *by_key;  /* (owned): key (of the job's name) to Entry (unowned) */
  GHashTable *unsure;  /* (owned): the walks that met what cannot be read */
  GPtrArray *seen;     /* (owned) of LuthierSighting: not told yet */
  guint n_active;
  guint n_walks;
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
  SIGHTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
entry_free (Entry *entry)
{
  g_object_unref (entry->job);
  g_free (entry);
}

static LuthierJob *
get_job (LuthierJobList *self, guint position)
{
  return ((Entry *) g_ptr_array_index (self->entries, position))->job;
}

static GType
get_item_type (GListModel *model)
{
  return LUTHIER_TYPE_JOB;
}

static guint
get_n_items (GListModel *model)
{
  return LUTHIER_JOB_LIST (model)->entries->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  LuthierJobList *self = LUTHIER_JOB_LIST (model);

  return position < self->entries->len ? g_object_ref (get_job (self, position)) : NULL;
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

static void
set_n_active (LuthierJobList *self, guint n_active)
{
  if (self->n_active == n_active)
    return;

  self->n_active = n_active;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ACTIVE]);
}

static Entry *
find (LuthierJobList *self, const char *name)
{
  return name != NULL ? g_hash_table_lookup (self->by_key, luthier_resource_name_get_key (name))
                      : NULL;
}

/* The caller tells of the new item. It counts at once: the same page may name it again, in another
 * state. */
static Entry *
append (LuthierJobList *self, LuthierJob *job)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->job = g_object_ref (job);
  entry->home = g_intern_string (luthier_job_get_region (job));
  g_ptr_array_add (self->entries, entry);
  g_hash_table_insert (self->by_key, (gpointer) luthier_job_get_key (job), entry);
  set_n_active (self, self->n_active + !luthier_job_is_terminal (job));

  return entry;
}

/* Those that the caller has appended. */
static void
tell_of_appended (LuthierJobList *self, guint position)
{
  const guint n_added = self->entries->len - position;

  if (n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, n_added);
}

/* What an answer has told is told on, all of it at once. */
static void
note (LuthierJobList *self, const LuthierJobCourse *before, Entry *entry)
{
  const gint64 now = luthier_clock_get_real_time (self->clock);

  if (luthier_job_course_has_moved (before, entry->job))
    entry->moved = now;
  luthier_job_course_tell (before, entry->job, now, self->seen);
}

/* One that was at its end before anybody saw it tells its story by its own times. */
static void
note_new (LuthierJobList *self, Entry *entry)
{
  const LuthierJobCourse nothing = { NULL };

  if (!luthier_job_is_terminal (entry->job))
    note (self, &nothing, entry);
}

static void
tell_sightings (LuthierJobList *self)
{
  g_autoptr (GPtrArray) seen = NULL;

  if (self->seen->len == 0)
    return;

  seen = g_steal_pointer (&self->seen);
  self->seen = luthier_sightings_new ();
  g_signal_emit (self, signals[SIGHTED], 0, seen);
}

/* It counts as long as something may become of it. */
static void
set_gone (LuthierJobList *self, LuthierJob *job, gboolean gone)
{
  const gboolean was_active = !luthier_job_is_terminal (job);
  gboolean is_active = FALSE;

  luthier_job_set_gone (job, gone);
  is_active = !luthier_job_is_terminal (job);
  if (was_active != is_active)
    set_n_active (self, is_active ? self->n_active + 1 : self->n_active - 1);
}

static void
lose (LuthierJobList *self, LuthierJob *job)
{
  const gint64 now = luthier_clock_get_real_time (self->clock);

  set_gone (self, job, TRUE);
  g_ptr_array_add (self->seen, luthier_sighting_new (
                                   luthier_job_get_key (job),
                                   luthier_event_new (LUTHIER_EVENT_GONE, NULL, NULL, now, 0)));
}

/* Answers overtake each other: what was asked before a job ended may arrive after it. What is at
 * its end does not begin anew at the same time. */
static gboolean
is_outdated (LuthierJob *job, const LuthierJsonValue *object)
{
  const gint64 time = luthier_timestamp_parse (
      luthier_json_value_get_member_string (object, "updateTime"));
  const LuthierJobState state = luthier_job_state_from_wire (
      luthier_json_value_get_member_string (object, "state"));
  const gint64 known = luthier_job_get_update_time (job);

  if (time > 0 && luthier_job_is_terminal (job) && !luthier_job_state_is_terminal (state))
    return time <= known;
  return time > 0 && time < known;
}

/* What is seen is there, whatever was thought. */
static gboolean
update (LuthierJobList *self, Entry *entry, const LuthierJsonValue *object, gboolean complete)
{
  LuthierJob *job = entry->job;
  g_auto (LuthierJobCourse) before = { NULL };
  gboolean was_active = FALSE;
  gboolean is_active = FALSE;
  gboolean changed = FALSE;

  set_gone (self, job, FALSE);
  entry->missed_at = 0;
  was_active = !luthier_job_is_terminal (job);
  luthier_job_course_note (&before, job);
  changed = !is_outdated (job, object) && luthier_job_update_from_json (job, object, complete);
  if (changed)
    note (self, &before, entry);
  is_active = !luthier_job_is_terminal (job);

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
  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_clear_pointer (&self->unsure, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);

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
  signals[SIGHTED] = g_signal_new ("sighted", LUTHIER_TYPE_JOB_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
luthier_job_list_init (LuthierJobList *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->unsure = g_hash_table_new (NULL, NULL);
  self->seen = luthier_sightings_new ();
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

GHashTable *
luthier_job_list_list_active_regions (LuthierJobList *self)
{
  GHashTable *regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (LUTHIER_IS_JOB_LIST (self), regions);

  for (guint i = 0; self->n_active > 0 && i < self->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);

      if (entry->home != NULL && !luthier_job_is_terminal (entry->job) &&
          !g_hash_table_contains (regions, entry->home))
        g_hash_table_add (regions, g_strdup (entry->home));
    }

  return regions;
}

LuthierJob *
luthier_job_list_lookup (LuthierJobList *self, const char *name)
{
  const Entry *entry = NULL;

  g_return_val_if_fail (LUTHIER_IS_JOB_LIST (self), NULL);

  entry = find (self, name);
  return entry != NULL ? entry->job : NULL;
}

/* What is left of many jobs goes bit by bit, when there is nothing better to do. */
static gboolean
free_some_cb (gpointer user_data)
{
  GPtrArray *entries = user_data;

  g_ptr_array_set_size (entries, (int) (entries->len - MIN (entries->len, MOST_FREED_AT_ONCE)));
  return entries->len > 0;
}

/**
 * luthier_job_list_clear:
 *
 * Forgets all jobs, in one change.
 */
void
luthier_job_list_clear (LuthierJobList *self)
{
  const guint n_removed = self->entries->len;

  g_return_if_fail (LUTHIER_IS_JOB_LIST (self));

  g_hash_table_remove_all (self->by_key);
  if (n_removed > MOST_FREED_AT_ONCE)
    {
      g_idle_add_full (G_PRIORITY_LOW, free_some_cb, self->entries,
                       (GDestroyNotify) g_ptr_array_unref);
      self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
    }
  g_ptr_array_set_size (self->entries, 0);
  if (n_removed > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_removed, 0);
  set_n_active (self, 0);
}

/**
 * luthier_job_list_extend:
 * @jobs: (element-type LuthierJob): as they were stored
 * @first: the place in @jobs to begin at
 * @n_jobs: how many at most
 *
 * Takes those in that are not known yet, in one change. Of many jobs only so many are taken in at
 * a time, because everybody who watches the list has work with them.
 *
 * Returns: where to go on; @jobs' length at the end
 */
guint
luthier_job_list_extend (LuthierJobList *self, GPtrArray *jobs, guint first, guint n_jobs)
{
  const guint n_before = self->entries->len;
  const guint end = first + MIN (n_jobs, jobs->len - first);

  g_return_val_if_fail (LUTHIER_IS_JOB_LIST (self), end);

  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = first; i < end; i++)
    {
      LuthierJob *job = g_ptr_array_index (jobs, i);

      if (find (self, luthier_job_get_name (job)) == NULL)
        append (self, job);
    }
  tell_of_appended (self, n_before);
  g_object_thaw_notify (G_OBJECT (self));

  return end;
}

/**
 * luthier_job_list_start_walk:
 *
 * Returns: the number of a way through the pages of one region, for luthier_job_list_merge() and
 *   luthier_job_list_prune(); several may go on at a time
 */
guint
luthier_job_list_start_walk (LuthierJobList *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_LIST (self), 0);

  return ++self->n_walks;
}

/* (nullable): NULL: the object is no job. */
static Entry *
take_in (LuthierJobList *self, const LuthierJsonValue *object, gboolean *changed)
{
  const char *name = luthier_json_value_get_string (luthier_json_value_get_member (object, "name"),
                                                    "");
  Entry *known = find (self, name);
  g_autoptr (LuthierJob) added = NULL;
  g_autoptr (GError) error = NULL;

  if (known != NULL)
    {
      *changed |= update (self, known, object, FALSE);
      return known;
    }

  added = luthier_job_new_from_json (object, FALSE, &error);
  if (added != NULL)
    {
      Entry *entry = append (self, added);

      note_new (self, entry);
      return entry;
    }

  g_info ("A listed job is left out: %s", error->message);
  return NULL;
}

/**
 * luthier_job_list_merge:
 * @jobs: the array of a list reply
 * @region: whose list it is
 * @walk: what luthier_job_list_start_walk() gave
 *
 * Takes a page in, in one change. A job belongs to the region that lists it, whatever its name
 * says, and is one job in however many lists and pages it is.
 *
 * Returns: whether anything is new or different
 */
gboolean
luthier_job_list_merge (LuthierJobList *self,
                        const LuthierJsonValue *jobs,
                        const char *region,
                        guint walk)
{
  const guint n_before = self->entries->len;
  const char *home = g_intern_string (region);
  const LuthierJsonValue *object = NULL;
  gboolean changed = FALSE;
  LuthierJsonIter iter;

  g_return_val_if_fail (LUTHIER_IS_JOB_LIST (self), FALSE);

  g_object_freeze_notify (G_OBJECT (self));
  luthier_json_iter_init (&iter, jobs);
  while (luthier_json_iter_next (&iter, NULL, &object))
    {
      Entry *entry = take_in (self, object, &changed);

      if (entry == NULL)
        {
          g_hash_table_add (self->unsure, GUINT_TO_POINTER (walk));
          continue;
        }
      entry->home = home;
      entry->walk = walk;
      entry->missed_at = 0;
    }
  changed |= self->entries->len > n_before;
  tell_of_appended (self, n_before);
  g_object_thaw_notify (G_OBJECT (self));
  tell_sightings (self);

  return changed;
}

/**
 * luthier_job_list_put:
 * @object: one whole resource
 *
 * Returns: (transfer none) (nullable): its job; %NULL and an error if it is none
 */
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
    update (self, find (self, luthier_job_get_name (known)), object, TRUE);
  tell_sightings (self);

  return known;
}

LuthierJob *
luthier_job_list_adopt (LuthierJobList *self, LuthierJob *job)
{
  const Entry *known = NULL;

  g_return_val_if_fail (LUTHIER_IS_JOB_LIST (self), NULL);

  known = find (self, luthier_job_get_name (job));
  if (known != NULL)
    return known->job;

  note_new (self, append (self, job));
  tell_of_appended (self, self->entries->len - 1);
  tell_sightings (self);

  return job;
}

/**
 * luthier_job_list_prune:
 * @region: a region
 * @walk: a way through all of its pages that has come to its end
 *
 * Marks the jobs of @region as gone that have not been in its list for two minutes. Lists lag: a job
 * that one of them leaves out may be in the next, and one that was created only now is not in them
 * yet.
 *
 * Returns: (transfer full) (element-type LuthierJob): what was found to be gone now
 */
GPtrArray *
luthier_job_list_prune (LuthierJobList *self, const char *region, guint walk)
{
  g_autoptr (GPtrArray) lost = g_ptr_array_new_with_free_func (g_object_unref);
  const char *home = g_intern_string (region);
  gint64 now;

  g_return_val_if_fail (LUTHIER_IS_JOB_LIST (self), NULL);

  /* Any job may be what could not be read: none is known to be gone. */
  if (g_hash_table_remove (self->unsure, GUINT_TO_POINTER (walk)))
    return g_steal_pointer (&lost);

  now = luthier_clock_get_monotonic_time (self->clock);
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (entry->home != home || entry->walk == walk || luthier_job_get_gone (entry->job))
        continue;
      if (entry->missed_at == 0)
        entry->missed_at = now;
      if (now - entry->missed_at <= LAG_US)
        continue;
      lose (self, entry->job);
      g_ptr_array_add (lost, g_object_ref (entry->job));
    }
  g_object_thaw_notify (G_OBJECT (self));
  tell_sightings (self);

  return g_steal_pointer (&lost);
}

gboolean
luthier_job_list_lose (LuthierJobList *self, LuthierJob *job)
{
  const Entry *entry = NULL;

  g_return_val_if_fail (LUTHIER_IS_JOB_LIST (self), FALSE);

  entry = find (self, luthier_job_get_name (job));
  if (entry == NULL || entry->job != job || luthier_job_get_gone (job) ||
      luthier_clock_get_real_time (self->clock) - luthier_job_get_create_time (job) <= LAG_US)
    return FALSE;

  lose (self, job);
  tell_sightings (self);

  return TRUE;
}

void
luthier_job_list_remove (LuthierJobList *self, LuthierJob *job)
{
  guint position = 0;
  Entry *entry = NULL;

  g_return_if_fail (LUTHIER_IS_JOB_LIST (self));

  entry = find (self, luthier_job_get_name (job));
  if (entry == NULL || !g_ptr_array_find (self->entries, entry, &position))
    return;

  set_n_active (self, self->n_active - !luthier_job_is_terminal (entry->job));
  g_hash_table_remove (self->by_key, luthier_job_get_key (entry->job));
  g_ptr_array_remove_index (self->entries, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

gint64
luthier_job_list_get_moved (LuthierJobList *self, LuthierJob *job)
{
  const Entry *entry = NULL;

  g_return_val_if_fail (LUTHIER_IS_JOB_LIST (self), 0);

  entry = find (self, luthier_job_get_name (job));
  return entry != NULL ? entry->moved : 0;
}
