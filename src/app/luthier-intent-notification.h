/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

#include "luthier-intent.h"

G_BEGIN_DECLS

/* Tells the desktop that an intent needs the user: it asks, or was refused. If it does not any more,
 * what was told is taken back. seen: the user is looking at it, and need not be told. */
char *luthier_intent_notification_get_body (LuthierIntent *intent);
void luthier_intent_notification_update (GApplication *application,
                                         LuthierIntent *intent,
                                         gboolean seen);

G_END_DECLS
