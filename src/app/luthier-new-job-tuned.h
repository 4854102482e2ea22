/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-form.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_TUNED (luthier_new_job_tuned_get_type ())
G_DECLARE_FINAL_TYPE (LuthierNewJobTuned, luthier_new_job_tuned, LUTHIER, NEW_JOB_TUNED, GtkWidget)

/* A tuned model to go on from: one of the profile's own, or any by its name; and a checkpoint. */
void luthier_new_job_tuned_attach (LuthierNewJobTuned *self, LuthierNewJobForm *form);
/* Lists do not say which models jobs have made: asks for what is not known yet. */
void luthier_new_job_tuned_look (LuthierNewJobTuned *self);

G_END_DECLS
