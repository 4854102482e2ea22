/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <sqlite3.h>

#include "luthier-clock.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PRACTICE_STATE (luthier_practice_state_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierPracticeState, luthier_practice_state, LUTHIER, PRACTICE_STATE, GObject)

/* What the parts of the practice service share: one SQLite file (or none) and the time. A part
 * makes its own tables with CREATE TABLE IF NOT EXISTS.
 *
 * Moments are true moments, so that no client ever sees a date in the future; what the speed
 * compresses is how long things take. */
LuthierPracticeState *luthier_practice_state_new (
    LuthierClock *clock, double speed, const char *project, const char *path, GError **error);
sqlite3 *luthier_practice_state_get_database (LuthierPracticeState *self);
/* Runs statements that return nothing; what fails is logged, for the service must go on. */
gboolean luthier_practice_state_execute (LuthierPracticeState *self, const char *sql);
/* Now: microseconds since the epoch, never less than it was. */
gint64 luthier_practice_state_now (LuthierPracticeState *self);
/* How many microseconds something takes here that takes the real service this long. */
gint64 luthier_practice_state_duration (LuthierPracticeState *self, gint64 service_ms);
/* After this much of the service's time. */
guint luthier_practice_state_add_timeout (LuthierPracticeState *self,
                                          gint64 service_ms,
                                          GSourceFunc function,
                                          gpointer data,
                                          GDestroyNotify notify);
/* At this moment, or at once if it is over. */
guint luthier_practice_state_add_alarm (LuthierPracticeState *self,
                                        gint64 moment,
                                        GSourceFunc function,
                                        gpointer data,
                                        GDestroyNotify notify);
/* Of a timeout or an alarm. */
void luthier_practice_state_remove_timeout (LuthierPracticeState *self, guint id);
const char *luthier_practice_state_get_project (LuthierPracticeState *self);
/* Twelve digits, the same for the same project. */
const char *luthier_practice_state_get_project_number (LuthierPracticeState *self);
/* Its id or its number? */
gboolean luthier_practice_state_is_project (LuthierPracticeState *self, const char *name);
/* A fresh id of 19 digits. */
char *luthier_practice_state_new_id (LuthierPracticeState *self);
/* The id of 19 digits that belongs to a thing: the same for the same text. */
char *luthier_practice_state_id_for (const char *text);

G_END_DECLS
