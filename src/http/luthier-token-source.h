/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LUTHIER_TYPE_TOKEN_SOURCE (luthier_token_source_get_type ())
G_DECLARE_INTERFACE (LuthierTokenSource, luthier_token_source, LUTHIER, TOKEN_SOURCE, GObject)

/* Where the transport gets its bearer token from; it knows nothing else of accounts. */
struct _LuthierTokenSourceInterface
{
  GTypeInterface parent_iface;

  /* Answers with a GTask of the source, which gives the token as a string. */
  void (*get_token_async) (LuthierTokenSource *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
  void (*invalidate) (LuthierTokenSource *self, const char *token);
};

void luthier_token_source_get_token_async (LuthierTokenSource *self,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
char *luthier_token_source_get_token_finish (LuthierTokenSource *self,
                                             GAsyncResult *result,
                                             GError **error);
/* Forget this token if it is the current one: the service refused it. */
void luthier_token_source_invalidate (LuthierTokenSource *self, const char *token);

G_END_DECLS
