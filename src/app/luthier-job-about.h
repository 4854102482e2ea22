/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-job.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOB_ABOUT (luthier_job_about_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobAbout, luthier_job_about, LUTHIER, JOB_ABOUT, GtkWidget)

/* Who protects a job and how it is found again. Property: job (LuthierJob, nullable). */
GtkWidget *luthier_job_about_new (void);

G_END_DECLS
