/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-http-client.h"

#include "luthier-error.h"
#include "luthier-fault-server.h"
#include "luthier-http-failure.h"
#include "luthier-manual-clock.h"

#define FIRST_TOKEN  "first-secret-token"
#define SECOND_TOKEN "second-secret-token"

/* All that is logged in this program: nothing secret may ever be in it. */
static GString *log_text;

/* A token source that hands out one token after the other. */
#define COUNTING_TYPE_TOKENS (counting_tokens_get_type ())
G_DECLARE_FINAL_TYPE (CountingTokens, counting_tokens, COUNTING, TOKENS, GObject)

struct _CountingTokens
{
  GObject parent_instance;
  guint invalidated;
  gboolean broken;
  LuthierError code; /* of what is broken */
};

static void
counting_get_async (LuthierTokenSource *source,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  CountingTokens *self = COUNTING_TOKENS (source);
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);

  if (self->broken)
    g_task_return_error (task,
                         luthier_error_new (self->code, LUTHIER_REASON_NOT_SECURE, "line broke"));
  else
    g_task_return_pointer (task, g_strdup (self->invalidated == 0 ? FIRST_TOKEN : SECOND_TOKEN),
                           g_free);
}

static void
counting_invalidate (LuthierTokenSource *source, const char *token)
{
  COUNTING_TOKENS (source)->invalidated++;
}

static void
counting_iface_init (LuthierTokenSourceInterface *iface)
{
  iface->get_token_async = counting_get_async;
  iface->invalidate = counting_invalidate;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CountingTokens,
                               counting_tokens,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LUTHIER_TYPE_TOKEN_SOURCE,
                                                      counting_iface_init))

static void
counting_tokens_class_init (CountingTokensClass *klass)
{
}

static void
counting_tokens_init (CountingTokens *self)
{
}

typedef struct
{
  LuthierFaultServer *server;
  LuthierClock *clock;
  CountingTokens *tokens;
  LuthierHttpClient *client;
  GCancellable *cancellable;
  GAsyncResult *result;
  GError *error;
} Fixture;

/* data: "manual" for a clock that the test moves. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierRandom) random = luthier_random_new_with_seed (1);
  g_autoptr (LuthierEndpoints) endpoints = NULL;

  fixture->server = luthier_fault_server_new ();
  endpoints = luthier_endpoints_new (fixture->server->base, &fixture->error);
  g_assert_no_error (fixture->error);
  fixture->clock = data != NULL ? luthier_manual_clock_new (G_TIME_SPAN_DAY) : luthier_clock_new ();
  fixture->tokens = g_object_new (COUNTING_TYPE_TOKENS, NULL);
  fixture->client = luthier_http_client_new (
      fixture->clock, random, endpoints, LUTHIER_TOKEN_SOURCE (fixture->tokens), "quota-project");
  fixture->cancellable = g_cancellable_new ();
  g_string_truncate (log_text, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* Tokens reach the service, never the log. */
  g_assert_null (strstr (log_text->str, "secret"));

  g_clear_object (&fixture->result);
  g_clear_error (&fixture->error);
  g_clear_object (&fixture->cancellable);
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (fixture->tokens);
  g_assert_finalize_object (fixture->clock);
  luthier_fault_server_free (fixture->server);
}

static void
start (Fixture *fixture, const char *situation, LuthierHttpPolicy policy, guint deadline_ms)
{
  g_autofree char *uri = luthier_fault_server_uri (fixture->server, situation);
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"a\":1}", 7);
  LuthierHttpRequest request = {
    .method = SOUP_METHOD_POST,
    .uri = uri,
    .body = body,
    .content_type = "application/json",
    .policy = policy,
    .authorized = TRUE,
    .deadline_ms = deadline_ms,
  };

  g_clear_object (&fixture->result);
  g_clear_error (&fixture->error);
  luthier_http_client_send_json_async (fixture->client, &request, fixture->cancellable,
                                       luthier_test_result_cb, &fixture->result);
}

