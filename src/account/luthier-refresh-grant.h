/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-grant.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_REFRESH_GRANT (luthier_refresh_grant_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierRefreshGrant, luthier_refresh_grant, LUTHIER, REFRESH_GRANT, LuthierGrant)

/* A person's lasting permission (RFC 6749, 6). Signal: rotated (const char *refresh_token), when
 * the service has given out another in its place. account: (nullable), for messages. */
LuthierGrant *luthier_refresh_grant_new (const char *client_id,
                                         const char *client_secret,
                                         const char *refresh_token,
                                         const char *token_uri,
                                         const char *account,
                                         LuthierClock *clock,
                                         LuthierRandom *random);

G_END_DECLS
