/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gtk/gtk.h>

#include "luthier-session.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_SESSION_BANNER (luthier_session_banner_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierSessionBanner, luthier_session_banner, LUTHIER, SESSION_BANNER, GtkWidget)

/* What keeps the session from the service, in one sentence, and the way out: not shown when all is
 * well. Property: session (LuthierSession, nullable). */
GtkWidget *luthier_session_banner_new (void);
void luthier_session_banner_set_session (LuthierSessionBanner *self, LuthierSession *session);

G_END_DECLS
