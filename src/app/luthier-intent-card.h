/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-clock.h"
#include "luthier-intent-act.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_INTENT_CARD (luthier_intent_card_get_type ())
G_DECLARE_FINAL_TYPE (LuthierIntentCard, luthier_intent_card, LUTHIER, INTENT_CARD, GtkWidget)

/* An intent that asks: what is known of it, and what each answer means. Property: narrow (boolean:
 * the meanings stand under the answers). Signal: act (LuthierIntentAct, int: 0). */
GtkWidget *luthier_intent_card_new (LuthierIntent *intent, LuthierClock *clock);
LuthierIntent *luthier_intent_card_get_intent (LuthierIntentCard *self);

G_END_DECLS
