/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-intent.h"

G_BEGIN_DECLS

/* For the queue, and for tests that play it. Each setter notifies if anything changes. */
LuthierIntent *luthier_intent_new (const char *id, LuthierJobSpec *spec);
void luthier_intent_set_spec (LuthierIntent *self, LuthierJobSpec *spec);
void luthier_intent_set_state (LuthierIntent *self, LuthierIntentState state);
void luthier_intent_set_wait (LuthierIntent *self, LuthierIntentWait wait);
void luthier_intent_set_held (LuthierIntent *self, gboolean held);
void luthier_intent_set_region (LuthierIntent *self, const char *region);
void luthier_intent_set_sent_at (LuthierIntent *self, gint64 sent_at);
/* One more look has ended. looked_at 0: they begin anew. */
void luthier_intent_add_look (LuthierIntent *self, gint64 looked_at);
void luthier_intent_set_next_at (LuthierIntent *self, gint64 next_at);
void luthier_intent_set_count (LuthierIntent *self, guint n_active, guint quota);
/* error: (nullable): copied */
void luthier_intent_set_error (LuthierIntent *self, const GError *error);
void luthier_intent_set_transfer (LuthierIntent *self, LuthierTransfer *transfer);
void luthier_intent_set_job (LuthierIntent *self, LuthierJob *job);

G_END_DECLS
