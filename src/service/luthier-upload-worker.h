/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-endpoints.h"
#include "luthier-storage-object.h"

G_BEGIN_DECLS

/* How far it is; called on the thread that runs, at most ten times a second and whenever it
 * begins or ends to wait. */
typedef void (*LuthierUploadReport) (guint64 sent,
                                     guint64 size,
                                     gboolean waiting,
                                     gpointer user_data);

/* What an upload is told before it leaves for its thread; all of it borrowed. */
typedef struct
{
  GFile *file;
  LuthierEndpoints *endpoints;
  const char *bucket;
  const char *name;
  const char *token;         /* (nullable) */
  const char *quota_project; /* (nullable) */
  LuthierUploadReport report;
  gpointer report_data;
} LuthierUploadOrder;

/* The part of an upload that blocks: reads the file, sends it, waits and goes on. Everything but
 * the constructor belongs on one and the same thread. */
typedef struct _LuthierUploadWorker LuthierUploadWorker;

LuthierUploadWorker *luthier_upload_worker_new (const LuthierUploadOrder *order);
void luthier_upload_worker_free (LuthierUploadWorker *self);
/* LUTHIER_ERROR_UNAUTHENTICATED: try with another token. LUTHIER_ERROR_CONFLICT: there is an
 * object of this name. intact: is what was stored the file? */
LuthierStorageObject *luthier_upload_worker_run (LuthierUploadWorker *self,
                                                 gboolean *intact,
                                                 GCancellable *cancellable,
                                                 GError **error);
/* Has the service taken the token before it refused it? After run only. */
gboolean luthier_upload_worker_is_token_proven (LuthierUploadWorker *self);
/* Ends what is still open at the service, if it can be told soon. */
void luthier_upload_worker_close (LuthierUploadWorker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierUploadWorker, luthier_upload_worker_free)

G_END_DECLS
