/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-clock.h"
#include "luthier-intent-act.h"
#include "luthier-intent-order.h"
#include "luthier-intent-words.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_INTENT_ROW (luthier_intent_row_get_type ())
G_DECLARE_FINAL_TYPE (LuthierIntentRow, luthier_intent_row, LUTHIER, INTENT_ROW, GtkListBoxRow)

/* An intent on its way: what it is, what it waits for, and what can be done with it. Properties:
 * narrow (boolean), region (string, nullable: one that does not answer).
 * Signals: act (LuthierIntentAct, int steps: with LUTHIER_INTENT_ACT_MOVE, down the queue), dropped
 * (LuthierIntent, boolean after): another one is to stand before or after this one. */
GtkWidget *luthier_intent_row_new (LuthierIntent *intent, LuthierClock *clock);
LuthierIntent *luthier_intent_row_get_intent (LuthierIntentRow *self);
void luthier_intent_row_set_place (LuthierIntentRow *self, LuthierIntentPlace place);

G_END_DECLS
