/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-session-secret.h"

#include <glib/gi18n.h>

LuthierCredential *
luthier_session_secret_act (LuthierCredential *credential,
                            LuthierProfile *profile,
                            const char *quota_project,
                            LuthierEndpoints *endpoints,
                            GError **error)
{
  const char *email = luthier_profile_get_impersonate (profile);
  g_autofree char *base = NULL;

  if (email == NULL)
    return g_object_ref (credential);

  base = luthier_endpoints_get_base (endpoints, LUTHIER_API_IAM_CREDENTIALS);
  return luthier_credential_impersonate (credential, email, base, quota_project, error);
}

const char *
luthier_session_secret_get_quota_project (LuthierCredential *acting, LuthierProfile *profile)
{
  const char *quota_project = luthier_profile_get_quota_project (profile);

  if (quota_project != NULL || !luthier_credential_is_user (acting))
    return quota_project;

  return luthier_profile_get_project (profile);
}

void
luthier_session_secret_store_async (LuthierKeyring *keyring,
                                    const char *profile_id,
                                    LuthierCredential *credential,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  const char *account = luthier_credential_get_account (credential);
  g_autofree char *label = NULL;

  /* Translators: how the keyring's own program lists it; %s is an e-mail address */
  label = account != NULL ? g_strdup_printf (_ ("Luthier: sign-in of %s"), account)
                          : g_strdup (_ ("Luthier: a sign-in"));
  luthier_keyring_store_async (keyring, profile_id, label, luthier_credential_get_text (credential),
                               cancellable, callback, user_data);
}
