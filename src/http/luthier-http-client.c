/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-http-client.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "luthier-error.h"
#include "luthier-http-call.h"

#define USER_AGENT     "Luthier/0.1"
#define MAX_CONNS      8
#define READ_TIMEOUT_S 30
#define IDLE_TIMEOUT_S 60
/* An answer of this size is parsed in less time than another thread takes to begin. */
#define MAX_QUICK_SIZE (16 * 1024)

struct _LuthierHttpClient
{
  GObject parent_instance;

  SoupSession *session;        /* (owned) */
  GPtrArray *calls;            /* (owned): those that are under way (unowned) */
  LuthierClock *clock;         /* (owned) */
  LuthierRandom *random;       /* (owned) */
  LuthierEndpoints *endpoints; /* (owned) (nullable) */
  LuthierTokenSource *tokens;  /* (owned) (nullable) */
  char *quota_project;         /* (owned) (nullable) */
  gint64 skew_us;
};

G_DEFINE_FINAL_TYPE (LuthierHttpClient, luthier_http_client, G_TYPE_OBJECT)

/* What becomes of a reply that cannot be read. */
typedef struct
{
  LuthierHttpPolicy policy;
  char *host;          /* (owned) */
  gboolean takes_none; /* an answer without a body says "done" */
} Expectation;

static void
expectation_free (Expectation *expectation)
{
  g_free (expectation->host);
  g_free (expectation);
}

static void
parse_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  LuthierJson *json = luthier_json_parse (task_data, &error);

  if (json != NULL)
    g_task_return_pointer (task, json, (GDestroyNotify) luthier_json_unref);
  else
    g_task_return_error (task, error);
}

/* json: (transfer full) (nullable); if NULL, error is set. */
static void
return_json (GTask *task, LuthierJson *json, const GError *error)
{
  Expectation *expectation = g_task_get_task_data (task);

  if (json != NULL)
    g_task_return_pointer (task, json, (GDestroyNotify) luthier_json_unref);
  else
    g_task_return_new_error (task, LUTHIER_ERROR,
                             expectation->policy == LUTHIER_HTTP_ONCE ? LUTHIER_ERROR_UNCERTAIN
                                                                      : LUTHIER_ERROR_BAD_REPLY,
                             _ ("The answer of %s cannot be read: %s"), expectation->host,
                             error->message);
}

static void
parsed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  LuthierJson *json = g_task_propagate_pointer (G_TASK (result), &error);

  return_json (task, json, error);
}

