/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-base-model.h"
#include "luthier-job.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_CHOICE (luthier_new_job_choice_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierNewJobChoice, luthier_new_job_choice, LUTHIER, NEW_JOB_CHOICE, GtkListBoxRow)

/* One thing to tune, with a radio button: a model of the catalogue, or what a job has tuned. */
GtkWidget *luthier_new_job_choice_new_for_model (LuthierBaseModel *model);
GtkWidget *luthier_new_job_choice_new_for_job (LuthierJob *job, gint64 now_us);
/* The model's id, or the tuned model's resource name. */
const char *luthier_new_job_choice_get_value (LuthierNewJobChoice *self);
void luthier_new_job_choice_set_chosen (LuthierNewJobChoice *self, gboolean chosen);
gboolean luthier_new_job_choice_get_chosen (LuthierNewJobChoice *self);

G_END_DECLS
