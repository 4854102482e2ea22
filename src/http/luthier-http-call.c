/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-http-call.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-http-failure.h"
#include "luthier-http-message.h"

#define DEFAULT_DEADLINE_MS 60000u
#define MAX_ATTEMPTS        5u
#define READ_SIZE           (64 * 1024)

/* One request on its way: token, send, read, and what the answer means. */
typedef struct
{
  GTask *task; /* (owned) until it returns */
  LuthierHttpMeans means;
  LuthierHttpPolicy policy;
  char *method;       /* (owned) */
  GUri *uri;          /* (owned) */
  GBytes *body;       /* (owned) (nullable) */
  char *content_type; /* (owned) (nullable) */
  GStrv headers;      /* (owned) (nullable): names and values by turns */
  gboolean authorized;

  GCancellable *stop;  /* (owned): the caller's cancellation or the deadline */
  GSource *cancelled;  /* (owned) (nullable) */
  gint64 deadline_us;  /* monotonic */
  guint deadline_s;    /* for the message */
  guint deadline_id;   /* 0 = none */
  guint retry_id;      /* 0 = not waiting */
  gboolean expired;    /* the deadline has passed */
  gboolean renewed;    /* a 401 has been answered with a fresh token */
  gboolean started;    /* this attempt may have left the computer */
  gboolean sending;    /* the session has it */
  gboolean reconnects; /* this attempt is given up for one on another connection */
  guint attempts;      /* begun so far */
  gint64 attempted_us; /* monotonic, the current attempt's start */

  char *token;           /* (owned) (nullable): a secret */
  SoupMessage *message;  /* (owned) (nullable) */
  GInputStream *stream;  /* (owned) (nullable) */
  GByteArray *reply;     /* (owned) */
  GError *waiting_error; /* (owned) (nullable): why it waits */
} Call;

static void attempt (Call *call);

static void
forget_token (Call *call)
{
  if (call->token != NULL)
    explicit_bzero (call->token, strlen (call->token));
  g_clear_pointer (&call->token, g_free);
}

static void
forget_message (Call *call)
{
  if (call->message != NULL)
    g_signal_handlers_disconnect_by_data (call->message, call);
  g_clear_object (&call->message);
}

static void
call_free (Call *call)
{
  forget_token (call);
  forget_message (call);
  g_clear_object (&call->stream);
  g_clear_object (&call->stop);
  g_clear_pointer (&call->uri, g_uri_unref);
  g_clear_pointer (&call->body, g_bytes_unref);
  g_clear_error (&call->waiting_error);
  g_byte_array_unref (call->reply);
  g_free (call->method);
  g_free (call->content_type);
  g_strfreev (call->headers);
  g_free (call);
}

/* No timer and no source may reach the call after this. */
static GTask *
settle (Call *call)
{
  if (call->deadline_id != 0)
    luthier_clock_remove (call->means.clock, call->deadline_id);
  if (call->retry_id != 0)
    luthier_clock_remove (call->means.clock, call->retry_id);
  call->deadline_id = call->retry_id = 0;
  if (call->cancelled != NULL)
    g_source_destroy (call->cancelled);
  g_clear_pointer (&call->cancelled, g_source_unref);
  g_ptr_array_remove_fast (call->means.calls, call);
  return g_steal_pointer (&call->task);
}

static void
succeed (Call *call)
{
  g_autoptr (GTask) task = settle (call);

  g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&call->reply)),
                         (GDestroyNotify) g_bytes_unref);
  call->reply = g_byte_array_new ();
}

static void
fail (Call *call, GError *error)
{
  g_autoptr (GTask) task = settle (call);

  g_task_return_error (task, error);
}

