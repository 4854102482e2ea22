/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_COLUMNS (luthier_columns_get_type ())
G_DECLARE_FINAL_TYPE (LuthierColumns, luthier_columns, LUTHIER, COLUMNS, GtkWidget)

/* Two children side by side, or one above the other where there is less width than threshold.
 * Children in a UI file: <child type="start"> and <child type="end">. Properties: start, end
 * (widgets), threshold, spacing (between columns), row-spacing (between one and the other above it),
 * end-width (int pixels; 0: what it asks for), narrow (read-only). */
GtkWidget *luthier_columns_new (void);
gboolean luthier_columns_get_narrow (LuthierColumns *self);

G_END_DECLS
