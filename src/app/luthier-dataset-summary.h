/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-dataset-document.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_DATASET_SUMMARY (luthier_dataset_summary_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierDatasetSummary, luthier_dataset_summary, LUTHIER, DATASET_SUMMARY, GtkWidget)

/* What a dataset file is and has: where it lies, how large it is, how long its examples are. */
GtkWidget *luthier_dataset_summary_new (void);
/* Shows the document as it is now. */
void luthier_dataset_summary_show (LuthierDatasetSummary *self, LuthierDatasetDocument *document);

G_END_DECLS
