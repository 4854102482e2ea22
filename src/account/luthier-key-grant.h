/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-grant.h"
#include "luthier-service-account-key.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_KEY_GRANT (luthier_key_grant_get_type ())
G_DECLARE_FINAL_TYPE (LuthierKeyGrant, luthier_key_grant, LUTHIER, KEY_GRANT, LuthierGrant)

/* Trades assertions that a service account's key signs for tokens (RFC 7523). */
LuthierGrant *luthier_key_grant_new (LuthierServiceAccountKey *key,
                                     LuthierClock *clock,
                                     LuthierRandom *random);

G_END_DECLS
