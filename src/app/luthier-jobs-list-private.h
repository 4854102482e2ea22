/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job-choice.h"
#include "luthier-jobs-list.h"

G_BEGIN_DECLS

/* Between the list and the ways to choose some of its jobs, "jobs.*". */
LuthierJobChoice *luthier_jobs_list_get_choice (LuthierJobsList *self);

void luthier_jobs_list_install_choosing (GtkWidgetClass *widget_class);
/* view: one of the two that show the jobs. */
void luthier_jobs_list_add_choosing (LuthierJobsList *self, GtkWidget *view);
void luthier_jobs_list_update_choosing (LuthierJobsList *self);
/* What is to be chosen yet, in words. */
char *luthier_jobs_list_describe_choice (guint n_chosen);

G_END_DECLS
