/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-form.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_MODEL (luthier_new_job_model_get_type ())
G_DECLARE_FINAL_TYPE (LuthierNewJobModel, luthier_new_job_model, LUTHIER, NEW_JOB_MODEL, GtkWidget)

/* Step 1: what to tune: a base model, a model tuned before, or one that only the user knows. */
GtkWidget *luthier_new_job_model_new (LuthierNewJobForm *form);

G_END_DECLS
