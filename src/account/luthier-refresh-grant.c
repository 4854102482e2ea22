/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-refresh-grant.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "luthier-secret.h"

struct _LuthierRefreshGrant
{
  LuthierGrant parent_instance;

  char *client_id;     /* (owned) */
  char *client_secret; /* (owned): a secret */
  char *refresh_token; /* (owned): a secret */
  char *token_uri;     /* (owned) */
  char *account;       /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LuthierRefreshGrant, luthier_refresh_grant, LUTHIER_TYPE_GRANT)

enum
{
  ROTATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
fetch (LuthierGrant *grant, GTask *task)
{
  LuthierRefreshGrant *self = LUTHIER_REFRESH_GRANT (grant);

  luthier_grant_post (grant, task, self->token_uri,
                      soup_form_encode ("grant_type", "refresh_token", "client_id", self->client_id,
                                        "client_secret", self->client_secret, "refresh_token",
                                        self->refresh_token, NULL),
                      LUTHIER_HTTP_IDEMPOTENT);
}

static LuthierGranted *
read_reply (LuthierGrant *grant, const LuthierJsonValue *reply, const char *host, GError **error)
{
  LuthierRefreshGrant *self = LUTHIER_REFRESH_GRANT (grant);
  LuthierGranted *granted = LUTHIER_GRANT_CLASS (luthier_refresh_grant_parent_class)
                                ->read (grant, reply, host, error);

  if (granted != NULL && granted->refresh_token != NULL &&
      !g_str_equal (granted->refresh_token, self->refresh_token))
    {
      luthier_secret_replace (&self->refresh_token, granted->refresh_token);
      g_signal_emit (self, signals[ROTATED], 0, granted->refresh_token);
    }
  return granted;
}

static GError *
explain (LuthierGrant *grant, const GError *refusal)
{
  LuthierRefreshGrant *self = LUTHIER_REFRESH_GRANT (grant);
  const char *reason = luthier_error_get_reason (refusal);
  GError *client = luthier_grant_explain_client (refusal, self->client_id);

  if (client != NULL)
    return client;
  if (g_strcmp0 (reason, "rapt_required") == 0 && self->account != NULL)
    return luthier_grant_reword (refusal, LUTHIER_ERROR_SIGN_IN_NEEDED,
                                 _ ("The organisation of %s asks for a new sign-in from time to "
                                    "time: sign in again (%s)"),
                                 self->account, refusal->message);
  if (g_strcmp0 (reason, "rapt_required") == 0)
    return luthier_grant_reword (refusal, LUTHIER_ERROR_SIGN_IN_NEEDED,
                                 _ ("Your organisation asks for a new sign-in from time to time: "
                                    "sign in again (%s)"),
                                 refusal->message);
  if (self->account != NULL)
    return luthier_grant_reword (refusal, LUTHIER_ERROR_SIGN_IN_NEEDED,
                                 _ ("The sign-in of %s is no longer accepted: %s"), self->account,
                                 refusal->message);
  return luthier_grant_reword (refusal, LUTHIER_ERROR_SIGN_IN_NEEDED,
                               _ ("The sign-in is no longer accepted: %s"), refusal->message);
}

static void
luthier_refresh_grant_finalize (GObject *object)
{
  LuthierRefreshGrant *self = LUTHIER_REFRESH_GRANT (object);

  g_free (self->client_id);
  luthier_secret_free (self->client_secret);
  luthier_secret_free (self->refresh_token);
  g_free (self->token_uri);
  g_free (self->account);

  G_OBJECT_CLASS (luthier_refresh_grant_parent_class)->finalize (object);
}

static void
luthier_refresh_grant_class_init (LuthierRefreshGrantClass *klass)
{
  LuthierGrantClass *grant_class = LUTHIER_GRANT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = luthier_refresh_grant_finalize;
  grant_class->fetch = fetch;
  grant_class->read = read_reply;
  grant_class->explain = explain;
  signals[ROTATED] = g_signal_new ("rotated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
luthier_refresh_grant_init (LuthierRefreshGrant *self)
{
}

/**
 * luthier_refresh_grant_new:
 * @client_id: the OAuth client's
 * @client_secret: the OAuth client's
 * @refresh_token: what the person's sign-in gave
 * @token_uri: https, or http on loopback
 * @account: (nullable): the person's e-mail address
 * @clock: what tokens expire by
 * @random: what waits are spread by
 *
 * Returns: (transfer full): the grant
 */
LuthierGrant *
luthier_refresh_grant_new (const char *client_id,
                           const char *client_secret,
                           const char *refresh_token,
                           const char *token_uri,
                           const char *account,
                           LuthierClock *clock,
                           LuthierRandom *random)
{
  LuthierRefreshGrant *self;

  g_return_val_if_fail (client_id != NULL && client_secret != NULL, NULL);
  g_return_val_if_fail (refresh_token != NULL && token_uri != NULL, NULL);

  self = g_object_new (LUTHIER_TYPE_REFRESH_GRANT, NULL);
  self->client_id = g_strdup (client_id);
  self->client_secret = g_strdup (client_secret);
  self->refresh_token = g_strdup (refresh_token);
  self->token_uri = g_strdup (token_uri);
  self->account = g_strdup (account);
  luthier_grant_open (LUTHIER_GRANT (self), clock, random, NULL);
  return LUTHIER_GRANT (self);
}
