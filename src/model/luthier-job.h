/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-data-stats.h"
#include "luthier-job-spec.h"
#include "luthier-job-state.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_JOB (luthier_job_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJob, luthier_job, LUTHIER, JOB, GObject)

/* How far a cancel that the user asked for here has come. */
typedef enum
{
  LUTHIER_CANCEL_NONE,
  LUTHIER_CANCEL_REQUESTED,
  LUTHIER_CANCEL_ACCEPTED,
  LUTHIER_CANCEL_REFUSED,
} LuthierCancel;

#define LUTHIER_TYPE_CANCEL (luthier_cancel_get_type ())
GType luthier_cancel_get_type (void);

/* A tuning job as last seen. Its identity is the full resource name. All properties notify:
 *   name, id, project, region, title (display name, else base model and id), display-name,
 *   description, state (LuthierJobState), state-name (as on the wire), phase (LuthierJobPhase),
 *   phase-name, create-time, start-time, end-time, update-time (int64 microseconds since the
 *   epoch, 0 = not set), base-model, pre-tuned-model, checkpoint-id (of the pre-tuned model),
 *   training-uri, validation-uri, epoch-count, completed-epochs, completed-steps, step-count
 *   (int64, -1 = not known), learning-rate-multiplier (double, NaN = not known), adapter-size
 *   (uint, 0 = not known), adapter-size-name, export-last-checkpoint-only, kms-key-name,
 *   service-account, experiment, tuned-model, endpoint, checkpoints (GListModel of
 *   LuthierCheckpoint), stats, labels, intent-id, error-code (int, gRPC number), error-message,
 *   error-raw, raw (pretty JSON or NULL when only a summary is known), complete (all fields were
 *   fetched since it is in this state, not a list's summary), cancel (LuthierCancel), gone (the
 *   service does not have it any more: nothing else will become of it).
 * A string that is not set is NULL. */
LuthierJob *luthier_job_new (const char *name);

const char *luthier_job_get_name (LuthierJob *self);
/* As luthier_resource_name_get_key(). */
const char *luthier_job_get_key (LuthierJob *self);
const char *luthier_job_get_id (LuthierJob *self);
const char *luthier_job_get_project (LuthierJob *self);
const char *luthier_job_get_region (LuthierJob *self);
const char *luthier_job_get_title (LuthierJob *self);
const char *luthier_job_get_display_name (LuthierJob *self);
const char *luthier_job_get_description (LuthierJob *self);
LuthierJobState luthier_job_get_state (LuthierJob *self);
const char *luthier_job_get_state_name (LuthierJob *self);
LuthierJobPhase luthier_job_get_phase (LuthierJob *self);
const char *luthier_job_get_phase_name (LuthierJob *self);
gint64 luthier_job_get_create_time (LuthierJob *self);
gint64 luthier_job_get_start_time (LuthierJob *self);
gint64 luthier_job_get_end_time (LuthierJob *self);
gint64 luthier_job_get_update_time (LuthierJob *self);
const char *luthier_job_get_base_model (LuthierJob *self);
const char *luthier_job_get_pre_tuned_model (LuthierJob *self);
const char *luthier_job_get_checkpoint_id (LuthierJob *self);
const char *luthier_job_get_training_uri (LuthierJob *self);
const char *luthier_job_get_validation_uri (LuthierJob *self);
gint64 luthier_job_get_epoch_count (LuthierJob *self);
gint64 luthier_job_get_completed_epochs (LuthierJob *self);
gint64 luthier_job_get_completed_steps (LuthierJob *self);
gint64 luthier_job_get_step_count (LuthierJob *self);
double luthier_job_get_steps_per_epoch (LuthierJob *self);
double luthier_job_get_learning_rate_multiplier (LuthierJob *self);
guint luthier_job_get_adapter_size (LuthierJob *self);
const char *luthier_job_get_adapter_size_name (LuthierJob *self);
gboolean luthier_job_get_export_last_checkpoint_only (LuthierJob *self);
const char *luthier_job_get_kms_key_name (LuthierJob *self);
const char *luthier_job_get_service_account (LuthierJob *self);
const char *luthier_job_get_experiment (LuthierJob *self);
const char *luthier_job_get_tuned_model (LuthierJob *self);
const char *luthier_job_get_endpoint (LuthierJob *self);
GListModel *luthier_job_get_checkpoints (LuthierJob *self);
const LuthierDataStats *luthier_job_get_stats (LuthierJob *self);
GHashTable *luthier_job_get_labels (LuthierJob *self);
const char *luthier_job_get_intent_id (LuthierJob *self);
int luthier_job_get_error_code (LuthierJob *self);
const char *luthier_job_get_error_message (LuthierJob *self);
const char *luthier_job_get_error_raw (LuthierJob *self);
const char *luthier_job_get_raw (LuthierJob *self);
gboolean luthier_job_get_complete (LuthierJob *self);
LuthierCancel luthier_job_get_cancel (LuthierJob *self);
void luthier_job_set_cancel (LuthierJob *self, LuthierCancel cancel);
gboolean luthier_job_get_gone (LuthierJob *self);
void luthier_job_set_gone (LuthierJob *self, gboolean gone);

gboolean luthier_job_is_terminal (LuthierJob *self);
gboolean luthier_job_is_cancellable (LuthierJob *self);
gboolean luthier_job_has_model (LuthierJob *self);
gboolean luthier_job_may_have_model (LuthierJob *self);

/* What was asked for, as a new spec: "tune again". Labels of ours and the intent are left out. */
LuthierJobSpec *luthier_job_to_spec (LuthierJob *self);

G_END_DECLS
