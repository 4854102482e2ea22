/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-keyring.h"
#include "luthier-random.h"
#include "luthier-storage-object.h"
#include "luthier-store-uploads.h"
#include "luthier-upload-source.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_TRANSFER_MEMORY (luthier_transfer_memory_get_type ())
G_DECLARE_FINAL_TYPE (
    LuthierTransferMemory, luthier_transfer_memory, LUTHIER, TRANSFER_MEMORY, GObject)

/* What outlives the program of one unfinished upload: its session, which is as good as a password,
 * in the keyring and nowhere else, and all the rest in the store. */

/* record: (transfer full): of one that was kept before, or what a new one is about; an id that is
 * NULL is made. keyring: (nullable): NULL: nothing is kept. */
LuthierTransferMemory *luthier_transfer_memory_new (LuthierStore *store,
                                                    LuthierRandom *random,
                                                    LuthierKeyring *keyring,
                                                    LuthierUploadRecord *record);
/* Finishes with whether another run can go on with it. */
void luthier_transfer_memory_keep_async (LuthierTransferMemory *self,
                                         const LuthierUploadMark *mark,
                                         const char *session,
                                         gint64 generation,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean luthier_transfer_memory_keep_finish (LuthierTransferMemory *self, GAsyncResult *result);
void luthier_transfer_memory_keep_progress (LuthierTransferMemory *self,
                                            const LuthierUploadMark *mark);
/* (transfer full) (nullable): NULL without an error: there is none, it begins anew. A secret. */
void luthier_transfer_memory_find_session_async (LuthierTransferMemory *self,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
char *luthier_transfer_memory_find_session_finish (LuthierTransferMemory *self,
                                                   GAsyncResult *result,
                                                   GError **error);
/* It is finished, or given up. Nothing more is kept by this one. */
void luthier_transfer_memory_forget (LuthierTransferMemory *self);
/* The file is at its address from now on. now: in microseconds since the epoch. */
void luthier_transfer_memory_enter_dataset (LuthierTransferMemory *self,
                                            const LuthierStorageObject *object,
                                            gint64 now);

G_END_DECLS
