/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

#include "luthier-dataset-document.h"
#include "luthier-findings-list.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_DATASET_SIDEBAR (luthier_dataset_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierDatasetSidebar, luthier_dataset_sidebar, LUTHIER, DATASET_SIDEBAR, GtkWidget)

/* What a document is held against, the verdict, what was found, and figures. */
GtkWidget *luthier_dataset_sidebar_new (void);
void luthier_dataset_sidebar_attach (LuthierDatasetSidebar *self, LuthierDatasetDocument *document);
LuthierFindingsList *luthier_dataset_sidebar_get_list (LuthierDatasetSidebar *self);

G_END_DECLS
