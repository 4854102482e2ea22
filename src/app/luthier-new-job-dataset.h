/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-report.h"
#include "luthier-session.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_NEW_JOB_DATASET_EMPTY,
  /* What was found has errors. */
  LUTHIER_NEW_JOB_DATASET_FAULTY,
  /* A file of this computer. */
  LUTHIER_NEW_JOB_DATASET_CHECKING,
  LUTHIER_NEW_JOB_DATASET_UNREADABLE,
  LUTHIER_NEW_JOB_DATASET_NO_BUCKET,
  LUTHIER_NEW_JOB_DATASET_UPLOADING,
  LUTHIER_NEW_JOB_DATASET_NOT_UPLOADED,
  LUTHIER_NEW_JOB_DATASET_TAKEN, /* something else is stored under its name */
  LUTHIER_NEW_JOB_DATASET_UPLOADED,
  /* An address in the cloud. */
  LUTHIER_NEW_JOB_DATASET_MALFORMED,
  LUTHIER_NEW_JOB_DATASET_PROBING,
  LUTHIER_NEW_JOB_DATASET_MISSING,
  LUTHIER_NEW_JOB_DATASET_HOLLOW, /* there, without a byte in it */
  LUTHIER_NEW_JOB_DATASET_DENIED, /* to this account; it may be open to the service */
  LUTHIER_NEW_JOB_DATASET_UNPROVEN,
  LUTHIER_NEW_JOB_DATASET_READING, /* there, and its content is being checked */
  LUTHIER_NEW_JOB_DATASET_FOUND,
} LuthierNewJobDatasetState;

#define LUTHIER_TYPE_NEW_JOB_DATASET (luthier_new_job_dataset_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierNewJobDataset, luthier_new_job_dataset, LUTHIER, NEW_JOB_DATASET, GObject)

/* What becomes of the training or the validation data of a spec: a file is checked, then uploaded,
 * or an address is looked up and the beginning of what it names is checked; the outcome is written
 * into the spec, for a file as soon as the upload begins: the address is known then, and whoever
 * creates the job waits for the upload. A file that changes is checked and uploaded anew.
 * Signals: changed () for the state, progress () while checking. */
LuthierNewJobDataset *luthier_new_job_dataset_new (LuthierSession *session,
                                                   LuthierJobSpec *spec,
                                                   gboolean validation);
LuthierSession *luthier_new_job_dataset_get_session (LuthierNewJobDataset *self);
gboolean luthier_new_job_dataset_is_validation (LuthierNewJobDataset *self);
LuthierNewJobDatasetState luthier_new_job_dataset_get_state (LuthierNewJobDataset *self);
/* The user has nothing more to do with it: the job can read it, as far as that can be known, or will
 * be able to when the upload has ended. */
gboolean luthier_new_job_dataset_is_ready (LuthierNewJobDataset *self);
GFile *luthier_new_job_dataset_get_file (LuthierNewJobDataset *self);
const char *luthier_new_job_dataset_get_address (LuthierNewJobDataset *self);
/* (transfer none) (nullable): of a check that has ended. */
LuthierDatasetReport *luthier_new_job_dataset_get_report (LuthierNewJobDataset *self);
/* (transfer none) (nullable): likewise, or what a check that runs has found so far. */
LuthierDatasetReport *luthier_new_job_dataset_get_preview (LuthierNewJobDataset *self);
/* (nullable) (element-type LuthierDatasetFinding): what is wrong between it and the other data. */
GPtrArray *luthier_new_job_dataset_get_comparison (LuthierNewJobDataset *self);
void luthier_new_job_dataset_set_comparison (LuthierNewJobDataset *self, GPtrArray *findings);
LuthierTransfer *luthier_new_job_dataset_get_transfer (LuthierNewJobDataset *self);
double luthier_new_job_dataset_get_progress (LuthierNewJobDataset *self);
gint64 luthier_new_job_dataset_get_size (LuthierNewJobDataset *self);
const GError *luthier_new_job_dataset_get_error (LuthierNewJobDataset *self);
/* The file was changed after it had been chosen, so that all was done again. */
gboolean luthier_new_job_dataset_is_anew (LuthierNewJobDataset *self);
/* Only the beginning of what the address names was checked, and the rest could be. */
gboolean luthier_new_job_dataset_can_read_on (LuthierNewJobDataset *self);
/* The rest is being checked: it can be stopped. */
gboolean luthier_new_job_dataset_reads_all (LuthierNewJobDataset *self);

/* The model whose limits hold; NULL: none are known. */
void luthier_new_job_dataset_set_model (LuthierNewJobDataset *self, LuthierBaseModel *model);
void luthier_new_job_dataset_choose_file (LuthierNewJobDataset *self, GFile *file);
void luthier_new_job_dataset_set_address (LuthierNewJobDataset *self, const char *address);
void luthier_new_job_dataset_clear (LuthierNewJobDataset *self);
/* A job that is queued waits for the upload: it is not for this form to stop it. */
gboolean luthier_new_job_dataset_is_wanted (LuthierNewJobDataset *self);
/* Checks, uploads or looks up once more, whatever went wrong. */
void luthier_new_job_dataset_retry (LuthierNewJobDataset *self);
/* Reads all of what the address names, which may be much. */
void luthier_new_job_dataset_read_all (LuthierNewJobDataset *self);
/* Stops the upload, unless a job that is queued waits for it, or reading all of it. */
void luthier_new_job_dataset_interrupt (LuthierNewJobDataset *self);
/* Looks whether the file is what was checked; if not, it is checked again. */
void luthier_new_job_dataset_verify_async (LuthierNewJobDataset *self,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
/* TRUE: nothing has changed. */
gboolean luthier_new_job_dataset_verify_finish (LuthierNewJobDataset *self, GAsyncResult *result);
/* Stops looking at the data. An upload goes on: the draft will want it, and so may the job. */
void luthier_new_job_dataset_stop (LuthierNewJobDataset *self);

G_END_DECLS
