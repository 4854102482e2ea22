/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-example.h"

G_BEGIN_DECLS

/* Formats that are a question and an answer: prompt and completion, text_input and output,
 * instruction, input and output. Reads one of these values; FALSE: no JSON. */
gboolean luthier_dataset_pair_read (LuthierDatasetExample *self, LuthierDatasetTurn *turn);
/* When the format of the example is known. */
void luthier_dataset_pair_judge (LuthierDatasetExample *self);

G_END_DECLS
