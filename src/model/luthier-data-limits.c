/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-data-limits.h"

static guint64
get_count (const LuthierJsonValue *row, const char *member, guint64 fallback)
{
  gint64 count = luthier_json_value_get_int64 (luthier_json_value_get_member (row, member),
                                               (gint64) fallback);

  return (guint64) MAX (count, 0);
}

static gboolean
get_truth (const LuthierJsonValue *row, const char *member, gboolean fallback)
{
  return luthier_json_value_get_boolean (luthier_json_value_get_member (row, member), fallback);
}

/**
 * luthier_data_limits_read:
 * @self: (inout): what holds unless the row says something else
 * @row: (nullable): an object of the catalogue's `limits`
 *
 * Takes over what a row says.
 */
void
luthier_data_limits_read (LuthierDataLimits *self, const LuthierJsonValue *row)
{
  self->example_tokens = get_count (row, "exampleTokens", self->example_tokens);
  self->examples = get_count (row, "examples", self->examples);
  self->validation_examples = get_count (row, "validationExamples", self->validation_examples);
  self->file_size = get_count (row, "fileSize", self->file_size);
  self->media_examples = get_count (row, "mediaExamples", self->media_examples);
  self->images = (guint) get_count (row, "images", self->images);
  self->documents = (guint) get_count (row, "documents", self->documents);
  self->audio = (guint) get_count (row, "audio", self->audio);
  self->videos = (guint) get_count (row, "videos", self->videos);
  self->is_translation = get_truth (row, "translation", self->is_translation);
  self->refuses_part_resolution = !get_truth (row, "partResolution",
                                              !self->refuses_part_resolution);
  self->prefers_images = get_truth (row, "prefersImages", self->prefers_images);
}
