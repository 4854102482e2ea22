/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job-grid.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_GRID (luthier_new_job_grid_get_type ())
G_DECLARE_FINAL_TYPE (LuthierNewJobGrid, luthier_new_job_grid, LUTHIER, NEW_JOB_GRID, GObject)

/* The grid of a spec that is being written, and what is wrong with its combinations. What is changed
 * here is written into the spec, whose notification tells of it; while the grid is off there is one
 * job, the spec itself. */
LuthierNewJobGrid *luthier_new_job_grid_new (LuthierJobSpec *spec);
gboolean luthier_new_job_grid_get_on (LuthierNewJobGrid *self);
/* Off: of each setting the first value stays. */
void luthier_new_job_grid_set_on (LuthierNewJobGrid *self, gboolean on);
const LuthierJobGrid *luthier_new_job_grid_get_values (LuthierNewJobGrid *self);
/* FALSE: see luthier_job_grid_add() and luthier_job_grid_remove(). */
gboolean luthier_new_job_grid_add (LuthierNewJobGrid *self, LuthierGridAxis axis, double value);
gboolean luthier_new_job_grid_remove (LuthierNewJobGrid *self, LuthierGridAxis axis, double value);
void luthier_new_job_grid_set_left_out (LuthierNewJobGrid *self, guint i, gboolean left_out);

guint luthier_new_job_grid_get_n_jobs (LuthierNewJobGrid *self);
/* What is to be queued. (transfer full) (element-type LuthierJobSpec) */
GPtrArray *luthier_new_job_grid_make_specs (LuthierNewJobGrid *self);

/* For the form: puts what is wrong with the combinations among the findings of the spec. */
void luthier_new_job_grid_judge (LuthierNewJobGrid *self,
                                 LuthierBaseModel *model,
                                 GPtrArray *findings);
/* (nullable): what is wrong with a combination. */
const LuthierSpecFinding *luthier_new_job_grid_get_fault (LuthierNewJobGrid *self, guint i);
/* Why a value would be refused, in words. (transfer full) (nullable): it would not. */
char *luthier_new_job_grid_judge_value (LuthierNewJobGrid *self,
                                        LuthierGridAxis axis,
                                        double value,
                                        LuthierBaseModel *model);
/* Takes the values away that are wrong in this field. FALSE: it is none of the grid's. */
gboolean luthier_new_job_grid_mend (LuthierNewJobGrid *self, LuthierSpecField field);

G_END_DECLS
