/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-grant.h"
#include "luthier-oauth-client.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_CODE_GRANT (luthier_code_grant_get_type ())
G_DECLARE_FINAL_TYPE (LuthierCodeGrant, luthier_code_grant, LUTHIER, CODE_GRANT, LuthierGrant)

/* What the browser brought back from a sign-in (RFC 6749, 4.1, with the verifier of RFC 7636): good
 * for one request, which is sent once. */
LuthierGrant *luthier_code_grant_new (LuthierOauthClient *client,
                                      const char *code,
                                      const char *redirect_uri,
                                      const char *verifier,
                                      LuthierClock *clock,
                                      LuthierRandom *random);

G_END_DECLS
