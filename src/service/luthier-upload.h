/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-storage.h"
#include "luthier-upload-source.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_UPLOAD_READY,
  LUTHIER_UPLOAD_RUNNING,
  LUTHIER_UPLOAD_WAITING, /* the line is broken, it goes on by itself */
  LUTHIER_UPLOAD_DONE,
  LUTHIER_UPLOAD_FAILED,
} LuthierUploadState;

#define LUTHIER_TYPE_UPLOAD_STATE (luthier_upload_state_get_type ())
GType luthier_upload_state_get_type (void);

#define LUTHIER_TYPE_UPLOAD (luthier_upload_get_type ())
G_DECLARE_FINAL_TYPE (LuthierUpload, luthier_upload, LUTHIER, UPLOAD, GObject)

/* One file on its way into a bucket by the resumable protocol: an operation object that reads
 * and sends on a thread of its own. Properties, notified on the caller's main context at most
 * ten times a second: state, sent, size (uint64 bytes), rate (double, bytes a second). Signal: kept,
 * when there is more to write down for another run to go on with: get_mark and get_session. */
LuthierUpload *luthier_upload_new (LuthierStorage *storage, GFile *file, const char *gs_uri);
/* Before it runs: what the file is expected to be, so that what is there already is not sent. */
void luthier_upload_expect (LuthierUpload *self, guint64 size, const char *crc32c);
/* Before it runs: the yes to replacing exactly this generation. */
void luthier_upload_set_generation (LuthierUpload *self, gint64 generation);
/* Before it runs. session: (nullable) */
void luthier_upload_resume (LuthierUpload *self,
                            const LuthierUploadMark *mark,
                            const char *session);
LuthierUploadState luthier_upload_get_state (LuthierUpload *self);
/* After a conflict: what is in the way. */
gint64 luthier_upload_get_taken (LuthierUpload *self);
/* (nullable) */
const LuthierUploadMark *luthier_upload_get_mark (LuthierUpload *self);
/* (nullable): a secret. */
const char *luthier_upload_get_session (LuthierUpload *self);
gboolean luthier_upload_is_waiting_for_note (LuthierUpload *self);
void luthier_upload_noted (LuthierUpload *self);
/* Cancelling it does not end its session any more. */
void luthier_upload_leave (LuthierUpload *self);
/* Ends the session of one that does not run. */
void luthier_upload_abandon (LuthierUpload *self);
guint64 luthier_upload_get_sent (LuthierUpload *self);
guint64 luthier_upload_get_size (LuthierUpload *self);
double luthier_upload_get_rate (LuthierUpload *self);
void luthier_upload_run_async (LuthierUpload *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* The stored object, whose size and CRC32C equal the file's. */
LuthierStorageObject *luthier_upload_run_finish (LuthierUpload *self,
                                                 GAsyncResult *result,
                                                 GError **error);

G_END_DECLS
