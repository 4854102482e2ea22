/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Every key there is, in one table: of it the keys are set, and shown to the user. */
void luthier_shortcuts_set_accels (GtkApplication *application);
void luthier_shortcuts_show (GtkWindow *parent);

G_END_DECLS
