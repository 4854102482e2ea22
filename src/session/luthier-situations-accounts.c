/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include <glib/gi18n.h>

#include "luthier-situations-private.h"

static const LuthierSituation situations[] = {
  /* The sign-in in the browser */
  {
      .id = "sign-in-denied",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_SIGN_IN_DENIED,
      .title = N_ ("Access was not allowed"),
      .reason = N_ ("The browser said that Luthier may not use the account."),
      .what_to_do = N_ (
          "Sign in again and allow all that is asked for. If the account is not allowed to, ask "
          "the administrator of the organisation, or use the key file of a service account."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "sign-in-narrow",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_SIGN_IN_NARROW,
      .title = N_ ("Not all that is needed was allowed"),
      .reason = N_ ("Luthier needs access to your data in Google Cloud to create tuning jobs."),
      .what_to_do = N_ ("Sign in again, and tick every box in the browser."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "sign-in-other",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_SIGN_IN_STATE,
      .title = N_ ("The answer came from another sign-in"),
      .reason = N_ (
          "It does not belong to the page that Luthier has opened, so nothing of it was used."),
      .what_to_do = N_ ("Sign in again, in the page that is opened now. Older pages in the browser "
                        "can be closed."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "sign-in-late",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_SIGN_IN_LATE,
      .title = N_ ("Nobody signed in in time"),
      .reason = N_ ("Luthier waits five minutes for the browser. Perhaps its page was closed "
                    "before the sign-in was complete."),
      .what_to_do = N_ ("Sign in again. If the browser shows an error in place of an account, "
                        "check the OAuth client: it has to be of the type Desktop app."),
      .remedies = { TRY_AGAIN },
  },

  /* The OAuth client */
  {
      .id = "oauth-client",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "invalid_client|unauthorized_client|deleted_client",
      .title = N_ ("The OAuth client is not accepted"),
      .what_to_do = N_ (
          "Look in the console whether the client is still there, and whether its secret is the "
          "right one. Then sign in with the file of a client of the type Desktop app."),
      .remedies = { SIGN_IN_AGAIN,
                    OPEN (LUTHIER_CONSOLE "apis/credentials", N_ ("Open Credentials")) },
  },

  /* The credential */
  {
      .id = "api-key",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_API_KEY "|API_KEY_INVALID|API_KEY_SERVICE_BLOCKED",
      .title = N_ ("An API key cannot create tuning jobs"),
      .reason = N_ ("The service for tuning wants to know who asks, and an API key does not tell."),
      .what_to_do = N_ ("Sign in with the browser, use the key file of a service account, or what "
                        "gcloud has made."),
      .remedies = { { .action = LUTHIER_ADVICE_SIGN_IN, .label = N_ ("Choose Another Kind…") } },
  },
  {
      .id = "token-over",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_TOKEN_OVER,
      .title = N_ ("The access token is over"),
      .reason = N_ ("An access token works for up to an hour."),
      .what_to_do = N_ ("Get another one and paste it. Jobs go on meanwhile."),
      .remedies = { SIGN_IN_AGAIN },
  },
  {
      .id = "credential-gone",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_NO_CREDENTIAL,
      .title = N_ ("The sign-in was not kept"),
      .reason = N_ ("It was kept for one session only, or was removed from the keyring."),
      .what_to_do = N_ ("Sign in again. Jobs go on meanwhile."),
      .remedies = { SIGN_IN_AGAIN },
  },
  {
      .id = "clock",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_CLOCK,
      .title = N_ ("The clock of this computer is wrong"),
      .reason = N_ ("Google does not accept what is signed with a time that is off by minutes."),
      .what_to_do = N_ ("Set the clock, then try again."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "re-auth",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "rapt_required",
      .title = N_ ("Your organisation wants you to sign in again"),
      .reason = N_ ("It limits how long a sign-in lasts."),
      .what_to_do = N_ ("Sign in again. Jobs go on meanwhile."),
      .remedies = { SIGN_IN_AGAIN },
  },
  {
      .id = "account-gone",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "invalid_grant",
      .message_pattern = "account not found|account (was|has been) deleted",
      .title = N_ ("This account does not exist any more"),
      .what_to_do = N_ ("Use another account. One that was deleted within the last 30 days can be "
                        "restored by an administrator of its project."),
      .remedies = { SIGN_IN_AGAIN },
  },
  {
      .id = "key-file-refused",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "invalid_grant",
      .message_pattern = "invalid JWT signature",
      .title = N_ ("The key file is no longer accepted"),
      .reason = N_ ("The key was deleted or disabled, or belongs to another account."),
      .what_to_do = N_ ("Make another JSON key of the service account in the console and choose it "
                        "here. Jobs go on meanwhile."),
      .remedies = { SIGN_IN_AGAIN, OPEN (LUTHIER_CONSOLE "iam-admin/serviceaccounts",
                                         N_ ("Open Service Accounts")) },
  },
  {
      .id = "sign-in-run-out",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "invalid_grant",
      .message_pattern = "expired or revoked",
      .title = N_ ("The sign-in has run out or was revoked"),
      .reason = N_ ("A new password ends it, and so do six months without use. If the consent "
                    "screen of the OAuth client is in testing, it ends after seven days."),
      .what_to_do = N_ ("Sign in again. Jobs go on meanwhile."),
      .remedies = { SIGN_IN_AGAIN },
  },
  {
      .id = "grant-refused",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "invalid_grant",
      .title = N_ ("The sign-in is no longer accepted"),
      .what_to_do = N_ (
          "The key may be deleted or disabled, the sign-in be revoked, or the clock of this "
          "computer be wrong. Sign in again, or choose a new key. Jobs go on meanwhile."),
      .remedies = { SIGN_IN_AGAIN },
  },
  {
      .id = "policy-on-sign-in",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "admin_policy_enforced",
      .title = N_ ("Your organisation does not allow this sign-in"),
      .what_to_do = N_ ("Ask its administrator to allow your OAuth client, or use the key file of "
                        "a service account."),
  },
  {
      .id = "credential",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_CREDENTIAL,
      .title = N_ ("The sign-in cannot be used"),
      .what_to_do = N_ ("Choose another file, such as a new JSON key of the service account from "
                        "the console, or another kind of account."),
      .remedies = { { .action = LUTHIER_ADVICE_SIGN_IN, .label = N_ ("Choose Another…") } },
  },

  /* The keyring */
  {
      .id = "keyring-locked",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_KEYRING_LOCKED,
      .title = N_ ("The keyring is locked"),
      .what_to_do = N_ (
          "Unlock the keyring of this computer, then try again. The sign-in is kept nowhere else."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "keyring-absent",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_KEYRING_ABSENT,
      .title = N_ ("There is no keyring"),
      .what_to_do = N_ ("Start a keyring such as GNOME Keyring or KWallet, then try again. Without "
                        "one, an account can be used until you close Luthier."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "keyring-failing",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = LUTHIER_REASON_KEYRING_FAILING,
      .title = N_ ("The keyring does not answer"),
      .what_to_do = N_ ("Look whether the keyring of this computer works, then try again. The "
                        "sign-in is kept nowhere else."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "keyring",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_KEYRING,
      .title = N_ ("The keyring is closed"),
      .what_to_do = N_ (
          "Unlock the keyring of this computer, then try again. The key is kept nowhere else."),
      .remedies = { TRY_AGAIN },
  },

  /* Who asks */
  {
      .id = "sign-in-needed",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_SIGN_IN_NEEDED,
      .title = N_ ("Sign in again"),
      .what_to_do = N_ ("The account is no longer accepted as it is. Jobs go on meanwhile."),
      .remedies = { SIGN_IN_AGAIN },
  },
  {
      .id = "scope",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
      .title = N_ ("The sign-in does not cover this service"),
      .what_to_do = N_ ("Sign in again, so that it asks for the right scope."),
      .remedies = { SIGN_IN_AGAIN },
  },
  {
      .id = "token-expired",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "ACCESS_TOKEN_EXPIRED",
      .title = N_ ("The access token is not accepted"),
      .reason = N_ ("It has run out, or was revoked. A new one was tried too."),
      .what_to_do = N_ ("Sign in again. Jobs go on meanwhile."),
      .remedies = { SIGN_IN_AGAIN },
  },
  {
      .id = "token-kind",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "ACCESS_TOKEN_TYPE_UNSUPPORTED",
      .title = N_ ("This kind of token is not accepted"),
      .what_to_do = N_ ("Sign in with the browser, or use the key file of a service account."),
      .remedies = { SIGN_IN_AGAIN },
  },
  {
      .id = "token-lost",
      .symptoms = REQUEST,
      .code = ANY,
      .reason_pattern = "CREDENTIALS_MISSING",
      .title = N_ ("The sign-in did not reach the service"),
      .reason = N_ ("The request was sent with an access token and came without one: something on "
                    "the way took it out, such as a proxy."),
      .what_to_do = N_ ("Ask who runs the network about the proxy, then try again."),
      .remedies = { TRY_AGAIN },
  },
  {
      .id = "unauthenticated",
      .symptoms = REQUEST,
      .code = LUTHIER_ERROR_UNAUTHENTICATED,
      .title = N_ ("The service does not accept the sign-in"),
      .what_to_do = N_ ("Sign in again. Jobs go on meanwhile."),
      .remedies = { SIGN_IN_AGAIN },
  },
};

const LuthierSituation *
luthier_situations_get_of_accounts (guint *n_situations)
{
  *n_situations = G_N_ELEMENTS (situations);

  return situations;
}
