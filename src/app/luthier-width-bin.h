/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_WIDTH_BIN (luthier_width_bin_get_type ())
G_DECLARE_FINAL_TYPE (LuthierWidthBin, luthier_width_bin, LUTHIER, WIDTH_BIN, GtkWidget)

/* Tells its content whether there is little room. Properties: child (GtkWidget), threshold (int,
 * pixels at normal text size; default 600), narrow (boolean, read-only: not wider than that). */
GtkWidget *luthier_width_bin_new (void);
gboolean luthier_width_bin_get_narrow (LuthierWidthBin *self);

/* How much larger than normal the user wants text: 2.0 for twice the size. */
double luthier_width_bin_get_text_scale (GtkWidget *widget);

G_END_DECLS