static void
reply_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Expectation *expectation = g_task_get_task_data (task);
  g_autoptr (GTask) parsing = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *text = luthier_http_client_send_finish (LUTHIER_HTTP_CLIENT (source), result, &error);

  if (text == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (g_bytes_get_size (text) == 0 && expectation->takes_none)
    {
      g_bytes_unref (text);
      text = g_bytes_new_static ("{}", 2);
    }
  if (g_bytes_get_size (text) <= MAX_QUICK_SIZE)
    {
      LuthierJson *json = luthier_json_parse (text, &error);

      g_bytes_unref (text);
      return_json (task, json, error);
      return;
    }
  /* A task of its own: the thread may be the last to let go of it, and must not free a client. */
  parsing = g_task_new (NULL, NULL, parsed_cb, g_steal_pointer (&task));
  g_task_set_source_tag (parsing, reply_cb);
  g_task_set_task_data (parsing, text, (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (parsing, parse_in_thread);
}

/* What was sent once has an outcome that a late cancellation must not hide. */
static GTask *
make_task (LuthierHttpClient *self,
           const LuthierHttpRequest *request,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, request->policy != LUTHIER_HTTP_ONCE);
  return task;
}

static void
luthier_http_client_finalize (GObject *object)
{
  LuthierHttpClient *self = LUTHIER_HTTP_CLIENT (object);

  soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_ptr_array_unref (self->calls);
  g_clear_object (&self->clock);
  g_clear_object (&self->random);
  g_clear_object (&self->endpoints);
  g_clear_object (&self->tokens);
  g_free (self->quota_project);

  G_OBJECT_CLASS (luthier_http_client_parent_class)->finalize (object);
}

static void
luthier_http_client_class_init (LuthierHttpClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_http_client_finalize;
}

static SoupSession *
make_session (void)
{
  SoupSession *session = soup_session_new_with_options (
      "user-agent", USER_AGENT, "max-conns", 2 * MAX_CONNS, "max-conns-per-host", MAX_CONNS,
      "timeout", READ_TIMEOUT_S, "idle-timeout", IDLE_TIMEOUT_S, NULL);

  /* Credentials are the token source's business: no challenge is ever answered from here. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  return session;
}

static void
luthier_http_client_init (LuthierHttpClient *self)
{
  self->session = make_session ();
  self->calls = g_ptr_array_new ();
}

/**
 * luthier_http_client_new:
 * @clock: what deadlines and waits are measured by
 * @random: what waits are spread by
 * @endpoints: (nullable): which hosts may see a token; none if %NULL
 * @tokens: (nullable): where tokens come from
 * @quota_project: (nullable): the project that requests are counted against
 *
 * Returns: (transfer full): a client with connections of its own
 */
LuthierHttpClient *
luthier_http_client_new (LuthierClock *clock,
                         LuthierRandom *random,
                         LuthierEndpoints *endpoints,
                         LuthierTokenSource *tokens,
                         const char *quota_project)
{
  LuthierHttpClient *self;

  g_return_val_if_fail (LUTHIER_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (LUTHIER_IS_RANDOM (random), NULL);
  g_return_val_if_fail (endpoints == NULL || LUTHIER_IS_ENDPOINTS (endpoints), NULL);
  g_return_val_if_fail (tokens == NULL || LUTHIER_IS_TOKEN_SOURCE (tokens), NULL);

  self = g_object_new (LUTHIER_TYPE_HTTP_CLIENT, NULL);
  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  g_set_object (&self->endpoints, endpoints);
  g_set_object (&self->tokens, tokens);
  if (quota_project != NULL && *quota_project != '\0')
    self->quota_project = g_strdup (quota_project);
  return self;
}

/**
 * luthier_http_client_get_clock:
 * @self: a client
 *
 * Returns: (transfer none): the clock it goes by
 */
LuthierClock *
luthier_http_client_get_clock (LuthierHttpClient *self)
{
  g_return_val_if_fail (LUTHIER_IS_HTTP_CLIENT (self), NULL);

  return self->clock;
}

/**
 * luthier_http_client_get_random:
 * @self: a client
 *
 * Returns: (transfer none): what it spreads waits by
 */
LuthierRandom *
luthier_http_client_get_random (LuthierHttpClient *self)
{
  g_return_val_if_fail (LUTHIER_IS_HTTP_CLIENT (self), NULL);

  return self->random;
}

/**
 * luthier_http_client_get_endpoints:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): which host serves what
 */
LuthierEndpoints *
luthier_http_client_get_endpoints (LuthierHttpClient *self)
{
  g_return_val_if_fail (LUTHIER_IS_HTTP_CLIENT (self), NULL);

  return self->endpoints;
}

/**
 * luthier_http_client_get_tokens:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): where its tokens come from
 */
LuthierTokenSource *
luthier_http_client_get_tokens (LuthierHttpClient *self)
{
  g_return_val_if_fail (LUTHIER_IS_HTTP_CLIENT (self), NULL);

  return self->tokens;
}

/**
 * luthier_http_client_get_quota_project:
 * @self: a client
 *
 * Returns: (nullable): the project that requests are counted against
 */
const char *
luthier_http_client_get_quota_project (LuthierHttpClient *self)
{
  g_return_val_if_fail (LUTHIER_IS_HTTP_CLIENT (self), NULL);

  return self->quota_project;
}

/**
 * luthier_http_client_get_skew:
 * @self: a client
 *
 * Returns: how far the last answer's date was ahead of our clock, in microseconds; 0 as long as
 *   there is none
 */
gint64
luthier_http_client_get_skew (LuthierHttpClient *self)
{
  g_return_val_if_fail (LUTHIER_IS_HTTP_CLIENT (self), 0);

  return self->skew_us;
}

/**
 * luthier_http_client_reconnect:
 * @self: a client
 *
 * Uses no connection again that is open now: after a sleep of the computer, or on another network,
 * it may be dead, and silent about it. What is under way and may be repeated is sent anew; what is
 * sent only once goes on waiting for its answer.
 */
void
luthier_http_client_reconnect (LuthierHttpClient *self)
{
  g_autoptr (GPtrArray) calls = NULL;

  g_return_if_fail (LUTHIER_IS_HTTP_CLIENT (self));

  /* A call that still waits keeps the old session. */
  g_object_unref (self->session);
  self->session = make_session ();
  calls = g_ptr_array_copy (self->calls, NULL, NULL);
  g_ptr_array_foreach (calls, (GFunc) (void (*) (void)) luthier_http_call_reconnect, NULL);
}

/**
 * luthier_http_client_send_async:
 * @self: a client
 * @request: what to send; not needed after the call
 * @cancellable: (nullable): a cancellable
 * @callback: called when the reply is complete or given up
 * @user_data: data for @callback
 *
 * Sends @request with the token, the quota project, the retries and the deadline that it asks
 * for. Redirections are never followed.
 */
void
luthier_http_client_send_async (LuthierHttpClient *self,
                                const LuthierHttpRequest *request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LUTHIER_IS_HTTP_CLIENT (self));
  g_return_if_fail (request != NULL && request->method != NULL && request->uri != NULL);

  task = make_task (self, request, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_http_client_send_async);
  luthier_http_call_start (task,
                           &(LuthierHttpMeans){
                               .session = &self->session,
                               .calls = self->calls,
                               .clock = self->clock,
                               .random = self->random,
                               .endpoints = self->endpoints,
                               .tokens = self->tokens,
                               .quota_project = self->quota_project,
                               .skew_us = &self->skew_us,
                           },
                           request);
}

/**
 * luthier_http_client_send_finish:
 * @self: a client
 * @result: the result
 * @error: return location for an error of %LUTHIER_ERROR or %G_IO_ERROR_CANCELLED
 *
 * %LUTHIER_ERROR_NOT_SENT: nothing left this computer. %LUTHIER_ERROR_UNCERTAIN: something did,
 * and no answer tells what became of it; with %LUTHIER_HTTP_ONCE also 408, 5xx, a redirection and
 * an answer that is too large.
 *
 * Returns: (transfer full): the body of a 2xx answer
 */
GBytes *
luthier_http_client_send_finish (LuthierHttpClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * luthier_http_client_send_json_async:
 * @self: a client
 * @request: what to send; not needed after the call
 * @cancellable: (nullable): a cancellable
 * @callback: called when the reply is parsed or given up
 * @user_data: data for @callback
 *
 * As luthier_http_client_send_async(), with the reply parsed on a worker thread. To anything but
 * GET, an answer without a body is read as `{}`.
 */
void
luthier_http_client_send_json_async (LuthierHttpClient *self,
                                     const LuthierHttpRequest *request,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GUri) uri = NULL;
  Expectation *expectation;

  g_return_if_fail (LUTHIER_IS_HTTP_CLIENT (self));
  g_return_if_fail (request != NULL && request->method != NULL && request->uri != NULL);

  uri = g_uri_parse (request->uri, SOUP_HTTP_URI_FLAGS, NULL);
  expectation = g_new0 (Expectation, 1);
  expectation->policy = request->policy;
  expectation->takes_none = !g_str_equal (request->method, SOUP_METHOD_GET);
  expectation->host = g_strdup (uri != NULL ? g_uri_get_host (uri) : NULL);

  task = make_task (self, request, cancellable, callback, user_data);
  g_task_set_source_tag (task, luthier_http_client_send_json_async);
  g_task_set_task_data (task, expectation, (GDestroyNotify) expectation_free);
  luthier_http_client_send_async (self, request, cancellable, reply_cb, g_steal_pointer (&task));
}

/**
 * luthier_http_client_send_json_finish:
 * @self: a client
 * @result: the result
 * @error: return location; also %LUTHIER_ERROR_BAD_REPLY if the answer is no JSON, which is
 *   %LUTHIER_ERROR_UNCERTAIN with %LUTHIER_HTTP_ONCE
 *
 * Returns: (transfer full): the parsed answer
 */
LuthierJson *
luthier_http_client_send_json_finish (LuthierHttpClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
