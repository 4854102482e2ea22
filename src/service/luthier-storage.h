/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-http-client.h"

G_BEGIN_DECLS

/* What is known of an object of Cloud Storage. */
typedef struct
{
  char *bucket; /* (owned) */
  char *name;   /* (owned) */
  guint64 size; /* bytes */
  gint64 generation;
  char *content_type;     /* (owned) (nullable) */
  char *content_encoding; /* (owned) (nullable) */
  char *crc32c;           /* (owned) (nullable): base64 */
} LuthierStorageObject;

void luthier_storage_object_free (LuthierStorageObject *self);

#define LUTHIER_TYPE_STORAGE (luthier_storage_get_type ())
G_DECLARE_FINAL_TYPE (LuthierStorage, luthier_storage, LUTHIER, STORAGE, GObject)

LuthierStorage *luthier_storage_new (LuthierHttpClient *http, const char *project);
LuthierHttpClient *luthier_storage_get_http (LuthierStorage *self);

void luthier_storage_list_buckets_async (LuthierStorage *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GStrv luthier_storage_list_buckets_finish (LuthierStorage *self,
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierStorageObject, luthier_storage_object_free)

G_END_DECLS
