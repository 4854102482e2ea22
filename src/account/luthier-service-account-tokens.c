/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-service-account-tokens.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "luthier-error.h"
#include "luthier-http-client.h"
#include "luthier-http-failure.h"

#define GRANT_TYPE "urn:ietf:params:oauth:grant-type:jwt-bearer"

/* The margin of the service's own libraries: 3 minutes and 45 seconds. */
#define STALE_BEFORE_S     225
#define DEFAULT_LIFETIME_S 3600
#define MAX_LIFETIME_S     86400
#define DEADLINE_MS        30000
#define MAX_ATTEMPTS       3u
#define MAX_SKEW_S         300

struct _LuthierServiceAccountTokens
{
  GObject parent_instance;

  LuthierServiceAccountKey *key; /* (owned) */
  LuthierClock *clock;           /* (owned) */
  LuthierHttpClient *http;       /* (owned) */
  char *token;                   /* (owned) (nullable): a secret */
  gint64 expires_us;             /* real time */
  GQueue waiters;                /* (owned) (element-type Waiter): they share one request */
  gboolean fetching;
  guint attempts; /* of this fetch */
};

static void token_source_iface_init (LuthierTokenSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LuthierServiceAccountTokens,
                               luthier_service_account_tokens,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LUTHIER_TYPE_TOKEN_SOURCE,
                                                      token_source_iface_init))

typedef struct
{
  GTask *task;        /* (owned) */
  GSource *cancelled; /* (owned) (nullable) */
} Waiter;

static void fetch (LuthierServiceAccountTokens *self);

static void
waiter_free (Waiter *waiter)
{
  if (waiter->cancelled != NULL)
    g_source_destroy (waiter->cancelled);
  g_clear_pointer (&waiter->cancelled, g_source_unref);
  g_clear_object (&waiter->task);
  g_free (waiter);
}

static gboolean
waiter_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Waiter *waiter = user_data;
  g_autoptr (GTask) task = g_object_ref (waiter->task);
  LuthierServiceAccountTokens *self = g_task_get_source_object (task);

  /* The others go on waiting, and what comes serves the next who asks. */
  g_queue_remove (&self->waiters, waiter);
  waiter_free (waiter);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
add_waiter (LuthierServiceAccountTokens *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->task = g_object_ref (task);
  if (cancellable != NULL)
    {
      waiter->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (waiter->cancelled, G_SOURCE_FUNC (waiter_cancelled_cb), waiter, NULL);
      g_source_attach (waiter->cancelled, g_task_get_context (task));
    }
  g_queue_push_tail (&self->waiters, waiter);
}

static void
forget_token (LuthierServiceAccountTokens *self)
{
  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  g_clear_pointer (&self->token, g_free);
}

/* error: (nullable): why there is no token. */
static void
answer_waiters (LuthierServiceAccountTokens *self, const GError *error)
{
  GQueue waiters = self->waiters;
  Waiter *waiter;

  /* Whoever asks from a callback starts anew. */
  g_queue_init (&self->waiters);
  self->fetching = FALSE;
  while ((waiter = g_queue_pop_head (&waiters)) != NULL)
    {
      g_autoptr (GTask) task = g_object_ref (waiter->task);

      waiter_free (waiter);
      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_pointer (task, g_strdup (self->token), g_free);
    }
}

static gboolean
take_token (LuthierServiceAccountTokens *self, const LuthierJsonValue *root, GError **error)
{
  const char *token = luthier_json_value_get_string (
      luthier_json_value_get_member (root, "access_token"), "");
  const char *type = luthier_json_value_get_string (
      luthier_json_value_get_member (root, "token_type"), "Bearer");
  gint64 lifetime_s = luthier_json_value_get_int64 (
      luthier_json_value_get_member (root, "expires_in"), DEFAULT_LIFETIME_S);

  if (*token == '\0' || g_ascii_strcasecmp (type, "Bearer") != 0)
    {
      g_set_error (error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                   _ ("%s answered without an access token"),
                   luthier_service_account_key_get_token_uri (self->key));
      return FALSE;
    }
  forget_token (self);
  self->token = g_strdup (token);
  self->expires_us = luthier_clock_get_real_time (self->clock) +
                     CLAMP (lifetime_s, 0, MAX_LIFETIME_S) * G_USEC_PER_SEC;
  return TRUE;
}

static gboolean
is_passing (const char *code)
{
  static const char *const passing[] = { "internal_failure", "server_error",
                                         "temporarily_unavailable", NULL };

  return code != NULL && g_strv_contains (passing, code);
}

/* A key that is refused stays refused: say why in the words of who refused it, and whether it
 * may be this computer's clock, which the signature is dated by. */
static GError *
explain_refusal (LuthierServiceAccountTokens *self, const GError *error)
{
  gint64 skew_s = luthier_http_client_get_skew (self->http) / G_USEC_PER_SEC;
  guint minutes = (guint) (ABS (skew_s) / 60);

  if (ABS (skew_s) > MAX_SKEW_S)
    return luthier_error_new (
        LUTHIER_ERROR_SIGN_IN_NEEDED, luthier_error_get_reason (error),
        ngettext ("The key of %s is refused: %s. The clock of this computer is "
                  "%u minute off: set it right and try again",
                  "The key of %s is refused: %s. The clock of this computer is "
                  "%u minutes off: set it right and try again",
                  minutes),
        luthier_service_account_key_get_client_email (self->key), error->message, minutes);
  return luthier_error_new (LUTHIER_ERROR_SIGN_IN_NEEDED, luthier_error_get_reason (error),
                            _ ("The key of %s is refused: %s"),
                            luthier_service_account_key_get_client_email (self->key),
                            error->message);
}

