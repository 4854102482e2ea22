/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-tally.h"

#define N_GROUPS (LUTHIER_JOB_GROUP_FAILED + 1)

struct _LuthierJobTally
{
  GObject parent_instance;

  GListModel *model;  /* (owned) (nullable) */
  GPtrArray *entries; /* (owned) (element-type Entry): one for each item, in the model's order */
  guint counts[N_GROUPS];
};

G_DEFINE_FINAL_TYPE (LuthierJobTally, luthier_job_tally, G_TYPE_OBJECT)

/* An item and as what it was counted. */
typedef struct
{
  LuthierJobTally *tally;
  LuthierJob *job; /* (owned) */
  LuthierJobGroup group;
  gulong changed_id; /* of the job */
  gulong gone_id;    /* of the job */
} Entry;

typedef enum
{
  PROP_MODEL = 1,
  PROP_ALL,
  /* In the order of LuthierJobGroup. */
  PROP_ACTIVE,
  PROP_DONE,
  PROP_FAILED,
} LuthierJobTallyProperty;

enum
{
  SIGNAL_MOVED,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_FAILED + 1];
static guint signals[N_SIGNALS];

static void
count (LuthierJobTally *self, LuthierJobGroup group, int difference)
{
  self->counts[group] += (guint) difference;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE + group]);
}

static void
state_changed_cb (Entry *entry)
{
  LuthierJobGroup group = luthier_job_words_group_of (entry->job);
  LuthierJobTally *self = entry->tally;

  if (group != entry->group)
    {
      g_object_freeze_notify (G_OBJECT (self));
      count (self, entry->group, -1);
      count (self, group, 1);
      entry->group = group;
      g_object_thaw_notify (G_OBJECT (self));
    }
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

static Entry *
entry_new (LuthierJobTally *self, LuthierJob *job)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->tally = self;
  entry->job = job;
  entry->group = luthier_job_words_group_of (job);
  entry->changed_id = g_signal_connect_swapped (job, "notify::state", G_CALLBACK (state_changed_cb),
                                                entry);
  entry->gone_id = g_signal_connect_swapped (job, "notify::gone", G_CALLBACK (state_changed_cb),
                                             entry);
  count (self, entry->group, 1);
  return entry;
}

static void
entry_free (Entry *entry)
{
  count (entry->tally, entry->group, -1);
  g_signal_handler_disconnect (entry->job, entry->changed_id);
  g_signal_handler_disconnect (entry->job, entry->gone_id);
  g_object_unref (entry->job);
  g_free (entry);
}

static void
items_changed_cb (LuthierJobTally *self, guint position, guint removed, guint added)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (removed > 0)
    g_ptr_array_remove_range (self->entries, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->entries, (int) (position + i),
                        entry_new (self, g_list_model_get_item (self->model, position + i)));
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ALL]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
luthier_job_tally_dispose (GObject *object)
{
  LuthierJobTally *self = LUTHIER_JOB_TALLY (object);

  luthier_job_tally_set_model (self, NULL);
  G_OBJECT_CLASS (luthier_job_tally_parent_class)->dispose (object);
}

static void
luthier_job_tally_finalize (GObject *object)
{
  LuthierJobTally *self = LUTHIER_JOB_TALLY (object);

  g_ptr_array_unref (self->entries);
  G_OBJECT_CLASS (luthier_job_tally_parent_class)->finalize (object);
}

static void
luthier_job_tally_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LuthierJobTally *self = LUTHIER_JOB_TALLY (object);

  switch ((LuthierJobTallyProperty) prop_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_ALL:
      g_value_set_uint (value, self->entries->len);
      break;
    case PROP_ACTIVE:
    case PROP_DONE:
    case PROP_FAILED:
      g_value_set_uint (value, self->counts[prop_id - PROP_ACTIVE]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_tally_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  LuthierJobTally *self = LUTHIER_JOB_TALLY (object);

  switch ((LuthierJobTallyProperty) prop_id)
    {
    case PROP_MODEL:
      luthier_job_tally_set_model (self, g_value_get_object (value));
      break;
    case PROP_ALL:
    case PROP_ACTIVE:
    case PROP_DONE:
    case PROP_FAILED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
luthier_job_tally_class_init (LuthierJobTallyClass *klass)
{
  static const char *const names[] = { "active", "done", "failed" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = luthier_job_tally_dispose;
  object_class->finalize = luthier_job_tally_finalize;
  object_class->get_property = luthier_job_tally_get_property;
  object_class->set_property = luthier_job_tally_set_property;

  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL,
                                                G_PARAM_READWRITE | flags);
  properties[PROP_ALL] = g_param_spec_uint ("all", NULL, NULL, 0, G_MAXUINT, 0,
                                            G_PARAM_READABLE | flags);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    properties[PROP_ACTIVE + i] = g_param_spec_uint (names[i], NULL, NULL, 0, G_MAXUINT, 0,
                                                     G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
luthier_job_tally_init (LuthierJobTally *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
}

/**
 * luthier_job_tally_new:
 *
 * Returns: (transfer full): a tally of nothing
 */
LuthierJobTally *
luthier_job_tally_new (void)
{
  return g_object_new (LUTHIER_TYPE_JOB_TALLY, NULL);
}

/**
 * luthier_job_tally_set_model:
 * @model: (nullable): a list of #LuthierJob
 *
 * Counts other jobs.
 */
void
luthier_job_tally_set_model (LuthierJobTally *self, GListModel *model)
{
  g_return_if_fail (LUTHIER_IS_JOB_TALLY (self));

  if (self->model == model)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->model, self);
      items_changed_cb (self, 0, self->entries->len, 0);
    }
  g_set_object (&self->model, model);
  if (model != NULL)
    {
      g_signal_connect_swapped (model, "items-changed", G_CALLBACK (items_changed_cb), self);
      items_changed_cb (self, 0, 0, g_list_model_get_n_items (model));
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * luthier_job_tally_get_count:
 *
 * Returns: how many jobs are in the group
 */
guint
luthier_job_tally_get_count (LuthierJobTally *self, LuthierJobGroup group)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_TALLY (self), 0);

  return self->counts[group];
}

/**
 * luthier_job_tally_get_all:
 *
 * Returns: how many jobs there are
 */
guint
luthier_job_tally_get_all (LuthierJobTally *self)
{
  g_return_val_if_fail (LUTHIER_IS_JOB_TALLY (self), 0);

  return self->entries->len;
}
