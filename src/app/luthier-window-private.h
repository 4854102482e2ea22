/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-window.h"

G_BEGIN_DECLS

/* Between the window and its actions on profiles. */
LuthierSession *luthier_window_get_session (LuthierWindow *self);
GCancellable *luthier_window_get_cancellable (LuthierWindow *self);
void luthier_window_say (LuthierWindow *self, const char *text);

void luthier_window_install_profile_actions (GtkWidgetClass *widget_class);
void luthier_window_update_profile_actions (LuthierWindow *self);

G_END_DECLS
