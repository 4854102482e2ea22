/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-sidebar.h"
#include "luthier-dataset-window.h"
#include "luthier-example-pane.h"

G_BEGIN_DECLS

/* What the parts of the window's code need of each other. */

LuthierDatasetDocument *luthier_dataset_window_get_document (LuthierDatasetWindow *self);
LuthierFindingsList *luthier_dataset_window_get_list (LuthierDatasetWindow *self);
LuthierExamplePane *luthier_dataset_window_get_pane (LuthierDatasetWindow *self);
GCancellable *luthier_dataset_window_get_cancellable (LuthierDatasetWindow *self);
void luthier_dataset_window_say (LuthierDatasetWindow *self, const char *text);
/* Where there is room for one of both only: the example, or the list of what was found. */
void luthier_dataset_window_show_example (LuthierDatasetWindow *self);
void luthier_dataset_window_show_list (LuthierDatasetWindow *self);

/* luthier-dataset-window-actions.c */
void luthier_dataset_window_install_actions (GtkWidgetClass *widget_class);
void luthier_dataset_window_update_actions (LuthierDatasetWindow *self);
/* Whether the file has a format that this can be made of it from. */
gboolean luthier_dataset_window_is_convertible (LuthierDatasetWindow *self);
gboolean luthier_dataset_window_is_mendable (LuthierDatasetWindow *self);

G_END_DECLS
