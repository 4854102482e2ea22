/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-spec-finding-private.h"

#include <glib/gi18n.h>

#include "luthier-secret-shape.h"

/* That a secret is no address either need not be said. */
static void
add_finding (LuthierSpecField field, const char *message, GPtrArray *findings)
{
  for (guint i = findings->len; i > 0; i--)
    {
      const LuthierSpecFinding *finding = g_ptr_array_index (findings, i - 1);

      if (finding->field == field)
        g_ptr_array_remove_index (findings, i - 1);
    }
  luthier_spec_finding_add (findings, field, LUTHIER_SEVERITY_ERROR, "H05", "%s", message);
}

static void
check_text (const char *text, LuthierSpecField field, GPtrArray *findings)
{
  switch (luthier_secret_shape_of (text))
    {
    case LUTHIER_SECRET_API_KEY:
      add_finding (field,
                   _ ("This is an API key, which does not belong here. An API key cannot create "
                      "tuning jobs: the account of the profile does."),
                   findings);
      break;
    case LUTHIER_SECRET_ACCESS_TOKEN:
    case LUTHIER_SECRET_REFRESH_TOKEN:
    case LUTHIER_SECRET_CLIENT_SECRET:
    case LUTHIER_SECRET_PRIVATE_KEY:
      add_finding (field, _ ("This is a secret of an account, which does not belong here."),
                   findings);
      break;
    case LUTHIER_SECRET_NONE:
    case LUTHIER_SECRET_CLIENT_ID:
    case LUTHIER_SECRET_JSON:
    default:
      break;
    }
}

/* What is pasted in the wrong window would be sent with the job, for all of the project to read. */
void
luthier_job_spec_check_secrets (LuthierJobSpec *spec, GPtrArray *findings)
{
  check_text (luthier_job_spec_get_base_model (spec), LUTHIER_SPEC_FIELD_BASE_MODEL, findings);
  check_text (luthier_job_spec_get_training_uri (spec), LUTHIER_SPEC_FIELD_TRAINING_DATA, findings);
  check_text (luthier_job_spec_get_validation_uri (spec), LUTHIER_SPEC_FIELD_VALIDATION_DATA,
              findings);
  check_text (luthier_job_spec_get_display_name (spec), LUTHIER_SPEC_FIELD_DISPLAY_NAME, findings);
  check_text (luthier_job_spec_get_description (spec), LUTHIER_SPEC_FIELD_DESCRIPTION, findings);
  check_text (luthier_job_spec_get_kms_key_name (spec), LUTHIER_SPEC_FIELD_KMS_KEY, findings);
  check_text (luthier_job_spec_get_service_account (spec), LUTHIER_SPEC_FIELD_SERVICE_ACCOUNT,
              findings);
}
