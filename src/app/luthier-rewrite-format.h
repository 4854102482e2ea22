/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-dataset-format.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_REWRITE_FORMAT (luthier_rewrite_format_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierRewriteFormat, luthier_rewrite_format, LUTHIER, REWRITE_FORMAT, GtkWidget)

/* Which of the formats that can be converted a file has. */
void luthier_rewrite_format_set_recognized (LuthierRewriteFormat *self,
                                            LuthierDatasetFormat format);
/* UNKNOWN: what the file looks like. */
LuthierDatasetFormat luthier_rewrite_format_get_format (LuthierRewriteFormat *self);

G_END_DECLS
