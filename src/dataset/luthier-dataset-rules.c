/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-rules.h"

#include <glib/gi18n.h>

/* Limits of the Gemini API's own tuning, which had a request in place of a file. */
#define LEGACY_MIN_EXAMPLES 20
#define LEGACY_MAX_SIZE     (4 * 1024 * 1024)

static LuthierDatasetFormat
find_format (LuthierBaseModel *model, LuthierMethods method)
{
  if (method == LUTHIER_METHOD_PREFERENCE)
    return LUTHIER_FORMAT_PREFERENCE;
  if (method == LUTHIER_METHOD_REINFORCEMENT)
    return LUTHIER_FORMAT_REINFORCEMENT;
  if (model == NULL || luthier_base_model_is_open (model))
    return LUTHIER_FORMAT_UNKNOWN;
  return luthier_base_model_get_data_limits (model, method)->is_translation
             ? LUTHIER_FORMAT_TRANSLATION
             : LUTHIER_FORMAT_SUPERVISED;
}

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
  const LuthierDataLimits *limits;

  *self = (LuthierDatasetRules){ .validation = validation, .format = find_format (model, method) };
  if (model == NULL)
    return;

  limits = luthier_base_model_get_data_limits (model, method);
  self->model = g_intern_string (luthier_base_model_get_id (model));
  self->is_open = luthier_base_model_is_open (model);
  self->max_example_tokens = limits->example_tokens;
  self->max_examples = validation ? limits->validation_examples : limits->examples;
  self->max_validation_examples = limits->validation_examples;
  self->max_size = limits->file_size;
  self->max_media_examples = limits->media_examples;
  self->max_images = limits->images;
  self->max_documents = limits->documents;
  self->max_audio = limits->audio;
  self->max_videos = limits->videos;
  self->refuses_part_resolution = limits->refuses_part_resolution;
  self->prefers_images = limits->prefers_images;
}

/**
 * luthier_dataset_rules_init_legacy:
 * @self: (out): any memory
 *
 * Collects the limits of the Gemini API's own tuning, by which old files may be looked at.
 */
void
luthier_dataset_rules_init_legacy (LuthierDatasetRules *self)
{
  *self = (LuthierDatasetRules){ .format = LUTHIER_FORMAT_LEGACY,
                                 .min_examples = LEGACY_MIN_EXAMPLES,
                                 .max_size = LEGACY_MAX_SIZE };
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
         self->is_open == other->is_open && self->model == other->model &&
         self->max_example_tokens == other->max_example_tokens &&
         self->max_examples == other->max_examples && self->min_examples == other->min_examples &&
         self->max_media_examples == other->max_media_examples &&
         self->max_validation_examples == other->max_validation_examples &&
         self->max_size == other->max_size && self->max_images == other->max_images &&
         self->max_documents == other->max_documents && self->max_audio == other->max_audio &&
         self->max_videos == other->max_videos &&
         self->refuses_part_resolution == other->refuses_part_resolution &&
         self->prefers_images == other->prefers_images;
}

/**
 * luthier_dataset_rules_accept:
 * @format: of an example
 *
 * Without a format that is asked for, every one is right that some method of the service reads.
 *
 * Returns: whether the job reads it
 */
gboolean
luthier_dataset_rules_accept (const LuthierDatasetRules *self, LuthierDatasetFormat format)
{
  if (self->is_open && self->format == LUTHIER_FORMAT_UNKNOWN)
    return format == LUTHIER_FORMAT_SUPERVISED || format == LUTHIER_FORMAT_COMPLETION ||
           format == LUTHIER_FORMAT_MESSAGES;
  if (self->format == LUTHIER_FORMAT_UNKNOWN)
    return format != LUTHIER_FORMAT_LEGACY && format != LUTHIER_FORMAT_INSTRUCTION &&
           format != LUTHIER_FORMAT_CSV;
  return format == self->format;
}

/**
 * luthier_dataset_rules_get_format_name:
 *
 * Returns: (nullable): what the job reads, in words for the user
 */
const char *
luthier_dataset_rules_get_format_name (const LuthierDatasetRules *self)
{
  if (self->format != LUTHIER_FORMAT_UNKNOWN)
    return luthier_dataset_format_get_name (self->format);
  /* Translators: formats of examples, within quotes. */
  return self->is_open ? _ ("Prompt and completion, or chat messages, or contents") : NULL;
}