static void
fail_cancelled (Call *call)
{
  fail (call,
        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The request was cancelled")));
}

static void
fail_expired (Call *call)
{
  fail (call, luthier_http_failure_new_late (g_uri_get_host (call->uri), call->deadline_s,
                                             call->started));
}

/* Neither query nor headers nor bodies: they hold what must not be seen. */
static void
log_attempt (Call *call, const char *outcome)
{
  gint64 now = luthier_clock_get_monotonic_time (call->means.clock);

  g_debug ("%s %s%s: %s after %" G_GINT64_FORMAT " ms, attempt %u", call->method,
           g_uri_get_host (call->uri), g_uri_get_path (call->uri), outcome,
           (now - call->attempted_us) / 1000, call->attempts);
}

static gboolean
retry_cb (gpointer user_data)
{
  Call *call = user_data;

  call->retry_id = 0;
  g_clear_error (&call->waiting_error);
  attempt (call);
  return G_SOURCE_REMOVE;
}

/* Waits and tries again if that is allowed and leaves time; else fails with the error. */
static void
retry_or_fail (Call *call, gint64 delay_ms, GError *error)
{
  gint64 now = luthier_clock_get_monotonic_time (call->means.clock);

  if (delay_ms < 0)
    delay_ms = (gint64) luthier_http_failure_get_backoff (call->means.random, call->attempts);
  if (call->policy == LUTHIER_HTTP_ONCE || call->attempts >= MAX_ATTEMPTS ||
      delay_ms >= (call->deadline_us - now) / 1000)
    {
      fail (call, error);
      return;
    }

  call->waiting_error = error;
  call->retry_id = luthier_clock_add_timeout (call->means.clock, (guint64) delay_ms, retry_cb, call,
                                              NULL);
}

/* Whatever has gone wrong, these come before it. */
static gboolean
fail_if_stopped (Call *call)
{
  if (g_cancellable_is_cancelled (g_task_get_cancellable (call->task)))
    fail_cancelled (call);
  else if (call->expired)
    fail_expired (call);
  else
    return FALSE;
  return TRUE;
}

/* Nothing is wrong with the service: this attempt does not count. */
static gboolean
attempt_on_new_connection (Call *call)
{
  if (!call->reconnects)
    return FALSE;

  call->reconnects = FALSE;
  g_object_unref (call->stop);
  call->stop = g_cancellable_new ();
  call->attempts--;
  attempt (call);
  return TRUE;
}

static void
fail_or_retry_transport (Call *call, const GError *transport)
{
  GError *error;

  call->sending = FALSE;
  if (fail_if_stopped (call) || attempt_on_new_connection (call))
    return;

  error = luthier_http_failure_new (transport, g_uri_get_host (call->uri), call->started);
  if (luthier_http_failure_is_transient (transport))
    retry_or_fail (call, -1, error);
  else
    fail (call, error);
}

static void
judge_refusal (Call *call, guint status)
{
  g_autoptr (GBytes) body = g_byte_array_free_to_bytes (g_steal_pointer (&call->reply));
  GError *error = luthier_http_failure_new_for_reply (call->message, body, call->policy);

  call->reply = g_byte_array_new ();
  if (luthier_http_failure_is_transient_status (status))
    retry_or_fail (call, luthier_error_get_retry_delay (error), error);
  else
    fail (call, error);
}

/* A refused token: what it came with has not been acted on, so that even a request that is sent
 * only once may go again with a fresh one. */
static gboolean
renew_token (Call *call, guint status)
{
  if (status != SOUP_STATUS_UNAUTHORIZED || call->token == NULL)
    return FALSE;

  luthier_token_source_invalidate (call->means.tokens, call->token);
  forget_token (call);
  if (call->renewed)
    return FALSE;
  call->renewed = TRUE;
  g_byte_array_set_size (call->reply, 0);
  attempt (call);
  return TRUE;
}

static void
judge_reply (Call *call)
{
  guint status = soup_message_get_status (call->message);
  g_autofree char *outcome = g_strdup_printf ("%u", status);

  luthier_http_message_read_skew (call->message, luthier_clock_get_real_time (call->means.clock),
                                  call->means.skew_us);
  log_attempt (call, outcome);
  call->sending = FALSE;
  g_clear_object (&call->stream);
  if (status >= 200 && status < 300)
    succeed (call);
  else if (!renew_token (call, status))
    judge_refusal (call, status);
}

static void
fail_too_large (Call *call)
{
  /* The rest of the answer is not wanted: the connection is dropped with it. */
  g_cancellable_cancel (call->stop);
  fail (call,
        luthier_error_new (call->policy == LUTHIER_HTTP_ONCE ? LUTHIER_ERROR_UNCERTAIN
                                                             : LUTHIER_ERROR_BAD_REPLY,
                           LUTHIER_REASON_TOO_LARGE, _ ("The answer of %s is larger than %d MB"),
                           g_uri_get_host (call->uri), LUTHIER_JSON_MAX_SIZE / (1024 * 1024)));
}

static void read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
read_more (Call *call)
{
  g_input_stream_read_bytes_async (call->stream, READ_SIZE, G_PRIORITY_DEFAULT, call->stop, read_cb,
                                   call);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (bytes == NULL)
    {
      log_attempt (call, error->message);
      /* A refusal counts though its text was cut off. */
      if (soup_message_get_status (call->message) >= 400 &&
          !g_cancellable_is_cancelled (call->stop))
        judge_reply (call);
      else
        fail_or_retry_transport (call, error);
      return;
    }

  size = g_bytes_get_size (bytes);
  if (size == 0)
    {
      judge_reply (call);
    }
  else if (call->reply->len + size > LUTHIER_JSON_MAX_SIZE)
    {
      log_attempt (call, "too large");
      fail_too_large (call);
    }
  else
    {
      g_byte_array_append (call->reply, g_bytes_get_data (bytes, NULL), (guint) size);
      read_more (call);
    }
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GError) error = NULL;

  call->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (call->stream != NULL)
    {
      read_more (call);
      return;
    }
  log_attempt (call, error->message);
  fail_or_retry_transport (call, error);
}