static char *
finish (Fixture *fixture)
{
  g_autoptr (LuthierJson) json = NULL;

  luthier_test_wait_for (fixture->result);
  json = luthier_http_client_send_json_finish (fixture->client, fixture->result, &fixture->error);
  if (json == NULL)
    return NULL;
  return g_strdup (luthier_json_value_get_string (
      luthier_json_value_get_member (luthier_json_get_root (json), "answer"), "none"));
}

static void
wait_for_log (const char *text)
{
  luthier_test_wait_until (strstr (log_text->str, text) != NULL);
}

static void
advance (Fixture *fixture, gint64 ms)
{
  luthier_manual_clock_advance (LUTHIER_MANUAL_CLOCK (fixture->clock), ms);
}

static void
test_ok (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;

  start (fixture, "ok", LUTHIER_HTTP_IDEMPOTENT, 0);
  answer = finish (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (answer, ==, "ok");
  g_assert_cmpstr (fixture->server->authorization, ==, "Bearer " FIRST_TOKEN);
  g_assert_cmpstr (fixture->server->quota_project, ==, "quota-project");
  g_assert_cmpstr (fixture->server->body, ==, "{\"a\":1}");
  g_assert_nonnull (strstr (log_text->str, "POST 127.0.0.1/ok: 200"));
}

static void
test_gzip (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;

  start (fixture, "gzip", LUTHIER_HTTP_IDEMPOTENT, 0);
  answer = finish (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (answer, ==, "packed");
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;

  start (fixture, "empty", LUTHIER_HTTP_IDEMPOTENT, 0);
  answer = finish (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (answer, ==, "none");
}

static void
test_query_is_not_logged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;

  start (fixture, "ok?key=secret", LUTHIER_HTTP_IDEMPOTENT, 0);
  answer = finish (fixture);
  g_assert_cmpstr (answer, ==, "ok");
  wait_for_log ("127.0.0.1/ok: 200");
}

static void
test_unavailable_then_ok (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;

  fixture->server->strikes = 2;
  start (fixture, "unavailable", LUTHIER_HTTP_IDEMPOTENT, 0);
  wait_for_log ("503 after");
  g_assert_cmpuint (fixture->server->requests, ==, 1);
  /* Never longer than a second, then two. */
  advance (fixture, 1000);
  wait_for_log ("attempt 2");
  advance (fixture, 2000);
  answer = finish (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (answer, ==, "ok");
  g_assert_cmpuint (fixture->server->requests, ==, 3);
}

static void
test_unavailable_for_good (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;

  start (fixture, "unavailable", LUTHIER_HTTP_IDEMPOTENT, 0);
  for (guint attempt = 1; attempt < 5; attempt++)
    {
      g_autofree char *text = g_strdup_printf ("attempt %u", attempt);

      wait_for_log (text);
      advance (fixture, 1000 << (attempt - 1));
    }
  answer = finish (fixture);
  g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_UNAVAILABLE);
  g_assert_cmpuint (fixture->server->requests, ==, 5);
}

static void
test_retry_after (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;

  fixture->server->strikes = 1;
  start (fixture, "retry-after", LUTHIER_HTTP_IDEMPOTENT, 0);
  wait_for_log ("503 after");
  advance (fixture, 6999);
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (fixture->server->requests, ==, 1);
  advance (fixture, 1);
  answer = finish (fixture);
  g_assert_cmpstr (answer, ==, "ok");
}

static void
test_retry_info (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;

  fixture->server->strikes = 1;
  start (fixture, "busy", LUTHIER_HTTP_IDEMPOTENT, 0);
  wait_for_log ("429 after");
  advance (fixture, 29999);
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (fixture->server->requests, ==, 1);
  advance (fixture, 1);
  answer = finish (fixture);
  g_assert_cmpstr (answer, ==, "ok");
}

/* There is no point in waiting for what comes too late. */
static void
test_retry_after_deadline (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;

  start (fixture, "retry-after", LUTHIER_HTTP_IDEMPOTENT, 5000);
  answer = finish (fixture);
  g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_UNAVAILABLE);
  g_assert_cmpint (luthier_error_get_retry_delay (fixture->error), ==, 7000);
  g_assert_cmpuint (fixture->server->requests, ==, 1);
}

static void
test_token_renewed (Fixture *fixture, gconstpointer data)
{
  for (guint policy = LUTHIER_HTTP_IDEMPOTENT; policy <= LUTHIER_HTTP_ONCE; policy++)
    {
      g_autofree char *answer = NULL;

      fixture->server->requests = 0;
      fixture->tokens->invalidated = 0;
      g_free (fixture->server->token);
      fixture->server->token = g_strdup (SECOND_TOKEN);
      start (fixture, "unauthorized", policy, 0);
      answer = finish (fixture);
      g_assert_no_error (fixture->error);
      g_assert_cmpstr (answer, ==, "ok");
      g_assert_cmpuint (fixture->server->requests, ==, 2);
      g_assert_cmpuint (fixture->tokens->invalidated, ==, 1);
    }
}

static void
test_token_refused_twice (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;

  fixture->server->token = g_strdup ("another");
  start (fixture, "unauthorized", LUTHIER_HTTP_IDEMPOTENT, 0);
  answer = finish (fixture);
  g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_UNAUTHENTICATED);
  g_assert_cmpuint (fixture->server->requests, ==, 2);
}

