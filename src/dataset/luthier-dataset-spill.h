/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-fingerprints.h"

G_BEGIN_DECLS

/* Fingerprints in a temporary file that has no name, sorted into partitions by the first bits of
 * their hash. What memory it takes depends on none of their numbers. */
typedef struct _LuthierDatasetSpill LuthierDatasetSpill;

#define LUTHIER_SPILL_PARTITIONS 256

/* FALSE ends it. */
typedef gboolean (*LuthierSpillVisit) (const LuthierFingerprint *fingerprint, gpointer data);

LuthierDatasetSpill *luthier_dataset_spill_new (void);
void luthier_dataset_spill_free (LuthierDatasetSpill *self);
void luthier_dataset_spill_add (LuthierDatasetSpill *self, const LuthierFingerprint *fingerprint);
gboolean luthier_dataset_spill_seal (LuthierDatasetSpill *self);
guint64 luthier_dataset_spill_get_length (LuthierDatasetSpill *self, guint partition);
gboolean luthier_dataset_spill_visit (LuthierDatasetSpill *self,
                                      guint partition,
                                      LuthierSpillVisit visit,
                                      gpointer data);

/* The partition that a fingerprint is in. */
static inline guint
luthier_dataset_spill_get_partition (const LuthierFingerprint *fingerprint)
{
  return (guint) (fingerprint->hash >> 56);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetSpill, luthier_dataset_spill_free)

G_END_DECLS
