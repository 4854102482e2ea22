/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-clock.h"
#include "luthier-random.h"

G_BEGIN_DECLS

/* What the token endpoint knows of an access token. */
typedef struct
{
  char *account;     /* (owned) (nullable): an e-mail address */
  gint64 expires_at; /* microseconds since the epoch */
  gboolean covers;   /* the scope that tuning needs */
} LuthierTokenInfo;

void luthier_token_info_free (LuthierTokenInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierTokenInfo, luthier_token_info_free)

/* base: scheme, host and port of the token endpoint, see luthier_endpoints_get_base(). The token
 * goes in the header and the body, never in the address. LUTHIER_ERROR_SIGN_IN_NEEDED: it is over
 * or was never one. */
void luthier_token_info_ask_async (const char *token,
                                   const char *base,
                                   LuthierClock *clock,
                                   LuthierRandom *random,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
LuthierTokenInfo *luthier_token_info_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
