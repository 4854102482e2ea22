/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-store.h"

G_BEGIN_DECLS

/* Which jobs ended while nobody looked, and were not dismissed yet. Errors: LUTHIER_ERROR_STORE. */

/* (element-type utf8): their names, in the place of those of before; ends with
 * luthier_store_write_finish(). */
void luthier_store_save_missed_async (LuthierStore *self,
                                      const char *profile_id,
                                      GPtrArray *names,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
void luthier_store_load_missed_async (LuthierStore *self,
                                      const char *profile_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (transfer full) (element-type utf8) */
GPtrArray *luthier_store_load_missed_finish (LuthierStore *self,
                                             GAsyncResult *result,
                                             GError **error);

G_END_DECLS
