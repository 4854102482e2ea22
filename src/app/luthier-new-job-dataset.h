/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-report.h"
#include "luthier-session.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_NEW_JOB_DATASET_EMPTY,
  /* A file of this computer. */
  LUTHIER_NEW_JOB_DATASET_CHECKING,
  LUTHIER_NEW_JOB_DATASET_UNREADABLE,
  LUTHIER_NEW_JOB_DATASET_FAULTY,
  LUTHIER_NEW_JOB_DATASET_NO_BUCKET,
  LUTHIER_NEW_JOB_DATASET_UPLOADING,
  LUTHIER_NEW_JOB_DATASET_NOT_UPLOADED,
  LUTHIER_NEW_JOB_DATASET_UPLOADED,
  /* An address in the cloud. */
  LUTHIER_NEW_JOB_DATASET_MALFORMED,
  LUTHIER_NEW_JOB_DATASET_PROBING,
  LUTHIER_NEW_JOB_DATASET_MISSING,
  LUTHIER_NEW_JOB_DATASET_UNPROVEN,
  LUTHIER_NEW_JOB_DATASET_FOUND,
} LuthierNewJobDatasetState;

#define LUTHIER_TYPE_NEW_JOB_DATASET (luthier_new_job_dataset_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierNewJobDataset, luthier_new_job_dataset, LUTHIER, NEW_JOB_DATASET, GObject)

/* What becomes of the training or the validation data of a spec: a file is checked, then uploaded,
 * or an address is looked up; the outcome is written into the spec.
 * Signals: changed () for the state, progress () while checking. */
LuthierNewJobDataset *luthier_new_job_dataset_new (LuthierSession *session,
                                                   LuthierJobSpec *spec,
                                                   gboolean validation);
gboolean luthier_new_job_dataset_is_validation (LuthierNewJobDataset *self);
LuthierNewJobDatasetState luthier_new_job_dataset_get_state (LuthierNewJobDataset *self);
/* Nothing more is to be done with it: the job can read it, as far as that can be known. */
gboolean luthier_new_job_dataset_is_ready (LuthierNewJobDataset *self);
GFile *luthier_new_job_dataset_get_file (LuthierNewJobDataset *self);
const char *luthier_new_job_dataset_get_address (LuthierNewJobDataset *self);
LuthierDatasetReport *luthier_new_job_dataset_get_report (LuthierNewJobDataset *self);
LuthierTransfer *luthier_new_job_dataset_get_transfer (LuthierNewJobDataset *self);
double luthier_new_job_dataset_get_progress (LuthierNewJobDataset *self);
gint64 luthier_new_job_dataset_get_size (LuthierNewJobDataset *self);
const GError *luthier_new_job_dataset_get_error (LuthierNewJobDataset *self);

/* The model whose limits hold; NULL: none are known. */
void luthier_new_job_dataset_set_model (LuthierNewJobDataset *self, LuthierBaseModel *model);
void luthier_new_job_dataset_choose_file (LuthierNewJobDataset *self, GFile *file);
void luthier_new_job_dataset_set_address (LuthierNewJobDataset *self, const char *address);
void luthier_new_job_dataset_clear (LuthierNewJobDataset *self);
/* Checks, uploads or looks up once more, whatever went wrong. */
void luthier_new_job_dataset_retry (LuthierNewJobDataset *self);
/* Stops what is under way: nothing of it outlives the form. */
void luthier_new_job_dataset_stop (LuthierNewJobDataset *self);

G_END_DECLS
