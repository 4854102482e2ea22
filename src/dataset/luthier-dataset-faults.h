/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-fault.h"

G_BEGIN_DECLS

/* Counts faults exactly, and keeps the first places of each. Plain memory. */
typedef struct
{
  guint64 count;
  GArray *places; /* (owned) (nullable) (element-type LuthierDatasetPlace) */
  char *detail;   /* (owned) (nullable): what the first one is about */
} LuthierDatasetTally;

typedef struct
{
  LuthierDatasetTally tallies[LUTHIER_N_FAULTS];
} LuthierDatasetFaults;

/* place: NULL = the file as a whole. */
void luthier_dataset_faults_add (LuthierDatasetFaults *self,
                                 LuthierDatasetFault fault,
                                 guint64 count,
                                 const LuthierDatasetPlace *place,
                                 const char *detail);
/* Whether the place of another one would be kept. */
gboolean luthier_dataset_faults_want_place (const LuthierDatasetFaults *self,
                                            LuthierDatasetFault fault);
void luthier_dataset_faults_clear (LuthierDatasetFaults *self);
GPtrArray *luthier_dataset_faults_to_findings (const LuthierDatasetFaults *self,
                                               const LuthierDatasetRules *rules);

G_END_DECLS
