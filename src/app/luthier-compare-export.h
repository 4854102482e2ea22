/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-comparison.h"
#include "luthier-csv-writer.h"

G_BEGIN_DECLS

/* A comparison for other programs. */

/* A row a job, with all of its values as they are: the same in all languages. (transfer full) */
GBytes *luthier_compare_export_csv (LuthierComparison *comparison);
/* One value, and its step; an empty cell where there is none. */
void luthier_compare_export_add_value (LuthierCsvWriter *writer, const LuthierComparedValue *value);
void luthier_compare_export_add_step (LuthierCsvWriter *writer, const LuthierComparedValue *value);
/* What is shown, as text: rows are what is compared, columns are jobs. */
char *luthier_compare_export_markdown (LuthierComparison *comparison, gboolean only_differences);
/* The same for a spreadsheet, with tabs. */
char *luthier_compare_export_tsv (LuthierComparison *comparison, gboolean only_differences);

G_END_DECLS
