/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-clock.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_MANUAL_CLOCK (luthier_manual_clock_get_type ())
G_DECLARE_FINAL_TYPE (LuthierManualClock, luthier_manual_clock, LUTHIER, MANUAL_CLOCK, LuthierClock)

LuthierClock *luthier_manual_clock_new (gint64 real_time_us);
/* Of another computer: the same time passes, but it may be set otherwise. (transfer full) */
LuthierClock *luthier_manual_clock_new_beside (LuthierManualClock *other);
void luthier_manual_clock_advance (LuthierManualClock *self, gint64 ms);
/* No further than to the next timeout. */
gboolean luthier_manual_clock_step (LuthierManualClock *self, gint64 ms);
void luthier_manual_clock_set_real_time (LuthierManualClock *self, gint64 real_time_us);
void luthier_manual_clock_sleep (LuthierManualClock *self, gint64 ms);

G_END_DECLS