static gboolean
retry_cb (gpointer user_data)
{
  fetch (LUTHIER_SERVICE_ACCOUNT_TOKENS (user_data));
  return G_SOURCE_REMOVE;
}

static void
judge_failure (LuthierServiceAccountTokens *self, const GError *error)
{
  const char *code = luthier_error_get_reason (error);
  guint status = luthier_error_get_http_status (error);

  if (is_passing (code) && self->attempts < MAX_ATTEMPTS)
    {
      luthier_clock_add_timeout (self->clock, luthier_http_failure_get_backoff (self->attempts),
                                 retry_cb, g_object_ref (self), g_object_unref);
    }
  else if (status >= 400 && status < 500 && !is_passing (code) &&
           !luthier_http_failure_is_transient_status (status))
    {
      g_autoptr (GError) refusal = explain_refusal (self, error);

      answer_waiters (self, refusal);
    }
  else
    {
      answer_waiters (self, error);
    }
}

static void
reply_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierServiceAccountTokens) self = user_data;
  g_autoptr (LuthierJson) reply = NULL;
  g_autoptr (GError) error = NULL;

  reply = luthier_http_client_send_json_finish (LUTHIER_HTTP_CLIENT (source), result, &error);
  if (reply == NULL)
    judge_failure (self, error);
  else if (take_token (self, luthier_json_get_root (reply), &error))
    answer_waiters (self, NULL);
  else
    answer_waiters (self, error);
}

static void
fetch (LuthierServiceAccountTokens *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *assertion = NULL;
  g_autofree char *form = NULL;
  g_autoptr (GBytes) body = NULL;
  LuthierHttpRequest request = {
    .method = SOUP_METHOD_POST,
    .uri = luthier_service_account_key_get_token_uri (self->key),
    .content_type = SOUP_FORM_MIME_TYPE_URLENCODED,
    .policy = LUTHIER_HTTP_IDEMPOTENT,
    .deadline_ms = DEADLINE_MS,
  };

  self->fetching = TRUE;
  self->attempts++;
  assertion = luthier_service_account_key_sign (self->key,
                                                luthier_clock_get_real_time (self->clock), &error);
  if (assertion == NULL)
    {
      answer_waiters (self, error);
      return;
    }
  form = soup_form_encode ("grant_type", GRANT_TYPE, "assertion", assertion, NULL);
  body = g_bytes_new (form, strlen (form));
  request.body = body;
  luthier_http_client_send_json_async (self->http, &request, NULL, reply_cb, g_object_ref (self));
}

static gboolean
is_fresh (LuthierServiceAccountTokens *self)
{
  return self->token != NULL && luthier_clock_get_real_time (self->clock) <
                                    self->expires_us - STALE_BEFORE_S * G_USEC_PER_SEC;
}

static void
get_token_async (LuthierTokenSource *source,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  LuthierServiceAccountTokens *self = LUTHIER_SERVICE_ACCOUNT_TOKENS (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, get_token_async);
  if (is_fresh (self))
    {
      g_task_return_pointer (task, g_strdup (self->token), g_free);
      return;
    }
  add_waiter (self, task);
  if (self->fetching)
    return;
  self->attempts = 0;
  fetch (self);
}

static char *
get_token_finish (LuthierTokenSource *source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
invalidate (LuthierTokenSource *source, const char *token)
{
  LuthierServiceAccountTokens *self = LUTHIER_SERVICE_ACCOUNT_TOKENS (source);

  if (g_strcmp0 (self->token, token) == 0)
    forget_token (self);
}

static void
token_source_iface_init (LuthierTokenSourceInterface *iface)
{
  iface->get_token_async = get_token_async;
  iface->get_token_finish = get_token_finish;
  iface->invalidate = invalidate;
}

static void
luthier_service_account_tokens_finalize (GObject *object)
{
  LuthierServiceAccountTokens *self = LUTHIER_SERVICE_ACCOUNT_TOKENS (object);

  forget_token (self);
  g_clear_object (&self->key);
  g_clear_object (&self->clock);
  g_clear_object (&self->http);

  G_OBJECT_CLASS (luthier_service_account_tokens_parent_class)->finalize (object);
}

static void
luthier_service_account_tokens_class_init (LuthierServiceAccountTokensClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_service_account_tokens_finalize;
}

static void
luthier_service_account_tokens_init (LuthierServiceAccountTokens *self)
{
  g_queue_init (&self->waiters);
}

/**
 * luthier_service_account_tokens_new:
 * @key: the key that signs
 * @clock: what tokens expire by
 *
 * Makes a source that trades signed assertions for tokens at the key's token address. All who
 * ask while a request is under way share it, and cancelling one does not cancel the others.
 *
 * Returns: (transfer full): the source
 */
LuthierTokenSource *
luthier_service_account_tokens_new (LuthierServiceAccountKey *key, LuthierClock *clock)
{
  LuthierServiceAccountTokens *self;

  g_return_val_if_fail (LUTHIER_IS_SERVICE_ACCOUNT_KEY (key), NULL);
  g_return_val_if_fail (LUTHIER_IS_CLOCK (clock), NULL);

  self = g_object_new (LUTHIER_TYPE_SERVICE_ACCOUNT_TOKENS, NULL);
  self->key = g_object_ref (key);
  self->clock = g_object_ref (clock);
  self->http = luthier_http_client_new (clock, NULL, NULL, NULL);
  return LUTHIER_TOKEN_SOURCE (self);
}
