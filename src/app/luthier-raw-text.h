/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_RAW_TEXT (luthier_raw_text_get_type ())
G_DECLARE_FINAL_TYPE (LuthierRawText, luthier_raw_text, LUTHIER, RAW_TEXT, GtkWidget)

/* What a service wrote, as it is: folded away until it is asked for, selectable, with a button to
 * copy it. Hidden without text. Properties: title, copy-label (of the button), text (strings). */
GtkWidget *luthier_raw_text_new (void);

G_END_DECLS
