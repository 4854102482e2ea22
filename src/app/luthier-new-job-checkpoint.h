/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-form.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_CHECKPOINT (luthier_new_job_checkpoint_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierNewJobCheckpoint, luthier_new_job_checkpoint, LUTHIER, NEW_JOB_CHECKPOINT, GtkWidget)

/* The checkpoint of a tuned model: a choice where the job is known that made them, else free
 * text; none means the model's default one. */
void luthier_new_job_checkpoint_attach (LuthierNewJobCheckpoint *self, LuthierNewJobForm *form);

G_END_DECLS
