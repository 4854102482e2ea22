/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <libsoup/soup.h>

#include "luthier-http-client.h"

G_BEGIN_DECLS

/* token and quota_project: (nullable); without a token the project is not named either. */
SoupMessage *luthier_http_message_new (const LuthierHttpRequest *request,
                                       GUri *uri,
                                       const char *token,
                                       const char *quota_project);
/* now: real time, as is the skew, in microseconds. */
void luthier_http_message_authorize (SoupMessage *message,
                                     const char *token,
                                     const char *quota_project);
void luthier_http_message_read_skew (SoupMessage *message, gint64 now, gint64 *skew);

G_END_DECLS
