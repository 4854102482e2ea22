/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-rewrite-window.h"

void
luthier_rewrite_window_present (GtkWindow *parent,
                                LuthierDatasetDocument *document,
                                LuthierRewriteKind kind)
{
}
