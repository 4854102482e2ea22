/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-storage-object.h"

G_BEGIN_DECLS

/* A local file as it is read for an upload, on any one thread: knows its checksum by the end, and
 * notices when the file is changed meanwhile. Errors: LUTHIER_ERROR_DATASET. */
typedef struct _LuthierUploadSource LuthierUploadSource;

LuthierUploadSource *luthier_upload_source_open (GFile *file,
                                                 GCancellable *cancellable,
                                                 GError **error);
void luthier_upload_source_free (LuthierUploadSource *self);
guint64 luthier_upload_source_get_size (LuthierUploadSource *self);
gboolean luthier_upload_source_read (LuthierUploadSource *self,
                                     guint64 offset,
                                     guint8 *buffer,
                                     gsize length,
                                     GCancellable *cancellable,
                                     GError **error);
/* Base64, as the service writes it; reads what has not been read yet. */
char *luthier_upload_source_get_crc32c (LuthierUploadSource *self,
                                        GCancellable *cancellable,
                                        GError **error);
/* Is what the service stored the file? A checksum that it does not tell is not compared. */
gboolean luthier_upload_source_matches (LuthierUploadSource *self,
                                        const LuthierStorageObject *object,
                                        gboolean *matches,
                                        GCancellable *cancellable,
                                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierUploadSource, luthier_upload_source_free)

G_END_DECLS
