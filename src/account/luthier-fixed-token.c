/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fixed-token.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-secret.h"

struct _LuthierFixedToken
{
  GObject parent_instance;

  char *token;         /* (owned): a secret */
  LuthierClock *clock; /* (owned) (nullable): NULL: it never ends */
  gint64 expires_at;   /* boot time: that somebody sets the clock makes it no older */
  gboolean refused;
};

static void token_source_iface_init (LuthierTokenSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LuthierFixedToken,
                               luthier_fixed_token,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LUTHIER_TYPE_TOKEN_SOURCE,
                                                      token_source_iface_init))

static gboolean
is_over (LuthierFixedToken *self)
{
  return self->clock != NULL &&
         (self->refused || luthier_clock_get_boot_time (self->clock) >= self->expires_at);
}

static void
get_token_async (LuthierTokenSource *source,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  LuthierFixedToken *self = LUTHIER_FIXED_TOKEN (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, get_token_async);
  if (is_over (self))
    g_task_return_error (task,
                         luthier_error_new (LUTHIER_ERROR_SIGN_IN_NEEDED, LUTHIER_REASON_TOKEN_OVER,
                                            _ ("The access token is over: paste a new one, or "
                                               "sign in in a way that lasts")));
  else
    g_task_return_pointer (task, g_strdup (self->token), (GDestroyNotify) luthier_secret_free);
}

/* There is no other: of one without an end, the service says once more that it is refused. */
static void
invalidate (LuthierTokenSource *source, const char *token)
{
  LuthierFixedToken *self = LUTHIER_FIXED_TOKEN (source);

  if (g_strcmp0 (self->token, token) == 0)
    self->refused = TRUE;
}

static void
token_source_iface_init (LuthierTokenSourceInterface *iface)
{
  iface->get_token_async = get_token_async;
  iface->invalidate = invalidate;
}

static void
luthier_fixed_token_finalize (GObject *object)
{
  LuthierFixedToken *self = LUTHIER_FIXED_TOKEN (object);

  luthier_secret_free (self->token);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (luthier_fixed_token_parent_class)->finalize (object);
}

static void
luthier_fixed_token_class_init (LuthierFixedTokenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = luthier_fixed_token_finalize;
}

static void
luthier_fixed_token_init (LuthierFixedToken *self)
{
}

/**
 * luthier_fixed_token_new:
 * @token: the token
 *
 * Returns: (transfer full): a source that always gives @token
 */
LuthierTokenSource *
luthier_fixed_token_new (const char *token)
{
  LuthierFixedToken *self;

  g_return_val_if_fail (token != NULL, NULL);

  self = g_object_new (LUTHIER_TYPE_FIXED_TOKEN, NULL);
  self->token = g_strdup (token);
  return LUTHIER_TOKEN_SOURCE (self);
}

/**
 * luthier_fixed_token_new_until:
 * @token: the token
 * @expires_at: when it ends, in microseconds since the epoch
 * @clock: what it ends by
 *
 * Returns: (transfer full): a source that gives @token until it ends or is refused, then
 *   %LUTHIER_ERROR_SIGN_IN_NEEDED with %LUTHIER_REASON_TOKEN_OVER
 */
LuthierTokenSource *
luthier_fixed_token_new_until (const char *token, gint64 expires_at, LuthierClock *clock)
{
  LuthierFixedToken *self;

  g_return_val_if_fail (token != NULL, NULL);
  g_return_val_if_fail (LUTHIER_IS_CLOCK (clock), NULL);

  self = g_object_new (LUTHIER_TYPE_FIXED_TOKEN, NULL);
  self->token = g_strdup (token);
  self->clock = g_object_ref (clock);
  self->expires_at = luthier_clock_get_boot_time (clock) + expires_at -
                     luthier_clock_get_real_time (clock);
  return LUTHIER_TOKEN_SOURCE (self);
}
