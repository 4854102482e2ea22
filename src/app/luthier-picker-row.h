/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_PICKER_ROW (luthier_picker_row_get_type ())
G_DECLARE_FINAL_TYPE (LuthierPickerRow, luthier_picker_row, LUTHIER, PICKER_ROW, GtkWidget)

/* One thing to choose. What a job cannot read steps back. Property: choice (LuthierChoice). */

G_END_DECLS
