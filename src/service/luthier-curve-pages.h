/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-http-client.h"

G_BEGIN_DECLS

/* Asks for all pages of a list. uri: with a query. */
void luthier_curve_pages_async (LuthierHttpClient *http,
                                const char *uri,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* (transfer full) (element-type LuthierJson): the pages, objects all of them. */
GPtrArray *luthier_curve_pages_finish (GAsyncResult *result, GError **error);

G_END_DECLS
