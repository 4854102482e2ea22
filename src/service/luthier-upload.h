/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-storage.h"

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
 * ten times a second: state, sent, size (uint64 bytes), rate (double, bytes a second). */
LuthierUpload *luthier_upload_new (LuthierStorage *storage, GFile *file, const char *gs_uri);
LuthierUploadState luthier_upload_get_state (LuthierUpload *self);
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
