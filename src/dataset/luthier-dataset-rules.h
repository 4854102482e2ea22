/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-base-model.h"
#include "luthier-dataset-format.h"

G_BEGIN_DECLS

/* What a file is held against; 0 = no limit known. Plain memory. */
typedef struct
{
  gboolean validation; /* the file is validation data */
  guint64 max_example_tokens;
  guint64 max_examples;
  guint64 max_size;            /* bytes */
  LuthierDatasetFormat format; /* what the job reads; UNKNOWN: whatever the examples have */
  const char *model;           /* (nullable): interned id, for messages */
  guint64 min_examples;        /* fewer are an error */
  guint64 max_media_examples;
  guint64 max_validation_examples;
  guint max_images; /* an example */
  guint max_documents;
  guint max_audio;
  guint max_videos;
  gboolean refuses_part_resolution; /* mediaResolution in a part is for later models */
  gboolean prefers_images;          /* ignores examples without one where others have one */
} LuthierDatasetRules;

void luthier_dataset_rules_init (LuthierDatasetRules *self,
                                 LuthierBaseModel *model,
                                 LuthierMethods method,
                                 gboolean validation);
gboolean luthier_dataset_rules_equal (const LuthierDatasetRules *self,
                                      const LuthierDatasetRules *other);

G_END_DECLS
