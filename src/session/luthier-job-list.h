/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-clock.h"
#include "luthier-job.h"
#include "luthier-json.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOB_LIST (luthier_job_list_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobList, luthier_job_list, LUTHIER, JOB_LIST, GObject)

/* A GListModel of LuthierJob: one object a job for as long as it is known, updated in place.
 * Property: n-active (uint). Signals: finished (LuthierJob) when an active one reaches its end;
 * sighted (GPtrArray of LuthierSighting) for what an answer tells that has happened to jobs. */
LuthierJobList *luthier_job_list_new (LuthierClock *clock);
guint luthier_job_list_get_n_active (LuthierJobList *self);
/* A set of the regions of those that are. (transfer full) (element-type utf8) */
GHashTable *luthier_job_list_list_active_regions (LuthierJobList *self);
/* By resource name, with the project's id or its number. */
LuthierJob *luthier_job_list_lookup (LuthierJobList *self, const char *name);

void luthier_job_list_clear (LuthierJobList *self);
/* Of stored jobs, so many at a time; where to go on. */
guint luthier_job_list_extend (LuthierJobList *self, GPtrArray *jobs, guint first, guint n_jobs);

/* A way through all pages of one region's list: start_walk, merge each page, prune at the end. */
guint luthier_job_list_start_walk (LuthierJobList *self);
gboolean luthier_job_list_merge (LuthierJobList *self,
                                 const LuthierJsonValue *jobs,
                                 const char *region,
                                 guint walk);
GPtrArray *luthier_job_list_prune (LuthierJobList *self, const char *region, guint walk);

/* Takes in one whole resource; NULL and an error if it is none. (transfer none) */
LuthierJob *luthier_job_list_put (LuthierJobList *self,
                                  const LuthierJsonValue *object,
                                  GError **error);

/* One that was found in another list: the one that is here already, else this one from now on.
 * (transfer none) */
LuthierJob *luthier_job_list_adopt (LuthierJobList *self, LuthierJob *job);
/* The service says that it has no such job: what it was is kept, and marked. FALSE: it may be too new
 * to be known everywhere. */
gboolean luthier_job_list_lose (LuthierJobList *self, LuthierJob *job);
/* The user does not want to see it any more. */
void luthier_job_list_remove (LuthierJobList *self, LuthierJob *job);
/* When it last got on, as far as was seen here, in microseconds since the epoch: came to another state
 * or phase, made a step or a checkpoint; 0 = it did not since it was read from the store. */
gint64 luthier_job_list_get_moved (LuthierJobList *self, LuthierJob *job);

G_END_DECLS
