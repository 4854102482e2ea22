/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-report.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_EXPORT_CSV,
  LUTHIER_EXPORT_JSON,
} LuthierExportFormat;

/* The findings of a report as a text for other programs: all places that were kept, and how many
 * there are. Words are those of the user's language, ids are the same in all. */
GBytes *luthier_dataset_export (LuthierDatasetReport *report,
                                const char *name,
                                LuthierExportFormat format);
/* The same into a file, on a thread. An older file of this name is replaced when all is written, or
 * not at all. Errors: G_IO_ERROR. */
void luthier_dataset_export_async (LuthierDatasetReport *report,
                                   const char *name,
                                   LuthierExportFormat format,
                                   GFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean luthier_dataset_export_finish (GAsyncResult *result, GError **error);

G_END_DECLS
