/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-json.h"

G_BEGIN_DECLS

/* What a model takes in data files, out of the catalogue; 0 = not known. Plain memory. */
typedef struct
{
  guint64 example_tokens; /* of an example; in reinforcement tuning, of its prompt */
  guint64 examples;
  guint64 validation_examples;
  guint64 file_size;      /* bytes */
  guint64 media_examples; /* examples, where some have media */
  guint images;           /* an example */
  guint documents;
  guint audio;
  guint videos;
  gboolean is_translation;          /* pairs of texts only */
  gboolean refuses_part_resolution; /* mediaResolution in a part is for later models */
  gboolean prefers_images;          /* ignores examples without one where others have one */
} LuthierDataLimits;

void luthier_data_limits_read (LuthierDataLimits *self, const LuthierJsonValue *row);

G_END_DECLS
