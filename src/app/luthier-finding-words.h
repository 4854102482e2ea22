/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-report.h"

G_BEGIN_DECLS

/* What is said of findings, in the user's language. */

/* Static. */
const char *luthier_finding_words_severity (LuthierFindingSeverity severity);
const char *luthier_finding_words_icon (LuthierFindingSeverity severity);
const char *luthier_finding_words_source (LuthierRuleSource source);
/* (transfer full): "Error, rule C06" */
char *luthier_finding_words_rule (const LuthierDatasetFinding *finding);
/* (transfer full) (nullable): that not all places are listed */
char *luthier_finding_words_kept (const LuthierDatasetFinding *finding);
/* (transfer full): "2 errors · 149 warnings", all counted */
char *luthier_finding_words_totals (LuthierDatasetReport *report);
/* Static: what a job would make of the file. */
const char *luthier_finding_words_verdict (LuthierDatasetReport *report);
/* The worst there is. FALSE: there is none. */
gboolean luthier_finding_words_get_worst (LuthierDatasetReport *report,
                                          LuthierFindingSeverity *severity);

G_END_DECLS
