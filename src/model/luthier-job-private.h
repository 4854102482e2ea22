/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job.h"

G_BEGIN_DECLS

typedef enum
{
  /* Strings */
  PROP_NAME = 1,
  PROP_ID,
  PROP_PROJECT,
  PROP_REGION,
  PROP_TITLE,
  PROP_DISPLAY_NAME,
  PROP_DESCRIPTION,
  PROP_STATE_NAME,
  PROP_PHASE_NAME,
  PROP_BASE_MODEL,
  PROP_PRE_TUNED_MODEL,
  PROP_CHECKPOINT_ID,
  PROP_TRAINING_URI,
  PROP_VALIDATION_URI,
  PROP_ADAPTER_SIZE_NAME,
  PROP_KMS_KEY_NAME,
  PROP_SERVICE_ACCOUNT,
  PROP_EXPERIMENT,
  PROP_TUNED_MODEL,
  PROP_ENDPOINT,
  PROP_INTENT_ID,
  PROP_ERROR_MESSAGE,
  PROP_ERROR_RAW,
  PROP_RAW,
  N_STRINGS,
  /* 64-bit integers: times, then counts */
  PROP_CREATE_TIME = N_STRINGS,
  PROP_START_TIME,
  PROP_END_TIME,
  PROP_UPDATE_TIME,
  PROP_EPOCH_COUNT,
  PROP_COMPLETED_EPOCHS,
  PROP_COMPLETED_STEPS,
  PROP_STEP_COUNT,
  N_INTEGERS,
  /* All others */
  PROP_STATE = N_INTEGERS,
  PROP_PHASE,
  PROP_LEARNING_RATE_MULTIPLIER,
  PROP_ADAPTER_SIZE,
  PROP_EXPORT_LAST_CHECKPOINT_ONLY,
  PROP_CHECKPOINTS,
  PROP_STATS,
  PROP_LABELS,
  PROP_ERROR_CODE,
  PROP_COMPLETE,
  PROP_CANCEL,
  PROP_GONE,
  N_PROPS
} LuthierJobProperty;

/* For who reads a job from JSON. Each compares, sets and notifies; TRUE if it was a change. */
gboolean luthier_job_set_string (LuthierJob *self, LuthierJobProperty property, const char *value);
gboolean luthier_job_set_integer (LuthierJob *self, LuthierJobProperty property, gint64 value);
gboolean luthier_job_set_state (LuthierJob *self, LuthierJobState state);
gboolean luthier_job_set_phase (LuthierJob *self, LuthierJobPhase phase);
gboolean luthier_job_set_learning_rate_multiplier (LuthierJob *self, double multiplier);
gboolean luthier_job_set_adapter_size (LuthierJob *self, guint size);
gboolean luthier_job_set_export_last_checkpoint_only (LuthierJob *self, gboolean only);
gboolean luthier_job_set_stats (LuthierJob *self, const LuthierDataStats *stats);
gboolean luthier_job_set_labels (LuthierJob *self, GHashTable *labels);
gboolean luthier_job_set_error_code (LuthierJob *self, int code);
gboolean luthier_job_set_complete (LuthierJob *self, gboolean complete);
gboolean luthier_job_set_checkpoints (LuthierJob *self, GPtrArray *checkpoints);
/* After the names and ids that it depends on. */
gboolean luthier_job_update_title (LuthierJob *self);

G_END_DECLS
