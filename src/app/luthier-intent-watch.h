/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-intent.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_INTENT_WATCH (luthier_intent_watch_get_type ())
G_DECLARE_FINAL_TYPE (LuthierIntentWatch, luthier_intent_watch, LUTHIER, INTENT_WATCH, GObject)

/* Tells of every intent in a list what changes in it while it is there.
 * Signal: changed (LuthierIntent); its detail is the name of the property. */
LuthierIntentWatch *luthier_intent_watch_new (void);
/* model: (nullable): of LuthierIntent */
void luthier_intent_watch_set_model (LuthierIntentWatch *self, GListModel *model);

G_END_DECLS
