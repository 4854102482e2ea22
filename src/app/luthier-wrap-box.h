/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_WRAP_BOX (luthier_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (LuthierWrapBox, luthier_wrap_box, LUTHIER, WRAP_BOX, GtkWidget)

/* Small children in lines, each as wide as it wants to be, against the end of the line, or its
 * start if the box is to be packed. Children are added with gtk_widget_set_parent() and removed
 * with gtk_widget_unparent(). Property: packed (boolean). */
GtkWidget *luthier_wrap_box_new (void);

G_END_DECLS
