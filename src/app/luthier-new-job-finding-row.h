/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

#include "luthier-dataset-report.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_FINDING_ROW (luthier_new_job_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (LuthierNewJobFindingRow,
                      luthier_new_job_finding_row,
                      LUTHIER,
                      NEW_JOB_FINDING_ROW,
                      AdwActionRow)

/* One way in which a file breaks a rule: count, consequence, and where to look first. */
GtkWidget *luthier_new_job_finding_row_new (void);
/* can_open: a click leads to the line. */
void luthier_new_job_finding_row_set_finding (LuthierNewJobFindingRow *self,
                                              const LuthierDatasetFinding *finding,
                                              gboolean can_open);
/* From 1; 0 = the file as a whole. */
guint64 luthier_new_job_finding_row_get_line (LuthierNewJobFindingRow *self);

G_END_DECLS
