/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-store-call.h"

G_BEGIN_DECLS

/* What the files of the store's calls share. */

/* A call that runs a function in a transaction. profile_id: (nullable). */
LuthierStoreCall *luthier_store_make_call (
    gboolean (*run) (LuthierDatabase *, LuthierStoreCall *, GError **), const char *profile_id);
/* Takes the call. */
void luthier_store_enqueue (LuthierStore *self,
                            LuthierStoreCall *call,
                            gpointer source_tag,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* What became of the files while the call was run. */
void luthier_store_take_news (LuthierStore *self, LuthierStoreCall *call);
/* (transfer full): what the call has for a result. */
gpointer luthier_store_finish_pointer (LuthierStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
