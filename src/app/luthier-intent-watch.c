/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-watch.h"

struct _LuthierIntentWatch
{
  GObject parent_instance;

  GListModel *model;  /* (owned) (nullable) */
  GPtrArray *entries; /* (owned) (element-type Entry): one for each item, in the model's order */
};

G_DEFINE_FINAL_TYPE (LuthierIntentWatch, luthier_intent_watch, G_TYPE_OBJECT)

typedef struct
{
  LuthierIntentWatch *watch;
  LuthierIntent *intent; /* (owned) */
} Entry;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
notify_cb (Entry *entry, GParamSpec *pspec)
{
  g_autoptr (LuthierIntent) intent = g_object_ref (entry->intent);

  g_signal_emit (entry->watch, signals[SIGNAL_CHANGED], g_quark_from_string (pspec->name), intent);
}

static Entry *
entry_new (LuthierIntentWatch *self, LuthierIntent *intent)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->watch = self;
  entry->intent = intent;
  g_signal_connect_swapped (intent, "notify", G_CALLBACK (notify_cb), entry);
  return entry;
}

static void
entry_free (Entry *entry)
{
  g_signal_handlers_disconnect_by_data (entry->intent, entry);
  g_object_unref (entry->intent);
  g_free (entry);
}

static void
items_changed_cb (LuthierIntentWatch *self, guint position, guint removed, guint added)
{
  if (removed > 0)
    g_ptr_array_remove_range (self->entries, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->entries, (int) (position + i),
                        entry_new (self, g_list_model_get_item (self->model, position + i)));
}

static void
luthier_intent_watch_dispose (GObject *object)
{
  luthier_intent_watch_set_model (LUTHIER_INTENT_WATCH (object), NULL);
  G_OBJECT_CLASS (luthier_intent_watch_parent_class)->dispose (object);
}

static void
luthier_intent_watch_finalize (GObject *object)
{
  g_ptr_array_unref (LUTHIER_INTENT_WATCH (object)->entries);
  G_OBJECT_CLASS (luthier_intent_watch_parent_class)->finalize (object);
}

static void
luthier_intent_watch_class_init (LuthierIntentWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = luthier_intent_watch_dispose;
  object_class->finalize = luthier_intent_watch_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, LUTHIER_TYPE_INTENT);
}

static void
luthier_intent_watch_init (LuthierIntentWatch *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
}

/**
 * luthier_intent_watch_new:
 *
 * Returns: (transfer full): one that watches nothing yet
 */
LuthierIntentWatch *
luthier_intent_watch_new (void)
{
  return g_object_new (LUTHIER_TYPE_INTENT_WATCH, NULL);
}

/**
 * luthier_intent_watch_set_model:
 * @model: (nullable): of #LuthierIntent
 *
 * What is in the list is watched from now on.
 */
void
luthier_intent_watch_set_model (LuthierIntentWatch *self, GListModel *model)
{
  g_return_if_fail (LUTHIER_IS_INTENT_WATCH (self));

  if (self->model == model)
    return;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  g_ptr_array_set_size (self->entries, 0);
  g_set_object (&self->model, model);
  if (model == NULL)
    return;
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (model));
}
