/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job-list.h"
#include "luthier-store.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_MISSED (luthier_missed_get_type ())
G_DECLARE_FINAL_TYPE (LuthierMissed, luthier_missed, LUTHIER, MISSED, GObject)

/* What ended while Luthier was closed, or worked with another profile: those jobs that were in
 * progress when they were last seen, and are at their end in the first list that is read; and
 * those that ended later while nobody looked. It is remembered until it is dismissed. */
LuthierMissed *luthier_missed_new (LuthierStore *store);
/* (transfer none) of LuthierJob, in the order in which they ended. */
GListModel *luthier_missed_get_jobs (LuthierMissed *self);

/* Begins with a profile, of whose jobs is known what was stored; names: (nullable) (element-type
 * utf8): of those that were not dismissed. */
void luthier_missed_open (LuthierMissed *self,
                          const char *profile_id,
                          LuthierJobList *jobs,
                          GPtrArray *names);
void luthier_missed_close (LuthierMissed *self);
/* A job has turned out to be at its end: TRUE if that is news of before. */
gboolean luthier_missed_take (LuthierMissed *self, LuthierJob *job);
/* One that has ended under our eyes, and not under the user's. */
void luthier_missed_add (LuthierMissed *self, LuthierJob *job);
/* The list of a region has been read: what is in progress there ends under our eyes. */
void luthier_missed_know (LuthierMissed *self, const char *region);
/* The user looks at it. */
void luthier_missed_see (LuthierMissed *self, LuthierJob *job);
void luthier_missed_dismiss (LuthierMissed *self);

G_END_DECLS
