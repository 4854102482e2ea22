/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-endpoints.h"
#include "luthier-storage-object.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_UPLOAD_KEPT,    /* it goes on: the service has this many bytes */
  LUTHIER_UPLOAD_STORED,  /* it is complete */
  LUTHIER_UPLOAD_GONE,    /* the service does not know the session any more */
  LUTHIER_UPLOAD_LATER,   /* ask what was kept, after a while */
  LUTHIER_UPLOAD_REFUSED, /* it will not be otherwise next time */
} LuthierUploadVerdict;

/* What one request of the resumable protocol led to. */
typedef struct
{
  LuthierUploadVerdict verdict;
  guint64 kept;
  LuthierStorageObject *object; /* (owned) (nullable): STORED */
  GError *error;                /* (owned) (nullable): GONE, LATER and REFUSED */
  gint64 delay_ms;              /* LATER: how long to wait, -1 if the service did not say */
  gboolean offline;             /* LATER: no answer came at all */
} LuthierUploadAnswer;

void luthier_upload_answer_clear (LuthierUploadAnswer *self);

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
gboolean luthier_upload_session_is_open (LuthierUploadSession *self);
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

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LuthierUploadAnswer, luthier_upload_answer_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierUploadSession, luthier_upload_session_free)

G_END_DECLS
