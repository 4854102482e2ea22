/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-example.h"

G_BEGIN_DECLS

/* A number of examples, and where the first of them is. */
typedef struct
{
  guint64 count;
  LuthierDatasetPlace first;
} LuthierDatasetCount;

/* What the examples of a file, or of a piece of it, come to together. Zero at first; plain memory,
 * so that pieces are summed up separately and then put together. */
typedef struct
{
  guint64 lines;    /* that were read, in whatever format */
  guint64 unusable; /* lines among them */
  guint64 examples;
  guint64 turns;
  guint64 user_turns;
  guint64 model_turns;
  guint64 characters;
  guint64 media;
  guint64 tokens_low;
  guint64 tokens_high;
  LuthierDatasetCount with_system;
  LuthierDatasetCount without_system;
  LuthierDatasetCount with_image;
  LuthierDatasetCount without_image;
  LuthierDatasetCount formats[LUTHIER_N_FORMATS];
  LuthierDatasetCount resolutions[LUTHIER_N_RESOLUTIONS]; /* of examples with video */
} LuthierDatasetTotals;

/* place: of the line */
void luthier_dataset_totals_add (LuthierDatasetTotals *self,
                                 const LuthierDatasetExample *example,
                                 const LuthierDatasetPlace *place);
/* A line that no example could be read from. */
void luthier_dataset_totals_add_broken (LuthierDatasetTotals *self);
/* The lines that follow, of which the first one is that many lines further down. */
void luthier_dataset_totals_merge (LuthierDatasetTotals *self,
                                   const LuthierDatasetTotals *next,
                                   guint64 lines_before);
void luthier_dataset_totals_judge (const LuthierDatasetTotals *self,
                                   const LuthierDatasetRules *rules,
                                   guint64 size,
                                   LuthierDatasetFaults *faults);
void luthier_dataset_totals_report (const LuthierDatasetTotals *self, LuthierDatasetReport *report);

G_END_DECLS
