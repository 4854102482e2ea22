/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-check.h"
#include "luthier-dataset-lines.h"
#include "luthier-dataset-sniff.h"

G_BEGIN_DECLS

/* Judges a file line by line. */
typedef struct _LuthierDatasetPass LuthierDatasetPass;

LuthierDatasetPass *luthier_dataset_pass_new (const LuthierDatasetRules *rules);
void luthier_dataset_pass_free (LuthierDatasetPass *self);
void luthier_dataset_pass_begin (LuthierDatasetPass *self, const LuthierDatasetSniff *sniff);
void luthier_dataset_pass_take_line (LuthierDatasetPass *self, LuthierDatasetLine *line);
LuthierDatasetReport *luthier_dataset_pass_finish (LuthierDatasetPass *self, guint64 size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetPass, luthier_dataset_pass_free)

G_END_DECLS
