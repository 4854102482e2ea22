/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-fault.h"

G_BEGIN_DECLS

/* So much of the beginning of a file is enough. */
#define LUTHIER_DATASET_SNIFF_BYTES 65536

typedef enum
{
  LUTHIER_ENCODING_UTF8,
  LUTHIER_ENCODING_UTF8_MARKED, /* with a byte order mark */
  LUTHIER_ENCODING_UTF16_LE,
  LUTHIER_ENCODING_UTF16_BE,
  LUTHIER_ENCODING_UTF32_LE,
  LUTHIER_ENCODING_UTF32_BE,
  LUTHIER_ENCODING_GZIP,
  LUTHIER_ENCODING_BINARY, /* other compression, other kinds of files */
} LuthierDatasetEncoding;

typedef enum
{
  LUTHIER_LAYOUT_LINES,  /* one example a line, or what is meant to be one */
  LUTHIER_LAYOUT_ARRAY,  /* all of it is one JSON array */
  LUTHIER_LAYOUT_SPREAD, /* objects over several lines */
  LUTHIER_LAYOUT_TABLE,  /* CSV */
  LUTHIER_LAYOUT_EMPTY,
} LuthierDatasetLayout;

/* What the beginning of a file tells of all of it. Plain memory. */
typedef struct
{
  LuthierDatasetEncoding encoding;
  guint mark_length; /* bytes of the byte order mark, to leave out */
  LuthierDatasetLayout layout;
  LuthierDatasetFormat format; /* of the first example; UNKNOWN: there is none */
  char separator;              /* of the columns of a table */
  int fault;                   /* why no line of the file can be read as one; -1 if lines can */
  const char *detail;          /* (nullable): static, of the fault, untranslated */
} LuthierDatasetSniff;

/* bytes: the beginning of the file, up to LUTHIER_DATASET_SNIFF_BYTES; is_whole: it is all of it. */
void luthier_dataset_sniff_read (LuthierDatasetSniff *self,
                                 const char *bytes,
                                 gsize length,
                                 gboolean is_whole);

G_END_DECLS
