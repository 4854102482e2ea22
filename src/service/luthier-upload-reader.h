/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-upload-source.h"

G_BEGIN_DECLS

/* Reads a file chunk by chunk, the next one on a thread of its own while the current one is sent. All
 * calls are of one thread, and the source is the reader's between them. */
typedef struct _LuthierUploadReader LuthierUploadReader;

/* source: borrowed, and outlives it. chunk: the most that is asked for at once, bytes. */
LuthierUploadReader *luthier_upload_reader_new (LuthierUploadSource *source, gsize chunk);
void luthier_upload_reader_free (LuthierUploadReader *self);
/* (transfer none): this part, valid up to the next call. NULL: an error of the source. */
const guint8 *luthier_upload_reader_read (LuthierUploadReader *self,
                                          guint64 offset,
                                          gsize length,
                                          GCancellable *cancellable,
                                          GError **error);
/* Begins to read the part that is asked for next, most likely. */
void luthier_upload_reader_begin (LuthierUploadReader *self,
                                  guint64 offset,
                                  gsize length,
                                  GCancellable *cancellable);
/* From here on the source may be used again. */
void luthier_upload_reader_settle (LuthierUploadReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierUploadReader, luthier_upload_reader_free)

G_END_DECLS
