/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-connection.h"
#include "luthier-intent-book.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_CREATION (luthier_creation_get_type ())
G_DECLARE_FINAL_TYPE (LuthierCreation, luthier_creation, LUTHIER, CREATION, GObject)

/* One confirmed spec on its way to be exactly one job: an operation object. Every step is in the
 * book before it is taken, and nothing is ever posted twice by itself. */
LuthierCreation *luthier_creation_new (LuthierConnection *connection,
                                       LuthierIntentBook *book,
                                       LuthierJobList *jobs,
                                       LuthierStore *store,
                                       LuthierClock *clock,
                                       LuthierJobSpec *spec);
/* How long a job whose answer was lost is looked for, in seconds. */
void luthier_creation_set_settle_window (LuthierCreation *self, guint seconds);
LuthierConnection *luthier_creation_get_connection (LuthierCreation *self);
LuthierJobSpec *luthier_creation_get_spec (LuthierCreation *self);

void luthier_creation_run_async (LuthierCreation *self,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* (transfer full): one of the job list. */
LuthierJob *luthier_creation_run_finish (LuthierCreation *self,
                                         GAsyncResult *result,
                                         GError **error);

G_END_DECLS
