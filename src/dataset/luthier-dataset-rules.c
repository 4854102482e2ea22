/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-rules.h"

/* Limits of the tuning guides for media of Gemini models, for one example. */
#define MAX_IMAGES    30
#define MAX_DOCUMENTS 4
#define MAX_AUDIO     1
#define MAX_VIDEOS    1

/* Examples with media, of all models. */
#define MAX_MEDIA_EXAMPLES 300000

/**
 * luthier_dataset_rules_init:
 * @self: (out): any memory
 * @model: (nullable): what is to be tuned; %NULL: no limits are known
 * @method: how: exactly one of them
 * @validation: whether the file is validation data
 *
 * Collects what a file is held against: the limits of the model in the catalogue, and the format
 * that the method reads.
 */
void
luthier_dataset_rules_init (LuthierDatasetRules *self,
                            LuthierBaseModel *model,
                            LuthierMethods method,
                            gboolean validation)
{
  *self = (LuthierDatasetRules){ .validation = validation };
  if (method == LUTHIER_METHOD_PREFERENCE)
    self->format = LUTHIER_FORMAT_PREFERENCE;
  else if (method == LUTHIER_METHOD_REINFORCEMENT)
    self->format = LUTHIER_FORMAT_REINFORCEMENT;
  if (model == NULL)
    return;

  self->model = g_intern_string (luthier_base_model_get_id (model));
  self->max_example_tokens = luthier_base_model_get_max_example_tokens (model);
  self->max_examples = validation ? luthier_base_model_get_max_validation_examples (model)
                                  : luthier_base_model_get_max_examples (model);
  self->max_validation_examples = luthier_base_model_get_max_validation_examples (model);
  self->max_size = luthier_base_model_get_max_file_size (model);
  self->max_media_examples = MAX_MEDIA_EXAMPLES;
  self->max_images = MAX_IMAGES;
  self->max_documents = MAX_DOCUMENTS;
  self->max_audio = MAX_AUDIO;
  self->max_videos = MAX_VIDEOS;
}

/**
 * luthier_dataset_rules_equal:
 *
 * Returns: whether a file gets the same verdict by both
 */
gboolean
luthier_dataset_rules_equal (const LuthierDatasetRules *self, const LuthierDatasetRules *other)
{
  return self->validation == other->validation && self->format == other->format &&
         self->model == other->model && self->max_example_tokens == other->max_example_tokens &&
         self->max_examples == other->max_examples && self->max_size == other->max_size;
}
