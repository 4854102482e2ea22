/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_DATASET_WINDOW (luthier_dataset_window_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierDatasetWindow, luthier_dataset_window, LUTHIER, DATASET_WINDOW, AdwApplicationWindow)

/* Shows a dataset file: what is in it, what is wrong with it, example by example. One that shows
 * the file already is raised. model: (nullable). line: to open first, 0 = the first finding. */
LuthierDatasetWindow *luthier_dataset_window_open (GtkApplication *application,
                                                   LuthierSession *session,
                                                   GFile *file,
                                                   LuthierBaseModel *model,
                                                   guint64 line);

G_END_DECLS
