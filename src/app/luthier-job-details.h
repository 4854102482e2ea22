/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-job-story.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOB_DETAILS (luthier_job_details_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobDetails, luthier_job_details, LUTHIER, JOB_DETAILS, GtkWidget)

/* The cards of a job's page in two columns, or in one where it is narrow. Properties: job
 * (LuthierJob, nullable), asked (LuthierJobSpec, nullable: what was asked for, where it is known),
 * story (LuthierJobStory, nullable), narrow (boolean: there is room for one column only). */
GtkWidget *luthier_job_details_new (void);

G_END_DECLS
