/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-dataset-report.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_FINDINGS_LIST (luthier_findings_list_get_type ())
G_DECLARE_FINAL_TYPE (LuthierFindingsList, luthier_findings_list, LUTHIER, FINDINGS_LIST, GtkWidget)

/* Findings, each with its places under it when it is open. What is chosen stays chosen from one
 * report to the next.
 * Signals: chosen () when the user or a step has chosen something, or when what is chosen is not
 * what it was in the last report; activated () when the user wants to see it. */
GtkWidget *luthier_findings_list_new (void);
void luthier_findings_list_set_report (LuthierFindingsList *self, LuthierDatasetReport *report);
/* (transfer none) (nullable): until the next report. place: NULL for a finding without one. */
const LuthierDatasetFinding *luthier_findings_list_get_chosen (LuthierFindingsList *self,
                                                               const LuthierDatasetPlace **place);
/* The next place, or the one before; FALSE: there is none. */
gboolean luthier_findings_list_step (LuthierFindingsList *self, gboolean backwards);
gboolean luthier_findings_list_can_step (LuthierFindingsList *self, gboolean backwards);
/* Chooses the first place in a line; FALSE: none is known in it. */
gboolean luthier_findings_list_choose_line (LuthierFindingsList *self, guint64 line);
void luthier_findings_list_choose_none (LuthierFindingsList *self);

G_END_DECLS
