/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_SECTION (luthier_section_get_type ())
G_DECLARE_FINAL_TYPE (LuthierSection, luthier_section, LUTHIER, SECTION, GtkWidget)

/* A heading and what stands under it. Properties: title, aside (strings: the latter small, at the end
 * of the heading's line), child (GtkWidget). */
GtkWidget *luthier_section_new (void);

G_END_DECLS
