/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Luthier developers */

#include "luthier-practice-storage-json.h"

#include <string.h>

#include "luthier-crc32c.h"
#include "luthier-json-text.h"

/* Takes the value. */
static void
take_string (JsonBuilder *builder, const char *name, char *value)
{
  luthier_json_add_string (builder, name, value);
  g_free (value);
}

static void
add_int64 (JsonBuilder *builder, const char *name, gint64 value)
{
  take_string (builder, name, g_strdup_printf ("%" G_GINT64_FORMAT, value));
}

static void
add_time (JsonBuilder *builder, const char *name, gint64 us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);
  g_autofree char *seconds = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

  take_string (builder, name,
               g_strdup_printf ("%s.%03" G_GINT64_FORMAT "Z", seconds, us % G_USEC_PER_SEC / 1000));
}

/* An opaque text that changes with every change of the thing. */
static void
add_etag (JsonBuilder *builder, gint64 generation, gint64 metageneration)
{
  gint64 numbers[] = { generation, metageneration };

  take_string (builder, "etag", g_base64_encode ((const guchar *) numbers, sizeof numbers));
}

static void
add_checksums (JsonBuilder *builder, LuthierPracticeObject *object)
{
  take_string (builder, "crc32c", luthier_crc32c_to_base64 (object->crc32c));
  if (object->has_md5)
    take_string (builder, "md5Hash", g_base64_encode (object->md5, sizeof object->md5));
}

static void
add_metadata (JsonBuilder *builder, const char *text)
{
  g_autoptr (LuthierJson) json = text != NULL ? luthier_json_parse_text (text, -1, NULL) : NULL;
  LuthierJsonIter iter;
  const char *name;
  const LuthierJsonValue *value;

  if (json == NULL)
    return;
  json_builder_set_member_name (builder, "metadata");
  json_builder_begin_object (builder);
  luthier_json_iter_init (&iter, luthier_json_get_root (json));
  while (luthier_json_iter_next (&iter, &name, &value))
    luthier_json_add_string (builder, name, luthier_json_value_get_string (value, NULL));
  json_builder_end_object (builder);
}

/**
 * luthier_practice_storage_get_base:
 * @exchange: a request
 *
 * Returns: (transfer full): how its client has reached us
 */
char *
luthier_practice_storage_get_base (LuthierPracticeExchange *exchange)
{
  const char *host = luthier_practice_exchange_get_header (exchange, "Host");

  return g_strconcat ("http://", host != NULL ? host : "localhost", NULL);
}

void
luthier_practice_storage_add_object (JsonBuilder *builder,
                                     LuthierPracticeObject *object,
                                     const char *base)
{
  g_autofree char *name = g_uri_escape_string (object->name, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("storage/v1/b/%s/o/%s", object->bucket, name);

  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "kind", "storage#object");
  take_string (builder, "id",
               g_strdup_printf ("%s/%s/%" G_GINT64_FORMAT, object->bucket, object->name,
                                object->generation));
  take_string (builder, "selfLink", g_strdup_printf ("%s/%s", base, path));
  take_string (builder, "mediaLink",
               g_strdup_printf ("%s/download/%s?generation=%" G_GINT64_FORMAT "&alt=media", base,
                                path, object->generation));
  luthier_json_add_string (builder, "name", object->name);
  luthier_json_add_string (builder, "bucket", object->bucket);
  add_int64 (builder, "generation", object->generation);
  add_int64 (builder, "metageneration", object->metageneration);
  luthier_json_add_string (builder, "contentType", object->content_type);
  luthier_json_add_string (builder, "contentEncoding", object->content_encoding);
  luthier_json_add_string (builder, "storageClass", "STANDARD");
  add_int64 (builder, "size", (gint64) object->size);
  add_checksums (builder, object);
  add_metadata (builder, object->metadata);
  add_etag (builder, object->generation, object->metageneration);
  add_time (builder, "timeCreated", object->created_us);
  add_time (builder, "updated", object->updated_us);
  add_time (builder, "timeStorageClassUpdated", object->created_us);
  json_builder_end_object (builder);
}

void
luthier_practice_storage_add_bucket (JsonBuilder *builder,
                                     LuthierPracticeBucket *bucket,
                                     const char *project_number,
                                     const char *base)
{
  gboolean is_region = strchr (bucket->location, '-') != NULL;

  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "kind", "storage#bucket");
  luthier_json_add_string (builder, "id", bucket->name);
  take_string (builder, "selfLink", g_strdup_printf ("%s/storage/v1/b/%s", base, bucket->name));
  luthier_json_add_string (builder, "projectNumber", project_number);
  luthier_json_add_string (builder, "name", bucket->name);
  luthier_json_add_string (builder, "location", bucket->location);
  luthier_json_add_string (builder, "locationType", is_region ? "region" : "multi-region");
  luthier_json_add_string (builder, "storageClass", "STANDARD");
  add_int64 (builder, "metageneration", 1);
  add_etag (builder, bucket->created_us, 1);
  add_time (builder, "timeCreated", bucket->created_us);
  add_time (builder, "updated", bucket->created_us);
  json_builder_end_object (builder);
}

void
luthier_practice_storage_reply_object (LuthierPracticeExchange *exchange,
                                       guint status,
                                       LuthierPracticeObject *object)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *base = luthier_practice_storage_get_base (exchange);
  g_autoptr (JsonNode) root = NULL;

  luthier_practice_storage_add_object (builder, object, base);
  root = json_builder_get_root (builder);
  luthier_practice_exchange_set_schema (exchange, "StorageObject");
  luthier_practice_exchange_reply_json (exchange, status, root);
}

/* Where the error is, for those reasons that name a place. */
static void
add_place (JsonBuilder *builder, const char *reason)
{
  static const struct
  {
    const char *reason, *type, *place;
  } places[] = {
    { "conditionNotMet", "header", "If-Match" },
    { "requestedRangeNotSatisfiable", "header", "Range" },
    { "required", "parameter", "name" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (places[i].reason, reason))
      {
        luthier_json_add_string (builder, "locationType", places[i].type);
        luthier_json_add_string (builder, "location", places[i].place);
      }
}

void
luthier_practice_storage_reply_error (LuthierPracticeExchange *exchange,
                                      guint status,
                                      const char *reason,
                                      const char *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "code");
  json_builder_add_int_value (builder, status);
  luthier_json_add_string (builder, "message", message);
  json_builder_set_member_name (builder, "errors");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  luthier_json_add_string (builder, "message", message);
  luthier_json_add_string (builder, "domain", "global");
  luthier_json_add_string (builder, "reason", reason);
  add_place (builder, reason);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  luthier_practice_exchange_reply_json (exchange, status, root);
}
