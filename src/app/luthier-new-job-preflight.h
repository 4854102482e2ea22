/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-new-job-form.h"

G_BEGIN_DECLS

/* Worst first. Only the first two keep a job from being created. */
typedef enum
{
  LUTHIER_VERDICT_BLOCKS,
  LUTHIER_VERDICT_NOT_YET,
  LUTHIER_VERDICT_REFUSED, /* the service did; it may think better of it */
  LUTHIER_VERDICT_WAITS,
  LUTHIER_VERDICT_WARNING,
  LUTHIER_VERDICT_UNPROVEN,
  LUTHIER_VERDICT_READY,
} LuthierVerdict;

/* One thing that has to be right before a job is created. */
typedef struct
{
  LuthierVerdict verdict;
  char *title;               /* (owned) */
  char *reason;              /* (owned) (nullable) */
  LuthierSpecField field;    /* where to repair it, or LUTHIER_SPEC_FIELD_NONE */
  char *fix_label;           /* (owned) (nullable): it can be repaired at once */
  LuthierTransfer *transfer; /* (owned) (nullable): how far it is belongs to the reason */
} LuthierNewJobCheck;

/* Returns: (transfer full) (element-type LuthierNewJobCheck) */
GPtrArray *luthier_new_job_preflight (LuthierNewJobForm *form);
gboolean luthier_new_job_preflight_allows (GPtrArray *checks);

G_END_DECLS
