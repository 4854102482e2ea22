/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job-spec-check.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_NEW_JOB_STEP_MODEL,
  LUTHIER_NEW_JOB_STEP_DATA,
  LUTHIER_NEW_JOB_STEP_SETTINGS,
  LUTHIER_NEW_JOB_STEP_REVIEW,
  LUTHIER_NEW_JOB_N_STEPS,
} LuthierNewJobStep;

/* Which step asks for what. */
const char *luthier_new_job_step_get_title (LuthierNewJobStep step);
LuthierNewJobStep luthier_new_job_step_of_field (LuthierSpecField field);
/* The fields of a step in the order in which it asks; from and to LUTHIER_SPEC_FIELD_NONE. */
LuthierSpecField luthier_new_job_step_next_field (LuthierNewJobStep step, LuthierSpecField field);
/* The property of a spec that holds a field; NULL: none does. */
const char *luthier_new_job_step_get_property (LuthierSpecField field);

G_END_DECLS
