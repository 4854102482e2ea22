/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-token-cache.h"

#include "luthier-http-failure.h"
#include "luthier-secret.h"

/* The margin of the service's own libraries: 3 minutes and 45 seconds. */
#define STALE_BEFORE_S 225
#define MAX_ATTEMPTS   3u

struct _LuthierTokenCache
{
  GObject parent_instance;

  LuthierGrant *grant; /* (owned) */
  char *token;         /* (owned) (nullable): a secret */
  gint64 expires_us; /* boot time: however the clock is set, it lasts as long as it was given for */
  GQueue waiters;    /* (owned) (element-type Waiter): they share one request */
  gboolean fetching;
  guint attempts; /* of this fetch */
};

static void token_source_iface_init (LuthierTokenSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LuthierTokenCache,
                               luthier_token_cache,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LUTHIER_TYPE_TOKEN_SOURCE,
                                                      token_source_iface_init))

typedef struct
{
  GTask *task;        /* (owned) */
  GSource *cancelled; /* (owned) (nullable) */
} Waiter;

static void fetch (LuthierTokenCache *self);

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
  LuthierTokenCache *self = g_task_get_source_object (task);

  /* The others go on waiting, and what comes serves the next who asks. */
  g_queue_remove (&self->waiters, waiter);
  waiter_free (waiter);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
add_waiter (LuthierTokenCache *self, GTask *task)
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

/* token: (nullable). error: (nullable): why there is none. */
static void
answer_waiters (LuthierTokenCache *self, const char *token, const GError *error)
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
        g_task_return_pointer (task, g_strdup (token), (GDestroyNotify) luthier_secret_free);
    }
}

static LuthierRandom *
get_random (LuthierTokenCache *self)
{
  return luthier_http_client_get_random (luthier_grant_get_http (self->grant));
}

static gboolean
retry_cb (gpointer user_data)
{
  fetch (LUTHIER_TOKEN_CACHE (user_data));
  return G_SOURCE_REMOVE;
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LuthierTokenCache) self = user_data;
  g_autoptr (LuthierGranted) granted = NULL;
  g_autoptr (GError) error = NULL;
  LuthierClock *clock = luthier_grant_get_clock (self->grant);

  granted = luthier_grant_fetch_finish (LUTHIER_GRANT (source), result, &error);
  if (granted != NULL)
    {
      luthier_secret_replace (&self->token, granted->token);
      self->expires_us = luthier_clock_get_boot_time (clock) + granted->expires_at -
                         luthier_clock_get_real_time (clock);
      answer_waiters (self, granted->token, NULL);
    }
  else if (luthier_grant_is_passing (error) && self->attempts < MAX_ATTEMPTS)
    {
      luthier_clock_add_timeout (
          luthier_grant_get_clock (self->grant),
          luthier_http_failure_get_backoff (get_random (self), self->attempts), retry_cb,
          g_object_ref (self), g_object_unref);
    }
  else
    {
      answer_waiters (self, NULL, error);
    }
}

static void
fetch (LuthierTokenCache *self)
{
  self->fetching = TRUE;
  self->attempts++;
  luthier_grant_fetch_async (self->grant, NULL, fetched_cb, g_object_ref (self));
}

static gboolean
is_fresh (LuthierTokenCache *self)
{
  return self->token != NULL &&
         luthier_clock_get_boot_time (luthier_grant_get_clock (self->grant)) <
             self->expires_us - STALE_BEFORE_S * G_USEC_PER_SEC;
}

static void
get_token_async (LuthierTokenSource *source,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  LuthierTokenCache *self = LUTHIER_TOKEN_CACHE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, get_token_async);
  if (is_fresh (self))
    {
      g_task_return_pointer (task, g_strdup (self->token), (GDestroyNotify) luthier_secret_free);
      return;
    }
  add_waiter (self, task);
  if (self->fetching)
    return;
  self->attempts = 0;
  fetch (self);
}

static void
invalidate (LuthierTokenSource *source, const char *token)
{
  LuthierTokenCache *self = LUTHIER_TOKEN_CACHE (source);

  if (g_strcmp0 (self->token, token) == 0)
    luthier_secret_replace (&self->token, NULL);
}

static void
token_source_iface_init (LuthierTokenSourceInterface *iface)
{
  iface->get_token_async = get_token_async;
  iface->invalidate = invalidate;
}

static void
luthier_token_cache_finalize (GObject *object)
{
  LuthierTokenCache *self = LUTHIER_TOKEN_CACHE (object);

  luthier_secret_free (self->token);
  g_clear_object (&self->grant);

  G_OBJECT_CLASS (luthier_token_cache_parent_class)->finalize (object);
}

static void
luthier_token_cache_class_init (LuthierTokenCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_token_cache_finalize;
}

static void
luthier_token_cache_init (LuthierTokenCache *self)
{
  g_queue_init (&self->waiters);
}

/**
 * luthier_token_cache_new:
 * @grant: where tokens come from
 *
 * All who ask while a request is under way share it, and cancelling one does not cancel the
 * others. What the token endpoint calls its own passing trouble is tried three times.
 *
 * Returns: (transfer full): the source
 */
LuthierTokenSource *
luthier_token_cache_new (LuthierGrant *grant)
{
  LuthierTokenCache *self;

  g_return_val_if_fail (LUTHIER_IS_GRANT (grant), NULL);

  self = g_object_new (LUTHIER_TYPE_TOKEN_CACHE, NULL);
  self->grant = g_object_ref (grant);
  return LUTHIER_TOKEN_SOURCE (self);
}
