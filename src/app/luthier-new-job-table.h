/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-form.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_TABLE (luthier_new_job_table_get_type ())
G_DECLARE_FINAL_TYPE (LuthierNewJobTable, luthier_new_job_table, LUTHIER, NEW_JOB_TABLE, GtkWidget)

/* All jobs of the form's grid, each of which can be left out; hidden if there is no grid.
 * Property: chosen (uint, read-only): the combination that is looked at. */
void luthier_new_job_table_show (LuthierNewJobTable *self, LuthierNewJobForm *form);
guint luthier_new_job_table_get_chosen (LuthierNewJobTable *self);

G_END_DECLS
