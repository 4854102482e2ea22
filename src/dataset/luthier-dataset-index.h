/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Finds any line of a file after one look at it: immutable, reference counted. It remembers one
 * line for every megabyte, and looks there for the others. */
typedef struct _LuthierDatasetIndex LuthierDatasetIndex;

LuthierDatasetIndex *luthier_dataset_index_ref (LuthierDatasetIndex *self);
void luthier_dataset_index_unref (LuthierDatasetIndex *self);
/* Blank ones too. */
guint64 luthier_dataset_index_get_n_lines (LuthierDatasetIndex *self);

/* Reads one line, without its end, on a thread. LUTHIER_ERROR_DATASET: the file was changed. */
void luthier_dataset_index_read_async (LuthierDatasetIndex *self,
                                       GFile *file,
                                       guint64 line,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GBytes *luthier_dataset_index_read_finish (GAsyncResult *result, GError **error);

/* The next line from one on that holds a text; 0 if there is none. Case does not count in ASCII,
 * and a character is found in whatever way JSON writes it. */
void luthier_dataset_index_search_async (LuthierDatasetIndex *self,
                                         GFile *file,
                                         const char *text,
                                         guint64 from_line,
                                         gboolean backwards,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
guint64 luthier_dataset_index_search_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetIndex, luthier_dataset_index_unref)

G_END_DECLS
