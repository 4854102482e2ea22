/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-new-job-step.h"

#include <glib/gi18n.h>

/* Where a field is asked for, in the order in which the steps ask, and what it is in the spec. */
static const struct
{
  LuthierSpecField field;
  LuthierNewJobStep step;
  const char *property;
} fields[] = {
  { LUTHIER_SPEC_FIELD_BASE_MODEL, LUTHIER_NEW_JOB_STEP_MODEL, "base-model" },
  { LUTHIER_SPEC_FIELD_PRE_TUNED_MODEL, LUTHIER_NEW_JOB_STEP_MODEL, "pre-tuned-model" },
  { LUTHIER_SPEC_FIELD_CHECKPOINT, LUTHIER_NEW_JOB_STEP_MODEL, "checkpoint-id" },
  { LUTHIER_SPEC_FIELD_TRAINING_DATA, LUTHIER_NEW_JOB_STEP_DATA, "training-uri" },
  { LUTHIER_SPEC_FIELD_VALIDATION_DATA, LUTHIER_NEW_JOB_STEP_DATA, "validation-uri" },
  { LUTHIER_SPEC_FIELD_DISPLAY_NAME, LUTHIER_NEW_JOB_STEP_SETTINGS, "display-name" },
  { LUTHIER_SPEC_FIELD_DESCRIPTION, LUTHIER_NEW_JOB_STEP_SETTINGS, "description" },
  { LUTHIER_SPEC_FIELD_EPOCHS, LUTHIER_NEW_JOB_STEP_SETTINGS, "epoch-count" },
  { LUTHIER_SPEC_FIELD_LEARNING_RATE, LUTHIER_NEW_JOB_STEP_SETTINGS, "learning-rate-multiplier" },
  { LUTHIER_SPEC_FIELD_ADAPTER_SIZE, LUTHIER_NEW_JOB_STEP_SETTINGS, "adapter-size" },
  { LUTHIER_SPEC_FIELD_CHECKPOINTS, LUTHIER_NEW_JOB_STEP_SETTINGS, "export-last-checkpoint-only" },
  { LUTHIER_SPEC_FIELD_REGION, LUTHIER_NEW_JOB_STEP_SETTINGS, "region" },
  { LUTHIER_SPEC_FIELD_KMS_KEY, LUTHIER_NEW_JOB_STEP_SETTINGS, "kms-key-name" },
  { LUTHIER_SPEC_FIELD_SERVICE_ACCOUNT, LUTHIER_NEW_JOB_STEP_SETTINGS, "service-account" },
  { LUTHIER_SPEC_FIELD_LABELS, LUTHIER_NEW_JOB_STEP_SETTINGS, "labels" },
};

/**
 * luthier_new_job_step_get_title:
 *
 * Returns: the step in a word
 */
const char *
luthier_new_job_step_get_title (LuthierNewJobStep step)
{
  switch (step)
    {
    case LUTHIER_NEW_JOB_STEP_MODEL:
      return _ ("Model");

    case LUTHIER_NEW_JOB_STEP_DATA:
      return _ ("Data");

    case LUTHIER_NEW_JOB_STEP_SETTINGS:
      return _ ("Settings");

    case LUTHIER_NEW_JOB_STEP_REVIEW:
    case LUTHIER_NEW_JOB_N_STEPS:
    default:
      return _ ("Review");
    }
}

/**
 * luthier_new_job_step_of_field:
 *
 * Returns: the step that asks for a field; what no step asks for is seen on the review
 */
LuthierNewJobStep
luthier_new_job_step_of_field (LuthierSpecField field)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].field == field)
      return fields[i].step;

  return LUTHIER_NEW_JOB_STEP_REVIEW;
}

/**
 * luthier_new_job_step_next_field:
 * @field: the field before, or LUTHIER_SPEC_FIELD_NONE to begin
 *
 * Returns: the next field that the step asks for, or LUTHIER_SPEC_FIELD_NONE at the end
 */
LuthierSpecField
luthier_new_job_step_next_field (LuthierNewJobStep step, LuthierSpecField field)
{
  gboolean passed = field == LUTHIER_SPEC_FIELD_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (passed && fields[i].step == step)
        return fields[i].field;
      if (fields[i].field == field)
        passed = TRUE;
    }

  return LUTHIER_SPEC_FIELD_NONE;
}

/**
 * luthier_new_job_step_get_property:
 *
 * Returns: (nullable): the name of the property
 */
const char *
luthier_new_job_step_get_property (LuthierSpecField field)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].field == field)
      return fields[i].property;

  return NULL;
}
