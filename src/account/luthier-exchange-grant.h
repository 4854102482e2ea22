/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-external-account.h"
#include "luthier-grant.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_EXCHANGE_GRANT (luthier_exchange_grant_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierExchangeGrant, luthier_exchange_grant, LUTHIER, EXCHANGE_GRANT, LuthierGrant)

/* Trades the token of somebody else for one of the service's (RFC 8693). It is read anew each
 * time; acting as a service account with what it gives is LuthierImpersonationGrant's. */
LuthierGrant *luthier_exchange_grant_new (LuthierExternalAccount *account,
                                          LuthierClock *clock,
                                          LuthierRandom *random);

G_END_DECLS
