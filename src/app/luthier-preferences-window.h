/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <adwaita.h>

#include "luthier-background-portal.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PREFERENCES_WINDOW (luthier_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierPreferencesWindow, luthier_preferences_window, LUTHIER, PREFERENCES_WINDOW, AdwWindow)

/* What of the program the user can choose; every change counts at once. parent: (nullable); portal:
 * (nullable): who is asked before the program stays in the background. */
GtkWidget *luthier_preferences_window_new (GtkWindow *parent, LuthierBackgroundPortal *portal);

G_END_DECLS
