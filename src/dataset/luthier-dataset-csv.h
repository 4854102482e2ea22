/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes comma-separated values apart (RFC 4180), byte by byte. */
typedef struct _LuthierDatasetCsv LuthierDatasetCsv;

LuthierDatasetCsv *luthier_dataset_csv_new (char delimiter);
void luthier_dataset_csv_free (LuthierDatasetCsv *self);
gsize luthier_dataset_csv_take (LuthierDatasetCsv *self,
                                const char *bytes,
                                gsize length,
                                gboolean *is_complete);
gboolean luthier_dataset_csv_finish (LuthierDatasetCsv *self);
void luthier_dataset_csv_begin_row (LuthierDatasetCsv *self);

guint luthier_dataset_csv_get_n_cells (LuthierDatasetCsv *self);
const char *luthier_dataset_csv_get_cell (LuthierDatasetCsv *self, guint index, gsize *length);
guint64 luthier_dataset_csv_get_line (LuthierDatasetCsv *self);
gboolean luthier_dataset_csv_is_blank (LuthierDatasetCsv *self);
gboolean luthier_dataset_csv_is_open (LuthierDatasetCsv *self);
gboolean luthier_dataset_csv_is_endless (LuthierDatasetCsv *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetCsv, luthier_dataset_csv_free)

G_END_DECLS
