/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-token-info.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "luthier-fields.h"
#include "luthier-fixed-token.h"
#include "luthier-grant.h"
#include "luthier-secret.h"

#define DEADLINE_MS 30000

/* As a number or as digits. */
static gint64
get_seconds (const LuthierJsonValue *reply, const char *name)
{
  return luthier_json_value_get_int64 (luthier_json_value_get_member (reply, name), -1);
}

static gint64
find_end (const LuthierJsonValue *reply, gint64 now)
{
  gint64 left_s = get_seconds (reply, "expires_in");
  gint64 end_s = get_seconds (reply, "exp");

  if (left_s >= 0)
    return now + MIN (left_s, G_MAXINT32) * G_USEC_PER_SEC;
  return end_s > 0 ? MIN (end_s, G_MAXINT64 / G_USEC_PER_SEC) * G_USEC_PER_SEC : 0;
}

static gboolean
has_scope (const LuthierJsonValue *reply)
{
  const char *scope = luthier_fields_get (reply, "scope");
  g_auto (GStrv) scopes = g_strsplit (scope != NULL ? scope : "", " ", -1);

  return g_strv_contains ((const char *const *) scopes, LUTHIER_GRANT_SCOPE);
}

static GError *
make_over_error (void)
{
  return luthier_error_new (LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_TOKEN_OVER,
                            _ ("The access token is over or was never one: paste a new one"));
}

static void
take_reply (GTask *task, const LuthierJsonValue *reply)
{
  gint64 now = luthier_clock_get_real_time (LUTHIER_CLOCK (g_task_get_task_data (task)));
  gint64 end = find_end (reply, now);
  const char *email = luthier_fields_get (reply, "email");
  LuthierTokenInfo *info;

  if (end == 0)
    {
      g_task_return_new_error (task, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                               _ ("The answer does not say when the access token ends"));
      return;
    }
  if (end <= now)
    {
      g_task_return_error (task, make_over_error ());
      return;
    }
  info = g_new0 (LuthierTokenInfo, 1);
  info->account = luthier_fields_is_email (email) ? g_strdup (email) : NULL;
  info->expires_at = end;
  info->covers = has_scope (reply);
  g_task_return_pointer (task, info, (GDestroyNotify) luthier_token_info_free);
}

static gboolean
is_over (const GError *error)
{
  guint status = luthier_error_get_http_status (error);

  return status == SOUP_STATUS_BAD_REQUEST || status == SOUP_STATUS_UNAUTHORIZED;
}

static void
replied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (LuthierJson) reply = NULL;
  g_autoptr (GError) error = NULL;

  reply = luthier_http_client_send_json_finish (LUTHIER_HTTP_CLIENT (source), result, &error);
  if (reply != NULL)
    take_reply (task, luthier_json_get_root (reply));
  else if (is_over (error))
    g_task_return_error (task, make_over_error ());
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
luthier_token_info_free (LuthierTokenInfo *self)
{
  g_free (self->account);
  g_free (self);
}

/**
 * luthier_token_info_ask_async:
 * @token: an access token
 * @base: scheme, host and port of the token endpoint
 * @clock: what the time is
 * @random: what waits are spread by
 * @cancellable: (nullable): a cancellable
 * @callback: called with what is known
 * @user_data: data for @callback
 *
 * Asks what @token is good for. It goes in the header and in the body: addresses are logged.
 */
void
luthier_token_info_ask_async (const char *token,
                              const char *base,
                              LuthierClock *clock,
                              LuthierRandom *random,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (LuthierEndpoints) endpoints = NULL;
  g_autoptr (LuthierTokenSource) tokens = NULL;
  g_autoptr (LuthierHttpClient) http = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *uri = NULL;
  GError *error = NULL;

  g_return_if_fail (token != NULL && base != NULL);
  g_return_if_fail (LUTHIER_IS_CLOCK (clock));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_token_info_ask_async);
  g_task_set_task_data (task, g_object_ref (clock), g_object_unref);
  endpoints = luthier_endpoints_new (base, &error);
  if (endpoints == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  uri = g_strconcat (base, "/tokeninfo", NULL);
  tokens = luthier_fixed_token_new (token);
  http = luthier_http_client_new (clock, random, endpoints, tokens, NULL);
  body = luthier_secret_take_bytes (soup_form_encode ("access_token", token, NULL));
  luthier_http_client_send_json_async (http,
                                       &(LuthierHttpRequest){
                                           .method = SOUP_METHOD_POST,
                                           .uri = uri,
                                           .body = body,
                                           .content_type = SOUP_FORM_MIME_TYPE_URLENCODED,
                                           .policy = LUTHIER_HTTP_IDEMPOTENT,
                                           .authorized = TRUE,
                                           .deadline_ms = DEADLINE_MS,
                                       },
                                       cancellable, replied_cb, g_object_ref (task));
}

/**
 * luthier_token_info_ask_finish:
 * @result: the result
 * @error: return location for %LUTHIER_ERROR_SIGN_IN_NEEDED with %LUTHIER_REASON_TOKEN_OVER and
 *   those of the transport
 *
 * Returns: (transfer full): what is known of the token
 */
LuthierTokenInfo *
luthier_token_info_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
