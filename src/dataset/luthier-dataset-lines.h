/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-digest.h"

G_BEGIN_DECLS

/* A file is read in segments of equal size, which may be taken in any order. A line belongs to the
 * segment that it begins in, and is read to its end, however far that is. */
typedef struct _LuthierDatasetLines LuthierDatasetLines;

typedef struct
{
  char *text; /* to write into; ends in a NUL with LUTHIER_JSON_PADDING readable bytes */
  gsize length;
  guint64 offset;      /* in the file, bytes */
  gboolean is_endless; /* it was too long to keep, and text is empty */
} LuthierDatasetLine;

LuthierDatasetLines *luthier_dataset_lines_new (LuthierDatasetSource *source,
                                                gsize segment_size,
                                                gsize *n_read);
void luthier_dataset_lines_set_digest (LuthierDatasetLines *self, LuthierDatasetDigest *digest);
void luthier_dataset_lines_free (LuthierDatasetLines *self);
gboolean luthier_dataset_lines_begin (LuthierDatasetLines *self,
                                      guint64 segment,
                                      GCancellable *cancellable,
                                      GError **error);
gboolean luthier_dataset_lines_next (LuthierDatasetLines *self,
                                     LuthierDatasetLine *line,
                                     GCancellable *cancellable,
                                     GError **error);
gboolean luthier_dataset_lines_is_at_end (LuthierDatasetLines *self);

/* Of the bytes that the segment adds to those before it. */
guint32 luthier_dataset_lines_get_crc32c (LuthierDatasetLines *self, guint64 *n_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetLines, luthier_dataset_lines_free)

G_END_DECLS
