/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-connection.h"
#include "luthier-job-list.h"
#include "luthier-store.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_REFRESH (luthier_refresh_get_type ())
G_DECLARE_FINAL_TYPE (LuthierRefresh, luthier_refresh, LUTHIER, REFRESH, GObject)

/* One look at all jobs of a region, page by page: an operation object. */
LuthierRefresh *luthier_refresh_new (LuthierConnection *connection,
                                     LuthierJobList *jobs,
                                     LuthierStore *store,
                                     const char *region);
/* Was anything new or different? */
gboolean luthier_refresh_get_changed (LuthierRefresh *self);
/* How many pages were read. */
guint luthier_refresh_get_n_pages (LuthierRefresh *self);

void luthier_refresh_run_async (LuthierRefresh *self,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean luthier_refresh_run_finish (LuthierRefresh *self, GAsyncResult *result, GError **error);

G_END_DECLS
