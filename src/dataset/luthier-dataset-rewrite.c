/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-rewrite.h"

struct _LuthierDatasetRewrite
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (LuthierDatasetRewrite, luthier_dataset_rewrite, G_TYPE_OBJECT)

static void
luthier_dataset_rewrite_class_init (LuthierDatasetRewriteClass *klass)
{
}

static void
luthier_dataset_rewrite_init (LuthierDatasetRewrite *self)
{
}

LuthierDatasetRewrite *
luthier_dataset_rewrite_new (void)
{
  return g_object_new (LUTHIER_TYPE_DATASET_REWRITE, NULL);
}

double
luthier_dataset_rewrite_get_progress (LuthierDatasetRewrite *self)
{
  return 0;
}

void
luthier_dataset_rewrite_mend_async (LuthierDatasetRewrite *self,
                                    GFile *source,
                                    GFile *target,
                                    LuthierDatasetRepairs repairs,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_task_report_new_error (self, callback, user_data, NULL, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           "Not yet");
}

void
luthier_dataset_rewrite_convert_async (LuthierDatasetRewrite *self,
                                       GFile *source,
                                       GFile *target,
                                       LuthierDatasetFormat from,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_task_report_new_error (self, callback, user_data, NULL, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           "Not yet");
}

void
luthier_dataset_rewrite_split_async (LuthierDatasetRewrite *self,
                                     GFile *source,
                                     GFile *training,
                                     GFile *validation,
                                     const LuthierDatasetSplit *split,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_task_report_new_error (self, callback, user_data, NULL, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           "Not yet");
}

LuthierDatasetOutcome *
luthier_dataset_rewrite_finish (LuthierDatasetRewrite *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
luthier_dataset_outcome_free (LuthierDatasetOutcome *self)
{
  g_ptr_array_unref (self->losses);
  g_free (self);
}
