/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-dataset-rewrite.h"
#include "luthier-rewrite-window.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_REWRITE_OUTCOME (luthier_rewrite_outcome_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierRewriteOutcome, luthier_rewrite_outcome, LUTHIER, REWRITE_OUTCOME, GtkWidget)

/* What became of a file, and what its copy does not have any more. Its buttons are actions of the
 * window: rewrite.open (u: which of the copies), window.close. */
void luthier_rewrite_outcome_show (LuthierRewriteOutcome *self,
                                   LuthierRewriteKind kind,
                                   const LuthierDatasetOutcome *outcome,
                                   GFile *const *targets);

G_END_DECLS
