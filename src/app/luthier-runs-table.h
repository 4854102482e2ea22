/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-run-columns.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_RUNS_TABLE (luthier_runs_table_get_type ())
G_DECLARE_FINAL_TYPE (LuthierRunsTable, luthier_runs_table, LUTHIER, RUNS_TABLE, GtkWidget)

/* Jobs as a table of settings against results, to sort and to choose from. One that is activated is
 * opened with win.open-job. Properties: session (LuthierSession, nullable), jobs (GListModel of
 * LuthierJob, nullable), group (string: as of LuthierJobFilter), sort (string: id of a column),
 * descending (boolean), hidden (GStrv: ids of columns), only-differences (boolean: columns in which
 * all is alike are not shown), narrow (boolean: only the columns that matter most), n-chosen (uint,
 * read-only), n-runs (uint, read-only). */
GtkWidget *luthier_runs_table_new (void);
/* results: (transfer full): LuthierJob to LuthierResult: what came of the jobs. */
void luthier_runs_table_set_results (LuthierRunsTable *self, GHashTable *results);
/* Of LuthierRun, in their order. (transfer none) */
GListModel *luthier_runs_table_get_runs (LuthierRunsTable *self);
/* (transfer full): names of jobs, in the order of the table. */
GStrv luthier_runs_table_get_chosen (LuthierRunsTable *self);
/* (transfer full) (element-type LuthierRunColumn): those that are shown, in their order. */
GArray *luthier_runs_table_get_columns (LuthierRunsTable *self);

G_END_DECLS
