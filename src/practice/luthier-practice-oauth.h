/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-practice-exchange.h"
#include "luthier-practice-grants.h"
#include "luthier-practice-situations.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_PRACTICE_OAUTH (luthier_practice_oauth_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierPracticeOauth, luthier_practice_oauth, LUTHIER, PRACTICE_OAUTH, GObject)

/* Signing in with the browser: a consent page for applications on this computer (RFC 8252, with
 * RFC 7636) and the codes that it gives out. */
LuthierPracticeOauth *luthier_practice_oauth_new (LuthierPracticeState *state,
                                                  LuthierPracticeGrants *grants,
                                                  LuthierPracticeSituations *situations);
/* /o/oauth2/v2/auth */
void luthier_practice_oauth_handle_page (LuthierPracticeOauth *self,
                                         LuthierPracticeExchange *exchange);
/* The grant of a code at the token endpoint. */
void luthier_practice_oauth_handle_code (LuthierPracticeOauth *self,
                                         LuthierPracticeExchange *exchange,
                                         GHashTable *form);
void luthier_practice_oauth_forget_codes (LuthierPracticeOauth *self);

G_END_DECLS
