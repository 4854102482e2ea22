/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-dataset-digest.h"

G_BEGIN_DECLS

/* Reads a stream line by line, block by block; a block that ends within a line is carried over. */
typedef struct _LuthierDatasetLines LuthierDatasetLines;

typedef struct
{
  char *text; /* to write into; ends in a NUL with LUTHIER_JSON_PADDING readable bytes */
  gsize length;
  gboolean is_endless; /* it was too long to keep, and text is empty */
} LuthierDatasetLine;

LuthierDatasetLines *luthier_dataset_lines_new (GInputStream *stream, LuthierDatasetDigest *digest);
void luthier_dataset_lines_free (LuthierDatasetLines *self);
gboolean luthier_dataset_lines_next (LuthierDatasetLines *self,
                                     LuthierDatasetLine *line,
                                     GCancellable *cancellable,
                                     GError **error);
guint64 luthier_dataset_lines_get_n_read (LuthierDatasetLines *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetLines, luthier_dataset_lines_free)

G_END_DECLS
