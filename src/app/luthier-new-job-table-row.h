/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-form.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_TABLE_ROW (luthier_new_job_table_row_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierNewJobTableRow, luthier_new_job_table_row, LUTHIER, NEW_JOB_TABLE_ROW, GtkListBoxRow)

/* One job of the form's grid: its name, what it tries, what is wrong with it, and whether it is to be
 * queued. */
GtkWidget *luthier_new_job_table_row_new (void);
void luthier_new_job_table_row_show (LuthierNewJobTableRow *self, LuthierNewJobForm *form, guint i);

G_END_DECLS
