/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-storage-object.h"

G_BEGIN_DECLS

/* What tells whether a file is still the one of which a part was sent. */
typedef struct
{
  guint64 size; /* bytes */
  gint64 mtime_us;
  guint64 kept;   /* the service has at least these first bytes, */
  guint32 crc32c; /* of which this is the checksum */
} LuthierUploadMark;

/* A local file as it is read for an upload, on any one thread: knows its checksum by the end, and
 * notices when the file is changed meanwhile. Errors: LUTHIER_ERROR_DATASET. */
typedef struct _LuthierUploadSource LuthierUploadSource;

LuthierUploadSource *luthier_upload_source_open (GFile *file,
                                                 GCancellable *cancellable,
                                                 GError **error);
void luthier_upload_source_free (LuthierUploadSource *self);
guint64 luthier_upload_source_get_size (LuthierUploadSource *self);
/* (out): the file as it was opened; kept and crc32c are as far as it was read. */
void luthier_upload_source_get_mark (LuthierUploadSource *self, LuthierUploadMark *mark);
/* Is it still the file that was marked? Reads what was kept once more. */
gboolean luthier_upload_source_check_mark (LuthierUploadSource *self,
                                           const LuthierUploadMark *mark,
                                           GCancellable *cancellable,
                                           GError **error);
/* Is it still as it was when it was opened? */
gboolean luthier_upload_source_check_unchanged (LuthierUploadSource *self,
                                                GCancellable *cancellable,
                                                GError **error);
/* It is not the one that was meant. For errors of others: always FALSE. */
gboolean luthier_upload_source_fail_changed (LuthierUploadSource *self, GError **error);
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
