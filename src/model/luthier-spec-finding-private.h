/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-job-spec-check.h"

G_BEGIN_DECLS

/* What the checks write to. */
LuthierSpecFinding *luthier_spec_finding_add (GPtrArray *findings,
                                              LuthierSpecField field,
                                              LuthierSeverity severity,
                                              const char *rule,
                                              const char *format,
                                              ...) G_GNUC_PRINTF (5, 6);
/* Takes the label and a floating value. */
void luthier_spec_finding_take_fix (LuthierSpecFinding *self, char *label, GVariant *value);

/* A text as a label may have it. */
char *luthier_spec_tidy_label (const char *text);

/* The checks, by what they look at. */
void luthier_job_spec_check_data (LuthierJobSpec *spec, GPtrArray *findings);
void luthier_job_spec_check_labels (LuthierJobSpec *spec, GPtrArray *findings);
void luthier_job_spec_check_secrets (LuthierJobSpec *spec, GPtrArray *findings);
void luthier_job_spec_check_key (LuthierJobSpec *spec,
                                 LuthierBaseModel *model,
                                 const char *const *regions,
                                 GPtrArray *findings);

G_END_DECLS
