/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-form.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_DATASET_CARD (luthier_new_job_dataset_card_get_type ())
G_DECLARE_FINAL_TYPE (LuthierNewJobDatasetCard,
                      luthier_new_job_dataset_card,
                      LUTHIER,
                      NEW_JOB_DATASET_CARD,
                      GtkWidget)

/* Training or validation data: drop or choose a file, or name an address; then what it is, what
 * is being done with it, and what was found in it. */
void luthier_new_job_dataset_card_attach (LuthierNewJobDatasetCard *self,
                                          LuthierNewJobForm *form,
                                          LuthierNewJobDataset *dataset);

G_END_DECLS
