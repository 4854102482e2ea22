/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-dataset-report.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_FINDINGS (luthier_new_job_findings_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierNewJobFindings, luthier_new_job_findings, LUTHIER, NEW_JOB_FINDINGS, GtkWidget)

/* The worst of what the check of a file found; not seen if that is nothing.
 * Signals: open (uint64 line, 0 = the first finding): the user wants to see it in the file;
 * mend (): a mended copy is wanted. */
void luthier_new_job_findings_show (LuthierNewJobFindings *self,
                                    LuthierDatasetReport *report,
                                    GPtrArray *comparison,
                                    gboolean can_open);

G_END_DECLS
