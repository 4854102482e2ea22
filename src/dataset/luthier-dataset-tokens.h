/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-json-scanner.h"

G_BEGIN_DECLS

/* Tokens are estimated in quarters, which lose nothing when many texts are added. */
#define LUTHIER_TOKEN_QUARTERS 4

/* From here on an example is nearly too long. */
#define LUTHIER_LONG_PERCENT 80

/* What texts are made of, summed up; zero at first. Plain memory. */
typedef struct
{
  guint64 ascii;     /* characters */
  guint64 alphabet;  /* of two bytes in UTF-8 */
  guint64 ideograph; /* of three */
  guint64 emoji;     /* of four */
  guint64 heads;     /* those of all of them that begin a text */
  guint64 texts;
  guint64 code;  /* bytes of JSON that the model reads too: function calls, declarations */
  guint64 media; /* files */
} LuthierTextMeasure;

void luthier_text_measure_add_string (LuthierTextMeasure *self, const LuthierJsonScanner *string);
void luthier_text_measure_add (LuthierTextMeasure *self, const LuthierTextMeasure *other);
guint64 luthier_text_measure_get_characters (const LuthierTextMeasure *self);
guint64 luthier_text_measure_get_quarters (const LuthierTextMeasure *self);
guint64 luthier_text_measure_get_low (const LuthierTextMeasure *self);
guint64 luthier_text_measure_get_high (const LuthierTextMeasure *self);

G_END_DECLS
