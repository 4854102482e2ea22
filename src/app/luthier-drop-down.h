/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a drop-down offers, and which of it is chosen; GTK_INVALID_LIST_POSITION: nothing is. It may
 * be called from a handler of the very drop-down. */
void luthier_drop_down_show (GtkDropDown *drop_down, const char *const *names, guint selected);
/* For assistive technology. */
void luthier_drop_down_set_label (GtkDropDown *drop_down, GtkWidget *label);

G_END_DECLS
