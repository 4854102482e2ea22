/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-session.h"

G_BEGIN_DECLS

/* What came of all jobs, and the session that knows more of them: shared by the rows of a table, for
 * thousands of weak pointers to one object would each have to be looked for in the end. */
typedef struct _LuthierRunResults LuthierRunResults;

LuthierRunResults *luthier_run_results_new (void);
LuthierRunResults *luthier_run_results_ref (LuthierRunResults *self);
void luthier_run_results_unref (LuthierRunResults *self);
/* session: (nullable); it may go away before this. */
void luthier_run_results_set_session (LuthierRunResults *self, LuthierSession *session);
LuthierSession *luthier_run_results_get_session (LuthierRunResults *self);
/* table: (transfer full): LuthierJob to LuthierResult. */
void luthier_run_results_set_table (LuthierRunResults *self, GHashTable *table);
/* (transfer none) (nullable) */
const LuthierResult *luthier_run_results_lookup (LuthierRunResults *self, LuthierJob *job);
/* Another number for each table. */
guint luthier_run_results_get_version (LuthierRunResults *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierRunResults, luthier_run_results_unref)

G_END_DECLS
