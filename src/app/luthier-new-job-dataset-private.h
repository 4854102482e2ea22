/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-check.h"
#include "luthier-file-watch.h"
#include "luthier-new-job-dataset.h"

G_BEGIN_DECLS

/* Between the data's state, its file of this computer, and its address in the cloud. */
struct _LuthierNewJobDataset
{
  GObject parent_instance;

  LuthierSession *session; /* (owned) */
  LuthierJobSpec *spec;    /* (owned) */
  gboolean validation;
  LuthierDatasetRules rules;

  LuthierNewJobDatasetState state;
  GFile *file;                  /* (owned) (nullable) */
  LuthierFileWatch *watch;      /* (owned) (nullable): of the file, since it is checked */
  LuthierDatasetCheck *check;   /* (owned) (nullable): while it runs */
  LuthierDatasetReport *report; /* (owned) (nullable) */
  GPtrArray *comparison;        /* (owned) (nullable) of LuthierDatasetFinding */
  LuthierTransfer *transfer;    /* (owned) (nullable) */
  GCancellable *cancellable;    /* (owned) (nullable): of check or probe */
  GError *error;                /* (owned) (nullable) */
  gint64 size;                  /* of what the address names, -1 = not known */
  gboolean anew;                /* the file was changed after it had been chosen */
  gboolean whole;               /* all of what the address names is read */
  guint probe_id;
};

const char *luthier_new_job_dataset_get_uri (LuthierNewJobDataset *self);
void luthier_new_job_dataset_set_uri (LuthierNewJobDataset *self, const char *uri);
void luthier_new_job_dataset_set_state (LuthierNewJobDataset *self,
                                        LuthierNewJobDatasetState state,
                                        const GError *error);
/* Makes the check that is under way from here on. */
void luthier_new_job_dataset_begin_check (LuthierNewJobDataset *self);
void luthier_new_job_dataset_stop_reading (LuthierNewJobDataset *self);
void luthier_new_job_dataset_drop_report (LuthierNewJobDataset *self);
/* What the report has for a consequence. */
void luthier_new_job_dataset_go_on (LuthierNewJobDataset *self);

void luthier_new_job_dataset_start_check (LuthierNewJobDataset *self);
void luthier_new_job_dataset_start_upload (LuthierNewJobDataset *self);
/* Ends the upload, unless it is wanted elsewhere. */
void luthier_new_job_dataset_drop_transfer (LuthierNewJobDataset *self);
/* There is an upload of the file that has not ended. */
gboolean luthier_new_job_dataset_is_on_its_way (LuthierNewJobDataset *self);
/* It goes on by itself. */
void luthier_new_job_dataset_leave_transfer (LuthierNewJobDataset *self);
void luthier_new_job_dataset_drop_watch (LuthierNewJobDataset *self);

void luthier_new_job_dataset_start_probe (LuthierNewJobDataset *self);

G_END_DECLS
