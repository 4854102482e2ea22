/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-destination.h"
#include "luthier-window.h"

G_BEGIN_DECLS

/* What the files luthier-window*.c share. */
LuthierSession *luthier_window_get_session (LuthierWindow *self);
GCancellable *luthier_window_get_cancellable (LuthierWindow *self);
/* Where it is on its way to, in place of another. */
void luthier_window_set_destination (LuthierWindow *self, LuthierDestination *destination);
void luthier_window_say (LuthierWindow *self, const char *text);

void luthier_window_install_profile_actions (GtkWidgetClass *widget_class);
void luthier_window_update_profile_actions (LuthierWindow *self);

G_END_DECLS
