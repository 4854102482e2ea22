/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-document.h"

G_BEGIN_DECLS

/* One line of a dataset with what is wrong with it. */
typedef struct
{
  GBytes *line;        /* (owned) */
  GPtrArray *findings; /* (owned) (element-type LuthierDatasetFinding) */
  /* Of the text that was searched for; length 0: it is not there as it was typed. */
  guint32 match_byte;
  guint32 match_length;
} LuthierLoadedExample;

void luthier_loaded_example_free (LuthierLoadedExample *self);

/* Reads a line and checks it, both on a thread. text: (nullable): what to look for in it. Errors:
 * G_IO_ERROR; LUTHIER_ERROR_DATASET: the file was changed. The document has an index. */
void luthier_loaded_example_async (LuthierDatasetDocument *document,
                                   guint64 line,
                                   const char *text,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
LuthierLoadedExample *luthier_loaded_example_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierLoadedExample, luthier_loaded_example_free)

G_END_DECLS
