/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-clock.h"
#include "luthier-random.h"
#include "luthier-credential.h"
#include "luthier-oauth-client.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_SIGN_IN (luthier_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (LuthierSignIn, luthier_sign_in, LUTHIER, SIGN_IN, GObject)

/* One sign-in in the browser: RFC 8252 with a listener on loopback, PKCE (RFC 7636) and a state.
 * Signal: open-uri (const char *uri), when the listener is ready: show this page. Errors:
 * LUTHIER_ERROR_SIGN_IN_NEEDED with a LUTHIER_REASON_SIGN_IN_... of luthier-error.h, or those of
 * the token endpoint. */
LuthierSignIn *luthier_sign_in_new (LuthierOauthClient *client,
                                    LuthierClock *clock,
                                    LuthierRandom *random);
/* login_hint: (nullable): the account that is expected. Runs once, for five minutes at most. */
void luthier_sign_in_run_async (LuthierSignIn *self,
                                const char *login_hint,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* (transfer full) */
LuthierCredential *luthier_sign_in_run_finish (LuthierSignIn *self,
                                               GAsyncResult *result,
                                               GError **error);

G_END_DECLS