/* Whatever became of the token request, this one was not sent. */
static void
test_no_token (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;

  fixture->tokens->broken = TRUE;
  fixture->tokens->code = LUTHIER_ERROR_UNCERTAIN;
  start (fixture, "ok", LUTHIER_HTTP_ONCE, 0);
  answer = finish (fixture);
  g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_SENT);
  g_assert_cmpstr (luthier_error_get_reason (fixture->error), ==, LUTHIER_REASON_NOT_SECURE);
  g_assert_cmpuint (fixture->server->requests, ==, 0);
}

/* What only somebody can change is told as it is. */
static void
test_no_token_for_good (Fixture *fixture, gconstpointer data)
{
  static const LuthierError codes[] = { LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_ERROR_CREDENTIAL,
                                        LUTHIER_ERROR_KEYRING, LUTHIER_ERROR_FORBIDDEN };

  fixture->tokens->broken = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *answer = NULL;

      fixture->tokens->code = codes[i];
      start (fixture, "ok", LUTHIER_HTTP_IDEMPOTENT, 0);
      answer = finish (fixture);
      g_assert_error (fixture->error, LUTHIER_ERROR, (int) codes[i]);
      g_assert_cmpstr (fixture->error->message, ==, "line broke");
    }
  g_assert_cmpuint (fixture->server->requests, ==, 0);
}

/* What is to be told of it is known without reading the message. */
static void
test_not_secure (void)
{
  g_autoptr (GError)
      certificate = g_error_new_literal (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, "x");
  g_autoptr (GError) refused = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, "x");
  g_autoptr (GError) error = luthier_http_failure_new (certificate, "x.example", FALSE);
  g_autoptr (GError) other = luthier_http_failure_new (refused, "x.example", FALSE);

  g_assert_error (error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_SENT);
  g_assert_cmpstr (luthier_error_get_reason (error), ==, LUTHIER_REASON_NOT_SECURE);
  g_assert_null (luthier_error_get_reason (other));
}

static void
test_redirect_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierFaultServer) other = luthier_fault_server_new ();
  g_autofree char *answer = NULL;

  fixture->server->elsewhere = luthier_fault_server_uri (other, "ok");
  start (fixture, "redirect", LUTHIER_HTTP_IDEMPOTENT, 0);
  answer = finish (fixture);
  g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY);
  g_assert_cmpuint (other->requests, ==, 0);
}

