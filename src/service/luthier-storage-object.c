/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-storage-object.h"

#include <glib/gi18n.h>

#include "luthier-error.h"
#include "luthier-job-json.h"

/**
 * luthier_storage_object_new_from_json:
 * @object: (nullable): the metadata of an object
 * @bucket: the bucket that was asked about
 * @name: the object's name that was asked about
 * @error: return location for %LUTHIER_ERROR_BAD_REPLY
 *
 * What is read, or deleted, by this later on is what was asked about, whatever a reply names.
 *
 * Returns: (transfer full) (nullable): what @object says; what it leaves out is neutral
 */
LuthierStorageObject *
luthier_storage_object_new_from_json (const LuthierJsonValue *object,
                                      const char *bucket,
                                      const char *name,
                                      GError **error)
{
  LuthierStorageObject *self;
  gint64 size = luthier_json_value_get_int64 (luthier_json_value_get_member (object, "size"), 0);

  if (!g_str_equal (
          luthier_json_value_get_string (luthier_json_value_get_member (object, "bucket"), bucket),
          bucket) ||
      !g_str_equal (
          luthier_json_value_get_string (luthier_json_value_get_member (object, "name"), name),
          name))
    {
      g_set_error_literal (error, LUTHIER_ERROR, LUTHIER_ERROR_BAD_REPLY,
                           _ ("The storage service answered about another object"));
      return NULL;
    }

  self = g_new0 (LuthierStorageObject, 1);
  self->bucket = g_strdup (bucket);
  self->name = g_strdup (name);
  self->size = size > 0 ? (guint64) size : 0;
  self->generation = luthier_json_value_get_int64 (
      luthier_json_value_get_member (object, "generation"), 0);
  self->create_time = luthier_timestamp_parse (
      luthier_json_value_get_member_string (object, "timeCreated"));
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
