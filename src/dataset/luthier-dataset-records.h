/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-decoder.h"

G_BEGIN_DECLS

/* How examples lie in a file. */
typedef enum
{
  LUTHIER_LAYOUT_LINES,  /* one a line, or nearly */
  LUTHIER_LAYOUT_VALUES, /* in one array, over several lines, or without line ends between them */
} LuthierDatasetLayout;

typedef struct
{
  char *text; /* to write into; ends in a NUL with LUTHIER_JSON_PADDING readable bytes */
  gsize length;
  guint64 line;        /* where it begins, from 1 */
  gboolean is_endless; /* it was too long to keep, and text is empty */
  gboolean is_changed; /* it is not as in the file: it was spread over lines */
} LuthierDatasetRecord;

/* Takes a source apart into examples, one after the other; blocks. */
typedef struct _LuthierDatasetRecords LuthierDatasetRecords;

LuthierDatasetRecords *luthier_dataset_records_new (LuthierDatasetDecoder *source);
void luthier_dataset_records_free (LuthierDatasetRecords *self);
const char *luthier_dataset_records_look (LuthierDatasetRecords *self,
                                          gsize *length,
                                          GCancellable *cancellable,
                                          GError **error);
const char *luthier_dataset_records_take_rest (LuthierDatasetRecords *self, gsize *length);
LuthierDatasetLayout luthier_dataset_records_look_at_layout (const char *head, gsize length);
void luthier_dataset_records_set_layout (LuthierDatasetRecords *self, LuthierDatasetLayout layout);
void luthier_dataset_records_set_line_end (LuthierDatasetRecords *self, char end);
gboolean luthier_dataset_records_next (LuthierDatasetRecords *self,
                                       LuthierDatasetRecord *record,
                                       GCancellable *cancellable,
                                       GError **error);

gboolean luthier_dataset_record_is_blank (const LuthierDatasetRecord *record);
GPtrArray *luthier_dataset_records_divide (const char *line, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetRecords, luthier_dataset_records_free)

G_END_DECLS
