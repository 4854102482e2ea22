/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-form.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_VALUES (luthier_new_job_values_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierNewJobValues, luthier_new_job_values, LUTHIER, NEW_JOB_VALUES, GtkWidget)

/* The values of one setting of the form's grid, each to be taken away, and a place to type more: one
 * or several, with Enter; Backspace where nothing is typed takes the last one away. */
void luthier_new_job_values_attach (LuthierNewJobValues *self,
                                    LuthierNewJobForm *form,
                                    LuthierGridAxis axis,
                                    const char *title);

G_END_DECLS
