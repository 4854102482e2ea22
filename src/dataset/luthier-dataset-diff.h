/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What became of the examples of one file in another. Plain memory.
 *
 * Two examples are equal if their lines say the same: blanks between the values, the order of names
 * in an object and how a character is escaped do not matter. An example that is there twice counts
 * twice. Where they are in the file does not matter.
 *
 * Of those that have no equal in the other file, one of the first and one of the second that begin
 * with the same turn of the user (or have the same prompt) are one that was changed: its answer, what
 * comes later in the talk, or what the system was told. Each belongs to at most one such pair. What
 * is left was removed, or added. So
 *   before = same + changed + removed and after = same + changed + added. */
typedef struct
{
  guint64 before; /* examples in the first file */
  guint64 after;  /* and in the second */
  guint64 same;
  guint64 changed;
  guint64 removed;
  guint64 added;
} LuthierDatasetChanges;

#define LUTHIER_TYPE_DATASET_DIFF (luthier_dataset_diff_get_type ())
G_DECLARE_FINAL_TYPE (LuthierDatasetDiff, luthier_dataset_diff, LUTHIER, DATASET_DIFF, GObject)

/* Compares two files of JSON lines, on threads of its own. Property, notified on the caller's main
 * context: progress (double 0 to 1). One run each. */
LuthierDatasetDiff *luthier_dataset_diff_new (void);
double luthier_dataset_diff_get_progress (LuthierDatasetDiff *self);
/* Errors: G_IO_ERROR, LUTHIER_ERROR_DATASET (a file was changed while it was read). */
void luthier_dataset_diff_run_async (LuthierDatasetDiff *self,
                                     GFile *before,
                                     GFile *after,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean luthier_dataset_diff_run_finish (LuthierDatasetDiff *self,
                                          GAsyncResult *result,
                                          LuthierDatasetChanges *changes,
                                          GError **error);

G_END_DECLS
