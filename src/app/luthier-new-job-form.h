/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-advice.h"
#include "luthier-job-spec-check.h"
#include "luthier-new-job-dataset.h"
#include "luthier-new-job-grid.h"
#include "luthier-new-job-step.h"
#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_NEW_JOB_FORM (luthier_new_job_form_get_type ())
G_DECLARE_FINAL_TYPE (LuthierNewJobForm, luthier_new_job_form, LUTHIER, NEW_JOB_FORM, GObject)

/* The one spec that all steps read and write, and all that is known to be wrong with it: by the
 * rules at once, by the service after it refused.
 * Signals: changed () after the spec or a finding did, show-field (uint LuthierSpecField) when the
 * user is to be led to a field. */
LuthierNewJobForm *luthier_new_job_form_new (LuthierSession *session, LuthierJobSpec *spec);
LuthierSession *luthier_new_job_form_get_session (LuthierNewJobForm *self);
LuthierJobSpec *luthier_new_job_form_get_spec (LuthierNewJobForm *self);
LuthierBaseModel *luthier_new_job_form_get_model (LuthierNewJobForm *self);
/* The job whose outcome the spec goes on from, if this session knows it. (transfer none) */
LuthierJob *luthier_new_job_form_get_source_job (LuthierNewJobForm *self);
/* The settings to try, if it is more than one job. (transfer none) */
LuthierNewJobGrid *luthier_new_job_form_get_grid (LuthierNewJobForm *self);
LuthierNewJobDataset *luthier_new_job_form_get_training (LuthierNewJobForm *self);
LuthierNewJobDataset *luthier_new_job_form_get_validation (LuthierNewJobForm *self);
gboolean luthier_new_job_form_is_touched (LuthierNewJobForm *self);
void luthier_new_job_form_keep (LuthierNewJobForm *self);

const LuthierSpecFinding *luthier_new_job_form_get_finding (LuthierNewJobForm *self,
                                                            LuthierSpecField field);
/* The worst that is said of a field was said by the service. */
gboolean luthier_new_job_form_is_refused (LuthierNewJobForm *self, LuthierSpecField field);
void luthier_new_job_form_clear_refusal (LuthierNewJobForm *self);
LuthierSpecField luthier_new_job_form_get_first_error (LuthierNewJobForm *self,
                                                       LuthierNewJobStep step);
/* From now on what is missing in this step is said too, not only what is wrong. */
void luthier_new_job_form_try_step (LuthierNewJobForm *self, LuthierNewJobStep step);
LuthierSpecField luthier_new_job_form_set_refusal (LuthierNewJobForm *self, const GError *error);
/* What is to be said of it; (transfer full) (nullable). */
LuthierAdvice *luthier_new_job_form_advise (LuthierNewJobForm *self, const GError *error);
void luthier_new_job_form_mend (LuthierNewJobForm *self, LuthierSpecField field);
void luthier_new_job_form_show_field (LuthierNewJobForm *self, LuthierSpecField field);

/* Binds a text of the spec to an entry, both ways. */
void luthier_new_job_form_bind_text (LuthierNewJobForm *self,
                                     const char *property,
                                     GtkEditable *editable);

G_END_DECLS
