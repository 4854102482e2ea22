/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_DROP_BIN (luthier_drop_bin_get_type ())
G_DECLARE_FINAL_TYPE (LuthierDropBin, luthier_drop_bin, LUTHIER, DROP_BIN, GtkWidget)

/* Around a window's content: files that are dropped on it are opened as datasets, and it says so
 * while they are held above it. Properties: child; enabled (boolean, TRUE). */
void luthier_drop_bin_set_enabled (LuthierDropBin *self, gboolean enabled);

G_END_DECLS