static void
starting_cb (SoupMessage *message, gpointer user_data)
{
  Call *call = user_data;

  call->started = TRUE;
}

static void
restarted_cb (SoupMessage *message, gpointer user_data)
{
  Call *call = user_data;

  /* The session repeats by itself what a closed connection swallowed, but not the body, which it
   * has read to its end. */
  if (call->policy == LUTHIER_HTTP_ONCE)
    g_cancellable_cancel (call->stop);
  else if (call->body != NULL)
    soup_message_set_request_body_from_bytes (message, call->content_type, call->body);
}

static void
send_message (Call *call)
{
  const LuthierHttpRequest request = {
    .method = call->method,
    .body = call->body,
    .content_type = call->content_type,
    .headers = (const char *const *) call->headers,
    .policy = call->policy,
  };

  forget_message (call);
  call->message = luthier_http_message_new (&request, call->uri, call->token,
                                            call->means.quota_project);
  g_signal_connect (call->message, "starting", G_CALLBACK (starting_cb), call);
  g_signal_connect (call->message, "restarted", G_CALLBACK (restarted_cb), call);
  call->sending = TRUE;
  soup_session_send_async (*call->means.session, call->message, G_PRIORITY_DEFAULT, call->stop,
                           sent_cb, call);
}

/* Whatever went wrong with the token, the request itself has not been sent or was refused. */
static void
fail_without_token (Call *call, GError *error)
{
  if (!fail_if_stopped (call))
    fail (call, luthier_http_failure_new_for_token (error));
}

static void
token_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GError) error = NULL;

  call->token = luthier_token_source_get_token_finish (LUTHIER_TOKEN_SOURCE (source), result,
                                                       &error);
  if (call->token == NULL)
    fail_without_token (call, error);
  else if (g_cancellable_is_cancelled (call->stop))
    fail_without_token (call, NULL);
  else
    send_message (call);
}

