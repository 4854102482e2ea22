/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-store.h"
#include "luthier-upload-record.h"

G_BEGIN_DECLS

/* What the store remembers of uploads: the unfinished ones, and which file of this computer an
 * address stands for. Errors: LUTHIER_ERROR_STORE; those without a finish function of their own end
 * with luthier_store_write_finish(). */

void luthier_store_save_upload_async (LuthierStore *self,
                                      const LuthierUploadRecord *upload,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* One that is not there is no error. */
void luthier_store_remove_upload_async (LuthierStore *self,
                                        const char *upload_id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/* (element-type LuthierUploadRecord) of a profile, oldest first. */
void luthier_store_load_uploads_async (LuthierStore *self,
                                       const char *profile_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *luthier_store_load_uploads_finish (LuthierStore *self,
                                              GAsyncResult *result,
                                              GError **error);

/* In the place of what was uploaded to the same address before. */
void luthier_store_save_dataset_async (LuthierStore *self,
                                       const LuthierStoredDataset *dataset,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* NULL without an error: nothing was uploaded there from here. */
void luthier_store_load_dataset_async (LuthierStore *self,
                                       const char *profile_id,
                                       const char *gs_uri,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
LuthierStoredDataset *luthier_store_load_dataset_finish (LuthierStore *self,
                                                         GAsyncResult *result,
                                                         GError **error);

G_END_DECLS
