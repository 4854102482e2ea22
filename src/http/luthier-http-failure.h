/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <libsoup/soup.h>

#include "luthier-http-client.h"

G_BEGIN_DECLS

/* What a broken transport means for a request. started: some of it may have left. */
GError *luthier_http_failure_new (const GError *transport, const char *host, gboolean started);
GError *luthier_http_failure_new_for_reply (SoupMessage *message,
                                            GBytes *body,
                                            LuthierHttpPolicy policy);
GError *luthier_http_failure_new_late (const char *host, guint seconds, gboolean started);
GError *luthier_http_failure_new_for_token (const GError *error);
gboolean luthier_http_failure_is_transient (const GError *transport);
/* Statuses after which the same request may be sent again. */
gboolean luthier_http_failure_is_transient_status (guint status);
/* Before the next attempt, with full jitter; attempt counts from 1. */
guint64 luthier_http_failure_get_backoff (LuthierRandom *random, guint attempt);

G_END_DECLS
