/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_LINE_BUTTON (luthier_line_button_get_type ())
G_DECLARE_FINAL_TYPE (LuthierLineButton, luthier_line_button, LUTHIER, LINE_BUTTON, GtkWidget)

/* Says which line of a file is shown, and lets the user type the number of another one.
 * Signal: chosen (uint64: a line that there is). */
GtkWidget *luthier_line_button_new (void);
/* line: 0 = none; n_lines: 0 = not known, and none can be chosen. */
void luthier_line_button_show (LuthierLineButton *self, guint64 line, guint64 n_lines);
void luthier_line_button_ask (LuthierLineButton *self);

G_END_DECLS
