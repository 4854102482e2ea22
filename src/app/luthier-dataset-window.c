/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-window.h"

struct _LuthierDatasetWindow
{
  AdwApplicationWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (LuthierDatasetWindow, luthier_dataset_window, ADW_TYPE_APPLICATION_WINDOW)

static void
luthier_dataset_window_class_init (LuthierDatasetWindowClass *klass)
{
}

static void
luthier_dataset_window_init (LuthierDatasetWindow *self)
{
}

LuthierDatasetWindow *
luthier_dataset_window_open (GtkApplication *application,
                             LuthierSession *session,
                             GFile *file,
                             LuthierBaseModel *model,
                             guint64 line)
{
  LuthierDatasetWindow *self = g_object_new (LUTHIER_TYPE_DATASET_WINDOW, "application",
                                             application, NULL);

  gtk_window_present (GTK_WINDOW (self));
  return self;
}
