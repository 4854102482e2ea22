/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-fingerprints.h"
#include "luthier-dataset-lines.h"
#include "luthier-dataset-stretch.h"
#include "luthier-dataset-sniff.h"

G_BEGIN_DECLS

/* What is known of the whole file already: atomic, shared by all threads. */
typedef struct
{
  int details[LUTHIER_N_FAULTS]; /* the first one has been found */
  int places[LUTHIER_N_FAULTS];  /* as many as are kept have been found */
} LuthierDatasetEnough;

/* Judges one line after the other, by itself; for one thread. */
typedef struct _LuthierDatasetJudge LuthierDatasetJudge;

LuthierDatasetJudge *luthier_dataset_judge_new (const LuthierDatasetRules *rules,
                                                const LuthierDatasetEnough *enough,
                                                LuthierDatasetFingerprints *fingerprints);
void luthier_dataset_judge_free (LuthierDatasetJudge *self);
void luthier_dataset_judge_set_sniff (LuthierDatasetJudge *self, const LuthierDatasetSniff *sniff);
void luthier_dataset_judge_begin (LuthierDatasetJudge *self, LuthierDatasetStretch *part);
void luthier_dataset_judge_take_line (LuthierDatasetJudge *self, LuthierDatasetLine *line);
void luthier_dataset_judge_end (LuthierDatasetJudge *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetJudge, luthier_dataset_judge_free)

G_END_DECLS
