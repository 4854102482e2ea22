/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_REWRITE_MEND,
  LUTHIER_REWRITE_CONVERT,
  LUTHIER_REWRITE_SPLIT,
} LuthierRewriteKind;

/* A dialog that makes a mended, converted or divided copy of a file and tells what became of it;
 * the copy can be opened from there (action app.open-dataset with its URI). */
void luthier_rewrite_window_present (GtkWindow *parent,
                                     LuthierDatasetDocument *document,
                                     LuthierRewriteKind kind);

G_END_DECLS
