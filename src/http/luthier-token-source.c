/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-token-source.h"

/**
 * LuthierTokenSource:
 *
 * Whatever can give a bearer token: a key file, a sign-in, a fixed token.
 */

G_DEFINE_INTERFACE (LuthierTokenSource, luthier_token_source, G_TYPE_OBJECT)

static void
luthier_token_source_default_init (LuthierTokenSourceInterface *iface)
{
}

/**
 * luthier_token_source_get_token_async:
 * @self: a token source
 * @cancellable: (nullable): a cancellable
 * @callback: called when there is a token or an error
 * @user_data: data for @callback
 *
 * Asks for a token that is good for some minutes. A source that has one answers without the
 * network; one that fetches shares the fetch among all who wait.
 */
void
luthier_token_source_get_token_async (LuthierTokenSource *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (LUTHIER_IS_TOKEN_SOURCE (self));

  LUTHIER_TOKEN_SOURCE_GET_IFACE (self)->get_token_async (self, cancellable, callback, user_data);
}

/**
 * luthier_token_source_get_token_finish:
 * @self: a token source
 * @result: the result
 * @error: return location for an error of %LUTHIER_ERROR, of which
 *   %LUTHIER_ERROR_SIGN_IN_NEEDED means that only the user can help
 *
 * Returns: (transfer full): the token. It is a secret.
 */
char *
luthier_token_source_get_token_finish (LuthierTokenSource *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  g_return_val_if_fail (LUTHIER_IS_TOKEN_SOURCE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * luthier_token_source_invalidate:
 * @self: a token source
 * @token: a token that a service refused
 *
 * Forgets @token if it is the current one, so that the next call fetches another.
 */
void
luthier_token_source_invalidate (LuthierTokenSource *self, const char *token)
{
  g_return_if_fail (LUTHIER_IS_TOKEN_SOURCE (self));
  g_return_if_fail (token != NULL);

  LUTHIER_TOKEN_SOURCE_GET_IFACE (self)->invalidate (self, token);
}
