/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-grant.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "luthier-http-failure.h"
#include "luthier-secret.h"

#define DEADLINE_MS 30000

typedef struct
{
  LuthierClock *clock;     /* (owned) */
  LuthierHttpClient *http; /* (owned) */
} LuthierGrantPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LuthierGrant, luthier_grant, G_TYPE_OBJECT)

static LuthierGrantPrivate *
get_private (LuthierGrant *self)
{
  return luthier_grant_get_instance_private (self);
}

static LuthierGranted *
read_reply (LuthierGrant *self, const LuthierJsonValue *reply, const char *host, GError **error)
{
  return luthier_granted_read (reply, luthier_clock_get_real_time (get_private (self)->clock), host,
                               error);
}

static GError *
keep_refusal (LuthierGrant *self, const GError *refusal)
{
  return g_error_copy (refusal);
}

static gboolean
is_refusal (const GError *error)
{
  guint status = luthier_error_get_http_status (error);

  return status >= 400 && status < 500 && !luthier_grant_is_passing (error) &&
         !luthier_http_failure_is_transient_status (status);
}

static void
replied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LuthierGrant *self = g_task_get_source_object (task);
  LuthierGrantClass *class = LUTHIER_GRANT_GET_CLASS (self);
  g_autoptr (LuthierJson) reply = NULL;
  LuthierGranted *granted = NULL;
  GError *error = NULL;

  reply = luthier_http_client_send_json_finish (LUTHIER_HTTP_CLIENT (source), result, &error);
  if (reply == NULL && is_refusal (error))
    {
      GError *refusal = g_steal_pointer (&error);

      error = class->explain (self, refusal);
      g_error_free (refusal);
    }
  else if (reply != NULL)
    {
      granted = class->read (self, luthier_json_get_root (reply), g_task_get_task_data (task),
                             &error);
    }

  if (granted != NULL)
    g_task_return_pointer (task, granted, (GDestroyNotify) luthier_granted_free);
  else
    g_task_return_error (task, error);
}

static void
luthier_grant_finalize (GObject *object)
{
  LuthierGrantPrivate *private = get_private (LUTHIER_GRANT (object));

  g_clear_object (&private->clock);
  g_clear_object (&private->http);

  G_OBJECT_CLASS (luthier_grant_parent_class)->finalize (object);
}

static void
luthier_grant_class_init (LuthierGrantClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_grant_finalize;
  klass->read = read_reply;
  klass->explain = keep_refusal;
}

static void
luthier_grant_init (LuthierGrant *self)
{
}

/**
 * luthier_grant_open:
 * @self: a grant that is being made
 * @clock: what its tokens expire by
 * @random: what waits are spread by
 * @http: (nullable): what it asks through; one that knows no tokens if %NULL
 */
void
luthier_grant_open (LuthierGrant *self,
                    LuthierClock *clock,
                    LuthierRandom *random,
                    LuthierHttpClient *http)
{
  LuthierGrantPrivate *private;

  g_return_if_fail (LUTHIER_IS_GRANT (self));
  g_return_if_fail (LUTHIER_IS_CLOCK (clock));

  private = get_private (self);
  private->clock = g_object_ref (clock);
  private->http = http != NULL ? g_object_ref (http)
                               : luthier_http_client_new (clock, random, NULL, NULL, NULL);
}

/**
 * luthier_grant_get_clock:
 * @self: a grant
 *
 * Returns: (transfer none): what its tokens expire by
 */
LuthierClock *
luthier_grant_get_clock (LuthierGrant *self)
{
  g_return_val_if_fail (LUTHIER_IS_GRANT (self), NULL);

  return get_private (self)->clock;
}

/**
 * luthier_grant_get_http:
 * @self: a grant
 *
 * Returns: (transfer none): what it asks through
 */
LuthierHttpClient *
luthier_grant_get_http (LuthierGrant *self)
{
  g_return_val_if_fail (LUTHIER_IS_GRANT (self), NULL);

  return get_private (self)->http;
}

/**
 * luthier_grant_fetch_async:
 * @self: a grant
 * @cancellable: (nullable): a cancellable
 * @callback: called with what was given
 * @user_data: data for @callback
 *
 * Asks for an access token, once: sharing and asking again are LuthierTokenCache's.
 */
