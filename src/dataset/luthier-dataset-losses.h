/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-decoder.h"
#include "luthier-dataset-rewrite.h"

G_BEGIN_DECLS

/* What a copy may lack. */
typedef enum
{
  /* Of any file */
  LUTHIER_LOSS_BROKEN,
  LUTHIER_LOSS_ENDLESS,
  LUTHIER_LOSS_ENCODING,
  LUTHIER_LOSS_CHARACTERS,
  LUTHIER_LOSS_GUESSED,
  LUTHIER_LOSS_BLANK_LINES,
  LUTHIER_LOSS_COPIES,
  /* Whole examples of another format */
  LUTHIER_LOSS_FORMAT,
  LUTHIER_LOSS_INCOMPLETE,
  LUTHIER_LOSS_NO_ANSWER,
  LUTHIER_LOSS_EMPTY_ANSWER,
  LUTHIER_LOSS_EMPTY_TURN,
  LUTHIER_LOSS_ROLE,
  LUTHIER_LOSS_CALL,
  LUTHIER_LOSS_UNDECLARED,
  LUTHIER_LOSS_RESPONSE,
  LUTHIER_LOSS_COLUMNS,
  LUTHIER_LOSS_QUOTES,
  LUTHIER_LOSS_UNSOUND,
  /* Parts of them */
  LUTHIER_LOSS_INLINE_MEDIA,
  LUTHIER_LOSS_MEDIA,
  LUTHIER_LOSS_DETAIL,
  LUTHIER_LOSS_NAMES,
  LUTHIER_LOSS_WEIGHTS,
  LUTHIER_LOSS_REFUSALS,
  LUTHIER_LOSS_SYSTEM_PLACE,
  LUTHIER_LOSS_TOOLS,
  LUTHIER_LOSS_SCHEMA,
  LUTHIER_LOSS_FIELDS,
  LUTHIER_N_LOSSES,
} LuthierLoss;

/* Counts them. Plain memory, zero to begin with. */
typedef struct
{
  guint64 counts[LUTHIER_N_LOSSES];
  guint64 lines[LUTHIER_N_LOSSES]; /* of the first one */
} LuthierDatasetLosses;

void luthier_dataset_losses_add (LuthierDatasetLosses *self,
                                 LuthierLoss loss,
                                 guint64 count,
                                 guint64 line);
void luthier_dataset_losses_merge (LuthierDatasetLosses *self, const LuthierDatasetLosses *others);
void luthier_dataset_losses_add_decoded (LuthierDatasetLosses *self,
                                         LuthierDatasetDecoder *decoder);
LuthierDatasetOutcome *luthier_dataset_losses_to_outcome (const LuthierDatasetLosses *self);

G_END_DECLS
