/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tokens are summed up in quarters, which lose nothing when many texts are added. */
#define LUTHIER_TOKEN_QUARTERS 4

/* A picture takes about so many tokens of a Gemini model, whatever its size; other media more. */
#define LUTHIER_TOKENS_OF_MEDIA 258

guint64 luthier_dataset_estimate_quarters (const char *raw,
                                           gsize length,
                                           gboolean ascii,
                                           gboolean escaped);

G_END_DECLS
