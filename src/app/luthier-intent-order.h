/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-intent.h"

G_BEGIN_DECLS

/* Where an intent stands in the queue. */
typedef struct
{
  guint position; /* from 0 on */
  guint n_places; /* in all */
  guint n_before; /* that go before it: without those that are held */
} LuthierIntentPlace;

#define LUTHIER_TYPE_INTENT_ORDER (luthier_intent_order_get_type ())
G_DECLARE_FINAL_TYPE (LuthierIntentOrder, luthier_intent_order, LUTHIER, INTENT_ORDER, GObject)

/* Divides intents into those that ask and the others, and puts those in the order in which they are
 * read: what the user has to change, what is under way, the queue.
 * Signals: changed (), after the lists or a place did; told (), after what they wait for did. */
LuthierIntentOrder *luthier_intent_order_new (void);
/* intents: (nullable): of LuthierIntent, in the order of the queue */
void luthier_intent_order_set_model (LuthierIntentOrder *self, GListModel *intents);
GListModel *luthier_intent_order_get_asking (LuthierIntentOrder *self);
GListModel *luthier_intent_order_get_resting (LuthierIntentOrder *self);
/* (transfer full) (element-type LuthierIntent LuthierIntentPlace): of all; where one would stand that
 * is not in the queue does not matter. */
GHashTable *luthier_intent_order_list_places (LuthierIntentOrder *self);
LuthierIntentPlace luthier_intent_order_find_place (LuthierIntentOrder *self,
                                                    LuthierIntent *intent);
guint luthier_intent_order_count_before (GListModel *intents, const char *id);

G_END_DECLS
