/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-report.h"

G_BEGIN_DECLS

/* Lengths that were counted one by one, in memory that does not grow. */
typedef struct _LuthierDatasetLengths LuthierDatasetLengths;

LuthierDatasetLengths *luthier_dataset_lengths_new (void);
void luthier_dataset_lengths_free (LuthierDatasetLengths *self);
void luthier_dataset_lengths_add (LuthierDatasetLengths *self, guint64 length);
void luthier_dataset_lengths_merge (LuthierDatasetLengths *self,
                                    const LuthierDatasetLengths *other);
void luthier_dataset_lengths_reset (LuthierDatasetLengths *self);
void luthier_dataset_lengths_summarize (const LuthierDatasetLengths *self,
                                        LuthierTokenSummary *summary);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetLengths, luthier_dataset_lengths_free)

G_END_DECLS
