/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-dataset-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_REWRITE_MEND,
  LUTHIER_REWRITE_CONVERT,
  LUTHIER_REWRITE_SPLIT,
} LuthierRewriteKind;

#define LUTHIER_TYPE_REWRITE_WINDOW (luthier_rewrite_window_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierRewriteWindow, luthier_rewrite_window, LUTHIER, REWRITE_WINDOW, AdwWindow)

/* A dialog that makes a mended, converted or divided copy of a file and tells what became of it;
 * the copy can be opened from there (action app.open-dataset with its URI). */
GtkWidget *luthier_rewrite_window_new (GtkWindow *parent,
                                       LuthierDatasetDocument *document,
                                       LuthierRewriteKind kind);
void luthier_rewrite_window_present (GtkWindow *parent,
                                     LuthierDatasetDocument *document,
                                     LuthierRewriteKind kind);
/* As if the user had chosen the file, or the two files of a split, and started. */
void luthier_rewrite_window_run (LuthierRewriteWindow *self, GFile *target, GFile *second);

G_END_DECLS
