/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-dataset-report.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_REWRITE_REPAIRS (luthier_rewrite_repairs_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierRewriteRepairs, luthier_rewrite_repairs, LUTHIER, REWRITE_REPAIRS, GtkWidget)

/* What can be put right in a file, each with a switch. Property: repairs (uint), those that are
 * switched on. What leaves lines out that nobody could read is off until it is asked for. */
void luthier_rewrite_repairs_set_report (LuthierRewriteRepairs *self, LuthierDatasetReport *report);
LuthierDatasetRepairs luthier_rewrite_repairs_get_repairs (LuthierRewriteRepairs *self);

G_END_DECLS
