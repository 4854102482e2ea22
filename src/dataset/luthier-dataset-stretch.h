/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-faults.h"
#include "luthier-dataset-lengths.h"
#include "luthier-dataset-totals.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_LENGTHS_TOKENS,
  LUTHIER_LENGTHS_INPUT,
  LUTHIER_LENGTHS_OUTPUT,
  LUTHIER_LENGTHS_TURNS,
  LUTHIER_N_LENGTHS,
} LuthierDatasetLengthsKind;

/* What is found in a part of a file, whose first line counts as 1; put together in the order of the
 * file, in the file as a whole. Plain memory. */
typedef struct
{
  guint64 segment;
  guint64 first_offset; /* of its first line in the file, if it has any */
  guint64 n_lines;      /* blank ones too */
  guint64 n_filled;     /* those that are not blank */
  LuthierDatasetTotals totals;
  LuthierDatasetFaults faults;
  LuthierDatasetLengths *lengths[LUTHIER_N_LENGTHS]; /* (owned) */
  guint32 crc32c;
  guint64 n_bytes; /* which that is of */
} LuthierDatasetStretch;

LuthierDatasetStretch *luthier_dataset_stretch_new (void);
void luthier_dataset_stretch_free (LuthierDatasetStretch *self);
void luthier_dataset_stretch_reset (LuthierDatasetStretch *self);
void luthier_dataset_stretch_merge (LuthierDatasetStretch *self,
                                    const LuthierDatasetStretch *later);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetStretch, luthier_dataset_stretch_free)

G_END_DECLS