static void
test_other_host_sees_no_token (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LuthierFaultServer) other = luthier_fault_server_new ();
  g_autofree char *own_base = g_steal_pointer (&fixture->server->base);
  g_autofree char *answer = NULL;

  fixture->server->base = g_strdup (other->base);
  start (fixture, "ok", LUTHIER_HTTP_IDEMPOTENT, 0);
  answer = finish (fixture);
  g_assert_cmpstr (answer, ==, "ok");
  g_assert_cmpuint (other->requests, ==, 1);
  g_assert_null (other->authorization);
  g_assert_null (other->quota_project);
}

static void
test_drip_hits_deadline (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;
  gint64 begun = g_get_monotonic_time ();

  start (fixture, "drip", LUTHIER_HTTP_IDEMPOTENT, 300);
  answer = finish (fixture);
  g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_UNCERTAIN);
  g_assert_cmpint (g_get_monotonic_time () - begun, >=, 300 * 1000);
  g_assert_cmpuint (fixture->server->requests, ==, 1);
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;

  start (fixture, "huge", LUTHIER_HTTP_IDEMPOTENT, 0);
  answer = finish (fixture);
  g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY);
  g_assert_cmpstr (luthier_error_get_reason (fixture->error), ==, LUTHIER_REASON_TOO_LARGE);
}

static void
test_garbage (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;

  start (fixture, "garbage", LUTHIER_HTTP_IDEMPOTENT, 0);
  answer = finish (fixture);
  g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY);
  g_assert_cmpuint (fixture->server->requests, ==, 1);
}

