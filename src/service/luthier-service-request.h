/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-http-client.h"

G_BEGIN_DECLS

/* Sends for a task a request that may be repeated, with the token; the callback gets the task with a
 * reference. body: (nullable), JSON. */
void luthier_service_request (LuthierHttpClient *http,
                              GTask *task,
                              const char *method,
                              const char *uri,
                              GBytes *body,
                              GAsyncReadyCallback callback);
/* (transfer full): "{base}/storage/v1/" and the rest. */
char *luthier_service_storage_uri (LuthierHttpClient *http, const char *rest);

G_END_DECLS