void
luthier_grant_fetch_async (LuthierGrant *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_GRANT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_grant_fetch_async);
  LUTHIER_GRANT_GET_CLASS (self)->fetch (self, task);
}

/**
 * luthier_grant_fetch_finish:
 * @self: a grant
 * @result: the result
 * @error: return location for %LUTHIER_ERROR_SIGN_IN_NEEDED (only the user can help),
 *   %LUTHIER_ERROR_CREDENTIAL (nothing can be done with this), %LUTHIER_ERROR_FORBIDDEN (somebody
 *   must permit it) and those of the transport
 *
 * Returns: (transfer full): what was given
 */
LuthierGranted *
luthier_grant_fetch_finish (LuthierGrant *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * luthier_grant_is_passing:
 * @error: why there is no token
 *
 * Returns: whether the token endpoint says that it is its own trouble
 */
gboolean
luthier_grant_is_passing (const GError *error)
{
  static const char *const passing[] = { "internal_failure", "server_error",
                                         "temporarily_unavailable", NULL };
  const char *reason = luthier_error_get_reason (error);

  return reason != NULL && g_strv_contains (passing, reason);
}

/**
 * luthier_grant_send:
 * @self: a grant
 * @task: (transfer none): what luthier_grant_fetch_async() waits for
 * @request: what to send
 */
void
luthier_grant_send (LuthierGrant *self, GTask *task, const LuthierHttpRequest *request)
{
  g_autoptr (GUri) uri = g_uri_parse (request->uri, SOUP_HTTP_URI_FLAGS, NULL);
  LuthierHttpRequest limited = *request;

  limited.deadline_ms = DEADLINE_MS;
  g_task_set_task_data (task, g_strdup (uri != NULL ? g_uri_get_host (uri) : request->uri), g_free);
  luthier_http_client_send_json_async (get_private (self)->http, &limited,
                                       g_task_get_cancellable (task), replied_cb,
                                       g_object_ref (task));
}

/**
 * luthier_grant_post:
 * @self: a grant
 * @task: (transfer none): what luthier_grant_fetch_async() waits for
 * @uri: the token endpoint
 * @form: (transfer full): what is asked, a secret
 * @policy: may it be sent again?
 */
void
luthier_grant_post (
    LuthierGrant *self, GTask *task, const char *uri, char *form, LuthierHttpPolicy policy)
{
  g_autoptr (GBytes) body = luthier_secret_take_bytes (form);
  const LuthierHttpRequest request = {
    .method = SOUP_METHOD_POST,
    .uri = uri,
    .body = body,
    .content_type = SOUP_FORM_MIME_TYPE_URLENCODED,
    .policy = policy,
  };

  luthier_grant_send (self, task, &request);
}

/**
 * luthier_grant_reword:
 * @refusal: an error of the service
 * @code: what kind of error it is to the user
 * @format: the message
 * @...: what is in it
 *
 * Returns: (transfer full): @refusal with its reason and its raw text, in these words
 */
GError *
luthier_grant_reword (const GError *refusal, LuthierError code, const char *format, ...)
{
  GError *error = g_error_copy (refusal);
  va_list arguments;

  va_start (arguments, format);
  g_free (error->message);
  error->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  error->code = (int) code;
  return error;
}

/**
 * luthier_grant_explain_client:
 * @refusal: an error of the service
 * @client_id: the OAuth client's
 *
 * Returns: (transfer full) (nullable): %LUTHIER_ERROR_CREDENTIAL if it is the OAuth client that
 *   is refused, not the user
 */
GError *
luthier_grant_explain_client (const GError *refusal, const char *client_id)
{
  static const char *const reasons[] = { "invalid_client", "unauthorized_client", "deleted_client",
                                         "disabled_client", NULL };
  const char *reason = luthier_error_get_reason (refusal);

  if (reason == NULL || !g_strv_contains (reasons, reason))
    return NULL;
  return luthier_grant_reword (refusal, LUTHIER_ERROR_CREDENTIAL,
                               _ ("The OAuth client %s is unknown, or its secret is wrong: %s"),
                               client_id, refusal->message);
}
