/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-fault.h"

G_BEGIN_DECLS

/* So much of the beginning of a file is enough. */
#define LUTHIER_DATASET_SNIFF_BYTES 65536

/* What the beginning of a file tells of all of it. Plain memory. */
typedef struct
{
  guint mark_length;           /* bytes of the byte order mark of UTF-8, to leave out */
  LuthierDatasetFormat format; /* of the first example, or of a table; UNKNOWN: there is none */
  int fault;                   /* why no line of the file can be read as one; -1 if lines can */
  const char *detail;          /* (nullable): static, of the fault, untranslated */
} LuthierDatasetSniff;

/* bytes: the beginning of the file, up to LUTHIER_DATASET_SNIFF_BYTES; is_whole: it is all of it. */
void luthier_dataset_sniff_read (LuthierDatasetSniff *self,
                                 const char *bytes,
                                 gsize length,
                                 gboolean is_whole);

G_END_DECLS
