/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-endpoints.h"
#include "luthier-upload-answer.h"

G_BEGIN_DECLS

/* What was sent so far of the body of a request; on the thread that sends. */
typedef void (*LuthierUploadProgress) (guint64 count, gpointer user_data);

/* The wire of one upload: blocking calls on connections of its own, for one thread. */
typedef struct _LuthierUploadSession LuthierUploadSession;

LuthierUploadSession *luthier_upload_session_new (LuthierEndpoints *endpoints,
                                                  const char *bucket,
                                                  const char *name,
                                                  guint64 size);
void luthier_upload_session_free (LuthierUploadSession *self);
void luthier_upload_session_set_progress (LuthierUploadSession *self,
                                          LuthierUploadProgress function,
                                          gpointer user_data);
/* What is replaced: this generation of the object. 0, the default: there must be none. */
void luthier_upload_session_set_generation (LuthierUploadSession *self, gint64 generation);
gboolean luthier_upload_session_is_open (LuthierUploadSession *self);
/* (transfer full) (nullable): what an open session is gone on with, perhaps in another run of the
 * program. A secret: whoever has it may write the object. */
char *luthier_upload_session_dup_capability (LuthierUploadSession *self);
/* FALSE: file contents may not go there. */
gboolean luthier_upload_session_resume (LuthierUploadSession *self, const char *capability);
/* token and quota_project may be NULL. KEPT with 0 if it is open then. */
void luthier_upload_session_start (LuthierUploadSession *self,
                                   const char *token,
                                   const char *quota_project,
                                   GCancellable *cancellable,
                                   LuthierUploadAnswer *answer);
/* crc32c: (nullable): of the whole file, with its last part. */
void luthier_upload_session_put (LuthierUploadSession *self,
                                 guint64 offset,
                                 GBytes *bytes,
                                 const char *crc32c,
                                 GCancellable *cancellable,
                                 LuthierUploadAnswer *answer);
void luthier_upload_session_query (LuthierUploadSession *self,
                                   GCancellable *cancellable,
                                   LuthierUploadAnswer *answer);
/* Tells the service that nothing more will come, if it can be told soon. */
void luthier_upload_session_abandon (LuthierUploadSession *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierUploadSession, luthier_upload_session_free)

G_END_DECLS
