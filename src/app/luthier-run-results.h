/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What came of a job, as far as it was measured. Plain memory. */
typedef struct
{
  double best_validation; /* loss; NaN = not known */
  gint64 best_step;       /* where it was measured, -1 = not known */
  double last_training;   /* likewise */
  gint64 last_step;
} LuthierRunResult;

/* What came of all jobs, shared by the rows of a table. */
typedef struct _LuthierRunResults LuthierRunResults;

LuthierRunResults *luthier_run_results_new (void);
LuthierRunResults *luthier_run_results_ref (LuthierRunResults *self);
void luthier_run_results_unref (LuthierRunResults *self);
void luthier_run_results_clear (LuthierRunResults *self);
void luthier_run_results_set (LuthierRunResults *self,
                              const char *job_name,
                              const LuthierRunResult *result);
/* (transfer none) (nullable) */
const LuthierRunResult *luthier_run_results_lookup (LuthierRunResults *self, const char *job_name);
/* Another number after each change. */
guint luthier_run_results_get_version (LuthierRunResults *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierRunResults, luthier_run_results_unref)

G_END_DECLS
