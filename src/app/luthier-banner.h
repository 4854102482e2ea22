/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_BANNER (luthier_banner_get_type ())
G_DECLARE_FINAL_TYPE (LuthierBanner, luthier_banner, LUTHIER, BANNER, GtkWidget)

/* One sentence and one button under a header bar, for what lasts longer than a toast.
 * Properties: title, icon-name, button-label (strings; no label, no button), revealed (boolean).
 * Signal: button-clicked (). */
GtkWidget *luthier_banner_new (void);
void luthier_banner_set_title (LuthierBanner *self, const char *title);
void luthier_banner_set_button_label (LuthierBanner *self, const char *label);
void luthier_banner_set_revealed (LuthierBanner *self, gboolean revealed);

G_END_DECLS
