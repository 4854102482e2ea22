/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-grants.h"

G_BEGIN_DECLS

/* What service accounts sign: assertions for the token endpoint, and access tokens of their own.
 * now_s: seconds since the epoch, by the clock that they are judged by. */

/* (nullable): what is wrong with it, in the token endpoint's words. */
const char *luthier_practice_assertion_find_fault (LuthierPracticeGrants *grants,
                                                   LuthierPracticeExchange *exchange,
                                                   const char *assertion,
                                                   gint64 now_s);
/* (transfer full) (nullable): what a good one asks for; NULL: it names no scope. */
LuthierPracticeGrant *luthier_practice_assertion_read (const char *assertion);
/* A service account may sign its own access token: no token endpoint, one request less. */
gboolean luthier_practice_assertion_is_access_token (LuthierPracticeGrants *grants,
                                                     const char *token,
                                                     gint64 now_s);

G_END_DECLS
