/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-report.h"
#include "luthier-dataset-rules.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_DATASET_CHECK (luthier_dataset_check_get_type ())
G_DECLARE_FINAL_TYPE (LuthierDatasetCheck, luthier_dataset_check, LUTHIER, DATASET_CHECK, GObject)

/* One pass over a file of JSON lines on threads of its own. Properties, notified on the caller's
 * main context: progress (double 0 to 1), preview (LuthierDatasetReport, nullable: what has been
 * found so far, in the order of the file). A file that cannot be read is an error of G_IO_ERROR;
 * whatever is wrong inside it is a finding, never an error. */
LuthierDatasetCheck *luthier_dataset_check_new (const LuthierDatasetRules *rules);
/* 0, the default: as many as help. */
void luthier_dataset_check_set_n_threads (LuthierDatasetCheck *self, guint n_threads);
/* Whether SHA-256 is worked out too, by default yes. It takes as long as everything else. */
void luthier_dataset_check_set_identifies (LuthierDatasetCheck *self, gboolean identifies);
double luthier_dataset_check_get_progress (LuthierDatasetCheck *self);
/* (transfer none) (nullable) */
LuthierDatasetReport *luthier_dataset_check_get_preview (LuthierDatasetCheck *self);
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

/* The same, where nobody waits: blocks. */
LuthierDatasetReport *luthier_dataset_check_run (LuthierDatasetCheck *self,
                                                 GFile *file,
                                                 GCancellable *cancellable,
                                                 GError **error);
/* (element-type LuthierDatasetFinding): what is wrong within one line, in the order of it; each
 * finding has one place, in line 1, and its message names what it is about. */
GPtrArray *luthier_dataset_check_line (const LuthierDatasetRules *rules,
                                       const char *line,
                                       gsize length);

G_END_DECLS
