/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-dataset-report.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_FIGURES (luthier_new_job_figures_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierNewJobFigures, luthier_new_job_figures, LUTHIER, NEW_JOB_FIGURES, GtkWidget)

/* Four figures of a checked dataset and how long its examples are. */
void luthier_new_job_figures_set_report (LuthierNewJobFigures *self, LuthierDatasetReport *report);
/* "1.2 M – 1.5 M", to be freed. */
char *luthier_new_job_figures_format_tokens (LuthierDatasetReport *report);

G_END_DECLS
