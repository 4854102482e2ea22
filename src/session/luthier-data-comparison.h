/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-diff.h"

G_BEGIN_DECLS

/* Which data of a job. */
typedef enum
{
  LUTHIER_JOB_DATA_TRAINING,
  LUTHIER_JOB_DATA_VALIDATION,
} LuthierJobData;

typedef enum
{
  LUTHIER_DATA_NOT_KNOWN, /* whether it is the same cannot be told */
  LUTHIER_DATA_SAME,      /* the very same bytes */
  LUTHIER_DATA_DIFFERENT, /* not the same bytes; changes may say that the examples are */
  LUTHIER_DATA_NONE,      /* neither job has any */
} LuthierDataIdentity;

/* What is known of the data of two jobs. Plain memory. */
typedef struct
{
  LuthierDataIdentity identity;
  gboolean is_counted;           /* changes are known: data that differs, with both files here */
  LuthierDatasetChanges changes; /* from the first job's to the second's */
  char
      *reason; /* (owned) (nullable): why it cannot be told or counted, a sentence without a stop */
} LuthierDataComparison;

void luthier_data_comparison_free (LuthierDataComparison *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDataComparison, luthier_data_comparison_free)

G_END_DECLS
