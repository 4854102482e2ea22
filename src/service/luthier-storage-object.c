/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-storage-object.h"

/**
 * luthier_storage_object_new_from_json:
 * @object: (nullable): the metadata of an object
 *
 * Returns: (transfer full): what @object says; what it leaves out is neutral
 */
LuthierStorageObject *
luthier_storage_object_new_from_json (const LuthierJsonValue *object)
{
  LuthierStorageObject *self = g_new0 (LuthierStorageObject, 1);
  gint64 size = luthier_json_value_get_int64 (luthier_json_value_get_member (object, "size"), 0);

  self->bucket = g_strdup (
      luthier_json_value_get_string (luthier_json_value_get_member (object, "bucket"), ""));
  self->name = g_strdup (
      luthier_json_value_get_string (luthier_json_value_get_member (object, "name"), ""));
  self->size = size > 0 ? (guint64) size : 0;
  self->generation = luthier_json_value_get_int64 (
      luthier_json_value_get_member (object, "generation"), 0);
  self->content_type = g_strdup (
      luthier_json_value_get_string (luthier_json_value_get_member (object, "contentType"), NULL));
  self->content_encoding = g_strdup (luthier_json_value_get_string (
      luthier_json_value_get_member (object, "contentEncoding"), NULL));
  self->crc32c = g_strdup (
      luthier_json_value_get_string (luthier_json_value_get_member (object, "crc32c"), NULL));
  return self;
}

/**
 * luthier_storage_object_free:
 * @self: (transfer full): an object's description
 */
void
luthier_storage_object_free (LuthierStorageObject *self)
{
  g_free (self->bucket);
  g_free (self->name);
  g_free (self->content_type);
  g_free (self->content_encoding);
  g_free (self->crc32c);
  g_free (self);
}
