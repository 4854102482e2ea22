/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-clock.h"
#include "luthier-random.h"
#include "luthier-token-source.h"

G_BEGIN_DECLS

typedef enum
{
  LUTHIER_CREDENTIAL_SERVICE_ACCOUNT,
  LUTHIER_CREDENTIAL_AUTHORIZED_USER,
  LUTHIER_CREDENTIAL_IMPERSONATED,
  LUTHIER_CREDENTIAL_EXTERNAL_ACCOUNT,
  LUTHIER_CREDENTIAL_ACCESS_TOKEN,
} LuthierCredentialKind;

#define LUTHIER_TYPE_CREDENTIAL (luthier_credential_get_type ())
G_DECLARE_FINAL_TYPE (LuthierCredential, luthier_credential, LUTHIER, CREDENTIAL, GObject)

/* What tokens are fetched with, in the JSON of Google's own files ("type": "service_account",
 * "authorized_user", "impersonated_service_account", "external_account") or, for a pasted token,
 * in ours. The text is the secret: it goes to the keyring and nowhere else. Property: text (GBytes,
 * notified when the service has given out another refresh token: store it again). */
LuthierCredential *luthier_credential_new (GBytes *text, GError **error);
/* What a browser sign-in gives. account and token_uri are NULL if not known or Google's. */
LuthierCredential *luthier_credential_new_for_user (const char *client_id,
                                                    const char *client_secret,
                                                    const char *refresh_token,
                                                    const char *account,
                                                    const char *token_uri);
/* A token that somebody pasted. expires_at in microseconds since the epoch. */
LuthierCredential *luthier_credential_new_for_token (const char *token,
                                                     gint64 expires_at,
                                                     const char *account);
/* The right to act as a service account, through this credential. base: of the IAM Credentials
 * API, see luthier_endpoints_get_base(). */
LuthierCredential *luthier_credential_impersonate (LuthierCredential *self,
                                                   const char *email,
                                                   const char *base,
                                                   const char *quota_project,
                                                   GError **error);
LuthierCredentialKind luthier_credential_get_kind (LuthierCredential *self);
/* Whose it is: an e-mail address; NULL if it does not say. */
const char *luthier_credential_get_account (LuthierCredential *self);
const char *luthier_credential_get_project (LuthierCredential *self);
const char *luthier_credential_get_quota_project (LuthierCredential *self);
/* A person's, whose requests are to be counted against a project on every call? */
gboolean luthier_credential_is_user (LuthierCredential *self);
/* When a pasted token ends, in microseconds since the epoch; 0: it renews itself. */
gint64 luthier_credential_get_expires_at (LuthierCredential *self);
GBytes *luthier_credential_get_text (LuthierCredential *self);
/* (transfer full): shares one request among all who ask. */
LuthierTokenSource *luthier_credential_open (LuthierCredential *self,
                                             LuthierClock *clock,
                                             LuthierRandom *random);

/* Tells the service that the refresh token is not used any more; TRUE at once if there is none. */
gboolean luthier_credential_can_revoke (LuthierCredential *self);
void luthier_credential_revoke_async (LuthierCredential *self,
                                      LuthierClock *clock,
                                      LuthierRandom *random,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean luthier_credential_revoke_finish (LuthierCredential *self,
                                           GAsyncResult *result,
                                           GError **error);

G_END_DECLS
