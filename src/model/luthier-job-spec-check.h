/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-base-model.h"
#include "luthier-job-spec.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_SPEC_FIELD_NONE,
  LUTHIER_SPEC_FIELD_BASE_MODEL,
  LUTHIER_SPEC_FIELD_PRE_TUNED_MODEL,
  LUTHIER_SPEC_FIELD_CHECKPOINT,
  LUTHIER_SPEC_FIELD_TRAINING_DATA,
  LUTHIER_SPEC_FIELD_VALIDATION_DATA,
  LUTHIER_SPEC_FIELD_DISPLAY_NAME,
  LUTHIER_SPEC_FIELD_DESCRIPTION,
  LUTHIER_SPEC_FIELD_LABELS,
  LUTHIER_SPEC_FIELD_EPOCHS,
  LUTHIER_SPEC_FIELD_LEARNING_RATE,
  LUTHIER_SPEC_FIELD_ADAPTER_SIZE,
  LUTHIER_SPEC_FIELD_CHECKPOINTS,
  LUTHIER_SPEC_FIELD_REGION,
  LUTHIER_SPEC_FIELD_KMS_KEY,
  LUTHIER_SPEC_FIELD_SERVICE_ACCOUNT,
} LuthierSpecField;

typedef enum
{
  LUTHIER_SEVERITY_HINT,
  LUTHIER_SEVERITY_WARNING,
  LUTHIER_SEVERITY_ERROR,
} LuthierSeverity;

/* One thing that is wrong with a spec, in words for the user. */
typedef struct
{
  LuthierSpecField field;
  LuthierSeverity severity;
  char *rule;      /* (owned): H01... */
  char *message;   /* (owned): why, translated */
  char *fix_label; /* (owned) (nullable): "Use 16" */
  GVariant *fix;   /* (owned) (nullable): the value that mends it, of the property's type */
} LuthierSpecFinding;

#define LUTHIER_TYPE_SPEC_FINDING (luthier_spec_finding_get_type ())
GType luthier_spec_finding_get_type (void);
LuthierSpecFinding *luthier_spec_finding_copy (const LuthierSpecFinding *self);
void luthier_spec_finding_free (LuthierSpecFinding *self);

/* All that can be judged without asking anybody: H01 to H04 and the model's limits.
 * model is NULL for one that is not in the catalogue; regions are the profile's.
 * Returns: (transfer full) (element-type LuthierSpecFinding), worst first. */
GPtrArray *luthier_job_spec_check (LuthierJobSpec *spec,
                                   LuthierBaseModel *model,
                                   const char *const *regions);
void luthier_spec_finding_apply (const LuthierSpecFinding *self, LuthierJobSpec *spec);

/* The form's field for a google.rpc.BadRequest path such as
 * "tuning_job.supervised_tuning_spec.hyper_parameters.adapter_size", in either spelling. */
LuthierSpecField luthier_spec_field_from_path (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierSpecFinding, luthier_spec_finding_free)

G_END_DECLS
