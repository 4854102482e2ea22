/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_BACKGROUND_PORTAL (luthier_background_portal_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierBackgroundPortal, luthier_background_portal, LUTHIER, BACKGROUND_PORTAL, GObject)

/* org.freedesktop.portal.Background: the desktop's word on whether a program in a sandbox may run
 * without a window. */
LuthierBackgroundPortal *luthier_background_portal_new (GDBusConnection *connection);
/* Only a sandboxed program has to ask. */
gboolean luthier_background_portal_is_needed (void);

/* reason: said to the user. TRUE: it may, also where there is no such portal, and so nobody who minds;
 * FALSE with an error: it may not (G_IO_ERROR_PERMISSION_DENIED), or the question failed. */
void luthier_background_portal_request_async (LuthierBackgroundPortal *self,
                                              const char *reason,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
gboolean luthier_background_portal_request_finish (LuthierBackgroundPortal *self,
                                                   GAsyncResult *result,
                                                   GError **error);
/* What the desktop says beside the program's name; older portals have no place for it. */
void luthier_background_portal_set_status (LuthierBackgroundPortal *self, const char *message);

G_END_DECLS
