/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-report.h"

G_BEGIN_DECLS

/* The rules of supervised tuning, for one model's limits; 0 = no limit known. */
typedef struct
{
  gboolean validation; /* the file is validation data */
  guint64 max_example_tokens;
  guint64 max_examples;
  guint64 max_size;
} LuthierDatasetRules;

#define LUTHIER_TYPE_DATASET_CHECK (luthier_dataset_check_get_type ())
G_DECLARE_FINAL_TYPE (LuthierDatasetCheck, luthier_dataset_check, LUTHIER, DATASET_CHECK, GObject)

/* One pass over a stream of JSON lines on a thread of its own. Property: progress (double 0 to 1,
 * notified on the caller's main context). A file that cannot be read is an error of G_IO_ERROR;
 * whatever is wrong inside it is a finding, never an error. */
LuthierDatasetCheck *luthier_dataset_check_new (const LuthierDatasetRules *rules);
double luthier_dataset_check_get_progress (LuthierDatasetCheck *self);
void luthier_dataset_check_run_async (LuthierDatasetCheck *self,
                                      GFile *file,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
void luthier_dataset_check_run_stream_async (LuthierDatasetCheck *self,
                                             GInputStream *stream,
                                             guint64 size,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
LuthierDatasetReport *luthier_dataset_check_run_finish (LuthierDatasetCheck *self,
                                                        GAsyncResult *result,
                                                        GError **error);

G_END_DECLS
