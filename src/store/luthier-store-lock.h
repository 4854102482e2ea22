/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Who has it may write beside path, and send what is written there. The kernel takes it from a
 * program that ends, however it ends. */
typedef struct _LuthierStoreLock LuthierStoreLock;

/* NULL and LUTHIER_REASON_STORE_IN_USE: another program has it. Never waits. */
LuthierStoreLock *luthier_store_lock_take (const char *path, GError **error);
/* Whether nobody who comes later can find it any more. */
gboolean luthier_store_lock_is_moved (LuthierStoreLock *self);
void luthier_store_lock_free (LuthierStoreLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierStoreLock, luthier_store_lock_free)

G_END_DECLS
