/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Absent on the wire: the service chooses. */
#define LUTHIER_AUTOMATIC_EPOCHS  G_MININT64
#define LUTHIER_AUTOMATIC_ADAPTER 0
/* Of a display name. */
#define LUTHIER_MAX_NAME_CHARS 128
/* The label by which a job is found again. */
#define LUTHIER_INTENT_LABEL "luthier-intent"
/* The label that jobs have in common which were asked for in one go. */
#define LUTHIER_GROUP_LABEL "luthier-group"
/* The learning rate multiplier is NaN for "automatic": see luthier_job_spec_is_automatic_rate(). */

#define LUTHIER_TYPE_JOB_SPEC (luthier_job_spec_get_type ())
G_DECLARE_FINAL_TYPE (LuthierJobSpec, luthier_job_spec, LUTHIER, JOB_SPEC, GObject)

/* What a user asks for. Properties, all read-write with explicit notify; "" and NULL are one,
 * and read back as NULL:
 *   base-model, pre-tuned-model, checkpoint-id, training-uri, validation-uri, training-file,
 *   validation-file (local files by URI, not on the wire), bucket (where they are uploaded to),
 *   display-name, description, region (not on the wire), kms-key-name, service-account,
 *   intent-id, grid (the settings to try, a LuthierJobGrid; not on the wire): strings; epoch-count: int64; learning-rate-multiplier: double;
 *   adapter-size: uint (0, 1, 2, 4, 8, 16, 32); export-last-checkpoint-only: boolean;
 *   labels: GHashTable of string to string (replaced as a whole, never changed in place). */
LuthierJobSpec *luthier_job_spec_new (void);
LuthierJobSpec *luthier_job_spec_copy (LuthierJobSpec *self);
gboolean luthier_job_spec_equal (LuthierJobSpec *self, LuthierJobSpec *other);

const char *luthier_job_spec_get_base_model (LuthierJobSpec *self);
const char *luthier_job_spec_get_pre_tuned_model (LuthierJobSpec *self);
const char *luthier_job_spec_get_checkpoint_id (LuthierJobSpec *self);
const char *luthier_job_spec_get_training_uri (LuthierJobSpec *self);
const char *luthier_job_spec_get_validation_uri (LuthierJobSpec *self);
const char *luthier_job_spec_get_training_file (LuthierJobSpec *self);
const char *luthier_job_spec_get_validation_file (LuthierJobSpec *self);
const char *luthier_job_spec_get_bucket (LuthierJobSpec *self);
const char *luthier_job_spec_get_display_name (LuthierJobSpec *self);
const char *luthier_job_spec_get_description (LuthierJobSpec *self);
const char *luthier_job_spec_get_region (LuthierJobSpec *self);
const char *luthier_job_spec_get_kms_key_name (LuthierJobSpec *self);
const char *luthier_job_spec_get_service_account (LuthierJobSpec *self);
const char *luthier_job_spec_get_intent_id (LuthierJobSpec *self);
const char *luthier_job_spec_get_grid (LuthierJobSpec *self);
GHashTable *luthier_job_spec_get_labels (LuthierJobSpec *self);
gint64 luthier_job_spec_get_epoch_count (LuthierJobSpec *self);
double luthier_job_spec_get_learning_rate_multiplier (LuthierJobSpec *self);
gboolean luthier_job_spec_is_automatic_rate (LuthierJobSpec *self);
guint luthier_job_spec_get_adapter_size (LuthierJobSpec *self);
gboolean luthier_job_spec_get_export_last_checkpoint_only (LuthierJobSpec *self);

void luthier_job_spec_set_base_model (LuthierJobSpec *self, const char *base_model);
void luthier_job_spec_set_pre_tuned_model (LuthierJobSpec *self, const char *pre_tuned_model);
void luthier_job_spec_set_checkpoint_id (LuthierJobSpec *self, const char *checkpoint_id);
void luthier_job_spec_set_training_uri (LuthierJobSpec *self, const char *uri);
void luthier_job_spec_set_validation_uri (LuthierJobSpec *self, const char *uri);
void luthier_job_spec_set_training_file (LuthierJobSpec *self, const char *file_uri);
void luthier_job_spec_set_validation_file (LuthierJobSpec *self, const char *file_uri);
void luthier_job_spec_set_bucket (LuthierJobSpec *self, const char *bucket);
void luthier_job_spec_set_display_name (LuthierJobSpec *self, const char *display_name);
void luthier_job_spec_set_description (LuthierJobSpec *self, const char *description);
void luthier_job_spec_set_region (LuthierJobSpec *self, const char *region);
void luthier_job_spec_set_kms_key_name (LuthierJobSpec *self, const char *kms_key_name);
void luthier_job_spec_set_service_account (LuthierJobSpec *self, const char *service_account);
void luthier_job_spec_set_intent_id (LuthierJobSpec *self, const char *intent_id);
void luthier_job_spec_set_grid (LuthierJobSpec *self, const char *grid);
void luthier_job_spec_set_labels (LuthierJobSpec *self, GHashTable *labels);
void luthier_job_spec_set_epoch_count (LuthierJobSpec *self, gint64 epoch_count);
void luthier_job_spec_set_learning_rate_multiplier (LuthierJobSpec *self, double multiplier);
void luthier_job_spec_set_automatic_rate (LuthierJobSpec *self);
void luthier_job_spec_set_adapter_size (LuthierJobSpec *self, guint adapter_size);
void luthier_job_spec_set_export_last_checkpoint_only (LuthierJobSpec *self, gboolean only);

/* The body of the create request: these very bytes are shown and sent. */
char *luthier_job_spec_to_request (LuthierJobSpec *self);

/* All of it, for drafts and the store. */
char *luthier_job_spec_serialize (LuthierJobSpec *self);
LuthierJobSpec *luthier_job_spec_deserialize (const char *text, GError **error);

G_END_DECLS
