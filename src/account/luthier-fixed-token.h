/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-clock.h"
#include "luthier-token-source.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_FIXED_TOKEN (luthier_fixed_token_get_type ())
G_DECLARE_FINAL_TYPE (LuthierFixedToken, luthier_fixed_token, LUTHIER, FIXED_TOKEN, GObject)

/* One token for good, held in memory: the practice service's. */
LuthierTokenSource *luthier_fixed_token_new (const char *token);
/* One that ends and cannot be renewed: a pasted one. expires_at in microseconds since the epoch. */
LuthierTokenSource *luthier_fixed_token_new_until (const char *token,
                                                   gint64 expires_at,
                                                   LuthierClock *clock);

G_END_DECLS
