/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-run-columns.h"

G_BEGIN_DECLS

/* What the rows of the table of runs consist of. */
typedef struct _LuthierRunCells LuthierRunCells;

/* table: what they are shown in; it has to outlive this. */
LuthierRunCells *luthier_run_cells_new (GtkWidget *table);
void luthier_run_cells_free (LuthierRunCells *self);
/* session: (nullable): whose time it is. */
void luthier_run_cells_set_session (LuthierRunCells *self, LuthierSession *session);
/* (transfer full): a column that may outlive this only without a view. */
GtkColumnViewColumn *luthier_run_cells_new_column (LuthierRunCells *self, LuthierRunColumn column);
/* (transfer full): boxes to choose rows with. */
GtkColumnViewColumn *luthier_run_cells_new_choice (LuthierRunCells *self, GtkSelectionModel *model);
/* All that are on the screen read their runs again. */
void luthier_run_cells_refresh (LuthierRunCells *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierRunCells, luthier_run_cells_free)

G_END_DECLS
