/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-new-job-step.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_STEPPER (luthier_new_job_stepper_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierNewJobStepper, luthier_new_job_stepper, LUTHIER, NEW_JOB_STEPPER, GtkWidget)

/* 1 Model > 2 Data > 3 Settings > 4 Review: where one is, and a way back to where one was.
 * Signal: chosen (uint LuthierNewJobStep). */
void luthier_new_job_stepper_show (LuthierNewJobStepper *self,
                                   LuthierNewJobStep current,
                                   LuthierNewJobStep reached,
                                   const gboolean *faulty);

G_END_DECLS
