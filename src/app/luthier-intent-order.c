/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-intent-order.h"

#include <gtk/gtk.h>

#include "luthier-intent-watch.h"

struct _LuthierIntentOrder
{
  GObject parent_instance;

  GListModel *model;          /* (owned) (nullable) */
  LuthierIntentWatch *watch;  /* (owned) */
  GtkFilter *asks;            /* (owned) */
  GtkFilter *rests;           /* (owned): the others */
  GtkSorter *ranks;           /* (owned): of the others */
  GtkFilterListModel *asking; /* (owned) */
  GtkFilterListModel *others; /* (owned) */
  GtkSortListModel *resting;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (LuthierIntentOrder, luthier_intent_order, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_TOLD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
asks_cb (gpointer item, gpointer user_data)
{
  return luthier_intent_get_state (item) == LUTHIER_INTENT_ASKS;
}

static gboolean
rests_cb (gpointer item, gpointer user_data)
{
  return !asks_cb (item, NULL);
}

static int
get_rank (LuthierIntent *intent)
{
  switch (luthier_intent_get_state (intent))
    {
    case LUTHIER_INTENT_REFUSED:
      return 0;
    case LUTHIER_INTENT_QUEUED:
      return 2;
    case LUTHIER_INTENT_SENDING:
    case LUTHIER_INTENT_SETTLED:
    case LUTHIER_INTENT_UNCERTAIN:
    case LUTHIER_INTENT_LOOKING:
    case LUTHIER_INTENT_ASKS:
    case LUTHIER_INTENT_FORGOTTEN:
    default:
      return 1;
    }
}

/* Equals stay in the order of the queue. */
static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return get_rank ((LuthierIntent *) a) - get_rank ((LuthierIntent *) b);
}

static void
tell_changed (LuthierIntentOrder *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
tell_told (LuthierIntentOrder *self)
{
  g_signal_emit (self, signals[SIGNAL_TOLD], 0);
}

static void
state_changed_cb (LuthierIntentOrder *self)
{
  gtk_filter_changed (self->asks, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_filter_changed (self->rests, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_sorter_changed (self->ranks, GTK_SORTER_CHANGE_DIFFERENT);
  tell_changed (self);
}

static void
luthier_intent_order_dispose (GObject *object)
{
  LuthierIntentOrder *self = LUTHIER_INTENT_ORDER (object);

  luthier_intent_order_set_model (self, NULL);
  G_OBJECT_CLASS (luthier_intent_order_parent_class)->dispose (object);
}

static void
luthier_intent_order_finalize (GObject *object)
{
  LuthierIntentOrder *self = LUTHIER_INTENT_ORDER (object);

  g_object_unref (self->resting);
  g_object_unref (self->others);
  g_object_unref (self->asking);
  g_object_unref (self->ranks);
  g_object_unref (self->rests);
  g_object_unref (self->asks);
  g_object_unref (self->watch);
  G_OBJECT_CLASS (luthier_intent_order_parent_class)->finalize (object);
}

static void
luthier_intent_order_class_init (LuthierIntentOrderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = luthier_intent_order_dispose;
  object_class->finalize = luthier_intent_order_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
luthier_intent_order_init (LuthierIntentOrder *self)
{
  self->asks = GTK_FILTER (gtk_custom_filter_new (asks_cb, NULL, NULL));
  self->rests = GTK_FILTER (gtk_custom_filter_new (rests_cb, NULL, NULL));
  self->ranks = GTK_SORTER (gtk_custom_sorter_new (compare_cb, NULL, NULL));
  self->asking = gtk_filter_list_model_new (NULL, g_object_ref (self->asks));
  self->others = gtk_filter_list_model_new (NULL, g_object_ref (self->rests));
  self->resting = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->others)),
                                           g_object_ref (self->ranks));

  self->watch = luthier_intent_watch_new ();
  g_signal_connect_object (self->watch, "changed::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "changed::held", G_CALLBACK (tell_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "changed::wait", G_CALLBACK (tell_told), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "changed::n-active", G_CALLBACK (tell_told), self,
                           G_CONNECT_SWAPPED);
}

/**
 * luthier_intent_order_new:
 *
 * Returns: (transfer full): one without intents
 */
LuthierIntentOrder *
luthier_intent_order_new (void)
{
  return g_object_new (LUTHIER_TYPE_INTENT_ORDER, NULL);
}

/**
 * luthier_intent_order_set_model:
 * @intents: (nullable): of #LuthierIntent
 *
 * What is divided and ordered from now on.
 */
void
luthier_intent_order_set_model (LuthierIntentOrder *self, GListModel *intents)
{
  g_return_if_fail (LUTHIER_IS_INTENT_ORDER (self));

  if (self->model == intents)
    return;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, tell_changed, self);
  g_set_object (&self->model, intents);
  luthier_intent_watch_set_model (self->watch, intents);
  gtk_filter_list_model_set_model (self->asking, intents);
  gtk_filter_list_model_set_model (self->others, intents);
  if (intents != NULL)
    g_signal_connect_object (intents, "items-changed", G_CALLBACK (tell_changed), self,
                             G_CONNECT_SWAPPED);
  tell_changed (self);
}

/**
 * luthier_intent_order_get_asking:
 *
 * Returns: (transfer none): those that ask
 */
GListModel *
luthier_intent_order_get_asking (LuthierIntentOrder *self)
{
  return G_LIST_MODEL (self->asking);
}

/**
 * luthier_intent_order_get_resting:
 *
 * Returns: (transfer none): the others
 */
GListModel *
luthier_intent_order_get_resting (LuthierIntentOrder *self)
{
  return G_LIST_MODEL (self->resting);
}

static guint
count_places (LuthierIntentOrder *self)
{
  guint n_items = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
  guint n_places = 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (LuthierIntent) intent = g_list_model_get_item (self->model, i);

      n_places += luthier_intent_get_state (intent) == LUTHIER_INTENT_QUEUED;
    }
  return n_places;
}

