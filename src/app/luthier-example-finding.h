/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-dataset-report.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_EXAMPLE_FINDING (luthier_example_finding_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierExampleFinding, luthier_example_finding, LUTHIER, EXAMPLE_FINDING, GtkWidget)

/* What is wrong with an example, and what to do. */
GtkWidget *luthier_example_finding_new (const LuthierDatasetFinding *finding);
/* Fills a box with one for each; without any the box is hidden. */
void luthier_example_finding_fill (GtkBox *box, GPtrArray *findings);

G_END_DECLS
