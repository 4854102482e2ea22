/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job.h"
#include "luthier-result.h"

G_BEGIN_DECLS

/* What came of all jobs, shared by the rows of a table. */
typedef struct _LuthierRunResults LuthierRunResults;

LuthierRunResults *luthier_run_results_new (void);
LuthierRunResults *luthier_run_results_ref (LuthierRunResults *self);
void luthier_run_results_unref (LuthierRunResults *self);
/* table: (transfer full): LuthierJob to LuthierResult. */
void luthier_run_results_set_table (LuthierRunResults *self, GHashTable *table);
/* (transfer none) (nullable) */
const LuthierResult *luthier_run_results_lookup (LuthierRunResults *self, LuthierJob *job);
/* Another number for each table. */
guint luthier_run_results_get_version (LuthierRunResults *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierRunResults, luthier_run_results_unref)

G_END_DECLS
