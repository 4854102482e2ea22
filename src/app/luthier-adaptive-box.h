/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_ADAPTIVE_BOX (luthier_adaptive_box_get_type ())
G_DECLARE_FINAL_TYPE (LuthierAdaptiveBox, luthier_adaptive_box, LUTHIER, ADAPTIVE_BOX, GtkWidget)

/* Two widgets beside each other where there is room, else one under the other; so a form needs no
 * window width and holds with large text. Properties: start, end (GtkWidget), spacing (int),
 * comfort (int: how narrow the start may become before the end moves under it),
 * packed (boolean: the end follows the start at once instead of standing at the edge). */
GtkWidget *luthier_adaptive_box_new (void);
gboolean luthier_adaptive_box_get_stacked (LuthierAdaptiveBox *self);

G_END_DECLS
