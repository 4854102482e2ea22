/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-index.h"

struct _LuthierDatasetIndex
{
  guint64 n_lines;
};

LuthierDatasetIndex *
luthier_dataset_index_ref (LuthierDatasetIndex *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
luthier_dataset_index_unref (LuthierDatasetIndex *self)
{
  g_atomic_rc_box_release (self);
}

guint64
luthier_dataset_index_get_n_lines (LuthierDatasetIndex *self)
{
  return self->n_lines;
}

void
luthier_dataset_index_read_async (LuthierDatasetIndex *self,
                                  GFile *file,
                                  guint64 line,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_task_report_new_error (NULL, callback, user_data, luthier_dataset_index_read_async, G_IO_ERROR,
                           G_IO_ERROR_NOT_SUPPORTED, "Not yet");
}

GBytes *
luthier_dataset_index_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
luthier_dataset_index_search_async (LuthierDatasetIndex *self,
                                    GFile *file,
                                    const char *text,
                                    guint64 from_line,
                                    gboolean backwards,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_task_report_new_error (NULL, callback, user_data, luthier_dataset_index_search_async,
                           G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Not yet");
}

guint64
luthier_dataset_index_search_finish (GAsyncResult *result, GError **error)
{
  return (guint64) g_task_propagate_int (G_TASK (result), error);
}
