/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-dataset-encoding.h"

G_BEGIN_DECLS

/* How far something has come, from one thread to another. Plain memory. */
typedef struct
{
  int steps; /* atomic, of LUTHIER_DATASET_METER_STEPS */
} LuthierDatasetMeter;

#define LUTHIER_DATASET_METER_STEPS 10000

double luthier_dataset_meter_get (LuthierDatasetMeter *self);

/* Which part of the whole one reading of a file is. */
typedef struct
{
  LuthierDatasetMeter *meter; /* (nullable) */
  double from, to;
} LuthierDatasetStage;

/* A file as UTF-8, unpacked and without byte order mark, whatever it is; blocks. */
typedef struct _LuthierDatasetDecoder LuthierDatasetDecoder;

LuthierDatasetDecoder *luthier_dataset_decoder_open (GFile *file,
                                                     gboolean decodes,
                                                     const LuthierDatasetStage *stage,
                                                     GCancellable *cancellable,
                                                     GError **error);
void luthier_dataset_decoder_free (LuthierDatasetDecoder *self);
gssize luthier_dataset_decoder_read (LuthierDatasetDecoder *self,
                                     char *buffer,
                                     gsize size,
                                     GCancellable *cancellable,
                                     GError **error);
LuthierEncoding luthier_dataset_decoder_get_encoding (LuthierDatasetDecoder *self);
guint64 luthier_dataset_decoder_get_n_replaced (LuthierDatasetDecoder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierDatasetDecoder, luthier_dataset_decoder_free)

G_END_DECLS
