/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-clock.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_COUNTDOWN (luthier_countdown_get_type ())
G_DECLARE_FINAL_TYPE (LuthierCountdown, luthier_countdown, LUTHIER, COUNTDOWN, GObject)

/* Whole minutes until a time. Property, notified: minutes (int, -1 = the time has come or there is
 * none). */
LuthierCountdown *luthier_countdown_new (LuthierClock *clock);
/* Microseconds of the clock's real time, 0 = none. */
void luthier_countdown_set_end (LuthierCountdown *self, gint64 end);
gint64 luthier_countdown_get_end (LuthierCountdown *self);
int luthier_countdown_get_minutes (LuthierCountdown *self);
/* (transfer full) (nullable): "42 minutes left"; NULL: there is no end. */
char *luthier_countdown_to_text (LuthierCountdown *self);

G_END_DECLS
