/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-clock.h"
#include "luthier-service-account-key.h"
#include "luthier-token-source.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_SERVICE_ACCOUNT_TOKENS (luthier_service_account_tokens_get_type ())
G_DECLARE_FINAL_TYPE (LuthierServiceAccountTokens,
                      luthier_service_account_tokens,
                      LUTHIER,
                      SERVICE_ACCOUNT_TOKENS,
                      GObject)

/* Trades signed JWTs for tokens: renewed 225 s before they expire, one request at a time. */
LuthierTokenSource *luthier_service_account_tokens_new (LuthierServiceAccountKey *key,
                                                        LuthierClock *clock);

G_END_DECLS
