/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-dataset-format.h"

#include <glib/gi18n.h>

static const struct
{
  const char *id;
  const char *name;
} formats[] = {
  [LUTHIER_FORMAT_UNKNOWN] = { "unknown", N_ ("Unknown format") },
  [LUTHIER_FORMAT_SUPERVISED] = { "supervised", N_ ("Gemini supervised tuning") },
  [LUTHIER_FORMAT_PREFERENCE] = { "preference", N_ ("Gemini preference tuning") },
  [LUTHIER_FORMAT_TRANSLATION] = { "translation", N_ ("Translation") },
  [LUTHIER_FORMAT_REINFORCEMENT] = { "reinforcement", N_ ("Gemini reinforcement tuning") },
  [LUTHIER_FORMAT_COMPLETION] = { "completion", N_ ("Prompt and completion") },
  [LUTHIER_FORMAT_MESSAGES] = { "messages", N_ ("OpenAI chat messages") },
  [LUTHIER_FORMAT_LEGACY] = { "legacy", N_ ("Text input and output") },
  [LUTHIER_FORMAT_INSTRUCTION] = { "instruction", N_ ("Instruction, input and output") },
  [LUTHIER_FORMAT_CSV] = { "csv", N_ ("Comma-separated values (CSV)") },
};

const char *
luthier_dataset_format_get_id (LuthierDatasetFormat format)
{
  return formats[format].id;
}

const char *
luthier_dataset_format_get_name (LuthierDatasetFormat format)
{
  return _ (formats[format].name);
}

const char *
luthier_dataset_format_get_untranslated_name (LuthierDatasetFormat format)
{
  return formats[format].name;
}
