/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-fingerprints.h"
#include "luthier-dataset-judge.h"

G_BEGIN_DECLS

/* Puts the parts of a file together, in their order, and judges it as a whole. */
typedef struct _LuthierDatasetPass LuthierDatasetPass;

LuthierDatasetPass *luthier_dataset_pass_new (const LuthierDatasetRules *rules,
                                              gsize segment_size,
                                              const LuthierDatasetIdentity *identity);
void luthier_dataset_pass_free (LuthierDatasetPass *self);
const LuthierDatasetEnough *luthier_dataset_pass_get_enough (LuthierDatasetPass *self);
LuthierDatasetFingerprints *luthier_dataset_pass_get_fingerprints (LuthierDatasetPass *self);
void luthier_dataset_pass_begin (LuthierDatasetPass *self, const LuthierDatasetSniff *sniff);
void luthier_dataset_pass_take_stretch (LuthierDatasetPass *self,
                                        const LuthierDatasetStretch *part);
LuthierDatasetReport *luthier_dataset_pass_preview (LuthierDatasetPass *self);
LuthierDatasetReport *luthier_dataset_pass_finish (LuthierDatasetPass *self,
                                                   GCancellable *cancellable,
                                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetPass, luthier_dataset_pass_free)

G_END_DECLS
