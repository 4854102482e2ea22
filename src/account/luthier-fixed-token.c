/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-fixed-token.h"

struct _LuthierFixedToken
{
  GObject parent_instance;

  char *token; /* (owned): a secret */
};

static void token_source_iface_init (LuthierTokenSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LuthierFixedToken,
                               luthier_fixed_token,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LUTHIER_TYPE_TOKEN_SOURCE,
                                                      token_source_iface_init))

static void
get_token_async (LuthierTokenSource *source,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  LuthierFixedToken *self = LUTHIER_FIXED_TOKEN (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, get_token_async);
  g_task_return_pointer (task, g_strdup (self->token), g_free);
}

static char *
get_token_finish (LuthierTokenSource *source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* There is no other: if this one is refused, the service says so once more. */
static void
invalidate (LuthierTokenSource *source, const char *token)
{
}

static void
token_source_iface_init (LuthierTokenSourceInterface *iface)
{
  iface->get_token_async = get_token_async;
  iface->get_token_finish = get_token_finish;
  iface->invalidate = invalidate;
}

static void
luthier_fixed_token_finalize (GObject *object)
{
  LuthierFixedToken *self = LUTHIER_FIXED_TOKEN (object);

  explicit_bzero (self->token, strlen (self->token));
  g_free (self->token);

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
