/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The formats that examples are found in. The first ones are read by the service. */
typedef enum
{
  LUTHIER_FORMAT_UNKNOWN,
  LUTHIER_FORMAT_SUPERVISED,    /* contents that end with the model */
  LUTHIER_FORMAT_PREFERENCE,    /* contents, and two completions with scores */
  LUTHIER_FORMAT_TRANSLATION,   /* contents: one user turn, one model turn, short */
  LUTHIER_FORMAT_REINFORCEMENT, /* contents that end with the user, and references */
  LUTHIER_FORMAT_COMPLETION,    /* open models: prompt, completion */
  LUTHIER_FORMAT_MESSAGES,      /* open models and OpenAI: messages with role and content */
  LUTHIER_FORMAT_LEGACY,        /* Gemini API: text_input, output */
  LUTHIER_FORMAT_INSTRUCTION,   /* instruction, input, output */
  LUTHIER_FORMAT_CSV,
  LUTHIER_N_FORMATS,
} LuthierDatasetFormat;

/* Static: the same in all languages ("supervised"), and in words for the user. */
const char *luthier_dataset_format_get_id (LuthierDatasetFormat format);
const char *luthier_dataset_format_get_name (LuthierDatasetFormat format);
/* For whoever translates it later. */
const char *luthier_dataset_format_get_untranslated_name (LuthierDatasetFormat format);

G_END_DECLS
