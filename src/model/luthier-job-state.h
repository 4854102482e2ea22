/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_JOB_STATE_UNKNOWN, /* a value this program does not know: in progress, shown as it is */
  LUTHIER_JOB_STATE_QUEUED,
  LUTHIER_JOB_STATE_PENDING,
  LUTHIER_JOB_STATE_RUNNING,
  LUTHIER_JOB_STATE_SUCCEEDED,
  LUTHIER_JOB_STATE_FAILED,
  LUTHIER_JOB_STATE_CANCELLING,
  LUTHIER_JOB_STATE_CANCELLED,
  LUTHIER_JOB_STATE_PAUSED,
  LUTHIER_JOB_STATE_EXPIRED,
  LUTHIER_JOB_STATE_UPDATING,
  LUTHIER_JOB_STATE_PARTIALLY_SUCCEEDED,
} LuthierJobState;

/* TuningJobState of v1beta1: what a running job is at. */
typedef enum
{
  LUTHIER_JOB_PHASE_NONE,
  LUTHIER_JOB_PHASE_WAITING_FOR_QUOTA,
  LUTHIER_JOB_PHASE_PROCESSING_DATASET,
  LUTHIER_JOB_PHASE_WAITING_FOR_CAPACITY,
  LUTHIER_JOB_PHASE_TUNING,
  LUTHIER_JOB_PHASE_POST_PROCESSING,
  LUTHIER_JOB_PHASE_UNKNOWN,
} LuthierJobPhase;

#define LUTHIER_TYPE_JOB_STATE (luthier_job_state_get_type ())
#define LUTHIER_TYPE_JOB_PHASE (luthier_job_phase_get_type ())
GType luthier_job_state_get_type (void);
GType luthier_job_phase_get_type (void);

LuthierJobState luthier_job_state_from_wire (const char *name);
const char *luthier_job_state_to_wire (LuthierJobState state);
gboolean luthier_job_state_is_terminal (LuthierJobState state);
gboolean luthier_job_state_is_cancellable (LuthierJobState state);
LuthierJobPhase luthier_job_phase_from_wire (const char *name);
const char *luthier_job_phase_to_wire (LuthierJobPhase phase);

G_END_DECLS
