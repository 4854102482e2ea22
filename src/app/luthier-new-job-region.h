/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-form.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_REGION (luthier_new_job_region_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierNewJobRegion, luthier_new_job_region, LUTHIER, NEW_JOB_REGION, GtkWidget)

/* The region of a job: a choice where the model is known, else free text. */
void luthier_new_job_region_attach (LuthierNewJobRegion *self, LuthierNewJobForm *form);

/* Where a job runs unless the user says otherwise. */
const char *luthier_new_job_region_suggest (LuthierProfile *profile, LuthierBaseModel *model);

G_END_DECLS