/**
 * luthier_intent_order_count_before:
 * @intents: as the session has them
 * @id: (nullable): of one of them, or of one that will come after all of them
 *
 * Returns: how many go before it: those that are held let it pass
 */
guint
luthier_intent_order_count_before (GListModel *intents, const char *id)
{
  guint n_before = 0;

  for (guint i = 0; i < g_list_model_get_n_items (intents); i++)
    {
      g_autoptr (LuthierIntent) intent = g_list_model_get_item (intents, i);

      if (g_strcmp0 (luthier_intent_get_id (intent), id) == 0)
        break;
      n_before += luthier_intent_get_state (intent) == LUTHIER_INTENT_QUEUED &&
                  !luthier_intent_get_held (intent);
    }
  return n_before;
}

/**
 * luthier_intent_order_list_places:
 *
 * Returns: (transfer full): the places of all in the queue, by intent
 */
GHashTable *
luthier_intent_order_list_places (LuthierIntentOrder *self)
{
  GHashTable *places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  LuthierIntentPlace next = { 0, count_places (self), 0 };
  guint n_items = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (LuthierIntent) intent = g_list_model_get_item (self->model, i);

      g_hash_table_insert (places, intent, g_memdup2 (&next, sizeof next));
      if (luthier_intent_get_state (intent) != LUTHIER_INTENT_QUEUED)
        continue;
      next.position++;
      next.n_before += !luthier_intent_get_held (intent);
    }
  return places;
}

/**
 * luthier_intent_order_find_place:
 *
 * Returns: the place of one intent
 */
LuthierIntentPlace
luthier_intent_order_find_place (LuthierIntentOrder *self, LuthierIntent *intent)
{
  g_autoptr (GHashTable) places = luthier_intent_order_list_places (self);
  const LuthierIntentPlace *place = g_hash_table_lookup (places, intent);

  return place != NULL ? *place : (LuthierIntentPlace){ 0 };
}
