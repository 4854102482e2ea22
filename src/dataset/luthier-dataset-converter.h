/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-conversion.h"
#include "luthier-dataset-rules.h"
#include "luthier-dataset-decoder.h"
#include "luthier-dataset-target.h"

G_BEGIN_DECLS

/* One file while it is converted. */
typedef struct
{
  LuthierDatasetFormat from;
  LuthierDatasetRules rules;     /* what converted examples are held against */
  LuthierDatasetDecoder *source; /* (owned) */
  LuthierDatasetTarget *target;  /* (owned) */
  LuthierConversion conversion;
  GString *text;    /* (owned) */
  gboolean is_kept; /* the example has the format already */
  LuthierDatasetLosses losses;
  guint64 n_read;
  guint64 n_written;
  guint64 n_kept; /* that had the format already */
} LuthierConverter;

gboolean luthier_converter_finish_example (LuthierConverter *self,
                                           gboolean is_converted,
                                           GError **error);
void luthier_converter_begin_example (LuthierConverter *self, guint64 line);
gboolean luthier_converter_read_csv (LuthierConverter *self,
                                     const char *head,
                                     gsize length,
                                     GCancellable *cancellable,
                                     GError **error);
gboolean luthier_converter_looks_like_csv (const char *head, gsize length);

G_END_DECLS
