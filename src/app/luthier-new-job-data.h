/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-form.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_DATA (luthier_new_job_data_get_type ())
G_DECLARE_FINAL_TYPE (LuthierNewJobData, luthier_new_job_data, LUTHIER, NEW_JOB_DATA, GtkWidget)

/* Step 2: what to learn from. */
GtkWidget *luthier_new_job_data_new (LuthierNewJobForm *form);

G_END_DECLS
