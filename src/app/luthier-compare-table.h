/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-comparison.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_COMPARE_TABLE (luthier_compare_table_get_type ())
G_DECLARE_FINAL_TYPE (LuthierCompareTable, luthier_compare_table, LUTHIER, COMPARE_TABLE, GtkWidget)

/* What is compared, with a column a job, each under the look that its line has in plots; where it
 * is narrow the jobs stand under each other. A job's name opens it, with win.open-job. Properties:
 * comparison (LuthierComparison, nullable), only-differences (boolean, default TRUE), narrow
 * (boolean). */
GtkWidget *luthier_compare_table_new (void);
/* Narrower than this, in pixels at normal text size, columns beside each other are no use. */
int luthier_compare_table_get_least_width (guint n_jobs);

G_END_DECLS
