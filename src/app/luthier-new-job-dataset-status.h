/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-new-job-dataset.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_DATASET_STATUS (luthier_new_job_dataset_status_get_type ())
G_DECLARE_FINAL_TYPE (LuthierNewJobDatasetStatus,
                      luthier_new_job_dataset_status,
                      LUTHIER,
                      NEW_JOB_DATASET_STATUS,
                      GtkWidget)

/* What is being done with data, how far that is, and what can be done about it. */
void luthier_new_job_dataset_status_attach (LuthierNewJobDatasetStatus *self,
                                            LuthierNewJobDataset *dataset);
/* Shows the state of the data. refusal: (nullable): what the service says against data that is good
 * as far as it can be seen from here. */
void luthier_new_job_dataset_status_show (LuthierNewJobDatasetStatus *self, const char *refusal);

G_END_DECLS
