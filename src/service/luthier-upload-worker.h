/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-endpoints.h"
#include "luthier-random.h"
#include "luthier-storage-object.h"
#include "luthier-upload-source.h"

/* A multiple of 256 KiB, as the protocol wants it, and what a broken connection or the end of the
 * program costs at most. */
#define LUTHIER_UPLOAD_CHUNK (8 * 1024 * 1024)

G_BEGIN_DECLS

/* How far it is; called on the thread that runs, at most ten times a second and whenever it
 * begins or ends to wait. */
typedef void (*LuthierUploadReport) (guint64 sent,
                                     guint64 size,
                                     gboolean waiting,
                                     gpointer user_data);

/* What a later run of the program needs to go on; called on the thread that runs. session: (nullable):
 * NULL as long as none is open; a secret. noted: (nullable): to be cancelled once it is written
 * down, which is waited for a little. */
typedef void (*LuthierUploadKeep) (const char *session,
                                   const LuthierUploadMark *mark,
                                   GCancellable *noted,
                                   gpointer user_data);

/* What an upload is told before it leaves for its thread; all of it borrowed. */
typedef struct
{
  GFile *file;
  LuthierEndpoints *endpoints;
  LuthierRandom *random; /* the worker branches one off */
  const char *bucket;
  const char *name;
  const char *token;         /* (nullable) */
  const char *quota_project; /* (nullable) */
  gint64 generation;         /* what is replaced, 0 = nothing */
  const char *crc32c;        /* (nullable): base64, of the file as it is meant to be */
  guint64 size;              /* the same, with crc32c */
  const char *session;       /* (nullable): to go on with; a secret */
  /* (nullable): what the file was known by when a part of it was sent */
  const LuthierUploadMark *mark;
  GCancellable *leave;    /* cancelled: the session is not ended, somebody goes on with it */
  LuthierUploadKeep keep; /* (nullable): nobody does, whatever happens */
  LuthierUploadReport report;
  gpointer user_data;
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
/* Ends what is still open at the service, if it can be told soon and nobody is going on with it. */
void luthier_upload_worker_close (LuthierUploadWorker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierUploadWorker, luthier_upload_worker_free)

G_END_DECLS
