/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-credential.h"
#include "luthier-endpoints.h"
#include "luthier-keyring.h"
#include "luthier-profile.h"

G_BEGIN_DECLS

/* How a profile and its credential belong together. */

/* What acts in the profile's name: the credential itself, or the service account that it
 * impersonates. quota_project (nullable): what a person's request to act as another is counted
 * against. (transfer full) */
LuthierCredential *luthier_session_secret_act (LuthierCredential *credential,
                                               LuthierProfile *profile,
                                               const char *quota_project,
                                               LuthierEndpoints *endpoints,
                                               GError **error);
/* The project that requests are counted against (x-goog-user-project), by the service's rules: for
 * a person on every call, for a service account only if the profile says so. (nullable) */
const char *luthier_session_secret_get_quota_project (LuthierCredential *acting,
                                                      LuthierProfile *profile);
/* Finishes with luthier_keyring_store_finish(). */
void luthier_session_secret_store_async (LuthierKeyring *keyring,
                                         const char *profile_id,
                                         LuthierCredential *credential,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

G_END_DECLS
