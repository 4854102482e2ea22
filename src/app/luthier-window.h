/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_WINDOW (luthier_window_get_type ())
G_DECLARE_FINAL_TYPE (LuthierWindow, luthier_window, LUTHIER, WINDOW, AdwApplicationWindow)

/* Pages tell the user something in passing with the action win.toast, whose parameter is the
 * text: gtk_widget_activate_action (widget, "win.toast", "s", text). */
GtkWidget *luthier_window_new (GtkApplication *application, LuthierSession *session);

G_END_DECLS
