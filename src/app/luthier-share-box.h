/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_SHARE_BOX (luthier_share_box_get_type ())
G_DECLARE_FINAL_TYPE (LuthierShareBox, luthier_share_box, LUTHIER, SHARE_BOX, GtkWidget)

/* Two children, one above the other. The upper one is as high as it wants to be, unless a third of
 * the height is not left to the lower one, which fills the rest; so both have to scroll. Children in
 * a UI file, in their order. */
GtkWidget *luthier_share_box_new (void);

G_END_DECLS
