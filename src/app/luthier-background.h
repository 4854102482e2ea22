/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-background-portal.h"
#include "luthier-herald.h"
#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_BACKGROUND (luthier_background_get_type ())
G_DECLARE_FINAL_TYPE (LuthierBackground, luthier_background, LUTHIER, BACKGROUND, GObject)

/* Keeps the application without a window, as long as something runs or is on its way by itself. It
 * tells the user so, and how to get the window back. Signal: over () when nothing is left to stay
 * for, and all is told; or when the desktop does not allow it. */

/* portal: (nullable): who has to be asked. */
LuthierBackground *luthier_background_new (GApplication *application,
                                           LuthierSession *session,
                                           LuthierHerald *herald,
                                           LuthierBackgroundPortal *portal);
/* FALSE: there is nothing to stay for, and nothing was done. */
gboolean luthier_background_enter (LuthierBackground *self);
/* There is a window, or the end. */
void luthier_background_leave (LuthierBackground *self);
gboolean luthier_background_is_entered (LuthierBackground *self);
/* (transfer full): "2 jobs are running, 1 is waiting". */
char *luthier_background_describe (LuthierWork work);

G_END_DECLS
