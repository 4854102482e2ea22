/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-connection.h"
#include "luthier-job.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_CENSUS (luthier_census_get_type ())
G_DECLARE_FINAL_TYPE (LuthierCensus, luthier_census, LUTHIER, CENSUS, GObject)

/* Reads all pages of several regions at once: counts the jobs that have not ended, whosever they
 * are, and looks for those with certain labels. An operation object. */
LuthierCensus *luthier_census_new (LuthierConnection *connection, const char *const *regions);
/* Look for the job of this intent. since_us: when its request left, in microseconds since the
 * epoch: some replies leave labels out, so that a job without any that was made since is got whole. */
void luthier_census_want (LuthierCensus *self, const char *intent_id, gint64 since_us);
/* others: (nullable): keys of jobs that are known to be none of those; kept, and added to. */
void luthier_census_set_others (LuthierCensus *self, GHashTable *others);
void luthier_census_run_async (LuthierCensus *self,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* FALSE if nothing could be asked at all. */
gboolean luthier_census_run_finish (LuthierCensus *self, GAsyncResult *result, GError **error);

/* When it began, on the monotonic clock. */
gint64 luthier_census_get_began_at (LuthierCensus *self);
/* (transfer none) (nullable): why a region did not answer as a whole. */
const GError *luthier_census_get_error (LuthierCensus *self, const char *region);
/* Of any region that stands in the way of counting: one that is not there, or not allowed to be
 * read, has no jobs of the project unless it is one of @needed. (transfer none) (nullable) */
const GError *luthier_census_get_any_error (LuthierCensus *self, const char *const *needed);
guint luthier_census_get_n_active (LuthierCensus *self);
/* Was a job with this name in the lists, in whatever state? */
gboolean luthier_census_has_seen (LuthierCensus *self, const char *name);
/* (transfer none) (nullable): with the label; the older one of two. */
LuthierJob *luthier_census_find (LuthierCensus *self, const char *intent_id);

G_END_DECLS
