/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-job-story.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOB_STATUS (luthier_job_status_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobStatus, luthier_job_status, LUTHIER, JOB_STATUS, GtkWidget)

/* One line on how far a job is: words, a bar, an estimate. Hidden once it is over. Properties: story
 * (LuthierJobStory, nullable), narrow (boolean: the bar stands under the words). */
GtkWidget *luthier_job_status_new (void);

G_END_DECLS
