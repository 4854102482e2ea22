/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <libsoup/soup.h>

#include "luthier-clock.h"
#include "luthier-sign-in-page.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_LOOPBACK_LISTENER (luthier_loopback_listener_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierLoopbackListener, luthier_loopback_listener, LUTHIER, LOOPBACK_LISTENER, GObject)

/* Waits on 127.0.0.1 for the one request that a sign-in ends with (RFC 8252, 7.3). Signals:
 * answered (GHashTable *query), once; closed, when the page that answers it has been delivered and
 * the port is free. */
LuthierLoopbackListener *luthier_loopback_listener_new (LuthierClock *clock, GError **error);
/* "http://127.0.0.1:PORT" */
const char *luthier_loopback_listener_get_uri (LuthierLoopbackListener *self);
/* What the browser that answered shows; at once if there was no answer. Ends in closed. */
void luthier_loopback_listener_close (LuthierLoopbackListener *self, LuthierSignInPage page);

G_END_DECLS
