/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-http-client.h"
#include "luthier-storage-object.h"

G_BEGIN_DECLS

#define LUTHIER_TYPE_STORAGE (luthier_storage_get_type ())
G_DECLARE_FINAL_TYPE (LuthierStorage, luthier_storage, LUTHIER, STORAGE, GObject)

/* Buckets and what is known of objects, by the JSON API of Cloud Storage. */
LuthierStorage *luthier_storage_new (LuthierHttpClient *http, const char *project);
LuthierHttpClient *luthier_storage_get_http (LuthierStorage *self);

/* LUTHIER_ERROR_CONFLICT: there is one of this name, perhaps another's. */
void luthier_storage_make_bucket_async (LuthierStorage *self,
                                        const char *bucket,
                                        const char *location,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean luthier_storage_make_bucket_finish (LuthierStorage *self,
                                             GAsyncResult *result,
                                             GError **error);
void luthier_storage_stat_async (LuthierStorage *self,
                                 const char *gs_uri,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
LuthierStorageObject *luthier_storage_stat_finish (LuthierStorage *self,
                                                   GAsyncResult *result,
                                                   GError **error);
/* A part of exactly this generation, all of it inside the object. */
void luthier_storage_read_async (LuthierStorage *self,
                                 const LuthierStorageObject *object,
                                 guint64 offset,
                                 gsize length,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GBytes *luthier_storage_read_finish (LuthierStorage *self, GAsyncResult *result, GError **error);
/* Deletes exactly this generation. */
void luthier_storage_delete_async (LuthierStorage *self,
                                   const LuthierStorageObject *object,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean luthier_storage_delete_finish (LuthierStorage *self, GAsyncResult *result, GError **error);

G_END_DECLS
