/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-grants.h"
#include "luthier-practice-situations.h"
#include "luthier-practice-state.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PRACTICE_TOKENS (luthier_practice_tokens_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierPracticeTokens, luthier_practice_tokens, LUTHIER, PRACTICE_TOKENS, GObject)

/* Everything about tokens: /token (service-account JWTs, whose signature is verified, refresh
 * tokens, codes of the consent page, tokens of others), /tokeninfo, /revoke and the consent page
 * itself. fixed_token: (nullable), always good; with neither it nor anything registered, any is. */
LuthierPracticeTokens *luthier_practice_tokens_new (LuthierPracticeState *state,
                                                    LuthierPracticeSituations *situations,
                                                    const char *fixed_token);
/* (transfer none) */
LuthierPracticeGrants *luthier_practice_tokens_get_grants (LuthierPracticeTokens *self);
/* Registers an account; the JSON of its key file is (transfer full). */
char *luthier_practice_tokens_add_service_account (LuthierPracticeTokens *self,
                                                   const char *email,
                                                   const char *token_uri,
                                                   GError **error);
/* Of the person LUTHIER_PRACTICE_PERSON, with all scopes. */
void luthier_practice_tokens_add_refresh_token (LuthierPracticeTokens *self,
                                                const char *client_id,
                                                const char *client_secret,
                                                const char *refresh_token);
/* An access token as somebody may paste it. email: (nullable). */
void luthier_practice_tokens_add_access_token (LuthierPracticeTokens *self,
                                               const char *token,
                                               const char *email,
                                               const char *scope,
                                               gint64 lifetime_s);
/* From now on only registered clients are good. */
void luthier_practice_tokens_add_oauth_client (LuthierPracticeTokens *self,
                                               const char *id,
                                               const char *secret);
/* Registers a new client; the JSON of its file is (transfer full). */
char *luthier_practice_tokens_make_client_file (LuthierPracticeTokens *self, const char *base_url);
/* A token of somebody else's, for which the token endpoint gives one of its own. */
void luthier_practice_tokens_add_subject_token (LuthierPracticeTokens *self, const char *token);
/* The time of every access token is over; what gives new ones still does. */
void luthier_practice_tokens_expire_tokens (LuthierPracticeTokens *self);
/* Every access and refresh token is void, as if all had withdrawn their consent. */
void luthier_practice_tokens_revoke_all (LuthierPracticeTokens *self);

void luthier_practice_tokens_handle (LuthierPracticeTokens *self,
                                     LuthierPracticeExchange *exchange);
/* FALSE and a 401 or 403 already answered. */
gboolean luthier_practice_tokens_check (LuthierPracticeTokens *self,
                                        LuthierPracticeExchange *exchange);

G_END_DECLS
