/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-dataset.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_COMPARISON (luthier_new_job_comparison_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierNewJobComparison, luthier_new_job_comparison, LUTHIER, NEW_JOB_COMPARISON, GObject)

/* Holds training and validation data against each other whenever both are checked, and tells the
 * validation data what is wrong between them. */
LuthierNewJobComparison *luthier_new_job_comparison_new (LuthierNewJobDataset *training,
                                                         LuthierNewJobDataset *validation);

G_END_DECLS
