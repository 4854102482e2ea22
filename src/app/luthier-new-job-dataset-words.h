/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-dataset.h"

G_BEGIN_DECLS

/* How a state reads. All strings are static or translated. */
typedef struct
{
  const char *icon;
  const char *style; /* (nullable): a style class for the icon */
  const char *text;
  const char *retry; /* (nullable): what a button to do it again says */
} LuthierNewJobDatasetWords;

LuthierNewJobDatasetWords luthier_new_job_dataset_words (LuthierNewJobDataset *dataset);
/* What there is to add to them: an address, a cause, how far it is. (transfer full) (nullable) */
char *luthier_new_job_dataset_words_detail (LuthierNewJobDataset *dataset);
/* "231 MB · 117,159 examples · checked in 1.9 s". (transfer full) (nullable) */
char *luthier_new_job_dataset_words_file (LuthierNewJobDataset *dataset);

G_END_DECLS
