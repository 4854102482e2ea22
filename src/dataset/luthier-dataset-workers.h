/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-report.h"
#include "luthier-dataset-rules.h"

G_BEGIN_DECLS

/* How a check goes about it. Plain memory. */
typedef struct
{
  guint n_threads;     /* 0: as many as help */
  gboolean identifies; /* SHA-256 too */
  gsize segment_size;  /* bytes, at most LUTHIER_DATASET_MAX_SEGMENT */
} LuthierDatasetEffort;

/* One check of one file, by several threads: each takes the next segment, and what they find is put
 * together in the order of the file. */
typedef struct _LuthierDatasetWorkers LuthierDatasetWorkers;

LuthierDatasetWorkers *luthier_dataset_workers_new (const LuthierDatasetRules *rules,
                                                    const LuthierDatasetEffort *effort);
void luthier_dataset_workers_free (LuthierDatasetWorkers *self);
LuthierDatasetReport *luthier_dataset_workers_run (LuthierDatasetWorkers *self,
                                                   GFile *file,
                                                   GInputStream *stream,
                                                   GCancellable *cancellable,
                                                   GError **error);
double luthier_dataset_workers_get_progress (LuthierDatasetWorkers *self, guint64 size);
LuthierDatasetReport *luthier_dataset_workers_preview (LuthierDatasetWorkers *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetWorkers, luthier_dataset_workers_free)

G_END_DECLS
