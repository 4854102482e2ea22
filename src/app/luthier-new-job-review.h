/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-form.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_REVIEW (luthier_new_job_review_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierNewJobReview, luthier_new_job_review, LUTHIER, NEW_JOB_REVIEW, GtkWidget)

/* Step 4: what stands against creating the job, and the very text that is sent.
 * Property: ready (boolean): nothing blocks. */
GtkWidget *luthier_new_job_review_new (LuthierNewJobForm *form);
gboolean luthier_new_job_review_get_ready (LuthierNewJobReview *self);
/* NULL: nothing went wrong, or no longer. */
void luthier_new_job_review_set_error (LuthierNewJobReview *self, const GError *error);
/* NULL: nothing is asked. */
void luthier_new_job_review_set_question (LuthierNewJobReview *self, LuthierIntent *intent);
void luthier_new_job_review_set_narrow (LuthierNewJobReview *self, gboolean narrow);

G_END_DECLS
