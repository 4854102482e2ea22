/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-situations.h"

#define REQUEST LUTHIER_SYMPTOM_REQUEST
#define ANY     LUTHIER_SYMPTOM_ANY_CODE

#define TRY_AGAIN     .action = LUTHIER_ADVICE_TRY_AGAIN, .action_label = N_ ("Try Again")
#define SIGN_IN_AGAIN .action = LUTHIER_ADVICE_SIGN_IN, .action_label = N_ ("Sign In Again…")

static const LuthierSituation situations[] = {
  /* The sign-in in the browser */
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_SIGN_IN_DENIED,
      .title = N_ ("Access was not allowed"),
      .reason = N_ ("The browser said that Luthier may not use the account."),
      .what_to_do = N_ (
          "Sign in again and allow all that is asked for. If the account is not allowed to, ask "
          "the administrator of the organisation, or use the key file of a service account."),
      TRY_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_SIGN_IN_NARROW,
      .title = N_ ("Not all that is needed was allowed"),
      .reason = N_ ("Luthier needs access to your data in Google Cloud to create tuning jobs."),
      .what_to_do = N_ ("Sign in again, and tick every box in the browser."),
      TRY_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_SIGN_IN_STATE,
      .title = N_ ("The answer came from another sign-in"),
      .reason = N_ (
          "It does not belong to the page that Luthier has opened, so nothing of it was used."),
      .what_to_do = N_ ("Sign in again, in the page that is opened now. Older pages in the browser "
                        "can be closed."),
      TRY_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_SIGN_IN_LATE,
      .title = N_ ("Nobody signed in in time"),
      .reason = N_ ("Luthier waits five minutes for the browser. Perhaps its page was closed "
                    "before the sign-in was complete."),
      .what_to_do = N_ ("Sign in again. If the browser shows an error in place of an account, "
                        "check the OAuth client: it has to be of the type Desktop app."),
      TRY_AGAIN,
  },

  /* The OAuth client */
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "invalid_client|unauthorized_client|deleted_client",
      .title = N_ ("The OAuth client is not accepted"),
      .what_to_do = N_ (
          "Look in the console whether the client is still there, and whether its secret is the "
          "right one. Then sign in with the file of a client of the type Desktop app."),
      .action = LUTHIER_ADVICE_OPEN_URL,
      .action_label = N_ ("Open Credentials"),
      .action_value = LUTHIER_CONSOLE "apis/credentials",
  },

  /* The credential */
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_API_KEY,
      .title = N_ ("An API key cannot create tuning jobs"),
      .reason = N_ ("The service for tuning wants to know who asks, and an API key does not tell."),
      .what_to_do = N_ ("Sign in with the browser, use the key file of a service account, or what "
                        "gcloud has made."),
      .action = LUTHIER_ADVICE_SIGN_IN,
      .action_label = N_ ("Choose Another Kind…"),
  },
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_TOKEN_OVER,
      .title = N_ ("The access token is over"),
      .reason = N_ ("An access token works for up to an hour."),
      .what_to_do = N_ ("Get another one and paste it. Jobs go on meanwhile."),
      SIGN_IN_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_NO_CREDENTIAL,
      .title = N_ ("The sign-in was not kept"),
      .reason = N_ ("It was kept for one session only, or was removed from the keyring."),
      .what_to_do = N_ ("Sign in again. Jobs go on meanwhile."),
      SIGN_IN_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_CLOCK,
      .title = N_ ("The clock of this computer is wrong"),
      .reason = N_ ("Google does not accept what is signed with a time that is off by minutes."),
      .what_to_do = N_ ("Set the clock, then try again."),
      TRY_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "rapt_required",
      .title = N_ ("Your organisation wants you to sign in again"),
      .reason = N_ ("It limits how long a sign-in lasts."),
      .what_to_do = N_ ("Sign in again. Jobs go on meanwhile."),
      SIGN_IN_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "invalid_grant",
      .title = N_ ("The sign-in is no longer accepted"),
      .what_to_do = N_ (
          "The key may be deleted or disabled, the sign-in be revoked, or the clock of this "
          "computer be wrong. Sign in again, or choose a new key. Jobs go on meanwhile."),
      SIGN_IN_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "admin_policy_enforced",
      .title = N_ ("Your organisation does not allow this sign-in"),
      .what_to_do = N_ ("Ask its administrator to allow your OAuth client, or use the key file of "
                        "a service account."),
  },
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_CREDENTIAL,
      .title = N_ ("The sign-in cannot be used"),
      .what_to_do = N_ ("Choose another file, such as a new JSON key of the service account from "
                        "the console, or another kind of account."),
      .action = LUTHIER_ADVICE_SIGN_IN,
      .action_label = N_ ("Choose Another…"),
  },

  /* The keyring */
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_KEYRING_LOCKED,
      .title = N_ ("The keyring is locked"),
      .what_to_do = N_ (
          "Unlock the keyring of this computer, then try again. The sign-in is kept nowhere else."),
      TRY_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_KEYRING_ABSENT,
      .title = N_ ("There is no keyring"),
      .what_to_do = N_ ("Start a keyring such as GNOME Keyring or KWallet, then try again. Without "
                        "one, an account can be used until you close Luthier."),
      TRY_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_KEYRING_FAILING,
      .title = N_ ("The keyring does not answer"),
      .what_to_do = N_ ("Look whether the keyring of this computer works, then try again. The "
                        "sign-in is kept nowhere else."),
      TRY_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_KEYRING,
      .title = N_ ("The keyring is closed"),
      .what_to_do = N_ (
          "Unlock the keyring of this computer, then try again. The key is kept nowhere else."),
      TRY_AGAIN,
  },

  /* Who asks */
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_SIGN_IN_NEEDED,
      .title = N_ ("Sign in again"),
      .what_to_do = N_ ("The account is no longer accepted as it is. Jobs go on meanwhile."),
      SIGN_IN_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
      .title = N_ ("The sign-in does not cover this service"),
      .what_to_do = N_ ("Sign in again, so that it asks for the right scope."),
      SIGN_IN_AGAIN,
  },
  {
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_UNAUTHENTICATED,
      .title = N_ ("The service does not accept the sign-in"),
      .what_to_do = N_ ("Sign in again. Jobs go on meanwhile."),
      SIGN_IN_AGAIN,
  },
};

const LuthierSituation *
luthier_situations_get_of_accounts (guint *n_situations)
{
  *n_situations = G_N_ELEMENTS (situations);

  return situations;
}