static gboolean
may_carry_token (Call *call)
{
  g_autofree char *uri = NULL;

  if (!call->authorized || call->means.tokens == NULL || call->means.endpoints == NULL)
    return FALSE;
  uri = g_uri_to_string (call->uri);
  return luthier_endpoints_is_trusted (call->means.endpoints, uri);
}

static void
attempt (Call *call)
{
  call->attempts++;
  call->attempted_us = luthier_clock_get_monotonic_time (call->means.clock);
  call->started = FALSE;
  g_byte_array_set_size (call->reply, 0);
  g_clear_object (&call->stream);
  forget_token (call);

  if (may_carry_token (call))
    luthier_token_source_get_token_async (call->means.tokens, call->stop, token_cb, call);
  else
    send_message (call);
}

/* While it waits nothing else will end it; while it works, what is cancelled reports back. */
static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Call *call = user_data;

  if (call->retry_id != 0)
    fail_cancelled (call);
  else
    g_cancellable_cancel (call->stop);
  return G_SOURCE_REMOVE;
}

static gboolean
deadline_cb (gpointer user_data)
{
  Call *call = user_data;

  call->deadline_id = 0;
  call->expired = TRUE;
  if (call->retry_id != 0)
    fail (call, g_steal_pointer (&call->waiting_error));
  else
    g_cancellable_cancel (call->stop);
  return G_SOURCE_REMOVE;
}

static void
watch_limits (Call *call, guint deadline_ms)
{
  GCancellable *cancellable = g_task_get_cancellable (call->task);

  call->deadline_s = MAX (deadline_ms / 1000, 1);
  call->deadline_us = luthier_clock_get_monotonic_time (call->means.clock) +
                      (gint64) deadline_ms * 1000;
  call->deadline_id = luthier_clock_add_timeout (call->means.clock, deadline_ms, deadline_cb, call,
                                                 NULL);
  if (cancellable == NULL)
    return;
  /* A source, not the signal: cancelling from within the signal could not be disconnected. */
  call->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (call->cancelled, G_SOURCE_FUNC (cancelled_cb), call, NULL);
  g_source_attach (call->cancelled, g_task_get_context (call->task));
}

/**
 * luthier_http_call_start:
 * @task: (transfer none): the task that the reply is returned through
 * @means: what the client has
 * @request: what to send
 *
 * Policy, deadline and retries are those of @request, by the table of the service's retry
 * policy: 408, 429, 500, 502, 503, 504 and broken connections, at most five times.
 */
void
luthier_http_call_start (GTask *task,
                         const LuthierHttpMeans *means,
                         const LuthierHttpRequest *request)
{
  g_autoptr (GError) error = NULL;
  Call *call;

  if (!luthier_endpoints_check_uri (request->uri, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  call = g_new0 (Call, 1);
  call->task = g_object_ref (task);
  call->means = *means;
  call->policy = request->policy;
  call->method = g_strdup (request->method);
  call->uri = g_uri_parse (request->uri, SOUP_HTTP_URI_FLAGS, NULL);
  call->body = request->body != NULL ? g_bytes_ref (request->body) : NULL;
  call->content_type = g_strdup (request->content_type);
  call->headers = g_strdupv ((char **) request->headers);
  call->authorized = request->authorized;
  call->stop = g_cancellable_new ();
  call->reply = g_byte_array_new ();
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);

  g_ptr_array_add (means->calls, call);
  watch_limits (call, request->deadline_ms > 0 ? request->deadline_ms : DEFAULT_DEADLINE_MS);
  attempt (call);
}

/* What was sent once may have been acted on: it goes on waiting for its answer. */
void
luthier_http_call_reconnect (gpointer user_data)
{
  Call *call = user_data;

  if (!call->sending || call->policy == LUTHIER_HTTP_ONCE)
    return;

  call->reconnects = TRUE;
  g_cancellable_cancel (call->stop);
}
