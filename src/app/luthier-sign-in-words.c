/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-sign-in-words.h"

#include <glib/gi18n.h>

#include "luthier-error.h"

const char *
luthier_sign_in_words (LuthierProfile *profile, const GError *error, LuthierSignInCure *cure)
{
  const char *reason = error != NULL ? luthier_error_get_reason (error) : NULL;

  *cure = LUTHIER_SIGN_IN_CURE_SIGN_IN;
  if (g_strcmp0 (reason, LUTHIER_REASON_KEYRING_LOCKED) == 0)
    {
      *cure = LUTHIER_SIGN_IN_CURE_UNLOCK;
      return _ ("The keyring is locked. Jobs are shown as last seen.");
    }
  if (g_strcmp0 (reason, LUTHIER_REASON_KEYRING_FAILING) == 0)
    {
      *cure = LUTHIER_SIGN_IN_CURE_TRY_AGAIN;
      return _ ("The keyring does not answer. Jobs are shown as last seen.");
    }
  if (g_strcmp0 (reason, LUTHIER_REASON_CLOCK) == 0)
    {
      *cure = LUTHIER_SIGN_IN_CURE_TRY_AGAIN;
      return _ ("The clock of this computer is wrong. Set it, then try again.");
    }
  if (g_strcmp0 (reason, LUTHIER_REASON_KEYRING_ABSENT) == 0)
    return _ ("There is no keyring that keeps the sign-in. Jobs are shown as last seen.");
  if (g_strcmp0 (reason, LUTHIER_REASON_TOKEN_OVER) == 0)
    return _ ("The access token has expired. Jobs are shown as last seen.");
  if (g_strcmp0 (reason, LUTHIER_REASON_NO_CREDENTIAL) == 0)
    return _ ("The sign-in of this profile was not kept. Jobs are shown as last seen.");
  if (luthier_profile_get_kind (profile) == LUTHIER_PROFILE_SERVICE_ACCOUNT)
    return _ ("The key of this account is no longer accepted. Jobs are shown as last seen.");
  return _ ("The sign-in has ended. Jobs are shown as last seen.");
}
