/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#pragma once

#include "luthier-json.h"

G_BEGIN_DECLS

/* What is known of an object of Cloud Storage. */
typedef struct
{
  char *bucket; /* (owned) */
  char *name;   /* (owned) */
  guint64 size; /* bytes */
  gint64 generation;
  gint64 create_time;     /* of this generation, microseconds since the epoch, 0 = not told */
  char *content_type;     /* (owned) (nullable) */
  char *content_encoding; /* (owned) (nullable) */
  char *crc32c;           /* (owned) (nullable): base64 */
} LuthierStorageObject;

LuthierStorageObject *luthier_storage_object_new_from_json (const LuthierJsonValue *object,
                                                            const char *bucket,
                                                            const char *name,
                                                            GError **error);
void luthier_storage_object_free (LuthierStorageObject *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LuthierStorageObject, luthier_storage_object_free)

G_END_DECLS
