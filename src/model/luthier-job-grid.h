/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-grid-axis.h"
#include "luthier-job-spec-check.h"

G_BEGIN_DECLS

/* So many jobs may be asked for in one go. */
#define LUTHIER_JOB_GRID_MAX 20u

/* Several values for each of some settings, of which every combination becomes a job: a job for
 * all but those that are left out. A value is a number, or NaN for "automatic"; an axis has at
 * least one, in rising order after "automatic". There are never more than LUTHIER_JOB_GRID_MAX
 * combinations. Plain data: a spec keeps it as a text, its property "grid". */
typedef struct _LuthierJobGrid LuthierJobGrid;

/* The spec's grid, or one of the spec's own settings alone. (transfer full) */
LuthierJobGrid *luthier_job_grid_new (LuthierJobSpec *spec);
void luthier_job_grid_free (LuthierJobGrid *self);
/* As the text that is the spec's property "grid". (transfer full) */
char *luthier_job_grid_to_text (const LuthierJobGrid *self);

guint luthier_job_grid_get_n_values (const LuthierJobGrid *self, LuthierGridAxis axis);
double luthier_job_grid_get_value (const LuthierJobGrid *self, LuthierGridAxis axis, guint i);
/* FALSE: it is there already, is no value of this setting at all, or there would be too many. */
gboolean luthier_job_grid_add (LuthierJobGrid *self, LuthierGridAxis axis, double value);
/* FALSE: it is the last one, or not there. */
gboolean luthier_job_grid_remove (LuthierJobGrid *self, LuthierGridAxis axis, double value);
/* How many combinations there would be with one value more. */
guint luthier_job_grid_count_with (const LuthierJobGrid *self, LuthierGridAxis axis);

guint luthier_job_grid_get_n_combinations (const LuthierJobGrid *self);
guint luthier_job_grid_get_n_jobs (const LuthierJobGrid *self);
gboolean luthier_job_grid_is_left_out (const LuthierJobGrid *self, guint i);
void luthier_job_grid_set_left_out (LuthierJobGrid *self, guint i, gboolean left_out);

/* What one combination asks for: the base with its values, a name of its own, an intent id that
 * follows from the base's, and the group's label. (transfer full) */
LuthierJobSpec *luthier_job_grid_make_spec (const LuthierJobGrid *self,
                                            LuthierJobSpec *base,
                                            guint i);
/* All that are not left out. (transfer full) (element-type LuthierJobSpec) */
GPtrArray *luthier_job_grid_make_specs (const LuthierJobGrid *self, LuthierJobSpec *base);
/* Why the service would refuse one combination, as far as settings and names go; NULL: it would
 * not. (transfer full) (nullable) */
LuthierSpecFinding *luthier_job_grid_judge (const LuthierJobGrid *self,
                                            LuthierJobSpec *base,
                                            guint i,
                                            LuthierBaseModel *model);
/* The value of the label that all jobs of a grid have. (transfer full) */
char *luthier_job_grid_make_group (const char *display_name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierJobGrid, luthier_job_grid_free)

G_END_DECLS
