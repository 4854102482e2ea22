/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-situations.h"
#include "luthier-practice-state.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PRACTICE_TOKENS (luthier_practice_tokens_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierPracticeTokens, luthier_practice_tokens, LUTHIER, PRACTICE_TOKENS, GObject)

/* The token endpoint, /token: service-account JWTs (signature verified) and refresh tokens.
 * fixed_token: (nullable), always good; with neither it nor a registered account, any is. */
LuthierPracticeTokens *luthier_practice_tokens_new (LuthierPracticeState *state,
                                                    LuthierPracticeSituations *situations,
                                                    const char *fixed_token);
/* Makes a service account with a fresh RSA key; returns the key file's text. */
char *luthier_practice_tokens_add_service_account (LuthierPracticeTokens *self,
                                                   const char *email,
                                                   const char *token_uri,
                                                   GError **error);
void luthier_practice_tokens_add_refresh_token (LuthierPracticeTokens *self,
                                                const char *client_id,
                                                const char *client_secret,
                                                const char *refresh_token);
void luthier_practice_tokens_handle (LuthierPracticeTokens *self,
                                     LuthierPracticeExchange *exchange);
/* Is this Authorization header good? If not, a 401 is answered. */
gboolean luthier_practice_tokens_check (LuthierPracticeTokens *self,
                                        LuthierPracticeExchange *exchange);

G_END_DECLS
