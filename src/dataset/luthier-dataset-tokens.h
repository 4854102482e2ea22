/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-json-scanner.h"

G_BEGIN_DECLS

/* Tokens are summed up in quarters, which lose nothing when many texts are added. */
#define LUTHIER_TOKEN_QUARTERS 4

/* A picture takes about so many tokens of a Gemini model, whatever its size; other media more. */
#define LUTHIER_TOKENS_OF_MEDIA 258

guint64 luthier_dataset_estimate_quarters (const LuthierJsonScanner *string);

G_END_DECLS
