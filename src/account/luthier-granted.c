/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-granted.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-fields.h"
#include "luthier-secret.h"
#include "luthier-url-safe.h"

#define DEFAULT_LIFETIME_S 3600
#define MAX_LIFETIME_S     G_GINT64_CONSTANT (86400)

/* The claims of a JWT. Its signature is not looked at: it came from the token endpoint itself
 * over a connection that proves who that is (OpenID Connect Core 1.0, 3.1.3.7). */
static LuthierJson *
read_claims (const char *jwt)
{
  g_auto (GStrv) parts = g_strsplit (jwt, ".", 4);
  g_autoptr (GBytes) text = NULL;

  if (g_strv_length (parts) != 3)
    return NULL;
  text = luthier_url_safe_decode (parts[1]);
  return luthier_json_parse (text, NULL);
}

static char *
read_account (const char *id_token)
{
  g_autoptr (LuthierJson) claims = id_token != NULL ? read_claims (id_token) : NULL;
  const char *email = claims != NULL ? luthier_fields_get (luthier_json_get_root (claims), "email")
                                     : NULL;

  return luthier_fields_is_email (email) ? g_strdup (email) : NULL;
}

/**
 * luthier_granted_new:
 * @token: an access token
 * @expires_at: when it ends, in microseconds since the epoch
 * @now: the time, in the same unit; nothing is believed to last longer than a day from then
 *
 * Returns: (transfer full): what was given
 */
LuthierGranted *
luthier_granted_new (const char *token, gint64 expires_at, gint64 now)
{
  LuthierGranted *self = g_new0 (LuthierGranted, 1);

  self->token = g_strdup (token);
  self->expires_at = CLAMP (expires_at, now, now + MAX_LIFETIME_S * G_USEC_PER_SEC);
  return self;
}

/**
 * luthier_granted_read:
 * @reply: the answer of a token endpoint (RFC 6749, 5.1)
 * @now: the time, in microseconds since the epoch
 * @host: who answered, for the message
 * @error: return location for %LUTHIER_ERROR_BAD_REPLY
 *
 * Returns: (transfer full): what was given
 */
LuthierGranted *
luthier_granted_read (const LuthierJsonValue *reply, gint64 now, const char *host, GError **error)
{
  const char *token = luthier_fields_get (reply, "access_token");
  const char *type = luthier_fields_get (reply, "token_type");
  gint64 lifetime_s = luthier_json_value_get_int64 (
      luthier_json_value_get_member (reply, "expires_in"), DEFAULT_LIFETIME_S);
  LuthierGranted *self;

  if (!luthier_fields_is_token (token) ||
      (type != NULL && g_ascii_strcasecmp (type, "Bearer") != 0))
    {
      g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                   _ ("%s answered without an access token"), host);
      return NULL;
    }
  self = luthier_granted_new (token, now + CLAMP (lifetime_s, 0, MAX_LIFETIME_S) * G_USEC_PER_SEC,
                              now);
  if (luthier_fields_is_token (luthier_fields_get (reply, "refresh_token")))
    self->refresh_token = g_strdup (luthier_fields_get (reply, "refresh_token"));
  self->scope = g_strdup (luthier_fields_get (reply, "scope"));
  self->account = read_account (luthier_fields_get (reply, "id_token"));
  return self;
}

/**
 * luthier_granted_covers:
 * @self: what was given
 * @scope: one scope
 *
 * Returns: whether @scope is among it; an answer that names none gave what was asked for
 *   (RFC 6749, 5.1)
 */
gboolean
luthier_granted_covers (const LuthierGranted *self, const char *scope)
{
  g_auto (GStrv) scopes = NULL;

  if (self->scope == NULL)
    return TRUE;
  scopes = g_strsplit (self->scope, " ", -1);
  return g_strv_contains ((const char *const *) scopes, scope);
}

void
luthier_granted_free (LuthierGranted *self)
{
  luthier_secret_free (self->token);
  luthier_secret_free (self->refresh_token);
  g_free (self->scope);
  g_free (self->account);
  g_free (self);
}
