/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-form.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_COST (luthier_new_job_cost_get_type ())
G_DECLARE_FINAL_TYPE (LuthierNewJobCost, luthier_new_job_cost, LUTHIER, NEW_JOB_COST, GtkWidget)

/* What the training of all that is asked for will cost, as a range with its sum spelled out. */
void luthier_new_job_cost_show (LuthierNewJobCost *self, LuthierNewJobForm *form);

G_END_DECLS
