/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-preflight.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_CHECK_ROW (luthier_new_job_check_row_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierNewJobCheckRow, luthier_new_job_check_row, LUTHIER, NEW_JOB_CHECK_ROW, GtkWidget)

/* One line of the pre-flight list: what, why, a repair, and the verdict in a word. */
GtkWidget *luthier_new_job_check_row_new (LuthierNewJobForm *form, const LuthierNewJobCheck *check);

G_END_DECLS
