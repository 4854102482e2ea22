/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-index.h"
#include "luthier-dataset-report.h"
#include "luthier-dataset-source.h"

G_BEGIN_DECLS

/* The first line that begins in a segment. */
typedef struct
{
  guint64 offset; /* in the file, bytes */
  guint64 line;   /* from 1 */
} LuthierIndexMark;

/* marks: (transfer full) (element-type LuthierIndexMark): in their order. identity: (nullable):
 * NULL for what cannot be read again. */
LuthierDatasetIndex *luthier_dataset_index_new (GArray *marks,
                                                guint64 n_lines,
                                                gsize segment_size,
                                                const LuthierDatasetIdentity *identity);
/* A line of a segment: so many bytes and lines behind its first one. */
LuthierDatasetPlace luthier_dataset_index_locate (LuthierDatasetIndex *self,
                                                  guint64 segment,
                                                  guint64 offset,
                                                  guint64 line);

G_END_DECLS
