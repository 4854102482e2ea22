/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-credential-private.h"

#include <libsoup/soup.h>

#include "luthier-error.h"
#include "luthier-http-client.h"
#include "luthier-secret.h"

#define REVOKE_PATH "/revoke"
#define DEADLINE_MS 15000

/* (nullable): where the refresh token is, if there is one. */
static LuthierCredential *
find_user (LuthierCredential *self)
{
  if (self->kind == LUTHIER_CREDENTIAL_IMPERSONATED)
    return find_user (self->source);
  return self->kind == LUTHIER_CREDENTIAL_AUTHORIZED_USER ? self : NULL;
}

static char *
make_uri (LuthierCredential *user)
{
  g_autoptr (GUri) uri = g_uri_parse (user->token_uri, G_URI_FLAGS_NONE, NULL);

  return g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                     g_uri_get_port (uri), REVOKE_PATH, NULL, NULL);
}

static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GBytes) reply = NULL;
  GError *error = NULL;

  reply = luthier_http_client_send_finish (LUTHIER_HTTP_CLIENT (source), result, &error);
  if (reply != NULL)
    {
      g_task_return_boolean (task, TRUE);
    }
  else if (luthier_error_get_http_status (error) == SOUP_STATUS_BAD_REQUEST &&
           g_strcmp0 (luthier_error_get_reason (error), "invalid_token") == 0)
    {
      /* It was over before: what was asked for. */
      g_error_free (error);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      g_task_return_error (task, error);
    }
}

/**
 * luthier_credential_can_revoke:
 * @self: a credential
 *
 * Returns: whether there is a refresh token to take back
 */
gboolean
luthier_credential_can_revoke (LuthierCredential *self)
{
  g_return_val_if_fail (LUTHIER_IS_CREDENTIAL (self), FALSE);

  return find_user (self) != NULL;
}

/**
 * luthier_credential_revoke_async:
 * @self: a credential
 * @clock: what waits are measured by
 * @random: what waits are spread by
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: data for @callback
 *
 * Tells the service that the refresh token is not used any more (RFC 7009), at "/revoke" of the
 * token endpoint's host.
 */
void
luthier_credential_revoke_async (LuthierCredential *self,
                                 LuthierClock *clock,
                                 LuthierRandom *random,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (LuthierHttpClient) http = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *uri = NULL;
  LuthierCredential *user;

  g_return_if_fail (LUTHIER_IS_CREDENTIAL (self));
  g_return_if_fail (LUTHIER_IS_CLOCK (clock));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_credential_revoke_async);
  user = find_user (self);
  if (user == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  uri = make_uri (user);
  body = luthier_secret_take_bytes (soup_form_encode ("token", user->refresh_token, NULL));
  http = luthier_http_client_new (clock, random, NULL, NULL, NULL);
  luthier_http_client_send_async (http,
                                  &(LuthierHttpRequest){
                                      .method = SOUP_METHOD_POST,
                                      .uri = uri,
                                      .body = body,
                                      .content_type = SOUP_FORM_MIME_TYPE_URLENCODED,
                                      .policy = LUTHIER_HTTP_IDEMPOTENT,
                                      .deadline_ms = DEADLINE_MS,
                                  },
                                  cancellable, revoked_cb, g_object_ref (task));
}

/**
 * luthier_credential_revoke_finish:
 * @self: a credential
 * @result: the result
 * @error: return location for an error of the transport or the service
 *
 * Returns: whether there is no good refresh token any more
 */
gboolean
luthier_credential_revoke_finish (LuthierCredential *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