static void
test_reset_is_retried (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;

  fixture->server->strikes = 1;
  start (fixture, data, LUTHIER_HTTP_IDEMPOTENT, 0);
  wait_for_log ("attempt 1");
  advance (fixture, 1000);
  answer = finish (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (answer, ==, "ok");
}

/* The session repeats this by itself, at once; the body has to go with it. */
static void
test_reset_of_kept_connection (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  start (fixture, "ok", LUTHIER_HTTP_IDEMPOTENT, 0);
  first = finish (fixture);
  fixture->server->strikes = 2;
  start (fixture, "reset-before", LUTHIER_HTTP_IDEMPOTENT, 0);
  second = finish (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (second, ==, "ok");
  g_assert_cmpuint (fixture->server->requests, ==, 3);
  g_assert_cmpstr (fixture->server->body, ==, "{\"a\":1}");
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;

  start (fixture, "silent", LUTHIER_HTTP_IDEMPOTENT, 0);
  luthier_test_wait_until (fixture->server->requests == 1);
  g_cancellable_cancel (fixture->cancellable);
  answer = finish (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancel_while_waiting (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;

  start (fixture, "retry-after", LUTHIER_HTTP_IDEMPOTENT, 0);
  wait_for_log ("503 after");
  g_cancellable_cancel (fixture->cancellable);
  answer = finish (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancelled_before (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;

  g_cancellable_cancel (fixture->cancellable);
  start (fixture, "ok", LUTHIER_HTTP_ONCE, 0);
  answer = finish (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->server->requests, ==, 0);
}

static void
test_port_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;

  soup_server_disconnect (fixture->server->server);
  start (fixture, "ok", LUTHIER_HTTP_ONCE, 0);
  answer = finish (fixture);
  g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_NOT_SENT);
}

static void
test_unsafe_address (Fixture *fixture, gconstpointer data)
{
  g_autofree char *own_base = g_steal_pointer (&fixture->server->base);
  g_autofree char *answer = NULL;

  fixture->server->base = g_strdup ("http://example.com");
  start (fixture, "ok", LUTHIER_HTTP_IDEMPOTENT, 0);
  answer = finish (fixture);
  g_assert_error (fixture->error, LUTHIER_ERROR, LUTHIER_ERROR_INVALID);
}

/* On a connection that has served before: the session must not repeat it by itself either. */
static void
test_once (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *situation;
    LuthierError code;
  } cases[] = {
    { "reset-before", LUTHIER_ERROR_UNCERTAIN }, { "reset-after", LUTHIER_ERROR_UNCERTAIN },
    { "silent", LUTHIER_ERROR_UNCERTAIN },       { "drip", LUTHIER_ERROR_UNCERTAIN },
    { "huge", LUTHIER_ERROR_UNCERTAIN },         { "garbage", LUTHIER_ERROR_UNCERTAIN },
    { "bad-gzip", LUTHIER_ERROR_UNCERTAIN },     { "unavailable", LUTHIER_ERROR_UNCERTAIN },
    { "internal", LUTHIER_ERROR_UNCERTAIN },     { "timeout", LUTHIER_ERROR_UNCERTAIN },
    { "retry-after", LUTHIER_ERROR_UNCERTAIN },  { "redirect", LUTHIER_ERROR_UNCERTAIN },
    { "busy", LUTHIER_ERROR_RATE_LIMITED },      { "refused", LUTHIER_ERROR_INVALID },
  };

  fixture->server->elsewhere = luthier_fault_server_uri (fixture->server, "ok");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;

      start (fixture, "ok", LUTHIER_HTTP_IDEMPOTENT, 0);
      first = finish (fixture);
      g_assert_cmpstr (first, ==, "ok");

      fixture->server->requests = 0;
      start (fixture, cases[i].situation, LUTHIER_HTTP_ONCE, 500);
      second = finish (fixture);
      g_test_message ("%s", cases[i].situation);
      g_assert_error (fixture->error, LUTHIER_ERROR, (int) cases[i].code);
      g_assert_cmpuint (fixture->server->requests, ==, 1);
    }
}

static void
log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  g_string_append_printf (log_text, "%s\n", message);
  g_test_message ("%s: %s", domain, message);
}

#define ADD(path, data, test) g_test_add (path, Fixture, data, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  log_text = g_string_new (NULL);
  g_test_init (&argc, &argv, NULL);
  g_log_set_default_handler (log_cb, NULL);

  ADD ("/http-client/ok", NULL, test_ok);
  ADD ("/http-client/gzip", NULL, test_gzip);
  ADD ("/http-client/empty", NULL, test_empty);
  ADD ("/http-client/query-is-not-logged", NULL, test_query_is_not_logged);
  ADD ("/http-client/unavailable-then-ok", "manual", test_unavailable_then_ok);
  ADD ("/http-client/unavailable-for-good", "manual", test_unavailable_for_good);
  ADD ("/http-client/retry-after", "manual", test_retry_after);
  ADD ("/http-client/retry-info", "manual", test_retry_info);
  ADD ("/http-client/retry-after-deadline", "manual", test_retry_after_deadline);
  ADD ("/http-client/token-renewed", NULL, test_token_renewed);
  ADD ("/http-client/token-refused-twice", NULL, test_token_refused_twice);
  ADD ("/http-client/no-token", NULL, test_no_token);
  ADD ("/http-client/no-token-for-good", NULL, test_no_token_for_good);
  g_test_add_func ("/http-client/not-secure", test_not_secure);
  ADD ("/http-client/redirect-elsewhere", NULL, test_redirect_elsewhere);
  ADD ("/http-client/other-host-sees-no-token", NULL, test_other_host_sees_no_token);
  ADD ("/http-client/drip-hits-deadline", NULL, test_drip_hits_deadline);
  ADD ("/http-client/too-large", NULL, test_too_large);
  ADD ("/http-client/garbage", NULL, test_garbage);
  ADD ("/http-client/reset-before", "reset-before", test_reset_is_retried);
  ADD ("/http-client/reset-after", "reset-after", test_reset_is_retried);
  ADD ("/http-client/reset-of-kept-connection", NULL, test_reset_of_kept_connection);
  ADD ("/http-client/cancel", NULL, test_cancel);
  ADD ("/http-client/cancel-while-waiting", "manual", test_cancel_while_waiting);
  ADD ("/http-client/cancelled-before", NULL, test_cancelled_before);
  ADD ("/http-client/port-refused", NULL, test_port_refused);
  ADD ("/http-client/unsafe-address", NULL, test_unsafe_address);
  ADD ("/http-client/once", NULL, test_once);
  return g_test_run ();
}
