/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-dataset-report.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_FINDINGS (luthier_new_job_findings_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierNewJobFindings, luthier_new_job_findings, LUTHIER, NEW_JOB_FINDINGS, GtkWidget)

/* What the check of a file found, worst first; not seen if that is nothing. */
void luthier_new_job_findings_set_report (LuthierNewJobFindings *self,
                                          LuthierDatasetReport *report);

G_END_DECLS
