/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The thread that alone has the files, and does one thing after the other. */
typedef struct _LuthierStoreThread LuthierStoreThread;

LuthierStoreThread *luthier_store_thread_start (const char *path);
/* Takes a task whose data is a LuthierStoreCall; it returns in the context of its caller. */
void luthier_store_thread_push (LuthierStoreThread *self, GTask *task);
/* Nothing is left to do, and all that was done is on its way back. */
gboolean luthier_store_thread_is_idle (LuthierStoreThread *self);
/* Takes the owner's reference; the thread ends when all that was pushed is done. */
void luthier_store_thread_end (LuthierStoreThread *self);

G_END_DECLS
