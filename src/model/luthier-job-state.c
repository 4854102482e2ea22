/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-state.h"

#include <gio/gio.h>

G_DEFINE_ENUM_TYPE (LuthierJobState,
                    luthier_job_state,
                    G_DEFINE_ENUM_VALUE (LUTHIER_JOB_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_JOB_STATE_QUEUED, "queued"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_JOB_STATE_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_JOB_STATE_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_JOB_STATE_SUCCEEDED, "succeeded"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_JOB_STATE_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_JOB_STATE_CANCELLING, "cancelling"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_JOB_STATE_CANCELLED, "cancelled"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_JOB_STATE_PAUSED, "paused"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_JOB_STATE_EXPIRED, "expired"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_JOB_STATE_UPDATING, "updating"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_JOB_STATE_PARTIALLY_SUCCEEDED,
                                         "partially-succeeded"))

G_DEFINE_ENUM_TYPE (LuthierJobPhase,
                    luthier_job_phase,
                    G_DEFINE_ENUM_VALUE (LUTHIER_JOB_PHASE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_JOB_PHASE_WAITING_FOR_QUOTA, "waiting-for-quota"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_JOB_PHASE_PROCESSING_DATASET,
                                         "processing-dataset"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_JOB_PHASE_WAITING_FOR_CAPACITY,
                                         "waiting-for-capacity"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_JOB_PHASE_TUNING, "tuning"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_JOB_PHASE_POST_PROCESSING, "post-processing"),
                    G_DEFINE_ENUM_VALUE (LUTHIER_JOB_PHASE_UNKNOWN, "unknown"))

static const char *const state_names[] = {
  [LUTHIER_JOB_STATE_UNKNOWN] = "JOB_STATE_UNSPECIFIED",
  [LUTHIER_JOB_STATE_QUEUED] = "JOB_STATE_QUEUED",
  [LUTHIER_JOB_STATE_PENDING] = "JOB_STATE_PENDING",
  [LUTHIER_JOB_STATE_RUNNING] = "JOB_STATE_RUNNING",
  [LUTHIER_JOB_STATE_SUCCEEDED] = "JOB_STATE_SUCCEEDED",
  [LUTHIER_JOB_STATE_FAILED] = "JOB_STATE_FAILED",
  [LUTHIER_JOB_STATE_CANCELLING] = "JOB_STATE_CANCELLING",
  [LUTHIER_JOB_STATE_CANCELLED] = "JOB_STATE_CANCELLED",
  [LUTHIER_JOB_STATE_PAUSED] = "JOB_STATE_PAUSED",
  [LUTHIER_JOB_STATE_EXPIRED] = "JOB_STATE_EXPIRED",
  [LUTHIER_JOB_STATE_UPDATING] = "JOB_STATE_UPDATING",
  [LUTHIER_JOB_STATE_PARTIALLY_SUCCEEDED] = "JOB_STATE_PARTIALLY_SUCCEEDED",
};

static const char *const phase_names[] = {
  [LUTHIER_JOB_PHASE_NONE] = "TUNING_JOB_STATE_UNSPECIFIED",
  [LUTHIER_JOB_PHASE_WAITING_FOR_QUOTA] = "TUNING_JOB_STATE_WAITING_FOR_QUOTA",
  [LUTHIER_JOB_PHASE_PROCESSING_DATASET] = "TUNING_JOB_STATE_PROCESSING_DATASET",
  [LUTHIER_JOB_PHASE_WAITING_FOR_CAPACITY] = "TUNING_JOB_STATE_WAITING_FOR_CAPACITY",
  [LUTHIER_JOB_PHASE_TUNING] = "TUNING_JOB_STATE_TUNING",
  [LUTHIER_JOB_PHASE_POST_PROCESSING] = "TUNING_JOB_STATE_POST_PROCESSING",
};

/**
 * luthier_job_state_from_wire:
 * @name: (nullable): a `JobState` such as `JOB_STATE_RUNNING`
 *
 * Reads a state as the service writes it.
 *
 * Returns: the state, %LUTHIER_JOB_STATE_UNKNOWN for a name that is new to this program
 */
LuthierJobState
luthier_job_state_from_wire (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (state_names); i++)
    if (g_str_equal (name, state_names[i]))
      return i;

  return LUTHIER_JOB_STATE_UNKNOWN;
}

/**
 * luthier_job_state_to_wire:
 * @state: a state
 *
 * Names a state as the service does.
 *
 * Returns: (transfer none): the `JobState`
 */
const char *
luthier_job_state_to_wire (LuthierJobState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (state_names), NULL);

  return state_names[state];
}

/**
 * luthier_job_state_is_terminal:
 * @state: a state
 *
 * Tells whether a job in this state will never change again.
 *
 * Returns: %TRUE if it is over
 */
gboolean
luthier_job_state_is_terminal (LuthierJobState state)
{
  return state == LUTHIER_JOB_STATE_SUCCEEDED || state == LUTHIER_JOB_STATE_FAILED ||
         state == LUTHIER_JOB_STATE_CANCELLED || state == LUTHIER_JOB_STATE_EXPIRED ||
         state == LUTHIER_JOB_STATE_PARTIALLY_SUCCEEDED;
}

/**
 * luthier_job_state_is_cancellable:
 * @state: a state
 *
 * Tells whether asking the service to cancel makes sense. A state that is new to this program
 * counts: the service has the last word.
 *
 * Returns: %TRUE if a cancel may be offered
 */
gboolean
luthier_job_state_is_cancellable (LuthierJobState state)
{
  return !luthier_job_state_is_terminal (state) && state != LUTHIER_JOB_STATE_CANCELLING;
}

/**
 * luthier_job_phase_from_wire:
 * @name: (nullable): a `TuningJobState` such as `TUNING_JOB_STATE_TUNING`
 *
 * Reads what a running job is at, as the service writes it.
 *
 * Returns: the phase; a name that is new to this program is %LUTHIER_JOB_PHASE_UNKNOWN
 */
LuthierJobPhase
luthier_job_phase_from_wire (const char *name)
{
  if (name == NULL || *name == '\0')
    return LUTHIER_JOB_PHASE_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (phase_names); i++)
    if (g_str_equal (name, phase_names[i]))
      return i;

  return LUTHIER_JOB_PHASE_UNKNOWN;
}

/**
 * luthier_job_phase_to_wire:
 * @phase: a phase
 *
 * Names a phase as the service does.
 *
 * Returns: (transfer none): the `TuningJobState`
 */
const char *
luthier_job_phase_to_wire (LuthierJobPhase phase)
{
  if (phase >= G_N_ELEMENTS (phase_names))
    return phase_names[LUTHIER_JOB_PHASE_NONE];

  return phase_names[phase];
}
