/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-clock.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_SLEEP_MONITOR (luthier_sleep_monitor_get_type ())
G_DECLARE_FINAL_TYPE (LuthierSleepMonitor, luthier_sleep_monitor, LUTHIER, SLEEP_MONITOR, GObject)

/* Knows of the computer's sleep: from logind where there is one, else from how time has passed.
 * Property: asleep (boolean): it goes to sleep, until it is awake again. It notifies with FALSE
 * after each sleep, though nobody may have told of the beginning. */
LuthierSleepMonitor *luthier_sleep_monitor_new (LuthierClock *clock);
gboolean luthier_sleep_monitor_get_asleep (LuthierSleepMonitor *self);
/* For who is awake for another reason: has there been a sleep since that nobody told of? */
void luthier_sleep_monitor_check (LuthierSleepMonitor *self);

G_END_DECLS
