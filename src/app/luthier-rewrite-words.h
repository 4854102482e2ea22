/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-dataset-report.h"
#include "luthier-rewrite-window.h"

G_BEGIN_DECLS

/* What is said of copies of datasets. All strings are translated, and static if they are const. */
const char *luthier_rewrite_words_title (LuthierRewriteKind kind);
const char *luthier_rewrite_words_start (LuthierRewriteKind kind);
const char *luthier_rewrite_words_running (LuthierRewriteKind kind);
/* Of the dialog for a file to write; index: of a split, 1 is validation. */
const char *luthier_rewrite_words_choose (LuthierRewriteKind kind, guint index);
/* (transfer full): where the copy would be without a choice. */
GFile *luthier_rewrite_words_suggest (GFile *source, LuthierRewriteKind kind, guint index);
/* (transfer full): as a person reads it. */
char *luthier_rewrite_words_name (GFile *file);

G_END_DECLS
