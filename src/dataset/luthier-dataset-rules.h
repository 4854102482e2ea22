/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-base-model.h"
#include "luthier-dataset-format.h"

G_BEGIN_DECLS

/* What a file is held against; 0 = no limit known. Plain memory. */
typedef struct
{
  gboolean validation;         /* the file is validation data */
  guint64 max_example_tokens;  /* of reinforcement tuning: of the prompt */
  guint64 max_examples;        /* of validation data too, if it is one */
  guint64 max_size;            /* bytes */
  LuthierDatasetFormat format; /* what the job reads; UNKNOWN: whatever the examples have */
  gboolean is_open;            /* an open model, which reads three formats, one a file */
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
/* Of the method of the Gemini API that is no more: pairs of text_input and output. */
void luthier_dataset_rules_init_legacy (LuthierDatasetRules *self);
gboolean luthier_dataset_rules_equal (const LuthierDatasetRules *self,
                                      const LuthierDatasetRules *other);
gboolean luthier_dataset_rules_accept (const LuthierDatasetRules *self,
                                       LuthierDatasetFormat format);
/* (nullable): in words for the user; NULL if any format is right. */
const char *luthier_dataset_rules_get_format_name (const LuthierDatasetRules *self);

G_END_DECLS
