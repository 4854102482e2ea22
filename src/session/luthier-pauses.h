/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-clock.h"
#include "luthier-random.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PAUSES (luthier_pauses_get_type ())
G_DECLARE_FINAL_TYPE (LuthierPauses, luthier_pauses, LUTHIER, PAUSES, GObject)

/* Which regions are left alone for a while: because the service asked for that, which holds for
 * everybody; or because they failed several times in a row, which the user may overrule. */
LuthierPauses *luthier_pauses_new (LuthierClock *clock, LuthierRandom *random);
/* error: (nullable): why the region did not answer; NULL: it did. */
void luthier_pauses_take (LuthierPauses *self, const char *region, const GError *error);
gboolean luthier_pauses_may_ask (LuthierPauses *self, const char *region);
/* The user wants to know, or the network has come back: what was our own patience is over. */
void luthier_pauses_forgive (LuthierPauses *self);

G_END_DECLS
