/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-grants.h"

G_BEGIN_DECLS

/* An hour, as the service's tokens live. */
#define LUTHIER_PRACTICE_LIFETIME_S 3600

/* Does the scope let one know whose the token is? */
gboolean luthier_practice_granting_tells_email (const LuthierPracticeGrant *grant);
/* Answers with a new access token. refresh_token: (nullable), if it is a new one. A person's
 * answer names the scope too, and has an ID token if it was asked for. */
void luthier_practice_granting_reply (LuthierPracticeGrants *grants,
                                      LuthierPracticeExchange *exchange,
                                      const LuthierPracticeGrant *grant,
                                      const char *refresh_token);
/* The grant of a token for a token: Security Token Service. */
void luthier_practice_granting_exchange (LuthierPracticeGrants *grants,
                                         LuthierPracticeExchange *exchange,
                                         GHashTable *form);

G_END_DECLS
