/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-code-grant.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "luthier-secret.h"

struct _LuthierCodeGrant
{
  LuthierGrant parent_instance;

  LuthierOauthClient *client; /* (owned) */
  char *code;                 /* (owned): a secret */
  char *redirect_uri;         /* (owned) */
  char *verifier;             /* (owned): a secret */
};

G_DEFINE_FINAL_TYPE (LuthierCodeGrant, luthier_code_grant, LUTHIER_TYPE_GRANT)

static void
fetch (LuthierGrant *grant, GTask *task)
{
  LuthierCodeGrant *self = LUTHIER_CODE_GRANT (grant);

  luthier_grant_post (
      grant, task, luthier_oauth_client_get_token_uri (self->client),
      soup_form_encode ("grant_type", "authorization_code", "code", self->code, "client_id",
                        luthier_oauth_client_get_id (self->client), "client_secret",
                        luthier_oauth_client_get_secret (self->client), "redirect_uri",
                        self->redirect_uri, "code_verifier", self->verifier, NULL),
      LUTHIER_HTTP_ONCE);
}

static GError *
explain (LuthierGrant *grant, const GError *refusal)
{
  LuthierCodeGrant *self = LUTHIER_CODE_GRANT (grant);
  GError *client = luthier_grant_explain_client (refusal,
                                                 luthier_oauth_client_get_id (self->client));

  if (client != NULL)
    return client;
  return luthier_grant_reword (refusal, LUTHIER_ERROR_SIGN_IN_NEEDED,
                               _ ("The sign-in is refused: %s. Sign in again"), refusal->message);
}

static void
luthier_code_grant_finalize (GObject *object)
{
  LuthierCodeGrant *self = LUTHIER_CODE_GRANT (object);

  g_clear_object (&self->client);
  luthier_secret_free (self->code);
  g_free (self->redirect_uri);
  luthier_secret_free (self->verifier);

  G_OBJECT_CLASS (luthier_code_grant_parent_class)->finalize (object);
}

static void
luthier_code_grant_class_init (LuthierCodeGrantClass *klass)
{
  LuthierGrantClass *grant_class = LUTHIER_GRANT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = luthier_code_grant_finalize;
  grant_class->fetch = fetch;
  grant_class->explain = explain;
}

static void
luthier_code_grant_init (LuthierCodeGrant *self)
{
}

/**
 * luthier_code_grant_new:
 * @client: who asked
 * @code: what came back
 * @redirect_uri: where it came back to, the same text as in the address that was opened
 * @verifier: what the challenge in that address was made from
 * @clock: what tokens expire by
 * @random: what waits are spread by
 *
 * Returns: (transfer full): the grant
 */
LuthierGrant *
luthier_code_grant_new (LuthierOauthClient *client,
                        const char *code,
                        const char *redirect_uri,
                        const char *verifier,
                        LuthierClock *clock,
                        LuthierRandom *random)
{
  LuthierCodeGrant *self;

  g_return_val_if_fail (LUTHIER_IS_OAUTH_CLIENT (client), NULL);
  g_return_val_if_fail (code != NULL && redirect_uri != NULL && verifier != NULL, NULL);

  self = g_object_new (LUTHIER_TYPE_CODE_GRANT, NULL);
  self->client = g_object_ref (client);
  self->code = g_strdup (code);
  self->redirect_uri = g_strdup (redirect_uri);
  self->verifier = g_strdup (verifier);
  luthier_grant_open (LUTHIER_GRANT (self), clock, random, NULL);
  return LUTHIER_GRANT (self);
}
