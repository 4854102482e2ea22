/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-job.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOB_DATA (luthier_job_data_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobData, luthier_job_data, LUTHIER, JOB_DATA, GtkWidget)

/* What a job learns from, and what the service found in it. Property: job (LuthierJob,
 * nullable). */
GtkWidget *luthier_job_data_new (void);

G_END_DECLS
