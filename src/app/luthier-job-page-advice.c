/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-job-page-private.h"

/* What the card of a job's error offers, done. */

/**
 * luthier_job_page_dup_advice:
 *
 * Returns: (transfer full) (nullable): what is said of the job's error; %NULL if it has none
 */
LuthierAdvice *
luthier_job_page_dup_advice (LuthierJobPage *self)
{
  LuthierSession *session = luthier_job_page_get_session (self);

  return luthier_advice_new_for_job_in (
      luthier_job_page_get_job (self),
      &(LuthierAdviceScene){ .profile = luthier_session_get_profile (session),
                             .catalogue = luthier_session_get_catalogue (session) });
}

/* region: (nullable): another one */
static void
tune_again (LuthierJobPage *self, const char *region, guint field)
{
  g_autoptr (LuthierJobSpec) spec = luthier_job_page_dup_spec (self);

  if (region != NULL)
    luthier_job_spec_set_region (spec, region);
  g_signal_emit_by_name (self, "tune-again", spec, field);
}

/* From the model that there is, where it is, with data that are to be chosen. */
static void
tune_further (LuthierJobPage *self, const char *model)
{
  LuthierJob *job = luthier_job_page_get_job (self);
  g_autoptr (LuthierJobSpec) spec = luthier_session_new_spec (luthier_job_page_get_session (self));

  luthier_job_spec_set_base_model (spec, NULL);
  luthier_job_spec_set_pre_tuned_model (spec, model);
  luthier_job_spec_set_region (spec, luthier_job_get_region (job));
  luthier_job_spec_set_kms_key_name (spec, luthier_job_get_kms_key_name (job));
  g_signal_emit_by_name (self, "tune-again", spec, LUTHIER_SPEC_FIELD_NONE);
}

void
luthier_job_page_follow_advice (LuthierJobPage *self, int action, const char *value, guint field)
{
  switch ((LuthierAdviceAction) action)
    {
    case LUTHIER_ADVICE_TUNE_AGAIN:
      tune_again (self, value, field);
      break;
    case LUTHIER_ADVICE_TUNE_FURTHER:
      tune_further (self, value);
      break;
    case LUTHIER_ADVICE_OPEN_DATA:
      luthier_job_page_show_example (self, g_ascii_strtoull (value, NULL, 10));
      break;
    case LUTHIER_ADVICE_TRY_AGAIN:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.refresh", NULL);
      break;
    case LUTHIER_ADVICE_SIGN_IN:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.sign-in-again", NULL);
      break;
    /* The card has done it. */
    case LUTHIER_ADVICE_NONE:
    case LUTHIER_ADVICE_OPEN_URL:
    case LUTHIER_ADVICE_COPY_COMMAND:
    case LUTHIER_ADVICE_COPY_TEXT:
    default:
      break;
    }
}
