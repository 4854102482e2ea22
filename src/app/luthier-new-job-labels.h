/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-form.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_LABELS (luthier_new_job_labels_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierNewJobLabels, luthier_new_job_labels, LUTHIER, NEW_JOB_LABELS, GtkWidget)

/* The labels of a job as chips, with a button each to take it away and one to add another. */
void luthier_new_job_labels_attach (LuthierNewJobLabels *self, LuthierNewJobForm *form);

G_END_DECLS
