/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-clock.h"
#include "luthier-random.h"

G_BEGIN_DECLS

/* How closely the jobs are looked at. */
typedef enum
{
  LUTHIER_PACE_STILL,  /* nothing can change: no timer at all */
  LUTHIER_PACE_ACTIVE, /* something is in progress */
  LUTHIER_PACE_CLOSE,  /* the user looks at something in progress */
} LuthierPace;

#define LUTHIER_TYPE_POLLER (luthier_poller_get_type ())
G_DECLARE_FINAL_TYPE (LuthierPoller, luthier_poller, LUTHIER, POLLER, GObject)

/* Decides when to look again. Signal: due; no other comes before luthier_poller_done(). */
LuthierPoller *luthier_poller_new (LuthierClock *clock, LuthierRandom *random);
void luthier_poller_set_pace (LuthierPoller *self, LuthierPace pace);
/* Bounds in milliseconds: the least also holds for a close look. */
void luthier_poller_set_bounds (LuthierPoller *self, guint least_ms, guint most_ms);
/* A look has ended; changed: it was worth it. */
void luthier_poller_done (LuthierPoller *self, gboolean changed);
/* Something was done that will show soon. */
void luthier_poller_hurry (LuthierPoller *self);

G_END_DECLS
