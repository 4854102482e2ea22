/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-job.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOB_PROGRESS (luthier_job_progress_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobProgress, luthier_job_progress, LUTHIER, JOB_PROGRESS, GtkWidget)

/* How far a job is, what it waits for, or what came of it; follows the job. Properties: job
 * (LuthierJob, nullable), compact (boolean: small letters in one line). */
GtkWidget *luthier_job_progress_new (void);
void luthier_job_progress_set_job (LuthierJobProgress *self, LuthierJob *job);

G_END_DECLS
