/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <sqlite3.h>

#include "luthier-clock.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PRACTICE_STATE (luthier_practice_state_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierPracticeState, luthier_practice_state, LUTHIER, PRACTICE_STATE, GObject)

/* What the parts of the practice service share: one SQLite file (or none), one compressed clock.
 * A part makes its own tables with CREATE TABLE IF NOT EXISTS. */
LuthierPracticeState *luthier_practice_state_new (
    LuthierClock *clock, double speed, const char *project, const char *path, GError **error);
sqlite3 *luthier_practice_state_get_database (LuthierPracticeState *self);
/* Now, in the service's time: microseconds since the epoch. */
gint64 luthier_practice_state_now (LuthierPracticeState *self);
/* After this much of the service's time. */
guint luthier_practice_state_add_timeout (LuthierPracticeState *self,
                                          gint64 service_ms,
                                          GSourceFunc function,
                                          gpointer data,
                                          GDestroyNotify notify);
void luthier_practice_state_remove_timeout (LuthierPracticeState *self, guint id);
const char *luthier_practice_state_get_project (LuthierPracticeState *self);
/* Twelve digits, the same for the same project. */
const char *luthier_practice_state_get_project_number (LuthierPracticeState *self);
/* A fresh id of 19 digits. */
char *luthier_practice_state_new_id (LuthierPracticeState *self);

G_END_DECLS
